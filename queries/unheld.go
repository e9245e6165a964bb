package queries

import (
	"entente/graph"
	"entente/graph/ontology"

	"github.com/cayleygraph/quad"
)

// Unheld asks for meetings that were planned, proposed, put off or called off,
// and that no claim says were held.
var Unheld = Question{
	Name:  "unheld",
	Short: "planned meetings that never took place, as far as is told",
	Examples: []string{
		`Obama Putin`,
		`--with "North Korea" --until 2018`,
		`--status cancelled`,
	},
	Filters: filters(
		Filter{Name: "with", Takes: Name, Many: true, Arg: true, Types: players, Help: "this person, country or organization was to take part; each of them when given several times"},
		Filter{Name: "in", Takes: Name, Types: []ontology.Type{ontology.Place, ontology.Country}, Help: "at this place, or in this country"},
		Filter{Name: "status", Takes: Term, Many: true, Terms: unheldStatus, Help: "of this status"},
		topicFilter,
	),
	Columns: Meetings.Columns,
	walk: func(a *asking) (Walk, error) {
		a.everyEdge()
		w, err := a.among([]ontology.Type{ontology.Meeting}, part{"with", takePart}, part{"in", atPlace}, part{"topic", []ontology.Predicate{"topic"}})
		if err != nil {
			return w, err
		}
		status := a.values("status")
		if len(status) == 0 {
			status = unheldStatus
		}
		var planned []quad.Value
		for _, s := range status {
			planned = append(planned, quad.String(s))
		}
		w = a.hasAny(w, "status", planned...)
		held := a.over(a.under(From()).Has(graph.Pred("status"), quad.String("held"), quad.String("failed")))
		return a.between(w.Unique().Except(held)), nil
	},
}

// unheldStatus are the statuses of a meeting that has not been.
var unheldStatus = []string{"planned", "proposed", "postponed", "cancelled"}
