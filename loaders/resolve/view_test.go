package resolve_test

import (
	"cmp"
	"encoding/json"
	"testing"

	"entente/graph"
	"entente/loaders/extract"
	"entente/loaders/resolve"
	"entente/loaders/view"
)

// TestViewIsTheGraph: the view of an article just resolved is that of the same
// article read back from a store that has it alone.
func TestViewIsTheGraph(t *testing.T) {
	for seed := range uint64(40) {
		r := random(seed)
		s := open(t)
		c, err := resolve.Plan(t.Context(), s.Reader, gazetteer(), []extract.Reading{r}, nil)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Apply(t.Context(), c); err != nil {
			t.Fatal(err)
		}
		planned := map[graph.IRI]graph.Entity{}
		for _, e := range c.Entities {
			planned[e.IRI] = e
		}
		want := view.Of(c.Add[0], func(iri graph.IRI) graph.Entity { return planned[iri] })
		back, err := s.Contribution(t.Context(), iri(r))
		if err != nil {
			t.Fatal(err)
		}
		got := view.Of(back, func(iri graph.IRI) graph.Entity {
			e, err := s.EntityAndLines(t.Context(), iri)
			if err != nil {
				t.Errorf("%s: %v", iri, err)
			}
			return e
		})
		if got, want := asJSON(t, got), asJSON(t, want); got != want {
			t.Fatalf("seed %d: read back\n%s\nwant\n%s", seed, got, want)
		}
		if cmp.Or(len(want.Claims), len(want.Countries)) == 0 {
			t.Errorf("seed %d: nothing in the view", seed)
		}
	}
}

func asJSON(t *testing.T, d view.Document) string {
	t.Helper()
	b, err := json.MarshalIndent(d, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
