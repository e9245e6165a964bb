package graph_test

import (
	"context"
	"fmt"

	"entente/graph"
	"entente/graph/graphtest"

	"github.com/cayleygraph/cayley/query/path"
	"github.com/cayleygraph/quad"
)

// Example keeps a graph in memory, walks it with a path of Cayley's and reads the
// claims behind an edge.
func Example() {
	ctx := context.Background()
	s, err := graph.Open(ctx, graph.Memory, graph.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer s.Close()
	if err := s.Apply(ctx, graphtest.Talks().Change()); err != nil {
		fmt.Println(err)
		return
	}
	places, err := path.StartPath(s.QuadStore(), quad.IRI("person:sergei-lavrov")).In(graph.Pred("participant")).Out(graph.Pred("place")).
		Iterate(ctx).AllValues(s.QuadStore())
	fmt.Println(places, err)
	met := graph.Fact{Subject: "meeting:2013-05-07-moscow-kerry-lavrov", Predicate: "place", Object: graph.Object{IRI: "place:moscow"}}
	claims, err := s.ClaimsOn(ctx, graph.FactIRI(met))
	fmt.Println(len(claims), "claims,", err)
	// Output:
	// [<place:moscow>] <nil>
	// 3 claims, <nil>
}

// ExampleIRI_Absolute shows an address as the graph has it, and as exports do.
func ExampleIRI_Absolute() {
	fmt.Println(graph.IRI("person:sergei-lavrov").Absolute())
	fmt.Println(graph.Short("https://w3id.org/entente/person/sergei-lavrov"))
	// Output:
	// https://w3id.org/entente/person/sergei-lavrov
	// person:sergei-lavrov
}
