package pebble

import (
	"bytes"

	lsm "github.com/cockroachdb/pebble/v2"

	"github.com/cayleygraph/quad"
)

// The first byte of a key names its room.
const (
	roomMeta  = 0x00
	roomNodes = 0x01
	roomLong  = 0x02
	roomSPO   = 0x10
	roomPOS   = 0x11
	roomOSP   = 0x12
	roomLSP   = 0x13
	roomEnd   = 0x14
)

const (
	maxKey  = 1 + 4*nodeLen
	formatV = 3 // before it articles were no families, and all quads stood in all orders
)

var (
	keyFormat = []byte("\x00format")
	keyTotals = []byte("\x00totals")
)

// order is one of the four orders in which quads are kept.
type order struct {
	room byte
	dirs [4]quad.Direction
	pos  [5]int // place of each direction
	// split is the length of the part of its keys that Bloom filters know.
	split int
}

var (
	orderSPO = newOrder(roomSPO, quad.Subject, quad.Predicate, quad.Object, quad.Label)
	orderPOS = newOrder(roomPOS, quad.Predicate, quad.Object, quad.Subject, quad.Label)
	orderOSP = newOrder(roomOSP, quad.Object, quad.Subject, quad.Predicate, quad.Label)
	orderLSP = newOrder(roomLSP, quad.Label, quad.Subject, quad.Predicate, quad.Object)
	orders   = [4]*order{orderSPO, orderPOS, orderOSP, orderLSP}
)

func newOrder(room byte, dirs ...quad.Direction) *order {
	o := &order{room: room, dirs: [4]quad.Direction(dirs), split: 1 + 2*nodeLen}
	if room == roomLSP {
		o.split = 1 + nodeLen
	}
	for i, d := range dirs {
		o.pos[d] = i
	}
	return o
}

// holds tells whether the order keeps a quad of this subject, object and label. The order of objects keeps those that
// lead to a thing: of a number or a text nearly always the predicate is known, and what has it by any is found predicate
// by predicate. The order of labels keeps the labelled ones but for what an article says of itself and of what stands in
// it alone, which the order of subjects has side by side.
func (o *order) holds(subject, object, label node) bool {
	switch o {
	case orderOSP:
		return isThing(object)
	case orderLSP:
		return label[0] != classNone && !areKin(subject, label)
	}
	return true
}

// isThing tells whether a node may be the subject of quads.
func isThing(n node) bool { return n[0] == classIRI || n[0] == classKin || n[0] == classBNode }

// appendKey writes the key of a quad. A label that is not there is left out.
func (o *order) appendKey(dst []byte, e *edge) []byte {
	dst = append(dst, o.room)
	for _, d := range o.dirs {
		if d == quad.Label && e[3][0] == classNone {
			continue
		}
		dst = append(dst, e[d-1][:]...)
	}
	return dst
}

// parse reads the key of a quad.
func (o *order) parse(key []byte, e *edge) bool {
	if len(key) != maxKey && (len(key) != maxKey-nodeLen || o == orderLSP) {
		return false
	}
	e[3] = node{}
	for i := 1; i < len(key); i += nodeLen {
		e[o.dirs[(i-1)/nodeLen]-1] = node(key[i : i+nodeLen])
	}
	return true
}

// splitKey gives the length of the part of a key that Bloom filters know.
func splitKey(key []byte) int {
	if len(key) == 0 {
		return 0
	}
	n := len(key)
	switch key[0] {
	case roomSPO, roomPOS, roomOSP:
		n = 1 + 2*nodeLen
	case roomLSP:
		n = 1 + nodeLen
	}
	return min(n, len(key))
}

// after gives the first key behind all keys that begin with prefix.
func after(prefix []byte) []byte {
	out := bytes.Clone(prefix)
	for i := len(out) - 1; i >= 0; i-- {
		if out[i]++; out[i] != 0 {
			return out[:i+1]
		}
	}
	return nil
}

// comparer orders keys by their bytes and tells Bloom filters their part.
func comparer() *lsm.Comparer {
	c := *lsm.DefaultComparer
	c.Name = "cayley.quads.v1"
	c.Split = splitKey
	return &c
}

func nodeKey(room byte, n node) []byte {
	return append(append(make([]byte, 0, 1+nodeLen), room), n[:]...)
}

// bound is a set of fixed directions.
type bound struct {
	edge edge
	mask dirSet
}

type dirSet uint8

func setOf(ds ...quad.Direction) (s dirSet) {
	for _, d := range ds {
		s |= 1 << d
	}
	return s
}

func (s dirSet) has(d quad.Direction) bool { return s&(1<<d) != 0 }

func (b *bound) fix(d quad.Direction, n node) {
	b.edge[d-1] = n
	b.mask |= 1 << d
}

// prefix writes the fixed directions that begin the order, and returns how many.
func (b *bound) prefix(o *order, dst []byte) ([]byte, int) {
	dst = append(dst, o.room)
	for i, d := range o.dirs {
		if !b.mask.has(d) {
			return dst, i
		}
		dst = append(dst, b.edge[d-1][:]...)
	}
	return dst, 4
}

// holds tells whether a quad has the fixed directions.
func (b *bound) holds(e *edge) bool {
	for d := quad.Subject; d <= quad.Label; d++ {
		if b.mask.has(d) && b.edge[d-1] != e[d-1] {
			return false
		}
	}
	return true
}

// order gives the order in which the fixed directions, and then the wanted one, begin the key. A label alone narrows
// more than predicate and object together: one edge, or one article, has it, where thousands have a class or a status.
// Orders that do not keep all quads of the bound are not taken, but for that of labels, beside which a walk looks at the
// kin of the label.
func (b *bound) order(then quad.Direction) *order {
	best, most := orderSPO, -1
	for _, o := range orders {
		if o == orderOSP && !(b.mask.has(quad.Object) && isThing(b.edge[2])) ||
			o == orderLSP && (!b.mask.has(quad.Label) || b.mask.has(quad.Subject) && areKin(b.edge[0], b.edge[3])) {
			continue
		}
		n := 0
		for n < 4 && b.mask.has(o.dirs[n]) {
			n++
		}
		score := 2 * n
		if n < 4 && o.dirs[n] == then {
			score++
		}
		if o == orderLSP {
			score += 3
		}
		if score > most {
			best, most = o, score
		}
	}
	return best
}
