package loaders

// ahead are the articles that are being read, in their order. Readers run ahead of the
// one who writes, so that they have work while a group is resolved and stored; how far
// is bounded by a number of articles and, as one article may be as long as a thousand,
// by the length of their texts.
type ahead struct {
	workers chan struct{} // a place for each article that may be read at a time
	most    int
	slots   []slot
	bytes   int // of the texts of slots
}

type slot struct {
	read  <-chan read
	bytes int
}

// aheadBytes bounds the texts of the articles that wait, apart from one for each worker.
const aheadBytes = 2 << 20

func newAhead(workers, most int) *ahead {
	return &ahead{workers: make(chan struct{}, workers), most: workers + most}
}

func (a *ahead) put(r <-chan read, bytes int) {
	a.slots = append(a.slots, slot{r, bytes})
	a.bytes += bytes
}

// full reports whether the first has to be taken before another one may come.
func (a *ahead) full() bool {
	return len(a.slots) > a.most || len(a.slots) > cap(a.workers) && a.bytes > aheadBytes
}

func (a *ahead) any() bool { return len(a.slots) > 0 }

// next waits for the first and takes it.
func (a *ahead) next() read {
	first := a.slots[0]
	a.slots = a.slots[1:]
	a.bytes -= first.bytes
	return <-first.read
}
