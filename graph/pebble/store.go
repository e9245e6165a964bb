package pebble

import (
	"cmp"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	lsm "github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/bloom"
	"github.com/cockroachdb/pebble/v2/sstable"
	"github.com/cockroachdb/pebble/v2/vfs"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/query/shape"
)

// Name is the name under which Register makes the store known to Cayley.
const Name = "pebble"

// DefaultCache is the memory for blocks and names that a store uses unless told otherwise, in bytes.
const DefaultCache = 256 << 20

var (
	// ErrClosed says that the store or snapshot was closed.
	ErrClosed = errors.New("store is closed")
	// ErrReadOnly says that a write was asked of a snapshot or of a store opened for reading.
	ErrReadOnly = errors.New("store is read-only")
	// ErrNewerFormat says that a later version of this package wrote the store.
	ErrNewerFormat = errors.New("store has a newer format")
	// ErrOlderFormat says that an earlier version of this package wrote the store, in a layout that is read no more.
	ErrOlderFormat = errors.New("store has an older format")
)

// Options tell Open how to open a store. The zero value is a writable store on disk.
type Options struct {
	ReadOnly bool   // refuse writes, and change no file of the store
	Cache    int64  // memory for blocks and names in bytes; zero means DefaultCache
	FS       vfs.FS // where the store lives; nil means the disk
}

// Store is a Cayley quad store in one directory. Its methods may be called by many goroutines.
type Store struct {
	view
	dir   string
	fs    vfs.FS
	db    *lsm.DB
	lsm   *lsm.Options
	lock  io.Closer
	ro    bool
	names *names

	failed   atomic.Pointer[error] // set when Pebble could not go on; every call returns it
	failOnce sync.Once
	stop     chan struct{} // closed when it is set
	live     atomic.Bool   // Open is done
	gate     sync.RWMutex  // held for reading by what changes files
	closing  atomic.Bool

	cursors struct { // open iterators and snapshots, so that Close can end them
		sync.Mutex
		open  map[*cursor]struct{}
		snaps map[*Snapshot]struct{}
	}

	write struct { // the state of the one writer
		sync.Mutex
		totals totals
		warm   warm // entries of nodes written lately
		logged int  // quads up to which a change goes through the log
	}
}

var (
	_ graph.QuadStore = (*Store)(nil)
	_ shape.Optimizer = (*Store)(nil)
)

// Register makes the store known to Cayley's registry under Name. Call it once.
func Register() {
	graph.RegisterQuadStore(Name, graph.QuadStoreRegistration{
		NewFunc: func(dir string, _ graph.Options) (graph.QuadStore, error) {
			if dir == "" {
				return OpenMemory(0)
			}
			return Open(dir, Options{})
		},
		InitFunc:     func(string, graph.Options) error { return nil },
		IsPersistent: true,
	})
}

// memoryCache is the memory for blocks and names of a store that lives in memory, unless told otherwise.
const memoryCache = 64 << 20

// OpenMemory makes an empty store in memory, with so many bytes for blocks and names; 0 means 64 MB.
func OpenMemory(cache int64) (*Store, error) {
	return Open("memory", Options{FS: vfs.NewMem(), Cache: cmp.Or(cache, memoryCache)})
}

// Open opens the store in a directory, and makes it if it is not there and not ReadOnly.
// It returns a *LockedError when somebody else has it open, a *DamageError when a file of it is not as it was written.
func Open(dir string, opts Options) (_ *Store, err error) {
	s := &Store{dir: dir, fs: opts.FS, ro: opts.ReadOnly, stop: make(chan struct{})}
	s.write.logged = loggedQuads
	if s.fs == nil {
		s.fs = vfs.Default
		if s.dir, err = realPath(dir); err != nil {
			return nil, fmt.Errorf("open store: %w", err)
		}
	}
	if s.ro {
		if _, err := s.fs.Stat(s.dir); err != nil {
			return nil, fmt.Errorf("open store %s: %w", s.dir, fs.ErrNotExist)
		}
	}
	if opts.Cache <= 0 {
		opts.Cache = DefaultCache
	}
	if err := s.take(); err != nil {
		return nil, err
	}
	if err := s.guard(func() error { return s.open(opts) }); err != nil {
		s.abandon()
		return nil, s.openError(err)
	}
	return s, nil
}

// realPath makes one path of the many by which a directory can be called; locks go by it.
func realPath(dir string) (string, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	if real, err := filepath.EvalSymlinks(abs); err == nil {
		return real, nil
	}
	return abs, nil
}

func (s *Store) open(opts Options) error {
	if err := s.checkSeal(); err != nil {
		return err
	}
	if !s.ro {
		if err := s.sweep(); err != nil {
			return err
		}
	}
	s.names = newNames(namesWithin(opts.Cache))
	s.cursors.open, s.cursors.snaps = map[*cursor]struct{}{}, map[*Snapshot]struct{}{}
	db, err := openDB(s, opts)
	if err != nil {
		return err
	}
	s.db = db
	s.view = view{store: s, reader: db}
	if err := s.checkFormat(); err != nil {
		s.db = nil
		return errors.Join(err, db.Close())
	}
	s.live.Store(true)
	return nil
}

func openDB(s *Store, opts Options) (*lsm.DB, error) {
	s.lsm = s.options(opts)
	defer s.lsm.Cache.Unref()
	s.lsm.EnsureDefaults()
	// The one Pebble would make cannot be wrapped; this one differs from it by not looking again every 100 ms for a
	// compaction that was refused, which the next end of one does.
	s.lsm.Experimental.CompactionScheduler = scheduler{lsm.NewConcurrencyLimitSchedulerWithNoPeriodicGrantingForTest(), s}
	return lsm.Open(s.dir, s.lsm)
}

// options sets Pebble up: one target, many small random keys read often and written in batches.
func (s *Store) options(opts Options) *lsm.Options {
	o := &lsm.Options{
		FS:                         watched{s.fs, s},
		ReadOnly:                   opts.ReadOnly,
		Cache:                      lsm.NewCache(opts.Cache - namesWithin(opts.Cache)),
		Comparer:                   comparer(),
		Logger:                     logger{s},
		EventListener:              s.events(),
		FormatMajorVersion:         lsm.FormatTableFormatV6,
		MemTableSize:               tableWithin(opts.Cache),
		MaxManifestFileSize:        16 << 20,
		MaxOpenFiles:               1000,
		L0CompactionThreshold:      12, // at 8 ten thousand articles took 7 in 100 more processor, at 16 a small store stays half unpacked
		L0StopWritesThreshold:      24,
		DisableTableStats:          true, // a damaged table would be read for them again and again
		CompactionConcurrencyRange: func() (int, int) { return 1, 2 },
	}
	for i := range o.Levels {
		o.Levels[i].BlockSize = 4 << 10 // a load reads here and there: most of a larger one would be read, unpacked and dropped for nothing
		o.Levels[i].IndexBlockSize = 64 << 10
		o.Levels[i].FilterPolicy = bloom.FilterPolicy(10)
		o.Levels[i].Compression = func() *sstable.CompressionProfile { return sstable.SnappyCompression }
	}
	o.Levels[len(o.Levels)-1].Compression = func() *sstable.CompressionProfile { return bottomCompression }
	return o
}

const memTable = 32 << 20

// tableWithin is the size of a memory table. Two of them, one that fills and one that is written down, are taken off the
// memory for blocks: tables of one size would leave a small cache none at all.
func tableWithin(cache int64) uint64 { return uint64(min(max(cache/6, 1<<20), memTable)) }

// namesWithin is the part of a store's memory that names have. They are the one part through which the collector of
// garbage has to look, so of a large memory blocks have more.
func namesWithin(cache int64) int64 { return min(cache/4, 64<<20) }

// checkFormat reads the version of the layout, and writes it into a new store.
func (s *Store) checkFormat() error {
	v, err := s.get(keyFormat)
	if err != nil {
		return err
	}
	if v == nil {
		return s.begin()
	}
	if len(v) != 1 || v[0] > formatV {
		return fmt.Errorf("%w: %d, this program knows %d", ErrNewerFormat, v, formatV)
	}
	if v[0] < formatV {
		return fmt.Errorf("%w: %d, this program writes %d: load the articles into a new store, or export the graph with the program that wrote it and import that", ErrOlderFormat, v[0], formatV)
	}
	s.write.totals, err = s.totals()
	return err
}

func (s *Store) begin() error {
	it, err := s.db.NewIter(nil)
	if err != nil {
		return err
	}
	used := it.First()
	if err := errors.Join(it.Error(), it.Close()); err != nil {
		return err
	}
	if used {
		return errors.New("the directory holds a database of another kind")
	}
	if s.ro {
		return nil
	}
	b := s.db.NewBatch()
	b.Set(keyFormat, []byte{formatV}, nil)
	b.Set(keyTotals, totals{}.bytes(), nil)
	return b.Commit(lsm.Sync)
}

// Close ends open iterators, makes the store quick to open and releases it.
func (s *Store) Close() error {
	if s.closing.Swap(true) {
		return nil
	}
	err := s.guard(s.shutdown)
	if s.failure() != nil {
		s.abandon()
		return s.failure()
	}
	if err == nil && !s.ro {
		err = s.seal()
	}
	return errors.Join(err, s.lock.Close())
}

func (s *Store) shutdown() error {
	s.write.Lock() // a running write ends first
	defer s.write.Unlock()
	if s.failure() != nil {
		return s.failure()
	}
	s.endCursors()
	flushed, err := s.flush()
	if err = errors.Join(err, s.db.Close()); err != nil || !flushed {
		return err
	}
	return s.dropLogs()
}

// dropLogs removes the logs of a store that is closed and of which all is in tables, but for the last, which it
// empties. Pebble keeps several, to write over them, which nobody does now; each would be as large as a memory table,
// and read whole for the seal. (Without any log Pebble opens the store, but makes checkpoints of it that do not open.)
func (s *Store) dropLogs() error {
	list, err := s.fs.List(s.dir)
	if err != nil {
		return err
	}
	list = slices.DeleteFunc(list, func(name string) bool { return !strings.HasSuffix(name, ".log") })
	slices.SortFunc(list, func(a, b string) int { return cmp.Or(len(a)-len(b), strings.Compare(a, b)) })
	for i, name := range list {
		path := s.fs.PathJoin(s.dir, name)
		if i < len(list)-1 {
			err = s.fs.Remove(path)
		} else {
			err = s.empty(path)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// empty takes out what is in a file.
func (s *Store) empty(path string) error {
	f, err := s.fs.Create(path, vfs.WriteCategoryUnspecified)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// flush empties the memory tables, unless the disk has no room for them: done is false then.
func (s *Store) flush() (done bool, err error) {
	if s.ro || s.room(0) != nil {
		return false, nil
	}
	err = s.db.Flush()
	return err == nil, err
}

// endCursors lets running iterators notice that the store closes, then closes those that nobody closed.
func (s *Store) endCursors() {
	for range 50 {
		s.cursors.Lock()
		n := len(s.cursors.open)
		s.cursors.Unlock()
		if n == 0 {
			break
		}
		time.Sleep(2 * time.Millisecond)
	}
	s.cursors.Lock()
	left := slices.Collect(maps.Keys(s.cursors.open))
	snaps := slices.Collect(maps.Keys(s.cursors.snaps))
	s.cursors.Unlock()
	for _, c := range left {
		c.close()
	}
	for _, snap := range snaps {
		snap.Close()
	}
}

// Dir is the directory of the store.
func (s *Store) Dir() string { return s.dir }

// view reads one state of the store: the newest one, or that of a snapshot.
type view struct {
	store  *Store
	reader lsm.Reader
}

// Snapshot is the store as it was at one moment: a graph.QuadStore that refuses writes. Close it.
type Snapshot struct {
	view
	snap   *lsm.Snapshot
	closed atomic.Bool
}

var (
	_ graph.QuadStore = (*Snapshot)(nil)
	_ shape.Optimizer = (*Snapshot)(nil)
)

// Snapshot freezes what a question reads. It costs little, but keeps deleted data on disk until it is closed.
func (s *Store) Snapshot() (*Snapshot, error) {
	if err := s.usable(); err != nil {
		return nil, err
	}
	snap := s.db.NewSnapshot()
	out := &Snapshot{view: view{store: s, reader: snap}, snap: snap}
	s.cursors.Lock()
	s.cursors.snaps[out] = struct{}{}
	s.cursors.Unlock()
	return out, nil
}

// Close releases the snapshot.
func (s *Snapshot) Close() error {
	if s.closed.Swap(true) {
		return nil
	}
	s.store.cursors.Lock()
	delete(s.store.cursors.snaps, s)
	s.store.cursors.Unlock()
	return s.snap.Close()
}

// ApplyDeltas refuses: a snapshot does not change.
func (s *Snapshot) ApplyDeltas([]graph.Delta, graph.IgnoreOpts) error { return ErrReadOnly }

// usable says why the store cannot be read.
func (s *Store) usable() error {
	if err := s.failure(); err != nil {
		return err
	}
	if s.closing.Load() {
		return ErrClosed
	}
	return nil
}

// get reads one key. It returns nil when there is none.
func (v *view) get(key []byte) ([]byte, error) {
	if err := v.store.usable(); err != nil {
		return nil, err
	}
	b, closer, err := v.reader.Get(key)
	if errors.Is(err, lsm.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, v.store.readError(err)
	}
	out := append(make([]byte, 0, len(b)), b...)
	return out, v.store.readError(closer.Close())
}

// totals counts the whole graph.
type totals struct{ nodes, quads uint64 }

func (t totals) bytes() []byte {
	return binary.AppendUvarint(binary.AppendUvarint(nil, t.nodes), t.quads)
}

func (v *view) totals() (t totals, err error) {
	b, err := v.get(keyTotals)
	if err != nil || b == nil {
		return t, err
	}
	n, w := binary.Uvarint(b)
	if w <= 0 {
		return t, errValue
	}
	q, w2 := binary.Uvarint(b[w:])
	if w2 <= 0 {
		return t, errValue
	}
	return totals{nodes: n, quads: q}, nil
}

// Stats counts nodes and quads; both are always exact.
func (v *view) Stats(context.Context, bool) (st graph.Stats, err error) {
	t, err := v.totals()
	if err != nil {
		return st, err
	}
	st.Nodes.Value, st.Nodes.Exact = int64(t.nodes), true
	st.Quads.Value, st.Quads.Exact = int64(t.quads), true
	return st, nil
}

// bottomCompression packs the last level, where most of the data rests.
var bottomCompression = sstable.BalancedCompression

// writable says why the store cannot be written.
func (s *Store) writable() error {
	if s.ro {
		return ErrReadOnly
	}
	return s.usable()
}

func isPermission(err error) bool { return errors.Is(err, os.ErrPermission) }
