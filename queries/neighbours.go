package queries

import (
	"cmp"
	"slices"
	"strings"

	"entente/graph"
	"entente/graph/ontology"
	"entente/graph/when"

	"github.com/cayleygraph/quad"
)

// Neighbours asks what is joined to a thing by an edge.
var Neighbours = Question{
	Name:  "neighbours",
	Short: "what is joined to something by an edge, and by which",
	Examples: []string{
		`Lavrov`,
		`Russia --type Person`,
		`"Geneva communique" --all`,
	},
	Filters: filters(
		Filter{Name: "of", Takes: Name, Arg: true, Help: "the neighbours of this"},
		Filter{Name: "type", Takes: Term, Terms: typeTerms(neighbourTypes), Help: "only neighbours of this type"},
	),
	Columns: []Column{
		{Name: "what", fill: ownType},
		{Name: "name", fill: ownName},
		{Name: "how", Edges: []ontology.Predicate{"how"}},
		{Name: "when", fill: span},
	},
	walk: func(a *asking) (Walk, error) {
		of, err := a.things("of")
		if err != nil {
			return Walk{}, err
		}
		if len(of) != 1 {
			return Walk{}, missing("of", "whose neighbours are meant, one name")
		}
		from := From(quad.IRI(of[0]))
		w := a.ofType(a.in(from, thingEdges...).Or(a.out(from, thingEdges...)).Unique().Has(graph.RDFType, classes(neighbourTypes)...))
		if len(a.values("since"))+len(a.untils()) > 0 {
			w = a.between(w)
		}
		return w, nil
	},
	rank:  (*asking).byKind,
	prove: (*asking).proveNeighbours,
}

// neighbourTypes are the types of things that answer.
var neighbourTypes = []ontology.Type{ontology.Person, ontology.Country, ontology.Organization, ontology.Place, ontology.Office,
	ontology.Tenure, ontology.Meeting, ontology.Agreement, ontology.Event, ontology.Statement}

// thingEdges are the edges of all kinds of claims that lead to things, and those
// that resolution draws.
var thingEdges = func() []ontology.Predicate {
	edges := []ontology.Predicate{"holds", "holder", "office", "of", "capital"}
	for _, k := range ontology.Kinds {
		for _, r := range k.Roles {
			if r.Value == ontology.Thing && r.Predicate != "" && !slices.Contains(edges, r.Predicate) {
				edges = append(edges, r.Predicate)
			}
		}
	}
	slices.Sort(edges)
	return edges
}()

func classes(types []ontology.Type) []quad.Value {
	var all []quad.Value
	for _, t := range types {
		all = append(all, graph.Class(t))
	}
	return all
}

// byKind puts things of a type together, in the order of the types.
func (a *asking) byKind(things []*thing) error {
	slices.SortStableFunc(things, func(x, y *thing) int {
		return slices.Index(neighbourTypes, x.typ) - slices.Index(neighbourTypes, y.typ)
	})
	return nil
}

// proveNeighbours gives each neighbour the edges by which it is one, and their claims.
func (a *asking) proveNeighbours(things []*thing) error {
	of, at := a.ids("of")[0], byID(things)
	facts := map[graph.IRI][]*thing{}
	for _, out := range []bool{true, false} {
		// both ends are known: either may have thousands of edges to others
		step, preds := From(quad.IRI(of)), a.preds(thingEdges...)
		if out {
			step = step.InTag("p", preds...)
		} else {
			step = step.OutTag("p", preds...)
		}
		err := each(a.ctx, a.qs, step.Is(values(idsOf(things))...).Tag("at").path, func(tags map[string]quad.Value) error {
			t := at[iri(tags["at"])]
			e := edge{t.id, tags["p"].(quad.IRI), quad.IRI(of)}
			if !out {
				e.subject, e.object = of, quad.IRI(t.id)
			}
			f, ok := graph.FactOf(quad.IRI(e.subject), e.predicate, e.object)
			if !ok {
				return nil
			}
			id := graph.FactIRI(f)
			facts[id] = append(facts[id], t)
			t.add("how", Value{Label: Words(f.Predicate, out), Unasserted: strings.HasPrefix(string(e.predicate), "unasserted:"), fact: id})
			return nil
		})
		if err != nil {
			return err
		}
	}
	if err := a.prove(facts); err != nil {
		return err
	}
	if a.narrowed() {
		for _, t := range things {
			t.dropUntold()
		}
	}
	return nil
}

// span gives the days of a thing.
func span(t *thing) []Value {
	switch {
	case t.first == t.last || t.last == "":
		return dayCell(t.first)
	case when.Compare(t.first, t.last) > 0:
		return dayCell(t.last)
	}
	return []Value{{Label: cmp.Or(string(t.first), "…") + " to " + string(t.last)}}
}
