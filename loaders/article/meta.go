package article

import (
	"encoding/json"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/markusmobius/go-dateparser"
	"github.com/markusmobius/go-htmldate"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"entente/graph/when"
)

// pageMeta reads what a page says of its article. schema.org's JSON-LD goes first,
// then OpenGraph, then meta tags, and for the day at last the page's own words.
func pageMeta(doc *html.Node, address string) Article {
	m := metaOf(doc)
	a := Article{
		Title:     firstOf(m.ld["headline"], m.first("og:title", "parsely-title", "dc.title", "citation_title", "twitter:title"), m.title()),
		Publisher: firstOf(m.ld["publisher"], m.first("og:site_name", "publication-name", "dc.publisher", "application-name", "citation_journal_title")),
		Published: dayIn(firstOf(m.ld["datePublished"], m.first(dayTags...), m.time)),
		Lang:      firstOf(tag(m.ld["inLanguage"]), tag(m.lang), tag(m.first("og:locale", "content-language", "dc.language"))),
		Dateline:  m.ld["dateline"],
		Authors:   m.authors,
	}
	if a.Published == "" {
		a.Published = searchedDay(doc)
	}
	if len(a.Authors) == 0 {
		a.Authors = people(m.all("author", "article:author", "parsely-author", "dc.creator", "sailthru.author", "citation_author", "byl", "rel-author"))
	}
	for _, candidate := range []string{m.canonical, m.first("og:url"), m.ld["url"], address} {
		if a.URL = absolute(candidate, address); a.URL != "" {
			break
		}
	}
	a.Title = withoutSite(oneLine(a.Title), a.Publisher)
	a.Publisher = oneLine(a.Publisher)
	return a
}

// dayTags are meta tags that tell the day of publication, best first.
var dayTags = []string{"article:published_time", "og:published_time", "datepublished", "date", "dc.date.issued", "dcterms.issued", "dcterms.created",
	"dc.date", "dcterms.date", "pubdate", "publishdate", "publish-date", "publication_date", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime",
	"citation_publication_date", "citation_online_date", "article.published", "article_date_original", "originalpublicationdate", "pdate", "ptime", "rnews:datepublished"}

// meta is what the head of a page says.
type meta struct {
	tags      map[string][]string // lower-case name or property -> contents
	ld        map[string]string   // of the article in JSON-LD
	authors   []string            // of JSON-LD
	canonical string
	lang      string
	titles    []string // <title>, then <h1>
	headings  []string // of any rank
	time      string   // of a <time> that is marked as the day of publication
}

func metaOf(doc *html.Node) *meta {
	m := &meta{tags: map[string][]string{}, ld: map[string]string{}}
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode {
			m.element(n)
		}
	}
	return m
}

func (m *meta) element(n *html.Node) {
	if n.DataAtom != atom.Meta && (attr(n, "rel") == "author" || attr(n, "itemprop") == "author") {
		if words := wordsOf(n); words != "" && len(words) < 60 && !slices.Contains(m.tags["rel-author"], words) {
			m.tags["rel-author"] = append(m.tags["rel-author"], words)
		}
	}
	switch n.DataAtom {
	case atom.Html:
		m.lang = attr(n, "lang")
	case atom.Meta:
		value := strings.TrimSpace(attr(n, "content"))
		for _, key := range []string{"property", "name", "itemprop", "http-equiv"} {
			if name := strings.ToLower(attr(n, key)); name != "" && value != "" {
				m.tags[name] = append(m.tags[name], value)
			}
		}
	case atom.Link:
		if strings.EqualFold(attr(n, "rel"), "canonical") && m.canonical == "" {
			m.canonical = attr(n, "href")
		}
	case atom.H2, atom.H3, atom.H4:
		if words := wordsOf(n); words != "" {
			m.headings = append(m.headings, words)
		}
	case atom.Title, atom.H1:
		if words := wordsOf(n); words != "" && n.Namespace == "" {
			m.titles = append(m.titles, words)
			if n.DataAtom == atom.H1 {
				m.headings = append(m.headings, words)
			}
		}
	case atom.Time:
		marked := n.Parent != nil && attr(n, "itemprop") == "datePublished" || hasAttr(n, "pubdate")
		if marked && m.time == "" {
			m.time = attr(n, "datetime")
		}
	case atom.Script:
		if strings.HasPrefix(strings.ToLower(attr(n, "type")), "application/ld+json") && n.FirstChild != nil {
			m.linked(n.FirstChild.Data)
		}
	}
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func hasAttr(n *html.Node, key string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == key })
}

// first returns the first content of the first of these tags that has one.
func (m *meta) first(names ...string) string {
	for _, name := range names {
		for _, value := range m.tags[name] {
			return value
		}
	}
	return ""
}

// all returns the contents of the first of these tags that has any.
func (m *meta) all(names ...string) []string {
	for _, name := range names {
		if values := m.tags[name]; len(values) > 0 {
			return values
		}
	}
	return nil
}

// title returns the page's title; a heading that begins it is the title without
// the site's name.
func (m *meta) title() string {
	if len(m.titles) == 0 {
		return ""
	}
	for _, heading := range m.titles[1:] {
		if len(heading) > 10 && strings.HasPrefix(fold(m.titles[0]), fold(heading)) {
			return heading
		}
	}
	return m.titles[0]
}

// linked reads a block of JSON-LD. Broken ones are passed over: about one in
// twenty is.
func (m *meta) linked(data string) {
	data = strings.TrimSpace(data)
	data = strings.TrimSuffix(strings.TrimPrefix(data, "<!--"), "-->")
	var value any
	if json.Unmarshal([]byte(data), &value) != nil {
		// Line breaks inside strings are the usual fault.
		if json.Unmarshal([]byte(strings.Join(strings.Fields(data), " ")), &value) != nil {
			return
		}
	}
	m.things(value, 0)
}

// things looks through a value for an article.
func (m *meta) things(value any, depth int) {
	switch value := value.(type) {
	case []any:
		for _, item := range value {
			m.things(item, depth)
		}
	case map[string]any:
		if depth > 4 {
			return
		}
		if isArticle(value["@type"]) && m.ld["headline"] == "" {
			m.takeThing(value)
		}
		m.things(value["@graph"], depth+1)
		m.things(value["mainEntity"], depth+1)
	}
}

func isArticle(kind any) bool {
	switch kind := kind.(type) {
	case string:
		return strings.HasSuffix(kind, "Article") || kind == "BlogPosting" || kind == "Report" || kind == "PressRelease"
	case []any:
		return slices.ContainsFunc(kind, isArticle)
	}
	return false
}

func (m *meta) takeThing(thing map[string]any) {
	for _, key := range []string{"headline", "datePublished", "inLanguage", "url", "dateline", "publisher"} {
		if s := stringOf(single(thing[key])); s != "" {
			m.ld[key] = s
		}
	}
	if m.ld["headline"] == "" {
		m.ld["headline"] = stringOf(thing["name"])
	}
	if page, ok := thing["mainEntityOfPage"].(map[string]any); ok && m.ld["url"] == "" {
		m.ld["url"], _ = page["@id"].(string)
	}
	authors, ok := thing["author"].([]any)
	if !ok {
		authors = []any{thing["author"]}
	}
	var names []string
	for _, author := range authors {
		names = append(names, stringOf(author))
	}
	m.authors = people(names)
}

// single returns the first of a list, or the value itself.
func single(value any) any {
	if many, ok := value.([]any); ok && len(many) > 0 {
		return many[0]
	}
	return value
}

// people returns the names in what tags give as authors; addresses are none.
func people(given []string) []string {
	var out []string
	for _, words := range given {
		words = oneLine(words)
		if words == "" || strings.Contains(words, "://") || strings.HasPrefix(words, "@") {
			continue
		}
		if rest, ok := cutBy(words); ok {
			words = rest
		}
		for _, name := range names(words) {
			if !slices.Contains(out, name) {
				out = append(out, name)
			}
		}
	}
	return out
}

func firstOf(values ...string) string {
	for _, value := range values {
		if !blank(value) {
			return value
		}
	}
	return ""
}

// absolute returns an address resolved against the page's own; "" for none.
func absolute(address, page string) string {
	address = strings.TrimSpace(address)
	if address == "" {
		return ""
	}
	if base, err := url.Parse(page); err == nil && page != "" {
		if u, err := base.Parse(address); err == nil {
			address = u.String()
		}
	}
	if CanonicalURL(address) == "" {
		return ""
	}
	return address
}

// withoutSite cuts the publisher's name off a title: "Talks end - The Paper".
func withoutSite(title, site string) string {
	for _, bar := range []string{" | ", " - ", " – ", " — ", " :: ", " » "} {
		at := strings.LastIndex(title, bar)
		if at > 0 && site != "" && fold(title[at+len(bar):]) == fold(site) {
			return title[:at]
		}
	}
	return title
}

// searchedDay looks for the day in the page's addresses, times and words. Bounds are
// fixed, for the clock must not decide what an article says.
func searchedDay(doc *html.Node) (day when.Date) {
	defer func() {
		if recover() != nil {
			day = ""
		}
	}()
	fixed := time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC)
	result, err := htmldate.FromDocument(doc, htmldate.Options{
		UseOriginalDate: true, SkipExtensiveSearch: true, DeferUrlExtractor: true,
		MinDate: time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC), MaxDate: fixed,
		DateParserConfig: &dateparser.Configuration{CurrentTime: fixed},
	})
	if err != nil || result.DateTime.IsZero() {
		return ""
	}
	return when.Date(result.DateTime.Format(time.DateOnly))
}
