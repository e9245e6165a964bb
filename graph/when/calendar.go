package when

import "strings"

// calendar reads "May 7, 2013", "June", "mid-April", "7 May", "last June",
// "June of last year", "1998".
func (c *cursor) calendar() (Phrase, bool) {
	if p, ok := c.figures(); ok {
		return p, true
	}
	if p, ok := c.feast(); ok {
		return p, true
	}
	c2 := *c
	c2.modifiers()
	if c2.take("year") && c2.take("two", "thousand") {
		*c = c2
		return Phrase{Form: Calendar, year: 2000}, true
	}
	_ = c2.takeOne("fiscal", "calendar") && c2.take("year")
	if y, ok := c2.yearNumber(); ok && !isFraction(c2.peek()) {
		bare := c2.pos == c.pos+1
		*c = c2
		return Phrase{Form: Calendar, year: y, Bare: bare}, true
	}
	if p, ok := c2.dayMonth(); ok {
		*c = c2
		return p, true
	}
	which, hasWhich := c2.which()
	p, ok := c2.monthDay()
	if !ok {
		return Phrase{}, false
	}
	if hasWhich && p.Form == InYear {
		p.which, p.hasWhich, p.Bare = which, true, false
	}
	p.Bare = p.Bare && c2.pos == c.pos+1
	*c = c2
	return p, true
}

// isFraction tells that the number before is no year.
func isFraction(next string) bool {
	return next == "percent" || next == "%" || next == "million" || next == "billion"
}

// modifiers passes over "the", "early", "late", "mid", which do not change the
// stretch of the calendar that is named.
func (c *cursor) modifiers() {
	c.take("the")
	if partWords[c.peek()] {
		c.pos++
		c.hyphen()
		_ = c.take("in", "the") || c.take("in") || c.take("of")
		c.take("the")
	}
}

// which reads "last", "this", "next" and their kind.
func (c *cursor) which() (int, bool) {
	n, ok := whichWords[c.peek()]
	if !ok {
		return 0, false
	}
	c.pos++
	if n == 0 {
		if next, both := whichWords[c.peek()]; both { // "this past Friday"
			c.pos++
			n = next
		}
	}
	return n, true
}

// figures reads "2013-05-07" and, in the American order, "11/02/89".
func (c *cursor) figures() (Phrase, bool) {
	w := c.peek()
	if len(w) < 6 || len(w) > 10 || !startsWithDigit(w) {
		return Phrase{}, false
	}
	parts := strings.FieldsFunc(w, func(r rune) bool { return r == '-' || r == '/' })
	if len(parts) != 3 || !allDigits(parts[0]) || !allDigits(parts[1]) || !allDigits(parts[2]) {
		return Phrase{}, false
	}
	y, m, d := number(parts[2]), number(parts[0]), number(parts[1])
	if len(parts[0]) == 4 {
		y, m, d = number(parts[0]), number(parts[1]), number(parts[2])
	} else if len(parts[2]) == 2 {
		y += 1900 + 100*b2i(y < 40)
	}
	if m > 12 && d <= 12 {
		m, d = d, m
	}
	if _, ok := parse(string(dateText(y, m, d))); !ok || y < 1000 {
		return Phrase{}, false
	}
	c.pos++
	return Phrase{Form: Calendar, year: y, month: m, day: d}, true
}

// month reads a month's name, with a capital.
func (c *cursor) month() (int, bool) {
	m, ok := monthNames[c.peek()]
	if !ok || !c.atoms[c.pos].upper {
		return 0, false
	}
	abbreviated := len(c.peek()) <= 4
	c.pos++
	if abbreviated && c.peek() == "." && startsWithDigit(c.look(1)) {
		c.pos++
	}
	return m, true
}

// monthDay reads a month and what stands behind it: a day or days, a year.
func (c *cursor) monthDay() (Phrase, bool) {
	m, ok := c.month()
	if !ok {
		return Phrase{}, false
	}
	p := Phrase{Form: InYear, month: m, Bare: true}
	if n, ok := dayNumber(c.peek()); ok && !isClockNext(c.look(1)) {
		c.pos++
		p.day, p.Bare = n, false
		c.endDay(&p)
	} else if n, ok := ordinalWords[c.peek()]; ok { // "March eighth"
		c.pos++
		p.day, p.Bare = n, false
	}
	c.yearBehind(&p)
	return p, true
}

func isClockNext(w string) bool {
	return w == "am" || w == "pm" || w == "o'clock" || w == "percent" || w == "%"
}

// endDay reads the second day of "May 4-5", "May 4 to 7" and "May 4 and 5".
func (c *cursor) endDay(p *Phrase) {
	c2 := *c
	and := c2.take("and")
	if and || c2.take("to") || c2.take("through") {
		if n, ok := dayNumber(c2.peek()); ok && (n == p.day+1 || n > p.day && !and) && !isClockNext(c2.look(1)) && monthNames[c2.look(1)] == 0 {
			c2.pos++
			p.endDay = n
			*c = c2
		}
		return
	}
	sameWord := !c2.atoms[c2.pos-1].end
	if !sameWord && c2.peek() != "-" && c2.peek() != "–" {
		return
	}
	c2.hyphen()
	if n, ok := dayNumber(c2.peek()); ok && n > p.day {
		c2.pos++
		p.endDay = n
		*c = c2
	}
}

// yearBehind reads the year of a month: ", 2013", "of 1998", "last year".
func (c *cursor) yearBehind(p *Phrase) {
	c2 := *c
	comma := c2.take(",")
	if !comma && !c2.take("of") {
		c2.take("in")
	}
	if y, ok := c2.yearNumber(); ok && (p.day != 0 || !comma || c2.peek() == ",") {
		p.Form, p.year, p.Bare = Calendar, y, false
		*c = c2
		return
	}
	c2 = *c
	c2.take("of")
	if which, ok := c2.which(); ok && c2.take("year") {
		p.which, p.unit, p.count, p.Bare = which, unitWords["year"], 1, false
		*c = c2
	}
}

// dayMonth reads "7 May 2013", "the 7th of May", "the second of May".
func (c *cursor) dayMonth() (Phrase, bool) {
	c2 := *c
	d, ok := c2.ordinal()
	if !ok {
		if d, ok = dayNumber(c2.peek()); !ok {
			return Phrase{}, false
		}
		c2.pos++
	}
	c2.take("of")
	m, ok := c2.month()
	if !ok || d > 31 {
		return Phrase{}, false
	}
	p := Phrase{Form: InYear, month: m, day: d}
	if _, another := dayNumber(c2.peek()); another {
		return Phrase{}, false // "18 May 7": the number is not the month's
	}
	c2.yearBehind(&p)
	*c = c2
	return p, true
}

// namedDay reads "today", "late yesterday", "last Tuesday", "the following
// Monday", "Friday, August 21, 2015", "Monday of last week".
func (c *cursor) namedDay() (Phrase, bool) {
	c2 := *c
	c2.modifiers()
	if n, ok := map[string]int{"today": 0, "yesterday": -1, "tomorrow": 1, "tonight": 0}[c2.peek()]; ok {
		p := Phrase{Form: Shift, count: n, unit: unitWords["day"]}
		if c2.take("tonight") {
			p.part = "NI"
		} else {
			c2.pos++
		}
		*c = c2
		return p, true
	}
	p := Phrase{Form: Weekday, Bare: c2.pos == c.pos}
	if c2.takeOne("following", "previous") {
		p.FromPrevious = true
		p.which, p.hasWhich = 1, true
		if c2.atoms[c2.pos-1].text == "previous" {
			p.which = -1
		}
	} else {
		p.which, p.hasWhich = c2.which()
	}
	day, ok := fullWeekdays[c2.peek()]
	if !ok || !c2.atoms[c2.pos].upper || strings.HasSuffix(c2.peek(), "days") {
		return Phrase{}, false
	}
	c2.pos++
	p.weekday = day
	*c = c2
	c.dayBehind(&p)
	return p, true
}

// dayBehind reads what stands behind a weekday: its date, or its week.
func (c *cursor) dayBehind(p *Phrase) {
	c2 := *c
	c2.take(",")
	c2.take("the")
	date, ok := c2.dayMonth()
	if !ok {
		date, ok = c2.monthDay()
	}
	if ok && date.day != 0 {
		*p = date
		*c = c2
		return
	}
	c2 = *c
	c2.take("of")
	if which, ok := c2.which(); ok && c2.take("week") && !p.hasWhich {
		p.which, p.hasWhich, p.count, p.unit = which, true, 1, unitWords["week"]
		*c = c2
	}
}

// dayAndClock reads a day with a part of it or a time on it: "Tuesday night",
// "tomorrow at 6 p.m.".
func (c *cursor) dayAndClock() (Phrase, bool) {
	p, ok := c.namedDay()
	if !ok {
		if p, ok = c.calendar(); !ok || p.day == 0 {
			return Phrase{}, false
		}
	}
	c.partOfDay(&p)
	return p, true
}

// partOfDay reads "morning", "in the evening", "at 6 p.m." behind a day.
func (c *cursor) partOfDay(p *Phrase) {
	c2 := *c
	c2.take("in", "the")
	if partWords[c2.peek()] {
		c2.pos++
		c2.hyphen()
	}
	if part, ok := dayParts[c2.peek()]; ok {
		c2.pos++
		p.part = part
		*c = c2
		c2.take(",")
	}
	if !c2.take("at") {
		c2.take(",")
	}
	if clock, ok := c2.clock(); ok {
		p.clock = clock
		*c = c2
	}
}
