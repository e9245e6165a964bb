package export

import (
	"io"
	"testing"

	"entente/graph"
	"entente/graph/graphtest"

	"github.com/cayleygraph/quad"
)

// BenchmarkNQuads writes a world of 300,000 quads as canonical N-Quads, from the
// store to the last byte, and quads in memory alone. The bar is 300,000 quads/s on one core.
func BenchmarkNQuads(b *testing.B) {
	s, err := graph.Open(b.Context(), graph.Memory, graph.Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	if err := s.Apply(b.Context(), graphtest.World(7, 300_000).Change()); err != nil {
		b.Fatal(err)
	}
	quads, err := s.Size(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	b.Run("store", func(b *testing.B) {
		for b.Loop() {
			if err := NQuads.Write(b.Context(), io.Discard, s.Reader, Options{Text: true}); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(quads)*float64(b.N)/b.Elapsed().Seconds(), "quads/s")
	})
	var all []quad.Quad
	if err := s.Quads(b.Context(), func(q quad.Quad) error { all = append(all, q); return nil }); err != nil {
		b.Fatal(err)
	}
	b.Run("writing alone", func(b *testing.B) {
		for b.Loop() {
			if err := graph.WriteNQuads(io.Discard, all); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(quads)*float64(b.N)/b.Elapsed().Seconds(), "quads/s")
	})
}
