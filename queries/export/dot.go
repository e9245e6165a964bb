package export

import (
	"bufio"
	"context"
	"io"
	"strings"
)

// DOT is for Graphviz. Edges that no claim gives as having been the case are dashed.
var DOT = Format{
	Name: "dot", Ext: ".dot", Media: "text/vnd.graphviz", Group: "Networks",
	Short: "DOT for Graphviz; what is only planned or denied is dashed",
	parts: one(func(ctx context.Context, w io.Writer, v *view) error {
		return buffered(w, func(b *bufio.Writer) error { return writeDOT(ctx, b, v) })
	}),
}

// shapes tell types of things apart.
var shapes = map[string]string{"Person": "ellipse", "Country": "box", "Organization": "box3d", "Place": "house", "Meeting": "hexagon",
	"Agreement": "note", "Event": "octagon", "Statement": "plaintext", "Office": "component", "Tenure": "component"}

func writeDOT(ctx context.Context, b *bufio.Writer, v *view) error {
	b.WriteString("digraph entente {\n  graph [overlap=false, splines=true]\n  node [fontname=\"sans-serif\", fontsize=10]\n  edge [fontname=\"sans-serif\", fontsize=8]\n")
	err := v.nodes(ctx, func(n node) error {
		_, err := b.WriteString("  " + dotID(n.id) + " [label=" + dotID(n.label) + ", shape=" + shapes[n.typ] + ", class=" + dotID(n.typ) + "]\n")
		return err
	})
	if err != nil {
		return err
	}
	err = v.links(ctx, func(e edge) error {
		style := "solid"
		if !e.asserted {
			style = "dashed"
		}
		_, err := b.WriteString("  " + dotID(e.from) + " -> " + dotID(e.to) + " [label=" + dotID(e.predicate) + ", style=" + style + ", weight=" + number(max(1, e.sources)) + "]\n")
		return err
	})
	b.WriteString("}\n")
	return err
}

// dotID is text as a quoted name of DOT.
func dotID(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(flat(s)) + `"`
}
