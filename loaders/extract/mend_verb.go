package extract

import (
	"strings"

	"entente/loaders/nlp"
)

// mendActive makes an active verb of one that was taken for a passive without
// "was": "The European Union imposed sanctions". Headlines leave "was" out.
func mendActive(d *nlp.Doc, v int) {
	t := &d.Tokens[v]
	if t.UPOS != "VERB" || t.XPOS != "VBN" || t.Rel == "acl" || t.Rel == "amod" || d.Sentences[t.Sentence].Heading || passiveVerb(d, v) {
		return
	}
	first, _ := inside(d, v)
	for k := max(first, v-reach); k < v; k++ {
		if d.Tokens[k].Head == v && d.Tokens[k].Rel == "nsubj:pass" {
			d.Tokens[k].Rel, t.XPOS = "nsubj", "VBD"
		}
	}
}

// mendRoot finds the verb of a sentence that was taken for a participle of its
// subject: "Ukraine's president, Volodymyr Zelensky, called on Russia".
func mendRoot(d *nlp.Doc, s int) {
	if d.Sentences[s].Heading {
		return
	}
	first, end := max(d.Sentences[s].Start, 0), min(d.Sentences[s].End, len(d.Tokens))
	root, verb := -1, -1
	for i := first; i < end; i++ {
		t := d.Tokens[i]
		if t.Head < first || t.Head >= end {
			root = i
		}
	}
	if root < 0 || d.Tokens[root].UPOS != "NOUN" && d.Tokens[root].UPOS != "PROPN" || end-first < 5 {
		return
	}
	for i := first; i < end; i++ {
		t := d.Tokens[i]
		if t.Head == root && (t.Rel == "cop" || t.Rel == "nsubj") {
			return
		}
		aside := t.Rel == "parataxis" && t.XPOS == "VBD" && d.Tokens[i-1].Norm == "," && !hasSubject(d, i, first, end)
		if t.Head == root && i > root && verb < 0 && (t.Rel == "acl" || aside) && t.UPOS == "VERB" && (t.XPOS == "VBN" || t.XPOS == "VBD") && !passiveVerb(d, i) {
			verb = i
		}
	}
	if verb < 0 || finiteBehind(d, verb, end) {
		return
	}
	d.Tokens[verb].Head, d.Tokens[verb].Rel, d.Tokens[verb].XPOS = d.Tokens[root].Head, "root", "VBD"
	d.Tokens[root].Head, d.Tokens[root].Rel = verb, "nsubj"
}

// aloneBehindApposition reports whether the past tense i is the only verb of a sentence that
// the parser took for a noun phrase, behind a name between commas: "A meeting of Holt with
// the leader, Karel Voss, collapsed on Sunday".
func aloneBehindApposition(d *nlp.Doc, i, first, end int) bool {
	root := d.Tokens[i].Head
	if d.Tokens[i].Rel != "parataxis" || d.Tokens[i].XPOS != "VBD" || root < first || root >= i || d.Tokens[root].UPOS != "NOUN" || d.Tokens[root].Rel != "root" {
		return false
	}
	apposed := false
	for k := root; k < i; k++ {
		if d.Tokens[k].UPOS == "VERB" || d.Tokens[k].UPOS == "AUX" {
			return false
		}
		apposed = apposed || d.Tokens[k].Rel == "appos"
	}
	return apposed && !finiteBehind(d, i, end)
}

// hasSubject reports whether a verb has a subject of its own.
func hasSubject(d *nlp.Doc, v, first, end int) bool {
	for i := first; i < end; i++ {
		if d.Tokens[i].Head == v && strings.HasPrefix(d.Tokens[i].Rel, "nsubj") {
			return true
		}
	}
	return false
}

// finiteBehind reports whether a finite verb that hangs on none below v stands
// behind v: then v was a participle.
func finiteBehind(d *nlp.Doc, v, end int) bool {
	for i := v + 1; i < end; i++ {
		switch d.Tokens[i].XPOS {
		case "VBD", "VBZ", "VBP", "MD":
			if !below(d, i, v) {
				return true
			}
		}
	}
	return false
}

// verbBefore returns the verb that stands right before the noun phrase of a word,
// -1 for none.
func verbBefore(d *nlp.Doc, noun, first int) int {
	start := noun
	for start > first && d.Tokens[start-1].Head >= start && d.Tokens[start-1].Head <= noun {
		start--
	}
	if start > first && d.Tokens[start-1].UPOS == "VERB" {
		return start - 1
	}
	return -1
}

func hasObject(d *nlp.Doc, verb, end int) bool {
	for i := verb + 1; i < end; i++ {
		if d.Tokens[i].Head == verb && d.Tokens[i].Rel == "obj" {
			return true
		}
	}
	return false
}

// mendCalls makes a verb of the noun of "the final communique calls for": no other verb
// stands in the sentence above it, and what is said to call is a text.
func mendCalls(d *nlp.Doc, i int) {
	t := &d.Tokens[i]
	first, end := inside(d, i)
	if t.UPOS != "NOUN" || !strings.EqualFold(t.Norm, "calls") || i == first || i+1 >= end || d.Tokens[i+1].Norm != "for" || t.Head >= first && t.Head < end {
		return
	}
	text := &d.Tokens[i-1]
	if text.Head != i || text.Rel != "compound" || agreementNouns[text.Lemma] == "" && !texts[text.Lemma] {
		return
	}
	t.UPOS, t.XPOS, t.Lemma, t.Rel = "VERB", "VBZ", "call", "root"
	text.Rel = "nsubj"
	for k := first; k < end; k++ {
		switch {
		case d.Tokens[k].Head != i || k == i-1:
		case k < i && d.Tokens[k].Rel != "punct":
			d.Tokens[k].Head = i - 1
		case k > i && d.Tokens[k].Rel == "nmod":
			d.Tokens[k].Rel = "obl"
		}
	}
}

// mendConvened hangs the participle of "at a meeting of the group, convened in Oslo by
// the envoy" on the meeting, where it was joined to the verb or hung on the group.
func mendConvened(d *nlp.Doc, v int) {
	t := &d.Tokens[v]
	first, _ := inside(d, v)
	if t.XPOS != "VBN" && t.XPOS != "VBD" || t.Rel != "conj" && t.Rel != "acl" || v-2 < first || d.Tokens[v-1].Norm != "," || !convening[t.Lemma] && !hosting[t.Lemma] && t.Lemma != "hold" && t.Lemma != "chair" {
		return
	}
	for k, n := v-2, 0; k >= first && k < v && n < 5; k, n = d.Tokens[k].Head, n+1 {
		if d.Tokens[k].UPOS == "VERB" {
			return
		}
		if meetingNouns[d.Tokens[k].Lemma] != "" {
			t.Head, t.Rel, t.XPOS = k, "acl", "VBN"
			return
		}
	}
}

// mendDue puts what is due under the word that says so: "had been due to hold talks".
func mendDue(d *nlp.Doc, i int) {
	due := &d.Tokens[i]
	if due.Norm != "due" {
		return
	}
	first, end := inside(d, i)
	switch v := due.Head; {
	case due.Rel == "case" && v > i && v < end && d.Tokens[v].XPOS == "VB":
		for k := first; k < i; k++ {
			if d.Tokens[k].Head == v {
				d.Tokens[k].Head = i
			}
		}
		if i+1 < v && d.Tokens[i+1].Norm == "to" {
			d.Tokens[i+1].Head, d.Tokens[i+1].Rel = v, "mark"
		}
		due.Head, due.Rel, due.UPOS = d.Tokens[v].Head, d.Tokens[v].Rel, "ADJ"
		d.Tokens[v].Head, d.Tokens[v].Rel = i, "xcomp"
	default:
		for k := i + 1; k < min(end, i+4); k++ {
			if d.Tokens[k].Head == i && d.Tokens[k].Rel == "advcl" && d.Tokens[k].XPOS == "VB" && d.Tokens[i+1].Norm == "to" {
				d.Tokens[k].Rel = "xcomp"
			}
		}
	}
}
