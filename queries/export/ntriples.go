package export

import (
	"context"
	"io"
)

// NTriples is sorted N-Triples for tools without named graphs, with the terms of
// SEM, PROV-O and schema.org beside ours.
var NTriples = Format{
	Name: "ntriples", Ext: ".nt", Media: "application/n-triples", Group: "RDF",
	Short: "N-Triples: each fact as rdf:subject, predicate, object; SEM, PROV-O, schema.org",
	parts: one(func(ctx context.Context, w io.Writer, v *view) error {
		return writeNQuads(ctx, w, v.triples)
	}),
}
