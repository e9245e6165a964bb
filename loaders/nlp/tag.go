package nlp

import (
	"strings"

	"entente/loaders/nlp/linear"
)

// Tags. Needs: Tokens, Sentences. Sets: XPOS, UPOS of each token.
//
// An averaged perceptron (Collins 2002, "Discriminative training methods for
// hidden Markov models") reads each sentence from left to right, greedily. One
// class is a Penn tag and a universal tag together, "NNP/PROPN"; what the one
// leaves open the other often settles.
//
// Then each sentence is read a second time, by a second model that also sees what
// the first one made of the words to the right, and whether the clauses so far
// have their verbs: "promised" in "Lund, who visited Oslo, promised to help" is a
// past tense because the sentence has no other verb of its own.

const (
	tagTemplates   = 100  // first number of the templates of the first reading
	retagTemplates = 1100 // and of those that the second adds
)

// tagger tags with a scorer: a model, or a learner that is being taught.
type tagger struct {
	scorer  linear.Scorer
	again   []clauseRole // of each class, for the second reading; nil for the first
	keys    []uint32
	scores  linear.Scores
	kept    []lone // by the hash of the form
	classes int
	manner  uint32 // of the sentence's capitals
	open    int    // in the second reading: clauses so far less their verbs
	ahead   int    // and those behind the word
}

// clauseRole says how a tag changes the number of clauses that lack a verb.
type clauseRole int8

// clauseRoles returns the role of each class of tags: finite verbs close a clause,
// relative words and subordinators open one.
func clauseRoles(classes []string) []clauseRole {
	roles := make([]clauseRole, 256)
	for i, class := range classes {
		switch xpos, upos := splitTag(class); {
		case xpos == "VBD" || xpos == "VBZ" || xpos == "VBP" || xpos == "MD":
			roles[i] = -1
		case xpos == "WDT" || xpos == "WP" || xpos == "WRB" || upos == "SCONJ":
			roles[i] = 1
		}
	}
	return roles
}

// sentence tags words[0:n]; each word's tag is its class.
func (t *tagger) sentence(words []word) {
	t.begin(words)
	for i := range words {
		if t.again == nil || !words[i].sure {
			words[i].tag = uint32(t.tell(words, i))
			words[i].sure = t.scores.Lead(t.classes) >= sureLead
		} else {
			t.ahead -= int(t.again[words[i].first])
		}
		t.pass(&words[i])
	}
}

// sureLead is by how much a class must lead at the first reading, in units of
// 1/linear.Scale, to be let stand at the second: on the development sets no tag
// with such a lead would change.
const sureLead = 1500

// begin sets the tagger to the start of a sentence; the tags that it finds are
// those of the first reading.
func (t *tagger) begin(words []word) {
	t.manner = mannerOf(words)
	if t.again == nil {
		return
	}
	t.open, t.ahead = 1, 0
	for i := range words {
		words[i].first = words[i].tag
		t.ahead += int(t.again[words[i].first])
	}
}

// mannerOf says how a sentence uses capitals: 0 as prose does, 1 for all letters, 2
// for most words as headlines do, 3 not at all.
func mannerOf(words []word) uint32 {
	letters, upper, capital := 0, 0, 0
	for i := range words {
		w := &words[i]
		if !w.letters {
			continue
		}
		letters++
		if w.upper {
			upper++
		}
		if w.capital {
			capital++
		}
	}
	switch {
	case letters < 3:
		return 4
	case upper == 0:
		return 3
	case capital*10 >= letters*6:
		return 1
	case upper*10 >= letters*6:
		return 2
	}
	return 0
}

// pass counts a word whose tag is settled.
func (t *tagger) pass(w *word) {
	if t.again != nil {
		t.open += int(t.again[w.tag])
	}
}

func (t *tagger) best() int {
	t.scores.Clear()
	t.scorer.Score(t.keys, &t.scores)
	return t.scores.Best(t.classes)
}

func at(words []word, i int) *word {
	if i < 0 || i >= len(words) {
		return &edge
	}
	return &words[i]
}

// features fills t.keys for word i, the words before it being tagged.
func (t *tagger) features(words []word, i int) {
	t.keys = t.keys[:0]
	t.alone(at(words, i), i == 0)
	t.beside(words, i)
}

// alone adds to t.keys what is asked of a word by itself, and whether it is a
// sentence's first. Templates have the numbers with which they were learned.
func (t *tagger) alone(w *word, isFirst bool) {
	first := bit(isFirst)
	k := t.keys
	add := func(id, a, b, c uint32) { k = append(k, linear.Key(tagTemplates+id, a, b, c)) }
	add(0, 0, 0, 0)
	add(1, w.lower, 0, 0)
	add(2, w.form, first, 0)
	add(3, w.suffix[0], 0, 0)
	add(4, w.suffix[1], 0, 0)
	add(5, w.suffix[2], 0, 0)
	add(6, w.suffix[3], 0, 0)
	add(7, w.prefix[0], w.shape, 0)
	add(8, w.prefix[1], 0, 0)
	add(9, w.prefix[2], 0, 0)
	add(10, w.shape, first, 0)
	add(11, w.shape, w.suffix[1], 0)
	add(35, w.cluster, 0, 0)
	add(36, w.big, 0, 0)
	add(37, w.middle, 0, 0)
	add(38, w.small, 0, 0)
	add(40, w.middle, w.suffix[1], 0)
	add(41, w.big, w.suffix[1], w.shape)
	add(46, w.shape, t.manner, first)
	add(47, w.lower, t.manner, w.shape)
	add(48, w.lower, w.glue, 1)
	add(51, w.middle, t.manner, w.shape)
	add(52, w.suffix[2], t.manner, w.shape)
	t.keys = k
}

// beside adds to t.keys what is asked of a word with those beside it.
func (t *tagger) beside(words []word, i int) {
	w, p, pp, n, nn := at(words, i), at(words, i-1), at(words, i-2), at(words, i+1), at(words, i+2)
	k := t.keys
	add := func(id, a, b, c uint32) { k = append(k, linear.Key(tagTemplates+id, a, b, c)) }
	add(12, p.tag, 0, 0)
	add(13, p.tag, pp.tag, 0)
	add(14, p.tag, w.lower, 0)
	add(15, p.tag, w.suffix[2], 0)
	add(16, p.tag, w.shape, n.shape)
	add(17, p.lower, 0, 0)
	add(18, p.lower, w.lower, 0)
	add(19, p.lower, p.tag, n.lower)
	add(20, pp.lower, 0, 0)
	add(21, pp.tag, p.lower, 0)
	add(22, n.lower, 0, 0)
	add(23, n.lower, w.lower, 0)
	add(24, n.suffix[2], 0, 0)
	add(25, n.suffix[1], p.tag, 0)
	add(26, n.shape, w.shape, p.shape)
	add(27, nn.lower, 0, 0)
	add(28, n.lower, nn.lower, 0)
	add(29, n.suffix[2], w.suffix[2], 0)
	add(30, nn.suffix[2], n.suffix[2], 0)
	add(31, w.cluster, p.tag, 0)
	add(32, w.cluster, n.cluster, 0)
	add(33, p.cluster, w.cluster, 0)
	add(34, n.cluster, nn.cluster, 0)
	add(39, w.middle, p.tag, 0)
	add(42, p.middle, p.tag, 0)
	add(43, n.middle, p.tag, 0)
	add(44, n.small, 0, 0)
	add(45, n.middle, w.suffix[1], 0)
	add(49, w.lower, w.glue, p.tag)
	add(50, w.lower, w.glue, n.shape)
	t.keys = k
	if t.again != nil {
		t.ahead -= int(t.again[w.first])
		t.more(words, i)
	}
}

// lone is a word by itself, as the tagger sees it, with the scores that it gives to the
// classes.
type lone struct {
	looks
	glue, manner uint32
	first, known bool
	scores       []int32
}

// Most words of a text are among a few thousand, and nearly half of what the tagger asks
// is asked of the word alone: 1<<loneBits of them are kept, in places by their forms.
const loneBits = 12

// tell returns the class of word i, the words before it being tagged.
func (t *tagger) tell(words []word, i int) int {
	copy(t.scores.Of[:], t.lone(&words[i], i == 0).scores)
	t.keys = t.keys[:0]
	t.beside(words, i)
	t.scorer.Score(t.keys, &t.scores)
	return t.scores.Best(t.classes)
}

// lone returns what is kept of a word; what was in its place is forgotten.
func (t *tagger) lone(w *word, first bool) *lone {
	if t.kept == nil {
		t.kept = make([]lone, 1<<loneBits)
	}
	l := &t.kept[w.form*0x9e3779b9>>(32-loneBits)]
	if l.known && l.looks == w.looks && l.glue == w.glue && l.manner == t.manner && l.first == first {
		return l
	}
	t.keys = t.keys[:0]
	t.alone(w, first)
	t.scores.Clear()
	t.scorer.Score(t.keys, &t.scores)
	*l = lone{w.looks, w.glue, t.manner, first, true, append(l.scores[:0], t.scores.Of[:t.classes]...)}
	return l
}

// more adds what the second reading sees.
func (t *tagger) more(words []word, i int) {
	w, p, pp, n, nn, nnn := at(words, i), at(words, i-1), at(words, i-2), at(words, i+1), at(words, i+2), at(words, i+3)
	clauses := uint32(min(max(t.open, -2), 2)+2)<<4 | uint32(min(max(t.ahead, -2), 2)+2)
	k := t.keys
	id := uint32(retagTemplates)
	add := func(a, b, c uint32) {
		k = append(k, linear.Key(id, a, b, c))
		id++
	}
	add(w.first, 0, 0)
	add(w.first, w.lower, 0)
	add(w.first, n.first, 0)
	add(w.first, n.first, nn.first)
	add(n.first, nn.first, nnn.first)
	add(p.tag, w.first, n.first)
	add(p.tag, n.first, 0)
	add(p.tag, n.first, w.lower)
	add(p.tag, n.first, w.suffix[1])
	add(pp.tag, p.tag, n.first)
	add(n.first, w.lower, 0)
	add(n.first, nn.first, w.suffix[1])
	add(n.first, nn.first, p.tag)
	add(n.first, n.lower, w.suffix[2])
	add(clauses, w.first, 0)
	add(clauses, w.suffix[1], w.first)
	add(clauses, w.lower, 0)
	add(clauses, w.first, p.tag)
	add(clauses, w.first, n.first)
	add(clauses, w.suffix[1], p.tag)
	t.keys = k
}

// propers says of each class of tags whether it is of names.
func propers(tags []string) []bool {
	is := make([]bool, 256)
	for i, class := range tags {
		xpos, upos := splitTag(class)
		is[i] = strings.HasPrefix(xpos, "NNP") || upos == "PROPN"
	}
	return is
}

// tagClass joins and splits the two tags of a class.
func tagClass(xpos, upos string) string { return xpos + "/" + upos }

func splitTag(class string) (xpos, upos string) {
	xpos, upos, _ = strings.Cut(class, "/")
	return xpos, upos
}
