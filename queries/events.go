package queries

import (
	"entente/graph/ontology"
)

// Events asks who did what to whom: acts coded with the types of PLOVER. A
// meeting or an agreement is an event of its own question.
var Events = Question{
	Name:  "events",
	Short: "who did what to whom, coded with PLOVER",
	Examples: []string{
		`--by Russia --type REJECT`,
		`--by "United States" --to Syria --since 2012`,
		`--in Moscow`,
	},
	Filters: filters(
		Filter{Name: "by", Takes: Name, Many: true, Arg: true, Types: players, Help: "this person, country or organization acts"},
		Filter{Name: "to", Takes: Name, Many: true, Types: players, Help: "it is done to this person, country or organization"},
		Filter{Name: "type", Takes: Term, Many: true, Terms: termsOf(&ontology.EventKind, "type"), Help: "of this PLOVER type"},
		Filter{Name: "mode", Takes: Term, Many: true, Terms: termsOf(&ontology.EventKind, "mode"), Help: "of this PLOVER mode"},
		Filter{Name: "in", Takes: Name, Types: []ontology.Type{ontology.Place, ontology.Country}, Help: "at this place, or in this country"},
	),
	Columns: []Column{
		{Name: "when", Edges: []ontology.Predicate{"date"}},
		{Name: "what", Edges: []ontology.Predicate{"type"}},
		{Name: "mode", Edges: []ontology.Predicate{"mode"}},
		{Name: "who", Edges: []ontology.Predicate{"actor"}},
		{Name: "to whom", Edges: []ontology.Predicate{"recipient"}},
		{Name: "where", Edges: []ontology.Predicate{"place"}},
		{Name: "amount", Edges: []ontology.Predicate{"amount"}},
	},
	walk: func(a *asking) (Walk, error) {
		w, err := a.among([]ontology.Type{ontology.Event}, part{"by", []ontology.Predicate{"actor"}},
			part{"to", []ontology.Predicate{"recipient"}}, part{"in", atPlace})
		if err != nil {
			return w, err
		}
		return a.between(a.oneOf(a.oneOf(a.being(w, "type"), "type", "type"), "mode", "mode")), nil
	},
}
