package extract

import (
	"strings"

	"entente/graph/gazetteer"
	"entente/graph/ontology"
	"entente/graph/when"
)

// hit is a thing that the gazetteer knows under some words.
type hit struct {
	typ ontology.Type
	ref string // "country:russia"
	// adjective is true where the words are a country's adjective or people: "Russian".
	adjective bool
	// country is the ref of the state that a place lies in, that a building or a
	// capital stands for when it acts, or of which a body is.
	country string
	famous  bool // whether it is a person by the surname alone, as no day is known
	surname bool // whether it is a person by the surname alone
	party   bool // whether a body is a party, of whose name other states have one too
	// acts is true for a place whose name stands for its state when it acts:
	// capitals, the Kremlin.
	acts bool
}

// known is what extraction asks of the gazetteer. All answers are functions of
// its tables and the day.
type known struct {
	lookup    func(words string, day when.Date) []hit
	adjective func(ref string) string                   // "Syrian" for "country:syria"
	capital   func(country string) string               // "place:moscow" for "country:russia"
	stateOf   func(person string, day when.Date) string // the country whose office a person holds on a day
	titleOf   func(title string) string                 // the one country that has an office of this title
	// tenureOf returns the country whose office of a title a person is known to hold
	// or to have held by a day, and whether that had ended.
	tenureOf func(person, title string, day when.Date) (country string, ended bool)
	// counterOf returns what an office is called in another country: the American
	// counterpart of a foreign minister is the Secretary of State.
	counterOf func(title, country string) string
	// endedAs reports whether a person held offices by a day whose titles begin with
	// a word, and holds none of them any more.
	endedAs func(person, word string, day when.Date) bool
	// agreement returns the full name of the well-known agreement that words name by
	// themselves in the news of a day, empty when they name none.
	agreement func(words string, day when.Date) string
}

// gazetteerKnown answers from the tables of the gazetteer.
func gazetteerKnown() known {
	return known{lookup: lookup, adjective: adjective, capital: capital, stateOf: stateOf, titleOf: titleOf, tenureOf: tenureOf, counterOf: counterOf, endedAs: endedAs, agreement: agreement}
}

// remembering looks the words of an article up once: the rules on names ask for the same
// ones again and again. It is for one document.
func (k known) remembering() known {
	type asked struct {
		words string
		day   when.Date
	}
	told, lookup := map[asked][]hit{}, k.lookup
	k.lookup = func(words string, day when.Date) []hit {
		hits, known := told[asked{words, day}]
		if !known {
			hits = lookup(words, day)
			told[asked{words, day}] = hits
		}
		return hits
	}
	return k
}

func agreement(words string, day when.Date) string {
	t, _ := gazetteer.KnownTreaty(words, nil, day)
	return t.Name
}

// as returns the hit of a type among those for words.
func (k known) as(typ ontology.Type, words string, day when.Date) (hit, bool) {
	for _, h := range k.lookup(words, day) {
		if h.typ == typ {
			return h, true
		}
	}
	return hit{}, false
}

// sisters returns the two states of which a plural is the common name, "the Koreas"; nil
// where the gazetteer knows no such two.
func (k known) sisters(words string, day when.Date) []hit {
	base, plural := strings.CutSuffix(words, "s")
	if !plural || len(base) < 4 || strings.Contains(words, " ") {
		return nil
	}
	for _, sides := range [][]string{{"North ", "South "}, {"East ", "West "}} {
		a, ok := k.as(ontology.Country, sides[0]+base, day)
		b, both := k.as(ontology.Country, sides[1]+base, day)
		if ok && both {
			return []hit{a, b}
		}
	}
	return nil
}

// lookup puts the gazetteer's entries for a name into the order of what they can
// be in a text. A capital or a palace is a place that acts for its state.
func lookup(words string, day when.Date) []hit {
	if strings.Contains(words, "\n") {
		words = strings.Join(strings.Fields(words), " ")
	}
	var out []hit
	var place, acts hit
	surnames := 0
	entries := gazetteer.Lookup(words, day)
	for _, e := range entries {
		if e.Sense == gazetteer.Surname {
			surnames++
		}
	}
	for _, e := range entries {
		ref := string(e.Kind) + ":" + e.Slug
		switch e.Kind {
		case gazetteer.Country:
			switch e.Sense {
			case gazetteer.Capital, gazetteer.Metonym:
				if acts.country == "" {
					acts = hit{typ: ontology.Place, country: ref, acts: true}
				}
			default:
				out = append(out, hit{typ: ontology.Country, ref: ref, adjective: e.Sense == gazetteer.Demonym || e.Sense == gazetteer.People})
			}
		case gazetteer.Place:
			if place.ref == "" {
				place = hit{typ: ontology.Place, ref: ref}
				if e.Country != "" {
					place.country = "country:" + e.Country
				}
			}
		case gazetteer.Organization:
			if e.Sense != gazetteer.Capital && e.Sense != gazetteer.Metonym {
				body := hit{typ: ontology.Organization, ref: ref, party: e.Sort == "party"}
				if e.Country != "" {
					body.country = "country:" + e.Country
				}
				out = append(out, body)
			}
		case gazetteer.Person:
			if e.Sense != gazetteer.Surname || surnames == 1 {
				out = append(out, hit{typ: ontology.Person, ref: ref, surname: e.Sense == gazetteer.Surname})
			}
		}
	}
	if acts.country != "" {
		acts.ref = place.ref
		place = acts
	}
	if place.typ != "" {
		out = append(out, place)
	}
	if day == "" && len(out) == 0 {
		if e, ok := gazetteer.Famous(words); ok {
			out = append(out, hit{typ: ontology.Person, ref: string(e.Kind) + ":" + e.Slug, famous: true, surname: true})
		}
	}
	return out
}

// slug cuts the kind off a ref.
func slug(ref string) string {
	_, s, _ := strings.Cut(ref, ":")
	return s
}

func adjective(ref string) string {
	if e, ok := gazetteer.Find(gazetteer.Country, slug(ref)); ok && len(e.Demonyms) > 0 {
		return e.Demonyms[0]
	}
	return ""
}

func capital(country string) string {
	e, ok := gazetteer.Find(gazetteer.Country, slug(country))
	if !ok || e.Capital == "" {
		return ""
	}
	for _, p := range gazetteer.Lookup(e.Capital, "") {
		if p.Kind == gazetteer.Place && p.Country == e.Slug {
			return "place:" + p.Slug
		}
	}
	return ""
}

// stateOf returns the country whose office a person holds on a day; for a day not
// known, of the last office.
func stateOf(person string, day when.Date) string {
	country := ""
	for _, t := range gazetteer.Tenures(slug(person)) {
		if _, ok := gazetteer.Find(gazetteer.Country, t.Of); !ok {
			continue
		}
		if day == "" || when.Compare(t.Start, day) <= 0 && (t.End == "" || when.Compare(day, t.End) <= 0) {
			country = "country:" + t.Of
		}
	}
	return country
}

func tenureOf(person, title string, day when.Date) (string, bool) {
	office, ok := gazetteer.Title(title)
	if person == "" || day == "" {
		return "", false
	}
	country, ended := "", false
	for _, t := range gazetteer.Tenures(slug(person)) {
		same := strings.EqualFold(t.Title, title) || ok && (t.Kind == office.Kind || t.Office == office.Slug)
		if !same || when.Compare(t.Start, day) > 0 {
			continue
		}
		if _, ok := gazetteer.Find(gazetteer.Country, t.Of); ok {
			country, ended = "country:"+t.Of, t.End != "" && when.Compare(t.End, day) < 0
		}
	}
	return country, ended
}

func endedAs(person, word string, day when.Date) bool {
	held := false
	if person == "" || day == "" {
		return false
	}
	for _, t := range gazetteer.Tenures(slug(person)) {
		if first, _, _ := strings.Cut(t.Title, " "); !strings.EqualFold(first, word) || when.Compare(t.Start, day) > 0 {
			continue
		}
		if t.End == "" || when.Compare(day, t.End) <= 0 {
			return false
		}
		held = true
	}
	return held
}

func titleOf(title string) string {
	o, ok := gazetteer.Title(title)
	if !ok || o.Country == "" {
		return ""
	}
	return "country:" + o.Country
}

func counterOf(title, country string) string {
	office, ok := gazetteer.Title(title)
	if !ok {
		return title
	}
	general := ""
	for _, o := range gazetteer.Offices() {
		if o.Kind != office.Kind || o.Kind == "minister" {
			continue
		}
		if o.Country != "" && o.Country == slug(country) {
			return o.Title
		}
		if o.Country == "" && general == "" {
			general = o.Title
		}
	}
	if office.Country != "" && office.Country != slug(country) && general != "" {
		return general
	}
	return title
}
