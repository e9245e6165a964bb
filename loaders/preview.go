package loaders

import (
	"context"
	"fmt"
	"iter"

	"entente/graph"
	"entente/loaders/article"
)

// Standing says what Load would do with an article.
type Standing string

// The standings.
const (
	New   Standing = "new"
	Other Standing = "other" // stored with another text, other data or by another reader: it would be replaced
	Same  Standing = "same"  // stored just so, or twice among these
)

// Preview tells of each article what Load would do with it, without reading what
// it says and without changing the store, which may be nil: there is none yet. The
// report counts what Load would do.
func Preview(ctx context.Context, store *graph.Reader, r Reader, articles iter.Seq2[article.Found, error], tell func(article.Found, Standing, error) error) (Report, error) {
	l := &load{reader: r, texts: map[key]key{}}
	for found, err := range articles {
		if ctx.Err() != nil {
			return l.Report, fmt.Errorf("preview: %w", ctx.Err())
		}
		is := isNew
		if err == nil {
			is, err = l.standing(found)
		}
		if err == nil && is != isSame && store != nil {
			var failed error
			if is, failed = standingOf(ctx, store, r.Digest, found.Article); failed != nil {
				return l.Report, failed
			}
		}
		if err := tell(found, l.note(is, err), err); err != nil {
			return l.Report, err
		}
	}
	return l.Report, ctx.Err()
}

// note counts an article as Load would.
func (l *load) note(is standing, err error) Standing {
	l.Articles++
	switch {
	case err != nil:
		l.Report.pass(err)
		return ""
	case is == isSame:
		l.Report.Same++
		return Same
	case is == isOther:
		l.Replaced++
		return Other
	}
	l.Added++
	return New
}
