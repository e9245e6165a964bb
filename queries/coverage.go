package queries

import (
	"slices"

	"entente/graph"
	"entente/graph/ontology"
	"entente/graph/when"
)

// Coverage asks what a source writes about: whom and what its articles name, and
// in how many of them.
var Coverage = Question{
	Name:  "coverage",
	Short: "what a source writes about: whom its articles name, and how often",
	Examples: []string{
		`"The Meridian Post"`,
		`"The Meridian Post" --type Person --since 2013`,
		`--type Country`,
	},
	Filters: filters(
		Filter{Name: "source", Takes: Word, Many: true, Arg: true, Help: "the articles of this publisher, or of one of them; all articles when not given"},
		Filter{Name: "type", Takes: Term, Terms: typeTerms(named), Help: "only things of this type"},
	),
	Columns: []Column{
		{Name: "what", fill: ownType},
		{Name: "name", fill: ownName},
		{Name: "articles", fill: howMany},
		{Name: "first", fill: firstDay},
		{Name: "last", fill: lastDay},
	},
	walk: func(a *asking) (Walk, error) {
		articles := a.published(a.articlesFrom())
		w := From().UnderTag("through", articles).In(graph.Named).AnyLabel().Out(graph.Denotes).Has(graph.RDFType, classes(named)...)
		return a.joined([]join{{"names", a.ofType(w), nil}}), nil
	},
	rank:  (*asking).mostJoined,
	prove: (*asking).proveCoverage,
}

// named are the types of things that articles name.
var named = []ontology.Type{ontology.Person, ontology.Country, ontology.Organization, ontology.Place}

// proveCoverage gives each thing the claims on it in the last of the articles that
// name it.
func (a *asking) proveCoverage(things []*thing) error {
	latest := map[graph.IRI]bool{}
	for _, t := range things {
		if x := lastJoint(t); x != nil {
			latest[x.id] = true
		}
	}
	m := newAtlas(a.ctx, a.qs)
	told := From().Under(From(values(sorted(latest))...)).Out(says(a.req.Mode.modalities())...)
	var facts []vertex
	err := m.start(told.Tag("fact").Unique(), []string{"fact"}, func(at []vertex) { facts = append(facts, at[0]) })
	if err != nil {
		return err
	}
	slices.Sort(facts)
	found := map[vertex][2]vertex{} // the ends of the edge of each
	w := From().Tag("s").UnderTag("fact", m.these(slices.Compact(facts))).Out().Tag("o")
	if len(facts) > 0 {
		err = m.start(w, []string{"fact", "s", "o"}, func(at []vertex) { found[at[0]] = [2]vertex{at[1], at[2]} })
	}
	if err != nil {
		return err
	}
	if err := m.read(); err != nil {
		return err
	}
	at, owners := byID(things), map[graph.IRI][]*thing{}
	for fact, ends := range found {
		for _, end := range ends {
			if t := at[m.iri(end)]; t != nil {
				owners[m.iri(fact)] = append(owners[m.iri(fact)], t)
			}
		}
	}
	return a.prove(owners)
}

// lastJoint is the latest of what joins a thing.
func lastJoint(t *thing) *joint {
	var last *joint
	for _, x := range sortedJoints(t) {
		if last == nil || when.Compare(x.last, last.last) > 0 {
			last = x
		}
	}
	return last
}
