package extract

import (
	"strings"

	"entente/graph/ontology"
	"entente/loaders/nlp"
)

// Who says what is told by the words side by side where the tree of a sentence is
// wrong about it: trees of long speeches are, and commas are not.

// inserted reads a speaker who stands between commas in what is said: "His country,
// he said, had asked for nothing." The words said are then the whole sentence.
func (x *extraction) inserted(v int) (from, to int, ok bool) {
	s := x.Sentences[x.Tokens[v].Sentence]
	subject := x.child(v, "nsubj")
	if subject < 0 || v+1 >= s.End || x.Form(v+1) != "," && !(subject == v+1 && x.Form(v+2) == ",") {
		return 0, 0, false
	}
	open := min(v, int(x.left[subject])) - 1
	if open <= s.Start || x.Form(open) != "," || subject < v && int(x.right[subject]) < v-1 {
		return 0, 0, false
	}
	before, behind := x.spoken(s.Start, open), x.spoken(max(v, subject)+2, s.End)
	if !behind && (!before || s.End-v < 5) || before && x.verb(s.Start) {
		return 0, 0, false
	}
	return x.trimSaid(s.Start, min(s.End, len(x.Tokens)))
}

// spoken reports whether a finite verb stands among the tokens [from, to).
func (x *extraction) spoken(from, to int) bool {
	for i := from; i < min(to, len(x.Tokens)); i++ {
		if u := x.upos(i); u == "VERB" && x.Tokens[i].XPOS != "VBG" && x.Tokens[i].XPOS != "VBN" || u == "AUX" {
			return true
		}
	}
	return false
}

// parted returns the person whose name a description between commas parts from the
// verb: "In Kyiv, Anna Holt, an adviser to Karel Voss, had said that".
func (x *extraction) parted(v int) []ref {
	first := x.Sentences[x.Tokens[v].Sentence].Start
	i := v - 1
	for i > first && (x.upos(i) == "AUX" || x.upos(i) == "ADV") {
		i--
	}
	if i <= first || x.Form(i) != "," {
		return nil
	}
	for i--; i > first && x.Form(i) != ","; i-- {
		if u := x.upos(i); u == "VERB" && x.Tokens[i].XPOS != "VBG" || u == "AUX" || u == "SCONJ" || v-i > 16 {
			return nil
		}
	}
	if i <= first {
		return nil // no other comma
	}
	if n := x.nameAt[i-1]; n >= 0 && x.Names[n].Kind == nlp.Person {
		return x.byName(i-1, speakers)
	}
	return nil
}

// lastSpeaker returns who spoke in one of the two sentences before token i: whom a
// pronoun in "..., he said" goes on to quote.
func (x *extraction) lastSpeaker(i int) (int, bool) {
	s := x.Tokens[i].Sentence
	for k := len(x.claims) - 1; k >= 0; k-- {
		c := x.claims[k]
		if c.Kind != ontology.StatementKind.Name || c.Sentence >= s || c.Sentence < s-2 {
			continue
		}
		who := c.players("speaker")
		if len(who) == 1 && x.list[who[0]].Type == ontology.Person {
			return who[0], true
		}
		return 0, false
	}
	return 0, false
}

// goesOn gives a pronoun that says the words [from, to) to the last speaker when what
// it was taken for is named in those words: nobody speaks of himself by name. "Kim
// could call, he added" is said by who spoke before.
func (x *extraction) goesOn(k, from, to int, who []ref) []ref {
	word := x.lemma(k)
	if word != "he" && word != "she" || len(who) > 1 {
		return who
	}
	last, ok := x.lastSpeaker(k)
	if !ok {
		return who
	}
	if len(who) == 1 && !x.namedIn(who[0].entity, from, to) || x.namedIn(last, from, to) {
		return who
	}
	return []ref{{last, x.word(k)}}
}

// namedIn reports whether the tokens [from, to) name an entity.
func (x *extraction) namedIn(at, from, to int) bool {
	for i := from; i < to; i++ {
		if n := x.nameAt[i]; n >= 0 && x.ofName[n] == at {
			return true
		}
	}
	return false
}

// ownerOfWords returns whose words a quotation is that stands behind a possessive:
// "the government's, quote, 'call to arms'".
func (x *extraction) ownerOfWords(q nlp.Quote) []ref {
	i := x.tokenAt(q.Start) - 1
	for i > 0 && (x.upos(i) == "PUNCT" || x.lemma(i) == "quote" || x.upos(i) == "ADJ") && x.Tokens[i].Start < q.Start {
		i--
	}
	if i > 0 && x.saidByYou(i) {
		return x.answerer(i)
	}
	if i < 1 || x.lemma(i) != "'s" && x.Form(i) != "’s" && x.Form(i) != "'" && x.Form(i) != "’" {
		return nil
	}
	return x.refs(i-1, speakers)
}

// saidByYou reports whether a questioner leads over to a quotation behind token i with
// "you said" or "as you put it", whatever he puts between.
func (x *extraction) saidByYou(i int) bool {
	for k := i; k > x.Sentences[x.Tokens[i].Sentence].Start && k > i-12; k-- {
		if x.nameAt[k] >= 0 && x.Names[x.nameAt[k]].Kind == nlp.Person {
			return false
		}
		if x.lemma(k-1) == "you" && (saying[x.lemma(k)] || x.lemma(k) == "put" || x.lemma(k) == "call") {
			return true
		}
	}
	return false
}

// background makes an entity of an official who speaks in a transcript without his
// name: "SENIOR STATE DEPARTMENT OFFICIAL ONE:" is not the department.
func (x *extraction) background(from, to int) []ref {
	label := strings.ToUpper(x.Words(from, to))
	if label != x.Words(from, to) || to-from < 2 || to-from > 8 {
		return nil
	}
	for i := from; i < to; i++ {
		if unnamedSpeakers[strings.ToLower(x.Form(i))] {
			at := x.entity("person|"+plain(label), ontology.Person, "")
			x.mention(at, from, to, "nominal")
			return []ref{{at, x.span(from, to)}}
		}
	}
	return nil
}

// answerer returns whom a questioner's "you" speaks to: who answers next.
func (x *extraction) answerer(i int) []ref {
	for s := x.Tokens[i].Sentence + 1; s < len(x.Sentences) && s < x.Tokens[i].Sentence+12; s++ {
		k := x.Sentences[s].Start
		colon := k
		for colon < x.Sentences[s].End && colon < k+5 && x.Form(colon) != ":" {
			colon++
		}
		if colon >= x.Sentences[s].End || x.Form(colon) != ":" || colon == k || strings.ToUpper(x.Form(k)) != x.Form(k) {
			continue
		}
		for n := colon - 1; n >= k; n-- {
			if refs := x.byName(n, []ontology.Type{ontology.Person}); len(refs) > 0 {
				return []ref{{refs[0].entity, x.word(i)}}
			}
		}
		return nil
	}
	return nil
}
