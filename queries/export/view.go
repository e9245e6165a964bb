package export

import (
	"context"
	"fmt"
	"strings"

	"entente/graph"
	"entente/graph/ontology"

	"github.com/cayleygraph/quad"
)

// view is the graph as one export sees it: all of it, or the part that the options
// ask for, with or without words.
type view struct {
	*graph.Reader
	opts     Options
	only     *subset // nil is all
	labels   map[graph.IRI]string
	articles map[graph.IRI]graph.Article // without text and record
	lengths  map[graph.IRI]int           // of the texts of these articles, in bytes
}

func newView(ctx context.Context, r *graph.Reader, opts Options) (*view, error) {
	if err := opts.Check(); err != nil {
		return nil, err
	}
	v := &view{Reader: r, opts: opts, labels: map[graph.IRI]string{}, articles: map[graph.IRI]graph.Article{}, lengths: map[graph.IRI]int{}}
	if len(opts.Where) == 0 {
		return v, nil
	}
	only, err := v.narrow(ctx)
	v.only = only
	return v, err
}

// remembered bounds what a view keeps of names and articles.
const remembered = 200_000

// label returns the name of a thing, its address where it has none.
func (v *view) label(ctx context.Context, iri graph.IRI) (string, error) {
	if l, ok := v.labels[iri]; ok || iri == "" {
		return l, nil
	}
	label := string(iri)
	if e, err := v.Entity(ctx, iri); err == nil && e.Label != "" {
		label = e.Label
	}
	if len(v.labels) >= remembered {
		clear(v.labels)
	}
	v.labels[iri] = label
	return label, ctx.Err()
}

// article returns what is known of an article, without its text and its reading.
func (v *view) article(ctx context.Context, iri graph.IRI) (graph.Article, error) {
	if a, ok := v.articles[iri]; ok {
		return a, nil
	}
	if iri == graph.GazetteerArticle {
		return graph.Article{IRI: iri, ID: "gazetteer", Title: "The gazetteer"}, nil
	}
	a, err := v.Article(ctx, iri)
	if err != nil {
		return a, err
	}
	if len(v.articles) >= remembered {
		clear(v.articles)
		clear(v.lengths)
	}
	v.lengths[iri] = len(a.Text)
	a.Text, a.Record = "", ""
	v.articles[iri] = a
	return a, nil
}

// sources returns the addresses of the articles of the view, sorted.
func (v *view) sources(ctx context.Context) ([]graph.IRI, error) {
	all, err := v.Articles(ctx)
	if err != nil || v.only == nil {
		return all, err
	}
	var kept []graph.IRI
	for _, a := range all {
		if v.only.articles[a] {
			kept = append(kept, a)
		}
	}
	return kept, nil
}

// thing is a thing of the graph with the facts of which it is the subject.
type thing struct {
	graph.Entity
	facts []fact
}

// fact is an edge with the claims on it.
type fact struct {
	graph.Fact
	id       graph.IRI
	asserted bool
	voices   []graph.Voice
}

// modality is the way in which the fact stands: as its strongest claim puts it.
func (f fact) modality() ontology.Modality {
	for _, row := range ontology.Modalities {
		for _, v := range f.voices {
			if v.Modality == row.Modality {
				return row.Modality
			}
		}
	}
	return ontology.Stated
}

// gazetteer reports whether only the gazetteer says so.
func (f fact) gazetteer() bool {
	for _, v := range f.voices {
		if v.Article != graph.GazetteerArticle {
			return false
		}
	}
	return true
}

// things gives all things, sorted by address, each with its facts.
func (v *view) things(ctx context.Context, fn func(thing) error) error {
	all, err := v.Things(ctx)
	if err != nil {
		return err
	}
	for _, iri := range all {
		if v.only != nil && !v.only.things[iri] {
			continue
		}
		t := thing{}
		if t.Entity, err = v.Entity(ctx, iri); err != nil {
			return err
		}
		if t.facts, err = v.facts(ctx, iri); err != nil {
			return err
		}
		if err := fn(t); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// facts returns the facts of a subject in the view.
func (v *view) facts(ctx context.Context, subject graph.IRI) ([]fact, error) {
	standings, err := v.FactsOf(ctx, subject)
	if err != nil {
		return nil, err
	}
	var all []fact
	for _, s := range standings {
		f := fact{Fact: s.Fact, id: graph.FactIRI(s.Fact), asserted: s.Asserted}
		if v.only != nil {
			asserted, kept := v.only.facts[f.id]
			if !kept {
				continue
			}
			f.asserted = asserted
		}
		voices, err := v.Voices(ctx, f.id)
		if err != nil {
			return nil, err
		}
		for _, voice := range voices {
			if v.only == nil || v.only.claims[voice.Claim] {
				f.voices = append(f.voices, voice)
			}
		}
		if f.Object, err = v.withhold(ctx, f.Fact, voices); err != nil {
			return nil, err
		}
		all = append(all, f)
	}
	return all, nil
}

// claims gives the claims of the view, article by article, without texts; where
// words are left out, without quotes. The gazetteer's lines are none.
func (v *view) claims(ctx context.Context, fn func(graph.Article, graph.Claim) error) error {
	sources, err := v.sources(ctx)
	if err != nil {
		return err
	}
	for _, iri := range sources {
		c, err := v.Contribution(ctx, iri)
		if err != nil {
			return err
		}
		text := c.Article.Text
		c.Article.Text, c.Article.Record = "", ""
		for _, claim := range c.Claims {
			if v.only != nil && !v.only.claims[claim.ID] {
				continue
			}
			if v.opts.NoText {
				claim.Quote = ""
				for i, f := range claim.Facts {
					if worded(f) {
						claim.Facts[i].Object = span(iri, text, f.Object.Literal, claim.Start)
					}
				}
			}
			if err := fn(c.Article, claim); err != nil {
				return err
			}
		}
	}
	return nil
}

// worded reports whether a fact's object is words of an article, and not a name.
func worded(f graph.Fact) bool {
	return f.Object.IRI == "" && (f.Predicate == "quote" || f.Predicate == "provision")
}

// span is where words stand in a text, from a byte on or else anywhere.
func span(article graph.IRI, text, words string, from int) graph.Object {
	at := -1
	if from >= 0 && from <= len(text) {
		if at = strings.Index(text[from:], words); at >= 0 {
			at += from
		}
	}
	if at < 0 {
		at = strings.Index(text, words)
	}
	if at < 0 {
		return graph.Object{Literal: string(article), Kind: ontology.Text}
	}
	return graph.Object{Literal: fmt.Sprintf("%s %d-%d", article, at, at+len(words)), Kind: ontology.Text}
}

// withhold returns a fact's object or, where words are to be left out, the place
// where the first article that claims it has them.
func (v *view) withhold(ctx context.Context, f graph.Fact, voices []graph.Voice) (graph.Object, error) {
	if !v.opts.NoText || !worded(f) || len(voices) == 0 {
		return f.Object, nil
	}
	text, err := v.Text(ctx, voices[0].Article)
	if err != nil {
		return f.Object, err
	}
	claim, err := v.Claim(ctx, voices[0].Claim)
	if err != nil {
		return f.Object, err
	}
	return span(voices[0].Article, text, f.Object.Literal, claim.Claim.Start), nil
}

// quads gives the quads of the view, in no order.
func (v *view) quads(ctx context.Context, fn func(quad.Quad) error) error {
	return v.Quads(ctx, func(q quad.Quad) error {
		q, keep, err := v.quad(ctx, q)
		if err != nil || !keep {
			return err
		}
		return fn(q)
	})
}

// quad returns a quad as the view has it, or that it has not.
func (v *view) quad(ctx context.Context, q quad.Quad) (quad.Quad, bool, error) {
	if !v.opts.Text && graph.Bulk(q) {
		return q, false, nil
	}
	if v.only != nil {
		var keep bool
		if q, keep = v.only.quad(q); !keep {
			return q, false, nil
		}
	}
	if !v.opts.NoText {
		return q, true, nil
	}
	if _, article, ok := graph.About(q); ok && q.Predicate == graph.Quote && article != graph.GazetteerArticle {
		return q, false, nil
	}
	f, _, ok := graph.FactOfEdge(q)
	if !ok || !worded(f) {
		return q, true, nil
	}
	voices, err := v.Voices(ctx, graph.FactIRI(f))
	if err != nil {
		return q, false, err
	}
	o, err := v.withhold(ctx, f, voices)
	q.Object = quad.TypedString{Value: quad.String(o.Literal), Type: graph.SpanType}
	return q, true, err
}
