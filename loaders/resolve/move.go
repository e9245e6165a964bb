package resolve

import (
	"cmp"
	"slices"

	"entente/graph"
	"entente/graph/ontology"
)

// Things of the store that denote another entity than before. An article of which such a
// thing is a person or a place is written anew, as offices and tenures are addressed after
// these. That an act or a group of copies is called after another telling of it changes
// nothing else, and of a thing that thousands tell of it would have as many articles read
// and resolved again.

// renamed reports whether of an article nothing changes but the address of a thing of a
// type, when that moves.
func renamed(t ontology.Type) bool {
	switch t {
	case ontology.Article, ontology.Meeting, ontology.Agreement, ontology.Event, ontology.Statement:
		return true
	}
	return false
}

// departure is an entity of the store of which nodes move.
type departure struct {
	from  graph.IRI
	nodes []*node
	whole bool                      // all of them move, and to one entity
	in    map[graph.IRI][]graph.IRI // its locals by their articles
}

// moved returns the articles of the store that are written anew, as something in them denotes
// another entity now, and notes what moves in others (moves).
func (p *planner) moved() (map[graph.IRI]bool, error) {
	anew := map[graph.IRI]bool{}
	departures, err := p.departures()
	if err != nil {
		return nil, err
	}
	in := map[graph.IRI][]graph.Move{}
	for _, from := range sorted(departures) {
		d := departures[from]
		moves, err := p.movesOf(d)
		if err != nil {
			return nil, err
		}
		for _, m := range moves {
			if p.fresh[m.Article] != nil || p.leaving[m.Article] { // it is written in any case
				continue
			}
			in[m.Article] = append(in[m.Article], m)
			if !p.growing || !renamed(d.nodes[0].Type) {
				anew[m.Article] = true
			}
		}
	}
	for _, a := range sorted(in) {
		if anew[a] {
			continue
		}
		clear, err := p.oneToOne(in[a], departures)
		if err != nil {
			return nil, err
		}
		if clear {
			p.moves = append(p.moves, in[a]...)
		} else {
			anew[a] = true
		}
	}
	return anew, nil
}

// departures are the entities of which nodes move.
func (p *planner) departures() (map[graph.IRI]*departure, error) {
	all := map[graph.IRI]*departure{}
	for _, n := range p.nodes {
		if n.was != "" && n.entity != "" && n.was != n.entity {
			d := all[n.was]
			if d == nil {
				d = &departure{from: n.was, whole: p.growing}
				all[n.was] = d
			}
			d.nodes = append(d.nodes, n)
		}
	}
	for _, n := range p.nodes {
		if d := all[n.was]; d != nil && n.entity != d.nodes[0].entity {
			d.whole = false
		}
	}
	for _, d := range all {
		slices.SortFunc(d.nodes, func(a, b *node) int { return cmp.Compare(a.id, b.id) })
		var err error
		if d.in, err = p.localsIn(d.from); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// localsIn are the locals of an entity of the store by their articles.
func (p *planner) localsIn(e graph.IRI) (map[graph.IRI][]graph.IRI, error) {
	locals, err := p.store.LocalsOf(p.ctx, e)
	if err != nil {
		return nil, err
	}
	in := map[graph.IRI][]graph.IRI{}
	for _, l := range locals {
		in[l.Article()] = append(in[l.Article()], l)
	}
	return in, nil
}

// movesOf are the locals that move with the nodes of an entity.
func (p *planner) movesOf(d *departure) (moves []graph.Move, err error) {
	if d.whole {
		for _, a := range sorted(d.in) {
			for _, l := range d.in[a] {
				moves = append(moves, graph.Move{Article: a, Local: l, From: d.from, To: d.nodes[0].entity})
			}
		}
		return moves, nil
	}
	for _, n := range d.nodes {
		if n.local != "" {
			moves = append(moves, graph.Move{Article: n.local.Article(), Local: n.local, From: n.was, To: n.entity})
			continue
		}
		members, err := p.members(n)
		if err != nil {
			return nil, err
		}
		for _, m := range members {
			moves = append(moves, graph.Move{Article: m.iri.Article(), Local: m.iri, From: n.was, To: n.entity})
		}
	}
	return moves, nil
}

// oneToOne reports whether of what moves in an article no two things become one, and none
// two: then what it says of them is just said of others.
func (p *planner) oneToOne(moves []graph.Move, departures map[graph.IRI]*departure) (bool, error) {
	a, to, from, went := moves[0].Article, map[graph.IRI]graph.IRI{}, map[graph.IRI]graph.IRI{}, map[graph.IRI]int{}
	for _, m := range moves {
		if was, ok := from[m.To]; ok && was != m.From {
			return false, nil
		}
		if is, ok := to[m.From]; ok && is != m.To {
			return false, nil
		}
		to[m.From], from[m.To] = m.To, m.From
		went[m.From]++
	}
	for _, m := range moves {
		if went[m.From] < len(departures[m.From].in[a]) {
			return false, nil
		}
		there, err := p.there(m.To, departures)
		if err != nil {
			return false, err
		}
		if went[m.To] < len(there[a]) {
			return false, nil
		}
	}
	return true, nil
}

// there are the locals by their articles that an entity has to which others come.
func (p *planner) there(e graph.IRI, departures map[graph.IRI]*departure) (map[graph.IRI][]graph.IRI, error) {
	if d := departures[e]; d != nil {
		return d.in, nil
	}
	if in, ok := p.stay[e]; ok {
		return in, nil
	}
	in, err := p.localsIn(e)
	if p.stay == nil {
		p.stay = map[graph.IRI]map[graph.IRI][]graph.IRI{}
	}
	p.stay[e] = in
	return in, err
}
