package score

import (
	"fmt"
	"html"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"entente/graph/when"
	"entente/loaders/nlp"
)

// TimeCounts compares time expressions with gold in TIMEX3. A value is right when
// its text is gold's; Strict also wants the first and the last byte.
type TimeCounts struct{ Strict, Relaxed, Extent Count }

// goldTime is an annotated expression: bytes of the text and its TIMEX3 value.
type goldTime struct {
	start, end int
	value      string
}

// timeText is a document of TimeML without its marks.
type timeText struct {
	text      string
	published when.Date
	times     []goldTime
}

// A TimeMiss is a time that was read otherwise than gold has it; one side is empty
// when the other stands alone.
type TimeMiss struct{ File, Found, Value, Gold, GoldValue, Context string }

// Times measures time expressions on the TimeML documents (*.tml) in the folders
// of dir, each read as plain text with its document time.
func Times(r *nlp.Reader, dir string) (TimeCounts, []TimeMiss, error) {
	paths, err := filepath.Glob(filepath.Join(dir, "*", "*.tml"))
	if err == nil && len(paths) == 0 {
		err = fmt.Errorf("no *.tml in the folders of %s", dir)
	}
	if err != nil {
		return TimeCounts{}, nil, fmt.Errorf("score: %w", err)
	}
	var c TimeCounts
	var misses []TimeMiss
	for _, path := range paths {
		raw, err := os.ReadFile(path)
		if err != nil {
			return TimeCounts{}, nil, fmt.Errorf("score: %w", err)
		}
		g := readTimeML(string(raw))
		d := r.Read(nlp.Input{Text: g.text, Published: g.published})
		misses = append(misses, c.compare(filepath.Base(path), d, g)...)
	}
	return c, misses, nil
}

// compare pairs each time found with the first of gold that it overlaps and that
// no other has taken.
func (c *TimeCounts) compare(file string, d *nlp.Doc, g timeText) []TimeMiss {
	var misses []TimeMiss
	taken := make([]bool, len(g.times))
	for _, t := range d.Times {
		start, end := d.Tokens[t.Start].Start, d.Tokens[t.End-1].End
		i := slices.IndexFunc(g.times, func(gold goldTime) bool { return start < gold.end && gold.start < end })
		for i >= 0 && i < len(g.times) && taken[i] {
			if i++; i == len(g.times) || g.times[i].start >= end {
				i = -1
			}
		}
		miss := TimeMiss{File: file, Found: g.text[start:end], Value: t.Timex, Context: g.text[max(0, start-40):min(len(g.text), end+25)]}
		if i >= 0 && i < len(g.times) {
			gold := g.times[i]
			taken[i] = true
			exact, right := start == gold.start && end == gold.end, sameValue(t.Timex, gold.value)
			c.Extent.hit(exact)
			c.Relaxed.hit(right)
			c.Strict.hit(exact && right)
			if exact && right {
				continue
			}
			miss.Gold, miss.GoldValue = g.text[gold.start:gold.end], gold.value
		}
		misses = append(misses, miss)
	}
	for i, gold := range g.times {
		if !taken[i] {
			misses = append(misses, TimeMiss{File: file, Gold: g.text[gold.start:gold.end], GoldValue: gold.value, Context: g.text[max(0, gold.start-40):min(len(g.text), gold.end+25)]})
		}
	}
	for _, count := range []*Count{&c.Strict, &c.Relaxed, &c.Extent} {
		count.Found += len(d.Times)
		count.Gold += len(g.times)
	}
	return misses
}

func (c *Count) hit(right bool) {
	if right {
		c.Hit++
	}
}

// sameValue compares two TIMEX3 values; weeks are written with a zero in front and
// without.
func sameValue(a, b string) bool {
	return strings.Replace(a, "-W0", "-W", 1) == strings.Replace(b, "-W0", "-W", 1)
}

var (
	tmlTag   = regexp.MustCompile(`<[^>]*>`)
	tmlDay   = regexp.MustCompile(`<DCT>.*?value="(\d{4}-\d\d-\d\d)`)
	tmlValue = regexp.MustCompile(`\bvalue="([^"]*)"`)
)

func readTimeML(raw string) timeText {
	var g timeText
	if m := tmlDay.FindStringSubmatch(raw); m != nil {
		g.published = when.Date(m[1])
	}
	_, body, _ := strings.Cut(raw, "<TEXT>")
	body, _, _ = strings.Cut(body, "</TEXT>")
	var text strings.Builder
	last, open := 0, -1
	for _, tag := range tmlTag.FindAllStringIndex(body, -1) {
		text.WriteString(html.UnescapeString(body[last:tag[0]]))
		last = tag[1]
		switch mark := body[tag[0]:tag[1]]; {
		case strings.HasPrefix(mark, "<TIMEX3"):
			open = len(g.times)
			g.times = append(g.times, goldTime{start: text.Len()})
			if m := tmlValue.FindStringSubmatch(mark); m != nil {
				g.times[open].value = m[1]
			}
		case mark == "</TIMEX3>" && open >= 0:
			g.times[open].end = text.Len()
		}
	}
	text.WriteString(html.UnescapeString(body[last:]))
	g.text = text.String()
	return g
}
