// Package export writes the graph as files for research: a graph comes in, bytes
// of one format go out, the same for the same graph. One file a format, one line
// in Formats. It stores nothing.
package export

import (
	"context"
	"fmt"
	"io"
	"strings"

	"entente/graph"

	"github.com/cayleygraph/quad"
)

// Format is a form in which the graph is written.
type Format struct {
	Name  string // "nquads"
	Short string // one line for help and lists
	Ext   string // ending of file names: ".nq"
	Media string // media type
	write func(ctx context.Context, w io.Writer, r *graph.Reader, opts Options) error
}

// Formats is the table of all formats, in the order in which help shows them.
var Formats = []*Format{
	&NQuads,
	&JSONLD,
	&Triples,
}

// Options say what is written.
type Options struct {
	// Text writes the articles' texts and readings too, which are left out because
	// they may be under copyright, and large.
	Text bool
}

// ByName returns the format of that name.
func ByName(name string) (*Format, error) {
	var names []string
	for _, f := range Formats {
		if f.Name == name {
			return f, nil
		}
		names = append(names, f.Name)
	}
	return nil, fmt.Errorf("unknown format %q: use one of %s", name, strings.Join(names, ", "))
}

// Write writes the whole graph.
func (f *Format) Write(ctx context.Context, w io.Writer, r *graph.Reader, opts Options) error {
	if err := f.write(ctx, w, r, opts); err != nil {
		return fmt.Errorf("export %s: %w", f.Name, err)
	}
	return nil
}

// keep says which quads are written.
func (o Options) keep(q quad.Quad) bool { return o.Text || !graph.Bulk(q) }
