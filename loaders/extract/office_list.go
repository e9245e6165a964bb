package extract

import (
	"slices"
	"strings"

	"entente/graph/ontology"
)

// inBrackets is what stands in brackets behind a name in a list of officials.
type inBrackets struct {
	of    ref    // the state or body: "Ana Ruiz (Spain)"; entity -1 if none
	field string // the words of a ministry: "Ana Ruiz (Mines and Energy)"
	span  Span
	to    int // the token behind the brackets
}

const inBracketsRule = "offices-in-brackets"

// bracketsAt reads the brackets that open at token i; false where none do, or where
// they hold something else.
func (x *extraction) bracketsAt(i int) (inBrackets, bool) {
	end := x.Sentences[x.Tokens[min(i, len(x.Tokens)-1)].Sentence].End
	if i+2 >= end || x.Form(i) != "(" || !x.capitalized(i+1) {
		return inBrackets{}, false
	}
	to := i + 1
	for ; to < end && x.Form(to) != ")"; to++ {
		if word := x.lemma(to); to-i > 6 || x.personNear(to) || !x.capitalized(to) && word != "and" && word != "of" && word != "the" && word != "," {
			return inBrackets{}, false
		}
	}
	b := inBrackets{of: ref{entity: -1}, span: x.span(i+1, to), to: to + 1}
	if n := x.holderName(i + 1); n >= 0 && x.Names[n].End == to {
		if typ := x.list[x.nameEntity(n)].Type; typ == ontology.Country || x.list[x.nameEntity(n)].Ref != "" {
			b.of = x.nameRef(n)
			return b, typ == ontology.Country || typ == ontology.Organization
		}
	}
	b.field = strings.Join(strings.Fields(x.Words(i+1, to)), " ")
	return b, !allCapitals(b.field)
}

// ministersListed reads "Several ministers came: Ana Ruiz (Economy), Jan Nowak (Mines
// and Energy)": each holds the office of the field or state in brackets behind him.
func (x *extraction) ministersListed(h int) {
	if !x.noun(h) || !x.plural(h) || officeNouns[x.lemma(h)] != true {
		return
	}
	end := x.Sentences[x.Tokens[h].Sentence].End
	o := officeOf{}
	for i := h + 1; i < end; i++ {
		if !x.personNear(i) || x.Names[x.nameAt[i]].Start != i {
			continue
		}
		n := x.nameAt[i]
		b, ok := x.bracketsAt(x.Names[n].End)
		if !ok || x.ofName[n] < 0 {
			return // the first name of the list decides
		}
		if o.title == "" {
			o = x.officeAt(h)
			o.title = x.singular(o.title, h)
		}
		if one, ok := x.ofList(o, n, b); ok {
			x.offices = append(x.offices, one)
		}
		i = b.to - 1
	}
}

// ofList is the office of one of a list, with what stands in brackets behind him.
func (x *extraction) ofList(o officeOf, n int, b inBrackets) (officeOf, bool) {
	one := o
	one.person, one.name, one.rule, one.beside, one.content = x.ofName[n], x.span(x.Names[n].Start, x.Names[n].End), inBracketsRule, true, true
	one.of = slices.Clone(o.of)
	switch {
	case b.of.entity >= 0:
		one.of = []ref{b.of}
	case x.lemma(o.head) == "minister" && len(strings.Fields(o.title)) == 1:
		one.title, one.span = "Minister of "+b.field, b.span
	default:
		return one, false
	}
	return one, true
}

// namesFrom returns the persons whom a list names behind the comma at token i: "two
// aides of Karel Voss, Ana Ruiz and Jan Nowak".
func (x *extraction) namesFrom(i int) []ref {
	end := x.Sentences[x.Tokens[i-1].Sentence].End
	if i >= end || x.Form(i) != "," {
		return nil
	}
	var out []ref
	for i++; i < end && x.personNear(i); {
		n := x.nameAt[i]
		if x.ofName[n] < 0 || x.Names[n].Start != i {
			return nil
		}
		out = append(out, ref{x.ofName[n], x.span(i, x.Names[n].End)})
		for i = x.Names[n].End; i < end && (x.Form(i) == "," || x.lemma(i) == "and"); i++ {
		}
	}
	if !x.closed(i) && x.Form(i-1) != "," {
		return nil
	}
	return out
}

// shortForm notes the short form in brackets behind name i of a body: "Southern
// Securities Exchange (SSX)".
func (e *things) shortForm(i int) {
	k, at := e.Names[i].End, e.ofName[i]
	if at < 0 || e.list[at].Type != ontology.Organization || k+2 >= len(e.Tokens) || e.Form(k) != "(" || e.Form(k+2) != ")" || !allCapitals(e.Form(k+1)) {
		return
	}
	e.short[e.Form(k+1)] = at
}
