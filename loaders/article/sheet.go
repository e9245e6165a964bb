package article

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// sheet is the text of an extraction while it is written: one block a line, an
// empty line between two, each of a known kind. A paragraph's kind may be left
// open ("") for mark to judge.
type sheet struct {
	blocks []block
}

type block struct {
	kind  PartKind
	words string
}

// add writes a block. White space within it becomes one space.
func (s *sheet) add(kind PartKind, words string) {
	words = strings.Join(strings.Fields(words), " ")
	if strings.Trim(words, " \u200b\ufeff\u00ad") == "" {
		return
	}
	if !utf8.ValidString(words) {
		words = strings.ToValidUTF8(words, "\ufffd")
	}
	s.blocks = append(s.blocks, block{kind, words})
}

// front puts what is known of the article above what is there: its headline,
// unless the first blocks say it.
func (s *sheet) front(title string) {
	for i := range min(3, len(s.blocks)) {
		if b := &s.blocks[i]; fold(b.words) == fold(title) {
			b.kind = Headline
			return
		}
	}
	if !blank(title) {
		s.blocks = append([]block{{Headline, strings.Join(strings.Fields(title), " ")}}, s.blocks...)
	}
}

// empty reports whether the sheet says nothing but its headline.
func (s *sheet) empty() bool {
	for _, b := range s.blocks {
		if b.kind != Headline {
			return false
		}
	}
	return true
}

// article gives the text with its parts marked. What is given of the article is kept.
func (s *sheet) article(given Article) Article {
	p := &page{Article: given}
	var b strings.Builder
	body := 0
	for i, block := range s.blocks {
		if i > 0 {
			b.WriteString("\n\n")
		}
		start := b.Len()
		b.WriteString(block.words)
		p.lines = append(p.lines, line{start: start, end: b.Len(), gap: true, kind: block.kind})
		if block.kind == Headline && p.Title == "" {
			p.Title = block.words
		}
		if block.kind != "" && body == i {
			body = i + 1
		}
	}
	p.Text = b.String()
	p.top(body)
	return p.mark(body)
}

// top judges the first lines of the body that are a byline or a day all the same.
func (p *page) top(body int) {
	for i := body; i < min(body+3, len(p.lines)); i++ {
		if p.lines[i].kind == "" && len(p.words(i)) < 200 && p.metaWords(p.words(i)) {
			p.take(p.words(i))
			p.lines[i].kind = Byline
		}
	}
}

// markup matches text that is a piece of a page.
var markup = regexp.MustCompile(`(?i)</?(?:p|br|div|a|b|i|em|strong|ul|li|img|span|h[1-6]|table|blockquote|figure|article)\b[^<>]*>|&(?:[a-z]{2,8}|#\d{2,6}|#x[0-9a-f]{2,5});`)

// sheetOf makes an article of a piece of a page: all of it is the article.
func sheetOf(fragment string, given Article) Article {
	s := &sheet{blocks: sheetBlocks(fragment)}
	s.front(given.Title)
	return s.article(given)
}

// sheetBlocks gives the blocks of a piece of a page, or of a text without marks.
func sheetBlocks(fragment string) []block {
	s := &sheet{}
	if !markup.MatchString(fragment) {
		for paragraph := range strings.SplitSeq(strings.ReplaceAll(fragment, "\r\n", "\n"), "\n\n") {
			s.add("", paragraph)
		}
		return s.blocks
	}
	root := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	nodes, err := html.ParseFragment(strings.NewReader(fragment), root)
	if err == nil {
		for _, n := range nodes {
			root.AppendChild(n)
		}
		s.node(root)
	}
	return s.blocks
}

// node writes the blocks of a tree of a page.
func (s *sheet) node(root *html.Node) {
	w := &writer{sheet: s}
	w.walk(root, "", 0)
	w.flush("")
}

// writer gathers the words of a block until the next begins.
type writer struct {
	*sheet
	strings.Builder
}

func (w *writer) flush(kind PartKind) {
	w.add(kind, w.String())
	w.Reset()
}

// deepest is how deep a tree is followed; the parser's own limit is about the same.
const deepest = 600

func (w *writer) walk(n *html.Node, kind PartKind, depth int) {
	if depth > deepest {
		return
	}
	if n.Type == html.TextNode {
		w.WriteString(n.Data)
		return
	}
	inner, isBlock := kind, false
	if n.Type == html.ElementNode {
		switch n.DataAtom {
		case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Svg, atom.Iframe, atom.Select, atom.Textarea, atom.Head:
			return
		case atom.Br:
			w.WriteByte('\n')
			w.breakLine(kind)
			return
		case atom.Figcaption, atom.Caption:
			inner = Caption
		}
		isBlock = blocks[n.DataAtom]
	}
	if isBlock {
		w.flush(kind)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.walk(c, inner, depth+1)
	}
	if isBlock {
		w.flush(inner)
	} else if n.DataAtom == atom.Td || n.DataAtom == atom.Th {
		w.WriteByte(' ')
	}
}

// breakLine ends the block at the second of two breaks: old pages part their
// paragraphs so.
func (w *writer) breakLine(kind PartKind) {
	words := w.String()
	trimmed := strings.TrimRight(words, " \t\r\n\u00a0")
	if strings.Count(words[len(trimmed):], "\n") >= 2 {
		w.flush(kind)
	}
}

var blocks = map[atom.Atom]bool{
	atom.P: true, atom.Div: true, atom.Body: true, atom.Article: true, atom.Section: true, atom.Main: true, atom.Li: true,
	atom.Ul: true, atom.Ol: true, atom.Blockquote: true, atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true,
	atom.H5: true, atom.H6: true, atom.Table: true, atom.Tr: true, atom.Pre: true, atom.Figure: true, atom.Figcaption: true,
	atom.Caption: true, atom.Header: true, atom.Footer: true, atom.Aside: true, atom.Dd: true, atom.Dt: true, atom.Dl: true,
	atom.Hr: true, atom.Address: true, atom.Center: true, atom.Form: true, atom.Nav: true,
}
