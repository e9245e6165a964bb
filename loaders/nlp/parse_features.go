package nlp

import "entente/loaders/nlp/linear"

// The features of a move come in groups, by what of the state they ask. Most of
// what one state asks another has asked before, so that the sums of the groups are
// kept (parse_kept.go).
const (
	ofNext    = iota // the words in the buffer
	ofTop            // the word on top of the stack
	ofSecond         // the word under it
	ofTopNext        // both words, and what stands between them
	ofSecondTop
	ofSecondTopNext
	ofTopKids // the top and its children
	ofTopKidsNext
	ofTopNextKids
	ofSecondKidsTop
	ofSecondTopKids
	ofAllKids
	ofThirdTopKids // the third, second and top word, the top's children, the next word, the depth of the stack
	featureGroups
)

// scene is a state as the features of a move see it: s are words on the stack, b
// in the buffer, f the frames of the stack and of the buffer's first word.
type scene struct {
	s0, s1, s2, b0, b1, b2, b3 *word
	f0, f1, f2, fb             *frame
	next, depth                int32
}

func (p *parser) scene(s *state) (c scene) {
	c.next, c.depth, c.fb = s.next, s.depth, &s.first
	c.f0 = p.frame(s.top)
	c.f1 = p.frame(c.f0.below)
	c.f2 = p.frame(c.f1.below)
	c.s0, c.s1, c.s2 = p.word(c.f0.word), p.word(c.f1.word), p.word(c.f2.word)
	c.b0, c.b1, c.b2, c.b3 = p.word(s.next), p.word(s.next+1), p.word(s.next+2), p.word(s.next+3)
	return c
}

// features fills p.keys for the next move.
func (p *parser) features(s *state) {
	c := p.scene(s)
	p.keys = p.keys[:0]
	for g := range featureGroups {
		p.group(g, &c)
	}
}

// group adds the features of one group to p.keys. The templates are those of Zhang
// and Nivre 2011, "Transition-based dependency parsing with rich non-local
// features", for arc-hybrid states, and more of their kind; each has the number
// with which it was learned.
//
// long: a table, one template a line.
func (p *parser) group(g int, c *scene) {
	s0, s1, s2, b0, b1, b2, b3 := c.s0, c.s1, c.s2, c.b0, c.b1, c.b2, c.b3
	f0, f1, fb := c.f0, c.f1, c.fb
	k := p.keys
	add := func(id, a, b, c uint32) { k = append(k, linear.Key(moveTemplates+id, a, b, c)) }
	switch g {
	case ofNext:
		add(0, 0, 0, 0)
		add(9, b0.lower, b0.tag, 1)
		add(10, b0.lower, 0, 4)
		add(11, b0.tag, 0, 4)
		add(12, b1.lower, b1.tag, 1)
		add(13, b1.lower, 0, 5)
		add(14, b1.tag, 0, 5)
		add(15, b2.lower, b2.tag, 1)
		add(16, b2.tag, 0, 6)
		add(31, b0.tag, b1.tag, 0)
		add(32, b0.lower, b1.lower, 0)
		add(91, b0.cluster, 0, 0)
		add(134, b0.small, 0, 0)
	case ofTop:
		add(1, s0.lower, s0.tag, 1)
		add(2, s0.lower, 0, 1)
		add(3, s0.tag, 0, 1)
		add(90, s0.cluster, 0, 0)
		add(133, s0.small, 0, 0)
	case ofSecond:
		add(4, s1.lower, s1.tag, 1)
		add(5, s1.lower, 0, 2)
		add(6, s1.tag, 0, 2)
	case ofTopNext:
		s0wt, b0wt, tt := s0.lower*31+s0.tag, b0.lower*31+b0.tag, b0.tag<<16|b1.tag<<8
		ds0b0, s0b0 := distance(f0.word, c.next), p.span(f0.word, c.next)
		add(17, s0wt, b0wt, 0)
		add(18, s0wt, b0.tag, 0)
		add(19, s0.tag, b0wt, 0)
		add(20, s0.lower, b0.lower, 0)
		add(21, s0.tag, b0.tag, 0)
		add(22, s0.lower, b0.tag, 0)
		add(23, s0.tag, b0.lower, 0)
		add(33, s0.lower, b1.lower, 0)
		add(34, s0.tag, b0.tag, b1.tag)
		add(37, s0.tag, tt, b2.tag)
		add(39, s0.lower, b0.tag, b1.tag)
		add(40, s0.tag, b0.lower, b1.tag)
		add(41, s0.tag, b0.tag, b1.lower)
		add(45, s0.tag, tt|b2.tag, b3.tag)
		add(56, s0.lower, ds0b0, 1)
		add(57, s0.tag, ds0b0, 2)
		add(58, b0.tag, ds0b0, 3)
		add(59, b0.lower, ds0b0, 3)
		add(60, s0.tag, b0.tag, ds0b0)
		add(61, s0.lower, b0.lower, ds0b0)
		add(92, s0.cluster, b0.cluster, 0)
		add(93, s0.cluster, b0.tag, 0)
		add(94, s0.tag, b0.cluster, 0)
		add(99, s0.tag, b0.tag, s0b0)
		add(100, s0.lower, b0.tag, s0b0)
		add(114, s0.stem, b0.tag, 0)
		add(115, s0.stem, b0.lower, 0)
		add(120, s0.middle, b0.middle, 0)
		add(121, s0.middle, b0.tag, 0)
		add(122, s0.tag, b0.middle, 0)
		add(131, s0.big, b0.big, s0b0)
		add(136, s0.lower, b0.middle, 0)
	case ofSecondTop:
		s0wt, s1wt := s0.lower*31+s0.tag, s1.lower*31+s1.tag
		ds1s0, s1s0 := distance(f1.word, f0.word), p.span(f1.word, f0.word)
		add(24, s1wt, s0.tag, 0)
		add(25, s1.tag, s0wt, 0)
		add(26, s1.lower, s0.lower, 0)
		add(27, s1.tag, s0.tag, 0)
		add(62, s1.tag, s0.tag, ds1s0)
		add(63, s1.lower, s0.lower, ds1s0)
		add(95, s1.cluster, s0.cluster, 0)
		add(96, s1.cluster, s0.tag, 0)
		add(97, s1.tag, s0.cluster, 0)
		add(101, s1.tag, s0.tag, s1s0)
		add(102, s1.tag, s0.lower, s1s0)
		add(103, s1.tag, s0.tag, s1s0<<8|ds1s0)
		add(116, s1.stem, s0.tag, 0)
		add(123, s1.middle, s0.middle, 0)
		add(124, s1.middle, s0.tag, 0)
		add(125, s1.tag, s0.middle, 0)
		add(132, s1.big, s0.big, s1s0)
		add(135, s1.small, s0.tag, 0)
		add(137, s1.lower, s0.middle, 0)
	case ofSecondTopNext:
		s1wt, tt := s1.lower*31+s1.tag, b0.tag<<16|b1.tag<<8
		add(28, s1.tag, b0.tag, 0)
		add(29, s1.lower, b0.lower, 0)
		add(30, s1wt, b0.tag, 0)
		add(35, s1.tag, s0.tag, b0.tag)
		add(38, s1.tag<<8|s0.tag, tt, 0)
		add(42, s1.tag, s0.lower, b0.tag)
		add(43, s1.lower, s0.tag, b0.tag)
		add(44, s1.tag, s0.tag, b0.lower)
		add(130, s1.big, s0.big, b0.tag)
		add(143, alike(s1, s0), b0.tag, s0.tag)
	case ofTopKids:
		s0l, s0r, s0l2, s0r2 := p.word(f0.left1), p.word(f0.right1), p.word(f0.left2), p.word(f0.right2)
		add(53, s0.tag, s0l.tag, s0l2.tag)
		add(54, s0.tag, s0r.tag, s0r2.tag)
		add(64, s0.lower, uint32(f0.rights), 1)
		add(65, s0.tag, uint32(f0.rights), 2)
		add(66, s0.lower, uint32(f0.lefts), 3)
		add(67, s0.tag, uint32(f0.lefts), 4)
		add(72, s0l.lower, 0, 1)
		add(73, s0r.lower, 0, 2)
		add(76, uint32(f0.leftLabel), s0.tag, 1)
		add(77, uint32(f0.rightLabel), s0.tag, 2)
		add(80, s0.lower, f0.leftLabels, 5)
		add(81, s0.tag, f0.leftLabels, 6)
		add(82, s0.lower, f0.rightLabels, 7)
	case ofTopKidsNext:
		s0l, s0r, s0b0 := p.word(f0.left1), p.word(f0.right1), p.span(f0.word, c.next)
		add(46, s0.tag, s0l.tag, b0.tag)
		add(47, s0.tag, s0r.tag, b0.tag)
		add(83, s0.tag, f0.rightLabels, b0.tag)
		add(86, s0.lower, s0l.lower, b0.lower)
		add(87, s0.tag, s0r.lower, b0.tag)
		add(104, s0.tag, f0.kids, b0.tag)
		add(105, s0.lower, f0.kids, b0.tag)
		add(109, s0.tag<<8|b0.tag, f0.kids&0x0f, s0b0)
		add(119, s0.stem, f0.kids, b0.tag)
		add(138, s0l.lower, s0.middle, b0.tag)
	case ofTopNextKids:
		b0l, b0l2 := p.word(fb.left1), p.word(fb.left2)
		add(48, s0.tag, b0l.tag, b0.tag)
		add(55, b0.tag, b0l.tag, b0l2.tag)
		add(68, b0.lower, uint32(fb.lefts), 5)
		add(69, b0.tag, uint32(fb.lefts), 6)
		add(74, b0l.lower, 0, 3)
		add(78, uint32(fb.leftLabel), b0.tag, 3)
		add(84, b0.tag, fb.leftLabels, s0.tag)
	case ofSecondKidsTop:
		s1l, s1r := p.word(f1.left1), p.word(f1.right1)
		add(49, s1.tag, s1r.tag, s0.tag)
		add(50, s1.tag, s1l.tag, s0.tag)
		add(70, s1.tag, uint32(f1.rights), 7)
		add(71, s1.lower, uint32(f1.rights), 8)
		add(75, s1r.lower, 0, 4)
		add(79, uint32(f1.rightLabel), s1.tag, s0.tag)
		add(85, s1.tag, f1.rightLabels, s0.tag)
		add(106, s1.tag, f1.kids, s0.tag)
		add(118, s1.stem, f1.kids, s0.tag)
		add(139, s1.tag, s1r.lower, s0.tag)
	case ofSecondTopKids:
		s0l, s0r := p.word(f0.left1), p.word(f0.right1)
		add(51, s1.tag, s0r.tag, s0.tag)
		add(52, s1.tag, s0l.tag, s0.tag)
		add(88, s1.lower, s0l.lower, s0.tag)
		add(89, s1.lower, s0l.lower, s0.lower)
		add(98, s1.cluster, s0l.lower, s0.cluster)
		add(117, s1.stem, s0l.lower, s0.tag)
		add(126, s1.middle, s0l.lower, s0.middle)
		add(127, s1.middle, s0l.lower, s0.tag)
		add(128, s1.tag, s0l.lower, s0.middle)
		add(129, s1.big, s0l.lower, s0.big)
		add(142, alike(s1, s0), f0.kids, s0.tag)
	case ofAllKids:
		add(107, s1.tag<<8|s0.tag, f1.kids, f0.kids)
		add(108, s0.tag<<8|b0.tag, f0.kids, fb.kids)
		add(110, s1.tag<<8|s0.tag, f1.kids&0x0f<<4|f0.kids&0x0f, b0.tag)
		add(140, s1.tag<<8|s0.tag, b0.tag, uint32(f0.leftLabel))
	case ofThirdTopKids:
		depth := uint32(min(c.depth, 4))
		add(7, s2.lower, s2.tag, 1)
		add(8, s2.tag, 0, 3)
		add(36, s2.tag, s1.tag, s0.tag)
		add(111, s0.tag, b0.tag, depth|1<<8)
		add(112, s1.tag<<8|s0.tag, b0.tag, depth|2<<8)
		add(113, s2.tag<<8|s1.tag, s0.tag, f0.kids&0x0f)
		add(141, s2.tag<<8|s1.tag, s0.tag, b0.tag)
	}
	p.keys = k
}

// alike says in what two words are alike: what is joined by "and" is.
func alike(a, b *word) uint32 {
	return bit(a.tag == b.tag)<<2 | bit(a.middle == b.middle)<<1 | bit(a.suffix[2] == b.suffix[2])
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
	add(h.stem, d.tag, dl.lower)
	add(h.stem, d.tag, 0)
	add(h.stem, nd.kids, d.tag)
	add(d.stem, h.tag, dl.lower)
	add(h.stem, d.stem, 0)
	btw := p.span(from, to)
	add(btw, d.tag, h.tag)
	add(btw, d.lower, h.tag)
	add(nd.kids, d.tag, h.tag)
	add(nd.kids, d.lower, h.tag)
	add(nh.kids, d.tag, h.tag)
	add(nh.kids, h.lower, d.tag)
	add(nh.kids&0x7, nd.kids, d.tag<<8|h.tag)
	p.keys = k
}
