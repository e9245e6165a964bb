package nlp

import "entente/loaders/nlp/linear"

// features fills p.keys for the next move. The templates are those of Zhang and
// Nivre 2011, "Transition-based dependency parsing with rich non-local features",
// for arc-hybrid states: s are words on the stack, b in the buffer, with their
// outermost children.
func (p *parser) features(s *state) {
	f0 := p.frame(s.top)
	f1 := p.frame(f0.below)
	f2 := p.frame(f1.below)
	fb := &s.first
	s0, s1, s2 := p.word(f0.word), p.word(f1.word), p.word(f2.word)
	b0, b1, b2, b3 := p.word(s.next), p.word(s.next+1), p.word(s.next+2), p.word(s.next+3)
	s0l, s0r, b0l, s1r, s1l := p.word(f0.left1), p.word(f0.right1), p.word(fb.left1), p.word(f1.right1), p.word(f1.left1)
	s0l2, s0r2, b0l2 := p.word(f0.left2), p.word(f0.right2), p.word(fb.left2)
	ds0b0, ds1s0 := distance(f0.word, s.next), distance(f1.word, f0.word)

	k := p.keys[:0]
	id := uint32(moveTemplates)
	add := func(a, b, c uint32) {
		k = append(k, linear.Key(id, a, b, c))
		id++
	}
	add(0, 0, 0)
	add(s0.lower, s0.tag, 1)
	add(s0.lower, 0, 1)
	add(s0.tag, 0, 1)
	add(s1.lower, s1.tag, 1)
	add(s1.lower, 0, 2)
	add(s1.tag, 0, 2)
	add(s2.lower, s2.tag, 1)
	add(s2.tag, 0, 3)
	add(b0.lower, b0.tag, 1)
	add(b0.lower, 0, 4)
	add(b0.tag, 0, 4)
	add(b1.lower, b1.tag, 1)
	add(b1.lower, 0, 5)
	add(b1.tag, 0, 5)
	add(b2.lower, b2.tag, 1)
	add(b2.tag, 0, 6)

	s0wt, b0wt, s1wt := s0.lower*31+s0.tag, b0.lower*31+b0.tag, s1.lower*31+s1.tag
	add(s0wt, b0wt, 0)
	add(s0wt, b0.tag, 0)
	add(s0.tag, b0wt, 0)
	add(s0.lower, b0.lower, 0)
	add(s0.tag, b0.tag, 0)
	add(s0.lower, b0.tag, 0)
	add(s0.tag, b0.lower, 0)
	add(s1wt, s0.tag, 0)
	add(s1.tag, s0wt, 0)
	add(s1.lower, s0.lower, 0)
	add(s1.tag, s0.tag, 0)
	add(s1.tag, b0.tag, 0)
	add(s1.lower, b0.lower, 0)
	add(s1wt, b0.tag, 0)
	add(b0.tag, b1.tag, 0)
	add(b0.lower, b1.lower, 0)
	add(s0.lower, b1.lower, 0)

	tt := b0.tag<<16 | b1.tag<<8
	add(s0.tag, b0.tag, b1.tag)
	add(s1.tag, s0.tag, b0.tag)
	add(s2.tag, s1.tag, s0.tag)
	add(s0.tag, tt, b2.tag)
	add(s1.tag<<8|s0.tag, tt, 0)
	add(s0.lower, b0.tag, b1.tag)
	add(s0.tag, b0.lower, b1.tag)
	add(s0.tag, b0.tag, b1.lower)
	add(s1.tag, s0.lower, b0.tag)
	add(s1.lower, s0.tag, b0.tag)
	add(s1.tag, s0.tag, b0.lower)
	add(s0.tag, tt|b2.tag, b3.tag)
	add(s0.tag, s0l.tag, b0.tag)
	add(s0.tag, s0r.tag, b0.tag)
	add(s0.tag, b0l.tag, b0.tag)
	add(s1.tag, s1r.tag, s0.tag)
	add(s1.tag, s1l.tag, s0.tag)
	add(s1.tag, s0r.tag, s0.tag)
	add(s1.tag, s0l.tag, s0.tag)
	add(s0.tag, s0l.tag, s0l2.tag)
	add(s0.tag, s0r.tag, s0r2.tag)
	add(b0.tag, b0l.tag, b0l2.tag)

	add(s0.lower, ds0b0, 1)
	add(s0.tag, ds0b0, 2)
	add(b0.tag, ds0b0, 3)
	add(b0.lower, ds0b0, 3)
	add(s0.tag, b0.tag, ds0b0)
	add(s0.lower, b0.lower, ds0b0)
	add(s1.tag, s0.tag, ds1s0)
	add(s1.lower, s0.lower, ds1s0)

	add(s0.lower, uint32(f0.rights), 1)
	add(s0.tag, uint32(f0.rights), 2)
	add(s0.lower, uint32(f0.lefts), 3)
	add(s0.tag, uint32(f0.lefts), 4)
	add(b0.lower, uint32(fb.lefts), 5)
	add(b0.tag, uint32(fb.lefts), 6)
	add(s1.tag, uint32(f1.rights), 7)
	add(s1.lower, uint32(f1.rights), 8)

	add(s0l.lower, 0, 1)
	add(s0r.lower, 0, 2)
	add(b0l.lower, 0, 3)
	add(s1r.lower, 0, 4)
	add(uint32(f0.leftLabel), s0.tag, 1)
	add(uint32(f0.rightLabel), s0.tag, 2)
	add(uint32(fb.leftLabel), b0.tag, 3)
	add(uint32(f1.rightLabel), s1.tag, s0.tag)
	add(s0.lower, f0.leftLabels, 5)
	add(s0.tag, f0.leftLabels, 6)
	add(s0.lower, f0.rightLabels, 7)
	add(s0.tag, f0.rightLabels, b0.tag)
	add(b0.tag, fb.leftLabels, s0.tag)
	add(s1.tag, f1.rightLabels, s0.tag)
	add(s0.lower, s0l.lower, b0.lower)
	add(s0.tag, s0r.lower, b0.tag)
	add(s1.lower, s0l.lower, s0.tag)
	add(s1.lower, s0l.lower, s0.lower)

	add(s0.cluster, 0, 0)
	add(b0.cluster, 0, 0)
	add(s0.cluster, b0.cluster, 0)
	add(s0.cluster, b0.tag, 0)
	add(s0.tag, b0.cluster, 0)
	add(s1.cluster, s0.cluster, 0)
	add(s1.cluster, s0.tag, 0)
	add(s1.tag, s0.cluster, 0)
	add(s1.cluster, s0l.lower, s0.cluster)
	p.keys = k
}

// labelFeatures fills p.keys for the relation of the word of nd under that of nh.
func (p *parser) labelFeatures(nh, nd *frame) {
	head, dep := nh.word, nd.word
	h, d := p.word(head), p.word(dep)
	side, near, nearLabel := uint32(1), nh.right1, uint32(nh.rightLabel)
	from, to := head, dep
	if dep < head {
		side, near, nearLabel = 2, nh.left1, uint32(nh.leftLabel)
		from, to = dep, head
	}
	dist := distance(from, to)
	dl, dr, sib := p.word(nd.left1), p.word(nd.right1), p.word(near)
	dp, dn, hp, hn := p.word(dep-1), p.word(dep+1), p.word(head-1), p.word(head+1)

	k := p.keys[:0]
	id := uint32(labelTemplates)
	add := func(a, b, c uint32) {
		k = append(k, linear.Key(id, a, b, c<<2|side))
		id++
	}
	add(0, 0, 0)
	add(h.lower, 0, 0)
	add(h.tag, 0, 0)
	add(d.lower, 0, 0)
	add(d.tag, 0, 0)
	add(h.lower, h.tag, 1)
	add(d.lower, d.tag, 1)
	add(h.lower, d.lower, 0)
	add(h.tag, d.tag, 0)
	add(h.lower, d.tag, 0)
	add(h.tag, d.lower, 0)
	add(h.tag, d.tag, dist)
	add(h.tag, d.lower, dist)
	add(dl.lower, d.tag, h.tag)
	add(dl.lower, d.lower, 0)
	add(dl.lower, h.lower, 0)
	add(dl.tag, d.tag, h.tag)
	add(dr.lower, d.tag, 0)
	add(dr.tag, d.tag, h.tag)
	add(uint32(nd.leftLabel), d.tag, h.tag)
	add(uint32(nd.rightLabel), d.tag, h.tag)
	add(nd.leftLabels, d.tag, h.tag)
	add(nd.rightLabels, d.tag, h.tag)
	add(nd.leftLabels, d.lower, 0)
	add(nh.leftLabels, h.tag, d.tag)
	add(nh.leftLabels, h.lower, d.tag)
	add(nh.rightLabels, h.tag, d.tag)
	add(nearLabel, d.tag, h.tag)
	add(nearLabel, d.tag, h.lower)
	add(sib.tag, d.tag, h.tag)
	add(sib.lower, d.lower, h.tag)
	add(dp.tag, d.tag, h.tag)
	add(dn.tag, d.tag, h.tag)
	add(dp.lower, d.tag, 0)
	add(dn.lower, d.tag, 0)
	add(hp.tag, h.tag, d.tag)
	add(hn.tag, h.tag, d.tag)
	add(hp.lower, d.tag, 0)
	add(hn.lower, d.tag, 0)
	add(d.suffix[2], h.tag, 0)
	add(h.suffix[2], d.tag, 0)
	add(d.cluster, h.cluster, 0)
	add(d.cluster, h.tag, 0)
	add(d.tag, h.cluster, 0)
	add(d.cluster, h.lower, dl.lower)
	add(d.cluster, dl.lower, h.tag)
	add(d.shape, h.tag, d.tag)
	p.keys = k
}
