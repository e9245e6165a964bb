package resolve

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"entente/graph"
	"entente/graph/ontology"
	"entente/graph/when"
)

// node is what takes part in clustering: one local that is compared for itself, a
// meeting or an event, or all locals of which just the same is told. Of persons, places
// and the like nothing is compared but names and countries, so those with the same
// are one node, however many articles name them: a graph in which ten thousand
// articles name somebody is not asked for ten thousand locals when one more does. Of
// statements and agreements, which are quoted and named for years, those of which articles
// of one day tell the same are one.
type node struct {
	*portrait           // of the least member; of an act that shares a node what all have
	id        string    // see nodeID
	keys      []string  // blocking keys, nil where they were not worked out (keysOf)
	was       graph.IRI // the entity it is part of in the store; empty when it is new
	unsettled bool      // it is part of one that was not looked up
	entity    graph.IRI // the entity it is part of now
	local     graph.IRI // of a thing that is compared for itself, else empty
	found     bool      // it is known under those keys alone by which the store was asked: hits
	hits      []string
	reached   bool      // the store was asked for what has its keys
	foundIn   int       // the last search in which it was found
	apartFrom *node     // the last node to which it is known not to be joined
	n         int       // members after the change
	lost      bool      // its least member leaves
	came      bool      // a member came
	kern      *Features // see core
}

// byName reports whether things of a type are joined by name alone.
func byName(t ontology.Type) bool {
	switch t {
	case ontology.Person, ontology.Organization, ontology.Country, ontology.Place, ontology.Office:
		return true
	}
	return false
}

// summed reports whether the nodes of an entity of a type stand with it in the store, and
// not with its locals: one look there is enough, however many articles tell of it.
func summed(t ontology.Type) bool {
	return byName(t) || t == ontology.Statement || t == ontology.Agreement
}

// nodeID tells of which node a thing is a member: of its own, or of that of all
// things of which the same is told.
func (j judged) nodeID(local graph.IRI, f Features) string {
	if !shared(f) || j.apart(local) {
		return string(local)
	}
	return f.nodeID()
}

// nodeID is that of a thing that shares a node.
func (f Features) nodeID() string {
	f = f.inCommon()
	if byName(f.Type) {
		f.Day, f.ID, f.Start, f.Nth, f.Label = "", "", 0, 0, ""
	}
	return graph.Hash(f.marshal())
}

// inCommon is what a node has of one of its members: of an act all that it shares with the
// others, which is all but its place in the article.
func (f Features) inCommon() Features {
	if !byName(f.Type) {
		f.ID, f.Start, f.Nth, f.Copy = "", 0, 0, ""
	}
	return f
}

// shared reports whether a thing can share a node with things of other articles: it is
// joined to all of which the same is told, acts to those of the same day at least.
func shared(f Features) bool {
	if !summed(f.Type) || f.Apart {
		return false
	}
	if f.Copy, f.Line = "", ""; f.Type == ontology.Statement { // its words have keys where they are a reason
		return slices.ContainsFunc(keysOf(f.Actors), everywhere) && Why(f, f) != ""
	}
	return len(Keys(f)) > 0 && (byName(f.Type) || Why(f, f) != "")
}

// some are nodes as their entity keeps them: one, or those of acts that differ in the day
// alone. Features are written as they are, and read as their text (album).
type some[features any] struct {
	N     int               `json:"n,omitempty"`
	Least features          `json:"least"`
	Local graph.IRI         `json:"local,omitempty"` // of a thing that is compared for itself
	Days  map[when.Date]int `json:"days,omitempty"`  // how many members the node of each day has
}

// linked reports whether two nodes are joined: they are judged to be the same, or
// they share a blocking key and there is a reason, and no verdict against it. Two
// things that one article tells apart are not joined directly, unless by their names.
func (p *planner) linked(a, b *node) bool {
	if same, found := p.judged.on(a.local, b.local); found {
		return same
	}
	return (byName(a.Type) || !ofOne(a, b)) && why(a.sight(), b.sight()) != "" && meet(p.keysOf(a), p.keysOf(b))
}

// ofOne reports whether two nodes are things that one article tells apart.
func ofOne(a, b *node) bool { return a.ID == b.ID && a.local != "" && b.local != "" }

// compareNodes orders nodes. Names that many articles share stand first, in an order of
// their own, the longest first. The others are in the order of their keys.
func compareNodes(a, b *node) int {
	switch shared, other := a.local == "", b.local == ""; {
	case !byName(a.Type):
	case shared && other:
		x, y := longest(a.Names), longest(b.Names)
		return cmp.Or(len(y)-len(x), strings.Compare(x, y), strings.Compare(a.id, b.id))
	case shared:
		return -1
	case other:
		return 1
	}
	return cmp.Or(compareKeys(a.Day, a.Features, b.Day, b.Features), strings.Compare(a.id, b.id))
}

// address is that of a cluster: the first of those that it may have which no other cluster
// of its component has. names are those by which it may be called (named).
func (p *planner) address(c []*node, names callings, taken map[graph.IRI]bool) graph.IRI {
	var a graph.IRI
	for _, a = range p.addresses(c, names) {
		if !taken[a] {
			break
		}
	}
	taken[a] = true
	return a
}

// addresses are those that a cluster may have, the best first and one of its own last. Where
// names are joined it follows from the plainest node alone; else from a name, or from what
// is told of the first or, of a statement, from its fullest telling. So it seldom changes
// as articles come and go, and no article is written again for that. Two nodes of which the
// same is told are joined, or in one component at least where others contradict (whole,
// core): there the first has the address, and the second one of its own.
func (p *planner) addresses(c []*node, names callings) []graph.IRI {
	if c[0].local == "" && byName(c[0].Type) {
		n := slices.MinFunc(c, comparePlain)
		return []graph.IRI{addressOf(n.Type, n.core().Folded, n.core().ID), addressOf(n.Type, n.Names, n.id)}
	}
	var all []graph.IRI
	for _, words := range names {
		hash := graph.Hash(append([]string{string(c[0].Type)}, words...)...)
		all = append(all, addressOf(c[0].Type, []string{strings.Join(words, " ")}, hash))
	}
	n := c[0]
	if n.Type == ontology.Statement {
		n = slices.MinFunc(c, compareFull)
	}
	if len(p.judged[n.local]) == 0 {
		all = append(all, n.IRI())
	}
	return append(all, n.own())
}

// IRI is the address of a cluster by one of its nodes: a readable beginning and the hash
// of what is told of it, where that decides what it is.
func (n *node) IRI() graph.IRI {
	if n.Whole == "" {
		return n.own()
	}
	return n.addressed(n.Whole)
}

// own is an address that no other node has.
func (n *node) own() graph.IRI {
	if n.local == "" {
		return n.addressed(n.id)
	}
	return n.told().own()
}

func addressOf(t ontology.Type, names []string, id string) graph.IRI {
	words := []string{slug(longest(names)), id[:12]}
	return graph.IRI(strings.ToLower(string(t)) + ":" + strings.Join(slices.DeleteFunc(words, func(w string) bool { return w == "" }), "-"))
}

// core is what is compared of a shared node: names of which one word is left out, as
// articles call a person now so and now so. Its ID is the same for all nodes with the same
// core, which are joined for that; else it is that of the node.
func (n *node) core() *Features {
	if n.kern != nil {
		return n.kern
	}
	f := Features{Type: n.Type, Folded: n.Folded, Countries: n.Countries}
	if f.Type == ontology.Person {
		f.Folded = slices.DeleteFunc(slices.Clone(f.Folded), func(name string) bool { return personKey(name) == "" })
	}
	id := n.id
	if len(Keys(f)) > 0 && Why(f, f) != "" {
		id = graph.Hash(f.marshal())
	}
	f.ID, n.kern = id, &f
	return n.kern
}

// comparePlain orders shared nodes by how much their articles say of the thing, the least
// first: a minister of no country before the one of his own.
func comparePlain(a, b *node) int {
	if shared := a.local == ""; !shared || shared != (b.local == "") {
		return compareNodes(a, b)
	}
	x, y := a.core(), b.core()
	return cmp.Or(len(x.Folded)+len(x.Countries)-len(y.Folded)-len(y.Countries), len(longest(y.Folded))-len(longest(x.Folded)),
		strings.Compare(x.ID, y.ID), compareNodes(a, b))
}

// compareFull orders statements by their words, those of which most is quoted first.
func compareFull(a, b *node) int {
	return cmp.Or(len(longest(b.Said))-len(longest(a.Said)), len(b.Whole)-len(a.Whole), strings.Compare(a.Whole, b.Whole), compareNodes(a, b))
}

// entityOf is what all nodes of a cluster tell of it. Its label is that of the first node.
func (p *planner) entityOf(c []*node, iri graph.IRI) graph.Entity {
	var names []string
	var dates []when.Date
	for _, m := range c {
		names, dates = append(names, m.Names...), append(dates, m.Dates...)
	}
	e := graph.Entity{IRI: iri, Type: c[0].Type, Label: c[0].Label}
	if e.Type == ontology.Article {
		e.Type = ontology.Group
		return e
	}
	for _, n := range union(nil, names) {
		if n != e.Label {
			e.Aliases = append(e.Aliases, n)
		}
	}
	if !byName(e.Type) {
		e.First, e.Last = bounds(dates)
	}
	if summed(e.Type) && slices.ContainsFunc(c, func(m *node) bool { return len(p.keysOf(m)) > 0 }) {
		e.Keys, e.Members = p.membersOf(c)
	}
	return e
}

// membersOf is what is kept of the nodes of a cluster of things that are summed.
func (p *planner) membersOf(c []*node) (keys []int64, members string) {
	var list []some[Features]
	told := map[string]int{}             // by all but the day: index in list
	inMonths := map[*portrait][]string{} // of what is told on many days, the months of them
	for _, m := range c {
		if m.undated == nil || m.local != "" {
			keys = append(keys, hashesOf(p.keysOf(m))...)
		} else {
			inMonths[m.undated] = append(inMonths[m.undated], monthsAround(m.Day)...)
		}
		if byName(m.Type) || m.local != "" {
			list = append(list, some[Features]{N: m.n, Least: m.told(), Local: m.local})
			continue
		}
		f := *m.Features
		f.Day = ""
		said := f.marshal()
		at, ok := told[said]
		if !ok {
			at = len(list)
			told[said], list = at, append(list, some[Features]{Least: f, Days: map[when.Date]int{}})
		}
		list[at].Days[m.Day] = m.n
	}
	for of, months := range inMonths {
		keys = append(keys, hashesOf(of.blocking())...)
		keys = append(keys, hashesOf(of.inMonths(union(nil, months)))...)
	}
	keys = union(nil, keys)
	b, err := json.Marshal(list)
	if err != nil {
		panic(err) // strings and numbers alone
	}
	return keys, string(b)
}

// nodesOf reads back what membersOf wrote.
func (a *album) nodesOf(entity graph.IRI, members string) ([]*node, error) {
	var list []some[json.RawMessage]
	if err := json.Unmarshal([]byte(members), &list); err != nil {
		return nil, fmt.Errorf("members of %s: %w", entity, err)
	}
	var nodes []*node
	add := func(s some[json.RawMessage], day when.Date, n int) error {
		p, err := a.dated(string(s.Least), day)
		if err != nil {
			return fmt.Errorf("members of %s: %w", entity, err)
		}
		id := string(s.Local)
		if s.Local == "" {
			id = p.member()
		}
		nodes = append(nodes, &node{portrait: p, id: id, local: s.Local, was: entity, n: n})
		return nil
	}
	for _, s := range list {
		if s.Local != "" || s.Days == nil {
			if err := add(s, "", s.N); err != nil {
				return nil, err
			}
		}
		for _, day := range sorted(s.Days) {
			if err := add(s, day, s.Days[day]); err != nil {
				return nil, err
			}
		}
	}
	return nodes, nil
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
