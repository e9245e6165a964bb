package loaders

import (
	"context"
	"fmt"
	"iter"
	"runtime"
	"slices"
	"sync"

	"entente/loaders/article"
	"entente/loaders/extract"
	"entente/loaders/resolve"
)

// Readings reads articles on all processors and gives what they say in their order; a
// bad article gives its error.
func Readings(ctx context.Context, r Reader, articles iter.Seq2[article.Found, error]) iter.Seq2[extract.Reading, error] {
	return func(yield func(extract.Reading, error) bool) {
		ahead := newAhead(ctx, r, runtime.GOMAXPROCS(0), false)
		defer ahead.close()
		next := func() bool {
			one := ahead.next()
			return yield(one.reading, one.err)
		}
		for found, err := range articles {
			if err != nil {
				ahead.settled(read{err: err})
			} else {
				ahead.put(read{name: found.Name}, found)
			}
			for ahead.full() || ahead.ready() {
				if !next() {
					return
				}
			}
		}
		for ahead.any() && next() {
		}
	}
}

// ahead are the articles that are being read, in their order. Readers run ahead of the
// one who writes, so that they have work while a group is resolved and stored; how far
// is bounded by a number of articles and, as one article may be as long as a thousand,
// by the length of their texts.
type ahead struct {
	reader   Reader
	workers  int
	prepares bool // what is read is to be resolved

	mu      sync.Mutex
	come    sync.Cond // a worker may go on, or has to end
	waiting []*slot   // that no worker has taken
	working int       // workers that read
	stock   int       // bytes of texts that were read and not yet taken out
	ended   bool

	slots []*slot // all that were not taken out; only the one who writes has them
	bytes int     // of their texts
}

// slot is an article on its way through a reader.
type slot struct {
	read
	found article.Found
	done  chan struct{} // closed when read is whole
}

const (
	// aheadArticles and aheadBytes bound what waits, apart from one article for each worker.
	aheadArticles = 512
	aheadBytes    = 2 << 20
	// bunchBytes is how long the texts are that a worker reads together: longer ones would
	// be read no faster (nlp.Reader.ReadAll).
	bunchBytes = 96 << 10
)

// newAhead starts the workers; they end when close is called. They prepare what they
// read for who resolves it, where somebody will.
func newAhead(ctx context.Context, r Reader, workers int, prepares bool) *ahead {
	a := &ahead{reader: r, workers: workers, prepares: prepares}
	a.come.L = &a.mu
	for range workers {
		go a.work(ctx)
	}
	return a
}

// close lets the workers go: nothing more will come.
func (a *ahead) close() {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.ended = true
	a.come.Broadcast()
}

// settled adds what need not be read.
func (a *ahead) settled(r read) {
	s := &slot{read: r, done: make(chan struct{})}
	close(s.done)
	a.slots = append(a.slots, s)
}

// put adds an article that a worker will read.
func (a *ahead) put(r read, found article.Found) {
	s := &slot{read: r, found: found, done: make(chan struct{})}
	a.slots = append(a.slots, s)
	a.bytes += len(found.Text)
	a.mu.Lock()
	defer a.mu.Unlock()
	a.waiting = append(a.waiting, s)
	a.come.Signal()
}

// full reports whether the first has to be taken before another one may come.
func (a *ahead) full() bool {
	return len(a.slots) > a.workers && (len(a.slots) > a.workers+aheadArticles || a.bytes > aheadBytes)
}

func (a *ahead) any() bool { return len(a.slots) > 0 }

// ready reports whether there is a first that was read.
func (a *ahead) ready() bool {
	if !a.any() {
		return false
	}
	select {
	case <-a.slots[0].done:
		return true
	default:
		return false
	}
}

// next waits for the first and takes it.
func (a *ahead) next() read {
	first := a.slots[0]
	a.slots[0] = nil // what was taken out is not kept
	a.slots = a.slots[1:]
	<-first.done
	size := len(first.found.Text)
	a.bytes -= size
	a.mu.Lock()
	defer a.mu.Unlock()
	a.stock -= size
	a.come.Broadcast()
	return first.read
}

// work reads bunches until there are no more.
func (a *ahead) work(ctx context.Context) {
	for bunch := a.bunch(); len(bunch) > 0; bunch = a.bunch() {
		a.read(ctx, bunch)
		a.mu.Lock()
		a.working--
		for _, s := range bunch {
			a.stock += len(s.found.Text)
		}
		a.mu.Unlock()
	}
}

// rests reports whether one more worker would only take the processor from who writes,
// who is behind: on a large graph the one writes slower than all the others read.
func (a *ahead) rests() bool {
	return a.stock > aheadBytes/2 && a.working >= max(1, a.workers-1)
}

// bunch waits for articles and takes the first of those that wait: a worker's share of
// them, so that the others have work too, and no more than are read faster together.
func (a *ahead) bunch() []*slot {
	a.mu.Lock()
	defer a.mu.Unlock()
	for (len(a.waiting) == 0 || a.rests()) && !a.ended {
		a.come.Wait()
	}
	all := 0
	for _, s := range a.waiting {
		all += len(s.found.Text)
	}
	n, size := 0, 0
	for n < len(a.waiting) && (n == 0 || size < min(bunchBytes, all/a.workers)) {
		size += len(a.waiting[n].found.Text)
		n++
	}
	bunch := slices.Clone(a.waiting[:n])
	a.waiting = slices.Delete(a.waiting, 0, n)
	a.working++
	return bunch
}

// read reads articles and hands them over; when the run ends it need not.
func (a *ahead) read(ctx context.Context, bunch []*slot) {
	articles := make([]article.Article, len(bunch))
	for i, s := range bunch {
		articles[i] = s.found.Article
	}
	outcomes := make([]Outcome, len(bunch))
	if ctx.Err() == nil {
		outcomes = a.reader.ReadAll(articles)
	}
	for i, s := range bunch {
		if s.reading, s.err = outcomes[i].Reading, outcomes[i].Err; s.err != nil {
			s.err = fmt.Errorf("%s: %w", s.found.Name, s.err)
		}
		if ctx.Err() != nil {
			s.err = ctx.Err()
		}
		if s.err == nil && a.prepares {
			if p, err := resolve.Prepare(s.reading, a.reader.Known); err == nil { // else who resolves it will say
				s.prepared = &p
			}
		}
		close(s.done)
	}
}
