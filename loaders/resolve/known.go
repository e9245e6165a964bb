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
	// Entity returns a thing with its lines, whose addresses cover all they say.
	Entity(iri graph.IRI) (graph.Entity, bool)
	// Country returns the state for which a person, or an organization, acts on a
	// day, or in which a place lies; empty when not known. A day may be empty.
	Country(iri graph.IRI, day when.Date) graph.IRI
}
