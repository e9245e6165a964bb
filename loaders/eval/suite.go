package eval

import (
	"context"
	"fmt"
	"path/filepath"

	"entente/loaders"
	"entente/loaders/nlp"
)

// Suite is a development set of strangers and how it is scored. Its texts are
// read where they lie and kept nowhere.
type Suite struct {
	Name  string
	Short string
	Path  string // under the folder of data
	Score func(ctx context.Context, r Readers, path string) (*Scores, error)
}

// Suites is the table of development sets.
var Suites = []Suite{
	{"dwie", "roles and memberships of 98 articles of Deutsche Welle, end to end and with names and chains given", "dwie-dev", ScoreDWIE},
	{"plv", "the PLOVER type of 1,050 acts, with actor and recipient marked and without", "plv/PLV_train.tsv", ScorePLV},
	{"petrarch", "the root type of PETRARCH's stylized sentences", "petrarch/PETR.UnitTest.records.xml", ScorePETRARCH},
}

// Readers are what suites read with: English alone, and the whole walk.
type Readers struct {
	English *nlp.Reader
	Reader  loaders.Reader
}

// NewReaders returns the built-in readers.
func NewReaders() (Readers, error) {
	english, err := nlp.NewReader()
	if err != nil {
		return Readers{}, err
	}
	r, err := loaders.NewReader()
	return Readers{english, r}, err
}

// SuiteOf returns the suite of that name.
func SuiteOf(name string) (Suite, bool) {
	for _, s := range Suites {
		if s.Name == name {
			return s, true
		}
	}
	return Suite{}, false
}

// Run scores a suite on a folder of data.
func (s Suite) Run(ctx context.Context, r Readers, data string) (*Scores, error) {
	scores, err := s.Score(ctx, r, filepath.Join(data, filepath.FromSlash(s.Path)))
	if err != nil {
		return nil, fmt.Errorf("eval %s: %w", s.Name, err)
	}
	return scores, nil
}
