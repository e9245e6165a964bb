package resolve

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"entente/graph"
	"entente/graph/ontology"
	"entente/graph/when"
)

// TestNearClusters: of the clusters of a component those that have no blocking key in
// common with a node would not take it, whatever was put together before.
func TestNearClusters(t *testing.T) {
	p := &planner{}
	g := rand.New(rand.NewPCG(5, 6))
	one := func(of ...string) string { return of[g.IntN(len(of))] }
	taken, far := 0, 0
	for range 200 {
		all := clusters{keysOf: func(n *node) []string { return n.blocking() }}
		for i := range 30 {
			day := when.Day(g.IntN(900) + 15000)
			date := one(string(day.As(when.ToDay)), string(day.As(when.ToMonth)), string(day.As(when.ToYear)), "-")
			line := strings.Join([]string{one("summit", "meeting", "summit/planned") + "@" + string(day.As(when.ToDay)), date, one("-", "place:skarvik/country:orsk"),
				one("-", "country:orsk,country:pell", "country:orsk"), one("-", "Lathen Sea Summit", "Lathen Sea Summit")}, " ")
			f := act(t, ontology.Meeting, fmt.Sprint(i), line)
			m := &node{portrait: portraitOf(f), id: f.ID, local: graph.IRI("local:" + f.ID), keys: Keys(f), n: 1}
			near := all.near(m)
			for _, c := range all.all {
				if c.gone || slices.Contains(near, c) {
					continue
				}
				if far++; p.fits(m, c) {
					t.Fatalf("%s is not asked, and would take %s", c.nodes[0].marshal(), m.marshal())
				}
			}
			fit := p.fitting(m, &all)
			if len(fit) == 0 {
				all.begin(m)
				continue
			}
			taken++
			for _, c := range fit[1:] {
				all.put(fit[0], c.nodes...)
				c.gone = true
			}
			all.put(fit[0], m)
		}
	}
	if taken < 500 || far < 500 {
		t.Errorf("%d were taken in, %d clusters not asked: too few to tell", taken, far)
	}
}
