package resolve_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"entente/graph"
	"entente/graph/ontology"
	"entente/graph/when"
	"entente/loaders/extract"
)

// retelling is an article of a day that quotes a long sentence, a short one, and names an
// accord, some of them twice.
func retelling(g *rand.Rand, i int) extract.Reading {
	day := when.Date(fmt.Sprintf("20%02d-05-%02d", 10+g.IntN(8), 1+g.IntN(3)))
	t := tell(fmt.Sprint("retelling-", i), day)
	long, short := "we shall not leave this table before there is an accord between us", "it is good to be here"
	for range 1 + g.IntN(2) {
		words := []string{long, short, long[:60], strings.TrimPrefix(long, "we ")}[g.IntN(4)]
		t.claim("statement", ontology.Stated, known("speaker", "person:sergei-lavrov", "Lavrov"), val("quote", words), val("direct", "true"))
	}
	for range g.IntN(3) {
		parts := []part{val("name", []string{"Lathen Sea Accord", "Accord of Lathen Sea"}[g.IntN(2)]), val("type", "accord")}
		if g.IntN(3) == 0 {
			parts = append(parts, val("date", string(day)))
		}
		if g.IntN(3) == 0 {
			parts = append(parts, known("party", "country:russia", "Russia"))
		}
		t.claim("agreement", ontology.Stated, parts...)
	}
	for n := range 60 {
		fmt.Fprintf(&t.text, "%d-%d ", i, n)
	}
	return t.reading()
}

// TestRetellings: what is quoted and named for years is the same graph in whatever order
// its articles come, and when some left and came again.
func TestRetellings(t *testing.T) {
	for round := range uint64(6) {
		g := rand.New(rand.NewPCG(round, 9))
		var set []extract.Reading
		for i := range 30 {
			set = append(set, retelling(g, i))
		}
		want := open(t)
		load(t, want, set)
		verify(t, want)
		got, load := open(t), load
		if round%2 == 1 {
			load = remembering()
		}
		g.Shuffle(len(set), func(i, j int) { set[i], set[j] = set[j], set[i] })
		for left := set; len(left) > 0; {
			n := min(len(left), 1+g.IntN(4))
			load(t, got, left[:n])
			left = left[n:]
		}
		var some []graph.IRI
		for _, r := range set[:12] {
			some = append(some, iri(r))
		}
		load(t, got, nil, some...)
		load(t, got, set[:6])
		load(t, got, set[6:12])
		if digest(t, got) != digest(t, want) {
			diff(t, want, got)
			t.Fatalf("round %d: the graph depends on the order", round)
		}
	}
}

// TestOneLook: a quotation that many articles have brought is found by one look at the
// statement, not by one for each of them.
func TestOneLook(t *testing.T) {
	s := open(t)
	for i := range 40 {
		load(t, s, []extract.Reading{told(fmt.Sprint("of-", i), when.Date(fmt.Sprintf("%d-05-13", 1980+i)), "Orlan Tesk", "")})
	}
	c, err := s.Contribution(t.Context(), iri(told("of-7", "1987-05-13", "Orlan Tesk", "")))
	if err != nil {
		t.Fatal(err)
	}
	at := slices.IndexFunc(c.Locals, func(l graph.Local) bool { return l.Type == ontology.Statement })
	e, err := s.Entity(t.Context(), c.Locals[at].Entity)
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Locals[at].Keys) > 0 || len(e.Keys) == 0 || strings.Count(e.Members, `"least"`) != 1 || strings.Count(e.Members, "-05-13") != 40 {
		t.Errorf("keys of the local %d, of the statement %d; members %s", c.Locals[at].Keys, e.Keys, e.Members)
	}
}

// TestReadOtherwise: an article of the same text that is read otherwise leaves nothing of
// the first reading.
func TestReadOtherwise(t *testing.T) {
	read := func(who part) extract.Reading {
		a := tell("otherwise", "2013-05-08")
		for range 2 { // told twice, each is compared for itself
			a.claim("statement", ontology.Stated, who, val("quote", "talks were useful to us"), val("direct", "true"))
		}
		return a.reading()
	}
	first, second := read(person("speaker", "Lavrov")), read(known("speaker", "person:sergei-lavrov", "Lavrov"))
	if first.Article.Text != second.Article.Text {
		t.Fatal("the texts differ")
	}
	s, want := open(t), open(t)
	load(t, s, []extract.Reading{first})
	load(t, s, []extract.Reading{second})
	load(t, want, []extract.Reading{second})
	if digest(t, s) != digest(t, want) {
		diff(t, want, s)
		t.Error("something of the first reading is left")
	}
}

// TestResolverForgets: a resolver that looked at a thing of an article finds it as it is read
// now, not as it was.
func TestResolverForgets(t *testing.T) {
	met := func(id, what, date string) extract.Reading {
		a := tell(id, "2013-05-08")
		a.claim("meeting", ontology.Stated, val("type", what), val("date", date),
			known("participant", "person:sergei-lavrov", "Lavrov"), known("participant", "person:john-kerry", "Kerry"))
		for n := range 60 { // it is no copy
			fmt.Fprintf(&a.text, "%s%d ", id, n)
		}
		return a.reading()
	}
	first, second := met("one", "talks", "2013-05-07"), met("one", "talks", "2013-05-07")
	first.Claims[0].Parts[1].Value = "2012-05-07"
	alike, other := met("alike", "talks", "2012-05-07"), met("other", "meeting", "2013-05-07")
	s, want := open(t), open(t)
	load := remembering()
	for _, r := range []extract.Reading{first, alike, second, other} { // the second comes for the first, at which alike had looked
		load(t, s, []extract.Reading{r})
	}
	load(t, want, []extract.Reading{alike, second, other})
	if digest(t, s) != digest(t, want) {
		diff(t, want, s)
		t.Error("a thing is found as it was read before")
	}
}

// TestChain: of a meeting of which one article tells the people and another the name, what a
// third has in common with either stays with it when an article goes.
func TestChain(t *testing.T) {
	met := func(id string, parts ...part) extract.Reading {
		a := tell(id, "2013-05-08")
		a.claim("meeting", ontology.Stated, append([]part{val("type", "summit"), val("status", "held"), val("date", "2013-05-07")}, parts...)...)
		for n := range 60 { // it is no copy
			fmt.Fprintf(&a.text, "%s%d ", id, n)
		}
		return a.reading()
	}
	people := []part{known("participant", "person:sergei-lavrov", "Lavrov"), known("participant", "person:john-kerry", "Kerry")}
	name := val("name", "Lathen Sea Summit")
	all := []extract.Reading{met("people", people...), met("both", append(people, name)...), met("name", name, val("name", "Skarvik Summit"))}
	for i := range all {
		s, want := open(t), open(t)
		load(t, s, all)
		load(t, s, nil, iri(all[i]))
		load(t, want, slices.Delete(slices.Clone(all), i, i+1))
		if digest(t, s) != digest(t, want) {
			diff(t, want, s)
			t.Errorf("without %q the graph is another than it would be", all[i].Article.ID)
		}
	}
}
