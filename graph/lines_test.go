package graph

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// TestLines sorts the same lines with and without room in memory.
func TestLines(t *testing.T) {
	g := rand.New(rand.NewPCG(1, 2))
	var want []string
	for range 3000 {
		want = append(want, fmt.Sprintf("line %d é", g.IntN(2000)))
	}
	for _, limit := range []int{0, 5000, 1 << 20, 200} {
		l := Lines{limit: limit}
		for _, line := range want {
			if err := l.Add(line); err != nil {
				t.Fatal(err)
			}
		}
		var b strings.Builder
		if err := l.Write(&b); err != nil {
			t.Fatal(err)
		}
		if err := l.Close(); err != nil {
			t.Fatal(err)
		}
		sorted := slices.Compact(slices.Sorted(slices.Values(want)))
		if b.String() != strings.Join(sorted, "\n")+"\n" {
			t.Errorf("limit %d: other lines", limit)
		}
		want = want[:min(len(want), 1500)] // or there would be many files
	}
}
