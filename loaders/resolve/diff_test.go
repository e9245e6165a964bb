package resolve_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"entente/graph"
)

// diff shows some lines that only one of two graphs has.
func diff(t *testing.T, want, got *graph.Store) {
	t.Helper()
	a, b := lines(t, want), lines(t, got)
	n := 0
	for _, l := range a {
		if _, ok := slices.BinarySearch(b, l); !ok && n < 12 {
			n++
			t.Logf("missing %.300s", l)
		}
	}
	for _, l := range b {
		if _, ok := slices.BinarySearch(a, l); !ok && n < 24 {
			n++
			t.Logf("extra   %.300s", l)
		}
	}
}

func lines(t *testing.T, s *graph.Store) []string {
	t.Helper()
	var b strings.Builder
	if err := s.WriteNQuads(context.Background(), &b, nil); err != nil {
		t.Fatal(err)
	}
	all := strings.Split(b.String(), "\n")
	slices.Sort(all)
	return all
}
