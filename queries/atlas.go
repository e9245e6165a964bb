package queries

import (
	"context"
	"fmt"

	"entente/graph"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/refs"
	"github.com/cayleygraph/cayley/query/path"
	"github.com/cayleygraph/cayley/query/shape"
	"github.com/cayleygraph/quad"
)

// atlas numbers the nodes that walks meet, so that what is found is kept in
// slices of small numbers, and names are read late and together: in a graph of a
// million edges the names would cost more than the walking.
type atlas struct {
	ctx    context.Context
	qs     cayley.QuadStore
	number map[any]vertex
	refs   []cayley.Ref
	names  []quad.Value // of the first so many nodes
}

// vertex is the number of a node in an atlas, from 0.
type vertex int32

func newAtlas(ctx context.Context, qs cayley.QuadStore) *atlas {
	return &atlas{ctx: ctx, qs: qs, number: map[any]vertex{}}
}

// vertex returns the number of a node.
func (m *atlas) vertex(ref cayley.Ref) vertex {
	key := refs.ToKey(ref)
	v, ok := m.number[key]
	if !ok {
		v = vertex(len(m.refs))
		m.number[key] = v
		m.refs = append(m.refs, ref)
	}
	return v
}

// find returns the number of a thing; ok is false when no quad names it.
func (m *atlas) find(id graph.IRI) (v vertex, ok bool, err error) {
	ref, err := m.qs.ValueOf(quad.IRI(id))
	if err != nil || ref == nil {
		return 0, false, err
	}
	return m.vertex(ref), true, nil
}

// fromTag is the tag of the node at which a walk of run began.
const fromTag = "\x00from"

// run continues a walk that begins nowhere (From() without nodes) from each of
// the vertices, and calls fn for each way with the vertex it began at and those
// under the tags.
func (m *atlas) run(from []vertex, w Walk, tags []string, fn func(from vertex, at []vertex)) error {
	if len(from) == 0 {
		return nil
	}
	start := make(shape.Fixed, len(from))
	for i, v := range from {
		start[i] = m.refs[v]
	}
	sh := w.path.ShapeFrom(shape.Save{From: start, Tags: []string{fromTag}})
	return m.each(sh, append([]string{fromTag}, tags...), func(at []vertex) { fn(at[0], at[1:]) })
}

// start runs a walk from where it begins itself.
func (m *atlas) start(w Walk, tags []string, fn func(at []vertex)) error {
	return m.each(w.path.Shape(), tags, fn)
}

func (m *atlas) each(sh shape.Shape, tags []string, fn func(at []vertex)) error {
	at := make([]vertex, len(tags))
	err := shape.Iterate(m.ctx, m.qs, sh).Paths(true).TagEach(func(found map[string]cayley.Ref) error {
		for i, tag := range tags {
			at[i] = m.vertex(found[tag])
		}
		fn(at)
		return nil
	})
	if err == nil {
		err = m.ctx.Err() // Iterate ends quietly at a deadline
	}
	return err
}

// these is a walk that begins at vertices. It has no words in Gizmo, and is no part
// of a question's own walk.
func (m *atlas) these(all []vertex) Walk {
	nodes := make([]cayley.Ref, len(all))
	for i, v := range all {
		nodes[i] = m.refs[v]
	}
	return Walk{path: path.StartPathNodes(nil, nodes...)}
}

// keep returns those of the vertices from which a walk of filters leads on, each
// once, in their order.
func (m *atlas) keep(all []vertex, w Walk) ([]vertex, error) {
	kept := map[vertex]bool{}
	err := m.run(all, w, nil, func(from vertex, _ []vertex) { kept[from] = true })
	var left []vertex
	for _, v := range all {
		if kept[v] {
			left = append(left, v)
			kept[v] = false
		}
	}
	return left, err
}

// read reads the names of all nodes numbered so far.
func (m *atlas) read() error {
	names, err := refs.ValuesOf(m.ctx, m.qs, m.refs[len(m.names):])
	if err != nil {
		return fmt.Errorf("read names: %w", err)
	}
	m.names = append(m.names, names...)
	return nil
}

// value returns what stands at a vertex, once read was called.
func (m *atlas) value(v vertex) quad.Value { return m.names[v] }

// iri returns the address of a vertex, once read was called.
func (m *atlas) iri(v vertex) graph.IRI { return iri(m.names[v]) }
