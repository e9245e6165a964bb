package pebble

import (
	"bytes"
	"encoding/binary"
	"math"
	"time"

	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/query/shape"
	"github.com/cayleygraph/quad"
)

// span is the set of values that pass some comparisons: in each class of nodes those from low to high. Comparisons
// that nodes cannot answer by their bytes (strings) are asked of the value.
type span struct {
	classes [classes]interval
	ask     []shape.Comparison
}

// interval is a range of nodes, both ends included; empty when its class byte is none. Those to be asked need the value.
type interval struct {
	low, high node
	ask       bool
}

// whole is all nodes of a class.
func whole(class byte, ask bool) interval {
	r := interval{ask: ask}
	for i := range r.high {
		r.high[i] = 0xff
	}
	r.low[0], r.high[0] = class, class
	return r
}

// newSpan turns comparisons into a span, with Cayley's meaning: a number, time, string or identifier is compared with
// its own kind, any other value with all values by their String.
func newSpan(all []shape.Comparison) *span {
	s := &span{ask: all}
	for class := range s.classes[1:] {
		s.classes[class+1] = whole(byte(class+1), false)
	}
	for _, c := range all {
		s.meet(spanOf(c))
	}
	return s
}

func (s *span) meet(t [classes]interval) {
	for class := range s.classes {
		a, b := &s.classes[class], t[class]
		if bytes.Compare(b.low[:], a.low[:]) > 0 {
			a.low = b.low
		}
		if bytes.Compare(b.high[:], a.high[:]) < 0 {
			a.high = b.high
		}
		a.ask = a.ask || b.ask
		if bytes.Compare(a.low[:], a.high[:]) > 0 || b.low[0] == classNone {
			*a = interval{}
		}
	}
}

// spanOf gives the values that pass one comparison.
func spanOf(c shape.Comparison) (t [classes]interval) {
	switch v := c.Val.(type) {
	case quad.Int:
		n, _ := inline(v)
		t[classInt] = ordered(n, c.Op)
	case quad.Float:
		t[classFloat] = floats(float64(v), c.Op)
	case quad.Time:
		t[classFarTime] = whole(classFarTime, true)
		t[classTime] = times(time.Time(v), c.Op)
	case quad.String:
		t[classString] = whole(classString, true)
	case quad.IRI:
		t[classIRI], t[classKin] = whole(classIRI, true), whole(classKin, true)
	case quad.BNode:
		t[classBNode] = whole(classBNode, true)
	default:
		for class := range t[1:] {
			t[class+1] = whole(byte(class+1), true)
		}
		if n, ok := inline(v); ok && n[0] >= classDate {
			t[n[0]] = ordered(n, c.Op) // equal length and type: the order of the strings
		}
	}
	return t
}

// ordered gives the nodes of a class beside n.
func ordered(n node, op iterator.Operator) interval {
	r := whole(n[0], false)
	switch op {
	case iterator.CompareLT:
		r.high = before(n)
	case iterator.CompareLTE:
		r.high = n
	case iterator.CompareGT:
		r.low = behind(n)
	case iterator.CompareGTE:
		r.low = n
	default:
		return interval{}
	}
	return r
}

// before is the next lower node, behind the next higher one. The unused last byte keeps them in the class.
func before(n node) node {
	for i := nodeLen - 1; ; i-- {
		if n[i]--; n[i] != 0xff {
			return n
		}
	}
}

func behind(n node) node {
	for i := nodeLen - 1; ; i-- {
		if n[i]++; n[i] != 0 {
			return n
		}
	}
}

// floats minds that the two zeros are equal and that nothing compares with what is not a number.
func floats(f float64, op iterator.Operator) interval {
	if f != f {
		return interval{}
	}
	at := f
	negative := floatNode(f)
	if f == 0 {
		negative = node{classFloat}
		binary.BigEndian.PutUint64(negative[1:], 1<<63-1)
		at = 0
	}
	n := floatNode(at)
	if op == iterator.CompareLT || op == iterator.CompareGTE {
		n = negative
	}
	r := ordered(n, op)
	if top := floatNode(math.Inf(1)); bytes.Compare(r.high[:], top[:]) > 0 {
		r.high = top
	}
	return r
}

func floatNode(f float64) node {
	n, _ := inline(quad.Float(f))
	return n
}

// times compares with a time that may lie beyond those that nodes hold.
func times(t time.Time, op iterator.Operator) interval {
	if n, ok := inlineTime(t); ok {
		return ordered(n, op)
	}
	up := op == iterator.CompareGT || op == iterator.CompareGTE
	if up != (t.Unix() < 0) {
		return interval{}
	}
	return whole(classTime, false)
}

// holds tells whether a node passes the comparisons.
func (s *span) holds(v *view, n node) (bool, error) {
	r := &s.classes[min(n[0], classes-1)]
	if n[0] == classNone || bytes.Compare(n[:], r.low[:]) < 0 || bytes.Compare(n[:], r.high[:]) > 0 {
		return false, nil
	}
	if !r.ask {
		return true, nil
	}
	val, err := v.name(n)
	if err != nil || val == nil {
		return false, err
	}
	for _, c := range s.ask {
		if !passes(val, c) {
			return false, nil
		}
	}
	return true, nil
}

// passes compares two values as Cayley's own filter does.
func passes(val quad.Value, c shape.Comparison) bool {
	switch want := c.Val.(type) {
	case quad.Int:
		got, ok := val.(quad.Int)
		return ok && iterator.RunIntOp(got, c.Op, want)
	case quad.Float:
		got, ok := val.(quad.Float)
		return ok && iterator.RunFloatOp(got, c.Op, want)
	case quad.String:
		got, ok := val.(quad.String)
		return ok && iterator.RunStrOp(string(got), c.Op, string(want))
	case quad.IRI:
		got, ok := val.(quad.IRI)
		return ok && iterator.RunStrOp(string(got), c.Op, string(want))
	case quad.BNode:
		got, ok := val.(quad.BNode)
		return ok && iterator.RunStrOp(string(got), c.Op, string(want))
	case quad.Time:
		got, ok := val.(quad.Time)
		return ok && iterator.RunTimeOp(time.Time(got), c.Op, time.Time(want))
	default:
		return iterator.RunStrOp(quad.StringOf(val), c.Op, quad.StringOf(want))
	}
}

// parts are the stretches of nodes of the span, as bytes.
func (s *span) parts() (list []part) {
	for class := 1; class < classes; class++ {
		if r := &s.classes[class]; r.low[0] != classNone {
			list = append(list, part{r.low[:], r.high[:]})
		}
	}
	return list
}
