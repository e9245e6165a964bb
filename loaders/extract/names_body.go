package extract

import (
	"slices"
	"strings"

	"entente/graph/gazetteer"
	"entente/graph/ontology"
	"entente/loaders/nlp"
)

// wholeBodies makes one name of the words by which a body is called where the
// reader of names saw parts of it alone: "Ministry of the Interior", "Chamber of
// Industry and Commerce", "European Investment Bank".
func (n *namer) wholeBodies() {
	for i := range n.Tokens {
		if !n.capital(i) || !bodyWords[lower(n.Form(i))] || n.Tokens[i].UPOS == "VERB" {
			continue
		}
		if name, ok := n.nameOver(i); ok && name.End == i+1 && name.Kind == nlp.Organization && n.bodyFront(name.Start) < name.Start {
			n.claimBody(n.bodyFront(name.Start), i+1) // "Democratic" before "Green Party"
		}
		if to := n.bodyTail(i); to > i+1 && !n.complete(i) {
			n.claimBody(n.bodyFront(i), n.withoutTitle(nlp.Name{Start: i, End: to, Kind: nlp.Organization}).End)
		} else if from := n.continentFront(i); from < i {
			n.claimBody(from, i+1)
		} else if name, ok := n.nameOver(i); ok && name.Start == i && name.End > i+1 && name.Kind == nlp.Organization {
			n.claimBody(i, name.End) // what stands before "Institute for Peace" is of its name
		}
	}
}

// complete reports whether the noun of a body is a name by itself: behind no article and no
// other name, as "the transmittal to Congress of the report".
func (n *namer) complete(i int) bool {
	kind, _ := n.knownWhole(i, i+1)
	return kind == nlp.Organization && i > 0 && n.Tokens[i-1].UPOS == "ADP" && n.Tokens[i-1].Sentence == n.Tokens[i].Sentence
}

// wholeStates makes one name of two that "and" joins to a state's: "Sao Tome and
// Principe".
func (n *namer) wholeStates() {
	for i := 1; i+1 < len(n.Tokens); i++ {
		if n.Form(i) != "and" || !n.capital(i-1) || !n.capital(i+1) {
			continue
		}
		for from := i - 1; from >= 0 && from > i-3 && n.capital(from); from-- {
			h, ok := n.as(ontology.Country, n.Words(from, i+2), n.day)
			a, front := n.nameOver(from)
			b, back := n.nameOver(i + 1)
			_, two := n.as(ontology.Country, n.Form(i+1), n.day) // "Serbia and Montenegro" may be two
			if !ok || two || h.adjective || front && (a.Start < from || a.End > i) || back && b.End > i+2 {
				continue
			}
			n.replace(nlp.Name{Start: from, End: i + 2, Kind: nlp.Place})
			break
		}
	}
}

// replace puts a name in the place of those that lie within it.
func (n *namer) replace(name nlp.Name) {
	n.drop(name)
	for k := name.Start; k < name.End; k++ {
		n.covered[k] = false
	}
	n.keep(name)
}

// bodyTail returns the end of what stands behind a body's noun and "of": token
// i+1 when nothing does. A list goes on behind "and" only with words that are no
// names of their own, as in "Industry and Commerce", not "Defence and NATO".
func (n *namer) bodyTail(i int) int {
	if name, ok := n.nameOver(i); ok && name.End == i+1 && name.Start < i && len(n.lookup(n.Words(name.Start, name.End), n.day)) > 0 {
		return i + 1 // "the envoy of the Arab League for Syria"
	}
	s := n.Tokens[i].Sentence
	in := func(k int) bool { return k < len(n.Tokens) && n.Tokens[k].Sentence == s }
	if !in(i+2) || n.Form(i+1) != "of" && n.Form(i+1) != "for" || n.inCapitals(s) {
		return i + 1
	}
	k := i + 2
	if n.Form(k) == "the" {
		k++
	}
	to := i + 1
	for words := 0; in(k) && words < 9; words++ {
		switch {
		case n.capital(k) && n.bodyPart(k):
			to = k + 1
		case n.Form(k) == "and" && to == k && in(k+1) && n.capital(k+1) && n.commonPart(k+1):
		default:
			return to
		}
		k++
	}
	return to
}

// bodyPart reports whether token k can be a word of a body's name: no person's,
// and no verb of a headline.
func (n *namer) bodyPart(k int) bool {
	if n.covered[k] {
		name, ok := n.nameOver(k)
		return ok && name.Kind != nlp.Demonym && (name.Kind != nlp.Person || name.End-name.Start == 1 && name.Title.Start == name.Title.End)
	}
	u := n.Tokens[k].UPOS
	return (u == "PROPN" || u == "NOUN" || u == "ADJ") && !timed(n.Doc, k)
}

// commonPart reports whether token k stands for no thing of its own: "Commerce".
func (n *namer) commonPart(k int) bool {
	name, ok := n.nameOver(k)
	if !ok {
		return n.Tokens[k].UPOS != "VERB"
	}
	return name.Kind == nlp.Organization && name.End == k+1 && len(n.lookup(n.Form(k), n.day)) == 0 && !allCapitals(n.Form(k))
}

func allCapitals(s string) bool { return len(s) > 1 && strings.ToUpper(s) == s }

// bodyFront returns the first of the capitals in front of a body's noun that no
// other name has: "National Chamber of".
func (n *namer) bodyFront(i int) int {
	from := i
	for from > 0 && i-from < 4 && n.capital(from-1) && !n.covered[from-1] && n.Tokens[from-1].Sentence == n.Tokens[i].Sentence && n.bodyPart(from-1) && from-1 > n.Sentences[n.Tokens[i].Sentence].Start {
		from--
	}
	return from
}

// continentFront returns the adjective of no state with which the name of the
// body at token i begins: "European Investment Bank"; i when there is none.
func (n *namer) continentFront(i int) int {
	for k := i - 1; k >= 0 && i-k < 4 && n.capital(k) && n.Tokens[k].Sentence == n.Tokens[i].Sentence; k-- {
		if name, ok := n.nameOver(k); ok && name.Kind == nlp.Demonym && name.Start == k {
			if _, state := n.as(ontology.Country, n.Form(k), n.day); state || n.isPeople(n.Form(k)) {
				return i
			}
			return n.bodyFront(k)
		}
	}
	return i
}

// houses are nouns of places that are bodies to those who work there: "director of
// the Moritz Gallery". Where people meet they are places.
var houses = map[string]bool{"museum": true, "gallery": true, "library": true, "theater": true, "theatre": true, "opera": true, "hospital": true,
	"clinic": true, "school": true, "mosque": true, "church": true, "cathedral": true, "zoo": true, "laboratory": true, "observatory": true, "archive": true}

// staffed reports whether the name that begins at token i is behind who works there:
// "curator at the", "Lena Holm from Moscow's".
func (n *namer) staffed(i int) bool {
	if i--; i > 1 && (n.Form(i) == "'s" || n.Form(i) == "’s") {
		i -= 2
	} else if i > 0 && n.Form(i) == "the" {
		i--
	}
	if i < 1 || n.Form(i) != "of" && n.Form(i) != "at" && n.Form(i) != "from" && n.Form(i) != "with" {
		return false
	}
	if name, ok := n.nameOver(i - 1); ok {
		return name.Kind == nlp.Person
	}
	return n.officeWord(i-1) || humanLemma(lower(n.Tokens[i-1].Lemma))
}

// shortForms are the words in capitals that stand in brackets behind the name of a
// body: "ASX" of the "Austrian Securities Exchange (ASX)".
func (n *namer) shortForms() map[string]bool {
	out := map[string]bool{}
	for k := 1; k+2 < len(n.Tokens); k++ {
		if n.Form(k) != "(" || n.Form(k+2) != ")" || !allCapitals(n.Form(k+1)) {
			continue
		}
		name, ok := n.nameOver(k - 1)
		if ok && name.Kind == nlp.Organization || n.capital(k-1) && bodyWords[lower(n.Form(k-1))] {
			out[n.Form(k+1)] = true
		}
	}
	return out
}

// claimBody makes the tokens [from, to) the name of a body, in the place of the
// names that lie within them; what reaches out of them stays as it was.
func (n *namer) claimBody(from, to int) {
	if n.fieldOf(from, to) {
		return // "Secretary of State for [International Organization] Affairs"
	}
	for k := from; k < to; k++ {
		if name, ok := n.nameOver(k); ok && (name.Start < from && name.Kind != nlp.Organization || name.End > to) {
			return
		} else if ok {
			from = min(from, name.Start)
		}
	}
	for front, ok := n.nameOver(max(from-1, 0)); ok && n.merges(front, from, to); front, ok = n.nameOver(max(from-1, 0)) {
		from = front.Start // "Cuban Ministry of the Interior", "Bosnian Serb Army"
	}
	n.replace(nlp.Name{Start: from, End: to, Kind: nlp.Organization})
}

// merges reports whether the adjective of a people right in front of the body of the
// tokens [from, to) is of its name: the gazetteer knows no body called by the rest.
func (n *namer) merges(front nlp.Name, from, to int) bool {
	return front.Kind == nlp.Demonym && front.End == from && n.capital(front.Start) && len(n.lookup(n.Words(from, to), n.day)) == 0
}

// bodyNouns are nouns that stand in front of the name of a body of their kind:
// "the airline Corvanair", "the magazine Karel & Sons".
var bodyNouns = map[string]bool{"magazine": true, "newspaper": true, "daily": true, "weekly": true, "tabloid": true, "airline": true, "carrier": true,
	"company": true, "firm": true, "conglomerate": true, "giant": true, "club": true, "broadcaster": true, "network": true, "bank": true, "carmaker": true,
	"automaker": true, "manufacturer": true, "retailer": true, "party": true, "agency": true, "website": true, "publisher": true, "charity": true,
	"insurer": true, "operator": true, "brand": true, "supplier": true, "contractor": false, "team": true, "ngo": true, "band": true, "lender": true}

// besideBody reports whether the noun of a body, or "chief executive of", stands
// right in front of a name without a title, so that it is the body's and no person's.
func (n *namer) besideBody(name nlp.Name) bool {
	i := name.Start - 1
	if i > 1 && n.Form(i) == "of" && (n.Tokens[i-1].Norm == "ceo" || n.Tokens[i-1].Norm == "executive") {
		return true
	}
	return i > 0 && n.Tokens[i].Sentence == n.Tokens[name.Start].Sentence && n.Tokens[i].UPOS == "NOUN" && !n.capital(i) && bodyNouns[lower(n.Tokens[i].Lemma)]
}

// fullName takes the surname into the name of a person with a title where it is
// also a common noun: "Spokesperson Ned Price".
func (n *namer) fullName(name nlp.Name) nlp.Name {
	k := name.End
	if name.Kind != nlp.Person || name.End-name.Start != 1 || k >= len(n.Tokens) || !n.capital(k) || n.covered[k] || n.Tokens[k].Sentence != n.Tokens[name.Start].Sentence {
		return name
	}
	if name.Start == 0 || !n.officeWord(name.Start-1) || n.inCapitals(n.Tokens[k].Sentence) || gazetteer.GivenName(n.Form(name.Start)) == gazetteer.NoName {
		return name
	}
	if u := n.Tokens[k].UPOS; u != "NOUN" && u != "ADJ" && u != "PROPN" || timed(n.Doc, k) || n.officeWord(k) || bodyWords[lower(n.Form(k))] || !n.known2(n.Form(k)) {
		return name
	}
	if k+1 < len(n.Tokens) && n.capital(k+1) && n.Tokens[k+1].Sentence == n.Tokens[k].Sentence {
		return name // "President Kim Summit Team"
	}
	name.End++
	return name
}

// inCapitals reports whether the words of sentence s are written in capitals as in a
// headline, so that capitals tell nothing.
func (n *namer) inCapitals(s int) bool {
	small := 0
	for i := n.Sentences[s].Start; i < n.Sentences[s].End && i < len(n.Tokens); i++ {
		if u := n.Tokens[i].UPOS; !n.capital(i) && (u == "VERB" || u == "AUX" || u == "NOUN" || u == "ADJ" || u == "ADV") {
			small++
		}
	}
	return small < 2
}

// officeWord reports whether token i is the noun of an office.
func (n *namer) officeWord(i int) bool {
	_, office := officeNouns[lower(n.Tokens[i].Lemma)]
	if !office {
		_, office = officeNouns[lower(n.Form(i))]
	}
	return office
}

// undressed cuts from the front of a person's name what belongs to the title: the
// hyphen and the word behind it of "President-Elect Castell".
func (n *namer) undressed(name nlp.Name) nlp.Name {
	for name.Kind == nlp.Person && name.End-name.Start > 1 && (n.Tokens[name.Start].UPOS == "PUNCT" || statusAffix[lower(n.Form(name.Start))]) {
		name.Start++
	}
	for name.Kind == nlp.Person && name.End-name.Start > 1 && n.initialled(name.Start) && !allCapitals(n.Form(name.End-1)) {
		name.Start++
	}
	if i := name.Start; name.Kind == nlp.Person && name.End-i > 3 {
		if h, ok := n.as(ontology.Country, n.Words(i, i+2), n.day); ok && !h.adjective {
			name.Start += 2 // "Ambassador to the [United States Karl Dahl]"
		}
	}
	if i := name.Start; name.Kind == nlp.Person && name.End-i == 2 && i > 1 && n.Form(i-1) == "for" && n.officeWord(i-2) && gazetteer.GivenName(n.Form(i)) == gazetteer.NoName && n.onlyPerson(n.Form(i+1)) {
		name.Start++ // "Envoy for Climate Kerry"
	}
	return name
}

// initialled reports whether token i is a body or a title in capital letters: "IAEA DG
// Holt".
func (n *namer) initialled(i int) bool {
	form := n.Form(i)
	if len(form) < 2 || !allCapitals(form) {
		return false
	}
	switch form {
	case "DG", "PM", "FM", "MP", "CEO", "SG":
		return true
	}
	_, body := n.as(ontology.Organization, form, n.day)
	return body
}

// portfolio cuts the words of a ministry off the name of its state that the
// reader of names joined to them: "Minister of [Foreign Affairs of Jordan]".
func (n *namer) portfolio(name nlp.Name) nlp.Name {
	if k := name.End - 2; name.Kind == nlp.Organization && k-name.Start > 1 && n.Form(name.Start-min(1, name.Start)) == "for" && gazetteer.GivenName(n.Form(k)) != gazetteer.NoName && len(n.lookup(n.Words(name.Start, name.End), n.day)) == 0 {
		name.Start, name.Kind = k, nlp.Person // "Assistant Secretary for African Affairs Anna Holt"
		return name
	}
	if name.Kind == nlp.Person || name.Start < 2 || n.Form(name.Start-1) != "of" && n.Form(name.Start-1) != "for" || !n.officeWord(name.Start-2) || slices.Contains(stateForms, n.Form(name.Start)) {
		return name
	}
	for i := name.End - 2; i > name.Start; i-- {
		if n.Form(i) != "of" {
			continue
		}
		from := i + 1
		if n.Form(from) == "the" && from+1 < name.End {
			from++
		}
		if _, ok := n.as(ontology.Country, n.Words(from, name.End), n.day); ok {
			name.Start, name.Kind = from, nlp.Place
		}
		return name
	}
	return name
}
