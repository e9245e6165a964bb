package resolve

import (
	"fmt"
	"slices"
	"strings"

	"entente/graph"
	"entente/graph/ontology"
)

// Bringing the nodes that a change touches out of the store, taking out the members
// that leave, putting in the new ones.

// local is a thing of an article that comes or goes.
type local struct {
	Features
	iri    graph.IRI
	was    graph.IRI
	judged judged    // as it came, or before it goes
	look   *portrait // see Thing
}

// shared reports whether the thing shares a node with things of other articles.
func (l local) shared() bool { return shared(l.Features) && !l.judged.apart(l.iri) }

// node returns the node of a thing, from the store when it is there, else new.
func (p *planner) node(l local) (*node, error) {
	it := l.look
	if it == nil || len(l.judged[l.iri]) > 0 {
		it = lookOf(l.Features, l.shared())
	}
	id := it.nodeOf(l.iri)
	if n := p.nodes[id]; n != nil {
		return n, nil
	}
	keys := l.judged.keys(l.iri, it)
	if summed(l.Type) {
		for _, k := range keys {
			if err := p.under(k); err != nil {
				return nil, err
			}
		}
	}
	if n := p.nodes[id]; n != nil {
		return n, nil
	}
	n := &node{portrait: it, id: id, keys: workedOut(keys)}
	if !it.shares {
		n.local, n.was = l.iri, l.was
	}
	p.put(n)
	return n, nil
}

// put makes a node known under its keys.
func (p *planner) put(n *node) {
	p.nodes[n.id] = n
	for _, k := range p.keysOf(n) {
		p.byKey[k] = append(p.byKey[k], n)
	}
}

// keysOf are the blocking keys of a node, as it is judged after the change.
func (p *planner) keysOf(n *node) []string {
	if n.keys == nil {
		n.keys = workedOut(p.judged.keys(n.local, n.portrait))
	}
	return n.keys
}

// workedOut are keys that are known, though there be none.
func workedOut(keys []string) []string {
	if keys == nil {
		return []string{}
	}
	return keys
}

// under brings what the store has under a blocking key, but for locals of articles that leave.
func (p *planner) under(key string) error {
	if p.fetched[key] {
		return nil
	}
	p.fetched[key] = true
	return p.ask([]string{key}, 1, func(n *node) {
		if n.found {
			p.byKey[key], n.hits = append(p.byKey[key], n), append(n.hits, key)
		}
	})
}

// banded brings the articles of the store that have enough bands in common with one.
func (p *planner) banded(m *node) error {
	return p.ask(bands(m.Print), leastBands, func(n *node) {
		if n.found {
			n.found = false
			p.put(n)
		}
	})
}

// ask brings what the store has under at least so many of some keys, and calls each for the
// nodes of it that are known.
func (p *planner) ask(keys []string, least int, each func(*node)) error {
	candidates, err := p.candidates(question{keys: keys, least: least})
	if err != nil {
		return err
	}
	for _, c := range candidates {
		if p.brought[c] != nil || p.leaving[c.Article()] {
			for _, n := range p.brought[c] {
				each(n)
			}
			continue
		}
		nodes, err := p.candidateNodes(c)
		if err != nil {
			return err
		}
		for _, n := range p.bring(c, nodes) {
			each(n)
		}
	}
	return nil
}

// bring makes nodes of an entity or a local of the store known, and returns those that stay.
// While articles only come they are known under those keys alone by which the store was asked:
// most of what stands under one of its keys is not joined to what has that key, and what is
// joined in the store needs no keys to be found (beside).
func (p *planner) bring(of graph.IRI, nodes []*node) []*node {
	all := []*node{}
	for _, n := range nodes {
		switch {
		case p.nodes[n.id] != nil:
			all = append(all, p.nodes[n.id])
			continue
		case p.growing || n.local == of:
			n.found = true
			p.nodes[n.id] = n
		default:
			p.put(n)
		}
		all = append(all, n)
	}
	p.brought[of] = all
	return all
}

// candidateNodes are the nodes of a local or an entity of the store.
func (p *planner) candidateNodes(c graph.IRI) ([]*node, error) {
	if !isLocal(c) {
		members, err := p.membersStored(c)
		if err != nil {
			return nil, err
		}
		return p.album.nodesOf(c, members)
	}
	n, err := p.ofStore(c)
	if err != nil {
		return nil, err
	}
	n.unsettled = true
	if !p.growing { // whatever it is joined to, its entity is asked for
		err = p.denotes(n)
	}
	return []*node{n}, err
}

// ofStore is the node of a local of the store that is compared for itself.
func (p *planner) ofStore(local graph.IRI) (*node, error) {
	of := p.album.local(local)
	if of == nil {
		features, err := p.featuresStored(local)
		if err != nil {
			return nil, err
		}
		if of, err = p.album.take(local, features); err != nil {
			return nil, fmt.Errorf("%s: %w", local, err)
		}
	}
	return &node{portrait: of, id: string(local), local: local, n: 1}, nil
}

// denotes looks up of which entity a node of the store is. Most of what shares a key with
// another is not joined to it, and need not be asked.
func (p *planner) denotes(n *node) (err error) {
	if n.unsettled {
		n.was, err = p.store.Denoted(p.ctx, n.local)
		n.unsettled = false
	}
	return err
}

// comes puts a new thing into its node.
func (p *planner) comes(l local) error {
	n, err := p.node(l)
	if err != nil {
		return err
	}
	p.touched = append(p.touched, n)
	n.n, n.came = n.n+1, true
	if !byName(l.Type) {
		return nil // all members tell the same
	}
	if n.n == 1 || l.Compare(n.told()) < 0 && !n.lost {
		n.portrait, n.lost = portraitOf(l.Features), false
	}
	if n.lost {
		p.late[n] = append(p.late[n], l)
	}
	return nil
}

// goes takes a thing out of its node.
func (p *planner) goes(l local) error {
	it := portraitOf(l.Features)
	if keys := l.judged.keys(l.iri, it); !summed(l.Type) || len(keys) == 0 {
		p.gone = append(p.gone, &node{portrait: it, id: string(l.iri), local: l.iri, keys: workedOut(keys)})
		return nil
	}
	n, err := p.node(l)
	if err != nil {
		return err
	}
	if n.was == "" {
		return nil // written by another version, of which all leaves when articles are read again
	}
	p.touched = append(p.touched, n)
	if n.n--; n.local != "" {
		delete(p.nodes, n.id) // it may come again and tell something else
	}
	n.lost = n.lost || byName(l.Type) && l.Compare(n.told()) == 0
	return nil
}

// settle finds the least member of nodes that lost theirs, and sorts out those
// that lost all.
func (p *planner) settle() error {
	for _, n := range p.touched {
		if n.n == 0 {
			p.gone = append(p.gone, n)
			continue
		}
		if !n.lost {
			p.seeds = append(p.seeds, n)
			continue
		}
		if err := p.least(n); err != nil {
			return err
		}
		p.seeds = append(p.seeds, n)
	}
	for _, n := range p.gone {
		p.search++
		near, err := p.near(n)
		if err != nil {
			return err
		}
		p.seeds = append(p.seeds, near...)
	}
	return nil
}

// least looks at all members of a node for the least.
func (p *planner) least(n *node) error {
	members, err := p.members(n)
	if err != nil {
		return err
	}
	members = slices.Concat(members, p.late[n])
	if len(members) == 0 {
		return fmt.Errorf("%s: %d of its locals are not in the store: it was resolved by another version, read it again", n.was, n.n)
	}
	n.portrait = portraitOf(slices.MinFunc(members, func(a, b local) int { return a.Compare(b.Features) }).Features)
	n.lost = false
	return nil
}

// members returns the members of a node that the store has and keeps.
func (p *planner) members(n *node) ([]local, error) {
	if p.locals[n.was] == nil {
		all, err := p.allMembers(n.was)
		if err != nil {
			return nil, err
		}
		p.locals[n.was] = all
	}
	return p.locals[n.was][n.id], nil
}

// allMembers returns the members of the nodes of an entity of the store, but for articles
// that leave.
func (p *planner) allMembers(entity graph.IRI) (map[string][]local, error) {
	iris, err := p.store.LocalsOf(p.ctx, entity)
	if err != nil {
		return nil, err
	}
	all := map[string][]local{}
	for _, iri := range iris {
		if p.leaving[iri.Article()] {
			continue
		}
		l, err := p.store.Local(p.ctx, iri)
		if err != nil {
			return nil, err
		}
		f, err := unmarshal(l.Features)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", iri, err)
		}
		id := p.judged.nodeID(iri, f)
		all[id] = append(all[id], local{Features: f, iri: iri, was: entity, judged: p.judged})
	}
	return all, nil
}

// near returns the nodes that are joined to one, but for those found already in this search,
// and notes that they are found. Where thousands are joined to each other each is so compared once,
// not with all of them. Where articles only come, what was joined to a node of the store
// still is: its component is looked up, not found out again (beside).
func (p *planner) near(m *node) ([]*node, error) {
	settled := p.growing && m.was != ""
	var all []*node
	if settled {
		component, err := p.beside(m)
		if err != nil {
			return nil, err
		}
		for _, o := range component {
			if o.foundIn != p.search {
				o.foundIn = p.search
				all = append(all, o)
			}
		}
	}
	keys := m.hits
	if !settled {
		if err := p.reach(m); err != nil {
			return nil, err
		}
	}
	if !settled || !m.found {
		keys = p.keysOf(m)
	}
	m.apartFrom = m
	for _, k := range keys {
		for _, o := range p.byKey[k] {
			if o.foundIn == p.search || o.apartFrom == m || o.n == 0 || settled && (o.was != "" || o.unsettled) {
				continue
			}
			if !p.linked(m, o) && !p.namesakes(m, o) {
				o.apartFrom = m
				continue
			}
			if err := p.denotes(o); err != nil {
				return nil, err
			}
			o.foundIn = p.search
			all = append(all, o)
		}
	}
	return all, nil
}

// reach brings what the store has under the keys of a node. Where articles only come that is
// done for all that is new before components are looked at, so that each node of the store
// knows by which of its keys something new is to be found.
func (p *planner) reach(m *node) error {
	if m.reached {
		return nil
	}
	m.reached = true
	if m.Type == ontology.Article {
		if err := p.banded(m); err != nil {
			return err
		}
	}
	for _, k := range p.keysOf(m) {
		if strings.HasPrefix(k, bandKey) {
			continue
		}
		if alone, err := p.alone(m, k); err != nil {
			return err
		} else if alone {
			continue
		}
		if err := p.under(k); err != nil {
			return err
		}
	}
	return nil
}

// beside returns the nodes that make a component of the store with one, once for each
// component.
func (p *planner) beside(m *node) ([]*node, error) {
	if _, ok := p.settled[m.was]; ok {
		return nil, nil
	}
	others, err := p.store.BesideOf(p.ctx, m.was) // the same of each of them
	if err != nil {
		return nil, err
	}
	least := ""
	if len(others) > 0 {
		least = string(slices.Min(others))
	}
	var all []*node
	for _, e := range append(others, m.was) {
		if _, ok := p.settled[e]; ok {
			continue
		}
		p.settled[e] = least
		nodes, err := p.nodesOf(e)
		if err != nil {
			return nil, err
		}
		all = append(all, nodes...)
	}
	return all, nil
}

// nodesOf returns the nodes of an entity of the store.
func (p *planner) nodesOf(e graph.IRI) ([]*node, error) {
	var members string
	var err error
	if summed(e.Type()) {
		if nodes := p.brought[e]; nodes != nil {
			return nodes, nil
		}
		if members, err = p.membersStored(e); err != nil {
			return nil, err
		}
	}
	if members != "" {
		nodes, err := p.album.nodesOf(e, members)
		if err != nil {
			return nil, err
		}
		return p.bring(e, nodes), nil
	}
	locals, err := p.store.LocalsOf(p.ctx, e)
	if err != nil {
		return nil, err
	}
	var all []*node
	for _, l := range locals {
		if p.nodes[string(l)] == nil {
			n, err := p.ofStore(l)
			if err != nil {
				return nil, err
			}
			p.bring(l, []*node{n})
		}
		n := p.nodes[string(l)]
		n.was, n.unsettled = e, false
		all = append(all, n)
	}
	return all, nil
}

// alone reports whether a key is that of a place in words that no other article has.
func (p *planner) alone(m *node, key string) (bool, error) {
	place, found := strings.CutPrefix(key, copyKey)
	if !found {
		return false, nil
	}
	words, _, _ := strings.Cut(place, "-")
	articles, known := p.copies[words]
	if !known {
		for _, a := range p.byKey[bodyKey+words] {
			articles = append(articles, a.local.Article())
		}
		candidates, err := p.candidates(question{keys: []string{bodyKey + words}, least: 1})
		if err != nil {
			return false, err
		}
		for _, c := range candidates {
			if !p.leaving[c.Article()] {
				articles = append(articles, c.Article())
			}
		}
		p.copies[words] = articles
	}
	return !slices.ContainsFunc(articles, func(a graph.IRI) bool { return a != m.local.Article() }), nil
}

// component walks the joins from a seed; empty when it was found from another one.
func (p *planner) component(seed *node) ([]*node, error) {
	if seed.foundIn == p.search {
		return nil, nil
	}
	seed.foundIn = p.search
	all := []*node{seed}
	for i := 0; i < len(all); i++ {
		near, err := p.near(all[i])
		if err != nil {
			return nil, err
		}
		all = append(all, near...)
	}
	return all, nil
}
