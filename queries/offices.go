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
			w = a.in(From(quad.IRI(o)).In(graph.Pred("of")), "office").Unique().And(w)
		}
		for _, words := range a.values("title") {
			for _, word := range strings.Fields(words) {
				w = w.HasLike(graph.Label, regexp.MustCompile(`(?i)\b`+regexp.QuoteMeta(word)))
			}
		}
		return a.withStanding(a.heldOn(w), a.values("status")), nil
	},
}

// heldOn keeps the tenures held on the day that --as-of names, or at some time
// between those of --since and --until.
func (a *asking) heldOn(w Walk) Walk {
	for _, v := range a.values("as-of") {
		if first, last, ok := when.Date(v).Bounds(); ok {
			w = a.going(a.begun(w, last), first)
		}
	}
	for _, v := range a.values("until") {
		if _, last, ok := when.Date(v).Bounds(); ok {
			w = a.begun(w, last)
		}
	}
	for _, v := range a.values("since") {
		if first, _, ok := when.Date(v).Bounds(); ok {
			w = a.going(w, first)
		}
	}
	return w
}

// day walks to the tenures with a day under an edge that compares so.
func (a *asking) day(p ontology.Predicate, op iterator.Operator, d when.Day) Walk {
	return a.over(a.under(From()).HasThat(graph.Pred(p), op, edtf(d.String())))
}

// begun keeps the tenures that had begun by a day, as far as is known.
func (a *asking) begun(w Walk, d when.Day) Walk {
	by := func(p ontology.Predicate) Walk { return a.day(p, iterator.CompareLTE, d) }
	return w.And(by("start").Or(by("heldOn")).Or(by("actingOn")).Unique())
}

// going keeps the tenures that had not ended before a day: because they end later,
// have no end though their start is known, or because an article of a later day
// says that they were held.
func (a *asking) going(w Walk, d when.Day) Walk {
	on := d.String()
	until := func(p ontology.Predicate) Walk {
		// an end in the month or the year of the day may come after it
		return a.day(p, iterator.CompareGTE, d).Or(a.in(From(edtf(on[:4]), edtf(on[:7])), p))
	}
	open := a.day("start", iterator.CompareLTE, d).Except(a.over(a.under(From()).Has(graph.Pred("end"))))
	going := until("end").Or(until("heldOn")).Or(until("actingOn")).Or(open).Unique()
	ended := a.day("endedBefore", iterator.CompareLTE, d)
	return w.And(going).Except(ended)
}

// withStanding keeps the tenures that some article calls current, former ...
func (a *asking) withStanding(w Walk, statuses []string) Walk {
	if len(statuses) == 0 {
		return w
	}
	var any Walk
	for i, s := range statuses {
		has := func(p ontology.Predicate, objects ...quad.Value) Walk {
			return a.over(a.under(w).Has(graph.Pred(p), objects...))
		}
		is := has(standings[s]).Or(has("status", quad.String(s)))
		if i == 0 {
			any = is
			continue
		}
		any = any.Or(is)
	}
	return any.Unique()
}
