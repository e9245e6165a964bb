package loaders

import (
	"fmt"

	"entente/loaders/article"
	"entente/loaders/extract"
	"entente/loaders/nlp"
	"entente/loaders/resolve"
)

// NewReader returns the reader of English that is built into the program: the
// embedded weights, the frames of the ontology and the gazetteer.
func NewReader() (Reader, error) { return ReaderWith(extract.Builtin()) }

// ReaderWith returns the reader with the frames of an extractor in place of the
// built-in ones. Its digest is another when the frames are.
func ReaderWith(x *extract.Extractor) (Reader, error) {
	english, err := nlp.NewReader()
	if err != nil {
		return Reader{}, fmt.Errorf("new reader: %w", err)
	}
	digest := digestOf(x.Digest())
	return Reader{
		ReadAll: func(articles []article.Article) []Outcome {
			texts := make([]nlp.Input, len(articles))
			for i, a := range articles {
				texts[i] = extract.Input(a)
			}
			out := make([]Outcome, len(articles))
			for i, doc := range english.ReadAll(texts) {
				out[i].Reading = x.Extract(doc, articles[i])
				out[i].Reading.Reader = digest
			}
			return out
		},
		Known:  resolve.NewGazetteer(),
		Digest: digest,
	}, nil
}
