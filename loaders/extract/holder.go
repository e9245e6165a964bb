package extract

import (
	"slices"
	"strings"

	"entente/graph/gazetteer"
	"entente/graph/ontology"
	"entente/graph/when"
	"entente/loaders/nlp"
)

// notNow are words in front of a title that make it another's, or no office at all.
var notNow = map[string]bool{"former": true, "ex": true, "then": true, "late": true, "previous": true, "next": true, "future": true,
	"deputy": true, "vice": true, "assistant": true, "acting": true, "new": true, "first": true, "last": true, "other": true, "shadow": true}

// byHolder takes who holds an office on the article's day, where the article names
// nobody in it: "the secretary of state" of May 2013 is John Kerry. The office must be
// one country's own, or the phrase must name the country.
func (e *things) byHolder(i, country int) []ref {
	person, to := e.holderOf(i, country)
	if person == "" {
		return nil
	}
	at := e.namesPerson(person)
	if at < 0 && e.lemma(i) == "president" {
		return nil // a president who is never named is his state: "the Rwandan president has denied it"
	}
	if at < 0 {
		at = e.entity(person, ontology.Person, person)
	}
	phrase := Span{e.phrase(i).Start, e.span(i, to).End}
	e.mentionSpan(at, phrase, "nominal")
	return []ref{{at, phrase}}
}

// holderOf returns the ref of the person whom the gazetteer knows to hold the office of
// noun i on the article's day, empty if none, and the token behind the office.
func (e *things) holderOf(i, country int) (string, int) {
	day := e.article.Published
	first, _, ok := day.Bounds()
	if !ok || e.toldOf(i, first-366) {
		return "", 0
	}
	from := i
	for from > 0 && i-from < 3 && e.Tokens[from-1].Sentence == e.Tokens[i].Sentence && e.inTitle(from-1, i) {
		from--
		if notNow[e.lemma(from)] {
			return "", 0
		}
	}
	to := i + 1
	if to+1 < len(e.Tokens) && e.lemma(to) == "of" && e.lemma(to+1) == "state" {
		to += 2
	}
	for ; from <= i; from++ {
		office, ok := gazetteer.Title(e.Words(from, to))
		if !ok && (country < 0 || e.lemma(i) != "leader" && e.lemma(i) != "president") {
			continue
		}
		if !ok { // "North Korea's leader": a title of tenures alone
			office.Slug = gazetteer.Slug(e.Words(from, to))
		}
		of := office.Country
		if country >= 0 {
			of, _ = strings.CutPrefix(e.list[country].Ref, string(gazetteer.Country)+":")
		}
		holder, ok := gazetteer.Holder(office.Slug, of, day)
		if !ok && from < i {
			continue // the title may be shorter
		}
		if of == "" || !ok || !slices.Contains(singleSeats, holder.Kind) {
			return "", 0
		}
		return string(gazetteer.Person) + ":" + holder.Slug, to
	}
	return "", 0
}

// namesPerson returns the person of the gazetteer whom the article calls by name, -1 if it
// does not.
func (e *things) namesPerson(ref string) int {
	return slices.IndexFunc(e.list, func(one Entity) bool {
		return one.Ref == ref && slices.ContainsFunc(one.Mentions, func(m Mention) bool { return m.Kind == "name" })
	})
}

// toldOf reports whether the sentence of a token tells of a time that ended before a
// day: "in 1994 the president of South Korea" is not today's.
func (e *things) toldOf(i int, day when.Day) bool {
	s := e.Sentences[e.Tokens[i].Sentence]
	at, _ := slices.BinarySearchFunc(e.Times, s.Start, func(t nlp.Time, start int) int { return t.Start - start })
	for ; at < len(e.Times) && e.Times[at].Start < s.End; at++ {
		if _, last, ok := e.Times[at].Value.Bounds(); ok && last < day {
			return true
		}
	}
	return false
}

// singleSeats are the kinds of offices that one person holds at a time.
var singleSeats = []string{"head-of-state", "head-of-government", "foreign-minister"}

// inTitle reports whether a token is a word of the noun phrase of i that can be part of
// a title.
func (e *things) inTitle(k, i int) bool {
	return e.nameAt[k] < 0 && slices.Contains([]string{"compound", "amod", "nmod"}, e.rel(k)) && e.head(k) == i
}
