package resolve_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"entente/graph"
	"entente/graph/ontology"
	"entente/graph/when"
	"entente/loaders/extract"
	"entente/loaders/resolve"
)

// crowd returns an article of a world of many invented people and a few states that
// all know, in the order of their days: what a news feed looks like.
func crowd(seed uint64) extract.Reading {
	g := rand.New(rand.NewPCG(seed, 5))
	day := (when.Of(2000, 1, 1) + when.Day(seed/4)).String()
	t := tell(fmt.Sprintf("crowd-%d", seed), when.Date(day))
	who := func(role string) part {
		n := int(3000 * g.Float64() * g.Float64())
		return person(role, fmt.Sprintf("First%d Last%d", n%60, n))
	}
	for range 4 {
		t.claim("meeting", ontology.Stated, known("participant", "person:sergei-lavrov", "Sergei Lavrov"), who("participant"), who("participant"),
			val("type", "talks"), val("status", "held"), val("date", day), known("place", "place:moscow", "Moscow"))
		t.claim("event", ontology.Stated, known("actor", "country:russia", "Russia"), known("recipient", "country:syria", "Syria"), val("type", "ACCUSE"), val("date", day))
	}
	return t.reading()
}

// BenchmarkAdd adds one article to graphs of different sizes: the time should
// hardly differ.
func BenchmarkAdd(b *testing.B) {
	for _, size := range []int{100, 1000, 4000} {
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			s, err := graph.Open(b.Context(), graph.Memory, graph.Options{})
			if err != nil {
				b.Fatal(err)
			}
			defer s.Close()
			for n := 0; n < size; n += 100 {
				var group []extract.Reading
				for i := range min(100, size-n) {
					group = append(group, crowd(uint64(n+i)))
				}
				add(b, s, group...)
			}
			n := uint64(size)
			for b.Loop() {
				add(b, s, crowd(n))
				n++
			}
		})
	}
}

func add(b *testing.B, s *graph.Store, group ...extract.Reading) {
	b.Helper()
	c, err := resolve.Plan(b.Context(), s.Reader, gazetteer(), group, nil)
	if err == nil {
		err = s.Apply(b.Context(), c)
	}
	if err != nil {
		b.Fatal(err)
	}
}
