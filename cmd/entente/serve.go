package main

import (
	"errors"
	"fmt"
	"log/slog"
	"net"
	"time"

	"github.com/spf13/cobra"

	"entente/queries/web"
)

func serveCommand(p *program) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Serve the questions and Cayley's query page on this machine",
		Long: `Serve opens a web server on loopback, for reading only: the questions as forms at /,
Cayley's own query page at /cayley/ and its API at /api/v2/. It needs no network.`,
		Example: "  entente serve\n  entente serve --from articles/ --addr 127.0.0.1:0",
		Args:    wants(0, 0, "no arguments"),
	}
	addr := cmd.Flags().String("addr", "127.0.0.1:8064", "address to listen on; port 0 takes a free one")
	hosts := cmd.Flags().StringArray("host", nil, "a name, besides those of loopback, under which the server may be asked")
	timeout := cmd.Flags().Duration("timeout", 10*time.Second, "stop a query after this time")
	limit := cmd.Flags().Int("limit", 1000, "most results of a query")
	verbose := cmd.Flags().BoolP("verbose", "v", false, "log what goes wrong on standard error")
	from := fromFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		ctx := cmd.Context()
		if *timeout <= 0 || *limit <= 0 {
			return usage("serve wants a --timeout and a --limit above 0")
		}
		store, err := p.openToRead(ctx, *from)
		if err != nil {
			return err
		}
		defer store.Close()
		cfg := web.Config{Store: store, Hosts: *hosts, QueryTime: *timeout, QueryLimit: *limit, Version: version}
		if *verbose {
			cfg.Log = slog.New(slog.NewTextHandler(p.stderr, nil))
		}
		handler, err := web.New(cfg)
		if err != nil {
			return err
		}
		var lc net.ListenConfig
		l, err := lc.Listen(ctx, "tcp", *addr)
		if err != nil {
			var op *net.OpError
			if errors.As(err, &op) {
				err = op.Err
			}
			return fmt.Errorf("listen on %s: %w: choose another with --addr", *addr, err)
		}
		fmt.Fprintf(p.stdout, "serving http://%s/ and http://%s/cayley/ (end with Ctrl-C)\n", l.Addr(), l.Addr())
		p.skipped, p.served = 0, true // a server that was stopped has done its work
		return web.Serve(ctx, l, handler)
	}
	return cmd
}
