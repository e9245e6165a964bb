package graph

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

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
	v := &verifier{r: r, report: report, triples: map[[16]byte]bool{}, says: map[quad.Value]bool{},
		facts: map[IRI]*standing{}, subjects: map[IRI]bool{}, spoken: map[IRI]bool{}, denoted: map[IRI]bool{}, anchored: map[IRI]bool{}}
	for _, row := range ontology.Modalities {
		v.says[Pred(row.Predicate)] = row.Asserts
	}
	if err := r.Quads(ctx, v.quad); err != nil {
		return err
	}
	v.standings()
	v.things()
	return v.articles(ctx)
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
	triples  map[[16]byte]bool
	says     map[quad.Value]bool // predicates from claims to facts: whether they assert
	facts    map[IRI]*standing
	subjects map[IRI]bool // entities that have a type
	spoken   map[IRI]bool // things at either end of an edge
	denoted  map[IRI]bool
	anchored map[IRI]bool // entities with lines of the gazetteer
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
	sum := sha256.Sum256([]byte(NQuad(q)))
	key := [16]byte(sum[:16])
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

// articles reads each article back and holds its claims against its text.
func (v *verifier) articles(ctx context.Context) error {
	articles, err := v.r.Articles(ctx)
	if err != nil {
		return err
	}
	for _, a := range articles {
		c, err := v.r.Contribution(ctx, a)
		if err != nil {
			v.fault(a, "%v", err)
			continue
		}
		v.contribution(c)
	}
	return ctx.Err()
}

func (v *verifier) contribution(c Contribution) {
	text := c.Article.Text
	if sum := sha256.Sum256([]byte(text)); hex.EncodeToString(sum[:]) != c.Article.Digest {
		v.fault(c.Article.IRI, "its text does not have its digest")
	}
	for _, l := range c.Locals {
		if l.Entity == "" {
			v.fault(l.IRI, "it denotes nothing")
		}
	}
	for _, cl := range c.Claims {
		if cl.Start < 0 || cl.End > len(text) || cl.Start >= cl.End || text[cl.Start:cl.End] != cl.Quote {
			v.fault(cl.ID, "its quote is not the text of %s from %d to %d", c.Article.IRI, cl.Start, cl.End)
		}
		for _, sp := range cl.Also {
			if sp.Start < 0 || sp.End > len(text) || sp.Start >= sp.End {
				v.fault(cl.ID, "the span %d-%d is not in the text of %s", sp.Start, sp.End, c.Article.IRI)
			}
		}
		if len(cl.Facts) == 0 {
			v.fault(cl.ID, "it puts no fact forward")
		}
	}
}
