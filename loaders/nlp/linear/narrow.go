package linear

// Narrow is a Model of at most three classes, laid out for speed: a slot holds
// the weights themselves, beside sixteen bits of the key, so that a feature costs
// one access to memory and not two:
//
//	slots:  check<<48 | weight2<<32 | weight1<<16 | weight0    0    ...
//
// The place of a slot tells the high bits of its key; that two features are taken
// for one happens once in some ten thousand askings, and always the same way.
type Narrow struct {
	shift uint
	there []uint64
	sieve uint
	slots []uint64
}

// Narrow returns the model in the layout for at most three classes; nil when it
// has more.
func (m *Model) Narrow() *Narrow {
	if len(m.Classes) > 3 {
		return nil
	}
	n := &Narrow{shift: m.shift, there: m.there, sieve: m.sieve, slots: make([]uint64, len(m.slots)+1)}
	huge(n.slots)
	for i, slot := range m.slots {
		if slot == 0 {
			continue
		}
		packed := slot >> 32 & 0xffff << 48
		for _, cell := range m.row(slot) {
			packed |= uint64(uint16(cell)) << (16 * (cell >> 16))
		}
		n.slots[i] = packed
	}
	return n
}

// Score adds the weights of the features to the scores, one for each class.
func (n *Narrow) Score(keys []uint32, scores []int32) {
	var sums [3]int32
	for len(keys) > round {
		n.round(keys[:round], &sums)
		keys = keys[round:]
	}
	n.round(keys, &sums)
	for c := range scores {
		scores[c] += sums[c]
	}
}

func (n *Narrow) round(keys []uint32, sums *[3]int32) {
	var maybe [round + 1]uint32
	found := 0
	for _, key := range keys {
		maybe[found] = key
		bit := key >> n.sieve
		found += int(n.there[bit>>6] >> (bit & 63) & 1)
	}
	var slots [round]uint64
	for i, key := range maybe[:found] {
		slots[i] = n.slots[key>>n.shift]
	}
	a, b, c := sums[0], sums[1], sums[2]
	for i, key := range maybe[:found] {
		slot := slots[i]
		if uint16(slot>>48) != uint16(key) {
			slot = n.next(key)
		}
		a += int32(int16(slot))
		b += int32(int16(slot >> 16))
		c += int32(int16(slot >> 32))
	}
	sums[0], sums[1], sums[2] = a, b, c
}

// next looks for a key behind its own place; 0 when it is not there.
func (n *Narrow) next(key uint32) uint64 {
	for _, slot := range n.slots[key>>n.shift:] {
		if slot == 0 || uint16(slot>>48) == uint16(key) {
			return slot
		}
	}
	return 0
}
