package queries

import (
	"entente/graph"
	"entente/graph/ontology"
)

// Offices asks who held what, and when.
var Offices = Question{
	Name:  "offices",
	Short: "who held which office, and when",
	Examples: []string{
		`--of Russia`,
		`--who Kerry`,
		`--title "foreign minister" --as-of 2013-05-07`,
	},
	Filters: []Filter{
		{Name: "who", Takes: Name, Many: true, Arg: true, Types: []ontology.Type{ontology.Person}, Help: "held by this person"},
		{Name: "of", Takes: Name, Types: []ontology.Type{ontology.Country, ontology.Organization}, Help: "an office of this country or organization"},
		{Name: "title", Takes: Word, Help: "with these words in its title"},
		{Name: "status", Takes: Term, Many: true, Terms: termsOf(&ontology.OfficeKind, "status"), Help: "of this status"},
		{Name: "as-of", Takes: Date, Help: "held on this day, month or year"},
	},
	walk: func(a *asking) (Walk, error) {
		return From(graph.Class(ontology.Tenure)).In(graph.RDFType), nil
	},
}
