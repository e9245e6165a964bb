package extract

import (
	"slices"
	"strings"

	"entente/graph/ontology"
	"entente/loaders/nlp"
)

// readBelonging reads of which state somebody is a citizen and to which body
// somebody belongs, where no office tells: "the Dutch philosopher Ana Smit",
// "Petra Becker of the institute", "Lena Holm, an economist at the bank".
func (x *extraction) readBelonging() {
	for n, name := range x.Names {
		at := x.ofName[n]
		if at < 0 || name.Kind != nlp.Person || x.list[at].Type != ontology.Person {
			continue
		}
		x.belongsBefore(n, at)
		x.belongsBehind(n, at)
	}
	for h := range x.Tokens {
		x.belongsByCopula(h)
	}
}

// belongReach is the length in words of a description beside a name.
const belongReach = 9

// belongsBefore reads the words in front of a name: "Dutch striker Roy Makaay",
// "SPD politician Ute Vogt", "Barcelona's Andres Iniesta".
func (x *extraction) belongsBefore(n, person int) {
	name := x.Names[n]
	i := name.Start - 1
	first := x.Sentences[x.Tokens[name.Start].Sentence].Start
	nouns := 0
	for ; i >= first && name.Start-i < belongReach; i-- {
		k := x.nameAt[i]
		switch {
		case k >= 0 && x.nameEntity(k) >= 0:
			if x.Names[k].Start < i {
				i = x.Names[k].Start
			}
			x.belongsTo(n, person, k, nouns > 0 || x.Names[k].End < name.Start)
			continue
		case x.upos(i) == "NOUN" || x.upos(i) == "PROPN":
			if _, office := officeNouns[x.officeLemma(i)]; office {
				return // told as an office
			}
			nouns++
		case x.upos(i) == "ADJ", x.Form(i) == "-", x.lemma(i) == "'s" && i == name.Start-1:
		default:
			return
		}
	}
}

// belongsTo makes the claim that a person is of the state or body of name k.
func (x *extraction) belongsTo(n, person, k int, parted bool) {
	at := x.nameEntity(k)
	hyphen := x.Names[k].End < len(x.Tokens) && x.Form(x.Names[k].End) == "-" // "Iran-born"
	if hyphen || at == person {
		return
	}
	switch x.list[at].Type {
	case ontology.Country:
		if x.Names[k].Kind == nlp.Demonym || parted && !x.studied(k) {
			x.belong(n, person, "citizenOf", x.nameRef(k))
		}
	case ontology.Organization:
		x.belong(n, person, "memberOf", x.nameRef(k))
	}
}

// studied reports whether a state is what the noun behind its name knows about, not
// where somebody is from: "a Haiti expert", "Vatican expert".
func (x *extraction) studied(k int) bool {
	i := x.Names[k].End
	return i < len(x.Tokens) && (x.lemma(i) == "expert" || x.lemma(i) == "analyst" || x.lemma(i) == "specialist" || x.lemma(i) == "watcher" ||
		x.lemma(i) == "scholar" || x.lemma(i) == "correspondent" || x.lemma(i) == "researcher" || x.lemma(i) == "observer")
}

// belong adds an affiliation once.
func (x *extraction) belong(n, person int, role string, to ref) {
	key := [3]int{person, to.entity, len(role)}
	represents := [3]int{person, to.entity, len("represents")}
	if x.affiliated[key] || role == "citizenOf" && x.affiliated[represents] || to.entity == person {
		return
	}
	x.affiliated[key] = true
	name := x.Names[n]
	c := x.plainClaim(ontology.AffiliationKind.Name, "belongs-"+strings.ToLower(role), name.Start)
	c.play("subject", ref{person, x.span(name.Start, name.End)})
	c.play(role, to)
	x.add(c)
}

// belongsBehind reads the words behind a name: "of the SPD", "(SPD)", ", a German
// economist at the bank,".
func (x *extraction) belongsBehind(n, person int) {
	i := x.Names[n].End
	end := x.Sentences[x.Tokens[x.Names[n].Start].Sentence].End
	if i+1 >= end {
		return
	}
	switch {
	case x.Form(i) == "(":
		if slices.ContainsFunc(x.ofPerson[person], func(k int) bool { return x.offices[k].rule == inBracketsRule }) {
			return // of a ministry, not of a body
		}
		if k := x.nameAt[i+1]; k >= 0 && x.Names[k].End < end && x.Form(x.Names[k].End) == ")" {
			x.belongsTo(n, person, k, false)
		}
	case x.Form(i) == ",":
		x.described2(n, person, i+1, end)
	case x.lemma(i) == "of" || x.lemma(i) == "from" || x.lemma(i) == "at" || x.lemma(i) == "with":
		if k := x.nameBehind(i+1, end); k >= 0 && x.nameEntity(k) >= 0 && (x.lemma(i) != "at" && x.lemma(i) != "with" || x.list[x.nameEntity(k)].Type == ontology.Organization && x.tight(n, i)) {
			x.belongsBody(n, person, k)
		}
	}
}

// tight reports whether a phrase that begins at token i hangs on the name: "X with
// the institute said", not "met X with the minister".
func (x *extraction) tight(n, i int) bool {
	h := x.head(i) // the noun that the preposition marks
	return h >= 0 && x.head(h) >= x.Names[n].Start && x.head(h) < x.Names[n].End
}

// belongsBody adds a membership; a place or a state behind "from" says less.
func (x *extraction) belongsBody(n, person, k int) {
	at := x.nameEntity(k)
	if x.list[at].Type == ontology.Organization {
		x.belong(n, person, "memberOf", x.nameRef(k))
	}
}

// nameBehind returns the name that a noun phrase from token i begins or ends with:
// "the globalization-critical network Attac"; -1 if none.
func (x *extraction) nameBehind(i, end int) int {
	for k := i; k < min(end, i+6); k++ {
		if x.nameAt[k] >= 0 && x.Names[x.nameAt[k]].Kind != nlp.Demonym {
			return x.nameAt[k]
		}
		switch x.upos(k) {
		case "DET", "ADJ", "NOUN", "PROPN":
		case "PUNCT":
			if x.Form(k) != "-" {
				return -1
			}
		case "VERB":
			if x.rel(k) != "amod" && x.rel(k) != "compound" {
				return -1
			}
		default:
			return -1
		}
	}
	return -1
}

// described2 reads a description behind a comma: its adjectives, then the body
// behind its noun.
func (x *extraction) described2(n, person, i, end int) {
	if x.lemma(i) == "of" || x.lemma(i) == "from" {
		if k := x.nameBehind(i+1, end); k >= 0 && x.nameEntity(k) >= 0 {
			x.belongsBody(n, person, k)
		}
		return
	}
	noun := -1
	var told []int
	for k := i; k < min(end, i+belongReach); k++ {
		switch {
		case x.nameAt[k] >= 0 && x.Names[x.nameAt[k]].Kind == nlp.Person:
			return // a list of people
		case x.nameAt[k] >= 0:
			if x.nameEntity(x.nameAt[k]) >= 0 && x.Names[x.nameAt[k]].Start == k {
				told = append(told, x.nameAt[k])
			}
			continue
		case x.upos(k) == "NOUN":
			noun = k
			continue
		case x.upos(k) == "DET" || x.upos(k) == "ADJ" || x.Form(k) == "-" || x.upos(k) == "PROPN" || x.lemma(k) == "'s" || x.upos(k) == "ADV":
			continue
		}
		break
	}
	x.describe(n, person, noun, told, end)
}

// describe claims what a description with its noun says of a person.
func (x *extraction) describe(n, person, noun int, told []int, end int) {
	if noun < 0 || x.plural(noun) || !x.humanNoun(noun) {
		return
	}
	if _, office := officeNouns[x.officeLemma(noun)]; office {
		return
	}
	for _, k := range told {
		if x.Names[k].End <= noun {
			x.belongsTo(n, person, k, true)
		}
	}
	i := noun + 1
	if i+1 >= end {
		return
	}
	switch x.lemma(i) {
	case "of", "at", "with", "for", "from", "in":
		if k := x.nameBehind(i+1, end); k >= 0 && x.nameEntity(k) >= 0 && (x.lemma(i) != "in" || x.lemma(noun) == "member") {
			x.belongsBody(n, person, k)
		}
	}
}

// humanNoun reports whether a noun can be what a person is: it ends as such nouns
// do, or is one of the table.
func (x *extraction) humanNoun(i int) bool {
	lemma := x.lemma(i)
	if humans[lemma] {
		return true
	}
	for _, end := range []string{"er", "or", "ist", "ian", "man", "woman", "ant", "eur", "path", "logue"} {
		if strings.HasSuffix(lemma, end) && len(lemma) > len(end)+2 && !notHuman[lemma] {
			return true
		}
	}
	return false
}

var humans = map[string]bool{"member": true, "expert": true, "professor": true, "chief": true, "aide": true, "official": true, "student": true, "fellow": true, "diplomat": true,
	"analyst": true, "scholar": true, "athlete": true, "captain": true, "general": true, "cleric": true, "priest": true, "rebel": true, "citizen": true, "poet": true, "author": true,
	"star": true, "champion": true, "coach": true, "activist": true, "executive": true, "employee": true, "national": true, "refugee": true, "native": true, "pilot": true, "hero": true, "advocate": true}

var notHuman = map[string]bool{"letter": true, "matter": true, "center": true, "order": true, "paper": true, "number": true, "power": true, "river": true, "winter": true, "summer": true,
	"quarter": true, "border": true, "chapter": true, "newspaper": true, "factor": true, "sector": true, "plant": true, "grant": true, "restaurant": true, "list": true, "error": true,
	"corner": true, "computer": true, "register": true, "theater": true, "offer": true, "answer": true, "former": true, "other": true, "human": true, "war": true, "year": true, "weather": true}

// belongsByCopula reads "Ana Smit is a political scientist with the centre".
func (x *extraction) belongsByCopula(h int) {
	if x.upos(h) != "NOUN" || x.child(h, "cop") < 0 || x.plural(h) || !x.humanNoun(h) {
		return
	}
	for _, s := range x.subjects(h) {
		n := x.nameAt[s]
		if n >= 0 && x.Names[n].End < len(x.Tokens) && x.Form(x.Names[n].End) == ":" {
			continue // who speaks in a transcript is not what he speaks of
		}
		if n < 0 || x.ofName[n] < 0 || x.list[x.ofName[n]].Type != ontology.Person || x.Names[n].Kind != nlp.Person {
			continue
		}
		var told []int
		for k := int(x.left[h]); k < h; k++ {
			if m := x.nameAt[k]; m >= 0 && m != n && x.Names[m].Start == k && x.nameEntity(m) >= 0 && k > s && x.Names[m].Kind != nlp.Person {
				told = append(told, m)
			}
		}
		x.describe(n, x.ofName[n], h, slices.Compact(told), x.Sentences[x.Tokens[h].Sentence].End)
	}
}
