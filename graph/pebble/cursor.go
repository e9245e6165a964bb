package pebble

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"sync/atomic"

	lsm "github.com/cockroachdb/pebble/v2"

	"github.com/cayleygraph/quad"
)

// cursor is one open iterator of Pebble's. The store knows all of them, to close what nobody closed.
type cursor struct {
	v    *view
	it   *lsm.Iterator
	key  []byte
	shut atomic.Bool
}

func (v *view) cursor() (*cursor, error) { return v.cursorWith(nil) }

// doubter is a cursor for who asks for much that is not there: it reads the Bloom filters of the last level too, where
// most of the data rests, and spares a block for each key that is missing.
func (v *view) doubter() (*cursor, error) {
	return v.cursorWith(&lsm.IterOptions{UseL6Filters: true})
}

func (v *view) cursorWith(opts *lsm.IterOptions) (*cursor, error) {
	if err := v.store.usable(); err != nil {
		return nil, err
	}
	it, err := v.reader.NewIter(opts)
	if err != nil {
		return nil, v.store.readError(err)
	}
	c := &cursor{v: v, it: it}
	open := &v.store.cursors
	open.Lock()
	open.open[c] = struct{}{}
	open.Unlock()
	return c, nil
}

func (c *cursor) close() error {
	if c == nil || c.shut.Swap(true) {
		return nil
	}
	open := &c.v.store.cursors
	open.Lock()
	delete(open.open, c)
	open.Unlock()
	return c.v.store.readError(c.it.Close())
}

func (c *cursor) err() error { return c.v.store.readError(c.it.Error()) }

// entry reads a dictionary entry; one without uses when there is none. It is valid until the cursor moves.
func (c *cursor) entry(n node) (entry, error) {
	c.key = append(append(c.key[:0], roomNodes), n[:]...)
	if !c.it.SeekPrefixGE(c.key) || !bytes.Equal(c.it.Key(), c.key) {
		return entry{}, c.err()
	}
	e, err := parseEntry(c.it.Value())
	if err != nil {
		return entry{}, c.v.inconsistent(n, err)
	}
	return e, nil
}

// walk moves through the quads that have fixed directions, in the order that suits them.
type walk struct {
	v     *view
	ctx   context.Context // of the last step; cut tells whether it ended the walk
	c     *cursor
	order *order
	bound bound
	span  *span          // values that one more direction may have; nil for all
	at    quad.Direction // the direction of the span
	skip  quad.Direction // return each node of this direction once, where the order allows; zero for every quad
	doubt bool           // much that is asked is not there
	seen  *edge          // the last quad of those of an object that were returned before turn; nil for none
	kin   bool           // what the kin of the label say is still to come

	predicates []node // all of the graph, where they were asked for

	parts   []part // of the order, still to walk
	prefix  []byte // that all keys of this part have
	edge    edge
	begun   bool
	ended   bool
	failure error
}

// part is a stretch of keys below one prefix: from low to high, both in the bytes behind the prefix.
type part struct{ low, high []byte }

// start begins a walk over the quads with these fixed directions.
func (w *walk) start(b bound, want quad.Direction) {
	then := want
	if w.span != nil && !b.mask.has(w.at) {
		then = w.at
	}
	o := b.order(then)
	w.bound, w.order, w.parts, w.seen = b, o, nil, nil
	w.begun, w.ended = false, false
	w.kin = o == orderLSP && b.edge[3][0] == classKin && !b.mask.has(quad.Subject)
	prefix, n := b.prefix(o, w.prefix[:0])
	w.prefix = prefix
	if n == 0 {
		w.anyPredicate()
	}
	if w.span == nil || n == 4 || w.order.dirs[n] != w.at || b.mask.has(w.at) {
		return
	}
	w.parts = w.span.parts()
	w.ended = len(w.parts) == 0
}

// anyPredicate goes from predicate to predicate where the object is a number or a text, or of a range, and nothing else
// is known: no order begins with these.
func (w *walk) anyPredicate() {
	var stretches []part
	switch {
	case w.bound.mask.has(quad.Object):
		n := w.bound.edge[2]
		stretches = []part{{n[:], n[:]}}
	case w.span != nil && w.at == quad.Object:
		stretches = w.span.parts()
	default:
		return
	}
	if w.predicates == nil && !w.allPredicates() {
		return
	}
	w.order, w.prefix = orderPOS, append(w.prefix[:0], roomPOS)
	for _, p := range w.predicates {
		for _, s := range stretches {
			w.parts = append(w.parts, part{slices.Concat(p[:], s.low), slices.Concat(p[:], s.high)})
		}
	}
	w.ended = len(w.parts) == 0
}

// allPredicates finds the predicates of the graph, of which there are few, with a search for each.
func (w *walk) allPredicates() bool {
	if !w.ready() {
		return false
	}
	w.predicates = []node{}
	for ok := w.c.it.SeekGE([]byte{roomPOS}); ok && w.c.it.Key()[0] == roomPOS; {
		p := node(w.c.it.Key()[1:])
		w.predicates = append(w.predicates, p)
		next := after(nodeKey(roomPOS, p))
		ok = next != nil && w.c.it.SeekGE(next)
	}
	w.failure = w.c.err()
	return w.failure == nil
}

// turn goes on with those quads of the bound object alone that have one of these predicates, sorted: from predicate to
// predicate, where the walk so far went from subject to subject. It passes over what came before.
func (w *walk) turn(predicates []node) {
	seen := w.edge
	w.seen, w.order, w.begun = &seen, orderPOS, false
	w.prefix = append(w.prefix[:0], roomPOS)
	object := w.bound.edge.get(quad.Object)
	for _, p := range predicates {
		stretch := append(append(make([]byte, 0, 2*nodeLen), p[:]...), object[:]...)
		w.parts = append(w.parts, part{stretch, stretch})
	}
}

// toKin goes on with what the kin of the bound label say.
func (w *walk) toKin() {
	w.kin, w.begun, w.order, w.parts = false, false, orderSPO, nil
	w.prefix = kinPrefix(w.prefix[:0], w.bound.edge[3])
}

// old tells whether a quad came before turn: those of one object stand by subject, predicate and label there.
func (w *walk) old() bool {
	for _, d := range [...]quad.Direction{quad.Subject, quad.Predicate, quad.Label} {
		n, last := w.edge.get(d), w.seen.get(d)
		if c := bytes.Compare(n[:], last[:]); c != 0 {
			return c < 0
		}
	}
	return true
}

// next moves to the next quad that fits.
func (w *walk) next(ctx context.Context) bool {
	w.ctx = ctx
	if w.failure != nil || w.ended || !w.ready() {
		return false
	}
	for n := 0; ; n++ {
		if n&63 == 0 && !w.alive() {
			return false
		}
		if !w.step() {
			if w.failure = w.c.err(); w.failure == nil && w.kin {
				w.toKin()
				continue
			}
			w.ended = true
			return false
		}
		if !w.order.parse(w.c.it.Key(), &w.edge) {
			w.failure = w.v.inconsistent(node{}, fmt.Errorf("malformed key %x", w.c.it.Key()))
			return false
		}
		if !w.bound.holds(&w.edge) || w.seen != nil && w.old() {
			continue
		}
		if w.span != nil {
			ok, err := w.span.holds(w.v, w.edge.get(w.at))
			if err != nil {
				w.failure = err
				return false
			}
			if !ok {
				continue
			}
		}
		return true
	}
}

// alive looks whether somebody wants the walk to go on.
func (w *walk) alive() bool {
	if err := w.ctx.Err(); err != nil {
		w.failure = err
	} else if w.v.store.closing.Load() {
		w.failure = ErrClosed
		w.c.close()
	}
	return w.failure == nil
}

func (w *walk) ready() bool {
	if w.c == nil {
		open := w.v.cursor
		if w.doubt {
			open = w.v.doubter
		}
		w.c, w.failure = open()
	}
	return w.failure == nil
}

// step moves the cursor to the next key of the parts.
func (w *walk) step() bool {
	it := w.c.it
	if !w.begun {
		w.begun = true
		return w.enter()
	}
	if w.skip != quad.Any && len(w.parts) == 0 {
		return w.leap()
	}
	if it.Next() && w.inside(it.Key()) {
		return true
	}
	if len(w.parts) > 1 {
		w.parts = w.parts[1:]
		return w.enter()
	}
	return false
}

// enter finds the first key of the first part that has one.
func (w *walk) enter() bool {
	for {
		key := w.prefix
		if len(w.parts) > 0 {
			key = append(append(w.c.key[:0], key...), w.parts[0].low...)
			w.c.key = key
		}
		if w.seekTo(key) && w.inside(w.c.it.Key()) {
			return true
		}
		if len(w.parts) < 2 || w.c.it.Error() != nil {
			return false
		}
		w.parts = w.parts[1:]
	}
}

// seekTo uses the Bloom filters where what all keys of the part begin with is long enough for them.
func (w *walk) seekTo(key []byte) bool {
	common := len(w.prefix)
	if len(w.parts) > 0 && bytes.Equal(w.parts[0].low, w.parts[0].high) {
		common = len(key)
	}
	if common >= w.order.split {
		return w.c.it.SeekPrefixGE(key)
	}
	return w.c.it.SeekGE(key)
}

// inside tells whether a key belongs to the first part.
func (w *walk) inside(key []byte) bool {
	if !bytes.HasPrefix(key, w.prefix) {
		return false
	}
	if len(w.parts) == 0 {
		return true
	}
	rest, high := key[len(w.prefix):], w.parts[0].high
	return bytes.Compare(rest[:min(len(rest), len(high))], high) <= 0
}

// leap goes behind all quads that share the wanted node with this one.
func (w *walk) leap() bool {
	if 1+nodeLen*w.order.pos[w.skip] != len(w.prefix) {
		return w.c.it.Next() && w.inside(w.c.it.Key())
	}
	n := w.edge.get(w.skip)
	key := append(append(w.c.key[:0], w.prefix...), n[:]...)
	for range 4 { // short runs are quicker to step over
		if !w.c.it.Next() || !w.inside(w.c.it.Key()) {
			return false
		}
		if !bytes.HasPrefix(w.c.it.Key(), key) {
			return true
		}
	}
	next := after(key)
	w.c.key = key
	return next != nil && w.c.it.SeekGE(next) && w.inside(w.c.it.Key())
}

// err says why the walk ended early. A walk cut short by its context says so even if nobody called next again.
func (w *walk) err() error {
	if w.failure != nil || w.ended || w.ctx == nil {
		return w.failure
	}
	return w.ctx.Err()
}

func (w *walk) close() error { return w.c.close() }
