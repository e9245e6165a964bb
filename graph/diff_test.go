package graph_test

import (
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"testing"

	"entente/graph"
	"entente/graph/graphtest"

	"github.com/cayleygraph/quad"
)

func open(t *testing.T, changes ...graph.Change) *graph.Store {
	t.Helper()
	s, err := graph.Open(t.Context(), graph.Memory, graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	for _, c := range changes {
		if err := s.Apply(t.Context(), c); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

func quadsOf(t *testing.T, s *graph.Store) iter.Seq2[quad.Quad, error] {
	t.Helper()
	return func(yield func(quad.Quad, error) bool) {
		if err := s.Quads(t.Context(), func(q quad.Quad) error {
			yield(q, nil)
			return nil
		}); err != nil {
			t.Error(err)
		}
	}
}

// TestImport gives the same graph, and only to a store that is empty.
func TestImport(t *testing.T) {
	from, to := open(t, graphtest.Talks().Change()), open(t)
	n, err := to.Import(t.Context(), quadsOf(t, from))
	if err != nil {
		t.Fatal(err)
	}
	want, _ := from.Digest(t.Context())
	got, err := to.Digest(t.Context())
	if size, _ := from.Size(t.Context()); err != nil || got != want || n != size {
		t.Errorf("%d quads of %d, digest %s, want %s: %v", n, size, got, want, err)
	}
	if err := to.Verify(t.Context(), func(f graph.Fault) { t.Error(f) }); err != nil {
		t.Error(err)
	}
	if _, err := to.Import(t.Context(), quadsOf(t, from)); !errors.Is(err, graph.ErrNotEmpty) {
		t.Errorf("into a store that is not empty: %v", err)
	}
	blank := func(yield func(quad.Quad, error) bool) {
		yield(quad.Quad{Subject: quad.BNode("x"), Predicate: graph.Label, Object: quad.String("y")}, nil)
	}
	if _, err := open(t).Import(t.Context(), blank); err == nil || !strings.Contains(err.Error(), "blank node") {
		t.Errorf("a blank node: %v", err)
	}
}

// differences compares two graphs; each difference is a word: turn, claim or fact, reason.
func differences(t *testing.T, old, new *graph.Store, version func(*graph.Reader, graph.IRI) (string, error)) []string {
	t.Helper()
	if version == nil {
		version = func(*graph.Reader, graph.IRI) (string, error) { return "same", nil }
	}
	var all []string
	err := graph.Diff(t.Context(), old.Reader, new.Reader, version, func(d graph.Difference) error {
		what := "fact"
		if d.Claim != "" {
			what = "claim"
		}
		all = append(all, fmt.Sprintf("%s %s %s", d.Turn, what, d.Reason))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// TestDiff tells why: sources that came and went, other texts, other readers, other
// judgements, other meanings of names.
func TestDiff(t *testing.T) {
	world := graphtest.Talks()
	whole := open(t, world.Change())
	part := open(t, world.Change(0, 2, 3))
	check := func(name string, got []string, want ...string) {
		t.Helper()
		if !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
	check("the same", differences(t, whole, whole, nil))
	// Article 1 alone names Lavrov's office: its facts come and go with it.
	check("one more", differences(t, part, whole, nil), "+ claim new source", "+ fact new source")
	check("one less", differences(t, whole, part, nil), "- claim forgotten source", "- fact forgotten source")

	other := graphtest.Talks()
	other.Articles[0].Claims[0].Facts = slices.DeleteFunc(slices.Clone(other.Articles[0].Claims[0].Facts), func(f graph.Fact) bool { return f.Predicate == "place" })
	other.Articles[0].Claims = slices.Clone(other.Articles[0].Claims)
	changed := open(t, other.Change())
	check("a claim that says less", differences(t, whole, changed, nil), "~ claim who is who")
	check("another reader", differences(t, whole, changed, func(r *graph.Reader, _ graph.IRI) (string, error) { return fmt.Sprint(r == changed.Reader), nil }), "~ claim other program version")
	words := "merge"
	judged := open(t, other.Change(), graph.Change{Judgements: &words})
	check("a judgement", differences(t, whole, judged, nil), "~ claim judgement")
	check("nobody claims it any more", differences(t, open(t, graphtest.Talks().Change(0)), open(t, other.Change(0)), nil), "- fact who is who", "~ claim who is who")

	text := graphtest.Talks()
	text.Articles[0].Article.Digest = strings.Repeat("0", 64)
	text.Articles[0].Claims = text.Articles[0].Claims[1:]
	check("another text", differences(t, whole, open(t, text.Change()), nil), "- claim other text")
}
