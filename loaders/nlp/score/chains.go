package score

import (
	"math"

	"entente/loaders/nlp"
)

// ChainScores are the measures of coreference, F1 in hundredths of a percent: MUC
// counts links (Vilain et al. 1995), B3 mentions (Bagga and Baldwin 1998), CEAFe
// entities aligned one to one (Luo 2005); CoNLL is their mean.
type ChainScores struct{ MUC, B3, CEAFe, CoNLL int }

// Chains measures coreference on gold tokens and sentences. A mention is known by
// its head, as CorefUD has it, since how far a phrase reaches is another question;
// chains of a single mention and mentions of several chains do not count.
func Chains(r *nlp.Reader, gold []*nlp.Doc) ChainScores {
	var muc, b3, ceaf ratio
	for _, g := range gold {
		d := bare(g)
		r.Reread(d)
		k, f := clusters(g), clusters(d)
		muc.add(links(k, f), links(f, k))
		b3.add(shares(k, f), shares(f, k))
		same := alignment(k, f)
		ceaf.add(part{same, float64(len(k))}, part{same, float64(len(f))})
	}
	s := ChainScores{MUC: muc.f1(), B3: b3.f1(), CEAFe: ceaf.f1()}
	s.CoNLL = (s.MUC + s.B3 + s.CEAFe + 1) / 3
	return s
}

// part is a numerator and its denominator.
type part struct{ right, all float64 }

// ratio sums recall and precision over documents.
type ratio struct{ recall, precision part }

func (r *ratio) add(recall, precision part) {
	r.recall.right += recall.right
	r.recall.all += recall.all
	r.precision.right += precision.right
	r.precision.all += precision.all
}

// f1 is in hundredths of a percent.
func (r *ratio) f1() int {
	if r.recall.right == 0 || r.precision.right == 0 {
		return 0
	}
	rec, prec := r.recall.right/r.recall.all, r.precision.right/r.precision.all
	return int(math.Round(10000 * 2 * rec * prec / (rec + prec)))
}

// clusters are the chains of a document with at least two mentions, as sets of
// heads.
func clusters(d *nlp.Doc) []map[int]bool {
	var all []map[int]bool
	taken := map[int]bool{}
	for _, c := range d.Chains {
		set := map[int]bool{}
		for _, m := range c.Mentions {
			if m.Group == nil && !taken[m.Head] {
				taken[m.Head] = true
				set[m.Head] = true
			}
		}
		if len(set) > 1 {
			all = append(all, set)
		}
	}
	return all
}

// where maps each mention to its cluster.
func where(all []map[int]bool) map[int]int {
	of := map[int]int{}
	for i, set := range all {
		for m := range set {
			of[m] = i
		}
	}
	return of
}

// links is the MUC recall of the clusters a in b: of the links that hold a cluster
// together, those that are left when b cuts it.
func links(a, b []map[int]bool) part {
	var p part
	of := where(b)
	for _, set := range a {
		pieces, seen := 0, map[int]bool{}
		for m := range set {
			c, known := of[m]
			if !known {
				pieces++
			} else if !seen[c] {
				seen[c] = true
				pieces++
			}
		}
		p.right += float64(len(set) - pieces)
		p.all += float64(len(set) - 1)
	}
	return p
}

// shares is the B3 recall of a in b: for each mention, which part of its cluster is
// with it there too.
func shares(a, b []map[int]bool) part {
	var p part
	of := where(b)
	for _, set := range a {
		common := map[int]int{}
		for m := range set {
			if c, known := of[m]; known {
				common[c]++
			}
		}
		sum := 0
		for _, n := range common {
			sum += n * n
		}
		p.right += float64(sum) / float64(len(set))
		p.all += float64(len(set))
	}
	return p
}

// alignment is the greatest sum of likenesses of clusters paired one to one, the
// likeness of two being 2|A∩B| / (|A|+|B|).
func alignment(a, b []map[int]bool) float64 {
	if len(a) > len(b) {
		a, b = b, a
	}
	like := make([][]float64, len(a))
	of := where(b)
	for i, set := range a {
		like[i] = make([]float64, len(b))
		for m := range set {
			if c, known := of[m]; known {
				like[i][c] += 2 / float64(len(set)+len(b[c]))
			}
		}
	}
	return assign(like, len(b))
}

// assign solves the assignment problem for rows no more than columns, by shortest
// augmenting paths (Kuhn and Munkres, in the form of Jonker and Volgenant).
func assign(like [][]float64, columns int) float64 {
	u, v := make([]float64, len(like)+1), make([]float64, columns+1)
	row, way := make([]int, columns+1), make([]int, columns+1)
	for i := 1; i <= len(like); i++ {
		row[0] = i
		at, least, used := 0, make([]float64, columns+1), make([]bool, columns+1)
		for j := range least {
			least[j] = math.Inf(1)
		}
		for row[at] != 0 {
			used[at] = true
			next, delta := 0, math.Inf(1)
			for j := 1; j <= columns; j++ {
				if used[j] {
					continue
				}
				if cost := -like[row[at]-1][j-1] - u[row[at]] - v[j]; cost < least[j] {
					least[j], way[j] = cost, at
				}
				if least[j] < delta {
					delta, next = least[j], j
				}
			}
			for j := range used {
				if used[j] {
					u[row[j]] += delta
					v[j] -= delta
				} else {
					least[j] -= delta
				}
			}
			at = next
		}
		for at != 0 {
			row[at], at = row[way[at]], way[at]
		}
	}
	sum := 0.0
	for j := 1; j <= columns; j++ {
		if row[j] > 0 {
			sum += like[row[j]-1][j-1]
		}
	}
	return sum
}
