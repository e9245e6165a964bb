package eval

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"entente/loaders/view"
)

// Gold is a document view written by a reader, with the text it was written for.
type Gold struct {
	Path     string // of the gold file
	Doc      string // path of the article's file
	Document view.Document
	Text     string
}

// Read reads gold files: each path is a file, or a folder of which every *.json
// file is read. The article's file is looked for beside the gold's folder, in it,
// and under each further root, in that order. A quotation that does not stand in
// its article is an error that names both: gold is checked before it judges.
func Read(paths []string, roots ...string) ([]Gold, error) {
	files, err := goldFiles(paths)
	if err != nil {
		return nil, err
	}
	golds := make([]Gold, 0, len(files))
	for _, file := range files {
		g, err := readOne(file, roots)
		if err != nil {
			return nil, err
		}
		golds = append(golds, g)
	}
	return golds, nil
}

func goldFiles(paths []string) ([]string, error) {
	var files []string
	for _, p := range paths {
		info, err := os.Stat(p)
		if err != nil {
			return nil, fmt.Errorf("read gold: %w", err)
		}
		if !info.IsDir() {
			files = append(files, p)
			continue
		}
		err = filepath.WalkDir(p, func(path string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() && filepath.Ext(path) == ".json" {
				files = append(files, path)
			}
			return err
		})
		if err != nil {
			return nil, fmt.Errorf("read gold: %w", err)
		}
	}
	sort.Strings(files)
	if len(files) == 0 {
		return nil, fmt.Errorf("read gold: no *.json file in %s; name gold files in the document view", strings.Join(paths, ", "))
	}
	return files, nil
}

func readOne(file string, roots []string) (Gold, error) {
	g := Gold{Path: file}
	raw, err := os.ReadFile(file)
	if err != nil {
		return g, fmt.Errorf("read gold: %w", err)
	}
	if err := json.Unmarshal(raw, &g.Document); err != nil {
		return g, fmt.Errorf("read gold %s: %w", file, err)
	}
	if g.Document.Doc == "" {
		return g, fmt.Errorf(`read gold %s: no "doc" names the article's file`, file)
	}
	dir := filepath.Dir(file)
	for _, root := range append([]string{filepath.Dir(dir), dir}, roots...) {
		path := filepath.Join(root, filepath.FromSlash(g.Document.Doc))
		text, err := os.ReadFile(path)
		if err != nil {
			continue
		}
		g.Doc, g.Text = path, string(text)
		return g, g.check()
	}
	return g, fmt.Errorf("read gold %s: article %s is neither beside it nor under %q", file, g.Document.Doc, roots)
}

// check verifies that each quotation of the gold stands in the text.
func (g *Gold) check() error {
	d := &g.Document
	var quotes []string
	for _, m := range d.Meetings {
		quotes = append(quotes, m.Quote)
	}
	for _, a := range d.Agreements {
		quotes = append(quotes, a.Quote)
	}
	for _, e := range d.Events {
		quotes = append(quotes, e.Quote)
	}
	for _, s := range d.Statements {
		quotes = append(quotes, s.Quote)
	}
	for _, q := range quotes {
		for _, piece := range pieces(q) {
			if !strings.Contains(g.Text, piece) {
				return fmt.Errorf("read gold %s: %q does not stand in %s", g.Path, piece, g.Doc)
			}
		}
	}
	return nil
}

// pieces cuts a gold quotation at " ... ", which stands for words left out; marks
// around a piece may be the annotator's own.
func pieces(quote string) []string {
	var out []string
	for _, p := range strings.Split(quote, " ... ") {
		if p = strings.Trim(strings.TrimSpace(p), `"“”`); p != "" {
			out = append(out, p)
		}
	}
	return out
}

// spans finds where the pieces of a gold quotation stand in the text.
func spans(text string, s view.Span, evidence []view.Evidence) [][2]int {
	var out [][2]int
	for _, e := range evidence {
		out = append(out, [2]int{e.Start, e.End})
	}
	if s.End > s.Start {
		out = append(out, [2]int{s.Start, s.End})
	}
	from := 0
	for _, p := range pieces(s.Quote) {
		i := strings.Index(text[from:], p)
		if i < 0 {
			from, i = 0, strings.Index(text, p)
		}
		if i >= 0 {
			out = append(out, [2]int{from + i, from + i + len(p)})
			from += i + len(p)
		}
	}
	return out
}
