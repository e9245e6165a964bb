package queries

import (
	"context"
	"runtime"

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

// collect gives back what is not used any more, and lets others run.
func collect() {
	runtime.GC()
	runtime.Gosched()
}
