package pebble

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/cockroachdb/pebble/v2/vfs"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
)

// model is the graph as a plain map, beside a store that goes through the same history.
type model struct {
	t     *testing.T
	rnd   *rand.Rand
	fs    *vfs.MemFS
	store *Store
	quads map[quad.Quad]bool

	snap  *Snapshot // a state frozen some steps ago
	froze map[quad.Quad]bool
}

func newModel(t *testing.T, seed uint64) *model {
	m := &model{t: t, rnd: rand.New(rand.NewPCG(seed, 1)), fs: vfs.NewMem(), quads: map[quad.Quad]bool{}}
	m.open()
	t.Cleanup(func() { m.store.Close() })
	return m
}

func (m *model) open() {
	s, err := Open("world", Options{FS: m.fs, Cache: 4 << 20})
	if err != nil {
		m.t.Fatal(err)
	}
	m.store = s
}

// value draws from few values, so that histories meet; some are long, some hold themselves.
func (m *model) value() quad.Value {
	n := m.rnd.IntN(40)
	switch m.rnd.IntN(12) {
	case 0:
		return quad.Int(n - 20)
	case 1:
		return quad.Time(time.Unix(int64(n)*1e5, int64(n%3)).UTC())
	case 2:
		return quad.TypedString{Value: quad.String(fmt.Sprintf("2013-05-%02d", n)), Type: fullDate}
	case 3:
		return quad.String(strings.Repeat("long ", 300+n))
	case 4:
		return quad.LangString{Value: quad.String(fmt.Sprint(n)), Lang: "en"}
	case 5:
		return quad.BNode(fmt.Sprint(n))
	case 6:
		return quad.Float(float64(n)/4 - 3)
	case 7:
		return quad.String(fmt.Sprint(n))
	}
	if n%4 == 0 {
		return m.subject()
	}
	return quad.IRI(fmt.Sprintf("n:%d", n))
}

func (m *model) quad() quad.Quad {
	q := quad.Quad{
		Subject:   m.subject(),
		Predicate: quad.IRI(fmt.Sprintf("p:%d", m.rnd.IntN(5))),
		Object:    m.value(),
	}
	if m.rnd.IntN(2) == 0 {
		q.Label = m.label()
	}
	return q
}

// families are hashes of articles, of which the first two begin with the same bytes.
var families = []string{"qz3zcvtytzhqmoal", "qz3zckh7b2r5jmsa", "b4wlqf6hy3tnd5vc"}

func (m *model) family() string { return families[m.rnd.IntN(len(families))] }

func (m *model) subject() quad.Value {
	switch m.rnd.IntN(6) {
	case 0:
		return quad.IRI("article:" + m.family())
	case 1:
		return quad.IRI(fmt.Sprintf("claim:%s-%d", m.family(), m.rnd.IntN(3)))
	case 2:
		return quad.IRI(fmt.Sprintf("local:%s-%d-person", m.family(), m.rnd.IntN(3)))
	}
	return quad.IRI(fmt.Sprintf("s:%d", m.rnd.IntN(30)))
}

func (m *model) label() quad.Value {
	if m.rnd.IntN(2) == 0 {
		return quad.IRI("article:" + m.family())
	}
	return quad.IRI(fmt.Sprintf("l:%d", m.rnd.IntN(6)))
}

// deltas draws a batch; half of its deletions name quads that are there.
func (m *model) deltas() []graph.Delta {
	var out []graph.Delta
	for range 1 + m.rnd.IntN(12) {
		d := graph.Delta{Quad: m.quad(), Action: graph.Add}
		if m.rnd.IntN(5) < 2 {
			d.Action = graph.Delete
			if len(m.quads) > 0 && m.rnd.IntN(2) == 0 {
				d.Quad = m.some()
			}
			if m.rnd.IntN(10) == 0 {
				d.Quad.Label = quad.IRI("l:never")
			}
		}
		out = append(out, d)
	}
	if m.rnd.IntN(40) == 0 {
		out = append(out, graph.Delta{Quad: quad.Quad{Subject: quad.IRI("s"), Object: quad.IRI("o")}, Action: graph.Add})
	}
	return out
}

// some gives one quad of the graph.
func (m *model) some() quad.Quad {
	for q := range m.quads {
		return q
	}
	return quad.Quad{}
}

// apply is what ApplyDeltas must do: all or nothing.
func (m *model) apply(ds []graph.Delta, o graph.IgnoreOpts) (err error) {
	var done []graph.Delta
	defer func() {
		for _, d := range slices.Backward(done) {
			if err != nil {
				m.set(d.Quad, d.Action != graph.Add)
			}
		}
	}()
	for _, d := range ds {
		adds := d.Action == graph.Add
		switch {
		case !d.Quad.IsValid():
			return quad.ErrIncomplete
		case m.quads[d.Quad] != adds:
			m.set(d.Quad, adds)
			done = append(done, d)
		case adds && !o.IgnoreDup:
			return graph.ErrQuadExists
		case !adds && !o.IgnoreMissing:
			return graph.ErrQuadNotExist
		}
	}
	return nil
}

func (m *model) set(q quad.Quad, there bool) {
	if there {
		m.quads[q] = true
	} else {
		delete(m.quads, q)
	}
}

// step does one thing to both.
func (m *model) step() {
	m.store.write.logged = loggedQuads
	if m.rnd.IntN(20) == 0 {
		m.store.write.logged = 0 // as a change of very many quads: through tables
	}
	switch k := m.rnd.IntN(1000); {
	case k < 4:
		m.reopen()
	case k < 8:
		m.freeze()
	case k < 20:
		m.bulk()
	case k < 40:
		m.forget()
	default:
		ds := m.deltas()
		o := graph.IgnoreOpts{IgnoreDup: m.rnd.IntN(3) > 0, IgnoreMissing: m.rnd.IntN(3) > 0}
		want, got := m.apply(ds, o), m.store.ApplyDeltas(ds, o)
		var de *graph.DeltaError
		if want == nil && got != nil || want != nil && (!errors.Is(got, want) || !errors.As(got, &de)) {
			m.t.Fatalf("apply: got %v, want %v", got, want)
		}
	}
}

func (m *model) reopen() {
	m.thaw()
	if err := m.store.Close(); err != nil {
		m.t.Fatal(err)
	}
	m.open()
}

func (m *model) thaw() {
	if m.snap == nil {
		return
	}
	m.compare(m.snap, m.froze)
	if err := m.snap.Close(); err != nil {
		m.t.Fatal(err)
	}
	m.snap = nil
}

func (m *model) freeze() {
	m.thaw()
	snap, err := m.store.Snapshot()
	if err != nil {
		m.t.Fatal(err)
	}
	m.snap, m.froze = snap, maps.Clone(m.quads)
}

func (m *model) bulk() {
	w, err := m.store.NewQuadWriter()
	if err != nil {
		m.t.Fatal(err)
	}
	b := w.(*bulk)
	b.few = m.rnd.IntN(2) * 1000 // through tables or through the log
	for range m.rnd.IntN(60) {
		q := m.quad()
		m.quads[q] = true
		if err := w.WriteQuad(q); err != nil {
			m.t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		m.t.Fatal(err)
	}
}

// forget deletes what one label holds, or everything.
func (m *model) forget() {
	label := m.label()
	all := m.rnd.IntN(10) == 0
	var ds []graph.Delta
	for q := range m.quads {
		if all || q.Label == label {
			ds = append(ds, graph.Delta{Quad: q, Action: graph.Delete})
		}
	}
	if err := errors.Join(m.apply(ds, graph.IgnoreOpts{}), m.store.ApplyDeltas(ds, graph.IgnoreOpts{})); err != nil {
		m.t.Fatal(err)
	}
}

// compare reads a whole graph and holds it against the map.
func (m *model) compare(qs interface {
	graph.QuadStore
	Check(context.Context) error
}, want map[quad.Quad]bool) {
	m.t.Helper()
	ctx := context.Background()
	got := map[quad.Quad]bool{}
	it := qs.QuadsAllIterator().Iterate()
	defer it.Close()
	for it.Next(ctx) {
		q, err := qs.Quad(it.Result())
		if err != nil {
			m.t.Fatal(err)
		}
		got[q] = true
	}
	if it.Err() != nil || !maps.Equal(got, want) {
		m.t.Fatalf("quads: %d, want %d (%v)", len(got), len(want), it.Err())
	}
	m.blocks(qs, want)
	nodes := map[quad.Value]bool{}
	for q := range want {
		for _, d := range quad.Directions {
			if v := q.Get(d); v != nil {
				nodes[v] = true
			}
		}
	}
	st, err := qs.Stats(ctx, true)
	if err != nil || st.Quads.Value != int64(len(want)) || st.Nodes.Value != int64(len(nodes)) {
		m.t.Fatalf("stats %v, want %d nodes, %d quads (%v)", st, len(nodes), len(want), err)
	}
	if err := qs.Check(ctx); err != nil {
		m.t.Fatal(err)
	}
}

// blocks reads a whole graph once more, by blocks of all sizes.
func (m *model) blocks(qs graph.QuadStore, want map[quad.Quad]bool) {
	m.t.Helper()
	snap, ok := qs.(*Snapshot)
	if !ok {
		var err error
		if snap, err = m.store.Snapshot(); err != nil {
			m.t.Fatal(err)
		}
		defer snap.Close()
	}
	got := map[quad.Quad]bool{}
	err := snap.quadsBy(context.Background(), 1+m.rnd.IntN(2+len(want)), func(q quad.Quad) error {
		if got[q] {
			return fmt.Errorf("%v comes twice", q)
		}
		got[q] = true
		return nil
	})
	if err != nil || !maps.Equal(got, want) {
		m.t.Fatalf("quads by the block: %d, want %d (%v)", len(got), len(want), err)
	}
}

// spot asks one direction of one value, by the iterator and by the estimate of its size.
func (m *model) spot() {
	d := quad.Directions[m.rnd.IntN(4)]
	v := m.quad().Get(d)
	if v == nil {
		return
	}
	want := 0
	named := false
	for q := range m.quads {
		if q.Get(d) == v {
			want++
		}
		for _, e := range quad.Directions {
			named = named || q.Get(e) == v
		}
	}
	ref, err := m.store.ValueOf(v)
	if err != nil || (ref != nil) != named {
		m.t.Fatalf("%v: found %v, want %v (%v)", v, ref != nil, named, err)
	}
	got := 0
	it := m.store.QuadIterator(d, ref).Iterate()
	defer it.Close()
	for it.Next(context.Background()) {
		got++
	}
	if got != want || it.Err() != nil {
		m.t.Fatalf("%v of %v: %d quads, want %d (%v)", d, v, got, want, it.Err())
	}
}

// ask asks for some patterns of one asker, and for another in the midst of one.
func (m *model) ask() {
	a := m.store.Asker()
	defer a.Close()
	for range 4 {
		pattern, inner := m.pattern(), m.pattern()
		got, want := map[quad.Quad]bool{}, 0
		err := a.Quads(context.Background(), pattern, func(q quad.Quad) error {
			if len(got) == 0 {
				m.asked(a, inner)
			}
			got[q] = true
			return nil
		})
		for q := range m.quads {
			if fits(q, pattern) {
				want++
			}
		}
		for q := range got {
			if !m.quads[q] || !fits(q, pattern) {
				m.t.Fatalf("asked for %v: got %v", pattern, q)
			}
		}
		if len(got) != want || err != nil {
			m.t.Fatalf("asked for %v: %d quads, want %d (%v)", pattern, len(got), want, err)
		}
		m.expect(a, pattern)
	}
}

// expect asks which of some quads, of the graph or not, a pattern has.
func (m *model) expect(a *Asker, pattern quad.Quad) {
	unlabelled := m.rnd.IntN(2) == 0
	in := func(q quad.Quad) bool { return fits(q, pattern) && (!unlabelled || q.Label == nil) }
	expected, others := map[quad.Quad]bool{}, false
	for q := range m.quads {
		if !in(q) {
			continue
		}
		if m.rnd.IntN(10) > 0 {
			expected[q] = true
		} else {
			others = true
		}
	}
	if q := m.quad(); !m.quads[q] || !in(q) {
		expected[q] = false
	}
	list := slices.Collect(maps.Keys(expected))
	var named func(quad.Quad)
	rest := map[quad.Quad]bool{}
	whole := m.rnd.IntN(2) == 0
	if whole {
		named = func(q quad.Quad) { rest[q] = true }
	}
	there, more, err := a.Known(context.Background(), pattern, unlabelled, list, named)
	if err != nil || more != others {
		m.t.Fatalf("expected of %v: others %v, want %v (%v)", pattern, more, others, err)
	}
	for i, q := range list {
		if (whole || !others) && there[i] != expected[q] {
			m.t.Fatalf("expected %v of %v: %v", q, pattern, there[i])
		}
	}
	for q := range m.quads {
		if whole && in(q) && !expected[q] != rest[q] {
			m.t.Fatalf("expected of %v: %v is another, %v", pattern, q, rest[q])
		}
	}
}

// asked asks for one quad of a pattern, and stops there.
func (m *model) asked(a *Asker, pattern quad.Quad) {
	stop, there := errors.New("stop"), false
	err := a.Quads(context.Background(), pattern, func(quad.Quad) error { return stop })
	for q := range m.quads {
		there = there || fits(q, pattern)
	}
	if there != (err == stop) || err != nil && err != stop {
		m.t.Fatalf("asked for %v: %v, there %v", pattern, err, there)
	}
}

// pattern draws a quad and leaves out some of it.
func (m *model) pattern() (pt quad.Quad) {
	q := m.quad()
	if len(m.quads) > 0 && m.rnd.IntN(2) == 0 {
		q = m.some()
	}
	for _, d := range quad.Directions {
		if m.rnd.IntN(2) == 0 && q.Get(d) != nil {
			pt.Set(d, q.Get(d))
		}
	}
	return pt
}

func fits(q, pattern quad.Quad) bool {
	for _, d := range quad.Directions {
		if v := pattern.Get(d); v != nil && v != q.Get(d) {
			return false
		}
	}
	return true
}

func steps() int {
	switch {
	case os.Getenv("ENTENTE_LONG") != "":
		return 2_000_000
	case testing.Short() || raceEnabled:
		return 5_000
	}
	return 100_000
}

func TestHistories(t *testing.T) {
	const each = 5_000
	for seed := range uint64(steps() / each) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			m := newModel(t, seed)
			for i := range each {
				m.step()
				if i%20 == 0 {
					m.spot()
					m.ask()
				}
				if i%1000 == 999 {
					m.compare(m.store, m.quads)
				}
			}
			m.thaw()
			m.reopen()
			m.compare(m.store, m.quads)
		})
	}
}

// dump is every key and value of a store but the format.
func dump(t *testing.T, s *Store) [][2]string {
	t.Helper()
	c, err := s.cursor()
	if err != nil {
		t.Fatal(err)
	}
	defer c.close()
	var out [][2]string
	for ok := c.it.First(); ok; ok = c.it.Next() {
		out = append(out, [2]string{string(c.it.Key()), string(c.it.Value())})
	}
	return out
}

func TestBulkMakesTheSameState(t *testing.T) {
	m := newModel(t, 7)
	var quads []quad.Quad
	for range 20_000 {
		q := m.quad()
		q.Object = quad.IRI(fmt.Sprintf("o:%d", m.rnd.IntN(4000)))
		quads = append(quads, q, m.quad())
	}
	quads = append(quads, quad.Quad{Subject: quad.Int(1), Predicate: quad.Bool(true), Object: quad.Float(math.Inf(-1))})
	one, two, three := memory(t), memory(t), memory(t)
	bulkLoad(t, one, quads, 0)
	for b := range slices.Chunk(quads, 777) {
		add(t, two, b...)
	}
	slices.Reverse(quads)
	add(t, three, quads[:9000]...)
	bulkLoad(t, three, quads[5000:], 0)
	want := dump(t, two)
	for i, s := range []*Store{one, three} {
		if got := dump(t, s); !slices.Equal(got, want) {
			t.Errorf("store %d: %d keys, want %d", i, len(got), len(want))
		}
		if err := s.Check(context.Background()); err != nil {
			t.Error(err)
		}
	}
}

func bulkLoad(t testing.TB, s *Store, quads []quad.Quad, few int) {
	t.Helper()
	w, err := s.NewQuadWriter()
	if err != nil {
		t.Fatal(err)
	}
	w.(*bulk).few = few
	if _, err := w.WriteQuads(quads); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
}

func add(t testing.TB, s *Store, quads ...quad.Quad) {
	t.Helper()
	var ds []graph.Delta
	for _, q := range quads {
		ds = append(ds, graph.Delta{Quad: q, Action: graph.Add})
	}
	if err := s.ApplyDeltas(ds, graph.IgnoreOpts{IgnoreDup: true}); err != nil {
		t.Fatal(err)
	}
}

func FuzzValue(f *testing.F) {
	for i, s := range []string{"", "a", "2013-05-07", "2013-05-07T10:00:00Z", "-12", "1E+00", "True", "\x00\xff"} {
		f.Add(uint8(i), s, "xsd:integer", int64(i)<<40, 0.5*float64(i))
		f.Add(uint8(i+3), s, string(fullDate), int64(-i), math.Inf(1))
		f.Add(uint8(i+3), s, string(fullDateTime), int64(math.MinInt64), math.Copysign(0, -1))
	}
	f.Fuzz(func(t *testing.T, kind uint8, s, typ string, n int64, x float64) {
		values := []quad.Value{
			quad.IRI(s), quad.BNode(s), quad.String(s), quad.LangString{Value: quad.String(s), Lang: typ},
			quad.TypedString{Value: quad.String(s), Type: quad.IRI(typ)}, quad.TypedString{Value: quad.String(s), Type: shortDate},
			quad.Int(n), quad.Float(x), quad.Bool(n > 0), quad.Time(time.Unix(n, n&0xfffff).UTC()),
		}
		v := values[int(kind)%len(values)]
		a, err := termOf(v)
		if err != nil {
			t.Fatal(err)
		}
		back, ok := outline(a.node)
		if !ok {
			if back, err = decode(a.bytes); err != nil {
				t.Fatal(err)
			}
		}
		if back.String() != v.String() {
			t.Fatalf("%v came back as %v", v, back)
		}
		b, err := termOf(back)
		if err != nil || b.node != a.node || !bytes.Equal(b.bytes, a.bytes) {
			t.Fatalf("%v changed its node", v)
		}
		if _, err := decode([]byte(s)); err == nil && s == "" {
			t.Fatal("nothing decoded to a value")
		}
		var e edge
		for i := range e {
			e[i] = a.node
		}
		e[3] = node{}
		for _, o := range orders[:3] {
			var got edge
			if !o.parse(o.appendKey(nil, &e), &got) || got != e {
				t.Fatalf("%v does not survive order %x", v, o.room)
			}
			o.parse([]byte(s), &got)
		}
	})
}
