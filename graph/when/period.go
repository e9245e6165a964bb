package when

import "strings"

// period reads the quarter that a text tells of: "the quarter", "the latest
// period", "the year-ago quarter", "the comparable period last year", "the 1988
// quarter". What it means is told by the quarter that was named before.
func (c *cursor) period() (Phrase, bool) {
	p := Phrase{Form: Period, unit: unitWords["quarter"]}
	the := c.takeOne("the", "that")
	latest := c.take("latest")
	told := latest || c.takeOne("comparable", "corresponding", "same", "recent", "similar") || c.take("most", "recent")
	if n, ok := c.yearAgo(); ok {
		p.count, told = n, true
	} else if y, ok := c.yearNumber(); ok {
		p.year, told = y, true
	}
	c.take("fiscal")
	quarter := c.take("quarter")
	if !quarter && (!told || !c.take("period")) || !the && p.count == 0 && p.year == 0 {
		return Phrase{}, false
	}
	c2 := *c
	if n, ok := c2.yearAgo(); ok && p.count == 0 && p.year == 0 {
		p.count = n
		*c = c2
	} else if c2.take("of"); p.year == 0 {
		if y, ok := c2.yearNumber(); ok {
			p.year = y
			*c = c2
		}
	}
	p.vague = !quarter && !latest
	return p, true
}

// yearAgo reads "year-ago", "a year earlier", "last year".
func (c *cursor) yearAgo() (int, bool) {
	c2 := *c
	c2.take("a")
	if c2.take("last", "year") || c2.take("prior", "year") || c2.take("previous", "year") {
		*c = c2
		return -1, true
	}
	if !c2.take("year") {
		return 0, false
	}
	c2.hyphen()
	if !c2.takeOne("ago", "earlier", "before") {
		return 0, false
	}
	*c = c2
	return -1, true
}

// yearAgoAlone reads "year-earlier" in front of what it describes.
func (c *cursor) yearAgoAlone() (Phrase, bool) {
	if c.peek() != "year" {
		return Phrase{}, false
	}
	n, ok := c.yearAgo()
	return Phrase{Form: Shift, unit: unitWords["year"], count: n, FromPrevious: true}, ok
}

// ofPeriod finds the quarter that a Period means.
func (p Phrase) ofPeriod(in Context) Reading {
	base := in.Quarter
	if base == "" {
		if p.vague {
			return p.reading("", "") // a period of unknown length
		}
		today, ok := anchorDay(in.Anchor, ToMonth)
		if !ok {
			return p.reading("", "")
		}
		base = today.Add(-1, Quarters).As(ToSeason) // the last that is over
	}
	if p.year != 0 {
		return p.reading(Date(yearText(p.year))+base[strings.LastIndexByte(string(base), '-'):], base)
	}
	return p.reading(shiftYears(base, p.count), base)
}

// shiftYears moves a quarter, a season or a half by whole years.
func shiftYears(d Date, n int) Date {
	s, ok := parse(string(d))
	if !ok || len(d) != len("2013-33") {
		return ""
	}
	year, _, _ := s.first.Date()
	return Date(yearText(year+n)) + d[4:]
}

// IsQuarter reports whether d is a quarter of a year or a half of one.
func (d Date) IsQuarter() bool {
	if len(d) != len("2013-33") || d.Precision() != ToSeason {
		return false
	}
	return d[5:] >= "33"
}

// IsPast reports whether the phrase names a quarter only to compare with it:
// "the year-ago quarter", "last year's third quarter", "the 1988 period".
func (p Phrase) IsPast() bool {
	return p.count < 0 || p.which < 0 || p.Form == Period && p.year != 0
}

// wholeYear reads "the year", "the full fiscal year", "earlier in the year".
func (c *cursor) wholeYear() (Phrase, bool) {
	_ = c.takeOne("earlier", "later", "early", "late") && c.take("in")
	if !c.take("the") {
		return Phrase{}, false
	}
	start := c.pos
	c.take("full")
	c.takeOne("fiscal", "calendar")
	p := Phrase{Form: WholeYear, unit: unitWords["year"], Bare: c.pos == start}
	if !c.take("year") || c.peek() == "-" || c.peek() == "'s" || !c.atWordEnd() {
		return Phrase{}, false
	}
	if w := c.peek(); w == "ended" || w == "ending" || w == "to" {
		p.Form, p.kind, p.count = Duration, DurationKind, 1
	}
	return p, true
}
