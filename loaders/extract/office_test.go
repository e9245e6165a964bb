package extract

import (
	"slices"
	"testing"

	"entente/graph/when"
	"entente/loaders/article"
)

// TestStateOfTitle: an office told without its state is of the state in which the
// gazetteer knows the holder to have held it, whoever acts around it.
func TestStateOfTitle(t *testing.T) {
	for _, c := range []struct {
		day        when.Date
		text       string
		of, status string
	}{
		{"2021-06-10", "Germany was slow. In its capital they remembered President Donald Trump.\n", "country:united-states", "former"},
		{"2019-06-10", "Germany was slow. In its capital they talked of President Donald Trump.\n", "country:united-states", "current"},
		{"2018-04-27", "Years later Kim Jong Il of North Korea received President Roh Moo-hyun.\n", "country:south-korea", "former"},
	} {
		_, r := read(t, article.Article{ID: "state", Published: c.day, Text: c.text})
		if !slices.ContainsFunc(r.Claims, func(claim Claim) bool {
			of := claim.players("of")
			return claim.Kind == "office" && says(r, claim, []string{"title=President", "status=" + c.status}) && len(of) == 1 && r.Entities[of[0]].Ref == c.of
		}) {
			t.Errorf("%q: not President of %s, %s\n%s", c.text, c.of, c.status, lines(r))
		}
	}
}
