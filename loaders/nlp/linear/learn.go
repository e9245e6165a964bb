package linear

import (
	"math/bits"
	"slices"
)

// Learner is an averaged perceptron that is being taught. Its weights are sparse:
// a feature has cells only for the classes that some update touched.
//
// The average of a weight over all steps is kept the lazy way: beside the weight
// w stands the sum u of each change times the step at which it was made; after n
// steps the average is (n·w - u) / n.
type Learner struct {
	step  int64
	count int
	there []uint64 // bit key>>sieve is set when such a key has cells
	sieve uint
	slots []slot
	rows  [][]cell
}

type slot struct {
	key uint32
	row int32 // index in rows + 1, 0 for an empty slot
}

type cell struct {
	class int32
	now   int32
	past  int64
}

// NewLearner returns a learner that knows nothing.
func NewLearner() *Learner {
	l := &Learner{}
	l.resize(1 << 16)
	return l
}

// Score adds the weights of the features to the scores. It first asks bits whether a
// feature is there at all, and asks memory for many features before it looks at the
// first.
func (l *Learner) Score(keys []uint32, s *Scores) {
	for len(keys) > round {
		l.round(keys[:round], s)
		keys = keys[round:]
	}
	l.round(keys, s)
}

func (l *Learner) round(keys []uint32, s *Scores) {
	var maybe [round + 1]uint32
	n := 0
	for _, key := range keys {
		maybe[n] = key
		bit := key >> l.sieve
		n += int(l.there[bit>>6] >> (bit & 63) & 1)
	}
	var slots [round]slot
	mask := uint32(len(l.slots) - 1)
	for i, key := range maybe[:n] {
		slots[i] = l.slots[(key*2654435761)&mask]
	}
	var rows [round][]cell
	found := 0
	for i, key := range maybe[:n] {
		slot := slots[i]
		if slot.key != key || slot.row == 0 {
			slot = l.slots[l.find(key)]
		}
		if slot.row > 0 {
			rows[found] = l.rows[slot.row-1]
			found++
		}
	}
	for _, row := range rows[:found] {
		for i := range row {
			s.Of[row[i].class] += row[i].now
		}
	}
}

// Step counts one decision; averages are over steps.
func (l *Learner) Step() { l.step++ }

// Update adds delta to the weights that the features have for the class.
func (l *Learner) Update(keys []uint32, class int, delta int32) {
	for _, key := range keys {
		c := l.cell(key, int32(class))
		c.now += delta
		c.past += int64(delta) * l.step
	}
}

func (l *Learner) cell(key uint32, class int32) *cell {
	at := l.find(key)
	if l.slots[at].row == 0 {
		if l.count*2 > len(l.slots) {
			l.grow()
			at = l.find(key)
		}
		l.rows = append(l.rows, nil)
		l.count++
		l.slots[at] = slot{key, int32(len(l.rows))}
		l.mark(key)
	}
	row := &l.rows[l.slots[at].row-1]
	for i := range *row {
		if (*row)[i].class == class {
			return &(*row)[i]
		}
	}
	*row = append(*row, cell{class: class})
	return &(*row)[len(*row)-1]
}

func (l *Learner) find(key uint32) uint32 {
	mask := uint32(len(l.slots) - 1)
	for at := (key * 2654435761) & mask; ; at = (at + 1) & mask {
		if l.slots[at].row == 0 || l.slots[at].key == key {
			return at
		}
	}
}

func (l *Learner) grow() {
	old := l.slots
	l.resize(2 * len(old))
	for _, s := range old {
		if s.row > 0 {
			l.slots[l.find(s.key)] = s
			l.mark(s.key)
		}
	}
}

func (l *Learner) resize(size int) {
	l.slots = make([]slot, size)
	l.sieve = 32 - uint(min(bits.Len(uint(size))+1, 32))
	l.there = make([]uint64, 1<<(32-l.sieve)/64)
}

func (l *Learner) mark(key uint32) {
	bit := key >> l.sieve
	l.there[bit>>6] |= 1 << (bit & 63)
}

// Scale is what a weight of one update in every step becomes in a Model.
const Scale = 32

// Model returns the averaged weights, Scale times; those smaller than least in
// absolute value are left out.
func (l *Learner) Model(classes []string, least int) *Model {
	var keys []uint32
	rowOf := map[uint32][]uint32{}
	for _, s := range l.slots {
		if s.row == 0 {
			continue
		}
		if row := l.average(l.rows[s.row-1], least); len(row) > 0 {
			keys = append(keys, s.key)
			rowOf[s.key] = row
		}
	}
	slices.Sort(keys)
	rows := make([][]uint32, len(keys))
	for i, key := range keys {
		rows[i] = rowOf[key]
	}
	return modelOf(classes, keys, rows)
}

func (l *Learner) average(cells []cell, least int) []uint32 {
	var row []uint32
	for _, c := range cells {
		sum := (l.step*int64(c.now) - c.past) * Scale
		half := l.step / 2
		if sum < 0 {
			half = -half
		}
		w := min(max((sum+half)/max(l.step, 1), -32767), 32767)
		if w >= int64(least) || -w >= int64(least) {
			row = append(row, uint32(c.class)<<16|uint32(uint16(int16(w))))
		}
	}
	slices.Sort(row)
	return row
}

// Mean returns the model whose weights are the means of those of the models, which
// have the same classes; those smaller than least in absolute value are left out.
func Mean(models []*Model, least int) *Model {
	classes := models[0].Classes
	var keys []uint32
	var rows [][]uint32
	places := make([]int, len(models)) // in the keys of each model
	sums := make([]int32, len(classes))
	for {
		key, more := nextKey(models, places)
		if !more {
			return modelOf(classes, keys, rows)
		}
		clear(sums)
		for i, m := range models {
			if places[i] < len(m.keys) && m.keys[places[i]] == key {
				for _, cell := range m.row(places[i]) {
					sums[cell>>16] += int32(int16(cell))
				}
				places[i]++
			}
		}
		var row []uint32
		for class, sum := range sums {
			if w := sum / int32(len(models)); w >= int32(least) && w != 0 || -w >= int32(least) && w != 0 {
				row = append(row, uint32(class)<<16|uint32(uint16(int16(w))))
			}
		}
		if len(row) > 0 {
			keys, rows = append(keys, key), append(rows, row)
		}
	}
}

// nextKey returns the least key that the models have at their places.
func nextKey(models []*Model, places []int) (key uint32, more bool) {
	key = 1<<32 - 1
	for i, m := range models {
		if places[i] < len(m.keys) {
			key, more = min(key, m.keys[places[i]]), true
		}
	}
	return key, more
}
