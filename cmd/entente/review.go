package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"entente/loaders/resolve"
	"entente/queries"
)

func reviewCommand(p *program) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "review [ENTITY]",
		Short: "List likely duplicates, doubtful joins and ambiguous names, with their evidence",
		Long: `Review lists what a person should look at: things that may be one, things joined for a
weak reason, and names of which nothing tells who is meant. Each comes with the words
of the articles and with the command that decides it. With ENTITY it lists what was
taken for that one thing, article by article, and for what reason.`,
		Example: `  entente review
  entente review --sort ambiguous --limit 0
  entente review "Geneva communique"
  entente review --sample 200 --seed 7 --json > joins.json`,
		Args: wants(0, -1, "at most one name or address"),
	}
	sort := cmd.Flags().String("sort", "", "only these: duplicate, join or ambiguous")
	limit := cmd.Flags().Int("limit", 20, "how many to list; 0 for all")
	sample := cmd.Flags().Int("sample", 0, "draw so many joins across articles at random, to judge how good they are")
	seed := cmd.Flags().Uint64("seed", 1, "for --sample: the same seed draws the same joins")
	from := p.fromFlag(cmd)
	asJSON := jsonFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		ctx := cmd.Context()
		if *sort != "" && *sort != resolve.Duplicate && *sort != resolve.Join && *sort != resolve.Ambiguous {
			return usage("review --sort: use one of duplicate, join, ambiguous")
		}
		store, err := p.openToRead(ctx, *from)
		if err != nil {
			return err
		}
		defer store.Close()
		var all []resolve.Doubt
		switch {
		case *sample > 0:
			*limit = 0
			if all, err = resolve.Sample(ctx, store.Reader, *sample, *seed); err != nil {
				return err
			}
		case len(args) > 0:
			e, err := queries.Resolve(ctx, store.Reader, strings.Join(args, " "))
			if err != nil {
				return err
			}
			if all, err = resolve.Reasons(ctx, store.Reader, e.ID); err != nil {
				return err
			}
			*limit = 0
		default:
			if all, err = resolve.Review(ctx, store.Reader); err != nil {
				return err
			}
		}
		return p.doubts(all, *sort, *limit, *asJSON)
	}
	return cmd
}

// doubts prints those of a sort, at most limit of them.
func (p *program) doubts(all []resolve.Doubt, sort string, limit int, asJSON bool) error {
	shown := []resolve.Doubt{}
	of := 0
	for _, d := range all {
		if sort != "" && d.Sort != sort {
			continue
		}
		if of++; limit <= 0 || len(shown) < limit {
			shown = append(shown, d)
		}
	}
	if asJSON {
		return p.json(shown)
	}
	for _, d := range shown {
		p.doubt(d)
	}
	switch {
	case of == 0:
		fmt.Fprintln(p.stdout, "nothing is in doubt")
	case len(shown) < of:
		fmt.Fprintf(p.stdout, "%d of %d shown; --limit 0 shows all\n", len(shown), of)
	}
	return nil
}

// doubt prints one, and how to decide it.
func (p *program) doubt(d resolve.Doubt) {
	fmt.Fprintf(p.stdout, "%s: %s\n", d.Sort, plain(d.Why))
	for _, s := range []resolve.Side{d.A, d.B} {
		if s.Local == "" {
			continue
		}
		fmt.Fprintf(p.stdout, "  %s · %s\n", plain(s.Label), s.Entity)
		fmt.Fprintf(p.stdout, "    “%s” (%s)\n", plain(s.Words), plain(strings.Join(nonEmpty(s.Title, s.Published), ", ")))
		fmt.Fprintf(p.stdout, "    %s\n", s.Local)
	}
	switch d.Sort {
	case resolve.Duplicate:
		fmt.Fprintf(p.stdout, "  decide: entente merge %s %s, or entente different %s %s\n", d.A.Entity, d.B.Entity, d.A.Local, d.B.Local)
	case resolve.Join:
		fmt.Fprintf(p.stdout, "  decide: entente same %s %s, or entente different %s %s\n", d.A.Local, d.B.Local, d.A.Local, d.B.Local)
	}
}
