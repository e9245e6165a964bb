package pebble

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/query/path"
	"github.com/cayleygraph/quad"
)

// people are n nodes of which those that three divides like the sea, each under two labels.
func people(t *testing.T, n int) *Store {
	t.Helper()
	s, err := OpenMemory(0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	w, err := s.NewQuadWriter()
	if err != nil {
		t.Fatal(err)
	}
	for i := range n {
		who := quad.IRI(fmt.Sprint("p", i))
		all := []quad.Quad{quad.Make(who, quad.IRI("is"), quad.IRI("person"), nil)}
		if i%3 == 0 {
			all = append(all, quad.Make(who, quad.IRI("likes"), quad.IRI("sea"), quad.IRI("one")), quad.Make(who, quad.IRI("likes"), quad.IRI("sea"), quad.IRI("two")))
		}
		if _, err := w.WriteQuads(all); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return s
}

// iteratorOf builds the iterator of a path.
func iteratorOf(t *testing.T, s *Store, p *path.Path) iterator.Shape {
	t.Helper()
	it, _ := p.BuildIteratorOn(t.Context(), s).Optimize(t.Context())
	return it
}

// A part that is asked for many nodes answers from memory in the end, as it did before: whether it has the node, by how
// many ways, with which tags.
func TestRecallAnswersAsBefore(t *testing.T) {
	const n = 2000
	s := people(t, n)
	sea, likes := quad.IRI("sea"), quad.IRI("likes")
	for name, p := range map[string]*path.Path{
		"plain":        path.StartMorphism(sea).In(likes),
		"tagged":       path.StartMorphism(sea).LabelContextWithTags([]string{"label"}, path.StartMorphism()).In(likes),
		"intersection": path.StartMorphism(sea).In(likes).And(path.StartMorphism(quad.IRI("person")).In(quad.IRI("is"))),
	} {
		x := iteratorOf(t, s, p).Lookup()
		r, ok := x.(*recall)
		if !ok {
			t.Fatalf("%s: %T", name, x)
		}
		for round, after := 0, 0; after < 2 && round < 1000; round++ { // a round more once it remembers
			if r.whole {
				after++
			}
			for i := range n {
				ref, err := s.ValueOf(quad.IRI(fmt.Sprint("p", i)))
				if err != nil {
					t.Fatal(err)
				}
				had := x.Contains(t.Context(), ref)
				if had != (i%3 == 0) || x.Err() != nil {
					t.Fatalf("%s, round %d: p%d: %v, %v", name, round, i, had, x.Err())
				}
				if had {
					holdWays(t, fmt.Sprintf("%s, round %d, p%d", name, round, i), x, ref, name == "tagged")
				}
			}
		}
		if !r.whole {
			t.Errorf("%s: asked %d times and never remembered", name, 1000*n)
		}
		if err := x.Close(); err != nil {
			t.Error(err)
		}
	}
}

// holdWays expects two ways to a node, each under its label.
func holdWays(t *testing.T, what string, x iterator.Index, ref graph.Ref, tagged bool) {
	t.Helper()
	if x.Result() != ref {
		t.Fatalf("%s: result %v", what, x.Result())
	}
	ways, labels := 0, map[graph.Ref]bool{}
	for more := true; more; more = x.NextPath(t.Context()) {
		ways++
		tags := map[string]graph.Ref{}
		x.TagResults(tags)
		if tagged {
			labels[tags["label"]] = true
		}
	}
	if ways != 2 || tagged && len(labels) != 2 {
		t.Fatalf("%s: %d ways, %d labels", what, ways, len(labels))
	}
}

// A part that is cut off while it is read says so, and does not answer that a node is not there.
func TestRecallIsCutOff(t *testing.T) {
	const n = 2000
	s := people(t, n)
	x := iteratorOf(t, s, path.StartMorphism(quad.IRI("sea")).In(quad.IRI("likes"))).Lookup()
	defer x.Close()
	ctx, cancel := context.WithCancel(t.Context())
	ref, err := s.ValueOf(quad.IRI("p3"))
	if err != nil {
		t.Fatal(err)
	}
	for range recallAfter + 1 {
		if !x.Contains(ctx, ref) {
			t.Fatal("p3 is not there")
		}
	}
	cancel()
	for range 10 * n {
		if !x.Contains(ctx, ref) {
			if !errors.Is(x.Err(), context.Canceled) {
				t.Errorf("cut off it answers no, with %v", x.Err())
			}
			return
		}
	}
	if r := x.(*recall); !r.whole {
		t.Error("neither cut off nor whole")
	}
}
