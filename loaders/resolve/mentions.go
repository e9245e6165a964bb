package resolve

import (
	"cmp"
	"slices"

	"entente/graph/ontology"
	"entente/graph/when"
)

// calls are the names of its own that an agreement has, as they are compared.
func (p *planner) calls(n *node) []string {
	if n.Type != ontology.Agreement {
		return nil
	}
	if n.called == nil {
		n.called = []string{}
		for _, name := range n.Names {
			if ofItsOwn(name) {
				n.called = union(n.called, []string{p.known.Fold(name)})
			}
		}
	}
	return n.called
}

// namesakes reports whether two agreements have a name of their own in common. They are
// looked at together, though years may lie between them and they need not be joined: so one
// of them can have the address that follows from the name.
func (p *planner) namesakes(a, b *node) bool { return meet(p.calls(a), p.calls(b)) }

// named gives those of the clusters of a component that are addressed by a name of their
// own: of those with one name that which is named and no more is told of it, as most
// mentions are, else that of most mentions. So it stays as articles come: one of an earlier
// day that names the agreement does not change its address, and no other article is written
// again.
func (p *planner) named(clusters [][]*node) map[int]string {
	holder := map[string]int{}
	for i, c := range clusters {
		name := p.plainName(c)
		if j, ok := holder[name]; name != "" && (!ok || moreNamed(c, clusters[j])) {
			holder[name] = i
		}
	}
	named := map[int]string{}
	for name, i := range holder {
		named[i] = name
	}
	return named
}

// moreNamed reports whether a cluster is named more plainly than another, or more often.
func moreNamed(c, other []*node) bool {
	if a, b := slices.ContainsFunc(c, justNamed), slices.ContainsFunc(other, justNamed); a != b {
		return a
	}
	return mentionsOf(c) > mentionsOf(other)
}

// justNamed reports whether of an agreement nothing is told but its name.
func justNamed(n *node) bool { return len(n.times())+len(n.Actors)+len(n.at()) == 0 }

func mentionsOf(c []*node) int {
	sum := 0
	for _, n := range c {
		sum += n.n
	}
	return sum
}

// plainName is the name of its own of the mention in a cluster of agreements that has the
// fewest; empty where there is none, or people judged a part of it.
func (p *planner) plainName(c []*node) string {
	best, fewest := "", 0
	for _, n := range c {
		names := p.calls(n)
		if len(p.judged[n.local]) > 0 {
			return ""
		}
		if len(names) == 0 {
			continue
		}
		if name := names[0]; best == "" || len(names) < fewest || len(names) == fewest && name < best {
			best, fewest = name, len(names)
		}
	}
	return best
}

// mentions finds in a cluster of agreements those with which one may be joined. Hundreds of
// articles name a treaty in the same words and no others: all that tells one such mention
// from the next is the day of its article, and joins ask no more of two days than that
// they be close. So of those alike the nearest before and behind are asked, and beside
// them those of the very words.
type mentions struct {
	alike map[string][]*node // by all that is compared but the day, in the order of days
	words map[string][]*node // by the words they stand in
}

func (k *mentions) take(m *node) {
	if k.alike == nil {
		k.alike, k.words = map[string][]*node{}, map[string][]*node{}
	}
	said := m.compared()
	all := k.alike[said]
	at, _ := slices.BinarySearchFunc(all, m, byDay)
	k.alike[said] = slices.Insert(all, at, m)
	for _, w := range []string{"copy " + m.Copy, "line " + m.Line} {
		k.words[w] = append(k.words[w], m)
	}
}

// any reports whether ok holds for one of those with which m may be joined.
func (k *mentions) any(m *node, ok func(*node) bool) bool {
	for _, all := range k.alike {
		at, _ := slices.BinarySearchFunc(all, m, byDay)
		if after := next(all[at:], m); after != nil && ok(after) {
			return true
		}
		for i := at - 1; i >= 0; i-- {
			if !ofOne(all[i], m) {
				if ok(all[i]) {
					return true
				}
				break
			}
		}
	}
	return m.Copy != "" && slices.ContainsFunc(k.words["copy "+m.Copy], ok) || m.Line != "" && slices.ContainsFunc(k.words["line "+m.Line], ok)
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
	if day, _, ok := n.Day.Bounds(); ok {
		return day
	}
	return when.Future
}

// compared is all of an agreement that joins look at, but for the day of its article and
// the words it stands in.
func (n *node) compared() string {
	f := n.Features
	f.ID, f.Start, f.Nth, f.Label, f.Copy, f.Line, f.Whole, f.Apart, f.Print, f.Day = "", 0, 0, "", "", "", "", false, "", ""
	return f.marshal()
}
