package article

import (
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"entente/graph/when"
)

// Map says under which key or column a corpus keeps a field of an article:
// field -> key. A key inside an object is written with points: "fields.body".
type Map map[string]string

// ParseMap reads "text=body,published=date". The fields are those of fieldNames.
func ParseMap(s string) (Map, error) {
	m := Map{}
	for _, pair := range strings.Split(s, ",") {
		if strings.TrimSpace(pair) == "" {
			continue
		}
		field, key, ok := strings.Cut(pair, "=")
		field, key = strings.TrimSpace(field), strings.TrimSpace(key)
		if !ok || key == "" {
			return nil, fmt.Errorf("map %q: write field=key, for example text=body,published=date", pair)
		}
		if fieldNames[field] == nil {
			return nil, fmt.Errorf("map %q: no field %q (there are %s)", pair, field, strings.Join(slices.Sorted(maps.Keys(fieldNames)), ", "))
		}
		m[field] = key
	}
	return m, nil
}

// fieldNames are the names under which corpora give an article's fields, ours
// first, as plainKey writes them. "summary" stands in for a text that is not
// given, "html" is a page or a piece of one.
var fieldNames = map[string][]string{
	"text": {"text", "body", "content", "article", "maintext", "bodytext", "articlebody", "articletext", "fulltext",
		"plaintext", "contenttext", "document", "story", "articlecontent", "newstext", "rawtext"},
	"html":      {"html", "contenthtml", "bodyhtml", "htmlcontent", "rawhtml"},
	"summary":   {"description", "summary", "abstract", "leadparagraph", "shortdescription", "snippet", "excerpt"},
	"title":     {"title", "headline", "webtitle", "articletitle", "heading"},
	"published": {"published", "date", "datepublish", "datepublished", "publishedat", "pubdate", "publicationdate", "webpublicationdate", "publisheddate", "publishdate", "datetime", "seendate", "timestamp", "publishedon", "publicationdatetime", "versioncreated"},
	"publisher": {"publisher", "source", "publication", "sourcedomain", "domain", "site", "sitename", "outlet", "newspaper", "sourcename"},
	"authors":   {"authors", "author", "byline", "creator"},
	"url":       {"url", "link", "weburl", "articleurl", "canonicalurl", "sourceurl", "uri"},
	"id":        {"id", "guid", "uuid", "articleid", "newsid", "docid"},
	"lang":      {"lang", "language"},
	"dateline":  {"dateline"},
}

// plainKey writes a key without capitals, spaces and signs: "Publication Date" and
// "publication_date" are the same.
func plainKey(key string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, key)
}

// record is one entry of a corpus.
type record struct {
	fields map[string]any // by their keys as the corpus writes them
	plain  map[string]any // by plainKey
	Map
}

func newRecord(fields map[string]any, m Map) record {
	for _, shell := range []string{"row", "_source"} { // Hugging Face's server of rows, Elasticsearch
		if inner, ok := fields[shell].(map[string]any); ok {
			fields = inner
		}
	}
	plain := make(map[string]any, len(fields))
	for _, key := range slices.Sorted(maps.Keys(fields)) {
		if inner, ok := fields[key].(map[string]any); ok && key == "fields" { // The Guardian
			for _, key := range slices.Sorted(maps.Keys(inner)) {
				plain[plainKey(key)] = inner[key]
			}
		}
		if _, ok := plain[plainKey(key)]; !ok {
			plain[plainKey(key)] = fields[key]
		}
	}
	return record{fields, plain, m}
}

// values gives the values of a field, best first.
func (r record) values(field string) []any {
	if key, ok := r.Map[field]; ok {
		return []any{at(r.fields, key)}
	}
	var out []any
	for _, name := range fieldNames[field] {
		if value, ok := r.plain[name]; ok {
			out = append(out, value)
		}
	}
	return out
}

// at follows a key with points into an object.
func at(fields map[string]any, key string) any {
	if value, ok := fields[key]; ok {
		return value
	}
	outer, rest, ok := strings.Cut(key, ".")
	if inner, is := fields[outer].(map[string]any); ok && is {
		return at(inner, rest)
	}
	return nil
}

// field returns the first value of a field that is not empty, as a string.
func (r record) field(name string) string {
	for _, value := range r.values(name) {
		if s := stringOf(value); s != "" {
			return s
		}
	}
	return ""
}

// words is field for what must be a string.
func (r record) words(name string) string {
	for _, value := range r.values(name) {
		if s, ok := value.(string); ok && !blank(s) {
			return s
		}
	}
	return ""
}

// stringOf reads a string, a number, or the name in an object: NewsAPI's
// "source": {"id": ..., "name": ...}, the Times's "headline": {"main": ...}.
func stringOf(value any) string {
	switch value := value.(type) {
	case string:
		return value
	case json.Number:
		return value.String()
	case map[string]any:
		for _, key := range []string{"name", "main", "original", "title", "#text"} {
			if inner, ok := value[key].(string); ok && inner != "" {
				return inner
			}
		}
	}
	return ""
}

// list returns a field as strings, whether it was given as one or many.
func (r record) list(name string) []string {
	for _, value := range r.values(name) {
		many, ok := value.([]any)
		if !ok {
			continue
		}
		var out []string
		for _, item := range many {
			if s := stringOf(item); s != "" {
				out = append(out, s)
			}
		}
		return out
	}
	one := r.field(name)
	if strings.HasPrefix(one, "['") || strings.HasPrefix(one, `["`) { // a list of Python's, as tables keep it
		one = strings.NewReplacer("'", "", `"`, "", "[", "", "]", "").Replace(one)
	}
	if one != "" && one != "[]" {
		return []string{one}
	}
	return nil
}

// article makes an article of the record. Its fields go before what its text
// itself tells.
func (r record) article() (Article, error) {
	given := Article{
		Title: oneLine(r.field("title")), Publisher: oneLine(r.field("publisher")), Published: dayIn(r.field("published")),
		URL: r.field("url"), Lang: tag(r.field("lang")), Dateline: oneLine(r.field("dateline")),
	}
	for _, list := range r.list("authors") {
		list, _ = strings.CutPrefix(strings.TrimPrefix(list, "By "), "by ")
		given.Authors = append(given.Authors, names(list)...)
	}
	a, err := r.withText(given)
	if err != nil {
		return Article{}, err
	}
	a.ID = Identify(a, r.field("id"))
	return a, nil
}

func (r record) withText(given Article) (Article, error) {
	text := r.words("text")
	page := r.field("html")
	if blank(text) && !blank(page) {
		return sheetOf(page, given), nil
	}
	if blank(text) {
		text = r.words("summary")
	}
	if _, gdelt := r.plain["seendate"]; blank(text) && gdelt { // a list of links knows headlines alone
		text = r.field("title")
	}
	switch {
	case blank(text):
		return Article{}, r.noText()
	case len(text) > MaxText:
		return Article{}, fmt.Errorf("text larger than %d MiB", MaxText>>20)
	case invalid([]byte(text)) >= 0:
		return Article{}, errors.New("invalid UTF-8 in the text")
	}
	return trimCut(arrange(text, given)), nil
}

// errBlank is why a record whose text is there and empty is no article.
var errBlank = errors.New("empty")

// recordRemedy is what to do about a record: the usual, but for one without words.
func recordRemedy(err error, usual string) string {
	if errors.Is(err, errBlank) {
		return "give its text, or leave it out"
	}
	return usual
}

// noText says whether the field of the text is missing or empty.
func (r record) noText() error {
	key, mapped := r.Map["text"]
	if !mapped {
		key = "text"
	}
	for _, value := range r.values("text") {
		if s, ok := value.(string); ok && blank(s) {
			return fmt.Errorf("field %q is %w", key, errBlank)
		}
	}
	return fmt.Errorf("no field %q", key)
}

func blank(s string) bool { return strings.TrimSpace(strings.TrimPrefix(s, "\ufeff")) == "" }

// oneLine returns a value as one line without marks of HTML.
func oneLine(s string) string {
	if strings.Contains(s, "&") {
		s = html.UnescapeString(s)
	}
	return strings.Join(strings.Fields(strings.ToValidUTF8(s, "\ufffd")), " ")
}

var cutForm = regexp.MustCompile(`\s*(?:…|\.\.\.)?\s*\[\+\d+ chars\]\s*$`)

// trimCut takes "… [+2345 chars]" out of the last part: NewsAPI cuts its texts so.
func trimCut(a Article) Article {
	if len(a.Parts) == 0 || !strings.HasSuffix(strings.TrimSpace(a.Text), " chars]") {
		return a
	}
	last := &a.Parts[len(a.Parts)-1]
	if m := cutForm.FindStringIndex(a.Text[last.Start:last.End]); m != nil && m[0] > 0 {
		end := last.End
		last.End = last.Start + m[0]
		a.Parts = append(a.Parts, Part{Boilerplate, last.End, end})
	}
	return a
}

var compactDay = regexp.MustCompile(`^(\d{4})(\d{2})(\d{2})(?:T?\d{6}Z?)?$`)

// dayIn reads a day out of a date or time stamp; "" where there is none. The day is
// the one that is written, whatever the zone; seconds since 1970 are in UTC.
func dayIn(s string) when.Date {
	s = strings.TrimSpace(s)
	if m := compactDay.FindStringSubmatch(s); m != nil {
		s = m[1] + "-" + m[2] + "-" + m[3]
	} else if n, err := strconv.ParseInt(s, 10, 64); err == nil && (len(s) == 10 || len(s) == 13) {
		if len(s) == 13 {
			n /= 1000
		}
		s = time.Unix(n, 0).UTC().Format(time.DateOnly)
	}
	day, _, ok := dayAt(s)
	if !ok {
		return ""
	}
	return day
}
