package pebble

import (
	"errors"
	"fmt"

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
	for _, d := range in {
		if err := c.apply(d, opts); err != nil {
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
	terms map[quad.Value]node
	uses  map[node]*use
	edges map[edge]*presence
	list  []*presence // edges in the order of their first delta
	total totals
}

// use is what happens to a node.
type use struct {
	term
	old  entry // as stored
	uses uint64
}

// presence is what happens to a quad.
type presence struct {
	edge    edge
	was, is bool
}

func newChange(s *Store, deltas int) *change {
	return &change{
		s:     s,
		terms: make(map[quad.Value]node, 2*deltas),
		uses:  make(map[node]*use, 2*deltas),
		edges: make(map[edge]*presence, deltas),
		total: s.write.totals,
	}
}

func (c *change) apply(d graph.Delta, opts graph.IgnoreOpts) error {
	if d.Action != graph.Add && d.Action != graph.Delete {
		return &graph.DeltaError{Delta: d, Err: graph.ErrInvalidAction}
	}
	p, err := c.find(d.Quad)
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
	for _, n := range p.edge {
		if n[0] == classNone {
			continue
		}
		if p.is {
			c.uses[n].uses++
		} else {
			c.uses[n].uses--
		}
	}
	return nil
}

// find loads a quad and its nodes.
func (c *change) find(q quad.Quad) (*presence, error) {
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
		u, err := c.node(v)
		if err != nil {
			return nil, err
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

// node loads the node of a value.
func (c *change) node(v quad.Value) (*use, error) {
	if !storable(v) {
		return nil, fmt.Errorf("a value of type %T cannot be stored", v)
	}
	if n, ok := c.terms[v]; ok {
		return c.uses[n], nil
	}
	t, err := termOf(v)
	if err != nil {
		return nil, err
	}
	u := c.uses[t.node]
	if u == nil {
		if u, err = c.load(t); err != nil {
			return nil, err
		}
	} else if string(u.bytes) != string(t.bytes) {
		return nil, fmt.Errorf("%w: %s and %s", ErrCollision, describe(u.value), describe(v))
	}
	c.terms[v] = t.node
	return u, nil
}

func (c *change) load(t term) (*use, error) {
	old, ok := c.s.write.warm[t.node]
	if !ok {
		var err error
		if old, err = c.s.entry(t.node); err != nil {
			return nil, err
		}
	}
	if old.uses > 0 && !old.is(&t) {
		return nil, fmt.Errorf("%w: %s", ErrCollision, describe(t.value))
	}
	u := &use{term: t, old: old, uses: old.uses}
	c.uses[t.node] = u
	return u, nil
}

// storable tells whether a value may be a key of a map here: Cayley's own types are.
func storable(v quad.Value) bool {
	switch v.(type) {
	case quad.IRI, quad.BNode, quad.String, quad.TypedString, quad.LangString, quad.Int, quad.Float, quad.Bool, quad.Time:
		return true
	}
	return false
}

// batch writes the change down; nil when there is none.
func (c *change) batch() (*lsm.Batch, error) {
	b := c.s.db.NewBatchWithSize(200 * len(c.list))
	for _, p := range c.list {
		if p.was == p.is {
			continue
		}
		if err := c.putEdge(b, p); err != nil {
			return nil, err
		}
	}
	if b.Empty() {
		return nil, b.Close()
	}
	for _, u := range c.uses {
		if err := c.putNode(b, u); err != nil {
			return nil, err
		}
	}
	return b, b.Set(keyTotals, c.total.bytes(), nil)
}

func (c *change) putEdge(b *lsm.Batch, p *presence) error {
	for _, o := range orders {
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
	if p.is {
		c.total.quads++
	} else {
		c.total.quads--
	}
	return nil
}

func (c *change) putNode(b *lsm.Batch, u *use) error {
	if u.uses == u.old.uses {
		return nil
	}
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
	if len(w.warm) > warmNodes {
		clear(w.warm)
	}
	for n, u := range c.uses {
		if u.uses == 0 {
			delete(w.warm, n)
			c.s.names.drop(n)
			continue
		}
		w.warm[n] = u.now()
	}
}

// warmNodes is how many dictionary entries the writer keeps at hand.
const warmNodes = 1 << 15
