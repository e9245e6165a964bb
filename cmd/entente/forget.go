package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"entente/loaders"
	"entente/loaders/resolve"
)

func forgetCommand(p *program) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "forget ARTICLE...",
		Short: "Take articles out of the store, as if they had never been loaded",
		Long: `Forget takes articles out of the store. What they alone stated leaves with them; what
other articles state as well stays. An article is named by its id (its URL, the id
of its source) or by its address, both as 'entente ask about' and --json print them.`,
		Example: `  entente forget article:mbvq5u2tkqzlqk3k
  entente forget https://example.org/2013/05/07/talks`,
		Args: wants(1, -1, "the ids or addresses of articles"),
	}
	asJSON := jsonFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, ids []string) error {
		if err := p.mustExist(); err != nil {
			return err
		}
		store, err := p.openToWrite(cmd.Context())
		if err != nil {
			return err
		}
		defer store.Close()
		n, failed := loaders.Forget(cmd.Context(), store, loaders.Reader{Known: resolve.NewGazetteer()}, ids...)
		if n > 0 || failed == nil {
			if err := p.forgotten(n, *asJSON); err != nil {
				return err
			}
		}
		return failed
	}
	return cmd
}

func (p *program) forgotten(n int, asJSON bool) error {
	if asJSON {
		return p.json(map[string]int{"forgotten": n})
	}
	_, err := fmt.Fprintf(p.stdout, "%s forgotten\n", count(n, "article"))
	return err
}
