// Package linear holds the linear models under all of nlp: a decision is a set
// of features, each a 32-bit key; a class's score is the sum of the weights that
// the features have for it. Models are learned by averaged perceptrons (Learner),
// kept as compressed bytes (Model.Bytes, Read), and used as flat tables (Model).
//
// Weights and scores are integers everywhere, so that every machine decides
// alike and that learning twice gives the same bytes. The weights of English are
// embedded in this package; MODEL.md says from which data they were learned.
package linear

import (
	"maps"
	"math/bits"
	"slices"
)

// Scorer adds to scores[c], for each class c, the weights of the features keys.
type Scorer interface {
	Score(keys []uint32, scores []int32)
}

// Model is a set of weights to decide with. It is safe for concurrent use.
//
// The cells of all features lie in one slice. The features are found by an open
// hash table which is kept in order of its keys, the high bits of a key being its
// place, so that filling it runs through memory once, and a search stops at the
// first key that is not smaller:
//
//	slots:  key<<32 | first<<8 | n    0    key<<32 | first<<8 | n    0 ...
//	cells:  class<<16|weight  class<<16|weight ...
//
// A feature with a single cell, as most are, keeps it in its slot, in the place
// of first, with alone in the place of n.
//
// Most features that are asked for have no weights, and the table is larger than
// the processor's caches. What costs time is waiting for memory, so Score asks in
// rounds, each of loads that do not wait for one another: bits that say of eight
// times as many places as there are features whether one is there, then the
// slots of those that may be, then their cells.
type Model struct {
	Classes []string // what the classes are called
	shift   uint
	there   []uint64 // bit key>>sieve is set when such a key has weights
	sieve   uint
	slots   []uint64
	cells   []uint32
}

// alone marks a slot that holds its only cell.
const alone = 0xff

// round is how many features are asked for at once.
const round = 128

// Score adds the weights of the features to the scores, one for each class.
func (m *Model) Score(keys []uint32, scores []int32) {
	for len(keys) > round {
		m.round(keys[:round], scores)
		keys = keys[round:]
	}
	m.round(keys, scores)
}

func (m *Model) round(keys []uint32, scores []int32) {
	var maybe [round + 1]uint32
	n := 0
	for _, key := range keys {
		maybe[n] = key
		bit := key >> m.sieve
		n += int(m.there[bit>>6] >> (bit & 63) & 1)
	}
	var slots [round]uint64
	for i, key := range maybe[:n] {
		slots[i] = m.slots[key>>m.shift]
	}
	for i, key := range maybe[:n] {
		slot := slots[i]
		if uint32(slot>>32) != key {
			if slot = m.slot(key); slot == 0 {
				continue
			}
		}
		first := uint32(slot) >> 8
		if slot&0xff == alone {
			scores[first>>16] += int32(int16(first))
			continue
		}
		for _, cell := range m.cells[first : first+uint32(slot)&0xff] {
			scores[cell>>16] += int32(int16(cell))
		}
	}
}

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

// slot returns the slot of a key, 0 when it has no weights.
func (m *Model) slot(key uint32) uint64 {
	for _, slot := range m.slots[key>>m.shift:] {
		if uint32(slot>>32) >= key || slot == 0 {
			if uint32(slot>>32) == key {
				return slot
			}
			return 0
		}
	}
	return 0
}

func (m *Model) row(slot uint64) []uint32 {
	first := uint32(slot) >> 8
	if slot&0xff == alone {
		return []uint32{first}
	}
	return m.cells[first : first+uint32(slot)&0xff]
}

// reserve makes room for features with that many cells in all.
func (m *Model) reserve(features, cells int) {
	width := uint(bits.Len(uint(features*3/2 + 1)))
	m.shift, m.sieve = 32-width, 32-min(width+3, 32)
	m.there = make([]uint64, max(1<<(32-m.sieve)/64, 1))
	m.slots = make([]uint64, 1<<width, 1<<width+1024)
	m.cells = make([]uint32, 0, cells)
	huge(m.there)
	huge(m.slots)
	huge(m.cells)
}

// put adds a feature whose n cells are the last of m.cells; the keys come in
// ascending order. It returns the least place of the next feature.
func (m *Model) put(key uint32, n, place int) int {
	place = max(place, int(key>>m.shift))
	for place >= len(m.slots) {
		m.slots = append(m.slots, 0)
	}
	m.there[key>>m.sieve>>6] |= 1 << (key >> m.sieve & 63)
	first := len(m.cells) - n
	m.slots[place] = uint64(key)<<32 | uint64(first<<8|n)
	if n == 1 {
		m.slots[place] = uint64(key)<<32 | uint64(m.cells[first])<<8 | alone
		m.cells = m.cells[:first]
	}
	return place + 1
}

// fill lays out the table for keys in ascending order, with their rows of at
// most 254 cells, 1<<24 in all.
func (m *Model) fill(keys []uint32, rows [][]uint32) {
	size := 0
	for _, row := range rows {
		size += len(row)
	}
	m.reserve(len(keys), size)
	place := 0
	for i, key := range keys {
		m.cells = append(m.cells, rows[i]...)
		place = m.put(key, len(rows[i]), place)
	}
}

// Table returns a model that keeps one number for each key, to be read with Each.
func Table(values map[uint32]int16) *Model {
	keys := slices.Sorted(maps.Keys(values))
	rows := make([][]uint32, len(keys))
	for i, key := range keys {
		rows[i] = []uint32{uint32(uint16(values[key]))}
	}
	m := &Model{Classes: []string{"value"}}
	m.fill(keys, rows)
	return m
}

// Each calls f with each key and the weight of its first class, in order.
func (m *Model) Each(f func(key uint32, weight int16)) {
	for _, slot := range m.slots {
		if slot != 0 {
			f(uint32(slot>>32), int16(m.row(slot)[0]))
		}
	}
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
