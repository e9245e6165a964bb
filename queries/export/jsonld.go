package export

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"io"
	"slices"

	"entente/graph"

	"github.com/cayleygraph/quad"
)

// JSONLD is JSON-LD 1.1: a context with our prefixes, then the nodes, those of
// each label within a graph of that name. It says the same quads as NQuads.
var JSONLD = Format{
	Name: "jsonld", Ext: ".jsonld", Media: "application/ld+json",
	Short: "JSON-LD 1.1 with its context, a named graph for each fact and article",
	write: writeJSONLD,
}

func writeJSONLD(ctx context.Context, w io.Writer, r *graph.Reader, opts Options) error {
	var quads []quad.Quad
	err := r.Quads(ctx, func(q quad.Quad) error {
		if opts.keep(q) {
			quads = append(quads, q)
		}
		return nil
	})
	if err != nil {
		return err
	}
	slices.SortFunc(quads, func(a, b quad.Quad) int {
		return cmp.Or(compareValues(a.Label, b.Label), compareValues(a.Subject, b.Subject),
			compareValues(a.Predicate, b.Predicate), compareValues(a.Object, b.Object))
	})
	out := &ldWriter{w: bufio.NewWriter(w)}
	out.all(quads)
	if out.err != nil {
		return out.err
	}
	return out.w.Flush()
}

func compareValues(a, b quad.Value) int { return cmp.Compare(quad.StringOf(a), quad.StringOf(b)) }

// ldWriter writes quads, sorted by label, subject and predicate, as they come.
type ldWriter struct {
	w   *bufio.Writer
	err error
}

// all writes the document: a node a line.
func (l *ldWriter) all(quads []quad.Quad) {
	l.raw("{\"@context\": ")
	l.json(prefixes())
	l.raw(",\n\"@graph\": [")
	comma := "\n"
	for len(quads) > 0 {
		n := run(quads, func(q quad.Quad) quad.Value { return q.Label })
		nodes := nodesOf(quads[:n])
		if label := quads[0].Label; label != nil {
			nodes = []any{map[string]any{"@id": id(label), "@graph": nodes}}
		}
		for _, node := range nodes {
			l.raw(comma)
			l.json(node)
			comma = ",\n"
		}
		quads = quads[n:]
	}
	l.raw("\n]}\n")
}

// run counts the quads at the start of which some part is the same.
func run(quads []quad.Quad, part func(quad.Quad) quad.Value) int {
	n := 1
	for n < len(quads) && part(quads[n]) == part(quads[0]) {
		n++
	}
	return n
}

// nodesOf makes an object of each subject.
func nodesOf(quads []quad.Quad) []any {
	var nodes []any
	for len(quads) > 0 {
		n := run(quads, func(q quad.Quad) quad.Value { return q.Subject })
		node := map[string]any{"@id": id(quads[0].Subject)}
		for _, q := range quads[:n] {
			key, value := id(q.Predicate), value(q.Object)
			if q.Predicate == quad.Value(graph.RDFType) {
				key, value = "@type", id(q.Object)
			}
			had, _ := node[key].([]any)
			node[key] = append(had, value)
		}
		nodes = append(nodes, node)
		quads = quads[n:]
	}
	return nodes
}

// prefixes is the context: our prefixes.
func prefixes() map[string]any {
	c := map[string]any{"@version": 1.1}
	for _, p := range graph.Prefixes {
		c[p.Short[:len(p.Short)-1]] = p.Full
	}
	return c
}

// id is an address in the short form that the context unfolds.
func id(v quad.Value) string {
	text, _ := graph.Literal(v)
	if b, ok := v.(quad.BNode); ok {
		return "_:" + string(b)
	}
	return text
}

// value is an object: an address, a string, or a string with its datatype.
func value(v quad.Value) any {
	switch v := v.(type) {
	case quad.IRI, quad.BNode:
		return map[string]any{"@id": id(v)}
	case quad.LangString:
		return map[string]any{"@value": string(v.Value), "@language": v.Lang}
	}
	text, datatype := graph.Literal(v)
	if datatype == "" {
		return text
	}
	return map[string]any{"@value": text, "@type": string(graph.Short(string(datatype)))}
}

func (l *ldWriter) raw(s string) {
	if l.err == nil {
		_, l.err = l.w.WriteString(s)
	}
}

func (l *ldWriter) json(v any) {
	if l.err != nil {
		return
	}
	var data []byte
	if data, l.err = json.Marshal(v); l.err == nil {
		_, l.err = l.w.Write(data)
	}
}
