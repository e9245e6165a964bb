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
	"slices"
	"strings"
)

// jsonFormat is a corpus in JSON: one object, an array of objects, one object
// after another (JSONL), or an answer of a news service that has such an array
// inside. An object is an Article as this program writes it, or has its fields
// under one of the names in fieldNames.
func jsonFormat() Format {
	return Format{
		Name: "JSON", About: "JSON or JSONL, an object an article: text, title, published, publisher, authors, url, id; answers of NewsAPI, GDELT, Hugging Face",
		Exts:  []string{".json", ".jsonl", ".ndjson"},
		Sniff: sniffJSON,
		read:  readJSON,
	}
}

func sniffJSON(head []byte) bool {
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), " \t\r\n")
	next := bytes.TrimLeft(head[min(1, len(head)):], " \t\r\n")
	switch {
	case len(next) == 0:
		return false
	case head[0] == '[':
		return next[0] == '{' || next[0] == ']'
	}
	return head[0] == '{' && (next[0] == '"' || next[0] == '}' || next[0] == '\'')
}

func readJSON(ctx context.Context, in *input) iter.Seq2[Article, error] {
	return func(yield func(Article, error) bool) {
		buffered := bufio.NewReaderSize(in, 1<<16)
		if mark, err := buffered.Peek(3); err == nil && string(mark) == "\ufeff" {
			buffered.Discard(3)
		}
		c := &corpus{ctx: ctx, input: in, in: buffered, yield: yield}
		head, _ := buffered.Peek(1 << 15)
		path, wrapped := envelope(head)
		if wrapped || bytes.HasPrefix(bytes.TrimLeft(head, " \t\r\n"), []byte("[")) {
			c.readArray(path)
			return
		}
		c.readLines()
	}
}

// corpus is a JSON corpus while it is read.
type corpus struct {
	ctx context.Context
	*input
	in    *bufio.Reader
	yield func(Article, error) bool
}

// wrappers are the keys of arrays of articles inside an answer, and of objects
// that hold such an array.
var wrappers = []string{"articles", "data", "results", "docs", "items", "rows", "hits", "response", "news", "documents", "value"}

// envelope finds the keys that lead to the array of articles in an answer; none
// where the object is an article itself.
func envelope(head []byte) (path []string, ok bool) {
	decoder := json.NewDecoder(bytes.NewReader(head))
	if open, err := decoder.Token(); err != nil || open != json.Delim('{') {
		return nil, false
	}
	return intoEnvelope(decoder, nil)
}

// intoEnvelope looks through the keys of the object that the decoder stands in.
func intoEnvelope(decoder *json.Decoder, path []string) ([]string, bool) {
	for decoder.More() && len(path) < 3 {
		key, err := decoder.Token()
		name, isKey := key.(string)
		if err != nil || !isKey {
			return nil, false
		}
		if !slices.Contains(wrappers, name) {
			if decoder.Decode(new(json.RawMessage)) != nil {
				return nil, false
			}
			continue
		}
		open, err := decoder.Token()
		switch {
		case err != nil:
			return nil, false
		case open == json.Delim('['):
			if first, err := decoder.Token(); err == nil && (first == json.Delim('{') || first == json.Delim(']')) {
				return append(path, name), true
			}
			return nil, false
		case open == json.Delim('{'):
			return intoEnvelope(decoder, append(path, name))
		}
	}
	return nil, false
}

// readLines reads one object after another. A line that is broken is named and
// passed over with those behind it that begin no object; an object over several
// lines is read whole.
func (c *corpus) readLines() {
	var held []byte // an object that has begun and not ended
	line, begun, at, heldAt := 0, 0, int64(0), int64(0)
	passing := false // what follows a broken object may be the rest of it
	for c.ctx.Err() == nil {
		piece, err := readLine(c.in)
		line++
		if len(held) == 0 {
			begun, heldAt = line, at
		}
		at += int64(len(piece))
		done := err != nil
		if passing = passing && !bytes.HasPrefix(bytes.TrimSpace(piece), []byte("{")); !passing {
			held = append(held, piece...)
		}
		if done && !errors.Is(err, io.EOF) {
			c.yield(Article{}, cannot(c.name, err))
			return
		}
		full := bytes.TrimSpace(held)
		if len(full) > 0 && (done || len(full) > MaxText || complete(full)) {
			a, bad := c.articleOf(full)
			passing = errors.Is(bad, errSyntax)
			if bad != nil {
				bad = brokenJSON(c.name, begun, heldAt, bad)
			}
			if !c.yield(a, bad) {
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

// readLine reads a line with its end, of at most about MaxText bytes.
func readLine(in *bufio.Reader) ([]byte, error) {
	var line []byte
	for {
		piece, err := in.ReadSlice('\n')
		line = append(line, piece...)
		if !errors.Is(err, bufio.ErrBufferFull) {
			return line, err
		}
		if len(line) > MaxText {
			return line, nil
		}
	}
}

// complete reports whether an object need not wait for further lines: it is
// whole, or broken in a way that no further line mends.
func complete(object []byte) bool {
	closed := object[len(object)-1] == '}'
	if many := bytes.IndexByte(object, '\n') >= 0; many != closed {
		return closed // one line that is closed, or lines that are not
	}
	var syntax *json.SyntaxError
	err := json.Unmarshal(object, new(json.RawMessage))
	return err == nil || errors.As(err, &syntax) && !strings.Contains(syntax.Error(), "unexpected end")
}

// readArray reads the array that the keys of path lead to.
func (c *corpus) readArray(path []string) {
	decoder := json.NewDecoder(c.in)
	fail := func(err error) { c.yield(Article{}, c.brokenArray(decoder.InputOffset(), err)) }
	if err := enter(decoder, path); err != nil {
		fail(err)
		return
	}
	n := 1
	for ; c.ctx.Err() == nil && decoder.More(); n++ {
		var object json.RawMessage
		if err := decoder.Decode(&object); err != nil {
			fail(err)
			return
		}
		a, err := c.articleOf(object)
		if err != nil {
			err = brokenJSON(c.name, 0, decoder.InputOffset()-int64(len(object)), fmt.Errorf("item %d: %w", n, err))
		}
		if !c.yield(a, err) {
			return
		}
	}
	if _, err := decoder.Token(); err != nil && c.ctx.Err() == nil {
		fail(err)
	} else if n == 1 {
		c.yield(Article{}, whole(c.name, "no article in it", "give a list with objects in it", ErrNotArticle))
	}
}

// brokenArray is an error that ends an array; what failed below goes first.
func (c *corpus) brokenArray(at int64, err error) error {
	var known *Error
	if errors.As(err, &known) || errors.Is(err, ErrBomb) {
		return cannot(c.name, err)
	}
	return brokenJSON(c.name, 0, at, err)
}

// enter reads up to the first item of the array that path leads to.
func enter(decoder *json.Decoder, path []string) error {
	for _, want := range path {
		if _, err := decoder.Token(); err != nil { // {
			return err
		}
		for {
			key, err := decoder.Token()
			if err != nil {
				return err
			}
			if key == want {
				break
			}
			if err := decoder.Decode(new(json.RawMessage)); err != nil {
				return err
			}
		}
	}
	_, err := decoder.Token() // [
	return err
}

func brokenJSON(name string, line int, at int64, cause error) *Error {
	return &Error{Name: name, Line: line, Offset: at, What: "broken JSON article",
		Remedy: recordRemedy(cause, `each article is an object such as {"text": "...", "title": "...", "published": "2013-05-07"}`), Err: cause}
}

// errSyntax is about an object that is no JSON.
var errSyntax = errors.New("no JSON")

// articleOf reads one object.
func (c *corpus) articleOf(object []byte) (Article, error) {
	if at := invalid(object); at >= 0 {
		return Article{}, fmt.Errorf("invalid UTF-8 %d bytes on", at)
	}
	decoder := json.NewDecoder(bytes.NewReader(object))
	decoder.UseNumber()
	var fields map[string]any
	if err := decoder.Decode(&fields); err != nil {
		return Article{}, fmt.Errorf("%w: %w", errSyntax, err)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return Article{}, fmt.Errorf("%w: more after the object", errSyntax)
	}
	return newRecord(fields, c.opts.Map).article()
}
