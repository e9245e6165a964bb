package queries

import (
	"reflect"
	"strings"
	"testing"

	"entente/graph/graphtest"
)

// atLarge are questions on a made world; @P stands for its most named person, @C and
// @D for its most named countries.
var atLarge = []string{
	"meetings", "meetings --all", "meetings --with=@P", "meetings --with=@C", "meetings --in=@C --since=2010", "meetings --planned", "meetings --with=@C --known-by=2012",
	"agreements", "agreements --party=@C", "offices", "offices --of=@C", "statements", "statements --by=@P --source=Wire", "events --by=@C", "about --thing=@C",
	"timeline --of=@C", "timeline --of=@C --of=@D", "neighbours --of=@C", "together --with=@C", "circle --of=@P", "mediators --between=@C --between=@D",
	"unsigned", "unheld", "coverage --type=Person", "differences --between=Wire --between=Post --all",
}

// onWorld asks the lines of a made world.
func onWorld(t *testing.T, check func(line string, q *Question, req Request, ask func(Request) Answer)) {
	set := graphtest.World(5, 25_000)
	s := stored(t, set)
	names := strings.NewReplacer("@P", mostNamed(set, "Person"), "@C", mostNamed(set, "Country"), "@D", secondNamed(set, "Country"))
	for _, line := range atLarge {
		q, req := request(t, names.Replace(line))
		check(line, q, req, func(req Request) Answer {
			t.Helper()
			ans, err := Ask(t.Context(), s.Reader, q, req)
			if err != nil {
				t.Fatalf("%s: %v", line, err)
			}
			return ans
		})
	}
}

// TestLimit: a limit gives the first of all rows, and counts them all.
func TestLimit(t *testing.T) {
	long := 0
	onWorld(t, func(line string, _ *Question, req Request, ask func(Request) Answer) {
		for _, newest := range []bool{false, true} {
			req.Limit, req.Quotes, req.Newest = 0, 1, newest
			all := ask(req)
			for _, limit := range []int{1, 3, 10} {
				req.Limit = limit
				some := ask(req)
				if some.Total != all.Total {
					t.Errorf("%s, limit %d, newest %t: %d rows in all, without it %d", line, limit, newest, some.Total, all.Total)
				}
				if want := all.Rows[:min(limit, len(all.Rows))]; !reflect.DeepEqual(some.Rows, want) {
					t.Errorf("%s, limit %d, newest %t: not the first rows of all", line, limit, newest)
				}
				if all.Total > 4*limit {
					long++
				}
			}
		}
	})
	if long < 40 {
		t.Errorf("only %d answers were cut: the world is too small to prove much", long)
	}
}

// TestMinSources: the rows kept are those that show so many sources.
func TestMinSources(t *testing.T) {
	kept, dropped := 0, 0
	onWorld(t, func(line string, _ *Question, req Request, ask func(Request) Answer) {
		req.Quotes = 1
		var want []string
		for _, r := range ask(req).Rows {
			if r.Sources >= 2 {
				want = append(want, string(r.ID))
				kept++
			} else {
				dropped++
			}
		}
		req.Values["min-sources"] = []string{"2"}
		var got []string
		for _, r := range ask(req).Rows {
			got = append(got, string(r.ID))
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %d rows of two sources, %d are shown with so many", line, len(got), len(want))
		}
	})
	if kept < 50 || dropped < 50 {
		t.Errorf("%d kept, %d dropped: this proves little", kept, dropped)
	}
}
