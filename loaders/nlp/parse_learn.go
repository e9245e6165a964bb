package nlp

import "entente/loaders/nlp/linear"

// trainer teaches a parser with the dynamic oracle: in whatever state the parser
// has come to, the best moves are those after which no more gold arcs are out of
// reach than before.
type trainer struct {
	parser
	move, label *linear.Learner
	gold        []int32   // head of each word, the root being len(gold)
	relation    []int     // class of its relation, -1 when it is not learned
	deps        [][]int32 // the words under each word
	onStack     []bool
	held        []uint32 // keys of the move, kept while an arc is labelled
}

// LearnTrees learns moves and relations from gold documents whose tags are those
// that a tagger gave; see Learn.
func learnTrees(all []sample, o Options) (move, label *linear.Model) {
	rel := func(t *Token) string { return t.Rel }
	classes := classesOf(all, rel, 3)
	number := map[string]int{}
	for i, c := range classes {
		number[c] = i
	}
	t := &trainer{move: linear.NewLearner(), label: linear.NewLearner()}
	t.parser.moves, t.parser.labels, t.parser.classes = t.move, t.label, len(classes)
	dice := dice(7)
	for epoch := range o.Epochs {
		for _, n := range shuffle(len(all), uint64(epoch)+100) {
			t.sentence(&all[n], number, epoch > 0, &dice)
		}
	}
	return t.move.Model([]string{"shift", "left", "right"}, o.Least), t.label.Model(classes, o.Least)
}

func (t *trainer) sentence(s *sample, number map[string]int, explore bool, dice *dice) {
	t.setGold(s, number)
	t.begin(s.words)
	for !t.done() {
		t.features()
		guess := t.best()
		best := t.oracle()
		t.move.Step()
		if best != guess {
			t.move.Update(t.keys, best, 1)
			t.move.Update(t.keys, guess, -1)
			if !explore || dice.next()%10 == 0 {
				guess = best
			}
		}
		t.take(guess)
	}
}

func (t *trainer) setGold(s *sample, number map[string]int) {
	n := len(s.tokens)
	t.gold, t.relation, t.onStack = make([]int32, n+1), make([]int, n+1), make([]bool, n+1)
	t.deps = make([][]int32, n+1)
	t.gold[n] = -1
	for i, tok := range s.tokens {
		head := n
		if tok.Head >= 0 {
			head = tok.Head - s.first
		}
		t.gold[i] = int32(head)
		t.deps[head] = append(t.deps[head], int32(i))
		t.relation[i] = -1
		if class, ok := number[tok.Rel]; ok {
			t.relation[i] = class
		}
	}
}

// take makes a move; an arc that is right teaches its relation.
func (t *trainer) take(move int) {
	if move == shift {
		t.onStack[t.next] = true
		t.make(shift)
		return
	}
	dep := t.stack[len(t.stack)-1]
	t.onStack[dep] = false
	t.make(move)
	head := t.nodes[dep].head
	if gold := t.relation[dep]; gold >= 0 && t.gold[dep] == head {
		t.label.Step()
		if guess := int(t.nodes[dep].label); guess != gold {
			t.label.Update(t.keys, gold, 1)
			t.label.Update(t.keys, guess, -1)
		}
	}
}

// oracle returns the move with the best score among those of least cost.
func (t *trainer) oracle() int {
	best, least := -1, 1<<30
	for m := range moves {
		if !t.allowed(m) {
			continue
		}
		if c := t.cost(m); c < least || c == least && t.scores[m] > t.scores[best] {
			best, least = m, c
		}
	}
	return best
}

// cost counts the gold arcs that a move puts out of reach.
func (t *trainer) cost(move int) int {
	cost := 0
	if move == shift {
		b := t.next
		if h := t.gold[b]; int(h) < len(t.words) && t.onStack[h] && h != t.below(0) {
			cost++
		}
		for _, d := range t.deps[b] {
			if t.onStack[d] {
				cost++
			}
		}
		return cost
	}
	s0 := t.below(0)
	for _, d := range t.deps[s0] {
		if d >= t.next {
			cost++
		}
	}
	h := t.gold[s0]
	if move == left {
		if h > t.next || len(t.stack) > 1 && h == t.below(1) {
			cost++
		}
		return cost
	}
	if h >= t.next {
		cost++
	}
	return cost
}
