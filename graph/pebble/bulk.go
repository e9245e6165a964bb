package pebble

import (
	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
)

// NewQuadWriter loads quads.
func (s *Store) NewQuadWriter() (quad.WriteCloser, error) { return &bulk{s}, nil }

type bulk struct{ s *Store }

func (b *bulk) WriteQuad(q quad.Quad) error { _, err := b.WriteQuads([]quad.Quad{q}); return err }
func (b *bulk) WriteQuads(qs []quad.Quad) (int, error) {
	var d []graph.Delta
	for _, q := range qs {
		d = append(d, graph.Delta{Quad: q, Action: graph.Add})
	}
	return len(qs), b.s.ApplyDeltas(d, graph.IgnoreOpts{IgnoreDup: true})
}
func (b *bulk) Close() error { return nil }
