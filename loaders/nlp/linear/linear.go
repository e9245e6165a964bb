// Package linear holds the linear models under all of nlp: a decision is a set
// of features, each a 32-bit key; a class's score is the sum of the weights that
// the features have for it. Models are learned by averaged perceptrons (Learner),
// kept as compressed bytes (Model.Bytes, Read), and laid out to decide with (Wide,
// Narrow).
//
// Weights and scores are integers everywhere, so that every machine decides
// alike and that learning twice gives the same bytes. The weights of English are
// embedded in this package; MODEL.md says from which data they were learned.
package linear

import (
	"iter"
	"maps"
	"slices"
)

// Scorer adds to s.Of[c], for each class c, the weights of the features keys.
type Scorer interface {
	Score(keys []uint32, s *Scores)
}

// Scores are the scores of the classes, with room to find them. They belong to
// one goroutine.
type Scores struct {
	Of   [256]int32
	room [3][round]uint64
	near uint64 // nothing: what was only looked at to have it near
}

// round is how many features are asked for at once.
const round = 128

// Clear makes the scores of all classes 0.
func (s *Scores) Clear() { clear(s.Of[:]) }

// Best returns which of the first n classes has the highest score, the first of
// equals.
func (s *Scores) Best(n int) int {
	best := 0
	for c, score := range s.Of[:n] {
		if score > s.Of[best] {
			best = c
		}
	}
	return best
}

// Lead returns by how much the best of the first n classes leads the next.
func (s *Scores) Lead(n int) int32 {
	best, next := int32(-1<<31), int32(-1<<31)
	for _, score := range s.Of[:n] {
		if score > best {
			best, next = score, best
		} else if score > next {
			next = score
		}
	}
	return best - next
}

// Model is a set of weights as it was learned: features in ascending order, with
// a row of cells for each, class<<16|weight. A model of several classes also has
// places for its features, of which Wide and Narrow are made.
type Model struct {
	Classes []string // what the classes are called
	keys    []uint32
	ends    []uint32 // of the rows in cells
	cells   []uint32
	places  places
}

// modelOf returns the model of keys in ascending order, with their rows.
func modelOf(classes []string, keys []uint32, rows [][]uint32) *Model {
	m := &Model{Classes: classes, keys: keys}
	for _, row := range rows {
		m.cells = append(m.cells, row...)
		m.ends = append(m.ends, uint32(len(m.cells)))
	}
	if len(classes) > 1 && !m.places.find(keys) {
		panic("linear: features that are no hashes")
	}
	return m
}

// Features counts the features that have weights.
func (m *Model) Features() int { return len(m.keys) }

// rows are the features with their cells, in order.
func (m *Model) rows() iter.Seq2[uint32, []uint32] {
	return func(yield func(uint32, []uint32) bool) {
		first := uint32(0)
		for i, key := range m.keys {
			if !yield(key, m.cells[first:m.ends[i]]) {
				return
			}
			first = m.ends[i]
		}
	}
}

// row returns the cells of the feature that is i-th in order.
func (m *Model) row(i int) []uint32 {
	if i == 0 {
		return m.cells[:m.ends[0]]
	}
	return m.cells[m.ends[i-1]:m.ends[i]]
}

// Table returns a model that keeps one number for each key, to be read with Each.
func Table(values map[uint32]int16) *Model {
	keys := slices.Sorted(maps.Keys(values))
	rows := make([][]uint32, len(keys))
	for i, key := range keys {
		rows[i] = []uint32{uint32(uint16(values[key]))}
	}
	return modelOf([]string{"value"}, keys, rows)
}

// Each calls f with each key and the weight of its first class, in order.
func (m *Model) Each(f func(key uint32, weight int16)) {
	for key, row := range m.rows() {
		f(key, int16(row[0]))
	}
}

// Hash returns a hash of s that is the same everywhere (FNV-1a).
func Hash(s string) uint32 {
	h := uint32(2166136261)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return h
}

// Key returns the feature of a template and three values of it.
func Key(template, a, b, c uint32) uint32 {
	h := (uint64(template)<<32 | uint64(a)) * 0x9e3779b97f4a7c15
	h = (h ^ h>>29 ^ uint64(b)) * 0xbf58476d1ce4e5b9
	h = (h ^ h>>32 ^ uint64(c)) * 0x94d049bb133111eb
	return uint32(h >> 32)
}
