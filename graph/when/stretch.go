package when

import "strings"

// boundary reads a part of a stretch: "the end of the month", "the beginning
// of 1998". It is kept as the stretch.
func (c *cursor) boundary() (Phrase, bool) {
	c.take("the")
	if p, ok := c.yearEnd(); ok {
		return p, true
	}
	if c.takeOne("late", "early", "very") {
		c.take("or")
	}
	if !boundaryWords[c.peek()] {
		return Phrase{}, false
	}
	c.pos++
	if !c.take("of") {
		return Phrase{}, false
	}
	c2 := *c
	c2.take("the")
	if u, ok := unitWords[c2.peek()]; ok && !u.plural && c2.pos > c.pos && u.unit > Days {
		c2.pos++
		if c2.peek() != "of" {
			*c = c2
			return Phrase{Form: Shift, unit: u}, true
		}
	}
	for _, rule := range []func(*cursor) (Phrase, bool){
		(*cursor).quarter, (*cursor).season, (*cursor).decade, (*cursor).century, (*cursor).whichUnit,
		(*cursor).dayAndClock, (*cursor).calendar,
	} {
		c2 := *c
		if p, ok := rule(&c2); ok {
			p.Bare = false
			*c = c2
			return p, true
		}
	}
	return Phrase{}, false
}

// weekOf reads "the week of March 6".
func (c *cursor) weekOf() (Phrase, bool) {
	c.take("the")
	if !c.take("week", "of") {
		return Phrase{}, false
	}
	p, ok := c.dayAndClock()
	p.week, p.clock, p.part = true, "", ""
	return p, ok && (p.day != 0 || p.Form == Weekday)
}

// yearEnd reads "year-end", "the year's end".
func (c *cursor) yearEnd() (Phrase, bool) {
	c2 := *c
	u := unitWords[c2.peek()]
	if c2.takeOne("year", "month", "quarter") {
		c2.take("'s")
		c2.hyphen()
		if c2.take("end") {
			*c = c2
			return Phrase{Form: Shift, unit: u}, true
		}
	}
	return Phrase{}, false
}

// weekend reads "the weekend", "last weekend", "the past weekend".
func (c *cursor) weekend() (Phrase, bool) {
	c.modifiers()
	p := Phrase{Form: Weekend}
	p.which, p.hasWhich = c.which()
	if c.takeOne("following", "previous") {
		p.FromPrevious = true
	}
	if !c.take("weekend") && !c.take("week", "end") {
		return Phrase{}, false
	}
	return p, true
}

// whichUnit reads "last week", "earlier this month", "the previous day", "that
// day", "the same year", "this morning", "last night".
func (c *cursor) whichUnit() (Phrase, bool) {
	start := c.pos
	c.modifiers()
	definite := c.pos > start
	p := Phrase{Form: Shift}
	if which, ok := c.which(); ok {
		word := c.atoms[c.pos-1].text
		p.count, p.named = which, true
		p.FromPrevious = word == "previous" || definite && word == "next" && c.peek() != "year"
	} else if c.takeOne("following") {
		p.count, p.FromPrevious = 1, true
	} else if c.take("that", "same") || c.take("this", "same") || c.takeOne("that", "same") {
		p.FromPrevious = true
	} else {
		return Phrase{}, false
	}
	if part, ok := dayParts[c.peek()]; ok {
		c.pos++
		p.part, p.unit = part, unitWords["day"]
		return p, true
	}
	if c.look(1) == "year" {
		c.takeOne("fiscal", "calendar", "full")
	}
	u, ok := unitWords[c.peek()]
	if !ok || u.plural || strings.HasPrefix(u.code, "T") || u.code == "WE" || u.code == "2W" {
		return Phrase{}, false
	}
	c.pos++
	p.unit = u
	if c.atoms[c.pos-2].text == "past" && u.unit >= Decades {
		return Phrase{Form: Duration, kind: DurationKind, count: 1, unit: u}, true // "over the past decade"
	}
	if u.code == "D" && !p.FromPrevious {
		p.FromPrevious = true // "next day" tells a story; from one's own day it is tomorrow
	}
	if u.unit == Days {
		c.partOfDay(&p)
	}
	return p, true
}

// quarter reads "the third quarter", "the first half of 1998", "this year's
// fourth quarter", "the 1988 third quarter".
func (c *cursor) quarter() (Phrase, bool) {
	p := Phrase{Form: Season}
	c.modifiers()
	c.fiscal()
	if n, ok := c.yearAgo(); ok {
		p.which, p.unit, p.count = n, unitWords["year"], 1
	} else if y, ok := c.yearNumber(); ok {
		p.year = y
		c.take("'s")
	} else if c.peek() == "last" && c.look(1) == "half" {
	} else if which, ok := c.which(); ok && (c.take("year", "'s") || c.take("year's") || c.take("year")) {
		p.which, p.unit, p.count = which, unitWords["year"], 1
	} else if ok {
		return Phrase{}, false
	}
	c.fiscal()
	n, ok := c.ordinal()
	if !ok {
		if n = 2; !(c.takeOne("last", "latter") && c.peek() == "half") {
			return Phrase{}, false
		}
	}
	c.hyphen()
	c.take("fiscal")
	switch {
	case c.take("quarter") && n <= 4:
		p.month = firstQuarter + n - 1
	case c.take("half") && n <= 2:
		p.month = firstHalf + n - 1
	default:
		return Phrase{}, false
	}
	if p.year == 0 && p.unit.code == "" {
		c.yearBehind(&p)
		p.Form = Season
	}
	return p, true
}

// fiscal passes over "fiscal" and its hyphen.
func (c *cursor) fiscal() {
	if c.takeOne("fiscal") {
		c.hyphen()
	}
}

// season reads "last summer", "the summer of 1998", "spring 2013".
func (c *cursor) season() (Phrase, bool) {
	start := c.pos
	c.modifiers()
	p := Phrase{Form: Season}
	p.which, p.hasWhich = c.which()
	code, ok := seasonNames[c.peek()]
	if !ok {
		return Phrase{}, false
	}
	c.pos++
	p.month = code
	p.Bare = c.pos == start+1
	if !p.hasWhich {
		c.yearBehind(&p)
		p.Form = Season
	}
	return p, true
}

// decade reads "the 1990s", "the late nineties", "the mid-80s", "the 1930's".
func (c *cursor) decade() (Phrase, bool) {
	start := c.pos
	c.modifiers()
	if w := c.peek(); c.pos > start && len(w) == 4 && w[3] == '0' && allDigits(w) && w > "1500" && c.look(1) == "'s" {
		c.pos += 2
		return Phrase{Form: Decade, year: number(w)}, true
	}
	w := strings.TrimPrefix(c.peek(), "'")
	p := Phrase{Form: Decade}
	if n, ok := decadeWords[w]; ok {
		p.year = 1900 + n
	} else if digits := strings.TrimSuffix(strings.TrimSuffix(w, "s"), "'"); len(digits) == 4 && len(w) > 4 && allDigits(digits) && w[3] == '0' {
		p.year = number(digits)
	} else {
		return Phrase{}, false
	}
	c.pos++
	return p, true
}

// century reads "the 20th century".
func (c *cursor) century() (Phrase, bool) {
	c.modifiers()
	n, ok := c.ordinal()
	c.hyphen()
	if !ok || !c.take("century") || n < 1 || n > 99 {
		return Phrase{}, false
	}
	return Phrase{Form: Century, year: (n - 1) * 100}, true
}
