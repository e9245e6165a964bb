package web

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"entente/graph"
	"entente/queries"
)

// The explorer as plain files. Each page is what the server would answer, with its
// addresses made relative; what needs a server (forms, paths, Cayley's page) is
// left out, search runs over a list of names, and pictures are scripts, because a
// page opened from a folder may load no other file.

// SiteOptions say what is written.
type SiteOptions struct {
	// Text writes the articles' texts, and the paragraphs around quotes, which are
	// left out because they may be under copyright.
	Text    bool
	Version string
	// Done is called with the number of pages written, now and then; nil when nobody
	// wants to know.
	Done func(pages int)
}

// WriteSite writes the explorer of a store into a folder, which is made when there
// is none and must be empty. It returns the number of pages.
func WriteSite(ctx context.Context, store *graph.Store, dir string, opts SiteOptions) (int, error) {
	if old, err := os.ReadDir(dir); err == nil && len(old) > 0 {
		return 0, fmt.Errorf("write site: %s is not empty: name another folder", dir)
	}
	s := newServer(Config{Store: store, QueryTime: 10 * time.Minute, QueryLimit: 1000, Queries: runtime.GOMAXPROCS(0), Version: opts.Version})
	s.static, s.noText = true, !opts.Text
	mux, err := s.routes()
	if err != nil {
		return 0, err
	}
	w := &site{s: s, mux: mux, dir: dir, seen: map[string]bool{}}
	if err := w.names(ctx); err != nil {
		return 0, fmt.Errorf("write site: %w", err)
	}
	next := []string{"/", "/ask"}
	for _, k := range kinds {
		if k.Listed {
			next = append(next, "/"+kindOf(k.Type)+"/")
		}
	}
	pages := 0
	for len(next) > 0 {
		links, err := w.wave(ctx, next)
		if err != nil {
			return pages, fmt.Errorf("write site: %w", err)
		}
		pages += len(next)
		if opts.Done != nil {
			opts.Done(pages)
		}
		next = links
	}
	return pages, nil
}

// site is a site in the making.
type site struct {
	s    *server
	mux  *http.ServeMux
	dir  string
	mu   sync.Mutex
	seen map[string]bool // addresses that are or will be files
	next []string
}

// wave writes pages, several at a time, and returns the addresses that they lead
// to and that are not yet written, sorted.
func (w *site) wave(ctx context.Context, pages []string) ([]string, error) {
	for _, p := range pages {
		w.seen[p] = true
	}
	work, failed := make(chan string), make(chan error, runtime.GOMAXPROCS(0))
	var wg sync.WaitGroup
	for range cap(failed) {
		wg.Go(func() {
			for p := range work {
				if err := w.page(ctx, p); err != nil {
					failed <- err
					return
				}
			}
		})
	}
	var first error
	for _, p := range pages {
		select {
		case work <- p:
			continue
		case first = <-failed:
		case <-ctx.Done():
			first = ctx.Err()
		}
		break
	}
	close(work)
	wg.Wait()
	select {
	case err := <-failed:
		if first == nil {
			first = err
		}
	default:
	}
	found := w.next
	w.next = nil
	slices.Sort(found)
	return slices.Compact(found), first
}

// page writes the answer at an address.
func (w *site) page(ctx context.Context, address string) error {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://localhost"+address, nil)
	if err != nil {
		return fmt.Errorf("page %s: %w", address, err)
	}
	rec := newRecorder()
	w.mux.ServeHTTP(rec, r)
	if err := ctx.Err(); err != nil {
		return err
	}
	file := fileOf(address)
	data := rec.body.Bytes()
	switch {
	case rec.status != http.StatusOK && strings.HasPrefix(address, "/graph/"):
		return nil // nothing stands around it
	case rec.status != http.StatusOK:
		return fmt.Errorf("page %s: %d %.200s", address, rec.status, data)
	case strings.HasPrefix(address, "/graph/"):
		data = slices.Concat([]byte("ententePicture("), bytes.TrimSpace(data), []byte(");\n"))
	case strings.HasPrefix(rec.head.Get("Content-Type"), "text/html"):
		data = w.rewrite(address, data)
	}
	return w.write(file, data)
}

func (w *site) write(file string, data []byte) error {
	name := filepath.Join(w.dir, filepath.FromSlash(file))
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	if err := os.WriteFile(name, data, 0o644); err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	return nil
}

var (
	anchors   = regexp.MustCompile(`(?s)<a ([^>]*)href="(/[^"]*)"([^>]*)>(.*?)</a>`)
	addressed = regexp.MustCompile(`(href|src|action|data-picture)="(/[^"]*)"`)
)

// rewrite makes the addresses of a page relative, takes away links to what needs a
// server, and notes the pages that it leads to.
func (w *site) rewrite(address string, data []byte) []byte {
	data = anchors.ReplaceAllFunc(data, func(a []byte) []byte {
		m := anchors.FindSubmatch(a)
		target := unescaped(string(m[2]))
		switch {
		case becomesFile(target):
			return a
		case bytes.Contains(a, []byte(`class="self"`)), string(m[4]) == "claim":
			return nil
		}
		return m[4]
	})
	root := strings.Repeat("../", strings.Count(fileOf(address), "/"))
	return addressed.ReplaceAllFunc(data, func(a []byte) []byte {
		m := addressed.FindSubmatch(a)
		kind, target := string(m[1]), unescaped(string(m[2]))
		switch kind {
		case "data-picture":
			w.found("/graph" + target + ".json")
			return a
		case "action":
			return []byte(`action="` + root + `person/index.html"`)
		}
		target, fragment, _ := strings.Cut(target, "#")
		w.found(target)
		if fragment != "" {
			fragment = "#" + fragment
		}
		return []byte(kind + `="` + root + fileOf(target) + fragment + `"`)
	})
}

func unescaped(s string) string {
	return strings.NewReplacer("&amp;", "&", "&#43;", "+", "&#34;", `"`, "&#39;", "'").Replace(s)
}

// becomesFile reports whether an address becomes a file: pages of things, lists, tables
// without filters and what pages are made of.
func becomesFile(target string) bool {
	target, _, _ = strings.Cut(target, "#")
	p, query, _ := strings.Cut(target, "?")
	if query != "" && query != "format=csv" && query != "format=json" {
		return false
	}
	if p == "/" || p == "/ask" {
		return true
	}
	word, _, _ := strings.Cut(strings.TrimPrefix(p, "/"), "/")
	return word == "ask" || word == "compare" || word == "static" || word == "graph" || slices.Contains(kindWords(), word)
}

// found notes an address to be written.
func (w *site) found(target string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if becomesFile(target) && !w.seen[target] {
		w.seen[target] = true
		w.next = append(w.next, target)
	}
}

// fileOf is the file of an address: /person/x is person/x.html, its data
// person/x.csv, a list person/index.html.
func fileOf(address string) string {
	p, query, _ := strings.Cut(address, "?")
	file := strings.TrimPrefix(p, "/")
	switch {
	case strings.HasSuffix(file, "/") && query != "":
		file += "index." + strings.TrimPrefix(query, "format=")
	case file == "" || strings.HasSuffix(file, "/"):
		file += "index.html"
	case strings.HasPrefix(file, "static/"):
	case strings.HasPrefix(file, "graph/"):
		file = strings.TrimSuffix(file, ".json") + ".js"
	case query != "":
		file += "." + strings.TrimPrefix(query, "format=")
	default:
		file += ".html"
	}
	return path.Clean(safeName.ReplaceAllString(file, "_"))
}

// safeName is what no file's name should hold.
var safeName = regexp.MustCompile(`[^A-Za-z0-9._~/-]`)

// names writes the list that search runs over.
func (w *site) names(ctx context.Context) error {
	index, err := w.s.nameIndex(ctx)
	if err != nil {
		return err
	}
	all := []suggestion{}
	for _, ref := range index.refs {
		all = append(all, suggestion{queries.Ref{ID: ref.ID, Label: ref.Label}, kindOf(ref.ID.Type()), fileOf(pathOf(ref.ID))})
	}
	data, err := json.Marshal(all)
	if err != nil {
		return err
	}
	return w.write("names.js", slices.Concat([]byte("window.ententeNames = "), data, []byte(";\n")))
}
