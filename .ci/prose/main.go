// Command prose measures the reader beside github.com/jdkato/prose/v3, the best
// kept Go library for the job, in one run and on the same texts: tokens,
// sentences, tags and names on the development sets, and the speed of all that
// each does on the State Department releases. It prints a table in Markdown and,
// with -readme, writes it into that file between its marks. It is a module of its
// own so that the program does not depend on what it is compared with.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/jdkato/prose/v3"

	"entente/loaders/nlp"
	"entente/loaders/nlp/score"
)

func main() {
	data := flag.String("data", "../../../shared/data", "the folder of development sets; the releases lie beside it under articles/statedept")
	quick := flag.Bool("quick", false, "leave the speed out, which only an idle machine tells")
	readme := flag.String("readme", "", "the file in which to write the table")
	only := flag.Bool("speed", false, "measure the speed alone and print it as JSON")
	flag.Parse()
	err := error(nil)
	if *only {
		err = printSpeeds(*data)
	} else {
		err = run(*data, *readme, *quick)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "prose:", err)
		os.Exit(1)
	}
}

func run(data, readme string, quick bool) error {
	r, err := nlp.NewReader()
	if err != nil {
		return err
	}
	readers := []func(string) reading{func(text string) reading { return ours(r, text) }, theirs}
	var rows [][]string
	for _, set := range []struct{ name, trees, names string }{
		{"EWT", "ud/ewt-dev.conllu", "ner/uner-ewt-dev.conll"},
		{"GUM", "ud/gum-open-dev.conllu", "ner/gum-open-dev.derived.conll"},
	} {
		gold, err := goldOf(filepath.Join(data, set.trees), filepath.Join(data, set.names))
		if err != nil {
			return err
		}
		var measured [2]measures
		for k, read := range readers {
			measured[k] = measure(read, gold)
		}
		for i, name := range []string{"tokens", "sentences", "tags", "names"} {
			rows = append(rows, []string{fmt.Sprintf("%s, %s dev, F1", name, set.name), percent(measured[0][i]), percent(measured[1][i])})
		}
	}
	if !quick {
		speeds, err := speed(data, readAll(r))
		if err != nil {
			return err
		}
		rows = append(rows, []string{"words a second of one core", fmt.Sprintf("%.0f", speeds[0]), fmt.Sprintf("%.0f", speeds[1])})
	}
	table := markdown(rows)
	fmt.Print(table)
	if readme == "" {
		return nil
	}
	return write(readme, table)
}

// readAll are both readers with all that each does.
func readAll(r *nlp.Reader) []func(string) {
	return []func(string){
		func(text string) { r.Read(nlp.Input{Text: text}) },
		func(text string) { _, _ = prose.NewDocument(text) }, // it fails on no text
	}
}

// printSpeeds prints the words that each reads in a second of one core.
func printSpeeds(data string) error {
	r, err := nlp.NewReader()
	if err != nil {
		return err
	}
	speeds, err := speed(data, readAll(r))
	if err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(map[string]float64{"entente": speeds[0], "prose": speeds[1]})
}

// reading is what both readers find: spans with a label.
type reading struct{ tokens, sentences, tags, names map[span]bool }

type span struct {
	start, end int
	label      string
}

func newReading() reading {
	return reading{map[span]bool{}, map[span]bool{}, map[span]bool{}, map[span]bool{}}
}

func (r reading) sets() [4]map[span]bool {
	return [4]map[span]bool{r.tokens, r.sentences, r.tags, r.names}
}

func ours(reader *nlp.Reader, text string) reading {
	return of(reader.Read(nlp.Input{Text: text}))
}

// of takes the spans of a document.
func of(d *nlp.Doc) reading {
	out := newReading()
	for _, t := range d.Tokens {
		out.tokens[span{t.Start, t.End, ""}] = true
		out.tags[span{t.Start, t.End, t.XPOS}] = true
	}
	for _, s := range d.Sentences {
		out.sentences[span{d.Tokens[s.Start].Start, d.Tokens[s.End-1].End, ""}] = true
	}
	for _, n := range d.Names {
		switch n.Kind {
		case nlp.Person, nlp.Place, nlp.Organization:
			out.names[span{d.Tokens[n.Start].Start, d.Tokens[n.End-1].End, string(n.Kind)}] = true
		}
	}
	return out
}

// kinds are the names of prose's entities in our words.
var kinds = map[string]nlp.NameKind{
	"PERSON": nlp.Person, "PER": nlp.Person, "GPE": nlp.Place, "LOC": nlp.Place, "LOCATION": nlp.Place, "FACILITY": nlp.Place,
	"ORG": nlp.Organization, "ORGANIZATION": nlp.Organization,
}

func theirs(text string) reading {
	out := newReading()
	d, err := prose.NewDocument(text)
	if err != nil {
		return out
	}
	for _, t := range d.Tokens() {
		out.tokens[span{t.Start, t.End(), ""}] = true
		out.tags[span{t.Start, t.End(), t.Tag}] = true
	}
	for _, s := range d.Sentences() {
		out.sentences[span{s.Start, s.End(), ""}] = true
	}
	for _, e := range d.Entities() {
		if kind := kinds[e.Label]; kind != "" {
			out.names[span{e.Start, e.End(), string(kind)}] = true
		}
	}
	return out
}

// goldText is a text with what is in it.
type goldText struct {
	text string
	reading
}

// goldOf reads trees, and the names over the same words.
func goldOf(trees, names string) ([]goldText, error) {
	docs, err := parse(trees, nlp.ParseCoNLLU)
	if err != nil {
		return nil, err
	}
	named, err := parse(names, nlp.ParseNames)
	if err != nil {
		return nil, err
	}
	bySentence := map[string][]nlp.Name{}
	for _, d := range named {
		for _, s := range d.Sentences {
			for _, n := range d.Names {
				if n.Start >= s.Start && n.End <= s.End {
					n.Start, n.End = n.Start-s.Start, n.End-s.Start
					bySentence[wordsOf(d, s)] = append(bySentence[wordsOf(d, s)], n)
				}
			}
		}
	}
	var all []goldText
	for _, d := range docs {
		d.Names = nil
		for _, s := range d.Sentences {
			key := wordsOf(d, s)
			for _, n := range bySentence[key] {
				n.Start, n.End = n.Start+s.Start, n.End+s.Start
				d.Names = append(d.Names, n)
			}
		}
		all = append(all, goldText{d.Text, of(d)})
	}
	return all, nil
}

// wordsOf is the key under which the names of a sentence are found: the two files
// have the same sentences, not always in the same order.
func wordsOf(d *nlp.Doc, s nlp.Sentence) string {
	var words []string
	for _, t := range d.Tokens[s.Start:s.End] {
		words = append(words, t.Norm)
	}
	return strings.Join(words, " ")
}

func parse(path string, read func(io.Reader) ([]*nlp.Doc, error)) ([]*nlp.Doc, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return read(f)
}

// measures are the counts of tokens, sentences, tags and names.
type measures [4]score.Count

func measure(read func(string) reading, gold []goldText) measures {
	var m measures
	for _, g := range gold {
		found, want := read(g.text).sets(), g.sets()
		for i := range m {
			for s := range found[i] {
				if want[i][s] {
					m[i].Hit++
				}
			}
			m[i].Found += len(found[i])
			m[i].Gold += len(want[i])
		}
	}
	return m
}

// rounds is how often each reader reads the releases, taking turns; the median
// round of each counts.
const rounds = 5

// speed returns the words, between white space, that each reader reads in a second
// of one core.
func speed(data string, readers []func(string)) ([2]float64, error) {
	paths, err := filepath.Glob(filepath.Join(data, "..", "articles", "statedept", "*.txt"))
	if err != nil || len(paths) == 0 {
		return [2]float64{}, fmt.Errorf("no releases beside %s", data)
	}
	var texts []string
	words := 0
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			return [2]float64{}, err
		}
		texts = append(texts, string(text))
		words += len(strings.Fields(string(text)))
	}
	runtime.GOMAXPROCS(1)
	var took [2][]time.Duration
	for range rounds {
		for k, read := range readers {
			before := spent()
			for _, text := range texts {
				read(text)
			}
			took[k] = append(took[k], spent()-before)
		}
	}
	var speeds [2]float64
	for k := range took {
		slices.Sort(took[k])
		speeds[k] = float64(words) / took[k][rounds/2].Seconds()
	}
	return speeds, nil
}

// spent is the processor time of this process.
func spent() time.Duration {
	var use syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &use); err != nil {
		panic(err) // of this process, on a system that knows the call
	}
	return time.Duration(use.Utime.Nano() + use.Stime.Nano())
}

func percent(c score.Count) string { return fmt.Sprintf("%.1f", float64(c.F1())/100) }

func markdown(rows [][]string) string {
	var b strings.Builder
	b.WriteString("| raw text | entente | prose v3 |\n|---|---|---|\n")
	for _, r := range rows {
		fmt.Fprintf(&b, "| %s |\n", strings.Join(r, " | "))
	}
	return b.String()
}

// The marks between which the table stands.
const (
	from = "<!-- make bench-read -->\n"
	to   = "<!-- end -->"
)

func write(path, table string) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	before, rest, found := strings.Cut(string(text), from)
	_, after, closed := strings.Cut(rest, to)
	if !found || !closed {
		return fmt.Errorf("%s: no marks %q and %q", path, from, to)
	}
	return os.WriteFile(path, []byte(before+from+table+to+after), 0o644)
}
