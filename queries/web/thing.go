package web

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"entente/graph"
	"entente/graph/ontology"
	"entente/queries"

	"github.com/cayleygraph/quad"
)

// Bounds of a page, so that it stays small however much is known.
const (
	mostFacts    = 60 // direct facts of a thing
	mostRows     = 25 // rows of a section
	mostPassages = 4  // sentences shown beneath a fact or a row
	mostArticles = 20
	mostAtOnce   = 7 // facts of a group that are seen at once
)

// thingBody is the page of a thing.
type thingBody struct {
	queries.Ref
	Type       ontology.Type
	Aliases    []string
	SameAs     []string
	Days       string
	Facts      []factGroup
	FactsTotal int
	FactsShown int
	Timeline   *section
	Sections   []*section
	Articles   []queries.Evidence
	Naming     int // articles that name it
	Compare    bool
	Ask        []askLink
}

// factGroup is what stands at a thing under one edge.
type factGroup struct {
	Predicate ontology.Predicate
	Inverse   bool
	Facts     []shownFact
}

// First are the facts of a group that are seen at once.
func (g factGroup) First() []shownFact {
	if len(g.Facts) <= mostAtOnce+2 {
		return g.Facts
	}
	return g.Facts[:mostAtOnce]
}

// Rest are the others.
func (g factGroup) Rest() []shownFact { return g.Facts[len(g.First()):] }

// shownFact is a fact with its sentences.
type shownFact struct {
	queries.PageFact
	Passages []queries.Passage
	More     int // articles whose sentences stand on the fact's own page
}

// section is a question asked of the page's thing.
type section struct {
	Name, Title string
	Columns     []string
	Rows        []shownRow
	Total       int
	Link        string // the question in full
}

// shownRow is a row with its sentences.
type shownRow struct {
	queries.Row
	Passages []queries.Passage
	More     int
}

// Linked reports whether paths can lead from the thing.
func (b thingBody) Linked() bool { return slices.Contains(queries.Linked, b.Type) }

// askLink leads to a question about the thing.
type askLink struct{ Title, Link string }

// thing answers /person/sergei-lavrov and its like.
func (s *server) thing(w http.ResponseWriter, r *http.Request) {
	id := graph.IRI(r.PathValue("kind") + ":" + r.PathValue("slug"))
	if id.Type() == "" || id.Type() == ontology.Claim {
		s.wrong(w, r, fmt.Errorf("%w: no page of the sort %q", queries.ErrName, r.PathValue("kind")))
		return
	}
	snap, done, ok := s.open(w, r)
	if !ok {
		return
	}
	defer done()
	if strings.HasPrefix(string(id), "local:") {
		ref, err := queries.Resolve(r.Context(), snap, string(id))
		if err != nil {
			s.wrong(w, r, err)
			return
		}
		http.Redirect(w, r, pathOf(ref.ID), http.StatusFound)
		return
	}
	switch f := r.URL.Query().Get("format"); f {
	case "json", "csv":
		s.thingData(w, r, snap, id, f)
		return
	}
	var p page
	var err error
	name := "thing.html"
	if id.Type() == ontology.Article {
		name = "article.html"
		p, err = s.articlePage(r.Context(), snap, id)
	} else {
		p, err = s.thingPage(r.Context(), snap, id)
	}
	if err != nil {
		s.wrong(w, r, err)
		return
	}
	p.JSON, p.CSV = r.URL.Path+"?format=json", r.URL.Path+"?format=csv"
	s.show(w, http.StatusOK, name, p)
}

// occurrence reports whether a thing is one in which others have a part.
func occurrence(t ontology.Type) bool {
	switch t {
	case ontology.Meeting, ontology.Agreement, ontology.Event, ontology.Statement, ontology.Tenure:
		return true
	}
	return false
}

func (s *server) thingPage(ctx context.Context, snap *graph.Reader, id graph.IRI) (page, error) {
	e, err := snap.Entity(ctx, id)
	if err != nil {
		return page{}, fmt.Errorf("%w: %w", queries.ErrName, err)
	}
	if e.Type == "" {
		return page{}, fmt.Errorf("%w: nothing is known at %s", queries.ErrName, id)
	}
	b := thingBody{Ref: queries.Ref{ID: id, Label: cmp.Or(e.Label, string(id))}, Type: e.Type, Aliases: e.Aliases, SameAs: e.SameAs,
		Days: days(string(e.First), string(e.Last))}
	happens := occurrence(e.Type) || e.Type == ontology.Office
	texts := s.texts(snap)
	facts, total, err := queries.FactsAt(ctx, snap, id, mostFacts, mostPassages, func(inverse bool, other ontology.Type) bool {
		return !inverse || other != ontology.Article && (happens && other != ontology.Statement || !occurrence(other))
	})
	if err != nil {
		return page{}, err
	}
	b.FactsTotal, b.FactsShown = total, len(facts)
	if b.Facts, err = groups(ctx, texts, facts); err != nil {
		return page{}, err
	}
	if b.Articles, b.Naming, err = queries.Naming(ctx, snap, id, mostArticles); err != nil {
		return page{}, err
	}
	b.Compare = comparable(facts)
	b.Ask = askLinks(e.Type, id)
	if err := s.sections(ctx, snap, texts, &b); err != nil {
		return page{}, err
	}
	return page{Title: b.Label, Body: b, Drawn: true, Gizmo: aroundGizmo(id)}, nil
}

// days writes the span of a thing.
func days(first, last string) string {
	if first == last || last == "" {
		return first
	}
	return first + " – " + last
}

// groups sorts facts by edge and adds their sentences.
func groups(ctx context.Context, texts *queries.Texts, facts []queries.PageFact) ([]factGroup, error) {
	var all []factGroup
	for _, f := range facts {
		passages, err := texts.Passages(ctx, f.Evidence)
		if err != nil {
			return nil, err
		}
		n := len(all)
		if n == 0 || all[n-1].Predicate != f.Predicate || all[n-1].Inverse != f.Inverse {
			all = append(all, factGroup{Predicate: f.Predicate, Inverse: f.Inverse})
			n++
		}
		all[n-1].Facts = append(all[n-1].Facts, shownFact{f, passages, further(f.Articles, f.Evidence)})
	}
	return all, nil
}

// further counts the articles whose words are not among the evidence.
func further(articles int, shown []queries.Evidence) int {
	seen := map[graph.IRI]bool{}
	for _, e := range shown {
		if e.Article != graph.GazetteerArticle {
			seen[e.Article] = true
		}
	}
	return max(0, articles-len(seen))
}

// columnsOf are the columns of rows.
func columnsOf(rows []shownRow) []string {
	var all []string
	if len(rows) > 0 {
		for _, c := range rows[0].Cells {
			all = append(all, c.Column)
		}
	}
	return all
}

// rows adds the sentences to an answer's rows, and drops columns in which no row
// has a value.
func rows(ctx context.Context, texts *queries.Texts, in []queries.Row) ([]shownRow, error) {
	out := make([]shownRow, len(in))
	used := map[string]bool{}
	for _, row := range in {
		for _, c := range row.Cells {
			used[c.Column] = used[c.Column] || len(c.Values) > 0
		}
	}
	for i, row := range in {
		row.Cells = slices.DeleteFunc(slices.Clone(row.Cells), func(c queries.Cell) bool { return !used[c.Column] })
		passages, err := texts.Passages(ctx, row.Evidence)
		if err != nil {
			return nil, err
		}
		out[i] = shownRow{row, passages, further(row.Articles, row.Evidence)}
	}
	return out, nil
}

// sectionsOf are the questions that a page of each type asks of its thing, with
// the filter that the thing fills.
var sectionsOf = map[ontology.Type][]struct{ question, filter, title string }{
	ontology.Person: {{"timeline", "of", "Timeline"}, {"offices", "who", "Offices"},
		{"statements", "by", "What they said"}, {"statements", "about", "What was said about them"}},
	ontology.Country: {{"timeline", "of", "Timeline"}, {"offices", "of", "Office holders"},
		{"statements", "by", "What was said for it"}, {"statements", "about", "What was said about it"}},
	ontology.Organization: {{"timeline", "of", "Timeline"}, {"offices", "of", "Office holders"},
		{"statements", "by", "What was said for it"}, {"statements", "about", "What was said about it"}},
	ontology.Place:     {{"timeline", "of", "Timeline"}},
	ontology.Meeting:   {{"statements", "about", "What was said about it"}},
	ontology.Agreement: {{"statements", "about", "What was said about it"}},
}

// sections asks the page's questions. Questions that are not in the table are
// passed over.
func (s *server) sections(ctx context.Context, snap *graph.Reader, texts *queries.Texts, b *thingBody) error {
	for _, c := range sectionsOf[b.Type] {
		q, ok := queries.ByName(c.question)
		if !ok {
			continue
		}
		ans, err := queries.Ask(ctx, snap, q, queries.Request{Values: map[string][]string{c.filter: {string(b.ID)}},
			Mode: queries.All, Limit: mostRows, Newest: true, Quotes: mostPassages})
		if err != nil {
			return err
		}
		if ans.Total == 0 {
			continue
		}
		sec := &section{Name: c.question + "-" + c.filter, Title: c.title, Total: ans.Total,
			Link: questionLink(c.question, "modality", "all", c.filter, string(b.ID))}
		if sec.Rows, err = rows(ctx, texts, ans.Rows); err != nil {
			return err
		}
		sec.Columns = columnsOf(sec.Rows)
		if c.question == "timeline" {
			b.Timeline = sec
			continue
		}
		b.Sections = append(b.Sections, sec)
	}
	return nil
}

// askLinks are the questions of the table that take a thing of this type.
func askLinks(t ontology.Type, id graph.IRI) []askLink {
	var all []askLink
	for _, q := range queries.Questions {
		for _, f := range q.Filters {
			if f.Takes == queries.Name && (len(f.Types) == 0 || slices.Contains(f.Types, t)) {
				all = append(all, askLink{q.Name + " · " + f.Name, questionLink(q.Name, f.Name, string(id))})
			}
		}
	}
	return all
}

// aroundGizmo draws a thing and its neighbours in Cayley's page.
func aroundGizmo(id graph.IRI) string {
	var preds []quad.Value
	for _, p := range []ontology.Predicate{"participant", "host", "convener", "party", "actor", "recipient", "speaker", "holds",
		"represents", "of", "place", "topic", "about"} {
		preds = append(preds, graph.Pred(p))
	}
	at := queries.From(quad.IRI(id)).Tag("source")
	if occurrence(id.Type()) {
		return at.Out(preds...).Tag("target").Gizmo(100)
	}
	return at.Out(preds...).Or(queries.From(quad.IRI(id)).Tag("source").In(preds...)).Tag("target").Gizmo(100)
}

// draw answers /graph/person/sergei-lavrov.json: the picture around a thing.
func (s *server) draw(w http.ResponseWriter, r *http.Request) {
	slug, ok := strings.CutSuffix(r.PathValue("slug"), ".json")
	id := graph.IRI(r.PathValue("kind") + ":" + slug)
	if !ok || id.Type() == "" {
		http.NotFound(w, r)
		return
	}
	snap, done, ok := s.open(w, r)
	if !ok {
		return
	}
	defer done()
	around := queries.Around
	if id.Type() == ontology.Article {
		around = queries.Within
	}
	p, err := around(r.Context(), snap, id, limitOf(r, 80, 300))
	if err == nil && len(p.Links) == 0 {
		if _, err = snap.Entity(r.Context(), id); err != nil {
			err = fmt.Errorf("%w: %w", queries.ErrName, err)
		}
	}
	if err != nil {
		fail(w, statusOf(err), err)
		return
	}
	reply(w, p)
}
