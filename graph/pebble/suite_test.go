package pebble

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/graphtest"
	"github.com/cayleygraph/cayley/query/path/pathtest"
)

// Cayley's suites read their data by relative paths, from a directory four below the one that holds it.
func linkData(t *testing.T) {
	t.Helper()
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/cayleygraph/cayley").Output()
	if err != nil {
		t.Skipf("Cayley's sources are not at hand: %v", err)
	}
	data := filepath.Join(strings.TrimSpace(string(out)), "data")
	if _, err := os.Stat(filepath.Join(data, "testdata.nq")); err != nil {
		t.Skipf("Cayley's test data is not at hand: %v", err)
	}
	root := t.TempDir()
	deep := filepath.Join(root, "a", "b", "c", "d")
	if err := os.MkdirAll(deep, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, at := range []string{root, filepath.Join(root, "a")} {
		if err := os.Symlink(data, filepath.Join(at, "data")); err != nil {
			t.Skipf("no symbolic links here: %v", err)
		}
	}
	t.Chdir(deep)
}

// plain hides the optimizer of a store.
type plain struct{ graph.QuadStore }

func memory(t testing.TB) *Store {
	t.Helper()
	s, err := OpenMemory(0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func TestCayleySuite(t *testing.T) {
	linkData(t)
	conf := graphtest.Config{AlwaysRunIntegration: !testing.Short()}
	t.Run("optimized", func(t *testing.T) {
		conf := conf
		conf.OptimizesComparison = true
		graphtest.TestAll(t, func(t testing.TB) (graph.QuadStore, graph.Options) { return memory(t), nil }, &conf)
	})
	t.Run("plain", func(t *testing.T) {
		conf := conf
		conf.AlwaysRunIntegration = conf.AlwaysRunIntegration && os.Getenv("ENTENTE_LONG") != ""
		graphtest.TestAll(t, func(t testing.TB) (graph.QuadStore, graph.Options) { return plain{memory(t)}, nil }, &conf)
	})
}

func TestCayleyPaths(t *testing.T) {
	linkData(t)
	t.Run("optimized", func(t *testing.T) {
		pathtest.RunTestMorphisms(t, func(t testing.TB) (graph.QuadStore, graph.Options) { return memory(t), nil })
	})
	t.Run("plain", func(t *testing.T) {
		pathtest.RunTestMorphisms(t, func(t testing.TB) (graph.QuadStore, graph.Options) { return plain{memory(t)}, nil })
	})
}
