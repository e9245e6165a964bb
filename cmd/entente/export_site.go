package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"entente/queries/web"
)

// siteFormat is the one format of export that is a folder of pages and no form of
// data: the room that makes the pages writes it, and the room of exports knows
// nothing of it.
const siteFormat = "site"

// exportSiteCommand is export with the format that it does not know.
func exportSiteCommand(p *program) *cobra.Command {
	cmd := exportCommand(p)
	cmd.Long += "\nPages:\n  site     the explorer as plain files, which open from a folder or any web host: --format site DIR\n"
	cmd.Example += "\n  entente export --format site public/"
	cmd.Args = wants(0, 1, "no arguments but the folder of --format site")
	data := cmd.RunE
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		format, err := cmd.Flags().GetString("format")
		switch {
		case err == nil && format == siteFormat:
			return p.exportSite(cmd, args)
		case len(args) > 0:
			return usage("export writes to --out; a folder behind the flags is for --format site")
		}
		return data(cmd, args)
	}
	return cmd
}

// exportSite writes the explorer into a folder, given behind the flags or with --out.
func (p *program) exportSite(cmd *cobra.Command, args []string) error {
	for _, flag := range []string{"where", "no-text", "graphs"} {
		if cmd.Flags().Changed(flag) {
			return usage("export --format site writes the whole graph, with its quotes: leave out --%s", flag)
		}
	}
	flags := cmd.Flags()
	dir, err := flags.GetString("out")
	text, err2 := flags.GetBool("text")
	from, ok := flags.Lookup("from").Value.(*list)
	if err := errors.Join(err, err2); err != nil || !ok {
		return fmt.Errorf("export: its flags are not as site wants them: %w", err)
	}
	if len(args) == 1 {
		dir = args[0]
	}
	if dir == "-" {
		return usage("export --format site wants a folder: entente export --format site DIR")
	}
	return p.writeSite(cmd.Context(), dir, text, from.values)
}

func (p *program) writeSite(ctx context.Context, dir string, text bool, from []string) error {
	store, err := p.openToRead(ctx, from)
	if err != nil {
		return err
	}
	defer store.Close()
	opts := web.SiteOptions{Text: text, Version: version}
	if p.terminal {
		opts.Done = func(n int) { fmt.Fprintf(p.stderr, "\r\x1b[K%s", count(n, "file")) }
	}
	n, err := web.WriteSite(ctx, store, dir, opts)
	if p.terminal {
		fmt.Fprint(p.stderr, "\r\x1b[K")
	}
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(p.stdout, "%s: open %s/index.html\n", count(n, "file"), plain(dir))
	return err
}
