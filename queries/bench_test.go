package queries

import (
	"os"
	"slices"
	"strconv"
	"testing"

	"entente/graph"
	"entente/graph/graphtest"
	"entente/graph/ontology"
)

// BenchmarkAsk asks questions of a large world, of ENTENTE_QUADS quads (100,000
// unless set), with the default limit.
func BenchmarkAsk(b *testing.B) {
	size := 100_000
	if n, err := strconv.Atoi(os.Getenv("ENTENTE_QUADS")); err == nil {
		size = n
	}
	s, err := graph.Open(b.Context(), b.TempDir(), graph.Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { s.Close() })
	set := graphtest.World(1, size)
	if err := set.Fill(b.Context(), s); err != nil {
		b.Fatal(err)
	}
	if err := s.Compact(b.Context()); err != nil {
		b.Fatal(err)
	}
	person, country, second := mostNamed(set, "Person"), mostNamed(set, "Country"), secondNamed(set, "Country")
	for _, line := range []string{
		"meetings --with=" + person, "meetings --with=" + country, "meetings --in=" + country, "meetings --since=2015-01 --until=2015-02", "meetings",
		"meetings --planned --with=" + person, "agreements --party=" + country, "offices --who=" + person, "offices --of=" + country,
		"offices --of=" + country + " --as-of=2015-05-05", "statements --by=" + person, "events --by=" + country, "about --thing=" + person, "timeline --of=" + person,
		"agreements", "meetings --type=summit --source=Wire_1", "circle --of=" + person, "mediators --between=" + country + " --between=" + second,
		"unsigned --party=" + country, "unheld --with=" + person, "differences --between=Wire_0 --between=Post_1", "coverage --source=Wire_0 --since=2018",
	} {
		b.Run(line, func(b *testing.B) {
			q, req := request(b, line)
			req.Limit, req.Quotes = DefaultLimit, 1
			rows := 0
			for b.Loop() {
				ans, err := Ask(b.Context(), s.Reader, q, req)
				if err != nil {
					b.Fatal(err)
				}
				rows = ans.Total
			}
			b.ReportMetric(float64(rows), "rows")
		})
	}
}

// mostNamed returns the thing of a type that most articles name.
func mostNamed(set graphtest.Set, typ ontology.Type) string { return byNaming(set, typ)[0] }

// secondNamed returns the thing of a type that comes next.
func secondNamed(set graphtest.Set, typ ontology.Type) string { return byNaming(set, typ)[1] }

// byNaming lists the things of a type by how many articles name them.
func byNaming(set graphtest.Set, typ ontology.Type) []string {
	named := map[graph.IRI]int{}
	for _, a := range set.Articles {
		for _, l := range a.Locals {
			if l.Type == typ {
				named[l.Entity]++
			}
		}
	}
	all := sorted(named)
	slices.SortStableFunc(all, func(x, y graph.IRI) int { return named[y] - named[x] })
	var list []string
	for _, id := range all {
		list = append(list, string(id))
	}
	return list
}
