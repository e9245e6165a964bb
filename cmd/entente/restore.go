package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/spf13/cobra"
)

func restoreCommand(p *program) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "restore FOLDER",
		Short: "Make a backup the store again",
		Long: `Restore checks a backup and copies it to where the store is to be (--db). A store
that stands there is left alone: move it away first.`,
		Example: "  mv entente.db broken.db\n  entente restore backups/monday.db",
		Args:    wants(1, 1, "the folder of a backup"),
	}
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if _, err := os.Stat(p.db); !errors.Is(err, fs.ErrNotExist) {
			return storeError{fmt.Errorf("restore: %s is there already: move it away first, or name another place with --db", p.db)}
		}
		return p.copyStore(cmd, args[0], p.db)
	}
	return cmd
}
