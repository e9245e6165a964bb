// Package web serves a graph over HTTP on this machine: what comes in are
// requests, what goes out are the explorer (a page for each thing, the questions,
// every fact with its sentences), Cayley's own query page with its API, the same
// data as JSON and CSV, and the whole explorer as plain files (WriteSite). It reads
// snapshots of a store and writes only where it is told to; everything it sends is
// embedded in the program, and no page asks for anything elsewhere.
package web

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"github.com/klauspost/compress/gzhttp"

	"entente/graph"
	"entente/queries"
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
	// Memory is how much the program's memory may grow, in bytes, while a query
	// runs; the query is stopped beyond it. 512 MB when 0.
	Memory uint64
	// Token is what a request must carry that changes the graph. Without one
	// nothing can.
	Token string
	// Load stores articles, and Preview reads them into a store of their own; both
	// nil when the server does not load.
	Load    func(ctx context.Context, name string, data []byte) (Loaded, error)
	Preview func(ctx context.Context, name string, data []byte) (*graph.Store, Loaded, error)
	// Write lets quads be written and deleted as they are, without evidence.
	Write   bool
	Metrics bool
	Log     *slog.Logger // nil for none
	Version string
}

// server answers requests.
type server struct {
	Config
	slots   chan struct{}
	cache   *cache
	metrics *metrics
	writing sync.Mutex // one change at a time
	naming  sync.Mutex // over index
	index   *names
	static  bool // pages become files
	noText  bool // pages leave the articles' texts out
	ending  atomic.Bool
}

// Handler answers all requests.
type Handler struct {
	http.Handler
	s *server
}

// End makes the server say that it is not ready, so that no more requests are
// sent its way while it finishes those it has.
func (h *Handler) End() { h.s.ending.Store(true) }

// New returns the handler of all pages.
func New(cfg Config) (*Handler, error) {
	s := newServer(cfg)
	mux, err := s.routes()
	if err != nil {
		return nil, err
	}
	pack, err := gzhttp.NewWrapper(gzhttp.MinSize(1200), gzhttp.CompressionLevel(4), gzhttp.SuffixETag("-z"))
	if err != nil {
		return nil, fmt.Errorf("set up compression: %w", err)
	}
	guarded := guard(pack(mux), s.Hosts, s.Log)
	return &Handler{observe(guarded, mux, s.Log, s.metrics), s}, nil
}

func newServer(cfg Config) *server {
	if cfg.QueryTime == 0 {
		cfg.QueryTime = 10 * time.Second
	}
	if cfg.QueryLimit == 0 {
		cfg.QueryLimit = 1000
	}
	if cfg.Queries == 0 {
		cfg.Queries = 2
	}
	if cfg.Memory == 0 {
		cfg.Memory = 512 << 20
	}
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	s := &server{Config: cfg, slots: make(chan struct{}, cfg.Queries), cache: newCache()}
	if cfg.Metrics {
		s.metrics = newMetrics(s.slots)
	}
	return s
}

// routes is the table of all addresses.
func (s *server) routes() (*http.ServeMux, error) {
	mux := http.NewServeMux()
	get := func(path string, h http.HandlerFunc) { mux.HandleFunc(path, only(h, http.MethodGet)) }
	get("/{$}", s.cached(s.start))
	get("/search", s.cached(s.search))
	get("/suggest", s.cached(s.suggest))
	get("/ask", s.cached(s.questions))
	get("/ask/{question}", s.cached(s.ask))
	get("/path", s.cached(s.path))
	get("/compare/{kind}/{slug}", s.cached(s.compare))
	get("/graph/{kind}/{slug}", s.cached(s.draw))
	get("/static/{file}", s.cached(staticFile))
	get("/health", s.health)
	get("/ready", s.ready)
	get("/gephi/gs", s.gephi)
	for _, k := range append(kindWords(), "local") {
		get("/"+k+"/{slug}", s.cached(withKind(k, s.thing)))
		get("/"+k+"/{$}", s.cached(withKind(k, s.list)))
	}
	for _, k := range []string{"fact", "claim"} {
		get("/"+k+"/{id}", s.cached(withKind(k, s.fact)))
	}
	if s.metrics != nil {
		get("/metrics", s.metrics.handler().ServeHTTP)
	}
	if s.Load != nil {
		mux.HandleFunc("/load", only(s.loadPage, http.MethodGet, http.MethodPost))
		mux.HandleFunc("/api/load", only(s.loadAPI, http.MethodPost))
	}
	page, err := cayleyPage()
	if err != nil {
		return nil, err
	}
	get("/cayley/", s.cached(page))
	mux.Handle("/cayley", http.RedirectHandler("/cayley/", http.StatusMovedPermanently))
	mux.HandleFunc("/api/v2/query", only(s.query, http.MethodGet, http.MethodPost))
	mux.HandleFunc("/api/v2/read", only(s.read, http.MethodGet, http.MethodPost))
	get("/api/v2/formats", s.formats)
	for _, change := range []string{"/api/v2/write", "/api/v2/delete", "/api/v2/node/delete"} {
		mux.HandleFunc(change, only(s.change, http.MethodPost))
	}
	mux.HandleFunc("/api/v1/shape/{lang}", only(s.shape, http.MethodPost))
	get("/", func(w http.ResponseWriter, r *http.Request) { s.wrong(w, r, errNoPage) })
	return mux, nil
}

// texts reads the paragraphs of quotes.
func (s *server) texts(snap *graph.Reader) *queries.Texts {
	t := queries.NewTexts(snap)
	t.Bare = s.noText
	return t
}

// withKind tells a handler which part of the address was fixed.
func withKind(kind string, h http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		r.SetPathValue("kind", kind)
		h(w, r)
	}
}

func kindWords() []string {
	var all []string
	for _, k := range kinds {
		all = append(all, kindOf(k.Type))
	}
	return all
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
		ErrorLog:          slog.NewLogLogger(slog.DiscardHandler, slog.LevelDebug), // broken clients are no news
	}
	done := make(chan error, 1)
	go func() { done <- srv.Serve(l) }()
	select {
	case err := <-done:
		return fmt.Errorf("serve: %w", err)
	case <-ctx.Done():
	}
	if ours, ok := h.(*Handler); ok {
		ours.End()
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
		w.Header().Set("Retry-After", "1")
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

// health says that the program runs.
func (s *server) health(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	fmt.Fprintln(w, "ok")
}

// ready says that the graph can be read and that the server is not about to end.
func (s *server) ready(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	if s.ending.Load() {
		http.Error(w, "ending", http.StatusServiceUnavailable)
		return
	}
	snap, err := s.Store.Snapshot()
	if err == nil {
		_, err = snap.Entity(r.Context(), "country:none")
		snap.Close()
	}
	if err != nil && !errors.Is(err, graph.ErrUnknown) {
		s.Log.Error("ready", "err", err)
		http.Error(w, "the graph can not be read", http.StatusServiceUnavailable)
		return
	}
	fmt.Fprintln(w, "ready")
}
