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
	Filters: filters(
		Filter{Name: "thing", Takes: Name, Many: true, Arg: true, Help: "articles that speak of this; of each of them when given several times"},
	),
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
	dates: []ontology.Predicate{"published"},
	prove: (*asking).proveMentions,
}

// proveMentions gives each article its claims on facts of the things asked about.
func (a *asking) proveMentions(articles []*thing) error {
	if len(a.resolved) == 0 || len(articles) == 0 {
		return nil
	}
	var ids []quad.Value
	for _, r := range a.resolved {
		ids = append(ids, quad.IRI(r.ID))
	}
	m := newAtlas(a.ctx, a.qs)
	about := map[vertex]bool{}
	for _, w := range []Walk{From(ids...).Label("fact").Out(), From(ids...).Label("fact").In()} {
		if err := m.start(w, []string{"fact"}, func(at []vertex) { about[at[0]] = true }); err != nil {
			return err
		}
	}
	return a.proveIn(m, articles, func(fact vertex) bool { return about[fact] })
}

// proveIn gives each article its claims on the facts that count.
func (a *asking) proveIn(m *atlas, articles []*thing, counts func(fact vertex) bool) error {
	said := From().Tag("claim").UnderTag("article", From(values(idsOf(articles))...)).
		OutTag("says", says(a.req.Mode.modalities())...).Tag("fact")
	var found [][3]vertex
	err := m.start(said, []string{"claim", "article", "says", "fact"}, func(at []vertex) {
		if counts(at[3]) {
			found = append(found, [3]vertex{at[0], at[1], at[2]})
		}
	})
	if err != nil {
		return err
	}
	if err := m.read(); err != nil {
		return err
	}
	at, proofs := byID(articles), map[*thing][]proof{}
	place := map[vertex]int{}
	for _, f := range found {
		t := at[m.iri(f[1])]
		i, had := place[f[0]]
		if !had {
			i = len(proofs[t])
			place[f[0]] = i
			proofs[t] = append(proofs[t], proof{claim: m.iri(f[0]), article: t.id, published: t.first, modality: modalityOf(m.value(f[2]))})
		}
		proofs[t][i].states++
	}
	for _, t := range articles {
		t.count(proofs[t])
	}
	return a.quote(articles)
}
