package extract

import (
	"slices"
	"strings"

	"entente/loaders/nlp"
)

// tree is a document's trees seen from above: the children of each token, and
// the roles that English grammar gives them. Trees of a parser are wrong now and
// then; no walk goes further than reach steps, so that none runs for ever.
//
// Needs: tokens with heads and relations. Sets nothing of the document.
type tree struct {
	*nlp.Doc
	first  []int32 // children of token i: kids[first[i]:first[i+1]], in order of the text
	kids   []int32
	states []string // names that only this article knows as states
	// left and right bound the subtree of each token: tokens [left, right).
	left, right []int32
	// lemmas are in small letters, rels without their subtypes: every frame asks for
	// them of every token.
	lemmas, rels []string
}

// reach is the number of steps after which a walk through a tree stops.
const reach = 48

// newTree sees a document from above, mended where its parser is known to slip.
// The document itself stays as it is.
func newTree(doc *nlp.Doc, verbs map[string]bool, k known, region string) *tree {
	d := new(nlp.Doc)
	*d = *doc
	d.Tokens = slices.Clone(doc.Tokens)
	states := completeNames(d, k, d.Published, region)
	mend(d, verbs)
	n := len(d.Tokens)
	t := &tree{Doc: d, states: states, first: make([]int32, n+1), left: make([]int32, n), right: make([]int32, n)}
	for i := range d.Tokens {
		if h := t.head(i); h >= 0 {
			t.first[h+1]++
		}
	}
	for i := range n {
		t.first[i+1] += t.first[i]
	}
	t.kids = make([]int32, t.first[n])
	next := slices.Clone(t.first[:n])
	for i := range d.Tokens {
		if h := t.head(i); h >= 0 {
			t.kids[next[h]] = int32(i)
			next[h]++
		}
	}
	t.bounds()
	t.lemmas, t.rels = make([]string, n), make([]string, n)
	for i, token := range d.Tokens {
		t.lemmas[i] = lower(token.Lemma)
		t.rels[i], _, _ = strings.Cut(token.Rel, ":")
	}
	return t
}

// bounds sets left and right: each token stretches what stands above it.
func (t *tree) bounds() {
	for i := range t.Tokens {
		t.left[i], t.right[i] = int32(i), int32(i+1)
	}
	for i := range t.Tokens {
		for h, n := t.head(i), 0; h >= 0 && n < reach; h, n = t.head(h), n+1 {
			t.left[h], t.right[h] = min(t.left[h], int32(i)), max(t.right[h], int32(i+1))
		}
	}
}

// head returns the head of token i, -1 for a root, for a head outside the
// sentence and for a token that governs itself.
func (t *tree) head(i int) int {
	h := t.Tokens[i].Head
	if h < 0 || h >= len(t.Tokens) || h == i || t.Tokens[h].Sentence != t.Tokens[i].Sentence {
		return -1
	}
	return h
}

func (t *tree) children(i int) []int32 { return t.kids[t.first[i]:t.first[i+1]] }

func (t *tree) lemma(i int) string {
	if !t.holds(i) {
		return ""
	}
	return t.lemmas[i]
}

func (t *tree) upos(i int) string {
	if !t.holds(i) {
		return ""
	}
	return t.Tokens[i].UPOS
}

// holds reports whether there is a token i. Rules look at the words around a word; in
// front of the first and behind the last one there is no word, tag or relation.
func (t *tree) holds(i int) bool { return uint(i) < uint(len(t.Tokens)) }

// rel returns the relation of token i, without its subtype.
func (t *tree) rel(i int) string {
	if !t.holds(i) {
		return ""
	}
	return t.rels[i]
}

// full returns the relation of token i with its subtype.
func (t *tree) full(i int) string {
	if !t.holds(i) {
		return ""
	}
	return t.Tokens[i].Rel
}

// child returns the first child of i in one of the relations, without subtype
// unless one is given; -1 when there is none.
func (t *tree) child(i int, rels ...string) int {
	for _, k := range t.children(i) {
		if slices.Contains(rels, t.rel(int(k))) || slices.Contains(rels, t.full(int(k))) {
			return int(k)
		}
	}
	return -1
}

// childLemma returns the first child of i with one of the lemmas.
func (t *tree) childLemma(i int, lemmas ...string) int {
	for _, k := range t.children(i) {
		if slices.Contains(lemmas, t.lemma(int(k))) {
			return int(k)
		}
	}
	return -1
}

// preposition returns the words that mark token i as an adjunct, "with",
// "according to", "on behalf of"; "" when there are none.
func (t *tree) preposition(i int) string {
	for _, k := range t.children(i) {
		if t.rel(int(k)) != "case" || t.lemma(int(k)) == "'s" {
			continue
		}
		words := []string{t.lemma(int(k))}
		for _, f := range t.children(int(k)) {
			if t.rel(int(f)) == "fixed" {
				words = append(words, t.lemma(int(f)))
			}
		}
		return strings.Join(words, " ")
	}
	return ""
}

// verb reports whether token i is a verb that heads a clause.
func (t *tree) verb(i int) bool {
	return t.upos(i) == "VERB" || t.upos(i) == "AUX" && t.rel(i) != "aux"
}

// noun reports whether token i is a noun or a name.
func (t *tree) noun(i int) bool { return t.upos(i) == "NOUN" || t.upos(i) == "PROPN" }

// passive reports whether the verb i stands in the passive, or is a participle
// of the past behind a noun: "an accord signed by".
func (t *tree) passive(i int) bool {
	if t.child(i, "aux:pass", "nsubj:pass") >= 0 {
		return true
	}
	return t.rel(i) == "acl" && t.full(i) != "acl:relcl" && t.Tokens[i].XPOS == "VBN" && t.child(i, "aux") < 0 ||
		t.rel(i) == "amod" && t.Tokens[i].XPOS == "VBN" ||
		t.rel(i) == "conj" && t.Tokens[i].XPOS == "VBN" && t.child(i, "aux") < 0 && t.head(i) >= 0 && t.verb(t.head(i)) && t.child(t.head(i), "aux:pass", "nsubj:pass") >= 0
}

// infinitive reports whether the verb i has "to" in front.
func (t *tree) infinitive(i int) bool {
	for _, k := range t.children(i) {
		if t.rel(int(k)) == "mark" && t.lemma(int(k)) == "to" {
			return true
		}
	}
	return false
}

// conjuncts returns i and what is joined to it by "and" or "or", in order.
func (t *tree) conjuncts(i int) []int {
	out := []int{i}
	for at := 0; at < len(out) && len(out) < reach; at++ {
		for _, k := range t.children(out[at]) {
			if t.rel(int(k)) == "conj" && !(t.noun(i) && t.verb(int(k))) {
				out = append(out, int(k))
			}
		}
	}
	return out
}

// antecedent returns the noun that a relative pronoun stands for, else i itself.
func (t *tree) antecedent(i int) int {
	switch t.lemma(i) {
	case "who", "whom", "which", "that", "whose":
	default:
		return i
	}
	if !t.pronoun(i) {
		return i
	}
	for v, n := t.head(i), 0; v >= 0 && n < reach; v, n = t.head(v), n+1 {
		if t.full(v) == "acl:relcl" && t.head(v) >= 0 {
			if who := t.lemma(i); who == "who" || who == "whom" {
				return t.personOver(t.head(v))
			}
			return t.head(v)
		}
	}
	return i
}

// personOver returns the person of whom token i only tells the state: "who" of "Lena Voss
// of Poland, who left" is no state.
func (t *tree) personOver(i int) int {
	h := t.head(i)
	if h < 0 || t.rel(i) != "nmod" || t.preposition(i) != "of" || t.kindAt(h) != nlp.Person {
		return i
	}
	if kind := t.kindAt(i); kind == "" || kind == nlp.Person {
		return i
	}
	return h
}

// kindAt returns the kind of the name that covers token i, empty if none does.
func (t *tree) kindAt(i int) nlp.NameKind {
	n, found := slices.BinarySearchFunc(t.Names, i, func(n nlp.Name, i int) int { return n.Start - i })
	if !found {
		n--
	}
	if n >= 0 && t.Names[n].Start <= i && i < t.Names[n].End {
		return t.Names[n].Kind
	}
	return ""
}

func (t *tree) pronoun(i int) bool {
	return t.upos(i) == "PRON" || t.upos(i) == "DET" && t.rel(i) != "det" || strings.HasPrefix(t.Tokens[i].XPOS, "W")
}

// clause returns the verb (or predicate) that governs token i, -1 at the top.
func (t *tree) clause(i int) int {
	for h, n := t.head(i), 0; h >= 0 && n < reach; h, n = t.head(h), n+1 {
		if t.verb(h) || t.child(h, "cop") >= 0 {
			return h
		}
	}
	return -1
}

// within reports whether token i stands in the subtree of token top.
func (t *tree) within(i, top int) bool {
	for n := 0; i >= 0 && n < reach; i, n = t.head(i), n+1 {
		if i == top {
			return true
		}
	}
	return false
}

// span returns the bytes of the tokens [from, to).
func (t *tree) span(from, to int) Span {
	if from >= to {
		return Span{}
	}
	return Span{t.Tokens[from].Start, t.Tokens[to-1].End}
}

// word returns the bytes of token i.
func (t *tree) word(i int) Span { return t.span(i, i+1) }

// subtree returns the tokens of i and all below it, as a half-open range without
// the marks at its ends.
func (t *tree) subtree(i int) (int, int) {
	from, to := int(t.left[i]), int(t.right[i])
	for from < to && t.upos(from) == "PUNCT" && t.Form(from) != `"` && t.Form(from) != "“" {
		from++
	}
	for from < to && t.upos(to-1) == "PUNCT" && t.Form(to-1) != `"` && t.Form(to-1) != "”" {
		to--
	}
	return from, to
}
