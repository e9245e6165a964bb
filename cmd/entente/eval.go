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
	"entente/loaders/extract"
	"entente/loaders/nlp"
	"entente/loaders/nlp/score"
	"entente/loaders/view"
)

// evalOptions are the flags of eval.
type evalOptions struct {
	data           string
	asJSON, errors bool
	speed          bool
}

// evals is the table of what eval measures beside gold files.
var evals = []struct {
	name, short string
	run         func(*program, context.Context, evalOptions) error
}{
	{"nlp", "the stages of the reader, tokens to chains, on the development sets of --data, and what reading costs", (*program).evalStages},
	{"pairs", "what is one across the sample articles, on seeds/gold/PAIRS.tsv", (*program).evalPairs},
	{"dwie", "roles and memberships on DWIE under --data, end to end and with names and chains given", suite("dwie")},
	{"plv", "the PLOVER type of acts in PLV under --data, with actor and recipient marked and without", suite("plv")},
	{"petrarch", "the root type of PETRARCH's test sentences under --data", suite("petrarch")},
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
	speed := cmd.Flags().Bool("speed", false, "with nlp: measure tokens a second on the State Department releases beside --data")
	asJSON := jsonFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, paths []string) error {
		for _, e := range evals {
			if len(paths) == 1 && paths[0] == e.name {
				return e.run(p, cmd.Context(), evalOptions{data: *data, asJSON: *asJSON, errors: *errors, speed: *speed})
			}
		}
		if quotationFiles(paths) {
			return p.evalQuotations(cmd.Context(), paths, *roots, evalOptions{data: *data, asJSON: *asJSON, errors: *errors})
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

// evalStages measures every stage on the development sets, and what reading costs.
func (p *program) evalStages(ctx context.Context, o evalOptions) error {
	if _, err := os.Stat(o.data); err != nil {
		return fmt.Errorf("eval nlp: no development sets: %w (name their folder with --data)", err)
	}
	r, costs, err := score.Load()
	if err != nil {
		return err
	}
	if o.speed {
		texts, err := releases(ctx, o.data)
		if err != nil {
			return fmt.Errorf("eval nlp: %w", err)
		}
		costs = append(costs, score.Speed(r, texts))
	}
	all, err := score.Whole(r, o.data)
	if err != nil {
		return err
	}
	if o.asJSON {
		return p.json(struct {
			Scores []scoreLine  `json:"scores"`
			Costs  []score.Cost `json:"costs"`
		}{scoreLines(all), costs})
	}
	if err := score.Table(p.stdout, all); err != nil {
		return err
	}
	return score.CostTable(p.stdout, costs)
}

// scoreLine is a measure as JSON; scores are fractions.
type scoreLine struct {
	Set   string  `json:"set"`
	Name  string  `json:"name"`
	Score float64 `json:"score"`
	Least float64 `json:"least,omitempty"`
	Aim   float64 `json:"aim,omitempty"`
	Hit   int     `json:"hit,omitempty"`
	Found int     `json:"found,omitempty"`
	Gold  int     `json:"gold,omitempty"`
}

func scoreLines(all []score.Measure) []scoreLine {
	var lines []scoreLine
	for _, m := range all {
		lines = append(lines, scoreLine{m.Set, m.Name, float64(m.F1()) / 10000, float64(m.Least) / 10000, float64(m.Aim) / 10000, m.Hit, m.Found, m.Gold})
	}
	return lines
}

// releases are the State Department releases beside the development sets.
func releases(ctx context.Context, data string) ([]nlp.Input, error) {
	var texts []nlp.Input
	for found, err := range article.Walk(ctx, []string{filepath.Join(data, "..", "articles", "statedept")}, nil) {
		if err != nil {
			return nil, err
		}
		texts = append(texts, extract.Input(found.Article))
	}
	return texts, ctx.Err()
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
