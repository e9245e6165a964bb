package pebble

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/memstore"
	"github.com/cayleygraph/cayley/query/path"
	"github.com/cayleygraph/cayley/writer"
	"github.com/cayleygraph/quad"
)

// Of a node to which much leads, what leads there by some predicates is the same as on Cayley's store in memory: by every
// label, whether it is gone through or asked for.
func TestFewPredicatesOfAHub(t *testing.T) {
	hub := quad.IRI("hub")
	var all []quad.Quad
	for i := range 400 {
		who := quad.IRI(fmt.Sprint("n", i))
		for p := range 5 {
			if i%(p+2) == 0 {
				all = append(all, quad.Make(who, quad.IRI(fmt.Sprint("p", p)), hub, nil))
			}
			if i%(p+3) == 0 {
				all = append(all, quad.Make(who, quad.IRI(fmt.Sprint("p", p)), hub, quad.IRI(fmt.Sprint("l", i%2))))
			}
		}
		all = append(all, quad.Make(who, quad.IRI("in"), quad.IRI("list"), nil))
	}
	ours, err := OpenMemory(0)
	if err != nil {
		t.Fatal(err)
	}
	defer ours.Close()
	theirs := memstore.New()
	for _, qs := range []graph.QuadStore{ours, theirs} {
		w, err := writer.NewSingle(qs, graph.IgnoreOpts{IgnoreDup: true})
		if err != nil {
			t.Fatal(err)
		}
		if err := w.AddQuadSet(all); err != nil {
			t.Fatal(err)
		}
	}
	preds := []quad.Value{quad.IRI("p1"), quad.IRI("p3"), quad.IRI("p4")}
	labelled := path.StartMorphism(hub).LabelContextWithTags([]string{"label"}, path.StartMorphism())
	for name, p := range map[string]*path.Path{
		"in":         path.StartMorphism(hub).In(preds),
		"unique":     path.StartMorphism(hub).In(preds).Unique(),
		"predicates": path.StartMorphism(hub).InWithTags([]string{"by"}, preds),
		"labels":     labelled.InWithTags([]string{"by"}, preds),
		"asked":      path.StartMorphism(quad.IRI("list")).In(quad.IRI("in")).And(path.StartMorphism(hub).In(preds)),
		"out":        path.StartMorphism(quad.IRI("list")).In(quad.IRI("in")).OutWithTags([]string{"by"}, preds).Is(hub),
	} {
		got, want := answers(t, p, ours), answers(t, p, theirs)
		if !slices.Equal(got, want) || len(got) < 100 {
			t.Errorf("%s: %d answers, %d on Cayley's store", name, len(got), len(want))
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	it := path.StartMorphism(hub).In(preds).BuildIteratorOn(ctx, ours).Iterate()
	defer it.Close()
	if it.Next(ctx) || it.Err() == nil {
		t.Error("a walk that is cut off goes on")
	}
}
