package queries

import (
	"cmp"
	"slices"

	"entente/graph"
	"entente/graph/ontology"
	"entente/graph/when"
)

// thing is a row in the making.
type thing struct {
	id          graph.IRI
	typ         ontology.Type
	label       string
	first, last when.Date
	edges       map[ontology.Predicate][]Value
	through     graph.IRI // whom a person of a circle is reached through
	far, met    int       // over how many steps, and how often the two met
	joints      map[graph.IRI]*joint
	told        map[graph.IRI]bool // facts that some claim puts forward

	proofs            []proof
	modalities        []ontology.Modality
	sources, articles int
	evidence          []Evidence
}

// note takes in what is derived of the thing.
func (t *thing) note(e edge) {
	switch e.predicate {
	case graph.Label:
		t.label = text(e.object)
	case graph.Earliest:
		t.first = when.Date(text(e.object))
	case graph.Latest:
		t.last = when.Date(text(e.object))
	default:
		d := when.Date(text(e.object))
		if t.first == "" || when.Compare(d, t.first) < 0 {
			t.first = d
		}
		if t.last == "" || when.Compare(d, t.last) > 0 {
			t.last = d
		}
	}
}

// proven notes that some claim puts a fact of the thing forward.
func (t *thing) proven(fact graph.IRI) {
	if t.told == nil {
		t.told = map[graph.IRI]bool{}
	}
	t.told[fact] = true
}

// dropUntold leaves out the edges that none of the claims read puts forward.
func (t *thing) dropUntold() {
	for p, all := range t.edges {
		t.edges[p] = slices.DeleteFunc(all, func(v Value) bool { return !t.told[v.fact] })
	}
}

// add takes in one of its edges. What is asserted under one predicate and not
// under another counts as asserted.
func (t *thing) add(p ontology.Predicate, v Value) {
	for i, had := range t.edges[p] {
		if had.ID == v.ID && had.Label == v.Label {
			t.edges[p][i].Unasserted = had.Unasserted && v.Unasserted
			return
		}
	}
	t.edges[p] = append(t.edges[p], v)
}

// values returns what stands under some edges, sorted by name, each once.
func (t *thing) values(edges ...ontology.Predicate) []Value {
	var all []Value
	for _, p := range edges {
		all = append(all, t.edges[p]...)
	}
	slices.SortFunc(all, func(a, b Value) int {
		return cmp.Or(cmp.Compare(a.Label, b.Label), cmp.Compare(a.ID, b.ID))
	})
	return slices.CompactFunc(all, func(a, b Value) bool { return a.ID == b.ID && a.Label == b.Label })
}

// row makes the row of a question's columns.
func (t *thing) row(q *Question) Row {
	r := Row{ID: t.id, Type: t.typ, Label: t.label, First: t.first, Last: t.last, Evidence: t.evidence}
	for _, c := range q.Columns {
		cell := t.values(c.Edges...)
		if c.fill != nil {
			cell = c.fill(t)
		}
		r.Cells = append(r.Cells, Cell{c.Name, cell, c.Long})
	}
	r.Sources, r.Articles, r.Modalities = t.sources, t.articles, t.modalities
	return r
}
