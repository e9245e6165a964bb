package queries

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"entente/graph"

	"github.com/cayleygraph/quad"
)

// Texts reads the texts of articles, each once.
type Texts struct {
	r     *graph.Reader
	texts map[graph.IRI]string
	// Bare leaves the paragraphs out: quotes alone.
	Bare bool
}

// NewTexts returns a reader of texts. It is for one goroutine.
func NewTexts(r *graph.Reader) *Texts { return &Texts{r: r, texts: map[graph.IRI]string{}} }

// Passages sets pieces of evidence into their paragraphs, in the order given.
func (t *Texts) Passages(ctx context.Context, pieces []Evidence) ([]Passage, error) {
	all := make([]Passage, len(pieces))
	for i, e := range pieces {
		all[i] = Passage{Evidence: e}
		if e.Article == graph.GazetteerArticle || t.Bare {
			continue
		}
		text, ok := t.texts[e.Article]
		if !ok {
			var err error
			if text, err = t.r.Text(ctx, e.Article); err != nil {
				return nil, fmt.Errorf("read the paragraph of %s: %w", e.Claim, err)
			}
			t.texts[e.Article] = text
		}
		all[i].Before, all[i].After = around(text, e.Start, e.End)
	}
	return all, nil
}

// Labels returns the names of things; a thing without one goes by its address.
func Labels(ctx context.Context, r *graph.Reader, things []graph.IRI) (map[graph.IRI]string, error) {
	labels, err := labelsOf(ctx, r.QuadStore(), things)
	if err != nil {
		return nil, fmt.Errorf("read names: %w", err)
	}
	for _, id := range things {
		labels[id] = cmp.Or(labels[id], string(id))
	}
	return labels, nil
}

// Naming returns the articles that name a thing, the latest first and at most
// limit, and how many there are in all. Evidence carries an article's head alone.
func Naming(ctx context.Context, r *graph.Reader, id graph.IRI, limit int) ([]Evidence, int, error) {
	articles, err := ends(ctx, r.QuadStore(), From(quad.IRI(id)).In(graph.Denotes).Labels())
	if err != nil {
		return nil, 0, fmt.Errorf("articles that name %s: %w", id, err)
	}
	articles = slices.DeleteFunc(articles, func(a graph.IRI) bool { return a == graph.GazetteerArticle })
	heads := map[graph.IRI]Evidence{}
	for _, a := range articles {
		heads[a] = Evidence{Claim: a, Article: a}
	}
	if err := source(ctx, r.QuadStore(), heads, articles, nil); err != nil {
		return nil, 0, fmt.Errorf("articles that name %s: %w", id, err)
	}
	slices.SortStableFunc(articles, func(a, b graph.IRI) int {
		return cmp.Or(latestFirst(heads[a].Published, heads[b].Published), cmp.Compare(a, b))
	})
	var all []Evidence
	for _, a := range articles[:min(limit, len(articles))] {
		all = append(all, heads[a])
	}
	return all, len(articles), nil
}
