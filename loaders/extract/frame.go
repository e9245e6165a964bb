package extract

import (
	"fmt"
	"slices"
	"strings"

	"entente/graph/ontology"
)

// frame is an ontology.Frame made ready: its trigger and arguments parsed.
type frame struct {
	*ontology.Frame
	kind  *ontology.Kind
	words []trigger
	class string // UPOS of the trigger
	args  []arg
}

// trigger is one of a frame's words, with the particle that must follow it.
type trigger struct{ lemma, particle string }

// arg is one line of a frame's Args.
type arg struct {
	role   string // "" for a mere condition
	many   bool   // "+=": all fillers of all paths
	must   bool   // "!": the frame does not hold without it
	absent bool   // "-": the frame does not hold with it
	paths  []path
}

// path leads from a trigger to a word.
type path struct {
	step   string   // "nsubj", "obj", "obl", "poss", "clause", "support", "xcomp"
	words  []string // of obl: the prepositions; of others: lemmas one of which must stand there
	onVerb bool     // the path starts from the verb that carries the trigger noun
}

// Parse reads a frame. A trigger is
//
//	meet|confer VERB      any of the lemmas, of that Universal POS
//	call+off VERB         with the particle or adverb "off" behind it
//
// and an argument is one of
//
//	participant += nsubj obl:with|alongside    all that the paths lead to
//	place = obl:in|at                          the first that they lead to
//	recipient = obj !                          and the frame needs it
//	? obj:treaty|accord                        a condition: the object is one of these words
//	- xcomp                                    a condition: there is none
//
// whose paths are
//
//	nsubj         who does it: also behind a passive, in a relative clause, by control
//	obj           what it is done to, likewise; "obj:#" a number of things
//	obl:with|at   a phrase that begins with one of the prepositions
//	poss          whose it is: "Kerry's visit", "the U.S.-Russian talks"
//	xcomp         a clause that completes it: "agreed to meet", "said that ..."
//	verb:a|b      the verb that carries a noun: "launched an attack"
//	support       the subject of the verb that carries a noun: "X held talks"
//	support.obl:… a phrase that hangs on that verb
//
// It returns an error that names the frame and the mistake.
func parse(kind *ontology.Kind, f *ontology.Frame) (*frame, error) {
	out := &frame{Frame: f, kind: kind}
	words, class, ok := strings.Cut(f.Trigger, " ")
	if !ok || class == "" || words == "" {
		return nil, fmt.Errorf("frame %s: trigger %q is not \"lemma|lemma CLASS\"", f.Name, f.Trigger)
	}
	out.class = class
	for _, word := range strings.Split(words, "|") {
		lemma, particle, _ := strings.Cut(word, "+")
		if lemma == "" {
			return nil, fmt.Errorf("frame %s: an empty word in trigger %q", f.Name, f.Trigger)
		}
		out.words = append(out.words, trigger{lemma, particle})
	}
	for _, line := range f.Args {
		a, err := parseArg(kind, line)
		if err != nil {
			return nil, fmt.Errorf("frame %s: argument %q: %w", f.Name, line, err)
		}
		out.args = append(out.args, a)
	}
	return out, checkSet(kind, f)
}

func checkSet(kind *ontology.Kind, f *ontology.Frame) error {
	for name, value := range f.Set {
		role, ok := kind.Role(name)
		if !ok {
			return fmt.Errorf("frame %s: kind %s has no role %q", f.Name, kind.Name, name)
		}
		if role.Value == ontology.Term && !slices.Contains(role.Terms, value) {
			return fmt.Errorf("frame %s: %q is no %s", f.Name, value, name)
		}
	}
	return nil
}

func parseArg(kind *ontology.Kind, line string) (arg, error) {
	fields := strings.Fields(line)
	var a arg
	if n := len(fields); n > 0 && fields[n-1] == "!" {
		a.must, fields = true, fields[:n-1]
	}
	switch {
	case len(fields) >= 2 && fields[0] == "?":
		a.must, fields = true, fields[1:]
	case len(fields) >= 2 && fields[0] == "-":
		a.absent, fields = true, fields[1:]
	case len(fields) >= 3 && (fields[1] == "=" || fields[1] == "+="):
		a.role, a.many, fields = fields[0], fields[1] == "+=", fields[2:]
		if _, ok := kind.Role(a.role); !ok {
			return a, fmt.Errorf("kind %s has no role %q", kind.Name, a.role)
		}
	default:
		return a, fmt.Errorf("is neither \"role = path\" nor \"? path\" nor \"- path\"")
	}
	for _, field := range fields {
		p, err := parsePath(field)
		if err != nil {
			return a, err
		}
		a.paths = append(a.paths, p)
	}
	return a, nil
}

func parsePath(field string) (path, error) {
	var p path
	rest, onVerb := strings.CutPrefix(field, "support.")
	p.onVerb = onVerb
	step, words, found := strings.Cut(rest, ":")
	if found {
		p.words = strings.Split(strings.ReplaceAll(words, "_", " "), "|")
	}
	p.step = step
	switch step {
	case "nsubj", "obj", "poss", "xcomp", "support", "amod":
	case "verb":
		if !found {
			return p, fmt.Errorf("path %q names no verb", field)
		}
	case "obl":
		if !found {
			return p, fmt.Errorf("path %q names no preposition", field)
		}
	default:
		return p, fmt.Errorf("no path is called %q", step)
	}
	return p, nil
}

// frames are all frames of all kinds by the lemma of their trigger.
type frames map[string][]*frame

// compile parses the frames of kinds. An error in a frame of ours is a bug that
// a test finds.
func compile(kinds []*ontology.Kind) (frames, error) {
	index := frames{}
	for _, kind := range kinds {
		for i := range kind.Frames {
			f, err := parse(kind, &kind.Frames[i])
			if err != nil {
				return nil, err
			}
			for _, w := range f.words {
				if !slices.Contains(index[w.lemma], f) {
					index[w.lemma] = append(index[w.lemma], f)
				}
			}
		}
	}
	return index, nil
}

// fillers are the tokens that play each role of a frame, in order of the paths.
type fillers map[string][]int

// match holds a frame against token i and returns what plays its roles.
func (t *tree) match(f *frame, i int) (fillers, bool) {
	if !t.triggers(f, i) {
		return nil, false
	}
	out := fillers{}
	for _, a := range f.args {
		found := t.follow(a, i)
		if a.absent && len(found) > 0 || a.must && len(found) == 0 {
			return nil, false
		}
		if a.role != "" && (a.many || len(out[a.role]) == 0) {
			for _, k := range found {
				if !slices.Contains(out[a.role], k) {
					out[a.role] = append(out[a.role], k)
				}
			}
		}
	}
	return out, true
}

// triggers reports whether token i is one of a frame's words. Taggers mix up
// participles and nouns, so a verb's frame takes no noun, but an adjective that
// is a participle.
func (t *tree) triggers(f *frame, i int) bool {
	if class := t.upos(i); class != f.class {
		participle := f.class == "VERB" && class == "ADJ" && strings.HasPrefix(t.Tokens[i].XPOS, "VB")
		noun := f.class == "NOUN" && class == "PROPN"
		if !participle && !noun {
			return false
		}
	}
	for _, w := range f.words {
		if w.lemma == t.lemma(i) && (w.particle == "" || t.particle(i, w.particle)) {
			return true
		}
	}
	return false
}

// particle reports whether a word stands behind verb i as part of it.
func (t *tree) particle(i int, word string) bool {
	for _, k := range t.children(i) {
		if t.lemma(int(k)) == word && int(k) > i && t.rel(int(k)) != "case" {
			return true
		}
		if t.preposition(int(k)) == word && int(k) > i {
			return true
		}
	}
	return i+1 < len(t.Tokens) && t.lemma(i+1) == word
}

// follow returns the tokens to which an argument's paths lead from i.
func (t *tree) follow(a arg, i int) []int {
	var out []int
	for _, p := range a.paths {
		for _, k := range t.walk(p, i) {
			if !slices.Contains(out, k) {
				out = append(out, k)
			}
		}
		if len(out) > 0 && !a.many {
			break
		}
	}
	return out
}

func (t *tree) walk(p path, i int) []int {
	if p.onVerb || p.step == "support" || p.step == "verb" {
		v, ok := t.support(i)
		if !ok {
			return nil
		}
		if p.step == "support" {
			return t.only(t.supporters(i, v), p.words)
		}
		if p.step == "verb" {
			return t.only([]int{v}, p.words)
		}
		i = v
	}
	switch p.step {
	case "nsubj":
		return t.only(t.subjects(i), p.words)
	case "obj":
		return t.only(t.objects(i), p.words)
	case "obl":
		return t.adjuncts(i, p.words)
	case "poss":
		return t.only(t.possessors(i), p.words)
	case "xcomp":
		return t.only(t.complements(i), p.words)
	case "amod":
		return t.only(t.modifiers(i), p.words)
	}
	return nil
}

// only keeps the tokens with one of the lemmas; all where none are given.
func (t *tree) only(tokens []int, lemmas []string) []int {
	if lemmas == nil {
		return tokens
	}
	return slices.DeleteFunc(slices.Clone(tokens), func(i int) bool {
		number := slices.Contains(lemmas, "#") && (t.upos(i) == "NUM" || t.upos(i) == "SYM" || t.child(i, "nummod") >= 0)
		return !number && !slices.Contains(lemmas, t.lemma(i)) && !slices.Contains(lemmas, t.lemma(t.counted(i)))
	})
}

// counted returns what a word of quantity counts, "some of its sanctions", else
// the token itself.
func (t *tree) counted(i int) int {
	sum := t.upos(i) == "NUM" || t.upos(i) == "SYM" || t.lemma(i) == "dollar" || t.lemma(i) == "euro"
	if !quantities[t.lemma(i)] && !sum {
		return i
	}
	for _, k := range t.children(i) {
		rel, p := t.rel(int(k)), t.preposition(int(k))
		if (rel == "nmod" || rel == "obl") && (p == "of" || sum && p == "in" && aids[t.lemma(int(k))]) {
			return int(k) // "$100 million in aid"
		}
	}
	return i
}

// aids are what sums of money are given in.
var aids = map[string]bool{"aid": true, "assistance": true, "help": true, "loan": true, "loans": true, "grant": true, "support": true, "funding": true, "relief": true}

var quantities = map[string]bool{"some": true, "part": true, "most": true, "all": true, "number": true, "dozen": true, "hundred": true, "thousand": true,
	"million": true, "ton": true, "group": true, "shipment": true, "series": true, "round": true, "batch": true, "couple": true, "several": true, "many": true, "any": true, "each": true, "none": true, "plane": true, "worth": true}

// supporters returns who does what the verb v says of the noun n: the subject of
// "hold talks"; nobody for "the talks began".
func (t *tree) supporters(n, v int) []int {
	subjects := t.subjects(v)
	if slices.Contains(subjects, n) {
		return nil
	}
	return subjects
}

// possessors returns whose the noun i is, and the names in front of it.
func (t *tree) possessors(i int) []int {
	var out []int
	for _, k := range t.children(i) {
		switch {
		case t.full(int(k)) == "nmod:poss":
			out = append(out, t.conjuncts(t.antecedent(int(k)))...)
		case (t.rel(int(k)) == "compound" || t.rel(int(k)) == "amod" || t.rel(int(k)) == "nmod" && t.preposition(int(k)) == "") && int(k) < i:
			out = append(out, t.conjuncts(int(k))...)
			for _, below := range t.children(int(k)) {
				if rel := t.rel(int(below)); rel == "compound" || rel == "amod" || rel == "nmod" {
					out = append(out, int(below))
				}
			}
		}
	}
	return out
}

// modifiers returns the adjectives and participles in front of the noun i.
func (t *tree) modifiers(i int) []int {
	var out []int
	for _, k := range t.children(i) {
		if rel := t.rel(int(k)); rel == "amod" || rel == "compound" {
			out = append(out, int(k))
		}
	}
	return out
}

// complements returns the clauses that complete the verb or noun i.
func (t *tree) complements(i int) []int {
	var out []int
	for _, k := range t.children(i) {
		switch rel := t.rel(int(k)); {
		case rel == "xcomp" || rel == "ccomp":
			out = append(out, int(k))
		case rel == "acl" && t.noun(i) && t.infinitive(int(k)):
			out = append(out, int(k))
		case rel == "advcl" && t.verb(i) && t.infinitive(int(k)) && t.child(int(k), "nsubj") < 0:
			out = append(out, int(k))
		}
	}
	return out
}
