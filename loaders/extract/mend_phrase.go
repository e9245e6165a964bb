package extract

import (
	"slices"
	"strings"

	"entente/loaders/nlp"
)

// The rules of this file go by the words of a noun phrase and not by its arcs:
// what stands side by side is known far more surely than what hangs on what.

// mendPhrases puts right the phrases around names, before and after their titles
// are hung on them.
func mendPhrases(d *nlp.Doc) {
	for _, n := range d.Names {
		if n.Start < 0 || n.Start >= n.End || n.End > len(d.Tokens) {
			continue
		}
		switch n.Kind {
		case nlp.Person:
			mendBodyBefore(d, n)
			mendAppointed(d, n)
			mendBare(d, n)
		case nlp.Place:
			mendPlaceInTime(d, n)
		case nlp.Organization:
			mendBare(d, n)
		}
	}
}

// mendBodyBefore puts a person in the place of the body or state right before his
// title, to which the parser hung him: "met with European Council President Karl
// Voss", "with Republic of Norland (RON) Foreign Minister Karl Voss".
func mendBodyBefore(d *nlp.Doc, n nlp.Name) {
	first, _ := inside(d, n.Start)
	b := n.Title.Start - 1
	if n.Title.End <= n.Title.Start || n.Title.End != n.Start {
		return
	}
	if b-3 > first && d.Tokens[b].Norm == ")" && d.Tokens[b-2].Norm == "(" {
		b -= 3
	}
	if b < first || d.Tokens[b].UPOS != "NOUN" && d.Tokens[b].UPOS != "PROPN" {
		return
	}
	from := b
	for _, other := range namesNear(d, b) {
		if other.Kind != nlp.Person && other.Start <= b && b < other.End {
			from = max(first, other.Start)
		}
	}
	body, top := topOf(d, from, b+1), topOf(d, n.Start, n.End)
	hung, joined := d.Tokens[top], d.Tokens[body]
	apposed := hung.Head == body && (hung.Rel == "appos" || hung.Rel == "flat" || hung.Rel == "nmod")
	twice := hung.Head == joined.Head && hung.Rel != "root" && joined.Rel != "root" && hung.Rel != "conj"
	if !apposed && !twice {
		return
	}
	for k := first; k < len(d.Tokens) && d.Tokens[k].Sentence == d.Tokens[body].Sentence; k++ {
		if t := &d.Tokens[k]; t.Head == body && (t.Rel == "case" && k < from || k > top) {
			t.Head = top
		}
	}
	d.Tokens[top].Head, d.Tokens[top].Rel = joined.Head, joined.Rel
	d.Tokens[body].Head, d.Tokens[body].Rel = top, "compound"
}

// topOf returns the token of [from, to) that hangs outside it.
func topOf(d *nlp.Doc, from, to int) int {
	for i := from; i < to; i++ {
		if h := d.Tokens[i].Head; h < from || h >= to {
			return i
		}
	}
	return from
}

// behindPersonOf reports whether a name stands in "Ursula von der Leyen of the
// European Commission in Brussels", where the city is not the body's.
func behindPersonOf(d *nlp.Doc, n nlp.Name) bool {
	first, _ := inside(d, n.Start)
	k := n.Start - 1
	for k > first && d.Tokens[k].UPOS == "DET" {
		k--
	}
	if k-1 <= first || d.Tokens[k].Norm != "of" {
		return false
	}
	return slices.ContainsFunc(namesNear(d, k-1), func(other nlp.Name) bool { return other.Kind == nlp.Person && other.End == k })
}

// mendBare makes a name behind a verb its object when no preposition stands before
// it and no other object: "met Russian President Vladimir Putin". Parsers take a
// long title for an adverb.
func mendBare(d *nlp.Doc, n nlp.Name) {
	h := topOf(d, n.Start, n.End)
	t := &d.Tokens[h]
	switch t.Rel {
	case "obl", "obl:unmarked", "xcomp", "advmod", "nmod:unmarked", "obl:npmod", "obl:tmod", "dep", "appos", "parataxis", "list":
	default:
		return
	}
	first, end := inside(d, h)
	v := t.Head
	if v < first || v >= end || v > h || d.Tokens[v].UPOS != "VERB" || hasCase(d, h) || timed(d, h) || d.Tokens[v].XPOS == "VBN" && passiveVerb(d, v) {
		return
	}
	from := n.Start
	if n.Title.End > n.Title.Start && n.Title.Start > v {
		from = n.Title.Start
	}
	if t.Rel == "appos" || t.Rel == "parataxis" || t.Rel == "list" { // only right behind the verb
		if from != v+1 {
			return
		}
	}
	for k := v + 1; k < end; k++ {
		if d.Tokens[k].Head == v && k != h && (d.Tokens[k].Rel == "obj" || d.Tokens[k].Rel == "iobj" || k < h && (d.Tokens[k].Rel == "ccomp" || d.Tokens[k].Rel == "punct" && d.Tokens[k].Norm == ",")) {
			return
		}
	}
	t.Rel = "obj"
}

// passiveVerb reports whether a form of "be" or "get" makes a passive of verb v.
func passiveVerb(d *nlp.Doc, v int) bool {
	first, _ := inside(d, v)
	for k := max(first, v-8); k < v; k++ {
		if d.Tokens[k].Head == v && (d.Tokens[k].Rel == "aux:pass" || d.Tokens[k].Lemma == "be" || d.Tokens[k].Lemma == "get") {
			return true
		}
	}
	return false
}

// mendPlaceInTime parts "in Athens" from "next week", which stand side by side and
// are taken for one phrase.
func mendPlaceInTime(d *nlp.Doc, n nlp.Name) {
	top := topOf(d, n.Start, n.End)
	at := d.Tokens[top].Head
	first, end := inside(d, top)
	if at < n.End || at >= end || at > n.End+4 || !timed(d, at) || timed(d, top) {
		return
	}
	for k := n.Start - 1; k >= max(first, n.Start-3); k-- {
		if d.Tokens[k].UPOS != "ADP" {
			continue
		}
		if d.Tokens[k].Head == at {
			d.Tokens[k].Head = top
		}
		d.Tokens[top].Head, d.Tokens[top].Rel = d.Tokens[at].Head, "obl"
		d.Tokens[at].Rel = "obl:unmarked"
		for k := at + 1; k < end; k++ { // "to Havana next month for talks"
			if t := &d.Tokens[k]; t.Head == at && t.Rel == "nmod" && hasCase(d, k) {
				t.Head, t.Rel = d.Tokens[at].Head, "obl"
			}
		}
		return
	}
}

// mendAppointed makes a name between a verb of appointing and an office the object
// of the verb: "named Hector Bejar foreign minister".
func mendAppointed(d *nlp.Doc, n nlp.Name) {
	h := topOf(d, n.Start, n.End)
	first, end := inside(d, h)
	office := d.Tokens[h].Head
	if office < n.End || office >= end || office > n.End+4 || d.Tokens[h].Rel != "compound" && d.Tokens[h].Rel != "nmod:desc" && d.Tokens[h].Rel != "nmod" {
		return
	}
	if _, ok := officeNouns[strings.ToLower(d.Tokens[office].Lemma)]; !ok {
		return
	}
	v := d.Tokens[office].Head
	if v < first || v != n.Start-1 || appointing[strings.ToLower(d.Tokens[v].Lemma)] == "" {
		return
	}
	d.Tokens[h].Head, d.Tokens[h].Rel = v, "obj"
	d.Tokens[office].Rel = "xcomp"
}

// mendStay hangs a place on the verb, and not on the time that it took: "talked for two
// days in Hofdi House".
func mendStay(d *nlp.Doc, i int) {
	t := &d.Tokens[i]
	first, end := inside(d, i)
	length := t.Head
	if t.Rel != "nmod" || length < first || length >= i || !lengths[d.Tokens[length].Lemma] || d.Tokens[length].Rel != "obl" {
		return
	}
	where, long := false, false
	for k := first; k < i; k++ {
		if d.Tokens[k].Rel == "case" {
			where = where || d.Tokens[k].Head == i && wheres[d.Tokens[k].Norm]
			long = long || d.Tokens[k].Head == length && d.Tokens[k].Norm == "for"
		}
	}
	if v := d.Tokens[length].Head; where && long && v >= first && v < end && d.Tokens[v].UPOS == "VERB" && !below(d, v, i) {
		t.Head, t.Rel = v, "obl"
	}
}
