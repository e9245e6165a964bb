package graph

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"entente/graph/ontology"

	"github.com/cayleygraph/quad"
)

// Fault is one thing in a graph that breaks a law.
type Fault struct {
	Where IRI // article, claim, fact or entity
	What  string
}

func (f Fault) String() string { return string(f.Where) + ": " + f.What }

// Verify checks the whole graph: each quote is text[start:end] byte for byte and
// each text has its digest; each edge carries its own fact, has a claim, and
// stands under its plain predicate exactly when a claim asserts it; no triple is
// there twice; what is derived has no label; nothing hangs loose: locals denote
// things that exist, things are denoted or spoken of. report is called for each
// fault; the error is for what could not be read.
func (r *Reader) Verify(ctx context.Context, report func(Fault)) error {
	v := newVerifier(r, report)
	if err := r.Quads(ctx, v.quad); err != nil {
		return err
	}
	return v.rest(ctx)
}

// Survey is what one walk over a whole graph tells of it.
type Survey struct {
	Stats  Stats
	Digest string
}

// Survey verifies a graph as Verify does, counts what is in it (Stats) and makes its
// digest (Digest), all in one walk: to name all values of a large graph takes longer than
// the rest.
func (r *Reader) Survey(ctx context.Context, report func(Fault)) (Survey, error) {
	v, c := newVerifier(r, report), newCounter()
	var lines Lines
	defer lines.Close()
	err := r.inBlocks(ctx, func(q quad.Quad) error {
		c.count(q)
		return v.quad(q)
	}, lines.AddQuad)
	if err == nil {
		err = v.rest(ctx)
	}
	if err != nil {
		return Survey{}, err
	}
	digest, err := digestOf(lines.Write)
	return Survey{c.stats(), digest}, err
}

// surveyBlock is how many quads go from who reads them to who looks at them at once.
const surveyBlock = 1 << 12

// inBlocks calls each of some functions for each quad of the graph, in the store's order,
// one beside the other and beside who reads the quads.
func (r *Reader) inBlocks(ctx context.Context, each ...func(quad.Quad) error) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	var looking sync.WaitGroup
	blocks := make([]chan []quad.Quad, len(each))
	for i, fn := range each {
		blocks[i] = make(chan []quad.Quad, 4)
		looking.Go(func() {
			var err error
			for block := range blocks[i] {
				for _, q := range block {
					if err == nil {
						err = fn(q)
					}
				}
				if err != nil {
					stop(err)
				}
			}
		})
	}
	var block []quad.Quad
	pass := func() {
		for _, to := range blocks {
			to <- block
		}
		block = make([]quad.Quad, 0, surveyBlock)
	}
	err := r.Quads(ctx, func(q quad.Quad) error {
		if block = append(block, q); len(block) == surveyBlock {
			pass()
		}
		return ctx.Err()
	})
	pass()
	for _, to := range blocks {
		close(to)
	}
	looking.Wait()
	if cause := context.Cause(ctx); cause != nil {
		return cause
	}
	return err
}

func newVerifier(r *Reader, report func(Fault)) *verifier {
	_, bySubject := r.qs.(allQuads)
	v := &verifier{r: r, report: report, bySubject: bySubject, open: map[IRI][]quad.Quad{}, passages: map[IRI][]passage{},
		triples: map[any]bool{}, says: map[quad.Value]bool{},
		facts: map[IRI]*standing{}, subjects: map[IRI]bool{}, spoken: map[IRI]bool{}, denoted: map[IRI]bool{}, anchored: map[IRI]bool{}}
	for _, row := range ontology.Modalities {
		v.says[Pred(row.Predicate)] = row.Asserts
	}
	return v
}

// rest checks what takes all quads to tell.
func (v *verifier) rest(ctx context.Context) error {
	v.subjectsLeft()
	v.standings()
	v.things()
	return v.quotes(ctx)
}

// standing is what was seen of a fact.
type standing struct {
	edges             int
	plain             bool
	claimed, asserted bool
}

// verifier is what one walk over all quads has to remember.
type verifier struct {
	r        *Reader
	report   func(Fault)
	triples  map[any]bool        // of this subject or, where they come in no order, digests of all
	says     map[quad.Value]bool // predicates from claims to facts: whether they assert
	facts    map[IRI]*standing
	subjects map[IRI]bool // entities that have a type
	spoken   map[IRI]bool // things at either end of an edge
	denoted  map[IRI]bool
	anchored map[IRI]bool // entities with lines of the gazetteer

	bySubject bool                // the quads of a subject come one after the other
	subject   IRI                 // of the last quad
	open      map[IRI][]quad.Quad // those of articles, locals and claims that are not yet looked at
	passages  map[IRI][]passage   // by article: what its claims say stands in its text
}

// passage is a claim's place in a text. Its quote is kept as a digest: a graph has more
// quotes than memory should hold.
type passage struct {
	claim      IRI
	start, end int
	quote      [16]byte
}

// shortSum is a digest of a text where very many are kept.
func shortSum(text string) [16]byte {
	sum := sha256.Sum256([]byte(text))
	return [16]byte(sum[:16])
}

func (v *verifier) fault(where IRI, format string, args ...any) {
	v.report(Fault{where, fmt.Sprintf(format, args...)})
}

func (v *verifier) fact(iri IRI) *standing {
	st := v.facts[iri]
	if st == nil {
		st = &standing{}
		v.facts[iri] = st
	}
	return st
}

// quad checks one quad for itself and notes what the others are held against.
func (v *verifier) quad(q quad.Quad) error {
	s := iriOf(q.Subject)
	v.once(s, q)
	word, _, _ := strings.Cut(string(s), ":")
	v.gather(s, word, q)
	switch {
	case isFact(q):
		v.edge(s, q)
	case word == "claim":
		v.claim(s, q)
	case q.Label == nil:
		v.derived(s, q)
	case word != "local" && word != "article":
		v.fault(s, "%s stands under the label %s", q.Predicate, q.Label)
	}
	return nil
}

func (v *verifier) once(s IRI, q quad.Quad) {
	q.Label = nil
	var key any = q
	switch {
	case !v.bySubject:
		key = shortSum(NQuad(q))
	case s != v.subject:
		v.subject = s
		clear(v.triples)
	}
	if v.triples[key] {
		v.fault(s, "%s %s stands under two labels", q.Predicate, q.Object)
	}
	v.triples[key] = true
}

func (v *verifier) edge(s IRI, q quad.Quad) {
	f, ok := FactOf(q.Subject, q.Predicate, q.Object)
	iri := iriOf(q.Label)
	if !ok || FactIRI(f) != iri {
		v.fault(iri, "its label stands on another edge, %s %s %s", q.Subject, q.Predicate, q.Object)
	}
	st := v.fact(iri)
	st.edges++
	st.plain = isAsserted(q)
	v.spoken[s] = true
	if o := iriOf(q.Object); o != "" {
		v.spoken[o] = true
	}
}

func (v *verifier) claim(s IRI, q quad.Quad) {
	if q.Label == nil {
		v.fault(s, "%s has no label", q.Predicate)
	}
	if asserts, ok := v.says[q.Predicate]; ok {
		st := v.fact(iriOf(q.Object))
		st.claimed = true
		st.asserted = st.asserted || asserts
	}
	if q.Predicate == Anchors {
		v.anchored[iriOf(q.Object)] = true
	}
}

func (v *verifier) derived(s IRI, q quad.Quad) {
	switch q.Predicate {
	case Denotes:
		v.denoted[iriOf(q.Object)] = true
	case RDFType:
		v.subjects[s] = true
	}
}

// standings holds each fact's edge against its claims.
func (v *verifier) standings() {
	for iri, st := range v.facts {
		switch {
		case st.edges == 0:
			v.fault(iri, "claims point to it but it has no edge")
		case st.edges > 1:
			v.fault(iri, "it has %d edges", st.edges)
		case !st.claimed:
			v.fault(iri, "no claim points to it")
		case st.plain != st.asserted:
			v.fault(iri, "its edge is plain: %t; a claim asserts it: %t", st.plain, st.asserted)
		}
	}
}

// things holds entities against what denotes them and speaks of them.
func (v *verifier) things() {
	for iri := range v.subjects {
		if !v.denoted[iri] && !v.spoken[iri] && iri.Type() != ontology.Article {
			v.fault(iri, "nothing denotes it or speaks of it")
		}
	}
	for _, named := range []map[IRI]bool{v.denoted, v.spoken} {
		for iri := range named {
			if !v.subjects[iri] {
				v.fault(iri, "it has no type")
			}
		}
	}
	for iri := range v.anchored {
		if !v.denoted[iri] {
			v.fault(iri, "the gazetteer speaks of it but no article does")
		}
	}
}

// gather keeps the quads of articles, locals and claims until all of one are there.
func (v *verifier) gather(s IRI, word string, q quad.Quad) {
	if _, ok := v.open[s]; !ok && v.bySubject {
		v.subjectsLeft()
	}
	switch word {
	case "article", "local", "claim":
		v.open[s] = append(v.open[s], q)
	}
}

// subjectsLeft looks at all that was gathered.
func (v *verifier) subjectsLeft() {
	for s, quads := range v.open {
		v.whole(s, quads)
	}
	clear(v.open)
}

// whole checks what one article, local or claim says by itself.
func (v *verifier) whole(s IRI, quads []quad.Quad) {
	var label IRI
	for _, q := range quads {
		if l := iriOf(q.Label); l.Type() == ontology.Article {
			label = l
		}
	}
	if label == "" || label == GazetteerArticle || label == JudgementArticle {
		return // spoken of alone, or no article's
	}
	n := gather(quads)[s]
	switch word, _, _ := strings.Cut(string(s), ":"); word {
	case "article":
		if sum := sha256.Sum256([]byte(n.text(Text))); hex.EncodeToString(sum[:]) != n.text(Digest) {
			v.fault(s, "its text does not have its digest")
		}
	case "local":
		if n.text(Denotes) == "" {
			v.fault(s, "it denotes nothing")
		}
	case "claim":
		c, err := decodeClaim(s, n, func(f IRI) (Fact, error) { return Fact{}, nil })
		if err != nil {
			v.fault(label, "%v", err)
			return
		}
		v.claimed(label, c)
	}
}

// claimed checks a claim, and notes what has to be held against its article's text.
func (v *verifier) claimed(article IRI, c Claim) {
	if len(c.Facts) == 0 {
		v.fault(c.ID, "it puts no fact forward")
	}
	v.passages[article] = append(v.passages[article], passage{c.ID, c.Start, c.End, shortSum(c.Quote)})
	for _, sp := range c.Also {
		v.passages[article] = append(v.passages[article], passage{c.ID, sp.Start, sp.End, [16]byte{}})
	}
}

// quotes holds the claims of each article against its text.
func (v *verifier) quotes(ctx context.Context) error {
	for _, article := range slices.Sorted(maps.Keys(v.passages)) {
		text, err := v.r.Text(ctx, article)
		if errors.Is(err, ErrUnknown) {
			v.fault(article, "it has claims and no text")
			continue
		}
		if err != nil {
			return err
		}
		for _, p := range v.passages[article] {
			inside := 0 <= p.start && p.start < p.end && p.end <= len(text)
			switch {
			case p.quote == [16]byte{} && !inside:
				v.fault(p.claim, "the span %d-%d is not in the text of %s", p.start, p.end, article)
			case p.quote != [16]byte{} && (!inside || shortSum(text[p.start:p.end]) != p.quote):
				v.fault(p.claim, "its quote is not the text of %s from %d to %d", article, p.start, p.end)
			}
		}
	}
	return nil
}
