package eval_test

import (
	"os"
	"path/filepath"
	"testing"

	"entente/loaders/eval"
)

// TestScoresOfSharedArticles scores the gold of this folder, whose articles stand
// in the shared data.
func TestScoresOfSharedArticles(t *testing.T) {
	file := filepath.Join("testdata", "articles.txt")
	readBy(t, file)
	golds, err := eval.Read([]string{filepath.Join("testdata", "shared")}, shared(t))
	if err != nil {
		t.Fatal(err)
	}
	hold(t, file, "# Scores on the gold of shared articles.\n"+digests(), score(t, golds))
}

// TestQuotationSpeakers counts for how many labelled quotations the speaker is
// found. They stand in articles of 200,000 words, so that it waits for ENTENTE_LONG.
func TestQuotationSpeakers(t *testing.T) {
	file := filepath.Join("testdata", "quotations.txt")
	readBy(t, file)
	root := shared(t)
	if !update && os.Getenv("ENTENTE_LONG") == "" {
		t.Skip("ENTENTE_LONG is not set: reading the articles takes a while")
	}
	f, err := os.Open(filepath.Join("testdata", "quotations.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	all, err := eval.ReadQuotations(f)
	if err != nil {
		t.Fatal(err)
	}
	s, err := eval.Quotations(t.Context(), reader(t), all, root)
	if err != nil {
		t.Fatal(err)
	}
	hold(t, file, "# Speakers of quotations; F1 is the accuracy.\n"+digests(), s)
}
