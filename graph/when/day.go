package when

import (
	"fmt"
	"time"
)

// Day counts days since 1970-01-01 in the proleptic Gregorian calendar.
type Day int

// Of returns the day of a calendar date. Months and days beyond their range
// run over into the next, as in time.Date.
//
// Years are cut into eras of 400 (146,097 days) and begin in March, so that the
// leap day is the last of its year (Hinnant, "chrono-compatible low-level date
// algorithms").
func Of(year, month, day int) Day {
	year += floorDiv(month-1, 12)
	month = (month-1)%12 + 1
	if month <= 0 {
		month += 12
	}
	if month <= 2 {
		year--
		month += 12
	}
	era := floorDiv(year, 400)
	yearOfEra := year - era*400
	dayOfYear := (153*(month-3)+2)/5 + day - 1
	dayOfEra := yearOfEra*365 + yearOfEra/4 - yearOfEra/100 + dayOfYear
	return Day(era*146097 + dayOfEra - 719468)
}

// Date returns the calendar date of the day.
func (d Day) Date() (year, month, day int) {
	z := int(d) + 719468
	era := floorDiv(z, 146097)
	dayOfEra := z - era*146097
	yearOfEra := (dayOfEra - dayOfEra/1460 + dayOfEra/36524 - dayOfEra/146096) / 365
	dayOfYear := dayOfEra - (365*yearOfEra + yearOfEra/4 - yearOfEra/100)
	m := (5*dayOfYear + 2) / 153
	day = dayOfYear - (153*m+2)/5 + 1
	year, month = yearOfEra+era*400, m+3
	if month > 12 {
		year, month = year+1, month-12
	}
	return year, month, day
}

// Weekday returns the day of the week. 1970-01-01 was a Thursday.
func (d Day) Weekday() time.Weekday {
	return time.Weekday(int(d) + 4 - floorDiv(int(d)+4, 7)*7)
}

// monday returns the first day of the week, ISO 8601.
func (d Day) monday() Day { return d - Day((int(d.Weekday())+6)%7) }

// week returns the year and number of the week, ISO 8601: the first week of a
// year is the one with its first Thursday.
func (d Day) week() (year, week int) {
	thursday := d.monday() + 3
	year, _, _ = thursday.Date()
	return year, int(thursday-Of(year, 1, 1))/7 + 1
}

// As returns the date of the given precision that contains the day; the
// quarter for ToSeason, and not known for Unknown and ToInterval.
func (d Day) As(p Precision) Date {
	y, m, day := d.Date()
	switch p {
	case ToDay:
		return Date(fmt.Sprintf("%s-%02d-%02d", yearText(y), m, day))
	case ToMonth:
		return Date(fmt.Sprintf("%s-%02d", yearText(y), m))
	case ToSeason:
		return Date(fmt.Sprintf("%s-%02d", yearText(y), firstQuarter+(m-1)/3))
	case ToYear:
		return Date(yearText(y))
	case ToDecade:
		return cutYear(y, 1)
	case ToCentury:
		return cutYear(y, 2)
	}
	return ""
}

// String returns the day in EDTF.
func (d Day) String() string { return string(d.As(ToDay)) }

// yearText returns a year as EDTF writes it: four digits, or Y and more.
func yearText(y int) string {
	switch {
	case y > 9999 || y < -9999:
		return fmt.Sprintf("Y%d", y)
	case y < 0:
		return fmt.Sprintf("-%04d", -y)
	}
	return fmt.Sprintf("%04d", y)
}

// cutYear returns a year with its last digits unspecified.
func cutYear(y, digits int) Date {
	if y < 0 || y > 9999 {
		return ""
	}
	text := yearText(y)
	return Date(text[:4-digits] + "XX"[:digits])
}

func floorDiv(a, b int) int {
	q := a / b
	if a%b != 0 && (a < 0) != (b < 0) {
		q--
	}
	return q
}
