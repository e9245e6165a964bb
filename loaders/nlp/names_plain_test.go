package nlp

import (
	"slices"
	"testing"
)

// Words that are passed over would have been in no name.
func TestPlainWordsAreInNoName(t *testing.T) {
	r := reader(t)
	d := r.Read(Input{Text: story + "\nThe minister of foreign affairs of Norway and the head of the World Bank told reporters that talks on the sharing of the river had gone well. NOBODY HAD EXPECTED AN OFFER. Osama bin Laden was not among them.\n"})
	desk := r.pool.Get().(*desk)
	skips := &desk.namer
	asks := *skips
	asks.proper = nil
	passed := 0
	for _, s := range d.Sentences {
		words := r.lexicon.sentence(nil, d.Tokens[s.Start:s.End])
		desk.tagger.sentence(words)
		want := slices.Clone(asks.decode(words))
		if got := skips.decode(words); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", d.Words(s.Start, s.End), got, want)
		}
		for i := range words {
			if skips.plain(words, i) {
				passed++
			}
		}
	}
	if passed < 10 {
		t.Errorf("%d words are passed over", passed)
	}
}
