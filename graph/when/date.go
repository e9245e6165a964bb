// Package when reads and compares dates as newspapers give them. A date is kept
// as text in the Extended Date/Time Format (EDTF, ISO 8601-2), with the precision
// it was given in: a day, a month, a year, a decade, or an interval of them.
// It stores nothing and knows no clock.
package when

// Date is a date in EDTF: "2013-05-07", "2012-06", "2013", "199X",
// "2013-05-04/2013-05-05", "../2013-05-31". Empty means not known.
type Date string

// Day counts days since 1970-01-01 in the proleptic Gregorian calendar.
type Day int
