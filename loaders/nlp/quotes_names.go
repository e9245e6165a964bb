package nlp

import (
	"slices"
	"strings"

	"entente/graph/gazetteer"
)

// Who is said to speak and is written in capitals is somebody: the stage of
// quotations names speakers that the stage of names has missed.

// labelled names the speakers of a transcript: the "PRICE" of "MR PRICE".
func (a *attributor) labelled() {
	for _, turn := range a.turns {
		if asks(a.d, turn.Label) {
			continue
		}
		start := turn.Label.Start
		for start < turn.Label.End && (labelTitle(a.d.Tokens[start].Norm) || a.d.Tokens[start].Norm == ".") {
			start++
		}
		if start > turn.Label.Start {
			a.name(Range{start, turn.Label.End})
		}
	}
}

func labelTitle(norm string) bool {
	w := strings.ToLower(strings.TrimSuffix(norm, "."))
	return titleNouns[w] || courtesy[strings.ToUpper(w[:1])+w[1:]] || w == "foreign" || w == "prime" || w == "deputy" || w == "under" || w == "assistant"
}

// name adds a person's name, if none of its words stands in one already.
func (a *attributor) name(r Range) bool {
	for t := r.Start; t < r.End; t++ {
		if a.nameAt(t) >= 0 {
			return false
		}
	}
	if r.Start >= r.End {
		return false
	}
	at := a.firstName(r.Start)
	a.d.Names = slices.Insert(a.d.Names, at, Name{Start: r.Start, End: r.End, Kind: Person, Title: Range{r.Start, r.Start}})
	return true
}

// unnamedAt returns the words in capitals behind the head of a speaker's phrase
// that are his name: they lie flat beside what he is, "team member Rodaba Noori",
// stand behind a form of address, or begin with a given name.
func (a *attributor) unnamedAt(head, end int) (Range, bool) {
	d := a.d
	for t := head; t < end && t < head+14 && !a.inside[t]; t++ {
		if a.nameAt(t) >= 0 || !a.capital(t) {
			continue
		}
		r := Range{t, t + 1}
		for r.End < end && !a.inside[r.End] && a.nameAt(r.End) < 0 && (a.capital(r.End) || d.Tokens[r.End].Norm == "-" && r.End+1 < end && a.capital(r.End+1)) {
			r.End++
		}
		address := t > 0 && courtesy[d.Tokens[t-1].Norm]
		flat := d.Tokens[t].Rel == "flat" && d.Tokens[t].Head == head && d.Tokens[head].UPOS == "NOUN"
		given := r.End-r.Start > 1 && gazetteer.GivenName(d.Tokens[t].Norm) != gazetteer.NoName
		if address || r.End-r.Start > 1 && flat || given {
			return r, true
		}
		t = r.End - 1
	}
	return Range{}, false
}

// capital reports whether a token can be part of a person's name.
func (a *attributor) capital(t int) bool {
	tok := a.d.Tokens[t]
	return tok.UPOS == "PROPN" && tok.Norm[0] >= 'A' && tok.Norm[0] <= 'Z' && !titleNouns[strings.ToLower(tok.Norm)] && !bodyNouns[strings.ToLower(tok.Norm)] && !courtesy[tok.Norm]
}

// narrowed returns the person's name that ends a phrase, where other names lead up
// to it: "Human Services Tommy Thompson".
func (a *attributor) narrowed(r Range) Range {
	d := a.d
	n := a.nameAt(r.End - 1)
	if n >= 0 && d.Names[n].Start == r.Start && a.ministry(n) {
		d.Names[n].Start++
		return Range{r.Start + 1, r.End}
	}
	if !a.person(n) || d.Names[n].End != r.End || d.Names[n].Start <= r.Start || d.Names[n].End-d.Names[n].Start < 2 {
		return r
	}
	before := d.Tokens[d.Names[n].Start-1]
	if before.UPOS == "ADP" || before.UPOS == "CCONJ" || before.UPOS == "PUNCT" || before.XPOS == "POS" {
		return r
	}
	for t := r.Start; t < r.End; t++ {
		if d.Tokens[t].UPOS == "CCONJ" {
			return r
		}
	}
	return Range{d.Names[n].Start, d.Names[n].End}
}

// ministry reports whether a person's name has what he is minister of for its first
// word: "Minister of Education Stefania Giannini".
func (a *attributor) ministry(n int) bool {
	d, name := a.d, a.d.Names[n]
	if name.Kind != Person || name.End-name.Start < 3 || name.Start < 2 || d.Tokens[name.Start-1].Norm != "of" {
		return false
	}
	return titleNouns[strings.ToLower(d.Tokens[name.Start-2].Norm)] && portfolios[strings.ToLower(d.Tokens[name.Start].Norm)]
}

// portfolios are what ministers are ministers of.
var portfolios = setOf(`education health justice defence defense finance interior labour labor energy trade transport agriculture
	culture science environment economy information tourism development communications industry commerce foreign`)
