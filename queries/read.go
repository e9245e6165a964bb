package queries

import (
	"context"
	"fmt"
	"slices"

	"entente/graph"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/query/path"
	"github.com/cayleygraph/cayley/query/shape"
	"github.com/cayleygraph/quad"
)

// each runs a walk and calls fn with the tags of every way it finds. A walk that
// the context cuts off is an error, never a shorter answer.
func each(ctx context.Context, qs cayley.QuadStore, p *path.Path, fn func(tags map[string]quad.Value) error) error {
	err := shape.Iterate(ctx, qs, p.Shape()).Paths(true).TagValues(qs, fn)
	if err == nil {
		err = ctx.Err() // Iterate ends quietly at a deadline
	}
	return err
}

// ends runs a walk and returns the nodes at its end, each once, sorted.
func ends(ctx context.Context, qs cayley.QuadStore, w Walk) ([]graph.IRI, error) {
	seen := map[graph.IRI]bool{}
	err := each(ctx, qs, w.Tag("end").path, func(tags map[string]quad.Value) error {
		if iri, ok := tags["end"].(quad.IRI); ok {
			seen[graph.IRI(iri)] = true
		}
		return nil
	})
	return sorted(seen), err
}

// sorted gives the keys of a map in their order.
func sorted[T any](set map[graph.IRI]T) []graph.IRI {
	all := make([]graph.IRI, 0, len(set))
	for iri := range set {
		all = append(all, iri)
	}
	slices.Sort(all)
	return all
}

// edge is one quad out of a node, without its label.
type edge struct {
	subject   graph.IRI
	predicate quad.IRI
	object    quad.Value
}

// edgesOut returns the edges of these predicates out of the nodes, of all
// predicates when none is given, sorted.
func edgesOut(ctx context.Context, qs cayley.QuadStore, nodes []graph.IRI, predicates ...quad.Value) ([]edge, error) {
	if len(nodes) == 0 {
		return nil, nil
	}
	var all []edge
	w := From(values(nodes)...).Tag("s").OutTag("p", predicates...).Tag("o")
	err := each(ctx, qs, w.path, func(tags map[string]quad.Value) error {
		s, _ := tags["s"].(quad.IRI)
		p, _ := tags["p"].(quad.IRI)
		all = append(all, edge{graph.IRI(s), p, tags["o"]})
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read edges: %w", err)
	}
	slices.SortFunc(all, compareEdges)
	return slices.Compact(all), nil
}

// values gives addresses in Cayley's form.
func values(iris []graph.IRI) []quad.Value {
	all := make([]quad.Value, len(iris))
	for i, iri := range iris {
		all[i] = quad.IRI(iri)
	}
	return all
}

// text returns what a literal says, or an address as it is.
func text(v quad.Value) string {
	s, _ := graph.Literal(v)
	return s
}

// iri returns a value as address, empty when it is a literal.
func iri(v quad.Value) graph.IRI {
	i, _ := v.(quad.IRI)
	return graph.IRI(i)
}
