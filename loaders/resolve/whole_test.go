package resolve_test

import (
	"fmt"
	"testing"

	"entente/graph/ontology"
	"entente/graph/when"
	"entente/loaders/extract"
	"entente/loaders/resolve"
)

// told is an article in which everything is told as in any other one of these.
func told(id string, day when.Date, name, country string) extract.Reading {
	t := tell(id, day)
	if country != "" {
		t.claim("office", ontology.Stated, person("person", name), val("title", "President"), part{role: "of", typ: ontology.Country, name: country}, val("status", "current"))
	}
	t.claim("statement", ontology.Stated, known("speaker", "person:sergei-lavrov", "Lavrov"),
		val("quote", "we shall not leave this table before there is an accord between us"), val("direct", "true"))
	t.claim("event", ontology.Stated, known("actor", "country:russia", "Russia"), known("recipient", "country:syria", "Syria"), val("type", "ACCUSE"), val("date", "2013-05-05"))
	t.claim("meeting", ontology.Stated, known("participant", "person:john-kerry", "John Kerry"), known("participant", "person:sergei-lavrov", "Lavrov"), person("participant", name),
		val("type", "talks"), val("status", "held"), val("date", "2013-05-07"), known("place", "place:moscow", "Moscow"))
	for n := range 60 { // and else each has its own words: it is no copy
		fmt.Fprintf(&t.text, "%s%d ", id, n)
	}
	return t.reading()
}

// TestEarlierTelling: an article of an earlier day that tells the same, or calls somebody
// by his surname too, has no other article written again.
func TestEarlierTelling(t *testing.T) {
	for what, names := range map[string][2]string{
		"the same":            {"Orlan Tesk", ""},
		"the same of a state": {"Orlan Tesk", "Varsonia"},
	} {
		t.Run(what, func(t *testing.T) {
			s := open(t)
			for i := range 5 {
				load(t, s, []extract.Reading{told(fmt.Sprint("later-", i), when.Date(fmt.Sprintf("2013-05-1%d", i)), names[0], names[1])})
			}
			earlier := told("earlier", "2013-05-08", names[0], names[1])
			for i, e := range earlier.Entities {
				if e.Type == ontology.Person && e.Ref == "" {
					earlier.Entities[i].Mentions = append(e.Mentions, extract.Mention{Text: "Tesk", Kind: "name"})
				}
			}
			c, err := resolve.Plan(t.Context(), s.Reader, gazetteer(), []extract.Reading{earlier}, nil)
			if err != nil {
				t.Fatal(err)
			}
			if len(c.Add) != 1 {
				t.Errorf("%d articles are written for one", len(c.Add))
			}
		})
	}
}

// TestToldTwice: one article that says the same words twice has two statements, of two
// addresses, until another says them too.
func TestToldTwice(t *testing.T) {
	twice := tell("twice", "2013-05-08")
	for range 2 {
		twice.claim("statement", ontology.Stated, known("speaker", "person:sergei-lavrov", "Lavrov"),
			val("quote", "we shall not leave this table before there is an accord between us"), val("direct", "true"))
	}
	s, both := open(t), open(t)
	statements := func(add ...extract.Reading) int {
		t.Helper()
		load(t, s, add)
		verify(t, s)
		all := map[string]bool{}
		c, err := s.Contribution(t.Context(), iri(twice.reading()))
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range c.Locals {
			if l.Type == ontology.Statement {
				all[string(l.Entity)] = true
			}
		}
		return len(all)
	}
	if n := statements(twice.reading()); n != 2 {
		t.Errorf("%d statements", n)
	}
	other := told("other", "2013-05-07", "Orlan Tesk", "")
	if n := statements(other); n != 1 {
		t.Errorf("%d statements where another article joins them", n)
	}
	load(t, both, []extract.Reading{other, twice.reading()})
	if digest(t, s) != digest(t, both) {
		t.Error("the graph depends on the order")
	}
	load(t, s, nil, iri(other))
	if n := statements(); n != 2 {
		t.Errorf("%d statements where the other article left", n)
	}
}
