package loaders_test

import (
	"strings"
	"testing"

	"entente/graph"
	"entente/loaders"
)

// TestVerifyResolvesAfresh: a graph that holds together and is not what its articles
// give is told, line by line.
func TestVerifyResolvesAfresh(t *testing.T) {
	s := open(t, graph.Memory)
	defer s.Close()
	load(t, s, loaders.Options{}, of("one", "Orlan Tesk of Varsonia met Mira Dov of Ostelia in Lathen on 2013-05-07."))
	a, err := s.Contribution(t.Context(), graph.ArticleIRI("one"))
	if err != nil {
		t.Fatal(err)
	}
	e, err := s.Entity(t.Context(), a.Locals[0].Entity)
	if err != nil {
		t.Fatal(err)
	}
	e.Label = "Somebody Else"
	if err := s.Apply(t.Context(), graph.Change{Entities: []graph.Entity{e}}); err != nil {
		t.Fatal(err)
	}
	var faults []string
	if _, err := loaders.Verify(t.Context(), s.Reader, plain{}, func(f graph.Fault) { faults = append(faults, f.String()) }); err != nil {
		t.Fatal(err)
	}
	all := strings.Join(faults, "\n")
	if !strings.Contains(all, "its articles do not give: ") || !strings.Contains(all, "Somebody Else") || !strings.Contains(all, "its articles give, but it lacks: ") {
		t.Errorf("faults: %s", all)
	}
}
