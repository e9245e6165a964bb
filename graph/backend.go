package graph

import (
	"context"
	"fmt"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/memstore"
)

// Memory is the path of a store that lives in memory alone.
const Memory = "memory:"

// openBackend opens the quad store that keeps the graph at a path.
func openBackend(_ context.Context, path string, opts Options) (cayley.QuadStore, error) {
	if path == Memory || opts.Memstore {
		return memstore.New(), nil
	}
	return nil, fmt.Errorf("open %s: only %s for now", path, Memory)
}
