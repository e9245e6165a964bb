package linear

// Narrow is a model of two or three classes to decide with: a word of its table
// holds the weights themselves.
//
//	key (22 bits) | weight2 (14) | weight1 (14) | weight0 (14)
type Narrow struct{ table }

const (
	narrowKey   = 42
	narrowBits  = 14
	narrowLimit = 1<<(narrowBits-1) - 1 // larger weights are cut; there are none
)

// Narrow returns the layout for two or three classes; nil for others.
func (m *Model) Narrow() *Narrow {
	if len(m.Classes) < 2 || len(m.Classes) > 3 {
		return nil
	}
	n := &Narrow{m.table()}
	for key, row := range m.rows() {
		word := uint64(key) << narrowKey
		for _, cell := range row {
			weight := min(max(int(int16(cell)), -narrowLimit), narrowLimit)
			word |= uint64(weight) & (1<<narrowBits - 1) << (narrowBits * (cell >> 16))
		}
		n.slots[n.of(key)] = word
	}
	huge(n.slots)
	return n
}

// table returns an empty table for the model's features.
func (m *Model) table() table {
	return table{places: m.places, slots: zeros[uint64](int(m.places.size))}
}

// Score adds the weights of the features to the scores.
func (n *Narrow) Score(keys []uint32, s *Scores) {
	for len(keys) > 0 {
		now := keys[:min(len(keys), round)]
		keys = keys[len(now):]
		n.gather(now, s.room[0][:])
		for c, sum := range sum3(now, s.room[0][:]) {
			s.Of[c] += sum
		}
	}
}

// Sums sets sums[i] to the sums of the weights of the keys behind ends[i-1] and
// before ends[i]. All keys are asked for at once; room is for as many words.
func (n *Narrow) Sums(keys []uint32, ends []int32, sums [][3]int32, room []uint64) {
	n.gather(keys, room)
	first := int32(0)
	for i, end := range ends {
		sums[i] = sum3(keys[first:end], room[first:end])
		first = end
	}
}

func sum3(keys []uint32, words []uint64) [3]int32 {
	words = words[:len(keys)]
	var a, b, c int32
	for i, key := range keys {
		word := int64(checked(words[i], key, narrowKey))
		a += int32(word << (64 - narrowBits) >> (64 - narrowBits))
		b += int32(word << (64 - 2*narrowBits) >> (64 - narrowBits))
		c += int32(word << (64 - 3*narrowBits) >> (64 - narrowBits))
	}
	return [3]int32{a, b, c}
}
