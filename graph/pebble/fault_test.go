package pebble

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/cockroachdb/pebble/v2/vfs"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/query/path"
	"github.com/cayleygraph/quad"
)

// Helpers that a test starts as processes of their own.
const helperEnv = "PEBBLE_TEST_HELPER"

func TestMain(m *testing.M) {
	switch dir := os.Getenv("PEBBLE_TEST_DIR"); os.Getenv(helperEnv) {
	case "write":
		helperWrite(dir)
	case "hold":
		helperHold(dir)
	default:
		os.Exit(m.Run())
	}
}

func helper(t *testing.T, kind, dir string) *exec.Cmd {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(exe)
	cmd.Env = append(os.Environ(), helperEnv+"="+kind, "PEBBLE_TEST_DIR="+dir)
	cmd.Stderr = os.Stderr
	return cmd
}

func open(t testing.TB, dir string, o Options) *Store {
	t.Helper()
	s, err := Open(dir, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func shut(t testing.TB, s *Store) {
	t.Helper()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

// batchOf makes the quads of batch i; each batch has one label.
func batchOf(i int) []quad.Quad {
	label := quad.IRI(fmt.Sprintf("batch:%d", i))
	var out []quad.Quad
	for k := range 20 {
		out = append(out, quad.Quad{Subject: quad.IRI(fmt.Sprintf("s:%d", (i*7+k)%50)), Predicate: quad.IRI("p"),
			Object: quad.Int(i*100 + k), Label: label})
	}
	return out
}

// helperWrite adds batch after batch, each third one deleting the one before, and prints each number once it is on disk.
func helperWrite(dir string) {
	s, err := Open(dir, Options{})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	st, _ := s.Stats(context.Background(), true)
	for i := int(st.Quads.Value); ; i++ {
		ds := additions(batchOf(i))
		if i%3 == 2 {
			for _, q := range batchOf(i - 1) {
				ds = append(ds, graph.Delta{Quad: q, Action: graph.Delete})
			}
		}
		if i%50 == 49 {
			w, _ := s.NewQuadWriter()
			w.(*bulk).few = 0
			w.WriteQuads(batchOf(i))
			err = w.Close()
			ds = ds[20:]
		}
		err = errors.Join(err, s.ApplyDeltas(ds, graph.IgnoreOpts{IgnoreMissing: true}))
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		fmt.Println(i)
	}
}

func additions(quads []quad.Quad) (ds []graph.Delta) {
	for _, q := range quads {
		ds = append(ds, graph.Delta{Quad: q, Action: graph.Add})
	}
	return ds
}

func TestKill(t *testing.T) {
	kills := 20
	if os.Getenv("ENTENTE_LONG") != "" {
		kills = 200
	}
	if testing.Short() || raceEnabled {
		kills = 3
	}
	rnd := rand.New(rand.NewPCG(uint64(time.Now().UnixNano()), 0))
	for range kills {
		dir := filepath.Join(t.TempDir(), "store")
		first, last := killOne(t, dir, time.Duration(rnd.IntN(400))*time.Millisecond)
		s := open(t, dir, Options{})
		if err := s.Check(context.Background()); err != nil {
			t.Fatal(err)
		}
		for i := first; i <= last+2; i++ {
			n := count(t, s, quad.Label, quad.IRI(fmt.Sprintf("batch:%d", i)))
			gone := i%3 == 1 && i < last
			switch {
			case n != 0 && n != 20:
				t.Fatalf("batch %d of %d: %d quads of 20", i, last, n)
			case gone && n != 0 && i+1 <= last, !gone && i <= last && n != 20 && !(i%3 == 1 && i == last):
				t.Fatalf("batch %d of %d acknowledged: %d quads", i, last, n)
			}
		}
		shut(t, s)
	}
}

// killOne kills a writer some time after its first batch, and returns the first and the last number it gave.
func killOne(t *testing.T, dir string, after time.Duration) (first, last int) {
	t.Helper()
	cmd := helper(t, "write", dir)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	if !lines.Scan() {
		t.Fatal("the writer wrote nothing")
	}
	fmt.Sscan(lines.Text(), &first)
	time.AfterFunc(after, func() { cmd.Process.Signal(syscall.SIGKILL) })
	last = first
	for lines.Scan() {
		fmt.Sscan(lines.Text(), &last)
	}
	cmd.Wait()
	return first, last
}

func count(t testing.TB, qs graph.QuadStore, d quad.Direction, v quad.Value) (n int) {
	t.Helper()
	ref, err := qs.ValueOf(v)
	if err != nil {
		t.Fatal(err)
	}
	it := qs.QuadIterator(d, ref).Iterate()
	defer it.Close()
	for it.Next(context.Background()) {
		n++
	}
	if it.Err() != nil {
		t.Fatal(it.Err())
	}
	return n
}

// helperHold opens a store and waits to be killed.
func helperHold(dir string) {
	if _, err := Open(dir, Options{}); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println("open")
	io.Copy(io.Discard, os.Stdin)
}

func TestSecondOpenerIsToldAtOnce(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "store")
	cmd := helper(t, "hold", dir)
	in, _ := cmd.StdinPipe()
	out, _ := cmd.StdoutPipe()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	defer cmd.Wait()
	defer in.Close()
	if !bufio.NewScanner(out).Scan() {
		t.Fatal("the holder did not open the store")
	}
	for _, o := range []Options{{}, {ReadOnly: true}} {
		begin := time.Now()
		_, err := Open(dir, o)
		var locked *LockedError
		if !errors.As(err, &locked) || !strings.Contains(err.Error(), dir) {
			t.Errorf("%+v: %v", o, err)
		}
		if d := time.Since(begin); d > time.Second {
			t.Errorf("told after %v", d)
		}
	}
	same := filepath.Join(t.TempDir(), "other")
	open(t, same, Options{})
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(same, link); err != nil {
		t.Skip(err)
	}
	var locked *LockedError
	if _, err := Open(link, Options{}); !errors.As(err, &locked) {
		t.Errorf("the same store by another name: %v", err)
	}
}

// Readers share a store, and hold off who would write.
func TestReadersShare(t *testing.T) {
	dir := closedStore(t, 200)
	first := open(t, dir, Options{ReadOnly: true})
	second := open(t, dir, Options{ReadOnly: true})
	var locked *LockedError
	if _, err := Open(dir, Options{}); !errors.As(err, &locked) {
		t.Errorf("a writer beside readers: %v", err)
	}
	backup := filepath.Join(t.TempDir(), "backup")
	if err := second.Checkpoint(backup); err != nil {
		t.Errorf("a copy while another reads: %v", err)
	}
	shut(t, first)
	shut(t, second)
	shut(t, open(t, dir, Options{}))
	shut(t, open(t, backup, Options{ReadOnly: true}))
}

// closedStore makes a store with a few tables and closes it.
func closedStore(t *testing.T, n int) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "store")
	s := open(t, dir, Options{})
	var quads []quad.Quad
	makeWorld(n, func(q quad.Quad) { quads = append(quads, q) })
	quads = quads[max(0, len(quads)-n):]
	bulkLoad(t, s, quads[:n/2], 0)
	add(t, s, quads[n/2:]...)
	shut(t, s)
	return dir
}

func copyDir(t *testing.T, from string) string {
	t.Helper()
	to := filepath.Join(t.TempDir(), "copy")
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
	return to
}

// readAll opens a store and reads all of it. What goes wrong must be told, and the file be named.
func readAll(t *testing.T, dir string, o Options) (st graph.Stats, err error) {
	t.Helper()
	s, err := Open(dir, o)
	if err != nil {
		return st, err
	}
	defer s.Close()
	if st, err = s.Stats(context.Background(), true); err != nil {
		return st, err
	}
	return st, s.Check(context.Background())
}

func TestDamageIsTold(t *testing.T) {
	whole := closedStore(t, 3000)
	want, err := readAll(t, copyDir(t, whole), Options{})
	if err != nil {
		t.Fatal(err)
	}
	list, err := os.ReadDir(whole)
	if err != nil {
		t.Fatal(err)
	}
	rnd := rand.New(rand.NewPCG(3, 3))
	times := 3
	if os.Getenv("ENTENTE_LONG") != "" {
		times = 60
	}
	found := 0
	for _, e := range list {
		info, err := e.Info()
		if err != nil || info.Size() == 0 {
			continue
		}
		for i := range times {
			for _, cut := range []bool{false, true} {
				dir := copyDir(t, whole)
				file := filepath.Join(dir, e.Name())
				damage(t, file, cut, i, rnd)
				got, err := readAll(t, dir, Options{ReadOnly: i%2 == 1})
				if err == nil && got != want {
					t.Fatalf("%s: another graph, and no error", e.Name())
				}
				if err == nil {
					continue // a byte that nobody reads
				}
				found++
				var d *DamageError
				if !errors.As(err, &d) || d.File == "" || !strings.Contains(err.Error(), "restore") {
					t.Errorf("%s: %v", e.Name(), err)
				}
			}
		}
	}
	if found < times*len(list)/2 {
		t.Errorf("only %d damages were noticed", found)
	}
}

// damage cuts a file or turns one byte of it.
func damage(t *testing.T, file string, cut bool, i int, rnd *rand.Rand) {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	at := rnd.IntN(len(b))
	if i == 0 {
		at = len(b) - 1
	}
	if cut {
		b = b[:at]
	} else {
		b[at] ^= byte(1 + rnd.IntN(255))
	}
	if err := os.WriteFile(file, b, 0o644); err != nil {
		t.Fatal(err)
	}
}

// fullFS is a disk that is full after so many bytes.
type fullFS struct {
	vfs.FS
	left  atomic.Int64
	quiet bool // does not say how much is left
}

type fullFile struct {
	vfs.File
	fs *fullFS
}

func (f *fullFS) GetDiskUsage(string) (vfs.DiskUsage, error) {
	if f.quiet {
		return vfs.DiskUsage{AvailBytes: 1 << 40}, nil
	}
	return vfs.DiskUsage{AvailBytes: uint64(max(0, f.left.Load()))}, nil
}

func (f *fullFS) Create(name string, c vfs.DiskWriteCategory) (vfs.File, error) {
	file, err := f.FS.Create(name, c)
	return &fullFile{file, f}, err
}

func (f *fullFS) ReuseForWrite(a, b string, c vfs.DiskWriteCategory) (vfs.File, error) {
	file, err := f.FS.ReuseForWrite(a, b, c)
	return &fullFile{file, f}, err
}

func (f *fullFile) Write(p []byte) (int, error) {
	if f.fs.left.Add(-int64(len(p))) < 0 {
		return 0, syscall.ENOSPC
	}
	return f.File.Write(p)
}

func TestFullDisk(t *testing.T) {
	for _, quiet := range []bool{false, true} {
		for _, inBulk := range []bool{false, true} {
			t.Run(fmt.Sprintf("quiet %v, bulk %v", quiet, inBulk), func(t *testing.T) { fullDisk(t, quiet, inBulk) })
		}
	}
}

func fullDisk(t *testing.T, quiet, inBulk bool) {
	disk := &fullFS{FS: vfs.NewMem(), quiet: quiet}
	disk.left.Store(1 << 40)
	s, err := Open("store", Options{FS: disk, Cache: 4 << 20})
	if err != nil {
		t.Fatal(err)
	}
	i := 0
	write := func() error {
		i++
		if !inBulk {
			return s.ApplyDeltas(additions(batchOf(i)), graph.IgnoreOpts{})
		}
		w, err := s.NewQuadWriter()
		if err != nil {
			return err
		}
		w.(*bulk).few = 0
		w.WriteQuads(batchOf(i))
		return w.Close()
	}
	for range 20 {
		if err := write(); err != nil {
			t.Fatal(err)
		}
	}
	disk.left.Store(40_000)
	for err == nil && i < 10_000 {
		err = write()
	}
	if !errors.Is(err, syscall.ENOSPC) {
		t.Fatalf("full disk: %v", err)
	}
	acknowledged := i - 1
	if err := write(); err == nil {
		t.Error("a write on a full disk was acknowledged")
	}
	done := make(chan struct{})
	go func() { s.Close(); close(done) }()
	select {
	case <-done:
	case <-time.After(20 * time.Second):
		t.Fatal("Close hangs")
	}
	disk.left.Store(1 << 40)
	s, err = Open("store", Options{FS: disk, Cache: 4 << 20})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := s.Check(context.Background()); err != nil {
		t.Fatal(err)
	}
	for i := 1; i <= acknowledged+2; i++ {
		n := count(t, s, quad.Label, quad.IRI(fmt.Sprintf("batch:%d", i)))
		if i <= acknowledged && n != 20 || n != 0 && n != 20 {
			t.Fatalf("batch %d of %d: %d quads", i, acknowledged, n)
		}
	}
}

// What a failed store leaves behind rests: it does not try again and again.
func TestFailedStoreRests(t *testing.T) {
	processor := func() time.Duration {
		var u syscall.Rusage
		syscall.Getrusage(syscall.RUSAGE_SELF, &u)
		return time.Duration(u.Utime.Nano() + u.Stime.Nano())
	}
	for range 5 {
		fullDisk(t, true, true)
	}
	dir := closedStore(t, 3000)
	tables, err := filepath.Glob(filepath.Join(dir, "*.sst"))
	if err != nil || len(tables) == 0 {
		t.Fatal("no tables", err)
	}
	rnd := rand.New(rand.NewPCG(1, 2))
	for i, file := range tables {
		damage(t, file, false, 1+i, rnd)
	}
	s, err := Open(dir, Options{})
	if err == nil {
		if err := s.Compact(context.Background()); err == nil {
			t.Error("damaged tables were compacted")
		}
		s.Close()
	}
	const look = 300 * time.Millisecond
	begin := processor()
	<-time.After(look)
	if used := processor() - begin; used > look/2 {
		t.Errorf("%v of processor in %v of rest", used, look)
	}
}

func TestReadOnly(t *testing.T) {
	dir := closedStore(t, 2000)
	s := open(t, dir, Options{ReadOnly: true})
	if err := s.ApplyDeltas(additions(batchOf(1)), graph.IgnoreOpts{}); !errors.Is(err, ErrReadOnly) {
		t.Errorf("write: %v", err)
	}
	if _, err := s.NewQuadWriter(); !errors.Is(err, ErrReadOnly) {
		t.Errorf("bulk: %v", err)
	}
	if err := s.Check(context.Background()); err != nil {
		t.Error(err)
	}
	shut(t, s)
	if _, err := Open(filepath.Join(dir, "nothing"), Options{ReadOnly: true}); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no store: %v", err)
	}
	if err := os.WriteFile(filepath.Join(dir, "x"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestClosedStoreKeepsNoLogs: what was written stands in tables, and no log takes room beside them.
func TestClosedStoreKeepsNoLogs(t *testing.T) {
	dir := closedStore(t, 20_000)
	s := open(t, dir, Options{})
	add(t, s, batchOf(7)...)
	want := dump(t, s)
	logs := func() (bytes int64) {
		files, err := filepath.Glob(filepath.Join(dir, "*.log"))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			info, err := os.Stat(f)
			if err != nil {
				t.Fatal(err)
			}
			bytes += info.Size()
		}
		return bytes
	}
	if logs() == 0 {
		t.Error("a store in use has no log: the test looks at the wrong files")
	}
	shut(t, s)
	if n := logs(); n != 0 {
		t.Errorf("closed: %d bytes of logs", n)
	}
	s = open(t, dir, Options{})
	if got := dump(t, s); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("opened again: %d keys, want %d", len(got), len(want))
	}
	shut(t, s)
}

func TestCheckpointIsTheStoreOfThatMoment(t *testing.T) {
	dir := closedStore(t, 2000)
	s := open(t, dir, Options{})
	want := dump(t, s)
	back := filepath.Join(t.TempDir(), "back")
	if err := s.Checkpoint(back); err != nil {
		t.Fatal(err)
	}
	if err := s.Checkpoint(back); err == nil {
		t.Error("a checkpoint over another")
	}
	add(t, s, batchOf(5)...)
	shut(t, s)
	copied := open(t, back, Options{ReadOnly: true})
	again := filepath.Join(t.TempDir(), "again")
	if err := copied.Checkpoint(again); err != nil {
		t.Fatal(err)
	}
	shut(t, copied)
	for _, at := range []string{back, again} {
		c := open(t, at, Options{})
		if got := dump(t, c); fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%s: %d keys, want %d", filepath.Base(at), len(got), len(want))
		}
		add(t, c, batchOf(6)...)
		if err := c.Compact(context.Background()); err != nil {
			t.Error(err)
		}
		if err := c.Check(context.Background()); err != nil {
			t.Error(err)
		}
		shut(t, c)
	}
}

func TestCancelledQueryStopsAndSaysSo(t *testing.T) {
	s := memory(t)
	var quads []quad.Quad
	makeWorld(60_000, func(q quad.Quad) { quads = append(quads, q) })
	bulkLoad(t, s, quads, 0)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	long, _ := path.StartPath(s).In().Out().In().Out().In().Out().BuildIterator(ctx).Optimize(ctx)
	run := long.Iterate()
	defer run.Close()
	var stopped atomic.Int64
	time.AfterFunc(30*time.Millisecond, func() { stopped.Store(time.Now().UnixNano()); cancel() })
	for run.Next(ctx) {
	}
	late := 50 * time.Millisecond
	if raceEnabled {
		late *= 10
	}
	if d := time.Duration(time.Now().UnixNano() - stopped.Load()); d > late {
		t.Errorf("stopped after %v", d)
	}
	if !errors.Is(run.Err(), context.Canceled) {
		t.Errorf("a cut answer says %v", run.Err())
	}
	it := FollowRecursive(path.StartPath(s, big), path.StartMorphism().In(mentions).Out(mentions), -1).
		BuildIterator(ctx).Iterate()
	defer it.Close()
	if it.Next(ctx) || !errors.Is(it.Err(), context.Canceled) {
		t.Errorf("a recursion cancelled before: %v", it.Err())
	}
}

func TestSnapshotDoesNotMove(t *testing.T) {
	s := memory(t)
	add(t, s, batchOf(1)...)
	snap, err := s.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	defer snap.Close()
	var ds []graph.Delta
	for _, q := range batchOf(1) {
		ds = append(ds, graph.Delta{Quad: q, Action: graph.Delete})
	}
	if err := s.ApplyDeltas(append(ds, additions(batchOf(2))...), graph.IgnoreOpts{}); err != nil {
		t.Fatal(err)
	}
	label := func(i int) quad.Value { return quad.IRI(fmt.Sprintf("batch:%d", i)) }
	for _, c := range []struct {
		qs       graph.QuadStore
		one, two int
	}{{s, 0, 20}, {snap, 20, 0}} {
		if one, two := count(t, c.qs, quad.Label, label(1)), count(t, c.qs, quad.Label, label(2)); one != c.one || two != c.two {
			t.Errorf("%T: %d and %d", c.qs, one, two)
		}
	}
	if err := snap.ApplyDeltas(ds, graph.IgnoreOpts{}); !errors.Is(err, ErrReadOnly) {
		t.Errorf("write to a snapshot: %v", err)
	}
	if err := snap.Check(context.Background()); err != nil {
		t.Error(err)
	}
}

func TestCloseEndsWhatRuns(t *testing.T) {
	s, err := OpenMemory(0)
	if err != nil {
		t.Fatal(err)
	}
	add(t, s, batchOf(1)...)
	left := s.QuadsAllIterator().Iterate()
	left.Next(context.Background())
	snap, err := s.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	shut(t, s)
	if left.Next(context.Background()) || !errors.Is(left.Err(), ErrClosed) {
		t.Errorf("iterator after Close: %v", left.Err())
	}
	if _, err := s.ValueOf(quad.IRI("p")); !errors.Is(err, ErrClosed) {
		t.Errorf("read after Close: %v", err)
	}
	if err := snap.Close(); err != nil {
		t.Error(err)
	}
}
