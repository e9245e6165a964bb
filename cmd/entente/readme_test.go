package main

import (
	"bytes"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"entente/graph/graphtest"
)

var update = flag.Bool("update", false, "rewrite golden files and the outputs shown in README.md")

// updateReadme writes README.md and the pages anew.
const updateReadme = "go test ./cmd/entente -run Readme -args -update"

// TestReadme runs every command that README.md shows with its output, in blocks
// fenced as "console", in one empty folder from top to bottom, and compares what
// it prints with what stands there. With -update it rewrites the blocks.
func TestReadme(t *testing.T) {
	readme := filepath.Join("..", "..", "README.md")
	text, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	sh := newShell(t)
	got := runBlocks(string(text), sh.run)
	if got == string(text) {
		if sh.ran < 2 {
			t.Fatalf("README.md shows %d commands with their output, want at least 2", sh.ran)
		}
		return
	}
	if *update {
		if err := os.WriteFile(readme, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	t.Errorf("README.md shows other output than the program prints (%s):\n%s", updateReadme, graphtest.FirstDifference(string(text), got))
}

// runBlocks replaces the output under each "$ command" line of a console block.
func runBlocks(text string, run func(command string) string) string {
	var out []string
	inside, shown := false, false
	for _, line := range strings.Split(text, "\n") {
		switch {
		case !inside && line == "```console":
			inside = true
		case inside && line == "```":
			inside, shown = false, false
		case inside && strings.HasPrefix(line, "$ "):
			out = append(out, line)
			if printed := strings.TrimRight(run(strings.TrimPrefix(line, "$ ")), "\n"); printed != "" {
				out = append(out, printed)
			}
			shown = true
			continue
		case inside && shown:
			continue // the old output
		}
		out = append(out, line)
	}
	return strings.Join(out, "\n")
}

// shell runs commands in an empty folder with the program on its path.
type shell struct {
	t   *testing.T
	dir string
	env []string
	ran int
}

func newShell(t *testing.T) *shell {
	bin := t.TempDir()
	self, err := os.Executable()
	if err == nil {
		err = os.Symlink(self, filepath.Join(bin, "entente")) // under this name TestMain runs the program
	}
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	env := append(os.Environ(), "PATH="+bin+string(os.PathListSeparator)+os.Getenv("PATH"), "HOME="+dir, "ENTENTE_DB=")
	return &shell{t: t, dir: dir, env: env}
}

func (s *shell) run(command string) string {
	s.ran++
	cmd := exec.Command("sh", "-c", command)
	cmd.Dir, cmd.Env = s.dir, s.env
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := cmd.Run(); err != nil {
		s.t.Errorf("$ %s: %v\n%s", command, err, out.String())
	}
	lines := strings.Split(out.String(), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.Join(lines, "\n")
}

// TestRunBlocks proves that a stale block is noticed and a fresh one left alone.
func TestRunBlocks(t *testing.T) {
	text := "before\n```console\n$ say a\nold\n$ say b\nb\n```\nafter $ say c\n```\n$ not run\n```"
	got := runBlocks(text, func(command string) string { return strings.TrimPrefix(command, "say ") + "\n" })
	want := "before\n```console\n$ say a\na\n$ say b\nb\n```\nafter $ say c\n```\n$ not run\n```"
	if got != want {
		t.Errorf("runBlocks:\n%s\nwant\n%s", got, want)
	}
}
