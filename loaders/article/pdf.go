package article

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"iter"
	"strings"
	"time"
	"unicode"

	"github.com/ledongthuc/pdf"
)

// pdfFormat is a PDF, best effort: the order of columns and the ends of paragraphs
// are guessed, and some fonts cannot be read at all, which is said.
func pdfFormat() Format {
	return Format{
		Name: "PDF", About: "PDF with text in it, best effort: columns and fonts of some cannot be read",
		Exts: []string{".pdf"},
		Sniff: func(head []byte) bool {
			return bytes.Contains(head[:min(len(head), 1024)], []byte("%PDF-")) && !sniffHTML(head)
		},
		read: readPDF,
	}
}

// Bounds of a PDF: pages, and the time for all of them.
const (
	maxPages = 3000
	pdfTime  = 60 * time.Second
)

func readPDF(ctx context.Context, in *input) iter.Seq2[Article, error] {
	return func(yield func(Article, error) bool) {
		raw, err := in.slurp()
		if err != nil {
			yield(Article{}, err)
			return
		}
		text, err := pdfText(ctx, raw)
		if err == nil {
			err = readableText(text)
		}
		if err != nil {
			yield(Article{}, whole(in.name, "a PDF that cannot be read", "convert it to text with another program", err))
			return
		}
		a := arrange(text, Article{URL: in.url})
		a.ID = Identify(a, "")
		yield(a, nil)
	}
}

// pdfText gives the text of all pages. The library may panic on, or turn round in, a
// file made to harm: it runs beside, and is left behind after pdfTime.
func pdfText(ctx context.Context, raw []byte) (string, error) {
	type result struct {
		text string
		err  error
	}
	ctx, cancel := context.WithTimeout(ctx, pdfTime)
	defer cancel()
	done := make(chan result, 1)
	go func() {
		defer func() {
			if r := recover(); r != nil {
				done <- result{err: fmt.Errorf("broken: %s", oneLine(fmt.Sprint(r)))}
			}
		}()
		text, err := pdfPages(ctx, raw)
		done <- result{text, err}
	}()
	select {
	case r := <-done:
		return r.text, r.err
	case <-ctx.Done():
		return "", fmt.Errorf("not done in %v", pdfTime)
	}
}

func pdfPages(ctx context.Context, raw []byte) (string, error) {
	r, err := pdf.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return "", errors.New(oneLine(err.Error()))
	}
	if r.NumPage() > maxPages {
		return "", fmt.Errorf("more than %d pages", maxPages)
	}
	var b strings.Builder
	for i := 1; i <= r.NumPage() && ctx.Err() == nil; i++ {
		page := r.Page(i)
		if page.V.IsNull() {
			continue
		}
		words, err := page.GetPlainText(nil)
		if err != nil {
			return "", fmt.Errorf("page %d: %s", i, oneLine(err.Error()))
		}
		b.WriteString(strings.ReplaceAll(strings.TrimSpace(words), "\x00", "") + "\n\n")
		if b.Len() > MaxText {
			return "", fmt.Errorf("text larger than %d MiB", MaxText>>20)
		}
	}
	return strings.ToValidUTF8(strings.TrimSpace(b.String()), "\ufffd"), ctx.Err()
}

// readableText reports what is wrong with a text that came out of pictures or of
// fonts that tell no letters.
func readableText(text string) error {
	letters, odd := 0, 0
	for _, r := range text {
		switch {
		case unicode.IsLetter(r):
			letters++
		case r == unicode.ReplacementChar || unicode.IsControl(r) && !unicode.IsSpace(r) || unicode.Is(unicode.Co, r):
			odd++
		}
	}
	switch {
	case letters == 0:
		return errors.New("no text in it: it may be a scan")
	case odd*10 > letters:
		return errors.New("its fonts do not tell their letters")
	}
	return nil
}
