package graph_test

import (
	"testing"

	"entente/graph"
	"entente/graph/graphtest"
)

func TestMemstore(t *testing.T) {
	graphtest.Suite(t, func(t *testing.T) *graph.Store {
		s, err := graph.Open(t.Context(), graph.Memory, graph.Options{Memstore: true})
		if err != nil {
			t.Fatal(err)
		}
		return s
	})
}
