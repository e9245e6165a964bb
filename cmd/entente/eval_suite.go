package main

import (
	"context"
	"fmt"
	"os"

	"entente/loaders/eval"
)

// suite returns what measures one of the development sets of strangers.
func suite(name string) func(*program, context.Context, evalOptions) error {
	return func(p *program, ctx context.Context, o evalOptions) error {
		if _, err := os.Stat(o.data); err != nil {
			return fmt.Errorf("eval %s: no development sets: %w (name their folder with --data)", name, err)
		}
		s, ok := eval.SuiteOf(name)
		if !ok {
			return fmt.Errorf("eval: no suite is called %q", name)
		}
		r, err := eval.NewReaders()
		if err != nil {
			return err
		}
		scores, err := s.Run(ctx, r, o.data)
		if err != nil {
			return err
		}
		var errors []string
		for _, e := range scores.Errors {
			errors = append(errors, fmt.Sprint(e))
		}
		return p.evaluated(scores, errors, scores.Print, o)
	}
}
