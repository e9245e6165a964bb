package nlp

import (
	"slices"
	"strings"

	"entente/loaders/nlp/linear"
)

// Trees. Needs: Tokens, Sentences, tags. Sets: Head and Rel of each token.
//
// An arc-hybrid parser (Kuhlmann, Gómez-Rodríguez and Satta 2011) with a small
// beam (Zhang and Clark 2008), taught by max-violation updates (Huang, Fayong and
// Guo 2012). Words are read from a buffer on to a stack; three moves:
//
//	shift   move the first word of the buffer on to the stack
//	left    the stack's top becomes a dependent of the buffer's first word
//	right   the stack's top becomes a dependent of the word under it
//
// The root stands behind the last word. It takes a dependent only when that is
// the last word on the stack, so each sentence has one root. Relations are told
// by a second model when an arc is drawn; by then the dependent is complete.
//
// A state costs the same however long the sentence is: the stack is a list of
// frames that states share, and a frame holds what the features ask of a word's
// children. The tree is read off the moves on the way back from the last state.

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

// beamWidth is how many states are kept when texts are read.
const beamWidth = 6

// beamSlack is how far behind the best a state may lie when texts are read, in
// units of 1/linear.Scale. On the development sets 9000 is as good as none; 4000
// costs 0.3 points of UAS.
const beamSlack = 9000

// moveSlack is how far behind a state's best move another may lie when texts are
// read: most moves leave no doubt, whatever the doubts before them. It spares a
// third of the states.
const moveSlack = 3000

// frame is a word on the stack, or first in the buffer, with what it governs.
type frame struct {
	word                    int32  // -1 for none
	left1, left2            int32  // leftmost child and the one next to it, -1
	right1, right2          int32  // rightmost child and the one before it, -1
	leftLabel, rightLabel   uint8  // relations of left1 and right1
	lefts, rights           uint8  // how many children
	leftLabels, rightLabels uint32 // hash of their relations
	kids                    uint32 // kinds of their relations, as bits
	below                   int32  // frame under it on the stack, -1
	number                  int32  // the same of frames with the same word and children, 0 for none
}

var noFrame = frame{word: -1, left1: -1, left2: -1, right1: -1, right2: -1, leftLabel: 254, rightLabel: 254, below: -1}

// state is a step on the way to a tree.
type state struct {
	prev  int32 // the state before, -1
	move  uint8 // that led here
	label uint8 // of the arc that it drew
	lead  int32 // of the label over the next
	score int32
	top   int32 // frame on top of the stack, -1 for none
	next  int32 // first word of the buffer
	depth int32 // of the stack
	first frame // first word of the buffer
}

// parser parses with scorers: models, or learners that are being taught.
type parser struct {
	moves, labels linear.Scorer
	classes       int      // number of relations
	kinds         []uint32 // bit of each relation
	between       []counts // of each word, what stood before it
	width         int      // of the beam
	slack         int32    // how far behind the best a state may lie, 0 for any
	verb          []bool   // whether a class of tags is of finite verbs
	words         []word
	frames        []frame
	states        []state
	beam, wider   []int32
	options       []option
	keys          []uint32
	scores        linear.Scores
	heads         []int32
	relations     []uint8
	leads         []int32        // of the relations over the next best
	rates         [][moves]int32 // of the moves from each state of the beam
	summer        summer         // p.moves, when what was asked is kept; else nil
	kept          kept
	sums          [][moves]int32 // of groups of features, all of the sentence
	ends          []int32        // of the groups in keys
	room          []uint64       // for the weights of keys
	parts         []int32        // the sums for each state of the beam
	numbered      int32          // the last number of a frame
}

// option is a move that could be made from a state, and what the score would be.
type option struct {
	state, score int32
	move         uint8
}

var rootWord = word{looks: looks{form: 2, lower: 2, shape: 2, cluster: 1 << 20, big: 1 << 20, middle: 1 << 20, small: 1 << 20}, tag: 254}

// kindsOf returns a bit for each relation: what a word that has such a dependent
// lacks no more.
func kindsOf(relations []string) []uint32 {
	kinds := make([]uint32, len(relations))
	for i, name := range relations {
		main, _, _ := strings.Cut(name, ":")
		for bit, group := range [...]string{"nsubj csubj expl", "obj iobj", "aux cop", "mark", "case", "det", "cc", "conj", "punct", "ccomp xcomp", "advcl acl", "appos flat compound", "amod nummod", "nmod obl"} {
			if slices.Contains(strings.Fields(group), main) {
				kinds[i] = 1 << bit
			}
		}
	}
	return kinds
}

// counts are how many marks and verbs stand before a word.
type counts struct{ commas, verbs, ands uint16 }

// count fills p.between.
func (p *parser) count() {
	var c counts
	p.between = append(p.between[:0], c)
	for i := range p.words {
		w := &p.words[i]
		switch {
		case w.lower == commaHash:
			c.commas++
		case w.lower == andHash:
			c.ands++
		case p.verb[w.tag]:
			c.verbs++
		}
		p.between = append(p.between, c)
	}
}

var commaHash, andHash = linear.Hash(","), linear.Hash("and")

// span says what stands between words a and b, a before b.
func (p *parser) span(a, b int32) uint32 {
	if a < 0 || b < 0 || int(a) >= len(p.words) || b <= a {
		return 99
	}
	from, to := p.between[a+1], p.between[b]
	return uint32(min(to.commas-from.commas, 2)) | uint32(min(to.verbs-from.verbs, 2))<<2 | uint32(min(to.ands-from.ands, 1))<<4
}

// verbs says of each class of tags whether it is of finite verbs.
func verbs(tags []string) []bool {
	is := make([]bool, 256)
	for i, class := range tags {
		xpos, _ := splitTag(class)
		is[i] = xpos == "VBD" || xpos == "VBZ" || xpos == "VBP" || xpos == "MD"
	}
	return is
}

// begin sets the parser to the start of a sentence.
func (p *parser) begin(words []word) {
	p.words = words
	p.count()
	p.frames = p.frames[:0]
	start := state{prev: -1, move: moves, top: -1, first: noFrame}
	start.first.word, start.first.number = 0, 1
	p.states = append(p.states[:0], start)
	p.beam = append(p.beam[:0], 0)
	if p.summer, _ = p.moves.(summer); len(words) > mostKept {
		p.summer = nil
	}
	p.kept.begin(len(words) * eachWord)
	p.sums, p.numbered = p.sums[:0], int32(len(words)+1)
}

func (p *parser) done(s *state) bool { return int(s.next) == len(p.words) && s.top < 0 }

// allowed says which moves can be made.
func (p *parser) allowed(s *state, move int) bool {
	switch move {
	case shift:
		return int(s.next) < len(p.words)
	case left:
		return s.depth == 1 || s.depth > 1 && int(s.next) < len(p.words)
	}
	return s.depth > 1
}

// sentence parses words and returns the head of each, len(words) for the root, the
// class of its relation, and by how much that leads. They are valid until the next
// call.
func (p *parser) sentence(words []word) (heads []int32, relations []uint8, leads []int32) {
	p.begin(words)
	if len(words) > 0 {
		for range 2 * len(words) {
			p.step()
		}
	}
	p.read(p.beam[0])
	return p.heads, p.relations, p.leads
}

// step makes one move in every state of the beam, the best ones being kept. All
// ways to a tree have the same number of moves.
func (p *parser) step() {
	p.rate()
	p.options = p.options[:0]
	for i, s := range p.beam {
		p.offer(s, &p.rates[i])
	}
	p.prune()
	p.wider = p.wider[:0]
	for _, o := range p.options {
		p.wider = append(p.wider, p.make(o))
	}
	p.beam, p.wider = p.wider, p.beam
}

// offer adds the moves that can be made from a state to p.options.
func (p *parser) offer(s int32, rates *[moves]int32) {
	least := int32(-1 << 31)
	for m, rate := range rates {
		if p.slack > 0 && p.allowed(&p.states[s], m) {
			least = max(least, rate-moveSlack)
		}
	}
	for m, rate := range rates {
		if p.allowed(&p.states[s], m) && rate >= least {
			p.options = append(p.options, option{s, p.states[s].score + rate, uint8(m)})
		}
	}
}

// prune leaves the best options, best first; of equals those found first. When
// one leads by far, the others are let go: most steps are easy.
func (p *parser) prune() {
	o := p.options
	for i := 1; i < len(o); i++ {
		for j := i; j > 0 && o[j].score > o[j-1].score; j-- {
			o[j], o[j-1] = o[j-1], o[j]
		}
	}
	o = o[:min(len(o), p.width)]
	for p.slack > 0 && o[len(o)-1].score < o[0].score-p.slack {
		o = o[:len(o)-1]
	}
	p.options = o
}

// ask fills p.scores for p.keys.
func (p *parser) ask(s linear.Scorer) {
	p.scores.Clear()
	s.Score(p.keys, &p.scores)
}

// make makes a move; an arc gets its relation.
func (p *parser) make(o option) int32 {
	s := p.states[o.state]
	s.prev, s.move, s.score = o.state, o.move, o.score
	if o.move == shift {
		s.first.below = s.top
		s.top = p.push(s.first)
		s.next++
		s.depth++
		s.first = noFrame
		s.first.word, s.first.number = s.next, s.next+1
		return p.add(s)
	}
	dep := p.frames[s.top]
	head := &s.first
	var under frame
	if o.move == right {
		under = p.frames[dep.below]
		head = &under
	}
	s.label, s.lead = p.relate(head, &dep)
	head.attach(dep.word, s.label)
	head.kids |= p.kinds[s.label]
	p.number(head, dep.word, s.label)
	s.depth--
	s.top = dep.below
	if o.move == right {
		s.top = p.push(under)
	}
	return p.add(s)
}

// relation returns the relation of dep under head, as the model tells it, and by how
// much it leads the next.
func (p *parser) relation(head, dep *frame) (label uint8, lead int32) {
	p.labelFeatures(head, dep)
	p.ask(p.labels)
	return uint8(p.scores.Best(p.classes)), p.scores.Lead(p.classes)
}

func (p *parser) push(f frame) int32 {
	p.frames = append(p.frames, f)
	return int32(len(p.frames) - 1)
}

func (p *parser) add(s state) int32 {
	p.states = append(p.states, s)
	return int32(len(p.states) - 1)
}

// attach hangs dep under the frame's word.
func (f *frame) attach(dep int32, label uint8) {
	if dep < f.word {
		// Left children come from right to left: the newest is the leftmost.
		f.left2, f.left1, f.leftLabel = f.left1, dep, label
		f.lefts = min(f.lefts+1, 7)
		f.leftLabels = f.leftLabels*31 + uint32(label) + 1
		return
	}
	f.right2, f.right1, f.rightLabel = f.right1, dep, label
	f.rights = min(f.rights+1, 7)
	f.rightLabels = f.rightLabels*31 + uint32(label) + 1
}

// arc returns the arc that state s drew.
func (p *parser) arc(s *state) (head, dep int32) {
	before := &p.states[s.prev]
	dep = p.frames[before.top].word
	if s.move == right {
		return p.frames[p.frames[before.top].below].word, dep
	}
	return before.next, dep
}

// read fills p.heads, p.relations and p.leads from the way to state s.
func (p *parser) read(s int32) {
	p.heads = slices.Grow(p.heads[:0], len(p.words))[:len(p.words)]
	p.relations = slices.Grow(p.relations[:0], len(p.words))[:len(p.words)]
	p.leads = slices.Grow(p.leads[:0], len(p.words))[:len(p.words)]
	for ; p.states[s].prev >= 0; s = p.states[s].prev {
		if p.states[s].move != shift {
			head, dep := p.arc(&p.states[s])
			p.heads[dep], p.relations[dep], p.leads[dep] = head, p.states[s].label, p.states[s].lead
		}
	}
}

// word returns the word at an index: nothing at -1, the root behind the last.
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

// frame returns a frame of the stack, an empty one for -1.
func (p *parser) frame(i int32) *frame {
	if i < 0 {
		return &noFrame
	}
	return &p.frames[i]
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
