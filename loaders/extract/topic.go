package extract

import (
	"strings"

	"entente/graph/ontology"
	"entente/loaders/article"
	"entente/loaders/nlp"
)

// readTopics says what the article is about: what its headline names, else its
// first paragraph.
func (x *extraction) readTopics() {
	for _, kind := range []article.PartKind{article.Headline, article.Deck, article.Paragraph} {
		for _, part := range x.article.Parts {
			if part.Kind == kind && x.topicsIn(part) {
				return
			}
		}
	}
}

func (x *extraction) topicsIn(part article.Part) bool {
	first := x.tokenAt(part.Start)
	if first < 0 {
		return false
	}
	if part.Kind == article.Paragraph && x.signature(first, part.End) {
		return false
	}
	c := x.plainClaim(ontology.TopicKind.Name, "topic-"+string(part.Kind), first)
	for i := first; i < len(x.Tokens) && x.Tokens[i].End <= part.End; i++ {
		if n := x.nameAt[i]; n >= 0 && x.Names[n].Start == i && x.nameEntity(n) >= 0 {
			if !x.onlyInHeading(x.nameEntity(n)) && !x.ofTitle(n) && !x.pieceOfName(n) {
				c.play("about", x.nameRef(n))
			}
		}
	}
	if len(c.Parts) == 0 {
		return false
	}
	x.add(c)
	return true
}

// signature reports whether a paragraph says nothing itself and is a line of names and
// titles, as a speech or a release begins with: "Karel Voss, Secretary of State", "The
// following is attributable to Spokesperson Anna Holt:".
func (x *extraction) signature(first, end int) bool {
	last := first
	for last+1 < len(x.Tokens) && x.Tokens[last+1].End <= end {
		last++
	}
	if x.Tokens[last].Sentence == x.Tokens[first].Sentence && strings.HasPrefix(x.Form(last), ":") || x.releases(first, last) {
		return true
	}
	if label, _, ok := strings.Cut(x.Text[x.Tokens[first].Start:end], ":"); x.turns && ok && len(label) < 60 && isLabel(label) {
		return end-x.Tokens[first].Start < len(label)+60 // "MR HOLT: Good afternoon, everyone."
	}
	for i := first; i < len(x.Tokens) && x.Tokens[i].End <= end; i++ {
		if u := x.upos(i); u == "VERB" || u == "AUX" {
			return false
		}
	}
	return true
}

// releases reports whether one sentence only says who released what follows: "The text of
// the following statement was released by the Governments of Arland and Borvia."
func (x *extraction) releases(first, last int) bool {
	if x.Tokens[first].Sentence != x.Tokens[last].Sentence {
		return false
	}
	following, released := false, false
	for i := first; i <= last; i++ {
		following = following || x.lemma(i) == "following" || x.lemma(i) == "follow" || x.lemma(i) == "below"
		released = released || x.lemma(i) == "release" || x.lemma(i) == "issue"
	}
	return following && released
}

// ofTitle reports whether a name stands in the title of a person, or is one: "Civilian
// Security" in "Under Secretary for Civilian Security Anna Holt", "President".
func (x *extraction) ofTitle(n int) bool {
	name, at := x.Names[n], x.nameEntity(n)
	if x.list[at].Type != ontology.Organization && x.list[at].Type != ontology.Person || x.list[at].Ref != "" {
		return false
	}
	if _, office := officeNouns[strings.ToLower(x.lemma(name.End-1))]; office && x.list[at].Type == ontology.Organization {
		return true
	}
	for _, o := range x.offices {
		if o.from <= name.Start && name.End <= o.to && o.person != at {
			return true
		}
	}
	for _, p := range x.Names {
		if p.Kind == nlp.Person && p.Start >= name.End && p.Start-name.End < 12 && x.Tokens[p.Start].Sentence == x.Tokens[name.Start].Sentence {
			if t := longTitle(x.Doc, p).Title; t.Start <= name.Start && name.End <= t.End {
				return true
			}
		}
	}
	return false
}

// pieceOfName reports whether a name of a place is a piece of another: "Pacific" in
// "the Pacific Marine Corridor".
func (x *extraction) pieceOfName(n int) bool {
	name := x.Names[n]
	if name.Kind != nlp.Place || x.list[x.nameEntity(n)].Type == ontology.Country || name.End >= len(x.Tokens) || x.Tokens[name.End].Sentence != x.Tokens[name.Start].Sentence {
		return false
	}
	return x.upos(name.End) == "PROPN" && x.nameAt[name.End] < 0 && x.capitalized(name.End) && x.rel(x.headOf(name.Start, name.End)) == "compound"
}

// onlyInHeading reports whether a body or place that the gazetteer does not know is
// named in headlines alone: where all words have capitals they are often no name.
func (x *extraction) onlyInHeading(at int) bool {
	e := x.list[at]
	if e.Ref != "" || e.Type == ontology.Person || e.Type == ontology.Country {
		return false
	}
	for _, m := range e.Mentions {
		if t := x.tokenAt(m.Start); t < 0 || !x.Sentences[x.Tokens[t].Sentence].Heading {
			return false
		}
	}
	return true
}

// readAffiliations reads who belongs to what: "Laurent Fabius of France", "the
// Ostelian lawmaker", "John Kerry's Norway"-like possessives do not count.
func (x *extraction) readAffiliations() {
	x.affiliated = map[[3]int]bool{}
	for n, name := range x.Names {
		at := x.ofName[n]
		if at < 0 || name.Kind != nlp.Person || x.list[at].Type != ontology.Person {
			continue
		}
		x.ofCountry(n, at)
	}
	for _, o := range x.offices {
		x.officeCountry(o)
	}
	x.readBelonging()
}

// ofCountry reads "Laurent Fabius of France".
func (x *extraction) ofCountry(n, person int) {
	name := x.Names[n]
	i := name.End
	if i+1 >= len(x.Tokens) || x.lemma(i) != "of" || x.Tokens[i].Sentence != x.Tokens[name.Start].Sentence {
		return
	}
	next := i + 1
	if x.upos(next) == "DET" && next+1 < len(x.Tokens) {
		next++
	}
	of := x.nameAt[next]
	if of < 0 || x.Names[of].Start != next || x.nameEntity(of) < 0 {
		return
	}
	role := map[ontology.Type]string{ontology.Country: "represents", ontology.Organization: "memberOf"}[x.list[x.nameEntity(of)].Type]
	if role == "" {
		return
	}
	x.affiliated[[3]int{person, x.nameEntity(of), len(role)}] = true
	c := x.plainClaim(ontology.AffiliationKind.Name, "name-of", name.Start)
	c.play("subject", ref{person, x.span(name.Start, name.End)})
	c.play(role, x.nameRef(of))
	x.add(c)
}

// officeCountry says for which state somebody acts who holds an office of it.
func (x *extraction) officeCountry(o officeOf) {
	if o.person < 0 || len(o.of) == 0 {
		return
	}
	holder := o.of[0]
	if x.list[holder.entity].Type != ontology.Country {
		return
	}
	role := "represents"
	if o.status == "former" {
		role = "citizenOf"
	}
	key := [3]int{o.person, holder.entity, len(role)}
	if x.affiliated[key] {
		return
	}
	x.affiliated[key] = true
	c := x.plainClaim(ontology.AffiliationKind.Name, "office-"+strings.ToLower(role), o.head)
	c.play("subject", ref{o.person, o.name})
	c.play(role, holder)
	x.add(c)
}
