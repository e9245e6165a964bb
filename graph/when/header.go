package when

import (
	"fmt"
	"strings"
	"unicode"
)

// ParseHeader reads the date of a byline, a file's metadata or an HTTP header:
// "May 07, 2013", "7 May 2013", "Friday, August 21, 2015", "2013-05-07",
// "20130507", "2013-05-07T12:00:00Z", "Tue, 07 May 2013 10:00:00 GMT",
// "Published: May 7, 2013 at 5:30 p.m. EDT", "May 2013". A time of day is left
// out, and the day is the one that is written, whatever the zone. Figures alone
// count as year, month, day; "21/08/2015" is read when only one order is
// possible and "07/05/2013" is an error. Other errors too wrap ErrDate.
func ParseHeader(s string) (Date, error) {
	fail := fmt.Errorf("parse header date %q: %w", cut(s, 60), ErrDate)
	if len(s) > 200 {
		return "", fail
	}
	s = strings.TrimSpace(s)
	if d, ok := parseISO(s); ok {
		return d, nil
	}
	h := header{}
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",;()|", r) }) {
		if !h.take(plain(w)) {
			return "", fail
		}
	}
	if d, ok := h.date(); ok {
		return d, nil
	}
	return "", fail
}

// parseISO reads a date of figures with the year first, and whatever a time
// after it is.
func parseISO(s string) (Date, bool) {
	if len(s) == 8 && allDigits(s) {
		s = s[:4] + "-" + s[4:6] + "-" + s[6:]
	}
	if len(s) >= 10 && allDigits(s[:4]) && (s[4] == '/' || s[4] == '.') && s[7] == s[4] {
		s = s[:4] + "-" + s[5:7] + "-" + s[8:]
	}
	if len(s) > 10 && (s[10] == 'T' || s[10] == ' ' || s[10] == 't') {
		if !strings.ContainsAny(s[11:], "0123456789") || strings.ContainsFunc(s[11:], isNoClock) {
			return "", false
		}
		s = s[:10]
	}
	d, err := Parse(s)
	return d, err == nil && d != "" && d.Precision() >= ToMonth && !strings.ContainsAny(s, "XT?~%")
}

func isNoClock(r rune) bool { return !strings.ContainsRune("0123456789:.,+-ZzUTCGM ", r) }

// header gathers the parts of a date from words.
type header struct{ year, month, day int }

// take reads one word; false if it does not belong to a date.
func (h *header) take(w string) bool {
	w = strings.TrimRight(w, ".:")
	if m, ok := monthNames[w]; ok && h.month == 0 {
		h.month = m
		return true
	}
	if _, ok := weekdayNames[w]; ok || headerWords[w] || zones[w] || w == "" || strings.Contains(w, ":") && startsWithDigit(w) {
		return true
	}
	if n, ok := dayNumber(w); ok && h.day == 0 {
		h.day = n
		return true
	}
	if len(w) == 4 && allDigits(w) && h.year == 0 {
		h.year = number(w)
		return true
	}
	if strings.HasPrefix(w, "+") || strings.HasPrefix(w, "-") && allDigits(w[1:]) {
		return true
	}
	return h.takeFigures(w)
}

// headerWords stand around a date.
var headerWords = map[string]bool{
	"published": true, "posted": true, "updated": true, "on": true, "at": true, "date": true, "the": true,
	"of": true, "am": true, "pm": true, "last": true, "first": true, "first-published": true, "-": true,
	"–": true, "—": true, "local": true, "time": true,
}

// takeFigures reads "21/08/2015", "8/21/2015" and "21.08.2015", "07-May-2013".
func (h *header) takeFigures(w string) bool {
	parts := strings.FieldsFunc(w, func(r rune) bool { return r == '/' || r == '.' || r == '-' })
	if len(parts) != 3 || h.year+h.month+h.day != 0 || len(parts[2]) != 4 || !allDigits(parts[2]) {
		return false
	}
	h.year = number(parts[2])
	if m, ok := monthNames[parts[1]]; ok && allDigits(parts[0]) {
		h.day, h.month = number(parts[0]), m
		return true
	}
	if !allDigits(parts[0]) || !allDigits(parts[1]) {
		return false
	}
	a, b := number(parts[0]), number(parts[1])
	switch {
	case a > 12 || a == b:
		h.day, h.month = a, b
	case b > 12:
		h.day, h.month = b, a
	default:
		return false
	}
	return true
}

// date puts the parts together.
func (h *header) date() (Date, bool) {
	if h.year == 0 || h.month == 0 {
		return "", false
	}
	text := fmt.Sprintf("%04d-%02d", h.year, h.month)
	if h.day != 0 {
		text += fmt.Sprintf("-%02d", h.day)
	}
	d, err := Parse(text)
	return d, err == nil
}

// dayNumber reads "7", "07", "7th", "21st".
func dayNumber(w string) (int, bool) {
	for _, suffix := range []string{"st", "nd", "rd", "th"} {
		w = strings.TrimSuffix(w, suffix)
	}
	if len(w) == 0 || len(w) > 2 || !allDigits(w) {
		return 0, false
	}
	n := number(w)
	return n, n >= 1 && n <= 31
}

func allDigits(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

func startsWithDigit(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }

// number reads digits; commas between them are passed over. Past nine digits
// the number is as good as endless.
func number(s string) int {
	n := 0
	for i := 0; i < len(s); i++ {
		if s[i] >= '0' && s[i] <= '9' {
			n = min(n*10+int(s[i]-'0'), 1<<30)
		}
	}
	return n
}

func cut(s string, n int) string { return s[:min(n, len(s))] }
