package loaders_test

import (
	"cmp"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"entente/graph"
	"entente/loaders"
	"entente/loaders/article"
)

// TestLawsOnReleases: two hundred releases of the State Department, in two orders,
// on disk and in memory, some forgotten and loaded again: one graph, which verifies.
func TestLawsOnReleases(t *testing.T) {
	if os.Getenv("ENTENTE_LONG") == "" {
		t.Skip("ENTENTE_LONG is not set: reading two hundred releases takes a while")
	}
	files, _ := filepath.Glob(filepath.Join(cmp.Or(os.Getenv("ENTENTE_SHARED"), "../../shared"), "articles", "statedept-*.jsonl.gz"))
	if len(files) == 0 {
		t.Skip("the releases are not there: set ENTENTE_SHARED to the folder of shared data")
	}
	const size = 200
	var set []article.Found
	for f, err := range article.Walk(t.Context(), files, nil) {
		if err == nil && len(set) < size {
			set = append(set, f)
		}
	}
	r := theReader(t)
	want, got := open(t, graph.Memory), open(t, filepath.Join(t.TempDir(), "entente.db"))
	defer want.Close()
	defer got.Close()
	take(t, want, loaders.Options{}, set...)
	if err := loaders.Verify(t.Context(), want.Reader, r.Known, func(f graph.Fault) { t.Error(f) }); err != nil {
		t.Fatal(err)
	}
	g := rand.New(rand.NewPCG(5, 5))
	g.Shuffle(len(set), func(i, j int) { set[i], set[j] = set[j], set[i] })
	take(t, got, loaders.Options{Workers: 3, Group: 7}, set...)
	for _, f := range set[:20] {
		if _, err := loaders.Forget(t.Context(), got, r, f.ID); err != nil {
			t.Fatal(err)
		}
	}
	take(t, got, loaders.Options{Group: 3}, set[:20]...)
	if digest(t, got) != digest(t, want) {
		t.Error("the graph depends on more than the articles")
	}
}
