package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"entente/graph"
	"entente/loaders"
)

func rereadCommand(p *program) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "reread",
		Short: "Read again what another version of the reader read",
		Long: `Reread brings the store to what loading its articles afresh would give: those that
were read with other weights, frames or gazetteer than this program has are read
again from the text that the store keeps. All of them change at once or none does.`,
		Example: "  entente reread",
		Args:    wants(0, 0, "no arguments"),
	}
	asJSON := jsonFlag(cmd)
	frames := framesFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if err := p.mustExist(); err != nil {
			return err
		}
		r, err := p.reader(*frames)
		if err != nil {
			return err
		}
		store, err := p.openWith(cmd.Context(), graph.Options{Cache: loaders.StoreOptions().Cache})
		if err != nil {
			return err
		}
		defer store.Close()
		if err := p.judgeByFile(cmd.Context(), store, r); err != nil {
			return err
		}
		n, err := loaders.Reread(cmd.Context(), store, r)
		if err != nil {
			return err
		}
		if *asJSON {
			return p.json(map[string]int{"reread": n})
		}
		_, err = fmt.Fprintf(p.stdout, "%s read again\n", count(n, "article"))
		return err
	}
	return cmd
}
