package graph

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"entente/graph/ontology"

	"github.com/cayleygraph/quad"
)

// Things returns the addresses of all things that articles speak of, sorted.
// Articles are none.
func (r *Reader) Things(ctx context.Context) ([]IRI, error) {
	var all []IRI
	err := r.each(ctx, pattern{p: RDFType}, func(q quad.Quad) error {
		if q.Label == nil && q.Object != quad.Value(Class(ontology.Article)) {
			all = append(all, iriOf(q.Subject))
		}
		return nil
	})
	slices.Sort(all)
	return all, err
}

// Standing is a fact and whether some claim gives it as having been the case.
type Standing struct {
	Fact
	Asserted bool
}

// FactsOf returns the facts of which a thing is the subject, sorted by predicate
// and object.
func (r *Reader) FactsOf(ctx context.Context, subject IRI) ([]Standing, error) {
	var all []Standing
	err := r.each(ctx, pattern{s: quad.IRI(subject)}, func(q quad.Quad) error {
		if !isFact(q) {
			return nil
		}
		if f, ok := FactOf(q.Subject, q.Predicate, q.Object); ok {
			all = append(all, Standing{f, isAsserted(q)})
		}
		return nil
	})
	slices.SortFunc(all, func(a, b Standing) int {
		return cmp.Or(cmp.Compare(a.Predicate, b.Predicate), a.Object.Compare(b.Object))
	})
	return all, err
}

// Voice is a claim on a fact: where it stands, and how it puts the fact.
type Voice struct {
	Claim, Article IRI
	Modality       ontology.Modality
}

// Voices returns the claims on a fact, sorted by article and claim. Those of the
// gazetteer are among them.
func (r *Reader) Voices(ctx context.Context, fact IRI) ([]Voice, error) {
	var all []Voice
	for _, row := range ontology.Modalities {
		err := r.each(ctx, pattern{p: Pred(row.Predicate), o: quad.IRI(fact)}, func(q quad.Quad) error {
			all = append(all, Voice{iriOf(q.Subject), iriOf(q.Label), row.Modality})
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	slices.SortFunc(all, func(a, b Voice) int {
		return cmp.Or(strings.Compare(string(a.Article), string(b.Article)), strings.Compare(string(a.Claim), string(b.Claim)))
	})
	return all, nil
}

// About returns a quad that stands under an article's label: of what it speaks, a
// claim, a local or the article itself, and the article. ok is false for edges and
// for what is derived.
func About(q quad.Quad) (subject, article IRI, ok bool) {
	l := iriOf(q.Label)
	return iriOf(q.Subject), l, strings.HasPrefix(string(l), "article:")
}

// FactOfEdge returns the fact whose edge a quad is; ok is false for other quads.
func FactOfEdge(q quad.Quad) (f Fact, asserted, ok bool) {
	if !isFact(q) {
		return Fact{}, false, false
	}
	f, ok = FactOf(q.Subject, q.Predicate, q.Object)
	return f, isAsserted(q), ok
}
