package loaders_test

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"entente/graph"
	"entente/loaders"
	"entente/loaders/article"
	"entente/loaders/extract"
	"entente/loaders/resolve"
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
	r.Read = func(a article.Article) (extract.Reading, error) {
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
	}
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
	if err := loaders.Verify(t.Context(), want.Reader, r.Known, func(f graph.Fault) { t.Error(f) }); err != nil {
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
		got, err := graph.Open(t.Context(), graph.Memory, graph.Options{Memstore: round == 0})
		if err != nil {
			t.Fatal(err)
		}
		for _, old := range texts(t, seeds.Superseded()) {
			take(t, got, loaders.Options{}, old)
		}
		g.Shuffle(len(set), func(i, j int) { set[i], set[j] = set[j], set[i] })
		for left := set; len(left) > 0; {
			n := min(len(left), 1+g.IntN(30))
			take(t, got, loaders.Options{Workers: 1 + g.IntN(4), Group: 1 + g.IntN(20)}, left[:n]...)
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

// TestPairs holds what is one across articles against gold/PAIRS.tsv. A pair counts
// where both things were found in their articles.
func TestPairs(t *testing.T) {
	r := theReader(t)
	byName := texts(t, seeds.Articles())
	s := open(t, graph.Memory)
	defer s.Close()
	things := map[string]*resolve.Things{}
	for name, f := range byName {
		take(t, s, loaders.Options{}, f)
		reading, err := r.Read(f.Article)
		if err != nil {
			t.Fatal(err)
		}
		things[name] = resolve.InArticle(&reading, r.Known)
	}
	table, err := fs.ReadFile(seeds.Gold(), "PAIRS.tsv")
	if err != nil {
		t.Fatal(err)
	}
	score := map[string]*[5]int{}
	for i, line := range strings.Split(strings.TrimSpace(string(table)), "\n") {
		f := strings.Split(line, "\t")
		if i == 0 || len(f) < 7 {
			continue
		}
		if score[f[0]] == nil {
			score[f[0]] = &[5]int{}
		}
		a, b := entityAt(t, s, things[f[1]], f[0], f[2]), entityAt(t, s, things[f[3]], f[0], f[4])
		n := score[f[0]]
		switch {
		case a == "" || b == "":
			n[4]++
		case f[5] == "same" && a == b:
			n[0]++
		case f[5] == "same":
			n[1]++
			t.Logf("apart: %s\n\t%s\n\t%s", line, a, b)
		case a == b:
			n[2]++
			t.Errorf("wrongly joined: %s\n\t%s", line, a)
		default:
			n[3]++
		}
	}
	for kind, n := range score {
		t.Logf("%-13s joined %d, left apart %d, wrongly joined %d, rightly apart %d, not found %d", kind, n[0], n[1], n[2], n[3], n[4])
	}
}

// entityAt is the entity of a kind that the words of an article name; empty when
// none was found there.
func entityAt(t *testing.T, s *graph.Store, things *resolve.Things, kind, words string) graph.IRI {
	t.Helper()
	if things == nil {
		t.Fatal("an article of PAIRS.tsv is missing")
	}
	start := strings.Index(things.Article.Text, words)
	end := start + len(words)
	if start < 0 {
		return ""
	}
	for i, th := range things.All {
		if !strings.EqualFold(string(th.Type), kind) || !named(things, i, start, end) {
			continue
		}
		l, err := s.Local(t.Context(), th.Local)
		if err != nil {
			t.Fatal(err)
		}
		return l.Entity
	}
	return ""
}

// named reports whether a thing is named, or brought up by a trigger, inside a span.
func named(things *resolve.Things, thing, start, end int) bool {
	r := things.Reading
	for e, at := range things.OfEntity {
		for _, m := range r.Entities[e].Mentions {
			if at == thing && m.Start >= start && m.End <= end {
				return true
			}
		}
	}
	for c, at := range things.OfClaim {
		if tr := r.Claims[c].Trigger; at == thing && tr.End > tr.Start && tr.Start >= start && tr.End <= end {
			return true
		}
	}
	return false
}
