package extract

import (
	"fmt"
	"slices"
	"strings"

	"entente/graph/ontology"
	"entente/loaders/article"
	"entente/loaders/nlp"
)

// Why tells of one sentence what it says, and of each frame that has a word of it
// for a trigger what became of it.
type Why struct {
	Sentence int    `json:"sentence"`
	Span     Span   `json:"span"`
	Text     string `json:"text"`
	// Claims are what the sentence says, a line each.
	Claims []string `json:"claims"`
	Near   []Near   `json:"near"`
	// Unknown are the verbs of the sentence that no frame and no rule knows.
	Unknown []string `json:"unknown"`
}

// Near is a frame held against a word.
type Near struct {
	Frame   string `json:"frame"`
	Kind    string `json:"kind"`
	Word    string `json:"word"`
	At      Span   `json:"at"`
	Outcome string `json:"outcome"` // "claimed", "silent": it holds but nothing came of it, "failed"
	// Failed are the conditions that do not hold, in words; of a silent frame, why
	// nothing came of it.
	Failed []string `json:"failed,omitempty"`
	// Found are the words that play its roles.
	Found map[string][]string `json:"found,omitempty"`
}

// Outcomes of a frame held against a word.
const (
	Claimed = "claimed"
	Silent  = "silent"
	Failed  = "failed"
)

// WhyNot holds all frames against a sentence of a document, counted from 0. It is
// false when there is no such sentence.
func (ex *Extractor) WhyNot(doc *nlp.Doc, a article.Article, sentence int) (Why, bool) {
	if sentence < 0 || sentence >= len(doc.Sentences) {
		return Why{}, false
	}
	x := ex.extraction(doc, a)
	r := x.reading(ex.digest)
	return x.why(r, sentence), true
}

func (x *extraction) why(r Reading, sentence int) Why {
	s := x.Sentences[sentence]
	first, end := max(s.Start, 0), min(s.End, len(x.Tokens))
	w := Why{Sentence: sentence, Span: x.span(first, end), Claims: []string{}, Near: []Near{}, Unknown: []string{}}
	w.Text = x.Text[w.Span.Start:w.Span.End]
	said := map[string]bool{} // rule and trigger of what the sentence says
	for _, c := range r.Claims {
		if c.Sentence == sentence && c.Kind != ontology.TopicKind.Name {
			w.Claims = append(w.Claims, r.Words(c)+" ["+c.Rule+"]")
			said[c.Rule+fmt.Sprint(c.Trigger)] = true
		}
	}
	for i := first; i < end; i++ {
		frames := x.frames[x.lemma(i)]
		for _, f := range frames {
			w.Near = append(w.Near, x.near(f, i, said))
		}
		if x.upos(i) == "VERB" && len(frames) == 0 && !x.ruled(i) {
			w.Unknown = append(w.Unknown, x.lemma(i))
		}
	}
	return w
}

// ruled reports whether a rule of this package knows the verb at token i.
func (x *extraction) ruled(i int) bool {
	lemma := x.lemma(i)
	_, fate := meetingFate[lemma]
	return saying[lemma] || telling[lemma] || agreementVerbs[lemma].status != "" || appointing[lemma] != "" || holding[lemma] || hosting[lemma] || convening[lemma] || fate || governors[lemma] != ""
}

// near holds one frame against token i.
func (x *extraction) near(f *frame, i int, said map[string]bool) Near {
	n := Near{Frame: f.Name, Kind: f.kind.Name, Word: x.Form(i), At: x.word(i), Outcome: Failed}
	if !x.triggers(f, i) {
		n.Failed = []string{fmt.Sprintf("%q is read as %s, the frame wants %s", x.Form(i), x.upos(i), f.Trigger)}
		return n
	}
	for _, a := range f.args {
		found := x.follow(a, i)
		switch {
		case a.absent && len(found) > 0:
			n.Failed = append(n.Failed, fmt.Sprintf("%s must not be, and is %q", a.text(), x.Form(found[0])))
		case a.must && len(found) == 0:
			n.Failed = append(n.Failed, "nothing stands at "+a.text())
		}
		if a.role != "" && len(found) > 0 {
			if n.Found == nil {
				n.Found = map[string][]string{}
			}
			for _, k := range found {
				n.Found[a.role] = append(n.Found[a.role], x.phraseText(k))
			}
		}
	}
	if len(n.Failed) > 0 {
		return n
	}
	n.Outcome = Silent
	if said[f.Name+fmt.Sprint(n.At)] {
		n.Outcome = Claimed
		return n
	}
	n.Failed = x.silence(f, i)
	return n
}

// phraseText is the phrase of token k in words: a name as it stands.
func (x *extraction) phraseText(k int) string {
	span := x.phrase(k)
	if n := x.nameAt[k]; n >= 0 {
		span = x.span(x.Names[n].Start, x.Names[n].End)
	}
	return strings.Join(strings.Fields(x.Text[span.Start:span.End]), " ")
}

// text shows an argument's paths as they were written.
func (a arg) text() string {
	var out []string
	for _, p := range a.paths {
		s := p.step
		if p.words != nil {
			s += ":" + strings.ReplaceAll(strings.Join(p.words, "|"), " ", "_")
		}
		if p.onVerb {
			s = "support." + s
		}
		out = append(out, s)
	}
	return strings.Join(out, " ")
}

// silence tells why nothing came of a frame that holds at token i.
func (x *extraction) silence(f *frame, i int) []string {
	var out []string
	if kind := x.taken[i]; kind != "" {
		return []string{fmt.Sprintf("the word brings up another claim already, of kind %s", kind)}
	}
	if x.inQuote(i) && f.kind.Name == ontology.EventKind.Name {
		return []string{"it stands in a quotation: what is said there is a statement"}
	}
	found, _ := x.match(f, i)
	for _, role := range f.kind.Roles {
		if role.Value != ontology.Thing {
			continue
		}
		for _, k := range found[role.Name] {
			if len(x.refs(k, role.Players)) == 0 {
				out = append(out, fmt.Sprintf("%s %q names nobody who is known", role.Name, x.phraseText(k)))
			}
		}
	}
	if len(out) == 0 {
		out = append(out, "it says too little: "+needs[f.kind.Name])
	}
	return out
}

// needs says what a claim of a kind must have at least.
var needs = map[string]string{
	"meeting":   "a meeting wants two who meet, or one with a place or a day",
	"agreement": "an agreement wants parties, or a name",
	"event":     "an event wants an actor, and most types a recipient",
}

// Coverage is how much of an article's sentences is coded, and why not the rest.
type Coverage struct {
	// Sentences counts the sentences by what became of them: "coded", or a reason
	// of Reasons.
	Sentences map[string]int
	// Unknown are phrases that stand where an actor stands and name nobody known.
	Unknown []string
}

// Reasons are why a sentence is not coded, in the order in which they are asked.
var Reasons = []struct{ Name, Says string }{
	{"heading", "a headline or a line under one"},
	{"no verb", "it has no verb"},
	{"no frame", "no frame or rule knows a word of it"},
	{"condition", "a frame knows a word of it, but a condition does not hold"},
	{"unknown actor", "a frame holds, but its actor names nobody known"},
	{"too little", "a frame holds, but what it finds is too little for a claim"},
}

// Coded is the outcome of a sentence that makes a claim.
const Coded = "coded"

// Cover reads a document and tells what became of its sentences.
func (ex *Extractor) Cover(doc *nlp.Doc, a article.Article) Coverage {
	x := ex.extraction(doc, a)
	r := x.reading(ex.digest)
	coded := map[int]bool{}
	for _, c := range r.Claims {
		coded[c.Sentence] = coded[c.Sentence] || c.Kind != ontology.TopicKind.Name
	}
	out := Coverage{Sentences: map[string]int{}}
	for s, sentence := range x.Sentences {
		var near []Near
		if !sentence.Heading {
			near = x.why(r, s).Near
		}
		out.Unknown = append(out.Unknown, x.unknownActors(near)...)
		if coded[s] {
			out.Sentences[Coded]++
			continue
		}
		out.Sentences[x.uncoded(s, near)]++
	}
	return out
}

// uncoded returns the reason why a sentence makes no claim.
func (x *extraction) uncoded(s int, near []Near) string {
	sentence := x.Sentences[s]
	if sentence.Heading {
		return "heading"
	}
	verb := false
	for i := max(sentence.Start, 0); i < min(sentence.End, len(x.Tokens)); i++ {
		verb = verb || x.upos(i) == "VERB" || x.upos(i) == "AUX"
	}
	if !verb {
		return "no verb"
	}
	best := "no frame"
	for _, n := range near {
		switch {
		case n.Outcome == Failed && best == "no frame":
			best = "condition"
		case n.Outcome == Silent && n.unknown():
			return "unknown actor"
		case n.Outcome == Silent:
			best = "too little"
		}
	}
	return best
}

// unknown reports whether nothing came of a frame because its words name nobody.
func (n Near) unknown() bool {
	return slices.ContainsFunc(n.Failed, func(f string) bool { return strings.HasSuffix(f, "names nobody who is known") })
}

// unknownActors are the phrases that stand where somebody acts and name nobody known.
func (x *extraction) unknownActors(near []Near) []string {
	var out []string
	for _, n := range near {
		if n.Outcome != Silent || !n.unknown() {
			continue
		}
		for _, role := range []string{"actor", "participant", "party", "recipient", "host"} {
			out = append(out, x.unknownIn(n.Found[role])...)
		}
	}
	return out
}

// unknownIn folds phrases to the form in which they are counted; pronouns are left out.
func (x *extraction) unknownIn(phrases []string) []string {
	var out []string
	for _, p := range phrases {
		p = plain(strings.Join(strings.Fields(p), " "))
		for _, det := range []string{"at ", "of ", "to ", "in ", "for ", "against ", "with ", "by ", "from ", "on ", "that ", "and ", "the ", "a ", "an ", "this ", "these ", "those ", "its ", "their ", "his ", "her ", "our "} {
			p = strings.TrimPrefix(p, det)
		}
		switch p {
		case "", "it", "they", "he", "she", "we", "i", "you", "who", "which", "that", "this", "them", "him", "us", "me", "what", "one", "there":
		default:
			out = append(out, p)
		}
	}
	return out
}
