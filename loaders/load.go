// Package loaders is one article's walk, told from top to bottom: articles come
// in, each is read, resolved against what the graph knows, and its change applied;
// a report of what was done goes out. It stores nothing but through graph.Store.
package loaders

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"runtime"

	"entente/graph"
	"entente/loaders/article"
	"entente/loaders/extract"
	"entente/loaders/resolve"
)

// Options say how Load works. The graph does not depend on them.
type Options struct {
	// Workers is how many read at a time, each a bunch of articles; 0 means one for each
	// processor. What they read is applied in order, by one.
	Workers int
	// Group is how many articles make one transaction at most; 0 means 384.
	Group int
	// Done is called after each article, in order; nil when nobody wants to know.
	Done func(Step)
}

// StoreOptions are those of a store into which articles are loaded: memory for blocks, names
// and what was just written, as much as a load may take that holds 1.5 GB at most, and for
// what was written last, mostly of things that articles name again and again.
func StoreOptions() graph.Options { return graph.Options{Cache: 256 << 20, Recent: 96 << 20} }

// Load reads articles into a store. A bad article is named in the report and
// passed over; so is one whose id came before in this run with another text
// (resolve.ErrTwoTexts). The error is for what ends the run: the store failed, or
// the context ended. Whole groups of articles are in the store then, or not at all;
// the same call takes up the rest.
func Load(ctx context.Context, store *graph.Store, r Reader, articles iter.Seq2[article.Found, error], opts Options) (Report, error) {
	l := newLoad(store, r, opts)
	ahead := newAhead(ctx, r, l.opts.Workers, true)
	defer ahead.close()
	for found, bad := range articles {
		if ctx.Err() != nil {
			return l.Report, fmt.Errorf("load: %w", ctx.Err())
		}
		if err := l.begin(ctx, found, bad, ahead); err != nil {
			return l.Report, err
		}
		for ahead.full() {
			if err := l.next(ctx, ahead); err != nil {
				return l.Report, err
			}
		}
	}
	for ahead.any() {
		if err := l.next(ctx, ahead); err != nil {
			return l.Report, err
		}
	}
	return l.Report, l.flush(ctx)
}

const (
	// groupArticles and groupBytes of texts make a group at most: a thing that many of its
	// articles name is looked up and written once.
	groupArticles = 384
	groupBytes    = 2 << 20
	// groupLeast articles are written rather than waited for the next one to be read, or a
	// groupShare of those that are written: the first are there soon, and of a long run much
	// is looked up once in a group and not in twenty-four.
	groupLeast, groupShare = 16, 4
)

func newLoad(store *graph.Store, r Reader, opts Options) *load {
	l := &load{store: store, reader: r, resolver: resolve.NewResolver(r.Known), opts: opts, texts: map[key]key{}}
	if l.opts.Workers <= 0 {
		l.opts.Workers = runtime.GOMAXPROCS(0)
	}
	if l.opts.Group <= 0 {
		l.opts.Group = groupArticles
	}
	return l
}

// load is one run.
type load struct {
	Report
	store    *graph.Store
	reader   Reader
	resolver *resolve.Resolver
	opts     Options
	texts    map[key]key // id -> digest of the text, of all articles of this run
	group    []read
	bytes    int // of the texts of group
}

// next takes the next article and, while it is still being read, writes what is there.
func (l *load) next(ctx context.Context, from *ahead) error {
	if len(l.group) >= max(groupLeast, (l.Added+l.Replaced)/groupShare) && !from.ready() {
		if err := l.flush(ctx); err != nil {
			return err
		}
	}
	return l.take(ctx, from.next())
}

// take puts an article into the group, and applies the group when it is full.
func (l *load) take(ctx context.Context, r read) error {
	if ctx.Err() != nil && errors.Is(r.err, ctx.Err()) { // not read as the run ends: nothing is wrong with it
		return fmt.Errorf("load: %w", ctx.Err())
	}
	l.Articles++
	if r.err != nil {
		l.pass(r.name, r.err)
		return nil
	}
	if r.is == isSame {
		l.Same++
		l.done(Step{Name: r.name})
		return nil
	}
	l.group, l.bytes = append(l.group, r), l.bytes+len(r.reading.Article.Text)
	if len(l.group) < l.opts.Group && l.bytes < groupBytes {
		return nil
	}
	return l.flush(ctx)
}

func (l *load) pass(name string, err error) {
	l.Report.pass(err)
	l.done(Step{Name: name, Err: err})
}

func (l *load) done(s Step) {
	if l.opts.Done != nil {
		l.opts.Done(s)
	}
}

// flush applies the group in one transaction or, when one of its readings is bad,
// each by itself, so that the bad one can be named.
func (l *load) flush(ctx context.Context) error {
	group := l.group
	l.group, l.bytes = nil, 0
	if len(group) == 0 {
		return nil
	}
	err := l.apply(ctx, group)
	var bad *resolve.ReadingError
	if err == nil || !errors.As(err, &bad) {
		return err
	}
	for _, r := range group {
		err := l.apply(ctx, []read{r})
		if errors.As(err, &bad) {
			l.pass(r.name, fmt.Errorf("%s: %w", r.name, err))
			continue
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (l *load) apply(ctx context.Context, group []read) error {
	prepared := make([]resolve.Prepared, len(group))
	for i := range group {
		var err error
		if prepared[i], err = group[i].prepare(l.reader.Known); err != nil {
			return err
		}
	}
	change, err := l.resolver.Plan(ctx, l.store.Reader, prepared, nil)
	if err != nil {
		return err
	}
	clear(prepared)
	claims := make([]int, len(group))
	for i := range group { // of one very long article a reading is large: the change has all of it
		claims[i], group[i].reading = len(group[i].reading.Claims), extract.Reading{}
	}
	if err := l.store.Apply(ctx, change); err != nil {
		return err
	}
	for i, r := range group {
		if r.is == isNew {
			l.Added++
		} else {
			l.Replaced++
		}
		l.Claims += claims[i]
		l.done(Step{Name: r.name, Claims: claims[i]})
	}
	return nil
}
