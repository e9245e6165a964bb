package queries

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"entente/graph"
	"entente/graph/ontology"

	"github.com/cayleygraph/quad"
)

// Explanation shows why something is in the graph: facts, and the passages of
// articles that put them forward.
type Explanation struct {
	Facts    []FactView `json:"facts"`
	Passages []Passage  `json:"passages"`
}

// FactView is a fact with the names of its ends.
type FactView struct {
	ID        graph.IRI          `json:"id"`
	Subject   Ref                `json:"subject"`
	Predicate ontology.Predicate `json:"predicate"`
	Object    Value              `json:"object"`
}

// Passage is a piece of evidence within its paragraph: Before, Quote and After
// are one stretch of the article's text.
type Passage struct {
	Evidence
	Before string `json:"before,omitempty"`
	After  string `json:"after,omitempty"`
	// Also are further spans of the article in which parts of the claim are named.
	Also []graph.Span `json:"also,omitempty"`
	// Facts are the facts of the explanation that the passage puts forward.
	Facts []graph.IRI `json:"facts"`
}

// Explain shows the passages behind a fact, a claim, an edge given as subject,
// predicate and object, or all that is said of one thing. Addresses and names are
// both understood.
func Explain(ctx context.Context, r *graph.Reader, words ...string) (Explanation, error) {
	edges, only, err := explained(ctx, r, words)
	if err != nil {
		return Explanation{}, err
	}
	if len(edges) == 0 {
		return Explanation{}, fmt.Errorf("%w: no fact is known of %s", ErrName, strings.Join(words, " "))
	}
	return explanation(ctx, r, edges, only)
}

// explained finds the edges to explain, and the one claim meant if it is one.
func explained(ctx context.Context, r *graph.Reader, words []string) ([]edge, graph.IRI, error) {
	switch len(words) {
	case 1:
		id := graph.Short(strings.Trim(words[0], "<>"))
		switch {
		case strings.HasPrefix(string(id), "fact:"):
			edges, err := factEdges(ctx, r, []graph.IRI{id})
			return edges, "", err
		case strings.HasPrefix(string(id), "claim:"):
			facts, err := ends(ctx, r.QuadStore(), From(quad.IRI(id)).Out(says(nil)...))
			if err != nil {
				return nil, "", err
			}
			edges, err := factEdges(ctx, r, facts)
			return edges, id, err
		}
		ref, err := Resolve(ctx, r, words[0])
		if err != nil {
			return nil, "", err
		}
		edges, err := edgesOut(ctx, r.QuadStore(), []graph.IRI{ref.ID})
		return edges, "", err
	case 3:
		edges, err := edgeMeant(ctx, r, words[0], words[1], words[2])
		return edges, "", err
	}
	return nil, "", fmt.Errorf("%w: give a fact, a claim, a thing, or subject, predicate and object", ErrRequest)
}

// factEdges returns the edges behind facts.
func factEdges(ctx context.Context, r *graph.Reader, facts []graph.IRI) ([]edge, error) {
	var edges []edge
	for _, id := range facts {
		f, err := r.Fact(ctx, id)
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrName, err)
		}
		asserted, err := r.Asserted(ctx, id)
		if err != nil {
			return nil, err
		}
		q := graph.Edge(f, asserted)
		edges = append(edges, edge{f.Subject, q.Predicate.(quad.IRI), q.Object})
	}
	return edges, nil
}

// edgeMeant finds an edge by its ends and its predicate, as typed.
func edgeMeant(ctx context.Context, r *graph.Reader, subject, predicate, object string) ([]edge, error) {
	from, err := Resolve(ctx, r, subject)
	if err != nil {
		return nil, err
	}
	name := strings.Trim(predicate, "<>")
	name = strings.TrimPrefix(strings.TrimPrefix(name, "unasserted:"), "ent:")
	p := ontology.Predicate(name)
	edges, err := edgesOut(ctx, r.QuadStore(), []graph.IRI{from.ID}, graph.Pred(p), graph.Unasserted(p))
	if err != nil {
		return nil, err
	}
	labels, err := labelsOf(ctx, r.QuadStore(), objectsOf(edges))
	if err != nil {
		return nil, err
	}
	is := func(e edge) bool {
		return text(e.object) == object || iri(e.object) != "" && iri(e.object) == graph.Short(strings.Trim(object, "<>")) ||
			labels[iri(e.object)] == object
	}
	if found := slices.DeleteFunc(slices.Clone(edges), func(e edge) bool { return !is(e) }); len(found) > 0 {
		return found, nil
	}
	to, err := Resolve(ctx, r, object)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(edges, func(e edge) bool { return iri(e.object) != to.ID }), nil
}

// explanation reads the passages for edges; only narrows it to one claim.
func explanation(ctx context.Context, r *graph.Reader, edges []edge, only graph.IRI) (Explanation, error) {
	var x Explanation
	var things []graph.IRI
	for _, e := range edges {
		things = append(things, e.subject)
	}
	labels, err := labelsOf(ctx, r.QuadStore(), append(objectsOf(edges), things...))
	if err != nil {
		return x, err
	}
	var facts []graph.IRI
	for _, e := range edges {
		f, ok := graph.FactOf(quad.IRI(e.subject), e.predicate, e.object)
		if !ok {
			continue
		}
		id := graph.FactIRI(f)
		facts = append(facts, id)
		x.Facts = append(x.Facts, FactView{ID: id, Subject: Ref{f.Subject, cmp.Or(labels[f.Subject], string(f.Subject))},
			Predicate: f.Predicate, Object: valueOf(e, labels)})
	}
	on, err := claimsOn(ctx, r.QuadStore(), facts, nil)
	if err != nil {
		return x, err
	}
	if only != "" {
		on = slices.DeleteFunc(on, func(c claimOn) bool { return c.claim != only })
	}
	x.Passages, err = passages(ctx, r, on)
	proven := map[graph.IRI]bool{}
	for _, c := range on {
		proven[c.fact] = true
	}
	x.Facts = slices.DeleteFunc(x.Facts, func(f FactView) bool { return !proven[f.ID] })
	return x, err
}

// passages reads claims with the paragraphs in which they stand.
func passages(ctx context.Context, r *graph.Reader, on []claimOn) ([]Passage, error) {
	claims, facts, modality := map[graph.IRI]bool{}, map[graph.IRI][]graph.IRI{}, map[graph.IRI]ontology.Modality{}
	for _, c := range on {
		claims[c.claim] = true
		facts[c.claim] = append(facts[c.claim], c.fact)
		modality[c.claim] = c.modality
	}
	pieces, err := evidence(ctx, r.QuadStore(), sorted(claims))
	if err != nil {
		return nil, err
	}
	var all []Passage
	texts := map[graph.IRI]string{}
	for _, id := range sorted(claims) {
		p := Passage{Evidence: pieces[id], Facts: facts[id]}
		p.Modality, p.States = modality[id], len(facts[id])
		if p.Article != graph.GazetteerArticle {
			if texts[p.Article] == "" {
				if texts[p.Article], err = r.Text(ctx, p.Article); err != nil {
					return nil, err
				}
			}
			p.Before, p.After = around(texts[p.Article], p.Start, p.End)
			whole, err := r.Claim(ctx, id)
			if err != nil {
				return nil, err
			}
			p.Also = whole.Claim.Also
		}
		all = append(all, p)
	}
	slices.SortFunc(all, func(a, b Passage) int { return compareEvidence(a.Evidence, b.Evidence) })
	return all, nil
}

// contextBytes is how much of a paragraph is shown on either side of a quote.
const contextBytes = 240

// around returns what stands before and after text[start:end] in its paragraph,
// clipped at a word.
func around(text string, start, end int) (before, after string) {
	if start < 0 || end > len(text) || start > end {
		return "", ""
	}
	before = text[strings.LastIndexByte(text[:start], '\n')+1 : start]
	after = text[end:]
	if i := strings.IndexByte(after, '\n'); i >= 0 {
		after = after[:i]
	}
	if len(before) > contextBytes {
		cut := len(before) - contextBytes
		if i := strings.IndexByte(before[cut:], ' '); i >= 0 {
			cut += i + 1
		}
		for !utf8.RuneStart(before[min(cut, len(before)-1)]) {
			cut++
		}
		before = "… " + before[cut:]
	}
	if len(after) > contextBytes {
		cut := contextBytes
		if i := strings.LastIndexByte(after[:cut], ' '); i >= 0 {
			cut = i
		}
		for cut > 0 && !utf8.RuneStart(after[cut]) {
			cut--
		}
		after = after[:cut] + " …"
	}
	return before, after
}
