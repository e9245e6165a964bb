//go:build unix

package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"syscall"
	"testing"
	"time"

	"entente/graph/graphtest"
)

// scale is how many articles a long test takes: ENTENTE_ARTICLES, or what it is meant for.
func scale(t *testing.T, meant int) int {
	t.Helper()
	text := os.Getenv("ENTENTE_ARTICLES")
	if text == "" {
		return meant
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 {
		t.Fatalf("ENTENTE_ARTICLES is no number of articles: %q", text)
	}
	return n
}

// peakMemory is the most memory that a process held, in bytes.
func peakMemory(ended *os.ProcessState) int64 {
	peak := ended.SysUsage().(*syscall.Rusage).Maxrss
	if runtime.GOOS != "darwin" { // which counts bytes, the others KiB
		peak <<= 10
	}
	return peak
}

// TestLongRun loads 100,000 articles retold from the real releases, or as many as
// ENTENTE_ARTICLES says, twice: undisturbed, and killed ten times and taken up again.
// Both stores verify and hold the same graph, and memory does not grow with the run.
func TestLongRun(t *testing.T) {
	if os.Getenv("ENTENTE_LONG") == "" {
		t.Skip("ENTENTE_LONG is not set: a hundred thousand articles take hours")
	}
	files, _ := filepath.Glob(filepath.Join(cmp.Or(os.Getenv("ENTENTE_SHARED"), "../../../shared"), "articles", "statedept-*.jsonl.gz"))
	if len(files) == 0 {
		t.Skip("the releases are not there: set ENTENTE_SHARED to the folder of shared data")
	}
	entente, dir := installed(t)
	n := scale(t, 100_000)
	corpora := retold(t, files[0], dir, n)
	small := timed(t, dir, entente, "small.db", corpora[:1])
	quiet := timed(t, dir, entente, "quiet.db", corpora)
	t.Logf("%d articles: %s, %.1f a second, peak %d MiB; the first %d: %.1f a second, peak %d MiB", n, quiet.took.Round(time.Second),
		float64(n)/quiet.took.Seconds(), quiet.peak>>20, n/len(corpora), float64(n/len(corpora))/small.took.Seconds(), small.peak>>20)
	if quiet.peak > 3<<29 {
		t.Errorf("%d articles take %d MiB, more than 1,536", n, quiet.peak>>20)
	}
	want := digestOf(t, dir, entente, "quiet.db")
	killed := 0
	for range 10 {
		cmd := exec.CommandContext(t.Context(), entente, append([]string{"load", "-q", "--db", "killed.db"}, corpora...)...)
		cmd.Dir = dir
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		timer := time.AfterFunc(quiet.took/14+time.Duration(rand.Int64N(int64(quiet.took)/10)), func() { cmd.Process.Kill() })
		if cmd.Wait(); cmd.ProcessState.ExitCode() == -1 {
			killed++
		}
		timer.Stop()
	}
	run(t, dir, entente, append([]string{"load", "-q", "--db", "killed.db"}, corpora...)...)
	if got := digestOf(t, dir, entente, "killed.db"); got != want || killed == 0 {
		t.Errorf("killed %d times the graph is %s, undisturbed it is %s", killed, got, want)
	}
	t.Logf("killed %d times, then the same graph: %s", killed, want)
}

// retold writes n articles into ten files and returns their names.
func retold(t *testing.T, releases, dir string, n int) []string {
	t.Helper()
	of, err := graphtest.Releases(releases)
	if err != nil {
		t.Fatal(err)
	}
	r, err := graphtest.Retell(1, of)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for part := range 10 {
		name := fmt.Sprintf("retold-%d.jsonl", part)
		f, err := os.Create(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		e := json.NewEncoder(f)
		for i := n * part / 10; i < n*(part+1)/10; i++ {
			if err := e.Encode(r.Release(i)); err != nil {
				t.Fatal(err)
			}
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
		names = append(names, name)
	}
	return names
}

type cost struct {
	took time.Duration
	peak int64
}

// timed loads files and measures what it costs.
func timed(t *testing.T, dir, entente, db string, files []string) cost {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), entente, append([]string{"load", "-q", "--db", db}, files...)...)
	cmd.Dir = dir
	began := time.Now()
	out, err := cmd.CombinedOutput()
	if err != nil && cmd.ProcessState.ExitCode() != exitSkipped {
		t.Fatalf("%v\n%s", err, out)
	}
	return cost{time.Since(began), peakMemory(cmd.ProcessState)}
}
