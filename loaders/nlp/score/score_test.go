package score

import (
	"strings"
	"testing"

	"entente/loaders/nlp"
)

func TestF1(t *testing.T) {
	for _, c := range []struct {
		count Count
		want  int
	}{
		{Count{}, 0}, {Count{1, 1, 1}, 10000}, {Count{1, 2, 2}, 5000}, {Count{2, 3, 3}, 6667}, {Count{1, 1, 3}, 5000},
	} {
		if got := c.count.F1(); got != c.want {
			t.Errorf("%+v is %d, not %d", c.count, got, c.want)
		}
	}
}

func TestTableThereAndBack(t *testing.T) {
	var b strings.Builder
	if err := Table(&b, []Measure{{"EWT dev", "LAS", 8300, 8550, Count{2, 3, 3}, 0}, {"X", "names", 0, 0, Count{1, 2, 2}, 0}, {"X", "chains", 0, 0, Count{}, 4321}}); err != nil {
		t.Fatal(err)
	}
	got := ParseTable("weights 00\n" + b.String())
	if len(got) != 3 || got["X chains"] != 4321 || got["EWT dev LAS"] != 6667 || got["X names"] != 5000 {
		t.Errorf("got %v of\n%s", got, &b)
	}
}

// A reading measured against itself is right throughout.
func TestOwnReadingIsRight(t *testing.T) {
	r, err := nlp.NewReader()
	if err != nil {
		t.Fatal(err)
	}
	d := r.Read(nlp.Input{Text: "Ada Brandt met Ivo Lund in Oslo. They signed a treaty."})
	c := Trees(r, []*nlp.Doc{d})
	for _, count := range []Count{c.XPOS, c.UPOS, c.Lemma, c.UAS, c.LAS} {
		if count.F1() != 10000 || count.Gold != len(d.Tokens) {
			t.Errorf("got %+v", c)
		}
	}
	if raw := Raw(r, []*nlp.Doc{d}); raw.Tokens.F1() != 10000 || raw.Sentences.F1() != 10000 {
		t.Errorf("got %+v", raw)
	}
}
