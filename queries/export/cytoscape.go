package export

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
)

// Cytoscape is Cytoscape JSON (CYJS), for Cytoscape and cytoscape.js.
var Cytoscape = Format{
	Name: "cytoscape", Ext: ".cyjs", Media: "application/json", Group: "Networks",
	Short: "Cytoscape JSON, for Cytoscape and cytoscape.js",
	parts: one(func(ctx context.Context, w io.Writer, v *view) error {
		return buffered(w, func(b *bufio.Writer) error { return writeCytoscape(ctx, b, v) })
	}),
}

func writeCytoscape(ctx context.Context, b *bufio.Writer, v *view) error {
	b.WriteString("{\"format_version\": \"1.0\", \"generated_by\": \"entente\", \"target_cytoscapejs_version\": \"~3\",\n\"data\": {\"name\": \"entente\"},\n\"elements\": {\"nodes\": [")
	comma := "\n"
	element := func(data map[string]any) error {
		b.WriteString(comma)
		comma = ",\n"
		text, err := json.Marshal(map[string]any{"data": data})
		b.Write(text)
		return err
	}
	err := v.nodes(ctx, func(n node) error {
		return element(attributes(map[string]any{"id": n.id, "name": n.label, "label": n.label}, nodeColumns, n))
	})
	if err != nil {
		return err
	}
	b.WriteString("\n], \"edges\": [")
	comma = "\n"
	err = v.links(ctx, func(e edge) error {
		return element(attributes(map[string]any{"id": e.id, "source": e.from, "target": e.to, "interaction": e.predicate}, edgeColumns, e))
	})
	b.WriteString("\n]}}\n")
	return err
}

// attributes adds the attributes that have values, numbers as numbers.
func attributes[T any](data map[string]any, columns []column[T], x T) map[string]any {
	for _, c := range columns {
		switch value := c.value(x); {
		case value == "":
		case c.typ == "string":
			data[c.name] = value
		default:
			data[c.name] = json.RawMessage(value)
		}
	}
	return data
}
