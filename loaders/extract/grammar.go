package extract

import "slices"

// Who does what: the rules of English grammar by which a verb or a noun comes to
// its arguments, wherever the tree puts them. Frames name an argument once; the
// passive, relative clauses, control ("agreed to meet"), coordination and
// participles are handled here for all of them.

// subjects returns the heads of what does the verb v: its subject in the active,
// the "by" phrase in the passive, else the one that the clause above gives it.
func (t *tree) subjects(v int) []int { return t.subjectsAt(v, 0) }

const controlDepth = 6

func (t *tree) subjectsAt(v, depth int) []int {
	if depth > controlDepth {
		return nil
	}
	if t.passive(v) {
		return t.agents(v)
	}
	if s := t.child(v, "nsubj", "csubj"); s >= 0 {
		return t.conjuncts(t.antecedent(s))
	}
	h := t.head(v)
	if h < 0 {
		return nil
	}
	switch t.rel(v) {
	case "conj":
		if t.verb(h) || t.child(h, "cop") >= 0 {
			return t.surfaceSubjects(h, depth+1)
		}
	case "xcomp":
		if objectControl[t.lemma(h)] && !t.passive(h) {
			if o := t.objects(h); len(o) > 0 {
				return o
			}
			if o := t.adjuncts(h, []string{"on", "upon", "for", "with"}); len(o) > 0 {
				return o
			}
		}
		return t.surfaceSubjects(h, depth+1)
	case "ccomp", "advcl", "parataxis":
		if t.verb(h) && (t.rel(v) != "parataxis") {
			return t.surfaceSubjects(h, depth+1)
		}
	case "acl":
		return t.aclSubjects(v, h, depth)
	}
	if t.rel(v) == "amod" && t.Tokens[v].XPOS == "VBG" {
		return t.conjuncts(h)
	}
	return nil
}

// aclSubjects finds who does a verb that hangs on a noun: "talks aimed at",
// "the man leading", "plans to visit" (whoever has the plans).
func (t *tree) aclSubjects(v, h, depth int) []int {
	if t.full(v) == "acl:relcl" {
		return nil // a relative clause without a subject of its own is a parser's slip
	}
	if t.infinitive(v) {
		if p := t.child(h, "nmod:poss"); p >= 0 {
			return t.conjuncts(p)
		}
		if g := t.clause(h); g >= 0 && !t.passive(g) {
			return t.subjectsAt(g, depth+1)
		}
		return nil
	}
	return t.conjuncts(h)
}

// surfaceSubjects returns what stands as the subject of v, in the passive too:
// the one who takes part in a second verb: "was received and thanked his host".
func (t *tree) surfaceSubjects(v, depth int) []int {
	if s := t.child(v, "nsubj:pass", "nsubj"); s >= 0 {
		return t.conjuncts(t.antecedent(s))
	}
	if t.passive(v) && t.rel(v) == "acl" && t.head(v) >= 0 {
		return t.conjuncts(t.head(v))
	}
	return t.subjectsAt(v, depth)
}

// agents returns the "by" phrases of a passive verb.
func (t *tree) agents(v int) []int {
	var out []int
	for _, k := range t.children(v) {
		if t.full(int(k)) == "obl:agent" || t.rel(int(k)) == "obl" && t.preposition(int(k)) == "by" {
			out = append(out, t.conjuncts(int(k))...)
		}
	}
	return out
}

// objectControl are verbs whose object does the infinitive behind them.
var objectControl = map[string]bool{
	"ask": true, "urge": true, "tell": true, "force": true, "persuade": true, "order": true, "invite": true,
	"allow": true, "help": true, "call": true, "press": true, "press for": true, "push": true, "pressure": true,
	"convince": true, "encourage": true, "warn": true, "get": true, "lead": true, "want": true, "require": true,
	"authorize": true, "authorise": true, "permit": true, "enable": true, "appoint": true, "name": true, "elect": true,
	"instruct": true, "direct": true, "advise": true, "request": true, "implore": true, "beg": true, "send": true,
	"accuse": true, "expect": true, "oblige": true, "compel": true, "let": true, "make": true, "see": true,
}

// objects returns the heads of what the verb v is done to.
func (t *tree) objects(v int) []int {
	if t.passive(v) {
		if s := t.child(v, "nsubj:pass", "nsubj"); s >= 0 {
			return t.conjuncts(t.antecedent(s))
		}
		h := t.head(v)
		switch {
		case h < 0:
			return nil
		case t.rel(v) == "acl" || t.rel(v) == "amod":
			return t.conjuncts(h)
		case t.rel(v) == "conj" && t.verb(h):
			return t.objects(h)
		case t.rel(v) == "xcomp" && t.verb(h):
			return t.surfaceSubjects(h, 0)
		}
		return nil
	}
	var out []int
	for _, k := range t.children(v) {
		if rel := t.rel(int(k)); rel == "obj" || rel == "iobj" {
			out = append(out, t.conjuncts(t.antecedent(int(k)))...)
		}
	}
	if len(out) > 0 {
		return out
	}
	if t.full(v) == "acl:relcl" && t.head(v) >= 0 && t.gap(v) {
		return t.conjuncts(t.head(v)) // "the treaty they signed"
	}
	if len(out) == 0 && t.verb(v) { // "signed and ratified the treaty"
		for _, k := range t.children(v) {
			if t.rel(int(k)) == "conj" && t.verb(int(k)) && !t.passive(int(k)) && t.child(int(k), "nsubj") < 0 && int(k) <= v+3 {
				return t.objects(int(k))
			}
		}
	}
	return out
}

// gap reports whether a relative clause has a subject that is not the relative
// pronoun, and no pronoun in another place: then its noun is the object.
func (t *tree) gap(v int) bool {
	for _, k := range t.children(v) {
		if l := t.lemma(int(k)); t.rel(int(k)) == "advmod" && (l == "where" || l == "when") {
			return false
		}
	}
	s := t.child(v, "nsubj")
	return s >= 0 && t.antecedent(s) == s
}

// adjuncts returns the heads of the phrases under i that begin with one of the
// prepositions. Whether a parser hung them on the noun or on its verb does not
// matter to a frame, so noun and verb adjuncts count alike.
func (t *tree) adjuncts(i int, prepositions []string) []int {
	var out []int
	for _, k := range t.children(i) {
		switch t.rel(int(k)) {
		case "obl", "nmod":
		case "advcl", "acl", "advmod":
			if !t.noun(int(k)) {
				continue
			}
		default:
			continue
		}
		if slices.Contains(prepositions, t.preposition(int(k))) {
			out = append(out, t.conjuncts(t.antecedent(int(k)))...)
		}
	}
	if len(out) == 0 && (slices.Contains(prepositions, "with") || slices.Contains(prepositions, "between")) {
		return t.farAdjuncts(i, prepositions)
	}
	return out
}

// farAdjuncts finds a "with" that a parser hung one word too low: "spoke by
// telephone with X", "held a meeting in Rome with X", "shook hands with X".
func (t *tree) farAdjuncts(i int, prepositions []string) []int {
	var out []int
	for _, k := range t.children(i) {
		k := int(k)
		switch rel := t.rel(k); {
		case !t.noun(k):
			continue
		case rel == "obj" && !(discussing[t.lemma(i)] && meetingNouns[t.lemma(k)] != "") && (t.child(k, "det") >= 0 || t.child(k, "nmod:poss") >= 0 || t.upos(k) == "PROPN"):
			continue // "met the man with the umbrella"
		case rel != "obl" && rel != "nmod" && rel != "advmod" && rel != "obj":
			continue
		}
		if p := t.preposition(k); p != "by" && p != "in" && p != "at" && p != "on" && p != "over" && p != "" && p != "for" {
			continue
		}
		for _, below := range t.children(k) {
			if t.rel(int(below)) == "nmod" && (t.preposition(int(below)) == "with" || t.preposition(int(below)) == "between") && slices.Contains(prepositions, t.preposition(int(below))) {
				out = append(out, t.conjuncts(int(below))...)
			}
		}
	}
	return out
}

// support returns the verb that carries the noun n, "hold talks", "the talks
// began", "take part in talks", and whether there is one.
func (t *tree) support(n int) (int, bool) {
	v := t.head(n)
	for n2 := 0; v >= 0 && n2 < 4; n2++ {
		if t.rel(n) != "conj" && !(t.rel(n) == "nmod" && countNoun[t.lemma(v)]) {
			break
		}
		n, v = v, t.head(v)
	}
	if t.rel(n) == "acl" || v < 0 {
		return -1, false
	}
	if !t.verb(v) {
		return -1, false
	}
	switch t.rel(n) {
	case "nsubj":
		return t.raised(n, v), true
	case "obj", "iobj", "obl":
		return v, true
	}
	return -1, false
}

// raised returns the verb of what is said of a subject: "the meeting is said to have
// taken place in Oslo"; v itself when it says it.
func (t *tree) raised(n, v int) int {
	if t.full(n) != "nsubj:pass" || !raising[t.lemma(v)] {
		return v
	}
	for _, k := range t.complements(v) {
		if t.verb(k) && t.infinitive(k) {
			return k
		}
	}
	return v
}

// raising are verbs of which what they are told of is only grammatically the subject.
var raising = map[string]bool{"say": true, "believe": true, "report": true, "think": true, "know": true, "understand": true, "rumor": true, "suppose": true}

// countNoun are nouns that only measure the one after their "of": "a round of talks".
var countNoun = map[string]bool{"round": true, "day": true, "hour": true, "series": true, "week": true, "set": true,
	"number": true, "lot": true, "kind": true, "possibility": true, "idea": true, "start": true, "end": true, "resumption": true,
	"opening": true, "beginning": true, "night": true, "month": true, "session": true}
