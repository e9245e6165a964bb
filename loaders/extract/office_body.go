package extract

import (
	"slices"
	"strings"

	"entente/graph/ontology"
	"entente/loaders/nlp"
)

// bodyBehind reads whose an office is where a noun behind a country's name says
// it: "the leader of the Israeli opposition", "the secretary of Iran's Supreme
// National Security Council". It returns the body and the token behind it.
func (x *extraction) bodyBehind(i, end int) (ref, int, bool) {
	n := x.holderName(i)
	if n < 0 || x.Names[n].Start != i {
		return ref{}, 0, false
	}
	at := x.Names[n].End
	possessive := at < end && x.lemma(at) == "'s"
	if possessive {
		at++
	}
	if !possessive && x.Names[n].Kind != nlp.Demonym || at >= end {
		return ref{}, 0, false
	}
	if other := x.holderName(at); other >= 0 && x.Names[other].Start == at && (possessive || x.list[x.nameEntity(other)].Type == ontology.Organization) {
		return x.nameRef(other), x.Names[other].End, true
	}
	head := at
	for head < end && head < at+6 && x.upos(head) != "PUNCT" && (x.titleWord(head) || x.upos(head) == "PART") && !x.personNear(head) {
		head++
	}
	if head--; head < at || !x.noun(head) {
		return ref{}, 0, false
	}
	if bodies[x.lemma(head)] != "" {
		if body := x.nominalBody(head); body >= 0 {
			return ref{body, x.span(i, head+1)}, head + 1, true
		}
	}
	if !bodyWords[x.lemma(head)] || head == at && !possessive {
		return ref{}, 0, false
	}
	return x.bodyCalled(n, at, head+1), head + 1, true
}

// bodyCalled returns the body that common nouns name behind a country: "Iran's
// atomic energy organization" is the atomic energy organization of Iran.
func (x *extraction) bodyCalled(n, from, to int) ref {
	words := strings.Join(strings.Fields(x.Words(from, to)), " ")
	name := words + " of " + x.label(x.nameEntity(n))
	at := x.entity("body|"+plain(name), ontology.Organization, "")
	if x.list[at].Name == "" {
		x.list[at].Name = name
	}
	x.mention(at, from, to, "nominal")
	return ref{at, x.span(from, to)}
}

// bodyBefore returns the body or state that was the last subject before token i, in
// its sentence or the one before: whose "its editor" is when no chain tells.
func (x *extraction) bodyBefore(i int) (ref, bool) {
	s := x.Tokens[i].Sentence
	for k := i - 1; k >= 0 && x.Tokens[k].Sentence >= s-1; k-- {
		if x.rel(k) != "nsubj" || x.upos(k) == "PRON" {
			continue
		}
		if refs := x.refs(k, []ontology.Type{ontology.Country, ontology.Organization}); len(refs) == 1 {
			return ref{refs[0].entity, x.word(i)}, true
		}
	}
	return ref{}, false
}

// regional reports whether a name is of a part of the world that no state is.
func (x *extraction) regional(n int) bool {
	at := x.ofName[n]
	return at >= 0 && x.list[at].Type == ontology.Place && !x.capitalFor(x.nameRef(n))
}

// reigning are titles that go with a first name: the name tells the office.
var reigning = map[string]bool{"King": true, "Queen": true, "Emir": true, "Sultan": true, "Emperor": true}

// reigns reads "King Abdullah of Jordan": the title is taken for a part of the name.
func (x *extraction) reigns(n, person int) {
	name := x.Names[n]
	if !reigning[x.Form(name.Start)] || name.End-name.Start < 2 {
		return
	}
	o := officeOf{person: person, name: x.span(name.Start, name.End), head: name.Start, title: x.Form(name.Start), span: x.word(name.Start),
		status: "current", from: name.Start, to: name.Start + 1, beside: true, content: true, rule: "office-in-name"}
	x.behindOf(&o, name.End)
	for i := name.Start - 1; i >= 0 && i > name.Start-4 && len(o.of) == 0 && x.Tokens[i].Sentence == x.Tokens[name.Start].Sentence; i-- {
		if k := x.holderName(i); k >= 0 {
			o.of = append(o.of, x.nameRef(k))
		} else if x.lemma(i) != "'s" {
			break
		}
	}
	x.offices = append(x.offices, o)
}

// servedAs reads "who had gone to Seoul as director of the agency": an office
// behind "as" is held by who does the verb.
func (x *extraction) servedAs(h int) (rule, status string, subject []int) {
	v := x.head(h)
	if v < 0 || !x.verb(v) || x.preposition(h) != "as" || x.rel(h) != "obl" && x.rel(h) != "nsubj" {
		return "", "", nil
	}
	if slices.Contains([]string{"describe", "know", "see", "regard", "treat", "denounce", "condemn", "use"}, x.lemma(v)) {
		return "", "", nil
	}
	status = "current"
	if x.pastPerfect(v) || x.Tokens[v].XPOS == "VBD" {
		status = "former"
	}
	return "office-as", status, x.subjects2(v)
}
