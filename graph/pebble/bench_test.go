//go:build bench

package pebble

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/cayleygraph/cayley/graph"
	_ "github.com/cayleygraph/cayley/graph/kv/bbolt"
	_ "github.com/cayleygraph/cayley/graph/kv/leveldb"
	"github.com/cayleygraph/cayley/graph/memstore"
	"github.com/cayleygraph/quad"
)

// The bench builds one world of a million quads in each store and prints tables of the bars. Run it with
//
//	go test -tags bench -run Bench -v -timeout 60m ./graph/pebble
//
// ENTENTE_BENCH_STORES names the stock stores to run beside ours (default "memstore bbolt leveldb", "-" for none);
// ENTENTE_BENCH_TABLE=- leaves the questions out, of which bbolt and leveldb need minutes; ENTENTE_BENCH_5M=1 adds the load of five million quads.

const (
	benchQuads = 1_000_000
	slowest    = 5 * time.Second // a question that takes longer is cut
)

func benchWorld(n int) []quad.Quad {
	quads := make([]quad.Quad, 0, n+100)
	makeWorld(n, func(q quad.Quad) { quads = append(quads, q) })
	return quads
}

func stockNames() []string {
	s := os.Getenv("ENTENTE_BENCH_STORES")
	if s == "" {
		s = "memstore bbolt leveldb"
	}
	return strings.Fields(strings.Trim(s, "-"))
}

// deltas are additions.
func deltas(quads []quad.Quad) []graph.Delta {
	out := make([]graph.Delta, len(quads))
	for i, q := range quads {
		out[i] = graph.Delta{Quad: q, Action: graph.Add}
	}
	return out
}

func perSecond(n int, d time.Duration) string {
	return fmt.Sprintf("%.0f quads/s", float64(n)/d.Seconds())
}

func dirSize(dir string) (n int64) {
	filepath.Walk(dir, func(_ string, i os.FileInfo, err error) error {
		if err == nil && !i.IsDir() {
			n += i.Size()
		}
		return nil
	})
	return n
}

// processor is the time that all threads of this process have had; on a busy machine it says more than the clock.
func processor() time.Duration {
	var u syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// resident is the memory of this process, in megabytes.
func resident() int64 {
	runtime.GC()
	debug.FreeOSMemory()
	var pages int64
	b, _ := os.ReadFile("/proc/self/statm")
	fmt.Sscan(strings.Fields(string(b) + " 0 0")[1], &pages)
	return pages * int64(os.Getpagesize()) >> 20
}

var appendIgnore = graph.IgnoreOpts{IgnoreDup: true, IgnoreMissing: true}

// appendTo writes durable batches of 100 for some seconds.
func appendTo(t *testing.T, qs graph.QuadStore, more []quad.Quad, limit time.Duration) (int, time.Duration) {
	t.Helper()
	begin, n := time.Now(), 0
	for b := range slices.Chunk(more, 100) {
		if err := qs.ApplyDeltas(deltas(b), appendIgnore); err != nil {
			t.Fatal(err)
		}
		n += len(b)
		if time.Since(begin) > limit {
			break
		}
	}
	return n, time.Since(begin)
}

// moreWorld are quads of articles that the world does not have.
func moreWorld(n int) []quad.Quad {
	quads := make([]quad.Quad, 0, n)
	makeWorld(n+70_001, func(q quad.Quad) { quads = append(quads, q) })
	return quads[len(quads)-n:]
}

func openStock(t *testing.T, kind string, quads []quad.Quad) (graph.QuadStore, time.Duration) {
	t.Helper()
	var qs graph.QuadStore
	var err error
	if kind == "memstore" {
		qs = memstore.New()
	} else {
		dir := t.TempDir()
		if err := graph.InitQuadStore(kind, dir, nil); err != nil {
			t.Fatal(err)
		}
		if qs, err = graph.NewQuadStore(kind, dir, nil); err != nil {
			t.Fatal(err)
		}
	}
	begin := time.Now()
	for b := range slices.Chunk(quads, 10_000) {
		if err := qs.ApplyDeltas(deltas(b), appendIgnore); err != nil {
			t.Fatal(err)
		}
	}
	return qs, time.Since(begin)
}

func openOurs(t *testing.T, quads []quad.Quad) (*Store, string, time.Duration) {
	t.Helper()
	dir := t.TempDir()
	s, err := Open(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	begin := time.Now()
	bulkLoad(t, s, quads, bulkFew)
	return s, dir, time.Since(begin)
}

// median runs a question until it is warm, then takes the middle of its times.
func median(t *testing.T, qs graph.QuadStore, q question) (string, float64) {
	var times []float64
	n := 0
	runtime.GC()
	for total := time.Duration(0); len(times) < 3 || total < 300*time.Millisecond && len(times) < 200; {
		ctx, cancel := context.WithTimeout(context.Background(), slowest)
		begin := time.Now()
		rows, err := q.ask(ctx, qs)
		d := time.Since(begin)
		cancel()
		if err != nil {
			return "cut", d.Seconds() * 1000
		}
		n = rows
		times = append(times, d.Seconds()*1000)
		if total += d; d > 2*time.Second {
			break
		}
	}
	slices.Sort(times)
	return fmt.Sprint(n), times[len(times)/2]
}

func TestBench(t *testing.T) {
	quads, more := benchWorld(benchQuads), moreWorld(200_000)
	ours, dir, d := openOurs(t, quads)
	t.Logf("%-10s first load, bulk: %s", "ours", perSecond(len(quads), d))
	if err := ours.Compact(context.Background()); err != nil {
		t.Fatal(err)
	}
	m, err := ours.Metrics()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range m.Rooms {
		t.Logf("%-10s   %-26s %.1f", "", r.Name, float64(r.Disk)/float64(m.Quads))
	}
	stores := map[string]graph.QuadStore{}
	for _, kind := range stockNames() {
		qs, d := openStock(t, kind, quads)
		defer qs.Close()
		stores[kind] = qs
		t.Logf("%-10s first load: %s", kind, perSecond(len(quads), d))
	}
	if err := ours.Close(); err != nil {
		t.Fatal(err)
	}
	t.Logf("%-10s disk after compaction: %.1f bytes a quad", "ours", float64(dirSize(dir))/float64(len(quads)))
	if ours, err = Open(dir, Options{}); err != nil {
		t.Fatal(err)
	}
	defer ours.Close()
	if os.Getenv("ENTENTE_BENCH_TABLE") != "-" {
		table(t, ours, stores)
	}
	n, took := appendTo(t, ours, more, 10*time.Second)
	t.Logf("%-10s appending batches of 100: %s", "ours", perSecond(n, took))
	for _, kind := range stockNames() {
		n, took := appendTo(t, stores[kind], more, 10*time.Second)
		t.Logf("%-10s appending batches of 100: %s", kind, perSecond(n, took))
	}
}

// table asks every question of every store.
func table(t *testing.T, ours *Store, stores map[string]graph.QuadStore) {
	kinds := stockNames()
	line := fmt.Sprintf("%-34s %8s %10s", "question (ms)", "rows", "ours")
	for _, k := range kinds {
		line += fmt.Sprintf(" %10s", k)
	}
	t.Log(line)
	for _, q := range questions {
		rows, ms := median(t, ours, q)
		line := fmt.Sprintf("%-34s %8s %10.3f", q.name, rows, ms)
		for _, k := range kinds {
			r, ms := median(t, stores[k], q)
			line += fmt.Sprintf(" %10.3f", ms)
			if r != rows {
				line += " (" + r + ")"
			}
		}
		t.Log(line)
	}
}

func TestBenchFiveMillion(t *testing.T) {
	if os.Getenv("ENTENTE_BENCH_5M") == "" {
		t.Skip("ENTENTE_BENCH_5M is not set")
	}
	dir := t.TempDir()
	s, err := Open(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	w, err := s.NewQuadWriter()
	if err != nil {
		t.Fatal(err)
	}
	const million = 1_000_000
	var spent time.Duration // in the store, without making the world
	var batch []quad.Quad
	n, last, cpu := 0, time.Duration(0), processor()
	flush := func() {
		begin := time.Now()
		if _, err := w.WriteQuads(batch); err != nil {
			t.Fatal(err)
		}
		spent += time.Since(begin)
		n += len(batch)
		batch = batch[:0]
		if n%million == 0 {
			used := processor()
			t.Logf("million %d: %s, %.2f s of processor", n/million, perSecond(million, spent-last), (used - cpu).Seconds())
			last, cpu = spent, used
		}
	}
	makeWorld(5*million, func(q quad.Quad) {
		if batch = append(batch, q); len(batch) == 10_000 {
			flush()
		}
	})
	begin := time.Now()
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	t.Logf("all: %s", perSecond(n, spent+time.Since(begin)))
	begin = time.Now()
	if err := s.Compact(context.Background()); err != nil {
		t.Fatal(err)
	}
	t.Logf("compacted in %v, %.1f bytes a quad", time.Since(begin).Round(time.Millisecond), float64(dirSize(dir))/float64(n))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	batch = nil
	base := resident()
	begin = time.Now()
	if s, err = Open(dir, Options{}); err != nil {
		t.Fatal(err)
	}
	t.Logf("opened in %v, %d MB resident beyond %d MB", time.Since(begin).Round(time.Microsecond), resident()-base, base)
	for _, q := range questions {
		rows, ms := median(t, s, q)
		t.Logf("%-34s %8s %10.3f", q.name, rows, ms)
	}
	t.Logf("%d MB resident after the questions", resident()-base)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

// BenchmarkAppend writes durable batches of 100 to a store of a million quads; an operation is one quad.
func BenchmarkAppend(b *testing.B) {
	dir := b.TempDir()
	s, err := Open(dir, Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	bulkLoad(b, s, benchWorld(benchQuads), bulkFew)
	more := deltas(moreWorld(b.N))
	b.ReportAllocs()
	b.ResetTimer()
	for c := range slices.Chunk(more, 100) {
		if err := s.ApplyDeltas(c, appendIgnore); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkBulk loads a world into an empty store; an operation is one quad.
func BenchmarkBulk(b *testing.B) {
	quads := benchWorld(b.N)
	dir := b.TempDir()
	s, err := Open(dir, Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	b.ResetTimer()
	bulkLoad(b, s, quads, bulkFew)
}
