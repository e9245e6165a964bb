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

// TestLawsOnReleases: two hundred releases of the State Department, in several orders,
// in each kind of store, by one worker to eight, some forgotten and loaded again: one
// graph, which verifies.
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
	want := open(t, graph.Memory)
	defer want.Close()
	take(t, want, loaders.Options{}, set...)
	if _, err := loaders.Verify(t.Context(), want.Reader, r.Known, func(f graph.Fault) { t.Error(f) }); err != nil {
		t.Fatal(err)
	}
	g := rand.New(rand.NewPCG(5, 5))
	for kind, workers := range []int{1, 3, 8} {
		got := openKind(t, kind)
		g.Shuffle(len(set), func(i, j int) { set[i], set[j] = set[j], set[i] })
		take(t, got, loaders.Options{Workers: workers, Group: 7}, set...)
		for _, f := range set[:20] {
			if _, err := loaders.Forget(t.Context(), got, r, f.ID); err != nil {
				t.Fatal(err)
			}
		}
		take(t, got, loaders.Options{Group: 3, Workers: workers}, set[:20]...)
		if digest(t, got) != digest(t, want) {
			t.Errorf("store %d, %d workers: the graph depends on more than the articles", kind, workers)
		}
		got.Close()
	}
}
