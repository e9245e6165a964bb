package extract

import (
	"regexp"
	"slices"
	"strings"

	"entente/graph/gazetteer"
	"entente/graph/ontology"
	"entente/loaders/nlp"
)

// Names that the reader of names cut: a part of "Indo-Pacific" is no ocean, "Republic of
// China" behind "People's" no other state, "Bristol" behind "Hotel" no city.

// linkWords are small words and marks inside of names that the gazetteer knows whole.
var linkWords = map[string]bool{"-": true, "–": true, "&": true, "'s": true, "’s": true, "of": true, "the": true, "and": true, "for": true, "to": true}

// whole returns the longest name that the gazetteer knows as a state, a place or a body
// and of which a name is a part: "the Democratic Republic of the" [Congo].
func (n *namer) whole(name nlp.Name) (nlp.Name, bool) {
	const left, right = 4, 6
	if kind, ref := n.knownWhole(name.Start, name.End-1); ref != "" && name.End-name.Start > 2 && !n.capital(name.End-1) && name.Kind != nlp.Person {
		return nlp.Name{Start: name.Start, End: name.End - 1, Kind: kind}, true // "the Holt & Voss vaccine"
	}
	if i := name.End; i < len(n.Tokens) && (n.Form(i) == "'s" || n.Form(i) == "’s") {
		if kind, ref := n.knownWhole(name.Start, i+1); ref != "" && kind == nlp.Organization {
			return nlp.Name{Start: name.Start, End: i + 1, Kind: kind}, true // "Holt's" is a firm
		}
	}
	from, to := name.Start, name.End
	for from > 0 && name.Start-from < left && n.linked(from-1, name) {
		from--
	}
	for to < len(n.Tokens) && to-name.End < right && n.linked(to, name) {
		to++
	}
	if from == name.Start && to == name.End {
		return name, false
	}
	_, ref := n.knownWhole(name.Start, name.End)
	for a := from; a < name.End; a++ {
		for b := to; b > max(a+1, name.Start); b-- {
			outside := a < name.Start || b > name.End
			if !outside || ref != "" && (a > name.Start || b < name.End) || !n.capital(a) || !n.capital(b-1) || lower(n.Form(a)) == "the" {
				continue
			}
			if n.twoStates(a, b) {
				continue
			}
			kind, longer := n.knownWhole(a, b)
			if longer != "" && longer != ref && (name.Kind != nlp.Demonym || kind == nlp.Place) { // "Afghan Taliban" are two
				return nlp.Name{Start: a, End: b, Kind: kind}, true
			}
		}
	}
	return name, false
}

// twoStates reports whether "and" joins the names of two states among the tokens [from, to):
// "Serbia and Montenegro" may be both.
func (n *namer) twoStates(from, to int) bool {
	for k := from + 1; k+1 < to; k++ {
		if n.Form(k) == "and" {
			_, two := n.as(ontology.Country, n.Words(k+1, to), n.day)
			return two
		}
	}
	return false
}

// linked reports whether token i can be of the name beside it: it has a capital or links
// such words, in the same sentence.
func (n *namer) linked(i int, name nlp.Name) bool {
	return n.Tokens[i].Sentence == n.Tokens[name.Start].Sentence && (n.capital(i) || linkWords[lower(n.Form(i))])
}

// knownWhole returns what the gazetteer knows under the tokens [from, to), and its kind.
func (n *namer) knownWhole(from, to int) (kind nlp.NameKind, ref string) {
	for _, h := range n.lookup(n.Words(from, to), n.day) {
		switch {
		case h.adjective:
		case h.typ == ontology.Organization:
			return nlp.Organization, h.ref
		case h.typ == ontology.Country || h.typ == ontology.Place:
			return nlp.Place, h.ref
		}
	}
	return "", ""
}

// ofAgreement reports whether a city's name stands for what was agreed there and is no
// place: "the Skarvik process", "made under Skarvik", "to implement Skarvik".
func (n *namer) ofAgreement(name nlp.Name) bool {
	h, ok := n.as(ontology.Place, n.Words(name.Start, name.End), n.day)
	if _, state := n.as(ontology.Country, n.Words(name.Start, name.End), n.day); !ok || state || name.Kind == nlp.Person {
		return false
	}
	if name.End < len(n.Tokens) && n.Tokens[name.End].Sentence == n.Tokens[name.Start].Sentence {
		behind := lower(n.Form(name.End))
		if behind == "-" && n.close(name.End-1) && name.End+1 < len(n.Tokens) && lower(n.Form(name.End+1)) == "plus" {
			return true // "a Skarvik-plus agreement"
		}
		if n.Tokens[name.End].UPOS == "NUM" && n.capital(name.End) {
			return true // "the Skarvik Nine"
		}
		if agreedTails[behind] && (n.Tokens[name.End].UPOS == "NOUN" || n.Tokens[name.End].UPOS == "PROPN") {
			return true
		}
		if behind == "/" && n.close(name.End-1) && name.End+1 < len(n.Tokens) && n.close(name.End) && n.capital(name.End+1) && !n.isPlace(name.End+1) {
			return true // "the Skarvik/Whitsun Agreement"
		}
	}
	if name.Start > 0 && lower(n.Form(name.Start-1)) == "during" || n.agreedIn(n.Form(name.Start)) && n.spokenAbout(name) {
		return true // "during Oslo", "with regard to Skarvik"
	}
	if name.Start == 0 || !h.acts || n.Tokens[name.Start-1].Sentence != n.Tokens[name.Start].Sentence {
		return false
	}
	ends := name.End >= len(n.Tokens) || n.Tokens[name.End].UPOS == "PUNCT" && n.Form(name.End) != "'s" && n.Form(name.End) != "’s" && n.Form(name.End) != "-"
	before := lower(n.Tokens[name.Start-1].Lemma)
	return ends && (before == "under" || keptTexts[before])
}

// namesakes are parts of one state that have the name of another.
var namesakes = map[string]string{"Georgia": "country:united-states", "Niger": "country:nigeria", "Luxembourg": "country:belgium"}

// namesake reports whether the name of a state is that of a part of another, behind its
// cities: "Atlanta and Mossvale, Georgia".
func (n *namer) namesake(name nlp.Name) bool {
	of := namesakes[n.Words(name.Start, name.End)]
	if of == "" || name.Start < 2 || n.Form(name.Start-1) != "," {
		return false
	}
	cities := false
	end := name.Start - 1
	for end > 0 && n.Tokens[end-1].Sentence == n.Tokens[name.Start].Sentence && n.capital(end-1) {
		start := end - 1
		for start > 0 && n.capital(start-1) {
			start--
		}
		if _, state := n.as(ontology.Country, n.Words(start, end), n.day); state {
			return false // "Atlanta, Norway, Georgia"
		}
		h, known := n.as(ontology.Place, n.Words(start, end), n.day)
		if known && h.country != of {
			return false
		}
		cities = cities || known
		end = start - 1
		for end > 0 && (n.Form(end) == "and" || n.Form(end) == ",") && !n.capital(end-1) {
			end--
		}
	}
	return cities
}

// agreedIn reports whether the article speaks of what was agreed in a city: "the Skarvik
// agreements", "the Skarvik process".
func (n *namer) agreedIn(city string) bool {
	if n.cities == nil {
		n.cities = map[string]bool{}
		for i := 1; i < len(n.Tokens); i++ {
			if behind := lower(n.Form(i)); agreedTails[behind] && n.capital(i-1) {
				n.cities[n.Form(i-1)] = true
			}
		}
	}
	return n.cities[city]
}

// spokenAbout reports whether a name is what is spoken of or done, and not where: "with
// regard to Skarvik", "they push Skarvik as the solution", "the repudiation of Skarvik".
func (n *namer) spokenAbout(name nlp.Name) bool {
	i := name.Start - 1
	if i < 1 || n.Tokens[i].Sentence != n.Tokens[name.Start].Sentence {
		return false
	}
	switch lower(n.Form(i)) {
	case "about", "under", "regarding", "through":
		return true
	case "to":
		return lower(n.Form(i-1)) == "regard"
	case "of":
		return ofTexts[lower(n.Form(i-1))]
	}
	return n.Tokens[name.Start].Rel == "obj" && n.Tokens[i].UPOS == "VERB" && !motion[lower(n.Tokens[i].Lemma)]
}

func (n *namer) isPlace(i int) bool {
	_, ok := n.as(ontology.Place, n.Form(i), n.day)
	return ok
}

// agreedTails are nouns that follow the name of the city where something was agreed, and
// keptTexts verbs of which a text is the object, ofTexts nouns of what is done to it.
var (
	agreedTails = map[string]bool{"agreement": true, "agreements": true, "accord": true, "accords": true, "protocol": true, "protocols": true, "process": true,
		"memorandum": true, "declaration": true, "convention": true, "conventions": true, "treaty": true, "communique": true, "format": true}
	keptTexts = map[string]bool{"implement": true, "ratify": true, "rejoin": true, "violate": true, "uphold": true}
	ofTexts   = map[string]bool{"implementation": true, "repudiation": true, "violation": true, "violations": true, "breach": true, "rejection": true, "terms": true, "spirit": true, "letter": true}
)

// noBody reports whether what was taken for a body or a place is a text, an illness or a
// word for many: "National Security Law", "COVID-19", "as an Armed Group".
func (n *namer) noBody(name nlp.Name) bool {
	if name.Kind == nlp.Law || name.Kind == nlp.Event || name.Kind == nlp.Demonym || len(n.lookup(n.Words(name.Start, name.End), n.day)) > 0 {
		return false
	}
	if name.End-name.Start == 1 && (n.laws[n.Form(name.Start)] || conferences.MatchString(n.Form(name.Start))) {
		return true
	}
	last := lower(n.Form(name.End - 1))
	if last == "rapporteur" {
		return true // an office, of which a body has many
	}
	for i := name.Start; i < name.End; i++ {
		if illnesses[lower(n.Form(i))] {
			return name.Kind == nlp.Person || !bodyWords[last]
		}
	}
	if name.Kind == nlp.Person || name.End-name.Start < 2 {
		return false
	}
	if textWords[last] && !(bodyWords[lower(n.Form(name.Start))] && (n.Form(name.Start+1) == "of" || n.Form(name.Start+1) == "for")) {
		return true
	}
	from := name.Start
	for from > 0 && name.Start-from < 4 && n.capital(from-1) && n.Tokens[from-1].Sentence == n.Tokens[name.Start].Sentence {
		from--
	}
	article := from > 0 && (n.Form(from-1) == "a" || n.Form(from-1) == "an")
	alone := name.End >= len(n.Tokens) || n.Tokens[name.End].UPOS != "NOUN" && n.Tokens[name.End].UPOS != "PROPN"
	return article && alone && name.Kind == nlp.Organization && n.bodyName(name)
}

// lawLetters are the words in capitals that stand in brackets behind the name of a law, a
// list or a weapon: "ITAR" of the "Traffic in Arms Regulations (ITAR)".
func (n *namer) lawLetters() map[string]bool {
	out := map[string]bool{}
	for k := 1; k+2 < len(n.Tokens); k++ {
		if n.Form(k) == "(" && n.Form(k+2) == ")" && allCapitals(n.Form(k+1)) && n.capital(k-1) && (textWords[lower(n.Form(k-1))] || lawWords[lower(n.Form(k-1))] || n.longText(k-1)) {
			out[n.Form(k+1)] = true
		}
	}
	return out
}

// longText reports whether the capitals that end at token i begin with the noun of a text:
// "Memorandum of Understanding Concerning Fishing".
func (n *namer) longText(i int) bool {
	const longest = 10
	for from := i; from >= 0 && i-from < longest && n.Tokens[from].Sentence == n.Tokens[i].Sentence; from-- {
		word := lower(n.Form(from))
		switch {
		case n.capital(from) && (word == "memorandum" || word == "principles"):
			return true
		case !n.capital(from) && word != "of" && word != "on" && word != "and" && word != "concerning":
			return false
		}
	}
	return false
}

// conferences are called by letters and a number.
var conferences = regexp.MustCompile(`^COP[0-9]+$`)

// illnesses are no bodies, and textWords end the names of what is written or held.
var (
	illnesses = map[string]bool{"covid": true, "covid-19": true, "coronavirus": true, "omicron": true, "ebola": true}
	textWords = map[string]bool{"law": true, "act": true, "strategy": true, "agenda": true, "visa": true, "visas": true, "resolution": true, "resolutions": true,
		"briefing": true, "allies": true, "list": true, "package": true, "event": true, "award": true, "awards": true}
	lawWords = map[string]bool{"regulations": true, "regulation": true, "agreement": true, "memorandum": true, "terrorist": true,
		"initiative": true, "program": true, "programme": true, "corridor": true, "partnership": true, "principles": true, "plan": true, "project": true,
		"officer": true, "dam": true, "missile": true, "missiles": true, "statute": true, "code": true}
)

// portfolioOf reports whether what was taken for a body is the field of an office: "Under
// Secretary for [Civilian Security], [Democracy], and Human Rights". last is where the
// field before it ends.
func (n *namer) portfolioOf(name nlp.Name, last int) bool {
	if name.Kind == nlp.Person || name.Start < 2 || n.bodyName(name) || len(n.lookup(n.Words(name.Start, name.End), n.day)) > 0 {
		return false
	}
	if last > 0 && name.Start > last && name.Start-last <= 2 && (n.Form(last) == "," || n.Form(last) == "and") {
		return true
	}
	if n.Form(name.Start-1) != "for" || name.Kind == nlp.Place && name.End-name.Start == 1 {
		return false
	}
	office := name.Start - 2
	if n.Form(office) == "State" && office > 1 && n.Form(office-1) == "of" {
		office -= 2
	}
	switch lower(n.Tokens[office].Lemma) {
	case "secretary", "minister", "undersecretary":
		return true
	}
	return false
}

// buildings end the names of places, lodgings begin them, and firmForms begin those of firms.
var (
	buildings = map[string]bool{"room": true, "auditorium": true, "hotel": true, "airport": true, "palace": true, "plaza": true, "square": true, "stadium": true,
		"crossing": true, "prison": true, "museum": true, "theater": true, "theatre": true, "residence": true}
	lodgings  = map[string]bool{"hotel": true, "villa": true, "casa": true, "palazzo": true, "quai": true, "fort": true, "camp": true, "fiera": true, "château": true, "palais": true}
	halls     = map[string]bool{"House": true, "Center": true, "Centre": true}
	firmForms = map[string]bool{"PJSC": true, "OOO": true, "OAO": true, "JSC": true, "ZAO": true, "LLC": true}
)

// lodged takes the word for a lodging into the name of a place: "Hotel Bristol" is no city.
func (n *namer) lodged(name nlp.Name) nlp.Name {
	if i := name.Start - 1; name.Kind == nlp.Place && i >= 0 && n.Tokens[i].Sentence == n.Tokens[name.Start].Sentence && n.capital(i) && lodgings[lower(n.Form(i))] {
		name.Start--
	}
	if i := name.End; name.Kind == nlp.Place && i < len(n.Tokens) && n.Tokens[i].Sentence == n.Tokens[name.Start].Sentence && halls[n.Form(i)] && !strings.Contains(n.Form(i-1), ".") && !allCapitals(n.Form(i-1)) {
		name.End++ // "Arland House" is no state
	}
	return name
}

// called gives names the kind that the words around them tell: a minister who has the name
// of a city, a room that has a person's, those to whom a moderator turns.
func (n *namer) called() {
	for _, name := range slices.Clone(n.names) {
		if body, ok := n.namedAfter(name); ok {
			n.replace(body)
		}
	}
	n.settle()
	for i := range n.names {
		name, was := &n.names[i], n.names[i]
		first, last := n.Form(name.Start), n.Form(name.End-1)
		several := name.End-name.Start > 1
		switch {
		case several && (name.Kind == nlp.Person || name.Kind == nlp.Misc) && firmForms[first]:
			name.Kind, name.Title = nlp.Organization, nlp.Range{}
		case several && name.Kind == nlp.Person && name.Title.Start == name.Title.End && (buildings[lower(last)] || lodgings[lower(first)]):
			name.Kind = nlp.Place
		case name.Kind == nlp.Place && n.surnameOfMinister(name):
		case name.Kind != nlp.Person && name.Kind != nlp.Demonym && several && n.turnedTo(*name):
			name.Kind = nlp.Person
		case name.Kind != nlp.Person && name.Kind != nlp.Demonym && !several && (n.firstNamed(*name) || n.greeted(*name)):
			name.Kind = nlp.Person
		}
		n.change(was, *name)
	}
}

// namedAfter returns the body that is called after a person, "the Karel Voss Diplomatic
// Academy".
func (n *namer) namedAfter(name nlp.Name) (nlp.Name, bool) {
	if name.Kind != nlp.Person || name.End-name.Start < 2 {
		return name, false
	}
	for k := name.End; k < min(name.End+4, len(n.Tokens)) && n.capital(k) && n.Tokens[k].Sentence == n.Tokens[name.Start].Sentence && !n.officeWord(k); k++ {
		if other, ok := n.nameOver(k); ok && other.Kind != nlp.Organization {
			break
		}
		if calledAfter[lower(n.Form(k))] {
			return nlp.Name{Start: name.Start, End: k + 1, Kind: nlp.Organization}, true
		}
	}
	return name, false
}

// calledAfter are bodies and buildings that are called after people.
var calledAfter = map[string]bool{"academy": true, "university": true, "institute": true, "school": true, "college": true, "foundation": true, "center": true,
	"centre": true, "library": true, "hospital": true, "prize": true, "fellowship": true, "scholarship": true}

// surnameOfMinister makes a person of the city behind a title, "Secretary Austin", and of
// "Secretary of [Defense Austin]".
func (n *namer) surnameOfMinister(name *nlp.Name) bool {
	i := name.Start - 1
	if i < 0 || n.Tokens[i].Sentence != n.Tokens[name.Start].Sentence {
		return false
	}
	if _, state := n.as(ontology.Country, n.Words(name.Start, name.End), n.day); state {
		return false
	}
	switch {
	case name.End-name.Start == 1 && n.capital(i) && n.officeWord(i) && lower(n.Form(i)) == lower(n.Tokens[i].Lemma) && n.personal(name.Start):
		name.Kind, name.Title = nlp.Person, nlp.Range{Start: i, End: name.Start}
		return true
	case name.End-name.Start == 2 && i > 0 && n.Form(i) == "of" && n.capital(i-1) && n.officeWord(i-1) && portfolios[n.Form(name.Start)]:
		name.Start++
		name.Kind, name.Title = nlp.Person, nlp.Range{Start: i - 1, End: name.Start}
		return true
	}
	return false
}

// personal reports whether a word can be the name of a person: it is a name in the
// tables, or the article has it as the last word of a person's.
func (n *namer) personal(i int) bool {
	if h, ok := n.as(ontology.Person, n.Form(i), n.day); ok && h.ref != "" {
		return true
	}
	return gazetteer.GivenName(n.Form(i)) != gazetteer.NoName || n.surname(nlp.Name{Start: i, End: i + 1})
}

// portfolios are fields of ministers that stand between "of" and a name.
var portfolios = map[string]bool{"Defense": true, "Defence": true, "State": true, "Commerce": true, "Energy": true, "Labor": true, "Agriculture": true, "Education": true,
	"Transportation": true, "Treasury": true, "Interior": true, "Justice": true}

// turnedTo reports whether a moderator turns to somebody by name: "Let's go to Guri Aren.",
// "We'll take a question from Guri Aren, please".
func (n *namer) turnedTo(name nlp.Name) bool {
	i := name.Start - 1
	if name.End-name.Start > 3 || i < 2 || n.Form(i) != "to" && n.Form(i) != "of" && n.Form(i) != "from" || len(n.lookup(n.Words(name.Start, name.End), n.day)) > 0 || n.bodyName(name) {
		return false
	}
	for k := name.Start; k < name.End; k++ {
		if !n.capital(k) {
			return false
		}
	}
	if _, city := gazetteer.City(n.Words(name.Start, name.End), nil); city {
		return false
	}
	if name.End < len(n.Tokens) && n.Tokens[name.End].Sentence == n.Tokens[name.Start].Sentence && n.Tokens[name.End].UPOS != "PUNCT" && n.Form(name.End) != "of" && n.Form(name.End) != "from" && n.Form(name.End) != "with" {
		return false
	}
	before := n.Tokens[max(i-6, n.Sentences[n.Tokens[i].Sentence].Start):i]
	goes := slices.ContainsFunc(before, func(t nlp.Token) bool { return t.Lemma == "go" || t.Lemma == "turn" || t.Lemma == "take" })
	turn := slices.ContainsFunc(before, func(t nlp.Token) bool {
		return t.Lemma == "let" || t.Lemma == "we" || t.Lemma == "question" || t.Lemma == "line"
	})
	return goes && turn
}

// greeted reports whether a single word that means nothing else is somebody spoken to: "Hi,
// Guri.", "Thank you, Guri, and good afternoon."
func (n *namer) greeted(name nlp.Name) bool {
	i := name.Start
	if i < 2 || n.Form(i-1) != "," || n.Tokens[i-2].Sentence != n.Tokens[i].Sentence || len(n.lookup(n.Form(i), n.day)) > 0 {
		return false
	}
	if name.End < len(n.Tokens) && n.Tokens[name.End].UPOS != "PUNCT" {
		return false
	}
	switch lower(n.Form(i - 2)) {
	case "hi", "hello", "hey", "thanks", "morning", "afternoon", "evening":
		return true
	case "you":
		return i > 2 && lower(n.Form(i-3)) == "thank"
	}
	return false
}

// firstNamed reports whether a single word that means nothing else is the given name of a
// person whom the article names in full: "Thank you, Guri."
func (n *namer) firstNamed(name nlp.Name) bool {
	form := n.Form(name.Start)
	if len(form) < 3 || len(n.lookup(form, n.day)) > 0 || name.End < len(n.Tokens) && n.capital(name.End) || name.Start > 0 && n.Tokens[name.Start-1].UPOS == "ADP" {
		return false
	}
	return n.personCalled(form, isFirst)
}
