package queries

import (
	"entente/graph"
	"entente/graph/ontology"
)

// Together asks who sat in meetings with somebody.
var Together = Question{
	Name:  "together",
	Short: "who took part in meetings with somebody, and how often",
	Examples: []string{
		`Lavrov`,
		`Kerry Lavrov --since 2013`,
		`"United States" --type Country`,
	},
	Filters: filters(
		Filter{Name: "with", Takes: Name, Many: true, Arg: true, Types: players, Help: "with this person, country or organization; with all of them together when given several times"},
		Filter{Name: "type", Takes: Term, Terms: typeTerms(players), Help: "only things of this type"},
	),
	Columns: []Column{
		{Name: "who", fill: ownName},
		{Name: "meetings", fill: howMany},
		{Name: "first", fill: firstDay},
		{Name: "last", fill: lastDay},
	},
	walk: func(a *asking) (Walk, error) {
		if len(a.values("with")) == 0 {
			return Walk{}, missing("with", "whose meetings are meant")
		}
		meetings, err := a.held(part{"with", takePart})
		if err != nil {
			return meetings, err
		}
		w := a.ofType(a.out(meetings.Tag("through"), takePart...))
		return a.joined([]join{{how: "took part", walk: w, edges: meetingLegs}}, a.ids("with")...), nil
	},
	find:  (*asking).mostJoined,
	prove: (*asking).proveJoints,
}

// typeTerms are types as values of a filter.
func typeTerms(types []ontology.Type) []string {
	var terms []string
	for _, t := range types {
		terms = append(terms, string(t))
	}
	return terms
}

// ofType keeps the things of the type that the filter "type" names.
func (a *asking) ofType(w Walk) Walk {
	for _, t := range a.values("type") {
		w = w.Has(graph.RDFType, graph.Class(ontology.Type(t)))
	}
	return w
}
