package nlp

import "testing"

// A tagger that keeps what words give by themselves gives the tags of one that asks
// all of each word.
func TestKeptWordsChangeNoTag(t *testing.T) {
	r := reader(t)
	d := r.Read(Input{Text: story + "\n" + story + "\nIts Envoys - all of them - Said that the envoys had said so. SAID THE ENVOY: \"said\".\n"})
	desk := r.pool.Get().(*desk)
	for _, s := range d.Sentences {
		words := r.lexicon.sentence(nil, d.Tokens[s.Start:s.End])
		for _, keeps := range []*tagger{&desk.tagger, &desk.retagger} {
			asks := tagger{scorer: keeps.scorer, classes: keeps.classes, again: keeps.again}
			keeps.begin(words)
			asks.begin(words)
			for i := range words {
				asks.features(words, i)
				want := asks.best()
				if got := keeps.tell(words, i); got != want {
					t.Errorf("%s: word %d: class %d, want %d", d.Words(s.Start, s.End), i, got, want)
				}
				words[i].tag = uint32(want)
				keeps.pass(&words[i])
				asks.pass(&words[i])
			}
		}
	}
}

// What is kept of a word is what counts when it comes again.
func TestWordsAreKept(t *testing.T) {
	r := reader(t)
	d := r.Read(Input{Text: story})
	words := r.lexicon.sentence(nil, d.Tokens[:d.Sentences[0].End])
	desk := r.pool.Get().(*desk)
	keeps := tagger{scorer: desk.tagger.scorer, classes: desk.tagger.classes}
	keeps.begin(words)
	was := keeps.tell(words, 0)
	other := (was + 1) % keeps.classes
	keeps.lone(&words[0], true).scores[other] += 1 << 20
	if got := keeps.tell(words, 0); got != other {
		t.Errorf("class %d, want %d", got, other)
	}
}
