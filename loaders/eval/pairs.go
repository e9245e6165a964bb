package eval

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"

	"entente/graph"
	"entente/loaders"
	"entente/loaders/article"
	"entente/loaders/resolve"
)

// Pair says of words in two articles whether they mean the same thing.
type Pair struct {
	Kind           string // person, meeting, agreement, organization
	A, WordsA      string // article without folder and ending
	B, WordsB      string
	Same           bool
	Reason         string
	entityA, other graph.IRI
}

// ReadPairs reads a table of pairs: a header and seven columns, tabs between them.
func ReadPairs(r io.Reader) ([]Pair, error) {
	b, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("read pairs: %w", err)
	}
	var all []Pair
	for i, line := range strings.Split(strings.TrimSpace(string(b)), "\n") {
		f := strings.Split(line, "\t")
		if len(f) != 7 || i > 0 && f[5] != "same" && f[5] != "different" {
			return nil, fmt.Errorf("read pairs: line %d: wants kind, article, words, article, words, same or different, reason", i+1)
		}
		if i > 0 {
			all = append(all, Pair{Kind: f[0], A: f[1], WordsA: f[2], B: f[3], WordsB: f[4], Same: f[5] == "same", Reason: f[6]})
		}
	}
	return all, nil
}

// Joins counts pairs of one kind. A pair of which a thing was not found in its
// article is not joined: Unfound of Apart and of RightlyApart are such.
type Joins struct {
	Joined, Apart       int // of those that are the same
	Wrong, RightlyApart int // of those that are not
	UnfoundSame         int // of Apart
	UnfoundDifferent    int // of RightlyApart
}

// F1 is that of joining, in thousandths.
func (j Joins) F1() int { return Count{j.Joined, j.Wrong, j.Apart}.F1() }

func (j *Joins) add(o Joins) {
	j.Joined += o.Joined
	j.Apart += o.Apart
	j.Wrong += o.Wrong
	j.RightlyApart += o.RightlyApart
	j.UnfoundSame += o.UnfoundSame
	j.UnfoundDifferent += o.UnfoundDifferent
}

// PairScore is what became of pairs in one graph of all their articles.
type PairScore struct {
	Kinds  map[string]*Joins `json:"kinds"`
	Errors []string          `json:"errors,omitempty"`
}

// Pairs loads the articles of a folder (*.txt) into one store and looks what became
// of the pairs.
func Pairs(ctx context.Context, r loaders.Reader, articles fs.FS, pairs []Pair) (*PairScore, error) {
	things, store, err := loadAll(ctx, r, articles)
	if err != nil {
		return nil, err
	}
	defer store.Close()
	s := &PairScore{Kinds: map[string]*Joins{}}
	for _, p := range pairs {
		if things[p.A] == nil || things[p.B] == nil {
			return nil, fmt.Errorf("eval pairs: article %s or %s is not there", p.A, p.B)
		}
		if p.entityA, err = entityAt(ctx, store, things[p.A], p.Kind, p.WordsA); err != nil {
			return nil, err
		}
		if p.other, err = entityAt(ctx, store, things[p.B], p.Kind, p.WordsB); err != nil {
			return nil, err
		}
		s.count(p)
	}
	return s, nil
}

// count adds a pair whose things were looked up.
func (s *PairScore) count(p Pair) {
	n := s.Kinds[p.Kind]
	if n == nil {
		n = &Joins{}
		s.Kinds[p.Kind] = n
	}
	unfound := p.entityA == "" || p.other == ""
	joined := !unfound && p.entityA == p.other
	told := ""
	switch {
	case p.Same && joined:
		n.Joined++
	case p.Same:
		n.Apart++
		told = "apart"
		if unfound {
			n.UnfoundSame++
			told = "not found"
		}
	case joined:
		n.Wrong++
		told = "wrongly joined"
	default:
		n.RightlyApart++
		if unfound {
			n.UnfoundDifferent++
		}
	}
	if told != "" {
		s.Errors = append(s.Errors, fmt.Sprintf("%s: %s %s %q (%s), %s %q (%s): %s", told, p.Kind, p.A, p.WordsA, p.entityA, p.B, p.WordsB, p.other, p.Reason))
	}
}

// Sum is the count over all kinds.
func (s *PairScore) Sum() Joins {
	var sum Joins
	for _, n := range s.Kinds {
		sum.add(*n)
	}
	return sum
}

// Print writes the table.
func (s *PairScore) Print(w io.Writer) error {
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(tw, "pairs\tF1\tjoined\tleft apart\tof them not found\twrongly joined\trightly apart\t")
	row := func(name string, n Joins) {
		fmt.Fprintf(tw, "%s\t%s\t%d\t%d\t%d\t%d\t%d\t\n", name, decimal(n.F1()), n.Joined, n.Apart, n.UnfoundSame, n.Wrong, n.RightlyApart)
	}
	for _, kind := range slices.Sorted(maps.Keys(s.Kinds)) {
		row(kind, *s.Kinds[kind])
	}
	row("all", s.Sum())
	return tw.Flush()
}

// loadAll reads the articles of a folder into a store in memory.
func loadAll(ctx context.Context, r loaders.Reader, articles fs.FS) (map[string]*resolve.Things, *graph.Store, error) {
	files, err := fs.Glob(articles, "*.txt")
	if err != nil || len(files) == 0 {
		return nil, nil, fmt.Errorf("eval pairs: no *.txt among the articles: %v", err)
	}
	things := map[string]*resolve.Things{}
	var found []article.Found
	for _, name := range files {
		text, err := fs.ReadFile(articles, name)
		if err != nil {
			return nil, nil, fmt.Errorf("eval pairs: %w", err)
		}
		for a, err := range article.Read(ctx, name, bytes.NewReader(text)) {
			if err != nil {
				return nil, nil, fmt.Errorf("eval pairs: %w", err)
			}
			reading, err := r.Read(a)
			if err != nil {
				return nil, nil, fmt.Errorf("eval pairs: %s: %w", name, err)
			}
			things[strings.TrimSuffix(name, ".txt")] = resolve.InArticle(&reading, r.Known)
			found = append(found, article.Found{Name: name, Article: a})
		}
	}
	store, err := graph.Open(ctx, graph.Memory, graph.Options{})
	if err != nil {
		return nil, nil, err
	}
	each := func(yield func(article.Found, error) bool) {
		for _, f := range found {
			if !yield(f, nil) {
				return
			}
		}
	}
	if _, err := loaders.Load(ctx, store, r, each, loaders.Options{}); err != nil {
		store.Close()
		return nil, nil, err
	}
	return things, store, nil
}

// entityAt is the entity of a kind that words of an article mean; empty when none
// was found there.
func entityAt(ctx context.Context, store *graph.Store, things *resolve.Things, kind, words string) (graph.IRI, error) {
	start := strings.Index(things.Article.Text, words)
	if start < 0 {
		return "", fmt.Errorf("eval pairs: %q does not stand in %s", words, things.Article.ID)
	}
	at := thingAt(things, kind, start, start+len(words))
	if at < 0 {
		return "", nil
	}
	l, err := store.Local(ctx, things.All[at].Local)
	return l.Entity, err
}

// thingAt is the thing of a kind that a span of words means, -1 for none: the first
// one that is named there, else that is mentioned otherwise, or that a word there
// brings up.
func thingAt(things *resolve.Things, kind string, start, end int) int {
	best, at, where := 3, -1, 0
	try := func(thing, rank, from int) {
		if strings.EqualFold(string(things.All[thing].Type), kind) && (rank < best || rank == best && from < where) {
			best, at, where = rank, thing, from
		}
	}
	r := things.Reading
	for e, thing := range things.OfEntity {
		for _, m := range r.Entities[e].Mentions {
			if m.Start >= start && m.End <= end {
				rank := 2
				switch m.Kind {
				case "name":
					rank = 0
				case "nominal", "title":
					rank = 1
				}
				try(thing, rank, m.Start)
			}
		}
	}
	for c, thing := range things.OfClaim {
		if tr := r.Claims[c].Trigger; thing >= 0 && tr.End > tr.Start && tr.Start >= start && tr.End <= end {
			try(thing, 0, tr.Start)
		}
	}
	return at
}
