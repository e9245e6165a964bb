package main

import (
	"fmt"
	"os"
	"strconv"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
)

// manCommand writes the manual pages, which are the help texts in another form.
// Whoever packs the program calls it; help does not list it.
func manCommand(p *program) *cobra.Command {
	return &cobra.Command{
		Use:     "man FOLDER",
		Short:   "Write the manual pages, one a command, into a folder",
		Example: "  entente man man1/ && man -l man1/entente-ask.1",
		Hidden:  true,
		Args:    wants(1, 1, "a folder"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := os.MkdirAll(args[0], 0o755); err != nil {
				return fmt.Errorf("man: %w", err)
			}
			day, err := sourceDate()
			if err != nil {
				return err
			}
			header := &doc.GenManHeader{Section: "1", Date: &day, Source: "entente " + version, Manual: "Entente"}
			root := cmd.Root()
			root.DisableAutoGenTag = true
			return doc.GenManTree(root, header, args[0])
		},
	}
}

// sourceDate is the day that the pages bear: that of SOURCE_DATE_EPOCH, so that
// the same sources give the same pages, and today's where that is not set.
func sourceDate() (time.Time, error) {
	set := os.Getenv("SOURCE_DATE_EPOCH")
	if set == "" {
		return time.Now(), nil
	}
	seconds, err := strconv.ParseInt(set, 10, 64)
	if err != nil {
		return time.Time{}, usage("SOURCE_DATE_EPOCH is no number of seconds: %q", set)
	}
	return time.Unix(seconds, 0).UTC(), nil
}
