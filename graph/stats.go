package graph

import (
	"context"
	"fmt"
	"strings"

	"entente/graph/ontology"

	"github.com/cayleygraph/quad"
)

// Stats are figures about a graph.
type Stats struct {
	Quads      int                       `json:"quads"`
	Articles   int                       `json:"articles"`
	Groups     int                       `json:"groups"` // articles with one text count once
	Locals     int                       `json:"locals"`
	Claims     int                       `json:"claims"`
	Facts      int                       `json:"facts"`
	Asserted   int                       `json:"asserted"` // facts that some claim gives as having been the case
	Lines      int                       `json:"lines"`    // claims of the gazetteer
	Entities   map[ontology.Type]int     `json:"entities"`
	Modalities map[ontology.Modality]int `json:"modalities"` // pairs of claim and fact
	// The bytes of texts and of readings.
	TextBytes   int `json:"textBytes"`
	RecordBytes int `json:"recordBytes"`
	// QuadsPerClaim counts what is written about a claim but for its facts,
	// QuadsPerFact what is written for each fact that a claim puts forward, both
	// in hundredths. The budget is 600 and 200.
	QuadsPerClaim int `json:"quadsPerClaim"`
	QuadsPerFact  int `json:"quadsPerFact"`
}

// Size returns the number of quads in the graph, without reading them.
func (r *Reader) Size(ctx context.Context) (int, error) {
	st, err := r.qs.Stats(ctx, false)
	if err != nil {
		return 0, fmt.Errorf("count quads: %w", err)
	}
	return int(st.Quads.Value), nil
}

// Stats counts what is in the graph, in one walk over all of it.
func (r *Reader) Stats(ctx context.Context) (Stats, error) {
	c := newCounter()
	err := r.Quads(ctx, func(q quad.Quad) error {
		c.count(q)
		return nil
	})
	return c.stats(), err
}

type counter struct {
	Stats
	modalities       map[quad.Value]ontology.Modality
	groups           map[quad.Value]bool
	claimQuads, says int
}

func newCounter() *counter {
	c := &counter{Stats: Stats{Entities: map[ontology.Type]int{}, Modalities: map[ontology.Modality]int{}},
		modalities: map[quad.Value]ontology.Modality{}, groups: map[quad.Value]bool{}}
	for _, row := range ontology.Modalities {
		c.modalities[Pred(row.Predicate)] = row.Modality
	}
	return c
}

func (c *counter) stats() Stats {
	c.Groups = len(c.groups)
	c.QuadsPerClaim = 100 * c.claimQuads / max(1, c.Claims)
	c.QuadsPerFact = 100 * (c.says + c.Facts) / max(1, c.says)
	return c.Stats
}

func (c *counter) count(q quad.Quad) {
	c.Quads++
	s := string(iriOf(q.Subject))
	switch {
	case isFact(q):
		c.Facts++
		if isAsserted(q) {
			c.Asserted++
		}
	case strings.HasPrefix(s, "claim:"):
		c.claim(q)
	case strings.HasPrefix(s, "local:"):
		if q.Predicate == Denotes {
			c.Locals++
		}
	case strings.HasPrefix(s, "article:"):
		c.article(q)
	case q.Predicate == RDFType:
		c.Entities[IRI(s).Type()]++
	}
}

func (c *counter) claim(q quad.Quad) {
	if m, ok := c.modalities[q.Predicate]; ok {
		c.says++
		c.Modalities[m]++
		return
	}
	c.claimQuads++
	switch q.Predicate {
	case Quote:
		c.Claims++
	case Anchors:
		c.Lines++
	}
}

func (c *counter) article(q quad.Quad) {
	text, _ := Literal(q.Object)
	switch q.Predicate {
	case RDFType:
		c.Articles++
	case SourceGroup:
		c.groups[q.Object] = true
	case Text:
		c.TextBytes += len(text)
	case Record:
		c.RecordBytes += len(text)
	}
}
