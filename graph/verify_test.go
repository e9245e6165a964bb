package graph_test

import (
	"iter"
	"slices"
	"strings"
	"testing"

	"entente/graph"
	"entente/graph/graphtest"

	_ "github.com/cayleygraph/cayley/writer" // by which quads come into the store of Cayley's own
	"github.com/cayleygraph/quad"
)

// breach is what becomes of the quads whose line has all of some words.
type breach struct {
	words   string
	becomes func(quad.Quad) []quad.Quad
}

func (b breach) of(quads iter.Seq2[quad.Quad, error]) iter.Seq2[quad.Quad, error] {
	meant := func(q quad.Quad) bool {
		line := graph.NQuad(q)
		return !slices.ContainsFunc(strings.Fields(b.words), func(word string) bool { return !strings.Contains(line, word) })
	}
	return func(yield func(quad.Quad, error) bool) {
		for q, err := range quads {
			now := []quad.Quad{q}
			if meant(q) {
				now = b.becomes(q)
			}
			for _, q := range now {
				if !yield(q, err) {
					return
				}
			}
		}
	}
}

func gone(quad.Quad) []quad.Quad { return nil }

func changed(change func(*quad.Quad)) func(quad.Quad) []quad.Quad {
	return func(q quad.Quad) []quad.Quad {
		change(&q)
		return []quad.Quad{q}
	}
}

// beside keeps a quad and adds what it would become.
func beside(change func(*quad.Quad)) func(quad.Quad) []quad.Quad {
	return func(q quad.Quad) []quad.Quad { return append(changed(change)(q), q) }
}

// TestVerifyTellsWhatIsWrong breaks the laws of a graph one by one, in a store that gives its
// quads by subject and in one that gives them in any order.
func TestVerifyTellsWhatIsWrong(t *testing.T) {
	const (
		one, other = "article:r5rpm5uoxcnbsqzl", "article:lvyqoa7bnllm3gdp"
		sat        = "claim:r5rpm5uoxcnbsqzl-dgoddx2dz7jwoow3"
		denied     = "claim:lvyqoa7bnllm3gdp-khgnyos4mhgtmn2e"
		held       = "fact:zialxhr7jpa7bnpd"
		planned    = "fact:63mguvzpi4bzx2cv"
	)
	object := func(text string) func(*quad.Quad) { return func(q *quad.Quad) { q.Object = quad.String(text) } }
	predicate := func(p quad.IRI) func(*quad.Quad) { return func(q *quad.Quad) { q.Predicate = p } }
	label := func(l quad.Value) func(*quad.Quad) { return func(q *quad.Quad) { q.Label = l } }
	for _, c := range []struct {
		words   string // all in the quads that change
		becomes func(quad.Quad) []quad.Quad
		fault   string
	}{
		{"ns#quote dgoddx2dz7jwoow3", changed(object("Kerry, the American secretary of state, sat down with Pavlov")),
			sat + ": its quote is not the text of " + one + " from 0 to 60"},
		{"ns#also khgnyos4mhgtmn2e", changed(object("0-400")), denied + ": the span 0-400 is not in the text of " + other},
		{"ns#text Officials", changed(object("Kerry will not meet Lavrov.")), other + ": its text does not have its digest"},
		{"ns#text Officials", gone, other + ": it has claims and no text"},
		{"ns#status held", gone, held + ": claims point to it but it has no edge"},
		{"ns#status held", beside(predicate("unasserted:status")), held + ": it has more than one edge"},
		{"ns#states zialxhr7jpa7bnpd", gone, held + ": no claim points to it"},
		{"ns#status held", changed(predicate("unasserted:status")), held + ": its edge is plain: false; a claim asserts it: true"},
		{"unasserted#status planned", changed(predicate("ent:status")), planned + ": its edge is plain: true; a claim asserts it: false"},
		{"ns#status held", changed(object("failed")), held + ": its label stands on another edge, <meeting:2013-05-07-moscow-kerry-lavrov> <ent:status> \"failed\""},
		{"ns#status held", changed(label(quad.IRI("fact:mine"))), "fact:mine: no claim points to it"},
		{"<https://w3id.org/entente/person/sergei-lavrov> ns#type>", gone, "person:sergei-lavrov: it has no type"},
		{"<https://w3id.org/entente/person/john-kerry> ns#type>", beside(func(q *quad.Quad) { q.Subject = quad.IRI("person:nobody") }),
			"person:nobody: nothing denotes it or speaks of it"},
		{"ns#denotes country/russia", gone, "country:russia: the gazetteer speaks of it but no article does"},
		{"r5rpm5uoxcnbsqzl-jvwqfnrb-2-person> ns#denotes", gone, "local:r5rpm5uoxcnbsqzl-jvwqfnrb-2-person: it denotes nothing"},
		{"ns#denies khgnyos4mhgtmn2e", gone, denied + ": it puts no fact forward"},
		{"ns#rule dgoddx2dz7jwoow3", changed(label(nil)), sat + ": <ent:rule> has no label"},
		{"ns#rule dgoddx2dz7jwoow3", beside(label(quad.IRI(other))), sat + ": <ent:rule> \"meeting/by-hand\" stands under two labels"},
		{"r5rpm5uoxcnbsqzl-dgoddx2dz7jwoow3", changed(label(quad.IRI(other))), sat + ": its quote is not the text of " + other + " from 0 to 60"},
		{"person/sergei-lavrov> altLabel", changed(label(quad.IRI(one))), "person:sergei-lavrov: <skos:altLabel> stands under the label <" + one + ">"},
	} {
		for _, opts := range []graph.Options{{}, {Memstore: true}} {
			found := faultsOf(t, breach{c.words, c.becomes}, opts)
			if !slices.Contains(found, c.fault) {
				t.Errorf("%+v: want %q among\n%s", opts, c.fault, strings.Join(found, "\n"))
			}
		}
	}
}

// faultsOf are those of a graph of which some quads became others.
func faultsOf(t *testing.T, b breach, opts graph.Options) []string {
	t.Helper()
	s, err := graph.Open(t.Context(), graph.Memory, opts)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := s.Import(t.Context(), b.of(quadsOf(t, open(t, graphtest.Talks().Change())))); err != nil {
		t.Fatal(err)
	}
	var faults []string
	if err := s.Verify(t.Context(), func(f graph.Fault) { faults = append(faults, f.String()) }); err != nil {
		t.Fatal(err)
	}
	return faults
}
