package eval

import "sort"

// pair is a gold item and a found one that are taken for the same.
type pair struct{ gold, found int }

// align pairs gold items with found ones, one to one, so that the best likeness
// goes first; a likeness of 0 is no pair. Ties fall to the earlier items. Greedy
// on integers: the same every time, and on a handful of items it differs from the
// optimal assignment only where the items cannot be told apart anyway.
func align(golds, founds int, likeness func(g, f int) int) []pair {
	type edge struct {
		pair
		like int
	}
	var edges []edge
	for g := range golds {
		for f := range founds {
			if l := likeness(g, f); l > 0 {
				edges = append(edges, edge{pair{g, f}, l})
			}
		}
	}
	sort.SliceStable(edges, func(i, j int) bool { return edges[i].like > edges[j].like })
	usedG, usedF := map[int]bool{}, map[int]bool{}
	var pairs []pair
	for _, e := range edges {
		if !usedG[e.gold] && !usedF[e.found] {
			usedG[e.gold], usedF[e.found] = true, true
			pairs = append(pairs, e.pair)
		}
	}
	sort.Slice(pairs, func(i, j int) bool { return pairs[i].gold < pairs[j].gold })
	return pairs
}

// unpaired lists the gold and found items that no pair holds.
func unpaired(golds, founds int, pairs []pair) (g, f []int) {
	usedG, usedF := map[int]bool{}, map[int]bool{}
	for _, p := range pairs {
		usedG[p.gold], usedF[p.found] = true, true
	}
	for i := range golds {
		if !usedG[i] {
			g = append(g, i)
		}
	}
	for i := range founds {
		if !usedF[i] {
			f = append(f, i)
		}
	}
	return g, f
}

// overlap is the share of two sets that is common, in thousandths of the larger.
func overlap(a, b map[string]bool) int {
	common := 0
	for k := range a {
		if b[k] {
			common++
		}
	}
	if n := max(len(a), len(b)); n > 0 {
		return common * 1000 / n
	}
	return 0
}

// touch reports whether any span of a meets one of b.
func touch(a, b [][2]int) bool {
	for _, x := range a {
		for _, y := range b {
			if x[0] < y[1] && y[0] < x[1] {
				return true
			}
		}
	}
	return false
}
