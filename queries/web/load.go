package web

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"entente/graph"
	"entente/queries"
)

// Loaded says what was done with what was sent.
type Loaded struct {
	Articles int      `json:"articles"`
	Added    int      `json:"added"`
	Replaced int      `json:"replaced"`
	Same     int      `json:"same"`
	Passed   int      `json:"passed"` // articles passed over
	Bad      []string `json:"bad"`    // why, for the first of them
}

// Bounds of what may be sent to be loaded.
const (
	maxArticle = 32 << 20
	loadTime   = 10 * time.Minute
)

// loadBody is the page for loading.
type loadBody struct {
	Text    string
	Err     string
	Loaded  *Loaded
	Preview []articleBody // what was sent says, before it is stored
	Found   []queries.Ref // articles of the graph after loading
}

// permitted reports whether a request carries the token, in its header or in the
// form's field, and answers it if not. Tokens are compared in constant time.
func (s *server) permitted(w http.ResponseWriter, r *http.Request, typed string) bool {
	if bearer, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); ok {
		typed = bearer
	}
	want, got := sha256.Sum256([]byte(s.Token)), sha256.Sum256([]byte(strings.TrimSpace(typed)))
	if s.Token != "" && subtle.ConstantTimeCompare(want[:], got[:]) == 1 {
		return true
	}
	w.Header().Set("WWW-Authenticate", `Bearer realm="entente"`)
	return false
}

var errToken = errors.New("this changes the graph and wants the token that the server printed when it began")

// loadAPI answers POST /api/load?name=a.html: the body is a file as `load` reads
// it. With preview=1 nothing is stored.
func (s *server) loadAPI(w http.ResponseWriter, r *http.Request) {
	if !s.permitted(w, r, "") {
		fail(w, http.StatusUnauthorized, errToken)
		return
	}
	s.patience(w)
	data, err := io.ReadAll(r.Body)
	if err != nil {
		fail(w, http.StatusRequestEntityTooLarge, fmt.Errorf("the file is larger than %d MB: load it where the store is", maxArticle>>20))
		return
	}
	name := r.URL.Query().Get("name")
	if name == "" {
		name = "posted"
	}
	report, err := s.load(r.Context(), name, data)
	if err != nil {
		s.Log.Error("load", "name", name, "err", err)
		fail(w, http.StatusInternalServerError, errors.New("the articles can not be stored; the server's log says why"))
		return
	}
	status := http.StatusOK
	if report.Passed > 0 && report.Passed == report.Articles {
		status = http.StatusUnprocessableEntity
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	reply(w, report)
}

// patience gives a request that loads more time than others have.
func (s *server) patience(w http.ResponseWriter) {
	c := http.NewResponseController(w)
	until := time.Now().Add(loadTime)
	_ = c.SetReadDeadline(until) // a writer without deadlines has none to lift
	_ = c.SetWriteDeadline(until)
}

// load stores articles, one request at a time, and forgets the pages made before.
func (s *server) load(ctx context.Context, name string, data []byte) (Loaded, error) {
	s.writing.Lock()
	defer s.writing.Unlock()
	ctx, cancel := context.WithTimeout(ctx, loadTime)
	defer cancel()
	defer s.cache.clear()
	return s.Load(ctx, name, data)
}

// loadPage is the form for an article: first what it says, then, on a second
// button, into the store.
func (s *server) loadPage(w http.ResponseWriter, r *http.Request) {
	p := page{Title: "Load", Here: "load"}
	b := loadBody{}
	status := http.StatusOK
	if r.Method == http.MethodPost {
		s.patience(w)
		status = s.posted(w, r, &b)
	}
	p.Body = b
	w.Header().Set("Cache-Control", "no-store")
	s.show(w, status, "load.html", p)
}

// posted does what the form asks and fills the page.
func (s *server) posted(w http.ResponseWriter, r *http.Request, b *loadBody) int {
	name, data, err := sent(r)
	b.Text = r.FormValue("text")
	switch {
	case err != nil:
		b.Err = sentence(err.Error())
		return http.StatusBadRequest
	case !s.permitted(w, r, r.FormValue("token")):
		b.Err = sentence(errToken.Error())
		return http.StatusUnauthorized
	case r.FormValue("do") == "store":
		return s.store(r, b, name, data)
	}
	return s.preview(r, b, name, data)
}

// sent reads the form: a file, or text.
func sent(r *http.Request) (name string, data []byte, err error) {
	if err := r.ParseMultipartForm(maxArticle); err != nil {
		return "", nil, fmt.Errorf("the form can not be read: %w", err)
	}
	if f, head, err := r.FormFile("file"); err == nil {
		defer f.Close()
		data, err := io.ReadAll(f)
		if err == nil && len(data) > 0 {
			return head.Filename, data, nil
		}
	}
	if text := strings.TrimSpace(r.FormValue("text")); text != "" {
		return "pasted", []byte(strings.ReplaceAll(text, "\r\n", "\n") + "\n"), nil
	}
	return "", nil, errors.New("paste a text or choose a file")
}

func (s *server) store(r *http.Request, b *loadBody, name string, data []byte) int {
	report, err := s.load(r.Context(), name, data)
	if err != nil {
		s.Log.Error("load", "name", name, "err", err)
		b.Err = "The article can not be stored; the server's log says why."
		return http.StatusInternalServerError
	}
	b.Loaded = &report
	if report.Added+report.Replaced > 0 {
		b.Text = ""
	}
	return http.StatusOK
}

// preview reads what was sent into a store of its own and shows what it says.
func (s *server) preview(r *http.Request, b *loadBody, name string, data []byte) int {
	s.slots <- struct{}{}
	defer func() { <-s.slots }()
	own, report, err := s.Preview(r.Context(), name, data)
	if err != nil {
		s.Log.Error("preview", "name", name, "err", err)
		b.Err = "The article can not be read; the server's log says why."
		return http.StatusInternalServerError
	}
	defer own.Close()
	if report.Articles == report.Passed {
		b.Err = sentence(strings.Join(report.Bad, "; "))
		return http.StatusUnprocessableEntity
	}
	articles, err := own.Articles(r.Context())
	if err != nil {
		b.Err = sentence(err.Error())
		return http.StatusInternalServerError
	}
	for _, id := range articles[:min(5, len(articles))] {
		if id == graph.GazetteerArticle {
			continue
		}
		p, err := s.articlePage(r.Context(), own.Reader, id)
		if err != nil {
			b.Err = sentence(err.Error())
			return http.StatusInternalServerError
		}
		a := p.Body.(articleBody)
		a.Stored = false
		b.Preview = append(b.Preview, a)
	}
	return http.StatusOK
}
