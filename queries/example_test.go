package queries

import (
	"context"

	"entente/graph"
	"entente/graph/graphtest"
)

func exampleContext() context.Context { return context.Background() }

// exampleStore is a store in memory with the small world of graphtest.
func exampleStore() *graph.Store {
	s, err := graph.Open(exampleContext(), graph.Memory, graph.Options{})
	if err != nil {
		panic(err)
	}
	if err := s.Apply(exampleContext(), graphtest.Talks().Change()); err != nil {
		panic(err)
	}
	return s
}
