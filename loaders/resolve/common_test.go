package resolve

import (
	"testing"

	"entente/graph"
	"entente/graph/ontology"
	"entente/loaders/extract"
)

// TestCommonNames: bodies that every country has are one only in one country, and
// titles are nobody's names.
func TestCommonNames(t *testing.T) {
	body := func(name string, countries ...string) Features {
		return Features{Type: ontology.Organization, ID: name, Folded: []string{name}, Countries: countries}
	}
	for _, c := range []struct {
		a, b Features
		one  bool
	}{
		{body("ministry of foreign affairs"), body("ministry of foreign affairs"), false},
		{body("ministry of foreign affairs", "country:japan"), body("ministry of foreign affairs", "country:japan"), true},
		{body("ministry of foreign affairs", "country:japan"), body("ministry of foreign affairs", "country:cyprus"), false},
		{body("strait commission"), body("strait commission"), true},
	} {
		linked := meet(Keys(c.a), Keys(c.b)) && Why(c.a, c.b) != ""
		if linked != c.one {
			t.Errorf("%v, %v: one: %t", c.a.Folded, c.b.Folded, linked)
		}
	}
	for name, none := range map[string]bool{"special envoy": true, "deputy secretary": true, "secretary mckeon": false, "orlan tesk": false} {
		if allIn(titleWords, name) != none {
			t.Errorf("%q: a title alone: %t", name, !none)
		}
	}
}

// TestBodiesOfManyCountries: a parliament that the gazetteer gives to no country is not one
// for all countries; one that it gives to one is that one.
func TestBodiesOfManyCountries(t *testing.T) {
	b := builder{known: NewGazetteer()}
	for ref, want := range map[string]graph.IRI{
		"organization:national-assembly":   "",
		"organization:bundesrat":           "organization:bundesrat",
		"organization:arctic-council":      "organization:arctic-council",
		"organization:ministry-of-defence": "organization:ministry-of-defence",
	} {
		if got := b.anchor(extract.Entity{Ref: ref}); got != want {
			t.Errorf("%s: %q", ref, got)
		}
	}
}
