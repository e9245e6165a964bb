package extract

import (
	"entente/graph/ontology"
	"entente/graph/when"
)

// hit is a thing that the gazetteer knows under some words.
type hit struct {
	typ ontology.Type
	ref string // "country:russia"
	// adjective is true where the words are a country's adjective or people: "Russian".
	adjective bool
	// country is the ref of the state that a place lies in, or that a building or
	// a capital stands for when it acts.
	country string
	// acts is true for a place whose name stands for its state when it acts:
	// capitals, the Kremlin.
	acts bool
}

// known is what extraction asks of the gazetteer.
type known struct {
	lookup    func(words string, day when.Date) []hit
	adjective func(ref string) string                   // "Syrian" for "country:syria"
	capital   func(country string) string               // "place:moscow" for "country:russia"
	stateOf   func(person string, day when.Date) string // the country whose office a person holds on a day
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

// gazetteerKnown answers from the tables of the gazetteer.
func gazetteerKnown() known {
	return known{
		lookup:    func(string, when.Date) []hit { return nil },
		adjective: func(string) string { return "" },
		capital:   func(string) string { return "" },
		stateOf:   func(string, when.Date) string { return "" },
	}
}
