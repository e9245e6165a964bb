package resolve

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"entente/graph/ontology"
)

// TestFingerprint: copies with cuts and turned phrases are one source, other texts
// of the same matter are not, and the blocking keys find the copies.
func TestFingerprint(t *testing.T) {
	g := rand.New(rand.NewPCG(1, 2))
	text := func(n int) []string {
		var words []string
		for range n {
			words = append(words, fmt.Sprintf("w%d", g.IntN(2000)))
		}
		return words
	}
	of := func(words []string) Features {
		return Features{Type: ontology.Article, Print: fingerprint(strings.Join(words, " "))}
	}
	for round := range 50 {
		long := text(200 + g.IntN(400))
		cut := append(append([]string{}, long[12:90]...), long[96:len(long)-15]...) // cuts at three places
		turned := append([]string{}, long...)
		for range 4 {
			turned[g.IntN(len(turned))] = "turned"
		}
		half := append(append([]string{}, long[:len(long)/2]...), text(len(long)/2)...)
		for _, c := range []struct {
			name  string
			words []string
			same  bool
		}{{"the same", long, true}, {"cut", cut, true}, {"turned", turned, true}, {"half of it", half, false}, {"another", text(300), false}} {
			a, b := of(long), of(c.words)
			if got := Why(a, b) != ""; got != c.same {
				t.Errorf("round %d: %s: one source: %t", round, c.name, got)
			}
			if c.same && !meet(Keys(a), Keys(b)) {
				t.Errorf("round %d: %s: no common key", round, c.name)
			}
		}
	}
	if fingerprint("") != "" || fingerprint("one two") != fingerprint("One, two!") {
		t.Error("short texts")
	}
}
