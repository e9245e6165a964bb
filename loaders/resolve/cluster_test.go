package resolve

import (
	"testing"

	"entente/graph"
	"entente/graph/ontology"
	"entente/graph/when"
)

// TestAddressesOfNames: an article of an earlier day that names a body changes nothing of
// the body's address, so that no other article is written again; another country does.
func TestAddressesOfNames(t *testing.T) {
	address := func(day when.Date, id string, countries ...string) graph.IRI {
		f := Features{Type: ontology.Organization, Day: day, ID: id, Label: "the Commission",
			Names: []string{"Strait Commission"}, Folded: []string{"strait commission"}, Countries: countries}
		return entityOf([]*node{{Features: f, id: judged(nil).nodeID("local:x", f), n: 1}}).IRI
	}
	later := address("2018-06-12", "b")
	if earlier := address("2013-05-07", "a"); earlier != later {
		t.Errorf("%s became %s as an earlier article came", later, earlier)
	}
	if other := address("2018-06-12", "b", "country:pell"); other == later {
		t.Errorf("%s is that of two countries' bodies", other)
	}
}
