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

const tagTemplates = 100 // first number of the tagger's templates

// tagger tags with a scorer: a model, or a learner that is being taught.
type tagger struct {
	scorer  linear.Scorer
	classes int
	keys    []uint32
	scores  []int32
}

// sentence tags words[0:n]; each word's tag is its class.
func (t *tagger) sentence(words []word) {
	for i := range words {
		t.features(words, i)
		words[i].tag = uint32(t.best())
	}
}

func (t *tagger) best() int {
	clear(t.scores)
	t.scorer.Score(t.keys, t.scores)
	return linear.Best(t.scores)
}

func at(words []word, i int) *word {
	if i < 0 || i >= len(words) {
		return &edge
	}
	return &words[i]
}

// features fills t.keys for word i, the words before it being tagged.
func (t *tagger) features(words []word, i int) {
	w, p, pp, n, nn := at(words, i), at(words, i-1), at(words, i-2), at(words, i+1), at(words, i+2)
	first := uint32(0)
	if i == 0 {
		first = 1
	}
	k := t.keys[:0]
	id := uint32(tagTemplates)
	add := func(a, b, c uint32) {
		k = append(k, linear.Key(id, a, b, c))
		id++
	}
	add(0, 0, 0)
	add(w.lower, 0, 0)
	add(w.form, first, 0)
	add(w.suffix[0], 0, 0)
	add(w.suffix[1], 0, 0)
	add(w.suffix[2], 0, 0)
	add(w.suffix[3], 0, 0)
	add(w.prefix[0], w.shape, 0)
	add(w.prefix[1], 0, 0)
	add(w.prefix[2], 0, 0)
	add(w.shape, first, 0)
	add(w.shape, w.suffix[1], 0)
	add(p.tag, 0, 0)
	add(p.tag, pp.tag, 0)
	add(p.tag, w.lower, 0)
	add(p.tag, w.suffix[2], 0)
	add(p.tag, w.shape, n.shape)
	add(p.lower, 0, 0)
	add(p.lower, w.lower, 0)
	add(p.lower, p.tag, n.lower)
	add(pp.lower, 0, 0)
	add(pp.tag, p.lower, 0)
	add(n.lower, 0, 0)
	add(n.lower, w.lower, 0)
	add(n.suffix[2], 0, 0)
	add(n.suffix[1], p.tag, 0)
	add(n.shape, w.shape, p.shape)
	add(nn.lower, 0, 0)
	add(n.lower, nn.lower, 0)
	add(n.suffix[2], w.suffix[2], 0)
	add(nn.suffix[2], n.suffix[2], 0)
	add(w.cluster, p.tag, 0)
	add(w.cluster, n.cluster, 0)
	add(p.cluster, w.cluster, 0)
	add(n.cluster, nn.cluster, 0)
	t.keys = k
}

// tagClass joins and splits the two tags of a class.
func tagClass(xpos, upos string) string { return xpos + "/" + upos }

func splitTag(class string) (xpos, upos string) {
	xpos, upos, _ = strings.Cut(class, "/")
	return xpos, upos
}
