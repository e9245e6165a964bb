package pebble

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/refs"
	"github.com/cayleygraph/cayley/query/shape"
	"github.com/cayleygraph/quad"
)

// match is a pattern of quads, and what it gives of each quad that fits: one node of it, or the quad.
// It takes the place of Cayley's NodesFrom, Quads and QuadsAction, and is read from one order of the quads.
type match struct {
	want     quad.Direction // the node it gives; quad.Any for the quad itself
	bound    bound          // directions with one fixed node
	span     *span          // values that the direction at may have; nil for all
	at       quad.Direction
	links    []link // directions whose nodes come from another shape
	saves    []save // tags to set from the quad
	labelled bool   // only quads with a label
	once     bool   // each node once
}

type link struct {
	dir  quad.Direction
	from shape.Shape
}

type save struct {
	dir quad.Direction
	tag string
}

// Optimize hands the linked shapes on.
func (m match) Optimize(ctx context.Context, r shape.Optimizer) (shape.Shape, bool) {
	changed := false
	for i, l := range m.links {
		from, ok := l.from.Optimize(ctx, r)
		if shape.IsNull(from) {
			return nil, true
		}
		if !ok {
			continue
		}
		if !changed {
			m.links = append([]link(nil), m.links...)
			changed = true
		}
		m.links[i].from = from
	}
	return m, changed
}

// BuildIterator makes the iterator that walks the quads.
func (m match) BuildIterator(qs graph.QuadStore) iterator.Shape {
	v := viewOf(qs)
	if v == nil {
		return iterator.NewError(fmt.Errorf("query was optimized for another store than %T", qs))
	}
	it := &matches{match: m, v: v}
	for _, l := range m.links {
		it.subs = append(it.subs, l.from.BuildIterator(qs))
	}
	return it
}

// matches is the iterator of a match.
type matches struct {
	match
	v     *view
	subs  []iterator.Shape // of the links
	costs *iterator.Costs
}

// String says what is read: the plan of a query is made of such words.
func (m *matches) String() string {
	what := "quads"
	if m.want != quad.Any {
		what = m.want.String() + "s of quads"
	}
	var with []string
	for d := quad.Subject; d <= quad.Label; d++ {
		if m.bound.mask.has(d) {
			name, _ := m.v.name(m.bound.edge.get(d))
			with = append(with, d.String()+" "+quad.StringOf(name))
		}
	}
	for _, l := range m.links {
		with = append(with, l.dir.String()+" out of a part")
	}
	if m.span != nil {
		with = append(with, m.at.String()+" in a range")
	}
	if len(with) > 0 {
		what += " with " + strings.Join(with, ", ")
	}
	if m.once {
		what += ", each once"
	}
	return "pebble." + what
}

func (m *matches) SubIterators() []iterator.Shape { return m.subs }

// Optimize lets the linked iterators optimize themselves.
func (m *matches) Optimize(ctx context.Context) (iterator.Shape, bool) {
	for i, sub := range m.subs {
		opt, _ := sub.Optimize(ctx)
		if iterator.IsNull(opt) {
			return opt, true
		}
		m.subs[i] = opt
	}
	if len(m.subs) > 0 {
		m.costs = nil
	}
	return m, false
}

// How many quads Stats counts itself before it estimates. A span is worth more: uses say nothing about it.
const (
	countUpTo = 32
	countSpan = 2048
)

// Stats estimates how many quads fit: a short walk is counted, a longer one is no longer than its rarest node has uses.
// Exact is never set: Cayley's intersections would take it for a count of their own.
func (m *matches) Stats(ctx context.Context) (iterator.Costs, error) {
	if m.costs != nil {
		return *m.costs, nil
	}
	size, err := m.v.size(ctx, m.bound, m.span, m.at)
	c := iterator.Costs{NextCost: 1, ContainsCost: 2}
	for i, sub := range m.subs {
		st, e := sub.Stats(ctx)
		if e != nil && err == nil {
			err = e
		}
		size = min(size, m.quadsOf(i, st.Size.Value)+1)
		c.NextCost += st.NextCost
		c.ContainsCost += st.ContainsCost
	}
	if m.once {
		size = size/2 + 1
	}
	c.Size.Value = size
	if err == nil {
		m.costs = &c
	}
	return c, err
}

// size counts the quads of a pattern up to countUpTo, or estimates them.
func (v *view) size(ctx context.Context, b bound, sp *span, at quad.Direction) (int64, error) {
	w := walk{v: v, span: sp, at: at}
	defer w.close()
	w.start(b, quad.Any)
	n, most := int64(0), int64(countUpTo)
	if sp != nil {
		most = countSpan
	}
	for n < most && w.next(ctx) {
		n++
	}
	if n < most || w.failure != nil {
		return n, w.err()
	}
	return v.estimate(b)
}

// estimate bounds the number of quads by the uses of the fixed nodes.
func (v *view) estimate(b bound) (int64, error) {
	t, err := v.totals()
	if err != nil {
		return 0, err
	}
	least := t.quads
	for d := quad.Subject; d <= quad.Label; d++ {
		if !b.mask.has(d) {
			continue
		}
		e, err := v.entry(b.edge.get(d))
		if err != nil {
			return 0, err
		}
		least = min(least, e.uses)
	}
	return int64(least), nil
}

// Iterate begins at the smallest end: the fixed nodes or one of the links.
func (m *matches) Iterate() iterator.Scanner {
	s := &scanner{found: m.found(), drive: m.driver()}
	if s.drive >= 0 {
		s.driver = m.subs[s.drive].Iterate()
		s.paths.subs = append(s.paths.subs, s.driver) // the first, as paths expects
	}
	for i, sub := range m.subs {
		if i != s.drive {
			s.add(i, sub)
		}
	}
	if m.once {
		s.seen = map[node]struct{}{}
		s.walk.skip = m.want
		if len(m.subs) > 0 || m.span != nil {
			s.walk.skip = quad.Any
		}
	}
	return s
}

// driver chooses the link to begin with, or -1 for the fixed nodes.
func (m *matches) driver() int {
	if len(m.subs) == 0 {
		return -1
	}
	ctx := context.Background()
	best, least := -1, int64(1<<62)
	if m.bound.mask != 0 || m.span != nil {
		least, _ = m.v.size(ctx, m.bound, m.span, m.at)
	}
	for i, sub := range m.subs {
		st, _ := sub.Stats(ctx)
		if cost := m.quadsOf(i, st.Size.Value); cost <= least {
			best, least = i, cost
		}
	}
	return best
}

// quadsOf estimates how many quads a link leads to, given how many nodes it has. A subject has a few; a predicate has
// many, and so have some objects and labels: a class, a status. Of fixed ones the uses are counted, as far as they are
// few enough to look at. (To begin a walk of a few subjects at a handful of predicates, or at a class, would read every
// quad of theirs.)
func (m *matches) quadsOf(i int, nodes int64) int64 {
	nodes = max(nodes, 0)
	l := m.links[i]
	set, fixed := l.from.(nodeSet)
	switch {
	case l.dir == quad.Subject || !fixed && l.dir != quad.Predicate:
		return 2 * nodes
	case !fixed:
		return 1000 * nodes
	}
	const looked = 64
	sum, n := int64(0), min(len(set), looked)
	for _, one := range set[:n] {
		e, err := m.v.entry(one)
		if err != nil {
			return 1000 * nodes
		}
		sum += int64(e.uses)
	}
	return sum * int64(len(set)) / int64(max(n, 1))
}

// Lookup asks for single nodes.
func (m *matches) Lookup() iterator.Index {
	x := &index{found: m.found()}
	for i, sub := range m.subs {
		x.add(i, sub)
	}
	if m.want == quad.Any || m.bound.mask == 0 && m.span == nil && len(m.subs) == 0 {
		return x
	}
	return recalled(m, x)
}

func (m *matches) found() found {
	return found{m: m, walk: walk{v: m.v, span: m.span, at: m.at}}
}

// found is the quad that a scanner or index stands on.
type found struct {
	m      *matches
	walk   walk
	checks []check
	paths  paths
	steps  int // quads met since the walk began
	result refs.Ref
	err    error
}

// turnAfter is how many quads of an object are met before those with the wanted predicates alone are looked for. An
// article, a fact or a meeting is the object of fewer; a country that is told of much is that of thousands.
const turnAfter = 48

// step moves to the next quad. Of a long walk over the subjects of an object few may have one of the predicates wanted.
func (f *found) step(ctx context.Context) bool {
	if f.steps++; f.steps == turnAfter {
		if set := f.m.predicates(); set != nil && f.walk.order == orderOSP && f.walk.bound.mask == setOf(quad.Object) {
			f.walk.turn(set)
		}
	}
	return f.walk.next(ctx)
}

// start begins a walk.
func (f *found) start(b bound, want quad.Direction) {
	f.steps = 0
	f.walk.start(b, want)
}

// predicates are the fixed ones of a match, sorted; nil where it has none, or many.
func (m *match) predicates() []node {
	for _, l := range m.links {
		if set, ok := l.from.(nodeSet); ok && l.dir == quad.Predicate && m.span == nil && len(set) <= 16 {
			set = slices.Clone(set)
			slices.SortFunc(set, func(x, y node) int { return bytes.Compare(x[:], y[:]) })
			return slices.Compact(set)
		}
	}
	return nil
}

// check is a link that is asked whether it has a node.
type check struct {
	dir quad.Direction
	sub iterator.Index
}

func (f *found) add(i int, sub iterator.Shape) {
	x := sub.Lookup()
	f.checks = append(f.checks, check{f.m.links[i].dir, x})
	f.paths.subs = append(f.paths.subs, x)
}

// fits asks the links about the quad.
func (f *found) fits(ctx context.Context) bool {
	e := &f.walk.edge
	if f.m.labelled && e[3][0] == classNone {
		return false
	}
	for _, c := range f.checks {
		n := e.get(c.dir)
		if n[0] == classNone || !c.sub.Contains(ctx, n) {
			if f.err = c.sub.Err(); f.err != nil {
				return false
			}
			return false
		}
	}
	return true
}

func (f *found) take(drive int) {
	f.paths.begin(drive >= 0)
	if f.m.want == quad.Any {
		f.result = f.walk.edge
		return
	}
	f.result = f.walk.edge.get(f.m.want)
}

func (f *found) Result() refs.Ref { return f.result }

func (f *found) TagResults(dst map[string]refs.Ref) {
	f.paths.tag(dst)
	for _, s := range f.m.saves {
		dst[s.tag] = f.walk.edge.get(s.dir)
	}
}

func (f *found) Err() error {
	if f.err != nil {
		return f.err
	}
	return f.walk.err()
}

func (f *found) Close() error {
	err := f.walk.close()
	for _, s := range f.paths.subs {
		if e := s.Close(); err == nil {
			err = e
		}
	}
	return err
}

func (f *found) String() string { return f.m.String() }

// scanner goes through all quads that fit.
type scanner struct {
	found
	drive   int // link that drives, or -1
	driver  iterator.Scanner
	walking bool
	begun   bool
	seen    map[node]struct{}
}

func (s *scanner) Next(ctx context.Context) bool {
	for s.err == nil {
		for s.walking && s.step(ctx) {
			if s.fits(ctx) && s.fresh() {
				s.take(s.drive)
				return true
			}
			if s.err != nil {
				return false
			}
		}
		if s.walk.failure != nil || !s.advance(ctx) {
			return false
		}
	}
	return false
}

// fresh tells whether a node is new, where each is given once.
func (s *scanner) fresh() bool {
	if s.seen == nil {
		return true
	}
	n := s.walk.edge.get(s.m.want)
	if _, ok := s.seen[n]; ok || n[0] == classNone {
		return false
	}
	s.seen[n] = struct{}{}
	return true
}

// advance begins the next walk.
func (s *scanner) advance(ctx context.Context) bool {
	b := s.m.bound
	if s.driver == nil {
		if s.begun {
			return false
		}
		s.begun, s.walking = true, true
		s.start(b, s.m.want)
		return true
	}
	if !s.driver.Next(ctx) {
		s.err = s.driver.Err()
		return false
	}
	s.paths.renew()
	n, ok := s.driver.Result().(node)
	dir := s.m.links[s.drive].dir
	if s.walking = ok && (!b.mask.has(dir) || b.edge.get(dir) == n); s.walking {
		b.fix(dir, n)
		s.start(b, s.m.want)
	}
	return true
}

// NextPath gives the other ways in which the links led to this quad.
func (s *scanner) NextPath(ctx context.Context) bool {
	return s.seen == nil && s.paths.next(ctx, &s.err)
}

// index finds the quads that have a node in the wanted direction.
type index struct{ found }

func (x *index) Contains(ctx context.Context, ref refs.Ref) bool {
	if x.err != nil {
		return false
	}
	if x.m.want == quad.Any {
		return x.containsEdge(ctx, ref)
	}
	n, ok := ref.(node)
	b := x.m.bound
	if !ok || n[0] == classNone || b.mask.has(x.m.want) && b.edge.get(x.m.want) != n {
		return false
	}
	b.fix(x.m.want, n)
	x.start(b, quad.Any)
	return x.more(ctx)
}

func (x *index) containsEdge(ctx context.Context, ref refs.Ref) bool {
	e, ok := ref.(edge)
	if !ok || !x.m.bound.holds(&e) {
		return false
	}
	x.walk.edge = e
	if x.m.span != nil {
		if ok, x.err = x.m.span.holds(x.m.v, e.get(x.m.at)); !ok {
			return false
		}
	}
	if !x.fits(ctx) {
		return false
	}
	x.take(-1)
	return true
}

func (x *index) more(ctx context.Context) bool {
	for x.step(ctx) {
		if x.fits(ctx) {
			x.take(-1)
			return true
		}
		if x.err != nil {
			return false
		}
	}
	return false
}

// NextPath gives the other ways to this node: of the links to this quad, then over other quads.
func (x *index) NextPath(ctx context.Context) bool {
	if x.m.once || x.err != nil {
		return false
	}
	return x.paths.next(ctx, &x.err) || x.m.want != quad.Any && x.err == nil && x.more(ctx)
}

// paths combines the ways in which the links of a match reach one quad: each way of one with each way of the others.
// (A plain intersection in Cayley changes one at a time, and drops the rest.)
type paths struct {
	subs []iterator.Base
	ways [][]map[string]refs.Ref // of each link, once asked for; the first is the one it stood on
	at   []int
	open []bool // ways are collected
}

// begin stands on the first way to a new quad. The ways of a driving link, the first, hold for all quads of its node.
func (p *paths) begin(driven bool) {
	for i := range p.open {
		p.at[i] = 0
		if i > 0 || !driven {
			p.open[i] = false
		}
	}
}

// renew forgets the ways of the driving link.
func (p *paths) renew() {
	if len(p.open) > 0 {
		p.open[0] = false
	}
}

// next moves to another way.
func (p *paths) next(ctx context.Context, err *error) bool {
	if p.open == nil {
		n := len(p.subs)
		p.ways, p.at, p.open = make([][]map[string]refs.Ref, n), make([]int, n), make([]bool, n)
	}
	for i := range p.subs {
		if !p.open[i] && !p.collect(ctx, i, err) {
			return false
		}
		if p.at[i]+1 < len(p.ways[i]) {
			p.at[i]++
			return true
		}
		p.at[i] = 0
	}
	return false
}

// collect reads all ways of one link.
func (p *paths) collect(ctx context.Context, i int, err *error) bool {
	sub := p.subs[i]
	if len(p.ways[i]) == 0 {
		p.ways[i] = append(p.ways[i], map[string]refs.Ref{})
	}
	clear(p.ways[i][0])
	p.ways[i] = p.ways[i][:1]
	sub.TagResults(p.ways[i][0])
	p.open[i] = true
	for sub.NextPath(ctx) {
		m := map[string]refs.Ref{}
		sub.TagResults(m)
		p.ways[i] = append(p.ways[i], m)
	}
	*err = sub.Err()
	return *err == nil
}

func (p *paths) tag(dst map[string]refs.Ref) {
	for i, sub := range p.subs {
		if p.open == nil || !p.open[i] {
			sub.TagResults(dst)
			continue
		}
		for k, v := range p.ways[i][p.at[i]] {
			dst[k] = v
		}
	}
}
