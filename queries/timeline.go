package queries

import (
	"entente/graph"
	"entente/graph/ontology"

	"github.com/cayleygraph/quad"
)

// Timeline asks what happened, in order of time: meetings, agreements and events
// in which things had a part.
var Timeline = Question{
	Name:  "timeline",
	Short: "what happened to or through something, in order of time",
	Examples: []string{
		`Lavrov`,
		`Russia "United States" --since 2013 --until 2014`,
	},
	Filters: filters(
		Filter{Name: "of", Takes: Name, Many: true, Arg: true, Help: "this had a part; each of them when given several times"},
	),
	Columns: []Column{
		{Name: "when", Edges: []ontology.Predicate{"date"}},
		{Name: "what", Edges: []ontology.Predicate{"type"}},
		{Name: "status", Edges: []ontology.Predicate{"status"}},
		{Name: "who", Edges: []ontology.Predicate{"participant", "host", "convener", "party", "actor"}},
		{Name: "to whom", Edges: []ontology.Predicate{"recipient"}},
		{Name: "where", Edges: []ontology.Predicate{"place"}},
		{Name: "about", Edges: []ontology.Predicate{"topic"}},
	},
	walk: func(a *asking) (Walk, error) {
		roles := []ontology.Predicate{"participant", "host", "convener", "party", "actor", "recipient", "place", "topic"}
		w, err := a.among([]ontology.Type{ontology.Meeting, ontology.Agreement, ontology.Event}, part{"of", roles})
		if err != nil {
			return w, err
		}
		meetings := a.being(w.Has(graph.RDFType, graph.Class(ontology.Meeting)), "status", quad.String("held"), quad.String("failed"))
		agreements := a.being(w.Has(graph.RDFType, graph.Class(ontology.Agreement)), "status")
		events := a.being(w.Has(graph.RDFType, graph.Class(ontology.Event)), "type")
		return a.between(meetings.Or(agreements).Or(events).Unique()), nil
	},
}
