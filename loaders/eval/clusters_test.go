package eval_test

import (
	"testing"

	"entente/loaders/eval"
)

// mentions makes chains: each string a chain, each letter the place of a mention.
func mentions(chains ...string) []eval.Mention {
	var all []eval.Mention
	for i, c := range chains {
		for _, at := range c {
			all = append(all, eval.Mention{Start: int(at), End: int(at) + 1, Thing: i})
		}
	}
	return all
}

// TestClusters works through the examples of the literature by hand.
func TestClusters(t *testing.T) {
	for _, c := range []struct {
		name        string
		gold, found []eval.Mention
		b3p, b3r    int
		ceaf        [2]int // precision, recall
	}{
		{"the same", mentions("abc", "de"), mentions("de", "abc"), 1000, 1000, [2]int{1000, 1000}},
		// Bagga and Baldwin 1998, the first example: 1-5, 6-7, 8-9-A-B-C, two of them joined.
		{"two joined", mentions("12345", "67", "89ABC"), mentions("12345", "6789ABC"), 762, 1000, [2]int{917, 611}},
		{"all joined under the wrong one", mentions("12345", "67", "89ABC"), mentions("1234589ABC", "67"), 583, 1000, [2]int{833, 556}},
		{"one lacks", mentions("ab"), mentions("a"), 1000, 250, [2]int{667, 667}},
		{"one too many", mentions("a"), mentions("a", "b"), 500, 1000, [2]int{500, 1000}},
		{"nothing found", mentions("a"), nil, 1000, 0, [2]int{1000, 0}},
		// The greedy pairing takes ab with abc first and loses.
		{"pairing", mentions("abcx", "yz"), mentions("abc", "xyz"), 0, 0, [2]int{829, 829}},
	} {
		b := eval.BCubed(c.gold, c.found)
		if p, r := b.Precision.Permille(), b.Recall.Permille(); c.b3p > 0 && (p != c.b3p || r != c.b3r) {
			t.Errorf("%s: B3 precision %d, recall %d; want %d, %d", c.name, p, r, c.b3p, c.b3r)
		}
		e := eval.CEAFe(c.gold, c.found)
		if got := [2]int{e.Precision.Permille(), e.Recall.Permille()}; got != c.ceaf {
			t.Errorf("%s: CEAF-e %v, want %v", c.name, got, c.ceaf)
		}
	}
}
