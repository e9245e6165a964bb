package web

import (
	"bytes"
	"embed"
	"errors"
	"html/template"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"entente/queries"
)

//go:embed pages
var pageFiles embed.FS

var pages = template.Must(template.New("").Funcs(template.FuncMap{
	"next":   func(n int) int { return n + 1 },
	"fields": emptyFields,
}).ParseFS(pageFiles, "pages/*.html"))

// emptyFields is what the form of a question needs before anything is asked.
func emptyFields(q *queries.Question, modes any) map[string]any {
	return map[string]any{"Question": q, "Modes": modes, "Mode": queries.Stated, "Values": map[string][]string{}}
}

// start is the first page: the questions, each with a form.
func (s *server) start(w http.ResponseWriter, r *http.Request) {
	s.render(w, "start.html", http.StatusOK, map[string]any{
		"Title": "Entente", "Questions": queries.Questions, "Modes": queries.Modes, "Version": s.Version,
	})
}

// ask answers /ask/meetings?with=Lavrov as a page, with format=json as JSON.
func (s *server) ask(w http.ResponseWriter, r *http.Request) {
	q, ok := queries.ByName(r.PathValue("question"))
	if !ok {
		http.NotFound(w, r)
		return
	}
	snap, done, ok := s.open(w, r)
	if !ok {
		return
	}
	defer done()
	req, asJSON := s.request(r, q)
	ans, err := queries.Ask(r.Context(), snap, q, req)
	status := http.StatusOK
	if err != nil {
		status = statusOf(err)
	}
	switch {
	case asJSON && err != nil:
		fail(w, status, err)
	case asJSON:
		reply(w, ans)
	default:
		s.render(w, "answer.html", status, map[string]any{
			"Title": q.Name, "Question": q, "Values": req.Values, "Mode": req.Mode, "Modes": queries.Modes, "Answer": ans, "Err": err,
			"JSON": "?" + jsonQuery(r),
		})
	}
}

func jsonQuery(r *http.Request) string {
	v := r.URL.Query()
	v.Set("format", "json")
	return v.Encode()
}

// request reads the filters of a question off the address. Empty fields of a form
// ask for nothing; a field of a filter that may be given several times takes
// several values parted by semicolons.
func (s *server) request(r *http.Request, q *queries.Question) (req queries.Request, asJSON bool) {
	req = queries.Request{Values: map[string][]string{}, Limit: queries.DefaultLimit}
	for name, values := range r.URL.Query() {
		for _, v := range values {
			switch {
			case v == "":
			case name == "format":
				asJSON = v == "json"
			case name == "modality":
				req.Mode = queries.Mode(v)
			case name == "limit":
				if n, err := strconv.Atoi(v); err == nil && n > 0 {
					req.Limit = min(n, s.QueryLimit)
				}
			default:
				req.Values[name] = append(req.Values[name], split(q, name, v)...)
			}
		}
	}
	return req, asJSON
}

func split(q *queries.Question, filter, v string) []string {
	i := slices.IndexFunc(q.Filters, func(f queries.Filter) bool { return f.Name == filter && f.Many })
	if i < 0 {
		return []string{v}
	}
	var all []string
	for _, part := range strings.Split(v, ";") {
		if part = strings.TrimSpace(part); part != "" {
			all = append(all, part)
		}
	}
	return all
}

// statusOf says whose fault an error is.
func statusOf(err error) int {
	switch {
	case errors.Is(err, queries.ErrName):
		return http.StatusNotFound
	case errors.Is(err, queries.ErrRequest), errors.Is(err, queries.ErrAmbiguous), errors.Is(err, queries.ErrQuery):
		return http.StatusBadRequest
	}
	return http.StatusInternalServerError
}

func (s *server) render(w http.ResponseWriter, page string, status int, data any) {
	var b bytes.Buffer
	if err := pages.ExecuteTemplate(&b, page, data); err != nil {
		s.Log.Error("page", "page", page, "err", err)
		http.Error(w, "internal error", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	w.Write(b.Bytes())
}

func style(w http.ResponseWriter, r *http.Request) {
	data, err := pageFiles.ReadFile("pages/style.css")
	if err != nil {
		http.NotFound(w, r)
		return
	}
	serveBytes(w, r, "style.css", data)
}
