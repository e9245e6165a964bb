package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// plan is the plan of the house: each room with the rooms below it that it may
// enter. A new room is drawn here first. Imports only go down; loaders and
// queries never meet.
var plan = map[string][]string{
	"graph/ontology":     {},
	"graph/when":         {},
	"graph/gazetteer":    {"graph/when"},
	"graph/pebble":       {},
	"graph/rdf":          {},
	"graph":              {"graph/ontology", "graph/when", "graph/gazetteer", "graph/pebble"},
	"graph/graphtest":    {"graph", "graph/ontology", "graph/when", "graph/gazetteer", "graph/pebble"},
	"loaders/article":    {"graph/when"},
	"loaders/nlp":        {"graph/when", "graph/gazetteer", "loaders/nlp/linear"},
	"loaders/extract":    {"graph/ontology", "graph/when", "graph/gazetteer", "loaders/article", "loaders/nlp"},
	"loaders/resolve":    {"graph", "graph/ontology", "graph/when", "graph/gazetteer", "loaders/article", "loaders/extract"},
	"loaders/view":       {"graph", "graph/ontology", "graph/when", "graph/gazetteer"},
	"loaders/eval":       {"graph", "graph/ontology", "graph/when", "graph/gazetteer", "loaders", "loaders/article", "loaders/nlp", "loaders/extract", "loaders/resolve", "loaders/view"},
	"loaders":            {"graph", "graph/ontology", "graph/when", "graph/gazetteer", "loaders/article", "loaders/nlp", "loaders/extract", "loaders/resolve", "loaders/view"},
	"queries":            {"graph", "graph/ontology", "graph/when", "graph/gazetteer"},
	"queries/export":     {"graph", "graph/ontology", "graph/when", "graph/gazetteer", "queries"},
	"queries/web":        {"graph", "graph/ontology", "graph/when", "graph/gazetteer", "queries", "queries/export"},
	"seeds":              {},
	"cmd/entente":        {"*"},
	"loaders/nlp/linear": {},
	"loaders/nlp/score":  {"loaders/nlp", "loaders/nlp/linear", "graph/when", "graph/gazetteer"},
	"loaders/train":      {"loaders/nlp", "loaders/nlp/linear", "loaders/nlp/score", "graph/when", "graph/gazetteer"},

	"loaders/article/dateparser": {}, // a module of its own, in the place of another
}

// guests are libraries that only some rooms may use.
var guests = map[string][]string{
	"github.com/cayleygraph/": {"graph", "graph/pebble", "graph/rdf", "graph/graphtest", "queries", "queries/export", "queries/web"},
	"github.com/spf13/":       {"cmd/entente"},
	"golang.org/x/net/html":   {"loaders/article"},
}

// TestPlan walks every Go file of the program, tests aside, and holds its
// imports against the plan.
func TestPlan(t *testing.T) {
	root := filepath.Join("..", "..")
	rooms := map[string]bool{}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && path != root && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata" || d.Name() == "node_modules") {
			return fs.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		rel, err := filepath.Rel(root, filepath.Dir(path))
		if err != nil {
			return err
		}
		room := filepath.ToSlash(rel)
		rooms[room] = true
		checkImports(t, room, path)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for room := range rooms {
		checkPackageComment(t, filepath.Join(root, filepath.FromSlash(room)), room)
	}
}

func checkImports(t *testing.T, room, path string) {
	t.Helper()
	below, ok := plan[room]
	if !ok {
		t.Errorf("%s: the room %q is not drawn in the plan", path, room)
		return
	}
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly|parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	for _, spec := range file.Imports {
		target := strings.Trim(spec.Path.Value, `"`)
		if ours, found := strings.CutPrefix(target, "entente/"); found {
			if !slices.Contains(below, ours) && !slices.Contains(below, "*") {
				t.Errorf("%s: %s must not import %s", path, room, ours)
			}
			continue
		}
		for guest, hosts := range guests {
			if strings.HasPrefix(target, guest) && !slices.Contains(hosts, room) {
				t.Errorf("%s: %s must not import %s", path, room, target)
			}
		}
	}
}

// checkPackageComment wants one file of the room to say what it is for.
func checkPackageComment(t *testing.T, dir, room string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		file, err := parser.ParseFile(token.NewFileSet(), f, nil, parser.PackageClauseOnly|parser.ParseComments)
		if err == nil && file.Doc != nil && len(file.Doc.Text()) > 60 {
			return
		}
	}
	t.Errorf("%s: no package comment says what comes in, what goes out and what it stores", room)
}

// TestPlanGoesDown proves that the plan itself has no circle and that writing and
// reading never meet.
func TestPlanGoesDown(t *testing.T) {
	for room, below := range plan {
		if room == "cmd/entente" {
			continue
		}
		seen := map[string]bool{}
		var down func(r string)
		down = func(r string) {
			for _, b := range plan[r] {
				if b == room {
					t.Errorf("the plan leads from %s back to %s", room, room)
				}
				if !seen[b] {
					seen[b] = true
					down(b)
				}
			}
		}
		down(room)
		if strings.HasPrefix(room, "loaders") && seen["queries"] || strings.HasPrefix(room, "queries") && seen["loaders"] {
			t.Errorf("%s: loaders and queries meet", room)
		}
		if len(below) > 0 && slices.Contains(below, "*") {
			t.Errorf("%s may enter every room", room)
		}
	}
}

// TestTopLevel keeps the top of the repository to the fixed list.
func TestTopLevel(t *testing.T) {
	allowed := []string{"cmd", "graph", "loaders", "queries", "seeds", "go.mod", "go.sum", "Makefile",
		"README.md", "ARCHITECTURE.md", "CHANGELOG.md", "LICENSE", "CITATION.cff"}
	ignored := []string{"entente", "bin", "dist"} // what make puts there, not kept
	entries, err := os.ReadDir(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		name := e.Name()
		if !strings.HasPrefix(name, ".") && !slices.Contains(allowed, name) && !slices.Contains(ignored, name) && !strings.HasSuffix(name, ".db") {
			t.Errorf("%s does not belong at the top level", name)
		}
	}
}

// TestThreats holds the tests that ARCHITECTURE.md names against those there are.
func TestThreats(t *testing.T) {
	root := filepath.Join("..", "..")
	text, err := os.ReadFile(filepath.Join(root, "ARCHITECTURE.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, section, _ := strings.Cut(string(text), "\n## Threats\n")
	section, _, _ = strings.Cut(section, "\n## ")
	named := 0
	for _, row := range strings.Split(section, "\n| ")[1:] {
		cells := strings.Split(row, " | ")
		room := ""
		for _, word := range strings.FieldsFunc(cells[len(cells)-1], func(r rune) bool { return strings.ContainsRune(" ,|\n", r) }) {
			switch {
			case strings.HasPrefix(word, "`"):
				room = strings.Trim(word, "`")
			case strings.HasPrefix(word, "Test"), strings.HasPrefix(word, "Fuzz"):
				named++
				if !declares(t, filepath.Join(root, filepath.FromSlash(room)), word) {
					t.Errorf("%s has no %s", room, word)
				}
			}
		}
	}
	if named < 30 {
		t.Errorf("the threats name %d tests", named)
	}
}

// declares reports whether a test of the room has that name.
func declares(t *testing.T, dir, name string) bool {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*_test.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if text, err := os.ReadFile(f); err == nil && strings.Contains(string(text), "\nfunc "+name+"(") {
			return true
		}
	}
	return false
}
