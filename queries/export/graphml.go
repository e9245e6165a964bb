package export

import (
	"bufio"
	"context"
	"io"
)

// GraphML is the graph's things and the edges between them for NetworkX, igraph,
// yEd and Cytoscape, with typed keys.
var GraphML = Format{
	Name: "graphml", Ext: ".graphml", Media: "application/graphml+xml", Group: "Networks",
	Short: "GraphML with typed attributes, for NetworkX, igraph, yEd",
	parts: one(func(ctx context.Context, w io.Writer, v *view) error {
		return buffered(w, func(b *bufio.Writer) error { return writeGraphML(ctx, b, v) })
	}),
}

// graphmlTypes are GraphML's names of types.
var graphmlTypes = map[string]string{"string": "string", "integer": "int", "boolean": "boolean"}

func writeGraphML(ctx context.Context, b *bufio.Writer, v *view) error {
	b.WriteString("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n")
	tag(b, "key", "/>\n", "id", "n.label", "for", "node", "attr.name", "label", "attr.type", "string")
	for _, c := range nodeColumns {
		tag(b, "key", "/>\n", "id", "n."+c.name, "for", "node", "attr.name", c.name, "attr.type", graphmlTypes[c.typ])
	}
	for _, c := range edgeColumns {
		tag(b, "key", "/>\n", "id", "e."+c.name, "for", "edge", "attr.name", c.name, "attr.type", graphmlTypes[c.typ])
	}
	b.WriteString("<graph id=\"entente\" edgedefault=\"directed\">\n")
	data := func(key, value string) {
		if value != "" {
			b.WriteString("<data key=\"" + key + "\">" + escaped(value) + "</data>")
		}
	}
	err := v.nodes(ctx, func(n node) error {
		tag(b, "node", ">", "id", n.id)
		data("n.label", n.label)
		for _, c := range nodeColumns {
			data("n."+c.name, c.value(n))
		}
		_, err := b.WriteString("</node>\n")
		return err
	})
	if err != nil {
		return err
	}
	err = v.links(ctx, func(e edge) error {
		tag(b, "edge", ">", "id", e.id, "source", e.from, "target", e.to)
		for _, c := range edgeColumns {
			data("e."+c.name, c.value(e))
		}
		_, err := b.WriteString("</edge>\n")
		return err
	})
	b.WriteString("</graph>\n</graphml>\n")
	return err
}
