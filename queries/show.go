package queries

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"entente/graph"
	"entente/graph/ontology"
	"entente/graph/when"

	"github.com/cayleygraph/quad"
)

// Page is all that the graph knows of one thing.
type Page struct {
	Ref
	Type       ontology.Type `json:"type"`
	Aliases    []string      `json:"aliases,omitempty"`
	SameAs     []string      `json:"sameAs,omitempty"`
	First      when.Date     `json:"first,omitempty"`
	Last       when.Date     `json:"last,omitempty"`
	Properties []PageFact    `json:"properties,omitempty"` // derived, without evidence
	Facts      []PageFact    `json:"facts"`
	// Articles counts those that name it.
	Articles int `json:"articles"`
}

// PageFact is an edge at the thing: out of it, or into it from Other.
type PageFact struct {
	Fact       graph.IRI           `json:"fact,omitempty"`
	Predicate  ontology.Predicate  `json:"predicate"`
	Inverse    bool                `json:"inverse,omitempty"` // the edge comes in: Other predicate thing
	Other      Value               `json:"other"`
	First      when.Date           `json:"first,omitempty"` // the other thing's earliest day; of an office, of its tenure
	Last       when.Date           `json:"last,omitempty"`
	Sources    int                 `json:"sources,omitempty"`
	Articles   int                 `json:"articles,omitempty"`
	Modalities []ontology.Modality `json:"modalities,omitempty"`
	Evidence   []Evidence          `json:"evidence,omitempty"`
}

// Show returns the page of a thing, with all evidence.
func Show(ctx context.Context, r *graph.Reader, id graph.IRI) (Page, error) {
	return ShowQuotes(ctx, r, id, 0)
}

// ShowQuotes is Show with at most so many pieces of evidence for each fact, those
// that tell most of it first; 0 is all of them.
func ShowQuotes(ctx context.Context, r *graph.Reader, id graph.IRI, quotes int) (Page, error) {
	return ShowFirst(ctx, r, id, quotes, 0)
}

// ShowFirst is ShowQuotes that tells how the first facts of each section are told,
// most of them at most, and of the others only that they are there; 0 is all.
func ShowFirst(ctx context.Context, r *graph.Reader, id graph.IRI, quotes, most int) (Page, error) {
	e, err := r.Entity(ctx, id)
	if err != nil {
		return Page{}, fmt.Errorf("show %s: %w", id, err)
	}
	p := Page{Ref: Ref{id, cmp.Or(e.Label, string(id))}, Type: e.Type, Aliases: e.Aliases, SameAs: e.SameAs,
		First: e.First, Last: e.Last, Facts: []PageFact{}}
	qs := r.QuadStore()
	articles, err := ends(ctx, qs, From(quad.IRI(id)).In(graph.Denotes).Labels())
	if err != nil {
		return Page{}, fmt.Errorf("show %s: %w", id, err)
	}
	p.Articles = len(articles)
	out, err := edgesAt(ctx, r, id, quotes, most)
	if err != nil {
		return Page{}, fmt.Errorf("show %s: %w", id, err)
	}
	p.Facts = out
	for _, prop := range e.Properties {
		p.Properties = append(p.Properties, PageFact{Predicate: prop.Name,
			Other: Value{ID: prop.Object.IRI, Label: cmp.Or(prop.Object.Literal, string(prop.Object.IRI))}})
	}
	return p, nil
}

// edgesAt returns the facts at a thing, the first of each section with their evidence.
func edgesAt(ctx context.Context, r *graph.Reader, id graph.IRI, quotes, most int) ([]PageFact, error) {
	qs := r.QuadStore()
	var all []PageFact
	var others []graph.IRI
	for _, inverse := range []bool{false, true} {
		w := From(quad.IRI(id)).Label("fact").OutTag("p").Tag("o")
		if inverse {
			w = From(quad.IRI(id)).Label("fact").InTag("p").Tag("o")
		}
		err := each(ctx, qs, w.path, func(tags map[string]quad.Value) error {
			p, _ := tags["p"].(quad.IRI)
			f, ok := graph.FactOf(quad.IRI(id), p, tags["o"])
			fact := iri(tags["fact"])
			if !ok || len(fact) < 5 || fact[:5] != "fact:" {
				return nil
			}
			all = append(all, PageFact{Fact: fact, Predicate: f.Predicate, Inverse: inverse,
				Other: valueOf(edge{id, p, tags["o"]}, nil)})
			others = append(others, iri(tags["o"]))
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	others = slices.DeleteFunc(others, func(o graph.IRI) bool { return o == "" })
	known, err := edgesOut(ctx, qs, others, graph.Label, graph.Earliest, graph.Latest)
	if err != nil {
		return nil, err
	}
	ends := map[graph.IRI]*thing{}
	for _, e := range known {
		if ends[e.subject] == nil {
			ends[e.subject] = &thing{}
		}
		ends[e.subject].note(e)
	}
	for i := range all {
		all[i].leadsTo(ends[all[i].Other.ID])
	}
	tenures := slices.DeleteFunc(slices.Clone(others), func(o graph.IRI) bool { return o.Type() != ontology.Tenure })
	about, err := edgesOut(ctx, qs, tenures, graph.Pred("office"), graph.Pred("start"), graph.Pred("end"), graph.Pred("heldOn"),
		graph.Pred("actingOn"), graph.Pred("endedBefore"))
	if err != nil {
		return nil, err
	}
	tenured(all, about)
	slices.SortFunc(all, comparePageFacts)
	a := &asking{ctx: ctx, r: r, qs: qs, req: Request{Mode: All, Quotes: quotes}}
	return all, a.provePage(all, most)
}

// provePage adds to the facts of a page how they are told, to the first of each
// section alone where most is not 0.
func (a *asking) provePage(all []PageFact, most int) error {
	facts := map[graph.IRI][]*thing{}
	for _, s := range (Page{Facts: all}).Sections() {
		if most > 0 && len(s.Facts) > most {
			s.Facts = s.Facts[:most]
		}
		for _, f := range s.Facts {
			facts[f.Fact] = []*thing{{id: f.Fact}}
		}
	}
	if most == 0 {
		for _, f := range all { // those too that stand in no section
			facts[f.Fact] = []*thing{{id: f.Fact}}
		}
	}
	if err := a.prove(facts); err != nil {
		return err
	}
	for i, f := range all {
		if of := facts[f.Fact]; of != nil {
			all[i].provenBy(of[0])
		}
	}
	return nil
}

// provenBy adds how the fact is told.
func (f *PageFact) provenBy(t *thing) {
	f.Evidence, f.Sources, f.Articles, f.Modalities = t.evidence, t.sources, t.articles, t.modalities
}

// leadsTo adds what is known of the other end.
func (f *PageFact) leadsTo(other *thing) {
	if other != nil {
		f.Other.Label, f.First, f.Last = cmp.Or(other.label, f.Other.Label), other.first, other.last
	}
}

func comparePageFacts(a, b PageFact) int {
	inverse := func(f PageFact) int {
		if f.Inverse {
			return 1
		}
		return 0
	}
	return cmp.Or(inverse(a)-inverse(b), cmp.Compare(a.Predicate, b.Predicate), when.Compare(a.First, b.First),
		cmp.Compare(a.Other.Label, b.Other.Label), cmp.Compare(a.Fact, b.Fact))
}
