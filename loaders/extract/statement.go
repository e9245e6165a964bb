package extract

import (
	"slices"
	"strings"

	"entente/graph/ontology"
	"entente/loaders/nlp"
)

// readStatements reads what is quoted, then what is reported in clauses.
func (x *extraction) readStatements() {
	for _, q := range x.Quotes {
		x.direct(q)
	}
	for i := range x.Tokens {
		x.accordingTo(i)
		if x.verb(i) && (saying[x.lemma(i)] || telling[x.lemma(i)]) && x.lemma(i) != "demand" {
			x.reported(i)
		}
	}
}

// telling are verbs that report what somebody says, but say nothing of how sure
// it is: "assured him that", "let them know that", "called the step a mistake".
var telling = map[string]bool{"call": true, "assure": true, "know": true, "inform": true, "remind": true, "describe": true, "retort": true, "counter": true}

// quoteSpeakers returns who says a quotation.
func (x *extraction) quoteSpeakers(q nlp.Quote) []ref {
	var span Span
	if q.Speaker.Start < q.Speaker.End && q.Speaker.Start >= 0 && q.Speaker.End <= len(x.Tokens) {
		span = x.span(q.Speaker.Start, q.Speaker.End)
		head := x.headOf(q.Speaker.Start, q.Speaker.End)
		if refs := x.background(q.Speaker.Start, q.Speaker.End); len(refs) > 0 {
			return refs
		}
		if refs := x.speakersAt(head); len(refs) > 0 {
			return refs
		}
		if x.upos(head) == "PRON" {
			return x.byPronoun(head, speakers)
		}
		for i := q.Speaker.Start; i < q.Speaker.End; i++ {
			if refs := x.byName(i, speakers); len(refs) > 0 && x.nameAt[i] >= 0 && x.Names[x.nameAt[i]].Kind != nlp.Demonym {
				return refs
			}
		}
	}
	told := q.Speaker.Start < q.Speaker.End && q.Speaker.End <= len(x.Tokens)
	if q.Chain >= 0 && q.Chain < len(x.ofChain) && x.allowed(x.ofChain[q.Chain], speakers) && !(told && x.foreign(x.headOf(q.Speaker.Start, q.Speaker.End), x.ofChain[q.Chain])) {
		return []ref{{x.ofChain[q.Chain], span}}
	}
	if q.Speaker.Start >= q.Speaker.End {
		return x.ownerOfWords(q)
	}
	if x.lemma(q.Speaker.Start) == "you" {
		return x.answerer(q.Speaker.Start)
	}
	if told {
		return x.unnamed(x.headOf(q.Speaker.Start, q.Speaker.End), q.Speaker.Start, q.Speaker.End)
	}
	return nil
}

var speakers = []ontology.Type{ontology.Person, ontology.Organization, ontology.Country}

// speakersAt returns the speakers that the phrase of token i names, all that
// "and" joins.
func (x *extraction) speakersAt(i int) []ref {
	var out []ref
	for _, k := range x.conjuncts(i) {
		if !x.humans(k) && !(x.nameAt[k] < 0 && (voices[x.lemma(k)] || kin[x.lemma(k)] && x.child(k, "nmod:poss") >= 0)) {
			out = append(out, x.refs(k, speakers)...)
		}
	}
	return out
}

// voices are nouns for those who report, and must not be taken for their country:
// "Russian media".
var voices = map[string]bool{"media": true, "medium": true, "press": true, "newspaper": true, "paper": true, "outlet": true, "television": true, "tv": true, "radio": true, "website": true, "daily": true, "broadcaster": true}

// kin speak for themselves: "Voss's family" is not Voss.
var kin = map[string]bool{"family": true, "brother": true, "sister": true, "father": true, "mother": true, "wife": true, "husband": true, "son": true, "daughter": true, "lawyer": true, "attorney": true, "parent": true, "relative": true, "friend": true}

// humans reports whether a noun speaks of some people without a name, who must
// not be taken for their country: "a senior Varsonian official".
func (x *extraction) humans(k int) bool {
	return x.upos(k) == "NOUN" && x.nameAt[k] < 0 && len(x.byApposition(k, speakers)) == 0 && len(x.byChain(k, speakers)) == 0 && unnamedSpeakers[x.lemma(k)]
}

// unnamedSpeakers are people whom articles quote without a name.
var unnamedSpeakers = map[string]bool{"official": true, "diplomat": true, "spokesman": true, "spokeswoman": true, "spokesperson": true, "witness": true,
	"student": true, "analyst": true, "source": true, "aide": true, "adviser": true, "resident": true, "activist": true, "expert": true, "officer": true, "soldier": true, "protester": true, "survivor": true, "reporter": true}

// officeSpeakers are offices whose holders articles quote without their names.
var officeSpeakers = map[string]bool{"mayor": true, "senator": true, "governor": true, "lawmaker": true, "ambassador": true, "envoy": true, "commander": true, "judge": true, "prosecutor": true}

// mouthpiece returns for whom a spokesman without a name speaks: "a spokesman for
// the ministry".
func (x *extraction) mouthpiece(head int) []ref {
	if !strings.HasPrefix(x.lemma(head), "spokes") {
		return nil
	}
	var out []ref
	for _, k := range append(x.adjuncts(head, []string{"for", "of"}), x.possessors(head)...) {
		out = append(out, x.refs(k, speakers)...)
	}
	return out
}

// unnamed makes an entity of a speaker without a name.
func (x *extraction) unnamed(head, from, to int) []ref {
	minister := head >= 0 && x.lemma(head) == "minister" && x.countryOf(head) >= 0
	if head < 0 || to-from > 12 || !(minister || x.upos(head) == "NOUN" && unnamedSpeakers[x.lemma(head)] || officeSpeakers[strings.ToLower(x.lemma(head))]) {
		return nil
	}
	for from < head && (x.upos(from) == "PUNCT" || x.upos(from) == "DET") {
		from++
	}
	if x.plural(head) && x.upos(head) == "NOUN" {
		return nil // "officials said": nobody
	}
	if refs := x.mouthpiece(head); len(refs) > 0 {
		return refs
	}
	span := x.span(from, to)
	for at, e := range x.list {
		for _, m := range e.Mentions {
			if m.Start == span.Start && m.End == span.End && e.Type == ontology.Person {
				return []ref{{at, span}}
			}
		}
	}
	x.list = append(x.list, Entity{Type: ontology.Person})
	at := len(x.list) - 1
	x.mention(at, from, to, "nominal")
	return []ref{{at, span}}
}

// direct makes the claim of a quotation.
func (x *extraction) direct(q nlp.Quote) {
	if q.Start < 0 || q.End > len(x.Text) || q.Start >= q.End {
		return
	}
	speakers := x.quoteSpeakers(q)
	if len(speakers) == 0 {
		return
	}
	if x.justWords(q) {
		return
	}
	first := x.tokenAt(q.Start)
	if first < 0 {
		return
	}
	c := Claim{Kind: ontology.StatementKind.Name, Rule: "direct-quote", Modality: ontology.Stated, Speaker: -1, Same: -1, Start: q.Start, End: q.End, Sentence: x.Tokens[first].Sentence}
	if q.Partial {
		c.Rule = "partial-quote"
	}
	if q.Cue >= 0 && q.Cue < len(x.Tokens) {
		c.Trigger = x.word(q.Cue)
		c.Start, c.End = min(c.Start, c.Trigger.Start), max(c.End, c.Trigger.End)
	}
	for _, r := range speakers {
		c.play("speaker", r)
	}
	if q.Cue >= 0 && q.Cue < len(x.Tokens) {
		x.addressee(&c, q.Cue)
	}
	c.value("quote", x.Text[q.Start:q.End], Span{q.Start, q.End})
	c.value("direct", "true", Span{})
	x.about(&c, first, q.End)
	x.add(c)
}

// justWords reports whether a quotation is no statement of its own: a word or two
// in quotation marks.
func (x *extraction) justWords(q nlp.Quote) bool {
	if words := len(strings.Fields(x.Text[q.Start:q.End])); q.Cue < 0 && words > 2 && len(x.ownerOfWords(q)) > 0 {
		return false // "the government's 'call to arms'"
	}
	return q.Partial && (q.Cue < 0 || len(strings.Fields(x.Text[q.Start:q.End])) < 3) && q.Continues < 0
}

// tokenAt returns the first token that begins at or after a byte, -1 if none.
func (x *extraction) tokenAt(at int) int {
	lo, hi := 0, len(x.Tokens)
	for lo < hi {
		if mid := (lo + hi) / 2; x.Tokens[mid].Start < at {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo == len(x.Tokens) {
		return -1
	}
	return lo
}

// addressee reads whom the speaker tells it.
func (x *extraction) addressee(c *Claim, v int) {
	var to []int
	if x.lemma(v) == "tell" {
		for _, k := range x.children(v) {
			if rel := x.rel(int(k)); rel == "obj" || rel == "iobj" {
				to = append(to, int(k))
			}
		}
	}
	to = append(to, x.adjuncts(v, []string{"to"})...)
	for _, k := range to {
		for _, r := range x.refs(k, speakers) {
			c.play("addressee", r)
		}
	}
}

// about adds the entities named in what is said.
func (x *extraction) about(c *Claim, from, end int) {
	said := c.players("speaker")
	for i := from; i < len(x.Tokens) && x.Tokens[i].Start < end; i++ {
		n := x.nameAt[i]
		if n < 0 || x.Names[n].Start != i {
			continue
		}
		at := x.nameEntity(n)
		if at < 0 || x.list[at].Type == ontology.Place || len(said) > 0 && said[0] == at {
			continue
		}
		c.play("about", x.nameRef(n))
	}
}

// reported reads "X said that ..." and "..., X said".
func (x *extraction) reported(v int) {
	if x.inQuote(v) {
		return
	}
	if v+1 < len(x.Tokens) && x.lemma(v) == "think" && x.lemma(v+1) == "tank" {
		return
	}
	if x.lemma(v) == "know" && (x.rel(v) != "ccomp" && x.rel(v) != "xcomp" || x.head(v) < 0 || x.lemma(x.head(v)) != "let") {
		return // "let them know that", not "knew that"
	}
	if lemma := x.lemma(v); (lemma == "think" || lemma == "believe") && x.asks(v) {
		return // "what made them think that"
	}
	from, to, ok := x.saidWords(v)
	start, end, tail, ends := x.tailSpeech(v)
	if ends {
		from, to, ok = start, end, true
	} else if start, end, whole := x.inserted(v); whole && x.lemma(v) != "ask" {
		from, to, ok = start, end, true
	}
	if !ok {
		return
	}
	span := x.span(from, to)
	if x.quotedIn(span) || to-from < 3 {
		return
	}
	subjects := x.subjects(v)
	if x.lemma(v) == "know" {
		subjects = x.subjects(x.head(v))
	}
	if len(subjects) == 0 && x.full(v) == "acl:relcl" {
		subjects = x.subjects2(v)
	}
	who := tail
	if len(who) > 0 {
		subjects = nil
	}
	for _, k := range subjects {
		if found := x.goesOn(k, from, to, x.speakersAt(k)); len(found) > 0 {
			who = append(who, found...)
		} else if unnamedSpeakers[x.lemma(k)] {
			who = append(who, x.unnamed(k, int(x.left[k]), min(int(x.right[k]), k+1))...)
		}
	}
	if len(who) == 0 && len(subjects) == 0 && x.full(v) != "acl:relcl" {
		if who = x.parted(v); len(who) == 0 {
			who = x.onlyName(v)
		}
	}
	if len(who) == 0 {
		return
	}
	c := x.claim(ontology.StatementKind.Name, "reported-"+x.lemma(v), v)
	if to <= v { // the words stand first: only the verb's own put it otherwise
		own := manner{modality: ontology.Stated, speaker: -1}
		x.local(&own, v)
		c.Modality, c.Cue = own.modality, own.cue
	}
	if c.Modality == ontology.Negated || c.Modality == ontology.Conditional || c.Modality == ontology.Planned {
		return // "would not say whether"
	}
	for _, r := range who {
		c.play("speaker", r)
	}
	c.Speaker = -1
	x.addressee(&c, v)
	c.value("quote", x.Text[span.Start:span.End], span)
	c.value("direct", "false", Span{})
	x.about(&c, from, span.End)
	x.add(c)
}

// onlyThat are verbs of saying whose clause is said only when it is finite.
var onlyThat = map[string]bool{"believe": true, "hope": true, "think": true, "ask": true, "demand": true, "agree": true, "promise": true, "vow": true, "pledge": true, "urge": true, "express": true, "estimate": true, "recall": true, "conclude": true}

// saidWords returns the tokens of the clause that a verb of saying reports.
func (x *extraction) saidWords(v int) (from, to int, ok bool) {
	for _, k := range x.children(v) {
		k := int(k)
		if rel := x.rel(k); rel != "ccomp" && !(rel == "parataxis" && k > v && x.verb(k)) {
			continue
		}
		if x.infinitive(k) || onlyThat[x.lemma(v)] && x.childLemma(k, "that") < 0 && x.lemma(v) != "promise" && x.lemma(v) != "vow" {
			continue
		}
		if x.childLemma(k, "whether", "if", "what", "why", "how") >= 0 && x.rel(k) == "ccomp" && x.left[k] < int32(k) && ifs[x.lemma(int(x.left[k]))] {
			continue
		}
		from, to = x.subtree(k)
		if from <= v && v < to { // the verb stands inside its clause: "The deal, she said, is dead"
			if int(x.left[k]) < v && k < v {
				to = min(to, v)
				if s := x.child(v, "nsubj"); s >= 0 {
					to = min(to, int(x.left[s]))
				}
			} else {
				from = v + 1
			}
		}
		return x.trimSaid(from, to)
	}
	if x.lemma(v) == "call" || x.lemma(v) == "describe" {
		return x.calledWords(v)
	}
	if from, to, ok := x.wordsBehindThat(v); ok {
		return from, to, true
	}
	if x.rel(v) == "parataxis" && x.head(v) >= 0 && x.head(v) < v {
		h := x.head(v)
		from, to = x.subtree(h)
		to = min(to, int(x.left[v]))
		return x.trimSaid(from, to)
	}
	return x.wordsBefore(v)
}

// tailSpeech reads a sentence that ends in its speaker, "..., the White House
// said on Wednesday", by its words alone: trees of such sentences are often wrong
// where the speech is long. It returns the words said and the speaker.
func (x *extraction) tailSpeech(v int) (from, to int, who []ref, ok bool) {
	s := x.Sentences[x.Tokens[v].Sentence]
	for i := v + 1; i < min(s.End, len(x.Tokens)); i++ {
		if c := x.upos(i); c == "VERB" || c == "AUX" || c == "SCONJ" || c == "PRON" || c == "CCONJ" {
			return 0, 0, nil, false
		}
		if x.rel(i) == "obj" {
			return 0, 0, nil, false
		}
	}
	comma := v - 1
	for ; comma > s.Start && x.Form(comma) != ","; comma-- {
		if c := x.upos(comma); c == "VERB" || c == "AUX" || c == "SCONJ" || c == "CCONJ" || v-comma > 10 {
			return 0, 0, nil, false
		}
	}
	spoken := slices.ContainsFunc(x.Tokens[s.Start:max(comma, s.Start)], func(t nlp.Token) bool { return t.UPOS == "VERB" || t.UPOS == "AUX" })
	if !spoken || comma-s.Start < 4 || x.upos(s.Start) == "SCONJ" || comma+1 >= v {
		return 0, 0, nil, false
	}
	for i := comma + 1; i < v; i++ {
		if n := x.nameAt[i]; n >= 0 && x.Names[n].Start == i && x.Names[n].Kind != nlp.Demonym {
			if refs := x.byName(i, speakers); len(refs) > 0 {
				who = refs
			}
		}
	}
	if len(who) == 0 && x.noun(v-1) {
		who = x.unnamed(v-1, comma+1, v) // "..., a senior official said"
	}
	from, to, ok = x.trimSaid(s.Start, comma)
	return from, to, who, ok && len(who) > 0
}

// onlyName returns the one person whom a sentence names before a verb of saying
// that the tree leaves without a subject.
func (x *extraction) onlyName(v int) []ref {
	var out []ref
	for i := x.Sentences[x.Tokens[v].Sentence].Start; i < v; i++ {
		n := x.nameAt[i]
		if n < 0 || x.Names[n].Start != i || x.Names[n].Kind != nlp.Person {
			continue
		}
		for _, r := range x.byName(i, speakers) {
			if len(out) > 0 && out[0].entity != r.entity {
				return nil
			}
			out = []ref{r}
		}
	}
	return out
}

// wordsBehindThat returns the clause behind a verb of saying and "that", where
// the tree hangs it elsewhere: "denied this week that ...", "told reporters that".
func (x *extraction) wordsBehindThat(v int) (from, to int, ok bool) {
	end := min(x.Sentences[x.Tokens[v].Sentence].End, len(x.Tokens))
	for i := v + 1; i < min(v+9, end-2); i++ {
		if x.lemma(i) == "that" {
			if x.rel(i) == "det" || !slices.ContainsFunc(x.Tokens[i+1:end], func(t nlp.Token) bool { return t.UPOS == "VERB" || t.UPOS == "AUX" }) {
				return 0, 0, false
			}
			if h := x.head(i); x.rel(i) == "mark" && h > i {
				end = min(end, max(int(x.right[h]), i+3))
			}
			return x.trimSaid(i+1, end)
		}
		switch x.upos(i) {
		case "VERB", "SCONJ", "CCONJ":
			return 0, 0, false
		case "NOUN", "PROPN":
			if !x.timeAt(i) && !toPeople[x.lemma(v)] && x.rel(i) != "obl" && x.rel(i) != "nmod" {
				return 0, 0, false // "announced a plan that"
			}
		}
	}
	return 0, 0, false
}

// toPeople are verbs of saying that name the hearer before the clause.
var toPeople = map[string]bool{"tell": true, "assure": true, "inform": true, "remind": true, "warn": true}

// accordingTo reads "..., according to its registrar, Anna Holt".
func (x *extraction) accordingTo(i int) {
	if plain(x.Form(i)) != "according" || i+2 >= len(x.Tokens) || x.lemma(i+1) != "to" || x.inQuote(i) {
		return
	}
	k := x.Tokens[i+1].Head
	if k < 0 || k >= len(x.Tokens) || !x.noun(k) {
		if k = x.Tokens[i].Head; k <= i+1 || k >= len(x.Tokens) || !x.noun(k) {
			return
		}
	}
	who := x.speakersAt(k)
	s := x.Sentences[x.Tokens[i].Sentence]
	from, to := s.Start, i
	if i-s.Start < 2 {
		for from = k; from < s.End && x.Form(from) != ","; from++ {
		}
		to = min(s.End, len(x.Tokens))
	}
	from, to, ok := x.trimSaid(from, to)
	if !ok || len(who) == 0 || to-from < 3 || x.quotedIn(x.span(from, to)) {
		return
	}
	c := x.plainClaim(ontology.StatementKind.Name, "according-to", i)
	for _, r := range who {
		c.play("speaker", r)
	}
	span := x.span(from, to)
	c.value("quote", x.Text[span.Start:span.End], span)
	c.value("direct", "false", Span{})
	x.about(&c, from, span.End)
	x.add(c)
}

// calledWords returns what somebody calls something: "called the step a mistake".
func (x *extraction) calledWords(v int) (from, to int, ok bool) {
	parts := 0
	from = len(x.Tokens)
	for _, k := range x.children(v) {
		k := int(k)
		if k < v {
			continue
		}
		switch x.rel(k) {
		case "obj", "iobj", "xcomp", "ccomp":
			if x.infinitive(k) {
				return 0, 0, false
			}
			parts, from, to = parts+1, min(from, int(x.left[k])), max(to, int(x.right[k]))
			if x.rel(k) == "ccomp" || x.rel(k) == "xcomp" && x.child(k, "nsubj") >= 0 {
				parts++
			}
		}
	}
	if from <= v || x.passive(v) {
		return 0, 0, false
	}
	for i := from + 2; parts < 2 && i < int(x.right[v]); i++ { // "the news of May a mistake"
		if x.upos(i) == "PUNCT" {
			break
		}
		if before := x.upos(i - 1); x.upos(i) == "DET" && (before == "NOUN" || before == "PROPN" || before == "NUM") {
			for to = i; to < int(x.right[v]) && x.upos(to) != "PUNCT"; to++ {
			}
			parts = 2
		}
	}
	if parts < 2 {
		return 0, 0, false
	}
	return x.trimSaid(from, to)
}

// wordsBefore returns the words of a sentence up to the comma before a speaker,
// where the tree does not hang them on the verb: "..., he said."
func (x *extraction) wordsBefore(v int) (from, to int, ok bool) {
	s := x.child(v, "nsubj")
	if s < 0 || x.child(v, "mark") >= 0 || x.full(v) == "acl:relcl" {
		return 0, 0, false
	}
	at := min(v, int(x.left[s]))
	if s < v && int(x.right[s]) < v-1 {
		return 0, 0, false // "he, however, said"
	}
	from = x.Sentences[x.Tokens[v].Sentence].Start
	if x.upos(from) == "SCONJ" {
		return 0, 0, false // "If it fails, he said, ..."
	}
	for to = at - 1; to > from && x.Form(to) != ","; to-- {
		if x.upos(to) != "PROPN" && x.upos(to) != "NOUN" && x.upos(to) != "DET" && x.upos(to) != "ADJ" {
			return 0, 0, false
		}
	}
	for i := from; i < to; i++ {
		if x.verb(i) && x.Tokens[i].XPOS != "VBG" && !x.within(i, s) && i+1 < to && to-from > 3 {
			return x.trimSaid(from, to)
		}
	}
	return 0, 0, false
}

func (x *extraction) trimSaid(from, to int) (int, int, bool) {
	for from < to && (x.upos(from) == "PUNCT" || x.lemma(from) == "that" && x.rel(from) == "mark") {
		from++
	}
	for to > from && x.upos(to-1) == "PUNCT" {
		to--
	}
	return from, to, to-from >= 1
}

// quotedIn reports whether a quotation stands in a span: the sentence around a
// partial quotation is not told again, unless it is just words.
func (x *extraction) quotedIn(s Span) bool {
	at, _ := slices.BinarySearchFunc(x.Quotes, s.Start, func(q nlp.Quote, start int) int {
		if q.End <= start {
			return -1
		}
		return 1
	})
	for ; at < len(x.Quotes) && x.Quotes[at].Start < s.End; at++ {
		if !x.justWords(x.Quotes[at]) {
			return true
		}
	}
	return false
}
