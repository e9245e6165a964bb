package main

import (
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"sync"
)

// A collector of garbage that waits until what is in use has doubled makes a load's
// memory grow by twice of what its caches take in, for as long as they fill, and with
// every article that is larger than others. A load lets the heap grow to one size
// instead, whatever the number of articles. A limit of memory would do that too, but a
// load that has more in use than the limit would do nothing but collect: here the heap
// then grows past its size, by three tenths of what is in use. What is set counts for the
// next collection, and takes a while to be set where both cores are busy: in that time the
// heap grows by what the setting before allowed, so a limit above holds that.

const (
	// loadHeap is the size of the heap at which garbage is collected.
	loadHeap = 1 << 30
	// loadGrowth is by how much the heap may grow past what is in use, in percent, where
	// that comes to more than loadHeap.
	loadGrowth = 30
	// loadSlack is how far past its size the heap may be found before garbage is collected
	// whatever else is set.
	loadSlack = 256 << 20
	// leastGrowth is that where very much is in use.
	leastGrowth = 15
)

// steadyHeap keeps the heap at its size until stop is called. What the environment sets
// is left alone.
func steadyHeap() (stop func()) {
	if os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" {
		return func() {}
	}
	h := &steady{}
	h.was, h.limit = h.set()
	h.watch()
	return h.stop
}

// steady says after each collection how far the heap may grow until the next.
type steady struct {
	mu    sync.Mutex
	was   int   // the setting before
	limit int64 // the one before
	ended bool
}

// set says how far the heap may grow, and returns what was set before.
func (h *steady) set() (growing int, limit int64) {
	used := inUse()
	return debug.SetGCPercent(growth(used)), debug.SetMemoryLimit(ceiling(used))
}

// watch waits for a collection.
func (h *steady) watch() {
	garbage := new([64]byte) // too large to share its place with something that is kept
	runtime.AddCleanup(garbage, (*steady).collected, h)
}

func (h *steady) collected() {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.ended {
		return
	}
	h.set()
	h.watch()
}

func (h *steady) stop() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.ended = true
	debug.SetGCPercent(h.was)
	debug.SetMemoryLimit(h.limit)
}

// growth is by how much of so many bytes in use the heap may grow, in percent.
func growth(used uint64) int {
	switch {
	case used == 0:
		return loadGrowth
	case used > loadHeap: // one huge article: rather slow than twice as large
		return max(leastGrowth, int(loadHeap*loadGrowth/used))
	}
	return max(loadGrowth, int((loadHeap-used)*100/used))
}

// ceiling is how much memory there may be of so many bytes in use.
func ceiling(used uint64) int64 {
	return int64(max(loadHeap, used+used*uint64(growth(used))/100)) + loadSlack
}

// inUse are the bytes that the last collection left, and those it began at beside the heap.
func inUse() uint64 {
	samples := []metrics.Sample{{Name: "/gc/heap/live:bytes"}, {Name: "/gc/scan/stack:bytes"}, {Name: "/gc/scan/globals:bytes"}}
	metrics.Read(samples)
	sum := uint64(0)
	for _, s := range samples {
		if s.Value.Kind() == metrics.KindUint64 {
			sum += s.Value.Uint64()
		}
	}
	return sum
}
