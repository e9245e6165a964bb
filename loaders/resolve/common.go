package resolve

import (
	"slices"
	"strings"
	"unicode"

	"entente/graph/ontology"
)

// Names that are no names join what has nothing to do with each other: "Special Envoy"
// is Malley here and Zúniga there, the Ministry of Foreign Affairs is that of Cyprus or
// of Japan, and what a headline writes as "Strategy" is a common noun.

// titleWords are words of titles. A name of them alone names nobody.
var titleWords = wordSet(`special presidential personal principal acting deputy vice under assistant senior junior chief high
	envoy representative commissioner coordinator secretary undersecretary minister president premier prime foreign defense defence
	ambassador consul general official officials director chairman chairwoman chair chairperson spokesperson spokesman spokeswoman adviser
	advisor counselor counsellor head leader king queen prince princess crown sheikh emir sultan state department national security
	speaker governor mayor senator congressman congresswoman colonel major captain admiral commander judge justice attorney moderator operator
	question host administrator of the and for to in finance interior mr mrs ms dr sir madam lord lady his her excellency majesty highness
	charge daffaires affaires interim attache`)

// commonOrganizations are words of the names of bodies that every country has.
var commonOrganizations = wordSet(`ministry ministries department office bureau agency authority administration government cabinet council
	parliament senate house assembly congress court courts commission committee bank police army navy force forces armed military embassy
	consulate mission delegation party opposition union university institute center centre treasury ruling communist socialist democratic
	republican labor labour liberal conservative foreign affairs finance defense defence interior justice health education trade industry
	economy energy agriculture environment transport labour culture information intelligence security national supreme constitutional high
	federal central state states general local royal electoral election human rights public people peoples representatives deputies lower
	upper senior special of the and for on in external internal relations services service secret border coast guard official officials
	working group legislative inquiry envoy shura presidential ministerial air unity task chamber tribunal arbitral sovereign transitional secretariat`)

// commonPlaces are words of the names of places that every country or city has.
var commonPlaces = wordSet(`embassy consulate mission united states us american british french russian german chinese republic district
	capital border region province airport hotel hall city town village north south east west northern southern eastern western central sea
	nation state government palace parliament square station hospital school university camp prison base port island islands river of the and`)

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}

// allIn reports whether each word of a folded name is in a set.
func allIn(set map[string]bool, folded string) bool {
	words := tokens(folded)
	return len(words) > 0 && !slices.ContainsFunc(words, func(w string) bool { return !set[w] })
}

// proper keeps the names under which a thing can be known again in other articles.
func (b *builder) proper(typ ontology.Type, names []string) []string {
	var all []string
	for _, n := range names {
		folded := b.known.Fold(n)
		switch {
		case len(folded) < 2:
		case typ == ontology.Person && (allIn(titleWords, folded) || noFullName(n)):
		case typ != ontology.Person && b.commonNoun(n):
		default:
			all = append(all, n)
		}
	}
	return all
}

// noFullName reports whether a name of several words is nobody's: a hyphen alone parts
// those of two, "the Holt-Voss government", and no name has a number in it.
func noFullName(name string) bool {
	return strings.ContainsAny(name, "0123456789") || strings.ContainsAny(name, "-–") && !strings.Contains(name, " ")
}

// commonNoun reports whether a name of one word is written small elsewhere in the
// article: it is then a word like others.
func (b *builder) commonNoun(name string) bool {
	if strings.ContainsAny(name, " -") || name == strings.ToUpper(name) {
		return false
	}
	if b.small == nil {
		b.small = map[string]bool{}
		for _, w := range strings.FieldsFunc(b.Article.Text, func(r rune) bool { return !unicode.IsLetter(r) }) {
			if w == strings.ToLower(w) {
				b.small[w] = true
			}
		}
	}
	return b.small[strings.ToLower(name)]
}

// common reports whether the names of a body or a place are such that every country has one,
// so that the country must be known to tell which is meant.
func (f Features) common() bool {
	return len(f.Folded) > 0 && !slices.ContainsFunc(f.Folded, func(n string) bool { return !commonName(f.Type, n) })
}

// commonName reports whether a folded name of a body or a place is one that every country has.
func commonName(typ ontology.Type, folded string) bool {
	return typ == ontology.Organization && allIn(commonOrganizations, folded) || typ == ontology.Place && allIn(commonPlaces, folded)
}
