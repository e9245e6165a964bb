package when

import "strings"

// clock reads "6 a.m.", "6:30 p.m. EST", "18:30", "noon", "3 o'clock".
func (c *cursor) clock() (string, bool) {
	switch {
	case c.take("noon"), c.take("midday"):
		return "12:00", true
	case c.take("midnight"):
		return "24:00", true
	}
	c2 := *c
	hour, minute, hasMinute := clockFigures(c2.peek())
	if hour < 0 {
		return "", false
	}
	c2.pos++
	switch {
	case c2.take("am"), c2.take("a.m"):
		hour %= 12
	case c2.take("pm"), c2.take("p.m"):
		hour = hour%12 + 12
	case c2.take("o'clock"):
	case hasMinute && !startsWithDigit(c2.peek()):
	default:
		return "", false
	}
	if zones[c2.peek()] {
		c2.pos++
	}
	*c = c2
	return twoDigits(hour) + ":" + twoDigits(minute), true
}

// clockFigures reads "6", "6:30", "6.30"; the hour is -1 if it is none.
func clockFigures(w string) (hour, minute int, hasMinute bool) {
	h, m, hasMinute := strings.Cut(w, ":")
	if len(h) == 0 || len(h) > 2 || !allDigits(h) || number(h) > 24 {
		return -1, 0, false
	}
	if !hasMinute {
		return number(h), 0, false
	}
	if len(m) < 2 || !allDigits(m[:2]) || number(m[:2]) > 59 {
		return -1, 0, false
	}
	return number(h), number(m[:2]), true
}

func twoDigits(n int) string { return string([]byte{byte('0' + n/10%10), byte('0' + n%10)}) }

// BehindClock reports whether a word that can stand behind a time of the day
// belongs to it: a weekday, a zone, a month's name.
func BehindClock(word string) bool {
	w := plain(word)
	return zones[w] || isUpper(word) && (monthNames[w] != 0 || fullWeekdays[w] != 0 || w == "monday")
}

// clockFirst reads a time of day and the day behind it, if it is there: "6:30
// p.m. on Tuesday".
func (c *cursor) clockFirst() (Phrase, bool) {
	clock, ok := c.clock()
	if !ok {
		return Phrase{}, false
	}
	c2 := *c
	if !c2.take(",") {
		c2.take("on")
	}
	if p, ok := c2.dayAndClock(); ok && p.clock == "" {
		p.clock = clock
		*c = c2
		return p, true
	}
	return Phrase{Form: Clock, clock: clock, count: 0, unit: unitWords["day"]}, true
}
