package when

import (
	"cmp"
	"slices"
	"strings"
)

// reference reads the times without a date.
func (c *cursor) reference() (Phrase, bool) {
	for _, words := range referencesByWord[c.peek()] {
		if c.take(words...) {
			r := references[strings.Join(words, " ")]
			return Phrase{Form: Reference, timex: r.timex, kind: r.kind, Bare: len(words) == 1}, true
		}
	}
	return Phrase{}, false
}

// referencesByWord lists the words of the references by their first, the longest
// first.
var referencesByWord = func() map[string][][]string {
	byWord := map[string][][]string{}
	for phrase := range references {
		words := strings.Fields(phrase)
		byWord[words[0]] = append(byWord[words[0]], words)
	}
	for _, list := range byWord {
		slices.SortFunc(list, func(a, b []string) int { return cmp.Or(len(b)-len(a), slices.Compare(a, b)) })
	}
	return byWord
}()

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
