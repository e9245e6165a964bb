package extract

import (
	"testing"

	"entente/graph/when"
	"entente/loaders/article"
)

// TestHolders: who holds the office that a sentence names without its holder, on the
// article's day; a line a case.
func TestHolders(t *testing.T) {
	for _, c := range []struct {
		day      when.Date
		sentence string
		ref      string // empty for nobody
	}{
		{"2013-05-09", "The secretary of state met the ministers in Rome.", "person:john-kerry"},
		{"2010-05-09", "The U.S. secretary of state met the ministers in Rome.", "person:hillary-clinton"},
		{"2013-05-09", "The Russian foreign minister met the ministers in Rome.", "person:sergei-lavrov"},
		{"2013-05-09", "The former secretary of state met the ministers in Rome.", ""},
		{"2013-05-09", "The deputy secretary of state met the ministers in Rome.", ""},
		{"2018-05-09", "In 1994 the president of South Korea met the ministers in Rome.", ""},
		{"", "The secretary of state met the ministers in Rome.", ""},
		{"2018-05-09", "The Rwandan president met the ministers in Rome.", ""}, // named nowhere: he is his state
	} {
		ref := ""
		a := article.Article{ID: "holders", Published: c.day, Text: c.sentence}
		_, r := read(t, a)
		for _, e := range r.Entities {
			if e.Type == "Person" {
				ref = e.Ref
			}
		}
		if ref != c.ref {
			t.Errorf("%s %q: %q, want %q", c.day, c.sentence, ref, c.ref)
		}
	}
}
