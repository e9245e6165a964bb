package resolve

import (
	"strings"
	"testing"

	"entente/graph/ontology"
	"entente/graph/when"
)

// act reads a meeting, an agreement or a statement written in a line, as "type dates
// places actors names", each empty as "-", several with commas: "talks 2013-05-07
// place:dolm/country:orsk person:a/country:orsk,country:pell -". A date with "~" before
// it is one that only the article's day tells. Behind the type may stand a status after
// a slash and the article's day after an at sign.
func act(t *testing.T, typ ontology.Type, id, line string) Features {
	t.Helper()
	f := strings.Fields(line)
	if len(f) < 5 {
		t.Fatalf("%q: wants five columns", line)
	}
	some := func(s string) []string { return strings.Split(s, ",") }
	parts := func(s string) (all []Party) {
		for _, p := range some(s) {
			if p != "-" {
				key, country, _ := strings.Cut(p, "/")
				if strings.HasPrefix(key, "country:") {
					country = key
				}
				all = append(all, Party{Key: key, Country: country})
			}
		}
		return parties(all)
	}
	kind, day, _ := strings.Cut(f[0], "@")
	kind, status, _ := strings.Cut(kind, "/")
	out := Features{Type: typ, ID: id, Day: when.Date(day), Terms: []string{kind}, Status: []string{status}, Places: parts(f[2]), Actors: parts(f[3])}
	for _, d := range some(f[1]) {
		if day, told := strings.CutPrefix(d, "~"); told {
			out.Told = append(out.Told, when.Date(day))
		} else if d != "-" {
			out.Dates = append(out.Dates, when.Date(d))
		}
	}
	if name := strings.Join(f[4:], " "); name != "-" {
		out.Names, out.Folded = []string{name}, []string{strings.ToLower(name)}
	}
	return out
}

// TestJoins: what two articles tell is one thing or not, both ways round.
func TestJoins(t *testing.T) {
	const meeting, agreement = ontology.Meeting, ontology.Agreement
	for _, c := range []struct {
		what string
		typ  ontology.Type
		a, b string
		one  bool
	}{
		{"two named, and one with the other's country, in one week", meeting,
			"talks ~2013-05-04/2013-05-07 - person:tesk/country:orsk,person:vael/country:pell -",
			"talks 2013-05-06/2013-05-12 place:dolm/country:orsk person:tesk/country:orsk,person:mirr/country:orsk,country:pell -", true},
		{"an envoy saw one on a day and is told the next day to have seen a country", meeting,
			"talks 2013-05-06 - person:tesk/country:orsk,person:vael/country:pell -",
			"talks ~2013-05-06/2013-05-09 - person:tesk/country:orsk,country:pell -", false},
		{"the same, but in another week", meeting,
			"talks 2013-05-07 - person:tesk/country:orsk,person:vael/country:pell -",
			"talks 2013-05-13/2013-05-19 - person:tesk/country:orsk,country:pell -", false},
		{"a third country is told of one", meeting,
			"talks 2013-05-07 - person:tesk/country:orsk,person:vael/country:pell,country:sund -",
			"talks 2013-05-06/2013-05-12 - person:tesk/country:orsk,country:pell -", false},
		{"other people of one country", meeting,
			"talks 2013-05-07 - person:tesk/country:orsk,person:vael/country:pell -",
			"talks 2013-05-06/2013-05-12 - person:tesk/country:orsk,person:noor/country:pell -", false},
		{"a summit told by its month and place", meeting,
			"summit 2018-06-12 place:skarvik/country:orsk person:tesk/country:orsk,person:vael/country:pell -",
			"summit 2018-06 place:skarvik/country:orsk - -", true},
		{"a summit in another place", meeting,
			"summit 2018-06-12 place:skarvik/country:orsk person:tesk/country:orsk,person:vael/country:pell -",
			"summit 2018-06 place:dolm/country:pell - -", false},
		{"talks told by their month and place may be any", meeting,
			"talks 2018-06-12 place:skarvik/country:orsk person:tesk/country:orsk,person:vael/country:pell -",
			"talks 2018-06 place:skarvik/country:orsk - -", false},
		{"two summits with names", meeting,
			"summit 2018-06-12 place:skarvik/country:orsk country:orsk,country:pell Strait summit",
			"summit 2018-06 place:skarvik/country:orsk - Delta summit", false},
		{"a visit is not a meeting that it is made for", meeting,
			"visit 2018-06-12/2018-06-13 place:skarvik/country:orsk person:vael/country:pell -",
			"meeting 2018-06-12 place:skarvik/country:orsk person:vael/country:pell,person:tesk/country:orsk -", false},
		{"one visit, in two articles", meeting,
			"visit 2018-06-12/2018-06-13 place:skarvik/country:orsk person:vael/country:pell -",
			"visit 2018-06-12 place:skarvik/country:orsk person:vael/country:pell,country:orsk -", true},
		{"a place that nobody knows may be in the city", meeting,
			"meeting 2018-06-12 place:skarvik/country:orsk person:tesk/country:orsk,person:vael/country:pell -",
			"meeting 2018-06-12 place~linden_island person:tesk/country:orsk,person:vael/country:pell -", true},
		{"a name that many meetings have, in one year", meeting,
			"meeting 2018 place:skarvik/country:orsk - ministerial meeting",
			"meeting 2018-06-12 - country:orsk ministerial meeting", false},
		{"a conference foreseen without a day", meeting,
			"conference/planned@2018-01-05 - - country:orsk Conference on the Delta",
			"conference@2018-06-12 2018-06-12 place:skarvik/country:orsk country:pell Conference on the Delta", true},
		{"a conference spoken of afterwards without a day", meeting,
			"conference/planned@2018-07-05 - - country:sund Conference on the Delta",
			"conference@2018-06-12 2018-06-12 place:skarvik/country:orsk country:pell Conference on the Delta", false},
		{"gatherings under other names, with the same people", meeting,
			"summit 2018-06-12 - person:tesk/country:orsk,person:vael/country:pell Strait summit",
			"summit ~2018-06-10/2018-06-13 - person:tesk/country:orsk,person:vael/country:pell Delta summit", false},
		{"two are to meet, in a month or the next and on a day", meeting,
			"meeting/planned@2018-04-27 2018-05/2018-06 - person:tesk/country:orsk,person:vael/country:pell -",
			"meeting/planned@2018-05-10 2018-06-12 place:skarvik/country:orsk person:tesk/country:orsk,person:vael/country:pell -", true},
		{"two are to meet, told half a year apart", meeting,
			"meeting/planned@2017-11-27 2018-05/2018-06 - person:tesk/country:orsk,person:vael/country:pell -",
			"meeting/planned@2018-05-10 2018-06-12 place:skarvik/country:orsk person:tesk/country:orsk,person:vael/country:pell -", false},
		{"two states call a conference", meeting,
			"conference/proposed@2018-05-07 - - country:orsk,country:pell conference on the strait",
			"conference/proposed@2018-05-22 - - country:orsk,country:pell international conference", true},
		{"two states call conferences under names of their own", meeting,
			"conference/proposed@2018-05-07 - - country:orsk,country:pell conference on the Strait",
			"conference/proposed@2018-05-22 - - country:orsk,country:pell conference on the Delta", false},
		{"two states call a conference, and three do", meeting,
			"conference/proposed@2018-05-07 - - country:orsk,country:pell -",
			"conference/proposed@2018-05-22 - - country:orsk,country:pell,country:sund -", false},
		{"two met, and one of them met many", meeting,
			"meeting 2018-06-12 - person:tesk/country:orsk,person:vael/country:pell -",
			"meeting 2018-06-12 - person:tesk/country:orsk,country:pell,country:sund,country:dole -", false},
		{"two met, and a dialogue of their states that has a name", meeting,
			"meeting 2018-06-12 - person:tesk/country:orsk,person:vael/country:pell -",
			"talks 2018-06-12 - country:orsk,country:pell Strait Dialogue", false},
		{"two met, and one of them met a ministry", meeting,
			"meeting 2018-06-12 - person:tesk/country:orsk,person:vael/country:pell -",
			"meeting 2018-06-12 - person:tesk/country:orsk,organization:ministry/country:pell -", false},
		{"one met a country twice in a week", meeting,
			"meeting 2018-06-12 - person:tesk/country:orsk,country:pell -",
			"meeting ~2018-06-10/2018-06-13 - person:tesk/country:orsk,country:pell -", false},

		{"called after the city where it was made", agreement,
			"accord 2018-06 - - Skarvik accord",
			"agreement 2018-06-12 place:skarvik/country:orsk country:orsk,country:pell -", true},
		{"called after another city", agreement,
			"accord 2018-06 - - Dolm accord",
			"agreement 2018-06-12 place:skarvik/country:orsk country:orsk,country:pell -", false},
		{"called after the city, in another year", agreement,
			"accord 2017-06 - - Skarvik accord",
			"agreement 2018-06-12 place:skarvik/country:orsk country:orsk,country:pell -", false},
		{"called after the city, and what was made there has its own name", agreement,
			"accord 2018-06 - - Skarvik accord",
			"agreement 2018-06-12 place:skarvik/country:orsk country:orsk,country:pell Lathen Sea Treaty", false},
		{"called after the city, by others", agreement,
			"accord 2018-06 - country:sund,country:dole Skarvik accord",
			"agreement 2018-06-12 place:skarvik/country:orsk country:orsk,country:pell -", false},
		{"agreed in one city, on a day and in its month", agreement,
			"agreement 2018-06-12 place:skarvik/country:orsk country:orsk,country:pell -",
			"agreement 2018-06 place:skarvik/country:orsk country:orsk,country:pell -", true},
		{"agreed in one state, on a day and in its month", agreement,
			"agreement 2018-06-12 country:orsk country:orsk,country:pell -",
			"agreement 2018-06 country:orsk country:orsk,country:pell -", false},
		{"a treaty of one year and the same parties", agreement,
			"treaty 1954 - country:orsk,country:pell -",
			"treaty 1954 - country:orsk,country:pell defense treaty", true},
		{"treaties of one year, with other parties", agreement,
			"treaty 1954 - country:orsk,country:pell -",
			"treaty 1954 - country:orsk,country:sund defense treaty", false},
		{"a statement without parties, in the month of the only one", agreement,
			"joint-statement 2018-06-12 - country:orsk,country:pell joint statement",
			"joint-statement 2018-06 place:skarvik/country:orsk - joint statement", true},
		{"joint statements of one day, with one party in common", agreement,
			"joint-statement 2018-06-12 - country:orsk,country:pell joint statement",
			"joint-statement 2018-06-12 - country:orsk,country:sund joint statement", false},
		{"a name of many and a party in common, without a date", agreement,
			"deal 2018-06-12 - country:orsk,country:pell the deal",
			"deal - - country:orsk,country:sund the deal", false},
		{"a name of its own and a party in common", agreement,
			"treaty 2018-06-12 - country:orsk,country:pell Lathen Sea Treaty",
			"treaty - - country:orsk,country:sund Lathen Sea Treaty", true},
	} {
		a, b := act(t, c.typ, "a", c.a), act(t, c.typ, "b", c.b)
		linked := func(a, b Features) bool { return meet(Keys(a), Keys(b)) && Why(a, b) != "" }
		if linked(a, b) != c.one || linked(b, a) != c.one {
			t.Errorf("%s: one: %t and %t (%s; %s)", c.what, linked(a, b), linked(b, a), Why(a, b), Contradict(a, b))
		}
	}
}

// TestShortQuotations: a greeting of five words is said every week, a sentence of nine is not.
func TestShortQuotations(t *testing.T) {
	said := func(day when.Date, words string) Features {
		return Features{Type: ontology.Statement, ID: string(day), Day: day, Actors: []Party{{Key: "person:tesk"}}, Said: []string{words}}
	}
	for _, c := range []struct {
		words string
		day   when.Date
		one   bool
	}{
		{"good to be with you", "2018-06-13", true},
		{"good to be with you", "2018-09-13", false},
		{"the strait will be open to every ship by june", "2018-09-13", true},
		{"by june", "2018-06-13", false},
	} {
		a, b := said("2018-06-12", c.words), said(c.day, "well "+c.words)
		if one := Why(a, b) != ""; one != c.one {
			t.Errorf("%q, told again on %s: one: %t", c.words, c.day, one)
		}
	}
}

// TestLines: the same words of other parties bring another thing up.
func TestLines(t *testing.T) {
	statement := func(id string, parties ...string) Features {
		f := Features{Type: ontology.Agreement, ID: id, Day: "2018-06-12", Line: "text of a joint statement"}
		for _, p := range parties {
			f.Actors = append(f.Actors, Party{Key: p, Country: p})
		}
		return f
	}
	a := statement("a", "country:orsk", "country:pell")
	if b := statement("b", "country:orsk", "country:sund"); Why(a, b) != "" {
		t.Error("a statement of other parties")
	}
	if b := statement("b", "country:orsk"); Why(a, b) == "" {
		t.Error("a statement of which one party is not told")
	}
}

// TestCalls: a call is no meeting at which the same two talked, though both are talks.
func TestCalls(t *testing.T) {
	of := func(terms ...string) *aspects { return aspectsOf(&Features{Type: ontology.Meeting, Terms: terms}) }
	if kin(of("call"), of("meeting", "talks")) || !kin(of("call"), of("talks")) || !kin(of("call", "talks"), of("meeting", "talks")) {
		t.Error("calls, talks and meetings")
	}
}
