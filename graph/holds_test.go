package graph_test

import (
	"testing"

	"entente/graph"
	"entente/graph/graphtest"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
)

// TestHolds: an article that stands as it is told is known without its words; one quad more or less, or another one, and
// it is not.
func TestHolds(t *testing.T) {
	world := graphtest.Talks()
	s := open(t, world.Change())
	holds := func(c graph.Contribution) bool {
		t.Helper()
		r := s.Asking()
		defer r.Close()
		ok, err := r.Holds(t.Context(), c)
		if err != nil {
			t.Fatal(err)
		}
		return ok
	}
	article := world.Articles[0]
	if !holds(article) {
		t.Error("what was written is not known")
	}
	if ok, err := s.Holds(t.Context(), article); ok || err != nil {
		t.Errorf("a reader that asks nothing tells %v, %v", ok, err)
	}
	for name, change := range map[string]func(*graph.Contribution){
		"a claim less": func(c *graph.Contribution) { c.Claims = c.Claims[1:] },
		"a local less": func(c *graph.Contribution) { c.Locals = c.Locals[1:] },
		"another entity": func(c *graph.Contribution) {
			c.Locals = append([]graph.Local{}, c.Locals...)
			c.Locals[0].Entity = "person:somebody-else"
		},
		"another title": func(c *graph.Contribution) { c.Article.Title = "Talks begin" },
		"another group": func(c *graph.Contribution) { c.Article.Group = "group:other" },
	} {
		c := article
		if change(&c); holds(c) {
			t.Errorf("%s: taken for what is there", name)
		}
	}
	for _, q := range []quad.Quad{
		{Subject: quad.IRI("claim:stray"), Predicate: graph.Rule, Object: quad.String("x"), Label: quad.IRI(article.Article.IRI)},
		{Subject: quad.IRI(article.Locals[0].IRI), Predicate: graph.Denotes, Object: quad.IRI("person:somebody-else")},
	} {
		for _, action := range []cayley.Procedure{cayley.Add, cayley.Delete} {
			if err := s.QuadStore().ApplyDeltas([]cayley.Delta{{Quad: q, Action: action}}, cayley.IgnoreOpts{}); err != nil {
				t.Fatal(err)
			}
			if holds(article) != (action == cayley.Delete) {
				t.Errorf("with %v: %v", q, action)
			}
		}
	}
}
