package when

import "strings"

// counted reads a length of time, and a place in the calendar when a direction
// stands behind it: "two years", "the past two years", "two years ago".
func (c *cursor) counted() (Phrase, bool) {
	p := Phrase{Form: Duration, kind: DurationKind}
	c.take("the")
	c.about()
	if c.take("latest") {
		c.about()
	} else if c2 := *c; c2.peek() == "year" && len(c2.atoms) > c2.pos+2 {
		if _, ok := c2.yearAgo(); ok {
			*c = c2 // "the year-earlier nine months"
		}
	}
	if _, ok := whichWords[c.peek()]; ok {
		c.pos++
		c.about()
	} else if c.takeOne("first", "final", "following", "entire", "whole", "full") {
		p.vague = false
	}
	c.about()
	half := c.take("half", "a") || c.take("half", "an")
	n, vague, ok := c.number()
	if half {
		n, ok = 1, true
	}
	if !ok {
		n, vague = 0, true
	}
	p.half = c.halfMore()
	c.rangeEnd(n)
	c.hyphen()
	c.takeOne("full", "whole", "consecutive", "straight", "long", "more", "calendar", "business", "or", "so", "short")
	u, isUnit := unitWords[c.peek()]
	if !isUnit || !ok && !u.plural {
		return Phrase{}, false
	}
	c.pos++
	p.count, p.vague, p.unit, p.Bare = n, vague, u, !ok
	c.lengthBehind(&p)
	c.direction(&p)
	if half {
		p.timex = map[string]string{"TH": "PT30M", "Y": "P6M", "E": "P5Y", "C": "P50Y"}[u.code]
	}
	return p, true
}

// about passes over the words that leave a number as it is.
func (c *cursor) about() {
	for {
		if c.peek() == "no" && c.look(1) != "later" && moreThan[c.look(1)] != "" {
			c.pos++
		}
		w := c.peek()
		if second, ok := moreThan[w]; ok && c.look(1) == second {
			c.pos += 2
			c.take("as")
			continue
		}
		if !aboutWords[w] {
			return
		}
		c.pos++
	}
}

// halfMore reads "1/2" and "and a half" behind a number.
func (c *cursor) halfMore() bool { return c.take("1/2") || c.take("½") || c.take("and", "a", "half") }

// rangeEnd passes over the second number of "two to three weeks".
func (c *cursor) rangeEnd(n int) {
	c2 := *c
	if !c2.takeOne("to", "or", "-") {
		return
	}
	if m, vague, ok := c2.number(); ok && !vague && m > n && n > 0 {
		*c = c2
	}
}

// halfText is what half a unit more adds to a length in TIMEX3.
func (p Phrase) halfText() string {
	if !p.half || p.vague {
		return ""
	}
	return map[string]string{"Y": "6M", "D": "T12H", "TH": "30M", "TM": "30S"}[p.unit.code]
}

// lengthBehind reads "-long" and "and a half".
func (c *cursor) lengthBehind(p *Phrase) {
	c2 := *c
	c2.hyphen()
	if c2.take("and", "a", "half") {
		p.half = true
		*c = c2
	} else if c2.take("or", "two") {
		*c = c2
	} else if c2.take("long") || c2.take("or", "so") || c2.take("or", "more") {
		*c = c2
	}
}

// direction reads "ago", "later", "from now" and makes a place of a length.
func (c *cursor) direction(p *Phrase) {
	clock := strings.HasPrefix(p.unit.code, "T")
	sign, previous := 0, false
	switch {
	case c.take("ago"):
		sign = -1
	case c.take("from", "now"), c.take("from", "today"), c.take("hence"):
		sign = 1
	case c.takeOne("earlier", "before", "previously"):
		sign, previous = -1, true
	case c.takeOne("later", "afterward", "afterwards"):
		sign, previous = 1, true
	default:
		return
	}
	p.Bare = false
	if p.vague || clock && p.count > 24 {
		p.Form, p.kind = Reference, DateKind
		p.timex = map[int]string{-1: "PAST_REF", 1: "FUTURE_REF"}[sign]
		return
	}
	p.Form, p.kind, p.FromPrevious = Shift, DateKind, previous
	p.count *= sign
	switch p.unit.code {
	case "TH", "TM", "TS":
		p.count, p.unit = 0, unitWords["day"]
	case "2W":
		p.count, p.unit = 2*p.count, unitWords["week"]
	case "L":
		p.count, p.unit = 10*p.count, unitWords["century"]
	}
}
