// Package resolve turns what articles say into what the graph knows: readings
// come in, a graph.Change goes out. Inside an article mentions become things;
// across articles things become entities.
//
// The graph is a function of the set of articles, whatever their order, so every
// decision is one: whether two things are joined depends on these two alone (Why),
// clusters are the connected components of the joins, split by a fixed rule where
// members contradict each other (cluster), a cluster's address follows from what is
// told of it (address), and its label is that of its least member. What the gazetteer
// knows joins by its address there and is never clustered. So a change touches only the
// components in which an article that comes or goes has a part; they are found through
// blocking keys, and only articles of which a thing changes its entity are read again.
//
// It stores nothing itself; the store keeps the features of each local, and its keys or those
// of its entity with the nodes (summed).
package resolve

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"entente/graph"
	"entente/loaders/extract"
)

// Version changes whenever this package makes other keys, features or addresses of the
// same readings. It is part of a reader's digest, so that what an older program resolved
// is named and can be read again.
const Version = "7"

// ErrTwoTexts is the cause when one run brings two texts under one id.
var ErrTwoTexts = errors.New("two texts under one id")

// Record returns the canonical form in which a reading is kept in the store: what
// extract.Marshal gives without the article's text, which is kept beside.
func Record(r extract.Reading) (string, error) {
	r.Article.Text = ""
	b, err := extract.Marshal(r)
	return strings.TrimSuffix(string(b), "\n"), err
}

// FromRecord returns the reading that a store keeps, given the text kept beside.
func FromRecord(record, text string) (extract.Reading, error) {
	r, err := extract.Unmarshal([]byte(record))
	r.Article.Text = text
	return r, err
}

// Prepared is a reading of which all is found out that it tells by itself, before the
// graph is asked.
type Prepared struct {
	things *Things
	record string
}

// Prepare finds the things of a reading. It depends on the reading and the gazetteer
// alone, so it can be done of many at a time.
func Prepare(r extract.Reading, known Known) (Prepared, error) {
	record, err := Record(r)
	if err != nil {
		return Prepared{}, err
	}
	return Prepared{InArticle(&r, known).looked(), record}, nil
}

// Plan returns the change that takes the graph from the set of articles it holds
// to that set without forget and with add. A reading whose article is stored with
// the same text and record changes nothing; one with another text supersedes it.
func Plan(ctx context.Context, store *graph.Reader, known Known, add []extract.Reading, forget []graph.IRI) (graph.Change, error) {
	prepared := make([]Prepared, len(add))
	for i, r := range add {
		var err error
		if prepared[i], err = Prepare(r, known); err != nil {
			return graph.Change{}, err
		}
	}
	return NewResolver(known).Plan(ctx, store, prepared, forget)
}

// Resolver plans one change after the other, and remembers what it looked at. It is for one
// goroutine.
type Resolver struct {
	known Known
	album album
}

// NewResolver returns a resolver that has seen nothing.
func NewResolver(known Known) *Resolver { return &Resolver{known: known} }

// Plan is the function Plan of readings that were prepared, which are its own from then on.
func (r *Resolver) Plan(ctx context.Context, store *graph.Reader, add []Prepared, forget []graph.IRI) (graph.Change, error) {
	store = store.Asking()
	defer store.Close()
	verdicts, err := Judgements(ctx, store)
	if err != nil {
		return graph.Change{}, err
	}
	p := newPlanner(ctx, store, r.known, &r.album)
	p.judged = judgedBy(verdicts)
	p.judgedWas = p.judged
	for _, step := range []func() error{
		func() error { return p.leave(forget) },
		func() error { return p.enter(add) },
	} {
		if err := step(); err != nil {
			return graph.Change{}, err
		}
	}
	return p.plan(forget)
}

func newPlanner(ctx context.Context, store *graph.Reader, known Known, album *album) *planner {
	return &planner{ctx: ctx, store: store, known: known, album: album, leaving: map[graph.IRI]bool{}, fresh: map[graph.IRI]*told{},
		nodes: map[string]*node{}, was: map[graph.IRI]graph.Contribution{}, byKey: map[string][]*node{}, fetched: map[string]bool{}, brought: map[graph.IRI][]*node{}, copies: map[string][]graph.IRI{}, settled: map[graph.IRI]string{}, late: map[*node][]local{},
		locals: map[graph.IRI]map[string][]local{}}
}

// plan resolves what comes and what goes.
func (p *planner) plan(forget []graph.IRI) (graph.Change, error) {
	if p.growing = len(p.leaving) == 0; !p.growing {
		p.album.forget()
		defer p.album.forget()
	}
	for _, step := range []func() error{
		p.out,
		p.foresee,
		p.in,
		p.settle,
		p.cluster,
		p.reread,
	} {
		if err := step(); err != nil {
			return graph.Change{}, err
		}
	}
	return p.change(forget)
}

// told is an article of which the change writes the contribution.
type told struct {
	*Things
	record string
	entity []graph.IRI // by index of Things.All
}

type planner struct {
	ctx   context.Context
	store *graph.Reader
	known Known
	album *album
	// judged are the verdicts in force after the change, judgedWas those before.
	judged, judgedWas judged

	leaving  map[graph.IRI]bool // articles that leave or are replaced
	fresh    map[graph.IRI]*told
	order    []graph.IRI                      // of fresh
	was      map[graph.IRI]graph.Contribution // articles of fresh as the store has them
	nodes    map[string]*node
	byKey    map[string][]*node
	fetched  map[string]bool        // keys under which the store was asked
	brought  map[graph.IRI][]*node  // nodes of entities and locals of the store
	copies   map[string][]graph.IRI // articles by the hash of their words
	foreseen answers
	growing  bool                             // articles only come
	settled  map[graph.IRI]string             // entities of the store of which all nodes are known (growing): what they stand beside
	late     map[*node][]local                // new members of nodes that lost their least
	locals   map[graph.IRI]map[string][]local // members of entities of the store, by node
	search   int                              // which search for joins is going on
	touched  []*node
	gone     []*node // nodes that have no member any more
	seeds    []*node
	entities []graph.Entity
	moves    []graph.Move                            // of articles that are not written anew
	stay     map[graph.IRI]map[graph.IRI][]graph.IRI // locals of entities to which others come, by article
}

func (p *planner) leave(forget []graph.IRI) error {
	for _, a := range forget {
		_, stored, err := p.store.ArticleDigest(p.ctx, a)
		if err != nil {
			return err
		}
		if stored {
			p.leaving[a] = true
		}
	}
	return nil
}

// enter takes in the readings that bring something new.
func (p *planner) enter(add []Prepared) error {
	for _, one := range add {
		a := p.told(one)
		a.Article.Record = one.record
		iri := a.Article.IRI
		if other, ok := p.fresh[iri]; ok {
			if other.Article.Digest != a.Article.Digest {
				return fmt.Errorf("article %s: %w", a.Article.ID, ErrTwoTexts)
			}
			continue
		}
		same, err := p.stored(a)
		if err != nil {
			return err
		}
		if same {
			continue
		}
		p.fresh[iri] = a
		p.order = append(p.order, iri)
	}
	return nil
}

// told are the things of a reading, as they are judged.
func (p *planner) told(of Prepared) *told {
	p.judged.anchor(of.things, p.known)
	return &told{Things: of.things, record: of.record}
}

// stored reports whether the store has the article just so, and else notes that
// what it has leaves.
func (p *planner) stored(a *told) (bool, error) {
	old, err := p.store.Article(p.ctx, a.Article.IRI)
	if errors.Is(err, graph.ErrUnknown) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	if old.Digest == a.Article.Digest && old.Record == a.Article.Record && !p.leaving[a.Article.IRI] {
		return true, nil
	}
	p.leaving[a.Article.IRI] = true
	return false, nil
}

// out takes the things of articles that leave out of their nodes.
func (p *planner) out() error {
	for _, a := range sorted(p.leaving) {
		c, err := p.store.Contribution(p.ctx, a)
		if err != nil {
			return err
		}
		for _, l := range c.Locals {
			if l.Features == "" {
				continue
			}
			f, err := unmarshal(l.Features)
			if err != nil {
				return fmt.Errorf("%s: %w", l.IRI, err)
			}
			if err := p.goes(local{Features: f, iri: l.IRI, was: l.Entity, judged: p.judgedWas}); err != nil {
				return err
			}
		}
	}
	return nil
}

// in puts the things of new articles into their nodes, but for those that the
// gazetteer knows.
func (p *planner) in() error {
	for _, iri := range p.order {
		a := p.fresh[iri]
		a.entity = make([]graph.IRI, len(a.All))
		for i, t := range a.All {
			if t.Ref != "" {
				a.entity[i] = t.Ref
				continue
			}
			if err := p.comes(local{Features: t.Features, iri: t.Local, judged: p.judged, look: t.look}); err != nil {
				return err
			}
		}
	}
	return nil
}

// cluster gives each node of each component that has a seed its entity.
func (p *planner) cluster() error {
	for _, s := range p.seeds {
		if p.growing && s.was == "" {
			if err := p.reach(s); err != nil {
				return err
			}
		}
	}
	p.search++
	for _, s := range p.seeds {
		component, err := p.component(s)
		if err != nil {
			return err
		}
		p.decide(p.split(component))
	}
	return nil
}

// decide gives the nodes of the clusters of one component their entities. Those that stand in
// the store just so are not among what changes.
func (p *planner) decide(clusters [][]*node) {
	taken, has := map[graph.IRI]bool{}, map[graph.IRI]int{}
	named, iris := p.named(clusters), make([]graph.IRI, len(clusters))
	for i, c := range clusters {
		iris[i] = p.address(c, named[i], taken)
		for _, m := range c {
			m.entity = iris[i]
			has[m.was]++
		}
	}
	beside := ""
	if len(iris) > 1 {
		beside = string(slices.Min(iris))
	}
	for i, c := range clusters {
		if p.stands(c, iris[i], beside, has[iris[i]]) {
			continue
		}
		e := p.entityOf(c, iris[i])
		e.Beside = beside
		p.entities = append(p.entities, e)
	}
}

// stands reports whether an entity of the store is what a cluster gives: it has the same
// nodes, none less or more, to none of them something came, and it stands beside the same.
// Of an entity of the store it is told how many nodes the component has of it.
func (p *planner) stands(c []*node, iri graph.IRI, beside string, nodes int) bool {
	was, known := p.settled[iri]
	return p.growing && known && was == beside && nodes == len(c) &&
		!slices.ContainsFunc(c, func(m *node) bool { return m.was != iri || m.came })
}

// reread takes in again the articles of the store of which a thing denotes another
// entity than before, and gives all articles that are written their entities.
func (p *planner) reread() error {
	moved, err := p.moved()
	if err != nil {
		return err
	}
	for _, iri := range sorted(moved) {
		a, err := p.again(iri)
		if err != nil {
			return err
		}
		p.fresh[iri] = a
		p.order = append(p.order, iri)
	}
	for _, a := range p.fresh {
		for i, t := range a.All {
			if t.Ref != "" {
				continue
			}
			if n := p.nodes[p.idOf(t)]; n != nil && n.entity != "" {
				a.entity[i] = n.entity
			}
		}
	}
	return nil
}

// idOf is the node of which a thing of an article is a member.
func (p *planner) idOf(t Thing) string {
	if t.look != nil && len(p.judged[t.Local]) == 0 {
		return t.look.nodeOf(t.Local)
	}
	return p.judged.nodeID(t.Local, t.Features)
}

// articleOfLocal is the article in which a local stands; false when the store has
// no such local.
func articleOfLocal(ctx context.Context, store *graph.Reader, local graph.IRI) (graph.IRI, bool, error) {
	article, err := store.ArticleOf(ctx, local)
	if errors.Is(err, graph.ErrUnknown) {
		return "", false, nil
	}
	return article, err == nil, err
}

// again reads an article of the store again, with the entities its things denote there.
func (p *planner) again(iri graph.IRI) (*told, error) {
	c, recent := p.store.Recent(iri)
	if !recent {
		var err error
		if c.Article, err = p.store.Article(p.ctx, iri); err != nil {
			return nil, err
		}
	}
	r, err := FromRecord(c.Article.Record, c.Article.Text)
	if err != nil {
		return nil, fmt.Errorf("article %s: %w", c.Article.ID, err)
	}
	a := p.told(Prepared{InArticle(&r, p.known), c.Article.Record})
	a.Article.Record = c.Article.Record
	was := map[graph.IRI]graph.IRI{}
	for _, l := range c.Locals {
		was[l.IRI] = l.Entity
	}
	for _, t := range a.All {
		entity := cmp.Or(t.Ref, was[t.Local])
		if entity == "" && !recent {
			entity, err = p.store.Denoted(p.ctx, t.Local)
		}
		if err == nil && entity == "" || errors.Is(err, graph.ErrUnknown) {
			return nil, fmt.Errorf("article %s: %s is not in the store: it was resolved by another version, read it again", c.Article.ID, t.Local)
		}
		if err != nil {
			return nil, err
		}
		a.entity = append(a.entity, entity)
	}
	if recent {
		return a, nil
	}
	return a, p.standing(a)
}

// standing finds out whether an article stands in the store as it would be written now,
// so that what is there need not be read. Another version may have written it, or other
// verdicts.
func (p *planner) standing(a *told) error {
	c, err := contribute(a.Things, p.known, p.judgedWas, a.entity, a.record)
	if err != nil {
		return nil
	}
	same, err := p.store.Holds(p.ctx, c.out)
	if same {
		p.was[c.out.Article.IRI] = c.out
	}
	return err
}

// change writes down what was decided.
func (p *planner) change(forget []graph.IRI) (graph.Change, error) {
	out := graph.Change{Was: p.was, Moved: p.moves}
	for _, a := range forget {
		if p.leaving[a] && p.fresh[a] == nil {
			out.Forget = append(out.Forget, a)
		}
	}
	entities := map[graph.IRI]graph.Entity{}
	for _, e := range p.entities {
		entities[e.IRI] = e
	}
	for _, iri := range p.order {
		a := p.fresh[iri]
		c, err := contribute(a.Things, p.known, p.judged, a.entity, a.record)
		if err != nil {
			return graph.Change{}, err
		}
		out.Add = append(out.Add, c.out)
		for iri, e := range c.composed {
			if known, ok := p.known.Entity(iri); ok {
				e = known
			}
			entities[iri] = e
		}
		for _, e := range a.entity {
			p.anchored(entities, e)
		}
	}
	for _, iri := range sorted(entities) {
		out.Entities = append(out.Entities, entities[iri])
	}
	return out, nil
}

// anchored adds a thing of the gazetteer and the far ends of its lines.
func (p *planner) anchored(entities map[graph.IRI]graph.Entity, iri graph.IRI) {
	e, ok := p.known.Entity(iri)
	if !ok {
		return
	}
	entities[iri] = e
	for _, l := range e.Lines {
		for _, f := range l.Facts {
			for _, end := range []graph.IRI{f.Subject, f.Object.IRI} {
				if far, ok := p.known.Entity(end); ok && entities[end].Type == "" {
					entities[end] = far
				}
			}
		}
	}
}

// sorted returns the keys of a map in order.
func sorted[K cmp.Ordered, V any](m map[K]V) []K {
	all := make([]K, 0, len(m))
	for k := range m {
		all = append(all, k)
	}
	slices.Sort(all)
	return all
}
