package graph

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"strconv"

	"entente/graph/pebble"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
)

// ErrNotEmpty is the cause when a graph is to be imported into a store that holds one.
var ErrNotEmpty = errors.New("the store is not empty")

// importBatch is how many quads are handed on at a time.
const importBatch = 4096

// Import puts a graph that was exported into an empty store, quad by quad as it
// stands: addresses may be absolute. It returns the number of quads. It does not
// look whether the graph keeps its laws; Verify does. Two graphs are not joined by
// putting one into the other: that takes resolution, which begins with articles.
func (s *Store) Import(ctx context.Context, quads iter.Seq2[quad.Quad, error]) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	had, err := s.Size(ctx)
	if err != nil {
		return 0, err
	}
	if had > 0 {
		return 0, fmt.Errorf("import into %s: %w", s.path, ErrNotEmpty)
	}
	w, err := s.writer()
	if err != nil {
		return 0, fmt.Errorf("import into %s: %w", s.path, err)
	}
	n := 0
	var batch []quad.Quad
	flush := func() error {
		_, err := w.WriteQuads(batch)
		batch = batch[:0]
		return err
	}
	for q, err := range quads {
		if err == nil {
			err = ctx.Err()
		}
		if err == nil {
			q, err = inside(q)
		}
		if err == nil && len(batch) == importBatch {
			err = flush()
		}
		if err != nil {
			return n, errors.Join(err, w.Close())
		}
		batch = append(batch, q)
		n++
	}
	if err := flush(); err != nil {
		return n, errors.Join(err, w.Close())
	}
	return n, w.Close()
}

// writer returns the fastest way for many quads into the store.
func (s *Store) writer() (quad.WriteCloser, error) {
	if p, ok := s.qs.(*pebble.Store); ok {
		return p.NewQuadWriter()
	}
	qw, err := cayley.NewQuadWriter("single", s.qs, nil)
	if err != nil {
		return nil, err
	}
	return cayley.NewWriter(qw), nil
}

// number returns a whole number as the encoding writes it, and other literals as they are.
func number(v quad.TypedString) quad.Value {
	if n, err := strconv.ParseInt(string(v.Value), 10, 64); err == nil && v.Type == Integer && strconv.FormatInt(n, 10) == string(v.Value) {
		return intValue(n)
	}
	return v
}

// inside returns a quad as the encoding writes it: short addresses, full datatypes.
func inside(q quad.Quad) (quad.Quad, error) {
	short := func(v quad.Value) (quad.Value, error) {
		switch v := v.(type) {
		case quad.IRI:
			return quad.IRI(Short(string(v))), nil
		case quad.TypedString:
			return number(v), nil
		case nil, quad.String, quad.Int, quad.LangString:
			return v, nil
		case quad.BNode:
			return nil, fmt.Errorf("blank node _:%s: no graph of ours has any", string(v))
		}
		return nil, fmt.Errorf("value %v of a kind that no graph of ours has", v)
	}
	var bad error
	if q.Predicate == quad.Value(quad.IRI("http://www.w3.org/1999/02/22-rdf-syntax-ns#subject")) {
		return q, errors.New("facts stand as nodes here, not as labels of their edges: export with --graphs fact, as nquads, trig or jsonld")
	}
	for _, v := range []*quad.Value{&q.Subject, &q.Predicate, &q.Object, &q.Label} {
		var err error
		if *v, err = short(*v); err != nil && bad == nil {
			bad = err
		}
	}
	return q, bad
}
