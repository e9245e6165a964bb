package queries

import (
	"entente/graph/ontology"

	"github.com/cayleygraph/quad"
)

// players may act in a meeting, an agreement or an event.
var players = []ontology.Type{ontology.Person, ontology.Country, ontology.Organization}

// Meetings asks who met whom, where and when. A meeting counts as having been
// when some claim says that it was held, or that it failed while it was held.
var Meetings = Question{
	Name:  "meetings",
	Short: "who met whom, where and when",
	Examples: []string{
		`--with Lavrov`,
		`--between "United States" Russia --since 2013`,
		`--in Geneva --type conference`,
		`--planned`,
	},
	Filters: filters(
		Filter{Name: "with", Takes: Name, Many: true, Arg: true, Types: players, Help: "this person, country or organization took part; each of them when given several times"},
		Filter{Name: "between", Takes: Name, Many: true, Types: players, Help: "all of these took part, or someone who acts for them"},
		Filter{Name: "in", Takes: Name, Types: []ontology.Type{ontology.Place, ontology.Country}, Help: "at this place, or in this country"},
		Filter{Name: "type", Takes: Term, Many: true, Terms: termsOf(&ontology.MeetingKind, "type"), Help: "of this type"},
		Filter{Name: "status", Takes: Term, Many: true, Terms: termsOf(&ontology.MeetingKind, "status"), Help: "of this status; default held or failed"},
		topicFilter,
	),
	Columns: []Column{
		{Name: "when", Edges: []ontology.Predicate{"date"}},
		{Name: "what", Edges: []ontology.Predicate{"type"}},
		{Name: "status", Edges: []ontology.Predicate{"status"}},
		{Name: "who", Edges: []ontology.Predicate{"participant", "host", "convener"}},
		{Name: "where", Edges: []ontology.Predicate{"place"}},
		{Name: "about", Edges: []ontology.Predicate{"topic"}},
	},
	walk: func(a *asking) (Walk, error) {
		if len(a.values("status")) > 0 {
			a.everyEdge() // a status names its own modality: a planned meeting stands unasserted
		}
		roles := []ontology.Predicate{"participant", "host", "convener"}
		w, err := a.among([]ontology.Type{ontology.Meeting}, part{"with", roles}, part{"between", roles}, part{"in", atPlace},
			part{"topic", []ontology.Predicate{"topic"}})
		if err != nil {
			return w, err
		}
		if len(a.values("status")) > 0 {
			w = a.oneOf(w, "status", "status")
		} else {
			w = a.being(w, "status", quad.String("held"), quad.String("failed"))
		}
		return a.between(a.oneOf(w, "type", "type")), nil
	},
}
