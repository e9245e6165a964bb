package graph

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"iter"
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"
)

// SpanType is the datatype of the place where words stand that were left out of a
// file: "article:abc 12-40" are the bytes from 12 to 40 of that article's text.
const SpanType = quad.IRI(Base + "ns#Span")

// Withheld is a graph from which the words of articles were left out, and the
// articles whose texts it takes to put them back.
type Withheld struct {
	quads   []quad.Quad
	digests map[IRI]string // article -> digest of its text
	texts   map[IRI]string // those that were found
	claims  map[IRI]Span   // claim -> where its words stand
	of      map[IRI]IRI    // claim -> article
}

// ReadWithheld reads a graph without words.
func ReadWithheld(quads iter.Seq2[quad.Quad, error]) (*Withheld, error) {
	w := &Withheld{digests: map[IRI]string{}, texts: map[IRI]string{}, claims: map[IRI]Span{}, of: map[IRI]IRI{}}
	for q, err := range quads {
		if err == nil {
			q, err = inside(q)
		}
		if err != nil {
			return nil, err
		}
		w.quads = append(w.quads, q)
		if err := w.note(q); err != nil {
			return nil, err
		}
	}
	if len(w.digests) == 0 {
		return nil, errors.New("no article is in it")
	}
	return w, nil
}

// note keeps what is needed of a quad.
func (w *Withheld) note(q quad.Quad) error {
	s, article := iriOf(q.Subject), iriOf(q.Label)
	text, _ := Literal(q.Object)
	claim := strings.HasPrefix(string(s), "claim:") && article != GazetteerArticle
	switch {
	case q.Predicate == Digest:
		w.digests[s] = text
	case claim && (q.Predicate == Start || q.Predicate == End):
		n, err := strconv.Atoi(text)
		if err != nil {
			return fmt.Errorf("%s: %s is no number", s, q.Predicate)
		}
		span := w.claims[s]
		if q.Predicate == Start {
			span.Start = n
		} else {
			span.End = n
		}
		w.claims[s], w.of[s] = span, article
	}
	return nil
}

// Articles returns the number of articles in the graph.
func (w *Withheld) Articles() int { return len(w.digests) }

// Give takes the text of an article. It reports whether the graph has this text,
// by its digest; known is true when the graph has an article of that id, whatever
// its text.
func (w *Withheld) Give(id, text string) (taken, known bool) {
	sum := sha256.Sum256([]byte(text))
	digest := hex.EncodeToString(sum[:])
	for article, want := range w.digests {
		if want == digest {
			w.texts[article] = text
			taken = true
		}
	}
	_, known = w.digests[ArticleIRI(id)]
	return taken, known
}

// Missing returns the addresses of the articles whose texts were not given, in no order.
func (w *Withheld) Missing() []IRI {
	var all []IRI
	for a := range w.digests {
		if _, ok := w.texts[a]; !ok {
			all = append(all, a)
		}
	}
	return all
}

// Quads gives the graph with the words put back that the texts have, and the texts
// themselves when they are asked for. A place that is outside of its text, or words
// that do not make the fact whose address they stood for, are an error.
func (w *Withheld) Quads(texts bool) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		for _, q := range w.quads {
			q, err := w.restored(q)
			if !yield(q, err) || err != nil {
				return
			}
		}
		for claim, span := range w.claims {
			text, ok := w.texts[w.of[claim]]
			if !ok {
				continue
			}
			if span.Start < 0 || span.End > len(text) || span.Start >= span.End {
				yield(quad.Quad{}, fmt.Errorf("%s: bytes %d to %d are not in the text of %s", claim, span.Start, span.End, w.of[claim]))
				return
			}
			q := quad.Quad{Subject: quad.IRI(claim), Predicate: Quote, Object: quad.String(text[span.Start:span.End]), Label: quad.IRI(w.of[claim])}
			if !yield(q, nil) {
				return
			}
		}
		for article, text := range w.texts {
			if texts && !yield(quad.Quad{Subject: quad.IRI(article), Predicate: Text, Object: quad.String(text), Label: quad.IRI(article)}, nil) {
				return
			}
		}
	}
}

// restored puts words in the stead of their place.
func (w *Withheld) restored(q quad.Quad) (quad.Quad, error) {
	place, datatype := Literal(q.Object)
	if datatype != SpanType {
		return q, nil
	}
	article, bytes, _ := strings.Cut(place, " ")
	text, ok := w.texts[IRI(article)]
	if !ok {
		return q, nil
	}
	var span Span
	if _, err := fmt.Sscanf(bytes, "%d-%d", &span.Start, &span.End); err != nil || span.Start < 0 || span.End > len(text) || span.Start >= span.End {
		return q, fmt.Errorf("%s: the place %q is not in the text of %s", q.Label, bytes, article)
	}
	q.Object = quad.String(text[span.Start:span.End])
	if f, ok := FactOf(q.Subject, q.Predicate, q.Object); !ok || FactIRI(f) != iriOf(q.Label) {
		return q, fmt.Errorf("%s: the words at %s of %s are not those of the fact", q.Label, bytes, article)
	}
	return q, nil
}
