package eval

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"entente/loaders/view"
)

const text = `Lena Voss, the foreign minister of Ostelia, met Tariq Amal in Dramov on Monday. "We made a start," Voss said.`

func goldDoc() view.Document {
	return view.Document{
		Doc:     "a.txt",
		Article: view.Article{Title: "Voss meets Amal", Published: "2020-03-03"},
		People: []view.Person{
			{Name: "Lena Voss", Aliases: []string{"Voss"}, Roles: []view.Role{{Title: "Foreign Minister", Of: "Ostelia", Status: "current"}}},
			{Name: "Tariq Amal"}},
		Countries:  []view.Named{{Name: "Ostelia"}},
		Places:     []view.Place{{Name: "Dramov"}},
		Meetings:   []view.Meeting{{Type: "meeting", Status: "held", Participants: []string{"Lena Voss", "Tariq Amal"}, Place: "Dramov", Date: "2020-03-02", Span: view.Span{Quote: "Lena Voss, the foreign minister of Ostelia, met"}}},
		Statements: []view.Statement{{Speaker: "Lena Voss", Quote: "We made a start", Direct: true}},
	}
}

func TestCompareEqual(t *testing.T) {
	s := Compare(Gold{Document: goldDoc(), Text: text}, goldDoc())
	for m, c := range s.Counts {
		if c.F1() != 1000 || c.Hit == 0 {
			t.Errorf("%s: %+v of a document against itself", m, *c)
		}
	}
	if len(s.Errors) > 0 {
		t.Errorf("errors of a document against itself: %v", s.Errors)
	}
}

// Each case spoils the found document in one way and tells which counts change.
func TestCompareSpoiled(t *testing.T) {
	cases := []struct {
		name    string
		spoil   func(d *view.Document)
		measure Measure
		want    Count
	}{
		{"a person missing", func(d *view.Document) { d.People = d.People[:1] }, "people", Count{1, 0, 1}},
		{"a person too many", func(d *view.Document) { d.People = append(d.People, view.Person{Name: "Monday"}) }, "people", Count{2, 1, 0}},
		{"the wrong status", func(d *view.Document) { d.People[0].Roles[0].Status = "former" }, "roles", Count{0, 1, 1}},
		{"an alias among the participants", func(d *view.Document) { d.Meetings[0].Participants[0] = "Voss" }, "meeting participants", Count{2, 0, 0}},
		{"the wrong place", func(d *view.Document) { d.Meetings[0].Place = "Ostelia" }, "meeting place", Count{0, 1, 1}},
		{"no date", func(d *view.Document) { d.Meetings[0].Date = "" }, "meeting date", Count{0, 0, 1}},
		{"a planned meeting taken for held", func(d *view.Document) { d.Meetings[0].Status = "planned" }, "meeting status", Count{0, 1, 1}},
		{"no meeting", func(d *view.Document) { d.Meetings = nil }, "meetings", Count{0, 0, 1}},
		{"one meeting told twice", func(d *view.Document) { d.Meetings = append(d.Meetings, d.Meetings[0]) }, "meetings", Count{1, 1, 0}},
		{"the wrong speaker", func(d *view.Document) { d.Statements[0].Speaker = "Tariq Amal" }, "statements direct", Count{0, 1, 1}},
		{"the longer quotation", func(d *view.Document) { d.Statements[0].Quote = "We made a start," }, "statements direct", Count{1, 0, 0}},
	}
	for _, c := range cases {
		found := goldDoc()
		c.spoil(&found)
		s := Compare(Gold{Document: goldDoc(), Text: text}, found)
		if got := *s.count(c.measure); got != c.want {
			t.Errorf("%s: %s = %+v, want %+v", c.name, c.measure, got, c.want)
		}
	}
}

func TestGoldenRoundTrip(t *testing.T) {
	found := goldDoc()
	found.People[0].Roles, found.Meetings[0].Date = nil, ""
	s := Compare(Gold{Document: goldDoc(), Text: text}, found)
	kept := ParseGolden("# a comment\n" + s.Golden())
	for m, c := range s.Counts {
		if kept[m] != *c {
			t.Errorf("%s: read back %+v, wrote %+v", m, kept[m], *c)
		}
	}
	if fell := s.Fell(kept); fell != nil {
		t.Errorf("scores fell against themselves: %v", fell)
	}
	better := Compare(Gold{Document: goldDoc(), Text: text}, goldDoc())
	want := []string{"roles: F1 0.000, was 1.000", "meeting date: F1 0.000, was 1.000"}
	if fell := s.Fell(ParseGolden(better.Golden())); !reflect.DeepEqual(fell, want) {
		t.Errorf("Fell = %q, want %q", fell, want)
	}
}

func TestReadGold(t *testing.T) {
	dir := t.TempDir()
	write := func(name, body string) string {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(body), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	write("a.txt", text)
	good := write("gold/good.json", `{"doc":"a.txt","statements":[{"speaker":"Voss","quote":"We made ... said.","direct":true}]}`)
	golds, err := Read([]string{good})
	if err != nil || len(golds) != 1 || golds[0].Text != text {
		t.Fatalf("Read(good) = %v, %v", golds, err)
	}
	for body, want := range map[string]string{
		`{"doc":"a.txt","statements":[{"quote":"never said"}]}`: `"never said" does not stand in`,
		`{"doc":"b.txt"}`: "article b.txt is neither beside it",
		`{}`:              `no "doc" names`,
		`{"doc":`:         "unexpected end of JSON",
	} {
		bad := write("gold/bad.json", body)
		if _, err := Read([]string{bad}); err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "bad.json") {
			t.Errorf("Read(%s): %v, want an error with %q and the file's name", body, err, want)
		}
	}
}
