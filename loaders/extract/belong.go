package extract

import (
	"slices"
	"strings"

	"entente/graph/gazetteer"
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
		x.belongsByWork(h)
		x.belongsByParty(h)
		x.belongsByList(h)
		x.belongsByHome(h)
	}
	states := x.ofType(ontology.Country)
	for k := range x.claims {
		x.citizenByBody(k, states)
	}
}

// ofType are the entities of a type.
func (x *extraction) ofType(t ontology.Type) []int {
	var all []int
	for at := range x.list {
		if x.list[at].Type == t {
			all = append(all, at)
		}
	}
	return all
}

// belongsByList reads "Nigerian authors such as Ada Obi and John Bello": each of them is
// what the list says that all are.
func (x *extraction) belongsByList(h int) {
	if !x.noun(h) || !x.plural(h) || !x.humanNoun(h) || x.Tokens[h].Sentence >= len(x.Sentences) {
		return
	}
	k := h - 1
	for k > 0 && x.upos(k) == "ADJ" && x.nameAt[k] < 0 {
		k--
	}
	of := x.nameAt[max(k, 0)]
	if of < 0 || x.Names[of].Kind != nlp.Demonym || x.nameEntity(of) < 0 || x.list[x.nameEntity(of)].Type != ontology.Country {
		return
	}
	for _, who := range x.exampleNames(h) {
		x.belongRef(who, "citizenOf", x.nameRef(of), h)
	}
}

// exampleNames returns the persons whom a list names behind "such as", "among them" or
// "including" after the noun h, in its sentence.
func (x *extraction) exampleNames(h int) []ref {
	end := x.Sentences[x.Tokens[h].Sentence].End
	var out []ref
	opened := false
	for i := h + 1; i < end; i++ {
		word := x.lemma(i)
		switch {
		case !opened && (word == "such" && x.lemma(min(i+1, end-1)) == "as" || word == "among" && x.lemma(min(i+1, end-1)) == "they" || word == "among" && strings.EqualFold(x.Form(min(i+1, end-1)), "them")):
			opened = true
			i++
		case !opened && (word == "including" || word == "like"):
			opened = true
		case !opened:
			if x.verb(i) && x.full(i) != "acl:relcl" && x.rel(i) != "acl" || x.Form(i) == ";" || i-h > 12 {
				return nil
			}
		case x.personNear(i) && x.Names[x.nameAt[i]].Start == i && x.ofName[x.nameAt[i]] >= 0:
			n := x.nameAt[i]
			out = append(out, ref{x.ofName[n], x.span(i, x.Names[n].End)})
			i = x.Names[n].End - 1
		case word == "," || word == "and" || x.lemma(i) == "or":
		default:
			return out
		}
	}
	return out
}

// belongsByHome reads "his native Peru", "her home country of Morocco".
func (x *extraction) belongsByHome(p int) {
	if x.full(p) != "nmod:poss" || x.upos(p) != "PRON" || p+2 >= len(x.Tokens) {
		return
	}
	i := p + 1
	switch {
	case x.lemma(i) == "native":
		i++
	case x.lemma(i) == "home" && (x.lemma(i+1) == "country" || x.lemma(i+1) == "nation") && i+3 < len(x.Tokens) && (x.lemma(i+2) == "of" || x.Form(i+2) == ","):
		i += 3
	default:
		return
	}
	k := x.nameAt[min(i, len(x.Tokens)-1)]
	if k < 0 || x.Names[k].Start != i || x.nameEntity(k) < 0 || x.list[x.nameEntity(k)].Type != ontology.Country || x.Names[k].Kind == nlp.Demonym {
		return
	}
	for _, who := range x.refs(p, []ontology.Type{ontology.Person}) {
		x.belongRef(who, "citizenOf", x.nameRef(k), p)
	}
}

// citizenByBody takes who is of a party, a parliament or a ministry for a citizen of its
// state, where the article speaks of that state and calls him of no other: "SPD leader
// Karel Voss".
func (x *extraction) citizenByBody(k int, states []int) {
	c := x.claims[k]
	role, body := "subject", "memberOf"
	if c.Kind == ontology.OfficeKind.Name {
		role, body = "person", "of"
	}
	who, ok := c.part(role)
	of, told := c.part(body)
	if !ok || !told || x.list[who.Entity].Type != ontology.Person {
		return
	}
	state := -1
	if t := x.tokenAt(of.Start); t >= 0 && x.nameAt[t] >= 0 && x.list[of.Entity].Type == ontology.Place {
		state = x.owner(x.nameAt[t]) // "the governor of Arland's Eastern Province"
	}
	if state < 0 {
		state = x.stateOfBody(of.Entity, states)
	}
	if state < 0 || x.stateOfPerson(who.Entity) {
		return
	}
	x.belongRef(ref{who.Entity, Span{who.Start, who.End}}, "citizenOf", ref{state, Span{of.Start, of.End}}, x.tokenAt(c.Trigger.Start))
}

// stateOfBody returns the one of the states that the article speaks of whose party, parliament
// or ministry an entity is, or in which the city lies that has a mayor; -1 if none.
func (x *extraction) stateOfBody(at int, states []int) int {
	body := x.list[at]
	is := func(one *Entity) bool { return false }
	switch {
	case body.Type == ontology.Organization && body.Ref != "":
		e, known := gazetteer.Find(gazetteer.Organization, slug(body.Ref))
		if !known || !ofCitizens[e.Sort] || e.Country == "" {
			return -1
		}
		is = func(one *Entity) bool { return one.Ref == "country:"+e.Country }
	case body.Type == ontology.Organization: // "Labour Party of Norway", "parliament of Norway"
		name, state, ok := strings.Cut(body.Name, " of ")
		words := strings.Fields(strings.ToLower(name))
		if !ok || len(words) == 0 || !ofCitizens[words[len(words)-1]] {
			return -1
		}
		is = func(one *Entity) bool {
			return slices.ContainsFunc(one.Mentions, func(m Mention) bool { return m.Text == state })
		}
	case body.Type == ontology.Place && body.Ref != "":
		e, known := gazetteer.Find(gazetteer.Place, slug(body.Ref))
		if !known || e.Country == "" {
			return -1
		}
		is = func(one *Entity) bool { return one.Ref == "country:"+e.Country }
	}
	for _, at := range states {
		if one := &x.list[at]; len(one.Mentions) > 0 && is(one) {
			return at
		}
	}
	return -1
}

// ofCitizens are the sorts of bodies that are made up of citizens of their state.
var ofCitizens = map[string]bool{"party": true, "parliament": true, "ministry": true, "government": true, "court": true}

// stateOfPerson reports whether the article or the gazetteer tells of which state a person
// is.
func (x *extraction) stateOfPerson(person int) bool {
	if x.list[person].Ref != "" && x.stateOf(x.list[person].Ref, "") != "" {
		return true
	}
	return slices.ContainsFunc(x.told.whose[person], func(k int) bool {
		c := &x.claims[k]
		if c.Kind == ontology.OfficeKind.Name {
			return slices.ContainsFunc(c.players("of"), func(of int) bool { return x.list[of].Type == ontology.Country })
		}
		return len(c.players("citizenOf"))+len(c.players("represents")) > 0
	})
}

// worksAt are verbs of what one does as a member of a body, with the prepositions
// before its name; "join" has it as its object.
var worksAt = map[string][]string{"join": {}, "belong": {"to"}, "teach": {"at"}, "lecture": {"at"}, "work": {"at", "for"}, "serve": {"at"}, "play": {"for"}, "report": {"for"}}

// belongsByWork reads "Karel Voss teaches at the university", "who had worked for the
// charity for ten years".
func (x *extraction) belongsByWork(v int) {
	if !x.verb(v) || worksAt[x.lemma(v)] == nil || x.rel(v) == "xcomp" { // "hopes to work for"
		return
	}
	if will, not := x.will(v); will || not {
		return
	}
	bodies := x.adjuncts(v, worksAt[x.lemma(v)])
	if x.lemma(v) == "join" {
		bodies = x.objects(v)
	}
	for _, at := range bodies {
		k := x.nameAt[at]
		if end := x.Sentences[x.Tokens[at].Sentence].End; k < 0 && at+1 < end && !x.humanNoun(at) && x.nameAt[at+1] >= 0 {
			k = x.nameAt[at+1] // "works for the welfare organization Amber Care"
		}
		if k < 0 || x.nameEntity(k) < 0 || x.list[x.nameEntity(k)].Type != ontology.Organization {
			continue
		}
		for _, s := range x.subjects2(v) {
			if x.child(s, "cop") >= 0 && len(x.subjects(s)) > 0 {
				s = x.subjects(s)[0] // "Voss is a vet who has worked for"
			}
			for _, who := range x.refs(s, []ontology.Type{ontology.Person}) {
				x.belongRef(who, "memberOf", x.nameRef(k), v)
			}
		}
	}
}

// belongsByParty reads "Karel Voss's Liberal Party": whose a party is belongs to it.
func (x *extraction) belongsByParty(h int) {
	k := x.nameAt[h]
	if k < 0 || x.Names[k].End != h+1 || x.nameEntity(k) < 0 || x.list[x.nameEntity(k)].Type != ontology.Organization || !x.politicalParty(k) {
		return
	}
	poss := x.child(h, "nmod:poss")
	if poss < 0 {
		return
	}
	for _, who := range x.refs(poss, []ontology.Type{ontology.Person}) {
		x.belongRef(who, "memberOf", x.nameRef(k), h)
	}
}

// politicalParty reports whether name k is a party's: the gazetteer knows it, or it is called one.
func (x *extraction) politicalParty(k int) bool {
	n := x.Names[k]
	h, ok := x.as(ontology.Organization, x.Words(n.Start, n.End), x.article.Published)
	return ok && h.party || x.Form(n.End-1) == "Party"
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
	if i > first && x.Form(i) == "," && x.noun(i-1) && x.humanNoun(i-1) && !x.plural(i-1) && x.closed(name.End) {
		i-- // "the institute's energy expert, Ana Berg,"
	}
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
			if x.officeHead(i) {
				return // told as an office
			}
			nouns++
		case x.upos(i) == "ADJ", x.Form(i) == "-", x.lemma(i) == "'s" && (i == name.Start-1 || nouns > 0), x.lemma(i) == "and" && nouns > 0 && x.noun(i-1),
			x.upos(i) == "VERB" && x.rel(i) == "amod":
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

// belong adds an affiliation of the person of name n once.
func (x *extraction) belong(n, person int, role string, to ref) {
	name := x.Names[n]
	x.belongRef(ref{person, x.span(name.Start, name.End)}, role, to, name.Start)
}

// belongRef adds an affiliation once, told at token i.
func (x *extraction) belongRef(who ref, role string, to ref, i int) {
	key := [3]int{who.entity, to.entity, len(role)}
	represents := [3]int{who.entity, to.entity, len("represents")}
	if x.affiliated[key] || role == "citizenOf" && x.affiliated[represents] || to.entity == who.entity {
		return
	}
	x.affiliated[key] = true
	c := x.plainClaim(ontology.AffiliationKind.Name, "belongs-"+strings.ToLower(role), i)
	c.play("subject", who)
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
		k := x.nameAt[i+1]
		if k < 0 && x.lemma(i+1) == "of" { // "Lena Holm (of the Coast Party)"
			k = x.nameBehind(i+2, end)
		}
		if k >= 0 && x.Names[k].End < end && x.Form(x.Names[k].End) == ")" {
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
		if m := x.nameAt[k]; m >= 0 && x.Names[m].Kind != nlp.Demonym {
			if to := x.Names[m].End; to+1 < end && x.lemma(to) == "'s" && x.nameAt[to+1] >= 0 && x.Names[m].Start == k {
				return x.nameAt[to+1] // "of Norway's Labour Party"
			}
			return m
		}
		switch x.upos(k) {
		case "DET", "ADJ", "NOUN", "PROPN", "ADV":
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
	if x.lemma(i) == "also" && i+1 < end { // ", also from Norway,"
		i++
	}
	if x.lemma(i) == "of" || x.lemma(i) == "from" {
		if k := x.nameBehind(i+1, end); k >= 0 && x.nameEntity(k) >= 0 {
			x.belongsBody(n, person, k)
			if x.list[x.nameEntity(k)].Type == ontology.Country && x.Names[k].Kind == nlp.Place && x.Names[k].End < len(x.Tokens) && x.upos(x.Names[k].End) == "PUNCT" {
				x.belong(n, person, "citizenOf", x.nameRef(k))
			}
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
	if noun < 0 || x.plural(noun) {
		return
	}
	if next := x.alsoIs(noun, end); next >= 0 {
		x.describe(n, person, next, nil, end)
	}
	if !x.humanNoun(noun) {
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
	if k := x.bodyOfDescription(noun, end); k >= 0 {
		x.belongsBody(n, person, k)
	}
}

// alsoIs returns the next noun of a description behind "and a": "director of the bank
// and a member of the council"; -1 if none.
func (x *extraction) alsoIs(noun, end int) int {
	for i := noun + 1; i+2 < min(end, noun+belongReach); i++ {
		switch {
		case x.lemma(i) == "and" && x.upos(i+1) == "DET":
			for k := i + 2; k < end && (x.noun(k) || x.upos(k) == "ADJ"); k++ {
				if x.humanNoun(k) {
					return k
				}
			}
			return -1
		case x.upos(i) == "PUNCT" && x.Form(i) != "-" || x.upos(i) == "VERB" || x.personNear(i):
			return -1
		}
	}
	return -1
}

// bodyOfDescription returns the name of the body to which the noun of a description
// belongs: what stands behind "at" or "with" says it better than what stands behind
// "of" or "on", which may be a field of study, as in "professor of International
// Relations at Lahore University"; -1 if none.
func (x *extraction) bodyOfDescription(noun, end int) int {
	body := -1
	for i := noun + 1; i+1 < min(end, noun+belongReach+3); i++ {
		word := x.lemma(i)
		switch {
		case word == "at" || word == "with" || body < 0 && (i == noun+1 && (word == "of" || word == "for" || word == "from") || word == "in" && x.lemma(noun) == "member"):
			if k := x.nameBehind(i+1, end); k >= 0 && x.nameEntity(k) >= 0 && x.list[x.nameEntity(k)].Type == ontology.Organization {
				body = k
			}
		case x.upos(i) == "PUNCT" && x.Form(i) != "-" || x.upos(i) == "VERB" && x.nameAt[i] < 0 || x.upos(i) == "SCONJ" || x.personNear(i):
			return body
		}
	}
	return body
}

// humanNoun reports whether a noun can be what a person is: it ends as such nouns
// do, or is one of the table.
func (x *extraction) humanNoun(i int) bool { return humanLemma(x.lemma(i)) }

func humanLemma(lemma string) bool {
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

var humans = map[string]bool{"correspondent": true, "agent": true, "democrat": true, "veteran": true, "medalist": true, "member": true, "expert": true, "professor": true, "chief": true, "aide": true, "official": true, "student": true, "fellow": true, "diplomat": true,
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
