package pebble

import (
	"context"
	"errors"

	"github.com/cayleygraph/quad"
)

// Asker finds the quads of one pattern after the other in the state that the store has when it is made. It gives what
// Cayley's iterators give, without a plan, without looking the values asked for up first, and with one iterator of
// Pebble's for all: who asks a hundred thousand small questions in a row spares half of their cost. It is for one
// goroutine; close it before long, as it keeps deleted data.
type Asker struct {
	v          *view
	walk       walk
	dict       *cursor // in the dictionary, for what may not be there
	busy       bool
	terms      [4]term             // of the pattern
	predicates map[quad.Value]term // that were asked for, as they are again and again
}

// Asker makes an asker of the present state.
func (v *view) Asker() *Asker { return &Asker{v: v, walk: walk{v: v, doubt: true}} }

// Close releases what the asker read from.
func (a *Asker) Close() error { return errors.Join(a.dict.close(), a.walk.close()) }

// Quads calls fn for each quad that has the values given, nil being any, and ends with fn's first error. fn may ask again.
func (a *Asker) Quads(ctx context.Context, pattern quad.Quad, fn func(quad.Quad) error) error {
	if a.busy {
		inner := a.v.Asker()
		defer inner.Close()
		return inner.Quads(ctx, pattern, fn)
	}
	b, terms, ok := a.bind(pattern)
	if !ok {
		return nil // a value that cannot be stored is not in the graph
	}
	a.busy = true
	defer func() { a.busy = false }()
	return a.each(ctx, b, terms, fn)
}

// bind finds the nodes of a pattern; ok is false when one of its values cannot be stored. The terms hold until the next
// one is bound.
func (a *Asker) bind(pattern quad.Quad) (b bound, terms *[4]term, ok bool) {
	terms = &a.terms
	*terms = [4]term{}
	for i, d := range quad.Directions {
		v := pattern.Get(d)
		if v == nil {
			continue
		}
		t, ok := a.term(d, v)
		if !ok {
			return b, nil, false
		}
		terms[i] = t
		b.fix(d, t.node)
	}
	return b, terms, true
}

// term finds the node of a value. Predicates are the same again and again.
func (a *Asker) term(d quad.Direction, v quad.Value) (term, bool) {
	again := d == quad.Predicate && storable(v)
	if again {
		if t, ok := a.predicates[v]; ok {
			return t, true
		}
	}
	t, err := termOf(v)
	if again && err == nil {
		if a.predicates == nil {
			a.predicates = map[quad.Value]term{}
		}
		a.predicates[v] = t
	}
	return t, err == nil
}

func (a *Asker) each(ctx context.Context, b bound, terms *[4]term, fn func(quad.Quad) error) error {
	return a.edges(ctx, b, terms, func() error {
		q, err := a.quad(b, terms)
		if err != nil {
			return err
		}
		return fn(q)
	})
}

// edges calls fn for each quad of a pattern, when the walk stands on it.
func (a *Asker) edges(ctx context.Context, b bound, terms *[4]term, fn func() error) error {
	w := &a.walk
	w.failure = nil
	w.start(b, quad.Any)
	sure := a.long()
	if sure {
		if same, err := a.meant(b, terms); err != nil || !same {
			return err
		}
	}
	for first := true; w.next(ctx); first = false {
		if first && !sure {
			if same, err := a.meant(b, terms); err != nil || !same {
				return err
			}
		}
		if err := fn(); err != nil {
			return err
		}
	}
	return w.failure
}

// Often calls fn with each subject that has quads of at least so many of some patterns, none of which gives the subject.
// Only these are named: of what has fewer no words are read. fn may not ask.
func (a *Asker) Often(ctx context.Context, patterns []quad.Quad, least int, fn func(subject quad.Value)) error {
	times := map[node]int{}
	for _, pattern := range patterns {
		b, terms, ok := a.bind(pattern)
		if !ok {
			continue
		}
		last := node{}
		err := a.edges(ctx, b, terms, func() error {
			subject := a.walk.edge[0]
			if subject == last { // under another label
				return nil
			}
			last = subject
			if times[subject]++; times[subject] != least {
				return nil
			}
			val, err := a.v.name(subject)
			if err == nil {
				fn(val)
			}
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// long tells whether no Bloom filter knows the prefix of the walk, so that each level would read a block to find nothing:
// the dictionary's filters tell then.
func (a *Asker) long() bool {
	w := &a.walk
	return w.bound.mask != 0 && (w.kin || len(w.prefix) < w.order.split)
}

// quad names the quad on which the walk stands.
func (a *Asker) quad(b bound, terms *[4]term) (q quad.Quad, err error) {
	for i, d := range quad.Directions {
		val := terms[i].value
		if !b.mask.has(d) {
			if val, err = a.v.name(a.walk.edge[i]); err != nil {
				return quad.Quad{}, err
			}
		}
		q.Set(d, val)
	}
	return q, nil
}

// meant tells whether the values asked for are in the store: nodes of other values can be the same.
func (a *Asker) meant(b bound, terms *[4]term) (bool, error) {
	for i, d := range quad.Directions {
		t := &terms[i]
		if !b.mask.has(d) || len(t.bytes) == 0 {
			continue
		}
		if val, ok := a.v.store.names.get(t.node); ok && val == t.value {
			continue
		}
		if a.dict == nil {
			var err error
			if a.dict, err = a.v.doubter(); err != nil {
				return false, err
			}
		}
		e, err := a.dict.entry(t.node)
		if err != nil || !e.is(t) {
			return false, err
		}
		if !t.long() {
			a.v.store.names.put(t.node, t.value, len(t.bytes))
		}
	}
	return true, nil
}

// Known tells which of some quads are among those of a pattern, without a label alone or all. The others are named, each
// for a call of other; without such a function it stops at the first of them. It reads the keys of what is expected and
// no words, a fraction of what reading it costs.
func (a *Asker) Known(ctx context.Context, pattern quad.Quad, unlabelled bool, expected []quad.Quad, other func(quad.Quad)) (there []bool, others bool, err error) {
	if a.busy {
		inner := a.v.Asker()
		defer inner.Close()
		a = inner
	}
	there = make([]bool, len(expected))
	b, terms, ok := a.bind(pattern)
	if !ok {
		return there, false, nil
	}
	w := &a.walk
	w.failure = nil
	w.start(b, quad.Any)
	if a.long() {
		if same, err := a.meant(b, terms); err != nil || !same {
			return there, false, err
		}
	}
	var at map[edge]int // of what is expected; mostly there is nothing to hold against it
	for w.next(ctx) {
		if unlabelled && w.edge[3][0] != classNone {
			continue
		}
		if at == nil {
			if at, err = edgesOf(expected); err != nil {
				return nil, false, err
			}
		}
		i, ok := at[w.edge]
		if ok {
			there[i] = true
			continue
		}
		if others = true; other == nil {
			break
		}
		q, err := a.quad(b, terms)
		if err != nil {
			return nil, false, err
		}
		other(q)
	}
	return there, others, w.failure
}

// edgesOf gives the place of each quad by its key.
func edgesOf(quads []quad.Quad) (map[edge]int, error) {
	at, nodes := make(map[edge]int, len(quads)), map[quad.Value]node{}
	for i, q := range quads {
		var e edge
		for k, d := range quad.Directions {
			v := q.Get(d)
			if v == nil {
				continue
			}
			n, ok := nodes[v]
			if !ok {
				t, err := termOf(v)
				if err != nil {
					return nil, err
				}
				n = t.node
				nodes[v] = n
			}
			e[k] = n
		}
		at[e] = i
	}
	return at, nil
}
