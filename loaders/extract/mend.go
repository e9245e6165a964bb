package extract

import (
	"strings"

	"entente/loaders/nlp"
)

// mend puts right what a parser of news is known to get wrong, where the words
// around leave no doubt.
//
// Needs and sets: lemmas, heads and relations of its own copy of the tokens.
func mend(d *nlp.Doc, verbs map[string]bool) {
	for s := range d.Sentences {
		first, end := max(d.Sentences[s].Start, 0), min(d.Sentences[s].End, len(d.Tokens))
		for i := first; i < end; i++ {
			mendLemma(&d.Tokens[i], verbs)
			mendParticiple(d, i, first, end)
		}
	}
	for _, n := range d.Names {
		if n.Kind == nlp.Person && n.Start >= 0 && n.Start < n.End && n.End <= len(d.Tokens) {
			mendTitle(d, n)
			mendAdjunct(d, n)
		}
	}
	for i := range d.Tokens {
		mendJoined(d, i)
	}
}

// inside returns the sentence's bounds around token i.
func inside(d *nlp.Doc, i int) (int, int) {
	s := d.Sentences[d.Tokens[i].Sentence]
	return max(s.Start, 0), min(s.End, len(d.Tokens))
}

// below reports whether token i stands under token top.
func below(d *nlp.Doc, i, top int) bool {
	first, end := inside(d, i)
	for n := 0; i >= first && i < end && n < reach; i, n = d.Tokens[i].Head, n+1 {
		if i == top {
			return true
		}
	}
	return false
}

// mendTitle makes a name the head of the title in front of it: "Secretary of
// State John F. Kerry and Russian Foreign Minister Sergei Lavrov" are two names
// joined by "and", wherever the parser hung their titles.
func mendTitle(d *nlp.Doc, n nlp.Name) {
	first, end := inside(d, n.Start)
	from := n.Title.Start
	if n.Title.End <= n.Title.Start || from < first || n.Title.End > n.Start || n.Start-n.Title.End > 1 || n.End > end {
		return
	}
	unit := func(i int) bool { return from <= i && i < n.End }
	head := n.Start
	for i := n.Start; i < n.End; i++ {
		if h := d.Tokens[i].Head; h < n.Start || h >= n.End {
			head = i
			break
		}
	}
	root, rel := -2, ""
	for i := from; i < n.End; i++ {
		t := d.Tokens[i]
		if unit(t.Head) {
			continue
		}
		joined := t.Rel == "conj" && from > first && d.Tokens[from-1].UPOS == "CCONJ"
		if root == -2 || joined && rel != "conj" || i == head && rel != "conj" && t.Rel != "conj" && !joined && t.Rel != "appos" {
			root, rel = t.Head, t.Rel
		}
	}
	if root == -2 || root >= 0 && (below(d, root, head) && d.Tokens[head].Head != root || unit(root)) {
		return
	}
	if root >= 0 { // the words that move must not stand above the root they get
		for i := from; i < n.End; i++ {
			if below(d, root, i) {
				return
			}
		}
	}
	for i := first; i < end; i++ {
		if !unit(i) && unit(d.Tokens[i].Head) {
			d.Tokens[i].Head = head
		}
	}
	for i := from; i < n.Start; i++ {
		if i != head && (!unit(d.Tokens[i].Head) || d.Tokens[i].Head >= n.Start) {
			d.Tokens[i].Head, d.Tokens[i].Rel = head, "nmod:desc"
		}
	}
	for i := n.Start; i < n.End; i++ {
		if i != head && !unit(d.Tokens[i].Head) || i != head && d.Tokens[i].Head < n.Start {
			d.Tokens[i].Head, d.Tokens[i].Rel = head, "flat"
		}
	}
	d.Tokens[head].Head, d.Tokens[head].Rel = root, rel
}

// temporal are prepositions of phrases that never belong to a person's name.
var temporal = map[string]bool{"after": true, "before": true, "during": true, "following": true, "since": true, "until": true, "in": true, "at": true, "on": true}

// mendAdjunct hangs a phrase of time or place on the verb, not on the person in
// front of it: "announced by Kerry after a day of talks".
func mendAdjunct(d *nlp.Doc, n nlp.Name) {
	first, end := inside(d, n.Start)
	for i := n.End; i < end; i++ {
		h := d.Tokens[i].Head
		if h < n.Start || h >= n.End || d.Tokens[i].Rel != "nmod" && d.Tokens[i].Rel != "appos" {
			continue
		}
		marked := false
		for k := n.End; k < i; k++ {
			marked = marked || d.Tokens[k].Head == i && d.Tokens[k].Rel == "case" && temporal[strings.ToLower(d.Tokens[k].Norm)]
		}
		if !marked {
			continue
		}
		v := h
		for steps := 0; v >= first && v < end && steps < 8; steps++ {
			if d.Tokens[v].UPOS == "VERB" {
				break
			}
			v = d.Tokens[v].Head
		}
		if v >= first && v < end && d.Tokens[v].UPOS == "VERB" && !below(d, v, i) {
			d.Tokens[i].Head, d.Tokens[i].Rel = v, "obl"
		}
	}
}

// mendJoined raises a second noun from the name inside the first to the first:
// "the government of Bashar Assad and the opposition" are two bodies.
func mendJoined(d *nlp.Doc, i int) {
	t := &d.Tokens[i]
	if t.Rel != "conj" || t.UPOS != "NOUN" || bodies[strings.ToLower(t.Lemma)] == "" {
		return
	}
	first, end := inside(d, i)
	h := t.Head
	if h < first || h >= end || d.Tokens[h].UPOS != "PROPN" || d.Tokens[h].Rel != "nmod" {
		return
	}
	if up := d.Tokens[h].Head; up >= first && up < end && d.Tokens[up].UPOS == "NOUN" && up < h && !below(d, up, i) {
		t.Head = up
	}
}

// mendLemma finds the verb behind a lemma that lost or kept a letter too much:
// "conven" of "convened", "signe" of "signed".
func mendLemma(t *nlp.Token, verbs map[string]bool) {
	if t.UPOS != "VERB" || verbs[t.Lemma] || len(t.Lemma) < 3 {
		return
	}
	lemma := strings.ToLower(t.Lemma)
	for _, form := range []string{lemma, lemma + "e", strings.TrimSuffix(lemma, "e"), strings.TrimSuffix(lemma, "ed"), strings.TrimSuffix(lemma, "d"),
		strings.TrimSuffix(lemma, "ing"), strings.TrimSuffix(lemma, "ing") + "e", lemma[:len(lemma)-1]} {
		if verbs[form] {
			t.Lemma = form
			return
		}
	}
}

// mendParticiple hangs a participle behind "noun," on that noun: "the communique,
// agreed to in June" is no second verb of the sentence. A past tense after a
// comma without a subject and without "and" is one only by mistake.
func mendParticiple(d *nlp.Doc, i, first, end int) {
	t := &d.Tokens[i]
	if t.UPOS != "VERB" || t.XPOS != "VBN" && t.XPOS != "VBD" || i < first+2 || d.Tokens[i-1].Norm != "," {
		return
	}
	if t.Rel != "conj" && t.Rel != "parataxis" && t.Rel != "advcl" && t.Rel != "ccomp" {
		return
	}
	noun := i - 2
	if d.Tokens[noun].UPOS != "NOUN" && d.Tokens[noun].UPOS != "PROPN" || t.Head == noun {
		return
	}
	for k := first; k < end; k++ {
		if d.Tokens[k].Head != i {
			continue
		}
		switch rel, _, _ := strings.Cut(d.Tokens[k].Rel, ":"); rel {
		case "nsubj", "cc", "mark", "aux", "expl", "csubj", "obj", "ccomp", "xcomp":
			return
		}
	}
	for n := 0; n < 4 && (d.Tokens[noun].Rel == "flat" || d.Tokens[noun].Rel == "compound") && d.Tokens[noun].Head >= first && d.Tokens[noun].Head < end; n++ {
		noun = d.Tokens[noun].Head
	}
	for h, n := noun, 0; h >= first && h < end; h, n = d.Tokens[h].Head, n+1 {
		if h == i || n > reach {
			return // the noun hangs on the verb: turning the tree around would tie a knot
		}
	}
	t.Head, t.Rel, t.XPOS = noun, "acl", "VBN"
}
