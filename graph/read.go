package graph

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"

	"entente/graph/ontology"
	"entente/graph/pebble"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/query/shape"
	"github.com/cayleygraph/quad"
)

// ErrUnknown is the cause when something asked for by its address is not in the graph.
var ErrUnknown = errors.New("not in the graph")

// Reader reads the graph out of a quad store.
type Reader struct {
	qs     cayley.QuadStore
	asker  *pebble.Asker // where many small questions are asked in a row
	recent *recent       // of the store whose present state is read
	close  func() error
}

// NewReader returns a reader of a quad store that holds our encoding.
func NewReader(qs cayley.QuadStore) *Reader { return &Reader{qs: qs} }

// QuadStore returns Cayley's view, on which paths start:
// path.StartPath(r.QuadStore(), quad.IRI("person:sergei-lavrov")).
func (r *Reader) QuadStore() cayley.QuadStore { return r.qs }

// Close lets a snapshot go. It does nothing to a reader made with NewReader.
func (r *Reader) Close() error {
	if r.close == nil {
		return nil
	}
	return r.close()
}

// Asking returns a reader of the same graph for many small questions in a row by one
// goroutine. It must be closed before the graph changes, as it reads one state, and soon.
func (r *Reader) Asking() *Reader {
	of, ok := r.qs.(interface{ Asker() *pebble.Asker })
	if !ok || r.asker != nil {
		return &Reader{qs: r.qs, asker: r.asker, recent: r.recent}
	}
	a := of.Asker()
	return &Reader{qs: r.qs, asker: a, recent: r.recent, close: a.Close}
}

// another returns a reader of the same state that asks for itself, for another goroutine.
func (r *Reader) another() *Reader { return (&Reader{qs: r.qs, recent: r.recent}).Asking() }

// togetherLeast is how many questions at least one asks who does not ask them all.
const togetherLeast = 256

// Together calls fn for each number below n, on all processors where they are many and the
// reader is an asking one, each of them with a reader of its own and numbers in a row.
func (r *Reader) Together(n int, fn func(r *Reader, i int) error) error {
	parts := min(runtime.GOMAXPROCS(0), n/togetherLeast)
	if parts < 2 || r.asker == nil {
		for i := range n {
			if err := fn(r, i); err != nil {
				return err
			}
		}
		return nil
	}
	errs := make([]error, parts)
	var all sync.WaitGroup
	for part := range parts {
		all.Go(func() {
			r := r.another()
			defer r.Close()
			for i := n * part / parts; i < n*(part+1)/parts && errs[part] == nil; i++ {
				errs[part] = fn(r, i)
			}
		})
	}
	all.Wait()
	return errors.Join(errs...)
}

// TogetherOn calls fn for each of some things, by its place, as Together does, in the order in
// which the store has them.
func (r *Reader) TogetherOn(things []IRI, fn func(r *Reader, i int) error) error {
	if r.asker == nil {
		return r.Together(len(things), fn)
	}
	values := make([]quad.Value, len(things))
	for i, iri := range things {
		values[i] = quad.IRI(iri)
	}
	order := pebble.Order(values)
	return r.Together(len(order), func(r *Reader, i int) error { return fn(r, order[i]) })
}

// errStop ends a walk over quads early, without an error.
var errStop = errors.New("stop")

// pattern says which quads are meant: nil means any. (A nil label is any label.)
type pattern struct{ s, p, o, l quad.Value }

func (pt pattern) matches(q quad.Quad) bool {
	return (pt.s == nil || pt.s == q.Subject) && (pt.p == nil || pt.p == q.Predicate) &&
		(pt.o == nil || pt.o == q.Object) && (pt.l == nil || pt.l == q.Label)
}

func (pt pattern) quad() quad.Quad {
	return quad.Quad{Subject: pt.s, Predicate: pt.p, Object: pt.o, Label: pt.l}
}

// each calls fn for each quad of the pattern, in the store's order. fn may
// return errStop to end the walk.
func (r *Reader) each(ctx context.Context, pt pattern, fn func(quad.Quad) error) error {
	if r.asker != nil {
		return ignoreStop(r.asker.Quads(ctx, pt.quad(), fn))
	}
	var sh shape.Quads
	for _, f := range []struct {
		dir quad.Direction
		v   quad.Value
	}{{quad.Subject, pt.s}, {quad.Predicate, pt.p}, {quad.Object, pt.o}, {quad.Label, pt.l}} {
		if f.v == nil {
			continue
		}
		ref, err := r.qs.ValueOf(f.v)
		if err != nil {
			return fmt.Errorf("look up %s: %w", f.v, err)
		}
		if ref == nil {
			return nil
		}
		sh = append(sh, shape.QuadFilter{Dir: f.dir, Values: shape.Fixed{ref}})
	}
	it := shape.BuildIterator(ctx, r.qs, sh).Iterate()
	defer it.Close()
	for it.Next(ctx) {
		q, err := r.qs.Quad(it.Result())
		if err != nil {
			return fmt.Errorf("read quad: %w", err)
		}
		if err := fn(q); err != nil {
			return ignoreStop(err)
		}
	}
	return cmp.Or(it.Err(), ctx.Err())
}

func ignoreStop(err error) error {
	if errors.Is(err, errStop) {
		return nil
	}
	return err
}

// all returns the quads of a pattern. It reads them before anything is written.
func (r *Reader) all(ctx context.Context, pt pattern) ([]quad.Quad, error) {
	var quads []quad.Quad
	err := r.each(ctx, pt, func(q quad.Quad) error {
		quads = append(quads, q)
		return nil
	})
	return quads, err
}

// allQuads is a store that names its quads by the block when all are read.
type allQuads interface {
	Quads(ctx context.Context, fn func(quad.Quad) error) error
}

// Quads calls fn for each quad of the graph, in the store's order.
func (r *Reader) Quads(ctx context.Context, fn func(quad.Quad) error) error {
	if all, ok := r.qs.(allQuads); ok {
		return ignoreStop(all.Quads(ctx, fn))
	}
	return r.each(ctx, pattern{}, fn)
}

// Articles returns the addresses of all articles, sorted. The gazetteer is none.
func (r *Reader) Articles(ctx context.Context) ([]IRI, error) {
	var all []IRI
	err := r.each(ctx, pattern{p: RDFType, o: Class(ontology.Article)}, func(q quad.Quad) error {
		all = append(all, iriOf(q.Subject))
		return nil
	})
	slices.Sort(all)
	return all, err
}

// Article returns one article as it is kept, text and record included.
func (r *Reader) Article(ctx context.Context, article IRI) (Article, error) {
	quads, err := r.all(ctx, pattern{s: quad.IRI(article)})
	if err != nil {
		return Article{}, err
	}
	n := gather(quads)[article]
	if n == nil || n.text(ArticleID) == "" {
		return Article{}, fmt.Errorf("article %s: %w", article, ErrUnknown)
	}
	return decodeArticle(article, n), nil
}

// Record returns the canonical reading kept with an article.
func (r *Reader) Record(ctx context.Context, article IRI) (string, error) {
	return r.one(ctx, article, Record)
}

// Text returns an article's text.
func (r *Reader) Text(ctx context.Context, article IRI) (string, error) {
	return r.one(ctx, article, Text)
}

// Judgements returns the judgements that the graph was resolved with, empty when
// there are none.
func (r *Reader) Judgements(ctx context.Context) (string, error) {
	text, err := r.one(ctx, JudgementArticle, Judgements)
	if errors.Is(err, ErrUnknown) {
		return "", nil
	}
	return text, err
}

// ArticleDigest returns the digest of the text of an article; ok is false when
// the article is not in the graph.
func (r *Reader) ArticleDigest(ctx context.Context, article IRI) (digest string, ok bool, err error) {
	digest, err = r.one(ctx, article, Digest)
	if errors.Is(err, ErrUnknown) {
		return "", false, nil
	}
	return digest, err == nil, err
}

// one returns the text of the only object under a predicate.
func (r *Reader) one(ctx context.Context, subject IRI, p quad.IRI) (string, error) {
	quads, err := r.all(ctx, pattern{s: quad.IRI(subject), p: p})
	if err != nil {
		return "", err
	}
	if len(quads) == 0 {
		return "", fmt.Errorf("%s of %s: %w", p, subject, ErrUnknown)
	}
	text, _ := Literal(quads[0].Object)
	return text, nil
}

// Contribution returns all that an article adds to the graph, in its one order.
func (r *Reader) Contribution(ctx context.Context, article IRI) (Contribution, error) {
	quads, err := r.contributionQuads(ctx, article)
	if err != nil {
		return Contribution{}, err
	}
	if len(quads) == 0 {
		return Contribution{}, fmt.Errorf("article %s: %w", article, ErrUnknown)
	}
	return decode(article, quads, func(f IRI) (Fact, error) { return r.Fact(ctx, f) })
}

// Recent returns an article as it was written, if it was a moment ago (Options.Recent).
// It is not to be changed.
func (r *Reader) Recent(article IRI) (Contribution, bool) { return r.recent.article(article) }

// Holds reports whether an article stands in the graph just as a contribution has it.
// It compares keys and reads no words; where it can not tell it says no.
func (r *Reader) Holds(ctx context.Context, c Contribution) (bool, error) {
	quads := contributionQuads(c)
	own := map[quad.Value][]quad.Quad{quad.IRI(c.Article.IRI): nil}
	for _, l := range c.Locals {
		own[quad.IRI(l.IRI)] = nil
	}
	var labelled []quad.Quad
	for _, q := range quads {
		if q = canonical(q); q.Label != nil {
			labelled = append(labelled, q)
			continue
		}
		own[q.Subject] = append(own[q.Subject], q)
	}
	if same, err := r.just(ctx, pattern{l: quad.IRI(c.Article.IRI)}, false, labelled); err != nil || !same {
		return false, err
	}
	for s, quads := range own {
		if same, err := r.just(ctx, pattern{s: s}, true, quads); err != nil || !same {
			return false, err
		}
	}
	return true, nil
}

// just reports whether some quads, each once or more, are all those of a pattern,
// without a label alone or all.
func (r *Reader) just(ctx context.Context, pt pattern, unlabelled bool, quads []quad.Quad) (bool, error) {
	if r.asker == nil {
		return false, nil
	}
	once := map[quad.Quad]bool{}
	quads = slices.DeleteFunc(slices.Clone(quads), func(q quad.Quad) bool {
		was := once[q]
		once[q] = true
		return was
	})
	there, others, err := r.asker.Known(ctx, pt.quad(), unlabelled, quads, nil)
	return !others && !slices.Contains(there, false), err
}

// contributionQuads returns what contributionQuads wrote for an article.
func (r *Reader) contributionQuads(ctx context.Context, article IRI) ([]quad.Quad, error) {
	quads, err := r.all(ctx, pattern{l: quad.IRI(article)})
	if err != nil {
		return nil, err
	}
	subjects := map[quad.IRI]bool{}
	for _, q := range quads {
		if s := iriOf(q.Subject); strings.HasPrefix(string(s), "local:") || s == article {
			subjects[quad.IRI(s)] = true
		}
	}
	for s := range subjects {
		own, err := r.derivedOf(ctx, s)
		if err != nil {
			return nil, err
		}
		quads = append(quads, own...)
	}
	return quads, nil
}

// derivedOf returns the quads without label of which s is the subject.
func (r *Reader) derivedOf(ctx context.Context, s quad.IRI) ([]quad.Quad, error) {
	var quads []quad.Quad
	err := r.each(ctx, pattern{s: s}, func(q quad.Quad) error {
		if q.Label == nil {
			quads = append(quads, q)
		}
		return nil
	})
	return quads, err
}

// Fact returns the fact of an address.
func (r *Reader) Fact(ctx context.Context, fact IRI) (Fact, error) {
	f, _, err := r.fact(ctx, fact)
	return f, err
}

// fact returns a fact and whether it is asserted.
func (r *Reader) fact(ctx context.Context, fact IRI) (f Fact, asserted bool, err error) {
	quads, err := r.all(ctx, pattern{l: quad.IRI(fact)})
	if err != nil {
		return Fact{}, false, err
	}
	if len(quads) == 0 {
		return Fact{}, false, fmt.Errorf("fact %s: %w", fact, ErrUnknown)
	}
	f, ok := FactOf(quads[0].Subject, quads[0].Predicate, quads[0].Object)
	if !ok {
		return Fact{}, false, fmt.Errorf("fact %s: its label stands on %s", fact, quads[0])
	}
	return f, isAsserted(quads[0]), nil
}

// Asserted reports whether some claim gives the fact as having been the case.
// It is false too for a fact that the graph does not have.
func (r *Reader) Asserted(ctx context.Context, fact IRI) (bool, error) {
	_, asserted, err := r.fact(ctx, fact)
	if errors.Is(err, ErrUnknown) {
		return false, nil
	}
	return asserted, err
}

// Entity returns a thing as all articles know it, without its Lines.
func (r *Reader) Entity(ctx context.Context, iri IRI) (Entity, error) {
	quads, err := r.derivedOf(ctx, quad.IRI(iri))
	if err != nil {
		return Entity{}, err
	}
	if len(quads) == 0 {
		return Entity{}, fmt.Errorf("%s: %w", iri, ErrUnknown)
	}
	return decodeEntity(iri, quads), nil
}

// EntityAndLines returns a thing with what the gazetteer says of it in the graph.
func (r *Reader) EntityAndLines(ctx context.Context, iri IRI) (Entity, error) {
	e, err := r.Entity(ctx, iri)
	if err != nil {
		return Entity{}, err
	}
	anchors, err := r.all(ctx, pattern{p: Anchors, o: quad.IRI(iri)})
	if err != nil {
		return Entity{}, err
	}
	for _, q := range anchors {
		line, err := r.Claim(ctx, iriOf(q.Subject))
		if err != nil {
			return Entity{}, err
		}
		e.Lines = append(e.Lines, line.Claim)
	}
	slices.SortFunc(e.Lines, func(a, b Claim) int { return strings.Compare(string(a.ID), string(b.ID)) })
	return e, nil
}

// Evidence is a claim with the article in which it stands.
type Evidence struct {
	Article IRI
	Claim   Claim // without its Facts
}

// ClaimsOn returns the evidence for a fact, of the modalities given or of all,
// sorted by article and place in the text. The gazetteer's lines are among them.
func (r *Reader) ClaimsOn(ctx context.Context, fact IRI, modalities ...ontology.Modality) ([]Evidence, error) {
	var all []Evidence
	for _, row := range ontology.Modalities {
		if len(modalities) > 0 && !slices.Contains(modalities, row.Modality) {
			continue
		}
		quads, err := r.all(ctx, pattern{p: Pred(row.Predicate), o: quad.IRI(fact)})
		if err != nil {
			return nil, err
		}
		for _, q := range quads {
			c, err := r.claim(ctx, iriOf(q.Subject))
			if err != nil {
				return nil, err
			}
			c.Modality = row.Modality
			all = append(all, Evidence{iriOf(q.Label), c})
		}
	}
	slices.SortFunc(all, func(a, b Evidence) int {
		return cmp.Or(cmp.Compare(a.Article, b.Article), a.Claim.Start-b.Claim.Start, cmp.Compare(a.Claim.ID, b.Claim.ID))
	})
	return all, nil
}

// claim returns a claim without its facts and its modality.
func (r *Reader) claim(ctx context.Context, iri IRI) (Claim, error) {
	quads, err := r.all(ctx, pattern{s: quad.IRI(iri)})
	if err != nil {
		return Claim{}, err
	}
	n := gather(quads)[iri]
	for _, p := range Says() {
		delete(n, p.(quad.IRI))
	}
	return decodeClaim(iri, n, nil)
}

// Claim returns a claim with its facts, and its article.
func (r *Reader) Claim(ctx context.Context, iri IRI) (Evidence, error) {
	quads, err := r.all(ctx, pattern{s: quad.IRI(iri)})
	if err != nil {
		return Evidence{}, err
	}
	if len(quads) == 0 {
		return Evidence{}, fmt.Errorf("claim %s: %w", iri, ErrUnknown)
	}
	c, err := decodeClaim(iri, gather(quads)[iri], func(f IRI) (Fact, error) { return r.Fact(ctx, f) })
	c.Sort()
	return Evidence{iriOf(quads[0].Label), c}, err
}

// Candidates returns what stands under at least so many of some blocking keys, locals of
// articles and entities, sorted.
func (r *Reader) Candidates(ctx context.Context, keys []int64, least int) ([]IRI, error) {
	var all []IRI
	err := r.under(ctx, keys, least, func(subject quad.Value) { all = append(all, iriOf(subject)) })
	slices.Sort(all)
	return all, err
}

// under calls fn with each subject that has at least so many of some keys.
func (r *Reader) under(ctx context.Context, keys []int64, least int, fn func(subject quad.Value)) error {
	var patterns []quad.Quad
	for _, k := range keys {
		patterns = append(patterns, pattern{p: Key, o: intValue(k)}.quad())
	}
	if r.asker != nil {
		return r.asker.Often(ctx, patterns, least, fn)
	}
	times := map[quad.Value]int{}
	for _, q := range patterns {
		err := r.each(ctx, pattern{p: q.Predicate, o: q.Object}, func(q quad.Quad) error {
			if times[q.Subject]++; times[q.Subject] == least {
				fn(q.Subject)
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// Denoted returns the entity that a local denotes.
func (r *Reader) Denoted(ctx context.Context, local IRI) (IRI, error) {
	entity, err := r.one(ctx, local, Denotes)
	return IRI(entity), err
}

// FeaturesOf returns what resolution compares of a local.
func (r *Reader) FeaturesOf(ctx context.Context, local IRI) (string, error) {
	return r.one(ctx, local, Features)
}

// MembersOf returns what resolution knows of the locals of an entity, empty where it keeps
// nothing beside them.
func (r *Reader) MembersOf(ctx context.Context, entity IRI) (string, error) {
	if e, ok := r.recent.entity(entity); ok {
		return e.Members, nil
	}
	members, err := r.one(ctx, entity, Members)
	if errors.Is(err, ErrUnknown) {
		return "", nil
	}
	return members, err
}

// BesideOf returns the entities at which resolution looks together with one, itself among
// them; none where it stands alone.
func (r *Reader) BesideOf(ctx context.Context, entity IRI) ([]IRI, error) {
	beside, err := r.besideOf(ctx, entity)
	if err != nil || beside == "" {
		return nil, err
	}
	var all []IRI
	err = r.each(ctx, pattern{p: Beside, o: quad.String(beside)}, func(q quad.Quad) error {
		all = append(all, iriOf(q.Subject))
		return nil
	})
	return all, err
}

// besideOf returns what the entities have in common at which resolution looks together with one.
func (r *Reader) besideOf(ctx context.Context, entity IRI) (string, error) {
	if e, ok := r.recent.entity(entity); ok {
		return e.Beside, nil
	}
	beside, err := r.one(ctx, entity, Beside)
	if errors.Is(err, ErrUnknown) {
		return "", nil
	}
	return beside, err
}

// Local returns one local.
func (r *Reader) Local(ctx context.Context, iri IRI) (Local, error) {
	quads, err := r.all(ctx, pattern{s: quad.IRI(iri)})
	if err != nil {
		return Local{}, err
	}
	if len(quads) == 0 {
		return Local{}, fmt.Errorf("%s: %w", iri, ErrUnknown)
	}
	return decodeLocal(iri, gather(quads)[iri]), nil
}

// ArticleOf returns the article in which a local or a claim stands.
func (r *Reader) ArticleOf(ctx context.Context, iri IRI) (IRI, error) {
	var article IRI
	err := r.each(ctx, pattern{s: quad.IRI(iri)}, func(q quad.Quad) error {
		if q.Label == nil {
			return nil
		}
		article = iriOf(q.Label)
		return errStop
	})
	if err == nil && article == "" {
		err = fmt.Errorf("%s: %w", iri, ErrUnknown)
	}
	return article, err
}

// LocalsOf returns the addresses of the locals that denote an entity, sorted.
func (r *Reader) LocalsOf(ctx context.Context, entity IRI) ([]IRI, error) {
	var iris []IRI
	err := r.each(ctx, pattern{p: Denotes, o: quad.IRI(entity)}, func(q quad.Quad) error {
		iris = append(iris, iriOf(q.Subject))
		return nil
	})
	slices.Sort(iris)
	return iris, err
}

// iriOf returns a value as address; empty when it is none.
func iriOf(v quad.Value) IRI {
	i, _ := v.(quad.IRI)
	return IRI(i)
}

// ByDay goes through the things that have a derived day, Earliest or Latest, in the
// order of those days, from the last one where back is set, until fn returns false.
// It is false, and calls nothing, where the store does not keep them in that order.
func (r *Reader) ByDay(ctx context.Context, p quad.IRI, back bool, fn func(thing, day cayley.Ref) bool) (ok bool, err error) {
	ok, err = pebble.InOrder(ctx, r.qs, p, back, fn)
	if err != nil {
		err = fmt.Errorf("read days: %w", err)
	}
	return ok, err
}

// Refs finds the nodes of many things in the store, nil for each that is not there.
func (r *Reader) Refs(ctx context.Context, things []IRI) ([]cayley.Ref, error) {
	values := make([]quad.Value, len(things))
	for i, id := range things {
		values[i] = quad.IRI(id)
	}
	refs, ok, err := pebble.Find(ctx, r.qs, values)
	if ok || err != nil {
		return refs, err
	}
	refs = make([]cayley.Ref, len(values))
	for i, v := range values {
		if refs[i], err = r.qs.ValueOf(v); err != nil {
			return nil, err
		}
	}
	return refs, nil
}
