package article

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"iter"
	"net/url"
	"strings"

	readability "github.com/go-shiori/go-readability"
	"github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// htmlFormat is a page of a site. Its text is the extraction of the article; menus,
// lists of other articles and comments are left out.
func htmlFormat() Format {
	return Format{
		Name: "HTML", About: "a page of a site: the article is found, its title, authors and day taken from schema.org, OpenGraph and meta tags",
		Exts:  []string{".html", ".htm", ".xhtml"},
		Sniff: sniffHTML,
		read:  readHTML,
	}
}

var htmlStarts = []string{"<!doctype html", "<html", "<head", "<body", "<title", "<meta", "<article", "<p>", "<div", "<h1"}

func sniffHTML(head []byte) bool {
	head = bytes.ToLower(afterProlog(head))
	for _, start := range htmlStarts {
		if bytes.HasPrefix(head, []byte(start)) {
			return true
		}
	}
	return false
}

// afterProlog returns the bytes after white space, comments and the XML declaration.
func afterProlog(head []byte) []byte {
	head = bytes.TrimPrefix(head, []byte("\ufeff"))
	for {
		head = bytes.TrimLeft(head, " \t\r\n\f")
		end := ""
		switch {
		case bytes.HasPrefix(head, []byte("<?")):
			end = "?>"
		case bytes.HasPrefix(head, []byte("<!--")):
			end = "-->"
		default:
			return head
		}
		at := bytes.Index(head, []byte(end))
		if at < 0 {
			return nil
		}
		head = head[at+len(end):]
	}
}

// maxPage is the size in bytes up to which a page is read.
const maxPage = 16 << 20

func readHTML(_ context.Context, in *input) iter.Seq2[Article, error] {
	return func(yield func(Article, error) bool) {
		raw, err := in.slurp()
		if err == nil && len(raw) > maxPage {
			err = whole(in.name, fmt.Sprintf("a page larger than %d MiB", maxPage>>20), "give the article's page alone", nil)
		}
		if err == nil && bytes.Count(raw[:min(len(raw), headSize)], []byte{0}) > 8 {
			err = whole(in.name, "binary behind the start of a page", "fetch the page again", ErrNotArticle)
		}
		if err != nil {
			yield(Article{}, err)
			return
		}
		yield(pageArticle(in.decodeLoose(raw), in.name, in.url))
	}
}

// pageArticle finds the article in a page in UTF-8.
func pageArticle(raw []byte, name, address string) (Article, error) {
	doc, err := html.Parse(bytes.NewReader(raw))
	if err != nil {
		return Article{}, whole(name, "broken HTML", "save the page again", err)
	}
	given := pageMeta(doc, address)
	s := content(doc, address)
	s.front(given.Title)
	if s.empty() {
		return Article{}, whole(name, "no article found in the page", "give the article's own page, not a list or a login", ErrNotArticle)
	}
	a := s.article(given)
	a.ID = Identify(a, "")
	return a, nil
}

// When the second opinion on a page is taken: the first has less than low, or more
// than high, tenths of its text.
const low, high = 7, 15

// content finds the blocks of the article. trafilatura is right more often;
// readability sees articles that have no paragraphs, and is asked where
// trafilatura's text is too short for the page or too long for one article.
func content(doc *html.Node, address string) *sheet {
	base, err := url.Parse(address)
	if err != nil || address == "" {
		base = &url.URL{Scheme: "http", Host: "localhost"}
	}
	first, second := &sheet{}, &sheet{}
	if root := guarded(func() (*html.Node, error) { return trafilaturaRoot(doc, base) }); root != nil {
		first.node(root)
	}
	if root := guarded(func() (*html.Node, error) { return readabilityRoot(doc, base) }); root != nil {
		second.node(root)
	}
	switch a, b := first.size(), second.size(); {
	case b > 0 && (a*10 < b*low || a*10 > b*high):
		return second
	case a > 0:
		return first
	}
	last := &sheet{}
	last.paragraphs(doc)
	return last
}

// guarded calls an extractor; a panic of its own on a page nobody foresaw counts as
// having found nothing.
func guarded(extract func() (*html.Node, error)) (root *html.Node) {
	defer func() {
		if recover() != nil {
			root = nil
		}
	}()
	root, err := extract()
	if err != nil {
		return nil
	}
	return root
}

func trafilaturaRoot(doc *html.Node, base *url.URL) (*html.Node, error) {
	result, err := trafilatura.ExtractDocument(doc, trafilatura.Options{
		OriginalURL: base, EnableFallback: false, ExcludeComments: true, HtmlDateMode: trafilatura.Disabled,
	})
	if err != nil {
		return nil, err
	}
	return result.ContentNode, nil
}

func readabilityRoot(doc *html.Node, base *url.URL) (*html.Node, error) {
	result, err := readability.FromDocument(doc, base)
	if err == nil && result.Node == nil {
		err = errors.New("nothing found")
	}
	return result.Node, err
}

// size counts the bytes of the blocks.
func (s *sheet) size() int {
	n := 0
	for _, b := range s.blocks {
		n += len(b.words)
	}
	return n
}

// paragraphs writes the paragraphs of a page that has nothing around them, or all
// its words when it has none.
func (s *sheet) paragraphs(doc *html.Node) {
	for n := range doc.Descendants() {
		if n.DataAtom == atom.P {
			s.node(n)
		}
	}
	if len(s.blocks) > 0 {
		return
	}
	for n := range doc.Descendants() {
		if n.DataAtom == atom.Body {
			s.node(n)
			return
		}
	}
}

// wordsOf returns the text below a node.
func wordsOf(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}
