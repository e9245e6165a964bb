package queries

import (
	"cmp"
	"context"
	"math"
	"slices"

	"entente/graph"
)

// network is a weighted graph in compact arrays: the neighbours of node i are
// to[start[i]:start[i+1]], and weight tells how often the two met. Nodes are
// sorted by address, so that every measure comes out the same on every machine;
// what decides between two ways is a sum of whole numbers, or rounded before it is
// compared.
type network struct {
	ids      []graph.IRI
	start    []int32
	to       []int32
	weight   []int32
	meetings []int // in which each node met another
	groups   int   // meetings of at least two
}

// newNetwork joins all members of each group with each other.
func newNetwork(groups [][]graph.IRI) *network {
	n := &network{}
	number := map[graph.IRI]int32{}
	for _, g := range groups {
		if len(g) < 2 {
			continue
		}
		n.groups++
		for _, id := range g {
			number[id] = 0
		}
	}
	n.ids = sorted(number)
	for i, id := range n.ids {
		number[id] = int32(i)
	}
	n.meetings = make([]int, len(n.ids))
	ties := map[[2]int32]int32{}
	for _, g := range groups {
		for i, x := range g {
			if len(g) > 1 {
				n.meetings[number[x]]++
			}
			for _, y := range g[i+1:] {
				ties[[2]int32{number[x], number[y]}]++
				ties[[2]int32{number[y], number[x]}]++
			}
		}
	}
	n.fill(ties)
	return n
}

// fill lays the ties out as arrays.
func (n *network) fill(ties map[[2]int32]int32) {
	list := make([][2]int32, 0, len(ties))
	for t := range ties {
		list = append(list, t)
	}
	slices.SortFunc(list, func(a, b [2]int32) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	n.start = make([]int32, len(n.ids)+1)
	for _, t := range list {
		n.start[t[0]+1]++
		n.to = append(n.to, t[1])
		n.weight = append(n.weight, ties[t])
	}
	for i := range n.ids {
		n.start[i+1] += n.start[i]
	}
}

func (n *network) degree(i int) int { return int(n.start[i+1] - n.start[i]) }

// strength is the sum of the weights of a node's ties.
func (n *network) strength(i int) int64 {
	var sum int64
	for k := n.start[i]; k < n.start[i+1]; k++ {
		sum += int64(n.weight[k])
	}
	return sum
}

// round leaves six digits, so that the last bits of a sum decide nothing.
func round(x float64) float64 { return math.Round(x*1e6) / 1e6 }

// pageRank is the share of time a walk spends at each node that follows ties by
// their weight, and begins anew at any node once in about seven steps.
func (n *network) pageRank() []float64 {
	const damping, rounds = 0.85, 60
	size := float64(len(n.ids))
	rank, next := make([]float64, len(n.ids)), make([]float64, len(n.ids))
	for i := range rank {
		rank[i] = 1 / size
	}
	for range rounds {
		for i := range next {
			next[i] = (1 - damping) / size
		}
		for i := range rank {
			share := float64(damping*rank[i]) / float64(n.strength(i))
			for k := n.start[i]; k < n.start[i+1]; k++ {
				next[n.to[k]] += float64(share * float64(n.weight[k])) // the conversion keeps the machine from fusing the two
			}
		}
		rank, next = next, rank
	}
	return rank
}

// mostPivots is from how many nodes betweenness is measured at most; in a larger
// network they are spread evenly over the nodes.
const mostPivots = 1024

// betweenness is for each node the share of all pairs of others whose shortest
// chains lead through it (Brandes 2001, without weights), measured from at most so
// many nodes. sampled is from how many.
func (n *network) betweenness(ctx context.Context, pivots int) (share []float64, sampled int, err error) {
	size := len(n.ids)
	share = make([]float64, size)
	sampled = min(pivots, size)
	b := brandes{n: n, far: make([]int32, size), ways: make([]float64, size), part: make([]float64, size)}
	for p := range sampled {
		if err := ctx.Err(); err != nil {
			return nil, 0, err
		}
		b.from(p*size/sampled, share)
	}
	if size > 2 {
		scale := float64(size) / float64(sampled) / float64((size-1)*(size-2))
		for i := range share {
			share[i] *= scale
		}
	}
	return share, sampled, nil
}

// brandes holds the arrays of one search.
type brandes struct {
	n          *network
	far        []int32 // steps from the source, -1 where not reached
	ways, part []float64
	order      []int32 // nodes as they were reached
}

func (b *brandes) from(source int, share []float64) {
	for i := range b.far {
		b.far[i], b.ways[i], b.part[i] = -1, 0, 0
	}
	b.order = append(b.order[:0], int32(source))
	b.far[source], b.ways[source] = 0, 1
	for q := 0; q < len(b.order); q++ {
		v := b.order[q]
		for k := b.n.start[v]; k < b.n.start[v+1]; k++ {
			to := b.n.to[k]
			if b.far[to] < 0 {
				b.far[to] = b.far[v] + 1
				b.order = append(b.order, to)
			}
			if b.far[to] == b.far[v]+1 {
				b.ways[to] += b.ways[v]
			}
		}
	}
	for _, v := range slices.Backward(b.order) {
		for k := b.n.start[v]; k < b.n.start[v+1]; k++ {
			if to := b.n.to[k]; b.far[to] == b.far[v]+1 {
				b.part[v] += float64(b.ways[v] / b.ways[to] * (1 + b.part[to]))
			}
		}
		if int(v) != source {
			share[v] += b.part[v]
		}
	}
}

// communities finds groups with more ties among themselves than chance would have
// (Louvain: Blondel et al. 2008). Gains are compared as whole numbers, nodes are
// moved in their order, and the groups are numbered by size, then by their first
// node. modularity tells how marked they are.
func (n *network) communities() (of []int, modularity float64) {
	level := n
	of = make([]int, len(n.ids))
	for i := range of {
		of[i] = i
	}
	own := make([]int64, len(n.ids)) // twice the ties within a node of the level
	for {
		group, moved := level.move(own)
		if !moved {
			break
		}
		numbers := renumber(group)
		for i := range of {
			of[i] = numbers[group[of[i]]]
		}
		level, own = level.fold(group, numbers, own)
	}
	return bySize(of), n.modularity(of)
}

// move puts nodes into the groups of neighbours as long as that gains.
func (n *network) move(own []int64) (group []int, moved bool) {
	size := len(n.start) - 1
	group = make([]int, size)
	total, strength := make([]int64, size), make([]int64, size)
	var all int64
	for i := range size {
		group[i] = i
		strength[i] = n.strength(i) + own[i]
		total[i] = strength[i]
		all += strength[i]
	}
	links := map[int]int64{}
	for again := true; again; {
		again = false
		for i := range size {
			clear(links)
			for k := n.start[i]; k < n.start[i+1]; k++ {
				links[group[n.to[k]]] += int64(n.weight[k])
			}
			was := group[i]
			total[was] -= strength[i]
			best, gain := was, links[was]*all-total[was]*strength[i]
			for k := n.start[i]; k < n.start[i+1]; k++ {
				g := group[n.to[k]]
				if x := links[g]*all - total[g]*strength[i]; x > gain || x == gain && g < best && best != was {
					best, gain = g, x
				}
			}
			total[best] += strength[i]
			if best != was {
				group[i], again, moved = best, true, true
			}
		}
	}
	return group, moved
}

// renumber numbers groups from 0 in the order of their first node.
func renumber(group []int) map[int]int {
	numbers := map[int]int{}
	for _, g := range group {
		if _, had := numbers[g]; !had {
			numbers[g] = len(numbers)
		}
	}
	return numbers
}

// fold makes each group a node.
func (n *network) fold(group []int, numbers map[int]int, own []int64) (*network, []int64) {
	within := make([]int64, len(numbers))
	ties := map[[2]int32]int32{}
	for i := range group {
		a := numbers[group[i]]
		within[a] += own[i]
		for k := n.start[i]; k < n.start[i+1]; k++ {
			if b := numbers[group[n.to[k]]]; a == b {
				within[a] += int64(n.weight[k])
			} else {
				ties[[2]int32{int32(a), int32(b)}] += n.weight[k]
			}
		}
	}
	folded := &network{ids: make([]graph.IRI, len(numbers))}
	folded.fill(ties)
	return folded, within
}

// bySize numbers groups by size, the largest 0.
func bySize(of []int) []int {
	size, first := map[int]int{}, map[int]int{}
	for i, g := range of {
		if size[g]++; size[g] == 1 {
			first[g] = i
		}
	}
	var all []int
	for g := range size {
		all = append(all, g)
	}
	slices.SortFunc(all, func(x, y int) int { return cmp.Or(size[y]-size[x], first[x]-first[y]) })
	numbers := map[int]int{}
	for i, g := range all {
		numbers[g] = i
	}
	out := make([]int, len(of))
	for i, g := range of {
		out[i] = numbers[g]
	}
	return out
}

// modularity is the share of ties within groups above what chance would have.
func (n *network) modularity(of []int) float64 {
	within, total := map[int]int64{}, map[int]int64{}
	var all int64
	for i := range n.ids {
		for k := n.start[i]; k < n.start[i+1]; k++ {
			all += int64(n.weight[k])
			total[of[i]] += int64(n.weight[k])
			if of[i] == of[n.to[k]] {
				within[of[i]] += int64(n.weight[k])
			}
		}
	}
	if all == 0 {
		return 0
	}
	var q float64
	for g := range slices.Max(of) + 1 {
		t := float64(total[g]) / float64(all)
		q += float64(within[g])/float64(all) - float64(t*t)
	}
	return q
}
