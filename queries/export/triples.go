package export

import (
	"bufio"
	"cmp"
	"context"
	"io"
	"strconv"

	"entente/graph"
)

// Triples is a table for spreadsheets and statistics: a line for each fact that a
// claim puts forward, with its words. Cells hold no tabs or line breaks, and none
// begins as a formula.
var Triples = Format{
	Name: "triples", Ext: ".tsv", Media: "text/tab-separated-values", Group: "Tables and statements",
	Short: "a table, tab-separated: subject, predicate, object, modality, date, article, quote",
	parts: one(writeTriples),
}

// tripleColumns are the columns; date is the article's.
var tripleColumns = []string{"subject", "predicate", "object", "modality", "date", "article", "quote",
	"publisher", "title", "said_by", "start", "end", "rule", "subject_id", "object_id", "claim", "fact", "group"}

func writeTriples(ctx context.Context, w io.Writer, v *view) error {
	return buffered(w, func(b *bufio.Writer) error {
		line(b, tripleColumns)
		return v.claims(ctx, func(a graph.Article, c graph.Claim) error {
			for _, f := range c.Facts {
				cells, err := v.tripleCells(ctx, a, c, f)
				if err != nil {
					return err
				}
				line(b, cells)
			}
			return nil
		})
	})
}

func (v *view) tripleCells(ctx context.Context, a graph.Article, c graph.Claim, f graph.Fact) ([]string, error) {
	names := make([]string, 3)
	for i, iri := range []graph.IRI{f.Subject, f.Object.IRI, c.Speaker} {
		var err error
		if names[i], err = v.label(ctx, iri); err != nil {
			return nil, err
		}
	}
	subject, object, speaker := names[0], cmp.Or(names[1], f.Object.Literal), names[2]
	return []string{subject, string(f.Predicate), object, string(c.Modality), string(a.Published), a.ID, c.Quote,
		a.Publisher, a.Title, speaker, strconv.Itoa(c.Start), strconv.Itoa(c.End), c.Kind + "/" + c.Rule,
		string(f.Subject), string(f.Object.IRI), string(c.ID), string(graph.FactIRI(f)), string(a.Group)}, nil
}
func line(b *bufio.Writer, cells []string) {
	for i, c := range cells {
		if i > 0 {
			b.WriteByte('\t')
		}
		b.WriteString(Cell(c))
	}
	b.WriteByte('\n')
}
