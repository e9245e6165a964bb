package export

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"strings"

	"entente/graph"

	"github.com/cayleygraph/quad"
)

// JSONLD is JSON-LD 1.1: a context with our prefixes, then the nodes, those of
// each label within a graph of that name. It says the same quads as NQuads. The
// context stands in the file, so that no reader has to fetch it; by itself it is
// the format context.
var JSONLD = Format{
	Name: "jsonld", Ext: ".jsonld", Media: "application/ld+json", Group: "RDF",
	Short: "JSON-LD 1.1 with its context, a named graph for each fact and article",
	parts: one(func(ctx context.Context, w io.Writer, v *view) error {
		return buffered(w, func(b *bufio.Writer) error { return writeJSONLD(ctx, b, v) })
	}),
}

// Context is the context that JSONLD declares, to be published beside a data set.
var Context = Format{
	Name: "context", Ext: ".context.jsonld", Media: "application/ld+json", Group: "RDF",
	Short: "the @context of jsonld by itself, for documents that refer to it",
	parts: one(func(_ context.Context, w io.Writer, _ *view) error {
		data, err := json.MarshalIndent(map[string]any{"@context": prefixes()}, "", "  ")
		if err != nil {
			return err
		}
		_, err = w.Write(append(data, '\n'))
		return err
	}),
}

func writeJSONLD(ctx context.Context, b *bufio.Writer, v *view) error {
	context, err := json.Marshal(prefixes())
	if err != nil {
		return err
	}
	b.WriteString("{\"@context\": ")
	b.Write(context)
	b.WriteString(",\n\"@graph\": [")
	l := ldWriter{w: b}
	if err := sorted(ctx, v.statements, ldTerm, l.statement); err != nil {
		return err
	}
	l.graph("")
	b.WriteString("\n]}\n")
	return nil
}

// ldWriter writes statements, sorted by label, subject and predicate, as they come.
type ldWriter struct {
	w       *bufio.Writer
	g, s, p string
	begun   bool // a node is open
	any     bool // something stands in front in this list
}

// statement writes one. Terms are JSON already: addresses as strings, literals as
// values.
func (l *ldWriter) statement(g, s, p, o string) error {
	if g != l.g {
		l.graph(g)
	}
	key, value := p, o
	if p == `"rdf:type"` {
		key = `"@type"`
	} else if strings.HasPrefix(o, `"`) {
		value = `{"@id":` + o + `}`
	} else {
		value = strings.TrimPrefix(o, plainMark)
	}
	switch {
	case l.begun && s == l.s && p == l.p:
		l.w.WriteString("," + value)
	case l.begun && s == l.s:
		l.w.WriteString("]," + key + ":[" + value)
	default:
		l.node(s)
		l.w.WriteString("," + key + ":[" + value)
	}
	l.s, l.p, l.begun = s, p, true
	return nil
}

// node begins a node.
func (l *ldWriter) node(s string) {
	l.end()
	if l.any {
		l.w.WriteByte(',')
	}
	l.w.WriteString("\n{\"@id\":" + s)
	l.any = true
}

// end ends the present node.
func (l *ldWriter) end() {
	if l.begun {
		l.w.WriteString("]}")
	}
	l.begun = false
}

// graph ends the present graph and begins another; the nodes of the default graph
// stand in the list itself.
func (l *ldWriter) graph(g string) {
	l.end()
	if l.g != "" {
		l.w.WriteString("]}")
		l.any = true
	}
	if g != "" {
		if l.any {
			l.w.WriteByte(',')
		}
		l.w.WriteString("\n{\"@id\":" + g + ",\"@graph\":[")
		l.any = false
	}
	l.g = g
}

// prefixes is the context: our prefixes.
func prefixes() map[string]any {
	c := map[string]any{"@version": 1.1}
	for _, p := range graph.Prefixes {
		c[p.Short[:len(p.Short)-1]] = p.Full
	}
	return c
}

// plainMark tells a string from an address.
const plainMark = " "

// ldTerm writes a term as JSON: an address as a string in the short form that the
// context unfolds, a string behind plainMark, a typed one as a value object.
func ldTerm(v quad.Value) string {
	switch v := v.(type) {
	case quad.IRI:
		return jsonString(string(v))
	case quad.BNode:
		return jsonString("_:" + string(v))
	case quad.LangString:
		return `{"@value":` + jsonString(string(v.Value)) + `,"@language":` + jsonString(v.Lang) + `}`
	}
	text, datatype := graph.Literal(v)
	if datatype == "" {
		return plainMark + jsonString(text)
	}
	return `{"@value":` + jsonString(text) + `,"@type":` + jsonString(string(graph.Short(string(datatype)))) + `}`
}

// jsonString is text as JSON writes it. No text of ours is one that JSON cannot.
func jsonString(s string) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(s); err != nil {
		return `""`
	}
	return strings.TrimSuffix(b.String(), "\n")
}
