package nlp

import (
	"fmt"
	"html"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"entente/graph/when"
)

// goldTime is an annotated expression: bytes of the text and its TIMEX3 value.
type goldTime struct {
	start, end  int
	kind, value string
}

// goldText is a document of TimeBank without its marks.
type goldText struct {
	name      string
	text      string
	published when.Date
	times     []goldTime
}

var (
	tmlTag   = regexp.MustCompile(`<[^>]*>`)
	tmlDay   = regexp.MustCompile(`<DCT>.*?value="(\d{4}-\d\d-\d\d)`)
	tmlValue = regexp.MustCompile(`\bvalue="([^"]*)"`)
	tmlKind  = regexp.MustCompile(`\btype="([^"]*)"`)
)

func readTimeML(path string) (goldText, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return goldText{}, err
	}
	g := goldText{name: filepath.Base(path)}
	if m := tmlDay.FindSubmatch(raw); m != nil {
		g.published = when.Date(m[1])
	}
	_, body, _ := strings.Cut(string(raw), "<TEXT>")
	body, _, _ = strings.Cut(body, "</TEXT>")
	var text strings.Builder
	last := 0
	open := -1
	for _, tag := range tmlTag.FindAllStringIndex(body, -1) {
		text.WriteString(html.UnescapeString(body[last:tag[0]]))
		last = tag[1]
		mark := body[tag[0]:tag[1]]
		switch {
		case strings.HasPrefix(mark, "<TIMEX3"):
			open = len(g.times)
			g.times = append(g.times, goldTime{text.Len(), 0, tmlKind.FindStringSubmatch(mark)[1], tmlValue.FindStringSubmatch(mark)[1]})
		case mark == "</TIMEX3>" && open >= 0:
			g.times[open].end = text.Len()
		}
	}
	text.WriteString(html.UnescapeString(body[last:]))
	g.text = text.String()
	return g, nil
}

func sameValue(a, b string) bool {
	return strings.Replace(a, "-W0", "-W", 1) == strings.Replace(b, "-W0", "-W", 1)
}

type f1 struct{ found, gold, right int }

func (f f1) String() string {
	p, r := float64(f.right)/float64(max(1, f.found)), float64(f.right)/float64(max(1, f.gold))
	return fmt.Sprintf("P %.3f R %.3f F1 %.3f", p, r, f.value())
}

func (f f1) value() float64 { return 2 * float64(f.right) / float64(max(1, f.found+f.gold)) }

// TestTimesOnTimeBank measures value and extent. Strict counts an expression
// whose first and last byte and value are gold's, relaxed one that overlaps
// with gold's and has its value.
func TestTimesOnTimeBank(t *testing.T) {
	root := os.Getenv("ENTENTE_SHARED")
	if root == "" {
		root = filepath.Join("..", "..", "..", "shared")
	}
	paths, _ := filepath.Glob(filepath.Join(root, "data", "timebank", "*", "*.tml"))
	if len(paths) == 0 {
		t.Skip("no TimeBank under ENTENTE_SHARED")
	}
	reader, err := NewReader()
	if err != nil {
		t.Skip("no weights: ", err)
	}
	var strict, relaxed, extent, extentStrict, dates f1
	for _, path := range paths {
		g, err := readTimeML(path)
		if err != nil {
			t.Fatal(err)
		}
		doc := reader.Read(Input{Text: g.text, Published: g.published})
		if doc.Times == nil {
			stageTimes(doc)
		}
		taken := map[int]bool{}
		for _, tm := range doc.Times {
			start, end := doc.Tokens[tm.Start].Start, doc.Tokens[tm.End-1].End
			verdict := "extra"
			for i, gold := range g.times {
				if taken[i] || start >= gold.end || gold.start >= end {
					continue
				}
				taken[i] = true
				right := sameValue(tm.Timex, gold.value)
				exact := start == gold.start && end == gold.end
				extent.right++
				relaxed.right += b2i(right)
				extentStrict.right += b2i(exact)
				strict.right += b2i(right && exact)
				dates.right += b2i(right && gold.kind == "DATE")
				verdict = ""
				if !right || !exact {
					verdict = fmt.Sprintf("gold %q %s", g.text[gold.start:gold.end], gold.value)
				}
				break
			}
			if verdict != "" && os.Getenv("SHOW") != "" {
				fmt.Printf("%s\t%s\t%q %s\n", verdict, doc.Published, g.text[max(0, start-30):min(len(g.text), end+20)], tm.Timex)
			}
			dates.found += b2i(tm.Kind == "DATE")
		}
		for i, gold := range g.times {
			dates.gold += b2i(gold.kind == "DATE")
			if !taken[i] && os.Getenv("SHOW") != "" {
				fmt.Printf("missed %s\t%q\t%q\n", gold.value, g.text[gold.start:gold.end], g.text[max(0, gold.start-30):min(len(g.text), gold.end+20)])
			}
		}
		strict.found, strict.gold = strict.found+len(doc.Times), strict.gold+len(g.times)
	}
	for _, f := range []*f1{&relaxed, &extent, &extentStrict} {
		f.found, f.gold = strict.found, strict.gold
	}
	t.Logf("value, strict extent:  %v", strict)
	t.Logf("value, relaxed extent: %v", relaxed)
	t.Logf("extent, strict:        %v", extentStrict)
	t.Logf("extent, relaxed:       %v", extent)
	t.Logf("value of dates:        %v", dates)
	if strict.value() < 0.70 {
		t.Errorf("value F1 %.3f", strict.value())
	}
}
