package resolve

import (
	"slices"

	"entente/graph"
	"entente/graph/ontology"
	"entente/graph/when"
)

// member is a local that takes part in clustering: the gazetteer does not know it.
type member struct {
	Features
	local   graph.IRI
	article graph.IRI
	keys    []string
	was     graph.IRI // the entity it denotes in the store; empty when it is new
	entity  graph.IRI // the entity it denotes now
}

// linked reports whether two members are joined: they share a blocking key, and
// there is a reason.
func linked(a, b *member) bool {
	return meet(a.keys, b.keys) && Why(a.Features, b.Features) != ""
}

// cluster splits a connected component of joins so that no two members of one
// cluster contradict each other. The rule is fixed: in the order of keys each
// member goes to the first cluster with one of whose members it is joined and none
// of whose members it contradicts, else it begins one.
func cluster(component []*member) [][]*member {
	slices.SortFunc(component, func(a, b *member) int { return a.Compare(b.Features) })
	var clusters [][]*member
	for _, m := range component {
		at := slices.IndexFunc(clusters, func(c []*member) bool { return fits(m, c) })
		if at < 0 {
			clusters = append(clusters, []*member{m})
			continue
		}
		clusters[at] = append(clusters[at], m)
	}
	return clusters
}

func fits(m *member, c []*member) bool {
	for _, o := range c {
		if Contradict(m.Features, o.Features) != "" {
			return false
		}
	}
	return slices.ContainsFunc(c, func(o *member) bool { return linked(m, o) })
}

// entityOf is what all members of a cluster tell of it. Its address and label are
// those of the least member, so that a label changes only with the address.
func entityOf(c []*member) graph.Entity {
	all := c[0].Features
	for _, m := range c[1:] {
		all.merge(m.Features)
	}
	e := graph.Entity{IRI: c[0].IRI(), Type: c[0].Type, Label: c[0].Label}
	for _, n := range all.Names {
		if n != e.Label {
			e.Aliases = append(e.Aliases, n)
		}
	}
	switch e.Type {
	case ontology.Meeting, ontology.Agreement, ontology.Event, ontology.Statement:
		e.First, e.Last = bounds(all.Dates)
	}
	return e
}

// bounds are the earliest and the latest day that dates may mean, where they say.
func bounds(dates []when.Date) (first, last when.Date) {
	var from, to []when.Day
	for _, d := range dates {
		a, b, ok := d.Bounds()
		if ok && a > when.Past {
			from = append(from, a)
		}
		if ok && b < when.Future {
			to = append(to, b)
		}
	}
	if len(from) > 0 {
		first = slices.Min(from).As(when.ToDay)
	}
	if len(to) > 0 {
		last = slices.Max(to).As(when.ToDay)
	}
	return first, last
}
