package export

import (
	"bufio"
	"context"
	"io"
	"slices"
	"strings"

	"entente/graph"

	"github.com/cayleygraph/quad"
)

// What the forms of RDF share: which statements there are, and their order.

// PROV and RDF terms that are written where no named graph tells the same.
const (
	quotedFrom   = quad.IRI("http://www.w3.org/ns/prov#wasQuotedFrom")
	rdfSubject   = quad.IRI("rdf:subject")
	rdfPredicate = quad.IRI("rdf:predicate")
	rdfObject    = quad.IRI("rdf:object")
	rdfStatement = quad.IRI("rdf:Statement")
)

// statements gives what a form with named graphs writes.
func (v *view) statements(ctx context.Context, fn func(quad.Quad) error) error {
	if v.opts.Graphs != ByArticle {
		return v.quads(ctx, fn)
	}
	return v.quads(ctx, func(q quad.Quad) error {
		f, _, ok := graph.FactOfEdge(q)
		if !ok {
			return fn(q)
		}
		if err := reify(f, q, fn); err != nil {
			return err
		}
		return v.told(ctx, f, q, fn)
	})
}

// told gives a fact's edge once in the graph of each article that tells it, plain
// where the article gives the fact as having been the case.
func (v *view) told(ctx context.Context, f graph.Fact, q quad.Quad, fn func(quad.Quad) error) error {
	id := graph.FactIRI(f)
	if l, ok := q.Label.(quad.IRI); ok {
		id = graph.IRI(l) // the words may have been left out of the fact
	}
	voices, err := v.Voices(ctx, id)
	if err != nil {
		return err
	}
	for i := 0; i < len(voices); {
		article, asserted, kept := voices[i].Article, false, false
		for ; i < len(voices) && voices[i].Article == article; i++ {
			if v.only == nil || v.only.claims[voices[i].Claim] {
				kept = true
				asserted = asserted || voices[i].Modality.Asserts()
			}
		}
		if !kept {
			continue
		}
		edge := graph.Edge(f, asserted)
		edge.Object, edge.Label = q.Object, quad.IRI(article)
		if err := fn(edge); err != nil {
			return err
		}
	}
	return nil
}

// reify gives a fact as a node with its subject, predicate and object, to which
// claims can point.
func reify(f graph.Fact, edge quad.Quad, fn func(quad.Quad) error) error {
	id := edge.Label
	for _, q := range []quad.Quad{
		{Subject: id, Predicate: graph.RDFType, Object: rdfStatement},
		{Subject: id, Predicate: rdfSubject, Object: edge.Subject},
		{Subject: id, Predicate: rdfPredicate, Object: graph.Pred(f.Predicate)},
		{Subject: id, Predicate: rdfObject, Object: edge.Object},
	} {
		if err := fn(q); err != nil {
			return err
		}
	}
	return nil
}

// triples gives what a form without named graphs writes: each edge, its fact as
// rdf:subject, predicate and object, each claim with the article that it is quoted
// from, and beside our terms those of SEM, PROV-O and schema.org.
func (v *view) triples(ctx context.Context, fn func(quad.Quad) error) error {
	align := aligned()
	write := func(q quad.Quad) error {
		q.Label = nil
		if err := fn(q); err != nil {
			return err
		}
		for _, other := range align(q) {
			if err := fn(other); err != nil {
				return err
			}
		}
		return nil
	}
	return v.quads(ctx, func(q quad.Quad) error {
		if f, _, ok := graph.FactOfEdge(q); ok {
			if err := reify(f, q, write); err != nil {
				return err
			}
			return write(q)
		}
		if _, article, ok := graph.About(q); ok && q.Predicate == graph.Rule {
			for _, more := range []quad.Quad{
				{Subject: q.Subject, Predicate: graph.RDFType, Object: graph.Class("Claim")},
				{Subject: q.Subject, Predicate: quotedFrom, Object: quad.IRI(article)},
			} {
				if err := write(more); err != nil {
					return err
				}
			}
		}
		return write(q)
	})
}

// sorted gives statements in the order of their words: label, subject, predicate,
// object, each as term writes it, each once.
func sorted(ctx context.Context, from func(context.Context, func(quad.Quad) error) error, term func(quad.Value) string, fn func(label, s, p, o string) error) error {
	var lines graph.Lines
	defer lines.Close()
	const gap = "\x01" // in no term: it is escaped there
	err := from(ctx, func(q quad.Quad) error {
		label := ""
		if q.Label != nil {
			label = term(q.Label)
		}
		return lines.Add(label + gap + term(q.Subject) + gap + term(q.Predicate) + gap + term(q.Object))
	})
	if err != nil {
		return err
	}
	return lines.Each(func(line string) error {
		p := strings.SplitN(line, gap, 4)
		return fn(p[0], p[1], p[2], p[3])
	})
}

// turtle writes statements as Turtle does: a subject once, its predicates and
// objects beneath.
type turtle struct {
	w       *bufio.Writer
	indent  string
	s, p    string
	written bool
}

func (t *turtle) statement(s, p, o string) {
	switch {
	case t.written && s == t.s && p == t.p:
		t.w.WriteString(", " + o)
	case t.written && s == t.s:
		t.w.WriteString(" ;\n" + t.indent + "    " + verb(p) + " " + o)
	default:
		t.end()
		t.w.WriteString(t.indent + s + " " + verb(p) + " " + o)
	}
	t.s, t.p, t.written = s, p, true
}

// end ends the present subject.
func (t *turtle) end() {
	if t.written {
		t.w.WriteString(" .\n")
	}
	t.written = false
}

func verb(p string) string {
	if p == "rdf:type" {
		return "a"
	}
	return p
}

// short is a term with our prefixes where its name needs no escapes.
func short(v quad.Value) string {
	switch v := v.(type) {
	case quad.IRI:
		return shortIRI(graph.IRI(v))
	case quad.TypedString:
		return graph.Term(quad.String(v.Value)) + "^^" + shortIRI(graph.Short(string(v.Type)))
	}
	return graph.Term(v)
}

func shortIRI(i graph.IRI) string {
	i = graph.Short(string(i))
	word, local, ok := strings.Cut(string(i), ":")
	switch {
	case !ok || !plainName(local) && i.Absolute() != string(i):
		return graph.Term(quad.IRI(i))
	case i.Absolute() != string(i):
		return word + ":" + local
	}
	for _, p := range otherPrefixes {
		if rest, ok := strings.CutPrefix(string(i), p.Full); ok && plainName(rest) {
			return p.Short + rest
		}
	}
	return graph.Term(quad.IRI(i))
}

// otherPrefixes are those of the vocabularies that ours is aligned with.
var otherPrefixes = []graph.Prefix{{Short: "sem:", Full: sem}, {Short: "prov:", Full: prov}, {Short: "schema:", Full: schema}, {Short: "org:", Full: org},
	{Short: "dcterms:", Full: dcterms}, {Short: "dc:", Full: dc}, {Short: "wd:", Full: "http://www.wikidata.org/entity/"}, {Short: "edtf:", Full: "http://id.loc.gov/datatypes/edtf/"}}

// plainName reports whether a name stands behind a prefix as it is.
func plainName(s string) bool {
	for i, r := range s {
		if !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '_' || i > 0 && r == '-') {
			return false
		}
	}
	return s != ""
}

// writePrefixes declares the prefixes.
func writePrefixes(w *bufio.Writer) {
	for _, p := range append(slices.Clone(graph.Prefixes), otherPrefixes...) {
		w.WriteString("@prefix " + p.Short + " <" + p.Full + "> .\n")
	}
	w.WriteByte('\n')
}

// buffered gives a buffer on a writer and flushes it in the end.
func buffered(w io.Writer, write func(*bufio.Writer) error) error {
	b := bufio.NewWriterSize(w, 64<<10)
	if err := write(b); err != nil {
		return err
	}
	return b.Flush()
}
