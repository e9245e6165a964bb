package nlp

import "entente/loaders/nlp/linear"

// Names. Needs: Tokens, Sentences, tags, Head. Sets: Names.
//
// A structured perceptron (Collins 2002) over the places of words in names:
// outside, or beginning, inside, end or whole of a person, place or
// organization; the best sequence is found by dynamic programming. Rules on top
// find demonyms, events and laws, take titles off the names of persons, and set
// them as the name's Title.

const nameTemplates = 800 // first number of the templates for names

// The classes of the name model: outside, then four places for each kind.
const (
	outside = iota
	beginning
	inside
	ending
	whole
)

var nameKinds = []NameKind{Person, Place, Organization}

var nameClasses = []string{"O", "B-person", "I-person", "E-person", "S-person", "B-place", "I-place", "E-place", "S-place",
	"B-organization", "I-organization", "E-organization", "S-organization"}

// placeOf splits a class into its place in a name and the number of its kind.
func placeOf(class int) (place, kind int) {
	if class == 0 {
		return outside, -1
	}
	return (class-1)%4 + 1, (class - 1) / 4
}

// follows says whether class b can stand after class a; -1 is the edge of a
// sentence.
func mayFollow(a, b int) bool {
	pa, ka := outside, -1
	if a >= 0 {
		pa, ka = placeOf(a)
	}
	pb, kb := outside, -1
	if b >= 0 {
		pb, kb = placeOf(b)
	}
	open := pa == beginning || pa == inside
	if pb == inside || pb == ending {
		return open && ka == kb
	}
	return !open
}

// namer finds the best sequence of classes with a scorer.
type namer struct {
	scorer linear.Scorer
	proper []bool // of each class of tags, whether it is of names; nil for all
	keys   []uint32
	manner uint32        // of the sentence's capitals
	style  uint32        // whose idea of a name: houseStyle, or that of another set of data
	scores linear.Scores // of the classes of a word
	moves  []int32       // score of class b after class a, at a*classes+b
	back   []uint8       // the best class before, for each word and class
	path   []int         // the best classes
}

// houseStyle is the idea of a name that is read by: the first set of data.
const houseStyle = 0

const noWay = -1 << 28

// decode finds the best sequence for n words whose keys are given one by one.
func (r *namer) decode(words []word) []int {
	n, classes := len(words), len(nameClasses)
	r.transitions()
	r.manner = mannerOf(words)
	r.back = append(r.back[:0], make([]uint8, n*classes)...)
	var last, now [16]int32
	for i := range words {
		if r.plain(words, i) {
			last = r.pass(last, i)
			continue
		}
		r.features(words, i)
		r.scores.Clear()
		r.scorer.Score(r.keys, &r.scores)
		for b := range classes {
			best, from := int32(noWay), 0
			if i == 0 {
				if mayFollow(-1, b) {
					best = 0
				}
			} else {
				for a := range classes {
					if s := last[a] + r.moves[a*classes+b]; s > best {
						best, from = s, a
					}
				}
			}
			now[b] = max(best+r.scores.Of[b], noWay)
			r.back[i*classes+b] = uint8(from)
		}
		last = now
	}
	return r.trace(last[:classes], n)
}

// plain says that a word is in no name: in a sentence that has capitals as prose
// does, neither it nor the words beside it have any, and no list has them for names.
// Such are most words of the news. Where names are learned every word counts.
func (r *namer) plain(words []word, i int) bool {
	return r.proper != nil && r.manner == 0 && r.low(at(words, i)) && r.low(at(words, i-1)) && r.low(at(words, i+1))
}

// low says that a word alone is in no name, nor goes on in one: "of" and "minister"
// do so only between others.
func (r *namer) low(w *word) bool {
	return !w.upper && !r.proper[w.tag] && mark(w.mark)&^(isInner|isTitle) == 0
}

// pass goes on to word i outside of any name.
func (r *namer) pass(last [16]int32, i int) (now [16]int32) {
	classes := len(nameClasses)
	best, from := int32(noWay), 0
	if i == 0 {
		best = 0
	}
	for a := range classes {
		if s := last[a] + r.moves[a*classes+outside]; i > 0 && s > best {
			best, from = s, a
		}
	}
	for b := range now {
		now[b] = noWay
	}
	now[outside] = best
	r.back[i*classes+outside] = uint8(from)
	return now
}

func (r *namer) trace(last []int32, n int) []int {
	best := 0
	for c := range last {
		if mayFollow(c, -1) && last[c] > last[best] {
			best = c
		}
	}
	r.path = append(r.path[:0], make([]int, n)...)
	for i := n - 1; i >= 0; i-- {
		r.path[i] = best
		best = int(r.back[i*len(nameClasses)+best])
	}
	return r.path
}

// transitions fills r.moves.
func (r *namer) transitions() {
	classes := len(nameClasses)
	if len(r.moves) != classes*classes {
		r.moves = make([]int32, classes*classes)
	}
	for a := range classes {
		row := r.moves[a*classes : (a+1)*classes]
		r.scores.Clear()
		r.scorer.Score(r.passage(a), &r.scores)
		copy(row, r.scores.Of[:])
		for b := range row {
			if !mayFollow(a, b) {
				row[b] = noWay
			}
		}
	}
}

// passage returns the features of what may come behind class a.
func (r *namer) passage(a int) []uint32 {
	return []uint32{linear.Key(nameTemplates, uint32(a), 0, 0), linear.Key(nameTemplates, uint32(a), r.style, 1)}
}

// features fills r.keys for a word.
//
// long: a table, one template a line.
func (r *namer) features(words []word, i int) {
	w, p, pp, n, nn := at(words, i), at(words, i-1), at(words, i-2), at(words, i+1), at(words, i+2)
	m, pm, nm := w.mark, p.mark, n.mark
	first := uint32(0)
	if i == 0 {
		first = 1
	}
	k := r.keys[:0]
	id := uint32(nameTemplates + 1)
	add := func(a, b, c uint32) {
		k = append(k, linear.Key(id, a, b, c))
		id++
	}
	add(0, 0, 0)
	add(w.lower, 0, 0)
	add(w.form, 0, 0)
	add(w.tag, 0, 0)
	add(w.shape, first, 0)
	add(w.shape, w.tag, 0)
	add(w.lower, w.tag, 0)
	add(w.suffix[1], w.shape, 0)
	add(w.suffix[2], w.shape, 0)
	add(w.suffix[3], w.shape, 0)
	add(w.prefix[1], w.shape, 0)
	add(w.prefix[2], w.shape, 0)
	add(p.lower, 0, 0)
	add(p.lower, w.shape, 0)
	add(p.lower, w.lower, 0)
	add(pp.lower, 0, 0)
	add(pp.lower, p.lower, w.shape)
	add(n.lower, 0, 0)
	add(n.lower, w.shape, 0)
	add(n.lower, w.lower, 0)
	add(nn.lower, 0, 0)
	add(nn.lower, n.lower, w.shape)
	add(p.tag, w.tag, n.tag)
	add(p.tag, w.tag, w.shape)
	add(w.tag, n.tag, nn.tag)
	add(pp.tag, p.tag, w.tag)
	add(p.shape, w.shape, n.shape)
	add(p.shape, w.shape, 0)
	add(w.shape, n.shape, nn.shape)
	add(pp.shape, p.shape, w.shape)
	add(p.lower, n.lower, w.shape)
	add(w.cluster, w.shape, 0)
	add(p.cluster, w.cluster, 0)
	add(w.cluster, n.cluster, 0)
	add(p.cluster, w.shape, 0)
	add(n.cluster, w.shape, 0)
	add(n.suffix[2], w.shape, n.shape)
	add(p.suffix[2], w.shape, p.shape)
	add(m, 0, 0)
	add(m, w.shape, 0)
	add(pm, m, 0)
	add(m, nm, 0)
	add(pm, m, nm)
	add(m, p.lower, 0)
	add(m, n.lower, 0)
	add(m, w.lower, 0)
	add(w.big, w.shape, 0)
	add(w.middle, w.shape, 0)
	add(w.small, w.shape, 0)
	add(w.middle, w.tag, 0)
	add(p.middle, w.middle, 0)
	add(w.middle, n.middle, 0)
	add(p.middle, w.shape, 0)
	add(n.middle, w.shape, 0)
	add(p.big, w.big, n.big)
	add(p.lower, w.middle, 0)
	add(n.lower, w.middle, 0)
	add(p.small, w.shape, 0)
	add(n.small, w.shape, 0)
	add(pp.middle, p.middle, w.shape)
	add(n.middle, nn.middle, w.shape)
	// Sets of data differ in what they take for a name. What is said of all of them
	// stands above, what only one thinks here (Daumé 2007, "Frustratingly easy domain
	// adaptation").
	add(r.style, w.lower, 0)
	add(r.style, w.shape, w.tag)
	add(r.style, w.shape, first)
	add(r.style, w.middle, w.shape)
	add(r.style, w.big, w.shape)
	add(r.style, m, w.shape)
	add(r.style, p.lower, w.shape)
	add(r.style, n.lower, w.shape)
	add(r.style, w.suffix[2], w.shape)
	add(r.style, w.tag, p.tag)
	add(w.shape, r.manner, first)
	add(w.middle, r.manner, w.shape)
	add(w.lower, r.manner, w.shape)
	add(m, r.manner, w.shape)
	r.keys = k
}

// collect adds the names of a path to the document, the first word being token
// first.
func (r *namer) collect(d *Doc, path []int, first int) {
	start := 0
	for i, class := range path {
		place, kind := placeOf(class)
		if place == beginning || place == whole {
			start = i
		}
		if place == ending || place == whole {
			d.Names = append(d.Names, Name{Start: first + start, End: first + i + 1, Kind: nameKinds[kind]})
		}
	}
}
