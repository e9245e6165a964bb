package web

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"

	"entente/graph"
	"entente/queries"

	"github.com/cayleygraph/cayley/query/shape"
	"github.com/cayleygraph/quad"
)

// Cayley's HTTP API, version 2, as its page and its clients speak it. The
// handlers of Cayley's own package are not used: they write for any origin, read
// without a limit, unfold packed bodies, and fetch what a JSON-LD context names.

// query answers /api/v2/query?lang=gizmo with {"result": [...]} or {"error": "..."}.
func (s *server) query(w http.ResponseWriter, r *http.Request) {
	text := r.URL.Query().Get("qu")
	if r.Method == http.MethodPost {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			fail(w, http.StatusRequestEntityTooLarge, errors.New("the query is too large"))
			return
		}
		text = string(body)
	}
	snap, done, ok := s.open(w, r)
	if !ok {
		return
	}
	defer done()
	ld := strings.Contains(r.Header.Get("Accept"), "application/ld+json")
	raw := queries.Raw{Lang: r.URL.Query().Get("lang"), Text: text, Limit: s.QueryLimit, Time: s.QueryTime, JSONLD: ld}
	res, err := s.run(r.Context(), snap.QuadStore(), raw)
	if err != nil {
		fail(w, http.StatusBadRequest, err)
		return
	}
	if raw.Lang == "graphql" && len(res.Results) == 1 {
		reply(w, map[string]any{"data": res.Results[0]})
		return
	}
	reply(w, map[string]any{"result": res.Results})
}

// read answers /api/v2/read with the quads of a pattern as N-Quads: sub, pred,
// obj and label as lists parted by commas, at most QueryLimit of them.
func (s *server) read(w http.ResponseWriter, r *http.Request) {
	snap, done, ok := s.open(w, r)
	if !ok {
		return
	}
	defer done()
	if f := r.FormValue("format"); f != "" && f != "nquads" {
		fail(w, http.StatusBadRequest, errors.New("the format is nquads"))
		return
	}
	limit := s.QueryLimit
	if n, err := strconv.Atoi(r.FormValue("limit")); err == nil && n > 0 && n < limit {
		limit = n
	}
	ctx, cancel := context.WithTimeout(r.Context(), s.QueryTime)
	defer cancel()
	pattern := shape.FilterQuads(patternValues(r, "sub"), patternValues(r, "pred"), patternValues(r, "obj"), patternValues(r, "label"))
	it := shape.BuildIterator(ctx, snap.QuadStore(), pattern).Iterate()
	defer it.Close()
	var quads []quad.Quad
	for len(quads) < limit && it.Next(ctx) {
		q, err := snap.QuadStore().Quad(it.Result())
		if err != nil {
			fail(w, http.StatusInternalServerError, err)
			return
		}
		quads = append(quads, q)
	}
	if err := errors.Join(it.Err(), ctx.Err()); err != nil {
		fail(w, http.StatusBadRequest, err)
		return
	}
	w.Header().Set("Content-Type", "application/n-quads")
	graph.WriteNQuads(w, quads)
}

func patternValues(r *http.Request, field string) []quad.Value {
	var all []quad.Value
	for _, s := range strings.Split(r.FormValue(field), ",") {
		if s == "" {
			continue
		}
		v := quad.StringToValue(s)
		if i, ok := v.(quad.IRI); ok {
			v = quad.IRI(graph.Short(string(i)))
		}
		all = append(all, v)
	}
	return all
}

func (s *server) formats(w http.ResponseWriter, _ *http.Request) {
	reply(w, []map[string]any{{"id": "nquads", "write": true, "ext": []string{".nq"}, "mime": []string{"application/n-quads"}}})
}

// reply answers with JSON.
func reply(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(v) // the client has gone
}

func fail(w http.ResponseWriter, status int, err error) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]string{"error": err.Error()})
}
