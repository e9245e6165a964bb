package eval

import (
	"strings"
	"testing"

	"entente/loaders/view"
)

func TestReadQuotations(t *testing.T) {
	all, err := ReadQuotations(strings.NewReader("# comment\na/b.txt\t\t3\t9\tAnna Holt|Holt\tpronoun\n"))
	if err != nil || len(all) != 1 || all[0].Start != 3 || len(all[0].Speakers) != 2 {
		t.Fatalf("%+v, %v", all, err)
	}
	for _, bad := range []string{"a\t\t3\t9\tHolt", "a\t\tx\t9\tHolt\tafter", "a\t\t3\t3\tHolt\tafter", "a\t\t3\t9\tHolt\tguessed"} {
		if _, err := ReadQuotations(strings.NewReader(bad)); err == nil {
			t.Errorf("%q is taken", bad)
		}
	}
}

// TestCompareQuotations: the statement that covers the words decides, a direct one
// first; a speaker is right under any form of his name.
func TestCompareQuotations(t *testing.T) {
	const text = "Karel Voss said that “a deal is near”, as he had been told."
	deal, all := strings.Index(text, "a deal"), []view.Evidence{{Start: 0, End: len(text)}}
	found := view.Document{
		People: []view.Person{{Name: "Anna Holt", Aliases: []string{"Holt"}}, {Name: "Karel Voss"}},
		Statements: []view.Statement{
			{Speaker: "Karel Voss", Quote: text[:len(text)-9], Evidence: all},
			{Speaker: "Anna Holt", Quote: "a deal is near", Direct: true, Evidence: all},
		},
	}
	for _, c := range []struct {
		q     Quotation
		right bool
	}{
		{Quotation{Start: deal, End: deal + 14, Speakers: []string{"Holt"}, How: "after"}, true},
		{Quotation{Start: deal, End: deal + 14, Speakers: []string{"Karel Voss"}, How: "after"}, false},
		{Quotation{Start: deal + 17, End: deal + 20, Speakers: []string{"Karel Voss"}, How: "partial"}, true},
		{Quotation{Start: len(text) - 3, End: len(text), Speakers: []string{"Anna Holt"}, How: "partial"}, false},
	} {
		got := compareQuotations([]Quotation{c.q}, found, text).count(quotationSpeakers)
		if (got.Hit == 1) != c.right || got.F1() != 1000*got.Hit {
			t.Errorf("%+v: %+v", c.q, got)
		}
	}
}
