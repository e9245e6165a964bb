package nlp

// announced hides the words by which a speaker announces a quotation from the
// search for who says it: ", quote,", "– and I quote –", "I'm quoting him now". t is
// the opening mark.
func (a *attributor) announced(t int) {
	d, from := a.d, -1
	for u := t - 1; u >= 0 && u > t-9 && d.Tokens[u].Sentence == d.Tokens[t].Sentence && !a.inside[u]; u-- {
		switch tok := d.Tokens[u]; {
		case quoteWords[tok.Norm]:
			from = u
		case tok.Norm == "," || tok.Norm == "/" || tok.Norm == ":" || isDash(tok.Norm):
		case announcing[tok.Norm]:
			if from >= 0 {
				from = u
			}
		default:
			u = 0
		}
	}
	if from < 0 {
		return
	}
	for u := from; u < t; u++ {
		a.inside[u] = true
	}
}

// quoteWords announce a quotation, announcing are the words around them.
var (
	quoteWords = setOf("quote unquote quote-unquote quoting")
	announcing = setOf("I and 'm ’m am him her them now to")
)

// asBefore returns the "as" that begins the clause of a verb, in "as President
// Karel said after the vote", -1 if there is none.
func (a *attributor) asBefore(verb int, s Sentence) int {
	for t := verb - 1; t >= s.Start && t > verb-12 && !a.inside[t]; t-- {
		switch tok := a.d.Tokens[t]; {
		case tok.Norm == "as" || tok.Norm == "As":
			if t+1 < verb {
				return t
			}
			return -1
		case tok.UPOS == "VERB" || tok.UPOS == "PUNCT" || tok.UPOS == "SCONJ":
			return -1
		}
	}
	return -1
}

// asSaid reports whether the sentence gives the words to another verb than this
// one: "As the president said, the people made a "call for freedom"".
func (a *attributor) asSaid(i, verb int) bool {
	if firmly(a.d.Tokens[verb].Lemma) {
		return false
	}
	s := a.d.Sentences[a.d.Tokens[a.tokens[i].Start].Sentence]
	for t := s.Start; t < a.tokens[i].Start; t++ {
		if t != verb && !a.inside[t] && saying(a.d, t, false) && firmly(a.d.Tokens[t].Lemma) && a.asBefore(t, s) >= 0 {
			return true
		}
	}
	return false
}

// asSaying: "is quoted as saying".
func (a *attributor) asSaying(verb int) bool {
	return verb > 0 && a.d.Tokens[verb].XPOS == "VBG" && a.d.Tokens[verb-1].Norm == "as"
}

// documents are what is said to say something in place of who wrote it.
var documents = setOf("statement letter tweet post memo communique report note message line sentence paragraph one")

// issuing are the verbs by which somebody makes a document known.
var issuing = setOf("issue release publish put post send write sign tweet circulate deliver")

// issuer returns who made a document known, where one is said to say something:
// "the council issued a statement that said". Other speakers stay.
func (a *attributor) issuer(who Range, verb int) Range {
	d := a.d
	if !a.document(who) {
		return who
	}
	s := d.Sentences[d.Tokens[verb].Sentence]
	for v := verb - 1; v >= s.Start; v-- {
		if d.Tokens[v].UPOS != "VERB" || !issuing[d.Tokens[v].Lemma] || a.inside[v] {
			continue
		}
		for u := s.Start; u < v; u++ {
			if tok := d.Tokens[u]; tok.Head == v && tok.Rel == "nsubj" && speaks(d, u) {
				return a.whole(u, v)
			}
		}
	}
	return who
}

// document reports whether a phrase means a text and names nobody.
func (a *attributor) document(r Range) bool {
	if r.End-r.Start == 1 && a.d.Tokens[r.Start].Norm == "them" {
		return true // "some tweets, and one of them mentioned"
	}
	found := false
	for t := r.Start; t < r.End; t++ {
		if a.nameAt(t) >= 0 {
			return false
		}
		found = found || documents[a.d.Tokens[t].Lemma]
	}
	return found
}

// writer returns who goes with a participle of saying that has no subject: the
// noun it hangs on, "the words of Karel Voss writing in a newspaper", or, behind a
// comma, the subject in front, "issued an order on mass arrests, writing".
func (a *attributor) writer(verb int, s Sentence) (Range, bool) {
	d, h := a.d, a.d.Tokens[verb].Head
	if n := a.nameAt(verb - 1); verb > s.Start && a.person(n) {
		return Range{d.Names[n].Start, d.Names[n].End}, true
	}
	if d.Tokens[verb].Rel == "acl" && h >= s.Start && h < verb && !a.inside[h] && a.human(h) {
		return a.whole(h, verb), true
	}
	if verb > s.Start && d.Tokens[verb-1].Norm == "," && d.Tokens[verb].XPOS == "VBG" {
		if t := a.subjectBefore(verb, s); t >= 0 && a.human(t) {
			return a.whole(t, verb), true
		}
	}
	return Range{}, false
}

// interrupted reports whether words go on from the quotation in front behind an
// insertion between dashes: "because of you" – he means the West – "and of fear".
func (a *attributor) interrupted(i int) bool {
	if i == 0 || a.d.Quotes[i-1].Speaker == (Range{}) {
		return false
	}
	from, to := a.tokens[i-1].End+a.marksAfter(a.tokens[i-1].End), a.tokens[i].Start-1
	return to-from > 1 && to-from < 14 && a.block(from) == a.block(to) && isDash(a.d.Tokens[from].Norm) && isDash(a.d.Tokens[to-1].Norm)
}

// sources are nouns for what somebody says, in front of his words.
var sources = setOf(`determination claim statement assertion view call promise warning belief conclusion insistence comment remark demand
	description contention allegation pledge threat assessment complaint hope argument admission suggestion finding`)

// owner gives words quoted inside a clause to the one to whom they belong: "the
// government's "call to combat"", "the office's finding that "it is impossible"".
func (a *attributor) owner(i int) (who Range, noun int, ok bool) {
	d, t := a.d, a.tokens[i].Start-2
	if a.namesThing(i) {
		return Range{}, -1, false
	}
	for t >= 0 && (a.inside[t] && !a.mark(t) || d.Tokens[t].Norm == ",") {
		t--
	}
	if t > 0 && d.Tokens[t].Norm == "that" {
		if t--; !sources[d.Tokens[t].Lemma] {
			return Range{}, -1, false
		}
		noun = t
		for t > 0 && (t == noun || d.Tokens[t].UPOS == "ADJ") {
			t--
		}
	} else {
		noun = t
	}
	if t <= 0 || d.Tokens[t].XPOS != "POS" || d.Tokens[t].Sentence != d.Tokens[a.tokens[i].Start].Sentence || !speaks(d, t-1) || a.inside[t-1] {
		return Range{}, -1, false
	}
	if n := a.nameAt(t - 1); n < 0 && !titleNouns[d.Tokens[t-1].Lemma] && !bodyNouns[d.Tokens[t-1].Lemma] {
		return Range{}, -1, false
	}
	return a.phrase(t - 1), noun, true
}

// bySource returns whose words a noun before the quotation says they are: "the
// words of James Baldwin", "a poem by Martin Niemöller", "comments by the adviser".
func (a *attributor) bySource(from, to int) (Range, bool) {
	d := a.d
	for t := to - 1; t >= from; t-- {
		if a.inside[t] || d.Tokens[t].UPOS != "NOUN" || !sources[d.Tokens[t].Lemma] && !writings[d.Tokens[t].Lemma] || t+2 >= to {
			continue
		}
		if n := a.nameAt(t - 1); t > from && n >= 0 && (d.Names[n].Kind == Organization || a.person(n)) {
			return Range{d.Names[n].Start, d.Names[n].End}, true // "the State Department statement"
		}
		if by := d.Tokens[t+1].Norm; by != "by" && by != "of" && by != "from" {
			continue
		}
		for u := t + 2; u < min(t+9, to) && !a.inside[u] && d.Tokens[u].UPOS != "VERB" && d.Tokens[u].UPOS != "PUNCT" && d.Tokens[u].UPOS != "ADP"; u++ {
			if n := a.nameAt(u); a.person(n) {
				return Range{d.Names[n].Start, d.Names[n].End}, true
			}
		}
	}
	return Range{}, false
}

// sourceFrom returns where to begin the search for a source: the sentence of the
// opening mark or, if nothing but an announcement stands in it, the one in front.
func (a *attributor) sourceFrom(mark int) int {
	d, s := a.d, a.d.Tokens[mark].Sentence
	for t := d.Sentences[s].Start; t < mark; t++ {
		if !a.inside[t] && d.Tokens[t].UPOS != "PUNCT" {
			return d.Sentences[s].Start
		}
	}
	if s > 0 && d.Sentences[s-1].Block == d.Sentences[s].Block {
		return d.Sentences[s-1].Start
	}
	return d.Sentences[s].Start
}

// writings are texts that somebody is the author of.
var writings = setOf("word poem speech article book essay letter song verse line")

// ledByColon gives a quotation that a colon brings to the last one who could have
// spoken in the words up to it, over a few sentences: "Here is what Voss said.
// Listen:".
func (a *attributor) ledByColon(i int) (Range, bool) {
	d, t := a.d, a.tokens[i].Start-2
	for t >= 0 && a.block(t) == a.block(a.tokens[i].Start) && d.Form(t) != ":" && t > a.tokens[i].Start-7 {
		t-- // "(Via interpreter)"
	}
	if t < 0 || d.Form(t) != ":" || a.inside[t] && a.mark(t) {
		return Range{}, false
	}
	last := d.Tokens[t].Sentence
	for s := last; s >= 0 && s > last-3 && d.Sentences[s].Block == d.Sentences[last].Block; s-- {
		for u := min(t, d.Sentences[s].End) - 1; u >= d.Sentences[s].Start; u-- {
			if !a.inside[u] && isSubject(d.Tokens[u].Rel) && speaks(d, u) && a.human(u) {
				return a.whole(u, d.Sentences[s].End), true
			}
		}
	}
	return Range{}, false
}
