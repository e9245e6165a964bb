package article

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"mime"
	"net/http"
	"strconv"
	"strings"

	"github.com/klauspost/compress/gzip"
)

// warcFormat is an archive of the web, as Common Crawl keeps news. Pages, feeds and
// texts that were answered with 200 are read as they stream, and so are converted
// texts; pictures, requests and repeats are passed over.
func warcFormat() Format {
	return Format{
		Name: "WARC", About: "archives of the web (Common Crawl's news): each page that was answered, streamed",
		Exts:  []string{".warc", ".wet"},
		Sniff: func(head []byte) bool { return hasAny(head, "WARC/0.", "WARC/1.") },
		read:  readWARC,
	}
}

func readWARC(ctx context.Context, in *input) iter.Seq2[Article, error] {
	return func(yield func(Article, error) bool) {
		w := &warc{input: in, in: bufio.NewReaderSize(in, 1<<16)}
		for ctx.Err() == nil {
			r, err := w.next()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				if !yield(Article{}, w.fault(err)) || !w.resync() {
					return
				}
				continue
			}
			if !w.articles(ctx, r, yield) {
				return
			}
			if err := w.leave(); err != nil {
				if !w.failed {
					yield(Article{}, w.fault(err))
				}
				return
			}
		}
		if w.read == 0 && ctx.Err() == nil {
			yield(Article{}, whole(in.name, "an archive without pages", "give one with responses of type text/html", ErrNotArticle))
		}
	}
}

// warc is an archive while it is read.
type warc struct {
	*input
	in      *bufio.Reader
	at      int64      // where the record begins
	block   *warcBlock // what is left of the record's block
	records int
	read    int  // that had something to read, or were broken
	failed  bool // the record's answer could not be read to its end
}

// warcBlock is the block of a record, which must not end before its length.
type warcBlock struct{ io.LimitedReader }

// Read reads on.
func (b *warcBlock) Read(p []byte) (int, error) {
	n, err := b.LimitedReader.Read(p)
	if errors.Is(err, io.EOF) && b.N > 0 {
		err = io.ErrUnexpectedEOF
	}
	return n, err
}

// warcHead is what the head of a record says.
type warcHead struct {
	kind, uri, media string
	length           int64
}

// maxHead is the size in bytes of a record's own head.
const maxHead = 1 << 16

// next reads the head of the next record; io.EOF behind the last.
func (w *warc) next() (*warcHead, error) {
	w.block, w.failed = nil, false
	for { // the two empty lines behind a record, and more where writers were generous
		c, err := w.in.ReadByte()
		if err != nil {
			return nil, err
		}
		if c != '\r' && c != '\n' {
			w.in.UnreadByte()
			break
		}
	}
	w.records++
	version, err := w.in.ReadSlice('\n')
	if err != nil || !hasAny(version, "WARC/") {
		return nil, errors.New("no record where one should begin")
	}
	h := &warcHead{length: -1}
	for size := 0; ; {
		line, err := w.in.ReadSlice('\n')
		if err != nil || size > maxHead {
			return nil, errors.New("the head of a record does not end")
		}
		size += len(line)
		line = bytes.TrimSpace(line)
		if len(line) == 0 {
			break
		}
		h.field(line)
	}
	if h.length < 0 {
		return nil, errors.New("a record without a Content-Length")
	}
	w.block = &warcBlock{io.LimitedReader{R: w.in, N: h.length}}
	return h, nil
}

// field keeps a line of the head.
func (h *warcHead) field(line []byte) {
	key, value, ok := bytes.Cut(line, []byte(":"))
	if !ok {
		return
	}
	words := string(bytes.TrimSpace(value))
	switch strings.ToLower(string(key)) {
	case "warc-type":
		h.kind = words
	case "warc-target-uri":
		h.uri = strings.Trim(words, "<>")
	case "content-type":
		h.media = strings.ToLower(words)
	case "content-length":
		if n, err := strconv.ParseInt(words, 10, 62); err == nil && n >= 0 {
			h.length = n
		}
	}
}

// leave goes to the end of the record.
func (w *warc) leave() error {
	left := w.block.N
	if n, err := io.CopyN(io.Discard, w.in, left); err != nil {
		return fmt.Errorf("a record is cut off %d bytes before its end: %w", left-n, err)
	}
	return nil
}

// resync goes on to the next line that begins a record.
func (w *warc) resync() bool {
	for {
		line, err := w.in.ReadSlice('\n')
		if err != nil && !errors.Is(err, bufio.ErrBufferFull) {
			return false
		}
		if next, _ := w.in.Peek(6); err == nil && len(line) > 0 && hasAny(next, "WARC/0", "WARC/1") {
			return true
		}
	}
}

func (w *warc) fault(err error) error {
	if isBomb(err) {
		return bomb(w.name, err)
	}
	var known *Error
	if errors.As(err, &known) {
		return known
	}
	w.read++
	return whole(fmt.Sprintf("%s, record %d", w.name, w.records), "broken WARC", "fetch the archive again", err)
}

// articles gives the articles of a record.
func (w *warc) articles(ctx context.Context, h *warcHead, yield func(Article, error) bool) bool {
	body, media := io.Reader(w.block), h.media
	switch {
	case h.kind == "response" && strings.HasPrefix(h.media, "application/http"):
		answer, err := w.answer()
		if err != nil {
			w.read++
			return yield(Article{}, whole(w.nameOf(h), "a broken answer of a server", "it is passed over", err))
		}
		if answer.StatusCode != http.StatusOK {
			return true
		}
		body, media = answer.Body, answer.Header.Get("Content-Type")
		if strings.EqualFold(answer.Header.Get("Content-Encoding"), "gzip") {
			if body, err = unzipped(body); err != nil {
				w.read++
				return yield(Article{}, whole(w.nameOf(h), "a broken answer of a server", "it is passed over", err))
			}
		}
	case h.kind != "resource" && h.kind != "conversion" && h.kind != "response":
		return true
	}
	charset, ok := readable(media)
	if !ok {
		return true
	}
	w.read++
	sub := *w.input
	sub.charset, sub.url = charset, h.uri
	content := &failing{Reader: named{body, w.nameOf(h), "a broken answer of a server"}}
	for a, err := range sub.inside(ctx, w.nameOf(h), w.budget.unpacked(content)) {
		if !yield(a, err) || isBomb(err) && w.budget.spent() {
			return false
		}
	}
	w.failed = content.failed
	return true
}

// answer reads the head of a server's answer.
func (w *warc) answer() (*http.Response, error) {
	return http.ReadResponse(bufio.NewReader(w.block), nil)
}

// unzipped unpacks a body that was kept as it was sent. Some archives unpack it and
// keep the header.
func unzipped(body io.Reader) (io.Reader, error) {
	peeked := bufio.NewReader(body)
	if mark, err := peeked.Peek(2); err != nil || !hasAny(mark, "\x1f\x8b") {
		return peeked, nil
	}
	return gzip.NewReader(peeked)
}

func (w *warc) nameOf(h *warcHead) string {
	return w.name + "!" + printable(firstOf(h.uri, fmt.Sprintf("record %d", w.records)))
}

// readable reports whether a media type may hold articles, and gives its charset.
func readable(media string) (charset string, ok bool) {
	kind, params, err := mime.ParseMediaType(media)
	if err != nil {
		kind, _, _ = strings.Cut(strings.ToLower(media), ";")
		kind = strings.TrimSpace(kind)
	}
	switch kind {
	case "", "text/html", "application/xhtml+xml", "text/plain", "application/json", "application/ld+json", "application/rss+xml", "application/atom+xml",
		"application/feed+json", "text/xml", "application/xml", "application/pdf", "application/rdf+xml", "text/csv", "message/rfc822":
		return params["charset"], true
	}
	return "", false
}
