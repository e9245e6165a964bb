package pebble

import (
	"testing"

	lsm "github.com/cockroachdb/pebble/v2"

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
