package export

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"entente/graph"
	"entente/graph/gazetteer"
	"entente/graph/ontology"
	"entente/graph/when"
	"entente/queries"

	"github.com/cayleygraph/quad"
)

// Where is one condition on what is written: a question, or a key with a value.
// The zero value holds of everything.
type Where struct {
	question *queries.Question
	request  queries.Request
	key      string
	values   []string
}

// whereKeys is the table of keys with what they mean, as help shows it.
var whereKeys = []struct{ Key, Help string }{
	{"entity", "what is told of this thing, and of what it takes part in"},
	{"since", "from this day, month or year on: of the thing told of, else of the article"},
	{"until", "up to this day, month or year"},
	{"modality", "put in one of these ways: stated, historical, planned, proposed, conditional, denied, negated, alleged"},
	{"source", "told by one of these publishers"},
	{"article", "told by one of these articles, by id or address"},
}

// WhereHelp tells how conditions are written.
func WhereHelp() string {
	var b strings.Builder
	fmt.Fprintf(&b, "  %-26s %s\n", "QUESTION --FILTER VALUE", "what answers a question of 'entente ask', with its filters")
	for _, k := range whereKeys {
		fmt.Fprintf(&b, "  %-26s %s\n", k.Key+"=VALUE", k.Help)
	}
	return b.String()
}

// ParseWhere reads a condition as people type it: `meetings --with Lavrov --since
// 2013`, `entity=Lavrov`, `modality=planned,proposed`, `source="Northern Wire"`.
func ParseWhere(text string) (Where, error) {
	bad := func(format string, args ...any) (Where, error) {
		return Where{}, fmt.Errorf("%q: %s", text, fmt.Sprintf(format, args...))
	}
	words, err := split(text)
	if err != nil {
		return bad("%v", err)
	}
	if len(words) == 0 {
		return bad("empty: give a question or key=value")
	}
	if q, ok := queries.ByName(words[0]); ok {
		return whereQuestion(q, words[1:])
	}
	key, value, ok := strings.Cut(strings.Join(words, " "), "=")
	if !ok {
		return bad("neither a question nor key=value: %s", keyNames())
	}
	w := Where{key: key}
	for _, v := range strings.Split(value, ",") {
		if v = strings.TrimSpace(v); v != "" {
			w.values = append(w.values, v)
		}
	}
	if len(w.values) == 0 {
		return bad("no value behind =")
	}
	return w, w.check()
}

func keyNames() string {
	var names []string
	for _, k := range whereKeys {
		names = append(names, k.Key)
	}
	return "the keys are " + strings.Join(names, ", ")
}

// check holds a key and its values against what there is.
func (w Where) check() error {
	for _, v := range w.values {
		switch w.key {
		case "since", "until":
			if d, err := when.Parse(v); err != nil || d == "" {
				return fmt.Errorf("%s=%s: no date: write 2013-05-07, 2013-05 or 2013", w.key, v)
			}
		case "modality":
			if !isModality(v) {
				return fmt.Errorf("modality=%s: unknown: use %s", v, whereKeys[3].Help)
			}
		case "entity", "source", "article":
		default:
			return fmt.Errorf("%s=: unknown key: %s", w.key, keyNames())
		}
	}
	return nil
}

func isModality(word string) bool {
	for _, row := range ontology.Modalities {
		if string(row.Modality) == word {
			return true
		}
	}
	return false
}

func isMode(word string) bool {
	for _, row := range queries.Modes {
		if string(row.Mode) == word {
			return true
		}
	}
	return false
}

// split parts words at spaces outside of quotes.
func split(text string) ([]string, error) {
	var words []string
	var word strings.Builder
	quote, begun := rune(0), false
	for _, r := range text {
		switch {
		case quote != 0 && r == quote:
			quote = 0
		case quote != 0:
			word.WriteRune(r)
		case r == '"' || r == '\'':
			quote, begun = r, true
		case r == ' ' || r == '\t':
			if begun {
				words = append(words, word.String())
			}
			word.Reset()
			begun = false
		default:
			word.WriteRune(r)
			begun = true
		}
	}
	if quote != 0 {
		return nil, fmt.Errorf("the quote %c is not closed", quote)
	}
	if begun {
		words = append(words, word.String())
	}
	return words, nil
}

// whereQuestion reads the filters of a question.
func whereQuestion(q *queries.Question, words []string) (Where, error) {
	w := Where{question: q, request: queries.Request{Values: map[string][]string{}, Exact: true}}
	filter := ""
	for _, f := range q.Filters {
		if f.Arg {
			filter = f.Name
		}
	}
	for _, word := range words {
		name, ok := strings.CutPrefix(word, "--")
		if !ok {
			if filter == "" {
				return w, fmt.Errorf("%s: %q stands behind no filter", q.Name, word)
			}
			w.request.Values[filter] = append(w.request.Values[filter], word)
			continue
		}
		if isMode(name) {
			w.request.Mode = queries.Mode(name)
			continue
		}
		name, value, joined := strings.Cut(name, "=")
		filter = name
		if joined {
			w.request.Values[filter] = append(w.request.Values[filter], value)
		}
	}
	return w, nil
}

// subset is the part of a graph that some conditions leave: a graph of its own,
// that keeps the laws.
type subset struct {
	claims, things, articles map[graph.IRI]bool
	facts                    map[graph.IRI]bool // whether a claim that stays asserts it
	locals                   map[graph.IRI]bool
}

// test says whether a claim of an article stays.
type test func(graph.Article, graph.Claim) (bool, error)

// narrow finds the subset: the claims that pass all conditions, their facts, the
// things they speak of, what the gazetteer says of these, and the articles.
func (v *view) narrow(ctx context.Context) (*subset, error) {
	var tests []test
	for _, w := range v.opts.Where {
		t, err := v.test(ctx, w)
		if err != nil {
			return nil, err
		}
		tests = append(tests, t)
	}
	s := &subset{claims: map[graph.IRI]bool{}, things: map[graph.IRI]bool{}, articles: map[graph.IRI]bool{},
		facts: map[graph.IRI]bool{}, locals: map[graph.IRI]bool{}}
	all, err := v.Articles(ctx)
	if err != nil {
		return nil, err
	}
	for _, iri := range all {
		c, err := v.Contribution(ctx, iri)
		if err != nil {
			return nil, err
		}
		for _, claim := range c.Claims {
			if err := s.try(tests, c.Article, claim); err != nil {
				return nil, err
			}
		}
	}
	if err := s.lines(ctx, v.Reader); err != nil {
		return nil, err
	}
	return s, s.denoted(ctx, v.Reader)
}

func (s *subset) try(tests []test, a graph.Article, c graph.Claim) error {
	for _, t := range tests {
		if ok, err := t(a, c); !ok || err != nil {
			return err
		}
	}
	s.articles[a.IRI] = true
	s.claim(c)
	return nil
}

func (s *subset) claim(c graph.Claim) {
	s.claims[c.ID] = true
	if c.Speaker != "" {
		s.things[c.Speaker] = true
	}
	for _, f := range c.Facts {
		id := graph.FactIRI(f)
		s.facts[id] = s.facts[id] || c.Modality.Asserts()
		for _, end := range []graph.IRI{f.Subject, f.Object.IRI} {
			if end != "" && end.Type() != ontology.Article {
				s.things[end] = true
			}
		}
	}
}

// lines keeps the gazetteer's lines on the things that stay, and their far ends.
func (s *subset) lines(ctx context.Context, r *graph.Reader) error {
	var named []graph.IRI
	for iri := range s.things {
		named = append(named, iri)
	}
	for _, iri := range named {
		e, err := r.EntityAndLines(ctx, iri)
		if err != nil {
			return err
		}
		for _, l := range e.Lines {
			s.claim(l)
		}
	}
	return nil
}

// denoted keeps the locals of articles that stay, where they denote what stays.
func (s *subset) denoted(ctx context.Context, r *graph.Reader) error {
	for a := range s.articles {
		c, err := r.Contribution(ctx, a)
		if err != nil {
			return err
		}
		for _, l := range c.Locals {
			if s.things[l.Entity] {
				s.locals[l.IRI] = true
			}
		}
	}
	return nil
}

// quad returns a quad as it stands in the subset, or that it does not.
func (s *subset) quad(q quad.Quad) (quad.Quad, bool) {
	if f, _, ok := graph.FactOfEdge(q); ok {
		asserted, kept := s.facts[graph.FactIRI(f)]
		return graph.Edge(f, asserted), kept
	}
	iri, _ := q.Subject.(quad.IRI)
	subject := graph.IRI(iri)
	switch word, _, _ := strings.Cut(string(subject), ":"); word {
	case "claim":
		return q, s.claims[subject]
	case "article":
		return q, s.articles[subject]
	case "local":
		return q, s.locals[subject]
	}
	return q, s.things[subject]
}

// test makes the test of one condition.
func (v *view) test(ctx context.Context, w Where) (test, error) {
	if w.question != nil {
		return v.testQuestion(ctx, w)
	}
	switch w.key {
	case "entity":
		return v.testEntity(ctx, w.values)
	case "since", "until":
		return v.testDay(ctx, w.key, when.Date(w.values[0])), nil
	case "modality":
		return func(_ graph.Article, c graph.Claim) (bool, error) {
			return slices.Contains(w.values, string(c.Modality)), nil
		}, nil
	case "source":
		return func(a graph.Article, _ graph.Claim) (bool, error) {
			return slices.ContainsFunc(w.values, func(s string) bool { return gazetteer.Fold(s) == gazetteer.Fold(a.Publisher) }), nil
		}, nil
	case "article":
		return func(a graph.Article, _ graph.Claim) (bool, error) {
			return slices.Contains(w.values, a.ID) || slices.Contains(w.values, string(a.IRI)), nil
		}, nil
	}
	return func(graph.Article, graph.Claim) (bool, error) { return true, nil }, nil
}

// testQuestion keeps what is claimed of the things that answer, in the mode asked for.
func (v *view) testQuestion(ctx context.Context, w Where) (test, error) {
	answer, err := queries.Ask(ctx, v.Reader, w.question, w.request)
	if err != nil {
		return nil, err
	}
	found := map[graph.IRI]bool{}
	for _, row := range answer.Rows {
		found[row.ID] = true
	}
	var modalities []ontology.Modality
	for _, m := range queries.Modes {
		if m.Mode == w.request.Mode {
			modalities = m.Modalities
		}
	}
	return func(a graph.Article, c graph.Claim) (bool, error) {
		if len(modalities) > 0 && !slices.Contains(modalities, c.Modality) {
			return false, nil
		}
		return found[a.IRI] || speaksOf(c, found, found), nil
	}, nil
}

func speaksOf(c graph.Claim, subjects, objects map[graph.IRI]bool) bool {
	return slices.ContainsFunc(c.Facts, func(f graph.Fact) bool { return subjects[f.Subject] || objects[f.Object.IRI] })
}

// testEntity keeps what is claimed of things and of what they take part in.
func (v *view) testEntity(ctx context.Context, names []string) (test, error) {
	things, acts := map[graph.IRI]bool{}, map[graph.IRI]bool{}
	for _, name := range names {
		ref, err := queries.Resolve(ctx, v.Reader, name)
		if err != nil {
			return nil, err
		}
		things[ref.ID], acts[ref.ID] = true, true
	}
	all, err := v.Things(ctx)
	if err != nil {
		return nil, err
	}
	for _, iri := range all {
		switch iri.Type() {
		case ontology.Meeting, ontology.Agreement, ontology.Event, ontology.Statement, ontology.Tenure:
			facts, err := v.FactsOf(ctx, iri)
			if err != nil {
				return nil, err
			}
			if slices.ContainsFunc(facts, func(f graph.Standing) bool { return things[f.Object.IRI] }) {
				acts[iri] = true
			}
		}
	}
	return func(_ graph.Article, c graph.Claim) (bool, error) { return speaksOf(c, acts, things), nil }, nil
}

// testDay keeps what lies on one side of a date: the thing told of where it has a
// day, else the article.
func (v *view) testDay(ctx context.Context, side string, date when.Date) test {
	first, last, _ := date.Bounds()
	return func(a graph.Article, c graph.Claim) (bool, error) {
		from, to, known := a.Published.Bounds()
		for _, f := range c.Facts {
			e, err := v.Entity(ctx, f.Subject)
			if err != nil || e.First == "" && e.Last == "" {
				continue
			}
			if b, _, ok := e.First.Bounds(); ok {
				from, to, known = b, b, true
			}
			if _, b, ok := e.Last.Bounds(); ok {
				to = b
			}
			break
		}
		if !known {
			return false, ctx.Err()
		}
		if side == "since" {
			return to >= first, ctx.Err()
		}
		return from <= last, ctx.Err()
	}
}
