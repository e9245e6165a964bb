package nlp

import "entente/loaders/nlp/linear"

// Trees. Needs: Tokens, Sentences, tags. Sets: Head and Rel of each token.
//
// A greedy arc-hybrid parser (Kuhlmann, Gómez-Rodríguez and Satta 2011), taught
// with the dynamic oracle of Goldberg and Nivre 2013, "Training deterministic
// parsers with non-deterministic oracles". Words are read from a buffer on to a
// stack; three moves:
//
//	shift   move the first word of the buffer on to the stack
//	left    the stack's top becomes a dependent of the buffer's first word
//	right   the stack's top becomes a dependent of the word under it
//
// The root stands behind the last word. It takes a dependent only when that is
// the last word on the stack, so each sentence has one root. Relations are told
// by a second model when an arc is drawn; by then the dependent is complete.

const (
	shift = iota
	left
	right
	moves
)

const (
	moveTemplates  = 200 // first number of the templates for moves
	labelTemplates = 400 // and of those for relations
)

// node is what the parser knows of a word while it builds the tree.
type node struct {
	head                    int32
	label                   uint8
	left1, left2            int32  // leftmost child and the one next to it, -1
	right1, right2          int32  // rightmost child and the one before it, -1
	lefts, rights           uint8  // how many children
	leftLabels, rightLabels uint32 // hash of their labels
}

// parser parses with scorers: models, or learners that are being taught.
type parser struct {
	moves, labels linear.Scorer
	classes       int // number of relations
	words         []word
	nodes         []node // one more than words: the root
	stack         []int32
	next          int32 // first word of the buffer
	keys          []uint32
	scores        []int32
}

var noNode = node{left1: -1, left2: -1, right1: -1, right2: -1, label: 254}

var rootWord = word{form: 2, lower: 2, shape: 2, tag: 254, cluster: 1 << 20}

// begin sets the parser to the start of a sentence.
func (p *parser) begin(words []word) {
	p.words = words
	p.nodes = p.nodes[:0]
	for range len(words) + 1 {
		n := noNode
		n.head = -1
		p.nodes = append(p.nodes, n)
	}
	p.stack = p.stack[:0]
	p.next = 0
}

func (p *parser) done() bool { return int(p.next) == len(p.words) && len(p.stack) == 0 }

// allowed says which moves can be made.
func (p *parser) allowed(move int) bool {
	switch move {
	case shift:
		return int(p.next) < len(p.words)
	case left:
		return len(p.stack) == 1 || len(p.stack) > 1 && int(p.next) < len(p.words)
	}
	return len(p.stack) > 1
}

// sentence parses words; the tree is in p.nodes.
func (p *parser) sentence(words []word) {
	p.begin(words)
	for !p.done() {
		p.features()
		p.make(p.best())
	}
}

// best returns the allowed move with the highest score.
func (p *parser) best() int {
	p.score(p.moves, moves)
	best := -1
	for m := range moves {
		if p.allowed(m) && (best < 0 || p.scores[m] > p.scores[best]) {
			best = m
		}
	}
	return best
}

func (p *parser) score(s linear.Scorer, classes int) {
	if cap(p.scores) < classes {
		p.scores = make([]int32, max(classes, 64))
	}
	p.scores = p.scores[:classes]
	clear(p.scores)
	s.Score(p.keys, p.scores)
}

// make makes a move; an arc gets its relation.
func (p *parser) make(move int) {
	if move == shift {
		p.stack = append(p.stack, p.next)
		p.next++
		return
	}
	dep := p.stack[len(p.stack)-1]
	p.stack = p.stack[:len(p.stack)-1]
	head := p.next
	if move == right {
		head = p.stack[len(p.stack)-1]
	}
	p.labelFeatures(head, dep)
	p.score(p.labels, p.classes)
	p.attach(head, dep, uint8(linear.Best(p.scores)))
}

// attach hangs dep under head.
func (p *parser) attach(head, dep int32, label uint8) {
	p.nodes[dep].head, p.nodes[dep].label = head, label
	h := &p.nodes[head]
	if dep < head {
		// Left children come from right to left: the newest is the leftmost.
		h.left2, h.left1 = h.left1, dep
		h.lefts = min(h.lefts+1, 7)
		h.leftLabels = h.leftLabels*31 + uint32(label) + 1
		return
	}
	h.right2, h.right1 = h.right1, dep
	h.rights = min(h.rights+1, 7)
	h.rightLabels = h.rightLabels*31 + uint32(label) + 1
}

// word and node at an index: nothing at -1, the root behind the last.
func (p *parser) word(i int32) *word {
	switch {
	case i < 0:
		return &edge
	case int(i) < len(p.words):
		return &p.words[i]
	case int(i) == len(p.words):
		return &rootWord
	}
	return &edge
}

func (p *parser) node(i int32) *node {
	if i < 0 || int(i) >= len(p.nodes) {
		return &noNode
	}
	return &p.nodes[i]
}

func (p *parser) below(n int) int32 {
	if n >= len(p.stack) {
		return -1
	}
	return p.stack[len(p.stack)-1-n]
}

func distance(a, b int32) uint32 {
	if a < 0 || b < 0 {
		return 0
	}
	d := b - a
	switch {
	case d < 5:
		return uint32(d)
	case d < 10:
		return 5
	case d < 20:
		return 6
	}
	return 7
}
