package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"entente/graph"
	"entente/loaders"
	"entente/loaders/resolve"
)

func verifyCommand(p *program) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "verify",
		Short: "Check the whole store: every edge has its claim, every quote its bytes",
		Long: `Verify reads every file of the store, then the whole graph: each claim's quote is the
text of its article from its first byte to its last, each edge has a claim, each
fact stands where its claims put it. Beside that it resolves all articles afresh, from
the readings that the store keeps, into a second graph in the folder for temporary
files (TMPDIR), and compares the two. With --quick it leaves that longest part out.`,
		Example: `  entente verify
  entente verify --quick --json`,
		Args: wants(0, 0, "no arguments"),
	}
	quick := cmd.Flags().Bool("quick", false, "do not resolve the articles afresh")
	asJSON := jsonFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		defer steadyHeap()()
		ctx := cmd.Context()
		store, err := p.openToRead(ctx, nil)
		if err != nil {
			return err
		}
		defer store.Close()
		if err := store.Check(ctx); err != nil {
			return storeError{err}
		}
		faults := []string{}
		report := func(f graph.Fault) { faults = append(faults, f.String()) }
		var found graph.Survey
		if *quick {
			found, err = store.Survey(ctx, report)
		} else {
			found, err = loaders.Verify(ctx, store.Reader, resolve.NewGazetteer(), report)
		}
		if err != nil {
			return err
		}
		others, err := loaders.OtherReaders(ctx, store.Reader, loaders.ReaderDigest())
		if err != nil {
			return err
		}
		if err := p.verified(faults, found, *asJSON); err != nil || *asJSON {
			return err
		}
		p.otherReaders(others)
		return nil
	}
	return cmd
}

// verified prints what was found, and fails when it was a fault.
func (p *program) verified(faults []string, found graph.Survey, asJSON bool) error {
	stats := found.Stats
	if asJSON {
		err := p.json(map[string]any{"faults": faults, "digest": found.Digest, "articles": stats.Articles, "claims": stats.Claims, "facts": stats.Facts})
		if err != nil {
			return err
		}
	} else {
		for _, f := range faults {
			fmt.Fprintln(p.stdout, plain(f))
		}
		fmt.Fprintf(p.stdout, "%s, %s, %s: ", count(stats.Articles, "article"), count(stats.Claims, "claim"), count(stats.Facts, "fact"))
		if len(faults) == 0 {
			fmt.Fprintf(p.stdout, "clean\ngraph %s\n", found.Digest)
		} else {
			fmt.Fprintln(p.stdout, count(len(faults), "fault"))
		}
	}
	if len(faults) > 0 {
		return storeError{fmt.Errorf("the store has %s: forget and load the articles named, or load all of them into a new store", count(len(faults), "fault"))}
	}
	return nil
}
