package queries

import (
	"entente/graph"
	"entente/graph/ontology"

	"github.com/cayleygraph/quad"
)

// About asks which articles speak of things, and where.
var About = Question{
	Name:  "about",
	Short: "which articles speak of something, and in which sentences",
	Examples: []string{
		`Lavrov`,
		`"Geneva communique" --since 2013`,
		`Russia Syria`,
	},
	Filters: []Filter{
		{Name: "thing", Takes: Name, Many: true, Arg: true, Help: "articles that speak of this; of each of them when given several times"},
		sinceFilter, untilFilter,
	},
	Columns: []Column{
		{Name: "when", fill: printed},
		{Name: "publisher", Edges: []ontology.Predicate{"publisher"}},
		{Name: "title", fill: ownName},
		{Name: "url", Edges: []ontology.Predicate{"url"}},
	},
	walk: func(a *asking) (Walk, error) {
		names, err := a.things("thing")
		if err != nil {
			return Walk{}, err
		}
		w := From(graph.Class(ontology.Article)).In(graph.RDFType)
		for i, name := range names {
			locals := From(quad.IRI(name)).In(graph.Denotes)
			spoken := locals.Labels().Or(From(quad.IRI(name)).In(graph.Pred("about"))).Unique().
				Has(graph.RDFType, graph.Class(ontology.Article))
			if i == 0 {
				w = spoken
				continue
			}
			w = w.And(spoken)
		}
		return a.published(w), nil
	},
	prove: (*asking).proveMentions,
}

// proveMentions gives each article its claims on facts of the things asked about.
func (a *asking) proveMentions(things []*thing) error {
	var ids []quad.Value
	for _, r := range a.resolved {
		ids = append(ids, quad.IRI(r.ID))
	}
	if len(ids) == 0 {
		return nil
	}
	facts := map[graph.IRI]bool{}
	for _, w := range []Walk{From(ids...).Label("fact").Out(), From(ids...).Label("fact").In()} {
		err := each(a.ctx, a.qs, w.path, func(tags map[string]quad.Value) error {
			facts[iri(tags["fact"])] = true
			return nil
		})
		if err != nil {
			return err
		}
	}
	on, pieces, err := a.claimed(sorted(facts), a.req.Mode.modalities())
	if err != nil {
		return err
	}
	at := map[graph.IRI]*thing{}
	for _, t := range things {
		at[t.id] = t
	}
	for _, c := range on {
		if t := at[pieces[c.claim].Article]; t != nil {
			t.prove(pieces[c.claim], c.modality)
		}
	}
	for _, t := range things {
		t.sortEvidence()
	}
	return nil
}
