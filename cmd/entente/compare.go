package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"entente/graph"
	"entente/graph/ontology"
	"entente/queries"
)

func compareCommand(p *program) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "compare EVENT...",
		Short: "What sources say of a meeting, agreement or event, side by side",
		Long: `Compare lines up what each source says of one thing: its date, place, participants,
numbers, and whether it happened at all. Where independent sources differ the line says
so; nothing is decided, both stay in the graph. With several things, such as two meetings
that review takes for one, it lines up all of them. Copies of one text are one source.`,
		Example: `  entente compare "Neom talks"
  entente compare meeting:2020-11-22-neom-netanyahu-vmtjzzc2qx5p meeting:2020-11-22-neom-pompeo-zxbm2paiy63t`,
		Args: wants(1, -1, "names or addresses"),
	}
	from := p.fromFlag(cmd)
	cmd.ValidArgsFunction = p.nameCompletion([]ontology.Type{ontology.Meeting, ontology.Agreement, ontology.Event})
	only := cmd.Flags().Bool("differences", false, "only where sources differ")
	asJSON := jsonFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		store, err := p.openToRead(cmd.Context(), *from)
		if err != nil {
			return err
		}
		defer store.Close()
		var ids []graph.IRI
		for _, a := range args {
			ref, err := p.named(cmd.Context(), store, a)
			if err != nil {
				return err
			}
			ids = append(ids, ref.ID)
		}
		c, err := queries.Compare(cmd.Context(), store.Reader, ids...)
		if err != nil {
			return err
		}
		if *only {
			kept := c.Slots[:0]
			for _, s := range c.Slots {
				if s.Differ != "" {
					kept = append(kept, s)
				}
			}
			c.Slots = kept
		}
		if *asJSON {
			return p.json(c)
		}
		return p.comparison(c)
	}
	return cmd
}

// comparison prints a table: what, the values, who gives them.
func (p *program) comparison(c queries.Comparison) error {
	for _, t := range c.Things {
		fmt.Fprintf(p.stdout, "%s · %s\n", plain(t.Label), t.ID)
	}
	if c.Disputed {
		fmt.Fprintln(p.stdout, "disputed: one source states it, another denies it")
	}
	fmt.Fprintln(p.stdout)
	differ := 0
	for _, s := range c.Slots {
		head := string(s.Predicate)
		if s.Differ != "" {
			head += ": " + s.Differ
			differ++
		}
		fmt.Fprintln(p.stdout, head)
		for _, v := range s.Values {
			fmt.Fprintf(p.stdout, "  %s (%s)\n", plain(v.Other.Label), told(v.PageFact))
			for _, line := range says(v.Evidence, true) {
				fmt.Fprintln(p.stdout, p.wrap("    "+plain(line), 4))
			}
		}
	}
	_, err := fmt.Fprintf(p.stdout, "\nsources differ on %d of %s\n", differ, count(len(c.Slots), "slot"))
	return err
}
