package score

import (
	"testing"

	"entente/loaders/nlp"
)

// The worked example of Pradhan et al. (2014), "Scoring Coreference Partitions of
// Predicted Mentions": {a b c} {d e f g} against {a b} {c d} {f g h i}.
func TestCoreferenceScores(t *testing.T) {
	key := []map[int]bool{set("abc"), set("defg")}
	found := []map[int]bool{set("ab"), set("cd"), set("fghi")}
	var muc, b3, ceaf ratio
	muc.add(links(key, found), links(found, key))
	b3.add(shares(key, found), shares(found, key))
	same := alignment(key, found)
	ceaf.add(part{same, 2}, part{same, 3})
	for name, c := range map[string][2]int{"MUC": {muc.f1(), 4000}, "B3": {b3.f1(), 4545}, "CEAFe": {ceaf.f1(), 5200}} {
		if c[0] != c[1] {
			t.Errorf("%s is %d, not %d", name, c[0], c[1])
		}
	}
}

func set(of string) map[int]bool {
	s := map[int]bool{}
	for _, r := range of {
		s[int(r)] = true
	}
	return s
}

// The greedy pairing is not always the best one.
func TestAssign(t *testing.T) {
	for _, c := range []struct {
		like [][]float64
		want float64
	}{
		{[][]float64{{0.9, 0.8}, {0.8, 0.1}}, 1.6}, {[][]float64{{0.5, 0, 0.4}}, 0.5}, {nil, 0},
		{[][]float64{{0, 0}, {0, 0.3}}, 0.3},
	} {
		columns := 0
		if len(c.like) > 0 {
			columns = len(c.like[0])
		}
		if got := assign(c.like, columns); got < c.want-1e-9 || got > c.want+1e-9 {
			t.Errorf("%v gives %v, not %v", c.like, got, c.want)
		}
	}
}

func TestOwnChainsAreRight(t *testing.T) {
	r, err := nlp.NewReader()
	if err != nil {
		t.Fatal(err)
	}
	d := r.Read(nlp.Input{Text: "Ada Brandt met Ivo Lund in Oslo. Brandt thanked him. Oslo was cold, she said."})
	if c := Chains(r, []*nlp.Doc{d}); c != (ChainScores{10000, 10000, 10000, 10000}) {
		t.Errorf("got %+v of %v", c, d.Chains)
	}
}
