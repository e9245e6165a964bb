package article

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"

	"entente/graph/when"
)

// jsonFormat is a corpus in JSON: one object, an array of objects, or one
// object after another (JSONL). An object is an Article as this program writes
// it, or has its fields under one of the names in jsonNames.
func jsonFormat() Format {
	return Format{
		Name: "JSON", About: "JSON or JSONL, an object an article: text, title, published, publisher, authors, url, id",
		Exts:  []string{".json", ".jsonl", ".ndjson"},
		Sniff: sniffJSON,
		read:  readJSON,
	}
}

func sniffJSON(head []byte) bool {
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), " \t\r\n")
	if rest, ok := bytes.CutPrefix(head, []byte("[")); ok {
		head = bytes.TrimLeft(rest, " \t\r\n")
	}
	rest, ok := bytes.CutPrefix(head, []byte("{"))
	rest = bytes.TrimLeft(rest, " \t\r\n")
	return ok && len(rest) > 0 && (rest[0] == '"' || rest[0] == '}')
}

// jsonNames are the names under which corpora give an article's fields, ours first.
var jsonNames = map[string][]string{
	"text":      {"text", "body", "content", "article", "maintext"},
	"title":     {"title", "headline"},
	"published": {"published", "date", "date_publish", "publishedAt", "pub_date"},
	"publisher": {"publisher", "source", "publication"},
	"authors":   {"authors", "author", "byline"},
	"url":       {"url", "link"},
	"id":        {"id", "guid", "uuid"},
	"lang":      {"lang", "language"},
	"dateline":  {"dateline"},
}

func readJSON(ctx context.Context, name string, r io.Reader) iter.Seq2[Article, error] {
	return func(yield func(Article, error) bool) {
		in := bufio.NewReaderSize(r, 1<<16)
		if mark, err := in.Peek(3); err == nil && string(mark) == "\ufeff" {
			in.Discard(3)
		}
		if isArray(in) {
			readArray(ctx, name, in, yield)
			return
		}
		readLines(ctx, name, in, yield)
	}
}

// isArray looks past white space for a bracket.
func isArray(in *bufio.Reader) bool {
	for n := 1; n < headSize; n++ {
		head, err := in.Peek(n)
		if err != nil {
			return false
		}
		if c := head[n-1]; !strings.ContainsRune(" \t\r\n", rune(c)) {
			return c == '['
		}
	}
	return false
}

// readLines reads one object after another. A line that is broken is named and
// passed over; an object over several lines is read whole.
func readLines(ctx context.Context, name string, in *bufio.Reader, yield func(Article, error) bool) {
	var held []byte // an object that has begun and not ended
	line, begun, at, heldAt := 0, 0, int64(0), int64(0)
	for ctx.Err() == nil {
		piece, err := readLine(in)
		line++
		if len(held) == 0 {
			begun, heldAt = line, at
		}
		at += int64(len(piece))
		held = append(held, piece...)
		done := err != nil
		full := bytes.TrimSpace(held)
		if len(full) > 0 && (done || len(full) > MaxText || complete(full)) {
			a, bad := articleOf(full)
			if bad != nil {
				bad = brokenJSON(name, begun, heldAt, bad)
			}
			if !yield(a, bad) {
				return
			}
			held = held[:0]
		} else if len(full) == 0 {
			held = held[:0]
		}
		if done {
			return
		}
	}
}

// readLine reads a line of at most MaxText bytes with its end.
func readLine(in *bufio.Reader) ([]byte, error) {
	var line []byte
	for {
		piece, err := in.ReadSlice('\n')
		line = append(line, piece...)
		if !errors.Is(err, bufio.ErrBufferFull) || len(line) > MaxText {
			return line, err
		}
	}
}

// complete reports whether an object need not wait for further lines: it is
// whole, or broken in a way that no further line mends.
func complete(object []byte) bool {
	if object[len(object)-1] == '}' {
		return true
	}
	var syntax *json.SyntaxError
	err := json.Unmarshal(object, new(json.RawMessage))
	return err == nil || errors.As(err, &syntax) && !strings.Contains(syntax.Error(), "unexpected end")
}

func readArray(ctx context.Context, name string, in *bufio.Reader, yield func(Article, error) bool) {
	decoder := json.NewDecoder(in)
	if _, err := decoder.Token(); err != nil {
		yield(Article{}, brokenJSON(name, 0, decoder.InputOffset(), err))
		return
	}
	for n := 1; ctx.Err() == nil && decoder.More(); n++ {
		var object json.RawMessage
		if err := decoder.Decode(&object); err != nil {
			yield(Article{}, brokenJSON(name, 0, decoder.InputOffset(), err))
			return
		}
		a, err := articleOf(object)
		if err != nil {
			err = brokenJSON(name, 0, decoder.InputOffset()-int64(len(object)), fmt.Errorf("item %d: %w", n, err))
		}
		if !yield(a, err) {
			return
		}
	}
	if _, err := decoder.Token(); err != nil && ctx.Err() == nil {
		yield(Article{}, brokenJSON(name, 0, decoder.InputOffset(), err))
	}
}

func brokenJSON(name string, line int, at int64, cause error) *Error {
	return &Error{Name: name, Line: line, Offset: at, What: "broken JSON article",
		Remedy: `each article is an object such as {"text": "...", "title": "...", "published": "2013-05-07"}`, Err: cause}
}

// articleOf reads one object.
func articleOf(object []byte) (Article, error) {
	if at := invalid(object); at >= 0 {
		return Article{}, fmt.Errorf("invalid UTF-8 %d bytes on", at)
	}
	var fields map[string]any
	if err := json.Unmarshal(object, &fields); err != nil {
		return Article{}, err
	}
	text := field(fields, "text")
	if strings.TrimSpace(text) == "" {
		return Article{}, errors.New(`no field "text"`)
	}
	if len(text) > MaxText {
		return Article{}, fmt.Errorf("text larger than %d MiB", MaxText>>20)
	}
	return fill(fields, text), nil
}

// fill makes an article of a text and its fields, which go before what the text
// itself tells.
func fill(fields map[string]any, text string) Article {
	given := Article{
		Title: field(fields, "title"), Publisher: field(fields, "publisher"),
		Published: dayIn(field(fields, "published")), URL: field(fields, "url"),
		Lang: field(fields, "lang"), Dateline: field(fields, "dateline"),
	}
	for _, name := range list(fields, "authors") {
		given.Authors = append(given.Authors, names(strings.TrimPrefix(name, "By "))...)
	}
	a := arrange(text, given)
	a.ID = Identify(a, field(fields, "id"))
	return a
}

// field returns the first non-empty string or number under one of a field's names.
func field(fields map[string]any, name string) string {
	for _, key := range jsonNames[name] {
		switch value := fields[key].(type) {
		case string:
			if value != "" {
				return value
			}
		case float64:
			return strings.TrimSuffix(fmt.Sprintf("%.0f", value), ".0")
		case map[string]any: // NewsAPI: "source": {"id": ..., "name": ...}
			if inner, ok := value["name"].(string); ok && inner != "" {
				return inner
			}
		}
	}
	return ""
}

// list returns a field as strings, whether it was given as one or many.
func list(fields map[string]any, name string) []string {
	for _, key := range jsonNames[name] {
		many, ok := fields[key].([]any)
		if !ok {
			continue
		}
		var out []string
		for _, item := range many {
			if s, ok := item.(string); ok && s != "" {
				out = append(out, s)
			}
		}
		return out
	}
	if one := field(fields, name); one != "" {
		return []string{one}
	}
	return nil
}

// dayIn reads a day out of a date or time stamp; "" where there is none.
func dayIn(s string) when.Date {
	day, _, ok := dayAt(strings.TrimSpace(s))
	if !ok {
		return ""
	}
	return day
}
