package export

import (
	"context"
	"io"
	"strings"
	"unicode"
)

// Neo4j is the form in which neo4j-admin takes a graph in bulk, and the line that
// does it.
var Neo4j = Format{
	Name: "neo4j", Ext: ".neo4j.zip", Media: "application/zip", Group: "Data bases and columns",
	Short: "nodes.csv, edges.csv and import.sh for neo4j-admin database import",
	parts: []part{
		{"nodes.csv", func(ctx context.Context, w io.Writer, v *view) error {
			head := append([]string{"id:ID", ":LABEL", "caption"}, neo4jNames(nodeColumns, "aliases:string[]")...)
			return writeCSV(w, head, func(row func([]string) error) error {
				return v.nodes(ctx, func(n node) error { return row(plainCells([]string{n.id, n.typ, flat(n.label)}, nodeColumns, n)) })
			})
		}},
		{"edges.csv", func(ctx context.Context, w io.Writer, v *view) error {
			head := append([]string{"id", ":START_ID", ":END_ID", ":TYPE"}, neo4jNames(edgeColumns, "articles:string[]")...)
			return writeCSV(w, head, func(row func([]string) error) error {
				return v.links(ctx, func(e edge) error {
					return row(plainCells([]string{e.id, e.from, e.to, relation(e)}, edgeColumns, e))
				})
			})
		}},
		{"import.sh", func(_ context.Context, w io.Writer, _ *view) error {
			_, err := io.WriteString(w, neo4jImport)
			return err
		}},
	},
}

const neo4jImport = `#!/bin/sh
# Loads nodes.csv and edges.csv of this folder into a new Neo4j database (5 or later).
cd "$(dirname "$0")" && exec neo4j-admin database import full "${1:-neo4j}" \
  --nodes=nodes.csv --relationships=edges.csv --array-delimiter=";" --overwrite-destination
`

// neo4jTypes are Neo4j's names of types.
var neo4jTypes = map[string]string{"string": "", "integer": ":long", "boolean": ":boolean"}

// neo4jNames are the heads of columns; the list names the one that holds several values.
func neo4jNames[T any](columns []column[T], list string) []string {
	var all []string
	for _, c := range columns {
		name := c.name + neo4jTypes[c.typ]
		if strings.HasPrefix(list, c.name+":") {
			name = list
		}
		all = append(all, name)
	}
	return all
}

// plainCells are cells as they are: the import takes no formulas. Lists have the
// semicolon that import.sh tells of.
func plainCells[T any](head []string, columns []column[T], x T) []string {
	for _, c := range columns {
		value := flat(c.value(x))
		switch c.name {
		case "articles":
			value = strings.ReplaceAll(value, " ", ";")
		case "aliases":
			value = strings.ReplaceAll(value, "; ", ";")
		}
		head = append(head, value)
	}
	return head
}

// relation is the type of an edge as Neo4j's users write it: SIGNED_AT, and
// UNASSERTED_PARTICIPANT where no claim gives it as having been the case.
func relation(e edge) string {
	var b strings.Builder
	if !e.asserted {
		b.WriteString("UNASSERTED_")
	}
	for _, r := range e.predicate {
		if unicode.IsUpper(r) {
			b.WriteByte('_')
		}
		b.WriteRune(unicode.ToUpper(r))
	}
	return b.String()
}
