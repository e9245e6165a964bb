package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"entente/graph/graphtest"
)

// TestReadmePages runs every command of the pages that help carries, as TestReadme
// does, and the Python in them where there is one with pandas. $SEEDS is the folder
// of the sample articles.
func TestReadmePages(t *testing.T) {
	if testing.Short() && !*update {
		t.Skip("short: what is shown is not held against what is printed")
	}
	seeds, err := filepath.Abs(filepath.Join("..", "..", "seeds", "articles"))
	if err != nil {
		t.Fatal(err)
	}
	readme, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	sh := newShell(t)
	sh.env = append(sh.env, "SEEDS="+seeds)
	for _, topic := range topics {
		sh.dir = t.TempDir()
		path := filepath.Join("docs", topic.name+".md")
		if !strings.Contains(string(readme), "(cmd/entente/docs/"+topic.name+".md)") {
			t.Errorf("README.md leads to no page %s", topic.name)
		}
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		got := runBlocks(string(text), sh.run)
		for _, m := range askedInline.FindAllStringSubmatch(string(text), -1) {
			if strings.Contains(got, "$ entente load") && !strings.Contains(m[1], "THING") && !strings.Contains(m[1], "FILE") {
				sh.run(m[1])
			}
		}
		if python := blocks(string(text), "python"); python != "" {
			runPython(t, sh, python)
		}
		switch {
		case got == string(text):
		case *update:
			if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		default:
			t.Errorf("%s shows other output than the program prints (%s):\n%s", path, updateReadme, graphtest.FirstDifference(string(text), got))
		}
	}
}

// askedInline are questions in the running text and in tables.
var askedInline = regexp.MustCompile("`(entente (?:ask|path|network|series|show|help|review|verify|explain|stats)\\b[^`]*)`")

// blocks joins the blocks of a page in one language.
func blocks(text, language string) string {
	var all []string
	for _, m := range regexp.MustCompile("(?s)```"+language+"\n(.*?)```").FindAllStringSubmatch(text, -1) {
		all = append(all, m[1])
	}
	return strings.Join(all, "\n")
}

// runPython runs a page's Python in the folder in which its commands ran. PYTHON
// names another one than python3.
func runPython(t *testing.T, sh *shell, code string) {
	t.Helper()
	python := "python3"
	if named := os.Getenv("PYTHON"); named != "" {
		python = named
	}
	if err := exec.Command(python, "-c", "import pandas").Run(); err != nil {
		t.Logf("the Python of the page is not run: no %s with pandas here", python)
		return
	}
	cmd := exec.Command(python, "-c", code)
	cmd.Dir = sh.dir
	out, err := cmd.CombinedOutput()
	if err != nil || len(out) < 200 {
		t.Errorf("the Python of the page: %v\n%s", err, out)
	}
}

// goldenScore is a line of a golden file of scores.
var goldenScore = regexp.MustCompile(`(?m)^(\S.*?) +F1 ([0-9.]+)  right ([0-9]+)  false ([0-9]+)  missed ([0-9]+)$`)

// goldens is where the golden files of scores lie.
var goldens = filepath.Join("..", "..", "loaders", "eval", "testdata")

// TestReadmeQuality holds the figures of README and of the page on quality against the
// golden scores and the verdicts that they are made of. With -update it writes them.
func TestReadmeQuality(t *testing.T) {
	if testing.Short() && !*update {
		t.Skip("short: what is shown is not held against what is printed")
	}
	scores := seedScores(t)
	graphtest.HoldBlocks(t, filepath.Join("docs", "quality.md"), map[string]string{"scores": scores, "verdicts": verdicts(t, filepath.Join(goldens, "verdicts.tsv"))}, *update, updateReadme)
	graphtest.HoldBlocks(t, filepath.Join("..", "..", "README.md"), map[string]string{"scores": scores, "strangers": strangersScores(t)}, *update, updateReadme)
}

// seedScores is the table of what is read of the seeds.
func seedScores(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	b.WriteString("| what is read | precision | recall | F1 |\n|---|---|---|---|\n")
	lines := 0
	for _, name := range []string{"seeds.txt", "quotations.txt"} {
		for _, m := range goldenScore.FindAllStringSubmatch(textOf(t, filepath.Join(goldens, name)), -1) {
			if m[1] == "article" {
				continue
			}
			lines++
			right, wrong, missed := number(t, m[3]), number(t, m[4]), number(t, m[5])
			fmt.Fprintf(&b, "| %s | %.2f | %.2f | %s |\n", m[1], right/(right+wrong), right/(right+missed), m[2])
		}
	}
	if lines < 20 {
		t.Fatalf("%d lines of scores", lines)
	}
	return b.String()
}

// strangersSets are the measures on other people's sets, with the golden file and the
// line where each figure stands.
var strangersSets = []struct{ what, file, line string }{
	{"roles and memberships, from raw text (DWIE dev, 98 articles), micro F1", "dwie.txt", "relations"},
	{"– with names and chains given", "dwie.txt", "given relations"},
	{"names chained, from raw text (DWIE dev), B3", "dwie-entities.txt", "DWIE B3, all named entities F1"},
	{"– CEAF-e", "dwie-entities.txt", "DWIE CEAF-e, all named entities F1"},
	{"– linked to the right thing by name", "dwie-entities.txt", "DWIE linked"},
	{"types of acts, actor and recipient marked (PLV train), macro-F1", "plv.txt", "marked, macro-F1"},
	{"– with nothing marked", "plv.txt", "unmarked, macro-F1"},
	{"types of acts (PETRARCH's unit tests), F1", "petrarch.txt", "root type"},
	{"speakers of 150 quotations in the news, accuracy", "quotations.txt", "quotation speakers"},
}

// strangersScores is the table of the scores on other people's sets.
func strangersScores(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	b.WriteString("| what is read | score |\n|---|---|\n")
	for _, s := range strangersSets {
		line := regexp.MustCompile(`(?m)^` + regexp.QuoteMeta(s.line) + `(?: +F1 ([01]\.[0-9]+)|\t([0-9]+))`)
		m := line.FindStringSubmatch(textOf(t, filepath.Join(goldens, s.file)))
		if m == nil {
			t.Fatalf("%s has no line %q", s.file, s.line)
		}
		if m[1] == "" {
			m[1] = fmt.Sprintf("%.3f", number(t, m[2])/1000)
		}
		fmt.Fprintf(&b, "| %s | %s |\n", s.what, m[1])
	}
	return b.String()
}

func textOf(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func number(t *testing.T, s string) float64 {
	t.Helper()
	n, err := strconv.Atoi(s)
	if err != nil {
		t.Fatal(err)
	}
	return float64(n)
}

// verdicts is a table of judged claims, by kind.
func verdicts(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	b.WriteString("| kind of claim | right | of |\n|---|---|---|\n")
	right, all := map[string]int{}, map[string]int{}
	for _, line := range strings.Split(string(text), "\n") {
		if cells := strings.Split(line, "\t"); len(cells) > 2 && cells[0] != "id" && !strings.HasPrefix(line, "#") {
			all[cells[1]]++
			all["all"]++
			if cells[2] == "right" {
				right[cells[1]]++
				right["all"]++
			}
		}
	}
	for _, kind := range []string{"affiliation", "office", "statement", "topic", "meeting", "event", "agreement", "all"} {
		fmt.Fprintf(&b, "| %s | %d | %d |\n", kind, right[kind], all[kind])
	}
	if all["all"] < 100 {
		t.Fatalf("%s: %d verdicts", path, all["all"])
	}
	return b.String()
}
