package main

import (
	"math"
	"runtime"
	"runtime/debug"
	"testing"
)

// TestGrowth: the heap grows to one size, whatever is in use, and past it by three tenths of that.
func TestGrowth(t *testing.T) {
	for _, c := range []struct{ used, heap uint64 }{
		{64 << 20, loadHeap},
		{loadHeap / 2, loadHeap},
		{loadHeap * 5 / 8, loadHeap},
		{loadHeap * 2 / 3, loadHeap},
		{loadHeap, loadHeap * 13 / 10},
		{2 * loadHeap, loadHeap * 23 / 10},
		{4 * loadHeap, loadHeap * 46 / 10},
	} {
		if heap := c.used + c.used*uint64(growth(c.used))/100; math.Abs(float64(heap)-float64(c.heap)) > loadHeap/100 {
			t.Errorf("%d MiB in use: the heap grows to %d MiB, not %d", c.used>>20, heap>>20, c.heap>>20)
		}
		if over := ceiling(c.used) - int64(c.heap); over < loadSlack*9/10 || over > loadSlack*11/10 {
			t.Errorf("%d MiB in use: memory may be %d MiB past the heap's size, not %d", c.used>>20, over>>20, loadSlack>>20)
		}
	}
}

// TestSteadyHeap: the setting follows collections, and is as before when all is done.
func TestSteadyHeap(t *testing.T) {
	t.Setenv("GOGC", "")
	t.Setenv("GOMEMLIMIT", "")
	was := debug.SetGCPercent(100)
	defer debug.SetGCPercent(was)
	limit := debug.SetMemoryLimit(-1)
	stop := steadyHeap()
	runtime.GC()
	used := inUse()
	now := debug.SetGCPercent(100)
	if set, want := debug.SetMemoryLimit(-1), ceiling(used); set < want/2 || set > want*2 {
		t.Errorf("%d MiB in use: memory may be %d MiB, not %d", used>>20, set>>20, want>>20)
	}
	if want := growth(used); used == 0 || now < want/2 || now > want*2 {
		t.Errorf("%d MiB in use: may grow by %d percent, not %d", used>>20, now, want)
	}
	stop()
	if after := debug.SetGCPercent(was); after != 100 {
		t.Errorf("then it may grow by %d percent", after)
	}
	if after := debug.SetMemoryLimit(-1); after != limit {
		t.Errorf("then memory may be %d bytes, not %d", after, limit)
	}
}
