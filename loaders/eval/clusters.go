package eval

import "slices"

// Mention is a span that names a thing; Thing tells which.
type Mention struct {
	Start, End int // bytes of the text
	Thing      int
}

// Ratio is a share that is summed over documents: Of is the weight of what there
// is, Got, in millionths, that of what is right.
type Ratio struct{ Got, Of int }

// Add sums two ratios.
func (r *Ratio) Add(o Ratio) { r.Got += o.Got; r.Of += o.Of }

// Permille is the share in thousandths.
func (r Ratio) Permille() int {
	if r.Of == 0 {
		return 1000
	}
	return (r.Got/r.Of + 500) / 1000
}

// Clusters compares found chains of mentions with gold.
type Clusters struct{ Precision, Recall Ratio }

// Add sums two comparisons.
func (c *Clusters) Add(o Clusters) {
	c.Precision.Add(o.Precision)
	c.Recall.Add(o.Recall)
}

// F1 is the harmonic mean of precision and recall, in thousandths.
func (c Clusters) F1() int {
	p, r := c.Precision.Permille(), c.Recall.Permille()
	if p+r == 0 {
		return 0
	}
	return (2*p*r + (p+r)/2) / (p + r)
}

// million is the unit of Ratio.Got.
const million = 1_000_000

// span is a mention's place, by which found and gold mentions are one.
type span struct{ start, end int }

// overlaps counts, for each gold and each found thing, the mentions they share.
func overlaps(gold, found []Mention) (both map[[2]int]int, sizeG, sizeF map[int]int) {
	both, sizeG, sizeF = map[[2]int]int{}, map[int]int{}, map[int]int{}
	at := map[span]int{}
	for _, m := range found {
		at[span{m.Start, m.End}] = m.Thing
		sizeF[m.Thing]++
	}
	for _, m := range gold {
		sizeG[m.Thing]++
		if t, ok := at[span{m.Start, m.End}]; ok {
			both[[2]int{m.Thing, t}]++
		}
	}
	return both, sizeG, sizeF
}

// BCubed is the B3 measure over mentions found in raw text (Bagga and Baldwin
// 1998; a mention that the other side lacks counts as wrong, as in Cai and Strube
// 2010, B3-all): for each mention the share of its chain that the other side has
// in one chain with it. Each span may stand once on each side.
func BCubed(gold, found []Mention) Clusters {
	both, sizeG, sizeF := overlaps(gold, found)
	c := Clusters{Ratio{Of: len(found)}, Ratio{Of: len(gold)}}
	for pair, n := range both {
		c.Precision.Got += n * n * million / sizeF[pair[1]]
		c.Recall.Got += n * n * million / sizeG[pair[0]]
	}
	return c
}

// CEAFe is the entity-based CEAF (Luo 2005, phi 4): chains are paired one to one so
// that the sum of their likeness, twice the common mentions over the sum of the
// sizes, is greatest.
func CEAFe(gold, found []Mention) Clusters {
	both, sizeG, sizeF := overlaps(gold, found)
	gs, fs := keys(sizeG), keys(sizeF)
	n := max(len(gs), len(fs))
	like := make([][]int, n)
	for i := range like {
		like[i] = make([]int, n)
		for j := range like[i] {
			if i < len(gs) && j < len(fs) {
				like[i][j] = 2 * both[[2]int{gs[i], fs[j]}] * million / (sizeG[gs[i]] + sizeF[fs[j]])
			}
		}
	}
	best := assign(like)
	return Clusters{Ratio{best, len(fs)}, Ratio{best, len(gs)}}
}

func keys(m map[int]int) []int {
	var all []int
	for k := range m {
		all = append(all, k)
	}
	slices.Sort(all)
	return all
}

// assign returns the greatest sum of a one-to-one pairing of rows with columns of a
// square table: the Hungarian method with potentials, in n³ steps. Rows and columns
// are counted from 1 within, 0 is the column from which a row is brought in.
func assign(like [][]int) int {
	n := len(like)
	u, v := make([]int, n+1), make([]int, n+1)
	rowOf, way := make([]int, n+1), make([]int, n+1)
	for row := 1; row <= n; row++ {
		rowOf[0] = row
		col := augment(like, u, v, rowOf, way)
		for col != 0 {
			rowOf[col] = rowOf[way[col]]
			col = way[col]
		}
	}
	sum := 0
	for col := 1; col <= n; col++ {
		sum += like[rowOf[col]-1][col-1]
	}
	return sum
}

// augment finds the cheapest way from the row at column 0 to a free column.
func augment(like [][]int, u, v, rowOf, way []int) int {
	n := len(like)
	least, used := make([]int, n+1), make([]bool, n+1)
	for i := range least {
		least[i] = 1 << 60
	}
	col := 0
	for {
		used[col] = true
		row, delta, next := rowOf[col], 1<<60, 0
		for j := 1; j <= n; j++ {
			if used[j] {
				continue
			}
			if c := -like[row-1][j-1] - u[row] - v[j]; c < least[j] {
				least[j], way[j] = c, col
			}
			if least[j] < delta {
				delta, next = least[j], j
			}
		}
		for j := 0; j <= n; j++ {
			if used[j] {
				u[rowOf[j]] += delta
				v[j] -= delta
			} else {
				least[j] -= delta
			}
		}
		if col = next; rowOf[col] == 0 {
			return col
		}
	}
}
