package resolve

import (
	"cmp"
	"slices"

	"entente/graph/when"
)

// namesakes reports whether two agreements have a name of their own in common. They are
// looked at together, though years may lie between them and they need not be joined: so one
// of them can have the address that follows from the name.
func (p *planner) namesakes(a, b *node) bool { return meet(a.calls(p.known), b.calls(p.known)) }

// callings are the words of the names by which a cluster may be addressed, the best first.
type callings [][]string

// named gives for each cluster of a component the names of its own by which it may be
// addressed: the name that most of its mentions have, with the year of the first of them,
// and before that the name alone for one cluster, the first that is named and no more is
// told of it, else the first. So an address stays as articles come: one of an earlier day
// that names the agreement does not change it, and no other article is written again.
// (That of most mentions would change as now this and now that has one more.)
func (p *planner) named(clusters [][]*node) []callings {
	all, holder := make([]callings, len(clusters)), map[string]int{}
	for i, c := range clusters {
		name := p.plainName(c)
		if name == "" {
			continue
		}
		all[i] = callings{{name, string(c[0].Day[:min(4, len(c[0].Day))])}}
		j, ok := holder[name]
		if !ok || !slices.ContainsFunc(clusters[j], justNamed) && slices.ContainsFunc(c, justNamed) {
			holder[name] = i
		}
	}
	for name, i := range holder {
		all[i] = append(callings{{name}}, all[i]...)
	}
	return all
}

// justNamed reports whether of an agreement nothing is told but its name.
func justNamed(n *node) bool { return len(n.sight().times)+len(n.Actors)+len(n.sight().sites) == 0 }

// plainName is the name of its own that most mentions in a cluster of agreements have, the
// first of several; empty where there is none, or people judged a part of it.
func (p *planner) plainName(c []*node) string {
	mentions := map[string]int{}
	for _, n := range c {
		if len(p.judged[n.local]) > 0 {
			return ""
		}
		for _, name := range n.calls(p.known) {
			mentions[name] += n.n
		}
	}
	best := ""
	for _, name := range sorted(mentions) {
		if best == "" || mentions[name] > mentions[best] {
			best = name
		}
	}
	return best
}

// mentions finds in a cluster of agreements those with which one may be joined. Hundreds of
// articles name a treaty in the same words and no others: all that tells one such mention
// from the next is the day of its article, and joins ask no more of two days than that
// they be close. So of those alike the nearest before and behind are asked, and beside
// them those of the very words; and before all these the nearest of the same name, whatever
// else is told of them, which is mostly enough.
type mentions struct {
	named map[string][]*node // those that have a name of their own, in the order of days
	alike map[string][]*node // by all that is compared but the day, in the order of days
	words map[string][]*node // by the words they stand in
}

func (k *mentions) take(m *node) {
	if k.alike == nil {
		k.named, k.alike, k.words = map[string][]*node{}, map[string][]*node{}, map[string][]*node{}
	}
	put(k.alike, m.compared(), m)
	if m.sight().own {
		for _, name := range m.Folded {
			put(k.named, name, m)
		}
	}
	for _, w := range []string{"copy " + m.Copy, "line " + m.Line} {
		k.words[w] = append(k.words[w], m)
	}
}

// put keeps the nodes under a word in the order of their days.
func put(under map[string][]*node, word string, m *node) {
	all := under[word]
	at, _ := slices.BinarySearchFunc(all, m, byDay)
	under[word] = slices.Insert(all, at, m)
}

// any reports whether ok holds for one of those with which m may be joined.
func (k *mentions) any(m *node, ok func(*node) bool) bool {
	for _, name := range m.Folded {
		if nearest(k.named[name], m, ok) {
			return true
		}
	}
	if !justNamed(m) || !m.sight().own {
		for _, all := range k.alike {
			if nearest(all, m, ok) {
				return true
			}
		}
	}
	return m.Copy != "" && slices.ContainsFunc(k.words["copy "+m.Copy], ok) || m.Line != "" && slices.ContainsFunc(k.words["line "+m.Line], ok)
}

// nearest reports whether ok holds for the nearest before or behind m in a list by days.
func nearest(all []*node, m *node, ok func(*node) bool) bool {
	at, _ := slices.BinarySearchFunc(all, m, byDay)
	if after := next(all[at:], m); after != nil && ok(after) {
		return true
	}
	for _, before := range slices.Backward(all[:at]) {
		if !ofOne(before, m) {
			return ok(before)
		}
	}
	return false
}

// next is the first of another article: things that one article tells apart are not joined.
func next(all []*node, m *node) *node {
	if i := slices.IndexFunc(all, func(o *node) bool { return !ofOne(o, m) }); i >= 0 {
		return all[i]
	}
	return nil
}

// byDay orders nodes by the day of their article, those without one last.
func byDay(a, b *node) int { return cmp.Compare(dayOf(a), dayOf(b)) }

func dayOf(n *node) when.Day {
	if day := n.sight().day; day.known() {
		return day.first
	}
	return when.Future
}
