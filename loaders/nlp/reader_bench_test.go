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

// BenchmarkStages tells what the stages cost that are no models, in nanoseconds a
// token.
func BenchmarkStages(b *testing.B) {
	r := reader(b)
	var docs []*Doc
	tokens := 0
	for _, text := range sharedTexts(b, "statedept/*.txt") {
		d := r.Read(Input{Text: text, Published: "2022-03-01"})
		docs = append(docs, d)
		tokens += len(d.Tokens)
	}
	for _, stage := range []struct {
		name string
		run  func(*Doc)
	}{
		{"tokens", func(d *Doc) { tokenize(&Doc{Input: d.Input}) }},
		{"names by rule", func(d *Doc) { settleNames(&Doc{Input: d.Input, Tokens: d.Tokens, Sentences: d.Sentences}, r.lexicon) }},
		{"times", func(d *Doc) { d.Times = nil; stageTimes(d) }},
		{"quotes", func(d *Doc) { d.Quotes = nil; stageQuotes(d) }},
		{"chains", Rechain},
	} {
		b.Run(stage.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				for _, d := range docs {
					stage.run(d)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*tokens), "ns/token")
		})
	}
}
