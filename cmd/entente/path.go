package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"entente/graph"
	"entente/queries"
)

func pathCommand(p *program) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "path FROM TO",
		Short: "Find the shortest chains between two things, with the sentence behind each step",
		Long: `Path finds how two persons, countries, organizations, meetings or agreements hang
together: the shortest chains first, each step with the tie that is told best and its
sentence. Unless --through says otherwise, steps go through:

` + tieHelp() + `
Only what is stated counts; --planned, --denied, --alleged and --all ask for the rest.`,
		Example: `  entente path Kerry Assad
  entente path "United States" Iran --through agreements --since 2013
  entente path Kerry Putin --via Lavrov --held-only --quotes
  entente path Obama "Hassan Rouhani" --max 3 --limit 10 --json`,
		Args: wants(2, 2, "two names or addresses; put names of several words in quotes"),
	}
	req := queries.PathRequest{}
	flags := cmd.Flags()
	via := listFlag(cmd, "via", "NAME", "pass through this thing; several in this order")
	through := listFlag(cmd, "through", "TIE", "walk only these ties: "+tieNames())
	flags.IntVar(&req.Max, "max", queries.DefaultSteps, "most steps of a chain")
	flags.IntVar(&req.Limit, "limit", queries.DefaultChains, "most chains printed")
	flags.BoolVar(&req.Held, "held-only", false, "count meetings only that were held")
	everywhere := p.everywhereFlags(cmd)
	mode := modeFlags(cmd)
	from := p.fromFlag(cmd)
	out := outputFlags(cmd, "chains")
	cmd.RegisterFlagCompletionFunc("via", p.nameCompletion(queries.Linked))
	cmd.RegisterFlagCompletionFunc("through", cobra.FixedCompletions(queries.TieNames(), cobra.ShellCompDirectiveNoFileComp))
	cmd.ValidArgsFunction = p.nameCompletion(queries.Linked)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if err := out.check(cmd); err != nil {
			return err
		}
		if req.Max < 1 || req.Limit < 1 {
			return usage("--max and --limit want a number from 1")
		}
		req.Via, req.Through = *via, *through
		req.From, req.To, req.Values, req.Mode = args[0], args[1], everywhere.values(), mode.mode()
		if !*out.quotes && !*out.json {
			req.Quotes = 1
		}
		return p.path(cmd.Context(), req, *from, out)
	}
	return cmd
}

// tieHelp lists the ties with what each means.
func tieHelp() string {
	var b strings.Builder
	for _, t := range queries.Ties {
		rest := ""
		if !t.Default {
			rest = " (only when asked for)"
		}
		fmt.Fprintf(&b, "  %-14s %s%s\n", t.Name, t.Help, rest)
	}
	return b.String()
}

func tieNames() string { return strings.Join(queries.TieNames(), ", ") }

func (p *program) path(ctx context.Context, req queries.PathRequest, from []string, out outputs) error {
	store, err := p.openToRead(ctx, from)
	if err != nil {
		return err
	}
	defer store.Close()
	ans, err := queries.Path(ctx, store.Reader, req)
	if err != nil {
		return err
	}
	p.noteNear(ans.Asked)
	switch {
	case *out.json:
		return p.json(ans)
	case *out.csv:
		return p.pathCSV(ans)
	case *out.count:
		_, err := fmt.Fprintln(p.stdout, len(ans.Chains))
		return err
	case *out.ids:
		for _, c := range ans.Chains {
			fmt.Fprintln(p.stdout, strings.Join(chainIDs(c), " "))
		}
		return nil
	}
	return p.chains(ans, *out.quotes)
}

// chainIDs are the addresses along a chain, those between included.
func chainIDs(c queries.Chain) []string {
	var ids []string
	for i, s := range c.Steps {
		if i == 0 {
			ids = append(ids, string(s.From.ID))
		}
		if s.Through != nil {
			ids = append(ids, string(s.Through.ID))
		}
		ids = append(ids, string(s.To.ID))
	}
	return ids
}

// chains prints each chain as a line of names, and beneath it its steps.
func (p *program) chains(ans queries.PathAnswer, quotes bool) error {
	if len(ans.Chains) == 0 {
		_, err := fmt.Fprintf(p.stdout, "no chain of up to %s joins %s and %s\n", count(ans.Searched, "step"), plain(ans.From.Label), plain(ans.To.Label))
		return err
	}
	for i, c := range ans.Chains {
		if i > 0 {
			fmt.Fprintln(p.stdout)
		}
		names := []string{plain(c.Steps[0].From.Label)}
		for _, s := range c.Steps {
			names = append(names, plain(s.To.Label))
		}
		fmt.Fprintln(p.stdout, p.strong(p.wrap(strings.Join(names, " → ")+", "+count(len(c.Steps), "step"), 0)))
		for _, s := range c.Steps {
			for line := range strings.Lines(p.wrap(stepWords(s), 2) + "\n") {
				fmt.Fprint(p.stdout, "  "+line)
			}
			for _, u := range says(s.Evidence, quotes) {
				for line := range strings.Lines(p.wrap(plain(u), len(indent)) + "\n") {
					fmt.Fprint(p.stdout, indent+line)
				}
			}
		}
	}
	return nil
}

// stepWords tells one step: who, through what or by which edge, and how well told.
func stepWords(s queries.Step) string {
	var b strings.Builder
	if s.Through != nil {
		fmt.Fprintf(&b, "%s — %s: %s", plain(s.From.Label), plain(s.To.Label), plain(s.Through.Label))
		var roles []string
		for _, e := range s.Edges {
			if role := roleWords(e, s); role != "" {
				roles = append(roles, role)
			}
		}
		if len(roles) > 0 {
			b.WriteString(" (" + strings.Join(roles, ", ") + ")")
		}
	} else {
		var edges []string
		for _, e := range s.Edges {
			edges = append(edges, fmt.Sprintf("%s %s %s", plain(e.Subject.Label), e.Predicate, plain(e.Object.Label)))
		}
		b.WriteString(strings.Join(edges, ", "))
	}
	fmt.Fprintf(&b, " [%s", sources(s.Sources, s.Evidence))
	if s.Others > 0 {
		fmt.Fprintf(&b, "; %s", count(s.Others, "more tie"))
	}
	return b.String() + "]"
}

// roleWords names a part that is not that of any participant or party.
func roleWords(e queries.FactView, s queries.Step) string {
	who := e.Object.Label
	if e.Object.ID == s.Through.ID {
		who = e.Subject.Label
	}
	role := string(e.Predicate)
	if e.Object.Unasserted {
		return plain(who) + " " + role + ", not stated"
	}
	switch e.Predicate {
	case "participant", "party", "of":
		return ""
	case "holds":
		return plain(who) + " holds it"
	}
	return plain(who) + " " + role
}

// sources counts sources in words; what the gazetteer alone knows has none.
func sources(n int, evidence []queries.Evidence) string {
	if n == 0 && len(evidence) > 0 && evidence[0].Article == graph.GazetteerArticle {
		return "gazetteer"
	}
	return count(n, "source")
}

// pathCSV prints a row for each step.
func (p *program) pathCSV(ans queries.PathAnswer) error {
	w := p.csvWriter("chain", "step", "from", "from id", "tie", "through", "through id", "to", "to id", "first", "last", "others", "sources",
		"articles", "publisher", "published", "quote", "start", "end", "article")
	for i, c := range ans.Chains {
		for j, s := range c.Steps {
			through := queries.Ref{}
			if s.Through != nil {
				through = *s.Through
			}
			w.row(append([]string{fmt.Sprint(i + 1), fmt.Sprint(j + 1), s.From.Label, string(s.From.ID), s.Tie, through.Label, string(through.ID),
				s.To.Label, string(s.To.ID), string(s.First), string(s.Last), fmt.Sprint(s.Others), fmt.Sprint(s.Sources), fmt.Sprint(s.Articles)},
				evidenceCells(s.Evidence)...)...)
		}
	}
	return w.end()
}
