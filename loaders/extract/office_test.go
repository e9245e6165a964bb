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

// TestKnownHolder: an office with its state, told without a name, is that of the one whom
// the article names and the gazetteer knows to hold it; not one to come, or any.
func TestKnownHolder(t *testing.T) {
	for text, want := range map[string]string{
		"Donald Trump met Kim Jong Un on Monday. The American president had flown to Oslo.\n":            "person:donald-trump",
		"Critics of Donald Trump spoke on Monday. They asked when the new American president comes.\n":   "",
		"Critics of Donald Trump spoke on Monday. They asked for an American president who listens.\n":   "",
		"Allies of Angela Merkel spoke on Monday. The American president had flown to Oslo.\n":           "",
		"Donald Trump spoke on Monday. In 1994 the American president had flown to Oslo.\n":              "",
		"Critics spoke of Kim Jong Un on Monday. They were against a meeting with North Korea's leader.": "person:kim-jong-un",
	} {
		_, r := read(t, article.Article{ID: "holder", Published: "2019-03-01", Text: text})
		got := ""
		for _, c := range r.Claims {
			if c.Kind == "office" && c.Rule == "office-of-known" {
				got = r.Entities[c.players("person")[0]].Ref
			}
		}
		if got != want {
			t.Errorf("%q: the holder is %q, want %q\n%s", text, got, want, lines(r))
		}
	}
}

// TestNationals: the adjective of a people before a post that no state has tells who the
// holder is, not whose post it is.
func TestNationals(t *testing.T) {
	for text, state := range map[string]bool{
		"Norwegian director Karel Voss left on Friday.\n":         false,
		"Norwegian Foreign Minister Karel Voss left on Friday.\n": true,
		"Norwegian finance director Karel Voss left on Friday.\n": true,
	} {
		_, r := read(t, article.Article{ID: "nationals", Published: "2021-06-10", Text: text})
		for _, c := range r.Claims {
			if of := c.players("of"); c.Kind == "office" && (len(of) > 0) != state {
				t.Errorf("%q: of a state: %v, want %v\n%s", text, !state, state, lines(r))
			}
		}
	}
}
