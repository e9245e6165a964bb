package graph

import (
	"cmp"
	"slices"
	"strings"
)

// Compare orders objects: literals before things, then by text.
func (o Object) Compare(p Object) int {
	return cmp.Or(cmp.Compare(o.IRI, p.IRI), cmp.Compare(o.Kind, p.Kind), cmp.Compare(o.Literal, p.Literal))
}

// Compare orders facts by subject, predicate and object.
func (f Fact) Compare(g Fact) int {
	return cmp.Or(cmp.Compare(f.Subject, g.Subject), cmp.Compare(f.Predicate, g.Predicate), f.Object.Compare(g.Object))
}

// Sort brings a claim's facts and spans into order, each once.
func (c *Claim) Sort() {
	slices.SortFunc(c.Facts, Fact.Compare)
	c.Facts = slices.Compact(c.Facts)
	slices.SortFunc(c.Also, func(a, b Span) int { return cmp.Or(a.Start-b.Start, a.End-b.End) })
	c.Also = slices.Compact(c.Also)
}

// Sort brings a contribution into its one order: locals by address, claims by
// their place in the text, then by address. The store reads it back in this order.
func (c *Contribution) Sort() {
	slices.SortFunc(c.Locals, func(a, b Local) int { return strings.Compare(string(a.IRI), string(b.IRI)) })
	for i := range c.Claims {
		c.Claims[i].Sort()
	}
	slices.SortFunc(c.Claims, func(a, b Claim) int {
		return cmp.Or(a.Start-b.Start, a.End-b.End, strings.Compare(string(a.ID), string(b.ID)))
	})
}
