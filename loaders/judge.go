package loaders

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"entente/graph"
	"entente/loaders/resolve"
)

// Judge brings a store to the verdicts given, in place of those it was resolved with.
// It reports whether there was anything to change.
func Judge(ctx context.Context, store *graph.Store, r Reader, verdicts []resolve.Verdict) (bool, error) {
	change, err := resolve.Judge(ctx, store.Reader, r.Known, verdicts)
	if err != nil {
		return false, fmt.Errorf("judge: %w", err)
	}
	if change.Judgements == nil {
		return false, nil
	}
	return true, store.Apply(ctx, change)
}

// Merge returns the verdicts that make one thing of two entities: of those that
// only articles know one verdict on their first locals, else that each local of a is
// what the gazetteer knows as b.
func Merge(ctx context.Context, store *graph.Reader, r Reader, a, b graph.IRI) ([]resolve.Verdict, error) {
	if _, known := r.Known.Entity(a); known {
		a, b = b, a
	}
	as, err := localsOf(ctx, store, a)
	if err != nil {
		return nil, err
	}
	bs, err := localsOf(ctx, store, b)
	if err != nil {
		return nil, err
	}
	if a == b || as[0].Type() != bs[0].Type() {
		return nil, fmt.Errorf("merge %s and %s: they are not two things of one type", a, b)
	}
	if _, known := r.Known.Entity(b); !known {
		return []resolve.Verdict{{Same: true, A: as[0], B: bs[0]}}, nil
	}
	var all []resolve.Verdict
	for _, l := range as {
		all = append(all, resolve.Verdict{Same: true, A: l, B: b})
	}
	return all, nil
}

// Split returns the verdicts that take locals out of the entity that they denote.
func Split(ctx context.Context, store *graph.Reader, r Reader, entity graph.IRI, out []graph.IRI) ([]resolve.Verdict, error) {
	all, err := localsOf(ctx, store, entity)
	if err != nil {
		return nil, err
	}
	stay := slices.DeleteFunc(slices.Clone(all), func(l graph.IRI) bool { return slices.Contains(out, l) })
	_, known := r.Known.Entity(entity)
	var verdicts []resolve.Verdict
	for _, l := range out {
		if !slices.Contains(all, l) {
			return nil, fmt.Errorf("split %s: %s does not denote it: 'entente review %s' lists what does", entity, l, entity)
		}
		if known {
			verdicts = append(verdicts, resolve.Verdict{A: l, B: entity})
			continue
		}
		for _, s := range stay {
			verdicts = append(verdicts, resolve.Verdict{A: l, B: s})
		}
	}
	if !known && len(stay) == 0 {
		return nil, fmt.Errorf("split %s: nothing of it would stay", entity)
	}
	return verdicts, nil
}

// localsOf are the locals of an entity, one at least.
func localsOf(ctx context.Context, store *graph.Reader, entity graph.IRI) ([]graph.IRI, error) {
	if strings.HasPrefix(string(entity), "local:") {
		return []graph.IRI{entity}, nil
	}
	all, err := store.LocalsOf(ctx, entity)
	if err == nil && len(all) == 0 {
		err = fmt.Errorf("%s: no article names it: %w", entity, graph.ErrUnknown)
	}
	return all, err
}
