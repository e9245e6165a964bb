package view

import (
	"testing"

	"entente/graph"
	"entente/graph/ontology"
)

// told is a meeting of which claims of some modality tell a status each.
func told(pairs ...string) *subject {
	s := &subject{iri: "meeting:one"}
	for i := 0; i+1 < len(pairs); i += 2 {
		s.claims = append(s.claims, graph.Claim{Modality: ontology.Modality(pairs[i]),
			Facts: []graph.Fact{{Subject: s.iri, Predicate: "status", Object: graph.Object{Literal: pairs[i+1]}}}})
	}
	return s
}

// TestFate: what became of a meeting is what was told of its end.
func TestFate(t *testing.T) {
	for _, c := range []struct {
		says []string
		want string
	}{
		{[]string{"planned", "planned", "negated", "cancelled"}, "cancelled"},
		{[]string{"proposed", "proposed", "planned", "postponed"}, "postponed"},
		{[]string{"stated", "held", "planned", "planned"}, "held"},
		{[]string{"planned", "planned", "alleged", "held"}, "planned"},
		{[]string{"denied", "held"}, "held"},
		{nil, ""},
	} {
		if got := told(c.says...).fate(); got != c.want {
			t.Errorf("%v: %q, want %q", c.says, got, c.want)
		}
	}
}

// TestPlace: a house goes before its city, a city before its state; visits are to cities.
func TestPlace(t *testing.T) {
	labels := map[graph.IRI]string{"country:poland": "Poland", "place:warsaw": "Warsaw", "place:amber-house": "Amber House", "place:white-house": "White House"}
	for _, c := range []struct {
		kind   string
		places []graph.IRI
		want   string
	}{
		{"meeting", []graph.IRI{"country:poland", "place:warsaw"}, "Warsaw"},
		{"meeting", []graph.IRI{"place:warsaw", "place:amber-house"}, "Amber House"},
		{"visit", []graph.IRI{"place:warsaw", "place:amber-house"}, "Warsaw"},
		{"meeting", []graph.IRI{"place:warsaw", "place:white-house"}, "Warsaw"},
		{"meeting", nil, ""},
	} {
		s := &subject{iri: "meeting:one"}
		claim := graph.Claim{Facts: []graph.Fact{{Subject: s.iri, Predicate: "type", Object: graph.Object{Literal: c.kind}}}}
		for _, p := range c.places {
			claim.Facts = append(claim.Facts, graph.Fact{Subject: s.iri, Predicate: "place", Object: graph.Object{IRI: p}})
		}
		s.claims = append(s.claims, claim)
		m := &maker{entities: func(iri graph.IRI) graph.Entity { return graph.Entity{IRI: iri, Label: labels[iri]} }}
		if got := m.place(s); got != c.want {
			t.Errorf("%s in %v: %q, want %q", c.kind, c.places, got, c.want)
		}
	}
}
