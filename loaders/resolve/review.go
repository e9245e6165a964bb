package resolve

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"entente/graph"
	"entente/graph/gazetteer"
	"entente/graph/ontology"
)

// Doubt is something on which a person should decide: two things that may be one, a
// join for which little speaks, or a name that may mean several.
type Doubt struct {
	Sort string `json:"sort"` // "duplicate", "join" or "ambiguous"
	Why  string `json:"why"`
	A    Side   `json:"a"`
	B    Side   `json:"b,omitzero"` // empty for a name that stands for itself
	// weight orders doubts: the graver first.
	weight int
}

// Side is one thing of a doubt: as one article tells of it.
type Side struct {
	Local     graph.IRI `json:"local"`
	Entity    graph.IRI `json:"entity"`
	Label     string    `json:"label"`
	Article   graph.IRI `json:"article"`
	Title     string    `json:"title,omitempty"`
	Published string    `json:"published,omitempty"`
	Words     string    `json:"words"` // of the article, where the thing is first named
	Features  Features  `json:"-"`
}

// The sorts of doubts.
const (
	Duplicate = "duplicate" // two things that may be one
	Join      = "join"      // one thing that may be two
	Ambiguous = "ambiguous" // a name of which nothing tells who is meant
)

// Review lists what is doubtful in a store, the gravest first, each pair of things
// once. Pairs that are judged already are left out.
func Review(ctx context.Context, store *graph.Reader) ([]Doubt, error) {
	r := reviewer{members: map[graph.IRI][]Side{}}
	verdicts, err := Judgements(ctx, store)
	if err != nil {
		return nil, err
	}
	r.judged = judgedBy(verdicts)
	articles, err := store.Articles(ctx)
	if err != nil {
		return nil, err
	}
	for _, a := range articles {
		sides, err := sidesOf(ctx, store, a)
		if err != nil {
			return nil, err
		}
		for _, s := range sides {
			r.members[s.Entity] = append(r.members[s.Entity], s)
		}
	}
	r.names()
	r.acts()
	r.joins()
	slices.SortStableFunc(r.doubts, func(a, b Doubt) int {
		return cmp.Or(b.weight-a.weight, strings.Compare(a.Sort, b.Sort), strings.Compare(string(a.A.Local), string(b.A.Local)), strings.Compare(string(a.B.Local), string(b.B.Local)))
	})
	return r.doubts, nil
}

// reviewer looks at all things of a store.
type reviewer struct {
	members map[graph.IRI][]Side // by entity
	judged  judged
	doubts  []Doubt
}

// sidesOf are the things of one article.
func sidesOf(ctx context.Context, store *graph.Reader, article graph.IRI) ([]Side, error) {
	c, err := store.Contribution(ctx, article)
	if err != nil {
		return nil, err
	}
	var all []Side
	for _, l := range c.Locals {
		s := Side{Local: l.IRI, Entity: l.Entity, Article: article, Title: c.Article.Title, Published: string(c.Article.Published)}
		s.Features = Features{Type: l.Type, Names: l.Names, Label: longest(l.Names)}
		if l.Features != "" {
			if s.Features, err = unmarshal(l.Features); err != nil {
				return nil, fmt.Errorf("%s: %w", l.IRI, err)
			}
		}
		for _, n := range s.Features.Names {
			s.Features.Folded = union(s.Features.Folded, []string{gazetteer.Fold(n)})
		}
		s.Label = s.Features.Label
		s.Words = words(c.Article.Text, startOf(l.IRI, s.Features))
		all = append(all, s)
	}
	return all, nil
}

// startOf is where a thing is first named; its address tells where features do not.
func startOf(local graph.IRI, f Features) int {
	if f.ID != "" {
		return f.Start
	}
	start := 0
	if _, rest, ok := strings.Cut(string(local), "-"); ok {
		fmt.Sscanf(rest, "%d", &start)
	}
	return start
}

// around is how many bytes of text are shown on each side of a name.
const around = 70

// words are the words of a text about an offset, whole ones, in one line.
func words(text string, at int) string {
	if at < 0 || at > len(text) {
		return ""
	}
	from, to := max(0, at-around), min(len(text), at+2*around)
	if i := strings.LastIndexByte(text[from:at], '\n'); i >= 0 {
		from += i + 1
	} else if i := strings.IndexByte(text[from:at], ' '); from > 0 && i >= 0 {
		from += i + 1
	}
	if i := strings.LastIndexByte(text[at:to], ' '); to < len(text) && i >= 0 {
		to = at + i
	}
	return clean(strings.ToValidUTF8(text[from:to], ""))
}

// add notes a doubt on two things unless they are judged.
func (r *reviewer) add(sort string, weight int, a, b Side, why string) {
	if _, done := r.judged.on(a.Local, b.Local); done {
		return
	}
	if _, done := r.judged.on(a.Local, b.Entity); done {
		return
	}
	r.doubts = append(r.doubts, Doubt{sort, why, a, b, weight})
}

// least is the first thing of an entity by address, with the most names.
func (r *reviewer) least(e graph.IRI) Side {
	return slices.MinFunc(r.members[e], func(a, b Side) int {
		return cmp.Or(len(b.Features.Names)-len(a.Features.Names), strings.Compare(string(a.Local), string(b.Local)))
	})
}

// names finds persons and organizations that may be one, and persons named so that
// nothing tells who is meant.
func (r *reviewer) names() {
	block := map[string][]graph.IRI{}
	for _, e := range sorted(r.members) {
		s := r.least(e)
		switch s.Features.Type {
		case ontology.Person, ontology.Organization:
		default:
			continue
		}
		for _, key := range r.nameBlocks(e, s.Features.Type) {
			block[key] = append(block[key], e)
		}
		if s.Features.Type == ontology.Person && s.Features.ID != "" && !r.fullyNamed(e) {
			r.add(Ambiguous, 1, s, Side{}, fmt.Sprintf("%q is all that the article calls a person by", s.Label))
		}
	}
	seen := map[[2]graph.IRI]bool{}
	for _, key := range sorted(block) {
		for i, a := range block[key] {
			for _, b := range block[key][i+1:] {
				if !seen[[2]graph.IRI{a, b}] {
					seen[[2]graph.IRI{a, b}] = true
					r.compareNames(a, b)
				}
			}
		}
	}
}

// fullyNamed reports whether some article gives a person a name of several words.
func (r *reviewer) fullyNamed(e graph.IRI) bool {
	return slices.ContainsFunc(r.members[e], func(s Side) bool {
		return slices.ContainsFunc(s.Features.Folded, func(n string) bool { return personKey(n) != "" })
	})
}

// nameBlocks are the words under which entities are compared: how the last name
// sounds with the first letter of the given name, and acronyms.
func (r *reviewer) nameBlocks(e graph.IRI, typ ontology.Type) []string {
	var keys []string
	for _, s := range r.members[e] {
		for _, n := range s.Features.Folded {
			t := tokens(n)
			switch {
			case len(t) == 0:
			case typ == ontology.Organization:
				keys = union(keys, []string{"organization|" + acronymOf(t)})
			case len(t) > 1:
				keys = union(keys, []string{"person|" + gazetteer.Sound(t[len(t)-1]) + "|" + t[0][:1]})
			}
		}
	}
	return keys
}

// acronymOf is a word itself, and of several words their first letters.
func acronymOf(t []string) string {
	if len(t) == 1 {
		return t[0]
	}
	var b strings.Builder
	for _, w := range t {
		if !smallWords[w] {
			b.WriteString(w[:1])
		}
	}
	return b.String()
}

// compareNames notes two entities whose names speak for one thing.
func (r *reviewer) compareNames(a, b graph.IRI) {
	for _, x := range r.members[a] {
		for _, y := range r.members[b] {
			if x.Features.common() || y.Features.common() {
				continue // every country has one
			}
			for _, n := range x.Features.Folded {
				for _, m := range y.Features.Folded {
					if why := alike(x.Features.Type, n, m); why != "" {
						weight := 3
						if c := Contradict(x.Features, y.Features); c != "" {
							why += ", but " + c
							weight = 2
						}
						r.add(Duplicate, weight, x, y, why)
						return
					}
				}
			}
		}
	}
}

// alike says in what two folded names are alike.
func alike(typ ontology.Type, a, b string) string {
	switch {
	case a == b:
		return fmt.Sprintf("the same name, %q", a)
	case typ == ontology.Person && len(tokens(a)) > 1 && len(tokens(b)) > 1 && gazetteer.Sound(a) == gazetteer.Sound(b):
		return fmt.Sprintf("%q sounds like %q", a, b)
	case typ == ontology.Person && initials(a, b):
		return fmt.Sprintf("%q may be %q", a, b)
	case typ == ontology.Organization && (len(tokens(a)) == 1) != (len(tokens(b)) == 1) && acronymOf(tokens(a)) == acronymOf(tokens(b)) && min(len(a), len(b)) > 2:
		return fmt.Sprintf("%q has the letters of %q", a, b)
	}
	return ""
}

// initials reports whether one name gives as a letter what the other spells out.
func initials(a, b string) bool {
	x, y := tokens(a), tokens(b)
	if len(x) < 2 || len(y) < 2 || x[len(x)-1] != y[len(y)-1] {
		return false
	}
	return (len(x[0]) == 1 || len(y[0]) == 1) && x[0][0] == y[0][0]
}

// acts finds meetings and agreements of one pair of countries that nothing tells
// apart and too little joins.
func (r *reviewer) acts() {
	block := map[string][]Side{}
	for _, e := range sorted(r.members) {
		for _, s := range r.members[e] {
			if s.Features.Type != ontology.Meeting && s.Features.Type != ontology.Agreement {
				continue
			}
			for _, key := range pairs(strings.ToLower(string(s.Features.Type))+"|", sides(s.Features.Actors)) {
				block[key] = append(block[key], s)
			}
		}
	}
	seen := map[[2]graph.IRI]bool{}
	for _, key := range sorted(block) {
		for i, x := range block[key] {
			for _, y := range block[key][i+1:] {
				pair := [2]graph.IRI{min(x.Entity, y.Entity), max(x.Entity, y.Entity)}
				if x.Entity == y.Entity || x.Article == y.Article || seen[pair] || !near(x.Features, y.Features) {
					continue
				}
				seen[pair] = true
				r.add(Duplicate, 2, x, y, "the same countries, nothing tells them apart, and the articles are of one fortnight")
			}
		}
	}
}

// near reports whether two acts may be one: nothing contradicts, and they are told
// within a fortnight.
func near(a, b Features) bool {
	x, _, ok1 := a.Day.Bounds()
	y, _, ok2 := b.Day.Bounds()
	return ok1 && ok2 && max(x-y, y-x) <= 14 && Contradict(a, b) == ""
}

// joins finds what is one thing for a weak reason: persons of one name of whom one
// article tells no country, meetings joined by the month.
func (r *reviewer) joins() {
	for _, e := range sorted(r.members) {
		all := r.members[e]
		for i := 1; i < len(all); i++ {
			x, y := all[0], all[i]
			if x.Features.ID == "" || y.Features.ID == "" || x.Article == y.Article {
				continue
			}
			switch why := Why(x.Features, y.Features); {
			case why == "":
				r.add(Join, 2, x, y, "joined only by way of others")
			case weak(why):
				r.add(Join, 1, x, y, why)
			}
		}
	}
}

// Reasons are why the things of an entity are one, one line for each but the first:
// the thing, the one it is joined with, and the reason. Things of the gazetteer are
// one because they are named so there.
func Reasons(ctx context.Context, store *graph.Reader, entity graph.IRI) ([]Doubt, error) {
	locals, err := store.LocalsOf(ctx, entity)
	if err != nil {
		return nil, err
	}
	verdicts, err := Judgements(ctx, store)
	if err != nil {
		return nil, err
	}
	j := judgedBy(verdicts)
	var all []Side
	for _, l := range locals {
		article, err := store.ArticleOf(ctx, l)
		if err != nil {
			return nil, err
		}
		sides, err := sidesOf(ctx, store, article)
		if err != nil {
			return nil, err
		}
		for _, s := range sides {
			if s.Local == l {
				all = append(all, s)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b Side) int { return a.Features.Compare(b.Features) })
	var reasons []Doubt
	for i, s := range all {
		reasons = append(reasons, reasonFor(s, all[:i], j))
	}
	return reasons, nil
}

// reasonFor says why a thing is one with those before it.
func reasonFor(s Side, before []Side, j judged) Doubt {
	d := Doubt{Sort: "joined", A: s}
	for _, v := range j[s.Local] {
		if v.Same && v.A == s.Local && !isLocal(v.B) {
			d.Why = "judged by " + v.Author
			return d
		}
	}
	if s.Features.ID == "" {
		d.Why = fmt.Sprintf("the gazetteer knows it as %q", s.Label)
		return d
	}
	for _, o := range before {
		if same, found := j.on(s.Local, o.Local); found && same {
			d.B, d.Why = o, "judged to be the same"
			return d
		}
		if why := Why(s.Features, o.Features); why != "" {
			d.B, d.Why = o, why
			return d
		}
	}
	if len(before) == 0 {
		d.Why = "the first"
		return d
	}
	d.B, d.Why = before[0], "by way of others"
	return d
}

// Sample draws joins across articles at random, for a person to judge: n of them, or
// all when there are no more; the same seed draws the same ones from the same graph.
// That articles are copies of one text is no such join; what two copies tell is drawn.
// Draws that were judged are in testdata, one verdict a line.
func Sample(ctx context.Context, store *graph.Reader, n int, seed uint64) ([]Doubt, error) {
	articles, err := store.Articles(ctx)
	if err != nil {
		return nil, err
	}
	last := map[graph.IRI]Side{}
	var all []Doubt
	for _, a := range articles {
		sides, err := sidesOf(ctx, store, a)
		if err != nil {
			return nil, err
		}
		for _, s := range sides {
			if before, ok := last[s.Entity]; ok && before.Article != a && s.Features.Type != ontology.Article {
				all = append(all, Doubt{Sort: Join, Why: whyJoined(s, before), A: before, B: s})
			}
			last[s.Entity] = s
		}
	}
	g := rand.New(rand.NewPCG(seed, 0))
	g.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	return all[:min(n, len(all))], nil
}

func whyJoined(a, b Side) string {
	if a.Features.ID == "" {
		return fmt.Sprintf("the gazetteer knows both, as %q and %q", a.Label, b.Label)
	}
	return cmp.Or(Why(a.Features, b.Features), "by way of others")
}
