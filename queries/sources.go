package queries

import (
	"slices"

	"entente/graph"
	"entente/graph/ontology"
	"entente/graph/when"

	"github.com/cayleygraph/cayley/graph/iterator"
)

// --min-sources keeps the rows that so many independent sources tell of: those that
// the row itself counts.

// toldBy counts the sources of things as their rows do, of questions that prove
// their rows in a way of their own.
func (a *asking) toldBy(things []*thing, least int) ([]*thing, error) {
	copies := make([]*thing, len(things))
	for i, t := range things {
		one := *t
		one.edges = map[ontology.Predicate][]Value{}
		copies[i] = &one
	}
	counting := *a
	counting.counting = true
	if err := a.q.prove(&counting, copies); err != nil {
		return nil, err
	}
	var often []*thing
	for i, t := range things {
		if copies[i].sources >= least {
			often = append(often, t)
		}
	}
	return often, nil
}

// toldOften does the same for things whose claims are those on their own edges, by
// number: of thousands of things the words would take long to read.
func (a *asking) toldOften(m *atlas, found []vertex, least int) ([]vertex, error) {
	things := map[vertex][]vertex{} // by fact
	edges := From().Label("fact").Out(a.q.predicates(a.req.Mode)...)
	err := m.run(found, edges, []string{"fact"}, func(thing vertex, at []vertex) {
		if all := things[at[0]]; len(all) == 0 || all[len(all)-1] != thing {
			things[at[0]] = append(all, thing)
		}
	})
	if err != nil {
		return nil, err
	}
	facts, told := keys(things), map[vertex][]vertex{} // articles by fact
	claims := From().Label("article").In(says(a.countedModalities())...)
	err = m.run(facts, claims, []string{"article"}, func(fact vertex, at []vertex) {
		if all := told[fact]; len(all) == 0 || all[len(all)-1] != at[0] {
			told[fact] = append(all, at[0])
		}
	})
	if err != nil {
		return nil, err
	}
	groups, err := a.groups(m, told)
	if err != nil {
		return nil, err
	}
	sources := map[vertex]map[vertex]bool{}
	for fact, articles := range told {
		for _, thing := range things[fact] {
			for _, article := range articles {
				group, counts := groups[article]
				if !counts {
					continue
				}
				if sources[thing] == nil {
					sources[thing] = map[vertex]bool{}
				}
				sources[thing][group] = true
			}
		}
	}
	return slices.DeleteFunc(slices.Clone(found), func(v vertex) bool { return len(sources[v]) < least }), nil
}

// idsToldOften does it for things by their addresses.
func (a *asking) idsToldOften(ids []graph.IRI, least int) ([]graph.IRI, error) {
	refs, err := a.r.Refs(a.ctx, ids)
	if err != nil {
		return nil, err
	}
	m := newAtlas(a.ctx, a.qs)
	found, at := []vertex{}, map[vertex]graph.IRI{}
	for i, ref := range refs {
		if ref != nil {
			v := m.vertex(ref)
			found, at[v] = append(found, v), ids[i]
		}
	}
	if found, err = a.toldOften(m, found, least); err != nil {
		return nil, err
	}
	var often []graph.IRI
	for _, v := range found {
		often = append(often, at[v])
	}
	return often, nil
}

// groups returns the group of each article that may tell, the article itself where
// it is in none. The gazetteer is no source.
func (a *asking) groups(m *atlas, told map[vertex][]vertex) (map[vertex]vertex, error) {
	gazetteer, is, err := m.find(graph.GazetteerArticle)
	if err != nil {
		return nil, err
	}
	groups := map[vertex]vertex{}
	for _, articles := range told {
		for _, v := range articles {
			groups[v] = v
		}
	}
	if is {
		delete(groups, gazetteer)
	}
	articles := keys(groups)
	if a.narrowed() {
		may, err := m.keep(articles, a.mayTellWalk())
		if err != nil {
			return nil, err
		}
		articles = may
		groups = map[vertex]vertex{}
		for _, v := range may {
			groups[v] = v
		}
	}
	err = m.run(articles, From().Out(graph.SourceGroup).Tag("group"), []string{"group"}, func(article vertex, at []vertex) {
		groups[article] = at[0]
	})
	return groups, err
}

// mayTellWalk is mayTell as filters of a walk.
func (a *asking) mayTellWalk() Walk {
	w := From()
	if len(a.publishers) > 0 {
		w = w.Has(graph.Publisher, a.publishers...)
	}
	for _, v := range a.values("known-by") {
		if _, last, ok := when.Date(v).Bounds(); ok {
			w = w.HasThat(graph.Published, iterator.CompareLTE, edtf(last.String()))
		}
	}
	return w
}

// keys are the keys of a map, in their order.
func keys[T any](of map[vertex]T) []vertex {
	all := make([]vertex, 0, len(of))
	for v := range of {
		all = append(all, v)
	}
	slices.Sort(all)
	return all
}
