package nlp

import (
	"slices"
	"testing"

	"entente/loaders/nlp/linear"
)

// A parser that keeps what it has asked draws the trees of one that does not.
func TestKeptSumsChangeNoTree(t *testing.T) {
	r := reader(t)
	d := r.Read(Input{Text: story + "\nThe envoy, who had flown in from Port Adel and whom nobody expected, told the two ministers on Friday that she would, if asked, sign what her own government had called a bad text.\n"})
	desk := r.pool.Get().(*desk)
	keeps := &desk.parser
	asks := *keeps
	asks.moves = onlyScores{keeps.moves}
	for _, s := range d.Sentences {
		words := r.lexicon.sentence(nil, d.Tokens[s.Start:s.End])
		desk.tagger.sentence(words)
		heads, relations, _ := asks.sentence(words)
		if asks.summer != nil {
			t.Fatal("both keep what they asked")
		}
		wantHeads, wantRelations := slices.Clone(heads), slices.Clone(relations)
		gotHeads, gotRelations, _ := keeps.sentence(words)
		if keeps.summer == nil {
			t.Fatal("neither keeps what it asked")
		}
		if !slices.Equal(gotHeads, wantHeads) || !slices.Equal(gotRelations, wantRelations) {
			t.Errorf("%s: heads %v, want %v; relations %v, want %v", d.Words(s.Start, s.End), gotHeads, wantHeads, gotRelations, wantRelations)
		}
	}
}

type onlyScores struct{ linear.Scorer }

func TestKept(t *testing.T) {
	var k kept
	k.begin(1)
	for n := range int32(1000) {
		at, found := k.at(name(ofArc, 0, 0, n, 7))
		if found {
			t.Fatalf("%d is there at the first asking", n)
		}
		*at = n
		if again, found := k.at(name(ofArc, 0, 0, n, 7)); !found || *again != n {
			t.Fatalf("%d is %d, %v", n, *again, found)
		}
	}
	k.begin(1)
	if _, found := k.at(name(ofArc, 0, 0, 999, 7)); found {
		t.Error("what was kept is there after a new beginning")
	}
}
