package nlp

// The stage of quotations.
//
// Needs: tokens, sentences, tags, heads, names. Sets: Doc.Quotes but for their
// chains, which the stage of chains finds.
//
// Spans come from the marks alone (quotes_span.go). The speaker is looked for
// where news English puts it, nearest first, as in the rules of Krestel, Bergler
// and Witte (2008, "Minding the source") and of O'Keefe et al. (2012, "A sequence
// labelling approach to quote attribution"): a verb of saying in the quotation's
// own sentence; the attribution of the quotation that this one goes on from; the
// sentence in front, in the same paragraph; the speech in the paragraph before.

// stageQuotes finds quotations and who says them.
func stageQuotes(d *Doc) {
	d.Quotes = quoteSpans(d)
	if len(d.Quotes) == 0 {
		d.Quotes = transcript(d)
		return
	}
	a := newAttributor(d)
	for i := range d.Quotes {
		a.attribute(i)
	}
}

// attributor finds speakers. said and owner are indexed by token.
type attributor struct {
	d      *Doc
	inside []bool // token stands in a quotation or is one of its marks
	tokens []Range
}

func newAttributor(d *Doc) *attributor {
	a := &attributor{d: d, inside: make([]bool, len(d.Tokens)), tokens: make([]Range, len(d.Quotes))}
	t := 0
	for i, q := range d.Quotes {
		for t < len(d.Tokens) && d.Tokens[t].End <= q.Start {
			t++
		}
		r := Range{t, t}
		for r.End < len(d.Tokens) && d.Tokens[r.End].Start < q.End {
			a.inside[r.End] = true
			r.End++
		}
		a.tokens[i] = r
		t = r.End
	}
	return a
}

// attribute finds the speaker of quotation i, whose predecessors have theirs.
func (a *attributor) attribute(i int) {
	q := &a.d.Quotes[i]
	q.Cue, q.Chain = -1, -1
	r := a.tokens[i]
	if r.Start == r.End {
		return
	}
	if cue, who, ok := a.ownSentence(i); ok {
		q.Cue, q.Speaker = cue, who
		a.linkSplit(i)
		return
	}
	if q.Partial {
		return // words of somebody's, but nobody is said to say them
	}
	if q.Continues < 0 {
		q.Continues = a.goesOn(i)
	}
	if q.Continues >= 0 {
		before := a.d.Quotes[q.Continues]
		q.Speaker, q.Cue = before.Speaker, before.Cue
		return
	}
	if cue, who, ok := a.sentenceBefore(i); ok {
		q.Cue, q.Speaker = cue, who
	}
}

// ownSentence looks for a verb of saying outside the marks in the sentences that
// the quotation touches, and in a short one right behind it: `"Why?" he asked.`
func (a *attributor) ownSentence(i int) (cue int, who Range, ok bool) {
	r := a.tokens[i]
	d := a.d
	first, last := d.Tokens[r.Start].Sentence, d.Tokens[r.End-1].Sentence
	lo, hi := d.Sentences[first].Start, d.Sentences[last].End
	if next := last + 1; next < len(d.Sentences) && d.Sentences[next].Block == d.Sentences[last].Block && a.endsSentence(i) && a.lowerStart(next) {
		hi = d.Sentences[next].End
	}
	best, bestCost := -1, maxCost
	for t := lo; t < hi; t++ {
		if a.inside[t] || !saying(d, t, d.Quotes[i].Partial) {
			continue
		}
		if cost := a.cost(i, t); cost < bestCost {
			if _, found := a.subject(t); found {
				best, bestCost = t, cost
			}
		}
	}
	if best < 0 {
		return a.accordingTo(lo, hi)
	}
	who, _ = a.subject(best)
	return best, who, true
}

// maxCost is beyond the cost of any verb.
const maxCost = 1 << 30

// cost ranks verbs of saying for a quotation: words between the verb and the
// marks, other quotations between counting more, a verb that governs the
// quotation counting less.
func (a *attributor) cost(i, verb int) int {
	r := a.tokens[i]
	from, to := verb+1, r.Start
	if verb >= r.End {
		from, to = r.End, verb
	}
	cost := 0
	for t := from; t < to; t++ {
		switch {
		case a.inside[t]:
			cost += 8
		case a.d.Tokens[t].Sentence != a.d.Tokens[verb].Sentence:
			cost += 4
		default:
			cost += 2
		}
	}
	if a.governs(verb, r) || a.governedBy(verb, r) {
		cost -= 12
	}
	return cost
}

// governs reports whether some word of the range hangs under the verb.
func (a *attributor) governs(verb int, r Range) bool {
	for t, steps := r.Start, 0; t >= 0 && steps < 40; t, steps = a.d.Tokens[t].Head, steps+1 {
		if t == verb {
			return true
		}
	}
	return false
}

// governedBy reports whether the verb hangs in the quotation, as "said" does in
// `"It is over," she said` by the conventions of Universal Dependencies.
func (a *attributor) governedBy(verb int, r Range) bool {
	h := a.d.Tokens[verb].Head
	return h >= r.Start && h < r.End
}

func (a *attributor) endsSentence(i int) bool {
	switch lastByte(a.d.Text[a.d.Quotes[i].Start:a.d.Quotes[i].End]) {
	case '?', '!', '.', ',':
		return true
	}
	return false
}

func lastByte(s string) byte {
	if s == "" {
		return 0
	}
	return s[len(s)-1]
}

// lowerStart reports whether a sentence begins with a small letter, or with an
// attribution in the order verb, subject.
func (a *attributor) lowerStart(s int) bool {
	for t := a.d.Sentences[s].Start; t < a.d.Sentences[s].End; t++ {
		if a.inside[t] || a.d.Tokens[t].UPOS == "PUNCT" {
			continue
		}
		c := a.d.Form(t)[0]
		return c >= 'a' && c <= 'z'
	}
	return false
}

// accordingTo reads "according to X" between two tokens.
func (a *attributor) accordingTo(lo, hi int) (cue int, who Range, ok bool) {
	d := a.d
	for t := lo; t+2 < hi; t++ {
		if !a.inside[t] && d.Tokens[t].Lemma == "accord" && d.Tokens[t+1].Norm == "to" || d.Tokens[t].Norm == "according" && d.Tokens[t+1].Norm == "to" {
			if head := a.nounFrom(t+2, hi); head >= 0 {
				return t, a.phrase(head), true
			}
		}
	}
	return -1, Range{}, false
}

// nounFrom returns the head of the noun phrase that begins at t.
func (a *attributor) nounFrom(t, hi int) int {
	for u := t; u < hi && u < t+12; u++ {
		tok := a.d.Tokens[u]
		if a.inside[u] || tok.UPOS == "VERB" {
			return -1
		}
		if nominal(tok.UPOS) && !leansOn(tok.Rel) {
			return u
		}
	}
	return -1
}

func nominal(upos string) bool { return upos == "NOUN" || upos == "PROPN" || upos == "PRON" }

// leansOn is true for words that only lead up to the head of their phrase.
func leansOn(rel string) bool {
	return rel == "compound" || rel == "nmod:poss" || rel == "amod" || rel == "det" || rel == "nmod:unmarked"
}

// subject returns who says, for a verb of saying: its subject in the tree, else
// the phrase that stands where a subject would.
func (a *attributor) subject(verb int) (Range, bool) {
	d := a.d
	s := d.Sentences[d.Tokens[verb].Sentence]
	for v, steps := verb, 0; v >= 0 && steps < 4; steps++ {
		for t := s.Start; t < s.End; t++ {
			tok := d.Tokens[t]
			if tok.Head == v && tok.Rel == "nsubj" && !a.inside[t] && speaks(d, t) {
				return a.phrase(t), true
			}
		}
		rel := d.Tokens[v].Rel
		if rel != "conj" && rel != "xcomp" && rel != "advcl" {
			break
		}
		v = d.Tokens[v].Head
	}
	if d.Tokens[verb].XPOS == "VBG" || d.Tokens[verb].XPOS == "VB" {
		return Range{}, false
	}
	return a.beside(verb, s)
}

// beside reads "said NP" and "NP said" by their order alone, where the tree has
// no subject.
func (a *attributor) beside(verb int, s Sentence) (Range, bool) {
	if head := a.behind(verb, s); head >= 0 {
		return a.phrase(head), true
	}
	if head := a.inFront(verb, s); head >= 0 {
		return a.phrase(head), true
	}
	return Range{}, false
}

// behind finds the subject of "said NP" after a quotation or at the start.
func (a *attributor) behind(verb int, s Sentence) int {
	d := a.d
	next := verb + 1
	if next >= s.End || a.inside[next] || d.Tokens[verb].XPOS == "VBN" || tellingVerbs[d.Tokens[verb].Lemma] {
		return -1
	}
	switch d.Tokens[next].UPOS {
	case "PUNCT", "SCONJ", "ADP":
		return -1
	}
	if verb > s.Start && !a.inside[verb-1] && d.Tokens[verb-1].UPOS != "PUNCT" {
		return -1
	}
	if head := a.nounFrom(next, s.End); head >= 0 && speaks(d, head) {
		return head
	}
	return -1
}

// inFront finds the subject of "NP said", over the commas of an apposition: "a
// retired admiral, Cha Dong-rak, said".
func (a *attributor) inFront(verb int, s Sentence) int {
	d, commas, found := a.d, 0, -1
	for t := verb - 1; t >= s.Start && t > verb-14 && !a.inside[t]; t-- {
		tok := d.Tokens[t]
		switch {
		case tok.Norm == "," && commas < 2 && (found >= 0 || t == verb-1):
			commas++
		case tok.UPOS == "VERB" || tok.UPOS == "PUNCT":
			return found
		case nominal(tok.UPOS) && !leansOn(tok.Rel) && speaks(d, t):
			if found < 0 || a.named(t) {
				found = t
			}
			if commas == 0 || a.named(found) {
				return found
			}
		}
	}
	return found
}

// named reports whether a token stands in a person's name.
func (a *attributor) named(t int) bool {
	for _, n := range a.d.Names {
		if n.Start <= t && t < n.End {
			return n.Kind == Person
		}
	}
	return false
}

// speaks is false for words that cannot be a speaker: "it", "that", times, and
// what only looks like a subject.
func speaks(d *Doc, t int) bool {
	switch d.Tokens[t].Lemma {
	case "it", "that", "this", "which", "what", "there", "year", "day", "week", "month", "morning", "I", "i":
		return false
	}
	return nominal(d.Tokens[t].UPOS) || d.Tokens[t].UPOS == "DET" || d.Tokens[t].UPOS == "ADJ"
}

// phrase returns the noun phrase of a head: what leads up to it, its flat parts,
// and what is coordinated with it; appositions and clauses stay out.
func (a *attributor) phrase(head int) Range {
	d := a.d
	s := d.Sentences[d.Tokens[head].Sentence]
	r := Range{head, head + 1}
	for r.Start > s.Start && !a.inside[r.Start-1] && a.leads(r.Start-1, head) {
		r.Start--
	}
	for t := head + 1; t < s.End && !a.inside[t]; t++ {
		tok := d.Tokens[t]
		if (tok.Rel == "flat" || tok.Rel == "conj" && nominal(tok.UPOS)) && tok.Head >= r.Start && tok.Head < r.End {
			r.End = t + 1
		}
	}
	for _, n := range d.Names {
		if n.Start < r.End && r.Start < n.End {
			r.Start, r.End = min(r.Start, n.Start), max(r.End, n.End)
		}
	}
	return r
}

// leads reports whether token t belongs to the words in front of the head.
func (a *attributor) leads(t, head int) bool {
	for steps := 0; t >= 0 && steps < 6; steps++ {
		tok := a.d.Tokens[t]
		switch tok.Rel {
		case "det", "amod", "compound", "nummod", "nmod:poss", "case", "flat", "nmod:unmarked", "punct":
		default:
			return false
		}
		if tok.Rel == "case" && a.d.Tokens[t].XPOS != "POS" {
			return false
		}
		if tok.Head == head {
			return tok.Rel != "punct"
		}
		t = tok.Head
	}
	return false
}

// linkSplit marks a quotation whose sentence began in an earlier one:
// `"It is," he said, "over."`
func (a *attributor) linkSplit(i int) {
	if i == 0 || a.d.Quotes[i].Continues >= 0 || a.d.Quotes[i-1].Cue != a.d.Quotes[i].Cue {
		return
	}
	a.d.Quotes[i].Continues = i - 1
}

// goesOn returns the quotation that i goes on from: the one in front, when
// nothing but its own attribution stands between; else -1.
func (a *attributor) goesOn(i int) int {
	if i == 0 {
		return -1
	}
	before, d := a.d.Quotes[i-1], a.d
	if before.Speaker == (Range{}) || before.Partial {
		return -1
	}
	here, there := a.tokens[i], a.tokens[i-1]
	sameBlock := d.Sentences[d.Tokens[here.Start].Sentence].Block == d.Sentences[d.Tokens[there.End-1].Sentence].Block
	sentences := d.Tokens[here.Start].Sentence - d.Tokens[there.End-1].Sentence
	if sameBlock && sentences <= 1 {
		return i - 1
	}
	if before.Cue >= 0 && sameBlock && d.Tokens[here.Start].Sentence-d.Tokens[before.Cue].Sentence <= 1 {
		return i - 1
	}
	return a.nextParagraph(i)
}

// nextParagraph: a paragraph that is nothing but a quotation goes on from the
// speech that ended the paragraph in front.
func (a *attributor) nextParagraph(i int) int {
	d := a.d
	here, there := d.Tokens[a.tokens[i].Start].Sentence, d.Tokens[a.tokens[i-1].End-1].Sentence
	blocks := d.Sentences[here].Block - d.Sentences[there].Block
	startsBlock := here == 0 || d.Sentences[here-1].Block != d.Sentences[here].Block
	if blocks == 1 && startsBlock && here-there <= 2 && d.Text[d.Quotes[i].Start-1] != ' ' {
		return i - 1
	}
	return -1
}

// sentenceBefore gives a quotation that stands alone to the subject of the
// sentence in front of it: `Kerry was blunt. "The alternative is chaos."`
func (a *attributor) sentenceBefore(i int) (cue int, who Range, ok bool) {
	d := a.d
	s := d.Tokens[a.tokens[i].Start].Sentence - 1
	if s < 0 || d.Sentences[s].Heading || d.Sentences[s+1].Block-d.Sentences[s].Block > 1 {
		return -1, Range{}, false
	}
	for t := d.Sentences[s].Start; t < d.Sentences[s].End; t++ {
		if !a.inside[t] && (d.Tokens[t].Rel == "nsubj" || d.Tokens[t].Rel == "nsubj:pass") && speaks(d, t) && a.human(t) {
			return -1, a.phrase(t), true
		}
	}
	return -1, Range{}, false
}

// human reports whether a subject can be somebody who speaks: a person's name, a
// pronoun, a title.
func (a *attributor) human(t int) bool {
	tok := a.d.Tokens[t]
	if tok.UPOS == "PRON" {
		return tok.Lemma == "he" || tok.Lemma == "she" || tok.Lemma == "they"
	}
	for _, n := range a.d.Names {
		if n.Start <= t && t < n.End {
			return n.Kind == Person
		}
	}
	return titleNouns[tok.Lemma]
}
