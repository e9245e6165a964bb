package queries

import (
	"entente/graph/ontology"
)

// Statements asks who said what, about what and to whom.
var Statements = Question{
	Name:  "statements",
	Short: "who said what, about what and to whom",
	Examples: []string{
		`--by Lavrov`,
		`--by Kerry --about Syria`,
		`--about "Geneva communique" --direct true`,
	},
	Filters: filters(
		Filter{Name: "by", Takes: Name, Many: true, Arg: true, Types: players, Help: "this person, country or organization says it"},
		Filter{Name: "about", Takes: Name, Many: true, Help: "it is about this"},
		Filter{Name: "to", Takes: Name, Many: true, Types: players, Help: "it is said to this person, country or organization"},
		Filter{Name: "direct", Takes: Term, Terms: []string{"true", "false"}, Help: "direct speech, or reported speech"},
	),
	Columns: []Column{
		{Name: "when", fill: printed},
		{Name: "who", Edges: []ontology.Predicate{"speaker"}},
		{Name: "says", Edges: []ontology.Predicate{"quote"}, Long: true},
		{Name: "about", Edges: []ontology.Predicate{"about"}},
		{Name: "to", Edges: []ontology.Predicate{"addressee"}},
		{Name: "direct", Edges: []ontology.Predicate{"direct"}},
	},
	walk: func(a *asking) (Walk, error) {
		w, err := a.among([]ontology.Type{ontology.Statement}, part{"by", []ontology.Predicate{"speaker"}},
			part{"about", []ontology.Predicate{"about"}}, part{"to", []ontology.Predicate{"addressee"}})
		if err != nil {
			return w, err
		}
		return a.between(a.oneOf(a.being(w, "speaker"), "direct", "direct")), nil
	},
}

// printed gives the day of the thing, or the day on which it was first printed.
func printed(t *thing) []Value {
	if t.first != "" {
		return []Value{{Label: string(t.first)}}
	}
	for _, e := range t.evidence {
		if e.Published != "" {
			return []Value{{Label: string(e.Published)}}
		}
	}
	return nil
}
