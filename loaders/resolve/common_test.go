package resolve

import (
	"testing"

	"entente/graph/ontology"
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
