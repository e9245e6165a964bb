package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"entente/graph"
	"entente/loaders/article"
	"entente/queries/export"
)

func attachCommand(p *program) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "attach RELEASE PATH...",
		Short: "Put the words of articles back into a release without them",
		Long: `Attach takes a release, or a graph that was exported with --no-text, and the articles
that you have yourself. Where the digest of an article's text is that of the graph,
the quotes are put back, each from its place, and each fact that was words is held
against its address. What is written is N-Quads, byte for byte what 'entente export'
would have written. Articles that are missing, or have another text, are named.`,
		Example: `  entente attach release/ articles/ --out graph.nq
  entente attach graph.nq articles/*.html --text -o whole.nq`,
		Args: wants(2, -1, "a release or a graph without words, and paths of articles"),
	}
	out := cmd.Flags().StringP("out", "o", "-", "the file to write; - is standard output")
	text := cmd.Flags().Bool("text", false, "write the articles' texts too")
	columns := cmd.Flags().String("map", "", "columns or keys of a corpus: text=body,published=date")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		w, err := p.withheld(releasedGraph(args[0]))
		if err != nil {
			return err
		}
		if err := p.give(cmd.Context(), w, args[1:], *columns); err != nil {
			return err
		}
		return p.toFile(*out, func(to io.Writer) error { return export.WriteQuads(to, w.Quads(*text)) })
	}
	return cmd
}

// releasedGraph is the graph of a release, or the file itself.
func releasedGraph(path string) string {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return filepath.Join(path, "graph.nq")
	}
	return path
}

// withheld reads a graph without words.
func (p *program) withheld(path string) (*graph.Withheld, error) {
	syntax, r, done, err := p.openGraphFile(path, "")
	if err != nil {
		return nil, err
	}
	defer done()
	w, err := graph.ReadWithheld(syntax.Read(r))
	if err != nil {
		return nil, fmt.Errorf("attach %s: %w", path, err)
	}
	return w, nil
}

// give hands the texts of articles to the graph, and says which are missing.
func (p *program) give(ctx context.Context, w *graph.Withheld, paths []string, columns string) error {
	opts, err := articleOptions(columns, false)
	if err != nil {
		return err
	}

	for found, err := range opts.Walk(ctx, paths, p.stdin) {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			p.pass(err)
			continue
		}
		taken, known := w.Give(found.ID, found.Text)
		switch {
		case taken:
			// its quotes are put back
		case known:
			p.pass(&article.Error{Name: found.Name, Offset: -1, What: "another text than that of the graph, by its digest", Remedy: "give the text that was read"})
		}
	}
	missing := w.Missing()
	slices.Sort(missing)
	for _, iri := range missing {
		fmt.Fprintf(p.stderr, "entente: no text for %s\n", iri)
	}
	p.skipped += len(missing)
	fmt.Fprintf(p.stderr, "entente: %d of %s have their words again\n", w.Articles()-len(missing), count(w.Articles(), "article"))
	return nil
}
