package nlp

import (
	"strings"

	"entente/graph/when"
	"entente/loaders/nlp/linear"
)

// Sentences. Needs: Blocks, Tokens. Sets: Sentences, and Sentence of each token.
//
// No sentence crosses a block. Inside, a perceptron decides at each token before
// which a sentence could begin: after a mark that ends sentences and the quotes
// and brackets behind it, or at a capital after a line's end or a word that is
// no name. Quotations are kept with their sentence: a lower-case word never
// begins one after a quote.

const sentenceTemplates = 700 // first number of the templates for sentences

// longestSentence is the number of tokens after which a sentence ends all the
// same, so that no later stage is asked for more.
const longestSentence = 400

// splitter decides with a scorer; class 1 ends a sentence.
type splitter struct {
	scorer linear.Scorer
	words  lexicon
	keys   []uint32
	scores linear.Scores
}

func (p *splitter) split(d *Doc) {
	start, block := 0, 0
	end := func(at int) {
		if at == start {
			return
		}
		for i := start; i < at; i++ {
			d.Tokens[i].Sentence = len(d.Sentences)
		}
		d.Sentences = append(d.Sentences, Sentence{Start: start, End: at, Block: block, Heading: d.Blocks[block].Heading})
		start = at
	}
	for i := range d.Tokens {
		for d.Tokens[i].Start >= d.Blocks[block].End {
			end(i)
			block++
		}
		if i > start && (i-start >= longestSentence || p.ends(d, i, start)) {
			end(i)
		}
	}
	end(len(d.Tokens))
}

// ends decides whether a sentence begins at token i, the one before having begun
// at start.
func (p *splitter) ends(d *Doc, i, start int) bool {
	if !candidate(d, i) || clockGoesOn(d, i) {
		return false
	}
	if dayEnds(d, i, start) {
		return true
	}
	p.features(d, i, start)
	p.scores.Clear()
	p.scorer.Score(p.keys, &p.scores)
	return p.scores.Best(2) == 1
}

// clockGoesOn says that a day or a zone of time stands behind a time of the day:
// "until 9 a.m. Tuesday", "at 6 p.m. EST". It holds the sentence together.
func clockGoesOn(d *Doc, i int) bool {
	switch d.Tokens[i-1].Norm {
	case "a.m.", "p.m.", "A.M.", "P.M.":
		return gap(d, i) == 0 && when.BehindClock(d.Tokens[i].Norm)
	}
	return false
}

// dayEnds says that the full stop before token i stands behind a day of a month and a
// capital follows: "until May 1. Lund will". A number is no ordinal there.
func dayEnds(d *Doc, i, start int) bool {
	if i-3 < start || d.Tokens[i-1].Norm != "." || !digitsOnly(d.Tokens[i-2].Norm) || len(d.Tokens[i-2].Norm) > 2 {
		return false
	}
	c := d.Tokens[i].Norm[0]
	return c >= 'A' && c <= 'Z' && monthNames[strings.ToLower(d.Tokens[i-3].Norm)]
}

// monthNames are the months as they stand before a day.
var monthNames = setOf(`january february march april may june july august september october november december jan. feb. mar. apr. jun. jul. aug. sep. sept. oct. nov. dec.`)

// candidate says that a sentence could begin at token i, which is not the first.
func candidate(d *Doc, i int) bool {
	if d.Tokens[i].Start == d.Tokens[i-1].End && !stops(d.Tokens[i-1].Norm) {
		return false
	}
	c := d.Tokens[i].Norm[0]
	if c >= 'a' && c <= 'z' && closes(d.Tokens[i-1].Norm) && gap(d, i) == 0 {
		return false // "Will they come?" he asked.
	}
	for j := i - 1; j >= 0 && j >= i-3; j-- {
		if stops(d.Tokens[j].Norm) {
			return true
		}
		if !closes(d.Tokens[j].Norm) {
			break
		}
	}
	return c < 'a' || c > 'z' || gap(d, i) > 0
}

// stops says that a mark, or the full stop of an abbreviation, can end a
// sentence.
func stops(norm string) bool {
	switch norm[len(norm)-1] {
	case '.', '!', '?', ':', ';':
		return true
	}
	return false
}

func closes(norm string) bool {
	switch norm {
	case `"`, "'", "''", ")", "]", "}", ">", "*":
		return true
	}
	return false
}

// gap says what stands before token i: 0 nothing or blanks, 1 a line's end.
func gap(d *Doc, i int) uint32 {
	between := d.Text[d.Tokens[i-1].End:d.Tokens[i].Start]
	switch {
	case strings.IndexByte(between, '\n') >= 0:
		return 2
	case len(between) > 1:
		return 1
	}
	return 0
}

func (p *splitter) features(d *Doc, i, start int) {
	before, after := d.Tokens[i-1], d.Tokens[i]
	b, a := p.words.look(before.Norm), p.words.look(after.Norm)
	bb, aa := edge.looks, edge.looks
	if i-2 >= start {
		bb = p.words.look(d.Tokens[i-2].Norm)
	}
	if i+1 < len(d.Tokens) {
		aa = p.words.look(d.Tokens[i+1].Norm)
	}
	g := gap(d, i)
	if after.Start == before.End {
		g = 3
	}
	stop := uint32(0)
	for j := i - 1; j >= start && j >= i-3; j-- {
		if stops(d.Tokens[j].Norm) {
			stop = linear.Hash(d.Tokens[j].Norm[len(d.Tokens[j].Norm)-1:])
			break
		}
	}
	size := min(uint32(i-start), 40)
	switch {
	case size > 20:
		size = 20
	case size > 5:
		size = 5 + size/5
	}
	k := p.keys[:0]
	id := uint32(sentenceTemplates)
	add := func(x, y, z uint32) {
		k = append(k, linear.Key(id, x, y, z))
		id++
	}
	add(0, 0, 0)
	add(stop, g, 0)
	add(b.lower, 0, 0)
	add(b.lower, g, a.shape)
	add(a.lower, 0, 0)
	add(a.form, stop, 0)
	add(a.shape, stop, g)
	add(a.shape, stop, b.shape)
	add(b.lower, a.lower, 0)
	add(bb.lower, b.lower, 0)
	add(bb.lower, b.lower, a.shape)
	add(bb.shape, b.shape, a.shape)
	add(bb.shape, b.lower, a.form)
	add(aa.lower, a.shape, stop)
	add(aa.shape, a.shape, stop)
	add(a.lower, aa.lower, stop)
	add(size, stop, a.shape)
	add(size, g, a.shape)
	add(quotesOpen(d, i, start), stop, a.shape)
	add(quotesOpen(d, i, start), b.lower, a.lower)
	add(a.cluster, stop, b.shape)
	add(b.suffix[2], a.form, stop)
	p.keys = k
}

// quotesOpen counts what is open at token i since the sentence began: 1 for a
// quotation, 2 for a bracket.
func quotesOpen(d *Doc, i, start int) uint32 {
	quote, bracket := uint32(0), 0
	for j := max(start, i-60); j < i; j++ {
		switch d.Tokens[j].Norm {
		case `"`, "``", "''":
			quote ^= 1
		case "(":
			bracket++
		case ")":
			bracket--
		}
	}
	if bracket > 0 {
		quote |= 2
	}
	return quote
}
