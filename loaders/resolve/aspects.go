package resolve

import (
	"entente/graph/when"
)

// aspects are features as joins look at them: dates are read, parties sorted and names
// weighed once, and not for each of the hundreds of others that a thing is held against.
type aspects struct {
	*Features
	day          stretch   // of the article
	dates, times []stretch // times are those of the act or, where it has none, the days it is told on
	sites        []Party   // the places of the act or, where it has none, that of the dateline
	sides        []string  // for whom its actors act
	others       []string  // for whom those act whom it is done to
	keys, people []string  // of its actors
	said         []quoted  // direct quotations
	summits      []string  // its types that are told of by place and month
	own          bool      // it has a name of its own
	ahead        bool      // it is to come
	little       bool      // it says little of itself
}

// aspectsOf works out what joins look at. The features may not change after.
func aspectsOf(f *Features) *aspects {
	a := &aspects{Features: f, day: stretchOf(f.Day), little: f.vague()}
	if byName(f.Type) {
		return a
	}
	a.dates = stretchesOf(f.Dates)
	if a.times = a.dates; len(a.times) == 0 {
		a.times = stretchesOf(f.Told)
	}
	a.sites, a.sides, a.others = f.at(), sides(f.Actors), sides(f.Others)
	a.keys, a.people = keysOf(f.Actors), people(f.Actors)
	a.summits, a.own, a.ahead = meetTerms(f, summits), ownName(*f), f.coming()
	for _, words := range f.Said {
		a.said = append(a.said, quoted{" " + words + " ", len(tokens(words))})
	}
	return a
}

// quoted are the words of a quotation, with a space before the first and behind the last, and
// how many they are.
type quoted struct {
	words string
	n     int
}

// stretch is a date as it is compared: the days that it may mean. Of one that is not known
// the last day is before the first.
type stretch struct{ first, last when.Day }

// unknown is the stretch of a date that is not known.
var unknown = stretch{1, 0}

func stretchOf(d when.Date) stretch {
	if first, last, ok := d.Bounds(); ok {
		return stretch{first, last}
	}
	return unknown
}

func stretchesOf(dates []when.Date) []stretch {
	var all []stretch
	for _, d := range dates {
		all = append(all, stretchOf(d))
	}
	return all
}

func (s stretch) known() bool { return s.first <= s.last }

// days is how many days it has, very many where it is not known.
func (s stretch) days() int {
	if !s.known() {
		return 1 << 30
	}
	return int(s.last-s.first) + 1
}

// overlaps reports whether some day may belong to both.
func (s stretch) overlaps(t stretch) bool {
	return s.known() && t.known() && s.first <= t.last && t.first <= s.last
}

// span is the number of days of a date, many when it has no bounds.
func span(d when.Date) int { return stretchOf(d).days() }

// overlap reports whether some day may belong to dates of both.
func overlap(a, b []stretch) bool {
	for _, d := range a {
		for _, e := range b {
			if d.overlaps(e) {
				return true
			}
		}
	}
	return false
}

// anyOverlap reports whether dates overlap of which one spans so many days at most and
// the other so many.
func anyOverlap(a, b []stretch, one, other int) bool {
	for _, d := range a {
		for _, e := range b {
			if d.overlaps(e) && min(d.days(), e.days()) <= one && max(d.days(), e.days()) <= other {
				return true
			}
		}
	}
	return false
}

// narrow reports whether some of the dates of each that overlap span few days.
func narrow(a, b []stretch) bool { return anyOverlap(a, b, soon, soon) }

// soonAfter reports whether two days are within a year.
func soonAfter(a, b stretch) bool { return withinDays(a, b, 366) }

// withinDays reports whether two days are known and no more than n apart.
func withinDays(a, b stretch, n when.Day) bool {
	return a.known() && b.known() && max(a.first-b.first, b.first-a.first) <= n
}
