package score

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"entente/graph/when"
	"entente/loaders/nlp"
)

// data returns a path in the folder of development sets or skips the test.
func data(t *testing.T, parts ...string) string {
	t.Helper()
	root := os.Getenv("ENTENTE_SHARED")
	if root == "" {
		root = filepath.Join("..", "..", "..", "..", "shared")
	}
	path := filepath.Join(append([]string{root, "data"}, parts...)...)
	if _, err := os.Stat(path); err != nil {
		t.Skip("no shared data: ", err)
	}
	return path
}

// least are scores, in hundredths of a percent, below which no change may fall.
const (
	leastTimes    = 7650
	leastPronouns = 7300
)

// TestTimesOnGold holds the strict values on TimeBank and AQUAINT. With SHOW set
// it lists what was read otherwise.
func TestTimesOnGold(t *testing.T) {
	dir := data(t, "timebank")
	c, misses, err := Times(reader(t), dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("strict %d, relaxed %d, extent %d", c.Strict.F1(), c.Relaxed.F1(), c.Extent.F1())
	if c.Strict.F1() < leastTimes {
		t.Errorf("strict values: %d, want %d", c.Strict.F1(), leastTimes)
	}
	if os.Getenv("SHOW") != "" {
		for _, m := range misses {
			t.Logf("%s\t%q %s\tgold %q %s\t%q", m.File, m.Found, m.Value, m.Gold, m.GoldValue, m.Context)
		}
	}
}

// TestPronounsOnGold holds the pairs of the development half of GAP.
func TestPronounsOnGold(t *testing.T) {
	c, misses, err := Pronouns(reader(t), data(t, "gap-development.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("pronouns %d: %+v", c.F1(), c)
	if c.F1() < leastPronouns {
		t.Errorf("pronouns: %d, want %d", c.F1(), leastPronouns)
	}
	if os.Getenv("SHOW") != "" {
		for _, m := range misses {
			t.Log(m)
		}
	}
}

// TestChainsOnGold tells coreference on GUM; gold has its chains.
func TestChainsOnGold(t *testing.T) {
	gold, err := docs(data(t, "ud", "gum-open-dev.conllu"), nlp.ParseCoNLLU)
	if err != nil {
		t.Fatal(err)
	}
	mentions := 0
	for _, g := range gold {
		for _, c := range g.Chains {
			mentions += len(c.Mentions)
		}
	}
	if mentions < 3000 {
		t.Errorf("%d mentions in gold", mentions)
	}
	c := Chains(reader(t), gold)
	t.Logf("%+v of %d mentions", c, mentions)
	if c.CoNLL < 3300 {
		t.Errorf("got %+v", c)
	}
}

func reader(t *testing.T) *nlp.Reader {
	t.Helper()
	r, err := nlp.NewReader()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestReadTimeML(t *testing.T) {
	g := readTimeML(`<DCT><TIMEX3 tid="t0" value="2013-05-07">x</TIMEX3></DCT><TEXT>It fell &amp; broke <EVENT>on</EVENT> <TIMEX3 tid="t1" type="DATE" value="2013-05-06">Monday</TIMEX3>.</TEXT>`)
	if g.published != when.Date("2013-05-07") || g.text != "It fell & broke on Monday." || len(g.times) != 1 || g.text[g.times[0].start:g.times[0].end] != "Monday" {
		t.Errorf("got %+v", g)
	}
}

// A time with another extent than gold's, one too many and one too few.
func TestTimesAreCompared(t *testing.T) {
	text := "He left early Monday and in May."
	d := &nlp.Doc{Input: nlp.Input{Text: text}, Tokens: []nlp.Token{{Start: 8, End: 13}, {Start: 14, End: 20}, {Start: 0, End: 2}}, Times: []nlp.Time{{Start: 0, End: 2, Timex: "2013-05-06"}, {Start: 2, End: 3, Timex: "X"}}}
	var c TimeCounts
	misses := c.compare("f", d, timeText{text: text, times: []goldTime{{14, 20, "2013-05-06"}, {28, 31, "2013-05"}}})
	if c.Strict != (Count{0, 2, 2}) || c.Relaxed != (Count{1, 2, 2}) || len(misses) != 3 || !strings.HasPrefix(misses[0].Found, "early") {
		t.Errorf("got %+v, %+v", c, misses)
	}
}

func TestCosts(t *testing.T) {
	r, costs, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	costs = append(costs, Speed(r, []nlp.Input{{Text: strings.Repeat("The envoys of both countries signed the treaty on Tuesday. ", 50)}}))
	var b strings.Builder
	if err := CostTable(&b, costs); err != nil {
		t.Fatal(err)
	}
	t.Logf("\n%s", &b)
	for _, c := range costs {
		if c.Value <= 0 {
			t.Errorf("%+v", c)
		}
		// Sizes hold on any machine; times are for the machine that measures.
		if c.Unit == "MB" && c.Value > c.Bar {
			t.Errorf("%s: %.0f MB, at most %.0f", c.Name, c.Value, c.Bar)
		}
	}
}
