package web

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"entente/graph"
	"entente/graph/ontology"
	"entente/queries"
)

// articleBody is the page of an article: its text with what it says marked, and
// the claims.
type articleBody struct {
	graph.Article
	Paragraphs []paragraph
	Claims     []shownClaim
	Facts      int
	NoText     bool
	Stored     bool // false of an article that is only looked at
	Copies     []queries.Evidence
}

// paragraph is a line of the text in runs.
type paragraph struct {
	Heading bool
	Runs    []textRun
}

// textRun is a stretch of text. Claims are the numbers of those that end with it.
type textRun struct {
	Text   string
	Marked bool
	Way    ontology.Modality
	Claims []int
}

// shownClaim is a claim with its facts.
type shownClaim struct {
	Number int
	ID     graph.IRI
	graph.Claim
	Speaker *queries.Ref
	Facts   []queries.FactView
}

// articlePage shows an article of the graph.
func (s *server) articlePage(ctx context.Context, snap *graph.Reader, id graph.IRI) (page, error) {
	c, err := snap.Contribution(ctx, id)
	if err != nil {
		return page{}, fmt.Errorf("%w: %w", queries.ErrName, err)
	}
	b := articleBody{Article: c.Article, NoText: s.noText, Stored: true}
	if b.Claims, b.Facts, err = claimsOf(ctx, snap, c); err != nil {
		return page{}, err
	}
	if !b.NoText {
		b.Paragraphs = paragraphs(c.Article.Text, b.Claims)
	}
	return page{Title: cmp.Or(c.Article.Title, c.Article.ID), Body: b, Drawn: true, Gizmo: articleGizmo(id)}, nil
}

func articleGizmo(id graph.IRI) string {
	return "// what the article says: its claims and the facts they put forward\n" +
		"g.V().LabelContext('<" + string(id) + ">').Tag('source').Out('<ent:states>').Tag('target').GetLimit(100)"
}

// claimsOf numbers the claims in the order of the text and names what they speak of.
func claimsOf(ctx context.Context, snap *graph.Reader, c graph.Contribution) ([]shownClaim, int, error) {
	var things []graph.IRI
	for _, cl := range c.Claims {
		things = append(things, cl.Speaker)
		for _, f := range cl.Facts {
			things = append(things, f.Subject, f.Object.IRI)
		}
	}
	slices.Sort(things)
	things = slices.DeleteFunc(slices.Compact(things), func(i graph.IRI) bool { return i == "" })
	labels, err := queries.Labels(ctx, snap, things)
	if err != nil {
		return nil, 0, err
	}
	slices.SortStableFunc(c.Claims, func(a, b graph.Claim) int { return cmp.Or(a.Start-b.Start, a.End-b.End) })
	var all []shownClaim
	facts := 0
	for i, cl := range c.Claims {
		x := shownClaim{Number: i + 1, ID: cl.ID, Claim: cl}
		if cl.Speaker != "" {
			x.Speaker = &queries.Ref{ID: cl.Speaker, Label: labels[cl.Speaker]}
		}
		for _, f := range cl.Facts {
			x.Facts = append(x.Facts, factView(f, labels))
		}
		facts += len(x.Facts)
		all = append(all, x)
	}
	return all, facts, nil
}

func factView(f graph.Fact, labels map[graph.IRI]string) queries.FactView {
	v := queries.FactView{ID: graph.FactIRI(f), Subject: queries.Ref{ID: f.Subject, Label: labels[f.Subject]}, Predicate: f.Predicate,
		Object: queries.Value{ID: f.Object.IRI, Label: cmp.Or(labels[f.Object.IRI], f.Object.Literal)}}
	return v
}

// paragraphs cuts a text into lines, and those into runs that claims cover or do not.
func paragraphs(text string, claims []shownClaim) []paragraph {
	cuts := []int{0, len(text)}
	for _, c := range claims {
		if c.Start >= 0 && c.End <= len(text) && c.Start < c.End {
			cuts = append(cuts, c.Start, c.End)
		}
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	var all []paragraph
	var now paragraph
	for i := 0; i+1 < len(cuts); i++ {
		run := coverage(cuts[i], cuts[i+1], claims)
		lines := strings.Split(text[cuts[i]:cuts[i+1]], "\n")
		for n, line := range lines {
			if n > 0 {
				all = append(all, now)
				now = paragraph{}
			}
			piece := run
			piece.Text = line
			if n < len(lines)-1 {
				piece.Claims = nil
			}
			if line != "" || len(piece.Claims) > 0 {
				now.Runs = append(now.Runs, piece)
			}
		}
	}
	all = append(all, now)
	return slices.DeleteFunc(all, func(p paragraph) bool {
		return !slices.ContainsFunc(p.Runs, func(r textRun) bool { return strings.TrimSpace(r.Text) != "" })
	})
}

// coverage says which claims cover a stretch of text, and which end with it.
func coverage(start, end int, claims []shownClaim) textRun {
	var run textRun
	asserted := false
	for _, c := range claims {
		if c.Start > start || c.End < end {
			continue
		}
		run.Marked = true
		if c.Modality.Asserts() {
			asserted = true
		} else {
			run.Way = c.Modality
		}
		if c.End == end {
			run.Claims = append(run.Claims, c.Number)
		}
	}
	if asserted {
		run.Way = ""
	}
	return run
}
