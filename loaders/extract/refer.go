package extract

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/graph/gazetteer"
	"entente/graph/ontology"
	"entente/loaders/nlp"
)

// ref is an entity where it plays a part: the words that refer to it there.
type ref struct {
	entity int
	span   Span
}

// chain finds the entity of chain c, if its mentions name one or its noun is a
// body that acts, and notes the mentions.
func (e *things) chain(c int) {
	chain := e.Chains[c]
	if e.ofChain[c] < 0 {
		e.ofChain[c] = e.chainName(chain)
	}
	if e.ofChain[c] < 0 {
		e.ofChain[c] = e.chainBody(chain)
	}
	if e.ofChain[c] < 0 {
		return
	}
	for _, m := range chain.Mentions {
		if m.Kind != nlp.Proper && m.Group == nil && m.Start < m.End && m.End <= len(e.Tokens) && !(m.Kind == nlp.Nominal && e.foreign(m.Head, e.ofChain[c])) {
			e.mention(e.ofChain[c], m.Start, m.End, string(m.Kind))
		}
	}
}

// chainName returns the entity of the first name of a chain that is no demonym.
func (e *things) chainName(chain nlp.Chain) int {
	for _, m := range chain.Mentions {
		if m.Kind != nlp.Proper || m.Head < 0 || m.Head >= len(e.Tokens) || m.Group != nil || e.nameAt[m.Head] < 0 {
			continue
		}
		n := e.nameAt[m.Head]
		if at := e.ofName[n]; at >= 0 && e.Names[n].Kind != nlp.Demonym {
			return at
		}
		if at := e.actorOf[n]; at >= 0 {
			return at
		}
	}
	return -1
}

func (e *things) chainBody(chain nlp.Chain) int {
	for _, m := range chain.Mentions {
		if m.Group == nil && m.Head < len(e.Tokens) && e.noun(m.Head) {
			if at := e.nominalBody(m.Head); at >= 0 {
				return at
			}
		}
	}
	return -1
}

// refs returns the entities of the allowed types to which the phrase headed by
// token i refers, in order of the text: none, one, or several for a group.
func (e *things) refs(i int, allowed []ontology.Type) []ref {
	if i < 0 || i >= len(e.Tokens) {
		return nil
	}
	i = e.antecedent(i)
	for _, find := range []func(int, []ontology.Type) []ref{
		e.byName, e.byApposition, e.byInclusion, e.byBodyNoun, e.byGroup, e.bySpeaker, e.byChain, e.byOffice, e.byBody, e.byNamedNoun, e.byCountry, e.byPronoun,
	} {
		if found := find(i, allowed); len(found) > 0 {
			return found
		}
	}
	return nil
}

func (e *things) allowed(at int, types []ontology.Type) bool {
	return at >= 0 && slices.Contains(types, e.list[at].Type)
}

// byName takes the name that covers the token.
func (e *things) byName(i int, allowed []ontology.Type) []ref {
	n := e.nameAt[i]
	if n < 0 {
		return nil
	}
	span := e.span(e.Names[n].Start, e.Names[n].End)
	for _, at := range []int{e.actorOf[n], e.ofName[n]} {
		if e.allowed(at, allowed) {
			return []ref{{at, span}}
		}
	}
	if pair := e.pairs[n]; len(pair) > 0 && slices.Contains(allowed, ontology.Country) && !slices.Contains(allowed, ontology.Place) {
		return []ref{{pair[0], span}, {pair[1], span}}
	}
	if slices.Contains(allowed, ontology.Country) && !slices.Contains(allowed, ontology.Place) && e.ofName[n] >= 0 && !e.heldThere(n) && !e.listedWhere(n) {
		// A capital that is no metonym by its place in the tree, but fills an actor's part.
		if h, ok := e.as(ontology.Place, e.Words(e.Names[n].Start, e.Names[n].End), e.article.Published); ok && h.acts && h.country != "" {
			at := e.entity(h.country, ontology.Country, h.country)
			e.mention(at, e.Names[n].Start, e.Names[n].End, "metonym")
			return []ref{{at, span}}
		}
	}
	return nil
}

// byApposition takes the name that a title or a description goes with: "the
// foreign minister, Sergei Lavrov", "Secretary Kerry".
func (e *things) byApposition(i int, allowed []ontology.Type) []ref {
	if e.nameAt[i] >= 0 || !e.noun(i) {
		return nil
	}
	for n := range e.titleNames(i) {
		if e.allowed(e.ofName[n], allowed) && e.Names[n].Kind == nlp.Person {
			return []ref{{e.ofName[n], e.span(e.Names[n].Start, e.Names[n].End)}}
		}
	}
	if several := e.apposedNames(i, allowed); len(several) > 1 {
		return several
	}
	for _, k := range e.children(i) {
		switch e.full(int(k)) {
		case "appos", "flat", "flat:name", "nmod:desc", "flat:desc":
		case "compound":
			if int(k) < i {
				continue
			}
		default:
			continue
		}
		if n := e.nameAt[k]; n >= 0 && e.allowed(e.ofName[n], allowed) && e.Names[n].Kind != nlp.Demonym {
			return []ref{{e.ofName[n], e.span(e.Names[n].Start, e.Names[n].End)}}
		}
	}
	return nil
}

// apposedNames returns those whose names stand behind a plural: "the prime
// ministers of Poland and Hungary, Jan Nowak and Istvan Kovacs".
func (e *things) apposedNames(i int, allowed []ontology.Type) []ref {
	if !e.plural(i) {
		return nil
	}
	var out []ref
	for _, k := range e.children(i) {
		if e.rel(int(k)) != "appos" {
			continue
		}
		for _, m := range e.conjuncts(int(k)) {
			if n := e.nameAt[m]; n >= 0 && e.Names[n].Kind == nlp.Person {
				out = append(out, e.byName(m, allowed)...)
			}
		}
	}
	return out
}

// titleNames yields the names whose title covers token i.
func (e *things) titleNames(i int) func(func(int) bool) {
	return func(yield func(int) bool) {
		at, _ := slices.BinarySearchFunc(e.Names, i, func(n nlp.Name, i int) int { return n.Start - i })
		for n := at; n < len(e.Names) && n < at+2; n++ {
			if t := e.Names[n].Title; t.Start <= i && i < t.End {
				if !yield(n) {
					return
				}
			}
		}
	}
}

// bySpeaker takes him who says something for the pronoun of a clause that tells when he
// did: "Holt said that Voss could not stay, two days after he proposed talks". The clause
// hangs on the verb of saying, behind what is said.
func (e *things) bySpeaker(i int, allowed []ontology.Type) []ref {
	if l := e.lemma(i); l != "he" && l != "she" || e.rel(i) != "nsubj" || !slices.Contains(allowed, ontology.Person) {
		return nil
	}
	v := e.head(i)
	if v < 0 || e.rel(v) != "advcl" || e.head(v) < 0 || e.head(v) > i || !saying[e.lemma(e.head(v))] || e.childLemma(v, "after", "before", "since") < 0 {
		return nil
	}
	said := e.head(v)
	if c := e.child(said, "ccomp"); c < said || c > i {
		return nil
	}
	for _, s := range e.subjects(said) {
		found := e.byName(s, []ontology.Type{ontology.Person})
		if len(found) == 0 {
			found = e.byApposition(s, []ontology.Type{ontology.Person})
		}
		if len(found) > 0 && s < said && e.mayBeCalled(found[0].entity, e.lemma(i)) {
			return []ref{{found[0].entity, e.span(i, i+1)}}
		}
	}
	return nil
}

// mayBeCalled reports whether "he" or "she" can stand for a person, as far as the
// gazetteer knows.
func (e *things) mayBeCalled(person int, pronoun string) bool {
	slug, _ := strings.CutPrefix(e.list[person].Ref, string(gazetteer.Person)+":")
	known, ok := gazetteer.Find(gazetteer.Person, slug)
	return !ok || known.Gender != gazetteer.Female && pronoun == "he" || known.Gender != gazetteer.Male && pronoun == "she"
}

// byChain takes what a pronoun or a noun stands for.
func (e *things) byChain(i int, allowed []ontology.Type) []ref {
	var out []ref
	switch e.lemma(i) {
	case "he", "she", "his", "her", "him":
		if !slices.Contains(allowed, ontology.Person) {
			return nil
		}
		allowed = []ontology.Type{ontology.Person}
	}
	for _, at := range e.heads[i] {
		m := e.Chains[at.chain].Mentions[at.mention]
		if m.Start < 0 || m.End > len(e.Tokens) || m.Start >= m.End {
			continue
		}
		for _, c := range m.Group {
			if c >= 0 && c < len(e.ofChain) && e.allowed(e.ofChain[c], allowed) {
				out = append(out, ref{e.ofChain[c], e.span(m.Start, m.End)})
			}
		}
		if m.Group == nil && e.allowed(e.ofChain[at.chain], allowed) && !e.foreign(i, e.ofChain[at.chain]) && !e.otherRank(i, e.ofChain[at.chain]) {
			from, to := m.Start, m.End
			if to-from > 6 {
				from, to = i, i+1
			}
			out = append(out, ref{e.ofChain[at.chain], e.span(from, to)})
		}
		if len(out) > 0 {
			return out
		}
	}
	return nil
}

// foreign reports whether the noun of an office is said to be of a state while the
// person it is taken for is known to serve another one: "the Ukrainian foreign
// minister" is not the Russian one of the sentence before.
func (e *things) foreign(i, person int) bool {
	if e.otherBody(i, person) {
		return true
	}
	if _, office := officeNouns[e.lemma(i)]; !office || e.list[person].Type != ontology.Person {
		return false
	}
	country := e.countryOf(i)
	if country < 0 {
		return false
	}
	if e.list[country].Ref != "" && e.list[person].Ref != "" {
		of := e.stateOf(e.list[person].Ref, e.article.Published)
		return of != "" && of != e.list[country].Ref
	}
	other := false
	for _, k := range e.officesOf(person) {
		o := &e.offices[k]
		if len(o.of) == 0 || o.of[0].entity < 0 || e.list[o.of[0].entity].Type != ontology.Country {
			continue
		}
		if o.of[0].entity == country {
			return false
		}
		other = true
	}
	return other
}

// otherRank reports whether a person holds another office than the noun i tells of:
// "the Secretary" is neither an Under Secretary nor a Secretary General, "the defense
// minister" no prime minister, and "the minister" no Secretary of State.
func (e *things) otherRank(i, person int) bool {
	noun := e.lemma(i)
	if !ranked[noun] || e.list[person].Type != ontology.Person {
		return false
	}
	fields := e.fields(i)
	if slices.ContainsFunc(fields, func(f string) bool { return ranks[f] }) {
		return false // who is president now was vice president then
	}
	other := false
	for _, k := range e.officesOf(person) {
		o := &e.offices[k]
		words := strings.Fields(strings.ToLower(strings.ReplaceAll(o.title, "-", " ")))
		at := slices.Index(words, noun)
		switch {
		case at < 0 && len(words) < 2:
			continue // "Mr", "King": no other office
		case at < 0:
		case len(fields) == 0 && at > 0 && words[at-1] == "foreign" && noun == "secretary" && e.plainSecretary(person): // "the Secretary" beside a Foreign Secretary
		case len(fields) > 0 && slices.ContainsFunc(fields, func(f string) bool { return slices.Contains(words, f) }),
			len(fields) == 0 && !(at > 0 && ranks[words[at-1]] || at+1 < len(words) && words[at+1] == "general"):
			return false
		}
		other = true
	}
	return other
}

// plainSecretary reports whether somebody else is called a Secretary alone or a Secretary
// of State.
func (e *things) plainSecretary(but int) bool {
	return slices.ContainsFunc(e.offices, func(o officeOf) bool {
		return o.person != but && (strings.EqualFold(o.title, "secretary") || strings.EqualFold(o.title, "secretary of state"))
	})
}

// ranked are the nouns of offices of which a state has several.
var ranked = map[string]bool{"secretary": true, "minister": true, "president": true}

// fields are the words before the noun of an office that tell which it is: "foreign".
func (e *things) fields(i int) []string {
	var out []string
	for _, k := range e.children(i) {
		if rel := e.rel(int(k)); int(k) < i && (rel == "amod" || rel == "compound") && e.nameAt[k] < 0 && !plainRank[e.lemma(int(k))] {
			out = append(out, e.lemma(int(k)))
		}
	}
	for _, k := range e.adjuncts(i, []string{"of", "for"}) {
		if e.nameAt[k] < 0 && e.upos(k) == "NOUN" { // "the minister of peace"
			out = append(out, e.lemma(k))
		}
	}
	return out
}

// plainRank are words before an office that do not tell which it is.
var plainRank = map[string]bool{"new": true, "former": true, "acting": true, "current": true, "then": true, "visiting": true, "outgoing": true, "incoming": true, "late": true, "interim": true, "good": true, "elected": true, "elect": true, "first": true, "young": true, "old": true, "female": true}

// ranks are the words that make another office of the same noun.
var ranks = map[string]bool{"under": true, "deputy": true, "assistant": true, "vice": true, "undersecretary": true}

// counts are the numbers of a group.
var counts = map[string]int{"two": 2, "both": 2, "three": 3, "four": 4, "five": 5}

// Nouns of groups, by what their members are.
var (
	groupPersons = map[string]bool{"minister": true, "leader": true, "president": true, "man": true, "woman": true, "diplomat": true, "envoy": true, "official": true, "chief": true, "secretary": true}
	groupStates  = map[string]bool{"country": true, "nation": true, "state": true, "government": true, "side": true, "neighbor": true, "neighbour": true, "power": true, "party": true, "ally": true, "rival": true}
)

// byGroup takes "the two countries" and "both leaders" for those last named
// together: the nearest sentence before that names so many of the kind.
func (e *things) byGroup(i int, allowed []ontology.Type) []ref {
	n := 0
	for _, k := range e.children(i) {
		if rel := e.rel(int(k)); rel == "nummod" || rel == "det" || rel == "amod" {
			n = max(n, counts[e.lemma(int(k))])
		}
	}
	typ := ontology.Country
	switch noun := e.lemma(i); {
	case noun == "both" && e.upos(i) != "CCONJ":
		n = 2
	case counts[noun] > 0 && e.upos(i) == "NUM" && e.definite(i): // "a call between the two"
		n, typ = counts[noun], ontology.Person
	case n == 0:
		return nil
	case groupPersons[noun]:
		typ = ontology.Person
	case !groupStates[noun]:
		return nil
	}
	if len(e.adjuncts(i, []string{"of"})) > 0 && e.lemma(i) != "both" {
		return nil
	}
	members := e.lastHolders(i, n, e.lemma(i))
	if members == nil && e.lemma(i) == "side" {
		members = e.headlineStates(n)
	}
	if members == nil {
		members = e.lastNamed(i, n, typ)
	}
	if members == nil && typ == ontology.Country {
		if members = e.headlineStates(n); members == nil && n == 2 {
			members = e.chiefStates(i)
		}
	}
	if members == nil {
		other := map[ontology.Type]ontology.Type{ontology.Country: ontology.Person, ontology.Person: ontology.Country}[typ]
		members = e.lastNamed(i, n, other)
	}
	var out []ref
	for _, m := range members {
		if e.allowed(m, allowed) {
			out = append(out, ref{m, e.phrase(i)})
		}
	}
	if len(out) != n {
		return nil
	}
	return out
}

// headlineStates returns the states that the headline names, where there are n: "the two
// sides" of a dialogue are those it is called after.
func (e *things) headlineStates(n int) []int {
	if len(e.Sentences) == 0 || !e.Sentences[0].Heading {
		return nil
	}
	var found []int
	for k := e.Sentences[0].Start; k < e.Sentences[0].End && k < len(e.nameAt); k++ {
		name := e.nameAt[k]
		if name < 0 {
			continue
		}
		for _, who := range []int{e.actorOf[name], e.ofName[name]} {
			if who >= 0 && e.list[who].Type == ontology.Country && !slices.Contains(found, who) {
				found = append(found, who)
			}
		}
	}
	if len(found) != n {
		return nil
	}
	return found
}

// chiefStates returns the two states of which the article has spoken most before token
// i; nil where no two stand out.
func (e *things) chiefStates(i int) []int {
	type spoken struct{ who, times int }
	var all []spoken
	for at, entity := range e.list {
		if entity.Type != ontology.Country {
			continue
		}
		n := 0
		for _, m := range entity.Mentions {
			if m.Start < e.Tokens[i].Start {
				n++
			}
		}
		all = append(all, spoken{at, n})
	}
	slices.SortStableFunc(all, func(a, b spoken) int { return b.times - a.times })
	if len(all) < 2 || all[1].times < 2 || len(all) > 2 && all[1].times <= all[2].times {
		return nil
	}
	return []int{all[0].who, all[1].who}
}

// lastHolders returns the n persons told of before token i who hold an office of a
// noun, where there are just so many: "the two presidents".
func (e *things) lastHolders(i, n int, noun string) []int {
	if _, office := officeNouns[noun]; !office {
		return nil
	}
	var found []int
	for _, o := range e.offices {
		if o.person >= 0 && o.head < i && o.status != "former" && !slices.Contains(found, o.person) && slices.Contains(strings.Fields(strings.ToLower(o.title)), noun) {
			found = append(found, o.person)
		}
	}
	if len(found) != n {
		return nil
	}
	return found
}

// lastNamed returns the n entities of a type that the nearest sentence before
// token i names, in order; nil when none names just so many. Those who come up once,
// as negotiators do, give way to those of whom the article goes on to speak.
func (e *things) lastNamed(i, n int, typ ontology.Type) []int {
	at := e.Tokens[i].Sentence
	var passing []int
	for s := at; s >= 0 && s > at-8; s-- {
		found := e.namedIn(s, i, typ)
		if len(found) != n && !(len(found) > n && e.coordinated(s, n)) {
			continue
		}
		found = found[:n]
		if typ != ontology.Person || slices.ContainsFunc(found, func(who int) bool { return e.namesBefore(who, i) > 1 }) {
			return found
		}
		if passing == nil {
			passing = found
		}
	}
	return passing
}

// namedIn lists the entities of a type that a sentence names before token i.
func (e *things) namedIn(s, i int, typ ontology.Type) []int {
	var found []int
	for k := e.Sentences[s].Start; k < e.Sentences[s].End && k < i; k++ {
		name := e.nameAt[k]
		if name < 0 || e.Names[name].Start != k || e.Names[name].Kind == nlp.Demonym {
			continue
		}
		for _, who := range append([]int{e.actorOf[name], e.ofName[name]}, e.pairs[name]...) {
			if who >= 0 && e.list[who].Type == typ && !slices.Contains(found, who) {
				found = append(found, who)
			}
		}
	}
	return found
}

// namesBefore counts how often a person is named before token i.
func (e *things) namesBefore(who, i int) int {
	n := 0
	for _, m := range e.list[who].Mentions {
		if m.Kind == "name" && m.Start < e.Tokens[i].Start {
			n++
		}
	}
	return n
}

// coordinated reports whether a sentence begins with a list: then its first
// members are the group.
func (e *things) coordinated(s, n int) bool {
	for k := e.Sentences[s].Start; k < e.Sentences[s].End; k++ {
		if e.rel(k) == "nsubj" {
			return len(e.conjuncts(k)) == n
		}
	}
	return false
}

// byBody takes a government, an opposition, a parliament as bodies of their own.
func (e *things) byBody(i int, allowed []ontology.Type) []ref {
	if !slices.Contains(allowed, ontology.Organization) || !e.noun(i) {
		return nil
	}
	if at := e.nominalBody(i); at >= 0 {
		return []ref{{at, e.phrase(i)}}
	}
	if !speaksFor[e.lemma(i)] && e.lemma(i) != "group" && e.lemma(i) != "fighter" {
		return nil
	}
	for _, k := range e.children(i) { // "opposition groups", "rebel leaders", "representatives of the opposition"
		if body := bodies[e.lemma(int(k))]; body != "" && e.rel(int(k)) == "compound" {
			if at := e.findBody(int(k), body); at >= 0 {
				return []ref{{at, e.phrase(i)}}
			}
		}
	}
	var out []ref
	for _, k := range e.adjuncts(i, []string{"of", "from"}) {
		if at := e.nominalBody(k); at >= 0 {
			out = append(out, ref{at, e.phrase(k)})
		}
	}
	return out
}

// byInclusion takes those that a plural is said to include: "the ministers, who
// included A and B", "officials, among them C".
func (e *things) byInclusion(i int, allowed []ontology.Type) []ref {
	if !e.noun(i) || !e.plural(i) {
		return nil
	}
	var out []ref
	for _, k := range e.children(i) {
		k := int(k)
		var members []int
		switch {
		case e.lemma(k) == "include" && e.rel(k) == "acl":
			members = e.objects(k)
		case e.preposition(k) == "include" || e.preposition(k) == "including":
			members = e.conjuncts(k)
		}
		for _, m := range members {
			out = append(out, e.byName(m, allowed)...)
			if e.nameAt[m] < 0 {
				out = append(out, e.byApposition(m, allowed)...)
			}
		}
	}
	return out
}

func (e *things) plural(i int) bool {
	xpos := e.Tokens[i].XPOS
	return xpos == "NNS" || xpos == "NNPS"
}

// byOffice takes the holder of an office for the office: "the Varsonian minister",
// "his counterpart in Bankoro", "the sultan".
func (e *things) byOffice(i int, allowed []ontology.Type) []ref {
	if !slices.Contains(allowed, ontology.Person) || !e.noun(i) || e.nameAt[i] >= 0 || e.plural(i) {
		return nil
	}
	noun := e.lemma(i)
	_, office := officeNouns[noun]
	country := e.countryOf(i)
	known := e.definite(i) || e.possessedBy(i) >= 0 || country >= 0 && e.child(i, "det") < 0 && !e.Sentences[e.Tokens[i].Sentence].Heading
	if !office && noun != "colleague" || !known {
		return nil
	}
	other := noun == "counterpart" || noun == "colleague"
	if other && country < 0 {
		return nil
	}
	best, near := -1, -1
	for _, o := range e.offices {
		if o.person < 0 || o.head >= i && near >= 0 || o.status == "former" || country < 0 && e.Tokens[i].Sentence-e.Tokens[o.head].Sentence > 6 {
			continue
		}
		title := strings.Fields(strings.ToLower(o.title))
		if !other && (len(title) == 0 || !slices.Contains(title, noun)) {
			continue
		}
		if country >= 0 && !slices.ContainsFunc(o.of, func(r ref) bool { return r.entity == country }) {
			continue
		}
		if !other && e.otherRank(i, o.person) {
			continue
		}
		best, near = o.person, o.head
	}
	switch {
	case best >= 0:
		return []ref{{best, e.phrase(i)}}
	case other:
		return nil
	}
	return e.byHolder(i, country)
}

// possessedBy returns the possessive on a noun, -1 if none.
func (e *things) possessedBy(i int) int { return e.child(i, "nmod:poss") }

// phrase returns the span of the noun phrase of i: the words in front of it and itself.
func (e *things) phrase(i int) Span {
	from := i
	for from > 0 && i-from < 6 && e.left[i] <= int32(from-1) && e.Tokens[from-1].Sentence == e.Tokens[i].Sentence && e.upos(from-1) != "PUNCT" {
		from--
	}
	for from < i && (e.upos(from) == "ADP" || e.upos(from) == "CCONJ") {
		from++ // "with North Korea's leader"
	}
	return e.span(from, i+1)
}

// bodies are the nouns for bodies of a state that act and are seldom named, with
// the noun that names them: rebels are an opposition.
var bodies = map[string]string{
	"government": "government", "regime": "government", "administration": "administration",
	"opposition": "opposition", "rebel": "opposition", "insurgent": "opposition",
	"parliament": "parliament", "junta": "junta",
}

// nominalBody returns the entity of "the Syrian government", "the rebels", "the
// government of X"; -1 for other nouns.
func (e *things) nominalBody(i int) int {
	body := bodies[e.lemma(i)]
	if body == "" || e.rel(i) == "compound" || e.rel(i) == "amod" || e.namedBody(i) || e.noState(i) {
		return -1
	}
	if body == "opposition" && len(e.adjuncts(i, []string{"to"})) > 0 {
		return -1 // "Arland's opposition to the pipeline"
	}
	if at, ok := e.nominal[i]; ok {
		return at
	}
	at := -1
	if body == "opposition" || !e.plural(i) { // "the governments of Arland and Borvia" are two
		at = e.findBody(i, body)
	}
	e.nominal[i] = at
	if at >= 0 {
		from := i
		for from > 0 && e.left[i] <= int32(from-1) && i-from < 5 && e.upos(from-1) != "DET" && e.upos(from-1) != "PUNCT" {
			from--
		}
		e.mention(at, from, i+1, "nominal")
	}
	return at
}

// namedBody reports whether the noun of a body ends the name of one that the gazetteer
// knows: "the European Parliament" is none of those of states.
func (e *things) namedBody(i int) bool {
	if !e.capitalized(i) || i == 0 || !e.capitalized(i-1) {
		return false
	}
	h, ok := e.as(ontology.Organization, e.Words(i-1, i+1), e.article.Published)
	return ok && h.country == ""
}

func (e *things) findBody(i int, body string) int {
	country := e.countryOf(i)
	if body == "administration" {
		for _, k := range e.possessors(i) {
			if n := e.nameAt[k]; n >= 0 && e.ofName[n] >= 0 && e.list[e.ofName[n]].Type == ontology.Person {
				name := e.Words(e.Names[n].Start, e.Names[n].End) + " administration"
				at := e.entity("body|"+plain(name), ontology.Organization, "")
				e.list[at].Name = name
				return at
			}
		}
		if country < 0 {
			return -1
		}
	}
	if country < 0 && body != "opposition" && e.anyOne(i) {
		return -1 // "any government that comes to power"
	}
	if country < 0 {
		of, ruled := e.ruledBy(i)
		if ruled && of < 0 {
			return -1
		}
		country = of
	}
	if country < 0 {
		country = e.sharedOf(i)
	}
	if country < 0 && (len(e.Sentences) > shortArticle || e.lemma(i) == "regime") {
		country = e.spokenNear(i)
	}
	if country < 0 && len(e.Sentences) > shortArticle {
		return -1 // a long text speaks of many governments
	}
	if country < 0 && e.lemma(i) == "regime" { // it is not whichever government was told of last
		if at := e.calledRegime(body); at >= 0 {
			return at
		}
		country = e.spokenOf(len(e.Tokens), 0)
	}
	if country < 0 { // "the opposition": the one spoken of before
		for at := len(e.list) - 1; at >= 0; at-- {
			if e.list[at].Type == ontology.Organization && strings.HasSuffix(e.list[at].Name, " "+body) {
				return at
			}
		}
		country = e.spokenOf(len(e.Tokens), 0)
	}
	if country < 0 {
		return -1
	}
	at := e.entity("body|"+body+"|"+e.keyOf(country), ontology.Organization, "")
	e.list[at].Name = e.bodyName(body, country)
	return at
}

// shortArticle is how many sentences an article has that speaks of one government.
const shortArticle = 40

// anyOne reports whether a noun stands for none in particular.
func (e *things) anyOne(i int) bool {
	for _, k := range e.children(i) {
		switch e.lemma(int(k)) {
		case "any", "every", "no", "a", "an", "each", "some":
			return true
		}
	}
	p := e.possessedBy(i)
	return p >= 0 && e.upos(p) == "PRON" && len(e.Sentences) > shortArticle // "a voice in their government"
}

// calledRegime returns the government that the article calls a regime, -1 if none.
func (e *things) calledRegime(body string) int {
	for at := len(e.list) - 1; at >= 0; at-- {
		if e.list[at].Type == ontology.Organization && strings.HasSuffix(e.list[at].Name, " "+body) && slices.ContainsFunc(e.list[at].Mentions, func(m Mention) bool { return strings.HasSuffix(m.Text, "egime") }) {
			return at
		}
	}
	return -1
}

func (e *things) keyOf(at int) string {
	if e.list[at].Ref != "" {
		return e.list[at].Ref
	}
	if len(e.list[at].Mentions) > 0 {
		return plain(e.list[at].Mentions[0].Text)
	}
	return ""
}

// spokenOf returns the country whose body "the opposition" is when the article
// names none: the one that its words between two tokens speak about most, in adjectives and behind "in",
// "on" and "of", not the one that acts most.
func (e *things) spokenOf(to, from int) int {
	about := map[int]int{}
	for n := e.firstName(from); n < len(e.Names) && e.Names[n].Start < to; n++ {
		name, at := e.Names[n], e.ofName[n]
		if at < 0 || e.list[at].Type != ontology.Country || name.End > to {
			continue
		}
		head := e.headOf(name.Start, name.End)
		switch p := e.preposition(head); {
		case name.Kind == nlp.Demonym && (e.rel(head) == "amod" || e.rel(head) == "compound"), p == "in", p == "on", p == "of":
			about[at]++
		}
	}
	best, most := -1, 0
	for at, entity := range e.list {
		if entity.Type == ontology.Country && about[at] > most {
			best, most = at, about[at]
		}
	}
	return best
}

// bodyName names a body as newspapers do: "Syrian opposition", "parliament of Bankoro".
func (e *things) bodyName(body string, country int) string {
	adjective := ""
	for _, m := range e.list[country].Mentions {
		if m.Kind == "demonym" && !strings.HasSuffix(m.Text, "s") {
			adjective = m.Text
			break
		}
	}
	if adjective == "" && e.list[country].Ref != "" {
		adjective = e.adjective(e.list[country].Ref)
	}
	if adjective != "" && body != "parliament" {
		return adjective + " " + body
	}
	return body + " of " + e.label(country)
}

// label returns the longest name of an entity.
func (e *things) label(at int) string {
	best := ""
	for _, m := range e.list[at].Mentions {
		if m.Kind == "name" && len(m.Text) > len(best) {
			best = m.Text
		}
	}
	if best == "" && len(e.list[at].Mentions) > 0 {
		best = e.list[at].Mentions[0].Text
	}
	return best
}

// countryOf returns the country that a noun phrase names beside its head: by an
// adjective, a possessor, "of" or "in"; -1 when none.
func (e *things) countryOf(i int) int {
	near := e.possessors(i)
	near = append(near, e.adjuncts(i, []string{"of", "in", "from", "for"})...)
	if n := i - 1; n >= 0 && e.nameAt[n] >= 0 && e.Tokens[n].Sentence == e.Tokens[i].Sentence {
		near = append(near, n)
	}
	for _, k := range near {
		if at := e.countryAt(k); at >= 0 {
			return at
		}
	}
	return -1
}

// countryAt returns the country that the phrase of token k is of: its own name,
// a demonym in it, the state of the person it names, the state of a capital.
func (e *things) countryAt(k int) int {
	if n := e.nameAt[k]; n >= 0 {
		for _, at := range []int{e.actorOf[n], e.ofName[n]} {
			if at >= 0 && e.list[at].Type == ontology.Country {
				return at
			}
		}
		words := e.Words(e.Names[n].Start, e.Names[n].End)
		if h, ok := e.as(ontology.Place, words, e.article.Published); ok && h.acts && h.country != "" {
			return e.entity(h.country, ontology.Country, h.country)
		}
		if t := e.Names[n].Title; t.End > t.Start {
			for i := t.Start; i < t.End; i++ {
				if at := e.demonymAt(i); at >= 0 {
					return at
				}
			}
		}
	}
	for i := int(e.left[k]); i < k; i++ {
		if at := e.demonymAt(i); at >= 0 {
			return at
		}
	}
	for _, at := range e.heads[k] {
		if c := e.ofChain[at.chain]; c >= 0 && e.list[c].Type == ontology.Country {
			return c
		}
	}
	return -1
}

// demonymAt returns the country of the adjective or the name at token i, -1.
func (e *things) demonymAt(i int) int {
	n := e.nameAt[i]
	if n < 0 {
		return -1
	}
	if at := e.ofName[n]; at >= 0 && e.list[at].Type == ontology.Country {
		return at
	}
	return -1
}

// byPronoun takes "he" and "she", when no chain tells, for the subject of the
// nearest sentence before that has a person for one.
func (e *things) byPronoun(i int, allowed []ontology.Type) []ref {
	switch e.lemma(i) {
	case "he", "she":
	case "they", "them":
		return e.byThey(i, allowed)
	default:
		return nil
	}
	if !slices.Contains(allowed, ontology.Person) {
		return nil
	}
	for s := e.Tokens[i].Sentence; s >= 0 && s > e.Tokens[i].Sentence-4; s-- {
		for k := e.Sentences[s].Start; k < e.Sentences[s].End && k < i; k++ {
			if e.rel(k) != "nsubj" && e.rel(k) != "appos" || e.upos(k) == "PRON" {
				continue
			}
			if refs := e.refs(k, []ontology.Type{ontology.Person}); len(refs) > 0 {
				return []ref{{refs[0].entity, e.word(i)}}
			}
		}
	}
	return nil
}

// byThey takes "they", when no chain tells, for the two persons whom the sentence
// before names together, else for the states.
func (e *things) byThey(i int, allowed []ontology.Type) []ref {
	s := e.Tokens[i].Sentence
	if s == 0 || len(e.heads[i]) > 0 || e.Sentences[s].Block != e.Sentences[s-1].Block && e.Sentences[s-1].Heading {
		return nil
	}
	for _, typ := range []ontology.Type{ontology.Person, ontology.Country} {
		for _, n := range []int{2, 3} {
			members := e.lastNamed(e.Sentences[s].Start, n, typ)
			if members == nil || !slices.Contains(allowed, typ) {
				continue
			}
			var out []ref
			for _, m := range members {
				out = append(out, ref{m, e.word(i)})
			}
			return out
		}
	}
	return nil
}

// byBodyNoun takes "the league" for the League told of before, whatever its chain.
func (e *things) byBodyNoun(i int, allowed []ontology.Type) []ref {
	if !bodyWords[e.lemma(i)] {
		return nil
	}
	return e.byNamedNoun(i, allowed)
}

// byNamedNoun takes "the union" for the last organization whose name ends so.
func (e *things) byNamedNoun(i int, allowed []ontology.Type) []ref {
	if !slices.Contains(allowed, ontology.Organization) || e.upos(i) != "NOUN" || !e.definite(i) {
		return nil
	}
	if e.nouns == nil {
		e.indexNouns()
	}
	before := e.nouns[e.lemma(i)]
	at, _ := slices.BinarySearchFunc(before, e.Tokens[i].Start, func(n namedAt, start int) int { return n.start - start })
	if at == 0 {
		return nil
	}
	return []ref{{before[at-1].entity, e.word(i)}}
}

// namedAt is where a name of an organization stands.
type namedAt struct{ start, entity int }

// indexNouns notes where each word of the organizations' names stands.
func (e *things) indexNouns() {
	e.nouns = map[string][]namedAt{}
	for at, entity := range e.list {
		if entity.Type != ontology.Organization {
			continue
		}
		for _, m := range entity.Mentions {
			if m.Kind != "name" {
				continue
			}
			for _, word := range strings.Fields(plain(m.Text)) {
				e.nouns[word] = append(e.nouns[word], namedAt{m.Start, at})
			}
		}
	}
	for _, all := range e.nouns {
		slices.SortStableFunc(all, func(a, b namedAt) int { return a.start - b.start })
	}
}

// definite reports whether "the", "this", "that" or a possessive determines a noun.
func (e *things) definite(i int) bool {
	for _, k := range e.children(i) {
		switch e.lemma(int(k)) {
		case "the", "this", "that", "these", "those", "its", "their", "his", "her":
			return true
		}
	}
	return false
}

// byCountry takes a phrase with an adjective of a country for the country, when
// no body of it is known: "Russian officials", "Israeli warplanes", "leaders of
// Minhai and Daeryun".
func (e *things) byCountry(i int, allowed []ontology.Type) []ref {
	if !slices.Contains(allowed, ontology.Country) || !e.noun(i) || e.nameAt[i] >= 0 {
		return nil
	}
	near := e.possessors(i)
	if speaksFor[e.lemma(i)] {
		near = append(near, e.adjuncts(i, []string{"of", "from", "for"})...)
	}
	if slices.Contains(allowed, ontology.Place) {
		return nil // places are named, not described
	}
	var out []ref
	for _, k := range near {
		n := e.nameAt[k]
		if n < 0 {
			if speaksFor[e.lemma(i)] && e.upos(k) != "PRON" { // "envoys of the PLO"
				if both := e.byGroup(k, []ontology.Type{ontology.Country}); len(both) > 0 {
					out = append(out, both...) // "ministers of the two countries"
					continue
				}
				out = append(out, e.byChain(k, []ontology.Type{ontology.Country, ontology.Organization})...)
			}
			continue
		}
		for _, at := range e.pairs[n] {
			out = append(out, ref{at, e.span(e.Names[n].Start, e.Names[n].End)})
		}
		for _, at := range []int{e.actorOf[n], e.ofName[n]} {
			if at >= 0 && (e.list[at].Type == ontology.Country || speaksFor[e.lemma(i)] && e.allowed(at, allowed) && e.list[at].Type == ontology.Organization) {
				out = append(out, ref{at, e.span(e.Names[n].Start, e.Names[n].End)})
				break
			}
		}
	}
	return out
}

// speaksFor are nouns for those who act for the state or body after their "of".
var speaksFor = map[string]bool{"minister": true, "official": true, "leader": true, "representative": true, "president": true,
	"diplomat": true, "envoy": true, "delegation": true, "government": true, "ambassador": true, "mediator": true, "negotiator": true,
	"force": true, "troop": true, "army": true, "navy": true, "police": true, "side": true, "delegate": true, "authority": true, "soldier": true,
	"foreign minister": true, "colleague": true, "counterpart": true, "member": true, "head": true, "chief": true, "secretary": true}

// capitalized reports whether token i begins with a capital.
func (e *things) capitalized(i int) bool {
	r, _ := utf8.DecodeRuneInString(e.Form(i))
	return unicode.IsUpper(r)
}
