package linear

// Wide is a model of up to 253 classes to decide with. Most features have weights
// for one class or two, which stand in the word itself:
//
//	key (24 bits) | weight2 (12) | weight1 (12) | class2 (8) | class1 (8)
//
// Where there are more, or larger ones, class1 says so and the word has the place of
// the row: few are in a list, many are dense, four classes in a word, so that they are
// added at once:
//
//	key (24 bits) | place of the row (24) | 255 | manyCells or fewCells
//	few:   how many    class<<16 | weight    class<<16 | weight ...
//	many:  weight3 | weight2 | weight1 | weight0    weight7 ...
type Wide struct {
	table
	few    []uint32
	many   []uint64
	words  int // of a dense row
	stride int // words from one dense row to the next: whole lines of the processor's cache
	flush  int // how many dense rows can be added before a sum could be too large
}

const (
	manyCells  = 254
	fewCells   = 255
	mostWide   = 253
	wideKey    = 40
	wideBits   = 12
	wideLimit  = 1<<(wideBits-1) - 1
	mostWeight = 1<<15 - 1
	lineWords  = 8 // of a line of the cache
)

// Wide returns the layout for 2 to 253 classes; nil for others.
func (m *Model) Wide() *Wide {
	if len(m.Classes) < 2 || len(m.Classes) > mostWide {
		return nil
	}
	w := &Wide{table: m.table(), words: (len(m.Classes) + 3) / 4}
	if w.stride = w.words; w.words > lineWords/2 {
		w.stride = (w.words + lineWords - 1) &^ (lineWords - 1)
	}
	w.reserve(m)
	largest := 1
	for key, row := range m.rows() {
		w.slots[w.of(key)] = uint64(key)<<wideKey | w.put(row)
		for _, cell := range row {
			largest = max(largest, int(int16(cell)), -int(int16(cell)))
		}
	}
	w.flush = mostWeight / largest
	huge(w.slots)
	huge(w.few)
	huge(w.many)
	return w
}

// reserve makes room for the rows that no word holds.
func (w *Wide) reserve(m *Model) {
	few, many := 0, 0
	for _, row := range m.rows() {
		switch w.kind(row) {
		case fewCells:
			few += 1 + len(row)
		case manyCells:
			many += w.stride
		}
	}
	w.few, w.many = zeros[uint32](few)[:0], zeros[uint64](many)[:0]
}

// kind says how a row is kept: 0 for in its word.
func (w *Wide) kind(row []uint32) int {
	switch {
	case len(row) <= 2 && fits(row):
		return 0
	case len(row) < max(w.words/2, 3):
		return fewCells
	}
	return manyCells
}

// put returns what the word of a feature says of its row.
func (w *Wide) put(row []uint32) uint64 {
	switch w.kind(row) {
	case fewCells:
		first := len(w.few)
		w.few = append(append(w.few, uint32(len(row))), row...)
		return uint64(first)<<16 | 255<<8 | fewCells
	case manyCells:
		first := len(w.many)
		w.many = w.many[:first+w.stride]
		for _, cell := range row {
			// Four weights are added as one number: a negative one borrows from the next.
			w.many[first+int(cell>>18)] += uint64(int64(int16(cell))) << (16 * (cell >> 16 & 3))
		}
		return uint64(first/w.stride)<<16 | 255<<8 | manyCells
	}
	word := uint64(0)
	for i, cell := range row {
		word |= uint64(cell>>16)<<(8*i) | uint64(int16(cell))&(1<<wideBits-1)<<(16+wideBits*i)
	}
	return word
}

// fits says that the weights of a row are small enough for a word.
func fits(row []uint32) bool {
	for _, cell := range row {
		if weight := int16(cell); weight > wideLimit || weight < -wideLimit {
			return false
		}
	}
	return true
}

// Score adds the weights of the features to the scores.
func (w *Wide) Score(keys []uint32, s *Scores) {
	for len(keys) > 0 {
		now := keys[:min(len(keys), round)]
		keys = keys[len(now):]
		w.round(now, s)
	}
}

func (w *Wide) round(keys []uint32, s *Scores) {
	got, few, many := s.room[0][:len(keys)], &s.room[1], &s.room[2]
	w.gather(keys, got)
	a, b := 0, 0
	for i, key := range keys {
		word := checked(got[i], key, wideKey)
		class := word & 0xff
		s.Of[class] += int32(int64(word) << (64 - wideBits - 16) >> (64 - wideBits))
		s.Of[word>>8&0xff] += int32(int64(word) << (64 - 2*wideBits - 16) >> (64 - wideBits))
		few[a&(round-1)], many[b&(round-1)] = word, word
		isFew := int((class + 1) >> 8)
		a += isFew
		b += int((class+2)>>8) - isFew
	}
	s.near += w.touch(few[:a], many[:b])
	for _, word := range few[:a] {
		row := w.few[word>>16&0xffffff:]
		for _, cell := range row[1 : 1+row[0]] {
			s.Of[uint8(cell>>16)] += int32(int16(cell))
		}
	}
	if b > 0 {
		w.dense(many[:b], s)
	}
}

// touch looks at each row, so that all of them come from memory at once: where the
// rows are added, their lengths are guessed wrong too often to run ahead.
func (w *Wide) touch(few, many []uint64) (sum uint64) {
	for _, word := range few {
		sum += uint64(w.few[word>>16&0xffffff])
	}
	for _, word := range many {
		at := int(word>>16&0xffffff) * w.stride
		sum += w.many[at] + w.many[at+w.words-1]
	}
	return sum
}

// dense adds dense rows.
func (w *Wide) dense(rows []uint64, s *Scores) {
	var sums [64]uint64
	n := 0
	for _, word := range rows {
		row := w.many[int(word>>16&0xffffff)*w.stride:][:w.words]
		for i, weights := range row {
			sums[i&63] += weights
		}
		if n++; n == w.flush {
			s.unpack(&sums, w.words)
			n = 0
		}
	}
	s.unpack(&sums, w.words)
}

// unpack adds sums of four classes a word to the scores, and clears them.
func (s *Scores) unpack(sums *[64]uint64, words int) {
	for i := range sums[:words] {
		of := s.Of[4*i : 4*i+4]
		sum := sums[i]
		for c := range of {
			weight := int16(sum)
			of[c] += int32(weight)
			sum = uint64((int64(sum) - int64(weight)) >> 16)
		}
		sums[i] = 0
	}
}
