package extract

import (
	"slices"
	"strings"

	"entente/graph/ontology"
	"entente/loaders/nlp"
)

// Whose the government is that an article calls no more than that: the words beside it
// tell, or the sentence, or nothing.

// noState reports whether the noun of a body means none of a state: "the sanctions regime",
// "the regional government", "the government in which somebody seeks asylum".
func (e *things) noState(i int) bool {
	if det := e.child(i, "det"); det >= 0 && bodies[e.lemma(i)] == "government" && noneYet[e.lemma(det)] {
		return true // "would you accept a Taliban government?"
	}
	if i+2 < len(e.Tokens) && e.upos(i+1) == "ADP" && e.lemma(i+2) == "which" {
		return true
	}
	for _, k := range e.children(i) {
		k := int(k)
		switch {
		case e.lemma(i) == "regime" && e.rel(k) == "compound" && e.nameAt[k] < 0 && e.upos(k) == "NOUN":
			return true
		case parts[e.lemma(k)] && (e.rel(k) == "amod" || e.rel(k) == "compound"):
			return true
		}
	}
	return false
}

// parts are adjectives of governments of a part of a state.
var parts = map[string]bool{"regional": true, "local": true, "provincial": true, "municipal": true}

// noneYet are the determiners of a government that is none yet: "we will judge any government".
var noneYet = map[string]bool{"a": true, "an": true, "any": true, "every": true, "no": true}

// otherBody reports whether the noun of a body can not be the body that a chain takes it
// for: "a government that respects them" is none yet, "the regime in Borvia" not Arland's.
func (e *things) otherBody(i, at int) bool {
	body := bodies[e.lemma(i)]
	if body == "" || e.list[at].Type != ontology.Organization || !strings.HasSuffix(e.list[at].Name, " "+body) && !strings.HasPrefix(e.list[at].Name, body+" of ") {
		return false
	}
	if e.noState(i) || e.child(i, "det") >= 0 && noneYet[e.lemma(e.child(i, "det"))] {
		return true
	}
	country := e.countryOf(i)
	if country < 0 {
		country, _ = e.ruledBy(i)
	}
	return country >= 0 && e.bodyName(body, country) != e.list[at].Name
}

// ruledBy returns the state of the person after whom a government is called, "the Voss
// regime", and whether it is called after somebody; -1 where his state is not known.
func (e *things) ruledBy(i int) (country int, ruled bool) {
	for _, k := range e.possessors(i) {
		n := e.nameAt[k]
		if n < 0 || e.ofName[n] < 0 || e.list[e.ofName[n]].Type != ontology.Person {
			continue
		}
		if ref := e.list[e.ofName[n]].Ref; ref != "" {
			if of := e.stateOf(ref, e.article.Published); of != "" {
				return e.entity(of, ontology.Country, of), true
			}
		}
		return -1, true
	}
	return -1, false
}

// sharedOf returns the state that stands behind what "and" joins to a body: "the government
// and people of Arland"; -1 if none does.
func (e *things) sharedOf(i int) int {
	end := min(e.Sentences[e.Tokens[i].Sentence].End, len(e.Tokens))
	k := i + 1
	if k >= end || e.lemma(k) != "and" {
		return -1
	}
	for k++; k < end && (e.upos(k) == "DET" || e.upos(k) == "ADJ"); k++ {
	}
	if k+1 >= end || !e.noun(k) || e.lemma(k+1) != "of" {
		return -1
	}
	for k += 2; k < end && e.upos(k) == "DET"; k++ {
	}
	if k >= end {
		return -1
	}
	return e.countryAt(k)
}

// spokenNear returns the only state of which the sentence of token i speaks before it or,
// where it speaks of none, the sentence before; -1 if there are several.
func (e *things) spokenNear(i int) int {
	s := e.Tokens[i].Sentence
	if det := e.child(i, "det"); det >= 0 && e.lemma(det) == "this" {
		return -1 // the speaker's
	}
	for _, from := range []int{s, max(s-1, 0)} {
		if spoken := e.spokenAbout(e.Sentences[from].Start, i); len(spoken) > 0 {
			if len(spoken) > 1 {
				return -1
			}
			return spoken[0]
		}
	}
	return -1
}

// spokenAbout returns the states of which the tokens [from, to) speak in adjectives and
// behind "in", "on" and "of", once each.
func (e *things) spokenAbout(from, to int) []int {
	var out []int
	for n := e.firstName(from); n < len(e.Names) && e.Names[n].Start < to; n++ {
		name, at := e.Names[n], e.ofName[n]
		if at < 0 || e.list[at].Type != ontology.Country || name.End > to || slices.Contains(out, at) {
			continue
		}
		head := e.headOf(name.Start, name.End)
		for range 4 {
			if e.rel(head) == "conj" && e.head(head) >= 0 {
				head = e.head(head)
			}
		}
		p := e.preposition(head)
		if name.Kind == nlp.Demonym && (e.rel(head) == "amod" || e.rel(head) == "compound") || p == "in" || p == "on" || p == "of" {
			out = append(out, at)
		}
	}
	return out
}
