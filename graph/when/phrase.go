package when

import (
	"strings"
	"sync"
	"unicode/utf8"
)

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
	WholeYear      // "the year", of which the text tells
	Period         // "the quarter", "the year-ago period": the quarter that the text tells of
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
	feast            int    // index in feasts, from 1
	named            bool   // "last year", which stands for itself
	week             bool   // the week of the day: "the week of March 6"
	half             bool   // of "two and a half years"
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
	case Season, Period:
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
	words = words[:min(len(words), longest)]
	if !tells(words[:min(len(words), lead)]) {
		return Phrase{}, 0
	}
	atoms := rooms.Get().(*[]atom)
	defer rooms.Put(atoms)
	start := newCursor(words, *atoms)
	*atoms = start.atoms
	best, bestPos := Phrase{}, 0
	var c cursor
	for _, rule := range rules {
		c = start
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

// rooms are atoms to work with; they are kept for the next phrase.
var rooms = sync.Pool{New: func() any { a := make([]atom, 0, 2*longest); return &a }}

// lead is within how many words from its start a phrase has one that tells of time.
const lead = 8

// Telling reports whether a word can tell of time by itself, as "Tuesday", "1998"
// and "years" can. A phrase has such a word within its first eight.
func Telling(word string) bool { return telling(word) }

// tells reports whether one of the words can tell of time by itself, unlike "the"
// or "last", with which most phrases begin.
func tells(words []string) bool {
	for _, w := range words {
		if telling(w) {
			return true
		}
	}
	return false
}

func telling(word string) bool {
	w := plain(word)
	if w == "" {
		return false
	}
	if startsWithDigit(w) || tellers[w] {
		return true
	}
	for i := strings.IndexAny(w, "-–"); i >= 0; i = strings.IndexAny(w, "-–") {
		if w[:i] != "" && telling(w[:i]) {
			return true
		}
		_, size := utf8.DecodeRuneInString(w[i:])
		if w = w[i+size:]; w != "" && (tellers[w] || startsWithDigit(w)) {
			return true
		}
	}
	return strings.HasPrefix(w, "'") || strings.HasSuffix(w, "0s")
}

// tellers are the words that tell of time.
var tellers = func() map[string]bool {
	all := map[string]bool{}
	for phrase := range references {
		for _, w := range strings.Fields(phrase) {
			all[w] = true
		}
	}
	for _, w := range strings.Fields("today yesterday tomorrow tonight noon midnight midday overnight period half millennium millennia time times year's thousand nineteen") {
		all[w] = true
	}
	addKeys(all, monthNames)
	addKeys(all, fullWeekdays)
	addKeys(all, seasonNames)
	addKeys(all, decadeWords)
	addKeys(all, unitWords)
	addKeys(all, setWords)
	addKeys(all, dayParts)
	addKeys(all, feastsByWord)
	delete(all, "the")
	delete(all, "this")
	delete(all, "that")
	return all
}()

// rules are the ways to read a phrase; the one that reads most wins, and of
// two that read as much the first.
var rules = []func(*cursor) (Phrase, bool){
	(*cursor).reference, (*cursor).clockFirst, (*cursor).dayAndClock, (*cursor).boundary, (*cursor).calendar,
	(*cursor).weekend, (*cursor).whichUnit, (*cursor).counted, (*cursor).quarter, (*cursor).season,
	(*cursor).decade, (*cursor).century, (*cursor).set, (*cursor).period, (*cursor).yearAgoAlone, (*cursor).weekOf, (*cursor).wholeYear,
}
