package gazetteer

import (
	"strings"
	"testing"

	"entente/graph/when"
)

// TestKnownTreaty: name, date in the article, the article's day, what is meant.
func TestKnownTreaty(t *testing.T) {
	for _, c := range []struct{ name, date, day, want string }{
		{"the Oslo accord", "", "2000-07-25", "Oslo Accords"},
		{"Declaration of Principles", "1993-09-13", "1993-09-13", "Oslo Accords"},
		{"Declaration of Principles", "", "1993-09-13", "Oslo Accords"},
		{"Declaration of Principles", "", "1998-09-13", ""},
		{"interim agreement", "", "2013-11-24", ""},
		{"interim agreement", "2013-11", "2015-07-14", "Joint Plan of Action"},
		{"interim agreement", "1995-09", "1995-10-01", ""},
		{"New START", "", "2010-04-08", "New START"},
		{"New START", "", "1991-07-31", ""},
		{"START treaty", "1991", "2010-04-08", "START I"},
		{"the Panmunjom Declaration", "2018-04", "2018-06-12", "Panmunjom Declaration"},
		{"the deal", "", "2018-06-12", ""},
	} {
		var dates []when.Date
		if c.date != "" {
			dates = []when.Date{when.Date(c.date)}
		}
		if got, _ := KnownTreaty(c.name, dates, when.Date(c.day)); got.Name != c.want {
			t.Errorf("%q %s in %s: %q, want %q", c.name, c.date, c.day, got.Name, c.want)
		}
	}
	rows(agreementsTable, 3, func(line string, f []string) {
		if d, err := when.Parse(f[2]); err != nil || d == "" || len(f) != 3 || strings.Contains(f[0], "~") {
			t.Errorf("%q: %v", line, err)
		}
	})
}

// TestTreatyMade: place, date, what was made there then.
func TestTreatyMade(t *testing.T) {
	for _, c := range []struct{ place, date, want string }{
		{"geneva", "2012-06-30", "Geneva Communique"},
		{"geneva", "2012-06-29/2012-07-01", "Geneva Communique"},
		{"geneva", "2013-06-30", ""},
		{"gene", "2012-06-30", ""},
		{"camp david", "1978-09-17", "Camp David Accords"},
		{"vienna", "2015-07-14", ""}, // is not called after it
		{"", "2012-06-30", ""},
	} {
		if got, _ := TreatyMade(c.place, when.Date(c.date)); got.Name != c.want {
			t.Errorf("%s %s: %q, want %q", c.place, c.date, got.Name, c.want)
		}
	}
}
