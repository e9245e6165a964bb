package linear

// Places give each of a set of keys a place of its own (Fox, Chen and Heath 1992,
// "A faster algorithm for constructing minimal perfect hash functions"): a key
// falls into a bucket, and the bucket's seed sends it and the few keys beside it
// to places that no others have.
//
//	key ──high bits──▶ seeds[bucket] ──key, seed──▶ place
//
// So a search is two accesses to memory and not a single branch, and the table is
// nearly full. What costs time in reading is waiting for memory and guessing
// branches wrong: a search that may have to look at the next place guesses wrong
// once in three times.
//
// The seeds are found when a model is learned and stand in its file.
type places struct {
	seeds []uint8
	size  uint64 // of the table, a fifth more than there are keys
}

// bucketKeys is how many keys fall into a bucket, on the average.
const bucketKeys = 3

// of returns the place of a key.
func (p *places) of(key uint32) uint64 {
	return place(key, p.seeds[p.bucket(key)], p.size)
}

func (p *places) bucket(key uint32) uint64 { return uint64(key) * uint64(len(p.seeds)) >> 32 }

func place(key uint32, seed uint8, size uint64) uint64 {
	return (uint64(key^uint32(seed)) * 0x9e3779b97f4a7c15 >> 32) * size >> 32
}

// find finds places for keys in ascending order; false when it cannot, which
// happens to keys that are no hashes.
func (p *places) find(keys []uint32) bool {
	p.seeds = make([]uint8, len(keys)/bucketKeys+1)
	for room := 12; room < 60; room++ {
		p.size = uint64(len(keys)*room/10 + 1)
		if p.seed(keys) {
			return true
		}
	}
	return false
}

// seed finds the seeds for a table of p.size: first those of the fullest buckets.
func (p *places) seed(keys []uint32) bool {
	taken := make(bitmap, p.size/64+1)
	var buckets [64][][]uint32 // by how many keys they have
	for len(keys) > 0 {
		n := 1
		for n < len(keys) && p.bucket(keys[n]) == p.bucket(keys[0]) {
			n++
		}
		if n >= len(buckets) {
			return false
		}
		buckets[n] = append(buckets[n], keys[:n])
		keys = keys[n:]
	}
	for n := len(buckets) - 1; n > 0; n-- {
		for _, bucket := range buckets[n] {
			seed, found := p.fit(bucket, taken)
			if !found {
				return false
			}
			p.seeds[p.bucket(bucket[0])] = seed
		}
	}
	return true
}

// fit returns the first seed by which all keys of a bucket get places that are
// free, and takes them.
func (p *places) fit(bucket []uint32, taken bitmap) (seed uint8, found bool) {
	for seed := range 256 {
		n := 0
		for n < len(bucket) && taken.set(place(bucket[n], uint8(seed), p.size)) {
			n++
		}
		if n == len(bucket) {
			return uint8(seed), true
		}
		for _, key := range bucket[:n] {
			taken.clear(place(key, uint8(seed), p.size))
		}
	}
	return 0, false
}

// fits says whether all keys have places of their own.
func (p *places) fits(keys []uint32) bool {
	taken := make(bitmap, p.size/64+1)
	for _, key := range keys {
		if !taken.set(p.of(key)) {
			return false
		}
	}
	return true
}

type bitmap []uint64

// set sets a bit; false when it was set.
func (b bitmap) set(i uint64) bool {
	was := b[i>>6]
	b[i>>6] = was | 1<<(i&63)
	return was>>(i&63)&1 == 0
}

func (b bitmap) clear(i uint64) { b[i>>6] &^= 1 << (i & 63) }

// table keeps a word for each key: the low bits of the key, as many as its owner
// leaves, then what that puts there. A key that is not there is taken for one that is
// when all these bits are alike: once in millions of times, and always for the same.
type table struct {
	places
	slots []uint64
}

// gather fills got with the words at the places of the keys, of which there are
// no more than round. The loads do not wait for one another.
func (t *table) gather(keys []uint32, got []uint64) {
	got = got[:len(keys)]
	seeds, slots, size := t.seeds, t.slots, t.size
	for i, key := range keys {
		got[i] = place(key, seeds[uint64(key)*uint64(len(seeds))>>32], size)
	}
	for i, at := range got {
		got[i] = slots[at]
	}
}

// checked returns the word if it is the key's, whose low bits stand above bit below,
// else 0.
func checked(word uint64, key uint32, below int) uint64 {
	differs := (word ^ uint64(key)<<below) >> below
	return word & uint64(int64(differs-1)>>63)
}
