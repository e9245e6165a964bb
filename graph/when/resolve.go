package when

import (
	"fmt"
	"strings"
)

// Tense is the direction in which the verb of a phrase looks. A weekday or a
// month of a verb in the future lies ahead, any other behind.
type Tense int

// The tenses.
const (
	NoTense Tense = iota
	PastTense
	PresentTense
	FutureTense
	StoryTense // the past of a story that goes on from the date last named
)

// Context is what a phrase is counted from.
type Context struct {
	Anchor   Date // the document's own day
	Previous Date // the date that the text named last; empty counts as Anchor
	Tense    Tense
	// Loose says that the verb governs a noun to which the words belong, so that
	// the month that comes next may be meant.
	Loose bool
	// Quarter is the quarter that the text tells of, as a report of a company's
	// income does; empty if there is none.
	Quarter Date
}

// Reading is a phrase resolved.
type Reading struct {
	// Value is empty for durations, sets, vague times, and where the anchor is
	// not known that would be needed.
	Value Date
	// Timex is the value in TIMEX3, which also has weeks ("2013-W19"), parts of
	// the day, durations ("P2Y") and references ("PAST_REF").
	Timex string
	Kind  Kind
	// Anchor is the date from which Value was counted, empty if it stands for itself.
	Anchor Date
}

// Resolve reads words as one expression of time, seen from the day anchor:
// "last Tuesday", "two years ago", "by the end of the month". A preposition may
// stand in front; "by", "until", "since", "before" and "after" make an interval
// with the anchor as its other end. It is false when the words are no such
// expression; a vague one ("in recent days") is read and has no date.
func Resolve(words []string, anchor Date, tense Tense) (Date, Kind, bool) {
	preposition := ""
	if len(words) > 0 && prepositions[plain(words[0])] {
		preposition, words = plain(words[0]), words[1:]
	}
	p, n := Scan(words)
	if n == 0 || n != len(words) {
		return "", "", false
	}
	if preposition == "in" && p.Form == Duration && !p.vague && !p.Bare {
		p = p.ahead()
	}
	if tense == NoTense && (preposition == "by" || preposition == "until" || preposition == "till") {
		tense = FutureTense
	}
	r := p.Resolve(Context{Anchor: anchor, Tense: tense})
	return Limit(preposition, r.Value, anchor), r.Kind, true
}

var prepositions = map[string]bool{
	"by": true, "over": true, "in": true, "on": true, "during": true, "at": true, "until": true, "till": true,
	"since": true, "before": true, "after": true, "from": true, "of": true, "for": true, "within": true,
	"throughout": true, "through": true,
}

// ahead makes the place that "in two weeks" names out of the length.
func (p Phrase) ahead() Phrase {
	p.Form, p.kind = Shift, DateKind
	if strings.HasPrefix(p.unit.code, "T") {
		p.count, p.unit = 0, unitWords["day"]
	}
	return p
}

// Limit returns the days that a preposition leaves of a date, seen from the
// day of the anchor: "by" and "until" end with it, "since" begins with it,
// "before" and "after" leave it out. Other prepositions leave d as it is.
func Limit(preposition string, d, anchor Date) Date {
	first, last, ok := d.Bounds()
	if !ok {
		return d
	}
	today, _, anchored := anchor.Bounds()
	switch preposition {
	case "by", "until", "till", "before":
		if preposition == "before" {
			last = first - 1
		}
		if anchored && today <= last {
			return Between(today, last)
		}
		return Between(Past, last)
	case "since":
		if anchored && first <= today {
			return Between(first, today)
		}
		return Between(first, Future)
	case "after":
		return Between(last+1, Future)
	}
	return d
}

// Resolve reads the phrase in its context.
func (p Phrase) Resolve(in Context) Reading {
	r := p.resolve(in)
	if day, ok := r.Value.Day(); p.week && ok {
		return p.reading(Weeks.around(day), r.Anchor)
	}
	return r
}

func (p Phrase) resolve(in Context) Reading {
	if in.Previous == "" {
		in.Previous = in.Anchor
	}
	base := in.Anchor
	if p.FromPrevious || base == "" {
		base = in.Previous
	}
	switch p.Form {
	case Calendar:
		return p.reading(p.onFeast(p.year).calendarDate(p.year), "")
	case Decade:
		return p.reading(cutYear(p.year, 1), "")
	case Century:
		return p.reading(cutYear(p.year, 2), "")
	case InYear:
		return p.inYear(base, in)
	case Season:
		return p.season(base, in.Tense)
	case Weekday:
		return p.weekdayFrom(base, in.Tense)
	case Weekend:
		return p.weekendFrom(base, in.Tense)
	case Period:
		return p.ofPeriod(in)
	case WholeYear:
		return p.shifted(in.Anchor)
	case Shift, Clock:
		if in.Quarter != "" && p.unit.code == "Y" && p.count == -1 && !p.named {
			return p.reading(shiftYears(in.Quarter, p.count), in.Quarter) // "from $1.2 million a year earlier"
		}
		return p.shifted(base)
	case Duration:
		if p.timex != "" {
			return Reading{Timex: p.timex, Kind: DurationKind}
		}
		return Reading{Timex: durationText(p.count, p.vague, p.unit) + p.halfText(), Kind: DurationKind}
	}
	return Reading{Timex: p.timex, Kind: p.kind}
}

// calendarDate puts the phrase's month and day, or its days, into a year.
func (p Phrase) calendarDate(year int) Date {
	d := dateText(year, p.month, p.day)
	if p.endDay != 0 {
		d += "/" + dateText(year, p.month, p.endDay)
	}
	if _, ok := parse(string(d)); !ok {
		return ""
	}
	return d
}

func dateText(year, month, day int) Date {
	text := yearText(year)
	if month != 0 {
		text += "-" + twoDigits(month)
	}
	if day != 0 {
		text += "-" + twoDigits(day)
	}
	return Date(text)
}

// anchorDay returns the first day of a base that is at least as fine as p.
func anchorDay(base Date, p Precision) (Day, bool) {
	s, ok := parse(string(base))
	if !ok || s.precision < p {
		return 0, false
	}
	return s.first, true
}

// inYear finds the year of a month or a day of one.
func (p Phrase) inYear(base Date, in Context) Reading {
	tense := in.Tense
	need := ToMonth
	if p.count == 1 || tense == StoryTense {
		need = ToYear
	}
	today, ok := anchorDay(base, need)
	if !ok {
		return p.reading("", "")
	}
	year, month, day := today.Date()
	if p.count == 1 { // "June of last year"
		return p.reading(p.onFeast(year+p.which).calendarDate(year+p.which), base)
	}
	p = p.onFeast(year)
	after := p.month > month || p.month == month && p.day > day
	before := p.month < month || p.month == month && p.day != 0 && p.day < day
	same := !after && !before
	switch {
	case p.hasWhich && p.which < 0:
		year -= b2i(after || same)
	case p.hasWhich && p.which > 0:
		year += b2i(before || same)
	case p.hasWhich:
	case tense == StoryTense:
		year += b2i(before && base.Precision() > ToYear)
	case tense == FutureTense:
		year += b2i(before && (p.day == 0 || Of(year, p.month, p.day) < today-soon))
	case tense == PastTense && in.Loose && p.day == 0 && after && Of(year, p.month, 1) <= today+nextMonth:
	case tense == PastTense && (p.day == 0 || Of(year, p.month, p.day) > today+soon):
		year -= b2i(after)
	default:
		year = p.nearest(year, today)
	}
	return p.reading(p.onFeast(year).calendarDate(year), base)
}

// soon is how many days ahead a day without a year may lie though its verb is
// in the past ("declared a dividend, payable Dec. 15"), or behind though its
// verb is in the future ("the order to return him by Jan. 14"). From farther
// away one writes the year.
const soon = 60

// nextMonth is within how many days the next month begins.
const nextMonth = 31

// nearest returns the year in which the month or day lies nearest to today; a
// month of a verb without direction ("the June talks") is looked for four
// months ahead, and else behind.
func (p Phrase) nearest(year int, today Day) int {
	const ahead = 122
	this := Of(year, p.month, max(1, p.day))
	switch {
	case this > today+ahead:
		return year - 1
	case this < today-(365-ahead):
		return year + 1
	}
	return year
}

// halfYear is how many days ahead a quarter may begin; beyond it, the one of
// this year is meant even if a verb of the future governs the words.
const halfYear = 183

// season finds the year of a season, a quarter or a half.
func (p Phrase) season(base Date, tense Tense) Reading {
	if p.year != 0 {
		return p.reading(dateText(p.year, p.month, 0), "")
	}
	today, ok := anchorDay(base, ToYear)
	if !ok {
		return p.reading("", "")
	}
	year, _, _ := today.Date()
	if p.count == 1 {
		return p.reading(dateText(year+p.which, p.month, 0), base)
	}
	if p.month == 24 { // a winter belongs to the year in which it begins
		if _, month, _ := today.Date(); month <= 2 {
			year--
		}
	}
	this, _ := parse(string(dateText(year, p.month, 0)))
	switch {
	case p.hasWhich && p.which < 0:
		year -= b2i(today <= this.last)
	case p.hasWhich && p.which > 0:
		year += b2i(today >= this.first)
	case p.hasWhich:
	case tense == FutureTense:
		year += b2i(today > this.last && (p.month < firstQuarter || Of(year+1, 1, 1)+this.first-Of(year, 1, 1) < today+halfYear))
	default:
		year -= b2i(today < this.first)
	}
	return p.reading(dateText(year, p.month, 0), base)
}

// weekdayFrom finds a weekday around the base day.
func (p Phrase) weekdayFrom(base Date, tense Tense) Reading {
	today, ok := anchorDay(base, ToDay)
	if !ok {
		return p.reading("", "")
	}
	thisWeek := today.monday() + Day(p.weekday)
	back := (int(today-thisWeek)%7 + 7) % 7 // days since the last one, today included
	day := today - Day(back)
	switch {
	case p.count == 1: // "Monday of last week"
		day = thisWeek + Day(7*p.which)
	case p.hasWhich && p.which < 0:
		if back == 0 {
			day -= 7
		}
	case p.hasWhich && p.which > 0:
		day += 7
	case (tense == FutureTense || tense == StoryTense) && back != 0:
		day += 7
	}
	return p.reading(day.As(ToDay), base)
}

// weekendFrom finds a Saturday and a Sunday around the base day.
func (p Phrase) weekendFrom(base Date, tense Tense) Reading {
	today, ok := anchorDay(base, ToDay)
	if !ok {
		return p.reading("", "")
	}
	saturday := today.monday() + 5
	inside := today >= saturday
	switch {
	case p.hasWhich && p.which > 0:
		if inside {
			saturday += 7
		}
	case p.hasWhich && p.which == 0 && tense != PastTense, tense == FutureTense, tense == StoryTense:
	case p.hasWhich && p.which < 0, !inside:
		saturday -= 7
	}
	return p.reading(Between(saturday, saturday+1), base)
}

// shifted counts units from the base.
func (p Phrase) shifted(base Date) Reading {
	if p.unit.unit == Weeks {
		today, ok := anchorDay(base, ToDay)
		if !ok {
			return p.reading("", "")
		}
		return p.reading(Weeks.around(today.Add(p.count, Weeks)), base)
	}
	today, ok := anchorDay(base, p.unit.unit.precision())
	if !ok {
		return p.reading("", "")
	}
	return p.reading(p.unit.unit.around(today.Add(p.count, p.unit.unit)), base)
}

// reading makes the result of a date found.
func (p Phrase) reading(d, anchor Date) Reading {
	r := Reading{Value: d, Timex: timexOf(d), Kind: DateKind, Anchor: anchor}
	if d == "" {
		r.Anchor = ""
	}
	switch {
	case p.clock != "":
		r.Kind = TimeKind
		r.Timex += "T" + p.clock
	case p.part != "":
		r.Kind = TimeKind
		r.Timex += "T" + p.part
	}
	return r
}

var seasonCodes = [...]string{"SP", "SU", "FA", "WI"}

// timexOf writes a date in TIMEX3, which has names for quarters, seasons,
// weeks and weekends.
func timexOf(d Date) string {
	s, ok := parse(string(d))
	if !ok {
		return ""
	}
	switch {
	case s.precision == ToInterval:
		year, week := s.first.week()
		monday := s.first.monday()
		switch {
		case s.first == monday && s.last == monday+6:
			return fmt.Sprintf("%04d-W%02d", year, week)
		case s.first == monday+5 && s.last == monday+6:
			return fmt.Sprintf("%04d-W%02d-WE", year, week)
		}
	case s.precision == ToSeason && len(d) == 7:
		code := number(string(d[5:]))
		switch {
		case code < firstNorth:
			return string(d[:5]) + seasonCodes[code-firstSeason]
		case code >= firstQuarter && code < firstThird:
			return fmt.Sprintf("%sQ%d", d[:5], code-firstQuarter+1)
		case code >= firstHalf:
			return fmt.Sprintf("%sH%d", d[:5], code-firstHalf+1)
		}
	case s.precision == ToCentury:
		return string(d[:2])
	case s.precision == ToDecade:
		return string(d[:3])
	}
	return string(d)
}

// durationText writes a length of time in TIMEX3.
func durationText(n int, vague bool, u unitWord) string {
	count := fmt.Sprint(n)
	if vague {
		count = "X"
	}
	switch u.code {
	case "WE":
		return "P" + count + "WE"
	case "2W":
		return "P" + fmt.Sprint(2*n) + "W"
	}
	if clock, ok := strings.CutPrefix(u.code, "T"); ok {
		return "PT" + count + clock
	}
	return "P" + count + u.code
}
