package train

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"entente/loaders/nlp"
	"entente/loaders/nlp/linear"
	"entente/loaders/nlp/score"
)

// data returns the folder of shared data; the test is skipped without it.
func data(t *testing.T) string {
	t.Helper()
	shared := os.Getenv("ENTENTE_SHARED")
	if shared == "" {
		shared = filepath.Join("..", "..", "..", "shared")
	}
	dir := filepath.Join(shared, "data")
	if _, err := os.Stat(filepath.Join(dir, "ud")); err != nil {
		t.Skip("no shared data: ", err)
	}
	return dir
}

// The scores on the development sets are those that were committed with the
// weights, or better.
func TestScoresDoNotFall(t *testing.T) {
	dir := data(t)
	if testing.Short() {
		t.Skip("short")
	}
	r, err := nlp.NewReader()
	if err != nil {
		t.Fatal(err)
	}
	all, err := score.All(r, dir)
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join("..", "nlp", "linear", "scores.txt"))
	if err != nil {
		t.Fatal(err)
	}
	was := score.ParseTable(string(text))
	for _, m := range all {
		old, known := was[m.Set+" "+m.Name]
		if !known || m.F1() < old {
			t.Errorf("%s %s: %d, was %d", m.Set, m.Name, m.F1(), old)
		}
	}
}

// Learning twice from a little data gives the same bytes.
func TestTrainTwice(t *testing.T) {
	plan, err := Plan(data(t))
	if err != nil {
		t.Fatal(err)
	}
	delete(plan.Known, "clusters")
	plan.Texts, plan.Trees, plan.Names = plan.Texts[:4], plan.Trees[:12], plan.Names[:6]
	plan.Sentence.Epochs, plan.Tag.Epochs, plan.Lemma.Epochs, plan.Tree.Epochs, plan.Name.Epochs = 1, 1, 1, 1, 1
	plan.Tag.Folds = 2
	var digests [2]string
	for i := range digests {
		dir := t.TempDir()
		w, err := nlp.Learn(context.Background(), plan)
		if err != nil {
			t.Fatal(err)
		}
		if err := Write(w, dir); err != nil {
			t.Fatal(err)
		}
		if digests[i], err = linear.DigestOf(os.DirFS(dir)); err != nil {
			t.Fatal(err)
		}
	}
	if digests[0] != digests[1] {
		t.Error("the weights differ")
	}
}

func TestTrainStopsWhenAsked(t *testing.T) {
	dir := data(t)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := Train(ctx, dir, t.TempDir(), false); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}
