package extract

import (
	"strings"

	"entente/graph/ontology"
	"entente/loaders/article"
	"entente/loaders/nlp"
)

// readTopics says what the article is about: what its headline names, else the first
// sentence of its body that tells something.
func (x *extraction) readTopics() {
	looked := 0
	for _, kind := range []article.PartKind{article.Headline, article.Deck, article.Paragraph} {
		for _, part := range x.article.Parts {
			if part.Kind != kind || kind == article.Paragraph && looked == openings {
				continue
			}
			if x.topicsIn(part) {
				return
			}
			if kind == article.Paragraph {
				looked++
			}
		}
	}
}

// openings are the paragraphs among which an article says what it is about.
const openings = 12

// topicsIn claims what a part says that the article is about.
func (x *extraction) topicsIn(part article.Part) bool {
	first, last := x.tokenAt(part.Start), -1
	if first < 0 {
		return false
	}
	for i := first; i < len(x.Tokens) && x.Tokens[i].End <= part.End; i++ {
		last = i
	}
	if last < first || part.Kind != article.Paragraph {
		return last >= first && x.topicsOf(part, first, last+1)
	}
	if x.signature(first, part.End) {
		return false
	}
	for from := x.behindLabel(first, last); from <= last; {
		to := min(x.Sentences[x.Tokens[from].Sentence].End, last+1)
		if !x.talk || !x.greets(from, to) && x.knownIn(from, to) {
			return x.topicsOf(part, from, to)
		}
		from = to
	}
	return false
}

// topicsOf claims that the article is about what tokens [from, to) name.
func (x *extraction) topicsOf(part article.Part, from, to int) bool {
	c := x.plainClaim(ontology.TopicKind.Name, "topic-"+string(part.Kind), from)
	for i := from; i < to; i++ {
		if n := x.nameAt[i]; n >= 0 && x.Names[n].Start == i && x.nameEntity(n) >= 0 && x.isTopic(n) {
			c.play("about", x.nameRef(n))
		}
	}
	if len(c.Parts) == 0 {
		return false
	}
	x.add(c)
	return true
}

// behindLabel passes over the label of a turn of talk: "MR HOLT:".
func (x *extraction) behindLabel(first, last int) int {
	for i := first; i <= last && i < first+8; i++ {
		if strings.HasPrefix(x.Form(i), ":") && isLabel(x.Text[x.Tokens[first].Start:x.Tokens[i].Start]) {
			return i + 1
		}
	}
	return first
}

// greets reports whether tokens [from, to) of talk are courtesies, or words between those
// who talk, as remarks begin with: "Good afternoon, everyone.", "Let us go to Anna Holt."
func (x *extraction) greets(from, to int) bool {
	for i := from; i < to; i++ {
		if courtesies[x.lemma(i)] || x.lemma(i) == "good" && i+1 < to && daytimes[x.lemma(i+1)] {
			return true
		}
	}
	return to-from < 8 || x.lemma(from) == "you"
}

// knownIn reports whether tokens [from, to) name something that is known, or a person
// with an office.
func (x *extraction) knownIn(from, to int) bool {
	for i := from; i < to; i++ {
		if n := x.nameAt[i]; n >= 0 && x.nameEntity(n) >= 0 && (x.list[x.nameEntity(n)].Ref != "" || len(x.ofPerson[x.nameEntity(n)]) > 0) {
			return true
		}
	}
	return false
}

var (
	courtesies = map[string]bool{"thank": true, "thanks": true, "hello": true, "hi": true, "welcome": true, "greetings": true, "floor": true, "sorry": true, "apologize": true, "let": true, "please": true}
	daytimes   = map[string]bool{"morning": true, "afternoon": true, "evening": true, "day": true, "night": true}
)

// isTopic reports whether name n is one of a thing of which an article may be: no title,
// no piece of a name, and if nobody knows it then not named once in passing.
func (x *extraction) isTopic(n int) bool {
	at := x.nameEntity(n)
	return !x.onlyInHeading(at) && !x.ofTitle(n) && !x.pieceOfName(n) && !x.inPassing(at)
}

// inPassing reports whether a body or place is named once and known to nobody: it is
// often a piece of a longer name, "Traffic" of "International Traffic in Arms
// Regulations", or a word with a capital, "Republic".
func (x *extraction) inPassing(at int) bool {
	e := x.list[at]
	if e.Ref != "" || e.Type == ontology.Person || e.Type == ontology.Country {
		return false
	}
	names := 0
	for _, m := range e.Mentions {
		if m.Kind == "name" {
			names++
		}
	}
	return names < 2 || !strings.ContainsAny(x.longest(e), " ") && bareBodies[strings.ToLower(x.longest(e))]
}

// longest returns the longest name by which an entity is called.
func (x *extraction) longest(e Entity) string {
	name := e.Name
	for _, m := range e.Mentions {
		if m.Kind == "name" && len(m.Text) > len(name) {
			name = m.Text
		}
	}
	return name
}

// bareBodies are words for bodies and states that name none by themselves.
var bareBodies = map[string]bool{"republic": true, "kingdom": true, "commonwealth": true, "state": true, "union": true, "government": true, "department": true, "ministry": true,
	"parliament": true, "congress": true, "council": true, "secretary": true, "presidency": true, "embassy": true, "mission": true, "center": true, "foundation": true}

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
		if x.upos(i) == "AUX" || x.upos(i) == "VERB" && finite[x.Tokens[i].XPOS] {
			return false
		}
	}
	return true
}

// finite are the tags of verbs that say something: "Acting" of a title does not.
var finite = map[string]bool{"VB": true, "VBD": true, "VBP": true, "VBZ": true, "VBN": true}

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
	for k := x.firstName(name.End); k < len(x.Names) && x.Names[k].Start-name.End < 12; k++ {
		if p := x.Names[k]; p.Kind == nlp.Person && x.Tokens[p.Start].Sentence == x.Tokens[name.Start].Sentence {
			if t := longTitle(x.Doc, p).Title; t.Start <= name.Start && name.End <= t.End {
				return true
			}
		}
	}
	return false
}

// pieceOfName reports whether a name of a place or body is a piece of another: "Pacific"
// in "the Pacific Marine Corridor", "Armed Forces" in "Armed Forces Day".
func (x *extraction) pieceOfName(n int) bool {
	name, e := x.Names[n], x.list[x.nameEntity(n)]
	if e.Type == ontology.Country || e.Type == ontology.Organization && e.Ref != "" || name.Kind == nlp.Person || name.End >= len(x.Tokens) {
		return false
	}
	if name.Start > 0 && x.Form(name.Start-1) == "-" && x.Tokens[name.Start-1].End == x.Tokens[name.Start].Start {
		return true // "Pacific" of "Indo-Pacific"
	}
	if x.Tokens[name.End].Sentence != x.Tokens[name.Start].Sentence {
		return false
	}
	return x.upos(name.End) == "PROPN" && x.nameAt[name.End] < 0 && x.capitalized(name.End) && (e.Type == ontology.Organization || x.rel(x.headOf(name.Start, name.End)) == "compound")
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
