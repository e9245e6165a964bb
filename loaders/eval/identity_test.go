package eval_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"entente/graph/gazetteer"
	"entente/loaders"
	"entente/loaders/eval"
	"entente/loaders/extract"
	"entente/loaders/nlp"
	"entente/seeds"
)

// TestPairsOfSeeds: what is one across the sample articles is joined, and nothing
// else is; no figure may fall, and no join may be wrong.
func TestPairsOfSeeds(t *testing.T) {
	f, err := seeds.Gold().Open("PAIRS.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	pairs, err := eval.ReadPairs(f)
	if err != nil {
		t.Fatal(err)
	}
	s, err := eval.Pairs(t.Context(), reader(t), seeds.Articles(), pairs)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range s.Errors {
		t.Log(e)
	}
	if n := s.Sum().Wrong; n > 0 {
		t.Errorf("%d pairs are joined that are not the same", n)
	}
	holdFigures(t, "pairs.txt", "# What is one across the sample articles.\n", s.Figures())
}

// TestDWIEEntities holds chains and links on DWIE against their golden file.
func TestDWIEEntities(t *testing.T) {
	root := shared(t)
	e, err := eval.DWIEEntities(t.Context(), reader(t), filepath.Join(root, "data", "dwie-dev"))
	if err != nil {
		t.Fatal(err)
	}
	head := fmt.Sprintf("# Chains of names from raw text and their links, on the development set of DWIE.\n# weights %s\n# frames %s\n# gazetteer %s\n",
		nlp.Digest(), extract.Digest(), gazetteer.Digest())
	holdFigures(t, "dwie-entities.txt", head, e.Figures())
}

func reader(t *testing.T) loaders.Reader {
	t.Helper()
	r, err := loaders.NewReader()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// holdFigures compares figures with a golden file or, updating, writes it.
func holdFigures(t *testing.T, name, head string, figures []eval.Figure) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if update {
		if err := os.WriteFile(file, []byte(head+eval.WriteFigures(figures)), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	kept, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, fell := range eval.FellFigures(figures, string(kept)) {
		t.Errorf("%s: %s", file, fell)
	}
}
