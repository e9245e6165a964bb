package graph

import (
	"context"
	"errors"
	"fmt"

	"entente/graph/pebble"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/memstore"
)

// Memory is the path of a store that lives in memory alone.
const Memory = "memory:"

// ErrNotOnDisk is the cause when something is asked that only a store on Pebble has.
var ErrNotOnDisk = errors.New("this kind of store does not have it")

// openBackend opens the quad store that keeps the graph at a path: Pebble on disk
// or in memory, or Cayley's own memstore.
func openBackend(path string, opts Options) (cayley.QuadStore, error) {
	switch {
	case opts.Memstore:
		return memstore.New(), nil
	case path == Memory:
		return pebble.OpenMemory(opts.Cache)
	}
	return pebble.Open(path, pebble.Options{ReadOnly: opts.ReadOnly, Cache: opts.Cache})
}

// snapshot freezes a quad store, where it can be, and says how to let it go.
func snapshot(qs cayley.QuadStore) (cayley.QuadStore, func() error, error) {
	p, ok := qs.(*pebble.Store)
	if !ok {
		return qs, nil, nil
	}
	s, err := p.Snapshot()
	if err != nil {
		return nil, nil, err
	}
	return s, s.Close, nil
}

// Checkpoint makes a copy of the store as it stands in a folder that must not exist.
func (s *Store) Checkpoint(dir string) error {
	p, ok := s.qs.(*pebble.Store)
	if !ok {
		return fmt.Errorf("checkpoint %s: %w", s.path, ErrNotOnDisk)
	}
	return p.Checkpoint(dir)
}

// Compact gives back the room of what left the store.
func (s *Store) Compact(ctx context.Context) error {
	p, ok := s.qs.(*pebble.Store)
	if !ok {
		return nil
	}
	return p.Compact(ctx)
}

// Check reads every file of the store and compares what must agree: the level
// below Verify.
func (s *Store) Check(ctx context.Context) error {
	p, ok := s.qs.(*pebble.Store)
	if !ok {
		return nil
	}
	return p.Check(ctx)
}

// Metrics are figures of the store on disk; false for a store that has none.
func (s *Store) Metrics() (pebble.Metrics, bool) {
	p, ok := s.qs.(*pebble.Store)
	if !ok {
		return pebble.Metrics{}, false
	}
	m, err := p.Metrics()
	return m, err == nil
}
