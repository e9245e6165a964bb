package queries

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"entente/graph"
	"entente/graph/graphtest"
)

// routesOf asks for chains, and writes each as the addresses along it.
func routesOf(t testing.TB, r *graph.Reader, req PathRequest) []string {
	t.Helper()
	ans, err := Path(t.Context(), r, req)
	if err != nil {
		t.Fatalf("%+v: %v", req, err)
	}
	var all []string
	for _, c := range ans.Chains {
		line := string(c.Steps[0].From.ID)
		for i, s := range c.Steps {
			if i > 0 && s.From.ID != c.Steps[i-1].To.ID {
				t.Errorf("%+v: step %d begins at %s, the one before ends at %s", req, i, s.From.ID, c.Steps[i-1].To.ID)
			}
			by := s.Tie
			if s.Through != nil {
				by = string(s.Through.ID)
			}
			line += " -" + by + "- " + string(s.To.ID)
		}
		all = append(all, line)
	}
	return all
}

// TestPath asks the small world for chains, a case a request.
func TestPath(t *testing.T) {
	s := talks(t)
	const met = "meeting:2013-05-07-moscow-kerry-lavrov"
	for _, c := range []struct {
		req  PathRequest
		want string
	}{
		{PathRequest{From: "Kerry", To: "Lavrov"}, "person:john-kerry -" + met + "- person:sergei-lavrov"},
		{PathRequest{From: "Kerry", To: "Russia"}, "person:john-kerry -" + met + "- person:sergei-lavrov -organizations- country:russia"},
		{PathRequest{From: "Kerry", To: "Russia", Max: 1}, ""},
		{PathRequest{From: "Kerry", To: "United States", Via: []string{"Lavrov"}},
			"person:john-kerry -" + met + "- person:sergei-lavrov -organizations- country:russia -agreement:2013-05-07-syria-conference- country:united-states"},
		{PathRequest{From: "Kerry", To: "Russia", Through: []string{"agreements"}}, ""},
		{PathRequest{From: "United States", To: "Russia", Through: []string{"agreements"}},
			"country:united-states -agreement:2013-05-07-syria-conference- country:russia"},
		{PathRequest{From: "Kerry", To: "Lavrov", Held: true}, "person:john-kerry -" + met + "- person:sergei-lavrov"},
		{PathRequest{From: met, To: "Russia"}, met + " -meetings- person:sergei-lavrov -organizations- country:russia"},
		{PathRequest{From: "Lavrov", To: met}, "person:sergei-lavrov -meetings- " + met},
		{PathRequest{From: "Kerry", To: "Lavrov", Values: map[string][]string{"since": {"2013-05-08"}}}, ""},
		{PathRequest{From: "Kerry", To: "Lavrov", Values: map[string][]string{"until": {"2013-05-07"}, "since": {"2013"}}},
			"person:john-kerry -" + met + "- person:sergei-lavrov"},
		{PathRequest{From: "Kerry", To: "Lavrov", Values: map[string][]string{"known-by": {"2013-05-06"}}}, ""},
		{PathRequest{From: "Kerry", To: "Lavrov", Mode: Planned, Values: map[string][]string{"known-by": {"2013-05-06"}}},
			"person:john-kerry -" + met + "- person:sergei-lavrov"},
		{PathRequest{From: "Kerry", To: "Lavrov", Values: map[string][]string{"source": {"Northern Wire"}}},
			"person:john-kerry -" + met + "- person:sergei-lavrov"},
		{PathRequest{From: "United States", To: "Russia", Values: map[string][]string{"source": {"Northern Wire"}}}, ""},
		{PathRequest{From: "Kerry", To: "Syria"}, ""},
		{PathRequest{From: "Kerry", To: "Russia", Values: map[string][]string{"min-sources": {"2"}}}, ""},
		{PathRequest{From: "Kerry", To: "Lavrov", Values: map[string][]string{"min-sources": {"2"}}},
			"person:john-kerry -" + met + "- person:sergei-lavrov"},
	} {
		if got := strings.Join(routesOf(t, s.Reader, c.req), " | "); got != c.want {
			t.Errorf("%+v:\n got %s\nwant %s", c.req, got, c.want)
		}
	}
}

// TestPathEvidence wants a sentence for every step, and the text to hold it.
func TestPathEvidence(t *testing.T) {
	s := talks(t)
	ans, err := Path(t.Context(), s.Reader, PathRequest{From: "Kerry", To: "Russia"})
	if err != nil {
		t.Fatal(err)
	}
	for _, step := range ans.Chains[0].Steps {
		if len(step.Evidence) == 0 || step.Sources == 0 || len(step.Edges) == 0 {
			t.Errorf("%s to %s: no evidence: %+v", step.From.Label, step.To.Label, step)
		}
		for _, e := range step.Evidence {
			text, err := s.Text(t.Context(), e.Article)
			if err != nil {
				t.Fatal(err)
			}
			if text[e.Start:e.End] != e.Quote {
				t.Errorf("%s: quote %q is not the text", e.Claim, e.Quote)
			}
		}
	}
}

// TestPathRequests refuses what it does not understand.
func TestPathRequests(t *testing.T) {
	s := talks(t)
	for _, c := range []struct {
		req  PathRequest
		want error
	}{
		{PathRequest{From: "Kerry", To: "Kerry"}, ErrRequest},
		{PathRequest{From: "Kerry", To: "John Kerry"}, ErrRequest},
		{PathRequest{From: "Kerry", To: "Nobody"}, ErrName},
		{PathRequest{From: "Kerry", To: "Lavrov", Through: []string{"gossip"}}, ErrRequest},
		{PathRequest{From: "Kerry", To: "place:moscow"}, ErrRequest},
		{PathRequest{From: "Kerry", To: "Lavrov", Values: map[string][]string{"since": {"May"}}}, ErrRequest},
	} {
		if _, err := Path(t.Context(), s.Reader, c.req); !errors.Is(err, c.want) {
			t.Errorf("%+v: got %v, want %v", c.req, err, c.want)
		}
	}
}

// slowChains finds the simple chains between two actors of a set up to a length,
// the plain way: a search over all ties of all stated facts. Only lengths count.
func slowChains(set graphtest.Set, a, b graph.IRI, longest, enough int) []int {
	next := map[graph.IRI]map[graph.IRI]bool{}
	for _, w := range slowTies(set) {
		if next[w[0]] == nil {
			next[w[0]] = map[graph.IRI]bool{}
		}
		next[w[0]][w[1]] = true
	}
	var lengths []int
	for n := 1; n <= longest && len(lengths) < enough; n++ {
		var walk func(at graph.IRI, route []graph.IRI)
		walk = func(at graph.IRI, route []graph.IRI) {
			if len(lengths) >= enough {
				return
			}
			if at == b {
				if len(route) == n {
					lengths = append(lengths, n)
				}
				return
			}
			if len(route) == n {
				return
			}
			for to := range next[at] {
				if to != a && !slices.Contains(route, to) {
					walk(to, append(slices.Clone(route), to))
				}
			}
		}
		walk(a, nil)
	}
	return lengths
}

// slowTies lists the pairs of actors that some tie joins.
func slowTies(set graphtest.Set) [][2]graph.IRI {
	parts := map[graph.IRI]map[graph.IRI]bool{}
	var pairs [][2]graph.IRI
	both := func(x, y graph.IRI) { pairs = append(pairs, [2]graph.IRI{x, y}, [2]graph.IRI{y, x}) }
	note := func(c graph.Claim) {
		if !c.Modality.Asserts() {
			return
		}
		for _, f := range c.Facts {
			thing, actor := f.Subject, f.Object.IRI
			switch f.Predicate {
			case "holds":
				thing, actor = actor, thing
			case "participant", "host", "convener", "party", "of":
			case "represents", "memberOf", "partOf", "citizenOf":
				both(f.Subject, f.Object.IRI)
				continue
			default:
				continue
			}
			if parts[thing] == nil {
				parts[thing] = map[graph.IRI]bool{}
			}
			parts[thing][actor] = true
		}
	}
	for _, a := range set.Articles {
		for _, c := range a.Claims {
			note(c)
		}
	}
	for _, e := range set.Entities {
		for _, c := range e.Lines {
			note(c)
		}
	}
	for _, all := range parts {
		for x := range all {
			for y := range all {
				if x < y {
					both(x, y)
				}
			}
		}
	}
	return pairs
}

// TestPathAgainstPlainSearch holds the search from both ends against a plain one
// on a made world: the chains have the same lengths.
func TestPathAgainstPlainSearch(t *testing.T) {
	set := graphtest.World(3, 6_000)
	s := stored(t, set)
	actors := map[graph.IRI]bool{}
	for _, p := range slowTies(set) {
		actors[p[0]] = true
	}
	all := sorted(actors)
	for i := range 12 {
		a, b := all[(i*31)%len(all)], all[(i*57+17)%len(all)]
		if a == b {
			continue
		}
		want := slowChains(set, a, b, 4, 3)
		ans, err := Path(t.Context(), s.Reader, PathRequest{From: string(a), To: string(b), Max: 4, Limit: 3, Quotes: 1})
		if errors.Is(err, ErrName) {
			continue // an entity that no stored article names
		}
		if err != nil {
			t.Fatal(err)
		}
		var got []int
		for _, c := range ans.Chains {
			got = append(got, len(c.Steps))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s to %s: chains of %v steps, want %v", a, b, got, want)
		}
	}
}

// stored keeps a set in a store in memory.
func stored(t testing.TB, set graphtest.Set) *graph.Store {
	t.Helper()
	s, err := graph.Open(t.Context(), graph.Memory, graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	for i := 0; i < len(set.Articles); i += 256 {
		var numbers []int
		for n := i; n < min(i+256, len(set.Articles)); n++ {
			numbers = append(numbers, n)
		}
		if err := s.Apply(t.Context(), set.Change(numbers...)); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

// ExamplePath finds how two people hang together.
func ExamplePath() {
	s := exampleStore()
	defer s.Close()
	ans, err := Path(exampleContext(), s.Reader, PathRequest{From: "Kerry", To: "Russia"})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, step := range ans.Chains[0].Steps {
		fmt.Printf("%s to %s by %s: %q\n", step.From.Label, step.To.Label, step.Tie, step.Evidence[0].Quote)
	}
	// Output:
	// John Kerry to Sergei Lavrov by meetings: "Kerry, the American secretary of state, sat down with Lavrov"
	// Sergei Lavrov to Russia by organizations: "Lavrov, the foreign minister of Russia,"
}
