package nlp

import (
	"fmt"
	"strings"
	"testing"
)

// Each line: a text of Tuesday, 2013-05-07, and the times in it.
func TestTimes(t *testing.T) {
	r, err := NewReader()
	if err != nil {
		t.Skip("no weights: ", err)
	}
	for _, line := range strings.Split(strings.TrimSpace(`
The United States and Russia agreed Tuesday to bring them together. => Tuesday=2013-05-07
The conference could be held by the end of the month. => the end of the month=2013-05-07/2013-05-31
The communique was agreed to in June at a special meeting. => June=2012-06
They will meet again in June. => June=2013-06
Over the weekend, Israel reportedly struck twice. => the weekend=2013-05-04/2013-05-05
The ministers will meet Friday in Geneva. => Friday=2013-05-10
The ministers met Friday in Geneva. => Friday=2013-05-03
He has been in power since 2011. => 2011=2011-01-01/2013-05-07
The talks will go on until Thursday. => Thursday=2013-05-07/2013-05-09
The war began two years ago. => two years ago=2011
The two-day summit ended on May 4. => two-day=P2D May 4=2013-05-04
On May 4, 1998, they met. The next day they signed the treaty. => May 4, 1998=1998-05-04 The next day=1998-05-05
The Oct. 23 shooting was condemned. => Oct. 23=2012-10-23
Theresa May visited Washington in the 1990s. => the 1990s=199X
He may go. =>
She will be there from June 27 to June 30 with others. => June 27=2013-06-27/2013-06-30 June 30=2013-06-27/2013-06-30
They fought between 1994 and 1997 and then stopped. => 1994=1994/1997 1997=1994/1997
It was held from November 20 to December 11, 2016. => November 20=2016-11-20/2016-12-11 December 11, 2016=2016-11-20/2016-12-11
On May 4, 1998, as in 1990, they met. The next day they left. => May 4, 1998=1998-05-04 1990=1990 The next day=1998-05-05
A quarter of the votes was lost. =>
They march on. =>
It cost $ 2000. =>
The paper was signed in 1998 by both. => 1998=1998
Officials said Sunday night that it was over. => Sunday night=2013-05-05
It has been threatening in recent days to act. => recent days=PXD
`), "\n") {
		text, want, _ := strings.Cut(line, " =>")
		d := r.Read(Input{Text: text, Published: "2013-05-07"})
		if d.Times == nil {
			stageTimes(d)
		}
		var got []string
		for _, tm := range d.Times {
			value := string(tm.Value)
			if value == "" {
				value = tm.Timex
			}
			got = append(got, fmt.Sprintf("%s=%s", d.Words(tm.Start, tm.End), value))
		}
		if strings.Join(got, " ") != strings.TrimSpace(want) {
			t.Errorf("%s\n got %s\nwant %s", text, strings.Join(got, " "), strings.TrimSpace(want))
		}
	}
}

func TestTimesOnDocumentsByHand(t *testing.T) {
	for name, d := range map[string]*Doc{
		"empty":             {},
		"no heads":          {Input: Input{Text: "Friday"}, Tokens: []Token{{0, 6, "Friday", "Friday", "PROPN", "NNP", -1, "root", 0}}, Sentences: []Sentence{{0, 1, 0, false}}},
		"a cycle of heads":  {Input: Input{Text: "Friday met"}, Tokens: []Token{{0, 6, "Friday", "Friday", "PROPN", "NNP", 1, "obl", 0}, {7, 10, "met", "meet", "VERB", "VB", 1, "root", 0}}, Sentences: []Sentence{{0, 2, 0, false}}},
		"an empty sentence": {Sentences: []Sentence{{0, 0, 0, false}}},
	} {
		stageTimes(d)
		if want := len(d.Tokens); want > 0 && len(d.Times) != 1 {
			t.Errorf("%s: %v", name, d.Times)
		}
	}
}
