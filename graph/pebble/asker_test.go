package pebble

import (
	"fmt"
	"math/rand/v2"
	"testing"

	lsm "github.com/cockroachdb/pebble/v2"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
)

// TestAskerMeansValues: a node is nine bytes of a digest; what another value of the same node says is no answer.
func TestAskerMeansValues(t *testing.T) {
	for _, v := range []quad.Value{quad.IRI("n:one"), quad.String(string(make([]byte, 2*longValue)))} {
		s := memory(t)
		q := quad.Quad{Subject: quad.IRI("n:subject"), Predicate: quad.IRI("p:is"), Object: v}
		add(t, s, q)
		found := func() (n int) {
			a := s.Asker()
			defer a.Close()
			if err := a.Quads(t.Context(), quad.Quad{Object: v}, func(quad.Quad) error { n++; return nil }); err != nil {
				t.Fatal(err)
			}
			return n
		}
		if n := found(); n != 1 {
			t.Errorf("%d quads, want 1", n)
		}
		mine, err := termOf(v)
		if err != nil {
			t.Fatal(err)
		}
		other := entry{uses: 1, stored: appendString(nil, classIRI, "n:other")}
		if err := s.db.Set(nodeKey(roomNodes, mine.node), other.append(nil), lsm.Sync); err != nil {
			t.Fatal(err)
		}
		s.names.drop(mine.node)
		if n := found(); n != 0 {
			t.Errorf("%d quads of another value", n)
		}
	}
}

// TestAskerOften: who stands under so many of some objects, whatever the labels, is found once.
func TestAskerOften(t *testing.T) {
	s := memory(t)
	g := rand.New(rand.NewPCG(5, 6))
	key := func(k int) quad.Value { return quad.String(fmt.Sprint("key ", k)) }
	want := map[quad.Value]map[int]bool{}
	for range 400 {
		subject, k := quad.IRI(fmt.Sprint("n:", g.IntN(40))), g.IntN(9)
		q := quad.Quad{Subject: subject, Predicate: quad.IRI("p:key"), Object: key(k)}
		if l := g.IntN(3); l > 0 {
			q.Label = quad.IRI(fmt.Sprint("l:", l))
		}
		if err := s.ApplyDeltas([]graph.Delta{{Quad: q, Action: graph.Add}}, graph.IgnoreOpts{IgnoreDup: true}); err != nil {
			t.Fatal(err)
		}
		if want[subject] == nil {
			want[subject] = map[int]bool{}
		}
		want[subject][k] = true
	}
	var patterns []quad.Quad
	for k := range 5 {
		patterns = append(patterns, quad.Quad{Predicate: quad.IRI("p:key"), Object: key(k)})
	}
	patterns = append(patterns, quad.Quad{Predicate: quad.IRI("p:key"), Object: key(99)})
	for least := 1; least <= 6; least++ {
		a := s.Asker()
		got := map[quad.Value]int{}
		if err := a.Often(t.Context(), patterns, least, func(subject quad.Value) { got[subject]++ }); err != nil {
			t.Fatal(err)
		}
		a.Close()
		for subject, of := range want {
			n := 0
			for k := range 5 {
				if of[k] {
					n++
				}
			}
			if is := got[subject] == 1; is != (n >= least) || got[subject] > 1 {
				t.Errorf("%v stands under %d of the keys, found %d times where %d are asked", subject, n, got[subject], least)
			}
		}
	}
}
