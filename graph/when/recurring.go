package when

import "strings"

// reference reads the times without a date.
func (c *cursor) reference() (Phrase, bool) {
	for n := 3; n > 0; n-- {
		words := make([]string, n)
		for i := range words {
			words[i] = c.look(i)
		}
		if r, ok := references[strings.Join(words, " ")]; ok {
			c.pos += n
			return Phrase{Form: Reference, timex: r.timex, kind: r.kind, Bare: n == 1}, true
		}
	}
	return Phrase{}, false
}

// set reads what comes again: "every Tuesday", "twice a year", "daily".
func (c *cursor) set() (Phrase, bool) {
	p := Phrase{Form: Set, kind: SetKind}
	if code, ok := setWords[c.peek()]; ok {
		c.pos++
		p.timex, p.Bare = code, true
		return p, true
	}
	if c.takeOne("once", "twice") || c.timesA() {
		if !c.takeOne("a", "an", "each", "every") {
			return Phrase{}, false
		}
		return c.each(p)
	}
	if !c.takeOne("each", "every") {
		return Phrase{}, false
	}
	return c.each(p)
}

// timesA passes over "three times".
func (c *cursor) timesA() bool {
	c2 := *c
	if _, _, ok := c2.number(); ok && c2.take("times") {
		*c = c2
		return true
	}
	return false
}

// each reads what stands behind "every".
func (c *cursor) each(p Phrase) (Phrase, bool) {
	n := 1
	if c.take("other") {
		n = 2
	} else if k, vague, ok := c.number(); ok && !vague {
		n = k
	}
	w := c.peek()
	if u, ok := unitWords[w]; ok && u.code != "WE" {
		p.timex = durationText(n, false, u)
	} else if day, ok := fullWeekdays[w]; ok {
		p.timex = "XXXX-WXX-" + string(rune('1'+day))
	} else if m, ok := monthNames[w]; ok {
		p.timex = "XXXX-" + twoDigits(m)
	} else if code, ok := seasonNames[w]; ok {
		p.timex = "XXXX-" + seasonCodes[code-firstSeason]
	} else if part, ok := dayParts[w]; ok {
		p.timex = "XXXX-XX-XXT" + part
	} else {
		return Phrase{}, false
	}
	c.pos++
	return p, true
}
