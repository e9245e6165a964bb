package loaders

import (
	"context"
	"fmt"

	"entente/graph"
	"entente/loaders/extract"
	"entente/loaders/resolve"
)

// Reread brings a store to what a fresh load by this reader gives: the articles
// that another reader read, with other weights, frames or gazetteer, are read again
// and replaced, all in one transaction. It returns how many.
func Reread(ctx context.Context, store *graph.Store, r Reader) (int, error) {
	by, err := Readers(ctx, store.Reader)
	if err != nil {
		return 0, err
	}
	var again []extract.Reading
	for digest, articles := range by {
		if digest == r.Digest {
			continue
		}
		for _, iri := range articles {
			reading, err := rereading(ctx, store.Reader, r, iri)
			if err != nil {
				return 0, fmt.Errorf("reread: %w", err)
			}
			again = append(again, reading)
		}
	}
	if len(again) == 0 {
		return 0, nil
	}
	change, err := resolve.Plan(ctx, store.Reader, r.Known, again, nil)
	if err != nil {
		return 0, fmt.Errorf("reread: %w", err)
	}
	return len(again), store.Apply(ctx, change)
}

// rereading reads an article of the store again, from its text and its own data.
func rereading(ctx context.Context, store *graph.Reader, r Reader, iri graph.IRI) (extract.Reading, error) {
	if err := ctx.Err(); err != nil {
		return extract.Reading{}, err
	}
	a, err := store.Article(ctx, iri)
	if err != nil {
		return extract.Reading{}, err
	}
	old, err := resolve.FromRecord(a.Record, a.Text)
	if err != nil {
		return extract.Reading{}, err
	}
	reading, err := r.Read(old.Article)
	if err != nil {
		return extract.Reading{}, fmt.Errorf("%s: %w", a.ID, err)
	}
	return reading, nil
}
