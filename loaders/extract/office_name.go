package extract

import (
	"slices"
	"strings"

	"entente/graph/ontology"
	"entente/loaders/nlp"
)

// titleBefore reads "Russian Foreign Minister Sergei Lavrov" and "Russia's
// foreign minister, Sergei Lavrov,".
func (x *extraction) titleBefore(n, person int) {
	name := x.Names[n]
	first := x.Sentences[x.Tokens[name.Start].Sentence].Start
	end, comma := name.Start, false
	for end-1 > first && (courtesy[x.lemma(end-1)] || x.Form(end-1) == "," && !comma) { // "President Gen. X", "the premier, Col. X"
		end, comma = end-1, comma || x.Form(end-1) == ","
	}
	for h, words := end-1, 1; h >= first && words < officeReach; h, words = h-1, words+1 {
		if k := x.holderName(h); k >= 0 && x.Names[k].End-x.Names[k].Start > 3 {
			h = x.Names[k].Start // the name of a body counts as a word
			continue
		}
		if x.personNear(h) || x.upos(h) == "VERB" && x.Tokens[h].XPOS != "VBG" && x.nameAt[h] < 0 || x.Form(h) == "," || x.Form(h) == ";" {
			return
		}
		if !x.officeHead(h) || x.peer(h) {
			if h == end-1 && x.peer(h) {
				x.counterpart(n, person, h)
				return
			}
			continue
		}
		o := x.officeAt(h)
		if o.to != end || x.servesOffice(&o) {
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

// servesOffice reports whether an office only tells whom another serves: "the Personal
// Envoy of the Secretary-General Anna Holt", "Senior Adviser to the President Karl Dahl".
func (x *extraction) servesOffice(o *officeOf) bool {
	at := x.tokenAt(o.span.Start)
	if at < 3 || x.upos(at-1) != "DET" || !x.capitalized(at) {
		return false
	}
	word := x.lemma(at - 2)
	return (word == "of" || word == "to") && x.officeHead(at-3) && x.capitalized(at-3) && x.Tokens[at-3].Sentence == x.Tokens[at].Sentence
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
	o.title = x.singular(o.title, h)
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

// titlesOf reads "the prime ministers of Poland and Hungary, Jan Nowak and Istvan
// Kovacs": the first is of the first, the second of the second.
func (x *extraction) titlesOf(h int) {
	if !x.noun(h) || !x.plural(h) {
		return
	}
	if _, ok := officeNouns[x.lemma(h)]; !ok {
		return
	}
	o := x.officeAt(h)
	people := x.apposedNames(h, []ontology.Type{ontology.Person})
	if len(people) < 2 {
		people = x.namesFrom(o.to)
	}
	if len(people) < 2 {
		return
	}
	o.title = x.singular(o.title, h)
	for k, r := range people {
		one := o
		one.person, one.name, one.rule, one.beside, one.content = r.entity, r.span, "offices-of-names", true, true
		one.of = slices.Clone(o.of)
		if len(o.of) == len(people) {
			one.of = []ref{o.of[k]}
		}
		x.offices = append(x.offices, one)
	}
}

// singular puts the last word of the title of a plural office in the singular.
func (x *extraction) singular(title string, h int) string {
	words := strings.Fields(title)
	if len(words) == 0 {
		return title
	}
	last := x.lemma(h)
	if x.capitalized(h) {
		last = strings.ToUpper(last[:1]) + last[1:]
	}
	words[len(words)-1] = last
	return strings.Join(words, " ")
}

// peer reports whether a noun stands for who holds the same office elsewhere: "his
// Soviet colleague", "her counterpart".
func (x *extraction) peer(h int) bool {
	return x.officeLemma(h) == "counterpart" || x.lemma(h) == "colleague" && h > 0 && x.demonymAt(h-1) >= 0
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
	first, told := i, len(x.offices)
	defer func() { x.shareHolder(told) }()
	for count := 0; count < 3; count++ {
		h := x.nextOffice(i, end)
		if h < 0 && count == 0 {
			if i = x.besideOther(i, end); i > first {
				first, h = i, x.nextOffice(i, end)
			}
		}
		if h < 0 {
			return
		}
		if x.officeLemma(h) == "counterpart" {
			x.counterpart(n, person, h)
			return
		}
		o := x.officeAt(h)
		if o.to < end && x.lemma(o.to) == "'s" {
			return // "King Salman, the crown prince's father"
		}
		if o.to < end && x.Form(o.to) == "/" {
			return // "Anna Holt, High Representative/Vice President Karl Dahl": his
		}
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

// shareHolder gives the offices from index k on, which "and" joins, what the last of
// them is of: "president and chief executive of the bank".
func (x *extraction) shareHolder(k int) {
	if len(x.offices)-k < 2 {
		return
	}
	last := x.offices[len(x.offices)-1]
	for i := k; i < len(x.offices)-1; i++ {
		if o := &x.offices[i]; len(o.of) == 0 && o.status == last.status && !strings.Contains(o.title, " of ") {
			o.of = slices.Clone(last.of)
		}
	}
}

// besideOther returns the token behind the "and" that joins an office to what else
// somebody is: "rights activist and head of the group"; i when none does.
func (x *extraction) besideOther(i, end int) int {
	for k := i; k < min(end, i+officeReach); k++ {
		switch x.upos(k) {
		case "DET", "ADJ", "NOUN", "PROPN":
			if x.personNear(k) {
				return i
			}
		case "CCONJ":
			if k > i && x.upos(k-1) == "NOUN" && x.humanNoun(k-1) && x.lemma(k) == "and" {
				return k + 1
			}
			return i
		default:
			return i
		}
	}
	return i
}

// openedBy reports whether only words that open a description stand in [from, to).
func (x *extraction) openedBy(from, to int) bool {
	for i := from; i < to; i++ {
		switch x.lemma(i) {
		case "the", "a", "an", "now", "also", "currently", "once", "then", "long", "as", "senior", "top", "most", "longtime", "first", "second", "last", "other", "own":
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
