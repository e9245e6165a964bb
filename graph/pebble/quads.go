package pebble

import (
	"bytes"
	"context"
	"slices"

	"github.com/cayleygraph/quad"
)

// A block is how many quads are named at once when all are read. Their nodes are
// then looked up in the dictionary's order, in one pass forward: a look-up a quad
// and direction took four fifths of the time. A block of nodes and short values
// takes about 60 MB.
const blockOfQuads = 1 << 18

// Quads calls fn for each quad of one state of the store, by subject.
func (s *Store) Quads(ctx context.Context, fn func(quad.Quad) error) error {
	snap, err := s.Snapshot()
	if err != nil {
		return err
	}
	defer snap.Close()
	return snap.Quads(ctx, fn)
}

// Quads calls fn for each quad of the snapshot, by subject.
func (s *Snapshot) Quads(ctx context.Context, fn func(quad.Quad) error) error {
	return s.quadsBy(ctx, blockOfQuads, fn)
}

// quadsBy gives the quads, so many at once.
func (s *Snapshot) quadsBy(ctx context.Context, size int, fn func(quad.Quad) error) error {
	w := walk{v: &s.view}
	defer w.close()
	w.start(bound{}, quad.Any)
	for {
		b := block{v: &s.view}
		for len(b.edges) < size && w.next(ctx) {
			b.add(w.edge)
		}
		if err := w.err(); err != nil || len(b.edges) == 0 {
			return err
		}
		if err := b.name(ctx); err != nil {
			return err
		}
		if err := b.each(fn); err != nil {
			return err
		}
	}
}

// block is some quads and the values of their nodes.
type block struct {
	v     *view
	edges [][4]uint32 // places in nodes
	nodes []node
	at    map[node]uint32
	names []quad.Value // of nodes; nil for long values, which are read when they are given
}

func (b *block) add(e edge) {
	if b.at == nil {
		b.at = map[node]uint32{}
	}
	var places [4]uint32
	for i, n := range e {
		at, ok := b.at[n]
		if !ok {
			at = uint32(len(b.nodes))
			b.at[n] = at
			b.nodes = append(b.nodes, n)
		}
		places[i] = at
	}
	b.edges = append(b.edges, places)
}

// name reads the values of the nodes in the dictionary's order.
func (b *block) name(ctx context.Context) error {
	b.names = make([]quad.Value, len(b.nodes))
	order := make([]uint32, 0, len(b.nodes))
	for i, n := range b.nodes {
		if val, ok := outline(n); ok {
			b.names[i] = val
		} else if n[0] != classNone {
			order = append(order, uint32(i))
		}
	}
	slices.SortFunc(order, func(x, y uint32) int { return bytes.Compare(b.nodes[x][:], b.nodes[y][:]) })
	c, err := b.v.cursor()
	if err != nil {
		return err
	}
	defer c.close()
	for k, i := range order {
		if k&1023 == 0 {
			if err := ctx.Err(); err != nil {
				return err
			}
		}
		if b.names[i], err = c.short(b.nodes[i]); err != nil {
			return err
		}
	}
	return nil
}

// short reads the value of a node, unless it is a long one, on a way forward
// through the dictionary.
func (c *cursor) short(n node) (quad.Value, error) {
	c.key = append(append(c.key[:0], roomNodes), n[:]...)
	c.it.SeekGE(c.key) // which looks near where the last search ended
	if !c.it.Valid() || !bytes.Equal(c.it.Key(), c.key) {
		return nil, c.err()
	}
	e, err := parseEntry(c.it.Value())
	if err != nil {
		return nil, c.v.inconsistent(n, err)
	}
	if e.long() {
		return nil, nil
	}
	val, err := decode(e.stored)
	if err != nil {
		return nil, c.v.inconsistent(n, err)
	}
	return val, nil
}

// each gives the quads.
func (b *block) each(fn func(quad.Quad) error) error {
	for _, places := range b.edges {
		var q quad.Quad
		for i, at := range places {
			val := b.names[at]
			if val == nil && b.nodes[at][0] != classNone {
				var err error
				if val, err = b.v.name(b.nodes[at]); err != nil {
					return err
				}
			}
			q.Set(quad.Directions[i], val)
		}
		if err := fn(q); err != nil {
			return err
		}
	}
	return nil
}
