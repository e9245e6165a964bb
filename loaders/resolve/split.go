package resolve

import (
	"cmp"
	"slices"

	"entente/graph/ontology"
)

// split makes clusters of a connected component of joins, so that no two nodes of
// one cluster contradict each other. The rule is fixed: in the order of keys, those
// last that say little of themselves, each node goes to the cluster with one of whose
// nodes it is joined and none of whose nodes it contradicts, else it begins one. Where
// several clusters would take it, it goes to the first of them and brings those along that
// do not contradict that or, when it says little of itself, goes to none: what is ambiguous
// stays apart (takers). Then clusters are put together of which nodes are judged to be
// the same.
func (p *planner) split(component []*node) [][]*node {
	if len(component) == 1 {
		return [][]*node{component}
	}
	slices.SortFunc(component, func(a, b *node) int { return cmp.Or(later(a)-later(b), compareNodes(a, b)) })
	clusters := clusters{keysOf: p.keysOf}
	for _, m := range component {
		fit, ambiguous := p.takers(m, p.fitting(m, &clusters))
		if len(fit) == 0 {
			clusters.begin(m).ambiguous = ambiguous
			continue
		}
		first := fit[0]
		clusters.put(first, m)
		for k := len(fit) - 1; k > 0; k-- {
			if p.agree(first, fit[k]) {
				clusters.put(first, fit[k].nodes...)
				fit[k].gone = true
			}
		}
	}
	var all [][]*node
	for _, c := range clusters.all {
		if !c.gone {
			slices.SortFunc(c.nodes, compareNodes)
			all = append(all, c.nodes)
		}
	}
	slices.SortFunc(all, func(a, b []*node) int { return compareNodes(a[0], b[0]) })
	return p.together(all)
}

// clusters are those of a component while it is split, in the order in which they began.
// Of eight hundred summits of one name those alone are asked that have a blocking key in
// common with a node, as no others can be joined to it. Where they are few all are asked.
type clusters struct {
	all   []*cluster
	under map[string][]*cluster // by blocking keys of their nodes; nil while they are few

	keysOf func(*node) []string
}

// fewClusters are asked each.
const fewClusters = 8

// begin adds a cluster of one node.
func (cs *clusters) begin(m *node) *cluster {
	c := &cluster{at: len(cs.all), has: map[string]bool{}}
	cs.all = append(cs.all, c)
	cs.put(c, m)
	return c
}

// put adds nodes to a cluster.
func (cs *clusters) put(c *cluster, nodes ...*node) {
	c.take(nodes...)
	switch {
	case cs.under != nil:
		cs.index(c, nodes)
	case len(cs.all) > fewClusters:
		cs.under = map[string][]*cluster{}
		for _, c := range cs.all {
			cs.index(c, c.nodes)
		}
	}
}

// index makes a cluster known under the keys of nodes.
func (cs *clusters) index(c *cluster, nodes []*node) {
	for _, m := range nodes {
		for _, k := range cs.keysOf(m) {
			if under := cs.under[k]; !slices.Contains(under, c) {
				cs.under[k] = append(under, c)
			}
		}
	}
}

// near are the clusters with which a node may have a blocking key in common, in their order.
func (cs *clusters) near(m *node) []*cluster {
	if cs.under == nil {
		return slices.DeleteFunc(slices.Clone(cs.all), func(c *cluster) bool { return c.gone })
	}
	var all []*cluster
	for _, k := range cs.keysOf(m) {
		all = append(all, cs.under[k]...)
	}
	slices.SortFunc(all, func(a, b *cluster) int { return a.at - b.at })
	return slices.DeleteFunc(slices.Compact(all), func(c *cluster) bool { return c.gone })
}

// fitting are the clusters that would take a node, two at most where two make it ambiguous.
func (p *planner) fitting(m *node, clusters *clusters) (fit []*cluster) {
	alone := m.sight().little && !m.throughYears()
	for _, c := range clusters.near(m) {
		if p.fits(m, c) {
			if fit = append(fit, c); alone && len(fit) == 2 {
				break
			}
		}
	}
	return fit
}

// throughYears reports whether a node is an agreement that has a name of its own, by which
// articles of many years call it.
func (n *node) throughYears() bool { return n.Type == ontology.Agreement && n.sight().own }

// takers are those of the clusters that would take a node to which it goes: none where it
// is ambiguous. An agreement that articles name for years without a day is so only between
// agreements of that name that contradict each other, and then goes to what else is called
// so without a day; else each mention would be one more to choose from for the next.
func (p *planner) takers(m *node, fit []*cluster) (to []*cluster, ambiguous bool) {
	if len(fit) < 2 || !m.sight().little {
		return fit, false
	}
	if !m.throughYears() {
		return nil, true
	}
	var certain, vague, plain []*cluster
	for _, c := range fit {
		if c.certain {
			certain = append(certain, c)
		} else {
			vague = append(vague, c)
		}
		if !c.ambiguous {
			plain = append(plain, c)
		}
	}
	if len(certain) == 0 {
		return vague, false
	}
	for _, c := range certain[1:] {
		if !p.agree(certain[0], c) {
			return vague, true
		}
	}
	return plain, false
}

// cluster is one thing while a component is split. Of the thousands of tellings of one
// that all name many are alike in all that can contradict: one of them is asked.
type cluster struct {
	at        int  // its place among those of the component
	gone      bool // its nodes went to another one
	nodes     []*node
	each      []*node // one of those alike
	kinds     []*node // of agreements one of each type: what has neither day nor place contradicts no more
	has       map[string]bool
	certain   bool     // not all say little of themselves
	ambiguous bool     // begun by what may be either of two others
	mentions  mentions // of agreements
}

func (c *cluster) take(nodes ...*node) {
	c.nodes = append(c.nodes, nodes...)
	for _, m := range nodes {
		c.certain = c.certain || !m.sight().little
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

// later is 1 for a node that says little of itself.
func later(n *node) int {
	if n.sight().little {
		return 1
	}
	return 0
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
		return slices.ContainsFunc(each, func(o *node) bool { return contradict(m.sight(), o.sight()) != "" })
	}
	return slices.ContainsFunc(c.nodes, func(o *node) bool {
		same, found := p.judged.on(m.local, o.local)
		return found && !same || !found && contradict(m.sight(), o.sight()) != ""
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
