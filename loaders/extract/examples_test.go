package extract

import (
	"slices"
	"testing"

	"entente/graph/ontology"
	"entente/loaders/article"
)

// TestExamples reads the examples of all kinds: each wanted part stands in one
// claim of the kind; an example that wants nothing has no claim of it.
func TestExamples(t *testing.T) {
	for _, kind := range ontology.Kinds {
		for _, example := range kind.Examples {
			a := article.Article{ID: "example", Text: example.Text, Published: "2015-06-12"}
			_, r := read(t, a)
			var claims []Claim
			for _, c := range r.Claims {
				if c.Kind == kind.Name {
					claims = append(claims, c)
				}
			}
			if example.Want == nil {
				if len(claims) > 0 {
					t.Errorf("%s: %q: claims that should not be\n%s", kind.Name, example.Text, lines(r))
				}
				continue
			}
			if !slices.ContainsFunc(claims, func(c Claim) bool { return says(r, c, example.Want) }) {
				t.Errorf("%s: %q: no claim has %q\n%s", kind.Name, example.Text, example.Want, lines(r))
			}
		}
	}
}

func says(r Reading, c Claim, want []string) bool { return r.Says(c, want) }
