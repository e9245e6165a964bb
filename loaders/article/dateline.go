package article

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/graph/when"
)

// sent is what a dateline tells: "GENEVA, June 30 (Continental Wire) — ".
type sent struct {
	place  string // "Geneva"
	agency string // "Continental Wire"
	month  int    // 6, 0 when no day is given
	day    int
	size   int // bytes with the dash and the space after it
}

var (
	datelineDash = regexp.MustCompile(`\s*(—|–|--|\s-)\s*`)
	datelineForm = regexp.MustCompile(`^([\p{Lu}][\p{L}\p{M}.'’\-/ ]*?)((?:, [\p{L}.'’\- ]+?){0,3})` +
		`(?:,? (` + monthForm + `)\.? (\d{1,2})|, (\d{1,2}) (` + monthForm + `))?(?:,? \d{4})?,?(?: ?[(\[]([^()\[\]]{2,40})[)\]])?:?$`)
	notPlaces = []string{"breaking", "update", "live", "note", "exclusive", "analysis", "opinion", "video", "watch", "question", "answer"}
)

// datelineSize is the length in bytes up to which a dateline is looked for.
const datelineSize = 110

// parseDateline reads the dateline at the start of a paragraph. A place in
// capitals makes one; in small letters only with an agency or a day beside it,
// for "Russia — which ..." begins a sentence.
func parseDateline(words string) (sent, bool) {
	dash := datelineDash.FindStringIndex(words[:min(len(words), datelineSize)])
	if dash == nil || dash[0] == 0 {
		return sent{}, false
	}
	next, _ := utf8.DecodeRuneInString(words[dash[1]:])
	if unicode.IsLower(next) || dash[1] == len(words) {
		return sent{}, false
	}
	m := datelineForm.FindStringSubmatch(words[:dash[0]])
	if m == nil || slices.Contains(notPlaces, strings.ToLower(m[1])) {
		return sent{}, false
	}
	s := sent{place: titleCase(strings.TrimSpace(m[1])), agency: m[7], size: dash[1]}
	if m[3] != "" {
		s.month, s.day = monthOf(m[3]), number(m[4])
	} else if m[6] != "" {
		s.month, s.day = monthOf(m[6]), number(m[5])
	}
	if !shouted(m[1]) && s.agency == "" && s.month == 0 || len(m[1]) > 40 {
		return sent{}, false
	}
	return s, true
}

// dateline marks the dateline of the paragraph [start, end), if it has one, and
// returns where its words begin.
func (p *page) dateline(start, end int) int {
	if day, n, ok := dayAt(p.Text[start:end]); ok && weekday(p.Text[start:end]) && strings.HasPrefix(p.Text[start+n:end], " ") {
		// "Thursday, May 7, 2015 On Tuesday, the government ...": a day that lost its line.
		if p.Published == "" {
			p.Published = day
		}
		p.Parts = append(p.Parts, Part{Byline, start, start + n})
		start += n + 1
	}
	s, ok := parseDateline(p.Text[start:end])
	if !ok {
		return start
	}
	if p.Dateline == "" {
		p.Dateline = s.place
	}
	p.setPublisher(s.agency)
	mark := start + len(strings.TrimRightFunc(p.Text[start:start+s.size], unicode.IsSpace))
	p.Parts = append(p.Parts, Part{Dateline, start, mark})
	return start + s.size
}

// shouted reports whether a place is written in capitals.
func shouted(place string) bool {
	letters := 0
	for _, r := range place {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsLetter(r) {
			letters++
		}
	}
	return letters > 1
}

// titleCase writes a place in capitals as a reader would: "RIO DE JANEIRO" is
// "Rio de Janeiro". Other words stay as they are.
func titleCase(place string) string {
	if !shouted(place) {
		return place
	}
	var b strings.Builder
	for i, word := range strings.Fields(strings.ToLower(place)) {
		if i > 0 {
			b.WriteByte(' ')
		}
		if i > 0 && (slices.Contains(small, word) || slices.Contains(particles[:6], word)) {
			b.WriteString(word)
			continue
		}
		up := true
		for _, r := range word {
			if up {
				r = unicode.ToUpper(r)
			}
			b.WriteRune(r)
			up = !unicode.IsLetter(r) && !unicode.IsMark(r)
		}
	}
	return b.String()
}

const monthForm = `Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?`

var (
	isoDay    = regexp.MustCompile(`^(\d{4})[-/](\d{1,2})[-/](\d{1,2})`)
	usDay     = regexp.MustCompile(`^(?i:` + weekForm + `,? )?(?i:(` + monthForm + `))\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b`)
	otherDay  = regexp.MustCompile(`^(?i:` + weekForm + `,? )?(\d{1,2})(?:st|nd|rd|th)?(?: of)? (?i:(` + monthForm + `))\.?,? (\d{4})\b`)
	weekStart = regexp.MustCompile(`^(?i:` + weekForm + `),? `)
)

const weekForm = `(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?`

// weekday reports whether words begin with a day of the week.
func weekday(words string) bool { return weekStart.MatchString(words) }

// dayAt reads the day at the start of words: "2013-05-07", "May 07, 2013",
// "Tuesday, 7 May 2013". It returns the day and its length in bytes.
func dayAt(words string) (when.Date, int, bool) {
	year, month, day, size := 0, 0, 0, 0
	if m := isoDay.FindStringSubmatch(words); m != nil {
		year, month, day, size = number(m[1]), number(m[2]), number(m[3]), len(m[0])
	} else if m := usDay.FindStringSubmatch(words); m != nil {
		year, month, day, size = number(m[3]), monthOf(m[1]), number(m[2]), len(m[0])
	} else if m := otherDay.FindStringSubmatch(words); m != nil {
		year, month, day, size = number(m[3]), monthOf(m[2]), number(m[1]), len(m[0])
	}
	if year < 1000 || month < 1 || month > 12 || day < 1 || day > monthDays(year, month) {
		return "", 0, false
	}
	return when.Date(pad(year, 4) + "-" + pad(month, 2) + "-" + pad(day, 2)), size, true
}

// monthDays returns the days of a month of the Gregorian calendar.
func monthDays(year, month int) int {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

// monthOf returns 1 to 12 for a month's name or the first letters of it.
func monthOf(name string) int {
	months := []string{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}
	if len(name) < 3 {
		return 0
	}
	return slices.Index(months, strings.ToLower(name[:3])) + 1
}

// number reads a decimal number of digits alone.
func number(digits string) int {
	n := 0
	for _, c := range digits {
		n = n*10 + int(c-'0')
	}
	return n
}

// pad writes n with zeros in front.
func pad(n, width int) string {
	s := ""
	for ; n > 0 || len(s) < width; n /= 10 {
		s = string(rune('0'+n%10)) + s
	}
	return s
}
