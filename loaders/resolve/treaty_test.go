package resolve_test

import (
	"testing"

	"entente/graph"
	"entente/graph/ontology"
	"entente/loaders/extract"
	"entente/loaders/resolve"
)

// TestKnownTreaty: a well-known agreement is the gazetteer's, in whichever article, and
// what only looks like it is not.
func TestKnownTreaty(t *testing.T) {
	s := open(t)
	var all []extract.Reading
	for id, name := range map[string]string{"a": "Treaty of Brennholm", "b": "treaty of Brennholm", "c": "Treaty of Lathen"} {
		r := tell(id, "2013-05-07")
		r.claim("agreement", ontology.Stated, known("party", "country:russia", "Russia"), val("name", name), val("type", "treaty"), val("date", "2013-05-0"+map[string]string{"a": "1", "b": "2", "c": "3"}[id]))
		all = append(all, r.reading())
	}
	add(t, s, all...)
	for id, want := range map[string]bool{"a": true, "b": true, "c": false} {
		c, err := s.Contribution(t.Context(), graph.ArticleIRI(id))
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range c.Locals {
			if l.Type == ontology.Agreement && (l.Entity == "agreement:treaty-of-brennholm") != want {
				t.Errorf("%s: the agreement is %s", id, l.Entity)
			}
		}
	}
	e, err := s.Entity(t.Context(), "agreement:treaty-of-brennholm")
	if err != nil || e.Label != "Treaty of Brennholm" {
		t.Errorf("%+v, %v", e, err)
	}
}

// TestMadeThere: an agreement without a name is the well-known one of its place and day.
func TestMadeThere(t *testing.T) {
	for _, c := range []struct {
		date, name string
		want       bool
	}{
		{"2013-05-07", "", true},
		{"2013-05", "", false}, // some day of a month
		{"2013-05-07", "Lathen Sea Accord", false},
	} {
		s := open(t)
		r := tell("a", "2013-05-07")
		parts := []part{known("party", "country:russia", "Russia"), val("type", "treaty"), val("date", c.date), {role: "place", typ: ontology.Place, name: "Brennholm"}}
		if c.name != "" {
			parts = append(parts, val("name", c.name))
		}
		r.claim("agreement", ontology.Stated, parts...)
		add(t, s, r.reading())
		if e, err := s.Entity(t.Context(), "agreement:treaty-of-brennholm"); (err == nil && e.Type != "") != c.want {
			t.Errorf("%s %q: %+v, %v", c.date, c.name, e, err)
		}
		change, err := resolve.Plan(t.Context(), s.Reader, gazetteer(), nil, []graph.IRI{graph.ArticleIRI("a")})
		if err == nil {
			err = s.Apply(t.Context(), change)
		}
		if e, _ := s.Entity(t.Context(), "agreement:treaty-of-brennholm"); err != nil || e.Type != "" {
			t.Errorf("%s %q: forgotten, it is %+v, %v", c.date, c.name, e, err)
		}
	}
}

// TestTreatyOfTheTables: the table gives an agreement its address, name and day.
func TestTreatyOfTheTables(t *testing.T) {
	g := resolve.NewGazetteer()
	iri := g.Treaty("JCPOA", nil, "2021-05-07")
	e, ok := g.Entity(iri)
	if !ok || iri != "agreement:joint-comprehensive-plan-of-action" || e.Label != "Joint Comprehensive Plan of Action" || e.First != "2015-07-14" || len(e.Lines) != 1 {
		t.Errorf("%s: %+v", iri, e)
	}
	if iri := g.Treaty("JCPOA", nil, "2012-05-07"); iri != "" {
		t.Errorf("before it was made: %s", iri)
	}
}
