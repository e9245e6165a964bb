package resolve

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// TestFields: the first and the last words of a text are those of all its words.
func TestFields(t *testing.T) {
	g := rand.New(rand.NewPCG(3, 4))
	letters := []string{"a", "bc", "é", " ", "\t", "\u00a0", "\u2003", "\n", ",", "\xff", "  "}
	for range 20000 {
		var text strings.Builder
		for range g.IntN(14) {
			text.WriteString(letters[g.IntN(len(letters))])
		}
		all, n := strings.Fields(text.String()), 1+g.IntN(4)
		first, last := all[:min(n, len(all))], all[max(0, len(all)-n):]
		if got := firstFields(text.String(), n); !slices.Equal(got, first) {
			t.Fatalf("%q: first %q, want %q", text.String(), got, first)
		}
		if got := lastFields(text.String(), n); !slices.Equal(got, last) {
			t.Fatalf("%q: last %q, want %q", text.String(), got, last)
		}
	}
}
