package resolve_test

import (
	"math/rand/v2"
	"testing"

	"entente/graph"
	"entente/loaders/extract"
	"entente/loaders/resolve"
)

func open(t *testing.T) *graph.Store { return openWith(t, graph.Options{}) }

func openWith(t *testing.T, opts graph.Options) *graph.Store {
	t.Helper()
	s, err := graph.Open(t.Context(), graph.Memory, opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func load(t *testing.T, s *graph.Store, add []extract.Reading, forget ...graph.IRI) {
	t.Helper()
	c, err := resolve.Plan(t.Context(), s.Reader, gazetteer(), add, forget)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Apply(t.Context(), c); err != nil {
		t.Fatal(err)
	}
}

// remembering is load by one resolver, which remembers what it looked at.
func remembering() func(*testing.T, *graph.Store, []extract.Reading, ...graph.IRI) {
	r := resolve.NewResolver(gazetteer())
	return func(t *testing.T, s *graph.Store, add []extract.Reading, forget ...graph.IRI) {
		t.Helper()
		var all []resolve.Prepared
		for _, one := range add {
			p, err := resolve.Prepare(one, gazetteer())
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, p)
		}
		c, err := r.Plan(t.Context(), s.Reader, all, forget)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Apply(t.Context(), c); err != nil {
			t.Fatal(err)
		}
	}
}

func digest(t *testing.T, s *graph.Store) string {
	t.Helper()
	d, err := s.Digest(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func verify(t *testing.T, s *graph.Store) {
	t.Helper()
	if err := s.Verify(t.Context(), func(f graph.Fault) { t.Error(f) }); err != nil {
		t.Fatal(err)
	}
}

func iri(r extract.Reading) graph.IRI { return graph.ArticleIRI(r.Article.ID) }

// TestLaws: random sets, in random orders and splits, with articles loaded twice,
// superseded, forgotten: the graph is a function of the set.
func TestLaws(t *testing.T) {
	rounds := 60
	if testing.Short() {
		rounds = 10
	}
	for round := range rounds {
		g := rand.New(rand.NewPCG(uint64(round), 1))
		var set, rest []extract.Reading
		for i := range 4 + g.IntN(14) {
			set = append(set, random(uint64(round*1000+i)))
		}
		for i := range g.IntN(5) {
			rest = append(rest, random(uint64(round*1000+100+i)))
		}
		want := open(t)
		load(t, want, set)
		verify(t, want)

		got := openWith(t, graph.Options{Recent: []int{0, 1 << 12, 1 << 14, 1 << 20}[round%4]})
		load := load
		if round/4%2 == 1 {
			load = remembering()
		}
		mixed := append(append([]extract.Reading{}, set...), rest...)
		g.Shuffle(len(mixed), func(i, j int) { mixed[i], mixed[j] = mixed[j], mixed[i] })
		if other := random(uint64(round*1000 + 500)); len(set) > 0 { // an older text of an article of the set
			other.Article.ID = set[0].Article.ID
			load(t, got, []extract.Reading{other})
		}
		for left := mixed; len(left) > 0; {
			n := min(len(left), 1+g.IntN(4))
			load(t, got, left[:n])
			if g.IntN(3) == 0 {
				before := digest(t, got)
				load(t, got, left[:n])
				if digest(t, got) != before {
					t.Fatalf("round %d: loading again changed the graph", round)
				}
			}
			left = left[n:]
		}
		verify(t, got)
		for _, r := range rest {
			load(t, got, nil, iri(r))
		}
		verify(t, got)
		if digest(t, got) != digest(t, want) {
			t.Errorf("round %d: the graph depends on the order", round)
		}
		if t.Failed() {
			diff(t, want, got)
			return
		}
	}
}
