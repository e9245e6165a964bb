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
	place := func(name string) Features {
		return Features{Type: ontology.Place, ID: name, Folded: []string{name}}
	}
	two := func(f Features, name string) Features {
		f.Folded = append(f.Folded, name)
		return f
	}
	for _, c := range []struct {
		a, b Features
		one  bool
	}{
		{body("ministry of foreign affairs"), body("ministry of foreign affairs"), false},
		{body("ministry of foreign affairs", "country:japan"), body("ministry of foreign affairs", "country:japan"), true},
		{body("ministry of foreign affairs", "country:japan"), body("ministry of foreign affairs", "country:cyprus"), false},
		{body("strait commission"), body("strait commission"), true},
		{body("working group"), body("working group"), false},
		{two(body("people party"), "people party of orsk"), two(body("people party"), "people party of pell"), false},
		{place("united states embassy"), place("united states embassy"), false},
		{place("holt crossing"), place("holt crossing"), true},
	} {
		linked := meet(Keys(c.a), Keys(c.b)) && Why(c.a, c.b) != ""
		if linked != c.one {
			t.Errorf("%v, %v: one: %t", c.a.Folded, c.b.Folded, linked)
		}
	}
	for name, none := range map[string]bool{"special envoy": true, "deputy secretary": true, "charge daffaires": true, "secretary mckeon": false, "orlan tesk": false} {
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

// TestNoFullNames: what only looks like a full name joins nobody.
func TestNoFullNames(t *testing.T) {
	for name, none := range map[string]bool{"Holt-Voss": true, "VACCINE-19": true, "Holt VACCINE-19": true, "Anna Holt-Voss": false, "Moon Jae-in": false, "Anna Holt": false} {
		if noFullName(name) != none {
			t.Errorf("%q: no full name: %t", name, !none)
		}
	}
}

// TestOftenTold: words that tell of several meetings, or of one long ago, give no day.
func TestOftenTold(t *testing.T) {
	for words, want := range map[string][2]bool{
		"Holt has spoken to Voss multiple times in the past week.": {true, false},
		"Holt met Voss some months ago.":                           {false, true},
		"the first telephone call that Holt had with Voss":         {false, true},
		"It was the first meeting of Holt and Voss.":               {false, false},
		"Holt met Voss twice on Friday.":                           {false, false},
	} {
		if got := [2]bool{oftenTold.MatchString(words), longAgo.MatchString(words)}; got != want {
			t.Errorf("%q: %v", words, got)
		}
	}
}
