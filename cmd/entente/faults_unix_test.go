//go:build unix

package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"
)

// installed puts the program into a folder that everybody may enter and returns its
// path; beside it tests may work.
func installed(t *testing.T) (entente, dir string) {
	t.Helper()
	if testing.Short() {
		t.Skip("short: the program is not put to faults")
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	dir = t.TempDir()
	for _, d := range []string{dir, filepath.Dir(dir)} {
		if err := os.Chmod(d, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	entente = filepath.Join(dir, "entente")
	data, err := os.ReadFile(self)
	if err == nil {
		err = os.WriteFile(entente, data, 0o755)
	}
	if err != nil {
		t.Fatal(err)
	}
	return entente, dir
}

// tried runs a command and returns its exit status, -1 for a signal, and what it said.
func tried(t *testing.T, dir string, nobody bool, name string, args ...string) (code int, out, complaint string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Dir, cmd.Env = dir, append(os.Environ(), "HOME="+dir, "ENTENTE_DB=")
	var one, two bytes.Buffer
	cmd.Stdout, cmd.Stderr = &one, &two
	if nobody && os.Getuid() == 0 { // nothing is forbidden to root
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
	}
	if err := cmd.Run(); err != nil && cmd.ProcessState == nil {
		t.Fatal(err)
	}
	return cmd.ProcessState.ExitCode(), one.String(), two.String()
}

// complains wants an exit status and one line on standard error that fits a pattern.
func complains(t *testing.T, what string, code, wantCode int, complaint, want string) {
	t.Helper()
	if code != wantCode || !regexp.MustCompile(want).MatchString(complaint) || strings.Count(complaint, "\n") != 1 {
		t.Errorf("%s: exit status %d, want %d, with one line like %q:\n%s", what, code, wantCode, want, complaint)
	}
}

// TestReadOnlyFolder: a folder in which nothing may be written is named, in one line,
// for each command that would write there.
func TestReadOnlyFolder(t *testing.T) {
	entente, dir := installed(t)
	locked := filepath.Join(dir, "locked")
	if err := os.Mkdir(locked, 0o555); err != nil {
		t.Fatal(err)
	}
	run(t, dir, entente, "load", "--seeds", "--db", "s.db", "-q")
	for _, args := range [][]string{
		{"load", "--seeds", "--db", "locked/new.db"},
		{"export", "--db", "s.db", "--out", "locked/graph.nq"},
		{"export", "--db", "s.db", "--format", "csv", "--out", "locked/tables"},
		{"export", "--format", "site", "--db", "s.db", "locked/site"},
		{"backup", "--db", "s.db", "locked/copy.db"},
		{"man", "locked/man"},
	} {
		if err := os.Chmod(filepath.Join(dir, "s.db"), 0o777); err != nil {
			t.Fatal(err)
		}
		opened(t, filepath.Join(dir, "s.db"))
		code, _, complaint := tried(t, dir, true, entente, args...)
		if code == 0 || !strings.Contains(complaint, "locked") || !strings.Contains(complaint, "permission denied") || strings.Count(complaint, "\n") != 1 {
			t.Errorf("entente %s: exit status %d:\n%s", strings.Join(args, " "), code, complaint)
		}
	}
	if left, _ := os.ReadDir(locked); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// opened lets everybody read and write the files of a store.
func opened(t *testing.T, db string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(db, "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if err := os.Chmod(f, 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// TestReadOnlyStore: a store on a medium that can not be written answers, and says why
// it takes nothing.
func TestReadOnlyStore(t *testing.T) {
	entente, dir := installed(t)
	run(t, dir, entente, "load", "--seeds", "--db", "s.db", "-q")
	db := filepath.Join(dir, "s.db")
	opened(t, db)
	files, _ := filepath.Glob(filepath.Join(db, "*"))
	for _, f := range files {
		os.Chmod(f, 0o444)
	}
	os.Chmod(db, 0o555)
	defer os.Chmod(db, 0o755)
	code, out, complaint := tried(t, dir, true, entente, "ask", "meetings", "--with", "Lavrov", "--db", "s.db")
	if code != 0 || !strings.Contains(out, "Lavrov") {
		t.Errorf("a store that can only be read does not answer: exit status %d\n%s", code, complaint)
	}
	code, _, complaint = tried(t, dir, true, entente, "load", "--seeds", "--db", "s.db")
	complains(t, "load", code, exitStore, complaint, `s\.db.*permission denied`)
}

// TestFullDisk fills the disk on which the store lies, and the one that an export
// goes to: one line says so, and the store is whole when there is room again.
func TestFullDisk(t *testing.T) {
	entente, dir := installed(t)
	run(t, dir, entente, "load", "--seeds", "--db", "s.db", "-q")
	if _, err := os.Stat("/dev/full"); err == nil {
		for _, args := range []string{"export", "ask meetings", "stats", "show Lavrov"} {
			code, _, complaint := tried(t, dir, false, "sh", "-c", "exec "+entente+" "+args+" --db s.db > /dev/full")
			complains(t, args, code, exitFailure, complaint, "no space left on device")
		}
	}
	disk := filepath.Join(dir, "disk")
	if err := os.Mkdir(disk, 0o777); err != nil {
		t.Fatal(err)
	}
	if code, _, why := tried(t, dir, false, "unshare", "-rm", "mount", "-t", "tmpfs", "-o", "size=1m", "none", disk); code != 0 {
		t.Skipf("no small disk can be made here: %s", why)
	}
	// A store that meets the end of the disk, then the same store with what it had.
	story := `mount -t tmpfs -o size=3m none disk && ` + entente + ` load --seeds --db disk/s.db -q; code=$?
mount -o remount,size=200m disk && ` + entente + ` verify --db disk/s.db >&2 && ` + entente + ` load --seeds --db disk/s.db -q && ` + entente + ` verify --json --db disk/s.db
echo $code > code`
	_, out, complaint := tried(t, dir, false, "unshare", "-rm", "sh", "-c", story)
	code, _ := os.ReadFile(filepath.Join(dir, "code"))
	if !strings.Contains(complaint, "s.db: disk is full") || !strings.Contains(complaint, "make room, then write again") || strings.TrimSpace(string(code)) == "0" {
		t.Errorf("a full disk: exit status %s\n%s", code, complaint)
	}
	if strings.Contains(complaint, "goroutine") {
		t.Errorf("a full disk ends in a trace:\n%.2000s", complaint)
	}
	var v struct {
		Faults []string
		Digest string
	}
	if err := json.Unmarshal([]byte(out), &v); err != nil || len(v.Faults) > 0 || v.Digest != digestOf(t, dir, entente, "s.db") {
		t.Errorf("with room again the graph is another: %v %+v\n%s", err, v, complaint)
	}
	full := `mount -t tmpfs -o size=200k none disk && ` + entente + ` export --db s.db --out disk/graph.nq; ls -A disk`
	_, out, complaint = tried(t, dir, false, "unshare", "-rm", "sh", "-c", full)
	if !strings.Contains(complaint, "no space left on device") || out != "" {
		t.Errorf("an export to a full disk says %q and leaves %q", complaint, out)
	}
}

// TestBrokenPipe: whoever reads the output may stop at any moment; the program ends
// without a word, as others do.
func TestBrokenPipe(t *testing.T) {
	entente, dir := installed(t)
	run(t, dir, entente, "load", "--seeds", "--db", "s.db", "-q")
	for _, args := range []string{"export", "ask meetings --all --quotes", "stats", "query \"g.V().All()\"", "export --format graphml", "ask meetings --json"} {
		code, _, complaint := tried(t, dir, false, "sh", "-c", entente+" "+args+" --db s.db | :")
		if code != 0 || complaint != "" {
			t.Errorf("%s into a pipe that nobody reads: %d %q", args, code, complaint)
		}
	}
}

// TestInterruptAnywhere presses Ctrl-C at moments from the start of a load to its end:
// the program ends soon, says so, and the store is whole each time; at last the
// same command gives the graph of an undisturbed run.
func TestInterruptAnywhere(t *testing.T) {
	entente, dir := installed(t)
	began := time.Now()
	run(t, dir, entente, "load", "--seeds", "--db", "quiet.db")
	took := time.Since(began)
	times := 6
	if os.Getenv("ENTENTE_LONG") != "" {
		times = 60
	}
	interrupted := 0
	for i := range times {
		cmd := exec.CommandContext(t.Context(), entente, "load", "--seeds", "--db", "s.db", "-q")
		cmd.Dir = dir
		var complaint bytes.Buffer
		cmd.Stderr = &complaint
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		after := took*time.Duration(i)/time.Duration(times) + time.Duration(rand.Int64N(int64(took)/20+1))
		timer := time.AfterFunc(after, func() { cmd.Process.Signal(os.Interrupt) })
		cmd.Wait()
		timer.Stop()
		switch code := cmd.ProcessState.ExitCode(); {
		case code == exitInterrupted && complaint.String() == "entente: interrupted\n":
			interrupted++
		case code == -1 && complaint.Len() == 0: // before main could listen
			interrupted++
		case code != exitOK:
			t.Errorf("after %s: exit status %d: %s", after, code, &complaint)
		}
		if _, err := os.Stat(filepath.Join(dir, "s.db")); err == nil {
			run(t, dir, entente, "verify", "--db", "s.db")
		}
	}
	if interrupted == 0 {
		t.Errorf("no run was interrupted in %d", times)
	}
	run(t, dir, entente, "load", "--seeds", "--db", "s.db", "-q")
	if got, want := digestOf(t, dir, entente, "s.db"), digestOf(t, dir, entente, "quiet.db"); got != want {
		t.Errorf("after %d interrupts the graph is %s, undisturbed it is %s", interrupted, got, want)
	}
}

// TestTwoLoadsAtOnce: of two loads into one store one is told that the other has it;
// none waits for ever, and the graph is that of one.
func TestTwoLoadsAtOnce(t *testing.T) {
	entente, dir := installed(t)
	type end struct {
		code      int
		complaint string
	}
	ends := make(chan end, 3)
	for range 3 {
		go func() {
			cmd := exec.CommandContext(t.Context(), entente, "load", "--seeds", "--db", "s.db", "-q")
			cmd.Dir = dir
			var complaint bytes.Buffer
			cmd.Stderr = &complaint
			cmd.Run()
			ends <- end{cmd.ProcessState.ExitCode(), complaint.String()}
		}()
	}
	loaded := 0
	for range 3 {
		switch e := <-ends; {
		case e.code == exitOK:
			loaded++
		default:
			complains(t, "a load beside another", e.code, exitStore, e.complaint, `s\.db is in use by another program.*close it there first`)
		}
	}
	if loaded == 0 {
		t.Error("none of three loads came through")
	}
	run(t, dir, entente, "load", "--seeds", "--db", "alone.db", "-q")
	if digestOf(t, dir, entente, "s.db") != digestOf(t, dir, entente, "alone.db") {
		t.Error("two loads at once give another graph")
	}
}

// TestFewFiles loads many files, some in archives, and asks, with few files that may
// be open at once: what is open does not grow with what is read.
func TestFewFiles(t *testing.T) {
	entente, dir := installed(t)
	for i := range 300 {
		folder := filepath.Join(dir, "in", fmt.Sprint(i%7))
		if err := os.MkdirAll(folder, 0o755); err != nil {
			t.Fatal(err)
		}
		a, err := json.Marshal(invented(i))
		if err == nil {
			err = os.WriteFile(filepath.Join(folder, fmt.Sprintf("%d.json", i)), a, 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	code, out, complaint := tried(t, dir, false, "sh", "-c", "ulimit -n 64; "+entente+" load -q --db s.db in && "+entente+" verify --db s.db && "+entente+" export --db s.db --format csv --out tables && "+entente+" ask meetings --db s.db --count")
	if code != 0 || !strings.Contains(out, "300 articles") {
		t.Errorf("with 64 files: exit status %d\n%s%s", code, out, complaint)
	}
	code, _, complaint = tried(t, dir, false, "sh", "-c", "ulimit -n 12; exec "+entente+" load --seeds --db few.db -q")
	if code != 0 {
		complains(t, "too few files", code, code, complaint, "too many open files")
	}
}

// TestHugeArticle reads an article of megabytes, in memory that is bounded.
func TestHugeArticle(t *testing.T) {
	if os.Getenv("ENTENTE_LONG") == "" {
		t.Skip("ENTENTE_LONG is not set: reading four megabytes in one article takes a minute")
	}
	entente, dir := installed(t)
	var text strings.Builder
	for i := 0; text.Len() < 4<<20; i++ {
		fmt.Fprintf(&text, "%s\n\n", invented(i)["text"])
	}
	if err := os.WriteFile(filepath.Join(dir, "huge.txt"), []byte("Talks without end\n\n2013-05-07\n\n"+text.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), entente, "load", "--db", "s.db", "huge.txt")
	cmd.Dir = dir
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	peak, err := ran(cmd)
	if err != nil {
		t.Fatalf("%v\n%s", err, &out)
	}
	t.Logf("%d bytes in one article: peak %d MiB", text.Len(), peak>>20)
	if peak > 3<<30 {
		t.Errorf("an article of %d bytes takes %d MiB", text.Len(), peak>>20)
	}
	run(t, dir, entente, "verify", "--db", "s.db")
}

// TestTinyArticles loads a million articles of one sentence, or as many as
// ENTENTE_ARTICLES says: memory stays, and the store is whole.
func TestTinyArticles(t *testing.T) {
	if os.Getenv("ENTENTE_LONG") == "" {
		t.Skip("ENTENTE_LONG is not set: a million articles take an hour")
	}
	entente, dir := installed(t)
	n := scale(t, 1_000_000)
	peak := loadStream(t, entente, dir, "tiny.db", n, func(i int) any {
		a := invented(i)
		first, _, _ := strings.Cut(a["text"], " on Tuesday.")
		return map[string]string{"id": a["id"], "published": a["published"], "text": first + "."}
	})
	t.Logf("%d tiny articles: peak %d MiB", n, peak>>20)
	if peak > 3<<29 {
		t.Errorf("%d articles take %d MiB", n, peak>>20)
	}
	run(t, dir, entente, "verify", "--quick", "--db", "tiny.db")
}

// loadStream loads n articles from standard input and returns the most memory that it took.
func loadStream(t *testing.T, entente, dir, db string, n int, article func(i int) any) int64 {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), entente, "load", "--db", db, "-q", "-")
	cmd.Dir, cmd.Stderr = dir, os.Stderr
	r, w := io.Pipe()
	cmd.Stdin = r
	go func() {
		e := json.NewEncoder(w)
		for i := range n {
			if e.Encode(article(i)) != nil {
				return
			}
		}
		w.Close()
	}()
	peak, err := ran(cmd)
	if err != nil {
		var ended *exec.ExitError
		if !errors.As(err, &ended) || ended.ExitCode() != exitSkipped {
			t.Fatal(err)
		}
	}
	return peak
}
