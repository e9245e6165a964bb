package extract

import "entente/loaders/nlp"

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
		if t.Head == root && i > root && verb < 0 && t.Rel == "acl" && t.UPOS == "VERB" && (t.XPOS == "VBN" || t.XPOS == "VBD") && !passiveVerb(d, i) {
			verb = i
		}
	}
	if verb < 0 || finiteBehind(d, verb, end) {
		return
	}
	d.Tokens[verb].Head, d.Tokens[verb].Rel, d.Tokens[verb].XPOS = d.Tokens[root].Head, "root", "VBD"
	d.Tokens[root].Head, d.Tokens[root].Rel = verb, "nsubj"
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
