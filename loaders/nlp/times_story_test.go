package nlp

import (
	"fmt"
	"strings"
	"testing"

	"entente/graph/when"
)

// Each line: a text without a day of its own, or with the day in front of the
// stroke, and the times in it. They are counted from the date last named.
func TestTimesOfStories(t *testing.T) {
	r := reader(t)
	for _, line := range strings.Split(strings.TrimSpace(`
| They met in Geneva on May 3, 2021. They plan to sign a treaty in Oslo in June. => May 3, 2021=2021-05-03 June=2021-06
| They met in Geneva on May 3, 2021. They signed the treaty in June. => May 3, 2021=2021-05-03 June=2021-06
| They met in Geneva on May 3, 2021. They will sign it on Friday. => May 3, 2021=2021-05-03 Friday=2021-05-07
| They met in Geneva on May 3, 2021. They had agreed to it on Friday. => May 3, 2021=2021-05-03 Friday=2021-04-30
| They met in November 2012. They signed the treaty in February. => November 2012=2012-11 February=2013-02
| The war began in 2003. The capital fell in April. => 2003=2003 April=2003-04
| They signed the treaty in June. => June=2-0-0
2013-05-07 | The war began in March 2003. In April the capital fell. => March 2003=2003-03 April=2003-04
2013-05-07 | The Dec. 21, 2003, bombing shook the capital. He agreed in April to leave. => Dec. 21, 2003=2003-12-21 April=2013-04
2013-05-07 | The war began in March 2003. The capital will be rebuilt in June. => March 2003=2003-03 June=2013-06
2013-05-07 | They met in April. They signed the treaty in March. => April=2013-04 March=2013-03
2013-05-07 | Officials extended the deadline until 9 a.m. Friday to find a deal. => 9 a.m. Friday=2013-05-07/2013-05-10
`), "\n") {
		line = strings.ReplaceAll(line, "2-0-0", "")
		day, rest, _ := strings.Cut(line, "|")
		text, want, _ := strings.Cut(strings.TrimSpace(rest), " =>")
		d := r.Read(Input{Text: text, Published: when.Date(strings.TrimSpace(day))})
		var got []string
		for _, tm := range d.Times {
			got = append(got, fmt.Sprintf("%s=%s", d.Words(tm.Start, tm.End), tm.Value))
		}
		if strings.Join(got, " ") != strings.TrimSpace(want) {
			t.Errorf("%s\n got %s\nwant %s", text, strings.Join(got, " "), strings.TrimSpace(want))
		}
	}
}
