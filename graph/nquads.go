package graph

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"strings"

	"github.com/cayleygraph/quad"
)

// NQuad returns a quad as a line of canonical N-Quads (RDF 1.2 N-Quads, section
// "A Canonical form"), without the newline, with absolute addresses. Cayley's own
// writer leaves <xsd:integer> relative, which no other tool reads.
func NQuad(q quad.Quad) string {
	var b strings.Builder
	for _, v := range []quad.Value{q.Subject, q.Predicate, q.Object, q.Label} {
		if v == nil {
			continue
		}
		writeTerm(&b, v)
		b.WriteByte(' ')
	}
	b.WriteByte('.')
	return b.String()
}

// Term returns a node as it stands in N-Quads, with its absolute address.
func Term(v quad.Value) string {
	var b strings.Builder
	writeTerm(&b, v)
	return b.String()
}

func writeTerm(b *strings.Builder, v quad.Value) {
	switch v := v.(type) {
	case quad.IRI:
		writeIRI(b, IRI(v))
		return
	case quad.BNode:
		b.WriteString("_:" + string(v))
		return
	case quad.LangString:
		writeString(b, string(v.Value))
		b.WriteString("@" + v.Lang)
		return
	}
	text, datatype := Literal(v)
	writeString(b, text)
	if datatype != "" {
		b.WriteString("^^")
		writeIRI(b, IRI(datatype))
	}
}

func writeIRI(b *strings.Builder, i IRI) {
	b.WriteByte('<')
	for _, r := range i.Absolute() {
		if r <= ' ' || strings.ContainsRune("<>\"{}|^`\\", r) {
			fmt.Fprintf(b, `\u%04X`, r)
			continue
		}
		b.WriteRune(r)
	}
	b.WriteByte('>')
}

func writeString(b *strings.Builder, s string) {
	b.WriteByte('"')
	for _, r := range s {
		if short, ok := escapes[r]; ok {
			b.WriteString(short)
			continue
		}
		if r < ' ' || r == 0x7f || r == 0xfffe || r == 0xffff {
			fmt.Fprintf(b, `\u%04X`, r)
			continue
		}
		b.WriteRune(r)
	}
	b.WriteByte('"')
}

var escapes = map[rune]string{'\b': `\b`, '\t': `\t`, '\n': `\n`, '\f': `\f`, '\r': `\r`, '"': `\"`, '\\': `\\`}

// WriteNQuads writes quads as canonical N-Quads: a line each, sorted by bytes,
// each once.
func WriteNQuads(w io.Writer, quads []quad.Quad) error {
	var lines Lines
	defer lines.Close()
	for _, q := range quads {
		if err := lines.Add(NQuad(q)); err != nil {
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
		return lines.Add(NQuad(q))
	})
	if err != nil {
		return err
	}
	return lines.Write(w)
}

// Digest returns the SHA-256 of the graph's canonical N-Quads, hexadecimal. Two
// graphs are the same when their digests are.
func (r *Reader) Digest(ctx context.Context) (string, error) {
	h := sha256.New()
	if err := r.WriteNQuads(ctx, h, nil); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
