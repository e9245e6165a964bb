package extract

import (
	"slices"
	"testing"

	"entente/loaders/article"
)

// TestNames: what is named in a sentence, and what only looks like a name.
func TestNames(t *testing.T) {
	for _, c := range []struct {
		text     string
		want, no []string
	}{
		{"The Council on Foreign Relations met. See 22 C.F.R. Parts 12-13.", []string{"Council on Foreign Relations"}, []string{"C.F.R."}},
		{"C.F.R. scholars met in Oslo.", []string{"C.F.R."}, nil},
		{"Via Teleconference\n\nAnna Holt met Karel Voss.", []string{"Anna Holt"}, []string{"Via Teleconference"}},
		{"The envoy for the DPRK Karel Voss met Anna Holt.", []string{"DPRK", "Karel Voss", "Anna Holt"}, []string{"DPRK Karel Voss"}},
		{"Anna Holt, Acting Assistant SecretaryBureau of Trade, met Karel Voss.", []string{"Anna Holt", "Karel Voss"}, []string{"Assistant SecretaryBureau"}},
		{"Anna Holt answered in Norwegian. Karel Voss speaks Norwegian.", []string{"Anna Holt", "Karel Voss"}, []string{"Norwegian"}},
		{"The Norwegian minister met NATO Allies and European officials.", []string{"Norwegian", "NATO"}, []string{"Allies", "European"}},
		{"Anna Holt met Karel Voss in Oslo. The second Holt-Voss summit ended on Friday.", []string{"Anna Holt", "Karel Voss"}, []string{"Holt-Voss"}},
		{"President Moon Jae-in met Anna Holt. Moon is to visit Oslo on May 22.", []string{"Moon Jae-in", "Moon"}, nil},
	} {
		_, r := read(t, article.Article{ID: "names", Text: c.text, Published: "2018-05-12"})
		var found []string
		for _, e := range r.Entities {
			for _, m := range e.Mentions {
				found = append(found, m.Text)
			}
		}
		for _, w := range c.want {
			if !slices.Contains(found, w) {
				t.Errorf("%q: no name %q among %q", c.text, w, found)
			}
		}
		for _, w := range c.no {
			if slices.Contains(found, w) {
				t.Errorf("%q: a name %q", c.text, w)
			}
		}
	}
}
