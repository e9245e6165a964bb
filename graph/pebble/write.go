package pebble

import (
	"bytes"
	"errors"
	"fmt"
	"slices"

	lsm "github.com/cockroachdb/pebble/v2"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
)

// ApplyDeltas applies all deltas, one after the other, or none, and returns when they are on disk.
// Adding a quad that is there, or deleting one that is not, is a *graph.DeltaError unless opts ignores it; so are a quad
// without subject, predicate or object, a value of a foreign type, and a collision of nodes (ErrCollision).
// A *FullError means that the disk has no room; the store stays as it was.
func (s *Store) ApplyDeltas(in []graph.Delta, opts graph.IgnoreOpts) error {
	if err := s.writable(); err != nil {
		return err
	}
	return s.guard(func() error { return s.apply(in, opts) })
}

func (s *Store) apply(in []graph.Delta, opts graph.IgnoreOpts) error {
	b, err := s.commit(in, opts)
	if b == nil || err != nil {
		return err
	}
	return errors.Join(b.SyncWait(), b.Close())
}

// commit makes the deltas visible; the batch it returns waits for the disk, so that writers wait together.
func (s *Store) commit(in []graph.Delta, opts graph.IgnoreOpts) (*lsm.Batch, error) {
	s.write.Lock()
	defer s.write.Unlock()
	if err := s.usable(); err != nil {
		return nil, err
	}
	c := newChange(s, len(in))
	if err := c.load(in); err != nil {
		return nil, err
	}
	for i, d := range in {
		if err := c.apply(d, &c.ends[i], opts); err != nil {
			return nil, err
		}
	}
	b, err := c.batch()
	if b == nil || err != nil {
		return nil, err
	}
	if err := s.room(b.Len()); err != nil {
		b.Close()
		return nil, err
	}
	if err := s.db.ApplyNoSyncWait(b, lsm.Sync); err != nil {
		b.Close()
		return nil, err
	}
	c.done()
	return b, nil
}

// change collects what a batch of deltas does to the graph.
type change struct {
	s     *Store
	terms map[quad.Value]*use
	uses  map[node]*use
	ends  [][4]*use // of each delta: its nodes, nil where the value cannot be stored
	edges map[edge]*presence
	list  []*presence // edges in the order of their first delta
	total totals
}

// use is what happens to a node.
type use struct {
	term
	old   entry // as stored
	uses  uint64
	clash bool // the store has another value of this node
}

// presence is what happens to a quad.
type presence struct {
	edge    edge
	was, is bool
}

func newChange(s *Store, deltas int) *change {
	return &change{
		s:     s,
		terms: make(map[quad.Value]*use, deltas),
		uses:  make(map[node]*use, deltas),
		ends:  make([][4]*use, deltas),
		edges: make(map[edge]*presence, deltas),
		total: s.write.totals,
	}
}

func (c *change) apply(d graph.Delta, ends *[4]*use, opts graph.IgnoreOpts) error {
	if d.Action != graph.Add && d.Action != graph.Delete {
		return &graph.DeltaError{Delta: d, Err: graph.ErrInvalidAction}
	}
	p, err := c.find(d.Quad, ends)
	if err != nil {
		return &graph.DeltaError{Delta: d, Err: err}
	}
	if p.is == (d.Action == graph.Add) {
		switch {
		case p.is && !opts.IgnoreDup:
			return &graph.DeltaError{Delta: d, Err: graph.ErrQuadExists}
		case !p.is && !opts.IgnoreMissing:
			return &graph.DeltaError{Delta: d, Err: graph.ErrQuadNotExist}
		}
		return nil
	}
	p.is = !p.is
	for _, u := range ends {
		switch {
		case u == nil:
		case p.is:
			u.uses++
		default:
			u.uses--
		}
	}
	return nil
}

// find loads a quad.
func (c *change) find(q quad.Quad, ends *[4]*use) (*presence, error) {
	if q.Subject == nil || q.Predicate == nil || q.Object == nil {
		return nil, quad.ErrIncomplete
	}
	var e edge
	known := true // every node is in the store already
	for i, d := range quad.Directions {
		v := q.Get(d)
		if v == nil {
			continue
		}
		u := ends[i]
		if u == nil || u.clash {
			return nil, c.refusal(v)
		}
		e[i] = u.node
		known = known && u.old.uses > 0
	}
	if p := c.edges[e]; p != nil {
		return p, nil
	}
	p := &presence{edge: e}
	if known {
		b, err := c.s.get(orderSPO.appendKey(make([]byte, 0, maxKey), &e))
		if err != nil {
			return nil, err
		}
		p.was, p.is = b != nil, b != nil
	}
	c.edges[e] = p
	c.list = append(c.list, p)
	return p, nil
}

// refusal says why a value has no node.
func (c *change) refusal(v quad.Value) error {
	if !storable(v) {
		return fmt.Errorf("a value of type %T cannot be stored", v)
	}
	if _, err := termOf(v); err != nil {
		return err
	}
	return fmt.Errorf("%w: %s", ErrCollision, describe(v))
}

func (u *use) is(t *term) bool { return bytes.Equal(u.bytes, t.bytes) }

// load finds the nodes of all values in the deltas, and reads their dictionary entries in their order.
func (c *change) load(in []graph.Delta) error {
	var cold []*use
	for i := range in {
		for k, d := range quad.Directions {
			v := in[i].Quad.Get(d)
			if v == nil || !storable(v) {
				continue
			}
			u := c.terms[v]
			if u == nil {
				t, err := termOf(v)
				if err != nil {
					continue // apply will say so
				}
				if u = c.uses[t.node]; u == nil {
					u = &use{term: t}
					c.uses[t.node] = u
					if !c.s.write.warm.has(u) {
						cold = append(cold, u)
					}
				}
				if !u.is(&t) {
					continue // another value of the same node
				}
				c.terms[v] = u
			}
			c.ends[i][k] = u
		}
	}
	return c.read(cold)
}

func (c *change) read(cold []*use) error {
	if len(cold) == 0 {
		return nil
	}
	slices.SortFunc(cold, byNode)
	cur, err := c.s.doubter()
	if err != nil {
		return err
	}
	defer cur.close()
	for _, u := range cold {
		e, err := cur.entry(u.node)
		if err != nil {
			return err
		}
		e.stored = bytes.Clone(e.stored)
		u.found(e)
	}
	return nil
}

func byNode(a, b *use) int { return bytes.Compare(a.node[:], b.node[:]) }

func (u *use) found(e entry) {
	u.old, u.uses = e, e.uses
	u.clash = e.uses > 0 && !e.is(&u.term)
}

// storable tells whether a value may be a key of a map here: Cayley's own types are.
func storable(v quad.Value) bool {
	switch v.(type) {
	case quad.IRI, quad.BNode, quad.String, quad.TypedString, quad.LangString, quad.Int, quad.Float, quad.Bool, quad.Time:
		return true
	}
	return false
}

// batch writes the change down, each room in its order, which memory tables take fastest; nil when there is none.
func (c *change) batch() (*lsm.Batch, error) {
	b := c.s.db.NewBatchWithSize(200 * len(c.list))
	var list []*presence
	for _, p := range c.list {
		if p.was == p.is {
			continue
		}
		list = append(list, p)
		if p.is {
			c.total.quads++
		} else {
			c.total.quads--
		}
	}
	if len(list) == 0 {
		return nil, b.Close()
	}
	for _, u := range c.sortedUses() {
		if err := c.putNode(b, u); err != nil {
			return nil, err
		}
	}
	for _, o := range orders {
		if err := putEdges(b, o, list); err != nil {
			return nil, err
		}
	}
	return b, b.Set(keyTotals, c.total.bytes(), nil)
}

func (c *change) sortedUses() []*use {
	list := make([]*use, 0, len(c.uses))
	for _, u := range c.uses {
		if u.uses != u.old.uses {
			list = append(list, u)
		}
	}
	slices.SortFunc(list, byNode)
	return list
}

// putEdges writes the keys of one order, sorted.
func putEdges(b *lsm.Batch, o *order, list []*presence) error {
	slices.SortFunc(list, func(x, y *presence) int {
		for _, d := range o.dirs {
			if c := bytes.Compare(x.edge[d-1][:], y.edge[d-1][:]); c != 0 {
				return c
			}
		}
		return 0
	})
	for _, p := range list {
		if !o.holds(&p.edge) {
			continue
		}
		n := maxKey
		if p.edge[3][0] == classNone {
			n -= nodeLen
		}
		var op *lsm.DeferredBatchOp
		if p.is {
			op = b.SetDeferred(n, 0)
		} else {
			op = b.DeleteDeferred(n)
		}
		o.appendKey(op.Key[:0], &p.edge)
		if err := op.Finish(); err != nil {
			return err
		}
	}
	return nil
}

func (c *change) putNode(b *lsm.Batch, u *use) error {
	key := nodeKey(roomNodes, u.node)
	if u.uses == 0 {
		c.total.nodes--
		if u.long() {
			if err := b.Delete(nodeKey(roomLong, u.node), nil); err != nil {
				return err
			}
		}
		return b.Delete(key, nil)
	}
	if u.old.uses == 0 {
		c.total.nodes++
		if u.long() {
			if err := b.Set(nodeKey(roomLong, u.node), u.bytes, nil); err != nil {
				return err
			}
		}
	}
	return b.Set(key, u.now().append(nil), nil)
}

func (u *use) now() entry { return entry{uses: u.uses, stored: u.storedForm()} }

// done takes over what a committed change makes of the writer's state.
func (c *change) done() {
	w := &c.s.write
	w.totals = c.total
	for n, u := range c.uses {
		switch u.uses {
		case 0:
			w.warm.drop(n)
			c.s.names.drop(n)
		case 1: // words of an article, most often, which nobody else says
			w.warm.drop(n)
		default:
			w.warm.put(n, u.now())
		}
	}
}

// warm are dictionary entries that the writer keeps at hand, in two generations: when the young one is full it becomes
// the old one, and the old one is forgotten.
type warm struct{ young, old map[node]entry }

// warmNodes is how many entries a generation has.
const warmNodes = 1 << 15

// has gives a node its entry, if it is at hand.
func (w *warm) has(u *use) bool {
	e, ok := w.young[u.node]
	if !ok {
		e, ok = w.old[u.node]
	}
	if ok {
		u.found(e)
	}
	return ok
}

func (w *warm) put(n node, e entry) {
	if w.young == nil || len(w.young) >= warmNodes {
		w.young, w.old = make(map[node]entry, warmNodes), w.young
	}
	w.young[n] = e
}

func (w *warm) drop(n node) {
	delete(w.young, n)
	delete(w.old, n)
}

func (w *warm) clear() { w.young, w.old = nil, nil }
