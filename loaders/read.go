package loaders

import (
	"context"
	"fmt"

	"entente/graph"
	"entente/loaders/article"
	"entente/loaders/extract"
	"entente/loaders/resolve"
	"entente/loaders/view"
)

// Reader reads articles and knows who is who. It is a value: two of the same
// digest read the same article to the same bytes. It is safe for concurrent use.
type Reader struct {
	// ReadAll makes a reading of each of some articles: a pure function of its bytes,
	// whatever is read beside it. Many short ones together are read faster.
	ReadAll func([]article.Article) []Outcome
	// Known is the gazetteer.
	Known resolve.Known
	// Digest stands for weights, frames and gazetteer. It is Reading.Reader of
	// all that ReadAll gives.
	Digest string
}

// Outcome is the reading of an article, or why there is none.
type Outcome struct {
	Reading extract.Reading
	Err     error
}

// Read makes a reading of one article.
func (r Reader) Read(a article.Article) (extract.Reading, error) {
	one := r.ReadAll([]article.Article{a})[0]
	return one.Reading, one.Err
}

// Plan returns what an article alone would add to an empty graph.
func (r Reader) Plan(ctx context.Context, a article.Article) (graph.Change, error) {
	reading, err := r.Read(a)
	if err != nil {
		return graph.Change{}, fmt.Errorf("read %s: %w", a.ID, err)
	}
	return PlanOf(ctx, r.Known, reading)
}

// PlanOf returns what a reading alone would add to an empty graph.
func PlanOf(ctx context.Context, known resolve.Known, reading extract.Reading) (graph.Change, error) {
	empty, err := graph.Open(ctx, graph.Memory, graph.Options{Memstore: true})
	if err != nil {
		return graph.Change{}, err
	}
	defer empty.Close()
	return resolve.Plan(ctx, empty.Reader, known, []extract.Reading{reading}, nil)
}

// View returns the document view of the only article of a change.
func View(c graph.Change) view.Document {
	entities := make(map[graph.IRI]graph.Entity, len(c.Entities))
	for _, e := range c.Entities {
		entities[e.IRI] = e
	}
	return view.Of(c.Add[0], func(iri graph.IRI) graph.Entity { return entities[iri] })
}

// ViewOf returns the document view of an article of a store.
func ViewOf(ctx context.Context, store *graph.Reader, article graph.IRI) (view.Document, error) {
	c, err := store.Contribution(ctx, article)
	if err != nil {
		return view.Document{}, err
	}
	var failed error
	d := view.Of(c, func(iri graph.IRI) graph.Entity {
		e, err := store.EntityAndLines(ctx, iri)
		if err != nil && failed == nil {
			failed = err
		}
		return e
	})
	return d, failed
}
