package extract

import (
	"path/filepath"
	"testing"
	"time"

	"entente/loaders/article"
	"entente/loaders/nlp"
)

// BenchmarkExtract extracts the claims of all sample articles, and reports how many
// times as long the reading of the same articles takes in the same run.
func BenchmarkExtract(b *testing.B) {
	r := reader(b)
	var articles []article.Article
	for found, err := range article.Walk(b.Context(), []string{filepath.Join("..", "..", "seeds", "articles")}, nil) {
		if err == nil {
			articles = append(articles, found.Article)
		}
	}
	docs := make([]*nlp.Doc, len(articles))
	words := 0
	readAll := func() time.Duration {
		start := time.Now()
		for i, a := range articles {
			docs[i] = r.Read(Input(a))
		}
		return time.Since(start)
	}
	readAll() // what is filled at the first reading
	reading := min(readAll(), readAll(), readAll())
	for _, d := range docs {
		words += len(d.Tokens)
	}
	extracting := time.Duration(1 << 62)
	for b.Loop() {
		start := time.Now()
		for i, a := range articles {
			Extract(docs[i], a)
		}
		extracting = min(extracting, time.Since(start))
	}
	b.ReportMetric(float64(reading)/float64(extracting), "reading/extract")
	b.ReportMetric(float64(words)/extracting.Seconds(), "words/s")
}
