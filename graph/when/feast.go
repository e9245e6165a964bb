package when

import (
	"sort"
	"strings"
)

// A feast has its own day of each year, by a rule of the calendar.
type feast struct {
	name string
	on   func(year int) Day
}

// feasts are the days that newspapers name in place of a date, the longer name
// before the shorter. Names of two countries' feasts ("National Day", "Mother's
// Day", "Election Day") are not among them, nor those of the lunar calendars,
// which differ by what is seen of the moon.
var feasts = []feast{
	{"christmas eve", fixed(12, 24)},
	{"christmas day", fixed(12, 25)},
	{"christmas", fixed(12, 25)},
	{"boxing day", fixed(12, 26)},
	{"new year 's eve", fixed(12, 31)},
	{"new year's eve", fixed(12, 31)},
	{"new year 's day", fixed(1, 1)},
	{"new year's day", fixed(1, 1)},
	{"valentine 's day", fixed(2, 14)},
	{"valentine's day", fixed(2, 14)},
	{"may day", fixed(5, 1)},
	{"independence day", fixed(7, 4)},
	{"fourth of july", fixed(7, 4)},
	{"bastille day", fixed(7, 14)},
	{"halloween", fixed(10, 31)},
	{"veterans day", fixed(11, 11)},
	{"armistice day", fixed(11, 11)},
	{"thanksgiving day", weekdayOf(11, 4, 3)},
	{"thanksgiving", weekdayOf(11, 4, 3)},
	{"labor day", weekdayOf(9, 1, 0)},
	{"memorial day", func(y int) Day { return Of(y, 5, 31).monday() }},
	{"good friday", func(y int) Day { return easter(y) - 2 }},
	{"easter sunday", easter},
	{"easter monday", func(y int) Day { return easter(y) + 1 }},
	{"easter", easter},
}

func fixed(month, day int) func(int) Day {
	return func(year int) Day { return Of(year, month, day) }
}

// weekdayOf is the nth of a month's weekdays, counted from Monday, 0.
func weekdayOf(month, n, weekday int) func(int) Day {
	return func(year int) Day {
		first := Of(year, month, 1)
		return first + Day((weekday-(int(first.Weekday())+6)%7+7)%7+7*(n-1))
	}
}

// easter is Easter Sunday of the western churches (Meeus, Jones and Butcher's
// rule).
func easter(year int) Day {
	a, b, c := year%19, year/100, year%100
	h := (19*a + b - b/4 - (b-(b+8)/25+1)/3 + 15) % 30
	l := (32 + 2*(b%4) + 2*(c/4) - h - c%4) % 7
	m := (a + 11*h + 22*l) / 451
	return Of(year, (h+l-7*m+114)/31, (h+l-7*m+114)%31+1)
}

// feastsByWord lists the feasts by their first word.
var feastsByWord = func() map[string][]int {
	byWord := map[string][]int{}
	for i, f := range feasts {
		word, _, _ := strings.Cut(f.name, " ")
		byWord[word] = append(byWord[word], i)
	}
	for _, list := range byWord {
		sort.SliceStable(list, func(i, j int) bool { return len(feasts[list[i]].name) > len(feasts[list[j]].name) })
	}
	return byWord
}()

// feast reads the name of a feast, "last" or a year beside it.
func (c *cursor) feast() (Phrase, bool) {
	c2 := *c
	c2.take("the")
	which, hasWhich := c2.which()
	for _, i := range feastsByWord[c2.peek()] {
		if c2.pos < len(c2.atoms) && c2.atoms[c2.pos].upper && c2.take(strings.Fields(feasts[i].name)...) {
			p := Phrase{Form: InYear, feast: i + 1, month: 1, which: which, hasWhich: hasWhich}
			c2.yearBehind(&p)
			*c = c2
			return p, true
		}
	}
	return Phrase{}, false
}

// onFeast puts the feast of a phrase into a year.
func (p Phrase) onFeast(year int) Phrase {
	if p.feast > 0 {
		_, p.month, p.day = feasts[p.feast-1].on(year).Date()
	}
	return p
}
