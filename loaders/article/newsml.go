package article

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"
)

// newsFormat is what agencies send: NITF, NewsML-G2 (single items and messages of
// many) and NewsML 1 around NITF or XHTML. XML of other vocabularies is named here.
func newsFormat() Format {
	return Format{
		Name: "NewsML", About: "NITF, NewsML-G2 and NewsML of news agencies",
		Exts:  []string{".xml", ".nitf", ".newsml"},
		Sniff: func(head []byte) bool { root := xmlRoot(head); return root != "" && root != "html" && xmlLike(head) },
		read:  readNews,
	}
}

// xmlLike tells XML from a text that begins with a word in angle brackets.
func xmlLike(head []byte) bool {
	rest := afterProlog(head)
	return bytes.HasPrefix(bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), " \t\r\n"), []byte("<?xml")) ||
		bytes.HasPrefix(rest, []byte("<!DOCTYPE")) || knownRoots[xmlRoot(head)]
}

var knownRoots = map[string]bool{"nitf": true, "newsItem": true, "newsMessage": true, "NewsML": true, "packageItem": true, "NewsItem": true}

// node is an element of a document with all below it.
type node struct {
	name  string
	attrs map[string]string
	kids  []*node
	text  string // of a piece of text; its name is ""
}

func asIs(_ string, r io.Reader) (io.Reader, error) { return r, nil }

// readNews reads one item after another; no more of the document is held than one.
func readNews(ctx context.Context, in *input) iter.Seq2[Article, error] {
	return func(yield func(Article, error) bool) {
		n := &news{input: in}
		if err := n.open(); err != nil {
			yield(Article{}, err)
			return
		}
		for ctx.Err() == nil {
			item, err := n.next()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				yield(Article{}, n.fault(err))
				return
			}
			if picture(item) {
				continue
			}
			n.items++
			a, err := n.article(item)
			if !yield(a, err) {
				return
			}
		}
		if n.items == 0 && ctx.Err() == nil {
			yield(Article{}, n.none())
		}
	}
}

// news is a document of agencies while it is read.
type news struct {
	*input
	decoder *xml.Decoder
	root    string
	items   int
	nodes   int
}

func (n *news) open() error {
	head, _ := n.Peek(headSize)
	n.root = xmlRoot(head)
	n.decoder = xml.NewDecoder(n.input)
	n.decoder.Entity = xml.HTMLEntity
	n.decoder.CharsetReader = func(label string, r io.Reader) (io.Reader, error) {
		if table, _ := lookup(label); table != nil && n.charset == "" {
			return table.NewDecoder().Reader(r), nil
		}
		return r, nil
	}
	return nil
}

// itemNames are the elements that are an article with all below them.
var itemNames = map[string]bool{"nitf": true, "newsItem": true, "NewsItem": true}

// next reads up to the end of the next item.
func (n *news) next() (*node, error) {
	for {
		token, err := n.decoder.Token()
		if err != nil {
			return nil, err
		}
		if start, ok := token.(xml.StartElement); ok && itemNames[start.Name.Local] {
			n.nodes = 0
			return n.tree(start, 0)
		}
	}
}

// maxNodes bounds an item: elements and texts.
const maxNodes = 1 << 20

// tree reads an element with all below it.
func (n *news) tree(start xml.StartElement, depth int) (*node, error) {
	element := &node{name: start.Name.Local, attrs: map[string]string{}}
	for _, a := range start.Attr {
		element.attrs[a.Name.Local] = a.Value
	}
	for {
		token, err := n.decoder.Token()
		if err != nil {
			if errors.Is(err, io.EOF) {
				err = io.ErrUnexpectedEOF
			}
			return nil, err
		}
		if n.nodes++; n.nodes > maxNodes || depth > deepest {
			return nil, errors.New("too many elements for one article")
		}
		switch token := token.(type) {
		case xml.StartElement:
			kid, err := n.tree(token, depth+1)
			if err != nil {
				return nil, err
			}
			element.kids = append(element.kids, kid)
		case xml.CharData:
			element.kids = append(element.kids, &node{text: string(token)})
		case xml.EndElement:
			return element, nil
		}
	}
}

func (n *news) fault(err error) error {
	line, _ := n.decoder.InputPos()
	var known *Error
	if errors.As(err, &known) || errors.Is(err, ErrBomb) {
		return cannot(n.name, err)
	}
	return &Error{Name: n.name, Line: line, Offset: n.decoder.InputOffset(), What: "broken XML", Remedy: "ask the agency for it again", Err: err}
}

func (n *news) none() error {
	if knownRoots[n.root] || n.root == "packageItem" {
		return whole(n.name, fmt.Sprintf("no news item in <%s>", n.root), "give the items that it points to", ErrNotArticle)
	}
	return whole(n.name, fmt.Sprintf("XML of a kind not known here, <%s>", n.root), "give NITF, NewsML-G2, RSS, Atom or HTML", ErrNotArticle)
}

// article makes an article of an item.
func (n *news) article(item *node) (Article, error) {
	s, given, id := &sheet{}, Article{URL: n.url}, ""
	switch item.name {
	case "nitf":
		id = nitf(item, s, &given)
	default:
		id = newsItem(item, s, &given)
	}
	if s.empty() && blank(given.Title) || s.empty() && len(s.blocks) == 0 {
		line, _ := n.decoder.InputPos()
		return Article{}, &Error{Name: n.name, Line: line, Offset: n.decoder.InputOffset(), What: fmt.Sprintf("item %d has no text", n.items),
			Remedy: "pictures and packages hold none", Err: ErrNotArticle}
	}
	s.front(given.Title)
	a := s.article(given)
	a.ID = Identify(a, id)
	return a, nil
}

// picture reports whether an item says that it is no text.
func picture(item *node) bool {
	_, class, _ := strings.Cut(item.find("itemClass").attr("qcode"), ":")
	return class != "" && class != "text" && class != "composite"
}

// find returns the first element of a name below, at any depth; nil for none.
func (e *node) find(names ...string) *node {
	if e == nil {
		return nil
	}
	for _, name := range names {
		for _, kid := range e.kids {
			if kid.name == name {
				return kid
			}
			if found := kid.find(name); found != nil {
				return found
			}
		}
	}
	return nil
}

// all calls f with each element of a name below.
func (e *node) all(name string, f func(*node)) {
	for _, kid := range e.kids {
		if kid.name == name {
			f(kid)
		} else {
			kid.all(name, f)
		}
	}
}

// words returns the text below on one line.
func (e *node) words() string {
	if e == nil {
		return ""
	}
	var b strings.Builder
	e.write(&b)
	return strings.Join(strings.Fields(b.String()), " ")
}

func (e *node) write(b *strings.Builder) {
	b.WriteString(e.text)
	for _, kid := range e.kids {
		kid.write(b)
	}
}

func (e *node) attr(name string) string {
	if e == nil {
		return ""
	}
	return e.attrs[name]
}

// nitf reads a document of NITF: head, headline, byline, dateline, content. It
// returns the document's id.
func nitf(doc *node, s *sheet, a *Article) string {
	head, body := doc.find("head"), doc.find("body")
	if body == nil {
		body = &node{}
	}
	a.Title = firstOf(body.find("hl1").words(), body.find("headline").words(), head.sub("title"))
	a.Published = dayIn(firstOf(doc.find("date.issue").attr("norm"), body.find("story.date").attr("norm"), doc.find("pubdata").attr("date.publication"), doc.find("date.release").attr("norm")))
	a.Publisher = firstOf(body.find("distributor").words(), doc.find("doc.copyright").attr("holder"), doc.find("pubdata").attr("name"))
	a.Dateline = titleCase(firstOf(body.find("dateline").sub("location"), body.find("dateline").words()))
	if line := body.find("byline"); line != nil {
		a.Authors, _ = byline(firstOf(line.sub("person"), line.words()))
	}
	s.add(Headline, a.Title)
	body.all("hl2", func(e *node) { s.add(Deck, e.words()) })
	if line := body.find("byline"); line != nil {
		s.add(Byline, line.words())
	}
	if line := body.find("dateline"); line != nil {
		s.add(Dateline, line.words())
	}
	content := body.find("body.content")
	if content == nil {
		content = body
	}
	content.blocks(s, "")
	return doc.find("doc-id").attr("id-string")
}

// sub returns the words of an element below, "" where there is none.
func (e *node) sub(name string) string {
	return e.find(name).words()
}

// blocks writes the paragraphs below.
func (e *node) blocks(s *sheet, kind PartKind) {
	for _, kid := range e.kids {
		switch kid.name {
		case "p", "hl2", "h1", "h2", "h3", "h4", "li", "pre", "tr", "dd", "dt":
			s.add(kind, kid.words())
		case "caption", "media-caption", "figcaption":
			s.add(Caption, kid.words())
		case "hedline", "headline", "byline", "dateline", "script", "style", "head", "title", "distributor", "media-producer":
		case "":
			if kid.words() != "" && e.name != "body.content" && e.name != "body" {
				s.add(kind, kid.words())
			}
		default:
			kid.blocks(s, kind)
		}
	}
}

// newsItem reads an item of NewsML-G2, or of NewsML 1.
func newsItem(item *node, s *sheet, a *Article) string {
	a.Title = firstOf(item.sub("headline"), item.sub("HeadLine"), item.sub("title"), item.sub("name"))
	a.Published = dayIn(firstOf(item.sub("contentCreated"), item.sub("versionCreated"), item.sub("firstCreated"), item.sub("firstPublished"), item.sub("DateLine"), item.sub("ThisRevisionCreated"), item.sub("DateId")))
	a.Publisher = firstOf(item.find("provider").sub("name"), item.find("provider").attr("literal"), item.find("provider").attr("qcode"), item.sub("copyrightHolder"), item.find("Provider").find("Party").attr("FormalName"), item.find("ProviderId").words())
	a.Lang = tag(firstOf(item.find("language").attr("tag"), item.find("inlineXML").attr("lang"), item.attr("lang")))
	a.URL = firstOf(item.find("link").attr("href"), a.URL)
	a.Dateline = titleCase(placeOf(item.sub("dateline")))
	a.Authors = people([]string{firstOf(item.sub("by"), item.sub("ByLine"))})
	s.add(Headline, a.Title)
	if by := firstOf(item.sub("by"), item.sub("ByLine")); by != "" {
		s.add(Byline, by)
	}
	id := firstOf(item.attr("guid"), item.sub("NewsItemId"))
	content := item.find("contentSet", "NewsComponent")
	if content == nil {
		return id
	}
	if inner := content.find("nitf"); inner != nil {
		s.blocks = nil
		given := *a
		nitf(inner, s, &given)
		mergeInto(a, given)
		return id
	}
	before := len(s.blocks)
	content.all("inlineData", func(e *node) { s.loose(e) })
	if body := content.find("html", "body"); body != nil && len(s.blocks) == before {
		body.blocks(s, "")
	} else if len(s.blocks) == before {
		content.blocksOf(s)
	}
	return id
}

// blocksOf writes the paragraphs of the data of a component.
func (e *node) blocksOf(s *sheet) {
	e.all("DataContent", func(data *node) { data.blocks(s, "") })
	e.all("p", func(p *node) {
		if len(s.blocks) < 3 {
			s.add("", p.words())
		}
	})
}

// loose writes a text between tags that may be a piece of a page.
func (s *sheet) loose(e *node) {
	var b strings.Builder
	e.write(&b)
	s.blocks = append(s.blocks, sheetBlocks(b.String())...)
}

// mergeInto fills the fields of a that are empty.
func mergeInto(a *Article, more Article) {
	a.Title = firstOf(more.Title, a.Title)
	a.Publisher = firstOf(a.Publisher, more.Publisher)
	a.Dateline = firstOf(a.Dateline, more.Dateline)
	if a.Published == "" {
		a.Published = more.Published
	}
	if len(a.Authors) == 0 {
		a.Authors = more.Authors
	}
}

// placeOf returns the place of a dateline: "GENEVA, June 30".
func placeOf(dateline string) string {
	place, _, _ := strings.Cut(dateline, ",")
	return strings.TrimRight(strings.TrimSpace(place), " -–—")
}
