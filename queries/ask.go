package queries

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"entente/graph"
	"entente/graph/ontology"
	"entente/graph/when"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/refs"
	"github.com/cayleygraph/quad"
)

// ErrRequest marks a request that the question does not understand: an unknown
// filter, a date that is none, a term that the ontology does not have.
var ErrRequest = errors.New("request")

// asking is one question being asked.
type asking struct {
	ctx      context.Context
	r        *graph.Reader
	qs       cayley.QuadStore
	q        *Question
	req      Request
	resolved []Resolved
	// publishers are those that may tell, where --source names some.
	publishers []quad.Value
	// joins lead to the things that answer, of questions that join them to others.
	joins []join
	// but are the things asked about, which are no answer themselves.
	but []graph.IRI
	// counting is set while the sources of rows are counted and no words are read.
	counting bool
	// sides are the publishers behind each of two names, of the question differences.
	sides [2][]string
}

// Ask asks a question. Rows come in order of time, undated ones last; the limit
// keeps the first of them. Errors wrap ErrRequest, ErrAmbiguous or ErrName when
// the asker can mend them.
func Ask(ctx context.Context, r *graph.Reader, q *Question, req Request) (Answer, error) {
	a, w, err := begin(ctx, r, q, req)
	if err != nil {
		return Answer{}, err
	}
	things, total, err := a.find(w)
	if err != nil {
		return Answer{}, fmt.Errorf("ask %s: %w", q.Name, err)
	}
	ans := Answer{Question: q.Name, Asked: a.resolved, Gizmo: a.gizmo(w, 0), Total: total, Rows: []Row{}}
	for _, c := range q.Columns {
		ans.Columns = append(ans.Columns, c.Name)
	}
	if req.Newest {
		newest(things)
	}
	if req.Limit > 0 && len(things) > req.Limit {
		things = things[:req.Limit]
	}
	if err := a.describe(things); err != nil {
		return Answer{}, fmt.Errorf("ask %s: %w", q.Name, err)
	}
	for _, t := range things {
		ans.Rows = append(ans.Rows, t.row(q))
	}
	return ans, nil
}

// newest turns the order of the dated things round.
func newest(things []*thing) {
	dated := slices.IndexFunc(things, func(t *thing) bool { return t.first == "" })
	if dated < 0 {
		dated = len(things)
	}
	slices.Reverse(things[:dated])
}

// Gizmo returns the script that finds the things that answer, for Cayley's page.
func Gizmo(ctx context.Context, r *graph.Reader, q *Question, req Request) (string, error) {
	a, w, err := begin(ctx, r, q, req)
	if err != nil {
		return "", err
	}
	return a.gizmo(w, req.Limit), nil
}

// begin reads the request and draws the question's walk.
func begin(ctx context.Context, r *graph.Reader, q *Question, req Request) (*asking, Walk, error) {
	a := &asking{ctx: ctx, r: r, qs: r.QuadStore(), q: q, req: req}
	if err := a.check(); err != nil {
		return nil, Walk{}, err
	}
	if err := a.readSources(); err != nil {
		return nil, Walk{}, err
	}
	w, err := q.walk(a)
	if err != nil {
		return nil, Walk{}, err
	}
	return a, w.Unique(), nil
}

// check holds the request against the question's filters.
func (a *asking) check() error {
	if !a.req.Mode.known() {
		return fmt.Errorf("%w: unknown mode %q", ErrRequest, a.req.Mode)
	}
	for name, values := range a.req.Values {
		f, ok := a.q.filter(name)
		if !ok {
			return fmt.Errorf("%w: %s has no filter %q: it has %s", ErrRequest, a.q.Name, name, a.q.filterNames())
		}
		for _, v := range values {
			if err := f.check(v); err != nil {
				return fmt.Errorf("%w: --%s %q: %w", ErrRequest, name, v, err)
			}
		}
	}
	return nil
}

func (q *Question) filter(name string) (Filter, bool) {
	for _, f := range q.Filters {
		if f.Name == name {
			return f, true
		}
	}
	return Filter{}, false
}

func (q *Question) filterNames() string {
	var names []string
	for _, f := range q.Filters {
		names = append(names, f.Name)
	}
	return strings.Join(names, ", ")
}

func (f Filter) check(v string) error {
	switch f.Takes {
	case Term:
		if !slices.Contains(f.Terms, v) {
			return fmt.Errorf("unknown: use one of %s", strings.Join(f.Terms, ", "))
		}
	case Date:
		if d, err := when.Parse(v); err != nil || d == "" {
			return errors.New("no date: write 2013-05-07, 2013-05 or 2013")
		}
	case Number:
		if n, err := strconv.Atoi(v); err != nil || n < 0 {
			return errors.New("no number: write 2")
		}
	}
	switch {
	case !utf8.ValidString(v):
		return errors.New("no text in UTF-8: type it anew")
	case strings.TrimSpace(v) == "":
		return errors.New("empty")
	}
	return nil
}

// missing is the error for a question that cannot be asked without a filter.
func missing(filter, what string) error {
	return fmt.Errorf("%w: --%s is missing: name %s", ErrRequest, filter, what)
}

// values returns what was typed for a filter.
func (a *asking) values(filter string) []string { return a.req.Values[filter] }

// things returns the things meant by the names typed for a filter, one a name.
func (a *asking) things(filter string) ([]graph.IRI, error) {
	f, _ := a.q.filter(filter)
	var all []graph.IRI
	for _, typed := range a.values(filter) {
		ref, err := a.meant(filter, typed, f.Types)
		if err != nil {
			return nil, err
		}
		all = append(all, ref.ID)
	}
	return all, nil
}

// meant finds the thing that a name typed for a filter means, and notes it.
func (a *asking) meant(filter, typed string, types []ontology.Type) (ref Ref, err error) {
	near := false
	if a.req.Exact {
		ref, err = Resolve(a.ctx, a.r, typed, types...)
	} else {
		ref, near, err = Near(a.ctx, a.r, typed, types...)
	}
	if err == nil {
		a.resolved = append(a.resolved, Resolved{filter, typed, ref, near})
	}
	return ref, err
}

// preds returns the predicates to walk for an edge: the plain one alone while
// only what is stated is asked for.
func (a *asking) preds(edges ...ontology.Predicate) []quad.Value {
	var all []quad.Value
	for _, e := range edges {
		all = append(all, graph.Pred(e))
		if a.req.Mode != Stated {
			all = append(all, graph.Unasserted(e))
		}
	}
	return all
}

// actors walks to a thing and to all who act for it: who represents a country or
// holds an office of it.
func actors(thing graph.IRI) Walk {
	w := From(quad.IRI(thing))
	switch thing.Type() {
	case ontology.Country, ontology.Organization:
		return w.Or(w.In(graph.Pred("represents"))).Or(w.In(graph.Pred("of")).In(graph.Pred("holds"))).Unique()
	}
	return w
}

// part is a filter whose names play a part in the things asked for, and the
// edges that make it one.
type part struct {
	filter string
	edges  []ontology.Predicate
}

// atPlace are the edges from a thing to where it was.
var atPlace = []ontology.Predicate{"place"}

// among walks to the things of these classes in which each name of each filter
// plays its part. It begins with the names, which are fewer than the class. The
// name of a place means what lies in it too.
func (a *asking) among(classes []ontology.Type, parts ...part) (Walk, error) {
	var types []quad.Value
	for _, c := range classes {
		types = append(types, graph.Class(c))
	}
	w, begun := From(types...).In(graph.RDFType), false
	for _, p := range parts {
		names, err := a.things(p.filter)
		if err != nil {
			return w, err
		}
		for _, name := range names {
			from := actors(name)
			if slices.Equal(p.edges, atPlace) {
				from = From(quad.IRI(name))
				from = from.Or(from.In(graph.Pred("in"))).Unique()
			}
			with := a.in(from, p.edges...).Unique()
			if !begun {
				w, begun = with.Has(graph.RDFType, types...), true
				continue
			}
			w = w.And(with)
		}
	}
	return w, nil
}

// everyEdge makes the question walk the unasserted predicates too, where a filter
// asks for what only stands there.
func (a *asking) everyEdge() {
	if a.req.Mode == Stated {
		a.req.Mode = All
	}
}

// oneOf keeps the things with one of the filter's terms under an edge.
func (a *asking) oneOf(w Walk, filter string, edge ontology.Predicate) Walk {
	var terms []quad.Value
	for _, v := range a.values(filter) {
		terms = append(terms, quad.String(v))
	}
	if len(terms) == 0 {
		return w
	}
	return a.hasAny(w, edge, terms...)
}

// hasAny keeps the things with such an edge under one of the predicates asked for.
func (a *asking) hasAny(w Walk, edge ontology.Predicate, objects ...quad.Value) Walk {
	preds := a.preds(edge)
	if len(preds) == 1 {
		return a.over(a.under(w).Has(preds[0], objects...))
	}
	return w.And(a.in(From(objects...), edge).Unique())
}

// being keeps the things that are, in the mode asked for: those with an edge of a
// kind that every such thing has. default objects narrow it while nothing else is
// asked for.
func (a *asking) being(w Walk, edge ontology.Predicate, objects ...quad.Value) Walk {
	switch {
	case a.req.Mode == Stated:
		return a.over(a.under(w).Has(graph.Pred(edge), objects...))
	case a.req.Mode == All && !a.narrowed():
		return w
	case a.req.Mode == All:
		return w.And(a.in(From(), edge).Unique())
	}
	return w.Under(a.told(a.req.Mode.modalities())).Has(graph.Unasserted(edge)).AnyLabel()
}

// articlesFrom walks to the articles of the publishers that --source names, to all
// articles when it names none.
func (a *asking) articlesFrom() Walk {
	if len(a.publishers) > 0 {
		return From(a.publishers...).In(graph.Publisher)
	}
	return From(graph.Class(ontology.Article)).In(graph.RDFType)
}

// published keeps the articles that came out between the filters' dates.
func (a *asking) published(w Walk) Walk {
	for _, v := range a.values("since") {
		if first, _, ok := when.Date(v).Bounds(); ok {
			w = w.HasThat(graph.Published, iterator.CompareGTE, edtf(first.String()))
		}
	}
	for _, v := range append(a.untils(), a.values("known-by")...) {
		if _, last, ok := when.Date(v).Bounds(); ok {
			w = w.HasThat(graph.Published, iterator.CompareLTE, edtf(last.String()))
		}
	}
	if len(a.publishers) > 0 {
		w = w.Has(graph.Publisher, a.publishers...)
	}
	return w
}

func edtf(d string) quad.Value { return quad.TypedString{Value: quad.String(d), Type: graph.EDTF} }

// between keeps the things of which some day lies between the filters' dates.
func (a *asking) between(w Walk) Walk {
	for _, v := range a.values("since") {
		if first, _, ok := when.Date(v).Bounds(); ok {
			w = w.HasThat(graph.Latest, iterator.CompareGTE, day(first))
		}
	}
	for _, v := range a.untils() {
		if _, last, ok := when.Date(v).Bounds(); ok {
			w = w.HasThat(graph.Earliest, iterator.CompareLTE, day(last))
		}
	}
	return w
}

func day(d when.Day) quad.Value {
	return quad.TypedString{Value: quad.String(d.String()), Type: graph.Day}
}

// says gives the predicates from claims to facts in Cayley's form.
func says(modalities []ontology.Modality) []quad.Value {
	var all []quad.Value
	for _, p := range graph.Says(modalities...) {
		all = append(all, p.(quad.IRI))
	}
	return all
}

// find runs the walk and returns the things that answer, in order of time or as
// the question ranks them, and how many there are. In order of time it may give no
// more than the limit takes.
func (a *asking) find(w Walk) (things []*thing, total int, err error) {
	if a.q.find != nil {
		things, err = a.q.find(a)
		total = len(things)
	} else {
		things, total, err = a.inTime(w)
	}
	if err == nil && a.q.rank != nil {
		err = a.q.rank(a, things)
	}
	if least := a.minSources(); err == nil && least > 1 && a.q.prove != nil {
		things, err = a.toldBy(things, least)
		total = len(things)
	}
	return things, total, err
}

// inTime finds the things at the end of a walk, in order of time.
func (a *asking) inTime(w Walk) (things []*thing, total int, err error) {
	m := newAtlas(a.ctx, a.qs)
	var found []vertex
	seen := map[vertex]bool{}
	err = m.start(w.Tag("end"), []string{"end"}, func(at []vertex) {
		if !seen[at[0]] {
			seen[at[0]] = true
			found = append(found, at[0])
		}
	})
	if least := a.minSources(); err == nil && least > 1 && a.q.prove == nil {
		found, err = a.toldOften(m, found, least)
	}
	if err != nil {
		return nil, 0, err
	}
	total = len(found)
	if found, err = a.firsts(m, found, seen); err != nil {
		return nil, 0, err
	}
	if things, err = a.dated(m, found); err != nil {
		return nil, 0, err
	}
	sortInTime(things)
	return things, total, nil
}

// firsts returns those of what was found that come first in order of time: as many
// as the limit takes, with all of the last day. They are met by going through all
// days of the graph in their order; where few of these are of what was found, it is
// quicker to read the days of all that was found, and all of it comes back.
func (a *asking) firsts(m *atlas, found []vertex, wanted map[vertex]bool) ([]vertex, error) {
	limit, most := a.req.Limit, 8*len(found)
	if limit <= 0 || len(found) <= 2*limit || a.q.rank != nil || len(a.q.dates) > 0 || a.minSources() > 1 && a.q.prove != nil {
		return found, nil
	}
	var some []vertex
	var last cayley.Ref
	enough, looked := false, 0
	ok, err := a.r.ByDay(a.ctx, graph.Earliest, a.req.Newest, func(thing, day cayley.Ref) bool {
		if enough = len(some) >= limit && day != last; enough {
			return false
		}
		if v, known := m.number[refs.ToKey(thing)]; known && wanted[v] {
			some, last = append(some, v), day
			wanted[v] = false
		}
		looked++
		return looked < most
	})
	if err != nil || !ok || !enough {
		return found, err
	}
	return some, nil
}

// sortInTime puts things in order of time, undated ones last.
func sortInTime(things []*thing) {
	type days struct {
		first, last when.Day
		dated       bool
	}
	read := func(d when.Date) (r days) {
		r.first, r.last, r.dated = d.Bounds()
		return r
	}
	at := make(map[*thing][2]days, len(things))
	for _, t := range things {
		at[t] = [2]days{read(t.first), read(t.last)}
	}
	// the order of when.Compare, with each date read once
	compare := func(x, y days, d, e when.Date) int {
		switch {
		case x.dated != y.dated && x.dated:
			return -1
		case x.dated != y.dated:
			return 1
		}
		return cmp.Or(cmp.Compare(x.first, y.first), cmp.Compare(x.last, y.last), cmp.Compare(d, e))
	}
	slices.SortFunc(things, func(x, y *thing) int {
		dx, dy := at[x], at[y]
		return cmp.Or(compare(dx[0], dy[0], x.first, y.first), compare(dx[1], dy[1], x.last, y.last), cmp.Compare(x.id, y.id))
	})
}

// dated makes things of what was found, with the days that put them in order.
func (a *asking) dated(m *atlas, found []vertex) ([]*thing, error) {
	wanted := []quad.Value{graph.Earliest, graph.Latest}
	for _, d := range a.q.dates {
		wanted = append(wanted, graph.Pred(d))
	}
	var days [][3]vertex
	err := m.run(found, From().OutTag("p", wanted...).Tag("o"), []string{"p", "o"}, func(from vertex, at []vertex) {
		days = append(days, [3]vertex{from, at[0], at[1]})
	})
	if err != nil {
		return nil, err
	}
	if err := m.read(); err != nil {
		return nil, err
	}
	things, at := make([]*thing, 0, len(found)), map[vertex]*thing{}
	for _, v := range found {
		id := m.iri(v)
		if id == "" {
			continue
		}
		t := &thing{id: id, typ: id.Type(), edges: map[ontology.Predicate][]Value{}}
		things, at[v] = append(things, t), t
	}
	for _, d := range days {
		if t := at[d[0]]; t != nil {
			p, _ := m.value(d[1]).(quad.IRI)
			t.note(edge{t.id, p, m.value(d[2])})
		}
	}
	return things, nil
}

// describe adds to the things their names, their parts and the evidence.
func (a *asking) describe(things []*thing) error {
	if err := a.name(things); err != nil {
		return err
	}
	facts, parts, err := a.edges(things)
	if err != nil {
		return err
	}
	labels, err := a.labels(objectsOf(parts))
	if err != nil {
		return err
	}
	at := byID(things)
	for _, e := range parts {
		f, ok := graph.FactOf(quad.IRI(e.subject), e.predicate, e.object)
		if !ok {
			continue
		}
		v := valueOf(e, labels)
		v.fact = graph.FactIRI(f)
		at[e.subject].add(f.Predicate, v)
	}
	if a.q.prove != nil {
		return a.q.prove(a, things)
	}
	if err := a.prove(facts); err != nil {
		return err
	}
	if a.narrowed() {
		for _, t := range things {
			t.dropUntold()
		}
	}
	return nil
}

func byID(things []*thing) map[graph.IRI]*thing {
	at := map[graph.IRI]*thing{}
	for _, t := range things {
		at[t.id] = t
	}
	return at
}

func idsOf(things []*thing) []graph.IRI {
	ids := make([]graph.IRI, len(things))
	for i, t := range things {
		ids[i] = t.id
	}
	return ids
}

// edges reads the edges of things under the question's columns, and their facts.
func (a *asking) edges(things []*thing) (map[graph.IRI][]*thing, []edge, error) {
	parts, err := edgesOut(a.ctx, a.qs, idsOf(things), a.q.predicates(a.req.Mode)...)
	if err != nil {
		return nil, nil, err
	}
	at, facts := byID(things), map[graph.IRI][]*thing{}
	for _, e := range parts {
		if f, ok := graph.FactOf(quad.IRI(e.subject), e.predicate, e.object); ok {
			id := graph.FactIRI(f)
			facts[id] = append(facts[id], at[e.subject])
		}
	}
	return facts, parts, nil
}

// name adds the labels of things.
func (a *asking) name(things []*thing) error {
	labels, err := a.labels(idsOf(things))
	for _, t := range things {
		t.label = labels[t.id]
	}
	return err
}

// predicates are those of all of a question's columns, both sorts unless only
// what is stated is asked for.
func (q *Question) predicates(m Mode) []quad.Value {
	var all []quad.Value
	seen := map[ontology.Predicate]bool{}
	for _, c := range q.Columns {
		for _, e := range c.Edges {
			if seen[e] {
				continue
			}
			seen[e] = true
			all = append(all, graph.Pred(e))
			if m != Stated {
				all = append(all, graph.Unasserted(e))
			}
		}
	}
	return all
}

func objectsOf(edges []edge) []graph.IRI {
	set := map[graph.IRI]bool{}
	for _, e := range edges {
		if o := iri(e.object); o != "" {
			set[o] = true
		}
	}
	return sorted(set)
}

// labelsOf returns the names of things.
func labelsOf(ctx context.Context, qs cayley.QuadStore, things []graph.IRI) (map[graph.IRI]string, error) {
	edges, err := edgesOut(ctx, qs, things, graph.Label)
	if err != nil {
		return nil, err
	}
	labels := map[graph.IRI]string{}
	for _, e := range edges {
		labels[e.subject] = text(e.object)
	}
	return labels, nil
}

func valueOf(e edge, labels map[graph.IRI]string) Value {
	v := Value{ID: iri(e.object), Label: text(e.object), Unasserted: strings.HasPrefix(string(e.predicate), "unasserted:")}
	if l := labels[v.ID]; v.ID != "" && l != "" {
		v.Label = l
	}
	return v
}
