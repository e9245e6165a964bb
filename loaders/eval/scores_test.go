package eval_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"entente/graph/gazetteer"
	"entente/loaders"
	"entente/loaders/article"
	"entente/loaders/eval"
	"entente/loaders/extract"
	"entente/loaders/nlp"
	"entente/loaders/view"
)

// With ENTENTE_UPDATE set the tests of this file write the golden files instead
// of holding the scores against them.
var update = os.Getenv("ENTENTE_UPDATE") != ""

// TestScoresOfSeeds reads every seed that has gold; no measure may fall below what
// the golden file says.
func TestScoresOfSeeds(t *testing.T) {
	golds, err := eval.Read([]string{filepath.Join("..", "..", "seeds", "gold")})
	if err != nil {
		t.Fatal(err)
	}
	hold(t, filepath.Join("testdata", "seeds.txt"), "# Scores on the gold of the seeds: "+fmt.Sprint(len(golds))+" articles.\n", score(t, golds))
}

// TestScoresShared does the same on the shared gold, whose file also names the
// digests of what read it: it must be written anew when one of them changes.
func TestScoresShared(t *testing.T) {
	file := filepath.Join("testdata", "shared.txt")
	readBy(t, file)
	root := shared(t)
	golds, err := eval.Read([]string{filepath.Join(root, "gold")}, root)
	if err != nil {
		t.Fatal(err)
	}
	hold(t, file, "# Scores on the shared gold.\n"+digests(), score(t, golds))
}

// digests names what reads, in the form of a golden file's head.
func digests() string {
	return fmt.Sprintf("# weights %s\n# frames %s\n# gazetteer %s\n", nlp.Digest(), extract.Digest(), gazetteer.Digest())
}

// readBy fails unless a golden file was written by the present reader.
func readBy(t *testing.T, file string) {
	t.Helper()
	if kept, err := os.ReadFile(file); !update && (err != nil || !strings.Contains(string(kept), digests())) {
		t.Errorf("%s was written by another reader (%v): run make eval-shared and commit it", file, err)
	}
}

// TestSuites scores the development sets of strangers; no measure may fall below
// what its golden file says, which names the digests of what read it.
func TestSuites(t *testing.T) {
	root := shared(t)
	r, err := eval.NewReaders()
	if err != nil {
		t.Fatal(err)
	}
	digests := fmt.Sprintf("# weights %s\n# frames %s\n# gazetteer %s\n", nlp.Digest(), extract.Digest(), gazetteer.Digest())
	for _, suite := range eval.Suites {
		t.Run(suite.Name, func(t *testing.T) {
			s, err := suite.Run(t.Context(), r, filepath.Join(root, "data"))
			if err != nil {
				t.Fatal(err)
			}
			hold(t, filepath.Join("testdata", suite.Name+".txt"), "# "+suite.Short+"\n"+digests, s)
		})
	}
}

// shared returns the folder of shared data or skips the test.
func shared(t *testing.T) string {
	t.Helper()
	root := os.Getenv("ENTENTE_SHARED")
	if root == "" {
		root = filepath.Join("..", "..", "..", "shared")
	}
	if _, err := os.Stat(root); err != nil {
		t.Skipf("no shared data: %v", err)
	}
	return root
}

// hold compares scores with a golden file or, updating, writes it.
func hold(t *testing.T, file, head string, s *eval.Scores) {
	t.Helper()
	if update {
		if err := os.WriteFile(file, []byte(head+s.Golden()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	kept, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	before := eval.ParseGolden(string(kept))
	if len(before) == 0 {
		t.Fatalf("%s holds no scores", file)
	}
	for _, fell := range s.Fell(before) {
		t.Errorf("%s: %s", file, fell)
	}
}

// score reads the article of each gold file and sums the comparisons.
func score(t *testing.T, golds []eval.Gold) *eval.Scores {
	t.Helper()
	r, err := loaders.NewReader()
	if err != nil {
		t.Fatal(err)
	}
	sum := &eval.Scores{}
	for _, g := range golds {
		sum.Add(eval.Compare(g, found(t, r, g)))
	}
	return sum
}

func found(t *testing.T, r loaders.Reader, g eval.Gold) view.Document {
	t.Helper()
	ctx := context.Background()
	for a, err := range article.Read(ctx, filepath.Base(g.Doc), strings.NewReader(g.Text)) {
		if err != nil {
			t.Fatal(err)
		}
		change, err := r.Plan(ctx, a)
		if err != nil {
			t.Fatal(err)
		}
		return loaders.View(change)
	}
	t.Fatalf("%s: no article", g.Doc)
	return view.Document{}
}
