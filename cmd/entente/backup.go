package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"entente/graph"
)

func backupCommand(p *program) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "backup FOLDER",
		Short: "Copy the store as it stands into a folder",
		Long: `Backup copies the store into a folder that must not exist yet. The copy is a store
itself: ask it with --db FOLDER, or make it the store again with 'entente restore'.
Others may ask and serve the store meanwhile.`,
		Example: "  entente backup backups/monday.db\n  entente ask meetings --db backups/monday.db",
		Args:    wants(1, 1, "the folder to make"),
	}
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return p.copyStore(cmd, p.db, args[0])
	}
	return cmd
}

// copyStore makes a checked copy of the store at a path in a folder that must not exist.
func (p *program) copyStore(cmd *cobra.Command, from, to string) error {
	s, err := graph.Open(cmd.Context(), from, graph.Options{ReadOnly: true})
	if err != nil {
		return storeError{err}
	}
	defer s.Close()
	if err := s.Check(cmd.Context()); err != nil {
		return storeError{err}
	}
	if err := s.Checkpoint(to); err != nil {
		return storeError{err}
	}
	fmt.Fprintf(p.stdout, "%s is a copy of %s\n", to, from)
	return nil
}
