package queries

import (
	"context"
	"fmt"
	"slices"

	"entente/graph"

	"github.com/cayleygraph/quad"
)

// Publishers returns the names of all publishers of articles, sorted.
func Publishers(ctx context.Context, r *graph.Reader) ([]string, error) {
	var all []string
	err := each(ctx, r.QuadStore(), From().Out(graph.Publisher).Unique().Tag("name").path, func(tags map[string]quad.Value) error {
		all = append(all, text(tags["name"]))
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read publishers: %w", err)
	}
	slices.Sort(all)
	return slices.Compact(all), nil
}

// publishersNamed returns the publishers that a person may mean: the one of that
// name, else all whose names have the words typed.
func publishersNamed(ctx context.Context, r *graph.Reader, typed string) ([]string, error) {
	all, err := Publishers(ctx, r)
	if err != nil {
		return nil, err
	}
	if slices.Contains(all, typed) {
		return []string{typed}, nil
	}
	return slices.DeleteFunc(all, func(p string) bool { return !likes(p, typed) }), nil
}
