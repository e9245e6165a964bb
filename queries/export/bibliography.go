package export

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"strings"

	"entente/graph"
)

// BibTeX is the bibliography of the articles that were read, for BibLaTeX and
// reference managers. The digest of each text says which text it was.
var BibTeX = Format{
	Name: "bibtex", Ext: ".bib", Media: "application/x-bibtex", Group: "Investigations and sources",
	Short: "the articles as a bibliography, BibTeX",
	parts: one(func(ctx context.Context, w io.Writer, v *view) error {
		return buffered(w, func(b *bufio.Writer) error {
			return v.bibliography(ctx, func(a graph.Article) error {
				writeBibTeX(b, a)
				return nil
			})
		})
	}),
}

// CSL is the same bibliography as CSL-JSON, for Zotero and pandoc.
var CSL = Format{
	Name: "csl", Ext: ".csl.json", Media: "application/vnd.citationstyles.csl+json", Group: "Investigations and sources",
	Short: "the articles as a bibliography, CSL-JSON for Zotero and pandoc",
	parts: one(func(ctx context.Context, w io.Writer, v *view) error {
		return buffered(w, func(b *bufio.Writer) error {
			comma := "[\n"
			err := v.bibliography(ctx, func(a graph.Article) error {
				b.WriteString(comma)
				comma = ",\n"
				text, err := json.Marshal(cslItem(a))
				b.Write(text)
				return err
			})
			if comma == "[\n" {
				b.WriteString("[")
			}
			b.WriteString("\n]\n")
			return err
		})
	}),
}

func (v *view) bibliography(ctx context.Context, fn func(graph.Article) error) error {
	all, err := v.sources(ctx)
	if err != nil {
		return err
	}
	for _, iri := range all {
		a, err := v.article(ctx, iri)
		if err != nil {
			return err
		}
		if err := fn(a); err != nil {
			return err
		}
	}
	return nil
}

func writeBibTeX(b *bufio.Writer, a graph.Article) {
	b.WriteString("@article{" + slug(a.IRI))
	field := func(name, value string) {
		if value != "" {
			b.WriteString(",\n  " + name + " = {" + value + "}")
		}
	}
	var authors []string
	for _, name := range a.Authors {
		authors = append(authors, "{"+tex(name)+"}")
	}
	field("author", strings.Join(authors, " and "))
	field("title", "{"+tex(a.Title)+"}")
	field("journal", tex(a.Publisher))
	field("date", string(a.Published))
	if first, _, ok := a.Published.Bounds(); ok {
		field("year", first.String()[:4])
	}
	field("url", strings.NewReplacer("{", "%7B", "}", "%7D", "\\", "%5C").Replace(a.URL))
	field("langid", a.Lang)
	field("note", "Text of SHA-256 "+a.Digest)
	b.WriteString("\n}\n\n")
}

// tex escapes what TeX takes for its own.
func tex(s string) string {
	return strings.NewReplacer(`\`, `\textbackslash{}`, "{", `\{`, "}", `\}`, "&", `\&`, "%", `\%`, "$", `\$`, "#", `\#`, "_", `\_`, "~", `\textasciitilde{}`, "^", `\textasciicircum{}`).Replace(flat(s))
}

// cslItem is an article in the CSL 1.0.2 schema.
func cslItem(a graph.Article) map[string]any {
	item := map[string]any{"id": slug(a.IRI), "type": "article-newspaper", "note": "Text of SHA-256 " + a.Digest}
	for key, value := range map[string]string{"title": a.Title, "container-title": a.Publisher, "URL": a.URL, "language": a.Lang, "event-place": a.Dateline} {
		if value != "" {
			item[key] = value
		}
	}
	var authors []map[string]string
	for _, name := range a.Authors {
		authors = append(authors, map[string]string{"literal": name})
	}
	if authors != nil {
		item["author"] = authors
	}
	if first, _, ok := a.Published.Bounds(); ok {
		var parts []json.Number
		for _, p := range strings.Split(first.String(), "-") {
			parts = append(parts, json.Number(strings.TrimLeft(p, "0")))
		}
		item["issued"] = map[string]any{"date-parts": [][]json.Number{parts}}
	}
	return item
}
