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

// TestAddressesOfNames: an article of an earlier day that names a body changes nothing of
// the body's address, so that no other article is written again; another country does.
func TestAddressesOfNames(t *testing.T) {
	address := func(day when.Date, id string, countries ...string) graph.IRI {
		f := Features{Type: ontology.Organization, Day: day, ID: id, Label: "the Commission",
			Names: []string{"Strait Commission"}, Folded: []string{"strait commission"}, Countries: countries}
		return new(planner).address([]*node{{portrait: portraitOf(f), id: judged(nil).nodeID("local:x", f), n: 1}}, nil, map[graph.IRI]bool{})
	}
	later := address("2018-06-12", "b")
	if earlier := address("2013-05-07", "a"); earlier != later {
		t.Errorf("%s became %s as an earlier article came", later, earlier)
	}
	if other := address("2018-06-12", "b", "country:pell"); other == later {
		t.Errorf("%s is that of two countries' bodies", other)
	}
}

// TestBridge: two that are joined to a third, and not to each other, are one with it,
// whatever their order, unless they contradict each other.
func TestBridge(t *testing.T) {
	told := func(id string, line string) *node {
		f := act(t, ontology.Agreement, id, line)
		f.Day = when.Date("2018-06-1" + id)
		return &node{portrait: portraitOf(f), id: id, keys: Keys(f), local: graph.IRI("local:" + id)}
	}
	clusters := func(lines ...string) int {
		var all []*node
		for i, l := range lines {
			all = append(all, told(string(rune('1'+i)), l))
		}
		return len((&planner{}).split(all))
	}
	first := "agreement 2018-06-12 place:skarvik/country:orsk country:orsk,country:pell -"
	second := "communique 2018-06-12 place:skarvik/country:orsk - -"
	bridge := "accord 2018-06-12 - - Skarvik accord"
	for _, order := range [][]string{{first, second, bridge}, {bridge, second, first}, {second, bridge, first}} {
		if n := clusters(order...); n != 1 {
			t.Errorf("%d clusters of one agreement", n)
		}
	}
	if n := clusters(first, "treaty 2018-06-11 place:skarvik/country:orsk - Lathen Sea Treaty", "accord 2018-06-11/2018-06-12 - - Skarvik accord"); n != 2 {
		t.Errorf("%d clusters of two agreements", n)
	}
}

// TestAlikeIsAskedOnce: of tellings that differ only in article and words one is asked
// for what contradicts, and one more for each that tells something else.
func TestAlikeIsAskedOnce(t *testing.T) {
	cs := clusters{keysOf: func(n *node) []string { return n.blocking() }}
	c := cs.begin(&node{portrait: portraitOf(act(t, ontology.Agreement, "first", "accord@2018-06-12 - - country:orsk Lathen Sea Accord"))})
	for i := range 50 {
		f := act(t, ontology.Agreement, string(rune('a'+i)), "accord@2019-06-12 - - country:orsk Lathen Sea Accord")
		f.Line, f.Label = string(rune('a'+i)), "the accord"
		c.take(&node{portrait: portraitOf(f)})
	}
	if len(c.nodes) != 51 || len(c.each) != 1 {
		t.Errorf("%d of %d are asked", len(c.each), len(c.nodes))
	}
	c.take(&node{portrait: portraitOf(act(t, ontology.Agreement, "dated", "accord@2018-06-12 2018-06-11 - country:orsk Lathen Sea Accord"))})
	if len(c.each) != 2 {
		t.Errorf("%d are asked where one tells a day", len(c.each))
	}
}

// TestLineKeys: the same words are looked for in articles of the next day, and not in
// those of other months.
func TestLineKeys(t *testing.T) {
	keys := func(day when.Date) []string {
		return Keys(Features{Type: ontology.Event, Day: day, Line: "words"})
	}
	for _, c := range []struct {
		a, b when.Date
		meet bool
	}{
		{"2018-06-12", "2018-06-13", true},
		{"2018-06-30", "2018-07-01", true},
		{"2018-12-31", "2019-01-01", true},
		{"2018-06-12", "2018-08-12", false},
		{"2018-06-12", "2019-06-12", false},
		{"", "", false},
	} {
		if meet(keys(c.a), keys(c.b)) != c.meet {
			t.Errorf("%s %v, %s %v: want %t", c.a, keys(c.a), c.b, keys(c.b), c.meet)
		}
	}
}

// TestWhole: what is told just so in two articles, of whatever days, has one address only
// if it is joined for that alone.
func TestWhole(t *testing.T) {
	said := func(words string) Features {
		return Features{Type: ontology.Statement, Actors: []Party{{Key: "person:sergei-lavrov", Country: "country:russia"}}, Said: []string{words}}
	}
	for what, c := range map[string]struct {
		Features
		one bool
	}{
		"a long quotation":         {said("we shall not leave this table before there is an accord"), true},
		"a short quotation":        {said("it is good to be with you"), false},
		"nobody's quotation":       {Features{Type: ontology.Statement, Said: []string{"we shall not leave this table before there is an accord"}}, false},
		"talks on a day":           {act(t, ontology.Meeting, "", "talks@2013-05-08 2013-05-07 - person:a/country:x,person:b/country:y -"), true},
		"talks of no day":          {act(t, ontology.Meeting, "", "talks@2013-05-08 - - person:a/country:x,person:b/country:y -"), false},
		"an accord with a party":   {act(t, ontology.Agreement, "", "accord@2013-05-08 - - country:x Lathen Sea Accord"), true},
		"an accord and its name":   {act(t, ontology.Agreement, "", "accord@2013-05-08 - - - Lathen Sea Accord"), false},
		"an act against a country": {Features{Type: ontology.Event, Terms: []string{"ACCUSE"}, Dates: []when.Date{"2013-05-05"}, Actors: []Party{{Key: "country:x"}}, Others: []Party{{Key: "country:y"}}}, true},
	} {
		a, b := c.Features, c.Features
		a.ID, a.Day, a.Start = "a", "2013-05-08", 7
		b.ID, b.Day, b.Start = "b", "2020-05-08", 9
		a.Whole, b.Whole = a.whole(), b.whole()
		if one := (&node{portrait: portraitOf(a), local: "local:a"}).IRI() == (&node{portrait: portraitOf(b), local: "local:b"}).IRI(); one != c.one {
			t.Errorf("%s: one address: %t", what, one)
		}
		if c.one && (Why(a, b) == "" || !meet(Keys(a), Keys(b))) {
			t.Errorf("%s: one address, and not joined", what)
		}
	}
}

// TestQuotesFindEachOther: a quotation finds a longer one that holds it, and one of another
// year if it is long.
func TestQuotesFindEachOther(t *testing.T) {
	speech := strings.Fields("we came here with one purpose and we leave with it fulfilled because no people on this coast shall again have to ask who owns the water that its children drink")
	keys := func(day when.Date, words []string) []string {
		return Keys(Features{Type: ontology.Statement, Day: day, Actors: []Party{{Key: "person:sergei-lavrov"}}, Said: []string{strings.Join(words, " ")}})
	}
	for i := 0; i+2*longRun-1 <= len(speech); i++ {
		if !meet(keys("2013-05-07", speech), keys("2020-01-01", speech[i:i+2*longRun-1])) {
			t.Errorf("the words from %d on are not found", i)
		}
	}
	if !meet(keys("2013-04-30", speech[:5]), keys("2013-05-01", speech[:5])) {
		t.Error("a short quotation is not found the next day")
	}
	if meet(keys("2013-05-07", speech[:8]), keys("2014-05-07", speech[:8])) {
		t.Error("a short quotation is found after a year")
	}
}

// mention is an agreement named in an article of a day, of which nothing is told.
func mention(t *testing.T, id string, day when.Date, more string) *node {
	f := act(t, ontology.Agreement, id, "accord@"+string(day)+" "+more+" Lathen Sea Accord")
	return &node{portrait: portraitOf(f), id: id, local: graph.IRI("local:" + id), keys: Keys(f), n: 1}
}

// TestNamedForYears: mentions of one agreement over many years are one thing, though those
// of two of the years came first; where two of the name contradict each other the mentions
// that might mean either are one thing beside them.
func TestNamedForYears(t *testing.T) {
	var years []*node
	for _, day := range []when.Date{"2010-01-05", "2012-01-05", "2010-09-01", "2011-06-01", "2011-12-24", "2012-07-01"} {
		years = append(years, mention(t, "of-"+string(day), day, "- - -"))
	}
	sizes := func(nodes []*node) (n []int) {
		for _, c := range (&planner{}).split(nodes) {
			n = append(n, len(c))
		}
		return n
	}
	if got := sizes(slices.Clone(years)); !slices.Equal(got, []int{6}) {
		t.Errorf("mentions of three years: %v", got)
	}
	two := []*node{mention(t, "first", "2010-02-01", "2010-01-31 - country:orsk"), mention(t, "second", "2011-11-01", "2011-10-31 - country:orsk")}
	if got := sizes(append(slices.Clone(years), two...)); !slices.Equal(slices.Sorted(slices.Values(got)), []int{1, 3, 4}) {
		t.Errorf("mentions beside two of the name: %v", got)
	}
}

// TestMentions: those that are asked of agreements alike are those that may be joined.
func TestMentions(t *testing.T) {
	p := &planner{}
	g := rand.New(rand.NewPCG(3, 4))
	more := []string{"- - -", "2010-01-31 - country:orsk", "- - country:orsk", "- place:skarvik country:orsk"}
	for range 300 {
		c := &cluster{has: map[string]bool{}}
		random := func(i int) *node {
			day := when.Day(g.IntN(4000) + 12000).As(when.ToDay)
			n := mention(t, fmt.Sprint("a", i%7), day, more[g.IntN(len(more))])
			n.id, n.local = fmt.Sprint(i), graph.IRI(fmt.Sprint("local:", i))
			n.Copy, n.Line = fmt.Sprint(g.IntN(9)), fmt.Sprint(g.IntN(9))
			n.keys = Keys(*n.Features)
			return n
		}
		for i := range 1 + g.IntN(6) {
			c.take(random(i))
		}
		m := random(9)
		want := slices.ContainsFunc(c.nodes, func(o *node) bool { return p.linked(m, o) })
		if got := c.mentions.any(m, func(o *node) bool { return p.linked(m, o) }); got != want {
			t.Fatalf("found %t, want %t", got, want)
		}
	}
}

// TestNamedAddress: the address of an agreement that has a name of its own follows from the
// name, whatever article names it first; another of that name has an address of its own.
func TestNamedAddress(t *testing.T) {
	p := &planner{known: NewGazetteer()}
	addresses := func(nodes ...*node) (all []graph.IRI) {
		clusters := p.split(slices.Clone(nodes))
		p.entities = nil
		p.decide(clusters)
		for _, e := range p.entities {
			all = append(all, e.IRI)
		}
		return all
	}
	late, later := mention(t, "late", "2012-01-05", "- - -"), mention(t, "later", "2012-06-05", "- - -")
	early := mention(t, "early", "2011-09-05", "- - -")
	one := addresses(late, later)
	if two := addresses(early, late, later); len(one) != 1 || !slices.Equal(one, two) {
		t.Errorf("an earlier article moves %v to %v", one, two)
	}
	old := mention(t, "old", "1995-03-01", "1995-02-27 - country:orsk")
	if two := addresses(old, late, later); len(two) != 2 || two[1] != one[0] || two[0] == one[0] || !p.namesakes(old, late) {
		t.Errorf("another agreement of the name: %v, before %v", two, one)
	}
}
