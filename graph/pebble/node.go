package pebble

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/voc/xsd"
)

// nodeLen is the length of a node in keys, in bytes.
const nodeLen = 10

// node names one value of the graph: its class and nine bytes. The zero node is no value (a quad without a label).
type node [nodeLen]byte

// Key makes a node a graph.Ref.
func (n node) Key() any { return n }

func (n node) String() string { return fmt.Sprintf("%x", n[:]) }

// edge names one quad: subject, predicate, object, label.
type edge [4]node

// Key makes an edge a graph.Ref.
func (e edge) Key() any { return e }

func (e edge) get(d quad.Direction) node { return e[d-1] }

// A class is the first byte of a node. The classes from classInt on hold their value; their bytes sort as it does.
const (
	classNone = iota
	classIRI
	classKin // an IRI of an article, or of what stands in one alone (kin.go): three bytes of the article, six of its own
	classBNode
	classString
	classTyped
	classLang
	classFarTime // a time that does not fit classTime
	classBool
	classInt
	classFloat
	classTime     // seconds + 2^39 (5 bytes), nanoseconds (4 bytes)
	classDate     // "2013-05-07"^^<xsd:date>: year (2 bytes), month, day
	classFullDate // the same with the full IRI of xsd:date
	classFullTime // "2013-05-07T10:00:00Z"^^ the full IRI of xsd:dateTime
	classes
)

const (
	shortDate    = quad.IRI("xsd:date")
	fullDate     = quad.IRI("http://www.w3.org/2001/XMLSchema#date")
	fullDateTime = quad.IRI("http://www.w3.org/2001/XMLSchema#dateTime")
	timeBias     = 1 << 39
)

// ErrCollision says that two values have the same node; the store refuses the second.
var ErrCollision = errors.New("two values share one node")

// term is a value on its way into the store.
type term struct {
	node  node
	value quad.Value
	bytes []byte // what the dictionary keeps; empty where the node holds the value
	sum   [sha256.Size]byte
}

// termOf finds the node of a value.
func termOf(v quad.Value) (term, error) {
	v = canonical(v)
	if n, ok := inline(v); ok {
		return term{node: n, value: v}, nil
	}
	b, err := encode(v)
	if err != nil {
		return term{}, err
	}
	t := term{value: v, bytes: b}
	t.node, t.sum = nodeOf(b)
	return t, nil
}

// nodeOf is the node of a value that the dictionary keeps, and the digest of its bytes.
func nodeOf(b []byte) (n node, sum [sha256.Size]byte) {
	sum = sha256.Sum256(b)
	n[0] = b[0]
	own := n[1:]
	if of, ok := familyOf(b); ok {
		n[0] = classKin
		own = own[copy(own, of[:]):]
	}
	copy(own, sum[:])
	return n, sum
}

// canonical gives a typed string the native form that Cayley prints the same way.
func canonical(v quad.Value) quad.Value {
	ts, ok := v.(quad.TypedString)
	if !ok {
		return v
	}
	switch ts.Type {
	case xsd.Integer, xsd.Double, xsd.Boolean, xsd.DateTime:
	default:
		return v
	}
	n, err := ts.ParseValue()
	if err != nil || n.String() != ts.String() {
		return v
	}
	return n
}

// inline gives the node of a value that the node itself can hold.
func inline(v quad.Value) (n node, ok bool) {
	switch v := v.(type) {
	case quad.Bool:
		n[0] = classBool
		if v {
			n[1] = 1
		}
	case quad.Int:
		n[0] = classInt
		binary.BigEndian.PutUint64(n[1:], uint64(v)^1<<63)
	case quad.Float:
		n[0] = classFloat
		binary.BigEndian.PutUint64(n[1:], floatBits(float64(v)))
	case quad.Time:
		return inlineTime(time.Time(v))
	case quad.TypedString:
		return inlineTyped(v)
	default:
		return n, false
	}
	return n, true
}

// floatBits orders floats as unsigned integers; every NaN is one, above all else.
func floatBits(f float64) uint64 {
	if math.IsNaN(f) {
		return math.MaxUint64
	}
	b := math.Float64bits(f)
	if b>>63 == 1 {
		return ^b
	}
	return b | 1<<63
}

func bitsFloat(b uint64) float64 {
	if b == math.MaxUint64 {
		return math.NaN()
	}
	if b>>63 == 1 {
		return math.Float64frombits(b &^ (1 << 63))
	}
	return math.Float64frombits(^b)
}

func inlineTime(t time.Time) (n node, ok bool) {
	sec := t.Unix()
	if sec < -timeBias || sec >= timeBias {
		return n, false
	}
	var b [8]byte
	binary.BigEndian.PutUint64(b[:], uint64(sec+timeBias))
	n[0] = classTime
	copy(n[1:6], b[3:])
	binary.BigEndian.PutUint32(n[6:], uint32(t.Nanosecond()))
	return n, true
}

func nodeTime(n node) time.Time {
	var b [8]byte
	copy(b[3:], n[1:6])
	sec := int64(binary.BigEndian.Uint64(b[:])) - timeBias
	return time.Unix(sec, int64(binary.BigEndian.Uint32(n[6:]))).UTC()
}

const (
	dateForm = "0000-00-00"
	timeForm = "0000-00-00T00:00:00Z"
)

// inlineTyped holds plain dates and full times in UTC: digits at the places of the form, in the order of the string.
func inlineTyped(v quad.TypedString) (n node, ok bool) {
	form := dateForm
	switch v.Type {
	case shortDate:
		n[0] = classDate
	case fullDate:
		n[0] = classFullDate
	case fullDateTime:
		n[0], form = classFullTime, timeForm
	default:
		return n, false
	}
	s := string(v.Value)
	if len(s) != len(form) {
		return n, false
	}
	at, digits := 1, 0
	for i := range len(form) {
		if form[i] != '0' {
			if s[i] != form[i] {
				return n, false
			}
			continue
		}
		if s[i] < '0' || s[i] > '9' {
			return n, false
		}
		n[at] = n[at]*10 + s[i] - '0'
		if digits++; digits%2 == 0 {
			at++
		}
	}
	return n, true
}

func nodeTyped(n node, form string, typ quad.IRI) quad.Value {
	s := []byte(form)
	digits := 0
	for i := range s {
		if s[i] != '0' {
			continue
		}
		b := n[1+digits/2]
		if digits%2 == 0 {
			b /= 10
		}
		s[i] = '0' + b%10
		digits++
	}
	return quad.TypedString{Value: quad.String(s), Type: typ}
}

// outline gives the value that a node holds itself.
func outline(n node) (quad.Value, bool) {
	switch n[0] {
	case classBool:
		return quad.Bool(n[1] == 1), true
	case classInt:
		return quad.Int(binary.BigEndian.Uint64(n[1:]) ^ 1<<63), true
	case classFloat:
		return quad.Float(bitsFloat(binary.BigEndian.Uint64(n[1:]))), true
	case classTime:
		return quad.Time(nodeTime(n)), true
	case classDate:
		return nodeTyped(n, dateForm, shortDate), true
	case classFullDate:
		return nodeTyped(n, dateForm, fullDate), true
	case classFullTime:
		return nodeTyped(n, timeForm, fullDateTime), true
	}
	return nil, false
}

// encode writes a value as the dictionary keeps it: its class, then its bytes.
func encode(v quad.Value) ([]byte, error) { return appendValue(nil, v) }

func appendValue(dst []byte, v quad.Value) ([]byte, error) {
	switch v := v.(type) {
	case quad.IRI: // of whatever class its node is
		return appendString(dst, classIRI, string(v)), nil
	case quad.BNode:
		return appendString(dst, classBNode, string(v)), nil
	case quad.String:
		return appendString(dst, classString, string(v)), nil
	case quad.TypedString:
		return appendPair(dst, classTyped, string(v.Type), string(v.Value)), nil
	case quad.LangString:
		return appendPair(dst, classLang, v.Lang, string(v.Value)), nil
	case quad.Time:
		dst = binary.BigEndian.AppendUint64(append(dst, classFarTime), uint64(time.Time(v).Unix()))
		return binary.BigEndian.AppendUint32(dst, uint32(time.Time(v).Nanosecond())), nil
	}
	return nil, fmt.Errorf("a value of type %T cannot be stored", v)
}

func appendString(dst []byte, class byte, s string) []byte {
	return append(append(slices.Grow(dst, 1+len(s)), class), s...)
}

func appendPair(dst []byte, class byte, a, b string) []byte {
	dst = append(slices.Grow(dst, 3+len(a)+len(b)), class)
	dst = binary.AppendUvarint(dst, uint64(len(a)))
	return append(append(dst, a...), b...)
}

var errValue = errors.New("malformed value in the dictionary")

// decode reads what encode wrote. It copies b.
func decode(b []byte) (quad.Value, error) {
	if len(b) == 0 {
		return nil, errValue
	}
	class, b := b[0], b[1:]
	switch class {
	case classIRI:
		return quad.IRI(b), nil
	case classBNode:
		return quad.BNode(b), nil
	case classString:
		return quad.String(b), nil
	case classTyped, classLang:
		n, w := binary.Uvarint(b)
		if w <= 0 || n > uint64(len(b)-w) {
			return nil, errValue
		}
		a, v := string(b[w:w+int(n)]), quad.String(b[w+int(n):])
		if class == classLang {
			return quad.LangString{Value: v, Lang: a}, nil
		}
		return quad.TypedString{Value: v, Type: quad.IRI(a)}, nil
	case classFarTime:
		if len(b) != 12 {
			return nil, errValue
		}
		sec, nano := int64(binary.BigEndian.Uint64(b)), int64(binary.BigEndian.Uint32(b[8:]))
		return quad.Time(time.Unix(sec, nano).UTC()), nil
	}
	return nil, errValue
}

const (
	longValue = 1024 // bytes from which on a value stands under its own key
	longMark  = 0xff // in place of the class: length and digest follow
	digestLen = 16
)

// entry is a dictionary entry: how often quads name a node, and its value as stored.
type entry struct {
	uses   uint64
	stored []byte
}

// storedForm is what the dictionary keeps of a term: its bytes, or length and digest of long ones.
func (t *term) storedForm() []byte {
	if len(t.bytes) < longValue {
		return t.bytes
	}
	out := append(make([]byte, 0, 24), longMark)
	out = binary.AppendUvarint(out, uint64(len(t.bytes)))
	return append(out, t.sum[sha256.Size-digestLen:]...)
}

func (t *term) long() bool { return len(t.bytes) >= longValue }

// is tells whether the entry stands for this term, and not for another of the same node.
func (e entry) is(t *term) bool { return bytes.Equal(e.stored, t.storedForm()) }

func (e entry) append(dst []byte) []byte {
	return append(binary.AppendUvarint(dst, e.uses), e.stored...)
}

// parseEntry reads a dictionary entry. It shares b.
func parseEntry(b []byte) (entry, error) {
	uses, w := binary.Uvarint(b)
	if w <= 0 || uses == 0 {
		return entry{}, errValue
	}
	return entry{uses: uses, stored: b[w:]}, nil
}

func (e entry) long() bool { return len(e.stored) > 0 && e.stored[0] == longMark }

func describe(v quad.Value) string {
	s := quad.StringOf(v)
	if len(s) > 80 {
		s = s[:80] + "..."
	}
	return strconv.Quote(s)
}
