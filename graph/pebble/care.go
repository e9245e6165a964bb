package pebble

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"sync"
	"sync/atomic"

	"github.com/cayleygraph/cayley/graph"
	lsm "github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/vfs"
)

// Checkpoint makes a copy of the store, as it is now, in a directory that must not exist. Writes may go on meanwhile.
// On one disk the copy shares tables with the store until either drops them. It restores in turn: open it read-only
// and make a checkpoint of it, which shares nothing. A checkpoint that fails leaves at most dir with ".part" behind.
func (s *Store) Checkpoint(dir string) error {
	if err := s.usable(); err != nil {
		return err
	}
	err := s.guard(func() error { return s.checkpoint(dir) })
	if err != nil {
		return fmt.Errorf("checkpoint store %s: %w", s.dir, err)
	}
	return nil
}

func (s *Store) checkpoint(dir string) error {
	if _, err := s.fs.Stat(dir); err == nil {
		return fmt.Errorf("%s: %w", dir, fs.ErrExist)
	}
	part := &Store{dir: dir + ".part", fs: s.fs}
	if err := s.fs.RemoveAll(part.dir); err != nil {
		return err
	}
	copying := func() error { return s.db.Checkpoint(part.dir, lsm.WithFlushedWAL()) }
	if s.ro {
		copying = func() error { return s.copyTo(part.dir) }
	}
	if err := errors.Join(copying(), part.seal()); err != nil {
		return errors.Join(err, s.fs.RemoveAll(part.dir))
	}
	return s.fs.Rename(part.dir, dir)
}

// copyTo copies the files of a store that nobody writes.
func (s *Store) copyTo(dir string) error {
	list, err := s.fs.List(s.dir)
	if err != nil {
		return err
	}
	if err := s.fs.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for _, name := range list {
		if storeFile.FindString(name) != name {
			continue
		}
		if err := vfs.Copy(s.fs, s.fs.PathJoin(s.dir, name), s.fs.PathJoin(dir, name)); err != nil {
			return err
		}
	}
	return nil
}

// Compact rewrites the store at its smallest. It returns early with an error when ctx ends.
func (s *Store) Compact(ctx context.Context) error {
	if err := s.writable(); err != nil {
		return err
	}
	return s.guard(func() error {
		if _, err := s.flush(); err != nil {
			return err
		}
		return s.db.Compact(ctx, []byte{roomMeta}, []byte{roomEnd}, true)
	})
}

// Metrics are figures about a store; sizes are bytes.
type Metrics struct {
	Nodes, Quads uint64
	Format       int    // version of the layout
	Disk         uint64 // of all files, but for those that Pebble is about to remove
	Log          uint64 // of the write-ahead log
	Memory       uint64 // of memory tables and block cache
	Tables       int64  // files with sorted keys
	Depth        int    // tables a lookup may have to ask
	Debt         uint64 // that compactions have yet to rewrite
	CacheHits    int64  // blocks found in memory
	CacheMisses  int64  // blocks read from disk
	Rooms        []Room
}

// Room is the size of one part of the store on disk, roughly.
type Room struct {
	Name string
	Disk uint64
}

// Metrics reads the figures.
func (s *Store) Metrics() (m Metrics, err error) {
	t, err := s.totals()
	if err != nil {
		return m, err
	}
	p := s.db.Metrics()
	m = Metrics{
		Nodes: t.nodes, Quads: t.quads, Format: formatV,
		Disk: p.DiskSpaceUsage() - p.WAL.ObsoletePhysicalSize - p.Table.Local.ObsoleteSize - p.Table.Local.ZombieSize, Log: p.WAL.PhysicalSize, Memory: p.MemTable.Size + uint64(p.BlockCache.Size),
		Depth: p.ReadAmp(), Debt: p.Compact.EstimatedDebt,
		CacheHits: p.BlockCache.Hits, CacheMisses: p.BlockCache.Misses,
	}
	for _, l := range p.Levels {
		m.Tables += l.TablesCount
	}
	for _, r := range []struct {
		name string
		room byte
	}{{"nodes", roomNodes}, {"long values", roomLong}, {"subject-predicate-object", roomSPO},
		{"predicate-object-subject", roomPOS}, {"object-subject-predicate", roomOSP}, {"label-subject-predicate", roomLSP}} {
		n, err := s.db.EstimateDiskUsage([]byte{r.room}, []byte{r.room + 1})
		if err != nil {
			return m, s.readError(err)
		}
		m.Rooms = append(m.Rooms, Room{r.name, n})
	}
	return m, nil
}

// Check reads every block of the store, and compares orders, uses and totals with each other.
// What does not fit is a *DamageError.
func (v *view) Check(ctx context.Context) error {
	t, err := v.totals()
	if err != nil {
		return err
	}
	var want, got audit
	jobs := []func(*cursor) error{func(c *cursor) error { return got.dictionary(ctx, v, c) }}
	for _, o := range orders {
		var also *audit
		if o == orderSPO {
			also = &want
		}
		jobs = append(jobs, func(c *cursor) error { return got.order(ctx, c, o, also) })
	}
	if err := v.together(jobs); err != nil {
		return err
	}
	return want.compare(v, &got, t)
}

// together does what reads different parts of the store, two at a time, each with a cursor of its own.
func (v *view) together(jobs []func(*cursor) error) error {
	errs := make([]error, len(jobs))
	var next atomic.Int64
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(jobs); i = int(next.Add(1)) - 1 {
				c, err := v.cursor()
				if err == nil {
					err = errors.Join(jobs[i](c), c.close())
				}
				if errs[i] = err; err != nil {
					return
				}
			}
		})
	}
	wg.Wait()
	return cmp.Or(errs...)
}

// Same tells whether two stores hold the same quads; known is false when one of them is a store of another kind. The same
// values make the same keys, so the dictionaries and one order are held against each other, and no quad is named.
func Same(ctx context.Context, a, b graph.QuadStore) (same, known bool, err error) {
	va, vb := viewOf(a), viewOf(b)
	if va == nil || vb == nil {
		return false, false, nil
	}
	for _, room := range []byte{roomNodes, roomSPO} {
		if same, err = sameRoom(ctx, va, vb, room); err != nil || !same {
			return false, true, err
		}
	}
	return true, true, nil
}

// sameRoom compares all keys and values of a room.
func sameRoom(ctx context.Context, a, b *view, room byte) (bool, error) {
	x, err := a.cursor()
	if err != nil {
		return false, err
	}
	defer x.close()
	y, err := b.cursor()
	if err != nil {
		return false, err
	}
	defer y.close()
	within := func(c *cursor, ok bool) bool { return ok && c.it.Key()[0] == room }
	begin := []byte{room}
	more, also := within(x, x.it.SeekGE(begin)), within(y, y.it.SeekGE(begin))
	for n := 0; more && also; n++ {
		if !bytes.Equal(x.it.Key(), y.it.Key()) || !bytes.Equal(x.it.Value(), y.it.Value()) {
			return false, nil
		}
		if n&1023 == 0 && ctx.Err() != nil {
			return false, ctx.Err()
		}
		more, also = within(x, x.it.Next()), within(y, y.it.Next())
	}
	return more == also, errors.Join(x.err(), y.err())
}

// audit sums up what a room holds, so that two rooms can be compared without remembering either.
type audit struct {
	quads [4]uint64 // in each order
	sums  [4]uint64 // of hashes of the quads
	nodes uint64
	uses  uint64 // sum of hashes of nodes, each as often as it is used
}

func hash64(b []byte) uint64 {
	sum := sha256.Sum256(b)
	return binary.LittleEndian.Uint64(sum[:])
}

// order reads one order; that of subjects also says what the others must hold.
func (a *audit) order(ctx context.Context, c *cursor, o *order, want *audit) error {
	i := int(o.room - roomSPO)
	var e edge
	var key []byte
	for ok := c.it.SeekGE([]byte{o.room}); ok && c.it.Key()[0] == o.room; ok = c.it.Next() {
		if !o.parse(c.it.Key(), &e) {
			return c.v.inconsistent(node{}, fmt.Errorf("malformed key %x", c.it.Key()))
		}
		key = orderSPO.appendKey(key[:0], &e)
		h := hash64(key)
		a.quads[i]++
		a.sums[i] += h
		if want != nil {
			want.add(&e, h)
		}
		if a.quads[i]%1024 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
	}
	return c.err()
}

func (a *audit) add(e *edge, h uint64) {
	for i, o := range orders {
		if o.holds(e[0], e[2], e[3]) {
			a.quads[i]++
			a.sums[i] += h
		}
	}
	for _, n := range e {
		if n[0] != classNone {
			a.uses += hash64(n[:])
		}
	}
}

// dictionary reads the nodes.
func (a *audit) dictionary(ctx context.Context, v *view, c *cursor) error {
	for ok := c.it.SeekGE([]byte{roomNodes}); ok && c.it.Key()[0] == roomNodes; ok = c.it.Next() {
		n := node(c.it.Key()[1:])
		e, err := parseEntry(c.it.Value())
		if err != nil {
			return v.inconsistent(n, err)
		}
		if err := v.checkValue(n, e); err != nil {
			return err
		}
		a.nodes++
		a.uses += e.uses * hash64(n[:])
		if a.nodes%1024 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
	}
	return c.err()
}

// checkValue tells whether the value of a node makes that node.
func (v *view) checkValue(n node, e entry) error {
	val, ok := outline(n)
	if !ok {
		b, err := v.bytesOf(n, e)
		if err != nil {
			return err
		}
		if val, err = decode(b); err != nil {
			return v.inconsistent(n, err)
		}
	}
	if t, err := termOf(val); err != nil || t.node != n {
		return v.inconsistent(n, errors.New("its value belongs to another node"))
	}
	return nil
}

func (a *audit) compare(v *view, got *audit, t totals) error {
	fault := func(what string) error {
		return &DamageError{Dir: v.store.dir, File: what, Err: errors.New("it does not fit the other parts")}
	}
	if got.quads[0] != t.quads {
		return fault("order of subjects")
	}
	for i, of := range []string{"subjects", "predicates", "objects", "labels"} {
		if got.quads[i] != a.quads[i] || got.sums[i] != a.sums[i] {
			return fault("order of " + of)
		}
	}
	if got.nodes != t.nodes || got.uses != a.uses {
		return fault("dictionary")
	}
	return nil
}
