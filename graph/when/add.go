package when

import "strings"

// Unit is a length of time in the calendar.
type Unit int

// The units.
const (
	Days Unit = iota
	Weeks
	Months
	Quarters
	Years
	Decades
	Centuries
)

// Add returns the date n units after d, in the coarser precision of d and the
// unit: two years after 2013-05-07 is 2015, a week after it is 2013-05-14. Both
// ends of an interval move. A date that is coarser than the unit ("2013" and
// three days) gives the date not known, as does one that is not known itself.
func (d Date) Add(n int, u Unit) Date {
	if from, to, ok := strings.Cut(string(d), "/"); ok {
		moved := addEnd(from, n, u) + "/" + addEnd(to, n, u)
		if _, ok := parse(string(moved)); !ok {
			return ""
		}
		return moved
	}
	p, ok := parse(string(d))
	if !ok || p.precision < u.precision() && !(u == Weeks && p.precision == ToDay) {
		return ""
	}
	return p.first.Add(n, u).As(min(p.precision, u.precision()))
}

// addEnd adds to one end of an interval; an open end stays open.
func addEnd(s string, n int, u Unit) Date {
	if s == "" || s == ".." {
		return Date(s)
	}
	return Date(s).Add(n, u)
}

// Add returns the day n units later. Where the month is too short the day is
// its last: a month after January 31 is February 28.
func (d Day) Add(n int, u Unit) Day {
	const most = 1 << 20 // beyond it no calendar helps
	n = max(-most, min(most, n))
	switch u {
	case Days:
		return d + Day(n)
	case Weeks:
		return d + Day(7*n)
	}
	y, m, day := d.Date()
	m += n * map[Unit]int{Months: 1, Quarters: 3, Years: 12, Decades: 120, Centuries: 1200}[u]
	return min(Of(y, m, day), Of(y, m+1, 1)-1)
}

// precision returns the precision in which a unit counts.
func (u Unit) precision() Precision {
	return [...]Precision{ToDay, ToDay, ToMonth, ToSeason, ToYear, ToDecade, ToCentury}[u]
}

// around returns the unit's own stretch of the calendar that contains the day:
// its month, its year, its week from Monday to Sunday.
func (u Unit) around(d Day) Date {
	if u == Weeks {
		return Between(d.monday(), d.monday()+6)
	}
	return d.As(u.precision())
}
