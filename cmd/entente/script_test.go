package main

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"entente": main})
}

// TestScripts runs the stories in testdata/script, each in a folder of its own.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: filepath.Join("testdata", "script"),
		Setup: func(env *testscript.Env) error {
			env.Setenv("ENTENTE_DB", "")
			env.Setenv("HOME", env.WorkDir)
			return nil
		},
		UpdateScripts: *update,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits":   exits,
			"large":   large,
			"bytes":   writeBytes,
			"damage":  damage,
			"same":    same,
			"nobytes": noBytes,
			"get":     get,
			"sendto":  sendTo,
			"oneline": oneLine,
		},
	})
}

// exits STATUS COMMAND ARGS... wants the command to end with that status.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	want, err := strconv.Atoi(args[0])
	if neg || err != nil {
		ts.Fatalf("usage: exits STATUS COMMAND ARGS...")
	}
	got := 0
	var ended *exec.ExitError
	if err := ts.Exec(args[1], args[2:]...); errors.As(err, &ended) {
		got = ended.ExitCode()
	} else if err != nil {
		ts.Fatalf("%v", err)
	}
	if got != want {
		ts.Fatalf("exit status %d, want %d", got, want)
	}
}

// large FILE makes a text of one byte more than an article may have.
func large(ts *testscript.TestScript, _ bool, args []string) {
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), bytes.Repeat([]byte("The talks went on. "), 64<<20/19+1), 0o644))
}

// bytes FILE QUOTED writes bytes given as a Go string, quotes left out.
func writeBytes(ts *testscript.TestScript, _ bool, args []string) {
	s, err := strconv.Unquote(`"` + args[1] + `"`)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(s), 0o644))
}

// damage FOLDER turns over bytes in the middle of the folder's largest file.
func damage(ts *testscript.TestScript, _ bool, args []string) {
	files, err := filepath.Glob(filepath.Join(ts.MkAbs(args[0]), "*.sst"))
	ts.Check(err)
	if len(files) == 0 {
		files, err = filepath.Glob(filepath.Join(ts.MkAbs(args[0]), "*.log"))
		ts.Check(err)
	}
	if len(files) == 0 {
		ts.Fatalf("%s: nothing to damage", args[0])
	}
	size := func(f string) int64 {
		info, err := os.Stat(f)
		ts.Check(err)
		return info.Size()
	}
	slices.SortFunc(files, func(a, b string) int { return int(size(b) - size(a)) })
	data, err := os.ReadFile(files[0])
	ts.Check(err)
	for i := len(data) / 4; i < len(data)*3/4; i++ {
		data[i] ^= 0xff
	}
	ts.Check(os.WriteFile(files[0], data, 0o644))
}

// same FILE FILE wants two files to have the same bytes, and some.
func same(ts *testscript.TestScript, neg bool, args []string) {
	a, b := ts.ReadFile(args[0]), ts.ReadFile(args[1])
	if len(a) == 0 || (a == b) == neg {
		ts.Fatalf("%s and %s: equal is %t, length %d", args[0], args[1], a == b, len(a))
	}
}

// nobytes FILE BYTES wants a file without these bytes, given as a Go string.
func noBytes(ts *testscript.TestScript, _ bool, args []string) {
	s, err := strconv.Unquote(`"` + args[1] + `"`)
	ts.Check(err)
	if strings.Contains(ts.ReadFile(args[0]), s) {
		ts.Fatalf("%s holds %q", args[0], s)
	}
}

// get FILE PATH WORDS asks the server that wrote its address into FILE.
func get(ts *testscript.TestScript, _ bool, args []string) {
	address := regexp.MustCompile(`http://[0-9.:]+`)
	for range 200 {
		text, _ := os.ReadFile(ts.MkAbs(args[0]))
		home := address.Find(text)
		if home == nil {
			time.Sleep(50 * time.Millisecond)
			continue
		}
		res, err := http.Get(string(home) + args[1])
		ts.Check(err)
		defer res.Body.Close()
		body, err := io.ReadAll(res.Body)
		ts.Check(err)
		if !strings.Contains(string(body), args[2]) {
			ts.Fatalf("%s: %s without %q:\n%s", args[1], res.Status, args[2], body)
		}
		return
	}
	ts.Fatalf("no server wrote its address into %s", args[0])
}

// sendto FILE STATUS PATH loads to the server that wrote its address into FILE.
func sendTo(ts *testscript.TestScript, neg bool, args []string) {
	home := regexp.MustCompile(`http://[0-9.:]+`).FindString(ts.ReadFile(args[0]))
	exits(ts, neg, []string{args[1], "entente", "load", "--to", home, args[2]})
}

// oneline wants standard error to be one line, which is what a person reads.
func oneLine(ts *testscript.TestScript, _ bool, _ []string) {
	if text := ts.ReadFile("stderr"); strings.Count(text, "\n") != 1 {
		ts.Fatalf("standard error is not one line:\n%s", text)
	}
}
