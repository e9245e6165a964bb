package nlp

import (
	"os"
	"path/filepath"
	"testing"
)

// shared returns the texts of a folder of shared articles; the benchmark is
// skipped without them.
func sharedTexts(b *testing.B, pattern string) []string {
	b.Helper()
	dir := os.Getenv("ENTENTE_SHARED")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared")
	}
	paths, err := filepath.Glob(filepath.Join(dir, "articles", pattern))
	if err != nil || len(paths) == 0 {
		b.Skip("no shared articles: ", pattern)
	}
	var texts []string
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			b.Fatal(err)
		}
		texts = append(texts, string(text))
	}
	return texts
}

// BenchmarkRead reads State Department releases, all stages, on one core.
func BenchmarkRead(b *testing.B) {
	r := reader(b)
	texts := sharedTexts(b, "statedept/*.txt")
	n := 0
	for b.Loop() {
		for _, text := range texts {
			n += len(r.Read(Input{Text: text}).Tokens)
		}
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "tokens/s")
}

// BenchmarkNewReader loads the weights.
func BenchmarkNewReader(b *testing.B) {
	for b.Loop() {
		if _, err := NewReader(); err != nil {
			b.Fatal(err)
		}
	}
}
