package when

import (
	"strings"
	"testing"
)

// All from Tuesday, 2013-05-07. The tense is that of the verb: < past, > future.
func TestResolve(t *testing.T) {
	tenses := map[string]Tense{"": NoTense, "<": PastTense, "=": PresentTense, ">": FutureTense}
	for _, line := range strings.Split(strings.TrimSpace(`
Tuesday | 2013-05-07 DATE
< Tuesday | 2013-05-07 DATE
on Monday | 2013-05-06 DATE
< Wednesday | 2013-05-01 DATE
> Wednesday | 2013-05-08 DATE
> Tuesday | 2013-05-07 DATE
last Tuesday | 2013-04-30 DATE
next Thursday | 2013-05-09 DATE
> early Wednesday | 2013-05-08 DATE
Monday night | 2013-05-06 TIME
Tuesday , May 7 | 2013-05-07 DATE
Friday , August 21 , 2015 | 2015-08-21 DATE
Monday of last week | 2013-04-29 DATE
this past Friday | 2013-05-03 DATE
today | 2013-05-07 DATE
yesterday | 2013-05-06 DATE
late yesterday | 2013-05-06 DATE
tomorrow morning | 2013-05-08 TIME
tonight | 2013-05-07 TIME
last night | 2013-05-06 TIME
this morning | 2013-05-07 TIME
this week | 2013-05-06/2013-05-12 DATE
last week | 2013-04-29/2013-05-05 DATE
next month | 2013-06 DATE
last month | 2013-04 DATE
last year | 2012 DATE
this year | 2013 DATE
next year | 2014 DATE
last summer | 2012-22 DATE
next summer | 2013-22 DATE
> this summer | 2013-22 DATE
last winter | 2012-24 DATE
the summer of 1998 | 1998-22 DATE
over the weekend | 2013-05-04/2013-05-05 DATE
> over the weekend | 2013-05-11/2013-05-12 DATE
last weekend | 2013-05-04/2013-05-05 DATE
this weekend | 2013-05-11/2013-05-12 DATE
by the end of the month | 2013-05-07/2013-05-31 DATE
by the end of May | 2013-05-07/2013-05-31 DATE
the end of last year | 2012 DATE
< until Friday | ../2013-05-03 DATE
until Friday | 2013-05-07/2013-05-10 DATE
since 2011 | 2011-01-01/2013-05-07 DATE
since March | 2013-03-01/2013-05-07 DATE
> before June 30 | 2013-05-07/2013-06-29 DATE
< in June | 2012-06 DATE
> in June | 2013-06 DATE
< in May | 2013-05 DATE
last June | 2012-06 DATE
June last year | 2012-06 DATE
January of this year | 2013-01 DATE
< June 30 | 2013-06-30 DATE
< July 30 | 2012-07-30 DATE
< April 30 | 2013-04-30 DATE
March eighth | 2013-03-08 DATE
the year 2000 | 2000 DATE
the past decade |  DURATION
> the fourth quarter | 2013-36 DATE
> June 30 | 2013-06-30 DATE
June 30 , 2012 | 2012-06-30 DATE
the 7th of May | 2013-05-07 DATE
7 May 2013 | 2013-05-07 DATE
May 4-5 | 2013-05-04/2013-05-05 DATE
May 4 to 7 | 2013-05-04/2013-05-07 DATE
December 1 and 2 , 2004 | 2004-12-01/2004-12-02 DATE
the 1930 's | 193X DATE
Sept. 11 , 2001 | 2001-09-11 DATE
March 2011 | 2011-03 DATE
mid-April | 2013-04 DATE
mid - April | 2013-04 DATE
early December 1998 | 1998-12 DATE
the middle of October | 2012-10 DATE
1998 | 1998 DATE
in early 1998 | 1998 DATE
mid-1996 | 1996 DATE
nineteen ninety-six | 1996 DATE
the 1990s | 199X DATE
the mid-1990s | 199X DATE
the late nineties | 199X DATE
the 20th century | 19XX DATE
two years ago | 2011 DATE
2 years ago | 2011 DATE
a month ago | 2013-04 DATE
three days ago | 2013-05-04 DATE
two weeks ago | 2013-04-22/2013-04-28 DATE
a week later | 2013-05-13/2013-05-19 DATE
in two weeks | 2013-05-20/2013-05-26 DATE
a decade ago | 200X DATE
more than a year ago | 2012 DATE
the first quarter | 2013-33 DATE
the third quarter | 2012-35 DATE
the third quarter of 1998 | 1998-35 DATE
this year's first half | 2013-40 DATE
earlier this month | 2013-05 DATE
later this year | 2013 DATE
early next year | 2014 DATE
the next day | 2013-05-08 DATE
the following day | 2013-05-08 DATE
the previous day | 2013-05-06 DATE
in recent days |  DURATION
the quarter | 2013-33 DATE
the year-ago quarter | 2012-33 DATE
the year-ago third quarter | 2012-35 DATE
the latest period | 2013-33 DATE
the year-ago period |  DATE
the current fiscal year | 2013 DATE
fiscal 1989 | 1989 DATE
year-end | 2013 DATE
the full year | 2013 DATE
the year ended | no
the last half of 1989 | 1989-41 DATE
the week of March 6 | 2013-03-04/2013-03-10 DATE
< Thanksgiving | 2012-11-22 DATE
last Thanksgiving | 2012-11-22 DATE
> Thanksgiving Day | 2013-11-28 DATE
Easter Sunday | 2013-03-31 DATE
Labor Day 2012 | 2012-09-03 DATE
Independence Day | 2013-07-04 DATE
> April 30 | 2013-04-30 DATE
> January 30 | 2014-01-30 DATE
a couple of years ago | 2011 DATE
now |  DATE
two years |  DURATION
the past two months |  DURATION
the next few days |  DURATION
more than two weeks |  DURATION
two-day |  DURATION
every Tuesday |  SET
twice a year |  SET
6:30 p.m. on Monday | 2013-05-06 TIME
Monday at 6 p.m. EST | 2013-05-06 TIME
6 a.m. | 2013-05-07 TIME
2013-05-07 | 2013-05-07 DATE
11/02/89 | 1989-11-02 DATE
Christmas Eve | 2012-12-24 DATE
the past |  DATE
may | no
we | no
March on Rome | no
a | no
second | no
the end | no
February 30 |  DATE
`), "\n") {
		text, want, _ := strings.Cut(line, " | ")
		words := strings.Fields(text)
		tense, marked := tenses[words[0]]
		if marked {
			words = words[1:]
		}
		d, kind, ok := Resolve(words, "2013-05-07", tense)
		got := string(d) + " " + string(kind)
		if !ok {
			got = "no"
		}
		if got != want && strings.TrimSpace(got) != strings.TrimSpace(want) {
			t.Errorf("%s: got %q, want %q", text, got, want)
		}
	}
}

func TestTimex(t *testing.T) {
	for text, want := range map[string]string{
		"last week": "2013-W18", "the weekend": "2013-W18-WE", "last summer": "2012-SU", "the first quarter": "2013-Q1",
		"the 20th century": "19", "Monday night": "2013-05-06TNI", "6:30 p.m. on Monday": "2013-05-06T18:30",
		"two years": "P2Y", "several weeks": "PXW", "half an hour": "PT30M", "two hours": "PT2H", "every Tuesday": "XXXX-WXX-2",
		"daily": "P1D", "now": "PRESENT_REF", "a decade": "P1E", "recent days": "PXD", "the 1990s": "199", "2 1/2 years": "P2Y6M", "two and a half years": "P2Y6M", "a minute and a half": "PT1M30S",
		"two to three weeks": "P2W", "no more than sixty days": "P60D", "the year-earlier nine months": "P9M", "years ago": "PAST_REF",
	} {
		p, n := Scan(strings.Fields(text))
		if n != len(strings.Fields(text)) {
			t.Errorf("Scan(%q) read %d words", text, n)
		}
		if got := p.Resolve(Context{Anchor: "2013-05-07"}).Timex; got != want {
			t.Errorf("%q = %q, want %q", text, got, want)
		}
	}
}

func TestResolveWithoutAnchor(t *testing.T) {
	for text, want := range map[string]Date{
		"yesterday": "", "Tuesday": "", "last year": "", "in June": "", "May 7 , 2013": "2013-05-07", "the 1990s": "199X",
		"over the weekend": "", "by the end of the month": "", "last summer": "",
	} {
		if got, _, ok := Resolve(strings.Fields(text), "", NoTense); !ok || got != want {
			t.Errorf("Resolve(%q) = %q, %v; want %q", text, got, ok, want)
		}
	}
	if got, _, _ := Resolve([]string{"last", "year"}, "2013-05", NoTense); got != "2012" {
		t.Errorf("last year from a month: %q", got)
	}
}

func TestPhraseFromPreviousDate(t *testing.T) {
	p, _ := Scan([]string{"a", "week", "later"})
	r := p.Resolve(Context{Anchor: "2013-05-07", Previous: "1989-11-09"})
	if r.Value != "1989-11-13/1989-11-19" || r.Anchor != "1989-11-09" {
		t.Errorf("a week after 1989-11-09 = %+v", r)
	}
}

func FuzzScan(f *testing.F) {
	for _, s := range []string{"last Tuesday", "the end of the month", "9999999999999999999 years ago", "May 4-5", "mid-", "- -", "the 1990s", "every 3 days", "nineteen ninety-nine", "Sept. 11"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		words := strings.Fields(s)
		for i := range min(len(words), 20) {
			p, n := Scan(words[i:])
			if n < 0 || n > len(words)-i {
				t.Fatalf("Scan(%q) = %d words", words[i:], n)
			}
			for tense := NoTense; tense <= StoryTense; tense++ {
				r := p.Resolve(Context{Anchor: "2013-05-07", Tense: tense})
				if _, err := Parse(string(r.Value)); err != nil {
					t.Fatalf("%q: %v", words[i:], err)
				}
			}
		}
	})
}
