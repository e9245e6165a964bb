package extract

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/graph/gazetteer"
	"entente/graph/ontology"
	"entente/graph/when"
	"entente/loaders/nlp"
)

// completeNames mends and completes the names of its own copy of a document with
// what the gazetteer and the article itself know: "Varsonia" is a state where
// there are Varsonians, "Lathen Sea Council" is a body, "Moon Jae-in" ends with
// its hyphen. It returns the names of the states that only this article knows.
//
// region is what the dateline says after its place: "DRAMOV, Varsonia".
//
// Needs: tokens, Names. Sets: Names, in order of the text.
func completeNames(d *nlp.Doc, k known, day when.Date, region string) []string {
	n := &namer{Doc: d, known: k, day: day, covered: make([]bool, len(d.Tokens)), nameIndex: newNameIndex(d)}
	n.laws = n.lawLetters()
	n.agreements()
	field := 0 // where the field of an office ends
	for _, name := range d.Names {
		if name.Start < 0 || name.End > len(d.Tokens) || name.Start >= name.End || name.Kind == nlp.Event {
			continue // "Talks between France and Germany" is a claim, and hides two names
		}
		if long, ok := n.whole(name); ok {
			name = long
		} else if n.noPerson(name) {
			n.cover(name)
			continue
		} else if n.commonWord(name) || n.language(name) || n.citation(name) || n.paired(name) || n.stateBefore(name) || n.dignity(name) {
			continue
		}
		if n.noBody(name) || n.ofAgreement(name) || n.namesake(name) || name.Kind == nlp.Organization && n.titlePiece(name) {
			n.cover(name)
			continue
		}
		name = n.portfolio(n.fullName(n.undressed(n.withoutTitle(n.trimmed(n.joined(n.lodged(name)))))))
		if n.portfolioOf(name, field) {
			field = name.End
			continue
		}
		for _, part := range n.untitled(name) {
			for _, one := range n.texts(part) {
				n.keep(one)
			}
		}
	}
	n.states = n.localStates(region)
	n.wholeStates()
	n.wholeBodies()
	n.retype()
	n.called()
	n.missed()
	n.titled()
	n.settle()
	slices.SortStableFunc(n.names, func(a, b nlp.Name) int { return a.Start - b.Start })
	d.Names = n.names
	return n.states
}

type namer struct {
	*nlp.Doc
	known
	nameIndex
	day     when.Date
	covered []bool
	names   []nlp.Name
	states  []string
	laws    map[string]bool // letters of laws
	cities  map[string]bool // where something was agreed
}

// agreements adds the names of well-known agreements that have no noun of agreements in
// them: "the Joint Comprehensive Plan of Action", "the JCPOA". Where one is part of the
// name of a body, "the JCPOA Joint Commission", it is no name by itself.
func (n *namer) agreements() {
	for i := range n.Tokens {
		if !n.capital(i) || n.covered[i] || n.Tokens[i].UPOS == "DET" {
			continue
		}
		for end := min(i+6, n.Sentences[n.Tokens[i].Sentence].End); end > i; end-- {
			if n.agreementNamed(i, end) {
				n.keep(nlp.Name{Start: i, End: end, Kind: nlp.Law})
				break
			}
		}
	}
}

// agreementNamed reports whether the tokens of a range are all of such a name.
func (n *namer) agreementNamed(from, to int) bool {
	if !n.capital(to-1) || to-from == 1 && !(len(n.Form(from)) > 2 && allCapitals(n.Form(from))) {
		return false
	}
	for i := from; i < min(to+1, len(n.Tokens)); i++ { // "the New START treaty" is read by its noun
		if agreementNouns[lower(n.Form(i))] != "" {
			return false
		}
	}
	if n.agreement(n.Words(from, to), n.day) == "" {
		return false
	}
	return !slices.ContainsFunc(n.Names, func(o nlp.Name) bool {
		return o.Start <= from && to <= o.End && o.End-o.Start > to-from && o.Kind == nlp.Organization
	})
}

// keep adds a name where none stands yet.
func (n *namer) keep(name nlp.Name) {
	for i := name.Start; i < name.End; i++ {
		if n.covered[i] {
			return
		}
	}
	n.cover(name)
	n.names = append(n.names, name)
	n.count(name, 1)
	for i := name.Start; i < name.End; i++ {
		n.place(len(n.names)-1, i)
	}
}

// cover keeps names off the tokens of one.
func (n *namer) cover(name nlp.Name) {
	for i := name.Start; i < name.End; i++ {
		n.covered[i] = true
	}
}

// joined takes what a hyphen joins to a person's name into it, "Moon Jae" + "-in", and to a
// place's through a small word: "Port-au" + "-Prince".
func (n *namer) joined(name nlp.Name) nlp.Name {
	if name.Kind == nlp.Place {
		return n.joinedPlace(name)
	}
	for name.Kind == nlp.Person {
		switch {
		case name.End+1 < len(n.Tokens) && n.Form(name.End) == "-" && n.close(name.End-1) && n.close(name.End) &&
			n.Tokens[name.End+1].Sentence == n.Tokens[name.Start].Sentence && !statusAffix[lower(n.Form(name.End+1))]:
			name.End += 2
		case name.End < len(n.Tokens) && name.End-name.Start < 7 && n.flatOn(name):
			name.End++
		default:
			return name
		}
	}
	return name
}

// texts parts the names of two agreements that were read as one: "the Oslo Convention on
// Fishing and the Arland-Borvia Ferry Agreement".
func (n *namer) texts(name nlp.Name) []nlp.Name {
	if name.Kind != nlp.Law || agreementNouns[lower(n.Tokens[name.End-1].Lemma)] == "" {
		return []nlp.Name{name}
	}
	told := false
	for k := name.Start; k < name.End-1; k++ {
		if told && lower(n.Form(k)) == "and" {
			next := k + 1
			if lower(n.Form(next)) == "the" {
				next++
			}
			if next < name.End-1 {
				return []nlp.Name{{Start: name.Start, End: k, Kind: nlp.Law}, {Start: next, End: name.End, Kind: nlp.Law}}
			}
		}
		told = told || agreementNouns[lower(n.Tokens[k].Lemma)] != ""
	}
	return []nlp.Name{name}
}

func (n *namer) joinedPlace(name nlp.Name) nlp.Name {
	to := name.End
	if n.hyphen(to) && placeLinks[lower(n.Form(to+1))] {
		to += 2
	}
	if to-2 > name.Start && placeLinks[lower(n.Form(to-1))] && n.Form(to-2) == "-" && n.hyphen(to) && n.capital(to+1) {
		name.End = to + 2
	}
	return name
}

// hyphen reports whether a hyphen without blanks around it stands at token i.
func (n *namer) hyphen(i int) bool {
	return i > 0 && i+1 < len(n.Tokens) && n.Form(i) == "-" && n.close(i-1) && n.close(i) && n.Tokens[i+1].Sentence == n.Tokens[i-1].Sentence
}

// placeLinks are the small words inside names of places.
var placeLinks = map[string]bool{"au": true, "aux": true, "en": true, "sur": true, "sous": true, "le": true, "la": true, "les": true, "de": true, "du": true, "des": true,
	"upon": true, "on": true, "in": true, "the": true, "am": true, "an": true, "el": true, "al": true}

// dignity reports whether a name is only what a person named right behind it is called
// by: "Sheikh" of "Sheikh Abdullah bin Zayed".
func (n *namer) dignity(name nlp.Name) bool {
	if name.End-name.Start != 1 || !dignities[lower(n.Form(name.Start))] {
		return false
	}
	return slices.ContainsFunc(n.Doc.Names, func(o nlp.Name) bool { return o.Start == name.End && o.Kind == nlp.Person })
}

var dignities = map[string]bool{"sheikh": true, "sheik": true, "shaikh": true, "mullah": true, "ayatollah": true, "imam": true, "sayyid": true, "lord": true, "lady": true, "dame": true}

// noPerson reports whether what was taken for a person begins with a word with which no
// name begins: "Via Teleconference", "Assistant SecretaryBureau".
func (n *namer) noPerson(name nlp.Name) bool {
	if name.Kind == nlp.Person && n.chiefOf(name) {
		return true
	}
	if name.End-name.Start < 2 {
		return false
	}
	first := lower(n.Form(name.Start))
	if first == "via" { // whatever it was taken for
		return true
	}
	if name.Kind != nlp.Person {
		return false
	}
	if !beforeTitles[first] {
		return unnamed[first]
	}
	for k := name.Start + 1; k < name.End; k++ {
		if n.officeWord(k) {
			return false // a title before a name is cut off
		}
	}
	return true
}

// titlePiece reports whether what was taken for a body is the beginning of a title: "[Senior
// Bureau] Official Karl Dahl".
func (n *namer) titlePiece(name nlp.Name) bool {
	end := name.End
	if n.fieldOf(name.Start, end) {
		return true
	}
	return end < len(n.Tokens) && n.capital(end) && n.officeWord(end) && titleWords[lower(n.Form(name.Start))] && len(n.lookup(n.Words(name.Start, end), n.day)) == 0
}

// fieldOf reports whether the tokens [from, to) are of the field of an office: "Secretary of
// State for [International Organization] Affairs".
func (n *namer) fieldOf(from, to int) bool {
	return to < len(n.Tokens) && n.Form(to) == "Affairs" && from > 1 && n.Form(from-1) == "for" && n.officeWordNear(from-2)
}

// officeWordNear reports whether token i is a word of an office, or the end of "Secretary of
// State".
func (n *namer) officeWordNear(i int) bool {
	return n.officeWord(i) || i > 1 && n.Form(i) == "State" && n.officeWord(i-2)
}

// chiefOf reports whether a name is of the title of an officer: "Chief Sustainability
// Officer", "Chief Diversity and Inclusion Officer".
func (n *namer) chiefOf(name nlp.Name) bool {
	first := lower(n.Form(name.Start))
	if first != "chief" && (name.Start == 0 || lower(n.Form(name.Start-1)) != "chief") {
		return false
	}
	for k := name.Start + 1; k < min(name.End+3, len(n.Tokens)); k++ {
		if lower(n.Form(k)) == "officer" {
			return true
		}
		if !n.capital(k) && n.Form(k) != "and" {
			return false
		}
	}
	return false
}

// unnamed are words with which no name of a person begins, beforeTitles those that stand
// before a title alone.
var (
	unnamed      = map[string]bool{"from": true, "with": true, "per": true, "about": true, "eid": true}
	beforeTitles = map[string]bool{"assistant": true, "deputy": true, "acting": true, "principal": true, "associate": true}
)

// commonWord reports whether a single word is no name, though it has a capital: "NATO
// Allies", "the European side".
func (n *namer) commonWord(name nlp.Name) bool {
	if name.End < len(n.Tokens) && n.capital(name.End) && n.Tokens[name.End].Sentence == n.Tokens[name.Start].Sentence {
		return false // "European Investment Bank" is longer than it was read
	}
	return name.End-name.Start == 1 && name.Kind != nlp.Person && noNames[lower(n.Form(name.Start))] && len(n.lookup(n.Form(name.Start), n.day)) == 0
}

// noNames are words that speeches write with a capital, and adjectives of continents.
var noNames = map[string]bool{"laughter": true, "applause": true, "inaudible": true, "allies": true, "ally": true, "partners": true, "ministers": true, "leaders": true, "participants": true, "sides": true, "parties": true,
	"european": true, "europeans": true, "african": true, "africans": true, "asian": true, "asians": true, "western": true, "islamic": true, "arab": true,
	"office": true, "nation": true, "democracy": true, "commerce": true, "oceans": true,
	"ngo": true, "ngos": true, "icbm": true, "icbms": true, "stem": true, "lgbtqi": true, "lgbtq": true, "lgbt": true, "siv": true, "sivs": true, "iuu": true, "gdp": true}

// language reports whether the name of a people stands for its language: "asked in
// Norwegian", "speaks Norwegian".
func (n *namer) language(name nlp.Name) bool {
	i := name.Start
	if name.End-i != 1 || i == 0 || n.Tokens[i].Sentence != n.Tokens[i-1].Sentence {
		return false
	}
	if h, ok := n.as(ontology.Country, n.Form(i), n.day); !ok || !h.adjective {
		return false
	}
	ends := name.End >= len(n.Tokens) || n.Tokens[name.End].UPOS == "PUNCT"
	before := lower(n.Tokens[i-1].Lemma)
	return ends && (before == "in" || before == "into" || before == "speak")
}

// citation reports whether an abbreviation stands for a book of law: "22 C.F.R. Part 120".
func (n *namer) citation(name nlp.Name) bool {
	if name.End-name.Start > 2 || name.Start == 0 || !strings.Contains(n.Form(name.Start), ".") {
		return false
	}
	last := min(name.End, len(n.Tokens)-1)
	behind := lower(n.Form(last))
	return n.Tokens[name.Start-1].UPOS == "NUM" && (n.Tokens[last].UPOS == "NUM" || strings.HasPrefix(behind, "part") || strings.HasPrefix(behind, "section") || behind == "§")
}

// stateBefore keeps the state and the person of "the envoy for the DPRK Anna Holt", read
// as one place.
func (n *namer) stateBefore(name nlp.Name) bool {
	if _, org := n.as(ontology.Organization, n.Form(name.Start), n.day); org && name.Kind != nlp.Person && name.End-name.Start > 2 && n.onlyPerson(n.Words(name.Start+1, name.End)) {
		n.keep(nlp.Name{Start: name.Start, End: name.Start + 1, Kind: nlp.Organization}) // "Ambassador to the UN Anna Holt"
		n.keep(nlp.Name{Start: name.Start + 1, End: name.End, Kind: nlp.Person})
		return true
	}
	if name.End-name.Start != 3 || !allCapitals(n.Form(name.Start)) || n.bodyName(name) || len(n.lookup(n.Words(name.Start, name.End), n.day)) > 0 {
		return false
	}
	if h, ok := n.as(ontology.Country, n.Form(name.Start), n.day); !ok || h.adjective {
		return false
	}
	for k := name.Start + 1; k < name.End; k++ {
		if !n.capital(k) || n.officeWord(k) || allCapitals(n.Form(k)) {
			return false
		}
	}
	if !n.onlyPerson(n.Words(name.Start+1, name.End)) && name.Kind != nlp.Place && name.Kind != nlp.Person {
		return false
	}
	n.keep(nlp.Name{Start: name.Start, End: name.Start + 1, Kind: nlp.Place})
	n.keep(nlp.Name{Start: name.Start + 1, End: name.End, Kind: nlp.Person})
	return true
}

// paired keeps the names of two people whom a hyphen joins, "the Holt-Voss summit", where
// the article names both by themselves.
func (n *namer) paired(name nlp.Name) bool {
	if name.Kind != nlp.Person || name.End-name.Start != 3 || n.Form(name.Start+1) != "-" && n.Form(name.Start+1) != "–" {
		return false
	}
	last := name.End - 1
	if name.End >= len(n.Tokens) || meetingNouns[lower(n.Tokens[name.End].Lemma)] == "" && agreementNouns[lower(n.Tokens[name.End].Lemma)] == "" {
		return false // "Ambassador Thomas-Holt" is one
	}
	if !n.capital(name.Start) || !n.capital(last) || len(n.Form(name.Start)) < 3 || !n.personEnds(n.Form(name.Start), name) || !n.personEnds(n.Form(last), name) {
		return false
	}
	if first := &n.Tokens[name.Start]; first.Head == last {
		first.Rel, first.Head = n.Tokens[last].Rel, n.Tokens[last].Head
	}
	n.Tokens[last].Rel, n.Tokens[last].Head = "conj", name.Start
	n.keep(nlp.Name{Start: name.Start, End: name.Start + 1, Kind: nlp.Person})
	n.keep(nlp.Name{Start: last, End: name.End, Kind: nlp.Person})
	return true
}

// personEnds reports whether a word is part of another person's name of the article.
func (n *namer) personEnds(word string, but nlp.Name) bool {
	return slices.ContainsFunc(n.peopleCalled(word), func(k int) bool { return n.Names[k] != but })
}

// statusAffix are words that a hyphen joins to a title and not to a name.
var statusAffix = map[string]bool{"elect": true, "designate": true, "led": true, "based": true, "backed": true, "era": true}

// flatOn reports whether the word behind a name is a part of it by the tree:
// "Jean-Yves Le Drian".
func (n *namer) flatOn(name nlp.Name) bool {
	t := n.Tokens[name.End]
	if titleWords[lower(n.Form(name.End))] || n.officeWord(name.End) || n.begins(name.End, startsPlace) {
		return false // "President Holt Foreign Minister Dahl"
	}
	return t.Rel == "flat" && t.UPOS == "PROPN" && t.Head >= name.Start && t.Head < name.End && n.capital(name.End) && t.Sentence == n.Tokens[name.Start].Sentence
}

// untitled parts a person's name from a title and a country that were read into
// it: "Qatari Emir Tamim bin Hamad" are a people, a title and a name. A word of a
// title alone is no name.
func (n *namer) untitled(name nlp.Name) []nlp.Name {
	if name.Kind != nlp.Person {
		return []nlp.Name{name}
	}
	office := -1
	for k := name.Start; k < name.End && k < name.Start+6; k++ {
		if _, ok := officeNouns[lower(n.Form(k))]; ok || rankWords[lower(n.Form(k))] {
			office = k
		}
	}
	switch {
	case name.End-name.Start == 1 && courtesy[lower(n.Form(name.Start))]:
		return nil
	case office < 0 || rankWords[lower(n.Form(office))] && office > name.Start:
		return []nlp.Name{name}
	case office == name.End-1 && n.onlyTitle(name):
		return nil
	case office == name.End-1:
		if name.End-name.Start == 1 && (name.Title.Start < name.Title.End || rankWords[lower(n.Form(office))]) {
			return nil
		}
		return []nlp.Name{name}
	case office == name.Start && !stateOffices[lower(n.Form(office))]:
		return []nlp.Name{name}
	}
	out := n.peoples(name.Start, office)
	bare := n.undressed(nlp.Name{Start: office + 1, End: name.End, Kind: nlp.Person})
	bare.Title = nlp.Range{Start: name.Start, End: bare.Start}
	return append(out, bare)
}

// onlyTitle reports whether all words taken for a name are of a title: "Assistant
// Secretary", "Prime Minister".
func (n *namer) onlyTitle(name nlp.Name) bool {
	for k := name.Start; k < name.End; k++ {
		if !n.officeWord(k) && !titleWords[lower(n.Form(k))] {
			return false
		}
	}
	return name.End-name.Start > 1
}

// titleWords are words of titles that are no nouns of offices.
var titleWords = map[string]bool{"assistant": true, "under": true, "vice": true, "prime": true, "foreign": true, "special": true, "presidential": true, "senior": true,
	"permanent": true, "first": true, "acting": true, "general": true, "press": true, "chief": true, "associate": true, "state": true, "defense": true, "principal": true, "political": true}

// rankWords are words of titles that stand behind another: "Secretary General".
var rankWords = map[string]bool{"general": true}

// peoples finds the states and peoples among the words of a title.
func (n *namer) peoples(from, to int) []nlp.Name {
	var out []nlp.Name
	for i := from; i < to; i++ {
		for end := min(to, i+2); end > i; end-- {
			if h, ok := n.as(ontology.Country, n.Words(i, end), n.day); ok {
				kind := nlp.Place
				if h.adjective {
					kind = nlp.Demonym
				}
				out = append(out, nlp.Name{Start: i, End: end, Kind: kind})
				i = end - 1
				break
			}
		}
	}
	return out
}

// close reports whether no space stands between token i and the next.
func (n *namer) close(i int) bool { return n.Tokens[i].End == n.Tokens[i+1].Start }

// trimmed cuts "for Syria" off "Arab League for Syria": a name whose beginning is
// known and whose whole is not.
func (n *namer) trimmed(name nlp.Name) nlp.Name {
	if name.Kind == nlp.Person || len(n.lookup(n.Words(name.Start, name.End), n.day)) > 0 {
		return name
	}
	for i := name.Start + 1; i < name.End; i++ {
		switch n.Tokens[i].Norm {
		case "for", "of", "in", "on", "'s", "and":
			if len(n.lookup(n.Words(name.Start, i), n.day)) > 0 {
				name.End = i
				return name
			}
		}
	}
	return name
}

// withoutTitle cuts the title of the person behind it off the name of a body: "[Ministry
// of Health Director General] Karl Dahl".
func (n *namer) withoutTitle(name nlp.Name) nlp.Name {
	end := name.End
	if name.Kind != nlp.Organization || !n.begins(end, startsPerson) && !(end < len(n.Tokens) && n.Tokens[end].Norm == "for") {
		return name
	}
	for end > name.Start+2 && (n.officeWord(end-1) || titleWords[lower(n.Form(end-1))] && end < name.End || rankWords[lower(n.Form(end-1))]) {
		end--
	}
	if before := n.Form(end - 1); end == name.End || before == "of" || before == "the" || before == "for" || before == "and" {
		return name
	}
	name.End = end
	return name
}

func (n *namer) capital(i int) bool {
	r, _ := utf8.DecodeRuneInString(n.Form(i))
	return unicode.IsUpper(r)
}

// localStates finds names that the gazetteer does not know and the article treats
// as states: it has a word for their people, "Kingdom of" stands before them, or
// the office or body of a state is called after them.
func (n *namer) localStates(region string) []string {
	forms := n.capitals()
	var out []string
	add := func(state string) {
		if state != "" && !slices.Contains(out, state) && len(n.lookup(state, n.day)) == 0 {
			out = append(out, state)
		}
	}
	if slices.Contains(forms, region) {
		add(region)
	}
	sorted := slices.Sorted(slices.Values(forms))
	for _, state := range forms {
		if n.hasPeople(state, sorted) {
			add(state)
		}
	}
	for i := 2; i < len(n.Tokens); i++ {
		if slices.Contains(stateForms, n.Form(i-2)) && n.Tokens[i-1].Norm == "of" && n.capital(i) {
			add(n.Words(i, n.endOfCapitals(i)))
		}
	}
	for _, name := range n.names {
		_, person := gazetteer.Famous(n.Form(name.Start)) // "Orban's government"
		if (name.Kind == nlp.Place || name.End-name.Start == 1 && name.Kind != nlp.Demonym && !person) && n.stateBeside(name) {
			add(strings.TrimSuffix(strings.TrimSuffix(n.Words(name.Start, name.End), "'s"), "’s"))
		}
	}
	for range 2 { // "Varsonia, Ostelia and Tauvere signed": what is joined to a state is one
		for k := 1; k < len(n.names); k++ {
			a, b := n.names[k-1], n.names[k]
			if !n.listed(a, b) {
				continue
			}
			if n.stateName(a, out) && n.mayBeState(b) {
				add(n.Form(b.Start))
			} else if n.stateName(b, out) && n.mayBeState(a) {
				add(n.Form(a.Start))
			}
		}
	}
	return out
}

// listed reports whether only a comma or "and" stands between two names.
func (n *namer) listed(a, b nlp.Name) bool {
	if b.Start-a.End < 1 || b.Start-a.End > 2 || n.Tokens[a.Start].Sentence != n.Tokens[b.Start].Sentence {
		return false
	}
	for i := a.End; i < b.Start; i++ {
		if word := n.Tokens[i].Norm; word != "and" && word != "," {
			return false
		}
	}
	return n.Tokens[b.Start-1].Norm == "and"
}

func (n *namer) stateName(name nlp.Name, states []string) bool {
	words := n.Words(name.Start, name.End)
	if slices.Contains(states, words) {
		return true
	}
	h, ok := n.as(ontology.Country, words, n.day)
	return ok && !h.adjective
}

// mayBeState reports whether a name can be that of a state: one word, no title,
// and nothing that the gazetteer knows.
func (n *namer) mayBeState(name nlp.Name) bool {
	return name.End-name.Start == 1 && name.Kind != nlp.Demonym && name.Title.Start == name.Title.End && name.Kind != nlp.Organization && !n.surname(name)
}

// surname reports whether a single word is the last of a fuller name in the text.
func (n *namer) surname(name nlp.Name) bool {
	return n.personCalled(n.Form(name.Start), isLast)
}

// capitals lists the words with a capital that are no sentence's first, once each.
func (n *namer) capitals() []string {
	var out []string
	seen := map[string]bool{}
	for i := range n.Tokens {
		form := n.Form(i)
		if len(form) >= 4 && n.capital(i) && !seen[form] {
			seen[form] = true
			out = append(out, form)
		}
	}
	return out
}

// hasPeople reports whether one of some words, in order, is one for the people of a state.
func (n *namer) hasPeople(state string, sorted []string) bool {
	stem := state[:max(0, len(state)-1)]
	if strings.HasSuffix(state, "ic") || noNames[lower(state)] || bodyWords[lower(state)] || len(n.lookup(state, n.day)) > 0 {
		return false // an Olympian is of no state, nor is an officer
	}
	from, _ := slices.BinarySearch(sorted, stem)
	for _, form := range sorted[from:] {
		if !strings.HasPrefix(form, stem) {
			break
		}
		if peopleOf(form, state) && len(n.lookup(form, n.day)) == 0 {
			return true
		}
	}
	return false
}

func (n *namer) endOfCapitals(i int) int {
	end := i
	for end < len(n.Tokens) && end < i+3 && n.capital(end) && n.Tokens[end].Sentence == n.Tokens[i].Sentence {
		end++
	}
	return end
}

// bareMinister reports whether token i is a minister without a field in front of the
// word: what stands behind "of" is the field, "Minister of Sport".
func (n *namer) bareMinister(i int) bool {
	if lower(n.Tokens[i].Lemma) != "minister" {
		return false
	}
	if i == 0 || n.Tokens[i-1].Sentence != n.Tokens[i].Sentence {
		return true
	}
	u := n.Tokens[i-1].UPOS
	return u != "ADJ" && u != "NOUN" && u != "PROPN"
}

// stateBeside reports whether a place stands in "the prime minister of X" or "X's
// parliament".
func (n *namer) stateBeside(name nlp.Name) bool {
	if i := name.Start - 2; i >= 0 && n.Tokens[i+1].Norm == "of" && (stateOffices[lower(n.Tokens[i].Lemma)] || lower(n.Tokens[i].Lemma) == "parliament") {
		return !n.bareMinister(i)
	}
	i := name.End
	if i+1 < len(n.Tokens) && (n.Tokens[i].Norm == "'s" || n.Tokens[i].Norm == "’s") {
		i++
	}
	for k := i; k < min(i+3, len(n.Tokens)); k++ {
		if lemma := lower(n.Tokens[k].Lemma); stateBodies[lemma] || lemma == "president" || (lemma == "minister" || lemma == "chief" || lemma == "spokesman" || lemma == "spokeswoman" || lemma == "ambassador") && k > i {
			return k > name.End || i > name.End
		}
		if u := n.Tokens[k].UPOS; u != "NOUN" && u != "ADJ" && u != "PROPN" {
			return false
		}
	}
	return false
}

func lower(s string) string { return strings.ToLower(s) }

// bodyWords are nouns by which bodies are called: a name that ends in one, or
// begins with one before "of" or "for", is an organization.
var bodyWords = map[string]bool{"council": true, "union": true, "league": true, "party": true, "movement": true, "front": true, "coalition": true, "organization": true,
	"organisation": true, "agency": true, "authority": true, "commission": true, "committee": true, "ministry": true, "tribunal": true, "court": true, "brigades": true,
	"brigade": true, "army": true, "forces": true, "assembly": true, "parliament": true, "senate": true, "congress": true, "bank": true, "fund": true, "alliance": true,
	"association": true, "federation": true, "group": true, "institute": true, "university": true, "television": true, "radio": true, "times": true, "post": true,
	"courier": true, "dispatch": true, "herald": true, "tribune": true, "chronicle": true, "telegraph": true, "secretariat": true, "bureau": true, "corps": true, "guard": true, "office": true, "department": true, "foundation": true, "society": true, "network": true, "chamber": true, "academy": true, "trust": true, "college": true, "directorate": true, "exchange": true, "center": true, "centre": true, "centers": true}

// retype gives names the kind that their words and this article's states tell.
func (n *namer) retype() {
	n.settle()
	for i := range n.names {
		n.retypeOne(i)
	}
}

func (n *namer) retypeOne(i int) {
	name := &n.names[i]
	defer func(was nlp.Name) { n.change(was, *name) }(*name)
	words := strings.TrimSuffix(strings.TrimSuffix(n.Words(name.Start, name.End), "’s"), "'s")
	single := name.End-name.Start == 1
	if k := name.End; single && name.Kind == nlp.Place && k+1 < len(n.Tokens) && n.Form(k) == "of" && n.capital(k+1) && !n.covered[k+1] && gazetteer.House(words+" of") {
		name.End, n.covered[k], n.covered[k+1] = k+2, true, true // "the Palace of Independence"
		n.place(i, k)
		n.place(i, k+1)
		return
	}
	switch {
	case name.Kind != nlp.Person && name.Kind != nlp.Demonym && !single && n.apposedToOffice(*name) && len(n.lookup(words, n.day)) == 0 && !n.bodyName(*name):
		name.Kind = nlp.Person
	case name.Kind == nlp.Person && name.Title.Start == name.Title.End && n.besideBody(*name):
		name.Kind = nlp.Organization
	case name.Kind == nlp.Person && name.Title.Start == name.Title.End && n.ruled(*name) && len(n.lookup(words, n.day)) == 0:
		name.Kind = nlp.Place
	case slices.Contains(n.states, words) || slices.Contains(n.states, bareState(words)):
		name.Kind, name.Title = nlp.Place, nlp.Range{}
	case single && n.isPeople(words):
		name.Kind, name.Title = nlp.Demonym, nlp.Range{}
	case (name.Kind == nlp.Person || name.Kind == nlp.Place || name.Kind == nlp.Misc) && !single && n.bodyName(*name) && len(n.lookup(words, n.day)) == 0:
		name.Kind, name.Title = nlp.Organization, nlp.Range{}
	case (name.Kind == nlp.Place || name.Kind == nlp.Misc) && !single && houses[lower(n.Form(name.End-1))] && n.staffed(name.Start) && len(n.lookup(words, n.day)) == 0:
		name.Kind = nlp.Organization
	case (name.Kind == nlp.Organization || name.Kind == nlp.Misc) && gazetteer.House(words) && n.housed(*name):
		name.Kind = nlp.Place // "met in Lutton House"
	case name.Kind != nlp.Person && name.Kind != nlp.Demonym && !single && n.onlyPerson(words):
		name.Kind = nlp.Person
	case name.Kind == nlp.Person && name.Title.Start == name.Title.End && single:
		if _, ok := n.as(ontology.Country, words, n.day); ok || n.capitalCity(*name, words) {
			name.Kind = nlp.Place
		}
	}
}

// housed reports whether a name stands where a place does: "in the Peace House".
func (n *namer) housed(name nlp.Name) bool {
	k := name.Start - 1
	if k >= 1 && n.Tokens[k].Norm == "the" {
		k--
	}
	return k >= 0 && (n.Tokens[k].Norm == "in" || n.Tokens[k].Norm == "inside" || n.Tokens[k].Norm == "outside")
}

// capitalCity reports whether a word is a capital's name, "Kyiv said", and no person's of
// whom the article tells more.
func (n *namer) capitalCity(name nlp.Name, word string) bool {
	h, ok := n.as(ontology.Place, word, n.day)
	return ok && h.acts && !n.surname(name)
}

// apposedToOffice reports whether a name stands behind an office and a comma:
// "her spokesman, Mirko Vessel".
func (n *namer) apposedToOffice(name nlp.Name) bool {
	if name.Start < 2 || n.Tokens[name.Start-1].Norm != "," || n.Tokens[name.Start-2].Sentence != n.Tokens[name.Start].Sentence {
		return false
	}
	before := n.Tokens[name.Start-2]
	_, office := officeNouns[lower(before.Lemma)]
	closed := name.End >= len(n.Tokens) || n.Tokens[name.End].UPOS == "PUNCT"
	return office && closed && before.XPOS == "NN" && n.Tokens[topOf(n.Doc, name.Start, name.End)].Head == name.Start-2
}

// ruled reports whether a name stands behind "mayor of" and the like.
func (n *namer) ruled(name nlp.Name) bool {
	return name.Start > 1 && n.Tokens[name.Start-1].Norm == "of" && local[lower(n.Tokens[name.Start-2].Lemma)]
}

// onlyPerson reports whether the gazetteer knows words as a person's name and as
// nothing else.
func (n *namer) onlyPerson(words string) bool {
	hits := n.lookup(words, n.day)
	for _, h := range hits {
		if h.typ != ontology.Person {
			return false
		}
	}
	return len(hits) > 0
}

// titled adds names of persons that stand behind a title and were passed over:
// "Chairman Baek Tae-won".
func (n *namer) titled() {
	for i := 0; i+1 < len(n.Tokens); i++ {
		if _, office := officeNouns[lower(n.Tokens[i].Lemma)]; !office || n.Tokens[i].UPOS != "PROPN" && n.Tokens[i].UPOS != "NOUN" {
			continue
		}
		from := i + 1
		for from < len(n.Tokens) && (rankWords[lower(n.Form(from))] || courtesy[lower(n.Form(from))] || n.affixed(from)) {
			from++
		}
		if from >= len(n.Tokens) || n.Tokens[from].Sentence != n.Tokens[i].Sentence {
			continue // the next line of a heading
		}
		to := n.endOfName(from)
		if !n.capital(i) && to < from+2 { // "president Tuesday"
			continue
		}
		if to > from && n.known2(n.Words(from, to)) {
			name := n.joined(nlp.Name{Start: from, End: to, Kind: nlp.Person, Title: nlp.Range{Start: i, End: from}})
			if !n.onlyTitle(name) && !n.chiefOf(name) {
				n.keep(name)
			}
		}
	}
}

// affixed reports whether token i is the hyphen or the word of "-elect" behind a title.
func (n *namer) affixed(i int) bool {
	return n.Form(i) == "-" && i+1 < len(n.Tokens) && statusAffix[lower(n.Form(i+1))] || statusAffix[lower(n.Form(i))] && n.Form(i-1) == "-"
}

// endOfName returns the end of the run of capitals from token i that can be a
// person's name, with the small words inside such names: "Abdelaziz al-Hilu".
func (n *namer) endOfName(i int) int {
	to := i
	for k := i; k < min(len(n.Tokens), i+5) && !n.covered[k] && n.Tokens[k].Sentence == n.Tokens[i].Sentence && !timed(n.Doc, k); k++ {
		switch {
		case n.capital(k) && n.Tokens[k].UPOS == "PROPN":
			to = k + 1
		case k > i && (nameParticles[n.Tokens[k].Norm] || n.Tokens[k].Norm == "-"):
		default:
			return to
		}
	}
	return to
}

// nameParticles are small words inside names of persons.
var nameParticles = map[string]bool{"al": true, "el": true, "bin": true, "ibn": true, "bint": true, "von": true, "van": true, "der": true, "den": true,
	"de": true, "da": true, "dos": true, "du": true, "la": true, "le": true, "ben": true}

// known2 reports whether words can name a person: they name nothing else known.
func (n *namer) known2(words string) bool {
	for _, h := range n.lookup(words, n.day) {
		if h.typ != ontology.Person {
			return false
		}
	}
	_, office := officeNouns[lower(words)]
	return !office && len(words) > 2
}

func (n *namer) isPeople(word string) bool {
	for _, state := range n.states {
		if peopleOf(word, state) {
			return true
		}
	}
	return false
}

func (n *namer) bodyName(name nlp.Name) bool {
	if bodyWords[lower(n.Form(name.End-1))] {
		return true
	}
	return name.End-name.Start > 2 && bodyWords[lower(n.Form(name.Start))] && (n.Form(name.Start+1) == "of" || n.Form(name.Start+1) == "for")
}

// missed adds names that the reader of names passed over: states and peoples, and
// runs of capitals that end in the noun of a body.
func (n *namer) missed() {
	short := n.shortForms()
	for i := range n.Tokens {
		if n.covered[i] || !n.capital(i) {
			continue
		}
		form := n.Form(i)
		switch {
		case slices.Contains(n.states, form):
			n.keep(nlp.Name{Start: i, End: i + 1, Kind: nlp.Place})
		case n.isPeople(form):
			n.keep(nlp.Name{Start: i, End: i + 1, Kind: nlp.Demonym})
		case strings.HasSuffix(form, "s") && n.Tokens[i].UPOS == "PROPN" && len(n.sisters(form, n.day)) > 0:
			n.keep(nlp.Name{Start: i, End: i + 1, Kind: nlp.Place})
		case n.firstOfPerson(i):
			n.keep(nlp.Name{Start: i, End: i + 1, Kind: nlp.Person})
		case (n.Tokens[i].UPOS == "PROPN" || len(form) > 2 && allCapitals(form)) && n.knownRun(i, 1):
		case n.Tokens[i].UPOS != "PROPN" && !n.inCapitals(n.Tokens[i].Sentence) && n.knownRun(i, 3): // "Human Rights Watch"
		case short[form] && !n.laws[form]:
			n.keep(nlp.Name{Start: i, End: i + 1, Kind: nlp.Organization})
		case len(form) > 3 && n.Tokens[i].UPOS == "ADJ" && !bodyWords[lower(form)] && !n.language(nlp.Name{Start: i, End: i + 1}):
			if h, ok := n.as(ontology.Country, form, n.day); ok && h.adjective {
				n.keep(nlp.Name{Start: i, End: i + 1, Kind: nlp.Demonym})
			}
		case (bodyWords[lower(form)] || houses[lower(form)]) && i > 0:
			from := i
			for from > 0 && i-from < 4 && n.capital(from-1) && !n.covered[from-1] && n.Tokens[from-1].Sentence == n.Tokens[i].Sentence && n.Tokens[from-1].UPOS != "DET" && n.Tokens[from-1].UPOS != "PUNCT" && n.Tokens[from-1].UPOS != "ADP" {
				from--
			}
			if from < i && (bodyWords[lower(form)] || n.staffed(from)) && !n.noBody(nlp.Name{Start: from, End: i + 1, Kind: nlp.Organization}) {
				n.claimBody(from, i+1)
			}
		case i > 0 && n.capital(i-1) && !n.covered[i-1] && gazetteer.House(n.Words(i-1, i+1)) && n.housed(nlp.Name{Start: i - 1}):
			n.keep(nlp.Name{Start: i - 1, End: i + 1, Kind: nlp.Place}) // "in the Peace House"
		}
	}
}

// firstOfPerson reports whether token i is the subject of a verb and the family name of
// a person whom the article names in full, whose name begins with it: "Moon is to".
func (n *namer) firstOfPerson(i int) bool {
	if !strings.HasPrefix(n.Tokens[i].Rel, "nsubj") || n.Tokens[i].UPOS != "PROPN" && n.Tokens[i].UPOS != "NOUN" || len(n.Form(i)) < 3 {
		return false
	}
	return n.personCalled(n.Form(i), isFamily)
}

// knownRun adds the longest name of least to four words from token i that the
// gazetteer knows as a state, a body or a place.
func (n *namer) knownRun(i, least int) bool {
	if n.citation(nlp.Name{Start: i, End: i + 1}) {
		return false
	}
	for end := min(i+4, len(n.Tokens)); end >= i+least; end-- {
		if n.Tokens[end-1].Sentence != n.Tokens[i].Sentence || !n.capital(end-1) || slices.Contains(n.covered[i:end], true) {
			continue
		}
		for _, h := range n.lookup(n.Words(i, end), n.day) {
			kind := map[ontology.Type]nlp.NameKind{ontology.Country: nlp.Place, ontology.Place: nlp.Place, ontology.Organization: nlp.Organization}[h.typ]
			if kind == "" || h.adjective || n.ofAgreement(nlp.Name{Start: i, End: end, Kind: kind}) {
				continue
			}
			n.keep(nlp.Name{Start: i, End: end, Kind: kind})
			return true
		}
	}
	return false
}
