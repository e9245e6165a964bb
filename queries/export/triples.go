package export

import (
	"bufio"
	"cmp"
	"context"
	"io"
	"strconv"
	"strings"

	"entente/graph"

	"github.com/cayleygraph/quad"
)

// Triples is a table for spreadsheets and statistics: a line for each fact that a
// claim puts forward, with its words. Cells hold no tabs or line breaks, and none
// begins as a formula.
var Triples = Format{
	Name: "triples", Ext: ".tsv", Media: "text/tab-separated-values",
	Short: "a table, tab-separated: subject, predicate, object, modality, date, article, quote",
	write: writeTriples,
}

// tripleColumns are the columns; date is the article's.
var tripleColumns = []string{"subject", "predicate", "object", "modality", "date", "article", "quote",
	"publisher", "title", "said_by", "start", "end", "rule", "subject_id", "object_id", "claim", "fact", "group"}

func writeTriples(ctx context.Context, w io.Writer, r *graph.Reader, _ Options) error {
	labels := map[graph.IRI]string{}
	err := r.Quads(ctx, func(q quad.Quad) error {
		if q.Predicate == quad.Value(graph.Label) {
			labels[graph.IRI(q.Subject.(quad.IRI))], _ = graph.Literal(q.Object)
		}
		return nil
	})
	if err != nil {
		return err
	}
	articles, err := r.Articles(ctx)
	if err != nil {
		return err
	}
	b := bufio.NewWriter(w)
	line(b, tripleColumns)
	for _, a := range articles {
		c, err := r.Contribution(ctx, a)
		if err != nil {
			return err
		}
		for _, claim := range c.Claims {
			for _, f := range claim.Facts {
				line(b, tripleCells(c.Article, claim, f, labels))
			}
		}
	}
	return b.Flush()
}

func tripleCells(a graph.Article, c graph.Claim, f graph.Fact, labels map[graph.IRI]string) []string {
	name := func(i graph.IRI) string { return cmp.Or(labels[i], string(i)) }
	object := f.Object.Literal
	if f.Object.IRI != "" {
		object = name(f.Object.IRI)
	}
	return []string{name(f.Subject), string(f.Predicate), object, string(c.Modality), string(a.Published), a.ID, c.Quote,
		a.Publisher, a.Title, name(c.Speaker), strconv.Itoa(c.Start), strconv.Itoa(c.End), c.Kind + "/" + c.Rule,
		string(f.Subject), string(f.Object.IRI), string(c.ID), string(graph.FactIRI(f)), string(a.Group)}
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

// Cell makes text safe for a cell of a table: control characters become spaces,
// and text that a spreadsheet would take for a formula is marked as text.
func Cell(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r == '\u0085' || r == '\u2028' || r == '\u2029' {
			return ' '
		}
		return r
	}, s)
	if t := strings.TrimLeft(s, " "); t != "" && strings.ContainsRune("=+-@", rune(t[0])) {
		return "'" + s
	}
	return s
}
