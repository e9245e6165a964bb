package queries

import (
	"context"
	"fmt"
	"strings"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/query/shape"
	"github.com/cayleygraph/quad"
)

// Plan is how the store goes about a query: what it reads, and of what parts. Rows
// is what the store expects to come of it, about.
type Plan struct {
	Reads string `json:"reads"`
	Rows  int64  `json:"rows"`
	Parts []Plan `json:"parts,omitempty"`
}

// PlanOf returns the plan of the last path that a query runs; ok is false where it
// runs none.
func PlanOf(ctx context.Context, qs cayley.QuadStore, raw Raw) (plan Plan, ok bool, err error) {
	p := &Planner{QuadStore: qs}
	raw.Limit = 1
	if _, err := Run(ctx, p, raw); err != nil {
		return Plan{}, false, err
	}
	if p.Shape == nil {
		return Plan{}, false, nil
	}
	it := shape.BuildIterator(ctx, qs, p.Shape)
	plan, err = planOf(ctx, it)
	return plan, true, err
}

// planOf reads an iterator and its parts.
func planOf(ctx context.Context, it iterator.Shape) (Plan, error) {
	costs, err := it.Stats(ctx)
	if err != nil {
		return Plan{}, fmt.Errorf("plan: %w", err)
	}
	p := Plan{Reads: strings.TrimPrefix(it.String(), "pebble."), Rows: costs.Size.Value}
	for _, sub := range it.SubIterators() {
		part, err := planOf(ctx, sub)
		if err != nil {
			return Plan{}, err
		}
		p.Parts = append(p.Parts, part)
	}
	return p, nil
}

// Planner is a store that notes the plan of a query and holds no quads, so that the
// query ends at once. Names are those of the store behind it. Shape is nil until a
// query has run a path.
type Planner struct {
	cayley.QuadStore
	Shape shape.Shape
}

// OptimizeShape notes the plan: Cayley calls it for the parts first, and for the
// whole last.
func (p *Planner) OptimizeShape(_ context.Context, s shape.Shape) (shape.Shape, bool) {
	p.Shape = s
	return s, false
}

// QuadIterator gives no quads.
func (p *Planner) QuadIterator(quad.Direction, cayley.Ref) iterator.Shape { return iterator.NewNull() }

// QuadsAllIterator gives no quads.
func (p *Planner) QuadsAllIterator() iterator.Shape { return iterator.NewNull() }

// NodesAllIterator gives no nodes.
func (p *Planner) NodesAllIterator() iterator.Shape { return iterator.NewNull() }
