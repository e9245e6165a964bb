package web

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"strings"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/nquads"

	"entente/graph"
)

// change answers /api/v2/write and /api/v2/delete, as Cayley's page and clients
// speak it: N-Quads come in, and are added or taken away in one transaction. It
// is there only when the server was told to let quads be written, for those who
// carry its token. Quads written so have no evidence, and verify says so.
func (s *server) change(w http.ResponseWriter, r *http.Request) {
	switch {
	case !s.Write:
		fail(w, http.StatusForbidden, errors.New("the graph is served to be read only"))
		return
	case !s.permitted(w, r, ""):
		fail(w, http.StatusUnauthorized, errToken)
		return
	case strings.HasSuffix(r.URL.Path, "/node/delete"):
		fail(w, http.StatusNotImplemented, errors.New("nodes are deleted by deleting their quads"))
		return
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		fail(w, http.StatusRequestEntityTooLarge, errors.New("the quads are too many at once"))
		return
	}
	quads, err := quad.ReadAll(nquads.NewReader(bytes.NewReader(body), false))
	if err != nil {
		fail(w, http.StatusBadRequest, errors.New("the body is not N-Quads: "+err.Error()))
		return
	}
	action := cayley.Add
	if strings.HasSuffix(r.URL.Path, "/delete") {
		action = cayley.Delete
	}
	deltas := make([]cayley.Delta, len(quads))
	for i, q := range quads {
		deltas[i] = cayley.Delta{Quad: shortened(q), Action: action}
	}
	s.writing.Lock()
	defer s.writing.Unlock()
	if err := s.Store.QuadStore().ApplyDeltas(deltas, cayley.IgnoreOpts{IgnoreDup: true, IgnoreMissing: true}); err != nil {
		s.Log.Error("write", "err", err)
		fail(w, http.StatusInternalServerError, errors.New("the quads can not be written; the server's log says why"))
		return
	}
	s.cache.clear()
	reply(w, map[string]any{"result": "Successfully changed " + counted(len(quads), "quad") + ".", "count": len(quads)})
}

// shortened gives addresses the short form that the graph keeps.
func shortened(q quad.Quad) quad.Quad {
	for _, d := range quad.Directions {
		if i, ok := q.Get(d).(quad.IRI); ok {
			q.Set(d, quad.IRI(graph.Short(string(i))))
		}
	}
	return q
}
