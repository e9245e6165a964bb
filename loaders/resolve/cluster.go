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
	Features        // of the least member; of an act that shares a node what all have
	id       string // see nodeID
	keys     []string
	was      graph.IRI // the entity it is part of in the store; empty when it is new
	entity   graph.IRI // the entity it is part of now
	local    graph.IRI // of a thing that is compared for itself, else empty
	article  graph.IRI // of local, where it was looked up
	n        int       // members after the change
	lost     bool      // its least member leaves
	alike    string    // see contradicting
	called   []string  // see calls
	kern     Features  // see core
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
// alone.
type some struct {
	N     int               `json:"n,omitempty"`
	Least Features          `json:"least"`
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
	return meet(a.keys, b.keys) && (byName(a.Type) || !ofOne(a, b)) && Why(a.Features, b.Features) != ""
}

// ofOne reports whether two nodes are things that one article tells apart.
func ofOne(a, b *node) bool { return a.ID == b.ID && a.local != "" && b.local != "" }

// split makes clusters of a connected component of joins, so that no two nodes of
// one cluster contradict each other. The rule is fixed: in the order of keys, those
// last that say little of themselves, each node goes to the cluster with one of whose
// nodes it is joined and none of whose nodes it contradicts, else it begins one. Where
// several clusters would take it, it goes to the first of them and brings those along that
// do not contradict that or, when it says little of itself, goes to none: what is ambiguous
// stays apart (takers). Then clusters are put together of
// which nodes are judged to be the same.
func (p *planner) split(component []*node) [][]*node {
	slices.SortFunc(component, func(a, b *node) int { return cmp.Or(later(a)-later(b), compareNodes(a, b)) })
	var clusters []*cluster
	for _, m := range component {
		fit, ambiguous := p.takers(m, clusters, p.fitting(m, clusters))
		if len(fit) == 0 {
			c := newCluster(m)
			c.ambiguous = ambiguous
			clusters = append(clusters, c)
			continue
		}
		clusters[fit[0]].take(m)
		for k := len(fit) - 1; k > 0; k-- {
			if i := fit[k]; p.agree(clusters[fit[0]], clusters[i]) {
				clusters[fit[0]].take(clusters[i].nodes...)
				clusters = slices.Delete(clusters, i, i+1)
			}
		}
	}
	all := make([][]*node, len(clusters))
	for i, c := range clusters {
		all[i] = c.nodes
		slices.SortFunc(all[i], compareNodes)
	}
	slices.SortFunc(all, func(a, b []*node) int { return compareNodes(a[0], b[0]) })
	return p.together(all)
}

// fitting are the clusters that would take a node, two at most where two make it ambiguous.
func (p *planner) fitting(m *node, clusters []*cluster) (fit []int) {
	alone := m.vague() && !m.throughYears()
	for i, c := range clusters {
		if p.fits(m, c) {
			if fit = append(fit, i); alone && len(fit) == 2 {
				break
			}
		}
	}
	return fit
}

// throughYears reports whether a node is an agreement that has a name of its own, by which
// articles of many years call it.
func (n *node) throughYears() bool { return n.Type == ontology.Agreement && ownName(n.Features) }

// takers are those of the clusters that would take a node to which it goes: none where it
// is ambiguous. An agreement that articles name for years without a day is so only between
// agreements of that name that contradict each other, and then goes to what else is called
// so without a day; else each mention would be one more to choose from for the next.
func (p *planner) takers(m *node, clusters []*cluster, fit []int) (to []int, ambiguous bool) {
	if len(fit) < 2 || !m.vague() {
		return fit, false
	}
	if !m.throughYears() {
		return nil, true
	}
	var certain, vague, plain []int
	for _, i := range fit {
		c := clusters[i]
		if c.certain {
			certain = append(certain, i)
		} else {
			vague = append(vague, i)
		}
		if !c.ambiguous {
			plain = append(plain, i)
		}
	}
	if len(certain) == 0 {
		return vague, false
	}
	for _, i := range certain[1:] {
		if !p.agree(clusters[certain[0]], clusters[i]) {
			return vague, true
		}
	}
	return plain, false
}

// cluster is one thing while a component is split. Of the thousands of tellings of one
// that all name many are alike in all that can contradict: one of them is asked.
type cluster struct {
	nodes     []*node
	each      []*node // one of those alike
	kinds     []*node // of agreements one of each type: what has neither day nor place contradicts no more
	has       map[string]bool
	certain   bool     // not all say little of themselves
	ambiguous bool     // begun by what may be either of two others
	mentions  mentions // of agreements
}

func newCluster(m *node) *cluster {
	c := &cluster{has: map[string]bool{}}
	c.take(m)
	return c
}

func (c *cluster) take(nodes ...*node) {
	c.nodes = append(c.nodes, nodes...)
	for _, m := range nodes {
		c.certain = c.certain || !m.vague()
		if m.Type == ontology.Agreement {
			c.mentions.take(m)
		}
		if said := m.contradicting(); !c.has[said] {
			c.has[said] = true
			c.each = append(c.each, m)
			if !slices.ContainsFunc(c.kinds, func(o *node) bool { return m.Treaty == o.Treaty && slices.Equal(m.Terms, o.Terms) }) {
				c.kinds = append(c.kinds, m)
			}
		}
	}
}

// contradicting is all of a node that Contradict looks at.
func (n *node) contradicting() string {
	if n.alike == "" {
		f := n.content()
		f.Names, f.Told, f.Where, f.Said = nil, nil, nil, nil
		if !f.coming() {
			f.Day = ""
		}
		n.alike = f.marshal()
	}
	return n.alike
}

// later is 1 for a node that says little of itself.
func later(n *node) int {
	if n.vague() {
		return 1
	}
	return 0
}

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
	return cmp.Or(a.Compare(b.Features), strings.Compare(a.id, b.id))
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
	return n.Features.own()
}

func addressOf(t ontology.Type, names []string, id string) graph.IRI {
	words := []string{slug(longest(names)), id[:12]}
	return graph.IRI(strings.ToLower(string(t)) + ":" + strings.Join(slices.DeleteFunc(words, func(w string) bool { return w == "" }), "-"))
}

// core is what is compared of a shared node: names of which one word is left out, as
// articles call a person now so and now so. Its ID is the same for all nodes with the same
// core, which are joined for that; else it is that of the node.
func (n *node) core() Features {
	if n.kern.ID != "" {
		return n.kern
	}
	f := Features{Type: n.Type, Folded: n.Folded, Countries: n.Countries}
	if f.Type == ontology.Person {
		f.Folded = slices.DeleteFunc(slices.Clone(f.Folded), func(name string) bool { return personKey(name) == "" })
	}
	n.kern = f
	if n.kern.ID = n.id; len(Keys(f)) > 0 && Why(f, f) != "" {
		n.kern.ID = graph.Hash(f.marshal())
	}
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

// fits reports whether a node may go to a cluster. Nodes come in the order of their days,
// and what is joined is mostly of days close by: so the last that came is asked first.
func (p *planner) fits(m *node, c *cluster) bool {
	if p.against(m, c) {
		return false
	}
	if m.Type == ontology.Agreement && len(p.judged[m.local]) == 0 {
		return c.mentions.any(m, func(o *node) bool { return p.linked(m, o) })
	}
	for _, o := range slices.Backward(c.nodes) {
		if p.linked(m, o) {
			return true
		}
	}
	return false
}

// against reports whether a node of a cluster contradicts one, or is judged to be another.
func (p *planner) against(m *node, c *cluster) bool {
	if len(p.judged[m.local]) == 0 {
		each := c.each
		if m.Type == ontology.Agreement && len(m.Dates)+len(m.Places) == 0 {
			each = c.kinds
		}
		return slices.ContainsFunc(each, func(o *node) bool { return Contradict(m.Features, o.Features) != "" })
	}
	return slices.ContainsFunc(c.nodes, func(o *node) bool {
		same, found := p.judged.on(m.local, o.local)
		return found && !same || !found && Contradict(m.Features, o.Features) != ""
	})
}

// agree reports whether no node of one cluster contradicts one of the other.
func (p *planner) agree(a, b *cluster) bool {
	judged := func(m *node) bool { return len(p.judged[m.local]) > 0 }
	nodes := a.each
	if slices.ContainsFunc(a.nodes, judged) {
		nodes = a.nodes
	}
	return !slices.ContainsFunc(nodes, func(m *node) bool { return p.against(m, b) })
}

// together joins each cluster to the first one before it of which it has a node
// that is judged the same, unless nodes of the two are judged different.
func (p *planner) together(clusters [][]*node) [][]*node {
	for i := 1; i < len(clusters); i++ {
		at := slices.IndexFunc(clusters[:i], func(c []*node) bool { return p.judgedSame(c, clusters[i]) })
		if at < 0 {
			continue
		}
		clusters[at] = append(clusters[at], clusters[i]...)
		slices.SortFunc(clusters[at], compareNodes)
		clusters = slices.Delete(clusters, i, i+1)
		i = 0
	}
	return clusters
}

func (p *planner) judgedSame(a, b []*node) bool {
	any := false
	for _, m := range a {
		for _, o := range b {
			same, found := p.judged.on(m.local, o.local)
			if found && !same {
				return false
			}
			any = any || found
		}
	}
	return any
}

// entityOf is what all nodes of a cluster tell of it. Its label is that of the first node;
// called are the names by which it may be addressed, and taken are the addresses of other
// clusters of the component.
func (p *planner) entityOf(c []*node, called callings, taken map[graph.IRI]bool) graph.Entity {
	var names []string
	var dates []when.Date
	for _, m := range c {
		names, dates = append(names, m.Names...), append(dates, m.Dates...)
	}
	e := graph.Entity{IRI: p.address(c, called, taken), Type: c[0].Type, Label: c[0].Label}
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
	if summed(e.Type) && slices.ContainsFunc(c, func(m *node) bool { return len(m.keys) > 0 }) {
		e.Keys, e.Members = membersOf(c)
	}
	return e
}

// membersOf is what is kept of the nodes of a cluster of things that are summed.
func membersOf(c []*node) (keys []string, members string) {
	var list []some
	told := map[string]int{} // by all but the day: index in list
	for _, m := range c {
		keys = append(keys, m.keys...)
		if byName(m.Type) || m.local != "" {
			list = append(list, some{N: m.n, Least: m.Features, Local: m.local})
			continue
		}
		f := m.Features
		f.Day = ""
		said := f.marshal()
		at, ok := told[said]
		if !ok {
			at = len(list)
			told[said], list = at, append(list, some{Least: f, Days: map[when.Date]int{}})
		}
		list[at].Days[m.Day] = m.n
	}
	keys = union(nil, keys)
	b, err := json.Marshal(list)
	if err != nil {
		panic(err) // strings and numbers alone
	}
	return keys, string(b)
}

// nodesOf reads back what membersOf wrote.
func nodesOf(entity graph.IRI, members string) ([]*node, error) {
	var list []some
	if err := json.Unmarshal([]byte(members), &list); err != nil {
		return nil, fmt.Errorf("members of %s: %w", entity, err)
	}
	var nodes []*node
	for _, s := range list {
		switch {
		case s.Local != "":
			nodes = append(nodes, &node{Features: s.Least, id: string(s.Local), local: s.Local, was: entity, n: s.N})
		case s.Days == nil:
			nodes = append(nodes, &node{Features: s.Least, id: s.Least.nodeID(), was: entity, n: s.N})
		}
		for _, day := range sorted(s.Days) {
			f := s.Least
			f.Day = day
			nodes = append(nodes, &node{Features: f, id: f.nodeID(), was: entity, n: s.Days[day]})
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
