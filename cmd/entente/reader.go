package main

import (
	"fmt"
	"strings"

	"entente/graph"
	"entente/graph/when"
	"entente/loaders"
	"entente/loaders/article"
	"entente/loaders/extract"
	"entente/loaders/nlp"
)

// newReader puts together the stages that read articles.
func newReader() (loaders.Reader, error) {
	language, err := nlp.NewReader()
	if err != nil {
		return loaders.Reader{}, fmt.Errorf("start the reader: %w", err)
	}
	return loaders.Reader{
		Read: func(a article.Article) (extract.Reading, error) {
			return extract.Extract(language.Read(extract.Input(a)), a), nil
		},
		Known:  noGazetteer{},
		Digest: extract.Digest(),
	}, nil
}

// noGazetteer knows nothing.
type noGazetteer struct{}

func (noGazetteer) Fold(name string) string {
	return strings.Join(strings.Fields(strings.ToLower(name)), " ")
}
func (noGazetteer) Entity(graph.IRI) (graph.Entity, bool)  { return graph.Entity{}, false }
func (noGazetteer) Country(graph.IRI, when.Date) graph.IRI { return "" }
