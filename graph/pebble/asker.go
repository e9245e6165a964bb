package pebble

import (
	"context"

	"github.com/cayleygraph/quad"
)

// Asker finds the quads of one pattern after the other in the state that the store has when it is made. It gives what
// Cayley's iterators give, without a plan, without looking the values asked for up first, and with one iterator of
// Pebble's for all: who asks a hundred thousand small questions in a row spares half of their cost. It is for one
// goroutine; close it before long, as it keeps deleted data.
type Asker struct {
	v    *view
	walk walk
	busy bool
}

// Asker makes an asker of the present state.
func (v *view) Asker() *Asker { return &Asker{v: v, walk: walk{v: v}} }

// Close releases what the asker read from.
func (a *Asker) Close() error { return a.walk.close() }

// Quads calls fn for each quad that has the values given, nil being any, and ends with fn's first error. fn may ask again.
func (a *Asker) Quads(ctx context.Context, pattern quad.Quad, fn func(quad.Quad) error) error {
	var b bound
	var terms [4]term
	for i, d := range quad.Directions {
		v := pattern.Get(d)
		if v == nil {
			continue
		}
		t, err := termOf(v)
		if err != nil {
			return nil // a value that cannot be stored is not in the graph
		}
		terms[i] = t
		b.fix(d, t.node)
	}
	if a.busy {
		inner := a.v.Asker()
		defer inner.Close()
		return inner.each(ctx, b, &terms, fn)
	}
	a.busy = true
	defer func() { a.busy = false }()
	return a.each(ctx, b, &terms, fn)
}

func (a *Asker) each(ctx context.Context, b bound, terms *[4]term, fn func(quad.Quad) error) error {
	w := &a.walk
	w.failure = nil
	w.start(b, quad.Any)
	var q quad.Quad
	for first := true; w.next(ctx); first = false {
		if first {
			if same, err := a.meant(b, terms); err != nil || !same {
				return err
			}
		}
		for i, d := range quad.Directions {
			if b.mask.has(d) {
				q.Set(d, terms[i].value)
				continue
			}
			val, err := a.v.name(w.edge[i])
			if err != nil {
				return err
			}
			q.Set(d, val)
		}
		if err := fn(q); err != nil {
			return err
		}
	}
	return w.failure
}

// meant tells whether the store's nodes of the fixed directions are of the values asked for, and not of others that have
// the same nodes. A node that no quad names needs no such look.
func (a *Asker) meant(b bound, terms *[4]term) (bool, error) {
	for i, d := range quad.Directions {
		t := &terms[i]
		if !b.mask.has(d) || len(t.bytes) == 0 {
			continue
		}
		if val, ok := a.v.store.names.get(t.node); ok && val == t.value {
			continue
		}
		e, err := a.v.entry(t.node)
		if err != nil || !e.is(t) {
			return false, err
		}
		if !t.long() {
			a.v.store.names.put(t.node, t.value, len(t.bytes))
		}
	}
	return true, nil
}
