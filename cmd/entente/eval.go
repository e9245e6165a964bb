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
	"entente/loaders/nlp"
	"entente/loaders/nlp/score"
	"entente/loaders/view"
)

// evalOptions are the flags of eval.
type evalOptions struct {
	data           string
	asJSON, errors bool
}

// evals is the table of what eval measures beside gold files.
var evals = []struct {
	name, short string
	run         func(*program, context.Context, evalOptions) error
}{
	{"nlp", "the stages of the reader, tokens to names, on the development sets of --data", (*program).evalStages},
	{"pairs", "what is one across the sample articles, on seeds/gold/PAIRS.tsv", (*program).evalPairs},
	{"dwie-entities", "chains of names from raw text and what they are linked to, on DWIE under --data", (*program).evalEntities},
}

func evalCommand(p *program) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "eval GOLD...",
		Short: "Score what is read against gold: precision, recall, F1",
		Long: `Eval reads the articles behind gold files (the document view, written by a person),
compares what is found with what is there, and prints precision, recall and F1 for
each sort of thing. A gold file names its article; it is looked for beside the gold's
folder and under each --root. A table of quotations (*.tsv) says who speaks where; then
the share of speakers found is printed, for all and for each way of telling them.

One of these words in place of gold files measures something else:
`,
		Example: `  entente eval seeds/gold
  entente eval --errors gold/a.json --root articles
  entente eval --root ../shared loaders/eval/testdata/quotations.tsv
  entente eval nlp --data ../shared/data
  entente eval pairs --errors`,
		Args: wants(1, -1, "gold files, or folders of them"),
	}
	for _, e := range evals {
		cmd.Long += fmt.Sprintf("\n  %-14s %s", e.name, e.short)
	}
	roots := cmd.Flags().StringArray("root", nil, "a folder under which articles are looked for too")
	errors := cmd.Flags().Bool("errors", false, "list what was found wrongly and what was missed")
	data := cmd.Flags().String("data", sharedData(), "the development sets; also in ENTENTE_SHARED, under data/")
	asJSON := jsonFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, paths []string) error {
		for _, e := range evals {
			if len(paths) == 1 && paths[0] == e.name {
				return e.run(p, cmd.Context(), evalOptions{*data, *asJSON, *errors})
			}
		}
		if quotationFiles(paths) {
			return p.evalQuotations(cmd.Context(), paths, *roots, evalOptions{*data, *asJSON, *errors})
		}
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

// evalStages measures tokens, sentences, tags, lemmas, trees and names.
func (p *program) evalStages(_ context.Context, o evalOptions) error {
	if _, err := os.Stat(o.data); err != nil {
		return fmt.Errorf("eval nlp: no development sets: %w (name their folder with --data)", err)
	}
	r, err := nlp.NewReader()
	if err != nil {
		return err
	}
	all, err := score.All(r, o.data)
	if err != nil {
		return err
	}
	if o.asJSON {
		return p.json(all)
	}
	return score.Table(p.stdout, all)
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
