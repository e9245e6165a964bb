package export

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"entente/graph"
	"entente/graph/ontology"
)

// What the forms of networks and columns share: things as nodes, facts between two
// things as edges. Facts with literals become attributes of their node.

// node is a thing with its attributes.
type node struct {
	id, label, typ, kind, status, first, last, wikidata, country, aliases string
	names                                                                 []string
}

// edge is a fact between two things with what speaks for it.
type edge struct {
	id, from, to, predicate, modality string
	asserted                          bool
	first, last                       string // days of the thing it leaves from
	claims, sources                   int    // sources are independent: articles with one text count once
	articles                          []string
}

// column is one attribute: its name, its type, what it means, its value.
type column[T any] struct {
	name, typ, about string // typ is "string", "integer" or "boolean"
	value            func(T) string
}

// nodeColumns is the table of attributes of nodes, id and label aside.
var nodeColumns = []column[node]{
	{"type", "string", "Person, Office, Tenure, Country, Organization, Place, Meeting, Agreement, Event or Statement", func(n node) string { return n.typ }},
	{"kind", "string", "what sort of meeting, agreement or event: talks, treaty, SANCTION ...", func(n node) string { return n.kind }},
	{"status", "string", "held, planned, signed ...", func(n node) string { return n.status }},
	{"first", "string", "earliest day, YYYY-MM-DD", func(n node) string { return n.first }},
	{"last", "string", "latest day, YYYY-MM-DD", func(n node) string { return n.last }},
	{"qid", "string", "number in Wikidata", func(n node) string { return n.wikidata }},
	{"country", "string", "ISO 3166-1 alpha-2, of countries", func(n node) string { return n.country }},
	{"aliases", "string", "other names, with semicolons between", func(n node) string { return n.aliases }},
}

// edgeColumns is the table of attributes of edges, id and ends aside.
var edgeColumns = []column[edge]{
	{"type", "string", "the predicate: participant, party, holds ...", func(e edge) string { return e.predicate }},
	{"modality", "string", "as the strongest claim puts it: stated, planned, denied ...", func(e edge) string { return e.modality }},
	{"asserted", "boolean", "whether some claim gives it as having been the case", func(e edge) string { return strconv.FormatBool(e.asserted) }},
	{"weight", "integer", "independent sources, at least 1", func(e edge) string { return strconv.Itoa(max(1, e.sources)) }},
	{"sources", "integer", "independent sources; 0 when only the gazetteer says so", func(e edge) string { return strconv.Itoa(e.sources) }},
	{"claims", "integer", "claims on it", func(e edge) string { return strconv.Itoa(e.claims) }},
	{"first", "string", "earliest day of the thing it leaves from, YYYY-MM-DD", func(e edge) string { return e.first }},
	{"last", "string", "latest day", func(e edge) string { return e.last }},
	{"articles", "string", "addresses of the articles, with spaces between", func(e edge) string { return strings.Join(e.articles, " ") }},
}

func nodeOf(t thing) node {
	n := node{id: string(t.IRI), label: t.Label, typ: string(t.Type), kind: first(t.literals("type")), status: first(t.literals("status")),
		first: string(t.First), last: string(t.Last), wikidata: wikidata(t.Entity), aliases: strings.Join(t.Aliases, "; "), names: t.Aliases}
	if n.label == "" {
		n.label = n.id
	}
	for _, p := range t.Properties {
		if p.Name == "isoCode" {
			n.country = p.Object.Literal
		}
	}
	return n
}

// edges makes the edges that leave from a thing.
func (v *view) edges(ctx context.Context, t thing) ([]edge, error) {
	var all []edge
	for _, f := range t.facts {
		if f.Object.IRI == "" || f.Object.IRI.Type() == ontology.Article {
			continue
		}
		e := edge{id: string(f.id), from: string(f.Subject), to: string(f.Object.IRI), predicate: string(f.Predicate),
			modality: string(f.modality()), asserted: f.asserted, first: string(t.First), last: string(t.Last), claims: len(f.voices)}
		if err := v.count(ctx, &e, f.voices); err != nil {
			return nil, err
		}
		all = append(all, e)
	}
	return all, nil
}

// count counts the articles and the independent sources of an edge.
func (v *view) count(ctx context.Context, e *edge, voices []graph.Voice) error {
	groups := map[graph.IRI]bool{}
	for _, voice := range voices {
		if voice.Article == graph.GazetteerArticle {
			continue
		}
		a, err := v.article(ctx, voice.Article)
		if err != nil {
			return err
		}
		groups[a.Group] = true
		if !slices.Contains(e.articles, string(a.IRI)) {
			e.articles = append(e.articles, string(a.IRI))
		}
	}
	e.sources = len(groups)
	return nil
}

// nodes gives all nodes in order.
func (v *view) nodes(ctx context.Context, fn func(node) error) error {
	return v.things(ctx, func(t thing) error { return fn(nodeOf(t)) })
}

// links gives all edges in the order of the things they leave from.
func (v *view) links(ctx context.Context, fn func(edge) error) error {
	return v.things(ctx, func(t thing) error {
		edges, err := v.edges(ctx, t)
		if err != nil {
			return err
		}
		for _, e := range edges {
			if err := fn(e); err != nil {
				return err
			}
		}
		return nil
	})
}
