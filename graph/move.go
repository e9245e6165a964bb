package graph

import (
	"context"
	"maps"
	"slices"

	"github.com/cayleygraph/quad"
)

// A meeting told by an article of an earlier day is called after that one from then on, and
// all articles that tell of it say so. Nothing else of them changes, so they are not read
// again: of their quads those that lead to the thing are exchanged.

// renaming is what the things of one article that move are called now, by what they were
// called.
type renaming map[IRI]IRI

func (n renaming) iri(i IRI) IRI {
	if to, ok := n[i]; ok {
		return to
	}
	return i
}

func (n renaming) fact(f Fact) Fact {
	f.Subject = n.iri(f.Subject)
	f.Object.IRI = n.iri(f.Object.IRI)
	return f
}

// renamings are those of all articles in which something moves.
func renamings(moves []Move) map[IRI]renaming {
	all := map[IRI]renaming{}
	for _, m := range moves {
		if all[m.Article] == nil {
			all[m.Article] = renaming{}
		}
		all[m.Article][m.From] = m.To
	}
	return all
}

// moves lets the locals that move denote other things, of which their claims speak then.
func (d *delta) moves(ctx context.Context, c Change) error {
	in, from := renamings(c.Moved), map[IRI]bool{}
	for _, m := range c.Moved {
		d.remove(movedQuads(m, m.From)...)
		d.add(movedQuads(m, m.To)...)
		from[m.From] = true
	}
	for _, thing := range slices.Sorted(maps.Keys(from)) {
		if err := d.restate(ctx, thing, in); err != nil {
			return err
		}
	}
	return nil
}

// restate lets the claims of the articles in which a thing moves speak of what it is now.
func (d *delta) restate(ctx context.Context, thing IRI, in map[IRI]renaming) error {
	for _, pt := range []pattern{{s: quad.IRI(thing)}, {o: quad.IRI(thing)}} {
		quads, err := d.r.all(ctx, pt)
		if err != nil {
			return err
		}
		for _, q := range quads {
			switch f, ok := FactOf(q.Subject, q.Predicate, q.Object); {
			case q.Predicate == SaidBy:
				d.leadsTo(q, quad.IRI(in[iriOf(q.Label)].iri(thing)))
			case ok && isFact(q):
				if err := d.reclaim(ctx, f, in); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// reclaim lets the claims on a fact of the articles given put forward what it is now.
func (d *delta) reclaim(ctx context.Context, f Fact, in map[IRI]renaming) error {
	claims, err := d.r.all(ctx, pattern{o: quad.IRI(FactIRI(f))})
	if err != nil {
		return err
	}
	for _, q := range claims {
		if to := in[iriOf(q.Label)].fact(f); to != f {
			d.leadsTo(q, quad.IRI(FactIRI(to)))
			d.facts[FactIRI(f)], d.facts[FactIRI(to)] = f, to
		}
	}
	return nil
}

// leadsTo puts another object into a quad.
func (d *delta) leadsTo(q quad.Quad, object quad.IRI) {
	if q.Object != object {
		d.remove(q)
		q.Object = object
		d.add(q)
	}
}

// moved is a contribution after some of its locals moved.
func moved(c Contribution, to renaming) Contribution {
	c.Article.Group = to.iri(c.Article.Group)
	c.Locals = slices.Clone(c.Locals)
	for i := range c.Locals {
		c.Locals[i].Entity = to.iri(c.Locals[i].Entity)
	}
	c.Claims = slices.Clone(c.Claims)
	for i := range c.Claims {
		cl := &c.Claims[i]
		cl.Speaker = to.iri(cl.Speaker)
		cl.Facts = slices.Clone(cl.Facts)
		for k := range cl.Facts {
			cl.Facts[k] = to.fact(cl.Facts[k])
		}
		cl.Sort()
	}
	return c
}
