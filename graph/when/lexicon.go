package when

import "strings"

// The words of time, in lower case and without full stops behind.

var monthNames = map[string]int{
	"january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6,
	"july": 7, "august": 8, "september": 9, "october": 10, "november": 11, "december": 12,
	"jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8,
	"sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
}

// weekdayNames count from Monday, 0.
var weekdayNames = map[string]int{
	"monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6,
	"mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "sat": 5, "sun": 6,
}

// fullWeekdays are the names that stand for themselves in a sentence; "sun",
// "sat" and "wed" are other words there.
var fullWeekdays = map[string]int{
	"monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6,
	"mondays": 0, "tuesdays": 1, "wednesdays": 2, "thursdays": 3, "fridays": 4, "saturdays": 5, "sundays": 6,
	"tues": 1, "thurs": 3,
}

var seasonNames = map[string]int{"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}

// A unit as a word names it.
type unitWord struct {
	unit   Unit
	code   string // TIMEX3: "PT" before those of the clock
	plural bool
}

var unitWords = func() map[string]unitWord {
	words := map[string]unitWord{
		"day": {Days, "D", false}, "week": {Weeks, "W", false}, "month": {Months, "M", false},
		"quarter": {Quarters, "Q", false}, "year": {Years, "Y", false}, "decade": {Decades, "E", false},
		"weekend": {Weeks, "WE", false}, "fortnight": {Weeks, "2W", false},
		"hour": {Days, "TH", false}, "minute": {Days, "TM", false}, "second": {Days, "TS", false},
	}
	for w, u := range words {
		if !u.plural {
			u.plural = true
			words[w+"s"] = u
		}
	}
	words["century"] = unitWord{Centuries, "C", false}
	words["centuries"] = unitWord{Centuries, "C", true}
	words["millennia"] = unitWord{Centuries, "L", true}
	return words
}()

var numberWords = map[string]int{
	"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
	"eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
	"fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}

var tensWords = map[string]int{
	"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}

var ordinalWords = map[string]int{
	"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
	"ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14,
	"fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19,
	"twentieth": 20, "thirtieth": 30,
}

var decadeWords = map[string]int{
	"twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70,
	"eighties": 80, "nineties": 90,
	"20s": 20, "30s": 30, "40s": 40, "50s": 50, "60s": 60, "70s": 70, "80s": 80, "90s": 90,
}

var dayParts = map[string]string{
	"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "midday": "MI", "dawn": "MO",
	"mornings": "MO", "afternoons": "AF", "evenings": "EV", "nights": "NI", "overnight": "NI",
}

// aboutWords stand before a number without changing it.
var aboutWords = map[string]bool{
	"about": true, "around": true, "nearly": true, "almost": true, "roughly": true, "approximately": true,
	"barely": true, "over": true, "exactly": true, "just": true,
}

// moreThan are pairs that stand before a number as aboutWords do.
var moreThan = map[string]string{"more": "than", "less": "than", "fewer": "than", "at": "least", "up": "to", "as": "many"}

var partWords = map[string]bool{
	"early": true, "mid": true, "late": true, "middle": true, "earlier": true, "later": true,
}

// boundaryWords name a part of what follows them: "the end of the month".
var boundaryWords = map[string]bool{
	"end": true, "beginning": true, "start": true, "middle": true, "close": true, "rest": true, "remainder": true,
}

// whichWords tell which of the calendar's stretches is meant.
var whichWords = map[string]int{
	"last": -1, "past": -1, "previous": -1, "prior": -1,
	"this": 0, "current": 0,
	"next": 1, "coming": 1, "upcoming": 1,
}

// references name a time without a date.
var references = map[string]struct {
	timex string
	kind  Kind
}{
	"now": {"PRESENT_REF", DateKind}, "currently": {"PRESENT_REF", DateKind}, "presently": {"PRESENT_REF", DateKind},
	"nowadays": {"PRESENT_REF", DateKind}, "recently": {"PAST_REF", DateKind}, "previously": {"PAST_REF", DateKind},
	"soon": {"FUTURE_REF", DateKind}, "formerly": {"PAST_REF", DateKind}, "lately": {"PAST_REF", DateKind},
	"these days": {"PRESENT_REF", DateKind}, "right now": {"PRESENT_REF", DateKind},
	"the past": {"PAST_REF", DateKind}, "the future": {"FUTURE_REF", DateKind}, "future": {"FUTURE_REF", DateKind},
	"the near future": {"FUTURE_REF", DateKind}, "the recent past": {"PAST_REF", DateKind},
	"the moment": {"PRESENT_REF", DateKind}, "the time": {"PAST_REF", DateKind},
	"this time": {"PRESENT_REF", DateKind}, "that time": {"PAST_REF", DateKind},
	"recent": {"PAST_REF", DateKind}, "current": {"PRESENT_REF", DateKind},
	"the foreseeable future": {"FUTURE_REF", DateKind}, "coming quarters": {"FUTURE_REF", DateKind},
	"recent days":     {"PXD", DurationKind},
	"recent weeks":    {"PXW", DurationKind},
	"recent months":   {"PXM", DurationKind},
	"recent quarters": {"PXQ", DurationKind},
	"recent years":    {"PXY", DurationKind},
	"recent decades":  {"PXE", DurationKind},
	"the present":     {"PRESENT_REF", DateKind}, "this point": {"PRESENT_REF", DateKind},
	"the coming days":  {"FUTURE_REF", DateKind},
	"the coming weeks": {"FUTURE_REF", DateKind}, "the coming months": {"FUTURE_REF", DateKind},
	"the coming years": {"FUTURE_REF", DateKind}, "coming days": {"FUTURE_REF", DateKind},
	"coming weeks": {"FUTURE_REF", DateKind}, "coming months": {"FUTURE_REF", DateKind},
	"days ago": {"PAST_REF", DateKind}, "weeks ago": {"PAST_REF", DateKind}, "months ago": {"PAST_REF", DateKind},
	"years ago": {"PAST_REF", DateKind}, "decades ago": {"PAST_REF", DateKind}, "long ago": {"PAST_REF", DateKind},
}

// setWords name something that comes again.
var setWords = map[string]string{
	"daily": "P1D", "weekly": "P1W", "monthly": "P1M", "quarterly": "P1Q", "annually": "P1Y", "annual": "P1Y",
	"yearly": "P1Y", "hourly": "PT1H",
}

// zones are the names of time zones after a clock time.
var zones = map[string]bool{
	"est": true, "edt": true, "cst": true, "cdt": true, "mst": true, "mdt": true, "pst": true, "pdt": true,
	"gmt": true, "utc": true, "bst": true, "cet": true, "cest": true, "et": true, "msk": true, "ist": true, "jst": true,
}

// plain returns a word in lower case, without the full stops of an abbreviation
// and with the plain apostrophe.
func plain(word string) string {
	word = strings.ToLower(strings.ReplaceAll(word, "’", "'"))
	switch word {
	case "a.m.", "a.m", "am.":
		return "am"
	case "p.m.", "p.m", "pm.":
		return "pm"
	}
	if n := len(word); n > 2 && word[n-1] == '.' {
		short := word[:n-1]
		if _, ok := monthNames[short]; ok {
			return short
		}
		if _, ok := weekdayNames[short]; ok {
			return short
		}
	}
	return word
}
