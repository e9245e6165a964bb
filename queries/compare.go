package queries

import (
	"cmp"
	"context"
	"slices"

	"entente/graph"
	"entente/graph/ontology"
	"entente/graph/when"
)

// Comparison is what sources say of one thing, or of several that may be one, side by
// side: nothing is decided, both are kept.
type Comparison struct {
	Things []Ref `json:"things"`
	// Disputed is set when one source states what another denies.
	Disputed bool   `json:"disputed,omitempty"`
	Slots    []Slot `json:"slots"`
}

// Slot is what is said under one predicate.
type Slot struct {
	Predicate ontology.Predicate `json:"predicate"`
	// Differ says in what independent sources differ; empty when they do not.
	Differ string      `json:"differ,omitempty"`
	Values []SlotValue `json:"values"`
}

// SlotValue is one value with those who give it.
type SlotValue struct {
	Thing graph.IRI `json:"thing"` // of which it is said
	PageFact
}

// The ways in which sources differ.
const (
	DifferValue = "sources give different values"
	DifferNames = "not all sources name the same"
)

// Compare lines up what sources say of things.
func Compare(ctx context.Context, r *graph.Reader, ids ...graph.IRI) (Comparison, error) {
	c := Comparison{Slots: []Slot{}}
	slots := map[ontology.Predicate]*Slot{}
	for _, id := range ids {
		page, err := Show(ctx, r, id)
		if err != nil {
			return Comparison{}, err
		}
		c.Things = append(c.Things, page.Ref)
		for _, f := range page.Facts {
			if f.Inverse {
				continue
			}
			if slots[f.Predicate] == nil {
				slots[f.Predicate] = &Slot{Predicate: f.Predicate}
			}
			slots[f.Predicate].Values = append(slots[f.Predicate].Values, SlotValue{id, f})
		}
	}
	for _, s := range slots {
		s.Differ = s.differ()
		c.Disputed = c.Disputed || s.disputed()
		c.Slots = append(c.Slots, *s)
	}
	slices.SortFunc(c.Slots, func(a, b Slot) int {
		differs := func(s Slot) int {
			if s.Differ != "" {
				return 0
			}
			return 1
		}
		return cmp.Or(differs(a)-differs(b), cmp.Compare(a.Predicate, b.Predicate))
	})
	return c, nil
}

// oneValue are the predicates that have one value at a time.
var oneValue = []ontology.Predicate{"date", "place", "status", "amount", "type", "mode"}

// disputed reports whether one source states a value and another has it not so.
func (s *Slot) disputed() bool {
	for _, v := range s.Values {
		states, refuses := map[graph.IRI]bool{}, map[graph.IRI]bool{}
		for _, e := range v.Evidence {
			states[e.source()] = states[e.source()] || e.Modality.Asserts()
			refuses[e.source()] = refuses[e.source()] || e.refuses()
		}
		for a := range states {
			for b := range refuses {
				if a != b && states[a] && refuses[b] && !refuses[a] {
					return true
				}
			}
		}
	}
	return false
}

// refuses reports whether a sentence has something not so.
func (e Evidence) refuses() bool {
	return e.Modality == ontology.Denied || e.Modality == ontology.Negated
}

// differ says in what the sources of a slot differ that do not deny it.
func (s *Slot) differ() string {
	by := s.bySource()
	if len(by) < 2 {
		return ""
	}
	return s.differValues(by)
}

// differValues compares what each source gives with what each other gives.
func (s *Slot) differValues(by map[graph.IRI][]Value) string {
	same := true
	for _, a := range by {
		for _, b := range by {
			switch {
			case equalValues(a, b):
			case slices.Contains(oneValue, s.Predicate) && !compatible(a, b):
				return DifferValue
			default:
				same = false
			}
		}
	}
	if same || slices.Contains(oneValue, s.Predicate) {
		return ""
	}
	return DifferNames
}

// source is the group of copies in which a sentence stands, else its article.
func (e Evidence) source() graph.IRI { return cmp.Or(e.Group, e.Article) }

// bySource sorts the values by those who give them; the gazetteer is no source, and who
// denies a meeting tells nothing of it.
func (s *Slot) bySource() map[graph.IRI][]Value {
	by := map[graph.IRI][]Value{}
	for _, v := range s.Values {
		for _, e := range v.Evidence {
			if e.Article != graph.GazetteerArticle && !e.refuses() && !slices.Contains(by[e.source()], v.Other) {
				by[e.source()] = append(by[e.source()], v.Other)
			}
		}
	}
	return by
}

func equalValues(a, b []Value) bool {
	return len(a) == len(b) && !slices.ContainsFunc(a, func(v Value) bool { return !slices.Contains(b, v) })
}

// compatible reports whether two sources can both be right: they share a value, or
// give dates of which one may lie in the other.
func compatible(a, b []Value) bool {
	for _, v := range a {
		for _, w := range b {
			if v == w || when.Date(v.Label).Overlaps(when.Date(w.Label)) {
				return true
			}
		}
	}
	return false
}
