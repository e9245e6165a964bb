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
	if err := r.Quads(ctx, func(q quad.Quad) error { return v.quad(ctx, q) }); err != nil {
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
		return v.quad(ctx, q)
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
		facts: map[short]standing{}, odd: map[short]IRI{}, seen: map[IRI]seen{}, texts: map[IRI]string{}}
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

// standing is what was seen of a fact. A graph of a hundred thousand articles has three
// million facts, so it is one byte.
type standing uint8

const (
	factEdge     standing = 1 << iota // it has an edge
	factEdges                         // it has more than one
	factPlain                         // the edge stands under its plain predicate
	factClaimed                       // a claim points to it
	factAsserted                      // one of them asserts it
)

// seen is what was seen of a thing.
type seen uint8

const (
	thingTyped    seen = 1 << iota // it has a type
	thingSpoken                    // it is at either end of an edge
	thingDenoted                   // a local denotes it
	thingAnchored                  // the gazetteer has lines of it
)

// short is the hash in the address of a fact, or where an address has none a digest of it.
type short [16]byte

// verifier is what one walk over all quads has to remember.
type verifier struct {
	r       *Reader
	report  func(Fault)
	triples map[any]bool        // of this subject or, where they come in no order, digests of all
	says    map[quad.Value]bool // predicates from claims to facts: whether they assert
	facts   map[short]standing
	odd     map[short]IRI // addresses of facts that do not follow from the digest
	seen    map[IRI]seen

	bySubject bool                // the quads of a subject come one after the other
	subject   IRI                 // of the last quad
	open      map[IRI][]quad.Quad // those of articles, locals and claims that are not yet looked at
	kin       string              // the first letters of the hash that all of them share whose passages are not yet looked at
	passages  map[IRI][]passage   // by article: what its claims say stands in its text
	texts     map[IRI]string      // of those articles, where they came by
}

// passage is a claim's place in a text. Its quote is kept as a digest: where a store does not
// give an article's claims one after the other, there are more quotes than memory should hold.
type passage struct {
	claim      IRI
	start, end int
	quote      [16]byte
}

// kinLetters are so many letters of the hash in the addresses of an article and its claims
// that a store which gives its quads by subject gives together all that share them.
const kinLetters = 4

// shortSum is a digest of a text where very many are kept.
func shortSum(text string) [16]byte {
	sum := sha256.Sum256([]byte(text))
	return [16]byte(sum[:16])
}

func (v *verifier) fault(where IRI, format string, args ...any) {
	v.report(Fault{where, fmt.Sprintf(format, args...)})
}

// fact notes what was seen of a fact, and returns what was seen of it before.
func (v *verifier) fact(iri IRI, what standing) (before standing) {
	key, ok := hashIn(iri)
	if !ok {
		v.odd[key] = iri
	}
	before = v.facts[key]
	v.facts[key] = before | what
	return before
}

// hashIn is the hash in the address of a fact; ok is false where it has none.
func hashIn(fact IRI) (key short, ok bool) {
	if hash, found := strings.CutPrefix(string(fact), "fact:"); found && len(hash) == hashLen {
		if _, err := hashAlphabet.Decode(key[:], []byte(hash)); err == nil {
			return key, true
		}
	}
	return shortSum(string(fact)), false
}

// factOf is the address of a fact.
func (v *verifier) factOf(key short) IRI {
	if iri, ok := v.odd[key]; ok {
		return iri
	}
	return IRI("fact:" + hashAlphabet.EncodeToString(key[:hashBytes]))
}

// quad checks one quad for itself and notes what the others are held against.
func (v *verifier) quad(ctx context.Context, q quad.Quad) error {
	s := iriOf(q.Subject)
	v.once(s, q)
	word, rest, _ := strings.Cut(string(s), ":")
	if err := v.gather(ctx, s, word, rest, q); err != nil {
		return err
	}
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
	what := factEdge
	if isAsserted(q) {
		what |= factPlain
	}
	if v.fact(iri, what)&factEdge != 0 {
		v.fact(iri, factEdges)
	}
	v.seen[s] |= thingSpoken
	if o := iriOf(q.Object); o != "" {
		v.seen[o] |= thingSpoken
	}
}

func (v *verifier) claim(s IRI, q quad.Quad) {
	if q.Label == nil {
		v.fault(s, "%s has no label", q.Predicate)
	}
	if asserts, ok := v.says[q.Predicate]; ok {
		what := factClaimed
		if asserts {
			what |= factAsserted
		}
		v.fact(iriOf(q.Object), what)
	}
	if q.Predicate == Anchors {
		v.seen[iriOf(q.Object)] |= thingAnchored
	}
}

func (v *verifier) derived(s IRI, q quad.Quad) {
	switch q.Predicate {
	case Denotes:
		v.seen[iriOf(q.Object)] |= thingDenoted
	case RDFType:
		v.seen[s] |= thingTyped
	}
}

// standings holds each fact's edge against its claims.
func (v *verifier) standings() {
	for key, st := range v.facts {
		switch {
		case st&factEdge == 0:
			v.fault(v.factOf(key), "claims point to it but it has no edge")
		case st&factEdges != 0:
			v.fault(v.factOf(key), "it has more than one edge")
		case st&factClaimed == 0:
			v.fault(v.factOf(key), "no claim points to it")
		case (st&factPlain != 0) != (st&factAsserted != 0):
			v.fault(v.factOf(key), "its edge is plain: %t; a claim asserts it: %t", st&factPlain != 0, st&factAsserted != 0)
		}
	}
}

// things holds entities against what denotes them and speaks of them.
func (v *verifier) things() {
	for iri, was := range v.seen {
		named := was&(thingDenoted|thingSpoken) != 0
		switch {
		case was&thingTyped != 0 && !named && iri.Type() != ontology.Article:
			v.fault(iri, "nothing denotes it or speaks of it")
		case was&thingTyped == 0 && named:
			v.fault(iri, "it has no type")
		}
		if was&thingAnchored != 0 && was&thingDenoted == 0 {
			v.fault(iri, "the gazetteer speaks of it but no article does")
		}
	}
}

// gather keeps the quads of articles, locals and claims until all of one are there, and what
// stands in a text until all of its article is.
func (v *verifier) gather(ctx context.Context, s IRI, word, rest string, q quad.Quad) error {
	switch word {
	case "article", "local", "claim":
	default:
		return nil
	}
	if _, ok := v.open[s]; !ok && v.bySubject {
		v.subjectsLeft()
		if kin := rest[:min(len(rest), kinLetters)]; kin != v.kin {
			if err := v.quotes(ctx); err != nil {
				return err
			}
			v.kin = kin
		}
	}
	v.open[s] = append(v.open[s], q)
	return nil
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
		text := n.text(Text)
		if sum := sha256.Sum256([]byte(text)); hex.EncodeToString(sum[:]) != n.text(Digest) {
			v.fault(s, "its text does not have its digest")
		}
		if v.bySubject && text != "" {
			v.texts[s] = text
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

// quotes holds the claims that were gathered against the texts of their articles.
func (v *verifier) quotes(ctx context.Context) error {
	defer func() {
		clear(v.passages)
		clear(v.texts)
	}()
	for _, article := range slices.Sorted(maps.Keys(v.passages)) {
		text, err := v.textOf(ctx, article)
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

func (v *verifier) textOf(ctx context.Context, article IRI) (string, error) {
	if text, ok := v.texts[article]; ok {
		return text, nil
	}
	return v.r.Text(ctx, article)
}
