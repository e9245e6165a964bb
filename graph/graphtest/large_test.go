package graphtest_test

import (
	"testing"

	"entente/graph"
	"entente/graph/graphtest"
)

// TestWorld: a world has about the size asked for, is the same each time, and a
// store that takes it article by article verifies.
func TestWorld(t *testing.T) {
	const size = 20_000
	w := graphtest.World(1, size)
	if a, b := graphtest.Digest(t, w.Graph()), graphtest.Digest(t, graphtest.World(1, size).Graph()); a != b {
		t.Error("the same seed gives another world")
	}
	s, err := graph.Open(t.Context(), graph.Memory, graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for i := range w.Articles {
		if err := s.Apply(t.Context(), w.Change(i)); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Verify(t.Context(), func(f graph.Fault) { t.Error(f) }); err != nil {
		t.Fatal(err)
	}
	got, err := s.Digest(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if got != graphtest.Digest(t, w.Graph()) {
		t.Error("one by one gives another graph than at once")
	}
	at, err := graph.Open(t.Context(), graph.Memory, graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer at.Close()
	if err := w.Fill(t.Context(), at); err != nil {
		t.Fatal(err)
	}
	if once, err := at.Digest(t.Context()); err != nil || once != got {
		t.Errorf("filled at once it is another graph: %v", err)
	}
	st, err := s.Stats(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if st.Quads < size*2/3 || st.Quads > size*3/2 {
		t.Errorf("%d quads, asked for %d", st.Quads, size)
	}
	t.Logf("%+v", st)
}
