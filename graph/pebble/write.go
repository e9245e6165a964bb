package pebble

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/binary"
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
	c.settle()
	if len(c.list) > s.write.logged {
		return nil, c.store()
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

// change collects what a batch of deltas does to the graph. One article may bring two
// million quads, so nodes have numbers, by which quads are told apart and sorted.
type change struct {
	s       *Store
	terms   map[quad.Value]uint32 // numbers of the values as they are given
	nodes   map[node]uint32
	uses    []use               // by number, from 1
	ends    []quadNumbers       // of each delta; zero where the value cannot be stored
	edges   map[quadNumbers]int // indexes in list
	list    []presence          // in the order of their first delta
	total   totals
	scratch speller
}

// use is what happens to a node.
type use struct {
	value     quad.Value // canonical
	was, uses uint64     // as stored, and after the change
	node      node
	check     uint64 // of a value of the dictionary, see checkOf
	clash     bool   // the store has another value of this node
}

// presence is what happens to a quad.
type presence struct {
	ends    quadNumbers
	was, is bool
}

func newChange(s *Store, deltas int) *change {
	return &change{
		s:     s,
		terms: make(map[quad.Value]uint32, deltas/2),
		nodes: make(map[node]uint32, deltas/2),
		uses:  make([]use, 1, deltas/2+1),
		ends:  make([]quadNumbers, deltas),
		edges: make(map[quadNumbers]int, deltas),
		total: s.write.totals,
	}
}

func (c *change) apply(d graph.Delta, ends *quadNumbers, opts graph.IgnoreOpts) error {
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
	for _, n := range ends {
		switch {
		case n == 0:
		case p.is:
			c.uses[n].uses++
		default:
			c.uses[n].uses--
		}
	}
	return nil
}

// find loads a quad. What it returns holds until the next one is found.
func (c *change) find(q quad.Quad, ends *quadNumbers) (*presence, error) {
	if q.Subject == nil || q.Predicate == nil || q.Object == nil {
		return nil, quad.ErrIncomplete
	}
	known := true // every node is in the store already
	for i, d := range quad.Directions {
		v := q.Get(d)
		if v == nil {
			continue
		}
		u := &c.uses[ends[i]]
		if ends[i] == 0 || u.clash {
			return nil, c.refusal(v)
		}
		known = known && u.was > 0
	}
	if at, ok := c.edges[*ends]; ok {
		return &c.list[at], nil
	}
	p := presence{ends: *ends}
	if known {
		var key [maxKey]byte
		b, err := c.s.get(c.key(key[:0], orderSPO, ends))
		if err != nil {
			return nil, err
		}
		p.was, p.is = b != nil, b != nil
	}
	c.edges[*ends] = len(c.list)
	c.list = append(c.list, p)
	return &c.list[len(c.list)-1], nil
}

func (c *change) key(dst []byte, o *order, ends *quadNumbers) []byte {
	dst = append(dst, o.room)
	for _, d := range o.dirs {
		if n := ends[d-1]; n != 0 {
			dst = append(dst, c.uses[n].node[:]...)
		}
	}
	return dst
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

// load finds the nodes of all values in the deltas, and reads their dictionary entries in their order.
func (c *change) load(in []graph.Delta) error {
	var cold []uint32
	for i := range in {
		for k, d := range quad.Directions {
			v := in[i].Quad.Get(d)
			if v == nil || !storable(v) {
				continue
			}
			n, ok := c.terms[v]
			if !ok {
				var fresh bool
				if n, fresh = c.number(v); n == 0 {
					continue // apply will say so
				}
				c.terms[v] = n
				if u := &c.uses[n]; fresh && !c.atHand(u) {
					cold = append(cold, n)
				}
			}
			c.ends[i][k] = n
		}
	}
	return c.read(cold)
}

// number gives a value the number of its node, zero when it has none or another value has it.
func (c *change) number(v quad.Value) (n uint32, fresh bool) {
	v = canonical(v)
	check := uint64(0)
	at, held := inline(v)
	if !held {
		var sum [sha256.Size]byte
		at, sum = nodeOf(c.scratch.encoded(v))
		check = checkOf(sum)
	}
	if n, ok := c.nodes[at]; ok {
		if !held && v != c.uses[n].value && !sameBytes(v, c.uses[n].value) {
			return 0, false
		}
		return n, false
	}
	n = uint32(len(c.uses))
	c.uses = append(c.uses, use{value: v, node: at, check: check})
	c.nodes[at] = n
	return n, true
}

func sameBytes(a, b quad.Value) bool {
	x, err1 := encode(a)
	y, err2 := encode(b)
	return err1 == nil && err2 == nil && bytes.Equal(x, y)
}

// speller makes the bytes that the dictionary keeps of values. Those of one hold until the next is made.
type speller struct{ bytes []byte }

// encoded are the bytes of a canonical value, none where its node holds it.
func (s *speller) encoded(v quad.Value) []byte {
	if _, ok := inline(v); ok {
		return nil
	}
	s.bytes, _ = appendValue(s.bytes[:0], v)
	return s.bytes
}

// term is a node's value on its way into the store.
func (s *speller) term(u *use) term {
	t := term{node: u.node, value: u.value, bytes: s.encoded(u.value)}
	if t.long() {
		t.sum = sha256.Sum256(t.bytes)
	}
	return t
}

// atHand gives a node the entry that the writer keeps of it, if it does.
func (c *change) atHand(u *use) bool {
	e, ok := c.s.write.warm.get(u.node)
	if ok {
		u.was, u.uses, u.clash = e.uses, e.uses, e.check != u.check
	}
	return ok
}

// read finds the entries of nodes in the dictionary's order, the two halves side by side.
func (c *change) read(cold []uint32) error {
	slices.SortFunc(cold, c.byNode)
	half := len(cold) / 2
	if half < readTogether {
		return c.readPart(cold)
	}
	first := make(chan error, 1)
	go func() { first <- c.readPart(cold[:half]) }()
	err := c.readPart(cold[half:])
	return errors.Join(<-first, err)
}

// readTogether is how many entries are read by one.
const readTogether = 1000

func (c *change) readPart(cold []uint32) error {
	if len(cold) == 0 {
		return nil
	}
	cur, err := c.s.doubter() // most nodes of an article are new
	if err != nil {
		return err
	}
	defer cur.close()
	var s speller
	for _, n := range cold {
		e, err := cur.entry(c.uses[n].node)
		if err != nil {
			return err
		}
		c.uses[n].found(e, &s)
	}
	return nil
}

func (c *change) byNode(a, b uint32) int { return bytes.Compare(c.uses[a].node[:], c.uses[b].node[:]) }

// found takes in what the store has of a node.
func (u *use) found(e entry, s *speller) {
	u.was, u.uses = e.uses, e.uses
	if e.uses > 0 {
		t := s.term(u)
		u.clash = !e.is(&t)
	}
}

// storable tells whether a value may be a key of a map here: Cayley's own types are.
func storable(v quad.Value) bool {
	switch v.(type) {
	case quad.IRI, quad.BNode, quad.String, quad.TypedString, quad.LangString, quad.Int, quad.Float, quad.Bool, quad.Time:
		return true
	}
	return false
}

// settle leaves the quads that come or go, and numbers all nodes by their place, so that sorting numbers sorts keys.
func (c *change) settle() {
	c.terms, c.nodes, c.edges, c.ends = nil, nil, nil, nil
	c.list = slices.DeleteFunc(c.list, func(p presence) bool { return p.was == p.is })
	order := make([]uint32, len(c.uses)-1)
	for i := range order {
		order[i] = uint32(i + 1)
	}
	slices.SortFunc(order, c.byNode)
	place, sorted := make([]uint32, len(c.uses)), make([]use, 1, len(c.uses))
	for i, n := range order {
		place[n] = uint32(i + 1)
		sorted = append(sorted, c.uses[n])
	}
	c.uses = sorted
	for i := range c.list {
		p := &c.list[i]
		for k, n := range p.ends {
			p.ends[k] = place[n]
		}
		if p.is {
			c.total.quads++
		} else {
			c.total.quads--
		}
	}
	for i := range c.uses {
		switch u := &c.uses[i]; {
		case u.was == 0 && u.uses > 0:
			c.total.nodes++
		case u.was > 0 && u.uses == 0:
			c.total.nodes--
		}
	}
}

// batch writes the change down, each room in its order, which memory tables take fastest; nil when there is none.
func (c *change) batch() (*lsm.Batch, error) {
	if len(c.list) == 0 {
		return nil, nil
	}
	b := c.s.db.NewBatchWithSize(200 * len(c.list))
	to := sink{
		set:    func(k, v []byte) error { return b.Set(k, v, nil) },
		delete: func(k []byte) error { return b.Delete(k, nil) },
	}
	err := errors.Join(c.putNodes(to), c.putLong(to))
	for _, o := range orders {
		err = errors.Join(err, c.putEdges(o, c.list, to))
	}
	if err = errors.Join(err, b.Set(keyTotals, c.total.bytes(), nil)); err != nil {
		return nil, errors.Join(err, b.Close())
	}
	return b, nil
}

// store writes the change into tables and takes these in at one stroke. A batch of all that one very long article
// brings would be in memory twice over, and written twice.
func (c *change) store() error {
	if err := c.s.room(200 * len(c.list)); err != nil {
		return err
	}
	jobs := []func(sink) error{
		func(to sink) error { return errors.Join(to.set(keyTotals, c.total.bytes()), c.putNodes(to)) },
		c.putLong,
	}
	for _, o := range orders {
		jobs = append(jobs, func(to sink) error { return c.putEdges(o, slices.Clone(c.list), to) })
	}
	if err := c.s.takeIn(jobs, 2, 0); err != nil {
		return err
	}
	c.done()
	return nil
}

// putNodes writes the entries of the dictionary that change.
func (c *change) putNodes(to sink) error {
	var s speller
	var k, v []byte
	for i := range c.uses {
		u := &c.uses[i]
		if u.uses == u.was {
			continue
		}
		k = append(append(k[:0], roomNodes), u.node[:]...)
		var err error
		if u.uses == 0 {
			err = to.delete(k)
		} else {
			t := s.term(u)
			v = entry{uses: u.uses, stored: t.storedForm()}.append(v[:0])
			err = to.set(k, v)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// putLong writes the long values that come or go.
func (c *change) putLong(to sink) error {
	var s speller
	for i := range c.uses {
		u := &c.uses[i]
		if (u.uses == 0) == (u.was == 0) {
			continue
		}
		t := s.term(u)
		if !t.long() {
			continue
		}
		var err error
		if u.uses == 0 {
			err = to.delete(nodeKey(roomLong, u.node))
		} else {
			err = to.set(nodeKey(roomLong, u.node), pack(t.bytes))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// putEdges writes the keys of one order, and leaves the list sorted so.
func (c *change) putEdges(o *order, list []presence, to sink) error {
	slices.SortFunc(list, func(x, y presence) int {
		for _, d := range o.dirs {
			if c := cmp.Compare(x.ends[d-1], y.ends[d-1]); c != 0 {
				return c
			}
		}
		return 0
	})
	var key []byte
	for i := range list {
		p := &list[i]
		if !o.holds(c.uses[p.ends[0]].node, c.uses[p.ends[2]].node, c.uses[p.ends[3]].node) {
			continue
		}
		key = c.key(key[:0], o, &p.ends)
		var err error
		if p.is {
			err = to.set(key, nil)
		} else {
			err = to.delete(key)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// done takes over what a committed change makes of the writer's state.
func (c *change) done() {
	w := &c.s.write
	w.totals = c.total
	for i := range c.uses[1:] {
		switch u := &c.uses[i+1]; u.uses {
		case 0:
			w.warm.drop(u.node)
			c.s.names.drop(u.node)
		case 1: // words of an article, most often, which nobody else says
			w.warm.drop(u.node)
		default:
			w.warm.put(u.node, warmEntry{u.uses, u.check})
		}
	}
}

// warm are dictionary entries that the writer keeps at hand, in two generations: when the young one is full it becomes
// the old one, and the old one is forgotten. They hold nothing through which the collector of garbage has to look.
type warm struct{ young, old map[node]warmEntry }

// warmEntry is how often a node is used, and what tells its value from another one of this node.
type warmEntry struct{ uses, check uint64 }

// checkOf is a part of a value's digest that its node does not have.
func checkOf(sum [sha256.Size]byte) uint64 { return binary.BigEndian.Uint64(sum[sha256.Size-8:]) }

// warmNodes is how many entries a generation has: ten bytes of node and sixteen of entry each, in a map.
const warmNodes = 1 << 18

func (w *warm) get(n node) (warmEntry, bool) {
	e, ok := w.young[n]
	if !ok {
		e, ok = w.old[n]
	}
	return e, ok
}

func (w *warm) put(n node, e warmEntry) {
	if len(w.young) >= warmNodes {
		w.young, w.old = nil, w.young
	}
	if w.young == nil {
		w.young = map[node]warmEntry{}
	}
	w.young[n] = e
}

func (w *warm) drop(n node) {
	delete(w.young, n)
	delete(w.old, n)
}

func (w *warm) clear() { w.young, w.old = nil, nil }
