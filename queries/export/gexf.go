package export

import (
	"bufio"
	"context"
	"io"
	"slices"
)

// GEXF is GEXF 1.3 for Gephi. Things with days, and the edges from them, stand in
// Gephi's timeline from their first to their last day; things without are always there.
var GEXF = Format{
	Name: "gexf", Ext: ".gexf", Media: "application/gexf+xml", Group: "Networks",
	Short: "GEXF 1.3 with times, for Gephi and its timeline",
	parts: one(func(ctx context.Context, w io.Writer, v *view) error {
		return buffered(w, func(b *bufio.Writer) error { return writeGEXF(ctx, b, v) })
	}),
}

// gexfElsewhere are attributes that GEXF has a place of its own for.
var gexfElsewhere = []string{"first", "last", "weight"}

func writeGEXF(ctx context.Context, b *bufio.Writer, v *view) error {
	b.WriteString("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">\n" +
		"<meta><creator>Entente</creator><description>Things of the news and the facts between them</description></meta>\n" +
		"<graph defaultedgetype=\"directed\" mode=\"dynamic\" timeformat=\"date\" timerepresentation=\"interval\">\n<attributes class=\"node\">\n")
	declare(b, nodeColumns)
	b.WriteString("</attributes>\n<attributes class=\"edge\">\n")
	declare(b, edgeColumns)
	b.WriteString("</attributes>\n<nodes>\n")
	err := v.nodes(ctx, func(n node) error {
		tag(b, "node", ">", "id", n.id, "label", n.label, "start", n.first, "end", n.last)
		values(b, nodeColumns, n)
		_, err := b.WriteString("</node>\n")
		return err
	})
	if err != nil {
		return err
	}
	b.WriteString("</nodes>\n<edges>\n")
	err = v.links(ctx, func(e edge) error {
		tag(b, "edge", ">", "id", e.id, "source", e.from, "target", e.to, "label", e.predicate, "kind", e.predicate,
			"weight", number(max(1, e.sources)), "start", e.first, "end", e.last)
		values(b, edgeColumns, e)
		_, err := b.WriteString("</edge>\n")
		return err
	})
	b.WriteString("</edges>\n</graph>\n</gexf>\n")
	return err
}

func declare[T any](b *bufio.Writer, columns []column[T]) {
	for _, c := range columns {
		if !slices.Contains(gexfElsewhere, c.name) {
			tag(b, "attribute", "/>\n", "id", c.name, "title", c.name, "type", c.typ)
		}
	}
}

func values[T any](b *bufio.Writer, columns []column[T], x T) {
	b.WriteString("<attvalues>")
	for _, c := range columns {
		if value := c.value(x); value != "" && !slices.Contains(gexfElsewhere, c.name) {
			tag(b, "attvalue", "/>", "for", c.name, "value", value)
		}
	}
	b.WriteString("</attvalues>")
}
