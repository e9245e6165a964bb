package graphtest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"reflect"
	"testing"

	"entente/graph"
)

// Digest returns the digest that a store with this change alone must have.
func Digest(t testing.TB, c graph.Change) string {
	t.Helper()
	h := sha256.New()
	if err := graph.WriteNQuads(h, graph.Encode(c.Add, c.Entities)); err != nil {
		t.Fatal(err)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// Suite is what every store must pass. open returns an empty store, which the
// suite closes.
func Suite(t *testing.T, open func(t *testing.T) *graph.Store) {
	s := suite{open}
	for _, c := range []struct {
		name string
		run  func(*testing.T)
	}{
		{"order", s.order},
		{"contribution", s.contribution},
	} {
		t.Run(c.name, c.run)
	}
}

type suite struct {
	open func(t *testing.T) *graph.Store
}

func (s suite) store(t *testing.T) *graph.Store {
	st := s.open(t)
	t.Cleanup(func() {
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	})
	return st
}

func apply(t *testing.T, st *graph.Store, c graph.Change) {
	t.Helper()
	if err := st.Apply(t.Context(), c); err != nil {
		t.Fatal(err)
	}
}

func same(t *testing.T, st *graph.Store, want graph.Change) {
	t.Helper()
	got, err := st.Digest(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if got != Digest(t, want) {
		t.Error("the store differs from what the articles alone give")
	}
}

// order: any order, one by one or at once, twice, and what is forgotten was never there.
func (s suite) order(t *testing.T) {
	w := Talks()
	for _, order := range [][]int{{0, 1, 2, 3}, {3, 2, 1, 0}, {2, 0, 3, 1}} {
		st := s.store(t)
		for i, n := range order {
			apply(t, st, w.Change(n))
			same(t, st, w.Graph(order[:i+1]...))
			apply(t, st, w.Change(n))
			same(t, st, w.Graph(order[:i+1]...))
		}
		for i, n := range order {
			apply(t, st, graph.Change{Forget: []graph.IRI{w.Articles[n].Article.IRI}})
			if i < len(order)-1 {
				same(t, st, w.Graph(order[i+1:]...))
			}
		}
		same(t, st, graph.Change{})
	}
	st := s.store(t)
	apply(t, st, w.Change())
	same(t, st, w.Graph())
}

// contribution: what went in can be read back.
func (s suite) contribution(t *testing.T) {
	w := Talks()
	st := s.store(t)
	apply(t, st, w.Change())
	for _, want := range w.Articles {
		got, err := st.Contribution(t.Context(), want.Article.IRI)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("read back\n%+v\nwant\n%+v", got, want)
		}
	}
}
