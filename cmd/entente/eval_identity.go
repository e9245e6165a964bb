package main

import (
	"context"
	"fmt"
	"io"
	"path/filepath"

	"entente/loaders"
	"entente/loaders/eval"
	"entente/seeds"
)

// evalPairs measures what is one across the sample articles.
func (p *program) evalPairs(ctx context.Context, o evalOptions) error {
	f, err := seeds.Gold().Open("PAIRS.tsv")
	if err != nil {
		return fmt.Errorf("eval pairs: %w", err)
	}
	defer f.Close()
	pairs, err := eval.ReadPairs(f)
	if err != nil {
		return err
	}
	r, err := loaders.NewReader()
	if err != nil {
		return err
	}
	s, err := eval.Pairs(ctx, r, seeds.Articles(), pairs)
	if err != nil {
		return err
	}
	return p.evaluated(s, s.Errors, s.Print, o)
}

// evalEntities measures chains of names on DWIE.
func (p *program) evalEntities(ctx context.Context, o evalOptions) error {
	r, err := loaders.NewReader()
	if err != nil {
		return err
	}
	e, err := eval.DWIEEntities(ctx, r, filepath.Join(o.data, "dwie-dev"))
	if err != nil {
		return err
	}
	return p.evaluated(e, e.Errors, e.Print, o)
}

// evaluated prints a table of scores or, as JSON, all of them, and the errors when
// they are asked for.
func (p *program) evaluated(all any, errors []string, table func(io.Writer) error, o evalOptions) error {
	if o.asJSON {
		return p.json(all)
	}
	if err := table(p.stdout); err != nil {
		return err
	}
	if o.errors {
		for _, e := range errors {
			fmt.Fprintln(p.stdout, plain(e))
		}
	}
	return nil
}
