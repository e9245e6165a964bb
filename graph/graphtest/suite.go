package graphtest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"reflect"
	"testing"

	"entente/graph"
	"entente/graph/ontology"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/query/path"
	"github.com/cayleygraph/quad"
)

// Digest returns the digest that a store with this change alone must have.
func Digest(t testing.TB, c graph.Change) string {
	t.Helper()
	h := sha256.New()
	if err := graph.WriteNQuads(h, graph.Encode(c.Add, c.Entities)); err != nil {
		t.Fatal(err)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// Suite is what every store must pass. open returns an empty store, which the
// suite closes.
func Suite(t *testing.T, open func(t *testing.T) *graph.Store) {
	s := suite{open}
	for _, c := range []struct {
		name string
		run  func(*testing.T)
	}{
		{"order", s.order},
		{"contribution", s.contribution},
		{"verified", s.verified},
		{"faults", s.faults},
		{"steps", s.steps},
	} {
		t.Run(c.name, c.run)
	}
}

type suite struct {
	open func(t *testing.T) *graph.Store
}

func (s suite) store(t *testing.T) *graph.Store {
	st := s.open(t)
	t.Cleanup(func() {
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	})
	return st
}

func apply(t *testing.T, st *graph.Store, c graph.Change) {
	t.Helper()
	if err := st.Apply(t.Context(), c); err != nil {
		t.Fatal(err)
	}
}

func same(t *testing.T, st *graph.Store, want graph.Change) {
	t.Helper()
	got, err := st.Digest(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if got != Digest(t, want) {
		t.Error("the store differs from what the articles alone give")
	}
}

// order: any order, one by one or at once, twice, and what is forgotten was never there.
func (s suite) order(t *testing.T) {
	w := Talks()
	for _, order := range [][]int{{0, 1, 2, 3}, {3, 2, 1, 0}, {2, 0, 3, 1}} {
		st := s.store(t)
		for i, n := range order {
			apply(t, st, w.Change(n))
			same(t, st, w.Graph(order[:i+1]...))
			apply(t, st, w.Change(n))
			same(t, st, w.Graph(order[:i+1]...))
		}
		for i, n := range order {
			apply(t, st, graph.Change{Forget: []graph.IRI{w.Articles[n].Article.IRI}})
			if i < len(order)-1 {
				same(t, st, w.Graph(order[i+1:]...))
			}
		}
		same(t, st, graph.Change{})
	}
	st := s.store(t)
	apply(t, st, w.Change())
	same(t, st, w.Graph())
}

// contribution: what went in can be read back.
func (s suite) contribution(t *testing.T) {
	w := Talks()
	st := s.store(t)
	apply(t, st, w.Change())
	for _, want := range w.Articles {
		got, err := st.Contribution(t.Context(), want.Article.IRI)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("read back\n%+v\nwant\n%+v", got, want)
		}
	}
}

// verified: what the store holds passes Verify, and keeps the budget; one walk finds all.
func (s suite) verified(t *testing.T) {
	st := s.store(t)
	apply(t, st, Talks().Change())
	if err := st.Verify(t.Context(), func(f graph.Fault) { t.Error(f) }); err != nil {
		t.Fatal(err)
	}
	figures, err := st.Stats(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	digest, err := st.Digest(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	survey, err := st.Survey(t.Context(), func(f graph.Fault) { t.Error(f) })
	if want := (graph.Survey{Stats: figures, Digest: digest}); err != nil || !reflect.DeepEqual(survey, want) {
		t.Errorf("one walk finds %v, each by itself finds %v; %v", survey, want, err)
	}
	if figures.QuadsPerClaim > 600 || figures.QuadsPerFact > 200 {
		t.Errorf("over the budget: %d hundredths of a quad a claim, %d a fact", figures.QuadsPerClaim, figures.QuadsPerFact)
	}
	if figures.Articles != 4 || figures.Groups != 3 {
		t.Errorf("%d articles in %d groups, want 4 in 3", figures.Articles, figures.Groups)
	}
}

// faults: one bad quad is found, whatever it is.
func (s suite) faults(t *testing.T) {
	w := Talks()
	claim := w.Articles[0].Claims[0]
	article := quad.IRI(w.Articles[0].Article.IRI)
	edge := graph.Edge(claim.Facts[0], true)
	again := edge
	again.Label = article
	bare := edge
	bare.Predicate = graph.Pred("host")
	for name, d := range map[string]cayley.Delta{
		"quote":       {Quad: quad.Make(quad.IRI(claim.ID), graph.Quote, claim.Quote, article), Action: cayley.Delete},
		"edge":        {Quad: edge, Action: cayley.Delete},
		"two labels":  {Quad: again, Action: cayley.Add},
		"wrong label": {Quad: bare, Action: cayley.Add},
		"no claim":    {Quad: graph.Edge(Facts("meeting:x", "host person:john-kerry")[0], true), Action: cayley.Add},
		"orphan":      {Quad: quad.Make(quad.IRI("person:x"), graph.RDFType, graph.Class("Person"), nil), Action: cayley.Add},
	} {
		st := s.store(t)
		apply(t, st, w.Change())
		if err := st.QuadStore().ApplyDeltas([]cayley.Delta{d}, cayley.IgnoreOpts{}); err != nil {
			t.Fatal(name, err)
		}
		found := 0
		if err := st.Verify(t.Context(), func(graph.Fault) { found++ }); err != nil {
			t.Fatal(name, err)
		}
		if found == 0 {
			t.Errorf("%s: not found", name)
		}
	}
}

// steps: from an edge to its article by paths, and what is not asserted is met
// only where it is asked for.
func (s suite) steps(t *testing.T) {
	w := Talks()
	st := s.store(t)
	apply(t, st, w.Change())
	qs := st.QuadStore()
	met := path.StartPath(qs, quad.IRI("person:john-kerry")).In(graph.Pred("participant"))
	fact := graph.FactIRI(Facts("meeting:2013-05-07-moscow-kerry-lavrov", "participant person:john-kerry")[0])
	claims := path.StartPath(qs, quad.IRI(fact)).Follow(graph.ClaimsOnFact())
	for _, c := range []struct {
		name string
		p    *path.Path
		want int
	}{
		{"meetings", met, 1},
		{"places of meetings", met.Out(graph.Pred("place")), 1},
		{"claims", claims, 4},
		{"claims that plan", path.StartPath(qs, quad.IRI(fact)).Follow(graph.ClaimsOnFact(ontology.Planned)), 1},
		{"articles", claims.Follow(graph.ArticleOfClaim()).Unique(), 4},
		{"sources", claims.Follow(graph.ArticleOfClaim()).Out(graph.SourceGroup).Unique(), 3},
		{"places of the conference", path.StartPath(qs, quad.IRI("meeting:2013-05-07-syria-conference")).Out(graph.Pred("place")), 0},
		{"denied places of the conference", path.StartPath(qs, quad.IRI("meeting:2013-05-07-syria-conference")).Out(graph.Unasserted("place")), 1},
		{"facts of claims", path.StartPath(qs, quad.IRI(w.Articles[0].Claims[0].ID)).Follow(graph.FactsOfClaim()), 6},
	} {
		n := 0
		if err := c.p.Iterate(t.Context()).EachValue(qs, func(quad.Value) error { n++; return nil }); err != nil {
			t.Fatal(c.name, err)
		}
		if n != c.want {
			t.Errorf("%s: %d, want %d", c.name, n, c.want)
		}
	}
}

// Store opens a store in memory that holds the set; it is closed when the test ends.
func (set Set) Store(t testing.TB) *graph.Store {
	t.Helper()
	s, err := graph.Open(t.Context(), graph.Memory, graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	if err := s.Apply(t.Context(), set.Change()); err != nil {
		t.Fatal(err)
	}
	return s
}
