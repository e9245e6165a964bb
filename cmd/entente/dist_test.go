package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
)

// TestDependencies holds the table of what the program is made of against what is
// linked into it here: a module that came, or another version, needs its line.
func TestDependencies(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("docs", "dependencies.md"))
	if err != nil {
		t.Fatal(err)
	}
	table := map[string]string{}
	for _, row := range regexp.MustCompile(`(?m)^\| (\S+) \| (\S*) \| (.+) \|$`).FindAllStringSubmatch(string(text), -1) {
		table[row[1]] = row[2]
		if len(row[3]) < 3 {
			t.Errorf("%s: no licence", row[1])
		}
		if strings.Contains(row[3], "GPL") {
			t.Errorf("%s: %s binds the whole program", row[1], row[3])
		}
	}
	list := exec.Command("go", "list", "-deps", "-f", `{{with .Module}}{{if and .Version (not .Replace)}}{{.Path}} {{.Version}}{{end}}{{end}}`, ".")
	list.Env = append(os.Environ(), "CGO_ENABLED=0", "GOWORK=off") // as it is given to the world
	linked, err := list.Output()
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, line := range strings.Split(strings.TrimSpace(string(linked)), "\n") {
		module, version, _ := strings.Cut(line, " ")
		if module == "" {
			continue
		}
		n++
		if table[module] != version {
			t.Errorf("%s %s is linked, the table has %q: make licences", module, version, table[module])
		}
	}
	if n < 20 {
		t.Errorf("only %d packages of modules: %s", n, linked)
	}
}

// TestManual: the manual pages bear the day that they are given, one for each command.
func TestManual(t *testing.T) {
	t.Setenv("SOURCE_DATE_EPOCH", "86400")
	dir := t.TempDir()
	run := func(to string) {
		p := &program{stdout: os.Stderr, stderr: os.Stderr}
		if code := p.run(t.Context(), []string{"man", to}); code != exitOK {
			t.Fatalf("exit status %d", code)
		}
	}
	run(filepath.Join(dir, "a"))
	page, err := os.ReadFile(filepath.Join(dir, "a", "entente-ask-meetings.1"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Jan 1970", "who met whom", `\fB--since`} {
		if !strings.Contains(string(page), want) {
			t.Errorf("the page lacks %q:\n%.600s", want, page)
		}
	}
	t.Setenv("SOURCE_DATE_EPOCH", "yesterday")
	p := &program{stdout: os.Stderr, stderr: os.Stderr}
	if code := p.run(t.Context(), []string{"man", dir}); code != exitUsage {
		t.Errorf("a day that is none: exit status %d", code)
	}
}

// TestDist makes the archive for this machine twice, in two folders with build
// caches of their own: the same bytes.
func TestDist(t *testing.T) {
	if os.Getenv("ENTENTE_LONG") == "" {
		t.Skip("ENTENTE_LONG is not set: building twice from nothing takes minutes")
	}
	if _, err := os.Stat(filepath.Join("..", "..", ".git")); err != nil {
		t.Skip("no git here that lists the files of the tree")
	}
	check, err := filepath.Abs(filepath.Join("..", "..", ".ci", "dist", "check"))
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), check, "-targets", runtime.GOOS+"/"+runtime.GOARCH)
	if out, err := cmd.CombinedOutput(); err != nil || !strings.HasSuffix(string(out), "the same bytes twice\n") {
		t.Errorf("%v\n%s", err, out)
	}
}
