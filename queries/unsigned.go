package queries

import (
	"entente/graph"
	"entente/graph/ontology"

	"github.com/cayleygraph/quad"
)

// Unsigned asks what was agreed to, as some claim says, and never signed, as far
// as any claim says.
var Unsigned = Question{
	Name:  "unsigned",
	Short: "what somebody is said to have agreed to, and not signed",
	Examples: []string{
		`Russia`,
		`Iran "United States" --since 2013`,
		`--topic Syria`,
	},
	Filters: filters(
		Filter{Name: "party", Takes: Name, Many: true, Arg: true, Types: players, Help: "this person, country or organization is a party; each of them when given several times"},
		topicFilter,
	),
	Columns: Agreements.Columns,
	walk: func(a *asking) (Walk, error) {
		w, err := a.among([]ontology.Type{ontology.Agreement}, part{"party", []ontology.Predicate{"party"}},
			part{"topic", []ontology.Predicate{"topic"}})
		if err != nil {
			return w, err
		}
		w = a.being(w, "status", quad.String("announced"), quad.String("proposed"))
		signed := a.over(a.under(From()).Has(graph.Pred("status"),
			quad.String("signed"), quad.String("ratified"), quad.String("in-force"), quad.String("extended")))
		return a.between(w.Unique().Except(signed)), nil
	},
}
