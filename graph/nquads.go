package graph

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"entente/graph/pebble"

	"github.com/cayleygraph/quad"
)

// NQuad returns a quad as a line of canonical N-Quads (RDF 1.2 N-Quads, section
// "A Canonical form"), without the newline, with absolute addresses. Cayley's own
// writer leaves <xsd:integer> relative, which no other tool reads.
func NQuad(q quad.Quad) string {
	return string(appendQuad(make([]byte, 0, 256), q))
}

func appendQuad(b []byte, q quad.Quad) []byte {
	for _, v := range [4]quad.Value{q.Subject, q.Predicate, q.Object, q.Label} {
		if v != nil {
			b = append(appendTerm(b, v), ' ')
		}
	}
	return append(b, '.')
}

// Term returns a node as it stands in N-Quads, with its absolute address.
func Term(v quad.Value) string { return string(appendTerm(nil, v)) }

func appendTerm(b []byte, v quad.Value) []byte {
	switch v := v.(type) {
	case quad.IRI:
		return appendIRI(b, string(v))
	case quad.String:
		return appendString(b, string(v))
	case quad.BNode:
		return append(append(b, "_:"...), v...)
	case quad.LangString:
		return append(append(appendString(b, string(v.Value)), '@'), v.Lang...)
	}
	text, datatype := Literal(v)
	if b = appendString(b, text); datatype != "" {
		b = appendIRI(append(b, "^^"...), string(datatype))
	}
	return b
}

// appendIRI appends an address in its absolute form.
func appendIRI(b []byte, i string) []byte {
	b = append(b, '<')
	if n := strings.IndexByte(i, ':') + 1; n > 0 {
		if full, ok := prefixOf[i[:n]]; ok {
			b, i = append(b, full...), i[n:]
		}
	}
	if !hasSpecial(i, &specialInIRI) {
		return append(append(b, i...), '>')
	}
	for _, r := range i {
		if r <= ' ' || r < 128 && specialInIRI[r] {
			b = fmt.Appendf(b, `\u%04X`, r)
			continue
		}
		b = utf8.AppendRune(b, r)
	}
	return append(b, '>')
}

func appendString(b []byte, s string) []byte {
	b = append(b, '"')
	if !hasSpecial(s, &specialInString) {
		return append(append(b, s...), '"')
	}
	for _, r := range s {
		if short, ok := escapes[r]; ok {
			b = append(b, short...)
			continue
		}
		if r < ' ' || r == 0x7f || r == 0xfffe || r == 0xffff {
			b = fmt.Appendf(b, `\u%04X`, r)
			continue
		}
		b = utf8.AppendRune(b, r)
	}
	return append(b, '"')
}

// hasSpecial reports whether text has a byte of the table, or one past ASCII, of
// which the runes must be looked at.
func hasSpecial(s string, special *[128]bool) bool {
	for i := range len(s) {
		if s[i] >= 128 || special[s[i]] {
			return true
		}
	}
	return false
}

// The ASCII characters that are written as escapes.
var (
	specialInIRI = table(func(c byte) bool {
		return c <= ' ' || strings.IndexByte("<>\"{}|^`\\", c) >= 0
	})
	specialInString = table(func(c byte) bool { return c < ' ' || c == 0x7f || c == '"' || c == '\\' })
)

func table(is func(byte) bool) (t [128]bool) {
	for c := range t {
		t[c] = is(byte(c))
	}
	return t
}

// prefixOf leads from short beginnings of addresses to full ones.
var prefixOf = func() map[string]string {
	m := map[string]string{}
	for _, p := range Prefixes {
		m[p.Short] = p.Full
	}
	return m
}()

var escapes = map[rune]string{'\b': `\b`, '\t': `\t`, '\n': `\n`, '\f': `\f`, '\r': `\r`, '"': `\"`, '\\': `\\`}

// WriteNQuads writes quads as canonical N-Quads: a line each, sorted by bytes,
// each once.
func WriteNQuads(w io.Writer, quads []quad.Quad) error {
	var lines Lines
	defer lines.Close()
	for _, q := range quads {
		if err := lines.AddQuad(q); err != nil {
			return err
		}
	}
	return lines.Write(w)
}

// WriteNQuads writes the whole graph as canonical N-Quads. keep says which quads
// are written; nil means all.
func (r *Reader) WriteNQuads(ctx context.Context, w io.Writer, keep func(quad.Quad) bool) error {
	var lines Lines
	defer lines.Close()
	err := r.Quads(ctx, func(q quad.Quad) error {
		if keep != nil && !keep(q) {
			return nil
		}
		return lines.AddQuad(q)
	})
	if err != nil {
		return err
	}
	return lines.Write(w)
}

// Same reports whether two graphs are the same, which their digests would say too, but
// would take a sorting of all lines to say.
func (r *Reader) Same(ctx context.Context, other *Reader) (bool, error) {
	if same, known, err := pebble.Same(ctx, r.qs, other.qs); known || err != nil {
		return same, err
	}
	mine, err := r.Digest(ctx)
	if err != nil {
		return false, err
	}
	its, err := other.Digest(ctx)
	return mine == its, err
}

// Digest returns the SHA-256 of the graph's canonical N-Quads, hexadecimal. Two
// graphs are the same when their digests are.
func (r *Reader) Digest(ctx context.Context) (string, error) {
	return digestOf(func(w io.Writer) error { return r.WriteNQuads(ctx, w, nil) })
}

// digestOf is the digest of what write writes.
func digestOf(write func(io.Writer) error) (string, error) {
	h := sha256.New()
	if err := write(h); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
