package extract

import (
	"strings"
	"testing"

	"entente/loaders/article"
)

// TestOtherAgreements: what is agreed far from a well-known agreement, or under another
// name, is another.
func TestOtherAgreements(t *testing.T) {
	filler := strings.Repeat("The weather was fine and the streets were full of people. ", 12)
	for _, c := range []struct {
		what, text, a, b string
		one              bool
	}{
		{"far away", "Norway and Sweden agreed on a fishing quota on Monday. " + filler + "The minister spoke of a return to the JCPOA.", "agreed", "JCPOA", false},
		{"in the next sentence", "Iran and six powers signed an agreement in Vienna. The JCPOA limits what it may enrich.", "agreement", "JCPOA", true},
		{"under another name", "The Budapest Memorandum gave guarantees. The NATO charter was signed in 1949.", "Memorandum", "charter", false},
	} {
		_, r := read(t, article.Article{ID: "same", Text: c.text, Published: "2022-03-10"})
		at := map[string]int{}
		for i, claim := range r.Claims {
			if claim.Kind == "agreement" {
				words := c.text[claim.Trigger.Start:claim.Trigger.End]
				if _, ok := at[words]; !ok {
					at[words] = i
				}
			}
		}
		a, okA := at[c.a]
		b, okB := at[c.b]
		if !okA || !okB {
			t.Errorf("%s: agreements %v\n%s", c.what, at, lines(r))
			continue
		}
		if one := r.Claims[b].Same == a; one != c.one {
			t.Errorf("%s: one: %t\n%s", c.what, one, lines(r))
		}
	}
}
