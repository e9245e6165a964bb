package resolve

import (
	"entente/graph"
	"entente/graph/when"
)

// Known is what resolution asks of the gazetteer. Its answers are a pure function
// of the tables.
type Known interface {
	// Fold returns a name in the form in which names are compared: small letters
	// without accents, words parted by one space.
	Fold(name string) string
	// Office returns the slug of an office's title, the same for all its usual forms:
	// "foreign-minister"; empty for words that leave nothing.
	Office(title string) string
	// Stint tells several stays of one person in one office apart, by a day in or
	// after one of them: empty for the first and only one, else a word for addresses.
	Stint(person, office graph.IRI, day when.Date) string
	// Name returns a thing's name; empty when it is not known.
	Name(iri graph.IRI) string
	// Person finds the one person that a full name means on a day; empty when it means
	// none or several.
	Person(name string, day when.Date) graph.IRI
	// Treaty returns the well-known agreement that a name means, given the dates that an
	// article of a day gives it; empty when it is none.
	Treaty(name string, dates []when.Date, day when.Date) graph.IRI
	// Made returns the well-known agreement that is called after a place, of a folded name,
	// and was made there in the days of a date; empty when it is none or several.
	Made(place string, date when.Date) graph.IRI
	// City finds the city that a name means which nothing else in the gazetteer bears,
	// given the countries of which the article speaks; empty when it is not one only.
	City(name string, countries []graph.IRI) graph.IRI
	// Entity returns a thing with its lines, whose addresses cover all they say.
	Entity(iri graph.IRI) (graph.Entity, bool)
	// Country returns the state for which a person, or an organization, acts on a
	// day, or in which a place lies; empty when not known. A day may be empty.
	Country(iri graph.IRI, day when.Date) graph.IRI
}
