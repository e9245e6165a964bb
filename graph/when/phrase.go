package when

import "strings"

// Form says what a phrase is made of, before it is resolved.
type Form int

// The forms.
const (
	NoForm    Form = iota
	Calendar       // a year, with month and day or without: "May 7, 2013", "1998"
	InYear         // a month, with a day or without, of a year not named: "June 30"
	Weekday        // "Tuesday", "last Tuesday"
	Shift          // a stretch of the calendar counted from another: "yesterday", "two years ago"
	Weekend        // "the weekend"
	Season         // "last summer", "the third quarter"
	Decade         // "the 1990s", "the nineties"
	Century        // "the 20th century"
	Clock          // a time of day alone: "6 p.m."
	Reference      // "now", "recent days"
	Duration       // "two years"
	Set            // "every Tuesday"
)

// Phrase is an expression of time as its words give it. What it means depends
// on the day from which it is counted: see Resolve.
type Phrase struct {
	Form Form
	// Bare is true when nothing but the name or the unit itself stands there:
	// "May", "1998", "years", "summer". Such words may be no time at all.
	Bare bool
	// FromPrevious is true when the phrase counts from the date last named, not
	// from the document's own day: "a week later", "the next day".
	FromPrevious bool

	year, month, day int
	endDay           int // of "May 4-5", else 0
	weekday          int
	which            int // -1 last, 0 this, 1 next
	hasWhich         bool
	count            int
	vague            bool // the count is not told: "several"
	unit             unitWord
	part, clock      string // TIMEX3: "MO", "18:30"
	timex            string // of references and sets
	kind             Kind
}

// CountsIn returns how fine the date has to be from which the phrase is
// counted: ToDay for weekdays, days and weeks, Unknown when it needs none.
func (p Phrase) CountsIn() Precision {
	switch p.Form {
	case Shift:
		return p.unit.unit.precision()
	case Weekday, Weekend, Clock, InYear:
		return ToDay
	case Season:
		return ToYear
	}
	return Unknown
}

// longest is the greatest number of words that a phrase can have.
const longest = 14

// Scan reads the longest phrase at the start of words, as they stand in the
// text, and returns the number of its words; 0 if there is none. It looks at no
// more than the first fourteen. Prepositions are not part of a phrase.
func Scan(words []string) (Phrase, int) {
	if len(words) == 0 || !mayStart(words[0]) {
		return Phrase{}, 0
	}
	start := newCursor(words[:min(len(words), longest)])
	best, bestPos := Phrase{}, 0
	for _, rule := range rules {
		c := start
		p, ok := rule(&c)
		if ok && c.pos > bestPos && c.atWordEnd() {
			best, bestPos = p, c.pos
		}
	}
	if bestPos == 0 {
		return Phrase{}, 0
	}
	return best, start.atoms[bestPos-1].word + 1
}

// rules are the ways to read a phrase; the one that reads most wins, and of
// two that read as much the first.
var rules = []func(*cursor) (Phrase, bool){
	(*cursor).reference, (*cursor).clockFirst, (*cursor).dayAndClock, (*cursor).boundary, (*cursor).calendar,
	(*cursor).weekend, (*cursor).whichUnit, (*cursor).counted, (*cursor).quarter, (*cursor).season,
	(*cursor).decade, (*cursor).century, (*cursor).set,
}

// An atom is a word, or what stands between the hyphens of one.
type atom struct {
	text  string // plain
	word  int
	end   bool // the last of its word
	upper bool // begins with a capital
}

// A cursor is a place in a list of atoms. Copying it is remembering the place.
type cursor struct {
	atoms []atom
	pos   int
}

func newCursor(words []string) cursor {
	atoms := make([]atom, 0, len(words)+4)
	for i, w := range words {
		if isFigures(w) || !strings.ContainsAny(w, "-–") {
			atoms = append(atoms, atom{plain(w), i, true, isUpper(w)})
			continue
		}
		for _, piece := range strings.FieldsFunc(w, func(r rune) bool { return r == '-' || r == '–' }) {
			atoms = append(atoms, atom{plain(piece), i, false, isUpper(piece)})
		}
		if n := len(atoms); n > 0 && atoms[n-1].word == i {
			atoms[n-1].end = true
		} else {
			atoms = append(atoms, atom{"-", i, true, false})
		}
	}
	return cursor{atoms: atoms}
}

func isUpper(w string) bool { return w != "" && w[0] >= 'A' && w[0] <= 'Z' }

// isFigures tells "2013-05-07" and "11-02-89" from "4-5" and "mid-1990s".
func isFigures(w string) bool {
	return strings.Count(w, "-") == 2 && allDigits(strings.ReplaceAll(w, "-", ""))
}

func (c *cursor) peek() string { return c.look(0) }

func (c *cursor) look(n int) string {
	if c.pos+n < len(c.atoms) {
		return c.atoms[c.pos+n].text
	}
	return ""
}

func (c *cursor) atWordEnd() bool { return c.pos > 0 && c.atoms[c.pos-1].end }

// take passes over the given words, all of them or none.
func (c *cursor) take(words ...string) bool {
	for i, w := range words {
		if c.look(i) != w {
			return false
		}
	}
	c.pos += len(words)
	return true
}

// takeOne passes over one of the given words.
func (c *cursor) takeOne(words ...string) bool {
	for _, w := range words {
		if c.take(w) {
			return true
		}
	}
	return false
}

// hyphen passes over a hyphen that is a word of its own.
func (c *cursor) hyphen() { c.takeOne("-", "–") }

// mayStart keeps Scan from words with which no phrase begins.
func mayStart(word string) bool {
	w := plain(word)
	if i := strings.IndexAny(w, "-–"); i > 0 {
		w = w[:i]
	}
	if startsWithDigit(w) || strings.HasPrefix(w, "'") {
		return true
	}
	return starters[w]
}

var starters = func() map[string]bool {
	all := map[string]bool{}
	for _, list := range []string{
		"the this that last next past previous prior current coming upcoming following same each every once twice",
		"today yesterday tomorrow tonight noon midnight midday overnight early mid late earlier later middle end beginning",
		"start close day days half fiscal recent few several some many couple a an more less fewer at up as dozens",
		"christmas new night hundred hundreds thousands millennium millennia long right to",
	} {
		for _, w := range strings.Fields(list) {
			all[w] = true
		}
	}
	for w := range aboutWords {
		all[w] = true
	}
	for w := range references {
		first, _, _ := strings.Cut(w, " ")
		all[first] = true
	}
	addKeys(all, monthNames)
	addKeys(all, fullWeekdays)
	addKeys(all, seasonNames)
	addKeys(all, numberWords)
	addKeys(all, tensWords)
	addKeys(all, ordinalWords)
	addKeys(all, decadeWords)
	addKeys(all, unitWords)
	addKeys(all, setWords)
	return all
}()

func addKeys[V any](to map[string]bool, from map[string]V) {
	for k := range from {
		to[k] = true
	}
}

// --- numbers

// number reads a count: figures, words, or one that is not told.
func (c *cursor) number() (n int, vague, ok bool) {
	w := c.peek()
	switch {
	case startsWithDigit(w) && allDigits(strings.ReplaceAll(w, ",", "")):
		c.pos++
		return number(w), false, true
	case c.take("a", "few"), c.take("a", "couple", "of"), c.take("a", "couple"), c.take("a", "number", "of"):
		return 0, true, true
	case c.take("few"), c.take("several"), c.take("some"), c.take("many"), c.take("recent"), c.take("couple", "of"):
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

// --- days

// calendar reads "May 7, 2013", "June", "mid-April", "7 May", "last June",
// "June of last year", "1998".
func (c *cursor) calendar() (Phrase, bool) {
	if p, ok := c.figures(); ok {
		return p, true
	}
	if p, ok := c.fixedDay(); ok {
		return p, true
	}
	c2 := *c
	c2.modifiers()
	c2.take("year")
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

// fixedDay reads the feasts that have one day of the calendar.
func (c *cursor) fixedDay() (Phrase, bool) {
	p := Phrase{Form: InYear}
	switch {
	case c.take("christmas", "eve"):
		p.month, p.day = 12, 24
	case c.take("christmas", "day"), c.take("christmas"):
		p.month, p.day = 12, 25
	case c.take("new", "year", "'s", "eve"), c.take("new", "year's", "eve"):
		p.month, p.day = 12, 31
	case c.take("new", "year", "'s", "day"), c.take("new", "year's", "day"):
		p.month, p.day = 1, 1
	default:
		return Phrase{}, false
	}
	c.yearBehind(&p)
	return p, true
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

// --- the clock

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

// --- stretches of the calendar

// boundary reads a part of a stretch: "the end of the month", "the beginning
// of 1998". It is kept as the stretch.
func (c *cursor) boundary() (Phrase, bool) {
	c.take("the")
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
		p.count = which
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

// counted reads a length of time, and a place in the calendar when a direction
// stands behind it: "two years", "the past two years", "two years ago".
func (c *cursor) counted() (Phrase, bool) {
	p := Phrase{Form: Duration, kind: DurationKind}
	c.take("the")
	c.about()
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

// lengthBehind reads "-long" and "and a half".
func (c *cursor) lengthBehind(p *Phrase) {
	c2 := *c
	c2.hyphen()
	if c2.take("long") || c2.take("or", "so") || c2.take("or", "more") {
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

// quarter reads "the third quarter", "the first half of 1998", "this year's
// fourth quarter", "the 1988 third quarter".
func (c *cursor) quarter() (Phrase, bool) {
	p := Phrase{Form: Season}
	c.modifiers()
	c.take("fiscal")
	if y, ok := c.yearNumber(); ok {
		p.year = y
		c.take("'s")
	} else if which, ok := c.which(); ok && (c.take("year", "'s") || c.take("year's") || c.take("year")) {
		p.which, p.unit, p.count = which, unitWords["year"], 1
	} else if ok {
		return Phrase{}, false
	}
	c.take("fiscal")
	n, ok := c.ordinal()
	if !ok {
		return Phrase{}, false
	}
	c.hyphen()
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
