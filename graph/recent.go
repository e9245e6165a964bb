package graph

import (
	"slices"
	"sync"
)

// recent is what a store that has one writer keeps of its last changes, so that a load need not read again what it wrote
// a moment ago: articles that are resolved anew, and entities that are named again and again. All of it stands in the
// graph just so. A nil recent keeps nothing.
type recent struct {
	mu       sync.Mutex
	articles memo[Contribution]
	entities memo[stood]
}

// recentArticles is the part of its memory that recent has for articles, of which few are resolved anew.
const recentArticles = 16

// stood is an entity as it stands in the graph: with its lines while a local denotes
// it, else without any, as the far ends of lines do.
type stood struct {
	Entity
	denoted bool
}

func newRecent(bytes int) *recent {
	if bytes <= 0 {
		return nil
	}
	return &recent{articles: newMemo[Contribution](bytes / recentArticles), entities: newMemo[stood](bytes - bytes/recentArticles)}
}

// article returns an article as it was written.
func (r *recent) article(iri IRI) (Contribution, bool) {
	if r == nil {
		return Contribution{}, false
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.articles.get(iri)
}

// entity returns an entity as it was written.
func (r *recent) entity(iri IRI) (stood, bool) {
	if r == nil {
		return stood{}, false
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.entities.get(iri)
}

// sameDerived reports whether the same is derived of two states of one entity.
func sameDerived(a, b Entity) bool {
	return a.Type == b.Type && a.Label == b.Label && a.First == b.First && a.Last == b.Last && a.Members == b.Members && a.Beside == b.Beside &&
		slices.Equal(a.Aliases, b.Aliases) && slices.Equal(a.SameAs, b.SameAs) && slices.Equal(a.Keys, b.Keys) &&
		slices.Equal(a.Properties, b.Properties)
}

// sameLines compares lines by their addresses, which cover all that they say.
func sameLines(a, b []Claim) bool {
	return slices.EqualFunc(a, b, func(x, y Claim) bool { return x.ID == y.ID })
}

// took takes a change in that is in the store.
func (r *recent) took(c Change, d *delta) {
	if r == nil {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, a := range c.Forget {
		r.articles.drop(a)
	}
	for iri, to := range renamings(c.Moved) {
		if a, ok := r.articles.get(iri); ok {
			r.articles.put(iri, moved(a, to), sizeOf(a))
		}
	}
	for _, a := range c.Add {
		r.articles.put(a.Article.IRI, a, sizeOf(a))
	}
	for iri, e := range d.stand {
		r.entities.put(iri, e, len(e.Members)+512*(1+len(e.Lines))+64*len(e.Aliases)+8*len(e.Keys))
	}
	for iri := range d.lost {
		r.entities.drop(iri)
	}
}

// sizeOf is roughly what a contribution takes in memory.
func sizeOf(c Contribution) int {
	n := len(c.Article.Text) + len(c.Article.Record)
	for _, l := range c.Locals {
		n += 256 + len(l.Features) + 64*(len(l.Names)+len(l.Keys))
	}
	for _, cl := range c.Claims {
		n += 256 + 128*len(cl.Facts)
	}
	return n
}

// memo remembers values up to a number of bytes, in two generations: when the young one is full it becomes the old
// one, and the old one is forgotten but for what was asked for since.
type memo[V any] struct {
	young, old   map[IRI]sized[V]
	size, budget int // bytes of the young ones, and what they may take
}

type sized[V any] struct {
	value V
	size  int
}

func newMemo[V any](bytes int) memo[V] {
	return memo[V]{young: map[IRI]sized[V]{}, budget: bytes / 2}
}

func (m *memo[V]) get(iri IRI) (V, bool) {
	v, ok := m.young[iri]
	if !ok {
		if v, ok = m.old[iri]; ok {
			m.put(iri, v.value, v.size)
		}
	}
	return v.value, ok
}

// put takes a value in, unless it alone is more than may be remembered.
func (m *memo[V]) put(iri IRI, v V, size int) {
	if size > m.budget {
		m.drop(iri)
		return
	}
	m.size += size - m.young[iri].size
	if m.size > m.budget {
		m.old, m.young, m.size = m.young, map[IRI]sized[V]{}, size
	}
	m.young[iri] = sized[V]{v, size}
}

func (m *memo[V]) drop(iri IRI) {
	m.size -= m.young[iri].size
	delete(m.young, iri)
	delete(m.old, iri)
}
