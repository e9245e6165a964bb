package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"entente/graph"
	"entente/graph/ontology"
	"entente/queries"
)

func askCommand(p *program) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "ask QUESTION",
		Short: "Ask a question and see the sentences behind each answer",
		Long: `Ask asks one of the questions below. Names may be typed in any spelling that the
articles or the gazetteer use, or as addresses (person:sergei-lavrov). A misspelt name
answers for the one thing whose name is near, and says so; where several are, they are
listed. Only what is stated answers; --planned, --denied, --alleged and --all ask for the rest.`,
		Example: `  entente ask meetings --between "United States" Russia --since 2013
  entente ask agreements --party Iran --quotes
  entente ask statements --by Lavrov --about Syria --json`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return nil
			}
			if near := cmd.SuggestionsFor(args[0]); len(near) > 0 {
				return usage("unknown question %q: did you mean %s?", args[0], strings.Join(near, " or "))
			}
			return usage("unknown question %q: 'entente help ask' lists them", args[0])
		},
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	for _, q := range queries.Questions {
		cmd.AddCommand(questionCommand(p, q))
	}
	return cmd
}

// asked holds the flags of one question.
type asked struct {
	question *queries.Question
	filters  filterFlags
	modes    modes
	from     *[]string
	limit    *int
	newest   *bool
	out      outputs
	gizmo    *bool
}

// questionCommand makes the command of a question out of its line in the table.
func questionCommand(p *program, q *queries.Question) *cobra.Command {
	cmd := &cobra.Command{Use: q.Name, Short: q.Short}
	for _, e := range q.Examples {
		cmd.Example += "  entente ask " + q.Name + " " + e + "\n"
	}
	cmd.Example = strings.TrimSuffix(cmd.Example, "\n")
	a := asked{question: q, filters: filterFlags{}}
	for _, f := range q.Filters {
		a.filters.add(p, cmd, f)
		if f.Arg {
			cmd.Use += " [" + string(f.Takes) + "...]"
			cmd.Long = strings.ToUpper(q.Short[:1]) + q.Short[1:] + ". What stands without a flag is taken for --" + f.Name + "."
			cmd.ValidArgsFunction = p.filterCompletion(f)
		}
	}
	a.modes = modeFlags(cmd)
	a.from = p.fromFlag(cmd)
	a.limit = cmd.Flags().Int("limit", queries.DefaultLimit, "most answers printed; 0 is all")
	a.newest = cmd.Flags().Bool("newest", false, "the latest first, undated ones last as ever")
	a.out = outputFlags(cmd, "answers")
	a.gizmo = cmd.Flags().Bool("gizmo", false, "print the Gizmo script that finds the same, for Cayley's query page")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if err := a.out.check(cmd); err != nil {
			return err
		}
		return p.ask(cmd.Context(), a, args)
	}
	return cmd
}

// oneOf wants at most one of some flags.
func oneOf(cmd *cobra.Command, names []string) error {
	var given []string
	for _, name := range names {
		if f := cmd.Flags().Lookup(name); f != nil && f.Value.String() == "true" {
			given = append(given, "--"+name)
		}
	}
	if len(given) > 1 {
		return usage("%s: give one of %s", cmd.CommandPath(), strings.Join(given, ", "))
	}
	return nil
}

// request makes the request of flags and arguments.
func (a asked) request(args []string) (queries.Request, error) {
	req := queries.Request{Values: a.filters.values(), Mode: a.modes.mode(), Limit: *a.limit, Newest: *a.newest}
	if *a.limit < 0 {
		return req, usage("--limit %d: give 0 for all, or a number of answers", *a.limit)
	}
	if !*a.out.quotes && !*a.out.json {
		req.Quotes = 1
	}
	for _, f := range a.question.Filters {
		if f.Arg && len(args) > 0 {
			req.Values[f.Name] = append(slices.Clone(req.Values[f.Name]), args...)
			args = nil
		}
	}
	if len(args) > 0 {
		return req, usage("ask %s takes no arguments, only flags: %s", a.question.Name, strings.Join(args, " "))
	}
	return req, nil
}

func (p *program) ask(ctx context.Context, a asked, args []string) error {
	req, err := a.request(args)
	if err != nil {
		return err
	}
	store := p.opened
	if store == nil {
		if store, err = p.openToRead(ctx, *a.from); err != nil {
			return err
		}
		defer store.Close()
	}
	if *a.gizmo {
		req.Exact = true // a script is kept, and must not stand for a slip
		script, err := queries.Gizmo(ctx, store.Reader, a.question, req)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintln(p.stdout, script)
		return err
	}
	ans, err := queries.Ask(ctx, store.Reader, a.question, req)
	if err != nil {
		return err
	}
	p.noteNear(ans.Asked)
	switch {
	case *a.out.json:
		return p.json(ans)
	case *a.out.csv:
		return p.csv(ans)
	case *a.out.count:
		_, err = fmt.Fprintln(p.stdout, ans.Total)
		return err
	case *a.out.ids:
		for _, r := range ans.Rows {
			fmt.Fprintln(p.stdout, r.ID)
		}
		return nil
	}
	return p.answer(ans, *a.out.quotes)
}

// answer prints the rows as a table, each with its first sentence or with all.
func (p *program) answer(ans queries.Answer, quotes bool) error {
	if ans.Total == 0 {
		_, err := fmt.Fprintln(p.stdout, "nothing is known of this")
		return err
	}
	t := &table{head: append(slices.Clone(ans.Columns), "sources")}
	for _, r := range ans.Rows {
		row, beneath := cells(r), []string{}
		for i, c := range r.Cells {
			if c.Long && row[i] != "" {
				beneath = append(beneath, c.Column+": "+row[i])
				row[i] = ""
			}
		}
		t.add(append(row, fmt.Sprint(r.Sources)), append(beneath, says(r.Evidence, quotes)...)...)
	}
	if err := p.print(t); err != nil {
		return err
	}
	if len(ans.Rows) < ans.Total {
		_, err := fmt.Fprintf(p.stdout, "%d of %d: --limit 0 prints all\n", len(ans.Rows), ans.Total)
		return err
	}
	return nil
}

// cells writes the values of a row, those that nobody states in brackets.
func cells(r queries.Row) []string {
	all := make([]string, len(r.Cells))
	for i, cell := range r.Cells {
		var words []string
		for _, v := range cell.Values {
			if v.Unasserted {
				v.Label = "[" + v.Label + "]"
			}
			words = append(words, v.Label)
		}
		all[i] = strings.Join(words, sep(cell))
	}
	return all
}

// sep parts the values of a cell: sentences have commas of their own.
func sep(c queries.Cell) string {
	if c.Long {
		return "; "
	}
	return ", "
}

// says writes the sentences of some evidence with where they stand: the first
// alone, or all.
func says(evidence []queries.Evidence, all bool) []string {
	var lines []string
	for i, e := range evidence {
		if i > 0 && !all {
			break
		}
		line := fmt.Sprintf("“%s” (%s)", e.Quote, source(e))
		if all && e.Article != graph.GazetteerArticle {
			line += fmt.Sprintf(" %s:%d-%d %s", e.Article, e.Start, e.End, e.Claim)
		}
		lines = append(lines, line)
	}
	return lines
}

// source names where a sentence stands, and its modality unless it is stated.
func source(e queries.Evidence) string {
	var words []string
	for _, w := range []string{e.Publisher, string(e.Published)} {
		if w != "" {
			words = append(words, w)
		}
	}
	if e.Modality != ontology.Stated {
		words = append(words, string(e.Modality))
	}
	if len(words) == 0 {
		return string(e.Article)
	}
	return strings.Join(words, ", ")
}

// csv prints a row for each answer, its first sentence in the last cells.
func (p *program) csv(ans queries.Answer) error {
	w := p.csvWriter(append(append([]string{"id"}, ans.Columns...), "sources", "articles", "publisher", "published", "quote", "start", "end", "article")...)
	for _, r := range ans.Rows {
		row := append([]string{string(r.ID)}, cells(r)...)
		w.row(append(append(row, fmt.Sprint(r.Sources), fmt.Sprint(r.Articles)), evidenceCells(r.Evidence)...)...)
	}
	return w.end()
}

// completeFilter completes the values of a filter in the shell: terms from the
// table, names from the store.
func (p *program) completeFilter(cmd *cobra.Command, f queries.Filter) {
	cmd.RegisterFlagCompletionFunc(f.Name, p.filterCompletion(f))
}

type completion = func(cmd *cobra.Command, args []string, begin string) ([]string, cobra.ShellCompDirective)

func (p *program) filterCompletion(f queries.Filter) completion {
	switch {
	case f.Takes == queries.Term:
		return cobra.FixedCompletions(f.Terms, cobra.ShellCompDirectiveNoFileComp)
	case f.Takes == queries.Name:
		return p.nameCompletion(f.Types)
	case f.Name == "source":
		return func(cmd *cobra.Command, _ []string, begin string) ([]string, cobra.ShellCompDirective) {
			return p.completePublishers(cmd.Context(), begin), cobra.ShellCompDirectiveNoFileComp
		}
	}
	return cobra.NoFileCompletions
}

func (p *program) nameCompletion(types []ontology.Type) completion {
	return func(cmd *cobra.Command, _ []string, begin string) ([]string, cobra.ShellCompDirective) {
		return p.completeNames(cmd.Context(), begin, types), cobra.ShellCompDirectiveNoFileComp
	}
}

// completePublishers lists publishers that begin so.
func (p *program) completePublishers(ctx context.Context, begin string) []string {
	store := p.openToComplete(&ctx)
	if store == nil {
		return nil
	}
	defer store.Close()
	all, err := queries.Publishers(ctx, store.Reader)
	if err != nil {
		return nil
	}
	begin = strings.ToLower(begin)
	return slices.DeleteFunc(all, func(name string) bool { return !strings.HasPrefix(strings.ToLower(name), begin) })
}

// openToComplete opens the store, nil where there is none to read.
func (p *program) openToComplete(ctx *context.Context) *graph.Store {
	if *ctx == nil {
		*ctx = context.Background()
	}
	if p.mustExist() != nil {
		return nil
	}
	store, err := graph.Open(*ctx, p.db, graph.Options{ReadOnly: true})
	if err != nil {
		return nil
	}
	return store
}

// completeNames lists names of the store; nothing where there is no store to read.
func (p *program) completeNames(ctx context.Context, begin string, types []ontology.Type) []string {
	store := p.openToComplete(&ctx)
	if store == nil {
		return nil
	}
	defer store.Close()
	refs, err := queries.Complete(ctx, store.Reader, begin, 100, types...)
	if err != nil {
		return nil
	}
	var names []string
	for _, r := range refs {
		names = append(names, r.Label+"\t"+string(r.ID))
	}
	return names
}
