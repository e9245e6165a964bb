package when

import "strings"

// number reads a count: figures, words, or one that is not told.
func (c *cursor) number() (n int, vague, ok bool) {
	w := c.peek()
	switch {
	case startsWithDigit(w) && allDigits(strings.ReplaceAll(w, ",", "")):
		c.pos++
		return number(w), false, true
	case c.take("a", "couple", "of"), c.take("a", "couple"), c.take("couple", "of"):
		return 2, false, true
	case c.take("a", "few"), c.take("a", "number", "of"):
		return 0, true, true
	case c.take("few"), c.take("several"), c.take("some"), c.take("many"), c.take("recent"):
		return 0, true, true
	case c.take("dozens", "of"), c.take("hundreds", "of"), c.take("thousands", "of"):
		return 0, true, true
	}
	n, ok = c.numberWord()
	return n, false, ok
}

// numberWord reads "two", "twenty-one", "a hundred", "two thousand".
func (c *cursor) numberWord() (int, bool) {
	n, ok := numberWords[c.peek()]
	if tens, isTens := tensWords[c.peek()]; isTens {
		c.pos++
		n, ok = tens, true
		c2 := *c
		c2.hyphen()
		if ones, more := numberWords[c2.peek()]; more && ones < 10 && len(c2.peek()) > 2 {
			*c = c2
			c.pos++
			n += ones
		}
	} else if ok {
		c.pos++
	}
	if !ok {
		return 0, false
	}
	for {
		switch {
		case c.take("hundred"):
			n *= 100
		case c.take("thousand"):
			n *= 1000
		case c.take("dozen"):
			n *= 12
		default:
			return n, true
		}
		if n > 1<<20 {
			return n, true
		}
	}
}

// ordinal reads "third", "3rd", "20th".
func (c *cursor) ordinal() (int, bool) {
	w := c.peek()
	if n, ok := ordinalWords[w]; ok {
		c.pos++
		return n, true
	}
	if len(w) > 2 && startsWithDigit(w) && !allDigits(w) {
		if n := strings.TrimRight(w, "stndrh"); allDigits(n) && len(w)-len(n) == 2 && len(n) <= 2 {
			c.pos++
			return number(n), true
		}
	}
	return 0, false
}

// yearNumber reads "1998", "'98", "nineteen ninety-eight".
func (c *cursor) yearNumber() (int, bool) {
	w := c.peek()
	if len(w) == 4 && allDigits(w) && w >= "1000" && w < "2200" {
		c.pos++
		return number(w), true
	}
	if len(w) == 3 && w[0] == '\'' && allDigits(w[1:]) {
		c.pos++
		return 1900 + number(w[1:]) + 100*b2i(w[1:] < "40"), true
	}
	if w != "nineteen" {
		return 0, false
	}
	c2 := *c
	c2.pos++
	c2.hyphen()
	n, ok := c2.numberWord()
	if !ok || n < 10 || n > 99 {
		return 0, false
	}
	*c = c2
	return 1900 + n, true
}
