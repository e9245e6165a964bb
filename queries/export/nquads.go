package export

import (
	"context"
	"io"

	"entente/graph"
)

// NQuads is canonical N-Quads: every quad a line, sorted, with absolute addresses.
// Two graphs are the same when these files are.
var NQuads = Format{
	Name: "nquads", Ext: ".nq", Media: "application/n-quads",
	Short: "canonical N-Quads: every edge with its fact, every claim with its article",
	write: func(ctx context.Context, w io.Writer, r *graph.Reader, opts Options) error {
		return r.WriteNQuads(ctx, w, opts.keep)
	},
}
