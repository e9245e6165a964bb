package pebble

import (
	"context"
	"fmt"
	"math/rand/v2"
	"regexp"
	"time"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/query/path"
	"github.com/cayleygraph/cayley/query/shape"
	"github.com/cayleygraph/quad"
)

// Predicates of the world.
const (
	isA         = quad.IRI("rdf:type")
	title       = quad.IRI("ent:title")
	published   = quad.IRI("ent:published")
	section     = quad.IRI("ent:section")
	source      = quad.IRI("ent:source")
	mentions    = quad.IRI("ent:mentions")
	name        = quad.IRI("rdfs:label")
	partOf      = quad.IRI("ent:partOf")
	states      = quad.IRI("ent:states")
	quote       = quad.IRI("ent:quote")
	start       = quad.IRI("ent:start")
	end         = quad.IRI("ent:end")
	participant = quad.IRI("ent:participant")
	article     = quad.IRI("ent:Article")
)

// Entities with a known number of articles.
const (
	big   = quad.IRI("entity:big")   // 6,688 articles
	mid   = quad.IRI("entity:mid")   // 390 articles, and 390 meetings
	mid2  = quad.IRI("entity:mid2")  // 390 other articles
	small = quad.IRI("entity:small") // 34 articles
)

// world makes a graph of the shape of news: articles with dates, sources and mentions of a few famous and many
// unknown entities, claims under the label of their article, edges under the label of their fact, a tree of places.
type world struct {
	rnd  *rand.Rand
	zipf *rand.Zipf
	emit func(quad.Quad)
	n    int
}

const (
	worldEntities = 20_000
	perArticle    = 21 // quads, about
)

var day0 = time.Date(2012, 1, 1, 0, 0, 0, 0, time.UTC)

// makeWorld emits about n quads, the same for the same n.
func makeWorld(n int, emit func(quad.Quad)) {
	w := &world{rnd: rand.New(rand.NewPCG(1, uint64(n))), emit: emit}
	w.zipf = rand.NewZipf(w.rnd, 1.3, 40, worldEntities-1)
	w.entities()
	for i := 0; w.n < n; i++ {
		w.article(i)
	}
}

func (w *world) put(s, p, o, l quad.Value) {
	w.n++
	w.emit(quad.Quad{Subject: s, Predicate: p, Object: o, Label: l})
}

func entityIRI(i uint64) quad.IRI { return quad.IRI(fmt.Sprintf("entity:%d", i)) }

func (w *world) entities() {
	for i := range uint64(worldEntities) {
		e := entityIRI(i)
		w.put(e, isA, quad.IRI([]string{"ent:Person", "ent:Place", "ent:Organization"}[i%3]), nil)
		w.put(e, name, quad.String(fmt.Sprintf("Name of %d %x", i, w.rnd.Uint32())), nil)
		if i > 0 && i < 3000 {
			w.put(e, partOf, entityIRI((i-1)/4), nil)
		}
	}
}

func (w *world) article(i int) {
	a := quad.IRI(fmt.Sprintf("article:%08x", w.rnd.Uint32()))
	w.put(a, isA, article, nil)
	w.put(a, title, quad.String(fmt.Sprintf("What happened on the day %d in the matter of %x", i/40, w.rnd.Uint64())), nil)
	w.put(a, published, quad.Time(day0.Add(time.Duration(i)*53*time.Minute)), nil)
	w.put(a, section, quad.IRI(fmt.Sprintf("section:%d", w.rnd.IntN(20))), nil)
	w.put(a, source, quad.IRI(fmt.Sprintf("source:%d", w.rnd.IntN(300))), nil)
	if i < 6688 {
		w.put(a, mentions, big, a)
	}
	switch k := i % 17; {
	case k == 0 && i/17 < 390:
		w.put(a, mentions, mid, a)
	case k <= 1 && i/17 < 390:
		w.put(a, mentions, mid2, a)
	case k == 2 && i/17 < 34:
		w.put(a, mentions, small, a)
	}
	for range 6 {
		w.put(a, mentions, entityIRI(w.zipf.Uint64()), a)
	}
	for c := range 2 {
		w.claim(i, c, a)
	}
}

func (w *world) claim(i, c int, a quad.IRI) {
	id := quad.IRI(fmt.Sprintf("claim:%s-%d", a[8:], c))
	meeting := quad.IRI(fmt.Sprintf("meeting:%d", i/3))
	who := entityIRI(w.zipf.Uint64())
	if c == 0 && i%3 == 0 && i/3 < 390 {
		who = mid
	}
	fact := quad.IRI(fmt.Sprintf("fact:%x", w.rnd.Uint64()))
	w.put(id, states, fact, a)
	w.put(id, quote, quad.String(fmt.Sprintf("He said %x would meet %s before the end of the month, officials told us.", w.rnd.Uint32(), who)), a)
	at := w.rnd.IntN(4000)
	w.put(id, start, quad.Int(at), a)
	w.put(id, end, quad.Int(at+90), a)
	w.put(meeting, participant, who, fact)
}

// question is one query on the world; it returns the number of its rows.
type question struct {
	name string
	ask  func(context.Context, graph.QuadStore) (int, error)
}

// rows asks a path for values.
func rows(p func(*path.Path) *path.Path, from ...quad.Value) func(context.Context, graph.QuadStore) (int, error) {
	return func(ctx context.Context, qs graph.QuadStore) (int, error) {
		n := 0
		err := p(path.StartPath(qs, from...)).Iterate(ctx).EachValue(qs, func(quad.Value) error { n++; return nil })
		return n, firstOf(err, ctx.Err())
	}
}

// tagged asks a path for its tags' values.
func tagged(p func(*path.Path) *path.Path, from ...quad.Value) func(context.Context, graph.QuadStore) (int, error) {
	return func(ctx context.Context, qs graph.QuadStore) (int, error) {
		n := 0
		err := p(path.StartPath(qs, from...)).Iterate(ctx).TagValues(qs, func(map[string]quad.Value) error { n++; return nil })
		return n, firstOf(err, ctx.Err())
	}
}

// counted asks a path for references only.
func counted(p func(*path.Path) *path.Path, from ...quad.Value) func(context.Context, graph.QuadStore) (int, error) {
	return func(ctx context.Context, qs graph.QuadStore) (int, error) {
		n := 0
		err := p(path.StartPath(qs, from...)).Iterate(ctx).Each(func(graph.Ref) error { n++; return nil })
		return n, firstOf(err, ctx.Err())
	}
}

func after2(d int) shape.Comparison {
	return shape.Comparison{Op: iterator.CompareGTE, Val: quad.Time(day0.AddDate(0, 0, d))}
}

func before2(d int) shape.Comparison {
	return shape.Comparison{Op: iterator.CompareLT, Val: quad.Time(day0.AddDate(0, 0, d))}
}

// evidence reads 390 edges with the fact that labels each, the claims that state the fact and their quotes.
func evidence(ctx context.Context, qs graph.QuadStore) (int, error) {
	edges := path.StartPath(qs, mid).LabelContextWithTags([]string{"fact"}, path.StartPath(qs)).In(participant).Tag("meeting")
	var facts, all []graph.Ref
	err := edges.Iterate(ctx).TagEach(func(m map[string]graph.Ref) error {
		facts = append(facts, m["fact"])
		all = append(all, m["meeting"], m["fact"])
		return nil
	})
	if err != nil {
		return 0, err
	}
	n := 0
	err = path.StartPathNodes(qs, facts...).In(states).Tag("claim").Save(quote, "quote").Iterate(ctx).
		TagEach(func(m map[string]graph.Ref) error {
			n++
			all = append(all, m["claim"], m["quote"])
			return nil
		})
	if err != nil {
		return 0, err
	}
	_, err = graph.ValuesOf(ctx, qs, all)
	return n, firstOf(err, ctx.Err())
}

type step = *path.Path

// questions are those of the bars first, then the others that stores are measured by.
var questions = []question{
	{"1-hop to 6,688 with names", rows(func(p step) step { return p.In(mentions) }, big)},
	{"2-hop titles of 390", rows(func(p step) step { return p.In(mentions).Out(title) }, mid)},
	{"3-hop to 50,000", rows(func(p step) step { return p.In(mentions).Out(mentions).In(mentions) }, entityIRI(4000))},
	{"three Saves on 390", tagged(func(p step) step {
		return p.In(mentions).Save(title, "t").Save(section, "s").Save(source, "o")
	}, mid)},
	{"date window", rows(func(p step) step {
		return p.Has(isA, article).HasFilter(published, false, after2(100), before2(114))
	})},
	{"390 edges, facts, claims, quotes", evidence},
	{"1-hop in small", rows(func(p step) step { return p.In(mentions) }, small)},
	{"1-hop in mid", rows(func(p step) step { return p.In(mentions) }, mid)},
	{"1-hop in big, refs only", counted(func(p step) step { return p.In(mentions) }, big)},
	{"1-hop in big, Count", rows(func(p step) step { return p.In(mentions).Count() }, big)},
	{"2-hop co-mention small", rows(func(p step) step { return p.In(mentions).Out(mentions).Unique() }, small)},
	{"2-hop co-mention mid", rows(func(p step) step { return p.In(mentions).Out(mentions).Unique() }, mid)},
	{"has section", rows(func(p step) step { return p.In(mentions).Has(section, quad.IRI("section:3")) }, mid)},
	{"has source and section", rows(func(p step) step {
		return p.In(mentions).Has(source, quad.IRI("source:7")).Has(section, quad.IRI("section:3"))
	}, big)},
	{"and mid, mid2", rows(func(p step) step { return p.In(mentions).And(path.StartMorphism(mid2).In(mentions)) }, mid)},
	{"and small, big", rows(func(p step) step { return p.In(mentions).And(path.StartMorphism(big).In(mentions)) }, small)},
	{"and big, small", rows(func(p step) step { return p.In(mentions).And(path.StartMorphism(small).In(mentions)) }, big)},
	{"optional save on 390", tagged(func(p step) step { return p.In(mentions).SaveOptional(title, "t") }, mid)},
	{"recursive up partOf", rows(func(p step) step { return p.FollowRecursive(partOf, -1, nil) }, entityIRI(2900))},
	{"recursive down partOf", rows(func(p step) step {
		return p.FollowRecursive(path.StartMorphism().In(partOf), -1, nil)
	}, entityIRI(6))},
	{"recursive down, optimized", rows(func(p step) step {
		return FollowRecursive(p, path.StartMorphism().In(partOf), -1)
	}, entityIRI(6))},
	{"recursive down, with labels", rows(func(p step) step {
		return FollowRecursive(p, path.StartMorphism().LabelContextWithTags([]string{"l"}, path.StartMorphism()).In(participant).Out(participant), 2)
	}, entityIRI(12345))},
	{"date filter on 390", rows(func(p step) step { return p.In(mentions).HasFilter(published, false, after2(100)) }, mid)},
	{"by name", rows(func(p step) step { return p.Out(name) }, entityIRI(77))},
	{"by type, limit 10", rows(func(p step) step { return p.Has(isA, article).Limit(10) })},
	{"by type, Count", rows(func(p step) step { return p.Has(isA, article).Count() })},
	{"type, section and source", rows(func(p step) step {
		return p.Has(isA, article).Has(section, quad.IRI("section:3")).Has(source, quad.IRI("source:7"))
	})},
	{"all sections, unique", rows(func(p step) step { return p.Out(section).Unique() })},
	{"label context", rows(func(p step) step {
		return p.LabelContextWithTags([]string{"l"}, path.StartMorphism()).In(mentions)
	}, small)},
	{"labels of an entity", rows(func(p step) step { return p.Labels() }, mid)},
	{"out predicates", rows(func(p step) step { return p.OutPredicates() }, mid)},
	{"in predicates of big", rows(func(p step) step { return p.InPredicates() }, big)},
	{"except", rows(func(p step) step { return p.In(mentions).Except(path.StartMorphism(mid2).In(mentions)) }, mid)},
	{"regex on names", rows(func(p step) step {
		return p.Has(isA, quad.IRI("ent:Person")).Out(name).Regex(regexp.MustCompile("of 19[0-9]{3} 0"))
	})},
}
