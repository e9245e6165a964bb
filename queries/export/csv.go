package export

import (
	"context"
	"encoding/csv"
	"io"
)

// CSV is two tables, nodes and edges, and their schema (Frictionless Table Schema).
var CSV = Format{
	Name: "csv", Ext: ".csv.zip", Media: "application/zip", Group: "Data bases and columns",
	Short: "nodes.csv and edges.csv with their schema (datapackage.json), for spreadsheets, R and pandas",
	parts: []part{
		{"nodes.csv", func(ctx context.Context, w io.Writer, v *view) error {
			return writeCSV(w, append([]string{"id", "label"}, names(nodeColumns)...), func(row func([]string) error) error {
				return v.nodes(ctx, func(n node) error { return row(cells([]string{n.id, Cell(n.label)}, nodeColumns, n)) })
			})
		}},
		{"edges.csv", func(ctx context.Context, w io.Writer, v *view) error {
			return writeCSV(w, append([]string{"id", "source", "target"}, names(edgeColumns)...), func(row func([]string) error) error {
				return v.links(ctx, func(e edge) error { return row(cells([]string{e.id, e.from, e.to}, edgeColumns, e)) })
			})
		}},
		{"datapackage.json", func(_ context.Context, w io.Writer, _ *view) error {
			return indented(w, map[string]any{"profile": "tabular-data-package", "name": "entente-tables", "resources": []map[string]any{
				{"profile": "tabular-data-resource", "name": "nodes", "path": "nodes.csv", "mediatype": "text/csv", "encoding": "utf-8", "schema": nodeSchema()},
				{"profile": "tabular-data-resource", "name": "edges", "path": "edges.csv", "mediatype": "text/csv", "encoding": "utf-8", "schema": edgeSchema()},
			}})
		}},
	},
}

// field is a column in a Frictionless Table Schema.
type field struct {
	Name        string         `json:"name"`
	Type        string         `json:"type"`
	Description string         `json:"description"`
	Constraints map[string]any `json:"constraints,omitempty"`
}

// tableSchema is a Frictionless Table Schema.
type tableSchema struct {
	Fields      []field          `json:"fields"`
	PrimaryKey  string           `json:"primaryKey,omitempty"`
	ForeignKeys []map[string]any `json:"foreignKeys,omitempty"`
}

func nodeSchema() tableSchema {
	must := map[string]any{"required": true, "unique": true}
	return tableSchema{Fields: append([]field{{"id", "string", "address of the thing", must}, {"label", "string", "its name", nil}}, fields(nodeColumns)...), PrimaryKey: "id"}
}

func edgeSchema() tableSchema {
	key := func(of string) map[string]any {
		return map[string]any{"fields": of, "reference": map[string]any{"resource": "nodes", "fields": "id"}}
	}
	must := map[string]any{"required": true, "unique": true}
	end := map[string]any{"required": true}
	return tableSchema{Fields: append([]field{{"id", "string", "address of the fact", must}, {"source", "string", "the thing it leaves from", end},
		{"target", "string", "the thing it leads to", end}}, fields(edgeColumns)...), PrimaryKey: "id", ForeignKeys: []map[string]any{key("source"), key("target")}}
}

func fields[T any](columns []column[T]) []field {
	var all []field
	for _, c := range columns {
		all = append(all, field{Name: c.name, Type: c.typ, Description: c.about})
	}
	return all
}

func names[T any](columns []column[T]) []string {
	var all []string
	for _, c := range columns {
		all = append(all, c.name)
	}
	return all
}

func cells[T any](head []string, columns []column[T], x T) []string {
	for _, c := range columns {
		head = append(head, Cell(c.value(x)))
	}
	return head
}

// writeCSV writes a head and rows.
func writeCSV(w io.Writer, head []string, rows func(row func([]string) error) error) error {
	c := csv.NewWriter(w)
	if err := c.Write(head); err != nil {
		return err
	}
	if err := rows(c.Write); err != nil {
		return err
	}
	c.Flush()
	return c.Error()
}
