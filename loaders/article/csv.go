package article

import (
	"bufio"
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"iter"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/transform"
)

// csvFormat is a table with an article a row and a row of names at its head: CSV
// with commas, semicolons or bars, or TSV.
func csvFormat(m Map) Format {
	return Format{
		Name: "CSV", About: "CSV or TSV with a head, a row an article: the columns are named as the fields of JSON, or by a map",
		Exts:  []string{".csv", ".tsv", ".tab"},
		Sniff: func(head []byte) bool { return sniffCSV(head, m) },
		read:  readCSV,
	}
}

// sniffCSV takes a first line of names that hold at least one for a text, and the
// tables of GDELT, which have no head.
func sniffCSV(head []byte, m Map) bool {
	first, _, _ := bytes.Cut(bytes.TrimPrefix(head, []byte("\ufeff")), []byte("\n"))
	comma := separator(first)
	if comma == 0 || binary(head) {
		return false
	}
	if gdelt(first) {
		return true
	}
	columns, err := newCSV(bytes.NewReader(first), comma).Read()
	if err != nil || len(columns) < 2 {
		return false
	}
	known := 0
	for _, column := range columns {
		if len(column) > 60 || strings.ContainsAny(column, ".!?") && !strings.Contains(column, "_") && strings.Contains(column, " ") {
			return false
		}
		if isField(plainKey(column), m, column) {
			known++
		}
	}
	return known >= 2 || known == 1 && (len(m) > 0 || len(columns) == 2 && bytes.IndexByte(first, '"') >= 0 || textColumn(columns))
}

// textColumn reports whether one of the columns is surely a text.
func textColumn(columns []string) bool {
	return slices.ContainsFunc(columns, func(c string) bool { return slices.Contains(fieldNames["text"][:5], plainKey(c)) })
}

func isField(plain string, m Map, column string) bool {
	for _, key := range m {
		if key == column {
			return true
		}
	}
	for _, names := range fieldNames {
		if slices.Contains(names, plain) {
			return true
		}
	}
	return false
}

// separator returns the sign between the columns of a line, 0 where there is none.
func separator(line []byte) rune {
	for _, sign := range "\t,;|" {
		if bytes.ContainsRune(line, sign) {
			return sign
		}
	}
	return 0
}

var gdeltStart = regexp.MustCompile(`^\d{6,14}(?:-\d+)?\t`)

// gdelt reports whether a line is of GDELT's tables of events (58 or 61 columns),
// mentions (16) or its knowledge graph (27).
func gdelt(line []byte) bool {
	n := bytes.Count(line, []byte("\t")) + 1
	return (n == 58 || n == 61 || n == 16 || n == 27) && gdeltStart.Match(line)
}

func newCSV(r io.Reader, comma rune) *csv.Reader {
	reader := csv.NewReader(r)
	reader.Comma = comma
	reader.LazyQuotes = comma == '\t'
	return reader
}

func readCSV(ctx context.Context, in *input) iter.Seq2[Article, error] {
	return func(yield func(Article, error) bool) {
		t := &table{ctx: ctx, input: in, gauge: &gauge{name: in.name}}
		if err := t.open(); err != nil {
			yield(Article{}, err)
			return
		}
		for ctx.Err() == nil {
			a, err := t.next()
			if errors.Is(err, io.EOF) {
				break
			}
			if !yield(a, err) || t.broken {
				return
			}
		}
		if t.rows == 0 && ctx.Err() == nil {
			yield(Article{}, whole(in.name, "a table without rows", "give one with a row an article", ErrNotArticle))
		}
	}
}

// table is a CSV corpus while it is read.
type table struct {
	ctx context.Context
	*input
	gauge   *gauge
	csv     *csv.Reader
	columns []string
	rows    int
	broken  bool // nothing can be read behind the last error
}

func (t *table) open() error {
	in := bufio.NewReaderSize(t.input, 1<<16)
	head, _ := in.Peek(1 << 16)
	first, _, _ := bytes.Cut(head, []byte("\n"))
	if gdelt(first) {
		return whole(t.name, "a table of GDELT, which holds no texts", "give the articles behind its addresses", ErrNotArticle)
	}
	if bytes.HasPrefix(head, []byte("\ufeff")) {
		in.Discard(3)
	}
	t.gauge.Reader = t.inUTF8(in, head)
	t.csv = newCSV(t.gauge, separator(bytes.TrimPrefix(first, []byte("\ufeff"))))
	columns, err := t.csv.Read()
	if err != nil {
		return t.fault(err)
	}
	t.columns = columns
	if !t.hasText() {
		return &Error{Name: t.name, Line: 1, Offset: -1, What: "a table without a column of texts: " + oneLine(short(strings.Join(columns, ", "), 200)),
			Remedy: "name it, for example with --map text=body,published=date", Err: ErrNotArticle}
	}
	return nil
}

// hasText reports whether a row with all its columns filled has a text.
func (t *table) hasText() bool {
	fields := map[string]any{}
	for _, column := range t.columns {
		fields[column] = "x"
	}
	r := newRecord(fields, t.opts.Map)
	_, gdelt := r.plain["seendate"]
	return r.words("text")+r.words("html")+r.words("summary") != "" || gdelt && r.words("title") != ""
}

// short cuts words at a size in bytes.
func short(words string, size int) string {
	if len(words) <= size {
		return words
	}
	return strings.ToValidUTF8(words[:size], "") + "…"
}

// inUTF8 converts a table whose first bytes are in another charset.
func (t *table) inUTF8(in *bufio.Reader, head []byte) io.Reader {
	whole := head
	for cut := 0; cut < utf8.UTFMax && len(whole) > 0 && !utf8.Valid(whole); cut++ {
		whole = whole[:len(whole)-1] // the head may end inside a character
	}
	if utf8.Valid(whole) && len(head)-len(whole) < utf8.UTFMax {
		return in
	}
	if table, _ := t.encoding(head); table != nil {
		return transform.NewReader(in, table.NewDecoder())
	}
	return in
}

// next reads a row. One that is broken is named and passed over.
func (t *table) next() (Article, error) {
	t.gauge.used = 0
	row, err := t.csv.Read()
	if errors.Is(err, io.EOF) {
		return Article{}, io.EOF
	}
	t.rows++
	if err != nil {
		return Article{}, t.fault(err)
	}
	line, _ := t.csv.FieldPos(0)
	fields := make(map[string]any, len(row))
	for i, value := range row {
		if _, twice := fields[t.columns[i]]; !twice || value != "" {
			fields[t.columns[i]] = value
		}
		if !utf8.ValidString(value) {
			return Article{}, &Error{Name: t.name, Line: line, Offset: t.csv.InputOffset(), What: fmt.Sprintf("invalid UTF-8 in column %q", t.columns[i]), Remedy: "convert the table to UTF-8"}
		}
	}
	a, err := newRecord(fields, t.opts.Map).article()
	if err != nil {
		return Article{}, &Error{Name: t.name, Line: line, Offset: -1, What: "a row that is no article",
			Remedy: recordRemedy(err, "name its columns, for example with --map text=body,published=date"), Err: err}
	}
	return a, nil
}

// fault is the error about a row that is not CSV.
func (t *table) fault(err error) error {
	var syntax *csv.ParseError
	if !errors.As(err, &syntax) {
		t.broken = true
		return cannot(t.name, err)
	}
	if errors.Is(syntax.Err, csv.ErrQuote) && t.gauge.used > MaxText/2 {
		t.broken = true
	}
	return &Error{Name: t.name, Line: syntax.StartLine, Offset: t.csv.InputOffset(), What: "a broken row", Err: syntax.Err,
		Remedy: fmt.Sprintf("it should have %d columns, with quotes doubled inside quotes", max(len(t.columns), 1))}
}

// gauge fails on a row that is larger than a text may be: a quote that is never
// closed.
type gauge struct {
	io.Reader
	name string
	used int
}

// Read reads on within a row.
func (g *gauge) Read(p []byte) (int, error) {
	n, err := g.Reader.Read(p)
	if g.used += n; g.used > MaxText+1<<20 {
		return 0, whole(g.name, fmt.Sprintf("a row larger than %d MiB", MaxText>>20), "close the quote that is open in it", nil)
	}
	return n, err
}
