package pebble

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/memstore"
	"github.com/cayleygraph/cayley/query/path"
	"github.com/cayleygraph/cayley/query/shape"
	"github.com/cayleygraph/quad"
)

// answers are the rows of a path, with their tags, sorted.
func answers(t testing.TB, p *path.Path, qs graph.QuadStore) []string {
	t.Helper()
	ctx := context.Background()
	var out []string
	it := p.BuildIteratorOn(ctx, qs)
	it, _ = it.Optimize(ctx)
	s := it.Iterate()
	defer s.Close()
	for s.Next(ctx) {
		for more := true; more; more = s.NextPath(ctx) {
			out = append(out, row(t, qs, s.Result(), s.TagResults))
		}
	}
	if s.Err() != nil {
		t.Fatal(s.Err())
	}
	slices.Sort(out)
	return out
}

// row writes a result and its tags.
func row(t testing.TB, qs graph.QuadStore, result graph.Ref, tagResults func(map[string]graph.Ref)) string {
	t.Helper()
	tags := map[string]graph.Ref{"": result}
	tagResults(tags)
	var row []string
	for k, ref := range tags {
		v, err := qs.NameOf(ref)
		if err != nil {
			t.Fatal(err)
		}
		row = append(row, k+"="+quad.StringOf(v))
	}
	slices.Sort(row)
	return strings.Join(row, " ")
}

// The questions of the bench, and steps drawn at random, must answer as they do on Cayley's store in memory.
func TestAnswersAreThoseOfMemstore(t *testing.T) {
	ours, theirs := memory(t), memstore.New()
	var quads []quad.Quad
	makeWorld(70_000, func(q quad.Quad) { quads = append(quads, q) })
	quads = quads[len(quads)-25_000:]
	bulkLoad(t, ours, quads, 0)
	for _, q := range quads {
		theirs.AddQuad(q)
	}
	ctx := context.Background()
	for _, q := range questions {
		want, err := q.ask(ctx, theirs)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := q.ask(ctx, ours); err != nil || got != want {
			t.Errorf("%s: %d rows, want %d (%v)", q.name, got, want, err)
		}
	}
}

// small world for random paths: few nodes, so that steps meet.
func smallWorld(rnd *rand.Rand) []quad.Quad {
	seen := map[quad.Quad]bool{}
	var out []quad.Quad
	for range 60 {
		q := quad.Quad{Subject: node5(rnd), Predicate: pred3(rnd), Object: node5(rnd)}
		switch rnd.IntN(4) {
		case 0:
			q.Object = quad.Int(rnd.IntN(5))
		case 1:
			q.Object = quad.TypedString{Value: quad.String(fmt.Sprintf("2013-05-%02d", rnd.IntN(9))), Type: fullDate}
		}
		if rnd.IntN(2) == 0 {
			q.Label = node5(rnd)
		}
		if !seen[q] {
			out = append(out, q)
		}
		seen[q] = true
	}
	return out
}

// node5 is one of a few nodes, of which some are kin, and so may subject and label of a quad be.
func node5(rnd *rand.Rand) quad.Value {
	n := rnd.IntN(8)
	if n >= len(kinNodes) {
		return quad.IRI(fmt.Sprintf("n%d", n))
	}
	return kinNodes[n]
}

var kinNodes = []quad.IRI{"article:qz3zcvtytzhqmoal", "claim:qz3zcvtytzhqmoal-1", "local:qz3zckh7b2r5jmsa-7-person"}

func pred3(rnd *rand.Rand) quad.Value { return quad.IRI(fmt.Sprintf("p%d", rnd.IntN(3))) }

// drawPath adds random steps; those after which Cayley itself loses rows (several ways to one node) come last.
func drawPath(rnd *rand.Rand, p *path.Path, steps int) (*path.Path, string) {
	var said []string
	say := func(f string, a ...any) { said = append(said, fmt.Sprintf(f, a...)) }
	for range steps {
		via, n := pred3(rnd), node5(rnd)
		switch k := rnd.IntN(13); k {
		case 0:
			p = p.Out(via)
			say("Out(%v)", via)
		case 1:
			p = p.In(via)
			say("In(%v)", via)
		case 2:
			p = p.Out()
			say("Out()")
		case 3:
			p = p.Has(via, n)
			say("Has(%v, %v)", via, n)
		case 4:
			p = p.LabelContext(n)
			say("LabelContext(%v)", n)
		case 5:
			p = p.Unique()
			say("Unique()")
		case 6:
			c := drawComparison(rnd)
			p = p.HasFilter(via, false, c)
			say("HasFilter(%v, %v)", via, c)
		case 7:
			p = p.And(path.StartMorphism().Out(via))
			say("And(Out(%v))", via)
		case 8:
			p = p.Both(via)
			say("Both(%v)", via)
		case 9:
			c := drawComparison(rnd)
			p = p.Filters(c)
			say("Filters(%v)", c)
		case 10:
			p = p.Out(via, pred3(rnd))
			say("Out(%v, ..)", via)
		case 11:
			p = p.Except(path.StartMorphism(n).Out())
			say("Except(%v)", n)
		case 12:
			p = p.Out(via).OutPredicates()
			say("Out(%v).OutPredicates()", via)
		}
		p = p.Unique()
	}
	return p, strings.Join(said, ".")
}

func drawComparison(rnd *rand.Rand) shape.Comparison {
	values := []quad.Value{quad.Int(2), quad.Int(3), quad.IRI("n3"), quad.String("x"),
		quad.TypedString{Value: quad.String(fmt.Sprintf("2013-05-%02d", rnd.IntN(9))), Type: fullDate}}
	return shape.Comparison{Op: iterator.Operator(rnd.IntN(4)), Val: values[rnd.IntN(len(values))]}
}

func TestRandomPaths(t *testing.T) {
	n := 1500
	if testing.Short() || raceEnabled {
		n = 200
	}
	for seed := range uint64(n) {
		rnd := rand.New(rand.NewPCG(seed, 5))
		quads := smallWorld(rnd)
		ours, err := OpenMemory(0)
		if err != nil {
			t.Fatal(err)
		}
		theirs := memstore.New(quads...)
		add(t, ours, quads...)
		for range 5 {
			at := node5(rnd)
			start := path.StartMorphism(at)
			if rnd.IntN(4) == 0 {
				start = path.StartMorphism()
			}
			p, said := drawPath(rnd, start, 1+rnd.IntN(3))
			got, want := answers(t, p, ours), answers(t, p, theirs)
			raw := answers(t, p, plain{ours})
			if !slices.Equal(got, want) || !slices.Equal(raw, want) {
				t.Fatalf("seed %d: %v.%s:\n got %v\nwant %v\n raw %v", seed, at, said, got, want, raw)
			}
		}
		if err := ours.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// A range answers as Cayley's filter does, value by value.
func TestSpansCompareAsCayleyDoes(t *testing.T) {
	far := time.Date(30000, 1, 1, 0, 0, 0, 0, time.UTC)
	var values []quad.Value
	for _, x := range []int64{math.MinInt64, -1, 0, 1, 7, math.MaxInt64} {
		values = append(values, quad.Int(x), quad.Float(float64(x)), quad.Float(float64(x)/3),
			quad.Time(time.Unix(x%1e10, 5).UTC()), quad.String(fmt.Sprint(x)), quad.IRI(fmt.Sprint(x)), quad.BNode(fmt.Sprint(x)))
	}
	values = append(values, quad.Float(math.Inf(1)), quad.Float(math.Inf(-1)), quad.Float(math.Copysign(0, -1)),
		quad.Float(math.NaN()), quad.Bool(true), quad.Bool(false), quad.Time(far), quad.Time(time.Unix(-1<<50, 0).UTC()))
	for _, s := range []string{"2013-05-07", "2013-05-08", "0000-00-00", "9999-99-99", "2013", "2013-05-07T10:00:00Z"} {
		for _, typ := range []quad.IRI{shortDate, fullDate, fullDateTime, "edtf", "xsd:integer"} {
			values = append(values, quad.TypedString{Value: quad.String(s), Type: typ})
		}
		values = append(values, quad.LangString{Value: quad.String(s), Lang: "en"})
	}
	s := memory(t)
	for i, v := range values {
		add(t, s, quad.Quad{Subject: quad.IRI(fmt.Sprintf("s%d", i)), Predicate: quad.IRI("p"), Object: v})
	}
	all := path.StartPath(s)
	for _, v := range values {
		for op := iterator.CompareLT; op <= iterator.CompareGTE; op++ {
			c := shape.Comparison{Op: op, Val: v}
			for name, p := range map[string]*path.Path{
				"nodes": all.Filters(c), "has": all.HasFilter(quad.IRI("p"), false, c),
				"out": all.Out(quad.IRI("p")).Filters(c), "from": path.StartPath(s, quad.IRI("s3"), quad.IRI("s40")).HasFilter(quad.IRI("p"), false, c),
			} {
				got, want := answers(t, p, s), answers(t, p, plain{s})
				if !slices.Equal(got, want) {
					t.Fatalf("%s %v %v:\n got %v\nwant %v", name, op, v, got, want)
				}
			}
		}
	}
}

// Two ways to a node, times two quads of it: all four rows, whichever link drives.
func TestEveryWayToEveryQuad(t *testing.T) {
	s := memory(t)
	i := func(s string) quad.Value { return quad.IRI(s) }
	add(t, s,
		quad.Quad{Subject: i("a"), Predicate: i("alias"), Object: i("a1")}, quad.Quad{Subject: i("a"), Predicate: i("alias"), Object: i("a2")},
		quad.Quad{Subject: i("a"), Predicate: i("knows"), Object: i("b"), Label: i("f1")}, quad.Quad{Subject: i("a"), Predicate: i("knows"), Object: i("c"), Label: i("f2")})
	p := path.StartPath(s, i("a"), i("zz")).Save(i("alias"), "alias").Out(i("knows"))
	want := []string{"=<b> alias=<a1>", "=<b> alias=<a2>", "=<c> alias=<a1>", "=<c> alias=<a2>"}
	if got := answers(t, p, s); !slices.Equal(got, want) {
		t.Errorf("got %v", got)
	}
}

func TestFollowRecursiveIsCayleys(t *testing.T) {
	for seed := range uint64(200) {
		rnd := rand.New(rand.NewPCG(seed, 9))
		quads := smallWorld(rnd)
		ours := memory(t)
		add(t, ours, quads...)
		theirs := memstore.New(quads...)
		via := path.StartMorphism().Out(pred3(rnd))
		from, depth := node5(rnd), rnd.IntN(4)-1
		rows := func(p *path.Path, qs graph.QuadStore) []string { return answers(t, p, qs) }
		want := rows(path.StartMorphism(from).Tag("from").FollowRecursive(via, depth, []string{"depth"}), theirs)
		for _, qs := range []graph.QuadStore{ours, plain{ours}, theirs} {
			got := rows(FollowRecursive(path.StartMorphism(from).Tag("from"), via, depth, "depth"), qs)
			if !slices.Equal(got, want) {
				t.Fatalf("seed %d on %T:\n got %v\nwant %v", seed, qs, got, want)
			}
		}
	}
}

// Asked for single nodes, a recursion and a pattern say what they say when they are walked: all ways and their tags.
func TestLookupIsIterate(t *testing.T) {
	for seed := range uint64(200) {
		rnd := rand.New(rand.NewPCG(seed, 11))
		s := memory(t)
		add(t, s, smallWorld(rnd)...)
		from := path.StartMorphism(node5(rnd), node5(rnd)).Tag("from").Save(pred3(rnd), "way")
		for _, p := range []*path.Path{
			FollowRecursive(from, path.StartMorphism().Out(pred3(rnd)), -1, "depth"),
			from.LabelContextWithTags([]string{"l"}, path.StartMorphism()).Out(pred3(rnd), pred3(rnd)),
			from.Out().HasFilter(pred3(rnd), false, drawComparison(rnd)),
		} {
			want := slices.Compact(answers(t, p, s))
			if got := slices.Compact(lookups(t, p, s)); !slices.Equal(got, want) {
				t.Fatalf("seed %d:\n got %v\nwant %v", seed, got, want)
			}
		}
	}
}

// lookups asks a path for each node of the store, twice, and gives its rows sorted.
func lookups(t *testing.T, p *path.Path, s *Store) (out []string) {
	ctx := context.Background()
	it, _ := p.BuildIteratorOn(ctx, s).Optimize(ctx)
	x := it.Lookup()
	defer x.Close()
	all, err := iterator.Iterate(ctx, s.NodesAllIterator()).All()
	if err != nil {
		t.Fatal(err)
	}
	for _, ref := range append(all, all...) {
		for more := x.Contains(ctx, ref); more; more = x.NextPath(ctx) {
			out = append(out, row(t, s, ref, x.TagResults))
		}
	}
	if x.Err() != nil {
		t.Fatal(x.Err())
	}
	slices.Sort(out)
	return out
}

// A label context of all nodes leaves out what has no label, with or without tags.
func TestLabelContextOfAllNodes(t *testing.T) {
	s := memory(t)
	i := func(s string) quad.Value { return quad.IRI(s) }
	add(t, s, quad.Quad{Subject: i("a"), Predicate: i("p"), Object: i("b"), Label: i("l")},
		quad.Quad{Subject: i("a"), Predicate: i("p"), Object: i("c")})
	for _, tags := range [][]string{nil, {"t"}} {
		p := path.StartMorphism(i("a")).LabelContextWithTags(tags, path.StartMorphism()).Out(i("p"))
		got, want := answers(t, p, s), answers(t, p, memstore.New(
			quad.Quad{Subject: i("a"), Predicate: i("p"), Object: i("b"), Label: i("l")}))
		if !slices.Equal(got, want) || len(got) != 1 {
			t.Errorf("tags %v: got %v, want %v", tags, got, want)
		}
	}
}

// The label of each step is read in the recursion.
func TestFollowRecursiveReadsLabels(t *testing.T) {
	s := memory(t)
	i := func(s string) quad.Value { return quad.IRI(s) }
	add(t, s, quad.Quad{Subject: i("a"), Predicate: i("in"), Object: i("b"), Label: i("f1")},
		quad.Quad{Subject: i("b"), Predicate: i("in"), Object: i("c"), Label: i("f2")},
		quad.Quad{Subject: i("b"), Predicate: i("in"), Object: i("d")})
	via := path.StartMorphism().LabelContextWithTags([]string{"fact"}, path.StartMorphism()).Out(i("in"))
	got := answers(t, FollowRecursive(path.StartMorphism(i("a")), via, -1, "depth"), s)
	want := []string{`=<b> depth="1"^^<xsd:integer> fact=<f1>`, `=<c> depth="2"^^<xsd:integer> fact=<f2>`}
	if !slices.Equal(got, want) {
		t.Errorf("got %v", got)
	}
}

// Count on an intersection counts, and does not believe the size of one side.
func TestCountOfAnEmptyIntersection(t *testing.T) {
	s := memory(t)
	add(t, s, batchOf(1)...)
	n, err := path.StartPath(s, quad.IRI("p"), quad.IRI("batch:1")).And(path.StartMorphism().Out(quad.IRI("p"))).Iterate(context.Background()).Count()
	if err != nil || n != 0 {
		t.Errorf("%d, %v", n, err)
	}
}

// Many readers and a writer at once, for the race detector.
func TestReadersAndWriter(t *testing.T) {
	s := memory(t)
	stop := make(chan struct{})
	errs := make(chan error, 4)
	for range 4 {
		go func() {
			for {
				select {
				case <-stop:
					errs <- nil
					return
				default:
				}
				snap, err := s.Snapshot()
				if err != nil {
					errs <- err
					return
				}
				n := 0
				err = path.StartPath(snap).LabelContextWithTags([]string{"l"}, path.StartMorphism()).Out(quad.IRI("p")).
					Iterate(context.Background()).TagValues(snap, func(map[string]quad.Value) error { n++; return nil })
				if snap.Close(); err != nil || n%20 != 0 {
					errs <- fmt.Errorf("%d rows: %w", n, err)
					return
				}
			}
		}()
	}
	for i := range 60 {
		add(t, s, batchOf(i)...)
	}
	close(stop)
	for range 4 {
		if err := <-errs; err != nil {
			t.Error(err)
		}
	}
}
