package queries

import (
	"slices"

	"entente/graph"
	"entente/graph/ontology"

	"github.com/cayleygraph/quad"
)

// Tie is a way in which two actors (persons, countries, organizations) hang
// together: through a thing in which both have a part, or by an edge between them.
type Tie struct {
	Name string
	Help string
	// Through is the type of the thing between; empty when an edge joins the two.
	Through ontology.Type
	// Default ties are walked unless others are asked for.
	Default bool
	legs    []leg
}

// leg is an edge at an actor: out of it, or into it.
type leg struct {
	edge ontology.Predicate
	out  bool
}

// Ties is the table of ties that Path walks.
var Ties = []Tie{
	{"meetings", "both took part in a meeting, or hosted or convened it", ontology.Meeting, true,
		[]leg{{"participant", false}, {"host", false}, {"convener", false}}},
	{"agreements", "both are parties of an agreement", ontology.Agreement, true, []leg{{"party", false}}},
	{"offices", "both hold or held an office, or one holds an office of the other", ontology.Office, true,
		[]leg{{"holds", true}, {"of", false}}},
	{"organizations", "one represents the other, belongs to it or is a part of it", "", true,
		[]leg{{"represents", true}, {"represents", false}, {"memberOf", true}, {"memberOf", false},
			{"partOf", true}, {"partOf", false}, {"citizenOf", true}, {"citizenOf", false}}},
	{"events", "one did something to the other, or both to a third", ontology.Event, false,
		[]leg{{"actor", false}, {"recipient", false}}},
}

// TieNames lists the names of all ties.
func TieNames() []string {
	var names []string
	for _, t := range Ties {
		names = append(names, t.Name)
	}
	return names
}

// tiesNamed returns the ties of these names, the default ones when none is given.
func tiesNamed(names []string) []*Tie {
	var ties []*Tie
	for i := range Ties {
		if len(names) == 0 && Ties[i].Default || slices.Contains(names, Ties[i].Name) {
			ties = append(ties, &Ties[i])
		}
	}
	return ties
}

// web is the graph of actors, as far as it was asked for: what is between two
// actors is folded into an arc. It is read from the store as searches reach it.
type web struct {
	*atlas
	lens  *asking
	ties  []*Tie
	stops []graph.IRI         // the things that a chain must pass
	held  bool                // meetings count when they were held
	been  bool                // or when they were held or failed
	arcs  map[vertex][]vertex // out of the vertices that were expanded
	back  map[vertex][]vertex // to any vertex, from expanded ones
	count map[pair]int32      // ties between two neighbours
	told  map[pair]Step       // steps that were described
	ended map[vertex]*Tie     // ends of the search that are no actors: a meeting, an office ...
}

// expand reads the arcs of vertices.
func (w *web) expand(all []vertex) error {
	var actors []vertex
	for _, v := range all {
		if _, done := w.arcs[v]; done {
			continue
		}
		w.arcs[v] = nil
		if t := w.ended[v]; t != nil {
			if err := w.fold([]vertex{v}, turned(t.legs), nil); err != nil {
				return err
			}
			continue
		}
		actors = append(actors, v)
	}
	for _, t := range w.ties {
		if err := w.fold(actors, t.legs, t); err != nil {
			return err
		}
	}
	return nil
}

// fold adds the arcs that go over these legs; through a thing, and back over its
// legs, where the tie has one.
func (w *web) fold(from []vertex, legs []leg, t *Tie) error {
	near, err := w.over(from, legs)
	if err != nil {
		return err
	}
	if t == nil || t.Through == "" {
		for _, p := range near {
			w.add(p)
		}
		return nil
	}
	things, err := w.keep(farEnds(near), t)
	if err != nil {
		return err
	}
	far, err := w.over(things, turned(t.legs))
	if err != nil {
		return err
	}
	others := map[vertex][]vertex{}
	for _, p := range far {
		others[p.from] = append(others[p.from], p.to)
	}
	for _, p := range near {
		if w.ended[p.to] != nil {
			w.add(p) // an end of the search is reached, not passed through
			continue
		}
		for _, o := range others[p.to] {
			w.add(pair{p.from, o})
		}
	}
	return nil
}

// keep keeps the things of a tie that the filters leave: of those days, held where
// only held meetings count.
func (w *web) keep(things []vertex, t *Tie) ([]vertex, error) {
	walk, any := w.filter(t)
	if !any {
		return things, nil
	}
	return w.atlas.keep(things, walk)
}

// filter is the walk of filters on the things of a tie; any is false where there
// are none. An office has no days of its own.
func (w *web) filter(t *Tie) (walk Walk, any bool) {
	walk = From()
	if t.Through == ontology.Office {
		return walk, false
	}
	dated := len(w.lens.values("since"))+len(w.lens.untils()) > 0
	if dated {
		walk = w.lens.between(walk)
	}
	held := w.held && t.Through == ontology.Meeting
	if held {
		walk = w.lens.over(w.lens.under(walk).Has(graph.Pred("status"), quad.String("held")))
	}
	if been := w.been && t.Through == ontology.Meeting; been {
		return w.lens.being(walk, "status", quad.String("held"), quad.String("failed")), true
	}
	return walk, dated || held
}

// pair is an edge between two vertices, whatever its direction.
type pair struct{ from, to vertex }

// over goes over legs, and returns where each leads, each pair once. Where only
// what several sources tell counts, an edge counts when so many tell of it.
func (w *web) over(from []vertex, legs []leg) ([]pair, error) {
	least := w.lens.minSources()
	seen := map[pair]bool{}
	var all []pair
	facts := map[pair]vertex{}
	for _, out := range []bool{true, false} {
		preds := edgesOf(legs, out)
		if len(preds) == 0 {
			continue
		}
		start, tags := w.lens.under(From()), []string{"to"}
		if least > 1 {
			start, tags = w.lens.labelled(From(), "fact"), []string{"to", "fact"}
		}
		step := start.In(w.lens.preds(preds...)...)
		if out {
			step = start.Out(w.lens.preds(preds...)...)
		}
		err := w.run(from, step.Tag("to"), tags, func(from vertex, at []vertex) {
			p := pair{from, at[0]}
			if !seen[p] {
				seen[p] = true
				all = append(all, p)
			}
			if len(at) > 1 {
				facts[p] = at[1]
			}
		})
		if err != nil {
			return nil, err
		}
	}
	if len(facts) == 0 {
		return all, nil
	}
	told, err := w.sourcesOf(facts)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(all, func(p pair) bool { return told[facts[p]] < least }), nil
}

// sourcesOf counts the independent sources of facts.
func (w *web) sourcesOf(facts map[pair]vertex) (map[vertex]int, error) {
	if err := w.read(); err != nil {
		return nil, err
	}
	owners, things := map[graph.IRI][]*thing{}, map[vertex]*thing{}
	for _, f := range facts {
		if things[f] == nil {
			things[f] = &thing{id: w.iri(f)}
			owners[w.iri(f)] = []*thing{things[f]}
		}
	}
	if err := w.lens.tally(owners); err != nil {
		return nil, err
	}
	told := map[vertex]int{}
	for f, t := range things {
		told[f] = t.sources
	}
	return told, nil
}

// edgesOf gives the predicates of the legs that go out, or in.
func edgesOf(legs []leg, out bool) []ontology.Predicate {
	var preds []ontology.Predicate
	for _, l := range legs {
		if l.out == out {
			preds = append(preds, l.edge)
		}
	}
	return preds
}

func (w *web) add(p pair) {
	if p.from == p.to {
		return
	}
	if w.count[p]++; w.count[p] == 1 {
		w.arcs[p.from] = append(w.arcs[p.from], p.to)
		w.back[p.to] = append(w.back[p.to], p.from)
	}
}

// next returns where arcs lead from a vertex, as far as is known.
func (w *web) next(v vertex) []vertex {
	if arcs, expanded := w.arcs[v]; expanded {
		return arcs
	}
	return w.back[v]
}

// strength counts the ties between two neighbours.
func (w *web) strength(a, b vertex) int32 { return max(w.count[pair{a, b}], w.count[pair{b, a}]) }

// turned gives legs as seen from their other end.
func turned(legs []leg) []leg {
	all := make([]leg, len(legs))
	for i, l := range legs {
		all[i] = leg{l.edge, !l.out}
	}
	return all
}

// farEnds returns the far ends of pairs, each once.
func farEnds(pairs []pair) []vertex {
	all := make([]vertex, len(pairs))
	for i, p := range pairs {
		all[i] = p.to
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// tieThrough returns the tie that goes through things of a type.
func tieThrough(typ ontology.Type) *Tie {
	for i := range Ties {
		if Ties[i].Through == typ && typ != "" {
			return &Ties[i]
		}
	}
	return nil
}

// bond is one way in which two neighbours hang together: a thing between them
// with the edges at it, or the edges that join them.
type bond struct {
	kind    *Tie
	through graph.IRI // empty for edges alone
	edges   []edge
}

// telling are the facts whose claims are the evidence of the bond. That an office
// is one of a country is told with each of its holders; who held it is meant.
func (b bond) telling() []graph.IRI {
	var all, held []graph.IRI
	for _, e := range b.edges {
		f, ok := graph.FactOf(quad.IRI(e.subject), e.predicate, e.object)
		if !ok {
			continue
		}
		all = append(all, graph.FactIRI(f))
		if f.Predicate == "holds" {
			held = append(held, graph.FactIRI(f))
		}
	}
	if len(held) > 0 {
		return held
	}
	return all
}

// bonds returns the ways in which two neighbours of a chain hang together.
func (w *web) bonds(a, b graph.IRI) ([]bond, error) {
	for _, end := range []struct {
		id   graph.IRI
		turn bool
	}{{a, true}, {b, false}} {
		t := tieThrough(end.id.Type())
		if t == nil {
			continue
		}
		legs := t.legs
		if end.turn {
			legs = turned(legs)
		}
		return w.direct(a, b, t, legs)
	}
	var all []bond
	for _, t := range w.ties {
		find := w.through
		if t.Through == "" {
			find = func(a, b graph.IRI, t *Tie) ([]bond, error) { return w.direct(a, b, t, t.legs) }
		}
		found, err := find(a, b, t)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	return all, nil
}

// through returns the things between two actors.
func (w *web) through(a, b graph.IRI, t *Tie) ([]bond, error) {
	both := w.lens.legs(From(quad.IRI(a)), t.legs).And(w.lens.legs(From(quad.IRI(b)), t.legs))
	if walk, any := w.filter(t); any {
		both = both.And(walk)
	}
	things, err := ends(w.ctx, w.qs, both)
	things = slices.DeleteFunc(things, func(id graph.IRI) bool { return slices.Contains(w.stops, id) })
	all := make([]bond, len(things))
	for i, id := range things {
		all[i] = bond{kind: t, through: id}
	}
	return all, err
}

// legs goes over legs from where a walk stands.
func (a *asking) legs(w Walk, legs []leg) Walk {
	in, out := edgesOf(legs, false), edgesOf(legs, true)
	switch {
	case len(out) == 0:
		return a.in(w, in...).Unique()
	case len(in) == 0:
		return a.out(w, out...).Unique()
	}
	return a.in(w, in...).Or(a.out(w, out...)).Unique()
}

// direct returns the edges between two things.
func (w *web) direct(a, b graph.IRI, t *Tie, legs []leg) ([]bond, error) {
	edges, err := w.edgesOver([]graph.IRI{a}, legs)
	if err != nil {
		return nil, err
	}
	edges = slices.DeleteFunc(edges, func(e edge) bool { return otherEnd(e, a) != b })
	if len(edges) == 0 {
		return nil, nil
	}
	return []bond{{kind: t, edges: edges}}, nil
}

// join reads the edges from the things between to both ends.
func (w *web) join(bonds []bond, a, b graph.IRI) error {
	at, things := map[graph.IRI]*bond{}, map[*Tie][]graph.IRI{}
	for i, x := range bonds {
		if x.through != "" {
			at[x.through] = &bonds[i]
			things[x.kind] = append(things[x.kind], x.through)
		}
	}
	for _, t := range w.ties {
		edges, err := w.edgesOver(things[t], turned(t.legs))
		if err != nil {
			return err
		}
		for _, e := range edges {
			x, end := at[e.subject], iri(e.object)
			if x == nil {
				x, end = at[end], e.subject
			}
			if end == a || end == b {
				x.edges = append(x.edges, e)
			}
		}
	}
	return nil
}

// otherEnd is the end of an edge that is not the thing.
func otherEnd(e edge, id graph.IRI) graph.IRI {
	if e.subject == id {
		return iri(e.object)
	}
	return e.subject
}

// edgesOver reads the edges that legs stand for at things, sorted.
func (w *web) edgesOver(ids []graph.IRI, legs []leg) ([]edge, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	var all []edge
	for _, out := range []bool{true, false} {
		preds := w.lens.preds(edgesOf(legs, out)...)
		if len(preds) == 0 {
			continue
		}
		step := w.lens.under(From(values(ids)...).Tag("at"))
		if out {
			step = step.OutTag("p", preds...).Tag("to")
		} else {
			step = step.InTag("p", preds...).Tag("to")
		}
		err := each(w.ctx, w.qs, step.path, func(tags map[string]quad.Value) error {
			p, _ := tags["p"].(quad.IRI)
			e := edge{iri(tags["at"]), p, tags["to"]}
			if !out {
				e = edge{iri(tags["to"]), p, tags["at"]}
			}
			all = append(all, e)
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	slices.SortFunc(all, compareEdges)
	return slices.Compact(all), nil
}
