// Package web serves a graph over HTTP on this machine: what comes in are
// requests, what goes out are pages of the questions, Cayley's own query page with
// its API, and JSON. It reads snapshots of a store and writes nothing; everything
// it sends is embedded in the program, and no page asks for anything elsewhere.
package web

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"entente/graph"
)

// Config says what is served, and within which bounds.
type Config struct {
	Store *graph.Store
	// Hosts are the names, besides those of loopback, under which requests may
	// reach the server.
	Hosts []string
	// QueryTime is how long a query may run, 10 seconds when 0.
	QueryTime time.Duration
	// QueryLimit is the most results a query gives, 1000 when 0.
	QueryLimit int
	// Queries is how many queries may run at once, 2 when 0. Others wait.
	Queries int
	Log     *slog.Logger // nil for none
	Version string
}

// server answers requests.
type server struct {
	Config
	slots chan struct{}
}

// New returns the handler of all pages.
func New(cfg Config) (http.Handler, error) {
	if cfg.QueryTime == 0 {
		cfg.QueryTime = 10 * time.Second
	}
	if cfg.QueryLimit == 0 {
		cfg.QueryLimit = 1000
	}
	if cfg.Queries == 0 {
		cfg.Queries = 2
	}
	cfg.Log = cfg.logger()
	s := &server{Config: cfg, slots: make(chan struct{}, cfg.Queries)}
	mux := http.NewServeMux()
	page, err := cayleyPage()
	if err != nil {
		return nil, err
	}
	mux.Handle("/cayley/", only(page.ServeHTTP, http.MethodGet))
	mux.Handle("/cayley", http.RedirectHandler("/cayley/", http.StatusMovedPermanently))
	mux.HandleFunc("/api/v2/query", only(s.query, http.MethodGet, http.MethodPost))
	mux.HandleFunc("/api/v2/read", only(s.read, http.MethodGet, http.MethodPost))
	mux.HandleFunc("/api/v2/formats", only(s.formats, http.MethodGet))
	for _, path := range []string{"/api/v2/write", "/api/v2/delete", "/api/v2/node/delete"} {
		mux.HandleFunc(path, readOnly)
	}
	mux.HandleFunc("/api/v1/shape/{lang}", only(s.shape, http.MethodPost))
	mux.HandleFunc("/ask/{question}", only(s.ask, http.MethodGet))
	mux.HandleFunc("/style.css", only(style, http.MethodGet))
	mux.HandleFunc("/health", only(s.health, http.MethodGet))
	mux.HandleFunc("/{$}", only(s.start, http.MethodGet))
	return guard(mux, cfg.Hosts, cfg.Log), nil
}

func (c Config) logger() *slog.Logger {
	if c.Log == nil {
		return slog.New(slog.DiscardHandler)
	}
	return c.Log
}

// Serve answers requests on a listener until the context ends, then lets running
// ones finish for a few seconds.
func Serve(ctx context.Context, l net.Listener, h http.Handler) error {
	srv := &http.Server{
		Handler:           h,
		ReadHeaderTimeout: 5 * time.Second, // slow clients are cut off
		ReadTimeout:       15 * time.Second,
		WriteTimeout:      60 * time.Second,
		IdleTimeout:       60 * time.Second,
		MaxHeaderBytes:    1 << 16,
	}
	done := make(chan error, 1)
	go func() { done <- srv.Serve(l) }()
	select {
	case err := <-done:
		return fmt.Errorf("serve: %w", err)
	case <-ctx.Done():
	}
	rest, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	if err := srv.Shutdown(rest); err != nil {
		srv.Close()
	}
	if err := <-done; !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serve: %w", err)
	}
	return nil
}

// open waits until a query may run and freezes the graph for it; done ends both.
// ok is false, and the request answered, when too many queries run already.
func (s *server) open(w http.ResponseWriter, r *http.Request) (snap *graph.Reader, done func(), ok bool) {
	ctx, cancel := context.WithTimeout(r.Context(), s.QueryTime)
	defer cancel()
	select {
	case s.slots <- struct{}{}:
	case <-ctx.Done():
		fail(w, http.StatusServiceUnavailable, errors.New("too many queries at once: try again"))
		return nil, nil, false
	}
	snap, err := s.Store.Snapshot()
	if err != nil {
		<-s.slots
		s.Log.Error("snapshot", "err", err)
		fail(w, http.StatusInternalServerError, errors.New("the graph can not be read"))
		return nil, nil, false
	}
	return snap, func() { snap.Close(); <-s.slots }, true
}

func (s *server) health(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	fmt.Fprintln(w, "ok")
}
