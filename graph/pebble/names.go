package pebble

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"sync"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/refs"
	"github.com/cayleygraph/quad"
)

var _ refs.BatchNamer = (*Store)(nil)

// ValueOf finds the node of a value. It returns nil when no quad names it.
func (v *view) ValueOf(val quad.Value) (graph.Ref, error) {
	if val == nil {
		return nil, nil
	}
	t, err := termOf(val)
	if err != nil {
		return nil, nil // a value that cannot be stored is not in the graph
	}
	e, err := v.entry(t.node)
	if err != nil || e.uses == 0 || !e.is(&t) {
		return nil, err
	}
	return t.node, nil
}

// entry reads a dictionary entry; one without uses when there is none.
func (v *view) entry(n node) (entry, error) {
	b, err := v.get(nodeKey(roomNodes, n))
	if err != nil || b == nil {
		return entry{}, err
	}
	e, err := parseEntry(b)
	if err != nil {
		return entry{}, v.inconsistent(n, err)
	}
	return e, nil
}

// NameOf gives the value of a node. It returns nil for a reference that is no node of this store.
func (v *view) NameOf(ref graph.Ref) (quad.Value, error) {
	switch ref := ref.(type) {
	case node:
		return v.name(ref)
	case refs.PreFetchedValue:
		return ref.NameOf(), nil
	}
	return nil, nil
}

func (v *view) name(n node) (quad.Value, error) {
	if val, ok := outline(n); ok || n[0] == classNone {
		return val, nil
	}
	if val, ok := v.store.names.get(n); ok {
		return val, nil
	}
	e, err := v.entry(n)
	if err != nil || e.uses == 0 {
		return nil, err
	}
	return v.nameIn(n, e)
}

// nameIn reads the value of an entry, and remembers it.
func (v *view) nameIn(n node, e entry) (quad.Value, error) {
	b, err := v.bytesOf(n, e)
	if err != nil {
		return nil, err
	}
	val, err := decode(b)
	if err != nil {
		return nil, v.inconsistent(n, err)
	}
	if !e.long() {
		v.store.names.put(n, val, len(b))
	}
	return val, nil
}

func (v *view) inconsistent(n node, err error) error {
	return &DamageError{Dir: v.store.dir, File: "dictionary entry " + n.String(), Err: err}
}

// ValuesOf names many nodes, reading the dictionary in its order.
func (v *view) ValuesOf(ctx context.Context, list []graph.Ref) ([]quad.Value, error) {
	out := make([]quad.Value, len(list))
	var missing []int
	for i, ref := range list {
		n, ok := ref.(node)
		if !ok {
			val, err := v.NameOf(ref)
			if err != nil {
				return nil, err
			}
			out[i] = val
			continue
		}
		if out[i], ok = outline(n); ok || n[0] == classNone {
			continue
		}
		if out[i], ok = v.store.names.get(n); !ok {
			missing = append(missing, i)
		}
	}
	return out, v.fetch(ctx, list, missing, out)
}

// fetch reads the names of list[i] for each i of missing into out.
func (v *view) fetch(ctx context.Context, list []graph.Ref, missing []int, out []quad.Value) error {
	if len(missing) == 0 {
		return nil
	}
	slices.SortFunc(missing, func(a, b int) int {
		x, y := list[a].(node), list[b].(node)
		return slices.Compare(x[:], y[:])
	})
	c, err := v.cursor()
	if err != nil {
		return err
	}
	defer c.close()
	for k, i := range missing {
		n := list[i].(node)
		if k > 0 && list[missing[k-1]] == list[i] {
			out[i] = out[missing[k-1]]
			continue
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		e, err := c.entry(n)
		if err != nil {
			return err
		}
		if e.uses == 0 {
			continue
		}
		if out[i], err = v.nameIn(n, e); err != nil {
			return err
		}
	}
	return nil
}

// Find finds the nodes of many values, reading the dictionary in its order; nil for each that no quad names. It is false
// for a store of another kind.
func Find(ctx context.Context, qs graph.QuadStore, values []quad.Value) ([]graph.Ref, bool, error) {
	v := viewOf(qs)
	if v == nil {
		return nil, false, nil
	}
	terms, order := make([]term, len(values)), make([]int, 0, len(values))
	for i, val := range values {
		t, err := termOf(val)
		if err == nil { // a value that cannot be stored is not in the graph
			terms[i], order = t, append(order, i)
		}
	}
	slices.SortFunc(order, func(a, b int) int { return bytes.Compare(terms[a].node[:], terms[b].node[:]) })
	c, err := v.cursor()
	if err != nil {
		return nil, true, err
	}
	defer c.close()
	refs := make([]graph.Ref, len(values))
	for k, i := range order {
		if k&63 == 0 && ctx.Err() != nil {
			return nil, true, ctx.Err()
		}
		e, err := c.entry(terms[i].node)
		if err != nil {
			return nil, true, err
		}
		if e.uses > 0 && e.is(&terms[i]) {
			refs[i] = terms[i].node
		}
	}
	return refs, true, nil
}

// RefsOf finds the nodes of many values. A value that no quad names is an error.
func (v *view) RefsOf(_ context.Context, values []quad.Value) ([]graph.Ref, error) {
	out := make([]graph.Ref, len(values))
	for i, val := range values {
		ref, err := v.ValueOf(val)
		if err != nil {
			return nil, err
		}
		if ref == nil {
			return nil, fmt.Errorf("not found: %v", val)
		}
		out[i] = ref
	}
	return out, nil
}

// names remembers values of nodes up to a number of bytes. Each of its shards keeps two generations: when the young
// one is full it becomes the old one, and the old one is forgotten.
type names struct {
	shards [16]shard
	budget int // bytes a generation of a shard may take
}

type shard struct {
	sync.RWMutex
	young, old map[node]quad.Value
	size       int
}

const nameOverhead = 96 // what a value costs beside its bytes, roughly

func newNames(bytes int64) *names {
	n := &names{budget: int(bytes) / 16 / 2}
	for i := range n.shards {
		n.shards[i].young = map[node]quad.Value{}
	}
	return n
}

func (c *names) shard(n node) *shard { return &c.shards[n[1]%16] }

func (c *names) get(n node) (quad.Value, bool) {
	s := c.shard(n)
	s.RLock()
	val, ok := s.young[n]
	if ok {
		s.RUnlock()
		return val, true
	}
	val, ok = s.old[n]
	s.RUnlock()
	if ok {
		c.put(n, val, nameOverhead)
	}
	return val, ok
}

func (c *names) put(n node, val quad.Value, size int) {
	s := c.shard(n)
	s.Lock()
	defer s.Unlock()
	if s.size += size + nameOverhead; s.size > c.budget {
		s.old, s.young, s.size = s.young, map[node]quad.Value{}, size
	}
	s.young[n] = val
}

// drop forgets nodes that left the graph.
func (c *names) drop(n node) {
	s := c.shard(n)
	s.Lock()
	delete(s.young, n)
	delete(s.old, n)
	s.Unlock()
}
