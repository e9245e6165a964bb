package article

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"unicode/utf8"
)

// MaxText is the size in bytes up to which a single text is read.
const MaxText = 64 << 20

// headSize is how many bytes a format sees to tell its own.
const headSize = 4096

// Format is a form in which articles come: one file, one line in Formats.
type Format struct {
	Name  string   // "plain text"
	About string   // one line for help and lists
	Exts  []string // names of files in a folder that are worth a look: ".txt"
	// Sniff reports whether a stream that begins with head is of this format.
	Sniff func(head []byte) bool
	// read gives the stream's articles. An error is of type *Error; a reader
	// that can go on after one does.
	read func(ctx context.Context, name string, r io.Reader) iter.Seq2[Article, error]
}

// Formats lists the formats in the order in which they are asked. The last
// takes every text.
func Formats() []Format {
	return []Format{gzipFormat(), jsonFormat(), plainFormat()}
}

// Read gives the articles of a stream, in order. The first format in Formats
// that says "mine" reads it; what it cannot read comes as an *Error with line,
// byte and remedy, and the rest of the stream goes on where it can.
func Read(ctx context.Context, name string, r io.Reader) iter.Seq2[Article, error] {
	return func(yield func(Article, error) bool) {
		buffered := bufio.NewReaderSize(r, headSize)
		head, err := buffered.Peek(headSize)
		if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, bufio.ErrBufferFull) {
			yield(Article{}, whole(name, "cannot be read", "", err))
			return
		}
		if len(bytes.TrimSpace(head)) == 0 && len(head) < headSize {
			yield(Article{}, whole(name, "empty", "give a file with text", ErrNotArticle))
			return
		}
		for _, format := range Formats() {
			if format.Sniff(head) {
				format.read(ctx, name, buffered)(yield)
				return
			}
		}
		yield(Article{}, whole(name, "binary, of no format known here", "give text or JSON in UTF-8", ErrNotArticle))
	}
}

// binary reports whether bytes are not text: a zero byte, or more than a tenth
// control characters. Bytes above 127 tell nothing: they may be any charset.
func binary(head []byte) bool {
	control := 0
	for _, c := range head {
		if c == 0 {
			return true
		}
		if c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != 0x1b {
			control++
		}
	}
	return control*10 > len(head)
}

// slurp reads a whole text of at most MaxText bytes and checks that it is UTF-8.
func slurp(name string, r io.Reader) ([]byte, error) {
	text, err := io.ReadAll(io.LimitReader(r, MaxText+1))
	if err != nil {
		return nil, whole(name, "cannot be read", "", err)
	}
	if len(text) > MaxText {
		return nil, whole(name, fmt.Sprintf("larger than %d MiB", MaxText>>20), "split it, one article a file, or give a JSONL corpus", nil)
	}
	if at := invalid(text); at >= 0 {
		line := 1 + bytes.Count(text[:at], []byte("\n"))
		return nil, &Error{Name: name, Line: line, Offset: int64(at), What: "invalid UTF-8",
			Remedy: "convert it, for example: iconv -f WINDOWS-1252 -t UTF-8"}
	}
	if binary(text) {
		return nil, whole(name, "binary, of no format known here", "give text or JSON in UTF-8", ErrNotArticle)
	}
	return text, nil
}

// invalid returns the first byte that is not part of UTF-8, or -1.
func invalid(text []byte) int {
	if utf8.Valid(text) {
		return -1
	}
	for at := 0; at < len(text); {
		r, size := utf8.DecodeRune(text[at:])
		if r == utf8.RuneError && size < 2 {
			return at
		}
		at += size
	}
	return -1
}
