package main

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestKill loads the sample articles and kills the program at random moments,
// again and again, then lets the same command end: the store opens, is clean, and
// holds the same graph as one that was never disturbed. ENTENTE_LONG kills more often.
func TestKill(t *testing.T) {
	if testing.Short() {
		t.Skip("short: no kills")
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	entente := filepath.Join(t.TempDir(), "entente")
	if err := os.Symlink(self, entente); err != nil { // under this name TestMain runs the program
		t.Fatal(err)
	}
	dir := t.TempDir()
	began := time.Now()
	run(t, dir, entente, "load", "--seeds", "--db", "quiet.db")
	took := time.Since(began)
	want := digestOf(t, dir, entente, "quiet.db")

	kills := 4
	if os.Getenv("ENTENTE_LONG") != "" {
		kills = 60
	}
	killed := 0
	for range kills {
		cmd := exec.CommandContext(t.Context(), entente, "load", "--seeds", "--db", "killed.db", "-q")
		cmd.Dir = dir
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		after := time.Duration(rand.Int64N(int64(took) * 2 / 3))
		timer := time.AfterFunc(after, func() { cmd.Process.Kill() })
		if err := cmd.Wait(); err != nil {
			killed++
			t.Logf("killed after %s", after.Round(time.Millisecond))
		}
		timer.Stop()
	}
	if killed == 0 {
		t.Logf("every run was over before its kill")
	}
	run(t, dir, entente, "load", "--seeds", "--db", "killed.db")
	if got := digestOf(t, dir, entente, "killed.db"); got != want {
		t.Errorf("after %d kills the graph is %s, undisturbed it is %s", killed, got, want)
	}
}

// TestInterrupt presses Ctrl-C while the program waits for standard input.
func TestInterrupt(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	entente := filepath.Join(dir, "entente")
	if err := os.Symlink(self, entente); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), entente, "load", "-")
	cmd.Dir = dir
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	// More than a pipe holds: once it is written the program has begun to read.
	if _, err := in.Write(bytes.Repeat([]byte("The talks went on. "), 20_000)); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	err = cmd.Wait()
	if code := cmd.ProcessState.ExitCode(); code != exitInterrupted || !strings.HasSuffix(stderr.String(), "entente: interrupted\n") {
		t.Errorf("exit status %d, %v: %s", code, err, stderr.String())
	}
}

func run(t *testing.T, dir string, name string, args ...string) []byte {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), name, args...)
	cmd.Dir = dir
	out, err := cmd.Output()
	if err != nil {
		var stderr []byte
		if ended, ok := err.(*exec.ExitError); ok {
			stderr = ended.Stderr
		}
		t.Fatalf("%s %v: %v\n%s%s", filepath.Base(name), args, err, out, stderr)
	}
	return out
}

// digestOf verifies a store and returns the digest of its graph.
func digestOf(t *testing.T, dir, entente, db string, more ...string) string {
	t.Helper()
	var v struct {
		Faults []string
		Digest string
	}
	if err := json.Unmarshal(run(t, dir, entente, append([]string{"verify", "--json", "--db", db}, more...)...), &v); err != nil {
		t.Fatal(err)
	}
	if len(v.Faults) > 0 || v.Digest == "" {
		t.Errorf("%s: digest %q, faults %v", db, v.Digest, v.Faults)
	}
	return v.Digest
}
