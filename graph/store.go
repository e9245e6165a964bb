package graph

import (
	"context"
	"fmt"
	"sync"
)

// Options say how a store is opened.
type Options struct {
	// ReadOnly opens a store that must exist and that Apply leaves alone.
	ReadOnly bool
	// Memstore keeps the graph in Cayley's own in-memory store, which only one
	// goroutine may use at a time. It is there to compare with.
	Memstore bool
	// Cache is the memory for blocks and names in bytes, in memory too; 0 means the backend's own.
	Cache int64
	// Recent is the memory, in bytes, for what was written last, which is then not read
	// again. Only for who alone writes, and through Apply; 0 keeps nothing.
	Recent int
}

// Store keeps the graph. It reads as a Reader of its present state does; Apply
// changes it. Reads of a Store see each change as soon as it is made; take a
// Snapshot for several reads that must agree.
type Store struct {
	*Reader
	path string
	opts Options
	mu   sync.Mutex // one Apply at a time
}

// Open opens the store at a path, a folder that is made when missing, or Memory.
// The error names the path and the remedy: *pebble.LockedError when another
// program has it open, *pebble.DamageError when a file is not as it was written.
func Open(ctx context.Context, path string, opts Options) (*Store, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	qs, err := openBackend(path, opts)
	if err != nil {
		return nil, err
	}
	s := &Store{Reader: NewReader(qs), path: path, opts: opts}
	s.recent = newRecent(opts.Recent)
	return s, nil
}

// Path returns the path under which the store was opened.
func (s *Store) Path() string { return s.path }

// Close ends all use of the store.
func (s *Store) Close() error {
	if err := s.qs.Close(); err != nil {
		return fmt.Errorf("close %s: %w", s.path, err)
	}
	return nil
}

// Snapshot returns a reader of the graph as it stands now, which later changes do
// not touch. It must be closed. Over Cayley's in-memory store it is no more than
// a reader of the present state.
func (s *Store) Snapshot() (*Reader, error) {
	qs, end, err := snapshot(s.qs)
	if err != nil {
		return nil, fmt.Errorf("snapshot of %s: %w", s.path, err)
	}
	return &Reader{qs: qs, close: end}, nil
}
