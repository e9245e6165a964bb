package resolve_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"entente/graph"
	"entente/loaders/extract"
	"entente/loaders/resolve"
)

func judge(t *testing.T, s *graph.Store, verdicts []resolve.Verdict) {
	t.Helper()
	c, err := resolve.Judge(t.Context(), s.Reader, gazetteer(), verdicts)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Apply(t.Context(), c); err != nil {
		t.Fatal(err)
	}
}

// things are the things of a set of articles, by type.
func things(set []extract.Reading) map[string][]resolve.Thing {
	all := map[string][]resolve.Thing{}
	for i := range set {
		for _, th := range resolve.InArticle(&set[i], gazetteer()).All {
			all[string(th.Type)] = append(all[string(th.Type)], th)
		}
	}
	return all
}

// verdicts are random ones on things of one type, or on what the gazetteer knows.
func verdicts(g *rand.Rand, set []extract.Reading) []resolve.Verdict {
	var all []resolve.Verdict
	for _, of := range []string{"Person", "Organization", "Meeting", "Agreement", "Event"} {
		some := things(set)[of]
		for range g.IntN(3) {
			if len(some) < 2 {
				continue
			}
			a, b := some[g.IntN(len(some))], some[g.IntN(len(some))]
			v := resolve.Verdict{Same: g.IntN(2) == 0, A: a.Local, B: b.Local, Author: "a reader", Date: "2026-01-02"}
			if b.Ref != "" && g.IntN(2) == 0 {
				v.B = b.Ref
			}
			all = append(all, v)
		}
	}
	consistent, err := resolve.ParseJudgements(resolve.WriteJudgements(all))
	if err != nil { // judged against itself, or both ways
		return nil
	}
	return consistent
}

// TestLawsOfJudgements: the graph is a function of the articles and the verdicts,
// whenever these are given and others taken back.
func TestLawsOfJudgements(t *testing.T) {
	rounds := 80
	if testing.Short() {
		rounds = 15
	}
	for round := range rounds {
		g := rand.New(rand.NewPCG(uint64(round), 7))
		var set []extract.Reading
		for i := range 3 + g.IntN(10) {
			set = append(set, random(uint64(round*1000+i)))
		}
		in, others := verdicts(g, set), verdicts(g, set)
		bare, want, got := open(t), open(t), open(t)
		load(t, bare, set)
		load(t, want, set)
		judge(t, want, in)
		verify(t, want)

		judge(t, got, others)
		g.Shuffle(len(set), func(i, j int) { set[i], set[j] = set[j], set[i] })
		for i, left := 0, set; len(left) > 0; i++ {
			n := min(len(left), 1+g.IntN(4))
			load(t, got, left[:n])
			left = left[n:]
			if i == 0 {
				judge(t, got, in)
			}
		}
		load(t, got, nil, iri(set[0]))
		load(t, got, set[:1])
		verify(t, got)
		if digest(t, got) != digest(t, want) {
			t.Errorf("round %d: the graph depends on when the verdicts were given: %v", round, in)
			diff(t, want, got)
			return
		}
		judge(t, got, nil)
		if digest(t, got) != digest(t, bare) {
			t.Errorf("round %d: verdicts taken back leave something behind: %v", round, in)
			diff(t, bare, got)
			return
		}
	}
}

// TestVerdicts: two persons judged the same are one, two of one name judged
// different are two, one judged not to be the gazetteer's is a person of its own.
func TestVerdicts(t *testing.T) {
	article := func(id, name string) extract.Reading {
		w := tell(id, "2021-05-04")
		w.claim("statement", "stated", person("speaker", name), val("quote", "words of "+id))
		return w.reading()
	}
	set := []extract.Reading{article("a", "Orlan Tesk"), article("b", "Orlan Tesk"), article("c", "Orlan Dask")}
	local := func(i int) graph.IRI { return things(set[i : i+1])["Person"][0].Local }
	s := open(t)
	load(t, s, set)
	entity := func(i int) graph.IRI {
		l, err := s.Local(t.Context(), local(i))
		if err != nil {
			t.Fatal(err)
		}
		return l.Entity
	}
	if entity(0) != entity(1) || entity(0) == entity(2) {
		t.Fatal("names alone: ", entity(0), entity(1), entity(2))
	}
	judge(t, s, []resolve.Verdict{{A: local(0), B: local(1)}, {Same: true, A: local(2), B: local(1)}})
	if entity(0) == entity(1) || entity(1) != entity(2) {
		t.Error("judged: ", entity(0), entity(1), entity(2))
	}
	judge(t, s, []resolve.Verdict{{Same: true, A: local(2), B: "person:sergei-lavrov"}})
	if entity(2) != "person:sergei-lavrov" {
		t.Error("judged to be known: ", entity(2))
	}
	verify(t, s)
}

// TestParseJudgements: a line a case, and what is wrong with it.
func TestParseJudgements(t *testing.T) {
	for _, c := range []struct{ line, wants string }{
		{"same\tlocal:x-1-person\tlocal:y-1-person\tme\t2026-01-02\tone man", ""},
		{"different\tlocal:x-1-person\tperson:john-kerry", ""},
		{"# a remark", ""},
		{"perhaps\tlocal:x-1-person\tlocal:y-1-person", "neither same nor different"},
		{"same\tperson:a\tlocal:y-1-person", "no local address"},
		{"same\tlocal:x-1-meeting\tmeeting:b", "may change"},
		{"same\tlocal:x-1-person\tlocal:x-1-person", "against itself"},
		{"same\tlocal:x-1-person\tlocal:y-1-person\tme\tyesterday", "date"},
		{"same\tlocal:x-1-person", "wants"},
		{"same\tlocal:x-1-person\tlocal:y-1-person\ndifferent\tlocal:y-1-person\tlocal:x-1-person", "both"},
	} {
		all, err := resolve.ParseJudgements(c.line)
		if c.wants == "" && err != nil || c.wants != "" && (err == nil || !strings.Contains(err.Error(), c.wants)) {
			t.Errorf("%q: %v, want %q", c.line, err, c.wants)
		}
		if again, err2 := resolve.ParseJudgements(resolve.WriteJudgements(all)); err == nil && (err2 != nil || len(again) != len(all)) {
			t.Errorf("%q: written and read again: %v %v", c.line, again, err2)
		}
	}
}
