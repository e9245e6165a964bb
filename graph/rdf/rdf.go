// Package rdf reads graphs that stand in files: N-Quads, TriG and JSON-LD come in,
// quads with absolute addresses go out, read strictly as the W3C's recommendations
// say. What is no RDF is an error with its line. It stores nothing, knows nothing
// of our encoding, and fetches nothing.
package rdf

import (
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"
)

// Syntax is a form in which RDF stands in files: one file, one line in Syntaxes.
type Syntax struct {
	Name string   // "nquads"
	Exts []string // endings of file names
	// Read gives the quads of a stream in the order of the file, and ends with the
	// first error, an *Error where the stream is no RDF.
	Read func(r io.Reader) iter.Seq2[quad.Quad, error]
}

// Syntaxes is the table of all syntaxes. N-Triples are N-Quads, Turtle is TriG.
var Syntaxes = []Syntax{
	{"nquads", []string{".nq", ".nt", ".nquads"}, NQuads},
	{"trig", []string{".trig", ".ttl", ".turtle"}, TriG},
	{"jsonld", []string{".jsonld", ".json"}, JSONLD},
}

// ByName returns the syntax of that name, or of the ending of a file's name.
func ByName(name string) (Syntax, error) {
	var names []string
	for _, s := range Syntaxes {
		if s.Name == name {
			return s, nil
		}
		if slices.ContainsFunc(s.Exts, func(ext string) bool { return strings.HasSuffix(strings.ToLower(name), ext) }) {
			return s, nil
		}
		names = append(names, s.Name)
	}
	return Syntax{}, fmt.Errorf("%s: neither the name nor its ending tells the syntax: give one of %s with --format", name, strings.Join(names, ", "))
}

// Error says what is wrong with a file and where.
type Error struct {
	Line int // from 1; 0 when the whole file is meant
	What string
}

// Error gives the line and the fault.
func (e *Error) Error() string {
	if e.Line == 0 {
		return e.What
	}
	return fmt.Sprintf("line %d: %s", e.Line, e.What)
}
