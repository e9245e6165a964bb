package nlp

import (
	"slices"

	"entente/loaders/nlp/linear"
)

// trainer teaches a parser. Whenever the beam has gone through a sentence, the
// way to the gold tree is compared with the best way in the beam at the step
// where it lies behind most; there the weights are moved from the one to the
// other (max violation).
type trainer struct {
	parser
	move, label *linear.Learner
	gold        goldTree
	deps        [][]int32 // the words under each word
	onStack     []bool
}

// learnTrees learns moves and relations from gold trees whose words have the
// tags that a tagger gave.
func learnTrees(tags []string, all []sample, o Options) (move, label *linear.Model) {
	classes := classesOf(all, func(t *Token) string { return t.Rel }, 3)
	number := map[string]int{}
	for i, c := range classes {
		number[c] = i
	}
	rare := rareness(all)
	some := make([]*linear.Model, max(o.Seeds, 1))
	labels := slices.Clone(some)
	atOnce(len(some), func(i int) {
		seed := uint64(i) * 10007
		t := &trainer{move: linear.NewLearner(), label: linear.NewLearner(), gold: goldTree{classes: number}}
		t.moves, t.labels, t.classes, t.width = t.move, t.label, len(classes), o.Beam
		t.kinds, t.verb = kindsOf(classes), verbs(tags)
		var words []word
		for epoch := range o.Epochs {
			dice := dice(seed + uint64(epoch))
			for _, n := range shuffle(len(all), seed+uint64(epoch)+100) {
				t.setGold(&all[n])
				words = rare.blur(words, all[n].words, 4, &dice)
				t.teach(words)
			}
		}
		some[i], labels[i] = t.move.Model([]string{"shift", "left", "right"}, o.Least/4), t.label.Model(classes, o.Least/16)
	})
	return linear.Mean(some, o.Least), linear.Mean(labels, o.Least/4)
}

func (t *trainer) teach(words []word) {
	t.begin(words)
	t.move.Step()
	gold := int32(0)
	goldAt, bestAt, most := int32(-1), int32(-1), int32(0)
	for range 2 * len(words) {
		t.step()
		gold = t.follow(gold)
		best := t.beam[0]
		if lead := t.states[best].score - t.states[gold].score; lead >= most && !t.same(best, gold) {
			goldAt, bestAt, most = gold, best, lead
		}
	}
	t.labelArcs(gold)
	if goldAt >= 0 {
		t.correct(goldAt, bestAt)
	}
}

// same says that two states were come to by the same moves.
func (t *trainer) same(a, b int32) bool {
	for a != b {
		if t.states[a].move != t.states[b].move {
			return false
		}
		a, b = t.states[a].prev, t.states[b].prev
	}
	return true
}

// follow makes the gold move from a state; when the beam made it too, that state
// is taken.
func (t *trainer) follow(s int32) int32 {
	move := t.oracle(&t.states[s])
	for _, b := range t.beam {
		if t.states[b].prev == s && int(t.states[b].move) == move {
			t.note(move, &t.states[s])
			return b
		}
	}
	t.features(&t.states[s])
	t.ask(t.moves)
	o := option{s, t.states[s].score + t.scores.Of[move], uint8(move)}
	t.note(move, &t.states[s])
	return t.make(o)
}

// note keeps what is on the stack of the gold way.
func (t *trainer) note(move int, s *state) {
	if move == shift {
		t.onStack[s.next] = true
	} else {
		t.onStack[t.frames[s.top].word] = false
	}
}

// correct moves weights from the way to bad to the way to good, which have the
// same length.
func (t *trainer) correct(good, bad int32) {
	for good != bad {
		g, b := &t.states[good], &t.states[bad]
		if g.prev != b.prev || g.move != b.move {
			t.features(&t.states[g.prev])
			t.move.Update(t.keys, int(g.move), 1)
			t.features(&t.states[b.prev])
			t.move.Update(t.keys, int(b.move), -1)
		}
		good, bad = g.prev, b.prev
	}
}

// labelArcs teaches the relations of the arcs on the gold way.
func (t *trainer) labelArcs(s int32) {
	for ; t.states[s].prev >= 0; s = t.states[s].prev {
		now := &t.states[s]
		if now.move == shift {
			continue
		}
		head, dep := t.arc(now)
		gold := t.gold.relation[dep]
		if gold < 0 || t.gold.heads[dep] != head {
			continue
		}
		t.label.Step()
		if guess := int(now.label); guess != gold {
			before := &t.states[now.prev]
			under := &before.first
			if now.move == right {
				under = t.frame(t.frames[before.top].below)
			}
			t.labelFeatures(under, t.frame(before.top))
			t.label.Update(t.keys, gold, 1)
			t.label.Update(t.keys, guess, -1)
		}
	}
}

func (t *trainer) setGold(s *sample) {
	n := len(s.tokens)
	t.gold.set(s)
	t.onStack, t.deps = make([]bool, n+1), make([][]int32, n+1)
	for i, head := range t.gold.heads {
		t.deps[head] = append(t.deps[head], int32(i))
	}
	t.gold.heads = append(t.gold.heads, -1) // of the root
}

// oracle returns the move after which the fewest gold arcs are out of reach
// (Goldberg and Nivre 2013); of equals an arc before a shift.
func (t *trainer) oracle(s *state) int {
	best, least := -1, 1<<30
	for _, m := range [...]int{left, right, shift} {
		if t.allowed(s, m) {
			if c := t.cost(s, m); c < least {
				best, least = m, c
			}
		}
	}
	return best
}

// cost counts the gold arcs that a move puts out of reach.
func (t *trainer) cost(s *state, move int) int {
	cost := 0
	if move == shift {
		b := s.next
		if h := t.gold.heads[b]; int(h) < len(t.words) && t.onStack[h] && h != t.frame(s.top).word {
			cost++
		}
		for _, d := range t.deps[b] {
			if t.onStack[d] {
				cost++
			}
		}
		return cost
	}
	top := t.frames[s.top]
	for _, d := range t.deps[top.word] {
		if d >= s.next {
			cost++
		}
	}
	h := t.gold.heads[top.word]
	if move == left {
		if h > s.next || s.depth > 1 && h == t.frame(top.below).word {
			cost++
		}
		return cost
	}
	if h >= s.next {
		cost++
	}
	return cost
}
