package main

import (
	"bufio"
	"context"
	"fmt"
	"os"

	"entente/graph"
	"entente/loaders"
)

// claimsAmong parts the paths that are files of claims from those of articles.
func (p *program) claimsAmong(paths []string) (claims, articles []string) {
	for _, path := range paths {
		is := false
		if path == "-" {
			in := bufio.NewReader(p.stdin)
			p.stdin = in
			is = loaders.IsClaims(in)
		} else {
			is = loaders.IsClaimsFile(path)
		}
		if is {
			claims = append(claims, path)
		} else {
			articles = append(articles, path)
		}
	}
	return claims, articles
}

// loadClaims loads the files of claims and adds what was done to the report.
func (l *loading) loadClaims(ctx context.Context, store *graph.Store, opts loaders.Options, report *loaders.Report) error {
	for _, path := range l.claims {
		in, isReader := l.p.stdin.(*bufio.Reader)
		if path != "-" || !isReader {
			f, err := os.Open(path)
			if err != nil {
				return fmt.Errorf("load: %w", err)
			}
			defer f.Close()
			in = bufio.NewReader(f)
		}
		done, err := loaders.LoadClaims(ctx, store, l.reader, path, loaders.Claims(path, in), l.anyReader, opts)
		report.Sum(done)
		if err != nil {
			return err
		}
	}
	return nil
}
