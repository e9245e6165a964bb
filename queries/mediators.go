package queries

import (
	"entente/graph"
	"entente/graph/ontology"

	"github.com/cayleygraph/quad"
)

// Mediators asks who stands between two sides: who brings them together, and who
// meets both.
var Mediators = Question{
	Name:  "mediators",
	Short: "who mediates between two sides, brings them together or meets both",
	Examples: []string{
		`"United States" Iran`,
		`Israel Egypt --until 1979`,
		`Kerry Assad --type Person`,
	},
	Filters: filters(
		Filter{Name: "between", Takes: Name, Many: true, Arg: true, Types: players, Help: "the two sides; who acts for a country counts with it"},
		Filter{Name: "type", Takes: Term, Terms: typeTerms(players), Help: "only things of this type"},
	),
	Columns: []Column{
		{Name: "who", fill: ownName},
		{Name: "how", Edges: []ontology.Predicate{"how"}},
		{Name: "times", fill: howMany},
		{Name: "first", fill: firstDay},
		{Name: "last", fill: lastDay},
	},
	walk:  walkMediators,
	find:  (*asking).mostJoined,
	prove: (*asking).proveJoints,
}

func walkMediators(a *asking) (Walk, error) {
	if len(a.values("between")) != 2 {
		return Walk{}, missing("between", "two sides")
	}
	both, err := a.held(part{"between", takePart})
	if err != nil {
		return both, err
	}
	ids := a.ids("between")
	sides := [2]Walk{actors(ids[0]), actors(ids[1])}
	outside := func(w Walk) Walk { return a.ofType(w.Except(sides[0]).Except(sides[1])) }
	joins := []join{
		{how: "hosts", walk: outside(a.out(both.Tag("through"), "host")), edges: []leg{{"host", false}}},
		{how: "convenes", walk: outside(a.out(both.Tag("through"), "convener")), edges: []leg{{"convener", false}}},
		{how: "sits with both", walk: outside(a.out(both.Tag("through"), "participant")), edges: []leg{{"participant", false}}},
	}
	for _, side := range sides {
		acts := a.in(side, "recipient").Unique().Has(graph.RDFType, graph.Class(ontology.Event))
		acts = a.between(a.hasAny(acts, "mode", quad.String("third-party")))
		joins = append(joins, join{how: "mediates", walk: outside(a.out(acts.Tag("through"), "actor")), edges: []leg{{"actor", false}}})
	}
	var near [2]Walk
	for i, side := range sides {
		near[i] = a.between(a.being(a.in(side, takePart...).Unique(), "status", quad.String("held"), quad.String("failed"))).Unique()
	}
	for i := range sides {
		other := a.out(near[1-i], takePart...).Unique()
		one := a.out(near[i].Tag("through"), takePart...)
		joins = append(joins, join{how: "meets both", walk: outside(one.And(other)), edges: meetingLegs, half: outside(one)})
	}
	return a.joined(joins), nil
}
