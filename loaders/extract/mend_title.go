package extract

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/loaders/nlp"
)

// longTitle gives a name the whole title that runs up to it, through the field of
// the office: "Special Presidential Envoy for Climate John Garret", "Foreign
// Minister and Deputy Prime Minister Karel Voss". A name whose title is short, or
// that has none, comes back as it is.
func longTitle(d *nlp.Doc, n nlp.Name) nlp.Name {
	first, _ := inside(d, n.Start)
	known := n.Start
	if n.Title.End > n.Title.Start {
		known = n.Title.Start
	}
	from, linked, listed := n.Start, false, false
	for k := n.Start - 1; k >= first && n.Start-k < 20; k-- {
		word := d.Tokens[k].Norm
		listed = listed || word == "and"
		if titleLinks[word] || word == "," && listed {
			linked = true
			continue
		}
		if !upper(d.Tokens[k].Norm) && !upper(d.Text[d.Tokens[k].Start:d.Tokens[k].End]) || inPerson(d, k) {
			break
		}
		if _, office := officeNouns[strings.ToLower(d.Tokens[k].Lemma)]; office && k < known {
			from = k
		}
	}
	if from >= known || !linked || titleLinks[d.Tokens[n.Start-1].Norm] {
		return n
	}
	for from > first && upper(d.Text[d.Tokens[from-1].Start:d.Tokens[from-1].End]) && !inPerson(d, from-1) && d.Tokens[from-1].UPOS != "VERB" && d.Tokens[from-1].UPOS != "ADP" {
		from--
	}
	if from > first && d.Tokens[from-1].Norm == "the" && joinedTitles(d, from, n.Start) {
		return n // "the president of Arland and Prime Minister Voss" are two
	}
	n.Title.Start, n.Title.End = from, n.Start
	return n
}

var titleLinks = map[string]bool{"of": true, "for": true, "and": true, "the": true, "to": true, "on": true, "&": true, "-": true}

func upper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

// inPerson reports whether token i belongs to a person's name.
func inPerson(d *nlp.Doc, i int) bool {
	for _, n := range namesNear(d, i) {
		if n.Start <= i && i < n.End {
			return n.Kind == nlp.Person
		}
	}
	return false
}

// namesNear returns the last names that begin at token i or before it: names stand in
// order, and one over another is rare, so what covers the token is among them.
func namesNear(d *nlp.Doc, i int) []nlp.Name {
	at, _ := slices.BinarySearchFunc(d.Names, i+1, func(n nlp.Name, start int) int { return n.Start - start })
	return d.Names[max(0, at-namesOver):at]
}

// namesOver is how many names may lie over each other.
const namesOver = 4

// joinedTitles reports whether the tokens [from, to) are two offices with "and".
func joinedTitles(d *nlp.Doc, from, to int) bool {
	for i := from; i+1 < to; i++ {
		if d.Tokens[i].Norm != "and" {
			continue
		}
		for k := i + 1; k < to; k++ {
			if _, office := officeNouns[strings.ToLower(d.Tokens[k].Lemma)]; office {
				return true
			}
		}
	}
	return false
}

// mendUnder makes a subject of "Under Secretary Holt", whose "Under" is taken for a
// preposition, together with who is joined to it.
func mendUnder(d *nlp.Doc, n nlp.Name) {
	if n.Title.End <= n.Title.Start || d.Tokens[n.Title.Start].Norm != "under" && d.Text[d.Tokens[n.Title.Start].Start:d.Tokens[n.Title.Start].End] != "Under" {
		return
	}
	head := topOf(d, n.Start, n.End)
	v := d.Tokens[head].Head
	first, end := inside(d, n.Start)
	if d.Tokens[head].Rel != "obl" || v < n.End || v >= end || v < first || d.Tokens[v].UPOS != "VERB" {
		return
	}
	d.Tokens[n.Title.Start].Rel = "nmod:desc"
	d.Tokens[head].Rel = "nsubj"
	for k := n.End; k < v; k++ {
		if t := &d.Tokens[k]; t.Head == v && t.Rel == "nsubj" {
			t.Head, t.Rel = head, "conj"
		}
	}
}

// mendApposed hangs a person between commas on the office before them, and not beside its
// state: "The president-elect of Arland, Karel Voss, visited Oslo".
func mendApposed(d *nlp.Doc, n nlp.Name) {
	first, end := inside(d, n.Start)
	head := topOf(d, n.Start, n.End)
	t := &d.Tokens[head]
	if t.Rel != "conj" || n.Start-2 < first || n.End >= end || d.Tokens[n.Start-1].Norm != "," || d.Tokens[n.End].Norm != "," {
		return
	}
	place := t.Head
	if place < first || place >= n.Start || d.Tokens[place].UPOS != "PROPN" || d.Tokens[place].Rel != "nmod" || inPerson(d, place) {
		return
	}
	for k := place; k < n.Start; k++ {
		if d.Tokens[k].Rel == "cc" || d.Tokens[k].Norm == "," && k != n.Start-1 {
			return
		}
	}
	if up := d.Tokens[place].Head; up >= first && up < place && d.Tokens[up].UPOS == "NOUN" && !below(d, up, head) {
		t.Head, t.Rel = up, "appos"
	}
}

// mendCaseTitle takes a name whose title has a preposition in front for what that
// preposition says, and not for an object: "spoke with Prime Minister Voss".
func mendCaseTitle(d *nlp.Doc, n nlp.Name) {
	head := topOf(d, n.Start, n.End)
	if d.Tokens[head].Rel != "obj" || n.Title.End <= n.Title.Start {
		return
	}
	first, _ := inside(d, n.Start)
	for k := n.Start - 1; k >= first && k >= n.Start-8; k-- {
		t := &d.Tokens[k]
		switch {
		case t.Rel == "case" && t.UPOS == "ADP" && t.Head > k && t.Head < n.End && k < n.Title.Start:
			t.Head, d.Tokens[head].Rel = head, "obl"
			return
		case t.UPOS == "VERB":
			return
		}
	}
}
