package score

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"entente/graph/graphtest"
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
var least = map[string]int{"time values": 7650, "pronouns": 7300, "chains, CoNLL": 3300}

// TestWhole measures every stage: nothing falls below what it was, and the table in
// README.md is the one that is measured. With ENTENTE_UPDATE set it is written anew.
func TestWhole(t *testing.T) {
	if testing.Short() {
		t.Skip("short")
	}
	all, err := Whole(reader(t), data(t))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := Table(&b, all); err != nil {
		t.Fatal(err)
	}
	t.Logf("\n%s", &b)
	for _, m := range all {
		if m.F1() < least[m.Name] {
			t.Errorf("%s, %s: %d, at least %d", m.Set, m.Name, m.F1(), least[m.Name])
		}
	}
	graphtest.HoldBlocks(t, filepath.Join("..", "..", "..", "README.md"), map[string]string{"make eval-shared": markdown(all)}, os.Getenv("ENTENTE_UPDATE") != "", "make eval-shared")
	holdCard(t, filepath.Join("..", "linear"), all)
}

// holdCard holds the scores on the treebanks, which come first, against scores.txt and
// the model card; with ENTENTE_UPDATE set both are written anew.
func holdCard(t *testing.T, dir string, all []Measure) {
	t.Helper()
	last := slices.IndexFunc(all, func(m Measure) bool { return m.Name == "time values" })
	if os.Getenv("ENTENTE_UPDATE") != "" {
		if err := Card(dir, all[:last]); err != nil {
			t.Fatal(err)
		}
		return
	}
	var table strings.Builder
	if err := Table(&table, all[:last]); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"scores.txt", "MODEL.md"} {
		text, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(text), table.String()) {
			t.Errorf("%s shows other scores than\n%s", name, &table)
		}
	}
}

// markdown is the table of README.md: a line for each measure, a column for each of
// the two treebanks; what is measured on another set stands in its own column.
func markdown(all []Measure) string {
	cells := map[string][]Measure{}
	var names []string
	for _, m := range all {
		if cells[m.Name] == nil {
			names = append(names, m.Name)
		}
		cells[m.Name] = append(cells[m.Name], m)
	}
	var b strings.Builder
	b.WriteString("| what is read | EWT dev | GUM-open dev | other | asked | aim |\n|---|---|---|---|---|---|\n")
	for _, name := range names {
		row := []string{name, "", "", "", "", ""}
		for _, m := range cells[name] {
			switch m.Set {
			case sets[0].name:
				row[1] = percent(m.F1())
			case sets[1].name:
				row[2] = percent(m.F1())
			default:
				row[3] = percent(m.F1()) + " (" + m.Set + ")"
			}
			if asked := percent(m.Least); !strings.Contains(row[4], asked) {
				row[4], row[5] = strings.TrimPrefix(row[4]+" / "+asked, " / "), strings.TrimPrefix(row[5]+" / "+percent(m.Aim), " / ")
			}
		}
		fmt.Fprintf(&b, "| %s |\n", strings.ReplaceAll(strings.Join(row, " | "), "    -", ""))
	}
	return b.String()
}

// TestListed lists what was read otherwise than gold has it: SHOW=times or
// SHOW=pronouns.
func TestListed(t *testing.T) {
	switch os.Getenv("SHOW") {
	case "times":
		c, misses, err := Times(reader(t), data(t, "timebank"))
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("strict %d, relaxed %d, extent %d", c.Strict.F1(), c.Relaxed.F1(), c.Extent.F1())
		for _, m := range misses {
			t.Logf("%s\t%q %s\tgold %q %s\t%q", m.File, m.Found, m.Value, m.Gold, m.GoldValue, m.Context)
		}
	case "pronouns":
		_, misses, err := Pronouns(reader(t), data(t, "gap-development.tsv"))
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range misses {
			t.Log(m)
		}
	default:
		t.Skip("SHOW is not set")
	}
}

// Gold of coreference is read from the trees.
func TestGoldHasChains(t *testing.T) {
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
