package queries

import (
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"entente/graph"
	"entente/graph/graphtest"
	"entente/graph/ontology"
)

// group makes addresses of persons out of letters: "abc".
func group(letters string) []graph.IRI {
	var ids []graph.IRI
	for _, r := range letters {
		ids = append(ids, graph.IRI("person:"+string(r)))
	}
	return ids
}

func networkOf(groups ...string) *network {
	var all [][]graph.IRI
	for _, g := range groups {
		all = append(all, group(g))
	}
	return newNetwork(all)
}

// TestNetworkArrays counts meetings, ties and weights.
func TestNetworkArrays(t *testing.T) {
	n := networkOf("abc", "ab", "d", "ad")
	if n.groups != 3 || len(n.ids) != 4 || len(n.to) != 8 {
		t.Fatalf("%d meetings, %d actors, %d ends of ties", n.groups, len(n.ids), len(n.to))
	}
	if got := []int{n.meetings[0], n.meetings[1], n.degree(0), n.degree(3), int(n.strength(0))}; !slices.Equal(got, []int{3, 2, 3, 1, 4}) {
		t.Errorf("meetings, degrees and strength: %v", got)
	}
}

// TestCommunities finds cliques that a single tie joins, and tells how marked they are.
func TestCommunities(t *testing.T) {
	of, q := networkOf("abcd", "efgh", "ijk", "de", "hi").communities()
	if want := []int{0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2}; !slices.Equal(of, want) {
		t.Errorf("got %v, want %v", of, want)
	}
	if q < 0.4 || q > 0.7 {
		t.Errorf("modularity %f", q)
	}
	if of, q := networkOf("abcd").communities(); len(slices.Compact(of)) != 1 || math.Abs(q) > 1e-9 {
		t.Errorf("one clique: %v, %f", of, q)
	}
	if of, _ := newNetwork(nil).communities(); len(of) != 0 {
		t.Errorf("nobody is in communities %v", of)
	}
}

// TestBetweenness holds Brandes' sums against shortest chains counted one by one.
func TestBetweenness(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	for range 20 {
		var groups []string
		for range 14 {
			groups = append(groups, string([]rune{rune('a' + r.IntN(9)), rune('j' + r.IntN(6))}))
		}
		n := networkOf(groups...)
		got, sampled, err := n.betweenness(t.Context(), 1000)
		if err != nil || sampled != len(n.ids) {
			t.Fatal(sampled, err)
		}
		want := plainBetweenness(n)
		for i := range want {
			if math.Abs(got[i]-want[i]) > 1e-9 {
				t.Fatalf("%v: node %d: got %f, want %f", groups, i, got[i], want[i])
			}
		}
	}
}

// plainBetweenness counts, for each pair, the shortest chains through each node.
func plainBetweenness(n *network) []float64 {
	size := len(n.ids)
	far, ways := make([][]int, size), make([][]float64, size)
	for s := range size {
		far[s], ways[s] = make([]int, size), make([]float64, size)
		for i := range far[s] {
			far[s][i] = -1
		}
		far[s][s], ways[s][s] = 0, 1
		for queue := []int{s}; len(queue) > 0; queue = queue[1:] {
			v := queue[0]
			for k := n.start[v]; k < n.start[v+1]; k++ {
				to := int(n.to[k])
				if far[s][to] < 0 {
					far[s][to] = far[s][v] + 1
					queue = append(queue, to)
				}
				if far[s][to] == far[s][v]+1 {
					ways[s][to] += ways[s][v]
				}
			}
		}
	}
	share := make([]float64, size)
	for s := range size {
		for e := range size {
			for v := range size {
				if s != e && v != s && v != e && far[s][e] > 0 && far[s][v] > 0 && far[v][e] > 0 && far[s][v]+far[v][e] == far[s][e] {
					share[v] += ways[s][v] * ways[v][e] / ways[s][e] / float64((size-1)*(size-2))
				}
			}
		}
	}
	return share
}

// TestPageRank shares out all of the time, and most of it to the centre of a star.
func TestPageRank(t *testing.T) {
	rank := networkOf("ab", "ac", "ad", "ae").pageRank()
	sum := 0.0
	for _, r := range rank {
		sum += r
	}
	if math.Abs(sum-1) > 1e-9 || slices.Index(rank, slices.Max(rank)) != 0 || rank[0] < 0.4 {
		t.Errorf("%v, in all %f", rank, sum)
	}
}

// TestNetwork measures the small world.
func TestNetwork(t *testing.T) {
	s := talks(t)
	ans, err := Network(t.Context(), s.Reader, NetworkRequest{})
	if err != nil {
		t.Fatal(err)
	}
	if ans.Actors != 2 || ans.Meetings != 1 || ans.Ties != 1 || len(ans.Communities) != 1 || ans.Central[0].Label != "John Kerry" {
		t.Errorf("%+v", ans)
	}
	for _, c := range []struct {
		req  NetworkRequest
		want int
	}{
		{NetworkRequest{Values: map[string][]string{"since": {"2014"}}}, 0},
		{NetworkRequest{Values: map[string][]string{"min-sources": {"2"}}}, 2},
		{NetworkRequest{Values: map[string][]string{"min-sources": {"3"}}}, 0},
		{NetworkRequest{Values: map[string][]string{"known-by": {"2013-05-06"}}}, 0},
		{NetworkRequest{Among: ontology.Country}, 0},
	} {
		if ans, err := Network(t.Context(), s.Reader, c.req); err != nil || ans.Actors != c.want {
			t.Errorf("%+v: %d actors, want %d, %v", c.req, ans.Actors, c.want, err)
		}
	}
	if _, err := Network(t.Context(), s.Reader, NetworkRequest{Rank: "fame"}); err == nil {
		t.Error("an unknown rank is taken")
	}
}

// TestSeries counts events once each, whatever the period and the split.
func TestSeries(t *testing.T) {
	set := graphtest.World(5, 25_000)
	s := stored(t, set)
	sides := [2]string{mostNamed(set, "Country"), secondNamed(set, "Country")}
	totals := map[int]bool{}
	for _, by := range Periods {
		for _, split := range Splits {
			ans, err := Series(t.Context(), s.Reader, SeriesRequest{Sides: sides, By: by, Split: split})
			if err != nil {
				t.Fatal(err)
			}
			sum := ans.Undated
			for i, p := range ans.Periods {
				row := 0
				for _, n := range p.Counts {
					row += n
				}
				if row != p.Total || len(p.Counts) != len(ans.Columns) || i > 0 && p.Period <= ans.Periods[i-1].Period {
					t.Errorf("by %s, split by %s: %+v", by, split, p)
				}
				sum += p.Total
			}
			if sum != ans.Total {
				t.Errorf("by %s, split by %s: periods and undated are %d of %d", by, split, sum, ans.Total)
			}
			totals[ans.Total] = true
		}
	}
	if len(totals) != 1 || totals[0] {
		t.Errorf("totals differ: %v", totals)
	}
}

// TestSeriesCounts holds the events listed, and those that the script finds, against
// the counts.
func TestSeriesCounts(t *testing.T) {
	set := graphtest.World(5, 25_000)
	s := stored(t, set)
	for _, req := range []SeriesRequest{
		{By: "month", Quotes: -1},
		{By: "year", Quotes: 1, Directed: true, Mode: All},
	} {
		req.Sides = [2]string{mostNamed(set, "Country"), secondNamed(set, "Country")}
		ans, err := Series(t.Context(), s.Reader, req)
		if err != nil || ans.Total < 3 || len(ans.Events) != ans.Total {
			t.Fatalf("%d events listed, %d counted: %v", len(ans.Events), ans.Total, err)
		}
		in := map[string]int{}
		var rows []Row
		for _, e := range ans.Events {
			in[e.Period]++
			rows = append(rows, Row{ID: e.ID})
			if e.Label == "" || e.Sources > 0 && e.Evidence[0].Quote == "" || req.Quotes == 1 && len(e.Evidence) > 1 {
				t.Errorf("%+v", e)
			}
		}
		for _, p := range ans.Periods {
			if in[p.Period] != p.Total {
				t.Errorf("%s: %d events listed, %d counted", p.Period, in[p.Period], p.Total)
			}
		}
		if in[""] != ans.Undated {
			t.Errorf("%d events without a period, want %d", in[""], ans.Undated)
		}
		byGizmo(t, s, "series", Answer{Gizmo: ans.Gizmo, Rows: rows})
	}
}

// TestNetworkByGizmo counts by the script what the network measures.
func TestNetworkByGizmo(t *testing.T) {
	s := stored(t, graphtest.World(5, 25_000))
	ans, err := Network(t.Context(), s.Reader, NetworkRequest{})
	if err != nil {
		t.Fatal(err)
	}
	got, err := Run(t.Context(), s.QuadStore(), Raw{Lang: "gizmo", Text: ans.Gizmo})
	if err != nil {
		t.Fatal(err)
	}
	met := map[string]map[string]bool{}
	for _, r := range got.Results {
		row := r.(map[string]any)
		m := row["meeting"].(string)
		if met[m] == nil {
			met[m] = map[string]bool{}
		}
		met[m][row["who"].(string)] = true
	}
	meetings, actors := 0, map[string]bool{}
	for _, who := range met {
		if len(who) < 2 {
			continue
		}
		meetings++
		for id := range who {
			actors[id] = true
		}
	}
	if meetings == 0 || meetings != ans.Meetings || len(actors) > ans.Actors {
		t.Errorf("by the script %d meetings of %d, measured %d of %d", meetings, len(actors), ans.Meetings, ans.Actors)
	}
}

// TestSeriesOfTalks codes the small world as PLOVER does.
func TestSeriesOfTalks(t *testing.T) {
	s := talks(t)
	ans, err := Series(t.Context(), s.Reader, SeriesRequest{Sides: [2]string{"Kerry", "Lavrov"}, By: "quarter", Split: "type"})
	if err != nil {
		t.Fatal(err)
	}
	want := []Period{{Period: "2013-Q2", Counts: make([]int, 17), Total: 1}}
	want[0].Counts[slices.Index(ans.Columns, "CONSULT")] = 1
	if !reflect.DeepEqual(ans.Periods, want) || ans.Undated != 0 {
		t.Errorf("%+v", ans)
	}
	ans, err = Series(t.Context(), s.Reader, SeriesRequest{Sides: [2]string{"United States", "Russia"}})
	if err != nil || ans.Total != 1 || ans.Undated != 1 {
		t.Errorf("the agreement to call a conference has no day of its own: %+v, %v", ans, err)
	}
}

// TestSections puts every fact of a page under one title, but for tenures.
func TestSections(t *testing.T) {
	s := talks(t)
	for _, id := range []graph.IRI{"person:sergei-lavrov", "country:russia", "meeting:2013-05-07-moscow-kerry-lavrov", "place:moscow"} {
		p, err := Show(t.Context(), s.Reader, id)
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for _, f := range p.Facts {
			if f.Inverse && (f.Predicate == "holder" || f.Predicate == "office") {
				n++
			}
		}
		for _, sec := range p.Sections() {
			if sec.Title == "More" {
				t.Errorf("%s: no title for %+v", id, sec.Facts[0].Predicate)
			}
			n += len(sec.Facts)
		}
		if n != len(p.Facts) {
			t.Errorf("%s: %d facts under titles, %d in all", id, n, len(p.Facts))
		}
	}
	p, err := Show(t.Context(), s.Reader, "person:sergei-lavrov")
	if err != nil {
		t.Fatal(err)
	}
	if f := p.Sections()[0].Facts[0]; f.First != "2004-03" {
		t.Errorf("the office is held from %q", f.First)
	}
}

// TestMemory cuts off a script that piles up memory, and gives it back.
func TestMemory(t *testing.T) {
	s := talks(t)
	before := heap()
	_, err := Run(t.Context(), s.QuadStore(), Raw{Lang: "gizmo", Text: `var a = []; while (true) a.push("x".repeat(1e5))`, Memory: 32 << 20})
	if err == nil || err.Error() != "query: stopped: it took more than 32 MB of memory: ask for less" {
		t.Fatalf("got %v", err)
	}
	for range 50 { // the script ends a moment after the answer
		collect()
		if heap() < before+16<<20 {
			return
		}
	}
	t.Errorf("%d MB are still in use, %d before", heap()>>20, before>>20)
}

// ExampleAsk asks who met whom, and shows the sentence.
func ExampleAsk() {
	s := exampleStore()
	defer s.Close()
	req := Request{Values: map[string][]string{"with": {"Lavrov"}}, Limit: DefaultLimit, Quotes: 1}
	ans, err := Ask(exampleContext(), s.Reader, &Meetings, req)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, row := range ans.Rows {
		fmt.Printf("%s, %d sources: %q\n", row.Label, row.Sources, row.Evidence[0].Quote)
	}
	// Output: Talks in Moscow, 7 May 2013, 2 sources: "John Kerry met Sergei Lavrov in Moscow on Tuesday."
}

// ExampleResolve finds what a person means by a name.
func ExampleResolve() {
	s := exampleStore()
	defer s.Close()
	for _, typed := range []string{"secretary of state kerry", "U.S.", "Lavrow"} {
		ref, err := Resolve(exampleContext(), s.Reader, typed)
		fmt.Println(ref.ID, err)
	}
	// Output:
	// person:john-kerry <nil>
	// country:united-states <nil>
	//  unknown name: "Lavrow": did you mean Sergei Lavrov?
}

// ExampleGizmo prints a question as the script that finds the same.
func ExampleGizmo() {
	s := exampleStore()
	defer s.Close()
	script, err := Gizmo(exampleContext(), s.Reader, &Together, Request{Values: map[string][]string{"with": {"Lavrov"}}})
	fmt.Println(script, err)
	// Output:
	// g.V('<person:sergei-lavrov>')
	//   .In(['<ent:participant>', '<ent:host>', '<ent:convener>'])
	//   .Unique()
	//   .Has('<rdf:type>', '<ent:Meeting>')
	//   .Has('<ent:status>', 'held', 'failed')
	//   .Unique()
	//   .Tag('through')
	//   .Out(['<ent:participant>', '<ent:host>', '<ent:convener>'])
	//   .Unique()
	//   .Except(g.V('<person:sergei-lavrov>'))
	//   .Unique()
	//   .All() <nil>
}
