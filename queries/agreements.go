package queries

import (
	"entente/graph/ontology"
)

// Agreements asks which parties agreed on what, and how it stands.
var Agreements = Question{
	Name:  "agreements",
	Short: "which parties agreed on what, and how it stands",
	Examples: []string{
		`--party Russia`,
		`--party Iran --status signed`,
		`--topic Syria --since 2012`,
		`--all`,
	},
	Filters: filters(
		Filter{Name: "party", Takes: Name, Many: true, Arg: true, Types: players, Help: "this person, country or organization is a party; each of them when given several times"},
		Filter{Name: "type", Takes: Term, Many: true, Terms: termsOf(&ontology.AgreementKind, "type"), Help: "of this type"},
		Filter{Name: "status", Takes: Term, Many: true, Terms: termsOf(&ontology.AgreementKind, "status"), Help: "of this status"},
		Filter{Name: "in", Takes: Name, Types: []ontology.Type{ontology.Place, ontology.Country}, Help: "made at this place, or in this country"},
		topicFilter,
	),
	Columns: []Column{
		{Name: "when", Edges: []ontology.Predicate{"date"}},
		{Name: "name", Edges: []ontology.Predicate{"name"}, fill: ownName},
		{Name: "what", Edges: []ontology.Predicate{"type"}},
		{Name: "status", Edges: []ontology.Predicate{"status"}},
		{Name: "parties", Edges: []ontology.Predicate{"party"}},
		{Name: "where", Edges: []ontology.Predicate{"place"}},
		{Name: "about", Edges: []ontology.Predicate{"topic"}},
		{Name: "provisions", Edges: []ontology.Predicate{"provision"}, Long: true},
	},
	walk: func(a *asking) (Walk, error) {
		if len(a.values("status")) > 0 {
			a.everyEdge()
		}
		w, err := a.among([]ontology.Type{ontology.Agreement}, part{"party", []ontology.Predicate{"party"}}, part{"in", atPlace},
			part{"topic", []ontology.Predicate{"topic"}})
		if err != nil {
			return w, err
		}
		if len(a.values("status")) > 0 {
			w = a.oneOf(w, "status", "status")
		} else {
			w = a.being(w, "status")
		}
		return a.between(a.oneOf(w, "type", "type")), nil
	},
}

// ownName gives a thing's label.
func ownName(t *thing) []Value {
	if t.label == "" {
		return nil
	}
	return []Value{{ID: t.id, Label: t.label}}
}
