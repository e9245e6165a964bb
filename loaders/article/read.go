package article

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"sync/atomic"
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
	read func(ctx context.Context, in *input) iter.Seq2[Article, error]
}

// Options say how streams are read. The zero value reads what needs no telling.
type Options struct {
	// Map names the columns or keys of a corpus, where they are not known here.
	Map Map
	// AnyLanguage gives articles in other languages than English without an error.
	AnyLanguage bool
	// Limits bound what archives and compressed streams may unpack to.
	Limits Limits
	// Came, where it is given, counts the bytes of files and streams as they come
	// in, before anything is unpacked.
	Came *atomic.Int64
	// Aside, where it is given, is told the names of files in folders and archives that
	// end as no format's do and are therefore not read.
	Aside func(name string)
	// Net fetches the paths that are http or https addresses; nil refuses them.
	Net *Client
}

// Formats lists the formats in the order in which they are asked. The last
// takes every text.
func Formats() []Format { return Options{}.formats() }

func (o Options) formats() []Format {
	return []Format{
		gzipFormat(), bzip2Format(), zstdFormat(), pdfFormat(), epubFormat(), docxFormat(), zipFormat(), tarFormat(),
		warcFormat(), mboxFormat(), feedFormat(), jsonFormat(), htmlFormat(), newsFormat(), mailFormat(), csvFormat(o.Map), plainFormat(),
	}
}

// Read gives the articles of a stream with the options' zero value.
func Read(ctx context.Context, name string, r io.Reader) iter.Seq2[Article, error] {
	return Options{}.Read(ctx, name, r)
}

// Read gives the articles of a stream, in order. The first format in Formats
// that says "mine" reads it; what it cannot read comes as an *Error with line,
// byte and remedy, and the rest of the stream goes on where it can. An article
// in another language than English comes whole, beside a *LanguageError.
func (o Options) Read(ctx context.Context, name string, r io.Reader) iter.Seq2[Article, error] {
	return o.inEnglish(name, o.input(name, r).articles(ctx))
}

func (o Options) input(name string, r io.Reader) *input {
	in := &input{name: name, opts: o, budget: newBudget(o.Limits)}
	in.Reader = bufio.NewReaderSize(in.budget.packed(&noted{r, o.Came}), headSize)
	return in
}

// noted counts what is read through it.
type noted struct {
	io.Reader
	n *atomic.Int64
}

// Read reads on.
func (c *noted) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	if c.n != nil {
		c.n.Add(int64(n))
	}
	return n, err
}

// input is a stream and what is known of it from outside.
type input struct {
	*bufio.Reader
	name    string
	opts    Options
	charset string // as HTTP or MIME gave it, or ""
	url     string // where it was fetched from, or ""
	depth   int    // how many containers stand around it
	budget  *budget
}

// articles sniffs the stream and reads it.
func (in *input) articles(ctx context.Context) iter.Seq2[Article, error] {
	return func(yield func(Article, error) bool) {
		in.decodeWide()
		head, err := in.Peek(headSize)
		if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, bufio.ErrBufferFull) {
			yield(Article{}, cannot(in.name, err))
			return
		}
		if len(bytes.TrimSpace(head)) == 0 && len(head) < headSize {
			yield(Article{}, whole(in.name, "empty", "give a file with text", ErrNotArticle))
			return
		}
		for _, format := range in.opts.formats() {
			if format.Sniff(head) {
				format.read(ctx, in)(yield)
				return
			}
		}
		yield(Article{}, whole(in.name, "binary, of no format known here", "give text or JSON in UTF-8", ErrNotArticle))
	}
}

// inside gives the articles of a stream that stands in this one.
func (in *input) inside(ctx context.Context, name string, r io.Reader) iter.Seq2[Article, error] {
	sub := *in
	sub.name, sub.depth = name, in.depth+1
	sub.Reader = bufio.NewReaderSize(r, headSize)
	return func(yield func(Article, error) bool) {
		if sub.depth > in.budget.Depth {
			yield(Article{}, whole(name, fmt.Sprintf("deeper than %d containers in one another", in.budget.Depth), "unpack the outer ones", ErrBomb))
			return
		}
		sub.articles(ctx)(yield)
	}
}

// cannot is an error about a stream that failed while it was read. An *Error
// from below says enough already.
func cannot(name string, err error) error {
	var known *Error
	if errors.As(err, &known) {
		return known
	}
	if isBomb(err) {
		return bomb(name, err)
	}
	return whole(name, "cannot be read", "see that it is whole, or fetch it again", err)
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

// slurp reads a whole stream of at most MaxText bytes.
func (in *input) slurp() ([]byte, error) {
	raw, err := io.ReadAll(io.LimitReader(in, MaxText+1))
	if err != nil {
		return nil, cannot(in.name, err)
	}
	if len(raw) > MaxText {
		return nil, whole(in.name, fmt.Sprintf("larger than %d MiB", MaxText>>20), "split it, one article a file, or give a JSONL corpus", nil)
	}
	return raw, nil
}

// slurpText reads a whole text and gives it in UTF-8.
func (in *input) slurpText() ([]byte, error) {
	raw, err := in.slurp()
	if err != nil {
		return nil, err
	}
	if binary(raw) {
		return nil, whole(in.name, "binary, of no format known here", "give text or JSON in UTF-8", ErrNotArticle)
	}
	return in.decode(raw)
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
