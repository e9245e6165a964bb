package nlp

import (
	"slices"
	"strings"
)

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

// attributor finds speakers.
type attributor struct {
	d      *Doc
	inside []bool // token stands in a quotation or is one of its marks
	tokens []Range
	who    map[int]Range // verb -> its subject, empty when it has none
	turns  []turn        // of a transcript, in order
}

func newAttributor(d *Doc) *attributor {
	a := &attributor{d: d, inside: make([]bool, len(d.Tokens)), tokens: make([]Range, len(d.Quotes)), who: map[int]Range{}}
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
	for _, r := range a.tokens {
		a.announced(r.Start - 1)
	}
	a.turns = turnsOf(d)
	a.labelled()
	return a
}

// attribute finds the speaker of quotation i, whose predecessors have theirs.
func (a *attributor) attribute(i int) {
	q := &a.d.Quotes[i]
	q.Cue, q.Chain = -1, -1
	r := a.tokens[i]
	if r.Start == r.End || r.Start == 0 {
		return
	}
	if who, ok := a.signed(i); ok {
		q.Speaker, q.Partial = who, false
		return
	}
	if cue, who, ok := a.ownSentence(i); ok {
		q.Cue, q.Speaker = cue, a.inTurn(who, cue, i)
		a.linkSplit(i)
		return
	}
	if q.Partial {
		// words of somebody's, but nobody is said to say them
		if a.interrupted(i) {
			q.Continues, q.Speaker, q.Cue = i-1, a.d.Quotes[i-1].Speaker, a.d.Quotes[i-1].Cue
		} else if a.listed(i) {
			q.Speaker, q.Cue = a.d.Quotes[i-1].Speaker, a.d.Quotes[i-1].Cue
		} else if who, noun, ok := a.owner(i); ok {
			q.Speaker, q.Cue = who, noun
		}
		return
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
	} else if who, ok := a.ledByColon(i); ok {
		q.Speaker = who
	} else if who, ok := a.bySource(a.sourceFrom(r.Start-1), r.Start-1); ok {
		q.Speaker = who
	}
}

// ownSentence looks for a verb of saying outside the marks in the sentences that
// the quotation touches, and in a short one right behind it: `"Why?" he asked.`
func (a *attributor) ownSentence(i int) (cue int, who Range, ok bool) {
	if a.d.Quotes[i].Partial && a.namesThing(i) {
		return -1, Range{}, false
	}
	lo, hi := a.reach(i)
	lo, hi = max(lo, a.tokens[i].Start-farFromQuote), min(hi, a.tokens[i].End+farFromQuote)
	best, bestCost := -1, maxCost
	for t := lo; t < hi; t++ {
		if a.inside[t] || !saying(a.d, t, a.d.Quotes[i].Partial) || !a.brings(t, i) {
			continue
		}
		if cost := a.cost(i, t); cost < bestCost {
			if r, found := a.subject(t); found {
				best, bestCost, who = t, cost, r
			}
		}
	}
	if best < 0 {
		return a.accordingTo(lo, hi)
	}
	return best, who, true
}

// farFromQuote is how many tokens from a quotation its verb can stand: without an
// end to it, a sentence of nothing but quotations costs the cube of its length.
const farFromQuote = 60

// reach returns the tokens among which the verb of saying of quotation i stands.
func (a *attributor) reach(i int) (lo, hi int) {
	d, r := a.d, a.tokens[i]
	first, last := d.Tokens[r.Start].Sentence, d.Tokens[r.End-1].Sentence
	lo, hi = d.Sentences[first].Start, d.Sentences[last].End
	next := last + 1
	if next >= len(d.Sentences) || d.Sentences[next].Block != d.Sentences[last].Block || !a.endsSentence(i) {
		return lo, hi
	}
	if s := d.Sentences[next]; a.lowerStart(next) || a.closesWithSaying(s) {
		hi = s.End
	}
	return lo, hi
}

// closesWithSaying reports whether a sentence is an attribution of what stands in
// front of it: `"Why today?" Mr. Corvisart said on the steps.`
func (a *attributor) closesWithSaying(s Sentence) bool {
	for t := s.Start + 1; t < s.End && t < s.Start+8; t++ {
		switch tok := a.d.Tokens[t]; {
		case a.inside[t] || tok.UPOS == "PUNCT":
			return false
		case saying(a.d, t, false) && firmly(tok.Lemma):
			next := t + 1
			return next < s.End && !a.inside[next] && (a.d.Tokens[next].UPOS == "ADP" || a.d.Tokens[next].Norm == ".")
		case tok.UPOS == "VERB" || tok.UPOS == "AUX":
			return false
		}
	}
	return false
}

// namesThing reports whether the marks stand around the name or the label of a
// thing, which nobody is said to say: `the "Action Group for Syria"`, `the
// so-called "corridor"`, `the "mutual consent" language`.
func (a *attributor) namesThing(i int) bool {
	d, r := a.d, a.tokens[i]
	before := r.Start - 1 - a.marksBefore(r.Start)
	if before >= 0 {
		tok := d.Tokens[before]
		if namingWords[tok.Norm] && tok.XPOS != "VBD" || tok.Norm == "as" && before > 0 && namingWords[d.Tokens[before-1].Norm] {
			return true
		}
	}
	if after := r.End + a.marksAfter(r.End); after < len(d.Tokens) && labelNouns[d.Tokens[after].Lemma] {
		return true
	}
	return a.titled(r)
}

// titled reports whether all words of a range but the small ones are capitals.
func (a *attributor) titled(r Range) bool {
	capitals := 0
	for t := r.Start; t < r.End; t++ {
		if a.mark(t) || a.d.Tokens[t].UPOS == "PUNCT" {
			continue
		}
		switch c := a.d.Tokens[t].Norm[0]; {
		case c >= 'A' && c <= 'Z':
			capitals++
		case a.d.Tokens[t].UPOS != "ADP" && a.d.Tokens[t].UPOS != "DET" && a.d.Tokens[t].UPOS != "CCONJ" && a.d.Tokens[t].UPOS != "NUM":
			return false
		}
	}
	return capitals >= 2
}

func (a *attributor) mark(t int) bool {
	opens, closes := quoteMark(a.d.Form(t))
	return opens || closes
}

// marksBefore and marksAfter count the marks that stand next to a token.
func (a *attributor) marksBefore(t int) int {
	if t > 0 && a.mark(t-1) {
		return 1
	}
	return 0
}

func (a *attributor) marksAfter(t int) int {
	if t < len(a.d.Tokens) && a.mark(t) {
		return 1
	}
	return 0
}

// brings reports whether a verb can bring the words of quotation i. A verb that
// only sometimes brings speech must stand next to them: "called it a "first
// step"", not "called for a body that would be formed by "consent"".
func (a *attributor) brings(verb, i int) bool {
	d, r := a.d, a.tokens[i]
	if d.Tokens[verb].XPOS == "VBN" && !a.perfect(verb) && !a.active(verb) {
		return false
	}
	lemma := d.Tokens[verb].Lemma
	if firmly(lemma) {
		return true
	}
	if !d.Quotes[i].Partial {
		return verb < r.Start && r.Start-verb <= 4 || verb >= r.End && verb-r.End <= 6
	}
	if verb > r.Start || r.Start-verb > 12 {
		return false
	}
	for t := verb + 1; t < r.Start; t++ {
		if d.Tokens[t].UPOS == "VERB" && !a.inside[t] {
			return false
		}
	}
	return true
}

// perfect reports whether a participle has "have" in front of it, and no "been".
func (a *attributor) perfect(verb int) bool {
	d, s := a.d, a.d.Sentences[a.d.Tokens[verb].Sentence]
	for t := verb - 1; t >= s.Start && t > verb-6; t-- {
		switch tok := d.Tokens[t]; {
		case tok.Lemma == "have":
			return true
		case tok.Lemma == "be", tok.UPOS == "VERB", tok.UPOS == "PUNCT":
			return false
		}
	}
	return false
}

// active reports whether what is tagged as a participle has a subject of its own,
// as the past has: "Hosrani, head of the mission, told reporters".
func (a *attributor) active(verb int) bool {
	d, s := a.d, a.d.Sentences[a.d.Tokens[verb].Sentence]
	own := d.Tokens[verb].Rel == "root"
	if d.Tokens[verb].Norm == "said" && verb > s.Start && verb+1 < s.End && d.Tokens[verb-1].Lemma != "be" && d.Tokens[verb+1].Norm != "to" {
		own = true // "the three ministers said in a statement", whatever the tag
	}
	if next := verb + 1; tellingVerbs[d.Tokens[verb].Lemma] && next < s.End && d.Tokens[next].UPOS == "NOUN" && verb > s.Start && d.Tokens[verb-1].Lemma != "be" {
		own = true
	}
	for t := s.Start; t < s.End; t++ {
		if d.Tokens[t].Head != verb {
			continue
		}
		switch d.Tokens[t].Rel {
		case "nsubj":
			own = true
		case "nsubj:pass", "aux:pass":
			return false
		}
	}
	return own
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
	if a.reported(verb) || a.asSaid(i, verb) {
		cost += 24
	}
	return cost
}

// reported reports whether a verb that only sometimes brings speech stands in what
// another one reports: "Lavrov said they agreed on "integrity"" is Lavrov's word.
func (a *attributor) reported(verb int) bool {
	d := a.d
	if firmly(d.Tokens[verb].Lemma) {
		return false
	}
	clause := false
	for t, steps := verb, 0; d.Tokens[t].Head >= 0 && steps < 8; steps++ {
		if d.Tokens[t].Rel == "conj" && a.hasSubject(t) {
			return false // "would not say, but the minister described"
		}
		clause = clause || d.Tokens[t].Rel == "ccomp"
		t = d.Tokens[t].Head
		if clause && firmly(d.Tokens[t].Lemma) && d.Tokens[t].UPOS == "VERB" && !a.inside[t] {
			return true
		}
	}
	return false
}

// hasSubject reports whether a subject right in front of a verb is its own.
func (a *attributor) hasSubject(verb int) bool {
	for t := verb - 1; t >= 0 && t > verb-8; t-- {
		if a.d.Tokens[t].Head == verb && isSubject(a.d.Tokens[t].Rel) {
			return true
		}
	}
	return false
}

// firmly is true for verbs that always bring speech.
func firmly(lemma string) bool { return sayingVerbs[lemma] && !softVerbs[lemma] }

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
	switch lastByte(strings.TrimRight(a.d.Text[a.d.Quotes[i].Start:a.d.Quotes[i].End], "’'")) {
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
				return t, a.whole(head, hi), true
			}
		}
	}
	return -1, Range{}, false
}

// nounFrom returns the head of the noun phrase that begins at t.
func (a *attributor) nounFrom(t, hi int) int {
	found := -1
	for u := t; u < hi && u < t+12; u++ {
		tok := a.d.Tokens[u]
		switch {
		case tok.Norm == ",":
			return found
		case a.inside[u] || tok.UPOS == "VERB":
			return -1
		case nominal(tok.UPOS) && !leansOn(tok.Rel):
			return u
		case nominal(tok.UPOS):
			found = u
		}
	}
	return -1
}

// nominal is true for nouns, names and pronouns.
func nominal(upos string) bool { return upos == "NOUN" || upos == "PROPN" || upos == "PRON" }

// leansOn is true for words that only lead up to the head of their phrase.
func leansOn(rel string) bool {
	return rel == "compound" || rel == "nmod:poss" || rel == "amod" || rel == "det" || rel == "nmod:unmarked"
}

// subject returns who says, for a verb of saying: a pronoun right in front of it;
// its subject in the tree; else the phrase that stands where a subject would.
func (a *attributor) subject(verb int) (Range, bool) {
	r, known := a.who[verb]
	if !known {
		r, _ = a.findSubject(verb)
		if r.Start < r.End {
			r = a.narrowed(a.issuer(r, verb))
		}
		a.who[verb] = r
	}
	return r, r.Start < r.End
}

func (a *attributor) findSubject(verb int) (Range, bool) {
	d := a.d
	s := d.Sentences[d.Tokens[verb].Sentence]
	if t := a.pronounBefore(verb, s); t >= 0 {
		return Range{t, t + 1}, true
	}
	if a.asBefore(verb, s) >= 0 {
		if head := a.inFront(verb, s); head >= 0 {
			return a.whole(head, verb), true
		}
	}
	if head := a.behind(verb, s); head >= 0 && a.mayFollow(verb, s) {
		return a.whole(head, s.End), true
	}
	for v, steps := verb, 0; v >= 0 && steps < 4; steps++ {
		for t := s.Start; t < s.End; t++ {
			tok := d.Tokens[t]
			if tok.Head == v && (tok.Rel == "nsubj" || tok.Rel == "nsubj:pass" && a.asSaying(verb)) && !a.inside[t] && a.plausible(verb, t) {
				return a.whole(t, a.limit(t, verb, s)), true
			}
		}
		if v = a.above(v, verb); v < 0 {
			break
		}
	}
	if d.Tokens[verb].XPOS == "VBG" || d.Tokens[verb].XPOS == "VB" {
		return a.writer(verb, s)
	}
	return a.beside(verb, s)
}

// above returns the verb whose subject v shares, -1 if there is none. A participle
// behind a reported clause goes with the one who reports: "warned that the food
// was in danger, stating ...".
func (a *attributor) above(v, verb int) int {
	d := a.d
	switch d.Tokens[v].Rel {
	case "conj", "xcomp", "advcl":
	default:
		return -1
	}
	h := d.Tokens[v].Head
	if v == verb && d.Tokens[verb].XPOS == "VBG" && h >= 0 && d.Tokens[h].Rel == "ccomp" {
		if over := d.Tokens[h].Head; over >= 0 && sayingVerbs[d.Tokens[over].Lemma] {
			return over
		}
	}
	return h
}

// pronounBefore: "he said", "she has repeatedly called", whatever the tree says.
func (a *attributor) pronounBefore(verb int, s Sentence) int {
	d := a.d
	for t := verb - 1; t >= s.Start && t > verb-4 && !a.inside[t]; t-- {
		switch tok := d.Tokens[t]; {
		case tok.Norm == "he" || tok.Norm == "she" || tok.Norm == "they" || tok.Norm == "He" || tok.Norm == "She" || tok.Norm == "They":
			return t
		case tok.Norm == "I" && len(a.turns) > 0:
			return t
		case (tok.Norm == "it" || tok.Norm == "It") && t == verb-1 && firmly(d.Tokens[verb].Lemma) && d.Tokens[verb].XPOS != "VBN":
			return t
		case tok.UPOS != "AUX" && tok.UPOS != "ADV":
			return -1
		}
	}
	return -1
}

// mayFollow reports whether the verb stands where English puts it in front of its
// subject: behind a closing mark, or first in its sentence.
func (a *attributor) mayFollow(verb int, s Sentence) bool {
	return verb == s.Start || a.inside[verb-1] || a.mark(verb-1) || a.d.Tokens[verb-1].Norm == "," && verb-1 > s.Start && (a.inside[verb-2] || a.mark(verb-2))
}

// plausible asks of the subject of a verb that only sometimes brings speech that
// it be somebody: "the checks will continue" says nothing.
func (a *attributor) plausible(verb, t int) bool {
	d := a.d
	if !speaks(d, t) {
		return false
	}
	lemma := d.Tokens[verb].Lemma
	if firmly(lemma) {
		return true
	}
	if d.Tokens[t].UPOS == "PRON" || d.Tokens[t].UPOS == "PROPN" || titleNouns[d.Tokens[t].Lemma] || bodyNouns[d.Tokens[t].Lemma] || sideNouns[d.Tokens[t].Lemma] {
		return true
	}
	return a.nameAt(t) >= 0
}

// limit returns where the phrase of a subject must end.
func (a *attributor) limit(t, verb int, s Sentence) int {
	if t < verb {
		return verb
	}
	return s.End
}

// beside reads "said NP" and "NP said" by their order alone, where the tree has
// no subject.
func (a *attributor) beside(verb int, s Sentence) (Range, bool) {
	if head := a.behind(verb, s); head >= 0 {
		return a.whole(head, s.End), true
	}
	if head := a.inFront(verb, s); head >= 0 {
		return a.whole(head, verb), true
	}
	return Range{}, false
}

// behind finds the subject of "said NP" after a quotation or at the start.
func (a *attributor) behind(verb int, s Sentence) int {
	d := a.d
	next := verb + 1
	if next >= s.End || a.inside[next] || d.Tokens[verb].XPOS == "VBN" || d.Tokens[verb].XPOS == "VBG" || tellingVerbs[d.Tokens[verb].Lemma] {
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
		case tok.UPOS == "CCONJ" && found < 0:
			return a.subjectBefore(t, s) // "announced his departure and warned"
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

// subjectBefore returns the last subject in front of a token of the sentence.
func (a *attributor) subjectBefore(t int, s Sentence) int {
	for t--; t >= s.Start; t-- {
		if !a.inside[t] && a.d.Tokens[t].Rel == "nsubj" && speaks(a.d, t) {
			return t
		}
	}
	return -1
}

// named reports whether a token stands in a person's name.
func (a *attributor) named(t int) bool {
	n := a.nameAt(t)
	return n >= 0 && a.d.Names[n].Kind == Person
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
	for d.Tokens[r.Start].UPOS == "PROPN" && r.Start > s.Start && !a.inside[r.Start-1] && a.joined(r.Start) {
		r.Start--
	}
	for r.End < s.End && !a.inside[r.End] && d.Tokens[r.End].UPOS == "PROPN" && courtesy[d.Tokens[r.End-1].Norm] {
		r.End++ // "Mr." "Gu", whatever the tree says
	}
	for t := r.End; t < s.End && !a.inside[t]; t++ {
		tok := d.Tokens[t]
		if (tok.Rel == "flat" || tok.Rel == "conj" && nominal(tok.UPOS)) && tok.Head >= r.Start && tok.Head < r.End {
			r.End = t + 1
		}
	}
	for _, n := range d.Names[a.firstName(r.Start):] {
		if n.Start >= r.End {
			break
		}
		r.Start, r.End = min(r.Start, n.Start), max(r.End, n.End)
	}
	return r
}

// joined reports whether a word of a name goes on from the one in front: "Cha
// Dong-rak".
func (a *attributor) joined(t int) bool {
	before := a.d.Tokens[t-1]
	return before.UPOS == "PROPN" || before.Norm == "-" && t > 1 && before.End == a.d.Tokens[t].Start && a.d.Tokens[t-2].UPOS == "PROPN"
}

// whole returns the phrase of a head, or the person's name that goes with it:
// "its editor, Liv Anker", "Information Minister Karim Souf", "Minister of
// Education Stefania Giannini". Nothing from end on belongs to it.
func (a *attributor) whole(head, end int) Range {
	d := a.d
	if a.person(a.nameAt(head)) || d.Tokens[head].UPOS == "PRON" {
		return a.phrase(head)
	}
	if r, ok := a.unnamedAt(head, end); ok && a.d.Tokens[head].UPOS != "PRON" && a.nameAt(head) < 0 && a.name(r) {
		return r
	}
	comma, of := false, false
	for t := head; t < end && t < head+14 && !a.inside[t]; t++ {
		tok := d.Tokens[t]
		if n := a.nameAt(t); a.person(n) && t == d.Names[n].Start {
			if a.standsFor(n, head, comma, of) {
				return Range{d.Names[n].Start, d.Names[n].End}
			}
			return a.phrase(head)
		}
		switch {
		case tok.Norm == "," && !comma:
			comma = true
		case tok.UPOS == "ADP" && tok.Norm == "of":
			of = true
		case tok.Norm == "-" || tok.Norm == "(" || tok.Norm == ")" || tok.XPOS == "POS" || tok.UPOS == "DET" || tok.UPOS == "ADJ" || nominal(tok.UPOS) && tok.UPOS != "PRON":
		case tok.UPOS == "ADP" && !comma:
			of = true
		default:
			return a.phrase(head)
		}
	}
	return a.phrase(head)
}

// person reports whether a name is a person's, and not a title's taken for one.
func (a *attributor) person(n int) bool {
	if n < 0 || a.d.Names[n].Kind != Person {
		return false
	}
	return !titleNouns[strings.ToLower(a.d.Tokens[a.d.Names[n].End-1].Norm)]
}

// standsFor reports whether the name that follows a noun is that of the one the
// noun means.
func (a *attributor) standsFor(n, head int, comma, of bool) bool {
	d, name := a.d, a.d.Names[n]
	if name.End < len(d.Tokens) && d.Tokens[name.End].XPOS == "POS" {
		return false
	}
	start := name.Start
	if name.Title.Start < name.Title.End && name.Title.End == start && courtesy[d.Tokens[name.Title.Start].Norm] && name.Title.Start > head {
		start = name.Title.Start
	}
	before := d.Tokens[start-1]
	switch {
	case comma:
		return before.Norm == "," || nominal(before.UPOS)
	case of: // not "a spokesman for Mr. Clinton"
		return titleNouns[strings.ToLower(d.Tokens[head].Lemma)] && before.UPOS == "PROPN" && !titleNouns[before.Lemma] && !titleNouns[strings.ToLower(before.Norm)] && (name.Title.Start == name.Title.End || start < name.Start)
	}
	return nominal(before.UPOS) || before.UPOS == "ADJ"
}

// nameAt returns the name in which a token stands, -1 if none.
func (a *attributor) nameAt(t int) int {
	for n, name := range a.d.Names[a.firstName(t):] {
		if name.Start > t {
			break
		}
		if t < name.End {
			return n + a.firstName(t)
		}
	}
	return -1
}

// firstName returns the first of the names that end behind token t.
func (a *attributor) firstName(t int) int {
	i, _ := slices.BinarySearchFunc(a.d.Names, t, func(n Name, t int) int {
		if n.End <= t {
			return -1
		}
		return 1
	})
	return i
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
	if before.Speaker == (Range{}) {
		return -1
	}
	if before.Partial {
		return a.behindColon(i)
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

// behindColon: a paragraph that ends with a colon brings the one behind it, and
// says by the words quoted in it who speaks.
func (a *attributor) behindColon(i int) int {
	d, start := a.d, a.tokens[i].Start-2 // in front of the mark
	there := d.Tokens[a.tokens[i-1].End-1].Sentence
	if start >= 0 && d.Form(start) == ":" && d.Tokens[start].Sentence-there <= 1 {
		return i - 1
	}
	return -1
}

// listed reports whether a quotation stands in a list with the one in front:
// called it "dangerous" and "hasty".
func (a *attributor) listed(i int) bool {
	if i == 0 || a.d.Quotes[i-1].Speaker == (Range{}) || !a.d.Quotes[i-1].Partial || a.namesThing(i) {
		return false
	}
	from, to := a.tokens[i-1].End, a.tokens[i].Start
	if to-from > 8 || a.d.Tokens[from-1].Sentence != a.d.Tokens[to].Sentence {
		return false
	}
	for t := from; t < to; t++ {
		if a.d.Tokens[t].UPOS == "VERB" || a.d.Tokens[t].UPOS == "AUX" {
			return false
		}
	}
	return true
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
	if n := a.nameAt(t); n >= 0 {
		return a.d.Names[n].Kind == Person
	}
	return titleNouns[strings.ToLower(tok.Lemma)]
}
