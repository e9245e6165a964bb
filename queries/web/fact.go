package web

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"slices"
	"strconv"

	"entente/graph"
	"entente/graph/ontology"
	"entente/queries"
)

// fact answers /fact/1f3a and /claim/9c-0-31: what is said, and every sentence
// that says it.
func (s *server) fact(w http.ResponseWriter, r *http.Request) {
	id := graph.IRI(r.PathValue("kind") + ":" + r.PathValue("id"))
	snap, done, ok := s.open(w, r)
	if !ok {
		return
	}
	defer done()
	x, err := queries.Explain(r.Context(), snap, string(id))
	if err != nil {
		s.wrong(w, r, err)
		return
	}
	if s.noText {
		for i := range x.Passages {
			x.Passages[i].Before, x.Passages[i].After = "", ""
		}
	}
	if r.URL.Query().Get("format") == "json" {
		reply(w, x)
		return
	}
	title := "A claim"
	if len(x.Facts) == 1 {
		f := x.Facts[0]
		title = f.Subject.Label + ": " + words(f.Predicate, false) + " " + f.Object.Label
	}
	p := page{Title: title, Body: x, JSON: r.URL.Path + "?format=json",
		Gizmo: "// from a fact to the claims that put it forward, with their words\n" +
			"g.V('<" + string(id) + ">').In().Save('<ent:quote>', 'quote').All()"}
	s.show(w, http.StatusOK, "fact.html", p)
}

// compareBody sets side by side what the sources say of one thing.
type compareBody struct {
	queries.Ref
	Type    ontology.Type
	Columns []ontology.Predicate
	Sources []sourceRow
	Agreed  map[ontology.Predicate]bool // all that speak of it say the same
}

// sourceRow is what one article says.
type sourceRow struct {
	queries.Evidence
	Cells [][]said // one for each column
}

// said is a value as one article puts it.
type said struct {
	queries.Value
	Way      ontology.Modality
	Fact     graph.IRI
	Dissents bool // another source says otherwise
}

// comparable reports whether several articles speak of the facts.
func comparable(facts []queries.PageFact) bool {
	articles := map[graph.IRI]bool{}
	for _, f := range facts {
		for _, e := range f.Evidence {
			if !f.Inverse && e.Article != graph.GazetteerArticle {
				articles[e.Article] = true
			}
		}
	}
	return len(articles) > 1
}

// compare answers /compare/meeting/...: a line a source, a column an edge.
func (s *server) compare(w http.ResponseWriter, r *http.Request) {
	id := graph.IRI(r.PathValue("kind") + ":" + r.PathValue("slug"))
	if id.Type() == "" {
		http.NotFound(w, r)
		return
	}
	snap, done, ok := s.open(w, r)
	if !ok {
		return
	}
	defer done()
	b, err := comparison(r.Context(), snap, id)
	if err != nil {
		s.wrong(w, r, err)
		return
	}
	switch r.URL.Query().Get("format") {
	case "json":
		reply(w, b.data())
		return
	case "csv":
		download(w, r, "compare.csv", "text/csv; charset=utf-8")
		s.writeCSV(w, b.table())
		return
	}
	s.show(w, http.StatusOK, "compare.html", page{Title: "Sources on " + b.Label, Body: b, Gizmo: aroundGizmo(id),
		JSON: r.URL.Path + "?format=json", CSV: r.URL.Path + "?format=csv"})
}

func comparison(ctx context.Context, snap *graph.Reader, id graph.IRI) (compareBody, error) {
	e, err := snap.Entity(ctx, id)
	if err != nil || e.Type == "" {
		return compareBody{}, fmt.Errorf("%w: nothing is known at %s", queries.ErrName, id)
	}
	facts, _, err := queries.FactsAt(ctx, snap, id, 4*mostFacts, 0, func(inverse bool, _ ontology.Type) bool { return !inverse })
	if err != nil {
		return compareBody{}, err
	}
	b := compareBody{Ref: queries.Ref{ID: id, Label: cmp.Or(e.Label, string(id))}, Type: e.Type, Agreed: map[ontology.Predicate]bool{}}
	at := map[graph.IRI]int{}
	for _, f := range facts {
		if !slices.Contains(b.Columns, f.Predicate) {
			b.Columns = append(b.Columns, f.Predicate)
		}
		for _, ev := range f.Evidence {
			if _, seen := at[ev.Article]; !seen && ev.Article != graph.GazetteerArticle {
				at[ev.Article] = len(b.Sources)
				b.Sources = append(b.Sources, sourceRow{Evidence: ev})
			}
		}
	}
	b.fill(facts, at)
	slices.SortStableFunc(b.Sources, func(x, y sourceRow) int {
		return cmp.Or(cmp.Compare(x.Published, y.Published), cmp.Compare(x.Publisher, y.Publisher))
	})
	return b, nil
}

// table is the comparison as rows of a table: a line a value.
func (b compareBody) table() [][]string {
	all := [][]string{{"article", "publisher", "published", "predicate", "value", "value_id", "modality", "fact", "only_some"}}
	for _, row := range b.Sources {
		for i, cell := range row.Cells {
			for _, v := range cell {
				all = append(all, []string{string(row.Article), row.Publisher, string(row.Published), string(b.Columns[i]), v.Label, string(v.ID),
					cmp.Or(string(v.Way), "stated"), string(v.Fact), strconv.FormatBool(v.Dissents)})
			}
		}
	}
	return all
}

// data is the same for JSON.
func (b compareBody) data() map[string]any {
	rows := []map[string]string{}
	table := b.table()
	for _, line := range table[1:] {
		row := map[string]string{}
		for i, cell := range line {
			row[table[0][i]] = cell
		}
		rows = append(rows, row)
	}
	return map[string]any{"id": b.ID, "label": b.Label, "rows": rows}
}

// fill puts each fact into the cells of the articles that state it.
func (b *compareBody) fill(facts []queries.PageFact, at map[graph.IRI]int) {
	speak := map[ontology.Predicate]map[graph.IRI]bool{} // articles that say anything under an edge
	for i := range b.Sources {
		b.Sources[i].Cells = make([][]said, len(b.Columns))
	}
	for _, f := range facts {
		if speak[f.Predicate] == nil {
			speak[f.Predicate] = map[graph.IRI]bool{}
		}
		for _, e := range f.Evidence {
			speak[f.Predicate][e.Article] = true
		}
	}
	for _, f := range facts {
		col := slices.Index(b.Columns, f.Predicate)
		by := map[graph.IRI]ontology.Modality{}
		for _, e := range f.Evidence {
			if way, seen := by[e.Article]; !seen || !way.Asserts() {
				by[e.Article] = e.Modality
			}
		}
		dissents := len(by) < len(speak[f.Predicate])
		for article, way := range by {
			i, ok := at[article]
			if !ok {
				continue
			}
			b.Sources[i].Cells[col] = append(b.Sources[i].Cells[col], said{f.Other, wayOf(way), f.Fact, dissents})
		}
		if _, seen := b.Agreed[f.Predicate]; !seen {
			b.Agreed[f.Predicate] = len(speak[f.Predicate]) > 1
		}
		b.Agreed[f.Predicate] = b.Agreed[f.Predicate] && !dissents
	}
}
