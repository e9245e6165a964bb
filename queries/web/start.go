package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"entente/graph"
	"entente/graph/ontology"
	"entente/queries"
)

// startBody is the first page.
type startBody struct {
	Kinds     []kindCount
	Questions []*queries.Question
	Latest    []shownRow
	Examples  []example
}

// kindCount is how many things of a type there are.
type kindCount struct {
	Type ontology.Type
	N    string
}

// mostLatest bounds the stores on whose first page the latest meetings stand:
// sorting all meetings of a larger one takes too long for a first page.
const mostLatest = 20_000

// start is the first page: search, what there is, the questions.
func (s *server) start(w http.ResponseWriter, r *http.Request) {
	snap, done, ok := s.open(w, r)
	if !ok {
		return
	}
	defer done()
	b := startBody{Questions: queries.Questions, Examples: examples}
	occasions := 0
	for _, k := range kinds {
		if !k.Listed {
			continue
		}
		n, err := countOf(r.Context(), snap, k.Type)
		if err != nil {
			s.wrong(w, r, err)
			return
		}
		if k.Type == ontology.Meeting {
			occasions = n
		}
		b.Kinds = append(b.Kinds, kindCount{k.Type, thousands(n)})
	}
	if q, ok := queries.ByName("meetings"); ok && occasions < mostLatest {
		ans, err := queries.Ask(r.Context(), snap, q, queries.Request{Newest: true, Limit: 6, Quotes: mostPassages})
		if err == nil {
			b.Latest, err = rows(r.Context(), s.texts(snap), ans.Rows)
		}
		if err != nil {
			s.wrong(w, r, err)
			return
		}
	}
	s.show(w, http.StatusOK, "start.html", page{Title: "Entente", Body: b})
}

// countOf counts the things of a type.
func countOf(ctx context.Context, snap *graph.Reader, t ontology.Type) (int, error) {
	text := fmt.Sprintf("g.Emit(g.V('<%s>').In('<%s>').Count())", graph.Class(t), graph.RDFType)
	text = strings.NewReplacer("<<", "<", ">>", ">").Replace(text)
	res, err := queries.Run(ctx, snap.QuadStore(), queries.Raw{Lang: "gizmo", Text: text})
	if err != nil {
		return 0, fmt.Errorf("count the %s: %w", plural(t), err)
	}
	for _, v := range res.Results {
		switch n := v.(type) {
		case int64:
			return int(n), nil
		case int:
			return n, nil
		case float64:
			return int(n), nil
		}
	}
	return 0, nil
}

// listBody is the list of all things of a type, or of those that a search found.
type listBody struct {
	Type   ontology.Type
	Plural string
	Typed  string
	Refs   []queries.Ref
	More   bool
	Note   string
}

// mostListed is how many things a list holds.
const mostListed = 2000

// list answers /person/: all persons by name.
func (s *server) list(w http.ResponseWriter, r *http.Request) {
	var kind ontology.Type
	for _, k := range kinds {
		if kindOf(k.Type) == r.PathValue("kind") && k.Listed {
			kind = k.Type
		}
	}
	if kind == "" {
		s.wrong(w, r, fmt.Errorf("%w: there is no list of %q", queries.ErrName, r.PathValue("kind")))
		return
	}
	snap, done, ok := s.open(w, r)
	if !ok {
		return
	}
	defer done()
	refs, err := s.listOf(r.Context(), snap, kind)
	if err != nil {
		s.wrong(w, r, err)
		return
	}
	switch r.URL.Query().Get("format") {
	case "json":
		reply(w, refs)
		return
	case "csv":
		download(w, r, plural(kind)+".csv", "text/csv; charset=utf-8")
		table := [][]string{{"id", "label"}}
		for _, ref := range refs {
			table = append(table, []string{string(ref.ID), ref.Label})
		}
		s.writeCSV(w, table)
		return
	}
	b := listBody{Type: kind, Plural: plural(kind), Refs: refs[:min(mostListed, len(refs))], More: len(refs) > mostListed}
	s.show(w, http.StatusOK, "list.html", page{Title: sentence(b.Plural), Body: b, JSON: r.URL.Path + "?format=json", CSV: r.URL.Path + "?format=csv",
		Gizmo: queries.From(graph.Class(kind)).In(graph.RDFType).Tag("thing").Save(graph.Label, "name").Gizmo(100)})
}

func (s *server) listOf(ctx context.Context, snap *graph.Reader, kind ontology.Type) ([]queries.Ref, error) {
	if kind != ontology.Article {
		n, err := s.nameIndex(ctx)
		if err != nil {
			return nil, err
		}
		return n.of(kind, mostListed+1), nil
	}
	articles, err := snap.Articles(ctx)
	if err != nil {
		return nil, err
	}
	articles = articles[:min(len(articles), mostListed+1)]
	labels, err := queries.Labels(ctx, snap, articles)
	if err != nil {
		return nil, err
	}
	var refs []queries.Ref
	for _, a := range articles {
		if a != graph.GazetteerArticle {
			refs = append(refs, queries.Ref{ID: a, Label: labels[a]})
		}
	}
	return refs, nil
}

// search answers /search?q=lavrov: the page of the one thing meant, or a list of
// what may be meant.
func (s *server) search(w http.ResponseWriter, r *http.Request) {
	typed := strings.TrimSpace(r.URL.Query().Get("q"))
	b := listBody{Typed: typed}
	p := page{Title: "Search", Typed: typed}
	if typed == "" {
		p.Body = b
		s.show(w, http.StatusOK, "list.html", p)
		return
	}
	snap, done, ok := s.open(w, r)
	if !ok {
		return
	}
	defer done()
	n, err := s.nameIndex(r.Context())
	if err != nil {
		s.wrong(w, r, err)
		return
	}
	if id, ok := n.called(typed); ok {
		http.Redirect(w, r, pathOf(id), http.StatusFound)
		return
	}
	ref, err := queries.Resolve(r.Context(), snap, typed)
	if err == nil {
		http.Redirect(w, r, pathOf(ref.ID), http.StatusFound)
		return
	}
	var several *queries.AmbiguousError
	status := http.StatusOK
	switch {
	case errors.As(err, &several):
		b.Refs = several.Means[:min(mostListed, len(several.Means))]
	case errors.Is(err, queries.ErrName):
		status, b.Note = http.StatusNotFound, sentence(err.Error())
		b.Refs = n.find(typed, 50)
		if len(b.Refs) == 1 {
			http.Redirect(w, r, pathOf(b.Refs[0].ID), http.StatusFound)
			return
		}
		if len(b.Refs) > 0 {
			status, b.Note = http.StatusOK, ""
		}
	default:
		s.wrong(w, r, err)
		return
	}
	p.Body = b
	s.show(w, status, "list.html", p)
}

// suggest answers /suggest?q=lav with things whose names begin so.
func (s *server) suggest(w http.ResponseWriter, r *http.Request) {
	typed := strings.TrimSpace(r.URL.Query().Get("q"))
	found := []suggestion{}
	if typed != "" {
		n, err := s.nameIndex(r.Context())
		if err != nil {
			s.Log.Error("suggest", "err", err)
			fail(w, statusOf(err), errors.New("the names can not be read"))
			return
		}
		refs, err := s.called(r, n, typed)
		if err != nil {
			fail(w, statusOf(err), errors.New("the names can not be read"))
			return
		}
		for _, ref := range refs {
			found = append(found, suggestion{ref, kindOf(ref.ID.Type()), pathOf(ref.ID)})
		}
	}
	reply(w, found)
}

// called finds what goes by a name that begins so and, where nothing does, what
// goes by another of its names.
func (s *server) called(r *http.Request, n *names, typed string) ([]queries.Ref, error) {
	limit, types := limitOf(r, 10, 50), nameTypes(r)
	if refs := n.find(typed, limit, types...); len(refs) > 0 {
		return refs, nil
	}
	snap, err := s.Store.Snapshot()
	if err != nil {
		return nil, fmt.Errorf("suggest %q: %w", typed, err)
	}
	defer snap.Close()
	return queries.Complete(r.Context(), snap, typed, limit, types...)
}

// suggestion is a thing that may be meant.
type suggestion struct {
	queries.Ref
	Kind string `json:"kind"`
	Path string `json:"path"`
}

// nameTypes are the types that a field takes: ?type=person,country.
func nameTypes(r *http.Request) []ontology.Type {
	var all []ontology.Type
	for _, word := range strings.Split(r.URL.Query().Get("type"), ",") {
		if t := graph.IRI(word + ":x").Type(); t != "" {
			all = append(all, t)
		}
	}
	return all
}
