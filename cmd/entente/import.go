package main

import (
	"bufio"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"entente/graph"
	"entente/graph/rdf"
)

func importCommand(p *program) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "import FILE",
		Short: "Make a store of a graph that was exported",
		Long: `Import reads a graph that 'entente export' wrote as N-Quads, TriG or JSON-LD, packed
with gzip or not, and makes a new store of it (--db), with the same graph to the last
byte. A graph exported with --text can be verified and loaded on; one without texts
can be asked. Two graphs are not joined by importing one into the other: load the
articles of both, or their claims ('entente extract --format claims').`,
		Example: `  entente export --text | gzip > graph.nq.gz
  entente import graph.nq.gz --db copy.db
  entente import release/graph.nq --db asked.db
  curl -s https://example.org/graph.trig | entente import - --format trig`,
		Args: wants(1, 1, "a file, or - for standard input"),
	}
	format := cmd.Flags().String("format", "", "nquads, trig or jsonld; else told by the file's name")
	asJSON := jsonFlag(cmd)
	cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions([]string{"nquads", "trig", "jsonld"}, cobra.ShellCompDirectiveNoFileComp))
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return p.importGraph(cmd.Context(), args[0], *format, *asJSON)
	}
	return cmd
}

func (p *program) importGraph(ctx context.Context, path, format string, asJSON bool) error {
	if p.db == graph.Memory {
		return usage("import into %s would be lost: name a store with --db, or ask articles with --from", graph.Memory)
	}
	if _, err := os.Stat(p.db); !errors.Is(err, fs.ErrNotExist) {
		return storeError{fmt.Errorf("import: %s is there already: move it away first, or name another place with --db", p.db)}
	}
	if path == "-" && format == "" {
		format = "nquads"
	}
	part := p.db + ".part"
	if err := os.RemoveAll(part); err != nil {
		return storeError{fmt.Errorf("import: %w", err)}
	}
	defer os.RemoveAll(part)
	store, err := graph.Open(ctx, part, graph.Options{})
	if err != nil {
		return storeError{err}
	}
	report, err := p.fill(ctx, store, path, format)
	if err = errors.Join(err, store.Close()); err != nil {
		return err
	}
	if err := os.Rename(part, p.db); err != nil {
		return storeError{fmt.Errorf("import: %w", err)}
	}
	if asJSON {
		return p.json(report)
	}
	fmt.Fprintf(p.stdout, "%s, %s: graph %s\n", count(report.Quads, "quad"), count(report.Articles, "article"), report.Digest)
	if !report.Texts {
		fmt.Fprintln(p.stdout, "without the articles' texts: it can be asked, but not verified or loaded on")
	}
	return nil
}

// imported says what an import brought.
type imported struct {
	Quads    int    `json:"quads"`
	Articles int    `json:"articles"`
	Digest   string `json:"digest"`
	Texts    bool   `json:"texts"` // all articles have theirs
}

// fill imports a file into a fresh store and checks what came.
func (p *program) fill(ctx context.Context, store *graph.Store, path, format string) (r imported, err error) {
	if r.Quads, err = p.readGraph(ctx, store, path, format); err != nil {
		return r, err
	}
	articles, err := store.Articles(ctx)
	if err != nil {
		return r, err
	}
	r.Articles, r.Texts = len(articles), len(articles) > 0
	for _, a := range articles {
		if _, err := store.Record(ctx, a); err != nil {
			r.Texts = false
		}
	}
	if r.Quads > 0 && r.Articles == 0 {
		return r, fmt.Errorf("import %s: no article is in it: import takes what 'entente export' writes as nquads, trig or jsonld", path)
	}
	if !r.Texts {
		r.Digest, err = store.Digest(ctx)
		return r, err
	}
	var fault error
	found, err := store.Survey(ctx, func(f graph.Fault) {
		if fault == nil {
			fault = fmt.Errorf("import %s: %s: export the whole graph again", path, f)
		}
	})
	r.Digest = found.Digest
	return r, errors.Join(err, fault)
}

// readGraph puts the graph of a file into an empty store.
func (p *program) readGraph(ctx context.Context, store *graph.Store, path, format string) (int, error) {
	syntax, r, done, err := p.openGraphFile(path, format)
	if err != nil {
		return 0, err
	}
	defer done()
	n, err := store.Import(ctx, syntax.Read(r))
	if err != nil {
		return n, fmt.Errorf("import %s: %w", path, err)
	}
	return n, nil
}

// openGraphFile opens a file of RDF, unpacked, with the syntax that its name or the
// format tells.
func (p *program) openGraphFile(path, format string) (rdf.Syntax, io.Reader, func(), error) {
	name := format
	if name == "" {
		name = strings.TrimSuffix(filepath.Base(path), ".gz")
	}
	syntax, err := rdf.ByName(name)
	if err != nil {
		return syntax, nil, nil, usageError{err}
	}
	in, done := p.stdin, func() {}
	if path != "-" {
		f, err := os.Open(path)
		if err != nil {
			return syntax, nil, nil, fmt.Errorf("read %w", err)
		}
		in, done = f, func() { f.Close() }
	}
	b := bufio.NewReaderSize(in, 1<<16)
	if magic, _ := b.Peek(2); string(magic) != "\x1f\x8b" {
		return syntax, b, done, nil
	}
	z, err := gzip.NewReader(b)
	if err != nil {
		done()
		return syntax, nil, nil, fmt.Errorf("read %s: %w", path, err)
	}
	return syntax, z, done, nil
}
