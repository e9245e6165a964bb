package queries

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"entente/graph"
	"entente/graph/ontology"
	"entente/graph/when"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
)

// compareEvidence puts first what tells most of a thing, then what was printed
// first, then what stands first.
func compareEvidence(a, b Evidence) int {
	return cmp.Or(cmp.Compare(b.States, a.States), when.Compare(a.Published, b.Published),
		cmp.Compare(a.Article, b.Article), cmp.Compare(a.Start, b.Start), cmp.Compare(a.Claim, b.Claim))
}

// claimOn says that a claim puts forward a fact.
type claimOn struct {
	fact, claim graph.IRI
	modality    ontology.Modality
}

// claimsOn walks from facts to the claims on them.
func claimsOn(ctx context.Context, qs cayley.QuadStore, facts []graph.IRI, modalities []ontology.Modality) ([]claimOn, error) {
	if len(facts) == 0 {
		return nil, nil
	}
	var all []claimOn
	w := From(values(facts)...).Tag("fact").InTag("says", says(modalities)...).Tag("claim")
	err := each(ctx, qs, w.path, func(tags map[string]quad.Value) error {
		all = append(all, claimOn{iri(tags["fact"]), iri(tags["claim"]), modalityOf(tags["says"])})
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read claims: %w", err)
	}
	slices.SortFunc(all, func(a, b claimOn) int {
		return cmp.Or(cmp.Compare(a.claim, b.claim), cmp.Compare(a.fact, b.fact))
	})
	return slices.Compact(all), nil
}

// modalityOf reads the modality off a predicate from a claim to a fact.
func modalityOf(predicate quad.Value) ontology.Modality {
	for _, row := range ontology.Modalities {
		if predicate == quad.Value(graph.Pred(row.Predicate)) {
			return row.Modality
		}
	}
	return ""
}

// evidence reads claims with the articles in which they stand.
func evidence(ctx context.Context, qs cayley.QuadStore, claims []graph.IRI) (map[graph.IRI]Evidence, error) {
	if len(claims) == 0 {
		return nil, nil
	}
	pieces := map[graph.IRI]Evidence{}
	speakers, articles := map[graph.IRI]bool{}, map[graph.IRI]bool{}
	w := From(values(claims)...).Tag("claim").Label("article").
		OutTag("p", graph.Quote, graph.Start, graph.End, graph.Sentence, graph.Rule, graph.SaidBy).Tag("o")
	err := each(ctx, qs, w.path, func(tags map[string]quad.Value) error {
		id := iri(tags["claim"])
		e := pieces[id]
		e.Claim, e.Article = id, iri(tags["article"])
		e.note(tags["p"], tags["o"])
		pieces[id] = e
		articles[e.Article] = true
		if e.SaidBy != nil {
			speakers[e.SaidBy.ID] = true
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read evidence: %w", err)
	}
	return pieces, source(ctx, qs, pieces, sorted(articles), sorted(speakers))
}

// note takes in one edge of a claim.
func (e *Evidence) note(p, o quad.Value) {
	switch p {
	case quad.Value(graph.Quote):
		e.Quote = text(o)
	case quad.Value(graph.Start):
		e.Start, _ = strconv.Atoi(text(o))
	case quad.Value(graph.End):
		e.End, _ = strconv.Atoi(text(o))
	case quad.Value(graph.Sentence):
		e.Sentence, _ = strconv.Atoi(text(o))
	case quad.Value(graph.Rule):
		e.Rule = text(o)
	case quad.Value(graph.SaidBy):
		e.SaidBy = &Ref{ID: iri(o), Label: text(o)}
	}
}

// source adds what is known of the articles, and the speakers' names.
func source(ctx context.Context, qs cayley.QuadStore, pieces map[graph.IRI]Evidence, articles, speakers []graph.IRI) error {
	about, err := edgesOut(ctx, qs, articles, graph.Title, graph.Publisher, graph.Published, graph.URL, graph.SourceGroup)
	if err != nil {
		return err
	}
	names, err := labelsOf(ctx, qs, speakers)
	if err != nil {
		return err
	}
	heads := map[graph.IRI]Evidence{}
	for _, e := range about {
		h := heads[e.subject]
		h.head(e)
		heads[e.subject] = h
	}
	for id, e := range pieces {
		h := heads[e.Article]
		e.Title, e.Publisher, e.Published, e.URL, e.Group = h.Title, h.Publisher, h.Published, h.URL, h.Group
		if e.Article == graph.GazetteerArticle {
			e.Publisher = "gazetteer"
		}
		if e.SaidBy != nil && names[e.SaidBy.ID] != "" {
			e.SaidBy.Label = names[e.SaidBy.ID]
		}
		pieces[id] = e
	}
	return nil
}

// head takes in one edge of an article.
func (e *Evidence) head(from edge) {
	switch from.predicate {
	case graph.Title:
		e.Title = text(from.object)
	case graph.Publisher:
		e.Publisher = text(from.object)
	case graph.Published:
		e.Published = when.Date(text(from.object))
	case graph.URL:
		e.URL = text(from.object)
	case graph.SourceGroup:
		e.Group = iri(from.object)
	}
}

func compareEdges(a, b edge) int {
	return cmp.Or(cmp.Compare(a.subject, b.subject), cmp.Compare(a.predicate, b.predicate),
		strings.Compare(quad.StringOf(a.object), quad.StringOf(b.object)))
}
