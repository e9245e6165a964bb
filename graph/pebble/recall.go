package pebble

import (
	"context"
	"time"

	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/refs"
)

// A part of a query is either gone through or asked for one node after the other, and Cayley chooses by sizes that are
// guesses. Asking costs a seek, and through several parts many; going through costs a step for each node that is there.
// So an index that is asked again and again begins to go through its part as well, for no more time than the asking
// took, and answers from memory once it has seen all of it: the cost is at most twice that of the better of the two,
// whatever was guessed. What it answers is the same; the other ways to a node and their tags are asked of the part.

const (
	recallAfter = 32      // a part asked less often is only asked
	recallSteps = 64      // read at a time
	recallMost  = 1 << 18 // nodes kept in memory; a part that has more is asked to the end
)

// recall is the index of a part.
type recall struct {
	of     iterator.Shape
	index  iterator.Index
	tagged bool // the part sets tags

	asked, read time.Duration
	calls       int
	scan        iterator.Scanner // over the part, while it is read
	all         map[node]struct{}
	whole       bool // all is the whole part
	over        bool // it is too large
	at          refs.Ref
	lazy        bool // at was found in memory: the index does not stand on it
	err         error
}

// recalled wraps the index of a part.
func recalled(of iterator.Shape, index iterator.Index) iterator.Index {
	return &recall{of: of, index: index, tagged: setsTags(of)}
}

func (r *recall) Contains(ctx context.Context, ref refs.Ref) bool {
	n, ok := ref.(node)
	if !ok || r.over || r.err != nil {
		r.lazy = false
		return r.err == nil && r.index.Contains(ctx, ref)
	}
	if r.whole {
		_, r.lazy = r.all[n]
		r.at = ref
		return r.lazy
	}
	r.lazy = false
	if r.calls++; r.calls < recallAfter {
		return r.index.Contains(ctx, ref)
	}
	start := time.Now()
	found := r.index.Contains(ctx, ref)
	asked := time.Now()
	if r.asked += asked.Sub(start); r.asked > r.read {
		r.readOn(ctx)
		r.read += time.Since(asked)
	}
	return found && r.err == nil
}

// readOn reads some more of the part.
func (r *recall) readOn(ctx context.Context) {
	if r.all == nil {
		r.scan, r.all = r.of.Iterate(), map[node]struct{}{}
	}
	for range recallSteps {
		if !r.scan.Next(ctx) {
			if r.err = r.scan.Err(); r.err == nil {
				r.err = ctx.Err()
			}
			r.whole = r.err == nil
			break
		}
		n, ok := r.scan.Result().(node)
		r.all[n] = struct{}{}
		if !ok || len(r.all) > recallMost {
			r.over, r.all = true, nil
			break
		}
	}
	if !r.whole && !r.over && r.err == nil {
		return
	}
	if err := r.scan.Close(); r.err == nil {
		r.err = err
	}
	r.scan = nil
}

// stand puts the index on the node that was found in memory.
func (r *recall) stand(ctx context.Context) bool {
	if r.lazy {
		r.lazy = false
		return r.index.Contains(ctx, r.at)
	}
	return true
}

func (r *recall) Result() refs.Ref {
	if r.lazy {
		return r.at
	}
	return r.index.Result()
}

func (r *recall) TagResults(dst map[string]refs.Ref) {
	if !r.tagged {
		return
	}
	if r.stand(context.Background()) {
		r.index.TagResults(dst)
	}
}

func (r *recall) NextPath(ctx context.Context) bool {
	return r.err == nil && r.stand(ctx) && r.index.NextPath(ctx)
}

func (r *recall) Err() error {
	if r.err != nil {
		return r.err
	}
	return r.index.Err()
}

func (r *recall) Close() error {
	err := r.index.Close()
	if r.scan != nil {
		err = firstOf(err, r.scan.Close())
	}
	r.all = nil
	return err
}

func (r *recall) String() string { return r.index.String() }

// setsTags tells whether a part may set tags.
func setsTags(it iterator.Shape) bool {
	switch it := it.(type) {
	case *matches:
		if len(it.saves) > 0 {
			return true
		}
	case *guessed:
		return setsTags(it.Shape)
	case *setIterator, *nodes, *iterator.Null, *iterator.Fixed:
		return false
	case *iterator.And, *iterator.Or, *iterator.Unique, *iterator.Not, *iterator.Materialize:
	default:
		return true
	}
	for _, sub := range it.SubIterators() {
		if setsTags(sub) {
			return true
		}
	}
	return false
}
