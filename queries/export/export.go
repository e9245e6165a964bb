// Package export writes the graph as files for research: a graph comes in, bytes
// of one format go out, the same for the same graph. One file a format, one line
// in Formats. It stores nothing.
package export

import (
	"archive/zip"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"entente/graph"
)

// Format is a form in which the graph is written.
type Format struct {
	Name  string // "nquads"
	Short string // one line for help and lists
	Ext   string // ending of file names: ".nq"; of several files that of their archive
	Media string // media type
	Group string // the heading under which help shows it
	parts []part
}

// part is one file of a format.
type part struct {
	name  string // empty for the only one
	write func(ctx context.Context, w io.Writer, v *view) error
}

// one is the parts of a format of one file.
func one(write func(ctx context.Context, w io.Writer, v *view) error) []part {
	return []part{{write: write}}
}

// Groups are the headings of formats, in the order in which help shows them.
var Groups = []string{"Tables and statements", "RDF", "Networks", "Data bases and columns", "Event data", "Investigations and sources"}

// Formats is the table of all formats, in the order in which help shows them.
var Formats = []*Format{
	&Triples,
	&NQuads, &NTriples, &Turtle, &TriG, &JSONLD, &Ontology, &Context,
	&GraphML, &GEXF, &DOT, &Cytoscape,
	&CSV, &Neo4j, &SQLite, &Parquet,
	&POLECAT, &PLOVER, &GDELT, &ICEWS,
	&FtM, &Statements, &BibTeX, &CSL,
}

// Options say what is written.
type Options struct {
	// Text writes the articles' texts and readings too, which are left out because
	// they may be under copyright, and large. With them a graph can be imported as
	// it was.
	Text bool
	// NoText leaves out the words of articles altogether: quotes are replaced by the
	// places where they stand, of which the article's digest vouches.
	NoText bool
	// Graphs says what the named graphs of N-Quads, TriG and JSON-LD are.
	Graphs Graphs
	// Where narrows the graph; all of them must hold.
	Where []Where
}

// Graphs says what named graphs stand for.
type Graphs string

// The sorts of named graphs.
const (
	ByFact    Graphs = "fact"    // an edge's graph is its fact, a claim's its article: the encoding itself
	ByArticle Graphs = "article" // an edge stands in the graph of each article that tells it
)

// Check finds options that contradict each other.
func (o Options) Check() error {
	if o.Text && o.NoText {
		return fmt.Errorf("text and no text: ask for one of them")
	}
	if o.Graphs != "" && o.Graphs != ByFact && o.Graphs != ByArticle {
		return fmt.Errorf("unknown graphs %q: use %s or %s", o.Graphs, ByFact, ByArticle)
	}
	return nil
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

// Files are the names of the format's files, none when it is a single one.
func (f *Format) Files() []string {
	if len(f.parts) == 1 {
		return nil
	}
	var names []string
	for _, p := range f.parts {
		names = append(names, p.name)
	}
	return names
}

// Write writes the graph; a format of several files as a zip archive of them.
func (f *Format) Write(ctx context.Context, w io.Writer, r *graph.Reader, opts Options) error {
	v, err := newView(ctx, r, opts)
	if err == nil {
		err = f.archive(ctx, w, v)
	}
	if err != nil {
		return fmt.Errorf("export %s: %w", f.Name, err)
	}
	return nil
}

// archive writes the only file, or all of them into a zip without times.
func (f *Format) archive(ctx context.Context, w io.Writer, v *view) error {
	if len(f.parts) == 1 {
		return f.parts[0].write(ctx, w, v)
	}
	z := zip.NewWriter(w)
	for _, p := range f.parts {
		file, err := z.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Deflate})
		if err != nil {
			return err
		}
		if err := p.write(ctx, file, v); err != nil {
			return err
		}
	}
	return z.Close()
}

// WriteFolder writes a format of several files into a folder, which is made when
// it is missing; the files there are whole or not there.
func (f *Format) WriteFolder(ctx context.Context, dir string, r *graph.Reader, opts Options) error {
	v, err := newView(ctx, r, opts)
	if err != nil {
		return fmt.Errorf("export %s: %w", f.Name, err)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("export %s: %w", f.Name, err)
	}
	for _, p := range f.parts {
		if err := whole(filepath.Join(dir, p.name), func(w io.Writer) error { return p.write(ctx, w, v) }); err != nil {
			return fmt.Errorf("export %s: %w", f.Name, err)
		}
	}
	return nil
}

// whole writes a file that is there whole or not at all.
func whole(path string, write func(io.Writer) error) error {
	file, err := os.Create(path + ".part")
	if err != nil {
		return err
	}
	defer os.Remove(file.Name())
	if err := write(file); err != nil {
		file.Close()
		return err
	}
	if err := file.Close(); err != nil {
		return err
	}
	return os.Rename(file.Name(), path)
}
