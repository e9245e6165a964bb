package web

import (
	"errors"
	"net/http"
	"strconv"
	"strings"

	"entente/queries"
)

// pathBody is the page of the path finder.
type pathBody struct {
	From, To, Via string // as typed
	Through       map[string]bool
	Held          bool
	Mode          queries.Mode
	Modes, Ties   any
	Filters       []queries.Filter
	Values        map[string][]string
	Asked         bool
	Answer        queries.PathAnswer
	Chains        [][]shownStep
	Err           string
	Means         []queries.Ref
}

// shownStep is a step of a chain with its sentences.
type shownStep struct {
	queries.Step
	Passages []queries.Passage
	More     int
}

// Link is where the sentences stand that a step leaves out.
func (s shownStep) Link() string {
	if s.Through != nil {
		return pathOf(s.Through.ID)
	}
	if len(s.Edges) > 0 {
		return pathOf(s.Edges[0].ID)
	}
	return pathOf(s.From.ID)
}

// path answers /path?from=Lavrov&to=Iran: the shortest chains between two things.
func (s *server) path(w http.ResponseWriter, r *http.Request) {
	v := r.URL.Query()
	b := pathBody{From: v.Get("from"), To: v.Get("to"), Via: v.Get("via"), Held: v.Get("held") != "", Mode: queries.Mode(v.Get("modality")),
		Through: map[string]bool{}, Modes: queries.Modes, Ties: queries.Ties, Filters: queries.Everywhere, Values: map[string][]string{}}
	p := page{Title: "Paths", Here: "path"}
	req := queries.PathRequest{From: b.From, To: b.To, Via: parts(b.Via), Through: v["through"], Held: b.Held, Mode: b.Mode,
		Values: b.Values, Quotes: mostPassages, Limit: 5}
	for _, t := range req.Through {
		b.Through[t] = true
	}
	for _, f := range queries.Everywhere {
		for _, value := range v[f.Name] {
			if value != "" {
				b.Values[f.Name] = append(b.Values[f.Name], value)
			}
		}
	}
	b.Asked = b.From != "" && b.To != ""
	if !b.Asked {
		p.Body = b
		s.show(w, http.StatusOK, "path.html", p)
		return
	}
	snap, done, ok := s.open(w, r)
	if !ok {
		return
	}
	defer done()
	ans, err := queries.Path(r.Context(), snap, req)
	if f := v.Get("format"); f != "" && err == nil {
		if f == "csv" {
			download(w, r, "path.csv", "text/csv; charset=utf-8")
			s.writeCSV(w, chainTable(ans))
			return
		}
		reply(w, ans)
		return
	}
	status := http.StatusOK
	if err != nil {
		if status = statusOf(err); status >= http.StatusInternalServerError || v.Get("format") != "" {
			s.wrong(w, r, err)
			return
		}
		b.fail(err)
	}
	texts := s.texts(snap)
	for _, c := range ans.Chains {
		var chain []shownStep
		for _, step := range c.Steps {
			passages, err := texts.Passages(r.Context(), step.Evidence)
			if err != nil {
				s.wrong(w, r, err)
				return
			}
			chain = append(chain, shownStep{step, passages, further(step.Articles, step.Evidence)})
		}
		b.Chains = append(b.Chains, chain)
	}
	b.Answer = ans
	if err == nil {
		p.Title = ans.From.Label + " to " + ans.To.Label
		v.Set("format", "json")
		p.JSON = "/path?" + v.Encode()
		v.Set("format", "csv")
		p.CSV = "/path?" + v.Encode()
	}
	p.Body = b
	s.show(w, status, "path.html", p)
}

// chainTable writes chains as rows of a table, a line a step.
func chainTable(ans queries.PathAnswer) [][]string {
	all := [][]string{{"chain", "step", "from_id", "from", "tie", "through_id", "through", "to_id", "to", "first", "others",
		"sources", "articles", "modalities", "publisher", "published", "url", "quote"}}
	for i, c := range ans.Chains {
		for j, s := range c.Steps {
			var through queries.Ref
			if s.Through != nil {
				through = *s.Through
			}
			row := []string{strconv.Itoa(i + 1), strconv.Itoa(j + 1), string(s.From.ID), s.From.Label, s.Tie, string(through.ID), through.Label,
				string(s.To.ID), s.To.Label, string(s.First), strconv.Itoa(s.Others)}
			all = append(all, append(row, provenance(s.Sources, s.Articles, s.Evidence)...))
		}
	}
	return all
}

// fail shows an error that the asker can mend.
func (b *pathBody) fail(err error) {
	b.Err = sentence(err.Error())
	var several *queries.AmbiguousError
	if errors.As(err, &several) {
		b.Err, b.Means = "“"+several.Typed+"” may mean several things. Give the name in full, or take one of these:", several.Means
	}
}

// parts cuts names at semicolons.
func parts(typed string) []string {
	var all []string
	for _, part := range strings.Split(typed, ";") {
		if part = strings.TrimSpace(part); part != "" {
			all = append(all, part)
		}
	}
	return all
}
