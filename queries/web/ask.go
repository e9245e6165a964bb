package web

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"entente/graph"
	"entente/queries"
)

// answerBody is the page of a question and its answer.
type answerBody struct {
	Question *queries.Question
	Fields   fields
	Asked    []queries.Resolved
	Columns  []string
	Rows     []shownRow
	Total    int
	Blank    bool // nothing was asked yet
	Needs    bool // and nothing can be answered before something is
	Err      string
	Means    []queries.Ref
}

// fields is what the form of a question needs.
type fields struct {
	Question *queries.Question
	Values   map[string][]string
	Mode     queries.Mode
	Modes    any
}

// questionLink is the address of a question with its filters.
func questionLink(question string, filters ...string) string {
	v := url.Values{}
	for i := 0; i+1 < len(filters); i += 2 {
		v.Add(filters[i], filters[i+1])
	}
	return "/ask/" + question + "?" + v.Encode()
}

// limitOf reads the limit of a request.
func limitOf(r *http.Request, usual, most int) int {
	if n, err := strconv.Atoi(r.URL.Query().Get("limit")); err == nil && n > 0 {
		return min(n, most)
	}
	return usual
}

// ask answers /ask/meetings?with=Lavrov as a page, with format=json or csv as data.
func (s *server) ask(w http.ResponseWriter, r *http.Request) {
	q, ok := queries.ByName(r.PathValue("question"))
	if !ok {
		s.wrong(w, r, errors.Join(queries.ErrName, errors.New("there is no question "+strconv.Quote(r.PathValue("question")))))
		return
	}
	snap, done, ok := s.open(w, r)
	if !ok {
		return
	}
	defer done()
	ctx, cancel := context.WithTimeout(r.Context(), s.QueryTime)
	defer cancel()
	req := s.request(r, q)
	if s.static {
		req.Limit = s.QueryLimit
	}
	if r.URL.Query().Get("format") == "" {
		req.Quotes = mostPassages
	}
	ans, err := queries.Ask(ctx, snap, q, req)
	switch f := r.URL.Query().Get("format"); {
	case err != nil && (f != "" || statusOf(err) == http.StatusInternalServerError):
		s.wrong(w, r, err)
		return
	case f == "json":
		download(w, r, q.Name+".json", "application/json")
		reply(w, ans)
		return
	case f == "csv":
		download(w, r, q.Name+".csv", "text/csv; charset=utf-8")
		s.csvOfAnswer(w, ans)
		return
	}
	s.answer(w, r, snap, q, req, ans, err)
}

// answer shows the answer as a page.
func (s *server) answer(w http.ResponseWriter, r *http.Request, snap *graph.Reader, q *queries.Question, req queries.Request, ans queries.Answer, err error) {
	b := answerBody{Question: q, Fields: fields{q, req.Values, req.Mode, queries.Modes}, Asked: ans.Asked, Total: ans.Total}
	p := page{Title: sentence(q.Name), Here: "ask"}
	status := http.StatusOK
	b.Blank = r.URL.RawQuery == ""
	switch {
	case b.Blank && errors.Is(err, queries.ErrRequest):
		b.Needs = true // a question that wants a name, and was only opened
	case err != nil:
		status = statusOf(err)
		b.Err = sentence(err.Error())
		var several *queries.AmbiguousError
		if errors.As(err, &several) {
			b.Err, b.Means = "“"+several.Typed+"” may mean several things. Give the name in full, or take one of these:", several.Means
		}
	default:
		rest := r.URL.Query()
		rest.Set("format", "json")
		p.JSON = r.URL.Path + "?" + rest.Encode()
		rest.Set("format", "csv")
		p.CSV, p.Gizmo = r.URL.Path+"?"+rest.Encode(), ans.Gizmo
		if b.Rows, err = rows(r.Context(), s.texts(snap), ans.Rows); err != nil {
			s.wrong(w, r, err)
			return
		}
		b.Columns = columnsOf(b.Rows)
	}
	p.Body = b
	s.show(w, status, "answer.html", p)
}

// questions is the page of all questions, each with its form.
func (s *server) questions(w http.ResponseWriter, _ *http.Request) {
	var all []fields
	for _, q := range queries.Questions {
		all = append(all, fields{Question: q, Modes: queries.Modes, Values: map[string][]string{}})
	}
	s.show(w, http.StatusOK, "questions.html", page{Title: "Questions", Here: "ask", Body: all})
}

// request reads the filters of a question off the address. Empty fields of a form
// ask for nothing; a field of a filter that may be given several times takes
// several values parted by semicolons.
func (s *server) request(r *http.Request, q *queries.Question) queries.Request {
	req := queries.Request{Values: map[string][]string{}, Limit: limitOf(r, queries.DefaultLimit, s.QueryLimit)}
	for name, values := range r.URL.Query() {
		for _, v := range values {
			switch {
			case v == "", name == "limit", name == "format":
			case name == "modality":
				req.Mode = queries.Mode(v)
			case name == "newest":
				req.Newest = true
			default:
				req.Values[name] = append(req.Values[name], split(q, name, v)...)
			}
		}
	}
	return req
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
