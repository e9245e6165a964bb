package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"entente/graph"
	"entente/loaders"
	"entente/loaders/article"
	"entente/queries/web"
)

// serveFlags are the flags of serve.
type serveFlags struct {
	addr                 string
	hosts, from          []string
	timeout              time.Duration
	limit, queries       int
	load, write, metrics bool
	token, log           string
}

func serveCommand(p *program) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Serve the explorer and Cayley's query page on this machine",
		Long: `Serve opens a web server on loopback, for reading only: the explorer at /, Cayley's
own query page at /cayley/ and its API at /api/v2/. It needs no network.

--allow-load adds a page that reads articles, and POST /api/load. --allow-write lets
Cayley's API write and delete quads as they are, without evidence. Both want the token
of each request, which is that of ENTENTE_TOKEN or of --token, or a new one, printed
at the start.

/health says that the program runs, /ready that the graph can be read, and, with
--metrics, /metrics tells in the words of Prometheus how it fares.`,
		Example: `  entente serve
  entente serve --from articles/ --addr 127.0.0.1:0
  entente serve --allow-load            and in another terminal:
  entente load --to http://127.0.0.1:8064 --token TOKEN a.txt`,
		Args: wants(0, 0, "no arguments"),
	}
	var f serveFlags
	flags := cmd.Flags()
	flags.StringVar(&f.addr, "addr", "127.0.0.1:8064", "address to listen on; port 0 takes a free one")
	flags.StringArrayVar(&f.hosts, "host", nil, "a name, besides those of loopback, under which the server may be asked")
	flags.DurationVar(&f.timeout, "timeout", 10*time.Second, "stop a query after this time")
	flags.IntVar(&f.limit, "limit", 1000, "most results of a query")
	flags.IntVar(&f.queries, "queries", 2, "queries that run at once; others wait")
	flags.BoolVar(&f.load, "allow-load", false, "let articles be loaded by those who have the token")
	flags.BoolVar(&f.write, "allow-write", false, "let quads be written and deleted by those who have the token")
	flags.StringVar(&f.token, "token", os.Getenv("ENTENTE_TOKEN"), "what a request must carry that changes the graph; also in ENTENTE_TOKEN")
	flags.Lookup("token").DefValue = "" // help does not print what the environment holds
	flags.BoolVar(&f.metrics, "metrics", false, "tell at /metrics how the server fares")
	flags.StringVar(&f.log, "log", "errors", "on standard error: errors, text or json (each request), none")
	cmd.RegisterFlagCompletionFunc("log", cobra.FixedCompletions([]string{"errors", "text", "json", "none"}, cobra.ShellCompDirectiveNoFileComp))
	from := p.fromFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		f.from = *from
		return p.serve(cmd.Context(), f)
	}
	return cmd
}

func (p *program) serve(ctx context.Context, f serveFlags) error {
	if f.timeout <= 0 || f.limit <= 0 || f.queries <= 0 {
		return usage("serve wants --timeout, --limit and --queries above 0")
	}
	log, err := p.serverLog(f.log)
	if err != nil {
		return err
	}
	store, err := p.openToServe(ctx, f)
	if err != nil {
		return err
	}
	defer store.Close()
	cfg := web.Config{Store: store, Hosts: f.hosts, QueryTime: f.timeout, QueryLimit: f.limit, Queries: f.queries,
		Write: f.write, Metrics: f.metrics, Log: log, Version: version}
	fresh := false
	if f.load || f.write {
		cfg.Token = f.token
		if fresh = cfg.Token == ""; fresh {
			cfg.Token = rand.Text()
		}
	}
	if f.load {
		r, err := loaders.NewReader()
		if err != nil {
			return err
		}
		cfg.Load, cfg.Preview = loadInto(store, r), previewWith(r)
	}
	handler, err := web.New(cfg)
	if err != nil {
		return err
	}
	l, err := listen(ctx, f.addr)
	if err != nil {
		return err
	}
	fmt.Fprintf(p.stdout, "serving http://%s/ and http://%s/cayley/ (end with Ctrl-C)\n", l.Addr(), l.Addr())
	if fresh {
		fmt.Fprintf(p.stdout, "token: %s\n", cfg.Token)
	}
	p.skipped, p.served = 0, true // a server that was stopped has done its work
	return web.Serve(ctx, l, handler)
}

// serverLog makes the log of a server.
func (p *program) serverLog(form string) (*slog.Logger, error) {
	switch form {
	case "none":
		return nil, nil
	case "errors":
		return slog.New(slog.NewTextHandler(p.stderr, &slog.HandlerOptions{Level: slog.LevelWarn})), nil
	case "text":
		return slog.New(slog.NewTextHandler(p.stderr, nil)), nil
	case "json":
		return slog.New(slog.NewJSONHandler(p.stderr, nil)), nil
	}
	return nil, usage("serve --log %q: use errors, text, json or none", form)
}

// openToServe opens the store to read, or to write where the server may.
func (p *program) openToServe(ctx context.Context, f serveFlags) (*graph.Store, error) {
	if (f.load || f.write) && len(f.from)+len(p.frames) == 0 {
		return p.openToWrite(ctx)
	}
	return p.openToRead(ctx, f.from)
}

func listen(ctx context.Context, addr string) (net.Listener, error) {
	var lc net.ListenConfig
	l, err := lc.Listen(ctx, "tcp", addr)
	if err == nil {
		return l, nil
	}
	var op *net.OpError
	if errors.As(err, &op) {
		err = op.Err
	}
	return nil, fmt.Errorf("listen on %s: %w: choose another with --addr", addr, err)
}

// loadInto makes the server's way to store what is sent to it.
func loadInto(store *graph.Store, r loaders.Reader) func(context.Context, string, []byte) (web.Loaded, error) {
	return func(ctx context.Context, name string, data []byte) (web.Loaded, error) {
		return loadBytes(ctx, store, r, name, data)
	}
}

// previewWith makes the server's way to read what is sent to it into a store of its own.
func previewWith(r loaders.Reader) func(context.Context, string, []byte) (*graph.Store, web.Loaded, error) {
	return func(ctx context.Context, name string, data []byte) (*graph.Store, web.Loaded, error) {
		store, err := graph.Open(ctx, graph.Memory, graph.Options{})
		if err != nil {
			return nil, web.Loaded{}, err
		}
		report, err := loadBytes(ctx, store, r, name, data)
		if err != nil {
			store.Close()
			return nil, web.Loaded{}, err
		}
		return store, report, nil
	}
}

// loadBytes loads the articles of a file that is in memory.
func loadBytes(ctx context.Context, store *graph.Store, r loaders.Reader, name string, data []byte) (web.Loaded, error) {
	found := func(yield func(article.Found, error) bool) {
		for a, err := range article.Read(ctx, name, bytes.NewReader(data)) {
			if !yield(article.Found{Name: name, Article: a}, err) {
				return
			}
		}
	}
	report, err := loaders.Load(ctx, store, r, found, loaders.Options{})
	if err != nil {
		return web.Loaded{}, err
	}
	done := web.Loaded{Articles: report.Articles, Added: report.Added, Replaced: report.Replaced, Same: report.Same, Passed: report.Passed, Bad: []string{}}
	for _, bad := range report.Bad {
		done.Bad = append(done.Bad, strings.TrimSpace(bad.Error()))
	}
	return done, nil
}
