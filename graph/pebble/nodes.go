package pebble

import (
	"context"
	"fmt"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/refs"
	"github.com/cayleygraph/cayley/query/shape"
	"github.com/cayleygraph/quad"
)

// NodesAllIterator gives every node that some quad names.
func (v *view) NodesAllIterator() iterator.Shape { return &nodes{v: v} }

// QuadsAllIterator gives every quad.
func (v *view) QuadsAllIterator() iterator.Shape { return &matches{v: v} }

// QuadIterator gives the quads with a node in one direction.
func (v *view) QuadIterator(d quad.Direction, ref graph.Ref) iterator.Shape {
	n, ok := ref.(node)
	if !ok || d == quad.Any || n[0] == classNone {
		return iterator.NewNull()
	}
	m := match{}
	m.bound.fix(d, n)
	return &matches{match: m, v: v}
}

// QuadIteratorSize estimates how many quads QuadIterator gives.
func (v *view) QuadIteratorSize(ctx context.Context, d quad.Direction, ref graph.Ref) (refs.Size, error) {
	st, err := v.QuadIterator(d, ref).Stats(ctx)
	return st.Size, err
}

// QuadDirection gives a node of a quad; nil for a label that is not there.
func (v *view) QuadDirection(ref graph.Ref, d quad.Direction) (graph.Ref, error) {
	e, ok := ref.(edge)
	if !ok || d == quad.Any || e.get(d)[0] == classNone {
		return nil, nil
	}
	return e.get(d), nil
}

// Quad gives the values of a quad.
func (v *view) Quad(ref graph.Ref) (q quad.Quad, err error) {
	e, ok := ref.(edge)
	if !ok {
		return q, nil
	}
	for _, d := range quad.Directions {
		val, err := v.name(e.get(d))
		if err != nil {
			return quad.Quad{}, err
		}
		q.Set(d, val)
	}
	return q, nil
}

// NewQuadWriter refuses: a snapshot does not change.
func (s *Snapshot) NewQuadWriter() (quad.WriteCloser, error) { return nil, ErrReadOnly }

// nodes is the iterator over the dictionary, or over a span of its values.
type nodes struct {
	v    *view
	span *span
}

// nodesIn is the shape of the nodes whose values are in a span.
type nodesIn struct{ span *span }

func (s nodesIn) BuildIterator(qs graph.QuadStore) iterator.Shape {
	v := viewOf(qs)
	if v == nil {
		return iterator.NewError(fmt.Errorf("query was optimized for another store than %T", qs))
	}
	return &nodes{v: v, span: s.span}
}

func (s nodesIn) Optimize(context.Context, shape.Optimizer) (shape.Shape, bool) { return s, false }

func (n *nodes) String() string                                  { return "pebble.nodes" }
func (n *nodes) SubIterators() []iterator.Shape                  { return nil }
func (n *nodes) Optimize(context.Context) (iterator.Shape, bool) { return n, false }

func (n *nodes) Stats(ctx context.Context) (iterator.Costs, error) {
	c := iterator.Costs{NextCost: 2, ContainsCost: 2}
	t, err := n.v.totals()
	c.Size.Value = int64(t.nodes)
	if err == nil && n.span != nil {
		c.Size.Value = min(c.Size.Value/2+1, n.few(ctx))
	}
	return c, err
}

// few counts a short span.
func (n *nodes) few(ctx context.Context) int64 {
	s := n.Iterate()
	defer s.Close()
	for k := int64(0); k < 8*countUpTo; k++ {
		if !s.Next(ctx) {
			return k
		}
	}
	return 1 << 62
}

func (n *nodes) Iterate() iterator.Scanner { return &nodeScanner{n: n, walk: walk{v: n.v}} }

func (n *nodes) Lookup() iterator.Index { return &nodeIndex{n: n} }

// nodeScanner goes through the dictionary.
type nodeScanner struct {
	n      *nodes
	walk   walk // its stretches of keys, not its quads
	begun  bool
	result node
	err    error
}

func (s *nodeScanner) begin() {
	s.begun = true
	s.walk.prefix = []byte{roomNodes}
	s.walk.order = &order{split: maxKey}
	if s.n.span == nil {
		return
	}
	s.walk.parts = s.n.span.parts()
	s.walk.ended = len(s.walk.parts) == 0
}

func (s *nodeScanner) Next(ctx context.Context) bool {
	if !s.begun {
		s.begin()
	}
	w := &s.walk
	w.ctx = ctx
	if w.failure != nil || w.ended || !w.ready() {
		return false
	}
	for w.alive() {
		if !w.step() {
			w.ended, w.failure = true, w.c.err()
			return false
		}
		key := w.c.it.Key()
		if len(key) != 1+nodeLen {
			w.failure = s.n.v.inconsistent(node{}, errValue)
			return false
		}
		s.result = node(key[1:])
		if s.n.span == nil {
			return true
		}
		ok, err := s.n.span.holds(s.n.v, s.result)
		if w.failure = err; ok || err != nil {
			return ok
		}
	}
	return false
}

func (s *nodeScanner) Result() refs.Ref               { return s.result }
func (s *nodeScanner) TagResults(map[string]refs.Ref) {}
func (s *nodeScanner) NextPath(context.Context) bool  { return false }
func (s *nodeScanner) Err() error                     { return s.walk.err() }
func (s *nodeScanner) Close() error                   { return s.walk.close() }
func (s *nodeScanner) String() string                 { return s.n.String() }

// nodeIndex looks single nodes up.
type nodeIndex struct {
	n      *nodes
	c      *cursor
	result refs.Ref
	err    error
}

func (x *nodeIndex) Contains(ctx context.Context, ref refs.Ref) bool {
	n, ok := ref.(node)
	if x.err == nil {
		x.err = ctx.Err()
	}
	if !ok || x.err != nil {
		return false
	}
	if x.n.span != nil {
		if ok, x.err = x.n.span.holds(x.n.v, n); !ok {
			return false
		}
	}
	if x.c == nil {
		if x.c, x.err = x.n.v.cursor(); x.err != nil {
			return false
		}
	}
	e, err := x.c.entry(n)
	x.err, x.result = err, ref
	return err == nil && e.uses > 0
}

func (x *nodeIndex) Result() refs.Ref               { return x.result }
func (x *nodeIndex) TagResults(map[string]refs.Ref) {}
func (x *nodeIndex) NextPath(context.Context) bool  { return false }
func (x *nodeIndex) Err() error                     { return x.err }
func (x *nodeIndex) Close() error                   { return x.c.close() }
func (x *nodeIndex) String() string                 { return x.n.String() }

// nodeSet is a set of several fixed nodes, in their order.
type nodeSet []node

func (s nodeSet) BuildIterator(graph.QuadStore) iterator.Shape {
	it := &setIterator{list: s, has: make(map[node]struct{}, len(s))}
	for _, n := range s {
		it.has[n] = struct{}{}
	}
	return it
}

func (s nodeSet) Optimize(context.Context, shape.Optimizer) (shape.Shape, bool) { return s, false }

type setIterator struct {
	list []node
	has  map[node]struct{}
}

func (s *setIterator) String() string { return fmt.Sprintf("pebble.set(%d)", len(s.list)) }

func (s *setIterator) SubIterators() []iterator.Shape                  { return nil }
func (s *setIterator) Optimize(context.Context) (iterator.Shape, bool) { return s, false }
func (s *setIterator) Iterate() iterator.Scanner                       { return &setStep{s: s, at: -1} }
func (s *setIterator) Lookup() iterator.Index                          { return &setStep{s: s, at: -1} }

func (s *setIterator) Stats(context.Context) (c iterator.Costs, _ error) {
	c.NextCost, c.ContainsCost, c.Size.Value = 1, 1, int64(len(s.list))
	return c, nil
}

type setStep struct {
	s      *setIterator
	at     int
	result refs.Ref
	err    error
}

func (s *setStep) Next(ctx context.Context) bool {
	if s.err = ctx.Err(); s.err != nil || s.at+1 >= len(s.s.list) {
		return false
	}
	s.at++
	s.result = s.s.list[s.at]
	return true
}

func (s *setStep) Contains(_ context.Context, ref refs.Ref) bool {
	n, ok := ref.(node)
	if ok {
		_, ok = s.s.has[n]
	}
	s.result = ref
	return ok
}

func (s *setStep) Result() refs.Ref               { return s.result }
func (s *setStep) TagResults(map[string]refs.Ref) {}
func (s *setStep) NextPath(context.Context) bool  { return false }
func (s *setStep) Err() error                     { return s.err }
func (s *setStep) Close() error                   { return nil }
func (s *setStep) String() string                 { return s.s.String() }
