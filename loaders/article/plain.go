package article

import (
	"context"
	"iter"
	"slices"
	"strings"
)

// plainFormat is one article as a text: what is left when a page is copied, and
// the form of paper archives and press offices. It takes every text.
func plainFormat() Format {
	return Format{
		Name: "plain text", About: "one article a file: headline, byline, date, paragraphs; UTF-8 or another charset",
		Exts:  []string{".txt", ".text"},
		Sniff: func(head []byte) bool { return !binary(head) },
		read:  readPlain,
	}
}

func readPlain(_ context.Context, in *input) iter.Seq2[Article, error] {
	return func(yield func(Article, error) bool) {
		text, err := in.slurpText()
		if err != nil {
			yield(Article{}, err)
			return
		}
		if strings.TrimSpace(strings.TrimPrefix(string(text), "\ufeff")) == "" {
			yield(Article{}, whole(in.name, "empty", "give a file with text", ErrNotArticle))
			return
		}
		a := arrange(string(text), Article{URL: in.url})
		a.ID = Identify(a, "")
		yield(a, nil)
	}
}

// page is a text while its parts are being told apart.
type page struct {
	Article
	lines []line
}

// line is a line of a text without the white space around it.
type line struct {
	start, end int
	gap        bool     // an empty line stands before it
	kind       PartKind // "" while it is not known
}

// arrange tells the parts of a text and what they say of the article; what is
// given already is kept. It changes no byte of the text.
func arrange(text string, given Article) Article {
	p := &page{Article: given, lines: linesOf(text)}
	p.Text = text
	return p.mark(p.front())
}

// mark marks what begins with the line body and gives the article.
func (p *page) mark(body int) Article {
	end := p.back(body)
	p.captions(body, end)
	p.body(body, end)
	for _, l := range p.lines {
		if l.kind != "" {
			p.Parts = append(p.Parts, Part{l.kind, l.start, l.end})
		}
	}
	slices.SortFunc(p.Parts, func(a, b Part) int { return a.Start - b.Start })
	return p.Article
}

// linesOf cuts a text into its lines that hold something.
func linesOf(text string) []line {
	var lines []line
	start, gap := 0, true
	if strings.HasPrefix(text, "\ufeff") {
		start = len("\ufeff")
	}
	for start < len(text) {
		end, next := len(text), len(text)
		if at := strings.IndexAny(text[start:], "\n\r"); at >= 0 {
			end, next = start+at, start+at+1
			if strings.HasPrefix(text[end:], "\r\n") {
				next++
			}
		}
		left := strings.TrimLeft(text[start:end], " \t\f\v\u00a0\u200b\ufeff")
		held := strings.TrimRight(left, " \t\f\v\u00a0\u200b\ufeff")
		if held == "" {
			gap = true
		} else {
			from := end - len(left)
			lines = append(lines, line{start: from, end: from + len(held), gap: gap})
			gap = false
		}
		start = next
	}
	return lines
}

// words returns line i.
func (p *page) words(i int) string { return p.Text[p.lines[i].start:p.lines[i].end] }

// body marks the paragraphs of the lines [from, to). Lines that were broken at
// the width of a page make one paragraph.
func (p *page) body(from, to int) {
	first := true
	for i := from; i < to; i++ {
		if p.lines[i].kind != "" {
			continue
		}
		last := p.wrapped(i, to)
		start, end := p.lines[i].start, p.lines[last].end
		if first {
			start = p.dateline(start, end)
			first = false
		}
		if start < end {
			p.Parts = append(p.Parts, Part{Paragraph, start, end})
		}
		i = last
	}
}

// Widths between which a line counts as broken by a page's edge, in bytes.
const narrow, wide = 45, 100

// wrapped returns the last line of the paragraph that begins with line i.
func (p *page) wrapped(i, to int) int {
	last := i
	for last+1 < to && !p.lines[last+1].gap && p.lines[last+1].kind == "" {
		size := p.lines[last].end - p.lines[last].start
		if size < narrow || size > wide {
			break
		}
		if ends(p.words(last)) && p.lines[last+1].end-p.lines[last+1].start > wide {
			break
		}
		last++
	}
	return last
}

// ends reports whether words end as a sentence does.
func ends(words string) bool {
	words = strings.TrimRight(words, `"'”’)]`)
	return strings.HasSuffix(words, ".") || strings.HasSuffix(words, "!") ||
		strings.HasSuffix(words, "?") || strings.HasSuffix(words, "…") || strings.HasSuffix(words, ":")
}
