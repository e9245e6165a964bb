// Package resolve turns what articles say into what the graph knows: readings
// come in, a graph.Change goes out. Inside an article mentions become things;
// across articles things become entities.
//
// The graph is a function of the set of articles, whatever their order, so every
// decision is one: whether two things are joined depends on these two alone (Why),
// clusters are the connected components of the joins, split by a fixed rule where
// members contradict each other (cluster), and a cluster's address and label are
// those of its least member. What the gazetteer knows joins by its address there
// and is never clustered. So a change touches only the components in which an
// article that comes or goes has a part; they are found through blocking keys,
// and only articles of which a thing changes its entity are read again.
//
// It stores nothing itself; the store keeps each local's features and keys.
package resolve

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"entente/graph"
	"entente/loaders/extract"
)

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

// Plan returns the change that takes the graph from the set of articles it holds
// to that set without forget and with add. A reading whose article is stored with
// the same text and record changes nothing; one with another text supersedes it.
func Plan(ctx context.Context, store *graph.Reader, known Known, add []extract.Reading, forget []graph.IRI) (graph.Change, error) {
	p := &planner{ctx: ctx, store: store, known: known, leaving: map[graph.IRI]bool{}, fresh: map[graph.IRI]*told{},
		members: map[graph.IRI]*member{}, byKey: map[string][]*member{}, fetched: map[string]bool{}}
	for _, step := range []func() error{
		func() error { return p.leave(forget) },
		func() error { return p.enter(add) },
		p.neighbours,
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
	ctx      context.Context
	store    *graph.Reader
	known    Known
	leaving  map[graph.IRI]bool // articles that leave or are replaced
	fresh    map[graph.IRI]*told
	order    []graph.IRI // of fresh
	members  map[graph.IRI]*member
	byKey    map[string][]*member
	fetched  map[string]bool // keys under which the store was asked
	seeds    []*member
	entities []graph.Entity
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
func (p *planner) enter(add []extract.Reading) error {
	for i := range add {
		record, err := Record(add[i])
		if err != nil {
			return err
		}
		a := &told{Things: InArticle(&add[i], p.known), record: record}
		a.Article.Record = record
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
		p.enroll(a)
	}
	return nil
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

// enroll makes members of a new article's things, but for those the gazetteer knows.
func (p *planner) enroll(a *told) {
	a.entity = make([]graph.IRI, len(a.All))
	for i, t := range a.All {
		if t.Ref != "" {
			a.entity[i] = t.Ref
			continue
		}
		m := &member{Features: t.Features, local: t.Local, article: a.Article.IRI, keys: Keys(t.Features)}
		p.members[t.Local] = m
		p.seeds = append(p.seeds, m)
		for _, k := range m.keys {
			p.byKey[k] = append(p.byKey[k], m)
		}
	}
}

// neighbours finds the members that were joined to things of articles that leave.
func (p *planner) neighbours() error {
	for _, a := range sorted(p.leaving) {
		c, err := p.store.Contribution(p.ctx, a)
		if err != nil {
			return err
		}
		for _, l := range c.Locals {
			if l.Features == "" {
				continue
			}
			gone, err := asMember(l, a)
			if err != nil {
				return err
			}
			near, err := p.near(gone)
			if err != nil {
				return err
			}
			p.seeds = append(p.seeds, near...)
		}
	}
	return nil
}

// near returns the members that are joined to one.
func (p *planner) near(m *member) ([]*member, error) {
	var all []*member
	for _, k := range m.keys {
		candidates, err := p.under(k)
		if err != nil {
			return nil, err
		}
		for _, o := range candidates {
			if o.local != m.local && !slices.Contains(all, o) && linked(m, o) {
				all = append(all, o)
			}
		}
	}
	return all, nil
}

// under returns the members under a blocking key: those of the store that stay,
// and new ones.
func (p *planner) under(key string) ([]*member, error) {
	if p.fetched[key] {
		return p.byKey[key], nil
	}
	p.fetched[key] = true
	locals, err := p.store.LocalsByKey(p.ctx, key)
	if err != nil {
		return nil, err
	}
	for _, l := range locals {
		m, err := p.member(l)
		if err != nil {
			return nil, err
		}
		if m != nil {
			p.byKey[key] = append(p.byKey[key], m)
		}
	}
	return p.byKey[key], nil
}

// member returns the member of a stored local, nil when its article leaves.
func (p *planner) member(l graph.Local) (*member, error) {
	if m := p.members[l.IRI]; m != nil && m.was != "" {
		return m, nil
	}
	a, err := p.store.ArticleOf(p.ctx, l.IRI)
	if err != nil || p.leaving[a] {
		return nil, err
	}
	m, err := asMember(l, a)
	if err != nil {
		return nil, err
	}
	p.members[l.IRI] = m
	return m, nil
}

func asMember(l graph.Local, article graph.IRI) (*member, error) {
	f, err := unmarshal(l.Features)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", l.IRI, err)
	}
	return &member{Features: f, local: l.IRI, article: article, keys: Keys(f), was: l.Entity}, nil
}

// cluster gives each member of each component that has a seed its entity.
func (p *planner) cluster() error {
	seen := map[graph.IRI]bool{}
	for _, s := range p.seeds {
		component, err := p.component(s, seen)
		if err != nil {
			return err
		}
		for _, c := range cluster(component) {
			e := entityOf(c)
			p.entities = append(p.entities, e)
			for _, m := range c {
				m.entity = e.IRI
			}
		}
	}
	return nil
}

// component walks the joins from a seed.
func (p *planner) component(seed *member, seen map[graph.IRI]bool) ([]*member, error) {
	var all []*member
	for queue := []*member{seed}; len(queue) > 0; queue = queue[1:] {
		m := queue[0]
		if seen[m.local] {
			continue
		}
		seen[m.local] = true
		all = append(all, m)
		near, err := p.near(m)
		if err != nil {
			return nil, err
		}
		for _, o := range near {
			if !seen[o.local] {
				queue = append(queue, o)
			}
		}
	}
	return all, nil
}

// reread takes in again the articles of the store of which a thing denotes another
// entity than before, and gives all articles that are written their entities.
func (p *planner) reread() error {
	moved := map[graph.IRI]bool{}
	for _, m := range p.members {
		if m.was != "" && m.entity != "" && m.was != m.entity {
			moved[m.article] = true
		}
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
			if m := p.members[t.Local]; m != nil && m.entity != "" {
				a.entity[i] = m.entity
			}
		}
	}
	return nil
}

// again reads an article of the store again, with the entities its things denote there.
func (p *planner) again(iri graph.IRI) (*told, error) {
	c, err := p.store.Contribution(p.ctx, iri)
	if err != nil {
		return nil, err
	}
	r, err := FromRecord(c.Article.Record, c.Article.Text)
	if err != nil {
		return nil, fmt.Errorf("article %s: %w", c.Article.ID, err)
	}
	a := &told{Things: InArticle(&r, p.known), record: c.Article.Record}
	was := map[graph.IRI]graph.IRI{}
	for _, l := range c.Locals {
		was[l.IRI] = l.Entity
	}
	for _, t := range a.All {
		if was[t.Local] == "" {
			return nil, fmt.Errorf("article %s: %s is not in the store: it was resolved by another version, read it again", c.Article.ID, t.Local)
		}
		a.entity = append(a.entity, was[t.Local])
	}
	return a, nil
}

// change writes down what was decided.
func (p *planner) change(forget []graph.IRI) (graph.Change, error) {
	out := graph.Change{}
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
		c, err := contribute(a.Things, p.known, a.entity, a.record)
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
func sorted[V any](m map[graph.IRI]V) []graph.IRI {
	all := make([]graph.IRI, 0, len(m))
	for k := range m {
		all = append(all, k)
	}
	slices.Sort(all)
	return all
}
