package loaders

import (
	"context"
	"crypto/sha256"
	"fmt"

	"entente/graph"
	"entente/loaders/article"
	"entente/loaders/extract"
	"entente/loaders/resolve"
)

// read is an article that was read, or why it was not.
type read struct {
	name    string
	id      string
	reading extract.Reading
	err     error
	is      standing

	prepared *resolve.Prepared // of reading, where a worker found it out already
}

// prepare finds out what a reading tells by itself. Each plan is given one of its own.
func (r *read) prepare(known resolve.Known) (resolve.Prepared, error) {
	if p := r.prepared; p != nil {
		r.prepared = nil
		return *p, nil
	}
	return resolve.Prepare(r.reading, known)
}

// standing is how an article stands to the store.
type standing int

const (
	isNew standing = iota
	isOther
	isSame
)

// begin puts an article among those that are read on the side. What the store or this
// run has just so is not read again. The store itself is asked here, never on the side.
func (l *load) begin(ctx context.Context, found article.Found, err error, ahead *ahead) error {
	r := read{name: found.Name, id: found.ID, err: err}
	if r.err == nil {
		r.is, r.err = l.standing(found)
	}
	if r.err == nil && r.is != isSame {
		if r.is, err = standingOf(ctx, l.store.Reader, l.reader.Digest, found.Article); err != nil {
			return err
		}
	}
	if r.err != nil || r.is == isSame {
		ahead.settled(r)
		return nil
	}
	ahead.put(r, found)
	return nil
}

// key stands for a long string where very many are kept: 16 bytes of its digest.
type key [16]byte

func keyOf(s string) key {
	sum := sha256.Sum256([]byte(s))
	return key(sum[:16])
}

// standing looks for an article among those of this run: the same again, or
// another text under its id.
func (l *load) standing(found article.Found) (standing, error) {
	id, digest := keyOf(found.ID), keyOf(found.Text)
	other, ok := l.texts[id]
	l.texts[id] = digest
	switch {
	case !ok:
		return isNew, nil
	case other == digest:
		return isSame, nil
	}
	l.texts[id] = other
	return isNew, fmt.Errorf("%s: article %s: %w; load the one that holds by itself, later", found.Name, found.ID, resolve.ErrTwoTexts)
}

// standingOf asks a store whether it has an article just so, read by a reader of
// that digest.
func standingOf(ctx context.Context, store *graph.Reader, reader string, a article.Article) (standing, error) {
	store = store.Asking()
	defer store.Close()
	iri := graph.ArticleIRI(a.ID)
	digest, stored, err := store.ArticleDigest(ctx, iri)
	if err != nil || !stored {
		return isNew, err
	}
	if digest != resolve.TextDigest(a.Text) {
		return isOther, nil
	}
	record, err := store.Record(ctx, iri)
	if err != nil {
		return isNew, err
	}
	if resolve.SameArticle(record, a, reader) {
		return isSame, nil
	}
	return isOther, nil
}
