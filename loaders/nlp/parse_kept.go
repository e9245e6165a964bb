package nlp

import (
	"math/bits"
	"slices"
)

// What a parser has asked is kept for the length of a sentence. The states of a
// beam differ little from one another and from those before them: two thirds of
// what they ask has been asked of the same words already. Sums of weights are
// whole numbers, so that a sum of the sums of groups is what it would be without.

// kept keeps numbers under names until others take their places.
type kept struct {
	slots []keptSlot
	shift int
}

type keptSlot struct {
	name  uint64 // not 0
	value int32
}

// begin forgets everything and makes room for about n names.
func (k *kept) begin(n int) {
	width := min(max(bits.Len(uint(n)), 8), 14)
	if len(k.slots) < 1<<width {
		k.slots = make([]keptSlot, 1<<14)
	}
	k.shift = 64 - width
	clear(k.slots[:1<<width])
}

// at returns where the number of a name is kept. When it is not there, it is kept
// there from now on.
func (k *kept) at(name uint64) (value *int32, found bool) {
	s := &k.slots[name*0x9e3779b97f4a7c15>>k.shift]
	if s.name == name {
		return &s.value, true
	}
	s.name = name
	return &s.value, false
}

// A name is what it is a name of, a number from 1, and up to four numbers of
// fourteen bits: words, counted from 1 with 0 for none, and frames.
const (
	ofFrame    = featureGroups + iota // the frame that an arc makes of a frame
	ofArc                             // the relation between two frames
	numberBits = 14
	mostKept   = 1000 // words of a sentence, so that its frames can be numbered
	mostLead   = 1<<23 - 1
	eachWord   = 64 // names that a word asks for, more than most do
)

func name(of int, a, b, c, d int32) uint64 {
	return uint64(of+1)<<(4*numberBits) | uint64(a)<<(3*numberBits) | uint64(b)<<(2*numberBits) | uint64(c)<<numberBits | uint64(d)
}

// names are what the groups of features of a scene are kept by.
func (c *scene) names() [featureGroups]uint64 {
	top, second, third, next := c.f0.word+1, c.f1.word+1, c.f2.word+1, c.next+1
	deep := uint64(0)
	if c.depth > 3 {
		deep = 1 << 63
	}
	return [featureGroups]uint64{
		ofNext:          name(ofNext, 0, 0, 0, next),
		ofTop:           name(ofTop, 0, 0, 0, top),
		ofSecond:        name(ofSecond, 0, 0, 0, second),
		ofTopNext:       name(ofTopNext, 0, 0, top, next),
		ofSecondTop:     name(ofSecondTop, 0, 0, second, top),
		ofSecondTopNext: name(ofSecondTopNext, 0, second, top, next),
		ofTopKids:       name(ofTopKids, 0, 0, 0, c.f0.number),
		ofTopKidsNext:   name(ofTopKidsNext, 0, 0, c.f0.number, next),
		ofTopNextKids:   name(ofTopNextKids, 0, 0, top, c.fb.number),
		ofSecondKidsTop: name(ofSecondKidsTop, 0, 0, c.f1.number, top),
		ofSecondTopKids: name(ofSecondTopKids, 0, 0, second, c.f0.number),
		ofAllKids:       name(ofAllKids, 0, c.f1.number, c.f0.number, c.fb.number),
		ofThirdTopKids:  name(ofThirdTopKids, third, second, c.f0.number, next) | deep,
	}
}

// summer sums the weights of groups of features: to sums[i] those of the keys
// behind ends[i-1] and before ends[i].
type summer interface {
	Sums(keys []uint32, ends []int32, sums [][moves]int32, room []uint64)
}

// rate fills p.rates with the scores of the moves from each state of the beam.
func (p *parser) rate() {
	p.rates = p.rates[:0]
	if p.summer == nil {
		for _, s := range p.beam {
			p.features(&p.states[s])
			p.ask(p.moves)
			p.rates = append(p.rates, [moves]int32(p.scores.Of[:]))
		}
		return
	}
	p.keys, p.ends, p.parts = p.keys[:0], p.ends[:0], p.parts[:0]
	first := len(p.sums)
	for _, s := range p.beam {
		p.collect(&p.states[s])
	}
	p.room = slices.Grow(p.room[:0], len(p.keys))[:len(p.keys)]
	p.summer.Sums(p.keys, p.ends, p.sums[first:], p.room)
	for at := 0; at < len(p.parts); at += featureGroups {
		var rate [moves]int32
		for _, part := range p.parts[at : at+featureGroups] {
			sum := &p.sums[part]
			rate[shift] += sum[shift]
			rate[left] += sum[left]
			rate[right] += sum[right]
		}
		p.rates = append(p.rates, rate)
	}
}

// collect adds to p.parts where the sums for a state are, and to p.keys what has
// to be summed for it.
func (p *parser) collect(s *state) {
	c := p.scene(s)
	for g, name := range c.names() {
		at, found := p.kept.at(name)
		if !found {
			p.group(g, &c)
			*at = int32(len(p.sums))
			p.sums = append(p.sums, [moves]int32{})
			p.ends = append(p.ends, int32(len(p.keys)))
		}
		p.parts = append(p.parts, *at)
	}
}

// relate returns the relation of dep under head, and by how much it leads.
func (p *parser) relate(head, dep *frame) (label uint8, lead int32) {
	if p.summer == nil {
		return p.relation(head, dep)
	}
	at, found := p.kept.at(name(ofArc, 0, 0, head.number, dep.number))
	if !found {
		label, lead = p.relation(head, dep)
		*at = min(lead, mostLead)<<8 | int32(label)
	}
	return uint8(*at), *at >> 8
}

// number gives a frame that just got a child the number of its kind: frames with
// the same children have the same number.
func (p *parser) number(f *frame, dep int32, label uint8) {
	if p.summer == nil {
		return
	}
	at, found := p.kept.at(name(ofFrame, 0, int32(label), f.number, dep+1))
	if !found {
		p.numbered++
		*at = p.numbered
	}
	f.number = *at
}
