package queries

import (
	"regexp"
	"strings"

	"entente/graph"
	"entente/graph/ontology"
	"entente/graph/when"

	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/quad"
)

// standings leads from a status to the edge that says on which day it was so: an
// article of that day calls the person minister, former minister, ...
var standings = map[string]ontology.Predicate{
	"current": "heldOn", "former": "endedBefore", "acting": "actingOn", "designate": "designateOn",
}

// Offices asks who held what, and when. A tenure is one person in one office: its
// start and end where they are known, and the days on which articles say that it
// was held, had ended, or was to come.
var Offices = Question{
	Name:  "offices",
	Short: "who held which office, and when",
	Examples: []string{
		`--of Russia`,
		`--who Kerry`,
		`--title "foreign minister" --as-of 2013-05-07`,
	},
	Filters: filters(
		Filter{Name: "who", Takes: Name, Many: true, Arg: true, Types: []ontology.Type{ontology.Person}, Help: "held by this person"},
		Filter{Name: "of", Takes: Name, Types: []ontology.Type{ontology.Country, ontology.Organization}, Help: "an office of this country or organization"},
		Filter{Name: "title", Takes: Word, Help: "with these words in its title"},
		Filter{Name: "status", Takes: Term, Many: true, Terms: termsOf(&ontology.OfficeKind, "status"), Help: "said to be so by some article"},
		Filter{Name: "as-of", Takes: Date, Help: "held on this day, month or year, as far as is known"},
	),
	Columns: []Column{
		{Name: "who", Edges: []ontology.Predicate{"holder"}},
		{Name: "office", Edges: []ontology.Predicate{"office"}},
		{Name: "from", Edges: []ontology.Predicate{"start"}},
		{Name: "until", Edges: []ontology.Predicate{"end"}},
		{Name: "held on", Edges: []ontology.Predicate{"heldOn"}},
		{Name: "acting on", Edges: []ontology.Predicate{"actingOn"}},
		{Name: "designate on", Edges: []ontology.Predicate{"designateOn"}},
		{Name: "ended before", Edges: []ontology.Predicate{"endedBefore"}},
		{Name: "status", Edges: []ontology.Predicate{"status"}},
	},
	dates: []ontology.Predicate{"start", "heldOn", "actingOn", "designateOn", "endedBefore"},
	walk: func(a *asking) (Walk, error) {
		w, err := a.among([]ontology.Type{ontology.Tenure}, part{"who", []ontology.Predicate{"holder"}})
		if err != nil {
			return w, err
		}
		w = a.being(w, "holder")
		of, err := a.things("of")
		if err != nil {
			return w, err
		}
		for _, o := range of {
			w = From(quad.IRI(o)).In(graph.Pred("of")).In(graph.Pred("office")).Unique().And(w)
		}
		for _, words := range a.values("title") {
			for _, word := range strings.Fields(words) {
				w = w.HasLike(graph.Label, regexp.MustCompile(`(?i)\b`+regexp.QuoteMeta(word)))
			}
		}
		for _, d := range a.values("as-of") {
			w = heldAsOf(w, when.Date(d))
		}
		return withStanding(w, a.values("status")), nil
	},
}

// heldAsOf keeps the tenures that had begun by a date, as far as is known, and had
// not ended: because they end later, have no end though their start is known, or
// because an article of a later day says that they were held.
func heldAsOf(w Walk, d when.Date) Walk {
	first, last, ok := d.Bounds()
	if !ok {
		return w
	}
	since := func(p ontology.Predicate) Walk {
		return From().HasThat(graph.Pred(p), iterator.CompareLTE, edtf(last.String()))
	}
	day := first.String()
	until := func(p ontology.Predicate) Walk {
		later := From().HasThat(graph.Pred(p), iterator.CompareGTE, edtf(day))
		if len(day) != len("2013-05-07") {
			return later
		}
		// an end in the month or the year of the day may come after it
		return later.Or(From(edtf(day[:4]), edtf(day[:7])).In(graph.Pred(p)))
	}
	begun := since("start").Or(since("heldOn")).Or(since("actingOn")).Unique()
	open := since("start").Except(From().Has(graph.Pred("end")))
	going := until("end").Or(until("heldOn")).Or(until("actingOn")).Or(open).Unique()
	ended := From().HasThat(graph.Pred("endedBefore"), iterator.CompareLTE, edtf(day))
	return w.And(begun).And(going).Except(ended)
}

// withStanding keeps the tenures that some article calls current, former ...
func withStanding(w Walk, statuses []string) Walk {
	if len(statuses) == 0 {
		return w
	}
	var any Walk
	for i, s := range statuses {
		is := w.Has(graph.Pred(standings[s])).Or(w.Has(graph.Pred("status"), quad.String(s)))
		if i == 0 {
			any = is
			continue
		}
		any = any.Or(is)
	}
	return any.Unique()
}
