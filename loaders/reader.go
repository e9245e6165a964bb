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
func NewReader() (Reader, error) {
	english, err := nlp.NewReader()
	if err != nil {
		return Reader{}, fmt.Errorf("new reader: %w", err)
	}
	digest := ReaderDigest()
	return Reader{
		Read: func(a article.Article) (extract.Reading, error) {
			r := extract.Extract(english.Read(extract.Input(a)), a)
			r.Reader = digest
			return r, nil
		},
		Known:  resolve.NewGazetteer(),
		Digest: digest,
	}, nil
}
