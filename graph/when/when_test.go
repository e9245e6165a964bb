package when

import (
	"errors"
	"math/rand"
	"slices"
	"testing"
	"time"
)

func TestBounds(t *testing.T) {
	for _, c := range []struct {
		date        Date
		first, last string
		precision   Precision
	}{
		{"2013-05-07", "2013-05-07", "2013-05-07", ToDay},
		{"2013-05-07T10:30:00Z", "2013-05-07", "2013-05-07", ToDay},
		{"2012-06", "2012-06-01", "2012-06-30", ToMonth},
		{"2012-02", "2012-02-01", "2012-02-29", ToMonth},
		{"2012-06~", "2012-06-01", "2012-06-30", ToMonth},
		{"2013", "2013-01-01", "2013-12-31", ToYear},
		{"2013?", "2013-01-01", "2013-12-31", ToYear},
		{"199X", "1990-01-01", "1999-12-31", ToDecade},
		{"19XX", "1900-01-01", "1999-12-31", ToCentury},
		{"2013-XX-XX", "2013-01-01", "2013-12-31", ToYear},
		{"2013-05-XX", "2013-05-01", "2013-05-31", ToMonth},
		{"2013-21", "2013-03-01", "2013-05-31", ToSeason},
		{"2013-24", "2013-12-01", "2014-02-28", ToSeason},
		{"2013-33", "2013-01-01", "2013-03-31", ToSeason},
		{"2013-36", "2013-10-01", "2013-12-31", ToSeason},
		{"2013-41", "2013-07-01", "2013-12-31", ToSeason},
		{"2013-05-04/2013-05-05", "2013-05-04", "2013-05-05", ToInterval},
		{"2012/2013-05", "2012-01-01", "2013-05-31", ToInterval},
		{"../2013-05-31", "", "2013-05-31", ToInterval},
		{"2013-05-31/", "2013-05-31", "", ToInterval},
		{"-0043-03-15", "-0043-03-15", "-0043-03-15", ToDay},
		{"Y-17000", "Y-17000-01-01", "Y-17000-12-31", ToYear},
		{"0000", "0000-01-01", "0000-12-31", ToYear},
	} {
		first, last, ok := c.date.Bounds()
		if !ok || first != Past && first.String() != c.first || last != Future && last.String() != c.last || c.first == "" && first != Past || c.last == "" && last != Future {
			t.Errorf("%s.Bounds() = %v, %v, %v; want %s, %s", c.date, first, last, ok, c.first, c.last)
		}
		if got := c.date.Precision(); got != c.precision {
			t.Errorf("%s.Precision() = %v, want %v", c.date, got, c.precision)
		}
	}
}

func TestParseErrors(t *testing.T) {
	for _, s := range []string{
		"2013-13", "2013-00", "2013-02-29", "2013-5-7", "13", "May", "2013-", "2013-05-", "XXXX", "2013-1X",
		"2013-05-07/2013-05-06", "../..", "/", "a/b", "2013/2014/2015", "2013-05-07T25:00:00", "2013-42", "2013-21-01",
		"Y123", "2013-05-07T10:00:00+", "2013-XX-07", "20X3", " 2013", "2013-05-07Z",
	} {
		if d, err := Parse(s); !errors.Is(err, ErrDate) {
			t.Errorf("Parse(%q) = %q, %v; want ErrDate", s, d, err)
		}
	}
}

func TestDayIsTheCalendars(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	for range 20000 {
		want := time.Date(r.Intn(9999), time.Month(r.Intn(30)-8), r.Intn(60)-20, 0, 0, 0, 0, time.UTC)
		day := Of(want.Year(), int(want.Month()), want.Day())
		y, m, d := day.Date()
		if y != want.Year() || m != int(want.Month()) || d != want.Day() || int64(day)*86400 != want.Unix() || day.Weekday() != want.Weekday() {
			t.Fatalf("Of(%v) = %d -> %d-%d-%d %v", want, day, y, m, d, day.Weekday())
		}
		wantYear, wantWeek := want.ISOWeek()
		if y, w := day.week(); y != wantYear || w != wantWeek {
			t.Fatalf("week of %v = %d, %d", want, y, w)
		}
	}
}

func TestAdd(t *testing.T) {
	for _, c := range []struct {
		date Date
		n    int
		unit Unit
		want Date
	}{
		{"2013-05-07", -7, Days, "2013-04-30"},
		{"2013-05-07", 1, Weeks, "2013-05-14"},
		{"2013-01-31", 1, Months, "2013-02"},
		{"2013-05-07", -2, Years, "2011"},
		{"2013-05", -5, Months, "2012-12"},
		{"2013", 1, Decades, "202X"},
		{"2013-35", 2, Quarters, "2014-33"},
		{"2013", 3, Days, ""},
		{"", 3, Days, ""},
		{"2013-05-04/2013-05-05", 7, Days, "2013-05-11/2013-05-12"},
		{"../2013-05-05", 7, Days, "../2013-05-12"},
		{"2012/2013", 7, Days, ""},
	} {
		if got := c.date.Add(c.n, c.unit); got != c.want {
			t.Errorf("%q.Add(%d, %d) = %q, want %q", c.date, c.n, c.unit, got, c.want)
		}
	}
}

func TestCompare(t *testing.T) {
	sorted := []Date{"../1990", "199X", "2012", "2013-05-04/2013-05-05", "2013-05-07", "2013-05-07~", "2013-05-07/2013-05-31", "2013-05-08", "", "x"}
	shuffled := slices.Clone(sorted)
	rand.New(rand.NewSource(1)).Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
	slices.SortFunc(shuffled, Compare)
	if !slices.Equal(shuffled, sorted) {
		t.Errorf("sorted: %q, want %q", shuffled, sorted)
	}
}

func TestOverlapsAndContains(t *testing.T) {
	for _, c := range []struct {
		a, b               Date
		overlaps, contains bool
	}{
		{"2013-05", "2013-05-07", true, true},
		{"2013-05-07", "2013-05", true, false},
		{"2013-05-04/2013-05-05", "2013-05-06", false, false},
		{"../2013-05-31", "1999", true, true},
		{"2012/", "2013-05-07", true, true},
		{"", "2013", false, false},
		{"2013", "", false, false},
	} {
		if got := c.a.Overlaps(c.b); got != c.overlaps {
			t.Errorf("%q.Overlaps(%q) = %v", c.a, c.b, got)
		}
		if got := c.a.Contains(c.b); got != c.contains {
			t.Errorf("%q.Contains(%q) = %v", c.a, c.b, got)
		}
	}
}

func TestParseHeader(t *testing.T) {
	for text, want := range map[string]Date{
		"May 07, 2013":                            "2013-05-07",
		"7 May 2013":                              "2013-05-07",
		"September 17, 1978":                      "1978-09-17",
		"2013-05-07":                              "2013-05-07",
		"2013/05/07":                              "2013-05-07",
		"20130507":                                "2013-05-07",
		"2013-05-07T12:00:00Z":                    "2013-05-07",
		"2013-05-07T23:30:00.000-07:00":           "2013-05-07",
		"2013-05-07 12:00:00 +0000":               "2013-05-07",
		"Friday, August 21, 2015":                 "2015-08-21",
		"Tue, 07 May 2013 10:00:00 GMT":           "2013-05-07",
		"Tue, 07 May 2013 10:00:00 +0200":         "2013-05-07",
		"Published: Sept. 3rd, 2015 at 5:30 p.m.": "2015-09-03",
		"21/08/2015":                              "2015-08-21",
		"8/21/2015":                               "2015-08-21",
		"07-May-2013":                             "2013-05-07",
		"May 2013":                                "2013-05",
		"1 March 1999 | 12:30":                    "1999-03-01",
	} {
		if got, err := ParseHeader(text); err != nil || got != want {
			t.Errorf("ParseHeader(%q) = %q, %v; want %q", text, got, err, want)
		}
	}
	for _, text := range []string{"", "07/05/2013", "May", "2013", "talks in May 2013", "Feb 30, 2013", "12:30", "May 7", "199X"} {
		if got, err := ParseHeader(text); err == nil {
			t.Errorf("ParseHeader(%q) = %q, want an error", text, got)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"2013-05-07", "Y-17000", "../2013-05-31", "199X/", "2013-33~", "May 7, 2013", "-0043-03-15"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if first, last, ok := Date(s).Bounds(); ok && first > last {
			t.Errorf("%q: first day %v after last %v", s, first, last)
		}
		if d, err := ParseHeader(s); err == nil && d.Precision() < ToMonth {
			t.Errorf("ParseHeader(%q) = %q", s, d)
		}
		Compare(Date(s), "2013")
		Date(s).Add(3, Months)
	})
}
