package pebble

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	lsm "github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/objstorage/objstorageprovider"
	"github.com/cockroachdb/pebble/v2/sstable"
	"github.com/cockroachdb/pebble/v2/vfs"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
)

const (
	bulkQuads = 1_000_000 // quads that are sorted and stored at once
	bulkBytes = 256 << 20 // or so many bytes of values
	bulkFew   = 5000      // fewer are an ordinary write
	// loggedQuads is how many quads a change has at most that goes through the log as one batch: some hundred ordinary
	// articles. A batch takes 300 bytes a quad in memory.
	loggedQuads = 100_000
	bulkFile    = "bulk-" // begins the names of tables not yet taken in; what a crash left is removed
)

// NewQuadWriter makes a writer for many quads; those that are there already are passed over. Each million quads, and the
// rest at Close, are sorted and taken in whole as tables, beside the log; the state is that of ordinary writes.
// Nothing is stored for certain before Close returned nil. The writer is for one goroutine.
func (s *Store) NewQuadWriter() (quad.WriteCloser, error) {
	if err := s.writable(); err != nil {
		return nil, err
	}
	b := &bulk{s: s, few: bulkFew}
	b.reset()
	return b, nil
}

// bulk collects quads. Values are numbered as they come.
type bulk struct {
	s      *Store
	number map[quad.Value]uint32
	terms  []bulkTerm // by number
	quads  []quadNumbers
	size   int // bytes of the values
	few    int // quads up to which the log is used
	err    error
	closed bool
}

type bulkTerm struct {
	node   node
	stored []byte
	long   []byte // a long value, packed
}

// quadNumbers is a quad by numbers, or later ranks, of its nodes; zero is no label.
type quadNumbers [4]uint32

func (b *bulk) reset() {
	b.number = make(map[quad.Value]uint32, 1024)
	b.terms = append(b.terms[:0], bulkTerm{})
	b.quads = b.quads[:0]
	b.size = 0
}

// WriteQuad takes a quad.
func (b *bulk) WriteQuad(q quad.Quad) error {
	_, err := b.WriteQuads([]quad.Quad{q})
	return err
}

// WriteQuads takes quads. After an error the writer is of no more use.
func (b *bulk) WriteQuads(list []quad.Quad) (int, error) {
	if b.closed {
		return 0, ErrClosed
	}
	for i, q := range list {
		if b.err == nil {
			b.err = b.add(q)
		}
		if b.err == nil && (len(b.quads) >= bulkQuads || b.size > bulkBytes) {
			b.err = b.flush()
		}
		if b.err != nil {
			return i, b.err
		}
	}
	return len(list), nil
}

// Close stores what is left.
func (b *bulk) Close() error {
	if b.closed {
		return b.err
	}
	b.closed = true
	if b.err == nil {
		b.err = b.flush()
	}
	b.number, b.terms, b.quads = nil, nil, nil
	return b.err
}

func (b *bulk) add(q quad.Quad) error {
	var e quadNumbers
	for i, d := range quad.Directions {
		v := q.Get(d)
		if v == nil && d != quad.Label {
			return &graph.DeltaError{Delta: graph.Delta{Quad: q, Action: graph.Add}, Err: quad.ErrIncomplete}
		}
		if v == nil {
			continue
		}
		n, err := b.numberOf(v)
		if err != nil {
			return &graph.DeltaError{Delta: graph.Delta{Quad: q, Action: graph.Add}, Err: err}
		}
		e[i] = n
	}
	b.quads = append(b.quads, e)
	return nil
}

func (b *bulk) numberOf(v quad.Value) (uint32, error) {
	if !storable(v) {
		return 0, fmt.Errorf("a value of type %T cannot be stored", v)
	}
	if n, ok := b.number[v]; ok {
		return n, nil
	}
	t, err := termOf(v)
	if err != nil {
		return 0, err
	}
	bt := bulkTerm{node: t.node, stored: t.storedForm()}
	if t.long() {
		bt.long = pack(t.bytes)
	}
	n := uint32(len(b.terms))
	b.terms = append(b.terms, bt)
	b.number[v] = n
	b.size += len(t.bytes) + nameOverhead
	return n, nil
}

// flush stores the quads collected so far.
func (b *bulk) flush() error {
	defer b.reset()
	if len(b.quads) == 0 {
		return nil
	}
	s := b.s
	if err := s.writable(); err != nil {
		return err
	}
	return s.guard(func() error {
		s.write.Lock()
		defer s.write.Unlock()
		if err := s.usable(); err != nil {
			return err
		}
		l := &load{s: s, few: b.few}
		if err := l.rank(b); err != nil {
			return err
		}
		if err := l.compare(); err != nil || len(l.quads) == 0 {
			return err
		}
		return l.store()
	})
}

// load is a bulk on its way into the store: nodes and quads sorted.
type load struct {
	s     *Store
	few   int
	terms []bulkTerm // by rank, from 1
	nodes []node     // of the terms
	old   []uint64   // uses before, by rank
	uses  []uint64   // uses added
	quads []quadNumbers
}

// rank sorts the nodes and numbers the quads by their places, so that sorting numbers sorts keys.
func (l *load) rank(b *bulk) error {
	order := make([]uint32, len(b.terms)-1)
	for i := range order {
		order[i] = uint32(i + 1)
	}
	slices.SortFunc(order, func(x, y uint32) int { return bytes.Compare(b.terms[x].node[:], b.terms[y].node[:]) })
	ranks := make([]uint32, len(b.terms))
	l.terms = make([]bulkTerm, 1, len(b.terms))
	for _, n := range order {
		t, last := b.terms[n], &l.terms[len(l.terms)-1]
		if t.node != last.node {
			l.terms = append(l.terms, t)
		} else if !bytes.Equal(t.stored, last.stored) {
			return fmt.Errorf("%w: %s", ErrCollision, t.node)
		}
		ranks[n] = uint32(len(l.terms) - 1)
	}
	l.nodes = make([]node, len(l.terms))
	for r := range l.terms {
		l.nodes[r] = l.terms[r].node
	}
	l.quads = b.quads
	for i := range l.quads {
		for k, n := range l.quads[i] {
			l.quads[i][k] = ranks[n]
		}
	}
	l.quads = slices.Compact(sortQuads(l.quads, orderSPO, len(l.terms)))
	return nil
}

// sortQuads sorts by counting, from the last direction of the order to the first; ranks are below n.
func sortQuads(list []quadNumbers, o *order, n int) []quadNumbers {
	spare := make([]quadNumbers, len(list))
	at := make([]uint32, n+1)
	for i := len(o.dirs) - 1; i >= 0; i-- {
		d := o.dirs[i] - 1
		clear(at)
		for k := range list {
			at[list[k][d]+1]++
		}
		for r := 1; r <= n; r++ {
			at[r] += at[r-1]
		}
		for k := range list {
			r := list[k][d]
			spare[at[r]] = list[k]
			at[r]++
		}
		list, spare = spare, list
	}
	return list
}

// compare drops the quads that the store has, and counts what the others add.
func (l *load) compare() error {
	l.old, l.uses = make([]uint64, len(l.terms)), make([]uint64, len(l.terms))
	if l.s.write.totals.quads > 0 {
		c, err := l.s.doubter()
		if err != nil {
			return err
		}
		defer c.close()
		if err := l.known(c); err != nil {
			return err
		}
	}
	for _, q := range l.quads {
		for _, r := range q {
			l.uses[r]++
		}
	}
	return nil
}

// known reads the nodes' uses, then looks for the quads all of whose nodes are known.
func (l *load) known(c *cursor) error {
	for r := 1; r < len(l.terms); r++ {
		t := &l.terms[r]
		e, err := c.entry(t.node)
		if err != nil {
			return err
		}
		if e.uses > 0 && !bytes.Equal(e.stored, t.stored) {
			return fmt.Errorf("%w: %s", ErrCollision, t.node)
		}
		l.old[r] = e.uses
	}
	var key []byte
	fresh := l.quads[:0]
	for _, q := range l.quads {
		there := l.old[q[0]] > 0 && l.old[q[1]] > 0 && l.old[q[2]] > 0 && (q[3] == 0 || l.old[q[3]] > 0)
		if there {
			key = l.key(key[:0], orderSPO, q)
			there = c.it.SeekPrefixGE(key) && bytes.Equal(c.it.Key(), key)
			if err := c.err(); err != nil {
				return err
			}
		}
		if !there {
			fresh = append(fresh, q)
		}
	}
	l.quads = fresh
	return nil
}

func (l *load) key(dst []byte, o *order, q quadNumbers) []byte {
	dst = append(dst, o.room)
	for _, d := range o.dirs {
		if q[d-1] != 0 {
			dst = append(dst, l.nodes[q[d-1]][:]...)
		}
	}
	return dst
}

// store writes the tables, two at a time, and takes them in at one stroke.
func (l *load) store() error {
	if len(l.quads) < l.few {
		return l.asBatch()
	}
	if err := l.s.room(len(l.quads) * 200); err != nil {
		return err
	}
	total := l.total()
	jobs := []func(sink) error{
		func(to sink) error { return l.putOrder(orderOSP, to.set) },
		func(to sink) error { return l.putOrder(orderPOS, to.set) },
		func(to sink) error { return l.putOrder(orderLSP, to.set) },
		func(to sink) error { return l.putOrder(orderSPO, to.set) },
		func(to sink) error { return errors.Join(l.putTotals(total, to.set), l.putNodes(to.set)) },
		func(to sink) error { return l.putLong(to.set) },
	}
	if err := l.s.takeIn(jobs, 2, len(l.s.lsm.Levels)-1); err != nil {
		return err
	}
	l.taken(total)
	return nil
}

func (l *load) total() totals {
	t := l.s.write.totals
	t.quads += uint64(len(l.quads))
	for r := 1; r < len(l.terms); r++ {
		if l.old[r] == 0 && l.uses[r] > 0 {
			t.nodes++
		}
	}
	return t
}

func (l *load) taken(t totals) {
	l.s.write.totals = t
	l.s.write.warm.clear()
}

// asBatch stores few quads through the log.
func (l *load) asBatch() error {
	b := l.s.db.NewBatch()
	defer b.Close()
	p := func(k, v []byte) error { return b.Set(k, v, nil) }
	total := l.total()
	err := errors.Join(l.putTotals(total, p), l.putNodes(p), l.putLong(p))
	for _, o := range orders {
		err = errors.Join(err, l.putOrder(o, p))
	}
	if err == nil {
		err = l.s.room(b.Len())
	}
	if err == nil {
		err = l.s.db.Apply(b, lsm.Sync)
	}
	if err == nil {
		l.taken(total)
	}
	return err
}

// put receives the keys of one room in order.
type put func(key, value []byte) error

// sink receives what is set and what is deleted of one room, in order.
type sink struct {
	set    put
	delete func(key []byte) error
}

func (l *load) putTotals(t totals, p put) error { return p(keyTotals, t.bytes()) }

func (l *load) putNodes(p put) error {
	var k, v []byte
	for r := 1; r < len(l.terms); r++ {
		if l.uses[r] == 0 {
			continue
		}
		t := &l.terms[r]
		k = append(append(k[:0], roomNodes), t.node[:]...)
		v = entry{uses: l.old[r] + l.uses[r], stored: t.stored}.append(v[:0])
		if err := p(k, v); err != nil {
			return err
		}
	}
	return nil
}

func (l *load) putLong(p put) error {
	for r := 1; r < len(l.terms); r++ {
		if t := &l.terms[r]; t.long != nil && l.old[r] == 0 && l.uses[r] > 0 {
			if err := p(nodeKey(roomLong, t.node), t.long); err != nil {
				return err
			}
		}
	}
	return nil
}

func (l *load) putOrder(o *order, p put) error {
	list := l.quads
	if o != orderSPO {
		list = nil
		for _, q := range l.quads {
			if o.holds(l.nodes[q[0]], l.nodes[q[2]], l.nodes[q[3]]) {
				list = append(list, q)
			}
		}
		list = sortQuads(list, o, len(l.terms))
	}
	var key []byte
	for _, q := range list {
		key = l.key(key[:0], o, q)
		if err := p(key, nil); err != nil {
			return err
		}
	}
	return nil
}

// takeIn runs the jobs, so many at a time, each into its own table, and takes the tables in at one stroke.
func (s *Store) takeIn(jobs []func(sink) error, atATime, level int) error {
	paths, err := s.tables(jobs, atATime, level)
	if err == nil && len(paths) > 0 {
		err = s.db.Ingest(context.Background(), paths)
	}
	if err != nil {
		for _, p := range paths {
			s.fs.Remove(p)
		}
	}
	return err
}

// tables returns the tables of jobs that hold anything.
func (s *Store) tables(jobs []func(sink) error, atATime, level int) ([]string, error) {
	type made struct {
		path string
		err  error
	}
	out := make([]made, len(jobs))
	next := make(chan int, len(jobs))
	for i := range jobs {
		next <- i
	}
	close(next)
	var wg sync.WaitGroup
	for range atATime {
		wg.Go(func() {
			for i := range next {
				path := s.fs.PathJoin(s.dir, fmt.Sprintf("%s%d", bulkFile, i))
				n, err := s.table(path, jobs[i], level)
				if n == 0 || err != nil {
					s.fs.Remove(path)
					path = ""
				}
				out[i] = made{path, err}
			}
		})
	}
	wg.Wait()
	var paths []string
	var err error
	for _, m := range out {
		err = errors.Join(err, m.err)
		if m.path != "" {
			paths = append(paths, m.path)
		}
	}
	return paths, err
}

// table writes one table, packed as those of a level, and returns the number of its keys.
func (s *Store) table(path string, job func(sink) error, level int) (n int, err error) {
	f, err := s.fs.Create(path, vfs.WriteCategoryUnspecified)
	if err != nil {
		return 0, err
	}
	opts := s.lsm.MakeWriterOptions(level, s.db.FormatMajorVersion().MaxTableFormat())
	opts.WritingToLowestLevel = false // readers pass over what is deleted there, and see what is below
	w := sstable.NewWriter(objstorageprovider.NewFileWritable(f), opts)
	err = job(sink{
		set:    func(k, v []byte) error { n++; return w.Set(k, v) },
		delete: func(k []byte) error { n++; return w.Delete(k) },
	})
	return n, errors.Join(err, w.Close())
}

// sweep removes the tables of a load that did not end.
func (s *Store) sweep() error {
	list, err := s.fs.List(s.dir)
	if err != nil {
		return err
	}
	for _, name := range list {
		if strings.HasPrefix(name, bulkFile) || strings.HasSuffix(name, ".new") {
			if err := s.fs.Remove(s.fs.PathJoin(s.dir, name)); err != nil {
				return err
			}
		}
	}
	return nil
}
