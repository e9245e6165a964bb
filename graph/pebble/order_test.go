package pebble

import (
	"fmt"
	"slices"
	"testing"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/memstore"
	"github.com/cayleygraph/quad"
)

// The quads of a predicate come in the order of their dates, forwards and back, as far as they are wanted.
func TestInOrder(t *testing.T) {
	s, err := OpenMemory(0)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	w, err := s.NewQuadWriter()
	if err != nil {
		t.Fatal(err)
	}
	var days []string
	for i := range 300 {
		day := fmt.Sprintf("%04d-%02d-%02d", 1990+i*7%40, 1+i%12, 1+i%28)
		days = append(days, day)
		on := quad.TypedString{Value: quad.String(day), Type: fullDate}
		if err := w.WriteQuad(quad.Make(quad.IRI(fmt.Sprint("talks", i)), quad.IRI("on"), on, nil)); err != nil {
			t.Fatal(err)
		}
		if err := w.WriteQuad(quad.Make(quad.IRI(fmt.Sprint("talks", i)), quad.IRI("until"), on, nil)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	slices.Sort(days)
	for _, back := range []bool{false, true} {
		for _, most := range []int{1, 17, 1000} {
			var got []string
			ok, err := InOrder(t.Context(), s, quad.IRI("on"), back, func(_, object graph.Ref) bool {
				v, err := s.NameOf(object)
				if err != nil {
					t.Fatal(err)
				}
				got = append(got, string(v.(quad.TypedString).Value))
				return len(got) < most
			})
			if !ok || err != nil {
				t.Fatal(ok, err)
			}
			want := slices.Clone(days)
			if back {
				slices.Reverse(want)
			}
			if want = want[:min(most, len(want))]; !slices.Equal(got, want) {
				t.Errorf("back %t, %d: got %v, want %v", back, most, got, want)
			}
		}
	}
	w, err = s.NewQuadWriter()
	if err == nil {
		err = w.WriteQuad(quad.Make(quad.IRI("talks"), quad.IRI("on"), quad.TypedString{Value: "12013-05-07", Type: fullDate}, nil))
	}
	if err != nil || w.Close() != nil {
		t.Fatal(err)
	}
	if ok, err := InOrder(t.Context(), s, quad.IRI("on"), true, nil); ok || err != nil {
		t.Errorf("a day that does not stand in the order: %t, %v", ok, err)
	}
	if ok, err := InOrder(t.Context(), memstore.New(), quad.IRI("on"), false, nil); ok || err != nil {
		t.Errorf("Cayley's own store: %t, %v", ok, err)
	}
}
