package graph

import (
	"context"
	"fmt"
	"iter"
	"maps"
	"reflect"
	"slices"
	"strings"

	"entente/graph/ontology"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
)

// Apply makes one change: all of it or, after an error, nothing.
//
// What an article wrote is found by its label, so it leaves exactly. What several
// articles share, an edge, an entity, a line of the gazetteer, stays while
// something in the graph needs it; that is looked up, never counted, so that a
// count can not be wrong. The work is as large as the change and what hangs on
// it, not as the graph: of a thing that half of all articles name only the first
// one that stays is looked at.
func (s *Store) Apply(ctx context.Context, c Change) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.opts.ReadOnly {
		return fmt.Errorf("change %s: opened to be read only", s.path)
	}
	d, err := deltaOf(ctx, s.Reader, c)
	if err != nil {
		return fmt.Errorf("change %s: %w", s.path, err)
	}
	if err := s.qs.ApplyDeltas(d.deltas(), cayley.IgnoreOpts{IgnoreDup: true, IgnoreMissing: true}); err != nil {
		return fmt.Errorf("change %s: %w", s.path, err)
	}
	s.recent.took(c, d)
	return nil
}

// deltaOf finds out what a change does to the quads of a graph.
func deltaOf(ctx context.Context, graph *Reader, c Change) (*delta, error) {
	r := graph.Asking()
	defer r.Close()
	d := newDelta(r)
	for _, step := range []func(context.Context, Change) error{d.articles, d.moves, d.entities, d.lines, d.edges, d.orphans, d.judgements} {
		if err := step(ctx, c); err != nil {
			return nil, err
		}
	}
	return d, nil
}

// judgements puts new judgements in the place of the old ones.
func (d *delta) judgements(ctx context.Context, c Change) error {
	if c.Judgements == nil {
		return nil
	}
	old, err := d.r.all(ctx, pattern{s: quad.IRI(JudgementArticle), p: Judgements})
	if err != nil {
		return err
	}
	d.remove(old...)
	w := writer{label: quad.IRI(JudgementArticle)}
	w.text(quad.IRI(JudgementArticle), Judgements, *c.Judgements)
	d.add(w.quads...)
	return nil
}

// quads are sets of quads in canonical form. Values have numbers, so that a quad is
// hashed once, however often it is looked for.
type quads struct {
	number map[quad.Value]uint32
	values []quad.Value // by number; 0 is no value
}

// numbered is a quad by the numbers of its values.
type numbered [4]uint32

func newQuads() *quads { return &quads{number: map[quad.Value]uint32{}, values: []quad.Value{nil}} }

func (qs *quads) numbered(q quad.Quad) numbered {
	q = canonical(q)
	return numbered{qs.of(q.Subject), qs.of(q.Predicate), qs.of(q.Object), qs.of(q.Label)}
}

// known is a quad by the numbers of its values; false where one of them has none, so that it
// is in no set.
func (qs *quads) known(q quad.Quad) (n numbered, ok bool) {
	q = canonical(q)
	for i, v := range [...]quad.Value{q.Subject, q.Predicate, q.Object, q.Label} {
		if v == nil {
			continue
		}
		if n[i], ok = qs.number[v]; !ok {
			return n, false
		}
	}
	return n, true
}

func (qs *quads) of(v quad.Value) uint32 {
	if v == nil {
		return 0
	}
	n, ok := qs.number[v]
	if !ok {
		n = uint32(len(qs.values))
		qs.number[v], qs.values = n, append(qs.values, v)
	}
	return n
}

func (qs *quads) quad(n numbered) quad.Quad {
	return quad.Quad{Subject: qs.values[n[0]], Predicate: qs.values[n[1]], Object: qs.values[n[2]], Label: qs.values[n[3]]}
}

// quadSet is a set of quads, found by subject and by object. One article may bring two
// million of them: each is a link of two chains, not a value in two lists.
type quadSet struct {
	*quads
	at    map[numbered]uint32 // one more than its place in links
	links []link
	first []uint32 // by number of a value: one more than the place of the last quad that has it as an end
}

// link is a quad with one more than the place of the quad before it that has the same
// subject, and of that which has the same object.
type link struct {
	numbered
	next [2]uint32
}

func newQuadSet(of *quads) *quadSet { return &quadSet{quads: of, at: map[numbered]uint32{}} }

func (qs *quadSet) has(n numbered) bool { return qs.at[n] > 0 }

func (qs *quadSet) add(n numbered) {
	if qs.has(n) {
		return
	}
	if missing := len(qs.values) - len(qs.first); missing > 0 {
		qs.first = append(qs.first, make([]uint32, missing)...)
	}
	at := uint32(len(qs.links) + 1)
	qs.at[n] = at
	l := link{numbered: n}
	l.next[0], qs.first[n[0]] = qs.first[n[0]], at
	if n[2] != n[0] {
		l.next[1], qs.first[n[2]] = qs.first[n[2]], at
	}
	qs.links = append(qs.links, l)
}

func (qs *quadSet) remove(n numbered) { delete(qs.at, n) }

// near gives the quads of the set that have a value as an end.
func (qs *quadSet) near(value uint32) iter.Seq[numbered] {
	return func(yield func(numbered) bool) {
		if int(value) >= len(qs.first) {
			return
		}
		for at := qs.first[value]; at > 0; {
			l := &qs.links[at-1]
			if qs.at[l.numbered] == at && !yield(l.numbered) {
				return
			}
			if at = l.next[0]; l.numbered[0] != value {
				at = l.next[1]
			}
		}
	}
}

// any reports whether a quad of the pattern is in the set of which ok holds. The
// pattern gives the subject or the object.
func (qs *quadSet) any(pt pattern, ok func(quad.Quad) bool) bool {
	near := pt.s
	if near == nil {
		near = pt.o
	}
	for n := range qs.near(qs.number[near]) {
		if q := qs.quad(n); pt.matches(q) && (ok == nil || ok(q)) {
			return true
		}
	}
	return false
}

// delta grows, step by step, into the quads that go out and those that come in.
// A quad in both stays as it is.
type delta struct {
	r *Reader
	*quads
	out, in *quadSet
	facts   map[IRI]Fact  // facts whose claims change
	things  map[IRI]bool  // entities that may have lost the last thing that speaks of them
	denoted map[IRI]bool  // entities of which a local may have come or gone
	stand   map[IRI]stood // entities as they stand after the change
	lost    map[IRI]bool  // entities that are gone, or of which it is not known how they stand
}

func newDelta(r *Reader) *delta {
	all := newQuads()
	return &delta{r: r, quads: all, out: newQuadSet(all), in: newQuadSet(all),
		facts: map[IRI]Fact{}, things: map[IRI]bool{}, denoted: map[IRI]bool{}, stand: map[IRI]stood{}, lost: map[IRI]bool{}}
}

func (d *delta) remove(quads ...quad.Quad) {
	for _, q := range quads {
		d.out.add(d.numbered(q))
		if q.Predicate == Denotes {
			d.denoted[iriOf(q.Object)] = true
		}
	}
}

func (d *delta) add(quads ...quad.Quad) {
	for _, q := range quads {
		d.in.add(d.numbered(q))
	}
}

// stays reports whether a quad of the store is there after the change.
func (d *delta) stays(q quad.Quad) bool {
	n, ok := d.known(q)
	return !ok || d.in.has(n) || !d.out.has(n)
}

// articles takes out the quads of articles that leave or are replaced and puts in
// those of the new ones.
func (d *delta) articles(ctx context.Context, c Change) error {
	leave := map[IRI]bool{}
	for _, a := range c.Forget {
		leave[a] = true
	}
	for _, comes := range c.Add {
		a := comes.Article.IRI
		if goes, ok := d.stood(a, c.Was); ok && !leave[a] {
			goes, comes = apart(goes, comes)
			d.goes(goes)
		} else {
			leave[a] = true
		}
		d.add(contributionQuads(comes)...)
		d.touchClaims(comes.Claims)
	}
	for a := range leave {
		if err := d.leaves(ctx, a, c.Was); err != nil {
			return err
		}
	}
	return nil
}

// stood returns an article as the graph has it, when that need not be read.
func (d *delta) stood(a IRI, was map[IRI]Contribution) (Contribution, bool) {
	if old, ok := was[a]; ok {
		return old, true
	}
	return d.r.recent.article(a)
}

// apart leaves out of two states of one article the locals and claims that are the
// same in both: most are, when others found out more of somebody whom it names.
func apart(old, new Contribution) (Contribution, Contribution) {
	old.Locals, new.Locals = differing(old.Locals, new.Locals, func(l Local) IRI { return l.IRI })
	old.Claims, new.Claims = differing(old.Claims, new.Claims, func(c Claim) IRI { return c.ID })
	return old, new
}

func differing[T any](old, new []T, name func(T) IRI) (a, b []T) {
	same, at := map[IRI]bool{}, make(map[IRI]T, len(old))
	for _, o := range old {
		at[name(o)] = o
	}
	for _, n := range new {
		if o, ok := at[name(n)]; ok && reflect.DeepEqual(o, n) {
			same[name(n)] = true
			continue
		}
		b = append(b, n)
	}
	for _, o := range old {
		if !same[name(o)] {
			a = append(a, o)
		}
	}
	return a, b
}

// leaves takes out the quads of an article.
func (d *delta) leaves(ctx context.Context, a IRI, was map[IRI]Contribution) error {
	if old, ok := d.stood(a, was); ok {
		d.goes(old)
		return nil
	}
	quads, err := d.r.contributionQuads(ctx, a)
	if err != nil {
		return err
	}
	d.remove(quads...)
	return d.touchAll(ctx, quads)
}

// goes takes out what a contribution put in.
func (d *delta) goes(c Contribution) {
	d.remove(contributionQuads(c)...)
	d.touchClaims(c.Claims)
}

// touchClaims notes that the facts of claims gain or lose a claim.
func (d *delta) touchClaims(claims []Claim) {
	for _, cl := range claims {
		for _, f := range cl.Facts {
			d.facts[FactIRI(f)] = f
		}
	}
}

// touchAll notes that the facts to which quads of claims point lose a claim.
func (d *delta) touchAll(ctx context.Context, quads []quad.Quad) error {
	for _, q := range quads {
		iri := iriOf(q.Object)
		if _, known := d.facts[iri]; known || !strings.HasPrefix(string(iri), "fact:") {
			continue
		}
		f, err := d.r.Fact(ctx, iri)
		if err != nil {
			return err
		}
		d.facts[iri] = f
	}
	return nil
}

// entities replaces what is derived of the entities given, but for those that stand so. What
// hundreds of articles tell has hundreds of keys, of which one more changes a few: those that
// stay are in neither set.
func (d *delta) entities(ctx context.Context, c Change) error {
	var change, ask []Entity
	for _, e := range c.Entities {
		old, known := d.r.recent.entity(e.IRI)
		switch {
		case known && d.standsSo(old, e):
			continue
		case known:
			gone, come := old.Entity, e
			gone.Keys, come.Keys = onlyOne(old.Keys, e.Keys)
			d.remove(entityQuads(gone)...)
			d.add(entityQuads(come)...)
		default:
			ask = append(ask, e)
		}
		change = append(change, e)
	}
	derived := make([]exchange, len(ask))
	things := make([]IRI, len(ask))
	for i, e := range ask {
		things[i] = e.IRI
	}
	err := d.r.TogetherOn(things, func(r *Reader, i int) (err error) {
		derived[i], err = deriving(ctx, r, ask[i])
		return err
	})
	if err != nil {
		return err
	}
	for _, x := range derived {
		d.remove(x.gone...)
		d.add(x.come...)
	}
	for _, e := range change {
		d.things[e.IRI], d.denoted[e.IRI] = true, true
	}
	return nil
}

// onlyOne returns what of two sorted lists is in the first alone, and in the second.
func onlyOne(a, b []int64) (inA, inB []int64) {
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] == b[0]:
			a, b = a[1:], b[1:]
		case a[0] < b[0]:
			a, inA = a[1:], append(inA, a[0])
		default:
			b, inB = b[1:], append(inB, b[0])
		}
	}
	return append(inA, a...), append(inB, b...)
}

// standsSo reports whether an entity of the store stands as one given.
func (d *delta) standsSo(old stood, e Entity) bool {
	if !sameDerived(old.Entity, e) {
		return false
	}
	if old.denoted {
		return sameLines(old.Lines, e.Lines)
	}
	return !d.in.any(pattern{p: Denotes, o: quad.IRI(e.IRI)}, nil)
}

// exchange is what goes out of a graph and what comes in.
type exchange struct{ gone, come []quad.Quad }

// deriving returns what changes where all that is derived of an entity is to be as given. Most
// of it is there: that is known by its keys, and the rest alone is read.
func deriving(ctx context.Context, r *Reader, e Entity) (x exchange, err error) {
	expected := entityQuads(e)
	if r.asker == nil {
		x.come = expected
		x.gone, err = r.derivedOf(ctx, quad.IRI(e.IRI))
		return x, err
	}
	for i, q := range expected {
		expected[i] = canonical(q)
	}
	there, _, err := r.asker.Known(ctx, pattern{s: quad.IRI(e.IRI)}.quad(), true, expected, func(q quad.Quad) { x.gone = append(x.gone, q) })
	for i, q := range expected {
		if err == nil && !there[i] {
			x.come = append(x.come, q)
		}
	}
	return x, err
}

func (d *delta) dropDerived(ctx context.Context, iri IRI) error {
	quads, err := d.r.derivedOf(ctx, quad.IRI(iri))
	d.remove(quads...)
	return err
}

// lines brings the gazetteer's lines on the entities given, where a local denotes
// them, and takes out those on entities that no local denotes any more.
func (d *delta) lines(ctx context.Context, c Change) error {
	given := map[IRI]Entity{}
	for _, e := range c.Entities {
		given[e.IRI] = e
	}
	for iri := range d.denoted {
		d.things[iri] = true
		denoted, err := d.any(ctx, d.r, pattern{p: Denotes, o: quad.IRI(iri)}, nil)
		if err != nil {
			return err
		}
		e, known := given[iri]
		if denoted && !known {
			continue
		}
		if !denoted {
			e.Lines = nil
		}
		if known {
			d.stand[iri] = stood{e, denoted}
		} else {
			d.lost[iri] = true
		}
		if old, ok := d.r.recent.entity(iri); ok && sameLines(old.Lines, e.Lines) {
			continue
		}
		if err := d.replaceLines(ctx, iri, e); err != nil {
			return err
		}
	}
	return nil
}

// replaceLines makes the lines of an entity those that e has. A line's address
// covers all that it says: where the addresses are the same nothing is read further.
func (d *delta) replaceLines(ctx context.Context, iri IRI, e Entity) error {
	anchors, err := d.r.all(ctx, pattern{p: Anchors, o: quad.IRI(iri)})
	if err != nil {
		return err
	}
	there := map[IRI]bool{}
	for _, q := range anchors {
		there[iriOf(q.Subject)] = true
	}
	same := len(there) == len(e.Lines)
	for _, l := range e.Lines {
		same = same && there[l.ID]
	}
	if same {
		return nil
	}
	for line := range there {
		quads, err := d.r.all(ctx, pattern{s: quad.IRI(line)})
		if err != nil {
			return err
		}
		d.remove(quads...)
		if err := d.touchAll(ctx, quads); err != nil {
			return err
		}
	}
	d.add(lineQuads(e)...)
	d.touchClaims(e.Lines)
	return nil
}

// any reports whether the graph has a quad of the pattern, of which ok holds,
// after the change.
func (d *delta) any(ctx context.Context, r *Reader, pt pattern, ok func(quad.Quad) bool) (found bool, err error) {
	if d.in.any(pt, ok) {
		return true, nil
	}
	if ok == nil && r.asker != nil && !d.out.any(pt, nil) { // nothing of the pattern leaves: is there anything?
		_, found, err := r.asker.Known(ctx, pt.quad(), false, nil, nil)
		return found, err
	}
	err = r.each(ctx, pt, func(q quad.Quad) error {
		if !d.stays(q) || ok != nil && !ok(q) {
			return nil
		}
		found = true
		return errStop
	})
	return found, err
}

// edges decides for each fact whose claims change how its edge stands.
func (d *delta) edges(ctx context.Context, _ Change) error {
	facts := slices.Collect(maps.Keys(d.facts))
	type stands struct {
		old               []quad.Quad
		asserted, claimed bool
	}
	now := make([]stands, len(facts))
	err := d.r.TogetherOn(facts, func(r *Reader, i int) (err error) {
		if now[i].asserted, now[i].claimed, err = d.standing(ctx, r, facts[i]); err == nil {
			now[i].old, err = edgeOf(ctx, r, facts[i], d.facts[facts[i]])
		}
		return err
	})
	if err != nil {
		return err
	}
	for i, iri := range facts {
		f := d.facts[iri]
		d.remove(now[i].old...)
		if now[i].claimed {
			d.add(Edge(f, now[i].asserted))
			continue
		}
		d.things[f.Subject] = true
		if f.Object.IRI != "" {
			d.things[f.Object.IRI] = true
		}
	}
	return nil
}

// edgeOf returns the edge of a fact that the graph has, in whichever form.
func edgeOf(ctx context.Context, r *Reader, iri IRI, f Fact) ([]quad.Quad, error) {
	pt := pattern{l: quad.IRI(iri)}
	if r.asker == nil {
		return r.all(ctx, pt)
	}
	forms := []quad.Quad{Edge(f, true), Edge(f, false)}
	there, others, err := r.asker.Known(ctx, pt.quad(), false, forms, nil)
	if err != nil || others {
		return r.all(ctx, pt)
	}
	var old []quad.Quad
	for i, q := range forms {
		if there[i] {
			old = append(old, q)
		}
	}
	return old, nil
}

// standing says whether a fact has claims after the change, and one that asserts it.
func (d *delta) standing(ctx context.Context, r *Reader, fact IRI) (asserted, claimed bool, err error) {
	for _, row := range ontology.Modalities {
		if claimed && !row.Asserts {
			continue
		}
		has, err := d.any(ctx, r, pattern{p: Pred(row.Predicate), o: quad.IRI(fact)}, nil)
		if err != nil {
			return false, false, err
		}
		claimed = claimed || has
		if has && row.Asserts {
			return true, true, nil
		}
	}
	return false, claimed, nil
}

// orphans takes out what is derived of entities of which nothing speaks any more.
func (d *delta) orphans(ctx context.Context, _ Change) error {
	for iri := range d.things {
		if iri.Type() == ontology.Article {
			continue // an article that a fact speaks of stays for its own sake
		}
		live, err := d.live(ctx, iri)
		if err != nil {
			return err
		}
		if live {
			continue
		}
		d.lost[iri] = true
		if err := d.dropDerived(ctx, iri); err != nil {
			return err
		}
		at := d.of(quad.IRI(iri))
		for n := range d.in.near(at) {
			if n[0] == at && n[3] == 0 {
				d.in.remove(n)
			}
		}
	}
	return nil
}

// live reports whether a local denotes the entity or a fact speaks of it.
func (d *delta) live(ctx context.Context, iri IRI) (bool, error) {
	for _, try := range []struct {
		pt pattern
		ok func(quad.Quad) bool
	}{
		{pattern{p: Denotes, o: quad.IRI(iri)}, nil},
		{pattern{s: quad.IRI(iri)}, isFact},
		{pattern{o: quad.IRI(iri)}, isFact},
	} {
		if found, err := d.any(ctx, d.r, try.pt, try.ok); err != nil || found {
			return found, err
		}
	}
	return false, nil
}

// deltas gives what has to be done, and lets go of what was gathered to find that out.
func (d *delta) deltas() []cayley.Delta {
	all := make([]cayley.Delta, 0, len(d.out.at)+len(d.in.at))
	for n := range d.out.at {
		if !d.in.has(n) {
			all = append(all, cayley.Delta{Quad: d.quad(n), Action: cayley.Delete})
		}
	}
	for n := range d.in.at {
		if !d.out.has(n) {
			all = append(all, cayley.Delta{Quad: d.quad(n), Action: cayley.Add})
		}
	}
	d.quads, d.out, d.in, d.facts, d.things, d.denoted = nil, nil, nil, nil, nil, nil
	return all
}

// canonical gives each literal the one form in which the encoding writes it,
// whatever form the store keeps. A number that an older version wrote as text stays so.
func canonical(q quad.Quad) quad.Quad {
	switch q.Object.(type) {
	case quad.IRI, quad.String, quad.Int:
		return q
	}
	text, datatype := Literal(q.Object)
	q.Object = quad.TypedString{Value: quad.String(text), Type: datatype}
	return q
}
