package article

import (
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"iter"
	"regexp"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"

	"entente/graph/when"
)

// feedFormat is a feed: RSS of any version, Atom, or JSON Feed. An item is an
// article: its whole content where the feed gives it, else its summary.
func feedFormat() Format {
	return Format{
		Name: "feed", About: "RSS, Atom or JSON Feed: an item an article, with its content or else its summary",
		Exts:  []string{".rss", ".atom", ".rdf"},
		Sniff: sniffFeed,
		read:  readFeed,
	}
}

var jsonFeed = regexp.MustCompile(`^\s*\{[^\[]*"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org\\?/version`)

func sniffFeed(head []byte) bool {
	switch xmlRoot(head) {
	case "rss", "feed", "RDF", "rdf":
		return true
	}
	return jsonFeed.Match(bytes.TrimPrefix(head, []byte("\ufeff")))
}

// xmlRoot returns the local name of the first element, "" where there is none: in
// what is not XML, and in pages.
func xmlRoot(head []byte) string {
	rest := afterProlog(head)
	for bytes.HasPrefix(rest, []byte("<!DOCTYPE")) {
		end := bytes.IndexByte(rest, '>')
		if inner := bytes.IndexByte(rest, '['); inner >= 0 && inner < end {
			end = bytes.Index(rest, []byte("]>")) + 1
		}
		if end <= 0 {
			return ""
		}
		rest = afterProlog(rest[end+1:])
	}
	m := rootForm.FindSubmatch(rest)
	if m == nil {
		return ""
	}
	return string(m[1])
}

var rootForm = regexp.MustCompile(`^<(?:[A-Za-z_][\w.\-]*:)?([A-Za-z_][\w.\-]*)(?:[\s/>]|$)`)

func readFeed(ctx context.Context, in *input) iter.Seq2[Article, error] {
	return func(yield func(Article, error) bool) {
		raw, err := in.slurpText()
		if err != nil {
			yield(Article{}, err)
			return
		}
		feed, err := parseFeed(raw)
		if err != nil {
			yield(Article{}, brokenFeed(in.name, raw, err))
			return
		}
		if len(feed.Items) == 0 {
			yield(Article{}, whole(in.name, "a feed without items", "fetch it again later", ErrNotArticle))
			return
		}
		for i, item := range feed.Items {
			if ctx.Err() != nil {
				return
			}
			a, err := itemArticle(feed, item, in.url)
			if err != nil {
				err = whole(in.name, fmt.Sprintf("item %d of the feed", i+1), "it is passed over", err)
			}
			if !yield(a, err) {
				return
			}
		}
	}
}

var encodingForm = regexp.MustCompile(`^(\s*<\?xml[^>]*?)\s+encoding\s*=\s*["'][^"']*["']`)

// parseFeed reads a feed in UTF-8, whatever its declaration says.
func parseFeed(raw []byte) (feed *gofeed.Feed, err error) {
	defer func() {
		if recover() != nil {
			feed, err = nil, errors.New("not to be parsed")
		}
	}()
	raw = bytes.TrimPrefix(raw, []byte("\ufeff"))
	return gofeed.NewParser().Parse(bytes.NewReader(encodingForm.ReplaceAll(raw, []byte("$1"))))
}

// brokenFeed says where a feed is broken, as far as a stricter parser can tell.
func brokenFeed(name string, raw []byte, cause error) error {
	bad := &Error{Name: name, Offset: -1, What: "broken feed", Remedy: "fetch the feed again", Err: cause}
	var syntax *json.SyntaxError
	if errors.As(cause, &syntax) {
		bad.Offset = syntax.Offset
		return bad
	}
	bad.Line, bad.Offset = xmlFault(raw)
	bad.Err = errors.New(oneLine(cause.Error()))
	return bad
}

// xmlFault returns the line and byte at which XML in UTF-8 stops being well-formed;
// 0 and -1 where it does not.
func xmlFault(raw []byte) (int, int64) {
	decoder := xml.NewDecoder(bytes.NewReader(raw))
	decoder.CharsetReader = asIs
	for {
		if _, err := decoder.RawToken(); err != nil {
			line, _ := decoder.InputPos()
			if int(decoder.InputOffset()) >= len(raw) && !errors.As(err, new(*xml.SyntaxError)) {
				return 0, -1
			}
			return line, decoder.InputOffset()
		}
	}
}

func itemArticle(feed *gofeed.Feed, item *gofeed.Item, address string) (Article, error) {
	given := Article{
		Title: oneLine(plain(item.Title)), Publisher: oneLine(plain(feed.Title)), Lang: tag(feed.Language),
		URL: absolute(firstOf(item.Link, firstOf(item.Links...)), address), Published: itemDay(item),
	}
	for _, author := range item.Authors {
		if author != nil {
			given.Authors = append(given.Authors, people([]string{author.Name})...)
		}
	}
	body := firstOf(item.Content, item.Description)
	if blank(body) && given.Title == "" {
		return Article{}, errors.New("neither title nor text")
	}
	a := sheetOf(body, given)
	if blank(a.Text) {
		return Article{}, errors.New("no words")
	}
	a.ID = Identify(a, item.GUID)
	return a, nil
}

// plain takes the marks of HTML out of a title.
func plain(title string) string {
	if !strings.Contains(title, "<") {
		return title
	}
	s := sheetOf(title, Article{})
	return s.Text
}

// itemDay returns the day of an item as it is written; where the form is unusual,
// the day that the parser made of it.
func itemDay(item *gofeed.Item) when.Date {
	for _, written := range []string{item.Published, item.Updated} {
		if day := dayIn(written); day != "" {
			return day
		}
	}
	for _, parsed := range []*time.Time{item.PublishedParsed, item.UpdatedParsed} {
		if parsed != nil && parsed.Year() > 1000 {
			return when.Date(parsed.Format(time.DateOnly))
		}
	}
	return ""
}
