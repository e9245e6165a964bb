package extract

import (
	"slices"
	"strings"

	"entente/graph/ontology"
	"entente/loaders/nlp"
)

// officeOf is one office of one person as some words give it.
type officeOf struct {
	person  int
	name    Span // the person's name or mention beside the title
	head    int  // the token of the office's noun
	title   string
	span    Span
	of      []ref
	status  string
	cue     Span // the word of the status
	from    int
	to      int // tokens of the whole phrase
	beside  bool
	content bool   // words of the title other than its noun
	parted  string // a word of the title that a country's adjective parts from the rest: "chief American negotiator"
	rule    string
}

// officeNouns are the nouns of posts that one person holds. The value says
// whether the post is a state's, so that it goes with the country spoken of when
// no other is named.
var officeNouns = map[string]bool{
	"minister": true, "president": true, "premier": true, "chancellor": true, "king": true, "queen": true, "prince": true,
	"princess": true, "emir": true, "sultan": true, "monarch": true, "ambassador": true, "lawmaker": true, "senator": true,
	"congressman": true, "congresswoman": true, "taoiseach": true, "vice-president": true, "dictator": true,
	"secretary": false, "secretary-general": false, "secretary general": false, "undersecretary": false, "under-secretary": false, "envoy": false,
	"spokesman": false, "spokeswoman": false, "spokesperson": false, "chairman": false, "chairwoman": false, "chairperson": false, "chair": false,
	"chief": false, "head": false, "leader": false, "director": false, "director-general": false, "commander": false, "governor": false, "mayor": false,
	"adviser": false, "advisor": false, "commissioner": false, "representative": false, "negotiator": false, "coordinator": false,
	"prosecutor": false, "judge": false, "admiral": false, "editor": false, "registrar": false, "pope": false, "speaker": false,
	"mediator": false, "counselor": false, "consul": false, "attorney": false, "general-secretary": false, "mp": true, "deputy": false, "delegate": false,
	"administrator": false, "treasurer": false, "strongman": false, "parliamentarian": true, "nominee": false, "justice": false, "ruler": true,
	"first lady": true, "marshal": false, "inspector": false, "ombudsman": false, "rapporteur": false, "principal": false, "counterpart": false,
}

// statusWords say how an office is held.
var statusWords = map[string]string{
	"former": "former", "ex": "former", "then": "former", "late": "former", "onetime": "former", "one-time": "former", "ousted": "former",
	"deposed": "former", "retired": "former", "ex-": "former", "erstwhile": "former", "slain": "former", "previous": "former", "outgoing": "current",
	"acting": "acting", "interim": "acting", "caretaker": "acting",
	"elect": "designate", "designate": "designate", "incoming": "designate", "nominee": "designate",
	"current": "current", "incumbent": "current", "new": "current", "newly": "current", "longtime": "current", "veteran": "current",
}

// officeHead reports whether token i is the noun of an office.
func (x *extraction) officeHead(i int) bool {
	if !x.noun(i) && x.upos(i) != "ADJ" || strings.HasSuffix(x.Tokens[i].XPOS, "S") && !strings.HasSuffix(x.lemma(i), "s") && x.plural(i) {
		return false
	}
	_, ok := officeNouns[x.officeLemma(i)]
	return ok
}

// officeLemma is the lemma of token i without "then-" and "-elect".
func (x *extraction) officeLemma(i int) string {
	word := strings.ToLower(x.Form(i))
	for _, prefix := range []string{"then-", "ex-", "vice-"} {
		word = strings.TrimPrefix(word, prefix)
	}
	for _, suffix := range []string{"-elect", "-designate", "-nominee"} {
		word = strings.TrimSuffix(word, suffix)
	}
	if word == strings.ToLower(x.Form(i)) {
		if _, ok := officeNouns[word]; ok {
			return word
		}
		return x.lemma(i)
	}
	return word
}

// phraseAt reads the phrase of the office whose noun is token h: what it is
// called, of whom it is, how it is held.
func (x *extraction) officeAt(h int) officeOf {
	o := officeOf{head: h, status: "current", person: -1}
	form := strings.ToLower(x.Form(h))
	for _, affix := range []struct{ mark, status string }{{"then-", "former"}, {"ex-", "former"}, {"-elect", "designate"}, {"-designate", "designate"}, {"-nominee", "designate"}} {
		if strings.HasPrefix(form, affix.mark) || strings.HasSuffix(form, affix.mark) {
			o.status, o.cue = affix.status, x.word(h)
		}
	}
	from := x.officeLeft(&o, h)
	to := x.officeRight(&o, h)
	o.title = x.titleWords(from, to)
	if o.parted != "" {
		o.title = o.parted + " " + o.title
	}
	o.span = x.span(from, to)
	o.content = to-from > 1
	return o
}

// titleWords are the words [from, to) without what says how the office is held.
func (x *extraction) titleWords(from, to int) string {
	words := strings.Join(strings.Fields(x.Words(from, to)), " ")
	for _, prefix := range []string{"then-", "Then-", "ex-", "Ex-"} {
		words = strings.TrimPrefix(words, prefix)
	}
	for _, suffix := range []string{"-elect", "-Elect", "-designate", "-nominee"} {
		words = strings.TrimSuffix(words, suffix)
	}
	return words
}

const officeReach = 9 // words of an office's phrase on either side of its noun

// officeLeft reads the words in front of an office's noun and returns the first
// that belongs to its title.
func (x *extraction) officeLeft(o *officeOf, h int) int {
	from, open := h, true
	i := h - 1
	for n := 0; i >= x.Sentences[x.Tokens[h].Sentence].Start && n < officeReach; n++ {
		word := strings.ToLower(x.Form(i))
		status, isStatus := statusWords[word]
		switch {
		case isStatus:
			o.status, o.cue = status, x.word(i)
			open = false
		case word == "-" || word == "–" || word == "/":
			if i > 0 && statusWords[strings.ToLower(x.Form(i-1))] == "" && open && x.nameAt[i-1] < 0 {
				from = i
			}
		case x.holderName(i) >= 0:
			r := x.nameRef(x.holderName(i))
			o.of = append([]ref{r}, o.of...)
			open = false
			i = x.Names[x.holderName(i)].Start
		case x.nameAt[i] >= 0 && x.Names[x.nameAt[i]].Kind == nlp.Demonym:
			open = false
		case word == "'s" || word == "’s" || word == "'" || word == "’":
			open = false
		case x.lemma(i) == "whose" || x.upos(i) == "PRON" || x.full(i) == "nmod:poss":
			if r, ok := x.possessor(i, h); ok && len(o.of) == 0 {
				o.of = append(o.of, r)
			}
			o.from = i
			return from
		case x.titleWord(i) && (x.capitalized(i) || !x.capitalized(h) || !x.beforeName(h)):
			if open {
				from = i
			} else if len(o.of) > 0 && o.parted == "" && !x.capitalized(i) && x.nameAt[i] < 0 && x.upos(i) == "ADJ" && titleAdjectives[x.lemma(i)] {
				o.parted = x.Form(i)
			}
		default:
			o.from = i + 1
			return from
		}
		i--
	}
	o.from = i + 1
	return from
}

// titleAdjectives are adjectives that belong to a title wherever they stand.
var titleAdjectives = map[string]bool{"chief": true, "deputy": true, "special": true, "joint": true, "permanent": true, "vice": true, "general": true}

// beforeName reports whether a person's name follows the office at token h, so
// that its title is written in capitals throughout.
func (x *extraction) beforeName(h int) bool {
	for i := h + 1; i < len(x.Tokens) && i < h+5; i++ {
		if x.personNear(i) {
			return true
		}
	}
	return false
}

// holderName returns the name of a country, organization or place that covers
// token i, whose office something can be; -1 otherwise.
func (x *extraction) holderName(i int) int {
	n := x.nameAt[i]
	if n < 0 {
		return -1
	}
	if at := x.nameEntity(n); at >= 0 && x.list[at].Type != ontology.Person && !x.partOfTitle(i) {
		return n
	}
	return -1
}

// partOfTitle reports whether a word that the reader of names took for one is
// part of a title: "State" in "Secretary of State".
func (x *extraction) partOfTitle(i int) bool {
	switch x.Form(i) {
	case "State", "Foreign", "Treasury", "Defense", "Defence", "Interior", "Prime", "Exchequer":
		return true
	}
	return false
}

// nameEntity returns the country that a name acts for, or its entity, -1.
func (x *extraction) nameEntity(n int) int {
	if at := x.ofName[n]; at >= 0 {
		return at
	}
	return x.actorOf[n]
}

func (x *extraction) nameRef(n int) ref {
	return ref{x.nameEntity(n), x.span(x.Names[n].Start, x.Names[n].End)}
}

// possessor returns the one whose office it is: "whose chairman", "its foreign minister".
func (x *extraction) possessor(i, h int) (ref, bool) {
	k := x.antecedent(i)
	if k == i && x.lemma(i) == "whose" { // the relative clause hangs elsewhere: the noun before it
		for k = i - 1; k > 0 && k > i-4 && x.nameAt[k] < 0; k-- {
		}
	}
	refs := x.refs(k, []ontology.Type{ontology.Country, ontology.Organization, ontology.Person})
	if len(refs) == 0 {
		return ref{}, false
	}
	return refs[0], true
}

// titleWord reports whether token i can be a word of a title: an adjective or a
// noun that names nobody.
func (x *extraction) titleWord(i int) bool {
	if n := x.nameAt[i]; n >= 0 && x.nameEntity(n) >= 0 && x.list[x.nameEntity(n)].Type == ontology.Person {
		return false
	}
	switch x.upos(i) {
	case "ADJ", "NOUN", "PROPN":
		return !ordinals[x.lemma(i)] && !x.plural(i) || x.capitalized(i)
	case "VERB":
		return x.Tokens[i].XPOS == "VBG" && x.lemma(i) == "act"
	}
	return x.capitalized(i) && x.upos(i) != "DET" && x.upos(i) != "PRON" && x.upos(i) != "ADV" && x.upos(i) != "SCONJ" && x.upos(i) != "ADP"
}

var ordinals = map[string]bool{"first": true, "second": true, "third": true, "last": true, "next": true, "longtime": true, "own": true, "many": true,
	"senior": true, "top": true, "other": true, "same": true, "year": true, "old": true, "only": true, "two": true, "three": true, "several": true}

// officeRight reads the words behind an office's noun and returns the end of its title.
func (x *extraction) officeRight(o *officeOf, h int) int {
	end := x.Sentences[x.Tokens[h].Sentence].End
	to, i := h+1, h+1
	if i+1 < end && (x.Form(i) == "-" || x.Form(i) == "–") {
		if status := statusWords[strings.ToLower(x.Form(i+1))]; status != "" {
			o.status, o.cue = status, x.word(i+1)
			i += 2
		} else if strings.EqualFold(x.Form(i+1), "general") {
			to, i = i+2, i+2
		}
	}
	if i < end && (strings.EqualFold(x.Form(i), "general") && (x.officeLemma(h) == "secretary" || x.officeLemma(h) == "director") || strings.EqualFold(x.Form(i), "designate") || strings.EqualFold(x.Form(i), "elect")) {
		if status := statusWords[strings.ToLower(x.Form(i))]; status != "" {
			o.status, o.cue = status, x.word(i)
		} else {
			to = i + 1
		}
		i++
	}
	titled := to == i // whether the words so far are all of the title
	for n := 0; i+1 < end && n < 3; n++ {
		word := x.lemma(i)
		if word != "of" && word != "for" && word != "to" && word != "at" && word != "on" {
			break
		}
		next := i + 1
		for next < end && (x.upos(next) == "DET" || x.full(next) == "nmod:poss") {
			next++
		}
		if next >= end {
			break
		}
		if name := x.holderName(next); name >= 0 {
			if word == "to" && !sentTo[x.officeLemma(h)] {
				break
			}
			if word == "to" && titled {
				to = x.Names[name].End
			} else if word == "on" {
				break
			} else if len(o.of) == 0 || word == "of" {
				o.of = append(o.of, x.nameRef(name))
			}
			i = x.moreHolders(o, x.Names[name].End, end)
			titled = false
			continue
		}
		if !x.titleWord(next) || word == "at" {
			if refs := x.refs(next, []ontology.Type{ontology.Organization, ontology.Country}); len(refs) > 0 && (word == "of" || word == "for") {
				o.of = append(o.of, refs[0])
				i = next + 1
			}
			break
		}
		last := next
		for last < end && (x.titleWord(last) && x.holderName(last) < 0 || x.lemma(last) == "and" && last+1 < end && x.capitalized(last+1) && x.titleWord(last+1) && x.holderName(last+1) < 0) {
			last++
		}
		if !x.capitalized(next) {
			head := last - 1
			if refs := x.refs(head, []ontology.Type{ontology.Organization, ontology.Country}); len(refs) > 0 {
				o.of = append(o.of, refs[0])
				i = last
				continue
			}
			if word != "of" && word != "for" || x.personNear(last) {
				break
			}
		}
		if x.afterName(next) {
			break
		}
		if titled {
			to = last
		}
		i = last
	}
	o.to = i
	return to
}

// sentTo are offices that somebody holds to a state or body: "ambassador to Chad".
var sentTo = map[string]bool{"ambassador": true, "envoy": true, "representative": true, "adviser": true, "advisor": true, "delegate": true, "consul": true}

// personNear reports whether a person's name begins at token i.
func (x *extraction) personNear(i int) bool {
	return i < len(x.Tokens) && x.nameAt[i] >= 0 && x.Names[x.nameAt[i]].Kind == nlp.Person
}

// afterName reports whether token i begins a person's name.
func (x *extraction) afterName(i int) bool {
	n := x.nameAt[i]
	return n >= 0 && x.Names[n].Kind == nlp.Person
}

// moreHolders reads "and the Arab League" behind "of the United Nations".
func (x *extraction) moreHolders(o *officeOf, i, end int) int {
	for i+1 < end && (x.lemma(i) == "and" || x.Form(i) == "-") {
		next := i + 1
		for next < end && x.upos(next) == "DET" {
			next++
		}
		if next >= end {
			return i
		}
		name := x.holderName(next)
		if name < 0 || x.Names[name].End < end && x.titleWord(x.Names[name].End) && x.upos(x.Names[name].End) == "NOUN" {
			return i
		}
		o.of = append(o.of, x.nameRef(name))
		i = x.Names[name].End
	}
	return i
}

// readOffices finds the offices of persons: a title before a name, a description
// behind it, "X is the president", and what common nouns tell of a chain.
func (x *extraction) readOffices() {
	for n, name := range x.Names {
		at := x.ofName[n]
		if at < 0 || x.list[at].Type != ontology.Person || name.Kind == nlp.Demonym {
			continue
		}
		x.titleBefore(n, at)
		x.titlesBefore(n)
		x.titleBehind(n, at)
	}
	for i := range x.Tokens {
		x.copula(i)
		x.leads(i)
		x.described(i)
	}
	for i := range x.Tokens {
		x.succeeds(i)
	}
	x.keepOffices()
}

// titleBefore reads "Russian Foreign Minister Sergei Lavrov" and "Russia's
// foreign minister, Sergei Lavrov,".
func (x *extraction) titleBefore(n, person int) {
	name := x.Names[n]
	first := x.Sentences[x.Tokens[name.Start].Sentence].Start
	end, comma := name.Start, false
	if end-1 > first && x.Form(end-1) == "," {
		end, comma = end-1, true
	}
	for end-1 > first && courtesy[x.lemma(end-1)] { // "President Gen. X"
		end--
	}
	for h := end - 1; h >= first && h > end-officeReach; h-- {
		if x.personNear(h) || x.upos(h) == "VERB" && x.Tokens[h].XPOS != "VBG" || x.Form(h) == "," || x.Form(h) == ";" {
			return
		}
		if !x.officeHead(h) || x.officeLemma(h) == "counterpart" {
			if x.officeLemma(h) == "counterpart" && h == end-1 {
				x.counterpart(n, person, h)
				return
			}
			continue
		}
		o := x.officeAt(h)
		if o.to != end {
			continue
		}
		if comma && (!x.apposed(o, n) || x.behindPerson(o)) {
			return
		}
		if !o.content && len(o.of) == 0 && birthTitles[x.officeLemma(h)] {
			return
		}
		o.person, o.name, o.beside, o.rule = person, x.span(name.Start, name.End), true, "office-before-name"
		x.behindOf(&o, name.End)
		x.offices = append(x.offices, o)
		return
	}
}

// behindPerson reports whether a title behind a comma belongs to the person in front of
// it: "between Sergei Lavrov, the Russian foreign minister, John Kerry, ...".
func (x *extraction) behindPerson(o officeOf) bool {
	at := o.from
	for at > 0 && (x.upos(at-1) == "DET" || x.upos(at-1) == "ADJ") {
		at--
	}
	return at > 1 && x.Form(at-1) == "," && x.personNear(at-2)
}

// birthTitles go with a name for life and say no office: "Prince Faisal".
var birthTitles = map[string]bool{"prince": true, "princess": true}

// behindOf reads "President Wei Jianlu of Minhai": of whom it is stands behind the name.
func (x *extraction) behindOf(o *officeOf, i int) {
	if len(o.of) > 0 || i+1 >= len(x.Tokens) || x.lemma(i) != "of" {
		return
	}
	next := i + 1
	for next+1 < len(x.Tokens) && x.upos(next) == "DET" {
		next++
	}
	if n := x.holderName(next); n >= 0 && x.Tokens[next].Sentence == x.Tokens[i].Sentence {
		o.of = append(o.of, x.nameRef(n))
	}
}

var courtesy = map[string]bool{"mr.": true, "mrs.": true, "ms.": true, "dr.": true, "gen.": true, "sir": true, "lt.": true, "col.": true, "adm.": true,
	"mr": true, "mrs": true, "ms": true, "dr": true, "gen": true, "sen.": true, "rep.": true, "prof.": true}

// apposed reports whether a name behind a comma goes with the office before it:
// by the tree, or because the phrase is closed behind the name as well.
func (x *extraction) apposed(o officeOf, n int) bool {
	name := x.Names[n]
	head := x.headOf(name.Start, name.End)
	if x.rel(head) == "appos" && x.head(head) >= o.from && x.head(head) < o.to {
		return true
	}
	if x.rel(head) == "nsubj" && !x.closed(name.End) {
		return false
	}
	return x.closed(name.End) && (len(o.of) > 0 || x.definite(o.head))
}

// closed reports whether a phrase ends at token i: a comma, a full stop, a dash.
func (x *extraction) closed(i int) bool {
	if i >= len(x.Tokens) {
		return true
	}
	return x.upos(i) == "PUNCT" && x.Form(i) != "-"
}

// titlesBefore reads "Presidents A of X, B of Y and C of Z": each holds one.
func (x *extraction) titlesBefore(n int) {
	name := x.Names[n]
	h := name.Start - 1
	first, end := x.Sentences[x.Tokens[name.Start].Sentence].Start, x.Sentences[x.Tokens[name.Start].Sentence].End
	if h < first || !x.noun(h) || !x.plural(h) {
		return
	}
	if _, ok := officeNouns[x.lemma(h)]; !ok {
		return
	}
	o := x.officeAt(h)
	words := strings.Fields(o.title)
	words[len(words)-1] = x.lemma(h)
	if x.capitalized(h) {
		words[len(words)-1] = strings.ToUpper(words[len(words)-1][:1]) + words[len(words)-1][1:]
	}
	o.title = strings.Join(words, " ")
	for i := name.Start; i < end; {
		k := x.nameAt[i]
		if k < 0 || x.Names[k].Start != i || x.Names[k].Kind != nlp.Person || x.ofName[k] < 0 {
			return
		}
		one := o
		one.person, one.name, one.rule, one.beside, one.content = x.ofName[k], x.span(i, x.Names[k].End), "offices-before-names", true, true
		one.of = slices.Clone(o.of)
		x.behindOf(&one, x.Names[k].End)
		x.offices = append(x.offices, one)
		i = x.Names[k].End
		if i+1 < end && x.lemma(i) == "of" {
			for i++; i < end && (x.nameAt[i] >= 0 || x.upos(i) == "DET"); i++ {
			}
		}
		if i < end && x.Form(i) == "," {
			i++
		}
		if i < end && x.lemma(i) == "and" {
			i++
		}
	}
}

// succeeds reads "who took over from Kofi Annan", "he succeeded Hillary Clinton":
// the other held the office before.
func (x *extraction) succeeds(v int) {
	if !x.verb(v) {
		return
	}
	var before []int
	switch x.lemma(v) {
	case "succeed", "replace":
		before = x.objects(v)
	case "take":
		if x.particle(v, "over") {
			before = x.adjuncts(v, []string{"from"})
		}
	}
	for _, k := range before {
		for _, old := range x.refs(k, []ontology.Type{ontology.Person}) {
			for _, s := range x.subjects2(v) {
				for _, now := range x.refs(s, []ontology.Type{ontology.Person}) {
					x.heldBefore(v, old, now.entity)
				}
			}
		}
	}
}

func (x *extraction) heldBefore(v int, old ref, now int) {
	for _, o := range slices.Clone(x.offices) {
		if o.person != now || o.status != "current" || now == old.entity {
			continue
		}
		held := o
		held.person, held.name, held.status, held.cue, held.rule, held.head = old.entity, old.span, "former", x.word(v), "office-succeeded", v
		held.of = slices.Clone(o.of)
		x.offices = append(x.offices, held)
		return
	}
}

// counterpart reads "his Ostelian counterpart, Ingrid Halvarsen": the office is
// the one told before in the sentence.
func (x *extraction) counterpart(n, person, h int) {
	for k := len(x.offices) - 1; k >= 0; k-- {
		o := x.offices[k]
		if x.Tokens[o.head].Sentence != x.Tokens[h].Sentence || o.person == person || o.head > h {
			continue
		}
		other := x.officeAt(h)
		title := o.title
		if len(other.of) > 0 {
			title = x.counterOf(title, x.list[other.of[0].entity].Ref)
		}
		own := officeOf{person: person, head: h, title: title, span: o.span, status: "current", of: other.of, from: other.from, to: other.to,
			beside: true, content: true, rule: "office-counterpart", name: x.span(x.Names[n].Start, x.Names[n].End)}
		if len(own.of) > 0 && x.list[own.of[0].entity].Type == ontology.Person {
			own.of = nil
		}
		x.offices = append(x.offices, own)
		return
	}
}

// titleBehind reads "Sergei Lavrov, the Russian foreign minister, ..." and the
// offices that "and" joins to it.
func (x *extraction) titleBehind(n, person int) {
	name := x.Names[n]
	end := x.Sentences[x.Tokens[name.Start].Sentence].End
	i := name.End
	if i < end && x.Form(i) == "(" || i < end && x.Form(i) == "," {
		i++
	} else {
		return
	}
	first := i
	for count := 0; count < 3; count++ {
		h := x.nextOffice(i, end)
		if h < 0 {
			return
		}
		if x.officeLemma(h) == "counterpart" {
			x.counterpart(n, person, h)
			return
		}
		o := x.officeAt(h)
		if o.from > first && count == 0 && !x.openedBy(first, o.from) || x.personNear(o.to) || o.to+1 < end && x.Form(o.to) == "," && x.personNear(o.to+1) && x.upos(first) == "CCONJ" {
			return
		}
		o.person, o.name, o.rule = person, x.span(name.Start, name.End), "office-behind-name"
		x.offices = append(x.offices, o)
		i = o.to
		if i >= end || x.lemma(i) != "and" {
			return
		}
		i++
	}
}

// openedBy reports whether only words that open a description stand in [from, to).
func (x *extraction) openedBy(from, to int) bool {
	for i := from; i < to; i++ {
		switch x.lemma(i) {
		case "the", "a", "an", "now", "also", "currently", "once", "then", "long", "as":
		default:
			return false
		}
	}
	return true
}

// nextOffice returns the noun of the office whose phrase begins at token i: the
// last such noun before anything that no such phrase holds; -1 when none.
func (x *extraction) nextOffice(i, end int) int {
	found := -1
	for k := i; k < end && k < i+officeReach; k++ {
		if n := x.nameAt[k]; n >= 0 && x.Names[n].Kind == nlp.Person {
			if after := x.Names[n].End; after < end && x.lemma(after) == "'s" { // "Obama's spokesman"
				k = after
				continue
			}
			return found
		}
		if x.officeHead(k) {
			found = k
			continue
		}
		if x.nameAt[k] >= 0 && found < 0 {
			continue
		}
		switch x.upos(k) {
		case "ADJ", "NOUN", "PROPN", "ADV", "NUM", "PART", "X":
			if found >= 0 && x.lemma(k) == "who" {
				return found
			}
		case "DET":
			if found >= 0 {
				return found
			}
		case "PRON":
			if x.full(k) != "nmod:poss" || found >= 0 {
				return found
			}
		case "PUNCT":
			if x.Form(k) != "-" && x.Form(k) != "–" {
				return found
			}
		case "VERB":
			if x.Tokens[k].XPOS != "VBG" && x.Tokens[k].XPOS != "VBN" || found >= 0 {
				return found
			}
		default:
			return found
		}
	}
	return found
}

// copula reads "X is the president of Y" and "X was elected president".
func (x *extraction) copula(h int) {
	if !x.officeHead(h) {
		return
	}
	rule, subject := "", []int(nil)
	status := ""
	if cop := x.child(h, "cop"); cop >= 0 {
		rule, subject = "office-copula", x.subjects(h)
		if x.Tokens[cop].XPOS == "VBD" {
			status = "former"
		}
	} else if v := x.head(h); v >= 0 && appointing[x.lemma(v)] != "" && (x.rel(h) == "xcomp" || x.rel(h) == "obj" || x.preposition(h) == "as") {
		rule, status = "office-"+x.lemma(v), appointing[x.lemma(v)]
		if status == "former" {
			subject = x.subjects(v)
		} else {
			subject = x.objects(v)
		}
		if len(subject) == 0 || slices.Contains(subject, h) {
			subject = x.subjects(v)
		}
	}
	for _, k := range subject {
		for _, r := range x.refs(k, []ontology.Type{ontology.Person}) {
			o := x.officeAt(h)
			o.person, o.name, o.rule = r.entity, r.span, rule
			if status != "" && o.status == "current" {
				o.status = status
			}
			x.offices = append(x.offices, o)
		}
	}
}

// appointing are verbs after which somebody holds an office, or no longer does.
var appointing = map[string]string{"appoint": "current", "elect": "current", "name": "current", "swear": "current", "become": "current",
	"nominate": "designate", "resign": "former", "step": "former", "quit": "former", "serve": "current", "reelect": "current", "re-elect": "current",
	"replace": "former", "dismiss": "former"}

// leads reads "Rasmark, who leads the Coast Party" and "X heads the council".
func (x *extraction) leads(v int) {
	if !x.verb(v) || x.lemma(v) != "lead" && x.lemma(v) != "head" && x.lemma(v) != "chair" {
		return
	}
	if x.full(v) != "acl:relcl" || x.passive(v) {
		return
	}
	for _, s := range x.subjects2(v) {
		for _, r := range x.refs(s, []ontology.Type{ontology.Person}) {
			for _, k := range x.objects(v) {
				for _, of := range x.refs(k, []ontology.Type{ontology.Organization, ontology.Country}) {
					title := map[string]string{"lead": "leader", "head": "head", "chair": "chairman"}[x.lemma(v)]
					x.offices = append(x.offices, officeOf{person: r.entity, name: r.span, head: v, title: title, span: x.word(v),
						of: []ref{of}, status: "current", rule: "office-leads", content: true})
				}
			}
		}
	}
}

// subjects2 returns the subjects of a verb, or the noun of its relative clause.
func (x *extraction) subjects2(v int) []int {
	if s := x.subjects(v); len(s) > 0 {
		return s
	}
	if x.full(v) == "acl:relcl" && x.head(v) >= 0 {
		return []int{x.head(v)}
	}
	return nil
}

// described reads what a common noun tells of the person it stands for: "The
// former secretary of state had ...".
func (x *extraction) described(h int) {
	if len(x.heads[h]) == 0 || !x.officeHead(h) || x.nameAt[h] >= 0 || x.officeLemma(h) == "counterpart" {
		return
	}
	for _, at := range x.heads[h] {
		person := x.ofChain[at.chain]
		if person < 0 || x.list[person].Type != ontology.Person || x.Chains[at.chain].Mentions[at.mention].Kind != nlp.Nominal {
			continue
		}
		o := x.officeAt(h)
		if o.status == "current" && (len(o.of) == 0 || !o.content) || x.holdsNow(person, o) {
			continue
		}
		o.person, o.name, o.rule = person, o.span, "office-description"
		x.offices = append(x.offices, o)
	}
}

// holdsNow reports whether a person is told to hold the office that o calls a
// former one: then the description is of somebody else.
func (x *extraction) holdsNow(person int, o officeOf) bool {
	for _, other := range x.offices {
		if other.person == person && other.status != o.status && strings.EqualFold(other.title, o.title) {
			return true
		}
	}
	return false
}

// keepOffices makes the claims: an office is told once in a phrase, and a bare
// title says nothing beside a fuller one of the same person.
func (x *extraction) keepOffices() {
	for k := range x.offices {
		x.completeOffice(&x.offices[k])
	}
	x.ofPerson = map[int][]int{}
	for k, o := range x.offices {
		x.ofPerson[o.person] = append(x.ofPerson[o.person], k)
	}
	for k, o := range x.offices {
		if x.bareBeside(k) {
			continue
		}
		for _, of := range orNone(o.of) {
			c := x.plainClaim(ontology.OfficeKind.Name, o.rule, o.head)
			c.play("person", ref{o.person, o.name})
			c.value("title", o.title, o.span)
			if of.entity >= 0 {
				c.play("of", of)
			}
			c.value("status", o.status, o.cue)
			x.add(c)
		}
	}
}

func orNone(of []ref) []ref {
	if len(of) == 0 {
		return []ref{{entity: -1}}
	}
	return of
}

// completeOffice finds of whom an office is when its phrase does not say.
func (x *extraction) completeOffice(o *officeOf) {
	o.of = slices.DeleteFunc(o.of, func(r ref) bool {
		return r.entity < 0 || x.list[r.entity].Type == ontology.Person && (r.entity == o.person || !personal[x.officeLemma(o.head)])
	})
	o.of = slices.DeleteFunc(o.of, func(r ref) bool {
		return x.list[r.entity].Type == ontology.Place && !x.capitalFor(r) && !local[x.officeLemma(o.head)]
	})
	for i, r := range o.of {
		if x.capitalFor(r) && !local[x.officeLemma(o.head)] {
			h, _ := x.as(ontology.Place, x.label(r.entity), x.article.Published)
			o.of[i].entity = x.entity(h.country, ontology.Country, h.country)
		}
	}
	if len(o.of) > 0 {
		return
	}
	for _, other := range x.offices { // told of the same person elsewhere
		if other.person == o.person && strings.EqualFold(other.title, o.title) && len(other.of) > 0 {
			o.of = other.of
			return
		}
	}
	if r, ok := x.spokenCountry(o); ok {
		o.of = []ref{r}
		return
	}
	if !stateServants[x.officeLemma(o.head)] {
		return
	}
	for _, other := range x.offices { // "a former nuclear negotiator" of the state whose president he is
		if other.person == o.person && len(other.of) > 0 && x.list[other.of[0].entity].Type == ontology.Country {
			o.of = other.of[:1]
			return
		}
	}
}

// stateServants hold offices of the state that they are of, when no other is named.
var stateServants = map[string]bool{"negotiator": true, "commander": true, "admiral": true, "chief": true, "envoy": true}

// capitalFor reports whether a place stands for its state: "the Kremlin's spokesman".
func (x *extraction) capitalFor(r ref) bool {
	h, ok := x.as(ontology.Place, x.label(r.entity), x.article.Published)
	return ok && x.list[r.entity].Type == ontology.Place && h.acts && h.country != ""
}

// local are offices of cities and regions.
var local = map[string]bool{"mayor": true, "governor": true, "judge": true, "prosecutor": true, "bishop": true, "administrator": true}

// personal are offices that somebody holds for a person.
var personal = map[string]bool{"spokesman": true, "spokeswoman": true, "spokesperson": true, "adviser": true, "advisor": true, "envoy": true, "deputy": true}

// spokenCountry finds the country of a state's office that is told without one:
// "President Obama", "the prime minister". The gazetteer knows some persons;
// else it is the country last named before as one that acts, or the article's first.
func (x *extraction) spokenCountry(o *officeOf) (ref, bool) {
	stateOffice := officeNouns[x.officeLemma(o.head)] || stateTitles[strings.ToLower(o.title)]
	if !stateOffice {
		return ref{}, false
	}
	if id := x.list[o.person].Ref; id != "" {
		if country := x.stateOf(id, x.article.Published); country != "" {
			at := x.entity(country, ontology.Country, country)
			x.mentionSpan(at, o.span, "title")
			return ref{at, o.span}, true
		}
	}
	if country := x.titleOf(o.title); country != "" {
		at := x.entity(country, ontology.Country, country)
		x.mentionSpan(at, o.span, "title")
		return ref{at, o.span}, true
	}
	if r, ok := x.publisherCountry(o); ok {
		return r, true
	}
	return x.actingCountry(o.head)
}

// publisherCountry returns the state whose office published the article: a
// ministry's own "Foreign Minister" is its state's.
func (x *extraction) publisherCountry(o *officeOf) (ref, bool) {
	words := x.article.Publisher
	for at, e := range x.list {
		if e.Type != ontology.Country || words == "" {
			continue
		}
		for _, m := range e.Mentions {
			if m.Kind == "name" && strings.Contains(words, m.Text) {
				return ref{at, o.span}, true
			}
		}
	}
	return ref{}, false
}

// stateTitles are titles of states made of nouns that others use too.
var stateTitles = map[string]bool{"secretary of state": true, "foreign secretary": true, "crown prince": true, "opposition leader": true,
	"defense secretary": true, "treasury secretary": true, "attorney general": true, "vice president": true, "deputy secretary of state": true}

// actingCountry returns the country named nearest before token i as a subject or
// a possessor, within its sentence and the three before; else the first country
// that the body names so.
func (x *extraction) actingCountry(i int) (ref, bool) {
	first, near, same := ref{entity: -1}, ref{entity: -1}, ref{entity: -1}
	for n, name := range x.Names {
		if name.Start >= len(x.Tokens) {
			continue
		}
		at := x.nameEntity(n)
		if a := x.actorOf[n]; a >= 0 {
			at = a
		}
		if at < 0 || x.list[at].Type != ontology.Country {
			continue
		}
		head := x.headOf(name.Start, name.End)
		acting := x.rel(head) == "nsubj" || x.full(head) == "nmod:poss" && name.Kind != nlp.Demonym
		if !acting || name.Start > i && first.entity >= 0 {
			continue
		}
		r := ref{at, x.span(name.Start, name.End)}
		if first.entity < 0 {
			first = r
		}
		if name.Start < i && x.Tokens[i].Sentence-x.Tokens[name.Start].Sentence <= 2 {
			near = r
		}
		if name.Start < i && x.Tokens[i].Sentence == x.Tokens[name.Start].Sentence {
			same = r
		}
	}
	if same.entity >= 0 {
		return same, true
	}
	if h, ok := x.as(ontology.Place, x.article.Dateline, x.article.Published); ok && h.country != "" && x.dateline >= 0 {
		m := x.list[x.dateline].Mentions[0]
		return ref{x.entity(h.country, ontology.Country, h.country), Span{m.Start, m.End}}, true
	}
	if near.entity >= 0 {
		return near, true
	}
	return first, first.entity >= 0
}

// bareBeside reports whether office k says nothing that another of the same
// person does not say: the same words again, or fewer of them.
func (x *extraction) bareBeside(k int) bool {
	o := x.offices[k]
	for _, j := range x.ofPerson[o.person] {
		other := x.offices[j]
		if j == k || other.status != o.status {
			continue
		}
		same := strings.EqualFold(other.title, o.title)
		if same && len(o.of) > 0 && len(other.of) > 0 && o.of[0].entity != other.of[0].entity {
			continue
		}
		if !same && containsWords(other.title, o.title) {
			return true
		}
		if same && j < k && o.head == other.head {
			return true
		}
	}
	return false
}

// containsWords reports whether all words of b stand in a, and a has more.
func containsWords(a, b string) bool {
	have := strings.Fields(strings.ToLower(a))
	for _, word := range strings.Fields(strings.ToLower(b)) {
		if !slices.Contains(have, word) {
			return false
		}
	}
	return true
}
