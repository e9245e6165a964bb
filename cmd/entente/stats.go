package main

import (
	"fmt"
	"maps"
	"slices"

	"github.com/spf13/cobra"

	"entente/graph"
)

func statsCommand(p *program) *cobra.Command {
	cmd := &cobra.Command{
		Use:     "stats",
		Short:   "Count what is in the store",
		Example: "  entente stats\n  entente stats --from articles/ --json",
		Args:    wants(0, 0, "no arguments"),
	}
	from := fromFlag(cmd)
	asJSON := jsonFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		store, err := p.openToRead(cmd.Context(), *from)
		if err != nil {
			return err
		}
		defer store.Close()
		s, err := store.Stats(cmd.Context())
		if err != nil {
			return err
		}
		if *asJSON {
			return p.json(s)
		}
		return p.stats(s)
	}
	return cmd
}

func (p *program) stats(s graph.Stats) error {
	line := func(n int, what string) { fmt.Fprintf(p.stdout, "%9d  %s\n", n, what) }
	line(s.Articles, fmt.Sprintf("articles, in %d groups of one text", s.Groups))
	line(s.Claims-s.Lines, "claims of articles")
	line(s.Lines, "lines of the gazetteer")
	line(s.Facts, fmt.Sprintf("facts, %d of them stated", s.Asserted))
	line(s.Locals, "things as articles name them")
	for _, t := range slices.Sorted(maps.Keys(s.Entities)) {
		if t != "" {
			line(s.Entities[t], string(t))
		}
	}
	for _, m := range slices.Sorted(maps.Keys(s.Modalities)) {
		line(s.Modalities[m], "times "+string(m))
	}
	line(s.Quads, fmt.Sprintf("quads; %d.%02d a claim, %d.%02d a fact put forward",
		s.QuadsPerClaim/100, s.QuadsPerClaim%100, s.QuadsPerFact/100, s.QuadsPerFact%100))
	line(s.TextBytes, "bytes of text")
	return nil
}
