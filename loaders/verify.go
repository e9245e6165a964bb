package loaders

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"entente/graph"
	"entente/loaders/resolve"
)

// Verify checks a store: all that graph.Reader.Verify checks, then that the graph
// is what its articles give when they are resolved afresh, all at once, from the
// readings that the store keeps. The second graph needs its room in the folder for
// temporary files. It comes after the first was walked through: side by side they are hardly
// faster, and in memory both at once. The survey is what the first tells of the graph.
func Verify(ctx context.Context, store *graph.Reader, known resolve.Known, report func(graph.Fault)) (graph.Survey, error) {
	survey, err := store.Survey(ctx, report)
	if err != nil {
		return graph.Survey{}, err
	}
	fresh, remove, err := beside(ctx)
	if err != nil {
		return graph.Survey{}, err
	}
	defer remove()
	if err := again(ctx, store, fresh, known, report); err != nil {
		return graph.Survey{}, err
	}
	same, err := store.Same(ctx, fresh.Reader)
	if err != nil || same {
		return survey, err
	}
	return survey, differences(ctx, store, fresh.Reader, report)
}

// beside makes an empty store in the folder for temporary files, and says how to take it
// away.
func beside(ctx context.Context) (*graph.Store, func(), error) {
	dir, err := os.MkdirTemp("", "entente-verify-*")
	if err != nil {
		return nil, nil, fmt.Errorf("verify: %w (name a folder with room in TMPDIR)", err)
	}
	store, err := graph.Open(ctx, filepath.Join(dir, "fresh.db"), StoreOptions())
	if err != nil {
		return nil, nil, errors.Join(err, os.RemoveAll(dir))
	}
	return store, func() {
		store.Close()
		os.RemoveAll(dir)
	}, nil
}

// again resolves all articles of a store into an empty one.
func again(ctx context.Context, store *graph.Reader, fresh *graph.Store, known resolve.Known, report func(graph.Fault)) error {
	articles, err := store.Articles(ctx)
	if err != nil {
		return err
	}
	judgements, err := store.Judgements(ctx)
	if err != nil {
		return err
	}
	if err := fresh.Apply(ctx, graph.Change{Judgements: &judgements}); err != nil {
		return err
	}
	ctx, stop := context.WithCancel(ctx)
	groups := prepared(ctx, store, known, articles)
	defer func() { // who reads ahead ends before the store may close
		stop()
		for range groups {
		}
	}()
	resolver := resolve.NewResolver(known)
	for group := range groups {
		for _, f := range group.faults {
			report(f)
		}
		if group.err != nil {
			return group.err
		}
		change, err := resolver.Plan(ctx, fresh.Reader, group.prepared, nil)
		if err != nil {
			return err
		}
		if err := fresh.Apply(ctx, change); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// againArticles are resolved together: nobody waits for the first of them, and of a thing
// that thousands name all is looked at again for each group.
const againArticles = 512

// preparedGroup are the readings of some articles of a store, ready to be resolved.
type preparedGroup struct {
	prepared []resolve.Prepared
	faults   []graph.Fault
	err      error
}

// prepared reads the articles of a store in groups, one ahead of who takes them, until ctx
// ends.
func prepared(ctx context.Context, store *graph.Reader, known resolve.Known, articles []graph.IRI) <-chan preparedGroup {
	groups := make(chan preparedGroup, 1)
	go func() {
		defer close(groups)
		for some := range slices.Chunk(articles, againArticles) {
			group := prepareGroup(ctx, store, known, some)
			select {
			case groups <- group:
			case <-ctx.Done():
				return
			}
			if group.err != nil {
				return
			}
		}
	}()
	return groups
}

func prepareGroup(ctx context.Context, store *graph.Reader, known resolve.Known, articles []graph.IRI) (g preparedGroup) {
	for _, iri := range articles {
		a, err := store.Article(ctx, iri)
		if err != nil {
			g.err = err
			return g
		}
		r, err := resolve.FromRecord(a.Record, a.Text)
		if err != nil {
			g.faults = append(g.faults, graph.Fault{Where: iri, What: err.Error()})
			continue
		}
		one, err := resolve.Prepare(r, known)
		if err != nil {
			g.err = err
			return g
		}
		g.prepared = append(g.prepared, one)
	}
	return g
}

// shownDifferences is how many lines that differ are reported one by one.
const shownDifferences = 20

// differences reports the lines that only one of two graphs has.
func differences(ctx context.Context, store, fresh *graph.Reader, report func(graph.Fault)) error {
	a, err := lines(ctx, store)
	if err != nil {
		return err
	}
	b, err := lines(ctx, fresh)
	if err != nil {
		return err
	}
	n := 0
	only := func(a, b []string, what string) {
		for _, l := range a {
			if _, found := slices.BinarySearch(b, l); !found {
				if n++; n <= shownDifferences {
					report(graph.Fault{Where: "graph", What: what + ": " + l})
				}
			}
		}
	}
	only(a, b, "its articles do not give")
	only(b, a, "its articles give, but it lacks")
	if n > shownDifferences {
		report(graph.Fault{Where: "graph", What: fmt.Sprintf("%d lines more differ from what its articles give", n-shownDifferences)})
	}
	return nil
}

func lines(ctx context.Context, r *graph.Reader) ([]string, error) {
	var b strings.Builder
	if err := r.WriteNQuads(ctx, &b, nil); err != nil {
		return nil, err
	}
	return strings.Split(strings.TrimSuffix(b.String(), "\n"), "\n"), nil
}

// Readers returns the articles of a store by the digest of the reader that read
// them. Those of another than the present one should be read again.
func Readers(ctx context.Context, store *graph.Reader) (map[string][]graph.IRI, error) {
	articles, err := store.Articles(ctx)
	if err != nil {
		return nil, err
	}
	by := map[string][]graph.IRI{}
	for _, iri := range articles {
		record, err := store.Record(ctx, iri)
		if err != nil {
			return nil, err
		}
		var head struct{ Reader string }
		if err := json.Unmarshal([]byte(record), &head); err != nil {
			return nil, fmt.Errorf("record of %s: %w", iri, err)
		}
		by[head.Reader] = append(by[head.Reader], iri)
	}
	return by, nil
}
