package article

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// How much of a text may be its front: lines, and bytes of a line.
const (
	frontLines = 14
	frontLine  = 320
)

// front reads what stands above the body: breadcrumbs, headline, deck, byline,
// publisher, day. It returns the first line of the body.
func (p *page) front() int {
	limit := p.frontLimit()
	headline := p.headline(limit)
	last := headline
	for i := 0; i < limit; i++ {
		if i == headline {
			continue
		}
		if kind := p.meta(i, headline); kind != "" {
			p.lines[i].kind = kind
			if kind != Boilerplate || i == last+1 {
				last = max(last, i)
			}
		}
	}
	for i := headline + 1; headline >= 0 && i < last; i++ {
		if p.lines[i].kind == "" {
			p.lines[i].kind = Deck
		}
	}
	if headline >= 0 {
		p.lines[headline].kind = Headline
		if p.Title == "" {
			p.Title = strings.Join(strings.Fields(p.words(headline)), " ")
		}
		if after := headline + 1; after > last && after < len(p.lines) && p.repeats(after, headline) {
			p.lines[after].kind = Boilerplate
			last = after
		}
	}
	return last + 1
}

// frontLimit returns the line at which the front must have ended: a long line, a
// line of several sentences without a byline near below, a dateline.
func (p *page) frontLimit() int {
	for i := range p.lines {
		words := p.words(i)
		_, sent := parseDateline(words)
		if i == frontLines || len(words) > frontLine || sent || sentences(words) > 1 && !p.metaNear(i, len(p.lines)) {
			return i
		}
	}
	return len(p.lines)
}

// sentences counts full stops in front of a capital, roughly: enough to tell a
// paragraph from a deck. Initials and abbreviations are short words.
func sentences(words string) int {
	n := 1
	fields := strings.Fields(words)
	for i, word := range fields[:max(0, len(fields)-1)] {
		bare := strings.TrimRight(word, `"”’)`)
		first, _ := utf8.DecodeRuneInString(strings.TrimLeft(fields[i+1], `"“‘(`))
		if strings.HasSuffix(bare, ".") && len(bare) > 5 && unicode.IsUpper(first) {
			n++
		}
	}
	return n
}

// headline returns the line that is the headline, -1 when there is none: the
// first that is neither breadcrumb nor byline, if a text follows.
func (p *page) headline(limit int) int {
	for i := 0; i < min(limit, len(p.lines)-1); i++ {
		words := p.words(i)
		if p.Title != "" && fold(words) == fold(p.Title) {
			return i
		}
		if p.Title != "" || breadcrumb(words) || p.metaWords(words) {
			continue
		}
		if len(words) > 250 || strings.HasSuffix(words, ".") && !p.metaNear(i, limit) {
			return -1
		}
		return i
	}
	return -1
}

// metaNear reports whether one of the next lines is a byline or a day, so that
// what stands above is a front whatever its points.
func (p *page) metaNear(i, limit int) bool {
	for k := i + 1; k < min(i+4, limit); k++ {
		if p.metaWords(p.words(k)) {
			return true
		}
	}
	return false
}

// repeats reports whether line i says the same as line k.
func (p *page) repeats(i, k int) bool { return fold(p.words(i)) == fold(p.words(k)) }

func fold(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }

// meta reads line i of the front and says what it is, "" for a deck or a body.
func (p *page) meta(i, headline int) PartKind {
	words := p.words(i)
	switch {
	case breadcrumb(words):
		return Boilerplate
	case p.metaWords(words):
		p.take(words)
		return Byline
	case i > headline && headline >= 0 && p.repeats(i, headline):
		return Boilerplate
	case i > headline && publisherLike(words) && (p.besideMeta(i) || i == headline+1 && paperForm.MatchString(words)):
		p.setPublisher(words)
		return Byline
	}
	return ""
}

// besideMeta reports whether a byline or a day stands next to line i: where a
// publisher's name stands.
func (p *page) besideMeta(i int) bool {
	return i > 0 && p.metaWords(p.words(i-1)) || i+1 < len(p.lines) && p.metaWords(p.words(i+1))
}

// metaWords reports whether a line is made of bylines, days and labelled
// values, several divided by bars: "May 07, 2013|By A. Writer, The Paper".
func (p *page) metaWords(words string) bool {
	if len(words) > frontLine {
		return false
	}
	known := false
	for _, piece := range strings.Split(words, "|") {
		piece = strings.TrimSpace(piece)
		if pieceKind(piece) != "" {
			known = true
		} else if !publisherLike(piece) {
			return false
		}
	}
	return known
}

// pieceKind says what a piece of a byline is: "day", "by", "special", or a label.
func pieceKind(piece string) string {
	if day, n, ok := dayAt(piece); ok && day != "" && clock.MatchString(piece[n:]) {
		return "day"
	}
	if isBy(piece) {
		return "by"
	}
	if strings.HasPrefix(piece, "Special to ") && len(piece) < 80 {
		return "special"
	}
	label, value, ok := strings.Cut(piece, ":")
	if field := labels[strings.ToLower(label)]; ok && field != "" && strings.TrimSpace(value) != "" {
		return field
	}
	return ""
}

// clock matches what may follow the day on its line: a time.
var clock = regexp.MustCompile(`^[\s,.]*(at )?(T?\d{1,2}[:.h]\d{2}(:\d{2})?)?\s*([ap]\.?m\.?|[AP]\.?M\.?)?\s*([A-Z]{1,4}|Z|[+-]\d{2}:?\d{2})?[\s.]*$`)

// labels are words before a colon and what follows them.
var labels = map[string]string{
	"published": "day", "date": "day", "posted": "day", "publication date": "day", "published on": "day",
	"updated": "updated", "last updated": "updated",
	"source": "publisher", "publisher": "publisher", "publication": "publisher",
	"url": "url", "link": "url", "by": "by", "author": "by", "authors": "by",
	"dateline": "dateline", "location": "dateline",
}

// take keeps what the pieces of a byline say.
func (p *page) take(words string) {
	for _, piece := range strings.Split(words, "|") {
		piece = strings.TrimSpace(piece)
		kind := pieceKind(piece)
		value := piece
		if label, rest, ok := strings.Cut(piece, ":"); ok && labels[strings.ToLower(label)] != "" {
			value = strings.TrimSpace(rest)
		}
		p.takePiece(kind, value)
	}
}

func (p *page) takePiece(kind, value string) {
	switch kind {
	case "day":
		if day := dayIn(value); p.Published == "" {
			p.Published = day
		}
	case "by":
		people, paper := byline(value)
		if len(p.Authors) == 0 {
			p.Authors = people
		}
		p.setPublisher(paper)
	case "special":
		p.setPublisher(strings.TrimPrefix(strings.TrimPrefix(value, "Special to "), "the "))
	case "publisher", "":
		p.setPublisher(value)
	case "url":
		if p.URL == "" {
			p.URL = value
		}
	case "dateline":
		if p.Dateline == "" {
			p.Dateline = value
		}
	}
}

func (p *page) setPublisher(name string) {
	if p.Publisher == "" {
		p.Publisher = name
	}
}

// breadcrumb reports whether a line is the way through a site: "YOU ARE HERE:
// Home", "Home > News > World", "Front page / Abroad / Coast".
func breadcrumb(words string) bool {
	if strings.HasPrefix(strings.ToUpper(words), "YOU ARE ") && strings.Contains(words, ":") {
		return true
	}
	if len(words) > 120 || ends(words) {
		return false
	}
	for _, mark := range []string{" > ", " » ", " › ", " / ", " :: "} {
		if strings.Count(words, mark) >= 2 || mark != " / " && strings.HasPrefix(words, "Home"+mark) {
			return true
		}
	}
	return false
}

// small are words that titles and names of papers write small.
var small = []string{"of", "the", "and", "for", "on", "in", "to", "&", "de", "la", "le", "du", "des", "der", "die"}

// publisherLike reports whether a line could be the name of a paper or an
// office: few words, all with a capital, no point, no possessive.
func publisherLike(words string) bool {
	fields := strings.Fields(words)
	if len(fields) == 0 || len(fields) > 10 || ends(words) || strings.ContainsAny(words, ";|") {
		return false
	}
	if !officeForm.MatchString(words) && (len(fields) > 6 || strings.Contains(words, ",")) {
		return false
	}
	if strings.Contains(words, "'s ") || strings.Contains(words, "’s ") {
		return false
	}
	first, _ := utf8.DecodeRuneInString(words)
	return capitals(fields) && (unicode.IsUpper(first) || unicode.IsDigit(first))
}

// officeForm matches words that publishing offices of states are called by,
// whose names are longer: "Ministry of Foreign Affairs of the Republic of Arland".
var officeForm = regexp.MustCompile(`\b(?:Office|Ministry|Department|Secretariat|Embassy|Commission|Council|Mission)\b`)

// paperForm matches words that papers and agencies are called by: "Gazette of
// Record" under a headline tells the paper without a byline beside it.
var paperForm = regexp.MustCompile(`\b(?:Gazette|Times|Post|Herald|News|Dispatch|Journal|Tribune|Telegraph|Agency|Wire|Press|Courier|Chronicle|Daily|Observer|Review|Monitor|Ministry|Department)\b`)

// capitals reports whether all words but small ones begin with a capital.
func capitals(fields []string) bool {
	for _, word := range fields {
		r, _ := utf8.DecodeRuneInString(strings.TrimLeft(word, `"'(“‘`))
		if unicode.IsLower(r) && !slices.Contains(small, word) {
			return false
		}
	}
	return true
}

// particles are words inside names of people that are written small.
var particles = []string{"de", "da", "do", "dos", "del", "della", "di", "du", "van", "von", "der", "den", "ter", "ten",
	"al", "el", "bin", "ibn", "bint", "la", "le", "y", "e", "st.", "af", "av", "zu"}

// isBy reports whether words are a byline: "By" and names.
func isBy(words string) bool {
	rest, ok := cutBy(words)
	if !ok || len(words) > 200 {
		return false
	}
	fields := strings.Fields(rest)
	if len(fields) == 0 || len(fields) > 24 || strings.HasSuffix(rest, ".") && len(fields[len(fields)-1]) > 4 {
		return false
	}
	for _, word := range fields {
		r, _ := utf8.DecodeRuneInString(word)
		plain := strings.TrimRight(word, ",")
		if unicode.IsLower(r) && !slices.Contains(particles, plain) && !slices.Contains(small, plain) && !strings.ContainsAny(plain, "'’-") {
			return false
		}
	}
	first, _ := utf8.DecodeRuneInString(fields[0])
	return unicode.IsUpper(first) || slices.Contains(particles, fields[0]) || strings.ContainsAny(fields[0], "'’-")
}

func cutBy(words string) (string, bool) {
	for _, by := range []string{"By ", "BY ", "by "} {
		if rest, ok := strings.CutPrefix(words, by); ok {
			return strings.TrimSpace(rest), true
		}
	}
	return "", false
}

// byline reads "By A and B, The Paper": the names, and the paper after the last
// name. Without an "and" the second of two is the paper.
func byline(words string) (people []string, paper string) {
	if rest, ok := cutBy(words); ok {
		words = rest
	}
	joined := strings.LastIndex(words, " and ")
	tail := words
	if joined >= 0 {
		tail = words[joined:]
	}
	if at := strings.Index(tail, ", "); at >= 0 {
		paper = strings.TrimSpace(tail[at+2:])
		words = words[:len(words)-len(tail)+at]
	}
	if more := strings.LastIndex(paper, ", "); more >= 0 { // "Staff Writer, The Paper"
		paper = paper[more+2:]
	}
	paper = strings.TrimPrefix(strings.TrimPrefix(paper, "Special to "), "for ")
	if staff.MatchString(paper) {
		paper = ""
	}
	return names(words), paper
}

var staff = regexp.MustCompile(`(?i)\b(writers?|correspondents?|reporters?|editors?|contributors?)$`)

// names cuts "A, B and C" into names.
func names(words string) []string {
	var out []string
	for _, part := range strings.Split(strings.ReplaceAll(words, " and ", ", "), ",") {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}
