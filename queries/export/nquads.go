package export

import (
	"context"
	"io"
	"iter"

	"entente/graph"

	"github.com/cayleygraph/quad"
)

// NQuads is canonical N-Quads: every quad a line, sorted, with absolute addresses.
// Two graphs are the same when these files are.
var NQuads = Format{
	Name: "nquads", Ext: ".nq", Media: "application/n-quads", Group: "RDF",
	Short: "canonical N-Quads: every edge with its fact, every claim with its article",
	parts: one(func(ctx context.Context, w io.Writer, v *view) error {
		return writeNQuads(ctx, w, v.statements)
	}),
}

// writeNQuads writes statements sorted, a line each.
func writeNQuads(ctx context.Context, w io.Writer, from func(context.Context, func(quad.Quad) error) error) error {
	var lines graph.Lines
	defer lines.Close()
	if err := from(ctx, func(q quad.Quad) error { return lines.AddQuad(q) }); err != nil {
		return err
	}
	return lines.Write(w)
}

// WriteQuads writes quads as canonical N-Quads.
func WriteQuads(w io.Writer, quads iter.Seq2[quad.Quad, error]) error {
	return writeNQuads(context.Background(), w, func(_ context.Context, fn func(quad.Quad) error) error {
		for q, err := range quads {
			if err == nil {
				err = fn(q)
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
}
