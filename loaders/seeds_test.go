package loaders_test

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"maps"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"entente/graph"
	"entente/loaders"
	"entente/loaders/article"
	"entente/loaders/extract"
	"entente/seeds"
)

// english reads each seed once, for all tests.
var english = sync.OnceValues(func() (loaders.Reader, error) {
	r, err := loaders.NewReader()
	if err != nil {
		return r, err
	}
	var mu sync.Mutex
	done := map[string]extract.Reading{}
	read := r.Read
	r.ReadAll = oneByOne(func(a article.Article) (extract.Reading, error) {
		key := a.ID + a.Text
		mu.Lock()
		defer mu.Unlock()
		if _, ok := done[key]; !ok {
			reading, err := read(a)
			if err != nil {
				return reading, err
			}
			done[key] = reading
		}
		return done[key], nil
	})
	return r, nil
})

func theReader(t *testing.T) loaders.Reader {
	t.Helper()
	r, err := english()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// texts are the articles of a folder of seeds, by file name.
func texts(t *testing.T, files fs.FS) map[string]article.Found {
	t.Helper()
	all := map[string]article.Found{}
	names, err := fs.Glob(files, "*.txt")
	if err != nil || len(names) == 0 {
		t.Fatal("no seeds", err)
	}
	for _, name := range names {
		b, err := fs.ReadFile(files, name)
		if err != nil {
			t.Fatal(err)
		}
		for a, err := range article.Read(t.Context(), name, bytes.NewReader(b)) {
			if err != nil {
				t.Fatal(err)
			}
			all[strings.TrimSuffix(name, ".txt")] = article.Found{Name: name, Article: a}
		}
	}
	return all
}

func take(t *testing.T, s *graph.Store, opts loaders.Options, found ...article.Found) loaders.Report {
	t.Helper()
	report, err := loaders.Load(t.Context(), s, theReader(t), each(found...), opts)
	if err != nil || len(report.Bad) > 0 {
		t.Fatal(err, report.Bad)
	}
	return report
}

// TestLawsOnSeeds: the seeds in any order, in one run or several, after older
// texts of some, with some forgotten and loaded again, give one graph that verifies.
func TestLawsOnSeeds(t *testing.T) {
	r := theReader(t)
	byName := texts(t, seeds.Articles())
	var set []article.Found
	for _, name := range slices.Sorted(maps.Keys(byName)) {
		set = append(set, byName[name])
	}
	want := open(t, graph.Memory)
	defer want.Close()
	take(t, want, loaders.Options{Workers: 1, Group: len(set)}, set...)
	if _, err := loaders.Verify(t.Context(), want.Reader, r.Known, func(f graph.Fault) { t.Error(f) }); err != nil {
		t.Fatal(err)
	}
	st, err := want.Stats(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if st.QuadsPerClaim > 600 || st.QuadsPerFact > 200 {
		t.Errorf("over the budget: %d hundredths of a quad a claim, %d a fact", st.QuadsPerClaim, st.QuadsPerFact)
	}
	for round := range 3 {
		g := rand.New(rand.NewPCG(uint64(round), 2))
		got := openKind(t, round)
		for _, old := range texts(t, seeds.Superseded()) {
			take(t, got, loaders.Options{}, old)
		}
		g.Shuffle(len(set), func(i, j int) { set[i], set[j] = set[j], set[i] })
		for left := set; len(left) > 0; {
			n := min(len(left), 1+g.IntN(30))
			take(t, got, loaders.Options{Workers: 1 + g.IntN(8), Group: 1 + g.IntN(20)}, left[:n]...)
			left = left[n:]
		}
		some := set[:5+g.IntN(5)]
		for _, f := range some {
			if n, err := loaders.Forget(t.Context(), got, r, f.ID); n != 1 || err != nil {
				t.Fatal(n, err)
			}
		}
		take(t, got, loaders.Options{}, some...)
		if report := take(t, got, loaders.Options{}, set...); report.Same != len(set) {
			t.Errorf("round %d: the same again: %+v", round, report)
		}
		if digest(t, got) != digest(t, want) {
			t.Errorf("round %d: the graph depends on more than the articles", round)
		}
		got.Close()
	}
}

// openKind opens one of the kinds of stores: Cayley's memstore, Pebble in memory, Pebble
// on disk.
func openKind(t *testing.T, kind int) *graph.Store {
	t.Helper()
	path := graph.Memory
	if kind == 2 {
		path = filepath.Join(t.TempDir(), "entente.db")
	}
	s, err := graph.Open(t.Context(), path, graph.Options{Memstore: kind == 0})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestForgetSeeds: what is forgotten was never there.
func TestForgetSeeds(t *testing.T) {
	r := theReader(t)
	byName := texts(t, seeds.Articles())
	names := slices.Sorted(maps.Keys(byName))
	s := open(t, graph.Memory)
	defer s.Close()
	digests := []string{digest(t, s)}
	for _, name := range names[:12] {
		take(t, s, loaders.Options{}, byName[name])
		digests = append(digests, digest(t, s))
	}
	for i, name := range slices.Backward(names[:12]) {
		if _, err := loaders.Forget(t.Context(), s, r, byName[name].ID); err != nil {
			t.Fatal(err)
		}
		if digest(t, s) != digests[i] {
			t.Errorf("after %s was forgotten the graph is not that of before", name)
		}
	}
}

// TestViewOfSeeds: law 9.
func TestViewOfSeeds(t *testing.T) {
	r := theReader(t)
	for name, f := range texts(t, seeds.Articles()) {
		change, err := r.Plan(t.Context(), f.Article)
		if err != nil {
			t.Fatal(err)
		}
		s := open(t, graph.Memory)
		take(t, s, loaders.Options{}, f)
		back, err := loaders.ViewOf(t.Context(), s.Reader, graph.ArticleIRI(f.ID))
		if err != nil {
			t.Fatal(err)
		}
		a, err1 := json.Marshal(loaders.View(change))
		b, err2 := json.Marshal(back)
		if err1 != nil || err2 != nil || !bytes.Equal(a, b) {
			t.Errorf("%s: the view is not the graph\n%s\n%s", name, a, b)
		}
		s.Close()
	}
}
