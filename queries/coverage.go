package queries

import (
	"cmp"

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
		return a.joined([]join{{how: "names", walk: a.ofType(w)}}), nil
	},
	find:  (*asking).mostJoined,
	prove: (*asking).proveCoverage,
}

// named are the types of things that articles name.
var named = []ontology.Type{ontology.Person, ontology.Country, ontology.Organization, ontology.Place}

// proveCoverage gives each thing the claims on it in the last of the articles that
// name it, and counts all of them.
func (a *asking) proveCoverage(things []*thing) error {
	if !a.counting {
		if err := a.proveLatest(things); err != nil {
			return err
		}
	}
	naming := map[graph.IRI]graph.IRI{}
	for _, t := range things {
		for id := range t.joints {
			naming[id] = id
		}
	}
	groups, err := edgesOut(a.ctx, a.qs, sorted(naming), graph.SourceGroup)
	if err != nil {
		return err
	}
	for _, e := range groups {
		naming[e.subject] = iri(e.object)
	}
	for _, t := range things {
		sources := map[graph.IRI]bool{}
		for id := range t.joints {
			sources[naming[id]] = true
		}
		t.sources, t.articles = len(sources), len(t.joints)
	}
	return nil
}

// proveLatest gives each thing the claims on it in the last article that names it.
func (a *asking) proveLatest(things []*thing) error {
	if err := a.joinDays(things); err != nil {
		return err
	}
	at, last, of := byID(things), map[graph.IRI]bool{}, map[*thing]graph.IRI{}
	for _, t := range things {
		if x := lastJoint(t); x != nil {
			last[x.id], of[t] = true, x.id
		}
	}
	m := newAtlas(a.ctx, a.qs)
	said := From().Tag("claim").UnderTag("article", From(values(sorted(last))...)).
		OutTag("says", says(a.req.Mode.modalities())...).Tag("fact")
	var claims [][4]vertex
	facts := map[vertex]bool{}
	err := m.start(said, []string{"claim", "article", "says", "fact"}, func(at []vertex) {
		claims = append(claims, [4]vertex(at))
		facts[at[3]] = true
	})
	if err != nil || len(claims) == 0 {
		return err
	}
	ends := map[vertex][2]vertex{} // of the edge of each fact
	w := From().Tag("s").UnderTag("fact", m.these(keys(facts))).Out().Tag("o")
	err = m.start(w, []string{"fact", "s", "o"}, func(at []vertex) { ends[at[0]] = [2]vertex{at[1], at[2]} })
	if err != nil {
		return err
	}
	if err := m.read(); err != nil {
		return err
	}
	proofs := map[*thing]map[vertex]*proof{}
	for _, c := range claims {
		article := m.iri(c[1])
		for _, end := range ends[c[3]] {
			t := at[m.iri(end)]
			if t == nil || of[t] != article {
				continue
			}
			if proofs[t] == nil {
				proofs[t] = map[vertex]*proof{}
			}
			if proofs[t][c[0]] == nil {
				proofs[t][c[0]] = &proof{claim: m.iri(c[0]), article: article, modality: modalityOf(m.value(c[2]))}
			}
			proofs[t][c[0]].states++
		}
	}
	for _, t := range things {
		var all []proof
		for _, p := range proofs[t] {
			all = append(all, *p)
		}
		t.count(all)
	}
	return a.quote(things)
}

// latest compares days, of which one that is not known comes before all others.
func latest(a, b when.Date) int {
	if (a == "") != (b == "") {
		return cmp.Compare(a, b)
	}
	return when.Compare(a, b)
}

// lastJoint is the latest of what joins a thing.
func lastJoint(t *thing) *joint {
	var last *joint
	for _, x := range t.joints {
		if last == nil || cmp.Or(latest(x.last, last.last), cmp.Compare(last.id, x.id)) > 0 {
			last = x
		}
	}
	return last
}
