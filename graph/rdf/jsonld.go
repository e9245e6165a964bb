package rdf

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"

	"github.com/cayleygraph/quad"
	"github.com/piprate/json-gold/ld"
)

// JSONLD reads JSON-LD 1.1. It keeps the whole document in memory. Contexts that
// stand elsewhere are not fetched: they are an error.
func JSONLD(r io.Reader) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		set, err := readJSONLD(r)
		if err != nil {
			yield(quad.Quad{}, err)
			return
		}
		var names []string
		for name := range set.Graphs {
			names = append(names, name)
		}
		slices.Sort(names)
		for _, name := range names {
			for _, q := range set.Graphs[name] {
				if !yield(ofLD(q, name)) {
					return
				}
			}
		}
	}
}

// readJSONLD turns a document into statements. The library panics on some broken
// documents; that is an error like any other.
func readJSONLD(r io.Reader) (set *ld.RDFDataset, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = &Error{0, fmt.Sprintf("JSON-LD: %v", p)}
		}
	}()
	dec := json.NewDecoder(r)
	var doc any
	if err := dec.Decode(&doc); err != nil {
		return nil, &Error{0, "no JSON: " + err.Error()}
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return nil, &Error{0, "more behind the end of the JSON"}
	}
	opts := ld.NewJsonLdOptions("")
	loader := &closed{}
	opts.DocumentLoader = loader
	out, err := ld.NewJsonLdProcessor().ToRDF(doc, opts)
	if loader.asked != "" {
		return nil, &Error{0, "JSON-LD: the context " + loader.asked + " stands elsewhere and is not fetched: put it into the document"}
	}
	if err != nil {
		return nil, &Error{0, "JSON-LD: " + err.Error()}
	}
	return out.(*ld.RDFDataset), nil
}

// closed fetches nothing, and notes what it was asked for.
type closed struct{ asked string }

// LoadDocument refuses.
func (c *closed) LoadDocument(u string) (*ld.RemoteDocument, error) {
	c.asked = u
	return nil, ld.NewJsonLdError(ld.LoadingDocumentFailed, u)
}

func ofLD(q *ld.Quad, graph string) (quad.Quad, error) {
	var err error
	term := func(n ld.Node) quad.Value {
		switch n := n.(type) {
		case *ld.IRI:
			if !absolute(n.Value) && err == nil {
				err = &Error{0, "JSON-LD: the address " + n.Value + " is not absolute"}
			}
			return quad.IRI(n.Value)
		case *ld.BlankNode:
			return quad.BNode(n.Attribute[len("_:"):])
		case *ld.Literal:
			return literalOfLD(n)
		}
		return nil
	}
	out := quad.Quad{Subject: term(q.Subject), Predicate: term(q.Predicate), Object: term(q.Object)}
	switch {
	case graph == "@default":
	case len(graph) > 2 && graph[:2] == "_:":
		out.Label = quad.BNode(graph[2:])
	default:
		out.Label = quad.IRI(graph)
	}
	return out, err
}

func literalOfLD(n *ld.Literal) quad.Value {
	switch {
	case n.Language != "":
		return quad.LangString{Value: quad.String(n.Value), Lang: n.Language}
	case n.Datatype == "" || n.Datatype == xsd+"string":
		return quad.String(n.Value)
	}
	return quad.TypedString{Value: quad.String(n.Value), Type: quad.IRI(n.Datatype)}
}
