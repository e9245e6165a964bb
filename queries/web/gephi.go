package web

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"

	"entente/graph"
	"entente/graph/ontology"
	"entente/queries"

	"github.com/cayleygraph/cayley/query/shape"
	"github.com/cayleygraph/quad"
)

// gephi answers /gephi/gs?mode=raw in the graph streaming format that Gephi's
// plug-in reads: a line an event, first nodes, then edges. Cayley's own endpoint is
// in a package that can not be imported. It sends the edges that some claim
// asserts, at most limit of them (10,000 unless told).
func (s *server) gephi(w http.ResponseWriter, r *http.Request) {
	snap, done, ok := s.open(w, r)
	if !ok {
		return
	}
	defer done()
	ctx, cancel := context.WithTimeout(r.Context(), s.QueryTime)
	defer cancel()
	out := &gephiStream{w: w, named: map[graph.IRI]bool{}}
	w.Header().Set("Content-Type", "application/json")
	limit := limitOf(r, 10_000, 1_000_000)
	for _, p := range gephiEdges {
		it := shape.BuildIterator(ctx, snap.QuadStore(), shape.FilterQuads(nil, []quad.Value{graph.Pred(p)}, nil, nil)).Iterate()
		for out.edges < limit && it.Next(ctx) {
			q, err := snap.QuadStore().Quad(it.Result())
			if err != nil {
				s.Log.Error("gephi", "err", err)
				break
			}
			from, ok1 := q.Subject.(quad.IRI)
			to, ok2 := q.Object.(quad.IRI)
			if ok1 && ok2 && graph.IRI(from).Type() != "" && graph.IRI(to).Type() != "" {
				out.edge(ctx, snap, graph.IRI(from), p, graph.IRI(to), graph.IRI(quad.ToString(q.Label)))
			}
		}
		it.Close()
	}
	if out.err != nil {
		s.Log.Debug("gephi", "err", out.err)
	}
}

// gephiEdges are the edges that are drawn, occasions first.
var gephiEdges = []ontology.Predicate{"participant", "host", "party", "actor", "recipient", "holds", "represents", "of", "memberOf", "place"}

// gephiStream writes events.
type gephiStream struct {
	w     http.ResponseWriter
	named map[graph.IRI]bool
	edges int
	err   error
}

func (g *gephiStream) event(kind, id string, fields map[string]any) {
	if g.err != nil {
		return
	}
	var line []byte
	line, g.err = json.Marshal(map[string]any{kind: map[string]any{id: fields}})
	if g.err == nil {
		_, g.err = g.w.Write(append(line, '\r', '\n'))
	}
}

func (g *gephiStream) node(ctx context.Context, snap *graph.Reader, id graph.IRI) {
	if g.named[id] || g.err != nil {
		return
	}
	g.named[id] = true
	labels, err := queries.Labels(ctx, snap, []graph.IRI{id})
	if err != nil {
		g.err = err
		return
	}
	g.event("an", string(id), map[string]any{"label": labels[id], "type": string(id.Type()), "size": 5})
}

func (g *gephiStream) edge(ctx context.Context, snap *graph.Reader, from graph.IRI, p ontology.Predicate, to, fact graph.IRI) {
	g.node(ctx, snap, from)
	g.node(ctx, snap, to)
	g.edges++
	g.event("ae", strings.Trim(string(fact), "<>"), map[string]any{"source": string(from), "target": string(to), "directed": true, "label": string(p)})
}
