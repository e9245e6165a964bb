package rdf

import (
	"io"
	"iter"

	"github.com/cayleygraph/quad"
)

// NQuads reads N-Quads (RDF 1.1), and so N-Triples. Quad's own reader takes
// addresses with spaces and strings in single quotes, and stops at a comment.
func NQuads(r io.Reader) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		s := newScanner(r)
		for {
			s.spaces()
			switch {
			case s.err != nil:
				yield(quad.Quad{}, s.err)
				return
			case s.r == eof:
				return
			case s.r == '\n' || s.r == '\r':
				s.next()
				continue
			case s.r == '#':
				s.comment()
				continue
			}
			q := s.quad()
			if s.err != nil {
				yield(quad.Quad{}, s.err)
				return
			}
			if !yield(q, nil) {
				return
			}
		}
	}
}

// quad takes one statement up to the end of its line.
func (s *scanner) quad() (q quad.Quad) {
	q.Subject = s.node("subject")
	s.spaces()
	q.Predicate = quad.IRI(s.fullIRI())
	s.spaces()
	q.Object = s.object()
	s.spaces()
	if s.r != '.' {
		q.Label = s.node("label")
		s.spaces()
	}
	s.want('.')
	s.spaces()
	if s.r == '#' {
		s.comment()
	}
	if s.r != '\n' && s.r != '\r' && s.r != eof {
		s.fail("more behind the end of a statement")
	}
	return q
}

func (s *scanner) node(part string) quad.Value {
	switch s.r {
	case '<':
		return quad.IRI(s.fullIRI())
	case '_':
		return s.blank(nil)
	}
	s.fail("no " + part + ": want <...> or _:...")
	return nil
}

func (s *scanner) object() quad.Value {
	if s.r != '"' {
		return s.node("object")
	}
	s.next()
	return s.suffix(s.short('"'), s.fullIRI)
}

func (s *scanner) fullIRI() string {
	iri := s.iri()
	if s.err == nil && !absolute(iri) {
		s.fail("the address <" + iri + "> is not absolute")
	}
	return iri
}
