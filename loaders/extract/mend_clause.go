package extract

import (
	"strings"

	"entente/loaders/nlp"
)

// mendParataxis finds the verb of a subject that a comma parts from it, where the
// parser left the noun as the root: "A meeting of Lund with the leader, Voss,
// collapsed".
func mendParataxis(d *nlp.Doc, v int) {
	t := &d.Tokens[v]
	if t.Rel != "parataxis" || t.UPOS != "VERB" || t.XPOS != "VBD" && t.XPOS != "VBZ" && t.XPOS != "VBP" && !auxBefore(d, v) {
		return
	}
	first, end := inside(d, v)
	noun := t.Head
	if noun < first || noun >= v || d.Tokens[noun].UPOS != "NOUN" && d.Tokens[noun].UPOS != "PROPN" || d.Tokens[noun].Head >= first && d.Tokens[noun].Head < end {
		return
	}
	rel := "nsubj"
	for k := first; k < end; k++ {
		if d.Tokens[k].Head != v {
			continue
		}
		switch d.Tokens[k].Rel {
		case "nsubj", "nsubj:pass", "csubj", "expl":
			return
		case "aux:pass":
			rel = "nsubj:pass"
		}
	}
	t.Head, t.Rel = d.Tokens[noun].Head, d.Tokens[noun].Rel
	d.Tokens[noun].Head, d.Tokens[noun].Rel = v, rel
}

// mendWhere hangs "where" on the verb of its own clause, not on the one before:
// "returned from Oslo, where they had signed".
func mendWhere(d *nlp.Doc, i int) {
	if d.Tokens[i].Norm != "where" || d.Tokens[i].Head > i {
		return
	}
	_, end := inside(d, i)
	subject := -1
	for k := i + 1; k < end; k++ {
		switch rel := d.Tokens[k].Rel; {
		case subject < 0 && (rel == "nsubj" || rel == "nsubj:pass"):
			subject = k
		case subject >= 0 && d.Tokens[subject].Head == k && d.Tokens[k].UPOS == "VERB":
			d.Tokens[i].Head, d.Tokens[i].Rel = k, "advmod"
			return
		}
	}
}

// mendNounVerb makes a verb of a noun that has an object: "Lund cancels September
// summit", as headlines have it, and of "met", which no noun is.
func mendNounVerb(d *nlp.Doc, i int) {
	t := &d.Tokens[i]
	if t.UPOS == "VERB" {
		return
	}
	first, end := inside(d, i)
	if t.UPOS == "NOUN" && t.XPOS == "NNS" && mendPlans(d, i) {
		return
	}
	met := t.Norm == "met" && t.UPOS != "AUX"
	if !met && (t.UPOS != "NOUN" || t.Rel != "root" || t.XPOS != "NNS" && t.XPOS != "VBZ") {
		return
	}
	object, subject := -1, -1
	for k := first; k < end; k++ {
		switch {
		case d.Tokens[k].Head != i:
		case k > i && d.Tokens[k].Rel == "obj":
			object = k
		case k < i && (d.Tokens[k].Rel == "compound" || d.Tokens[k].Rel == "nsubj"):
			subject = k
		}
	}
	if !met {
		if object < 0 || subject < 0 || subject != i-1 {
			return
		}
		t.UPOS, t.XPOS = "VERB", "VBZ"
		d.Tokens[subject].Rel = "nsubj"
		return
	}
	t.UPOS, t.XPOS, t.Lemma = "VERB", "VBD", "meet"
	noun := t.Head
	if t.Rel != "obj" && t.Rel != "acl" || noun < first || noun >= i || d.Tokens[noun].UPOS != "NOUN" && d.Tokens[noun].UPOS != "PROPN" {
		return
	}
	for k := i + 1; k < end; k++ { // what hung on the noun behind the verb is the verb's
		if d.Tokens[k].Head == noun {
			d.Tokens[k].Head = i
		}
	}
	t.Head, t.Rel = d.Tokens[noun].Head, d.Tokens[noun].Rel
	d.Tokens[noun].Head, d.Tokens[noun].Rel = i, "nsubj"
}

// mendPlans makes a verb of "plans" behind "that" and a name, and before an infinitive:
// "announced that Norland plans to send aid".
func mendPlans(d *nlp.Doc, i int) bool {
	first, end := inside(d, i)
	if i+2 >= end || d.Tokens[i].Norm != "plans" || d.Tokens[i+1].Norm != "to" || d.Tokens[i+2].XPOS != "VB" {
		return false
	}
	that := i - 1
	for that > first && (d.Tokens[that].UPOS == "PROPN" || d.Tokens[that].XPOS == "NNP" || d.Tokens[that].UPOS == "DET" && d.Tokens[that].Norm == "the") {
		that--
	}
	if that == i-1 || d.Tokens[that].Norm != "that" {
		return false
	}
	said := d.Tokens[that].Head
	if said != i {
		if said < first || said >= end {
			return false
		}
		said = d.Tokens[said].Head
	} else {
		said = d.Tokens[i].Head
	}
	if said < first || said >= that {
		return false
	}
	name := topOf(d, that+1, i)
	d.Tokens[i].UPOS, d.Tokens[i].XPOS, d.Tokens[i].Head, d.Tokens[i].Rel = "VERB", "VBZ", said, "ccomp"
	d.Tokens[that].Head, d.Tokens[name].Head, d.Tokens[name].Rel = i, i, "nsubj"
	d.Tokens[i+2].Head, d.Tokens[i+2].Rel = i, "xcomp"
	return true
}

// mendEarlier hangs a phrase on the verb and not on "earlier" in front of it:
// "discussed the draft a day earlier at a meeting".
func mendEarlier(d *nlp.Doc, i int) {
	h := d.Tokens[i].Head
	if d.Tokens[i].Rel != "obl" && d.Tokens[i].Rel != "nmod" || h < 0 || h >= i || !hasCase(d, i) {
		return
	}
	first, end := inside(d, i)
	if t := d.Tokens[h]; h < first || t.Rel != "advmod" || t.Norm != "earlier" && t.Norm != "later" && t.Norm != "afterward" {
		return
	}
	if v := d.Tokens[h].Head; v >= first && v < end && d.Tokens[v].UPOS == "VERB" {
		d.Tokens[i].Head, d.Tokens[i].Rel = v, "obl"
	}
}

// mendInstead takes the place of "instead of Oslo he will visit" for no subject.
func mendInstead(d *nlp.Doc, i int) {
	if i == 0 || d.Tokens[i].Rel != "nsubj" || d.Tokens[i-1].Norm != "of" || d.Tokens[i-1].Rel != "fixed" {
		return
	}
	d.Tokens[i].Rel = "obl"
	d.Tokens[i-1].Head, d.Tokens[i-1].Rel = i, "case"
}

// mendCalledAfter makes the noun behind a name the head of both: "the Group of Eight
// summit" is a summit.
func mendCalledAfter(d *nlp.Doc, n nlp.Name) {
	i := n.End
	_, end := inside(d, n.Start)
	if i >= end || d.Tokens[i].UPOS != "NOUN" || d.Tokens[i].Head < n.Start || d.Tokens[i].Head >= n.End {
		return
	}
	top := topOf(d, n.Start, n.End)
	for k := d.Sentences[d.Tokens[i].Sentence].Start; k < end; k++ { // what hung on the name outside it is the noun's
		if d.Tokens[k].Head == top && (k < n.Start || k > i) {
			d.Tokens[k].Head = i
		}
	}
	d.Tokens[i].Head, d.Tokens[i].Rel = d.Tokens[top].Head, d.Tokens[top].Rel
	d.Tokens[top].Head, d.Tokens[top].Rel = i, "compound"
}

// mendDeepAnd hangs a verb of the past that stands in a row with what a relative
// clause tells of the present on the verb above: "voiced concern at what the people are
// enduring and praised".
func mendDeepAnd(d *nlp.Doc, v int) {
	t := &d.Tokens[v]
	first, end := inside(d, v)
	if t.Rel != "conj" || t.XPOS != "VBD" || t.Head < first || t.Head >= v || d.Tokens[t.Head].Rel != "acl:relcl" && d.Tokens[t.Head].Rel != "acl" {
		return
	}
	present := d.Tokens[t.Head].XPOS == "VBZ" || d.Tokens[t.Head].XPOS == "VBP"
	for k := first; k < end; k++ {
		if w := d.Tokens[k]; w.Head == v && (w.Rel == "nsubj" || w.Rel == "nsubj:pass") {
			return
		} else if w.Head == t.Head && (w.Rel == "cop" || w.Rel == "aux") && (w.XPOS == "VBP" || w.XPOS == "VBZ") {
			present = true
		}
	}
	for h, n := d.Tokens[t.Head].Head, 0; present && h >= first && h < end && n < 8; h, n = d.Tokens[h].Head, n+1 {
		if d.Tokens[h].XPOS == "VBD" {
			t.Head = h
			return
		}
	}
}

// mendReportThat hangs a clause with "that" on the noun of hearsay right before it:
// "condemned reports that they had fired".
func mendReportThat(d *nlp.Doc, i int) {
	t := d.Tokens[i]
	if t.Norm != "that" || t.Rel != "mark" || i == 0 || t.Head <= i {
		return
	}
	noun := d.Tokens[i-1]
	if v := &d.Tokens[t.Head]; hearsay[strings.ToLower(noun.Lemma)] && noun.UPOS == "NOUN" && noun.Rel == "obj" && v.Rel == "ccomp" && v.Head == noun.Head {
		v.Head, v.Rel = i-1, "acl"
	}
}

var hearsay = map[string]bool{"report": true, "allegation": true, "accusation": true, "rumor": true, "rumour": true, "claim": true, "suggestion": true}

// mendThat hangs a clause with "that" between a subject and its verb on the subject:
// "The conference that Arland and Borvia proposed last May opened". Parsers take the
// first verb for a part of what follows.
func mendThat(d *nlp.Doc, i int) {
	t := d.Tokens[i]
	if t.Norm != "that" && t.Norm != "which" || t.UPOS != "PRON" || t.Rel != "obj" || t.Head <= i {
		return
	}
	v := t.Head
	first, end := inside(d, i)
	noun, own := -1, false
	for k := first; k < v; k++ {
		if d.Tokens[k].Head != v || d.Tokens[k].Rel != "nsubj" {
			continue
		}
		if k < i {
			noun = k
		} else {
			own = true
		}
	}
	main := -1
	for k := v + 1; k < end && main < 0; k++ {
		if w := d.Tokens[k]; w.UPOS == "VERB" && (w.XPOS == "VBD" || w.XPOS == "VBZ" || w.XPOS == "VBP" || auxBefore(d, k)) && (w.Head < first || w.Head >= end || w.Rel == "root") {
			main = k
		}
	}
	if noun < 0 || !own || main < 0 || d.Tokens[v].UPOS != "VERB" {
		return
	}
	for k := v + 1; k < main; k++ { // "last May" is no subject
		if w := &d.Tokens[k]; w.Head == main && (w.Rel == "nsubj" || w.Rel == "nsubj:pass") && timed(d, k) {
			w.Head, w.Rel = v, "obl:unmarked"
		}
	}
	for k := first; k < noun; k++ {
		if d.Tokens[k].Head == v {
			d.Tokens[k].Head = main
		}
	}
	d.Tokens[noun].Head, d.Tokens[noun].Rel = main, "nsubj"
	d.Tokens[v].Head, d.Tokens[v].Rel = noun, "acl:relcl"
}

// mendSaid makes the verb of a sentence of one that says what another tells behind
// "that", where the parser took it for a part of the subject: "The minister denied on
// Monday that Holt had met Voss".
func mendSaid(d *nlp.Doc, i int) {
	t := d.Tokens[i]
	if t.Norm != "that" || t.Rel != "obj" && t.Rel != "mark" && t.Rel != "nsubj" || t.Head <= i {
		return
	}
	w := t.Head
	first, _ := inside(d, i)
	noun, own, said := -1, false, -1
	for k := first; k < w; k++ {
		h, rel := d.Tokens[k].Head, d.Tokens[k].Rel
		switch {
		case h == w && rel == "nsubj" && k < i:
			noun = k
		case h == w && (rel == "nsubj" || rel == "nsubj:pass") && k > i:
			own = true
		case noun >= 0 && k < i && h == noun && rel == "acl" && d.Tokens[k].XPOS != "VBG" && saying[strings.ToLower(d.Tokens[k].Lemma)]:
			said = k
		}
	}
	if noun < 0 || said < 0 || !own {
		return
	}
	d.Tokens[said].Head, d.Tokens[said].Rel, d.Tokens[said].XPOS = d.Tokens[w].Head, d.Tokens[w].Rel, "VBD"
	d.Tokens[w].Head, d.Tokens[w].Rel = said, "ccomp"
	d.Tokens[noun].Head = said
	d.Tokens[i].Rel = "mark"
}

// mendAfter hangs "after talks" on the verb, where the parser joined it to a noun
// without any "and": "within two months, after talks that had begun".
func mendAfter(d *nlp.Doc, i int) {
	if d.Tokens[i].Rel != "conj" || d.Tokens[i].UPOS != "NOUN" {
		return
	}
	first, end := inside(d, i)
	timed := false
	for k := first; k < i; k++ {
		if d.Tokens[k].Head != i {
			continue
		}
		if d.Tokens[k].Rel == "cc" {
			return
		}
		timed = timed || d.Tokens[k].Rel == "case" && timely[d.Tokens[k].Norm]
	}
	if !timed {
		return
	}
	for h, n := d.Tokens[i].Head, 0; h >= first && h < end && n < 8; h, n = d.Tokens[h].Head, n+1 {
		if d.Tokens[h].UPOS == "VERB" {
			d.Tokens[i].Head, d.Tokens[i].Rel = h, "obl"
			return
		}
	}
}

// mendCased takes a phrase with a preposition for no subject where the verb has
// another: "During her visit to Oslo, Holt said".
func mendCased(d *nlp.Doc, i int) {
	h := d.Tokens[i].Head
	first, end := inside(d, i)
	if d.Tokens[i].Rel != "nsubj" && d.Tokens[i].Rel != "nsubj:pass" || h <= i || h >= end {
		return
	}
	cased := false
	for k := first; k < i; k++ {
		cased = cased || d.Tokens[k].Head == i && d.Tokens[k].Rel == "case" && d.Tokens[k].UPOS == "ADP"
	}
	for k := i + 1; cased && k < h; k++ {
		if d.Tokens[k].Head == h && (d.Tokens[k].Rel == "nsubj" || d.Tokens[k].Rel == "nsubj:pass") {
			d.Tokens[i].Rel = "obl"
			return
		}
	}
}

// mendImposed makes one object of what is imposed where its first word was taken for a
// verb: "imposed blocking sanctions on the bank".
func mendImposed(d *nlp.Doc, v, end int) {
	t, noun := &d.Tokens[v], v+1
	if t.XPOS != "VBG" || t.Rel != "xcomp" || t.Head != v-1 || noun >= end || d.Tokens[noun].Head != v || d.Tokens[noun].Rel != "obj" {
		return
	}
	if lemma := d.Tokens[v-1].Lemma; lemma != "impose" && lemma != "levy" && lemma != "lift" {
		return
	}
	for k := noun + 1; k < end; k++ {
		if d.Tokens[k].Head == v {
			d.Tokens[k].Head = v - 1
		}
	}
	d.Tokens[noun].Head, t.Head, t.Rel = v-1, noun, "amod"
}

// mendSecondThat joins a second clause on a noun to the first: "the conference that Arland
// proposed and that has been put off".
func mendSecondThat(d *nlp.Doc, v int) {
	t := &d.Tokens[v]
	first, _ := inside(d, v)
	if t.UPOS != "VERB" || t.Rel != "conj" || t.Head < first || d.Tokens[t.Head].Rel == "acl:relcl" {
		return
	}
	that := -1
	for k := v - 1; k > first+1 && k > v-6; k-- {
		if d.Tokens[k].Head == v && (d.Tokens[k].Norm == "that" || d.Tokens[k].Norm == "which") && d.Tokens[k].UPOS == "PRON" && d.Tokens[k-1].Norm == "and" {
			that = k
		}
	}
	for k := that - 2; k > t.Head; k-- {
		if d.Tokens[k].Rel == "acl:relcl" && d.Tokens[k].UPOS == "VERB" {
			t.Head = k
			return
		}
	}
}
