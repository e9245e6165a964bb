package resolve

import (
	"slices"
	"testing"

	"entente/graph/ontology"
	"entente/graph/when"
)

// TestKeysOfDays: what many articles tell alike has on each day the keys, and is of the node,
// that it has when it is told on that day alone.
func TestKeysOfDays(t *testing.T) {
	words := "we shall not leave this table before there is an accord between us and our neighbours"
	for what, f := range map[string]Features{
		"statement": {Type: ontology.Statement, Line: "line", Said: []string{words, "it is good to be here", "yes"}, Actors: []Party{{Key: "person:sergei-lavrov"}, {Key: "organization~the rebels@here"}}},
		"agreement": {Type: ontology.Agreement, Line: "line", Names: []string{"Lathen Sea Accord"}, Folded: []string{"lathen sea accord"}, Terms: []string{"accord"},
			Dates: []when.Date{"2018-06-12"}, Told: []when.Date{"2018-06-11"}, Places: []Party{{Key: "place:skarvik"}}, Actors: []Party{{Key: "country:orsk"}, {Key: "country:pell"}}},
		"to come": {Type: ontology.Agreement, Folded: []string{"joint statement"}, Status: []string{"planned"}, Dates: []when.Date{"2018"}, Actors: []Party{{Key: "country:orsk"}, {Key: "country:pell"}}},
	} {
		var a album
		for _, day := range []when.Date{"", "2018-06-10", "2018-06-30", "2018-07"} {
			dated, err := a.dated(f.marshal(), day)
			if err != nil {
				t.Fatal(err)
			}
			alone := f
			alone.Day = day
			if got, want := union(nil, dated.blocking()), Keys(alone); !slices.Equal(got, want) || len(want) == 0 {
				t.Errorf("%s told on %q: keys %q, want %q", what, day, got, want)
			}
			if got, want := dated.member(), alone.nodeID(); got != want {
				t.Errorf("%s told on %q: of the node %s, want %s", what, day, got, want)
			}
		}
	}
}
