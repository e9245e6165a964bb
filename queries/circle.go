package queries

import (
	"cmp"
	"maps"
	"slices"
	"strconv"

	"entente/graph"
	"entente/graph/ontology"

	"github.com/cayleygraph/quad"
)

// Circle asks whom somebody knows, and whom they know in turn: people reached
// from meeting to meeting.
var Circle = Question{
	Name:  "circle",
	Short: "who knows whom: people reached from meeting to meeting, and through whom",
	Examples: []string{
		`Lavrov`,
		`Kerry --steps 3 --since 2013`,
	},
	Filters: filters(
		Filter{Name: "of", Takes: Name, Arg: true, Types: []ontology.Type{ontology.Person}, Help: "the circle of this person"},
		Filter{Name: "steps", Takes: Term, Terms: []string{"1", "2", "3"}, Help: "reached over at most so many people; default 2"},
	),
	Columns: []Column{
		{Name: "who", fill: ownName},
		{Name: "steps", Edges: []ontology.Predicate{"steps"}},
		{Name: "through", Edges: []ontology.Predicate{"through"}},
		{Name: "meetings", Edges: []ontology.Predicate{"meetings"}},
	},
	walk: func(a *asking) (Walk, error) {
		of, err := a.things("of")
		if err != nil {
			return Walk{}, err
		}
		if len(of) != 1 {
			return Walk{}, missing("of", "whose circle is meant, one name")
		}
		reached := From(quad.IRI(of[0]))
		all := reached
		for range a.steps() {
			reached = a.met(reached)
			all = all.Or(reached)
		}
		return all.Unique().Except(From(quad.IRI(of[0]))), nil
	},
	find:  (*asking).inCircle,
	prove: (*asking).proveCircle,
}

// steps is how far a circle goes.
func (a *asking) steps() int {
	for _, v := range a.values("steps") {
		n, _ := strconv.Atoi(v)
		return n
	}
	return 2
}

// met walks from people to those who took part in the same meetings.
func (a *asking) met(w Walk) Walk {
	meetings := a.between(a.being(a.in(w, takePart...).Unique(), "status", quad.String("held"), quad.String("failed")))
	return a.out(meetings, takePart...).Unique().Has(graph.RDFType, graph.Class(ontology.Person))
}

// inCircle finds the people of a circle, ranked by how far away they are, then by
// how often they met whom they are reached through. It goes from level to level
// over meetings that it folds into one tie each, where the walk would go over each
// meeting for every way to it.
func (a *asking) inCircle() ([]*thing, error) {
	lens := *a
	lens.req.Values = maps.Clone(a.req.Values)
	delete(lens.req.Values, "min-sources") // which is asked of the rows
	w := &web{atlas: newAtlas(a.ctx, a.qs), lens: &lens, ties: tiesNamed([]string{"meetings"}), been: true,
		arcs: map[vertex][]vertex{}, back: map[vertex][]vertex{}, count: map[pair]int32{}, ended: map[vertex]*Tie{}}
	v, ok, err := w.find(a.ids("of")[0])
	if err != nil || !ok {
		return nil, err
	}
	levels, seen := [][]vertex{{v}}, map[vertex]bool{v: true}
	answers, things := map[vertex]*thing{}, []*thing{}
	for n := range a.steps() {
		if err := w.expand(levels[n]); err != nil {
			return nil, err
		}
		var next []vertex
		for _, from := range levels[n] {
			for _, to := range w.next(from) {
				if !seen[to] {
					seen[to] = true
					next = append(next, to)
				}
			}
		}
		if err := w.read(); err != nil {
			return nil, err
		}
		next = slices.DeleteFunc(next, func(v vertex) bool { return w.iri(v).Type() != ontology.Person })
		for _, to := range next {
			t := &thing{id: w.iri(to), typ: ontology.Person, edges: map[ontology.Predicate][]Value{}}
			answers[to], things = t, append(things, t)
		}
		levels = append(levels, next)
	}
	a.nearest(w, levels, answers, things)
	return things, nil
}

// nearest notes with each person the neighbour one step nearer whom they met most.
func (a *asking) nearest(w *web, levels [][]vertex, answers map[vertex]*thing, things []*thing) {
	for n, level := range levels[1:] {
		for _, v := range level {
			t := answers[v]
			var through vertex
			var met int32
			for _, from := range levels[n] {
				if s := w.strength(from, v); s > met || s == met && s > 0 && w.iri(from) < w.iri(through) {
					through, met = from, s
				}
			}
			t.far, t.met, t.through = n+1, int(met), w.iri(through)
			t.edges["steps"] = []Value{{Label: strconv.Itoa(n + 1)}}
			t.edges["meetings"] = []Value{{Label: strconv.Itoa(int(met))}}
		}
	}
	slices.SortFunc(things, func(x, y *thing) int {
		return cmp.Or(x.far-y.far, y.met-x.met, cmp.Compare(x.id, y.id))
	})
}

// proveCircle gives each person the claims on the meetings with whom they are
// reached through.
func (a *asking) proveCircle(things []*thing) error {
	near := map[graph.IRI]bool{}
	for _, t := range things {
		near[t.through] = true
	}
	labels, err := a.labels(sorted(near))
	if err != nil {
		return err
	}
	for _, t := range things {
		t.edges["through"] = []Value{{ID: t.through, Label: labels[t.through]}}
	}
	return a.proveMet(things)
}

// proveMet adds the claims on both parts in common meetings.
func (a *asking) proveMet(things []*thing) error {
	facts := map[graph.IRI][]*thing{}
	preds := a.preds(takePart...)
	for _, t := range things {
		w := a.in(From(quad.IRI(t.through)), takePart...).And(a.in(From(quad.IRI(t.id)), takePart...))
		common, err := ends(a.ctx, a.qs, a.between(a.being(w, "status", quad.String("held"), quad.String("failed"))))
		if err != nil {
			return err
		}
		parts, err := edgesOut(a.ctx, a.qs, common, preds...)
		if err != nil {
			return err
		}
		for _, e := range parts {
			if o := iri(e.object); o == t.id || o == t.through {
				if f, ok := graph.FactOf(quad.IRI(e.subject), e.predicate, e.object); ok {
					facts[graph.FactIRI(f)] = append(facts[graph.FactIRI(f)], t)
				}
			}
		}
	}
	return a.prove(facts)
}
