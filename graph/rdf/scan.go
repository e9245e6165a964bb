package rdf

import (
	"bufio"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/cayleygraph/quad"
)

// eof is the rune behind the last one, and behind the first error: whoever reads
// on after a failure comes to an end.
const eof rune = -1

// scanner reads the runes and the terms that N-Quads and TriG share.
type scanner struct {
	in   *bufio.Reader
	r    rune // the present one
	line int
	err  error
	buf  strings.Builder
}

func newScanner(r io.Reader) *scanner {
	s := &scanner{in: bufio.NewReaderSize(r, 64<<10), line: 1}
	if bom, _ := s.in.Peek(3); string(bom) == "\ufeff" {
		s.in.Discard(3)
	}
	s.next()
	return s
}

// next goes on by one rune.
func (s *scanner) next() {
	if s.err != nil {
		s.r = eof
		return
	}
	if s.r == '\n' {
		s.line++
	}
	r, size, err := s.in.ReadRune()
	switch {
	case err == io.EOF:
		s.r = eof
	case err != nil:
		s.err, s.r = err, eof
	case r == utf8.RuneError && size == 1:
		s.fail("a byte that is not UTF-8")
	default:
		s.r = r
	}
}

// fail notes the first error.
func (s *scanner) fail(what string) {
	if s.err == nil {
		s.err = &Error{s.line, what}
	}
	s.r = eof
}

// behind returns the rune behind the present one.
func (s *scanner) behind() rune {
	b, _ := s.in.Peek(utf8.UTFMax)
	if len(b) == 0 {
		return eof
	}
	r, _ := utf8.DecodeRune(b)
	return r
}

// want takes a rune that must stand here.
func (s *scanner) want(r rune) {
	if s.r != r {
		s.fail("want " + string(r))
		return
	}
	s.next()
}

// spaces skips blanks and tabs.
func (s *scanner) spaces() {
	for s.r == ' ' || s.r == '\t' {
		s.next()
	}
}

// comment skips to the end of the line.
func (s *scanner) comment() {
	for s.r != '\n' && s.r != '\r' && s.r != eof {
		s.next()
	}
}

// iri takes an address in angle brackets, as it stands.
func (s *scanner) iri() string {
	s.want('<')
	s.buf.Reset()
	for s.r != '>' && s.r != eof {
		r := s.r
		if r == '\\' {
			if b := s.behind(); b != 'u' && b != 'U' {
				s.fail("an escape that no address may have")
				break
			}
			r = s.escape()
		} else {
			s.next()
		}
		if r <= ' ' || strings.ContainsRune("<>\"{}|^`\\", r) {
			s.fail("an address with a character that none may have")
		}
		s.buf.WriteRune(r)
	}
	if s.r == eof {
		s.fail("an address without its end")
	}
	text := s.buf.String()
	s.want('>')
	return text
}

// escape takes a backslash and what follows.
func (s *scanner) escape() rune {
	s.next()
	r := s.r
	switch r {
	case 'u':
		return s.hex(4)
	case 'U':
		return s.hex(8)
	}
	at := strings.IndexRune("tbnrf\"'\\", r)
	if at < 0 {
		s.fail("an unknown escape")
		return eof
	}
	s.next()
	return rune("\t\b\n\r\f\"'\\"[at])
}

// hex takes the letter u and n digits.
func (s *scanner) hex(n int) rune {
	v := rune(0)
	for range n {
		s.next()
		d := strings.IndexRune("0123456789abcdef", lower(s.r))
		if d < 0 || s.r == eof {
			s.fail("an escape with a digit that is none")
			return eof
		}
		v = v<<4 | rune(d)
	}
	s.next()
	if !utf8.ValidRune(v) {
		s.fail("an escape of no character")
	}
	return v
}

func lower(r rune) rune {
	if r >= 'A' && r <= 'Z' {
		return r + 'a' - 'A'
	}
	return r
}

// short takes a string between two quotes on one line; the first one is taken already.
func (s *scanner) short(quote rune) string {
	s.buf.Reset()
	for s.r != quote && s.err == nil {
		switch s.r {
		case '\n', '\r', eof:
			s.fail("a string without its end")
		case '\\':
			s.buf.WriteRune(s.escape())
		default:
			s.buf.WriteRune(s.r)
			s.next()
		}
	}
	text := s.buf.String()
	s.want(quote)
	return text
}

// suffix takes what may stand behind a string: a language or, by datatype, a type.
func (s *scanner) suffix(text string, datatype func() string) quad.Value {
	switch {
	case s.r == '@':
		s.next()
		return quad.LangString{Value: quad.String(text), Lang: s.lang()}
	case s.r == '^':
		s.next()
		s.want('^')
		if t := datatype(); t != xsd+"string" {
			return quad.TypedString{Value: quad.String(text), Type: quad.IRI(t)}
		}
	}
	return quad.String(text)
}

func (s *scanner) lang() string {
	s.buf.Reset()
	for part := 0; ; part++ {
		n := 0
		for letter(s.r) || part > 0 && digit(s.r) {
			s.buf.WriteRune(s.r)
			s.next()
			n++
		}
		if n == 0 {
			s.fail("a language without letters")
		}
		if s.r != '-' {
			return s.buf.String()
		}
		s.buf.WriteRune('-')
		s.next()
	}
}

func letter(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' }

func digit(r rune) bool { return r >= '0' && r <= '9' }

// nameStart and nameRune are PN_CHARS_BASE and PN_CHARS of the grammar.
func nameStart(r rune) bool {
	return letter(r) || r >= 0xc0 && r != 0xd7 && r != 0xf7 && r <= 0x2ff || r >= 0x370 && r != 0x37e && r <= 0x1fff ||
		r == 0x200c || r == 0x200d || r >= 0x2070 && r <= 0x218f || r >= 0x2c00 && r <= 0x2fef ||
		r >= 0x3001 && r <= 0xd7ff || r >= 0xf900 && r <= 0xfdcf || r >= 0xfdf0 && r <= 0xfffd || r >= 0x10000 && r <= 0xeffff
}

func nameRune(r rune) bool {
	return nameStart(r) || digit(r) || r == '_' || r == '-' || r == 0xb7 || r >= 0x300 && r <= 0x36f || r == 0x203f || r == 0x2040
}

// blank takes a blank node with a name, _:x.
func (s *scanner) blank(more func(rune) bool) quad.Value {
	s.want('_')
	s.want(':')
	if !nameStart(s.r) && !digit(s.r) && s.r != '_' && !(more != nil && more(s.r)) {
		s.fail("a blank node without a name")
	}
	return quad.BNode(s.dotted(nameRune))
}

// dotted takes runes and full stops between them, none at the end.
func (s *scanner) dotted(ok func(rune) bool) string {
	s.buf.Reset()
	for dots := 0; ; {
		switch {
		case ok(s.r):
			for ; dots > 0; dots-- {
				s.buf.WriteByte('.')
			}
			s.buf.WriteRune(s.r)
			s.next()
		case s.r == '.' && (ok(s.behind()) || s.behind() == '.'):
			dots++
			s.next()
		default:
			if dots > 0 {
				s.fail("a name that ends in full stops")
			}
			return s.buf.String()
		}
	}
}

const (
	xsd    = "http://www.w3.org/2001/XMLSchema#"
	rdfNS  = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
	scheme = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-."
)

// absolute reports whether an address begins with a scheme.
func absolute(iri string) bool {
	n := strings.IndexByte(iri, ':')
	return n > 0 && letter(rune(iri[0])) && strings.Trim(iri[:n], scheme) == ""
}
