package when

import "strings"

// The codes in the place of the month, EDTF levels 1 and 2.
const (
	firstSeason  = 21 // spring, summer, autumn, winter
	firstNorth   = 25 // the same, of the northern hemisphere
	firstSouth   = 29 // the same, of the southern hemisphere
	firstQuarter = 33
	firstThird   = 37
	firstHalf    = 40
	lastCode     = 41
)

// span is a date as read: the days it may mean.
type span struct {
	first, last Day
	precision   Precision
}

// parse reads a date: one point, or two with a stroke between.
func parse(s string) (span, bool) {
	from, to, interval := strings.Cut(s, "/")
	if !interval {
		return parsePoint(s)
	}
	first, last := span{first: Past}, span{last: Future}
	openFrom, openTo := from == "" || from == "..", to == "" || to == ".."
	ok := !(openFrom && openTo)
	if !openFrom && ok {
		first, ok = parsePoint(from)
	}
	if !openTo && ok {
		last, ok = parsePoint(to)
	}
	if !ok || first.first > last.last {
		return span{}, false
	}
	return span{first.first, last.last, ToInterval}, true
}

// parsePoint reads a year, a month, a season or a day, with the marks of
// uncertainty behind it, or a day and a time of it.
func parsePoint(s string) (span, bool) {
	if day, clock, ok := strings.Cut(s, "T"); ok {
		p, ok := parsePoint(day)
		if !ok || p.precision != ToDay || len(day) != 10 || !isClock(clock) {
			return span{}, false
		}
		return p, true
	}
	if n := len(s); n > 0 && strings.IndexByte("?~%", s[n-1]) >= 0 {
		s = s[:n-1]
	}
	if strings.HasPrefix(s, "Y") {
		return parseLongYear(s[1:])
	}
	era := 1
	if strings.HasPrefix(s, "-") {
		era, s = -1, s[1:]
	}
	year, rest, _ := strings.Cut(s, "-")
	if rest == "" && len(year) != len(s) {
		return span{}, false
	}
	low, high, ok := digits(year, 4, 4)
	if !ok {
		return span{}, false
	}
	if rest == "" {
		return parseYear(low*era, high*era)
	}
	if low != high {
		return span{}, false
	}
	return parseMonth(low*era, rest)
}

// parseYear gives the span of the years between low and high, both of which
// are reached; before the year 0 they come in the other order.
func parseYear(low, high int) (span, bool) {
	p := map[int]Precision{0: ToYear, 9: ToDecade, 99: ToCentury}[high-low]
	if low > high {
		low, high = high, low
		p = map[int]Precision{9: ToDecade, 99: ToCentury}[high-low]
	}
	if p == Unknown {
		p = ToCentury // "1XXX": a millennium
	}
	return span{Of(low, 1, 1), Of(high, 12, 31), p}, true
}

// parseLongYear reads a year of more than four digits: Y-17000.
func parseLongYear(s string) (span, bool) {
	era, digitsOnly := 1, strings.TrimPrefix(s, "-")
	if len(digitsOnly) != len(s) {
		era = -1
	}
	if len(digitsOnly) < 5 || len(digitsOnly) > 9 {
		return span{}, false
	}
	y, high, ok := digits(digitsOnly, 5, 9)
	if !ok || y != high {
		return span{}, false
	}
	return span{Of(y*era, 1, 1), Of(y*era, 12, 31), ToYear}, true
}

// parseMonth reads what follows the year: "05", "05-07", "XX-XX", "33".
func parseMonth(year int, s string) (span, bool) {
	month, day, hasDay := strings.Cut(s, "-")
	wholeYear := span{Of(year, 1, 1), Of(year, 12, 31), ToYear}
	if month == "XX" {
		return wholeYear, !hasDay || day == "XX"
	}
	m, high, ok := digits(month, 2, 2)
	if !ok || m != high {
		return span{}, false
	}
	if m >= firstSeason && !hasDay {
		return parseSeason(year, m)
	}
	if m < 1 || m > 12 {
		return span{}, false
	}
	if !hasDay || day == "XX" {
		return span{Of(year, m, 1), Of(year, m+1, 1) - 1, ToMonth}, true
	}
	d, high, ok := digits(day, 2, 2)
	if !ok || d != high || d < 1 || d > int(Of(year, m+1, 1)-Of(year, m, 1)) {
		return span{}, false
	}
	return span{Of(year, m, d), Of(year, m, d), ToDay}, true
}

// parseSeason gives the months of a code. Seasons are those of the weather and
// of the northern hemisphere: summer is June to August, the winter of a year
// begins in its December.
func parseSeason(year, code int) (span, bool) {
	months := func(first, n int) (span, bool) {
		return span{Of(year, first, 1), Of(year, first+n, 1) - 1, ToSeason}, true
	}
	switch {
	case code < firstNorth:
		return months(3+3*(code-firstSeason), 3)
	case code < firstSouth:
		return months(3+3*(code-firstNorth), 3)
	case code < firstQuarter:
		return months([]int{9, 12, 3, 6}[code-firstSouth], 3)
	case code < firstThird:
		return months(1+3*(code-firstQuarter), 3)
	case code < firstHalf:
		return months(1+4*(code-firstThird), 4)
	case code <= lastCode:
		return months(1+6*(code-firstHalf), 6)
	}
	return span{}, false
}

// digits reads a number of min to max digits, the last of which may be X: the
// least and the greatest number that it may be. Not all may be X.
func digits(s string, min, max int) (low, high int, ok bool) {
	if len(s) < min || len(s) > max || s[0] == 'X' {
		return 0, 0, false
	}
	masked := false
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c == 'X':
			masked = true
			low, high = low*10, high*10+9
		case c >= '0' && c <= '9' && !masked:
			low, high = low*10+int(c-'0'), high*10+int(c-'0')
		default:
			return 0, 0, false
		}
	}
	return low, high, true
}

// isClock checks "10:30", "10:30:00", with "Z", "+02:00" or "+02" behind.
func isClock(s string) bool {
	if i := strings.IndexAny(s, "Z+-"); i >= 0 {
		zone := s[i:]
		if zone != "Z" && !clockDigits(zone[1:], 1, 2) {
			return false
		}
		s = s[:i]
	}
	return clockDigits(s, 2, 3)
}

// clockDigits checks min to max groups of two digits with colons between.
func clockDigits(s string, min, max int) bool {
	groups := strings.Split(s, ":")
	for i, g := range groups {
		n, high, ok := digits(g, 2, 2)
		if !ok || n != high || n > []int{24, 59, 60, 0}[i&3] {
			return false
		}
	}
	return len(groups) >= min && len(groups) <= max
}
