package export

import (
	"context"
	"io"
	"strings"

	"entente/graph"
)

// Parquet is three files for DuckDB, pandas, Arrow and Spark: things, facts and
// claims.
//
// The files are written by this package (parquetfile.go): plain columns, packed with
// zstd. parquet-go would add 7 MB to the program for encodings that such tables
// gain little from; it reads these files in the tests.
var Parquet = Format{
	Name: "parquet", Ext: ".parquet.zip", Media: "application/zip", Group: "Data bases and columns",
	Short: "entities, facts and claims as Parquet, for DuckDB, pandas and Arrow",
	parts: []part{
		{"entities.parquet", func(ctx context.Context, w io.Writer, v *view) error {
			columns := []parquetColumn{{"id", text}, {"label", text}}
			for _, c := range nodeColumns {
				columns = append(columns, parquetColumn{c.name, text})
			}
			return writeParquet(w, columns, func(row func(...any) error) error {
				return v.nodes(ctx, func(n node) error {
					cells := []any{n.id, n.label}
					for _, c := range nodeColumns {
						cells = append(cells, c.value(n))
					}
					return row(cells...)
				})
			})
		}},
		{"facts.parquet", func(ctx context.Context, w io.Writer, v *view) error {
			return writeParquet(w, []parquetColumn{{"id", text}, {"subject", text}, {"predicate", text}, {"object", text}, {"value", text},
				{"modality", text}, {"asserted", whole64}, {"sources", whole64}, {"claims", whole64}}, func(row func(...any) error) error {
				return fillFacts(ctx, v, row)
			})
		}},
		{"claims.parquet", func(ctx context.Context, w io.Writer, v *view) error {
			return writeParquet(w, []parquetColumn{{"id", text}, {"article", text}, {"article_id", text}, {"publisher", text}, {"title", text}, {"published", text}, {"modality", text},
				{"rule", text}, {"said_by", text}, {"sentence", whole64}, {"start", whole64}, {"end", whole64}, {"quote", text}, {"facts", text}}, func(row func(...any) error) error {
				return v.claims(ctx, func(a graph.Article, c graph.Claim) error {
					var facts []string
					for _, f := range c.Facts {
						facts = append(facts, string(graph.FactIRI(f)))
					}
					return row(string(c.ID), string(a.IRI), a.ID, a.Publisher, a.Title, string(a.Published), string(c.Modality), c.Kind+"/"+c.Rule, string(c.Speaker),
						c.Sentence, c.Start, c.End, c.Quote, strings.Join(facts, " "))
				})
			})
		}},
	},
}
