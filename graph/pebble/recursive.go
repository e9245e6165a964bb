package pebble

import (
	"context"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/refs"
	"github.com/cayleygraph/cayley/query/path"
	"github.com/cayleygraph/cayley/query/shape"
	"github.com/cayleygraph/quad"
)

// FollowRecursive follows via again and again from the nodes of a path, and gives each node once, when it is first
// reached: path.Path's method of that name, but each step is optimized, so that it reads the edges it follows and not
// all edges of a node, and it reports errors. It works on any store. maxDepth counts steps: 0 means 50, -1 no end.
// The depth tags receive the number of steps as quad.Int. The labels of edges come from a LabelContextWithTags in via.
func FollowRecursive(from, via *path.Path, maxDepth int, depthTags ...string) *path.Path {
	if maxDepth == 0 {
		maxDepth = iterator.DefaultMaxRecursiveSteps
	}
	return from.Filters(recursion{via: via, maxDepth: maxDepth, depthTags: depthTags})
}

// recursion is the step of a path that FollowRecursive adds. To Cayley it is a filter, the only kind of step that may
// come from outside.
type recursion struct {
	via       *path.Path
	maxDepth  int
	depthTags []string
}

// BuildIterator builds the walk on top of the nodes to start from.
func (r recursion) BuildIterator(qs graph.QuadStore, from iterator.Shape) iterator.Shape {
	return &recursive{recursion: r, qs: qs, from: from}
}

// stepFrom is the iterator of one step from a set of nodes; each result carries the node it came from under fromTag.
func (r *recursive) stepFrom(ctx context.Context, frontier []refs.Ref) iterator.Shape {
	seed := shape.Save{From: shape.Fixed(frontier), Tags: []string{fromTag}}
	it, _ := shape.BuildIterator(ctx, r.qs, r.via.ShapeFrom(seed)).Optimize(ctx)
	return it
}

const fromTag = "\x00from"

type recursive struct {
	recursion
	qs   graph.QuadStore
	from iterator.Shape
}

func (r *recursive) String() string                 { return "pebble.recursive" }
func (r *recursive) SubIterators() []iterator.Shape { return []iterator.Shape{r.from} }
func (r *recursive) Iterate() iterator.Scanner      { return r.walker() }
func (r *recursive) Lookup() iterator.Index         { return r.walker() }

func (r *recursive) walker() *walker {
	return &walker{r: r, from: r.from.Iterate(), seen: map[any]*reached{}, starts: map[any][]tags{}}
}

func (r *recursive) Optimize(ctx context.Context) (iterator.Shape, bool) {
	r.from, _ = r.from.Optimize(ctx)
	return r, false
}

// Stats guesses: a few steps of a few edges.
func (r *recursive) Stats(ctx context.Context) (iterator.Costs, error) {
	c, err := r.from.Stats(ctx)
	c.Size.Value, c.Size.Exact = 20*c.Size.Value+1, false
	c.NextCost += 5
	c.ContainsCost = c.NextCost * c.Size.Value
	return c, err
}

type tags = map[string]refs.Ref

// reached is a node that the walk has found.
type reached struct {
	ref   refs.Ref
	root  any // key of the node the walk began with
	depth int
	tags  tags // of the edge that led here
}

// walker goes from level to level.
type walker struct {
	r        *recursive
	from     iterator.Scanner
	step     iterator.Scanner // of this level
	depth    int
	frontier []refs.Ref
	seen     map[any]*reached
	starts   map[any][]tags // ways to each node the walk began with
	at       *reached
	way      int // of those to the root of at
	ctx      context.Context
	done     bool
	err      error
}

func (w *walker) Next(ctx context.Context) bool {
	w.way, w.ctx = 0, ctx
	if w.done || w.err != nil || w.depth == 0 && !w.begin(ctx) {
		return false
	}
	for {
		if w.step == nil && !w.descend(ctx) {
			return false
		}
		if w.step.Next(ctx) {
			if w.arrive() {
				return true
			}
			continue
		}
		w.err = firstOf(w.step.Err(), w.step.Close(), ctx.Err())
		w.step = nil
		if w.err != nil {
			return false
		}
	}
}

// begin reads the nodes to start from, with all ways to them.
func (w *walker) begin(ctx context.Context) bool {
	for w.from.Next(ctx) {
		ref := w.from.Result()
		key := refs.ToKey(ref)
		w.frontier = append(w.frontier, ref)
		for more := true; more; more = w.from.NextPath(ctx) {
			t := tags{}
			w.from.TagResults(t)
			w.starts[key] = append(w.starts[key], t)
		}
	}
	w.err = firstOf(w.from.Err(), ctx.Err())
	return w.err == nil
}

// descend begins the next level.
func (w *walker) descend(ctx context.Context) bool {
	if len(w.frontier) == 0 || w.r.maxDepth > 0 && w.depth >= w.r.maxDepth {
		w.done = true
		return false
	}
	w.depth++
	w.step = w.r.stepFrom(ctx, w.frontier).Iterate()
	w.frontier = nil
	return true
}

// arrive takes a node of this level, if it is new.
func (w *walker) arrive() bool {
	ref := w.step.Result()
	key := refs.ToKey(ref)
	if w.seen[key] != nil {
		return false
	}
	t := tags{}
	w.step.TagResults(t)
	root := refs.ToKey(t[fromTag])
	if parent := w.seen[root]; w.depth > 1 && parent != nil {
		root = parent.root
	}
	delete(t, fromTag)
	w.at = &reached{ref: ref, root: root, depth: w.depth, tags: t}
	w.seen[key] = w.at
	w.frontier = append(w.frontier, ref)
	return true
}

// Contains walks until it meets the node.
func (w *walker) Contains(ctx context.Context, ref refs.Ref) bool {
	key := refs.ToKey(ref)
	w.way = 0
	if at := w.seen[key]; at != nil {
		w.at = at
		return true
	}
	for w.Next(ctx) {
		if refs.ToKey(w.at.ref) == key {
			return true
		}
	}
	return false
}

// NextPath gives the other ways to the node that the walk began with.
func (w *walker) NextPath(context.Context) bool {
	if w.at == nil || w.way+1 >= len(w.starts[w.at.root]) {
		return false
	}
	w.way++
	return true
}

func (w *walker) TagResults(dst map[string]refs.Ref) {
	if w.at == nil {
		return
	}
	for _, t := range w.r.depthTags {
		dst[t] = refs.PreFetched(quad.Int(w.at.depth))
	}
	if ways := w.starts[w.at.root]; len(ways) > 0 {
		for k, v := range ways[w.way] {
			dst[k] = v
		}
	}
	for k, v := range w.at.tags {
		dst[k] = v
	}
}

func (w *walker) Result() refs.Ref {
	if w.at == nil {
		return nil
	}
	return w.at.ref
}

func (w *walker) Err() error {
	if w.err != nil || w.done || w.ctx == nil {
		return w.err
	}
	return w.ctx.Err()
}

func (w *walker) Close() error {
	err := w.from.Close()
	if w.step != nil {
		err = firstOf(err, w.step.Close())
	}
	return err
}

func (w *walker) String() string { return w.r.String() }

func firstOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
