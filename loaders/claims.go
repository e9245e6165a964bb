package loaders

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"slices"

	"github.com/klauspost/compress/gzip"

	"entente/graph"
	"entente/graph/gazetteer"
	"entente/loaders/article"
	"entente/loaders/extract"
	"entente/loaders/nlp"
	"entente/loaders/resolve"
)

// A claims file holds readings, one a line, in the form of extract.Marshal: text,
// the article's data, the digest of the reader, entities and claims. Reading an
// article and loading its claims can so happen on different machines.

// ErrOtherReader is the cause when claims were read by another reader than the
// present one.
var ErrOtherReader = errors.New("read with other weights, frames or gazetteer than this program has")

// claimsHead is how every claims file begins.
const claimsHead = `{"reader":"`

// ReaderDigest is the digest of the reader that is built into the program, without
// making one.
func ReaderDigest() string { return digestOf(extract.Digest()) }

// digestOf stands for all on which the graph of an article depends beside its bytes.
func digestOf(frames string) string {
	return graph.Hash(frames, gazetteer.Digest(), nlp.Digest(), resolve.Version)
}

// IsClaims reports whether what a reader will give is a claims file, gzip or not,
// without taking anything from it.
func IsClaims(r *bufio.Reader) bool {
	head, _ := r.Peek(512)
	if bytes.HasPrefix(head, []byte("\x1f\x8b")) {
		z, err := gzip.NewReader(bytes.NewReader(head))
		if err != nil {
			return false
		}
		start := make([]byte, len(claimsHead))
		n, _ := io.ReadFull(z, start)
		head = start[:n]
	}
	return bytes.HasPrefix(head, []byte(claimsHead))
}

// IsClaimsFile reports whether a path is a claims file.
func IsClaimsFile(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	return IsClaims(bufio.NewReader(f))
}

// longestLine bounds a line of a claims file: an article of 10 MB with its claims.
const longestLine = 64 << 20

// Claims reads a claims file: each line with its number, or what is wrong with it.
func Claims(name string, from *bufio.Reader) iter.Seq2[extract.Reading, error] {
	return func(yield func(extract.Reading, error) bool) {
		var r io.Reader = from
		if head, _ := from.Peek(2); bytes.Equal(head, []byte("\x1f\x8b")) {
			z, err := gzip.NewReader(from)
			if err != nil {
				yield(extract.Reading{}, fmt.Errorf("%s: %w", name, err))
				return
			}
			r = z
		}
		lines := bufio.NewScanner(r)
		lines.Buffer(make([]byte, 1<<16), longestLine)
		for n := 1; lines.Scan(); n++ {
			if len(bytes.TrimSpace(lines.Bytes())) == 0 {
				continue
			}
			reading, err := extract.Unmarshal(lines.Bytes())
			if err == nil && reading.Article.Text == "" {
				err = fmt.Errorf("it has no text to hold its quotes against")
			}
			if err != nil {
				err = fmt.Errorf("%s: line %d: %w", name, n, err)
			}
			if !yield(reading, err) {
				return
			}
		}
		if err := lines.Err(); err != nil {
			yield(extract.Reading{}, fmt.Errorf("%s: %w", name, err))
		}
	}
}

// LoadClaims puts readings into a store as Load puts articles: the graph is the same.
// One of another reader is passed over with ErrOtherReader, unless any is allowed; the
// store then tells which they are (Readers), and Reread reads them again.
func LoadClaims(ctx context.Context, store *graph.Store, r Reader, name string, readings iter.Seq2[extract.Reading, error], any bool, opts Options) (Report, error) {
	l := newLoad(store, r, opts)
	for reading, err := range readings {
		if ctx.Err() != nil {
			return l.Report, fmt.Errorf("load: %w", ctx.Err())
		}
		taken := read{name: name + " (" + reading.Article.ID + ")", id: reading.Article.ID, reading: reading, err: err}
		if err == nil && reading.Reader != r.Digest && !any {
			taken.err = fmt.Errorf("%s: %w (%s, not %s): extract its claims again, or take them all the same with --any-reader", taken.name, ErrOtherReader, reading.Reader, r.Digest)
		}
		if taken.err == nil {
			taken.is, taken.err = l.standing(article.Found{Name: taken.name, Article: reading.Article})
		}
		if taken.err == nil && taken.is != isSame {
			if taken.is, err = l.standingOfReading(ctx, reading); err != nil {
				return l.Report, err
			}
		}
		if err := l.take(ctx, taken); err != nil {
			return l.Report, err
		}
	}
	return l.Report, l.flush(ctx)
}

// standingOfReading asks the store whether it has just this reading.
func (l *load) standingOfReading(ctx context.Context, r extract.Reading) (standing, error) {
	is, err := standingOf(ctx, l.store.Reader, r.Reader, r.Article)
	if err != nil || is != isSame {
		return is, err
	}
	kept, err := l.store.Record(ctx, graph.ArticleIRI(r.Article.ID))
	if err != nil {
		return isNew, err
	}
	if record, err := resolve.Record(r); err != nil || record != kept {
		return isOther, err
	}
	return isSame, nil
}

// Sum adds the report of another run.
func (r *Report) Sum(o Report) {
	r.Articles += o.Articles
	r.Added += o.Added
	r.Replaced += o.Replaced
	r.Same += o.Same
	r.Claims += o.Claims
	r.Passed += o.Passed
	r.Bad = append(r.Bad, o.Bad...)
	if r.Reasons == nil {
		r.Reasons, r.Languages = map[string]int{}, map[string]int{}
	}
	for reason, n := range o.Reasons {
		r.Reasons[reason] += n
	}
	for lang, n := range o.Languages {
		r.Languages[lang] += n
	}
}

// OtherReaders returns the ids of the articles of a store that another reader read
// than the one of the digest, sorted by address.
func OtherReaders(ctx context.Context, store *graph.Reader, digest string) ([]string, error) {
	by, err := Readers(ctx, store)
	if err != nil {
		return nil, err
	}
	var articles []graph.IRI
	for reader, iris := range by {
		if reader != digest {
			articles = append(articles, iris...)
		}
	}
	slices.Sort(articles)
	var ids []string
	for _, iri := range articles {
		a, err := store.Article(ctx, iri)
		if err != nil {
			return nil, err
		}
		ids = append(ids, a.ID)
	}
	return ids, nil
}
