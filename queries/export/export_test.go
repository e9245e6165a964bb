package export

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"entente/graph"
	"entente/graph/graphtest"

	"github.com/piprate/json-gold/ld"
)

func talks(t *testing.T) *graph.Store {
	t.Helper()
	s, err := graph.Open(t.Context(), graph.Memory, graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	if err := s.Apply(t.Context(), graphtest.Talks().Change()); err != nil {
		t.Fatal(err)
	}
	return s
}

func write(t *testing.T, s *graph.Store, format string, opts Options) string {
	t.Helper()
	f, err := ByName(format)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := f.Write(t.Context(), &b, s.Reader, opts); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestSameBytes writes each format twice, from two stores that were filled in
// other orders.
func TestSameBytes(t *testing.T) {
	one, two := talks(t), talks(t)
	set := graphtest.Talks()
	for _, i := range []int{3, 1, 0, 2} {
		if err := two.Apply(t.Context(), graph.Change{Forget: []graph.IRI{set.Articles[i].Article.IRI}}); err != nil {
			t.Fatal(err)
		}
		if err := two.Apply(t.Context(), set.Change(i)); err != nil {
			t.Fatal(err)
		}
	}
	for _, f := range Formats {
		if write(t, one, f.Name, Options{Text: true}) != write(t, two, f.Name, Options{Text: true}) {
			t.Errorf("%s: two stores of one graph give other bytes", f.Name)
		}
	}
}

// TestText leaves the articles' texts out unless they are asked for.
func TestText(t *testing.T) {
	s := talks(t)
	const words = "They agreed to call a conference on Syria before June."
	for _, f := range []string{"nquads", "jsonld"} {
		short, long := write(t, s, f, Options{}), write(t, s, f, Options{Text: true})
		if strings.Contains(short, "on Tuesday. They agreed") || strings.Contains(short, "/ns#record") {
			t.Errorf("%s: the text is there", f)
		}
		if !strings.Contains(short, words) || !strings.Contains(long, "on Tuesday. They agreed") {
			t.Errorf("%s: the quote, or the text that was asked for, is not there", f)
		}
	}
}

// TestJSONLD reads the JSON-LD with a processor of its own and finds the quads
// of the N-Quads.
func TestJSONLD(t *testing.T) {
	s := talks(t)
	var doc any
	if err := json.Unmarshal([]byte(write(t, s, "jsonld", Options{Text: true})), &doc); err != nil {
		t.Fatal(err)
	}
	opts := ld.NewJsonLdOptions("")
	opts.Format = "application/n-quads"
	got, err := ld.NewJsonLdProcessor().ToRDF(doc, opts)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(got.(string)), "\n")
	slices.Sort(lines)
	want := strings.Split(strings.TrimSpace(write(t, s, "nquads", Options{Text: true})), "\n")
	if len(lines) != len(want) {
		t.Fatalf("%d quads, want %d", len(lines), len(want))
	}
	for i := range want {
		if lines[i] != want[i] {
			t.Fatalf("got  %s\nwant %s", lines[i], want[i])
		}
	}
}

// TestTriples holds the table against the world.
func TestTriples(t *testing.T) {
	table := write(t, talks(t), "triples", Options{})
	rows := strings.Split(strings.TrimSuffix(table, "\n"), "\n")
	for _, r := range rows {
		if n := strings.Count(r, "\t") + 1; n != len(tripleColumns) {
			t.Errorf("%d cells, want %d: %s", n, len(tripleColumns), r)
		}
	}
	const begin, quote = "Talks in Moscow, 7 May 2013\tparticipant\tSergei Lavrov\tplanned\t2013-05-06\t", "\tKerry will meet Lavrov in Moscow on Tuesday.\t"
	if !slices.ContainsFunc(rows, func(r string) bool { return strings.HasPrefix(r, begin) && strings.Contains(r, quote) }) {
		t.Errorf("no line begins with %q and holds %q", begin, quote)
	}
}

// TestCell keeps formulas and breaks out of cells.
func TestCell(t *testing.T) {
	for in, want := range map[string]string{
		"plain":             "plain",
		"=HYPERLINK(\"x\")": "'=HYPERLINK(\"x\")",
		"+1":                "'+1",
		"-1":                "'-1",
		"@SUM":              "'@SUM",
		"\t=1":              "' =1",
		"a\tb\nc\r":         "a b c ",
		"":                  "",
	} {
		if got := Cell(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

// TestUnknownFormat names the formats there are.
func TestUnknownFormat(t *testing.T) {
	if _, err := ByName("pdf"); err == nil || !strings.Contains(err.Error(), "nquads") {
		t.Errorf("got %v", err)
	}
}
