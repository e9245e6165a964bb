package article

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/url"
	"path"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// docxFormat is a document of Word: an archive of XML.
func docxFormat() Format {
	return Format{
		Name: "DOCX", About: "a document of Word (.docx): its paragraphs, without notes, pictures and deleted words",
		Exts:  []string{".docx"},
		Sniff: sniffOffice,
		read:  readDOCX,
	}
}

// epubFormat is a book or magazine: an archive of pages.
func epubFormat() Format {
	return Format{
		Name: "EPUB", About: "a book or magazine (.epub): a chapter an article, in the order of its spine",
		Exts:  []string{".epub"},
		Sniff: func(head []byte) bool { return hasAny(head, entrySign) && kindOf(head) == "application/epub+zip" },
		read:  readEPUB,
	}
}

// kindOf returns the media type that some archives store in front.
func kindOf(head []byte) string {
	_, after, ok := bytes.Cut(head[:min(len(head), 200)], []byte("mimetype"))
	if !ok {
		return ""
	}
	for _, kind := range []string{"application/epub+zip", "application/vnd.oasis.opendocument"} {
		if bytes.Contains(after[:min(len(after), 120)], []byte(kind)) {
			return kind
		}
	}
	return ""
}

// sniffOffice takes documents of Word, and of the programs beside it, which are
// named and refused.
func sniffOffice(head []byte) bool {
	return hasAny(head, entrySign) && (firstEntry(head) == "[Content_Types].xml" || firstEntry(head) == "_rels/.rels" ||
		strings.HasPrefix(firstEntry(head), "word/") || strings.HasPrefix(kindOf(head), "application/vnd.oasis"))
}

// firstEntry returns the name of an archive's first entry.
func firstEntry(head []byte) string {
	if len(head) < 30 {
		return ""
	}
	size := int(head[26]) | int(head[27])<<8
	return string(head[30:min(len(head), 30+size)])
}

// bundle is an archive that is one document, held whole.
type bundle struct {
	*input
	*zip.Reader
}

func (in *input) bundle() (*bundle, error) {
	raw, err := in.slurp()
	if err != nil {
		return nil, err
	}
	archive, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return nil, whole(in.name, "broken archive of a document", "save it again", err)
	}
	return &bundle{in, archive}, nil
}

// part unpacks a file of the archive, of at most MaxText bytes.
func (b *bundle) part(name string) ([]byte, error) {
	if err := b.budget.entry(); err != nil {
		return nil, bomb(b.name, err)
	}
	at := slices.IndexFunc(b.File, func(f *zip.File) bool { return f.Name == name })
	if at < 0 {
		return nil, whole(b.name, "a document without "+printable(name), "save it again", nil)
	}
	file, err := b.File[at].Open()
	if err != nil {
		return nil, whole(b.name, "broken "+printable(name), "save it again", err)
	}
	defer file.Close()
	content, err := io.ReadAll(io.LimitReader(b.budget.unpacked(file), MaxText+1))
	if err == nil && len(content) > MaxText {
		err = fmt.Errorf("%w: %s is larger than %d MiB", ErrBomb, printable(name), MaxText>>20)
	}
	if err != nil {
		return nil, fault(b.name, "broken "+printable(name), err)
	}
	return content, nil
}

func readDOCX(_ context.Context, in *input) iter.Seq2[Article, error] {
	return func(yield func(Article, error) bool) { yield(in.docx()) }
}

func (in *input) docx() (Article, error) {
	b, err := in.bundle()
	if err != nil {
		return Article{}, err
	}
	if !slices.ContainsFunc(b.File, func(f *zip.File) bool { return f.Name == "word/document.xml" }) {
		return Article{}, whole(in.name, "an office file that is no document of Word", "save it as DOCX or text", ErrNotArticle)
	}
	content, err := b.part("word/document.xml")
	if err != nil {
		return Article{}, err
	}
	d := &docx{decoder: xml.NewDecoder(bytes.NewReader(content))}
	if err := d.read(); err != nil {
		line, _ := d.decoder.InputPos()
		return Article{}, whole(in.name, fmt.Sprintf("broken word/document.xml, line %d, byte %d", line, d.decoder.InputOffset()), "save it again", err)
	}
	if blank(d.text.String()) {
		return Article{}, whole(in.name, "a document without text", "give one with text, not pictures of it", ErrNotArticle)
	}
	a := arrange(strings.TrimRight(d.text.String(), "\n"), Article{Title: d.title, URL: in.url})
	a.ID = Identify(a, "")
	return a, nil
}

// docx is the body of a document while it is read.
type docx struct {
	decoder   *xml.Decoder
	text      strings.Builder
	paragraph strings.Builder
	style     string
	title     string
	skip      int  // how deep inside what is not read
	inText    bool // inside w:t
	depth     int
}

// skipped are elements whose words are not the document's: the second copy of a
// drawing's text, and what was deleted or moved away.
var skipped = map[string]bool{"Fallback": true, "del": true, "moveFrom": true, "instrText": true, "sectPr": true, "pict": true}

func (d *docx) read() error {
	for {
		token, err := d.decoder.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		switch token := token.(type) {
		case xml.StartElement:
			if d.depth++; d.depth > deepest {
				return errors.New("elements too deep in one another")
			}
			d.begin(token)
		case xml.EndElement:
			d.depth--
			d.end(token.Name.Local)
		case xml.CharData:
			if d.inText && d.skip == 0 {
				d.paragraph.Write(token)
			}
		}
	}
}

func (d *docx) begin(e xml.StartElement) {
	if d.skip > 0 || skipped[e.Name.Local] {
		d.skip++
		return
	}
	switch e.Name.Local {
	case "t":
		d.inText = true
	case "tab", "br", "cr":
		d.paragraph.WriteByte(' ')
	case "noBreakHyphen":
		d.paragraph.WriteByte('-')
	case "pStyle":
		for _, a := range e.Attr {
			if a.Name.Local == "val" {
				d.style = a.Value
			}
		}
	}
}

func (d *docx) end(name string) {
	if d.skip > 0 {
		d.skip--
		return
	}
	switch name {
	case "t":
		d.inText = false
	case "tc":
		d.paragraph.WriteByte(' ')
	case "p":
		words := strings.Join(strings.Fields(d.paragraph.String()), " ")
		d.paragraph.Reset()
		if words != "" {
			d.text.WriteString(words + "\n\n")
		}
		if strings.EqualFold(d.style, "Title") && d.title == "" {
			d.title = words
		}
		d.style = ""
	}
}

func readEPUB(ctx context.Context, in *input) iter.Seq2[Article, error] {
	return func(yield func(Article, error) bool) {
		b, err := in.bundle()
		if err != nil {
			yield(Article{}, err)
			return
		}
		book, err := b.book()
		if err != nil {
			yield(Article{}, err)
			return
		}
		n := 0
		for _, chapter := range book.chapters() {
			if ctx.Err() != nil {
				return
			}
			a, err := b.chapter(book, chapter)
			if errors.Is(err, errNoWords) {
				continue
			}
			n++
			if !yield(a, err) {
				return
			}
		}
		if n == 0 {
			yield(Article{}, whole(in.name, "a book without text", "give one that is not of pictures", ErrNotArticle))
		}
	}
}

// book is the package file of an EPUB.
type book struct {
	folder   string
	Metadata struct {
		Title      []string `xml:"title"`
		Creator    []string `xml:"creator"`
		Publisher  string   `xml:"publisher"`
		Date       []string `xml:"date"`
		Language   string   `xml:"language"`
		Identifier []string `xml:"identifier"`
	} `xml:"metadata"`
	Items []struct {
		ID         string `xml:"id,attr"`
		Href       string `xml:"href,attr"`
		Media      string `xml:"media-type,attr"`
		Properties string `xml:"properties,attr"`
	} `xml:"manifest>item"`
	Spine []struct {
		ID     string `xml:"idref,attr"`
		Linear string `xml:"linear,attr"`
	} `xml:"spine>itemref"`
}

// book finds and reads the package file.
func (b *bundle) book() (*book, error) {
	container, err := b.part("META-INF/container.xml")
	if err != nil {
		return nil, err
	}
	var roots struct {
		Files []struct {
			Path string `xml:"full-path,attr"`
		} `xml:"rootfiles>rootfile"`
	}
	if err := xml.Unmarshal(container, &roots); err != nil || len(roots.Files) == 0 {
		return nil, whole(b.name, "broken META-INF/container.xml", "save the book again", err)
	}
	root := roots.Files[0].Path
	content, err := b.part(root)
	if err != nil {
		return nil, err
	}
	book := &book{folder: path.Dir(root)}
	if err := xml.Unmarshal(content, book); err != nil {
		return nil, whole(b.name, "broken "+printable(root), "save the book again", err)
	}
	return book, nil
}

// chapters lists the files of the spine that are pages and not a table of contents.
func (b *book) chapters() []string {
	var out []string
	for _, ref := range b.Spine {
		for _, item := range b.Items {
			if item.ID == ref.ID && ref.Linear != "no" && strings.Contains(item.Media, "html") && !strings.Contains(item.Properties, "nav") {
				out = append(out, item.Href)
			}
		}
	}
	return out
}

// errNoWords is about a chapter that is a picture or a bare title: a cover, a half-title.
var errNoWords = errors.New("no words")

// fewWords is how many a chapter has at least.
const fewWords = 25

// chapter makes an article of a file of the spine.
func (b *bundle) chapter(book *book, href string) (Article, error) {
	plain, err := url.PathUnescape(href)
	if err != nil {
		plain = href
	}
	raw, err := b.part(path.Join(book.folder, plain))
	if err != nil {
		return Article{}, err
	}
	doc, err := html.Parse(bytes.NewReader(b.decodeLoose(raw)))
	if err != nil {
		return Article{}, whole(entryName(b.name, href), "broken page", "save the book again", err)
	}
	s := &sheet{}
	s.paragraphsOf(doc)
	if s.words() < fewWords {
		return Article{}, errNoWords
	}
	given := book.article()
	given.Title = firstOf(metaOf(doc).heading(), firstOf(book.Metadata.Title...))
	s.front(oneLine(given.Title))
	a := s.article(given)
	a.ID = Identify(a, firstOf(firstOf(book.Metadata.Identifier...), firstOf(book.Metadata.Title...))+"#"+href)
	return a, nil
}

// article gives what the book says of each of its chapters.
func (b *book) article() Article {
	return Article{
		Publisher: oneLine(firstOf(b.Metadata.Publisher, firstOf(b.Metadata.Title...))), Authors: people(b.Metadata.Creator),
		Published: dayIn(firstOf(b.Metadata.Date...)), Lang: tag(b.Metadata.Language),
	}
}

// paragraphsOf writes all blocks of a page's body.
func (s *sheet) paragraphsOf(doc *html.Node) {
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode && n.Data == "body" {
			s.node(n)
			return
		}
	}
}

func (s *sheet) words() int {
	n := 0
	for _, b := range s.blocks {
		n += len(strings.Fields(b.words))
	}
	return n
}

// heading returns the first heading of a page, else its title.
func (m *meta) heading() string {
	if len(m.headings) > 0 {
		return m.headings[0]
	}
	return firstOf(m.titles...)
}
