package loaders

import (
	"context"
	"errors"
	"fmt"

	"entente/graph"
	"entente/loaders/resolve"
)

// Forget takes articles out of a store, so that the graph becomes what it would be
// had they never been loaded. An id that the store does not have is in the error,
// which wraps graph.ErrUnknown; the others leave all the same.
func Forget(ctx context.Context, store *graph.Store, r Reader, ids ...string) (forgotten int, err error) {
	var articles []graph.IRI
	var unknown []error
	for _, id := range ids {
		iri := graph.IRI(id)
		if _, stored, err := store.ArticleDigest(ctx, iri); err != nil {
			return 0, err
		} else if !stored {
			iri = graph.ArticleIRI(id)
		}
		_, stored, err := store.ArticleDigest(ctx, iri)
		if err != nil {
			return 0, err
		}
		if !stored {
			unknown = append(unknown, fmt.Errorf("forget %s: %w", id, graph.ErrUnknown))
			continue
		}
		articles = append(articles, iri)
	}
	if len(articles) > 0 {
		change, err := resolve.Plan(ctx, store.Reader, r.Known, nil, articles)
		if err != nil {
			return 0, err
		}
		if err := store.Apply(ctx, change); err != nil {
			return 0, err
		}
	}
	return len(articles), errors.Join(unknown...)
}
