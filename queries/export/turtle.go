package export

import (
	"bufio"
	"context"
	"io"
)

// Turtle says the same as NTriples, for reading.
var Turtle = Format{
	Name: "turtle", Ext: ".ttl", Media: "text/turtle", Group: "RDF",
	Short: "Turtle: what ntriples says, with prefixes, a subject once",
	parts: one(func(ctx context.Context, w io.Writer, v *view) error {
		return buffered(w, func(b *bufio.Writer) error {
			writePrefixes(b)
			t := turtle{w: b}
			err := sorted(ctx, v.triples, short, func(_, s, p, o string) error {
				t.statement(s, p, o)
				return nil
			})
			t.end()
			return err
		})
	}),
}
