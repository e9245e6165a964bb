package pebble

import (
	"context"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/query/shape"
	"github.com/cayleygraph/quad"
)

// viewOf finds this package's store below a graph.QuadStore.
func viewOf(qs graph.QuadStore) *view {
	switch qs := graph.Unwrap(qs).(type) {
	case *Store:
		return &qs.view
	case *Snapshot:
		return &qs.view
	}
	return nil
}

// OptimizeShape replaces the parts of a query that one order of the quads can answer.
func (v *view) OptimizeShape(_ context.Context, s shape.Shape) (shape.Shape, bool) {
	switch s := s.(type) {
	case shape.QuadsAction:
		return orKeep(s, fromAction(s))
	case shape.Quads:
		return orKeep(s, fromQuads(s))
	case shape.NodesFrom:
		if m, ok := s.Quads.(match); ok && m.want == quad.Any && s.Dir != quad.Any {
			m.want = s.Dir
			m.labelled = m.labelled || s.Dir == quad.Label
			return m, true
		}
	case shape.Filter:
		return narrow(s)
	case shape.Unique:
		if m, ok := s.From.(match); ok && len(m.saves) == 0 && m.want != quad.Any {
			m.once = true
			return m, true
		}
	case shape.Union:
		return withoutNull(s)
	case shape.Intersect:
		return guess{s}, true
	case shape.IntersectOpt:
		return guess{s}, true
	}
	return s, false
}

// withoutNull drops the parts of a union that can find nothing. Cayley leaves them
// to the store as nil, and would call them.
func withoutNull(s shape.Union) (shape.Shape, bool) {
	all := make(shape.Union, 0, len(s))
	for _, part := range s {
		if !shape.IsNull(part) {
			all = append(all, part)
		}
	}
	switch len(all) {
	case 0:
		return nil, true
	case 1:
		return all[0], true
	}
	return all, len(all) < len(s)
}

func orKeep(s shape.Shape, m *match) (shape.Shape, bool) {
	if m == nil {
		return s, false
	}
	return *m, true
}

// fromAction turns Cayley's own single scan into a match.
func fromAction(s shape.QuadsAction) *match {
	m := &match{want: s.Result, labelled: s.Result == quad.Label}
	for d := quad.Subject; d <= quad.Label; d++ {
		if ref, ok := s.Filter[d]; ok {
			n, ok := ref.(node)
			if !ok {
				return nil
			}
			m.bound.fix(d, n)
		}
		m.saveAs(d, s.Save[d])
	}
	return m
}

func (m *match) saveAs(d quad.Direction, tags []string) {
	for _, t := range tags {
		m.saves = append(m.saves, save{d, t})
	}
	m.labelled = m.labelled || d == quad.Label && len(tags) > 0
}

// fromQuads turns a list of filters into a match of quads.
func fromQuads(q shape.Quads) *match {
	if len(q) == 0 {
		return nil
	}
	m := &match{}
	for _, f := range q {
		if f.Dir == quad.Any || !m.filter(f.Dir, f.Values) {
			return nil
		}
	}
	return m
}

// filter adds what one direction must be.
func (m *match) filter(d quad.Direction, s shape.Shape) bool {
	switch s := s.(type) {
	case shape.AllNodes:
		m.labelled = m.labelled || d == quad.Label
		return true
	case shape.Save:
		m.saveAs(d, s.Tags)
		return m.filter(d, s.From)
	case shape.Fixed:
		return m.fixed(d, s)
	case nodesIn:
		if m.span == nil {
			m.span, m.at = s.span, d
			return true
		}
	}
	m.links = append(m.links, link{d, s})
	return true
}

func (m *match) fixed(d quad.Direction, s shape.Fixed) bool {
	var set nodeSet
	for _, ref := range s {
		n, ok := ref.(node)
		if !ok {
			return false
		}
		set = append(set, n)
	}
	if len(set) == 1 && !m.bound.mask.has(d) {
		m.bound.fix(d, set[0])
		return true
	}
	m.links = append(m.links, link{d, set})
	return true
}

// narrow turns comparisons into spans, and leaves other filters where they are.
func narrow(s shape.Filter) (shape.Shape, bool) {
	var cmp []shape.Comparison
	var rest []shape.ValueFilter
	for _, f := range s.Filters {
		if c, ok := f.(shape.Comparison); ok && c.Val != nil {
			cmp = append(cmp, c)
			continue
		}
		rest = append(rest, f)
	}
	if len(cmp) == 0 {
		return s, false
	}
	var from shape.Shape
	switch f := s.From.(type) {
	case shape.AllNodes:
		from = nodesIn{newSpan(cmp)}
	case match:
		if f.span != nil || f.want == quad.Any {
			return s, false
		}
		f.span, f.at = newSpan(cmp), f.want
		from = f
	default:
		return s, false
	}
	if len(rest) == 0 {
		return from, true
	}
	return shape.Filter{From: from, Filters: rest}, true
}

// guess is an intersection that does not claim to know its size: Cayley's takes the exact size of one side for its own,
// and Count would return that.
type guess struct{ of shape.Shape }

func (g guess) Optimize(ctx context.Context, r shape.Optimizer) (shape.Shape, bool) {
	of, ok := g.of.Optimize(ctx, r)
	if shape.IsNull(of) {
		return nil, true
	}
	if inner, is := of.(guess); is {
		of = inner.of
	}
	return guess{of}, ok
}

func (g guess) BuildIterator(qs graph.QuadStore) iterator.Shape {
	return &guessed{g.of.BuildIterator(qs)}
}

type guessed struct{ iterator.Shape }

func (g *guessed) Optimize(ctx context.Context) (iterator.Shape, bool) {
	of, _ := g.Shape.Optimize(ctx)
	if iterator.IsNull(of) {
		return of, true
	}
	return &guessed{of}, true
}

func (g *guessed) Lookup() iterator.Index { return recalled(g, g.Shape.Lookup()) }

func (g *guessed) Stats(ctx context.Context) (iterator.Costs, error) {
	c, err := g.Shape.Stats(ctx)
	c.Size.Exact = false
	return c, err
}
