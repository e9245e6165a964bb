package pebble

import (
	"fmt"
	"testing"

	"github.com/cayleygraph/quad"
)

// TestFamilies: what begins with one article's hash is kin; other addresses are not.
func TestFamilies(t *testing.T) {
	nodeOf := func(iri string) node {
		t.Helper()
		of, err := termOf(quad.IRI(iri))
		if err != nil {
			t.Fatal(err)
		}
		return of.node
	}
	article := nodeOf("article:qz3zcvtytzhqmoal")
	for iri, want := range map[string]bool{
		"article:qz3zcvtytzhqmoal":                   true,
		"claim:qz3zcvtytzhqmoal-b4wlqf6hy3tnd5vc":    true,
		"local:qz3zcvtytzhqmoal-ckh7b2r5-311-person": true,
		"local:qz3zckh7b2r5jmsa-ckh7b2r5-311-person": true, // the first bytes alone count
		"claim:b4wlqf6hy3tnd5vc-qz3zcvtytzhqmoal":    false,
		"claim:qz3zcvtytzhqmoa":                      false,
		"claim:qz3zcvtytzhqmoalx":                    false,
		"claim:QZ3ZCVTYTZHQMOAL-1":                   false,
		"fact:qz3zcvtytzhqmoal":                      false,
		"article:gazetteer":                          false,
		"local:":                                     false,
	} {
		if got := areKin(nodeOf(iri), article); got != want {
			t.Errorf("%s: kin %t", iri, got)
		}
	}
}

// TestFewEntries: what an article says of itself and of what stands in it has two entries, and what it says of things
// three; an edge under another label has four. All are found by object and by label.
func TestFewEntries(t *testing.T) {
	article, claim := quad.IRI("article:qz3zcvtytzhqmoal"), quad.IRI("claim:qz3zcvtytzhqmoal-b4wlqf6hy3tnd5vc")
	says := quad.IRI("p:says")
	for _, c := range []struct {
		q    quad.Quad
		want int
	}{
		{quad.Quad{Subject: article, Predicate: says, Object: quad.String("words"), Label: article}, 2},
		{quad.Quad{Subject: claim, Predicate: says, Object: quad.Int(7), Label: article}, 2},
		{quad.Quad{Subject: claim, Predicate: says, Object: quad.IRI("n:a"), Label: article}, 3},
		{quad.Quad{Subject: claim, Predicate: says, Object: quad.IRI("n:a")}, 3},
		{quad.Quad{Subject: claim, Predicate: says, Object: quad.String("words"), Label: quad.IRI("article:other")}, 3},
		{quad.Quad{Subject: quad.IRI("n:a"), Predicate: says, Object: claim, Label: article}, 4},
	} {
		s := memory(t)
		add(t, s, c.q)
		if got := entries(t, s); got != c.want {
			t.Errorf("%v has %d entries, want %d", c.q, got, c.want)
		}
		for _, pattern := range []quad.Quad{{Object: c.q.Object}, {Label: c.q.Label}, {Label: c.q.Label, Object: c.q.Object}} {
			var found []quad.Quad
			a := s.Asker()
			err := a.Quads(t.Context(), pattern, func(q quad.Quad) error {
				found = append(found, q)
				return nil
			})
			if err != nil || len(found) != 1 || found[0] != c.q {
				t.Errorf("%v: found %v, %v", pattern, found, err)
			}
			a.Close()
		}
		if err := s.Check(t.Context()); err != nil {
			t.Error(err)
		}
	}
}

// entries counts the keys of all orders.
func entries(t *testing.T, s *Store) (n int) {
	t.Helper()
	c, err := s.cursor()
	if err != nil {
		t.Fatal(err)
	}
	defer c.close()
	for ok := c.it.SeekGE([]byte{roomSPO}); ok; ok = c.it.Next() {
		n++
	}
	if err := c.err(); err != nil {
		t.Fatal(fmt.Errorf("count: %w", err))
	}
	return n
}
