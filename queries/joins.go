package queries

import (
	"cmp"
	"slices"
	"strconv"

	"entente/graph"
	"entente/graph/ontology"
	"entente/graph/when"

	"github.com/cayleygraph/quad"
)

// Some questions answer with things that are not the ones told of, but hang on
// them: who sat in meetings, who stands between two countries. A join says how.

// join is a walk that ends at things that answer, with the tag "through" on what
// joins them to the things asked about.
type join struct {
	how  string // "hosts"
	walk Walk
	// edges are those between the thing that answers and what joins it.
	edges []leg
	// half is a part of the walk, of one of two joins of this name that lead to the
	// same things: what both halves lead to is at the end of both walks. To run the
	// halves is quicker than to ask the one for all that the other leads to.
	half Walk
}

// joined draws the walk of a question out of its joins: to all that they lead to
// but the things asked about.
func (a *asking) joined(joins []join, but ...graph.IRI) Walk {
	a.joins, a.but = joins, but
	w := joins[0].walk
	for _, j := range joins[1:] {
		w = w.Or(j.walk)
	}
	if len(but) > 0 {
		w = w.Unique().Except(From(values(but)...))
	}
	return w
}

// mostJoined runs the joins and returns the things that they lead to, with what joins
// them, those with the most first: those at the end of the walk that joined draws.
func (a *asking) mostJoined() ([]*thing, error) {
	m := newAtlas(a.ctx, a.qs)
	type found struct {
		who, through vertex
		how          int
	}
	var all []found
	halves := map[vertex]map[int]bool{} // by which halves each is reached
	for i, j := range a.joins {
		w := j.walk
		if j.half.path != nil {
			w = j.half
		}
		err := m.start(w.Tag("who"), []string{"who", "through"}, func(at []vertex) {
			all = append(all, found{at[0], at[1], i})
			if j.half.path != nil {
				if halves[at[0]] == nil {
					halves[at[0]] = map[int]bool{}
				}
				halves[at[0]][i] = true
			}
		})
		if err != nil {
			return nil, err
		}
	}
	all = slices.DeleteFunc(all, func(f found) bool { return a.joins[f.how].half.path != nil && len(halves[f.who]) < 2 })
	if err := m.read(); err != nil {
		return nil, err
	}
	var things []*thing
	at := map[vertex]*thing{}
	for _, f := range all {
		t := at[f.who]
		if t == nil {
			id := m.iri(f.who)
			if id == "" || slices.Contains(a.but, id) {
				continue
			}
			t = &thing{id: id, typ: id.Type(), edges: map[ontology.Predicate][]Value{}}
			at[f.who], things = t, append(things, t)
		}
		t.join(a.joins[f.how], m.iri(f.through))
	}
	slices.SortFunc(things, func(x, y *thing) int {
		return cmp.Or(len(y.joints)-len(x.joints), cmp.Compare(x.id, y.id))
	})
	return things, nil
}

// joint is one thing that joins a row to what was asked about.
type joint struct {
	id          graph.IRI
	edges       []leg
	first, last when.Date
}

func (t *thing) join(j join, through graph.IRI) {
	if t.joints == nil {
		t.joints = map[graph.IRI]*joint{}
	}
	x := t.joints[through]
	if x == nil {
		x = &joint{id: through}
		t.joints[through] = x
	}
	x.edges = append(x.edges, j.edges...)
	t.add("how", Value{Label: j.how})
}

// joinDays notes between which days what joins the things lies.
func (a *asking) joinDays(things []*thing) error {
	if a.counting {
		return nil
	}
	seen := map[graph.IRI]bool{}
	for _, t := range things {
		for id := range t.joints {
			seen[id] = true
		}
	}
	known, err := edgesOut(a.ctx, a.qs, sorted(seen), graph.Earliest, graph.Latest, graph.Published)
	if err != nil {
		return err
	}
	days := map[graph.IRI]*thing{}
	for _, e := range known {
		if days[e.subject] == nil {
			days[e.subject] = &thing{}
		}
		days[e.subject].note(e)
	}
	for _, t := range things {
		for id, x := range t.joints {
			d := days[id]
			if d == nil {
				continue
			}
			x.first, x.last = d.first, d.last
			if d.first != "" && (t.first == "" || when.Compare(d.first, t.first) < 0) {
				t.first = d.first
			}
			if d.last != "" && (t.last == "" || when.Compare(d.last, t.last) > 0) {
				t.last = d.last
			}
		}
	}
	return nil
}

// proveJoints gives each thing the claims on the edges to what joins it.
func (a *asking) proveJoints(things []*thing) error {
	if err := a.joinDays(things); err != nil {
		return err
	}
	facts := map[graph.IRI][]*thing{}
	for _, out := range []bool{true, false} {
		for _, t := range things {
			for _, x := range sortedJoints(t) {
				for _, p := range edgesOf(x.edges, out) {
					f := graph.Fact{Subject: t.id, Predicate: p, Object: graph.Object{IRI: x.id}}
					if !out {
						f.Subject, f.Object.IRI = x.id, t.id
					}
					if id := graph.FactIRI(f); !slices.Contains(facts[id], t) {
						facts[id] = append(facts[id], t)
					}
				}
			}
		}
	}
	return a.prove(facts)
}

func sortedJoints(t *thing) []*joint {
	var all []*joint
	for _, id := range sorted(t.joints) {
		all = append(all, t.joints[id])
	}
	return all
}

// Columns of what joins.

func howMany(t *thing) []Value { return []Value{{Label: strconv.Itoa(len(t.joints))}} }

func firstDay(t *thing) []Value { return dayCell(t.first) }

func lastDay(t *thing) []Value { return dayCell(t.last) }

func dayCell(d when.Date) []Value {
	if d == "" {
		return nil
	}
	return []Value{{Label: string(d)}}
}

func ownType(t *thing) []Value { return []Value{{Label: string(t.typ)}} }

// meetingLegs are the edges at those who take part in a meeting.
var meetingLegs = []leg{{"participant", false}, {"host", false}, {"convener", false}}

// takePart are the edges from a meeting to those in it.
var takePart = []ontology.Predicate{"participant", "host", "convener"}

// held walks to the meetings that count in the mode asked for, in which the names
// of the filters took part, on the days asked for.
func (a *asking) held(parts ...part) (Walk, error) {
	w, err := a.among([]ontology.Type{ontology.Meeting}, parts...)
	if err != nil {
		return w, err
	}
	return a.between(a.being(w, "status", quad.String("held"), quad.String("failed"))).Unique(), nil
}

// ids are the things meant by the names typed for filters, as far as they were read.
func (a *asking) ids(filters ...string) []graph.IRI {
	var ids []graph.IRI
	for _, r := range a.resolved {
		if slices.Contains(filters, r.Filter) {
			ids = append(ids, r.ID)
		}
	}
	return ids
}
