package pebble

import (
	"fmt"
	"testing"

	"github.com/cockroachdb/pebble/v2/vfs"

	"github.com/cayleygraph/quad"
)

// TestMissingReadsNoBlocks: who asks for many things that are not there reads the filters of a store at rest, not a
// block for each of them.
func TestMissingReadsNoBlocks(t *testing.T) {
	fs := vfs.NewMem()
	fill(t, fs, 100_000)
	s, err := Open("store", Options{FS: fs, Cache: 32 << 20})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	a := s.Asker()
	defer a.Close()
	before := misses(t, s)
	for i := range 1000 {
		missing := quad.Quad{Predicate: quad.IRI("p:of"), Object: quad.IRI(fmt.Sprintf("n:missing-%d", i))}
		if err := a.Quads(t.Context(), missing, func(q quad.Quad) error { return fmt.Errorf("found %v", q) }); err != nil {
			t.Fatal(err)
		}
	}
	if n := misses(t, s) - before; n > 50 {
		t.Errorf("%d blocks read for 1000 things that are not there", n)
	}
}

// fill makes a store of so many quads, at rest.
func fill(t *testing.T, fs vfs.FS, n int) {
	t.Helper()
	s, err := Open("store", Options{FS: fs, Cache: 32 << 20})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	var quads []quad.Quad
	for i := range n {
		quads = append(quads, quad.Make(quad.IRI(fmt.Sprintf("n:%d", i)), quad.IRI("p:of"), quad.IRI(fmt.Sprintf("n:%d", i+1)), nil))
	}
	bulkLoad(t, s, quads, bulkFew)
	if err := s.Compact(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func misses(t *testing.T, s *Store) int64 {
	t.Helper()
	m, err := s.Metrics()
	if err != nil {
		t.Fatal(err)
	}
	return m.CacheMisses
}
