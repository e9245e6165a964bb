package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"

	"entente/graph"
	"entente/loaders"
	"entente/loaders/article"
	"entente/seeds"
)

// openToWrite opens the store, and makes it when there is none.
func (p *program) openToWrite(ctx context.Context) (*graph.Store, error) {
	return p.openWith(ctx, graph.Options{})
}

func (p *program) openWith(ctx context.Context, opts graph.Options) (*graph.Store, error) {
	s, err := graph.Open(ctx, p.db, opts)
	if err != nil {
		return nil, storeError{err}
	}
	return s, nil
}

// openToRead opens the store that must be there, or reads articles into memory
// when --from names some.
func (p *program) openToRead(ctx context.Context, from []string) (*graph.Store, error) {
	if len(from) == 0 && len(p.frames) > 0 {
		return nil, usage("--frames reads the articles of --from: what stands in a store was read by 'entente load --frames' or 'entente reread --frames'")
	}
	if len(from) > 0 {
		return p.readIntoMemory(ctx, article.Walk(ctx, from, p.stdin))
	}
	if p.db == graph.Memory {
		return p.openToWrite(ctx)
	}
	if err := p.mustExist(); err != nil {
		return nil, err
	}
	s, err := graph.Open(ctx, p.db, graph.Options{ReadOnly: true})
	if err != nil {
		return nil, storeError{err}
	}
	return s, nil
}

// mustExist wants the store to be there.
func (p *program) mustExist() error {
	if p.db == graph.Memory {
		return nil
	}
	_, err := os.Stat(p.db)
	if errors.Is(err, fs.ErrNotExist) {
		return storeError{fmt.Errorf("no store at %s: fill one with 'entente load PATH...', name another with --db, or give articles with --from", p.db)}
	}
	if err != nil {
		return storeError{fmt.Errorf("store %s: %w", p.db, err)}
	}
	return nil
}

// readIntoMemory makes a store in memory from articles. Bad ones are named on
// standard error and passed over.
func (p *program) readIntoMemory(ctx context.Context, articles iter.Seq2[article.Found, error]) (*graph.Store, error) {
	r, err := p.reader(p.frames)
	if err != nil {
		return nil, err
	}
	s, err := graph.Open(ctx, graph.Memory, graph.Options{})
	if err != nil {
		return nil, err
	}
	if _, err := loaders.Load(ctx, s, r, articles, loaders.Options{Done: func(s loaders.Step) { p.pass(s.Err) }}); err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

// pass names an article that was passed over; nil is none.
func (p *program) pass(bad error) {
	if bad != nil {
		fmt.Fprintln(p.stderr, "entente: passed over "+plain(bad.Error()))
		p.skipped++
	}
}

// seedArticles gives the embedded sample articles.
func seedArticles(ctx context.Context) iter.Seq2[article.Found, error] {
	return func(yield func(article.Found, error) bool) {
		err := fs.WalkDir(seeds.Articles(), ".", func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			f, err := seeds.Articles().Open(name)
			if err != nil {
				return err
			}
			defer f.Close()
			name = "seeds/" + name
			for a, err := range article.Read(ctx, name, f) {
				if !yield(article.Found{Name: name, Article: a}, err) {
					return fs.SkipAll
				}
			}
			return nil
		})
		if err != nil {
			yield(article.Found{Name: "seeds"}, err)
		}
	}
}
