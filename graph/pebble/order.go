package pebble

import (
	"bytes"
	"context"
	"fmt"
	"slices"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
)

// Order gives the places of some values in the order in which the store keeps what it has of them: who asks for many of
// them one after the other finds them side by side.
func Order(values []quad.Value) []int {
	nodes, places := make([]node, len(values)), make([]int, len(values))
	for i, val := range values {
		places[i] = i
		if t, err := termOf(val); err == nil {
			nodes[i] = t.node
		}
	}
	slices.SortFunc(places, func(a, b int) int { return bytes.Compare(nodes[a][:], nodes[b][:]) })
	return places
}

// InOrder goes through the quads of a predicate in the order of their objects, from the last one where back is set, and
// calls fn with subject and object until it returns false. It is false, and calls nothing, for a store of another kind,
// and where the objects are not all numbers, times or usual dates of one kind: others stand in no order.
func InOrder(ctx context.Context, qs graph.QuadStore, predicate quad.Value, back bool, fn func(subject, object graph.Ref) bool) (bool, error) {
	v := viewOf(qs)
	if v == nil {
		return false, nil
	}
	t, err := termOf(predicate)
	if err != nil {
		return true, nil // what cannot be stored is not in the graph
	}
	c, err := v.cursor()
	if err != nil {
		return false, err
	}
	defer c.close()
	prefix := append([]byte{roomPOS}, t.node[:]...)
	var ends [2]byte // classes of the first and the last object
	step, ok := c.it.Prev, c.it.SeekLT(after(prefix)) && bytes.HasPrefix(c.it.Key(), prefix)
	if ok {
		ends[1] = c.it.Key()[len(prefix)]
	}
	if first := c.it.SeekGE(prefix); ok && first {
		ends[0] = c.it.Key()[len(prefix)]
	}
	if ends[0] != ends[1] || ok && ends[0] < classBool {
		return false, c.err()
	}
	if back {
		ok = ok && c.it.SeekLT(after(prefix))
	} else {
		step = c.it.Next
	}
	var e edge
	for n := 0; ok && bytes.HasPrefix(c.it.Key(), prefix); n++ {
		if n&63 == 0 && ctx.Err() != nil {
			return true, ctx.Err()
		}
		if !orderPOS.parse(c.it.Key(), &e) {
			return true, v.inconsistent(node{}, fmt.Errorf("malformed key %x", c.it.Key()))
		}
		if !fn(e.get(quad.Subject), e.get(quad.Object)) {
			return true, nil
		}
		ok = step()
	}
	return true, c.err()
}
