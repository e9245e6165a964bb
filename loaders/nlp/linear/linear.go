// Package linear holds the linear models under all of nlp: a decision is a set
// of features, each a 32-bit key; a class's score is the sum of the weights that
// the features have for it. Models are learned by averaged perceptrons (Learner),
// kept as compressed bytes (Model.Bytes, Read), and used as flat tables (Model).
//
// Weights and scores are integers everywhere, so that every machine decides
// alike and that learning twice gives the same bytes. The weights of English are
// embedded in this package; MODEL.md says from which data they were learned.
package linear

import "math/bits"

// Scorer adds to scores[c], for each class c, the weights of the features keys.
type Scorer interface {
	Score(keys []uint32, scores []int32)
}

// Model is a set of weights to decide with. It is safe for concurrent use.
//
// The rows of all features lie in one slice, one after the other: a count, then
// that many cells. The features are found by an open hash table which is kept in
// order of its keys, the high bits of a key being its place:
//
//	slots:  key<<32 | row+1   0   key<<32 | row+1   key<<32 | row+1   0 ...
//	rows:   n  class<<16|weight  class<<16|weight  n  class<<16|weight ...
//
// so that filling it runs through memory once, and a search stops at the first
// key that is not smaller.
type Model struct {
	Classes []string // what the classes are called
	shift   uint
	slots   []uint64
	rows    []uint32
}

// Score adds the weights of the features to the scores, one for each class.
func (m *Model) Score(keys []uint32, scores []int32) {
	for _, key := range keys {
		row := m.row(key)
		for _, cell := range row {
			scores[cell>>16] += int32(int16(cell))
		}
	}
}

// Has says whether any class has a weight for the feature.
func (m *Model) Has(key uint32) bool { return len(m.row(key)) > 0 }

// Features counts the features that have weights.
func (m *Model) Features() int {
	n := 0
	for _, slot := range m.slots {
		if slot != 0 {
			n++
		}
	}
	return n
}

func (m *Model) row(key uint32) []uint32 {
	for i := key >> m.shift; ; i++ {
		slot := m.slots[i]
		if uint32(slot>>32) < key && slot != 0 {
			continue
		}
		if uint32(slot>>32) != key || slot == 0 {
			return nil
		}
		at := uint32(slot) - 1
		return m.rows[at+1 : at+1+m.rows[at]]
	}
}

// fill lays out the table for keys in ascending order, with their rows.
func (m *Model) fill(keys []uint32, rows [][]uint32) {
	width := uint(bits.Len(uint(len(keys)*3/2 + 1)))
	m.shift = 32 - width
	m.slots = make([]uint64, 1<<width, 1<<width+1024)
	cells := len(keys)
	for _, row := range rows {
		cells += len(row)
	}
	m.rows = make([]uint32, 0, cells)
	next := 0
	for i, key := range keys {
		next = max(next, int(key>>m.shift))
		for next >= len(m.slots) {
			m.slots = append(m.slots, 0)
		}
		m.slots[next] = uint64(key)<<32 | uint64(len(m.rows)+1)
		m.rows = append(append(m.rows, uint32(len(rows[i]))), rows[i]...)
		next++
	}
	m.slots = append(m.slots, 0)
}

// Best returns the class with the highest score, the first of equals.
func Best(scores []int32) int {
	best := 0
	for c, s := range scores {
		if s > scores[best] {
			best = c
		}
	}
	return best
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
