package export

import (
	"archive/zip"
	"encoding/csv"
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"
	"testing"

	"entente/graph/graphtest"
)

// unpacked are the files of a format: one, or those of its archive.
func unpacked(t *testing.T, f *Format, text string) map[string]string {
	t.Helper()
	if !strings.HasSuffix(f.Ext, ".zip") {
		return map[string]string{f.Name + f.Ext: text}
	}
	archive, err := zip.NewReader(strings.NewReader(text), int64(len(text)))
	if err != nil {
		t.Fatalf("%s: %v", f.Name, err)
	}
	files := map[string]string{}
	for _, part := range archive.File {
		r, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		files[part.Name] = string(data)
	}
	return files
}

// TestNoFormulas: in no table that a spreadsheet opens does a cell begin a formula,
// and no text steers a terminal that shows a file. Neo4j's tables are for its import
// alone and have names as they are.
func TestNoFormulas(t *testing.T) {
	s, cellsSeen := graphtest.Hostile().Store(t), 0
	for _, f := range Formats {
		if f.Name == "neo4j" {
			continue
		}
		for name, text := range unpacked(t, f, write(t, s, f.Name, Options{})) {
			if strings.Contains(text, "\x1b") && f.Name != "sqlite" && f.Name != "parquet" {
				t.Errorf("%s %s: an escape sequence as it is", f.Name, name)
			}
			comma := map[bool]rune{true: '\t', false: ','}[!strings.HasSuffix(name, ".csv")]
			if !strings.HasSuffix(name, ".csv") && !strings.HasSuffix(name, ".tsv") && !strings.HasSuffix(name, ".txt") {
				continue
			}
			r := csv.NewReader(strings.NewReader(text))
			r.Comma, r.LazyQuotes, r.FieldsPerRecord = comma, true, -1
			rows, err := r.ReadAll()
			if err != nil {
				t.Errorf("%s %s: %v", f.Name, name, err)
			}
			for _, row := range rows {
				for _, cell := range row {
					cellsSeen++
					if _, err := strconv.ParseFloat(cell, 64); err != nil && formula(cell) {
						t.Errorf("%s %s: the cell %q is a formula", f.Name, name, cell)
					}
				}
			}
		}
	}
	if cellsSeen < 300 {
		t.Errorf("%d cells looked at", cellsSeen)
	}
}

// TestNoElements: names of the world stay text in XML and in the label of a node.
func TestNoElements(t *testing.T) {
	s := graphtest.Hostile().Store(t)
	for _, name := range []string{"graphml", "gexf"} {
		text := write(t, s, name, Options{})
		for d := xml.NewDecoder(strings.NewReader(text)); ; {
			token, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if e, ok := token.(xml.StartElement); ok && (e.Name.Local == "script" || e.Name.Local == "img") {
				t.Errorf("%s: a name became the element %s", name, e.Name.Local)
			}
		}
		if !strings.Contains(text, "&lt;script&gt;") {
			t.Errorf("%s: the hostile names are not there", name)
		}
	}
}
