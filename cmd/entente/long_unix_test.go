//go:build unix

package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
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

// ran runs a program and returns the most memory that it held, in bytes.
func ran(cmd *exec.Cmd) (peak int64, err error) {
	if err := cmd.Start(); err != nil {
		return 0, err
	}
	peakOf := memoryOf(cmd.Process.Pid)
	err = cmd.Wait()
	return peakOf(cmd.ProcessState), err
}

var highWater = regexp.MustCompile(`(?m)^VmHWM:\s+([0-9]+) kB$`)

// memoryOf follows the memory of a process, where the system tells it, until peak is asked.
// What the system tells of an ended one counts what its parent held when it started it,
// and a test that makes a large corpus holds more than the program.
func memoryOf(pid int) (peak func(*os.ProcessState) int64) {
	most, ended, done := int64(0), make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		for tick := time.Tick(20 * time.Millisecond); ; {
			select {
			case <-ended:
				return
			case <-tick:
			}
			status, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
			if m := highWater.FindSubmatch(status); m != nil {
				kib, _ := strconv.ParseInt(string(m[1]), 10, 64)
				most = max(most, kib<<10)
			}
		}
	}()
	return func(state *os.ProcessState) int64 {
		close(ended)
		<-done
		if most == 0 {
			most = state.SysUsage().(*syscall.Rusage).Maxrss
			if runtime.GOOS != "darwin" { // which counts bytes, the others KiB
				most <<= 10
			}
		}
		return most
	}
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
	r := retellings(t, files[0])
	var corpora []string
	for part := range 10 {
		corpora = append(corpora, retold(t, r, dir, fmt.Sprintf("retold-%d.jsonl", part), n*part/10, n*(part+1)/10))
	}
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
	// Of a graph that is the same it need not be found out again that its articles give it.
	if got := digestOf(t, dir, entente, "killed.db", "--quick"); got != want || killed == 0 {
		t.Errorf("killed %d times the graph is %s, undisturbed it is %s", killed, got, want)
	}
	t.Logf("killed %d times, then the same graph: %s", killed, want)
	few := growing(t, r, dir, entente, "few.db", 1000)
	many := growing(t, r, dir, entente, "quiet.db", n)
	t.Logf("a thousand articles take %s behind 1,000, and %s behind %d: %.2f times", few.Round(time.Millisecond), many.Round(time.Millisecond), n, many.Seconds()/few.Seconds())
}

// growing measures what the thousand articles cost that follow n others, with which the
// store is filled first unless it is there.
func growing(t *testing.T, r *graphtest.Retelling, dir, entente, db string, n int) time.Duration {
	t.Helper()
	if _, err := os.Stat(filepath.Join(dir, db)); err != nil {
		timed(t, dir, entente, db, []string{retold(t, r, dir, "first.jsonl", 0, n)})
	}
	return timed(t, dir, entente, db, []string{retold(t, r, dir, "next.jsonl", n, n+1000)}).took
}

// retellings prepares retellings of the releases.
func retellings(t *testing.T, releases string) *graphtest.Retelling {
	t.Helper()
	of, err := graphtest.Releases(releases)
	if err != nil {
		t.Fatal(err)
	}
	r, err := graphtest.Retell(1, of)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// retold writes the retellings of some numbers into a file and returns its name.
func retold(t *testing.T, r *graphtest.Retelling, dir, name string, from, to int) string {
	t.Helper()
	f, err := os.Create(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	e := json.NewEncoder(f)
	for i := from; i < to; i++ {
		if err := e.Encode(r.Release(i)); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return name
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
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	began := time.Now()
	peak, err := ran(cmd)
	if err != nil && cmd.ProcessState.ExitCode() != exitSkipped {
		t.Fatalf("%v\n%s", err, &out)
	}
	return cost{time.Since(began), peak}
}
