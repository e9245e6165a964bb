package extract

import (
	"slices"
	"strings"

	"entente/graph/ontology"
	"entente/loaders/nlp"
)

// officeAt reads the phrase of the office whose noun is token h: what it is
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
		case (word == "-" || word == "–") && (i == 0 || x.Tokens[i-1].End < x.Tokens[i].Start):
			o.from = i + 1 // "– Secretary of State": a dash, no hyphen
			return from
		case honours[word]:
			open = false // "His Majesty King Karel"
		case word == "-" || word == "–" || word == "/":
			if i > 0 && statusWords[strings.ToLower(x.Form(i-1))] == "" && open && x.nameAt[i-1] < 0 {
				from = i
			}
		case x.holderName(i) >= 0:
			if k := x.holderName(i); !x.modifiesBody(k, o) {
				o.of = append([]ref{x.nameRef(k)}, o.of...)
			}
			open = false
			i = x.Names[x.holderName(i)].Start
		case x.nameAt[i] >= 0 && x.Names[x.nameAt[i]].Kind == nlp.Demonym:
			open = false
		case word == "'s" || word == "’s" || word == "'" || word == "’":
			open = false
		case x.lemma(i) == "whose" || x.upos(i) == "PRON" || x.full(i) == "nmod:poss":
			if r, ok := x.possessor(i, h); ok && len(o.of) == 0 && !honours[strings.ToLower(x.Form(i+1))] {
				o.of = append(o.of, r)
			}
			o.from = i
			return from
		case degrees[x.lemma(i)]:
			open = false // "China's most senior diplomat"
		case word == "under" && open && x.capitalized(i) && x.officeLemma(h) == "secretary" && from == i+1:
			from = i // "Under Secretary Nuland"
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

// modifiesBody reports whether the adjective of a people stands right in front of
// the body whose office it is: "the Afghan Taliban spokesman" speaks for no state.
func (x *extraction) modifiesBody(n int, o *officeOf) bool {
	return x.Names[n].Kind == nlp.Demonym && slices.ContainsFunc(o.of, func(r ref) bool {
		return r.entity >= 0 && x.list[r.entity].Type == ontology.Organization && x.Names[n].End < len(x.Tokens) && r.span.Start == x.Tokens[x.Names[n].End].Start
	})
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
	if at := x.nameEntity(n); at >= 0 && x.list[at].Type != ontology.Person && (!x.partOfTitle(i) || x.Names[n].Start == i && x.Names[n].Kind == nlp.Organization && x.Names[n].End-i > 1) {
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
	if len(refs) == 0 && (x.lemma(i) == "its" || x.lemma(i) == "their") {
		return x.bodyBefore(i)
	}
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
	if courtesy[x.lemma(i)] || x.Form(i) == "LOCAL" {
		return false // "Mr. Secretary"
	}
	switch x.upos(i) {
	case "ADJ", "NOUN", "PROPN":
		return !ordinals[x.lemma(i)] && !x.plural(i) || x.capitalized(i)
	case "VERB":
		return x.Tokens[i].XPOS == "VBG" && x.lemma(i) == "act"
	}
	if x.upos(i) == "AUX" || x.upos(i) == "CCONJ" || x.upos(i) == "INTJ" || x.upos(i) == "NUM" {
		return false
	}
	return x.capitalized(i) && x.upos(i) != "DET" && x.upos(i) != "PRON" && x.upos(i) != "ADV" && x.upos(i) != "SCONJ" && x.upos(i) != "ADP"
}

var ordinals = map[string]bool{"first": true, "second": true, "third": true, "last": true, "next": true, "longtime": true, "own": true, "many": true,

	"senior": true, "top": true, "other": true, "same": true, "year": true, "old": true, "only": true, "two": true, "three": true, "several": true}

// honours are words by which the great are addressed.
var honours = map[string]bool{"majesty": true, "highness": true, "excellency": true, "holiness": true}

// degrees are words between an office and whose it is that say no more of it.
var degrees = map[string]bool{"senior": true, "top": true, "most": true, "longtime": true, "first": true, "second": true, "third": true, "last": true}

// officeRight reads the words behind an office's noun and returns the end of its title.
func (x *extraction) officeRight(o *officeOf, h int) int {
	r := &officeTail{extraction: x, o: o, h: h, end: x.Sentences[x.Tokens[h].Sentence].End}
	r.to, r.i = h+1, h+1
	r.affix()
	r.titled = r.to == r.i
	for n := 0; r.i+1 < r.end && n < 3 && r.phrase(); n++ {
	}
	o.to = r.i
	return r.to
}

// officeTail is what stands behind an office's noun while it is read: up to token i,
// of which the tokens before to are of the title.
type officeTail struct {
	*extraction
	o          *officeOf
	h          int
	to, i, end int
	titled     bool // whether the words so far are all of the title
}

// affix reads "-elect", "General", "designate".
func (r *officeTail) affix() {
	if r.i+1 < r.end && (r.Form(r.i) == "-" || r.Form(r.i) == "–") {
		if status := statusWords[strings.ToLower(r.Form(r.i+1))]; status != "" {
			r.o.status, r.o.cue = status, r.word(r.i+1)
			r.i += 2
		} else if strings.EqualFold(r.Form(r.i+1), "general") {
			r.to, r.i = r.i+2, r.i+2
		}
	}
	if r.i >= r.end {
		return
	}
	general := strings.EqualFold(r.Form(r.i), "general") && (r.officeLemma(r.h) == "secretary" || r.officeLemma(r.h) == "director")
	if !general && !strings.EqualFold(r.Form(r.i), "designate") && !strings.EqualFold(r.Form(r.i), "elect") {
		return
	}
	if status := statusWords[strings.ToLower(r.Form(r.i))]; status != "" {
		r.o.status, r.o.cue = status, r.word(r.i)
	} else {
		r.to = r.i + 1
	}
	r.i++
}

// phrase reads one phrase with "of" or the like; false when there is none.
func (r *officeTail) phrase() bool {
	word := r.lemma(r.i)
	if word == "from" && local[r.officeLemma(r.h)] {
		word = "of" // "a judge from Al Dhumair"
	}
	if word == "in" && r.titled {
		return r.bodyIn()
	}
	if word != "of" && word != "for" && word != "to" && word != "at" && word != "on" {
		return false
	}
	next := r.i + 1
	for next < r.end && (r.upos(next) == "DET" || r.upos(next) == "PRON" && r.full(next) == "nmod:poss" || r.modifies(next, r.end) || r.qualifies(next)) {
		next++
	}
	if next >= r.end {
		return false
	}
	if body, after, ok := r.bodyBehind(next, r.end); ok && (word == "of" || word == "for") {
		r.o.of = append(r.o.of, body)
		r.i, r.titled = after, false
		return true
	}
	if to := r.portfolio(next); word == "for" && r.titled && to > next {
		r.to, r.i = to, to
		return true
	}
	if name := r.holderName(next); name >= 0 {
		if to := r.toPerson(next); word == "for" && r.titled && to > next && r.list[r.nameEntity(name)].Ref == "" && r.list[r.nameEntity(name)].Type != ontology.Country {
			r.to, r.i = to, to // "for African Affairs Anna Holt"
			return true
		}
		return r.holder(word, name)
	}
	if n, ok := r.titledPerson(next, r.end); ok && word != "at" && (word != "of" || !r.capitalized(next) || r.servesPerson(r.o)) {
		if at := r.ofName[n]; at >= 0 {
			r.o.of = append(r.o.of, ref{at, r.span(r.Names[n].Start, r.Names[n].End)})
		}
		r.i, r.titled = r.Names[n].End, false
		return true
	}
	return r.nouns(word, next)
}

// portfolio returns the end of what a minister is for, where a hyphen or "and" is in it:
// "for Sport and Recreation", "for Long-term Care"; next itself where it is told otherwise.
func (r *officeTail) portfolio(next int) int {
	if !ministerial[r.officeLemma(r.h)] || !r.capitalized(next) || r.personNear(next) {
		return next
	}
	if r.knownHolder(next) {
		return next
	}
	last, more := next+1, false
	for last+1 < r.end {
		switch after := r.Form(last); {
		case after == "-" && r.Tokens[last-1].End == r.Tokens[last].Start:
			last, more = last+2, true
		case (after == "and" || after == ",") && r.capitalized(last+1) && r.titleWord(last+1) && !r.knownHolder(last+1) && !r.officeHead(last+1):
			last, more = last+2, more || after == "and"
		case r.capitalized(last) && r.titleWord(last) && !r.personNear(last) && !r.knownHolder(last):
			last++
		default:
			return ifElse(more, last, next)
		}
	}
	return ifElse(more, min(last, r.end), next)
}

// knownHolder reports whether a name of a state, or of a body that is known, covers token i.
func (r *officeTail) knownHolder(i int) bool {
	n := r.holderName(i)
	return n >= 0 && (r.list[r.nameEntity(n)].Ref != "" || r.list[r.nameEntity(n)].Type == ontology.Country)
}

func ifElse(ok bool, yes, no int) int {
	if ok {
		return yes
	}
	return no
}

// ministerial are offices that are for some field.
var ministerial = map[string]bool{"minister": true, "secretary": true, "commissioner": true}

// bodyIn reads "in" before the name of a body, as of an official in a department.
func (r *officeTail) bodyIn() bool {
	next := r.i + 1
	if r.upos(next) == "DET" && next+1 < r.end {
		next++
	}
	n := r.holderAt(next)
	if n < 0 || len(r.o.of) > 0 || r.list[r.nameEntity(n)].Type != ontology.Organization {
		return false
	}
	r.o.of = append(r.o.of, r.nameRef(n))
	r.i, r.titled = r.Names[n].End, false
	return true
}

// holder takes the name of whose office it is.
func (r *officeTail) holder(word string, name int) bool {
	switch {
	case word == "for" && r.titled && r.regional(name):
		r.to, r.i = r.Names[name].End, r.Names[name].End // "for the Western Hemisphere" is a part of the title
		return true
	case word == "to" && !sentTo[r.officeLemma(r.h)], word == "on" && !(word == "to" && r.titled):
		return false
	case word == "to" && r.titled:
		r.to = r.Names[name].End
	case word == "of" && !r.titled && r.ofBody():
		// "of the Green Party of Arland": the state is the party's, not his
	case len(r.o.of) == 0 || word == "of":
		r.o.of = append(r.o.of, r.nameRef(name))
	}
	r.i = r.moreHolders(r.o, r.Names[name].End, r.end)
	r.titled = false
	return true
}

// ofBody reports whether the last holder read is a body.
func (r *officeTail) ofBody() bool {
	return len(r.o.of) > 0 && r.list[r.o.of[len(r.o.of)-1].entity].Type == ontology.Organization
}

// nouns takes common nouns for a body that they stand for, else for words of the title.
func (r *officeTail) nouns(word string, next int) bool {
	if to := r.toPerson(next); word == "for" && r.titled && to > next {
		r.to, r.i = to, to
		return true
	}
	bodies := []ontology.Type{ontology.Organization, ontology.Country}
	if !r.titleWord(next) || word == "at" {
		if refs := r.refs(next, bodies); len(refs) > 0 && (word == "of" || word == "for") {
			r.o.of = append(r.o.of, refs[0])
			r.i = next + 1
		}
		return false
	}
	last := next
	for last < r.end && (r.titleWord(last) && r.holderName(last) < 0 || r.lemma(last) == "and" && last+1 < r.end && r.capitalized(last+1) && r.titleWord(last+1) && r.holderName(last+1) < 0) {
		last++
	}
	if name := r.holderAt(last); !r.capitalized(next) && name >= 0 && (word == "of" || word == "for") {
		r.o.of = append(r.o.of, r.nameRef(name)) // "of the pro-European Democratic Left"
		r.i, r.titled = r.Names[name].End, false
		return true
	}
	if !r.capitalized(next) {
		if refs := r.refs(last-1, bodies); len(refs) > 0 {
			r.o.of = append(r.o.of, refs[0])
			r.i = last
			return true
		}
		if word != "of" && word != "for" || r.personNear(last) {
			return false
		}
	}
	if r.afterName(next) {
		return false
	}
	if r.titled {
		r.to = last
	}
	r.i = last
	return true
}

// toPerson returns the token of a person's name to which capitals lead from token
// i, which all are of his title: "for the Western Hemisphere Anna Holt"; i if none.
func (r *officeTail) toPerson(i int) int {
	for k := i; k < min(r.end, i+8); k++ {
		switch {
		case k > i && r.personNear(k):
			return k
		case !r.capitalized(k) && (r.lemma(k) != "and" && r.lemma(k) != "the" && r.lemma(k) != "of" || k == i), r.upos(k) == "VERB" && r.nameAt[k] < 0:
			return i
		}
	}
	return i
}

// holderAt returns the name of a state or body that begins at token i, -1 if none.
func (r *officeTail) holderAt(i int) int {
	if i >= r.end || r.nameAt[i] < 0 || r.Names[r.nameAt[i]].Start != i || r.Names[r.nameAt[i]].Kind == nlp.Demonym {
		return -1
	}
	return r.holderName(i)
}

// modifies reports whether token i is an adjective or participle in front of the
// name of a body: "the ruling Workers' Party".
func (x *extraction) modifies(i, end int) bool {
	if x.capitalized(i) || i+1 >= end || x.nameAt[i] >= 0 || x.nameAt[i+1] < 0 || x.holderName(i+1) < 0 {
		return false
	}
	return x.upos(i) == "ADJ" || x.upos(i) == "VERB" && (x.Tokens[i].XPOS == "VBG" || x.Tokens[i].XPOS == "VBN")
}

// qualifies reports whether token i begins an adverb with its participle in front of a
// noun: "the [internationally recognized] organization".
func (r *officeTail) qualifies(i int) bool {
	participle := func(k int) bool {
		return k+1 < r.end && (r.Tokens[k].XPOS == "VBN" || r.Tokens[k].XPOS == "VBG") && r.rel(k) == "amod"
	}
	return r.upos(i) == "ADV" && participle(i+1) || participle(i) && i > 0 && r.upos(i-1) == "ADV"
}

// titledPerson returns the person behind token i when titles lead to his name:
// "an adviser to President Volodymyr Zelensky".
func (x *extraction) titledPerson(i, end int) (int, bool) {
	titled := true
	for k := i; k < min(end, i+6); k++ {
		if x.personNear(k) {
			return x.nameAt[k], titled
		}
		if titled = x.officeHead(k) || courtesy[x.lemma(k)] || x.lemma(k) == "'s"; !x.titleWord(k) {
			return -1, false
		}
	}
	return -1, false
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
