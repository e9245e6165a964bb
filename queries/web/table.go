package web

import (
	"encoding/csv"
	"io"
	"net/http"
	"strconv"
	"strings"

	"entente/graph"
	"entente/graph/ontology"
	"entente/queries"
	"entente/queries/export"
)

// Tables as files: every table of a page is to be had as JSON and as CSV. Cells
// of the CSV are kept from being taken for formulas.

// download names the file that a browser saves.
func download(w http.ResponseWriter, _ *http.Request, name, media string) {
	w.Header().Set("Content-Type", media)
	w.Header().Set("Content-Disposition", `inline; filename="`+name+`"`)
}

// writeCSV writes a table with a header.
func (s *server) writeCSV(w io.Writer, table [][]string) {
	out := csv.NewWriter(w)
	for _, row := range table {
		safe := make([]string, len(row))
		for i, cell := range row {
			safe[i] = export.Cell(cell)
		}
		if err := out.Write(safe); err != nil {
			return // the client has gone
		}
	}
	out.Flush()
}

// csvOfAnswer writes a question's rows, the first sentence with each.
func (s *server) csvOfAnswer(w io.Writer, ans queries.Answer) {
	head := append([]string{"id", "type", "label", "first", "last"}, ans.Columns...)
	table := [][]string{append(head, "sources", "articles", "modalities", "publisher", "published", "url", "quote")}
	for _, r := range ans.Rows {
		row := []string{string(r.ID), string(r.Type), r.Label, string(r.First), string(r.Last)}
		for _, c := range r.Cells {
			var values []string
			for _, v := range c.Values {
				values = append(values, v.Label)
			}
			row = append(row, strings.Join(values, "; "))
		}
		table = append(table, append(row, provenance(r.Sources, r.Articles, r.Evidence)...))
	}
	s.writeCSV(w, table)
}

// provenance are the cells that say where a row stands.
func provenance(sources, articles int, evidence []queries.Evidence) []string {
	var e queries.Evidence
	if len(evidence) > 0 {
		e = evidence[0]
	}
	var ways []string
	seen := map[ontology.Modality]bool{}
	for _, x := range evidence {
		if !seen[x.Modality] {
			seen[x.Modality] = true
			ways = append(ways, string(x.Modality))
		}
	}
	return []string{strconv.Itoa(sources), strconv.Itoa(articles), strings.Join(ways, "; "), e.Publisher, string(e.Published), e.URL, e.Quote}
}

// thingData answers with the facts of a thing's page.
func (s *server) thingData(w http.ResponseWriter, r *http.Request, snap *graph.Reader, id graph.IRI, format string) {
	e, err := snap.Entity(r.Context(), id)
	if err != nil {
		s.wrong(w, r, err)
		return
	}
	facts, total, err := queries.FactsAt(r.Context(), snap, id, s.QueryLimit, 0, func(bool, ontology.Type) bool { return true })
	if err != nil {
		s.wrong(w, r, err)
		return
	}
	name := strings.ReplaceAll(string(id), ":", "-")
	if format == "json" {
		download(w, r, name+".json", "application/json")
		reply(w, map[string]any{"id": id, "type": e.Type, "label": e.Label, "aliases": e.Aliases, "sameAs": e.SameAs, "total": total, "facts": facts})
		return
	}
	download(w, r, name+".csv", "text/csv; charset=utf-8")
	table := [][]string{{"id", "predicate", "inverse", "other", "other_id", "first", "fact", "sources", "articles", "modalities", "publisher", "published", "url", "quote"}}
	for _, f := range facts {
		row := []string{string(id), string(f.Predicate), strconv.FormatBool(f.Inverse), f.Other.Label, string(f.Other.ID), string(f.First), string(f.Fact)}
		table = append(table, append(row, provenance(f.Sources, f.Articles, f.Evidence)...))
	}
	s.writeCSV(w, table)
}
