package queries

import (
	"slices"

	"entente/graph"
	"entente/graph/ontology"

	"github.com/cayleygraph/quad"
)

// Predicates returns the predicates and classes that a query may name, sorted, for
// completion.
func Predicates() []quad.IRI {
	all := []quad.IRI{graph.RDFType, graph.Label, graph.AltLabel, graph.SameAs, graph.Quote, graph.Start, graph.End, graph.Sentence,
		graph.Rule, graph.SaidBy, graph.Title, graph.Publisher, graph.Published, graph.URL, graph.Lang, graph.SourceGroup, graph.Named,
		graph.Denotes, graph.Earliest, graph.Latest}
	for p := range edgeWords {
		all = append(all, graph.Pred(p), graph.Unasserted(p))
	}
	for _, k := range ontology.Kinds {
		for _, r := range k.Roles {
			if r.Predicate != "" {
				all = append(all, graph.Pred(r.Predicate), graph.Unasserted(r.Predicate))
			}
		}
	}
	for _, row := range ontology.Modalities {
		all = append(all, graph.Pred(row.Predicate))
	}
	for _, t := range []ontology.Type{ontology.Person, ontology.Office, ontology.Tenure, ontology.Country, ontology.Organization, ontology.Place,
		ontology.Meeting, ontology.Agreement, ontology.Event, ontology.Statement, ontology.Article} {
		all = append(all, graph.Class(t))
	}
	slices.Sort(all)
	return slices.Compact(all)
}
