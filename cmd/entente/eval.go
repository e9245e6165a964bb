package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"entente/loaders"
	"entente/loaders/article"
	"entente/loaders/eval"
	"entente/loaders/view"
)

func evalCommand(p *program) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "eval GOLD...",
		Short: "Score what is read against gold: precision, recall, F1",
		Long: `Eval reads the articles behind gold files (the document view, written by a person),
compares what is found with what is there, and prints precision, recall and F1 for
each sort of thing. A gold file names its article; it is looked for beside the gold's
folder and under each --root.`,
		Example: `  entente eval seeds/gold
  entente eval --errors gold/a.json --root articles`,
		Args: wants(1, -1, "gold files, or folders of them"),
	}
	roots := cmd.Flags().StringArray("root", nil, "a folder under which articles are looked for too")
	errors := cmd.Flags().Bool("errors", false, "list what was found wrongly and what was missed")
	asJSON := jsonFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, paths []string) error {
		golds, err := eval.Read(paths, *roots...)
		if err != nil {
			return err
		}
		r, err := loaders.NewReader()
		if err != nil {
			return err
		}
		sum := &eval.Scores{}
		for _, g := range golds {
			found, err := p.viewOf(cmd.Context(), r, g)
			if err != nil {
				return err
			}
			sum.Add(eval.Compare(g, found))
		}
		if *asJSON {
			return p.json(sum)
		}
		fmt.Fprintf(p.stdout, "%s of gold\n", count(len(golds), "article"))
		if err := sum.Print(p.stdout); err != nil {
			return err
		}
		if *errors {
			for _, e := range sum.Errors {
				fmt.Fprintln(p.stdout, plain(fmt.Sprint(e)))
			}
		}
		return nil
	}
	return cmd
}

// viewOf reads the article of a gold file.
func (p *program) viewOf(ctx context.Context, r loaders.Reader, g eval.Gold) (view.Document, error) {
	f, err := os.Open(g.Doc)
	if err != nil {
		return view.Document{}, fmt.Errorf("eval %s: %w", g.Path, err)
	}
	defer f.Close()
	for a, err := range article.Read(ctx, filepath.Base(g.Doc), f) {
		if err != nil {
			return view.Document{}, fmt.Errorf("eval %s: %w", g.Path, err)
		}
		change, err := r.Plan(ctx, a)
		if err != nil {
			return view.Document{}, fmt.Errorf("eval %s: %w", g.Path, err)
		}
		return loaders.View(change), nil
	}
	return view.Document{}, fmt.Errorf("eval %s: %s: no article", g.Path, g.Doc)
}
