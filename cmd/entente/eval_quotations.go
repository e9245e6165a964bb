package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"entente/loaders"
	"entente/loaders/eval"
)

// quotationFiles reports whether all paths are tables of quotations.
func quotationFiles(paths []string) bool {
	for _, path := range paths {
		if filepath.Ext(path) != ".tsv" {
			return false
		}
	}
	return len(paths) > 0
}

// evalQuotations measures for how many labelled quotations the speaker is found.
func (p *program) evalQuotations(ctx context.Context, paths, roots []string, o evalOptions) error {
	var all []eval.Quotation
	for _, path := range paths {
		f, err := os.Open(path)
		if err != nil {
			return fmt.Errorf("eval: %w", err)
		}
		quotations, err := eval.ReadQuotations(f)
		f.Close()
		if err != nil {
			return fmt.Errorf("eval %s: %w", path, err)
		}
		all, roots = append(all, quotations...), append(roots, filepath.Dir(path))
	}
	r, err := loaders.NewReader()
	if err != nil {
		return err
	}
	s, err := eval.Quotations(ctx, r, all, roots...)
	if err != nil {
		return err
	}
	errors := make([]string, len(s.Errors))
	for i, e := range s.Errors {
		errors[i] = fmt.Sprint(e)
	}
	return p.evaluated(s, errors, s.Print, o)
}
