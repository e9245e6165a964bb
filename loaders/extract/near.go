package extract

import (
	"strings"

	"entente/graph/ontology"
)

// When and where by the order of words, for what the tree hangs elsewhere: "to
// reach an agreement at talks in Brussels on Tuesday". The stretch behind the word
// ends where another clause or another meeting begins.

// stretch returns the token behind the last that belongs to what token i tells.
func (x *extraction) stretch(i int) int {
	end := min(x.Sentences[x.Tokens[i].Sentence].End, len(x.Tokens))
	for k := i + 1; k < end; k++ {
		switch x.upos(k) {
		case "SCONJ", "AUX":
			return k
		case "VERB":
			if x.rel(k) != "amod" && x.rel(k) != "compound" && x.rel(k) != "case" {
				return k
			}
		case "PRON":
			if x.lemma(k) == "who" || x.lemma(k) == "which" || x.lemma(k) == "where" {
				return k
			}
		case "PUNCT":
			if f := x.Form(k); f == ";" || f == ":" || f == "(" || f == "—" || f == "–" {
				return k
			}
		case "NOUN":
			if meetingNouns[x.lemma(k)] != "" && x.rel(k) != "compound" || agreementNouns[x.lemma(k)] != "" {
				return k
			}
		case "CCONJ":
			if k+1 < end && x.upos(k+1) == "VERB" {
				return k
			}
		}
	}
	return end
}

// placeNear returns the city behind "in" or "at" in the stretch of token i.
func (x *extraction) placeNear(i int) (ref, bool) {
	end := x.stretch(i)
	for k := i + 1; k+1 < end; k++ {
		switch x.lemma(k) {
		case "in", "at", "off", "near", "outside":
		case "on", "about", "over", "against", "for": // "talks on the war in Aleppo"
			if !x.timeAt(k + 1) {
				return ref{}, false
			}
			continue
		default:
			continue
		}
		for j := k + 1; j < min(end, k+5); j++ {
			if n := x.nameAt[j]; n >= 0 {
				if at := x.ofName[n]; at >= 0 && x.list[at].Type == ontology.Place && strings.HasPrefix(x.list[at].Ref, "place:") {
					return ref{at, x.span(x.Names[n].Start, x.Names[n].End)}, true
				}
				break
			}
			if u := x.upos(j); u != "DET" && u != "ADJ" && u != "NOUN" {
				break
			}
		}
	}
	return ref{}, false
}

// dateBefore returns the time told at the head of a clause behind a semicolon: "; at the
// second, in October 2007, Holt received Voss".
func (x *extraction) dateBefore(i int) (dated, bool) {
	first := x.Sentences[x.Tokens[i].Sentence].Start
	for k := i - 1; k > first; k-- {
		if x.Form(k) == ";" {
			for _, tm := range x.times[x.Tokens[i].Sentence] {
				if tm.Start > k+1 && tm.End < i && (x.lemma(tm.Start-1) == "in" || x.lemma(tm.Start-1) == "on") {
					return tm, true
				}
			}
			return dated{}, false
		}
		if x.verb(k) && x.rel(k) != "amod" {
			return dated{}, false
		}
	}
	return dated{}, false
}

// dateNear returns the day or month named in the stretch of token i.
func (x *extraction) dateNear(i int) (dated, bool) {
	end := x.stretch(i)
	for _, tm := range x.times[x.Tokens[i].Sentence] {
		if tm.Start <= i || tm.End > end || tm.Start == 0 {
			continue
		}
		switch x.lemma(tm.Start - 1) {
		case "since", "until", "before", "after", "from", "for", "of", "by", "'s":
			continue
		}
		if tm.head >= 0 && x.rel(tm.head) == "nmod:poss" {
			continue
		}
		return tm, true
	}
	return dated{}, false
}
