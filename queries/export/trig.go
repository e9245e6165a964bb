package export

import (
	"bufio"
	"context"
	"io"
)

// TriG says the same as NQuads, for reading.
var TriG = Format{
	Name: "trig", Ext: ".trig", Media: "application/trig", Group: "RDF",
	Short: "TriG: what nquads says, with prefixes, a graph and a subject once",
	parts: one(func(ctx context.Context, w io.Writer, v *view) error {
		return buffered(w, func(b *bufio.Writer) error {
			writePrefixes(b)
			t, graph := turtle{w: b}, ""
			err := sorted(ctx, v.statements, short, func(g, s, p, o string) error {
				if g != graph {
					t.close(graph)
					t.open(g)
					graph = g
				}
				t.statement(s, p, o)
				return nil
			})
			t.close(graph)
			return err
		})
	}),
}

// open begins a named graph.
func (t *turtle) open(graph string) {
	t.w.WriteString(graph + " {\n")
	t.indent = "    "
}

// close ends the present graph.
func (t *turtle) close(graph string) {
	t.end()
	if graph != "" {
		t.w.WriteString("}\n")
	}
	t.indent = ""
}
