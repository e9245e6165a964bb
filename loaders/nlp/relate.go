package nlp

import "entente/loaders/nlp/linear"

// Relations. Needs: tags, Head. Sets: Rel of each token.
//
// The parser tells relations as it draws arcs, when the tree is half done. Once it
// is whole, relations are told again, from the root down and from left to right: by
// then a word's own children, its head's other children, and the relations of the
// head and of the children before it are known. "nsubj" and "nsubj:pass" are told
// by an auxiliary that may stand on either side, "obl" and "nmod" by what else
// the head governs.

const relateTemplates = 2000 // first number of the templates for relations of whole trees

// most siblings and children that are looked at.
const mostKin = 8

// relater tells the relations of a tree with a scorer.
type relater struct {
	scorer    linear.Scorer
	kinds     []uint32 // bit of each relation
	words     []word
	heads     []int32
	relations []uint8
	first     []int32 // leftmost child of each word, the root behind the last; -1
	next      []int32 // the sibling to the right, -1
	queue     []int32
	keys      []uint32
	scores    linear.Scores
	classes   int
	settle    func(dep int32) // called when the relation of dep is told; nil when reading
}

// sentence sets the relation of each word, the tree being given by heads. Where the
// parser's relation leads by far it stands; leads may be nil.
func (r *relater) sentence(words []word, heads []int32, relations []uint8, leads []int32) {
	r.words, r.heads, r.relations = words, heads, relations
	r.kin()
	r.queue = append(r.queue[:0], int32(len(words)))
	for n := 0; n < len(r.queue); n++ {
		head := r.queue[n]
		seen := uint32(0) // kinds of the relations told so far
		for dep := r.first[head]; dep >= 0; dep = r.next[dep] {
			if leads == nil || leads[dep] < sureRelation {
				r.features(head, dep, seen)
				r.scores.Clear()
				r.scorer.Score(r.keys, &r.scores)
				relations[dep] = uint8(r.scores.Best(r.classes))
			}
			if r.settle != nil {
				r.settle(dep)
			}
			seen |= r.kinds[relations[dep]]
			r.queue = append(r.queue, dep)
		}
	}
}

// sureRelation is by how much the parser's relation must lead, in units of
// 1/linear.Scale, to be let stand: on the development sets telling these again gains
// 0.02 points of LAS, no more.
const sureRelation = 2000

// kin fills first and next.
func (r *relater) kin() {
	n := len(r.words)
	r.first, r.next = r.first[:0], r.next[:0]
	for range n + 1 {
		r.first, r.next = append(r.first, -1), append(r.next, -1)
	}
	for dep := n - 1; dep >= 0; dep-- {
		head := r.heads[dep]
		r.next[dep], r.first[head] = r.first[head], int32(dep)
	}
}

func (r *relater) word(i int32) *word {
	switch {
	case i < 0:
		return &edge
	case int(i) == len(r.words):
		return &rootWord
	}
	return &r.words[i]
}

// above returns the head of a word, -1 for the root's.
func (r *relater) above(i int32) int32 {
	if i < 0 || int(i) == len(r.words) {
		return -1
	}
	return r.heads[i]
}

// relation returns the relation of a word, that of the root for none.
func (r *relater) relation(i int32) uint32 {
	if i < 0 || int(i) == len(r.words) {
		return 254
	}
	return uint32(r.relations[i])
}

// features fills r.keys for the relation of dep under head.
//
// long: a table, one template a line.
func (r *relater) features(head, dep int32, seen uint32) {
	h, d := r.word(head), r.word(dep)
	top := r.above(head)
	g := r.word(top)
	side, from, to := uint32(1), head, dep
	if dep < head {
		side, from, to = 2, dep, head
	}
	dist := distance(from, to)
	near := uint32(min(to-from, 3))
	up := r.relation(head)
	dl, dr := r.ends(dep)
	before, behind := r.beside(head, dep)
	dp, dn, hp, hn := at(r.words, int(dep)-1), at(r.words, int(dep)+1), at(r.words, int(head)-1), at(r.words, int(head)+1)
	last := at(r.words, len(r.words)-1)

	k := r.keys[:0]
	id := uint32(relateTemplates)
	add := func(a, b, c uint32) {
		k = append(k, linear.Key(id, a, b, c<<2|side))
		id++
	}
	tt := h.tag<<8 | d.tag
	add(0, 0, 0)
	add(h.lower, h.tag, 0)
	add(h.tag, 0, 0)
	add(d.lower, d.tag, 0)
	add(d.lower, 0, 0)
	add(d.tag, 0, 0)
	add(h.lower, d.lower, 0)
	add(tt, 0, 0)
	add(h.lower, d.tag, 0)
	add(h.tag, d.lower, 0)
	add(tt, dist, 0)
	add(tt, near, 1)
	add(h.tag, d.lower, dist)
	add(h.stem, d.stem, 0)
	add(h.stem, d.tag, 0)
	add(h.tag, d.stem, 0)
	add(h.stem, d.tag, dl.lower)
	add(d.stem, h.tag, dl.lower)
	add(dl.lower, tt, 0)
	add(dl.lower, d.lower, 0)
	add(dl.lower, h.lower, 0)
	add(dl.lower, h.lower, d.tag)
	add(dl.tag, tt, 0)
	add(dr.lower, d.tag, 0)
	add(dr.tag, tt, 0)
	add(dl.tag, dr.tag, tt)
	add(dp.tag, tt, 0)
	add(dn.tag, tt, 0)
	add(dp.lower, d.tag, 0)
	add(dn.lower, d.tag, 0)
	add(dp.lower, d.lower, 1)
	add(dn.lower, d.lower, 1)
	add(hp.tag, tt, 0)
	add(hn.tag, tt, 0)
	add(hp.lower, d.tag, 0)
	add(hn.lower, d.tag, 0)
	add(hn.lower, h.lower, d.tag)
	add(d.suffix[2], h.tag, 0)
	add(h.suffix[2], d.tag, 0)
	add(d.shape, tt, 0)
	add(d.mark, tt, 0)
	add(d.mark, h.mark, tt)
	add(d.mark, h.tag, dl.lower)

	add(d.cluster, h.cluster, 0)
	add(d.cluster, h.tag, 0)
	add(d.tag, h.cluster, 0)
	add(d.cluster, h.lower, dl.lower)
	add(d.cluster, dl.lower, h.tag)
	add(d.middle, h.middle, 0)
	add(d.middle, tt, 0)
	add(h.middle, tt, 0)
	add(d.middle, dl.lower, h.tag)
	add(h.middle, dl.lower, d.tag)
	add(d.big, h.big, dl.lower)
	add(d.small, h.tag, 0)
	add(h.small, d.tag, 0)

	add(up, tt, 0)
	add(up, d.lower, h.tag)
	add(up, h.lower, d.tag)
	add(up, g.tag, tt)
	add(up, g.lower, tt)
	add(g.tag, tt, distance(min(top, head), max(top, head)))
	add(seen, tt, 0)
	add(seen, h.lower, d.tag)
	add(seen, h.tag, d.lower)
	add(seen, up, tt)
	add(seen&0x3ff, tt, dl.lower)
	add(seen, tt, near)
	add(before.tag, tt, 0)
	add(before.lower, d.lower, h.tag)
	add(behind.tag, tt, 0)
	add(behind.lower, tt, 0)
	add(before.tag, behind.tag, tt)
	add(last.lower, tt, up)

	// What governs and stands beside: one key for each, all of one template.
	bag := func(a, b, c uint32) { k = append(k, linear.Key(id, a, b, c<<2|side)) }
	n := 0
	for c := r.first[dep]; c >= 0 && n < mostKin; c, n = r.next[c], n+1 {
		w, at := r.word(c), uint32(1)
		if c < dep {
			at = 2
		}
		id = relateTemplates + 100
		bag(w.lower, tt, at)
		id++
		bag(w.tag, tt, at)
		id++
		bag(w.lower, w.tag<<8|d.tag, at)
	}
	n = 0
	for c := r.first[head]; c >= 0 && n < mostKin; c, n = r.next[c], n+1 {
		if c == dep {
			continue
		}
		w, at := r.word(c), uint32(1)
		if c < dep {
			at = 2
		}
		id = relateTemplates + 110
		bag(w.lower, tt, at)
		id++
		bag(w.tag, tt, at)
		id++
		bag(w.tag, d.lower, at)
		id++
		bag(w.tag, h.lower, d.tag<<2|at)
	}
	r.keys = k
}

// ends returns the outermost children of a word.
func (r *relater) ends(dep int32) (left, right *word) {
	left, right = &edge, &edge
	for c := r.first[dep]; c >= 0; c = r.next[c] {
		if c < dep && left == &edge {
			left = r.word(c)
		} else if c > dep {
			right = r.word(c)
		}
	}
	return left, right
}

// beside returns the children of head next to dep.
func (r *relater) beside(head, dep int32) (before, behind *word) {
	before = &edge
	for c := r.first[head]; c >= 0 && c < dep; c = r.next[c] {
		before = r.word(c)
	}
	return before, r.word(r.next[dep])
}

// learnRelations learns the relations of whole trees from gold trees whose words
// have the tags that a tagger gave.
func learnRelations(all []sample, o Options) *linear.Model {
	classes := classesOf(all, func(t *Token) string { return t.Rel }, 3)
	rare := rareness(all)
	return seeds(o, func(seed uint64) *linear.Model {
		l := linear.NewLearner()
		r := &relater{scorer: l, kinds: kindsOf(classes), classes: len(classes)}
		g := goldTree{classes: map[string]int{}}
		for i, c := range classes {
			g.classes[c] = i
		}
		r.settle = func(dep int32) {
			l.Step()
			guess, gold := int(r.relations[dep]), g.relation[dep]
			if gold >= 0 && guess != gold {
				l.Update(r.keys, gold, 1)
				l.Update(r.keys, guess, -1)
			}
		}
		var words []word
		for epoch := range o.Epochs {
			dice := dice(seed + uint64(epoch))
			for _, n := range shuffle(len(all), seed+uint64(epoch)+500) {
				g.set(&all[n])
				words = rare.blur(words, all[n].words, 4, &dice)
				r.sentence(words, g.heads, make([]uint8, len(words)), nil)
			}
		}
		return l.Model(classes, 1)
	})
}

// goldTree is the tree of a sample.
type goldTree struct {
	classes  map[string]int // of relations
	heads    []int32        // of each word, their number for the root
	relation []int          // class of its relation, -1 when it is not learned
}

func (g *goldTree) set(s *sample) {
	g.heads, g.relation = g.heads[:0], g.relation[:0]
	for _, t := range s.tokens {
		head := len(s.tokens)
		if t.Head >= 0 {
			head = t.Head - s.first
		}
		class, known := g.classes[t.Rel]
		if !known {
			class = -1
		}
		g.heads, g.relation = append(g.heads, int32(head)), append(g.relation, class)
	}
}
