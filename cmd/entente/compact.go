package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

func compactCommand(p *program) *cobra.Command {
	cmd := &cobra.Command{
		Use:     "compact",
		Short:   "Rewrite the store at its smallest",
		Long:    `Compact gives back the room of what left the store. Nothing else changes.`,
		Example: "  entente compact",
		Args:    wants(0, 0, "no arguments"),
	}
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if err := p.mustExist(); err != nil {
			return err
		}
		s, err := p.openToWrite(cmd.Context())
		if err != nil {
			return err
		}
		defer s.Close()
		before, _ := s.Metrics()
		if err := s.Compact(cmd.Context()); err != nil {
			return storeError{err}
		}
		after, _ := s.Metrics()
		fmt.Fprintf(p.stdout, "%s: %s, was %s\n", p.db, size(after.Disk), size(before.Disk))
		return nil
	}
	return cmd
}
