package resolve_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"testing"
	"time"

	"entente/graph"
	"entente/graph/ontology"
	"entente/graph/when"
	"entente/loaders"
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
	for _, size := range []int{100, 1000, 10000} {
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			s := grown(b, size)
			n := uint64(size)
			for b.Loop() {
				add(b, s, crowd(n))
				n++
			}
		})
	}
}

// grown is a store of so many articles, with the memory that entente load gives one.
func grown(b testing.TB, size int) *graph.Store {
	b.Helper()
	s, err := graph.Open(b.Context(), graph.Memory, loaders.StoreOptions())
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { s.Close() })
	for n := 0; n < size; n += 100 {
		var group []extract.Reading
		for i := range min(100, size-n) {
			group = append(group, crowd(uint64(n+i)))
		}
		add(b, s, group...)
	}
	return s
}

// TestCostOfAdding: one article more costs a graph of 10,000 articles what it costs
// one of 100, within a factor of three. The two take turns, so that whatever else the
// machine does falls on both.
func TestCostOfAdding(t *testing.T) {
	if os.Getenv("ENTENTE_LONG") == "" {
		t.Skip("ENTENTE_LONG is not set: a graph of ten thousand articles takes a minute")
	}
	small, large := grown(t, 100), grown(t, 10000)
	var took [2]time.Duration
	for i := range uint64(300) {
		for k, s := range []*graph.Store{small, large} {
			start := time.Now()
			add(t, s, crowd([]uint64{100, 10000}[k]+i))
			took[k] += time.Since(start)
		}
	}
	hundredths := 100 * took[1] / took[0]
	t.Logf("300 articles: %v on 100, %v on 10,000; ratio %d.%02d", took[0], took[1], hundredths/100, hundredths%100)
	if hundredths > 300 {
		t.Error("adding costs more than three times as much on the large graph")
	}
}

func add(b testing.TB, s *graph.Store, group ...extract.Reading) {
	b.Helper()
	c, err := resolve.Plan(b.Context(), s.Reader, gazetteer(), group, nil)
	if err == nil {
		err = s.Apply(b.Context(), c)
	}
	if err != nil {
		b.Fatal(err)
	}
}
