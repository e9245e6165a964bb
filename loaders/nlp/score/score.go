// Package score measures how well nlp reads: gold annotations and a reader come
// in, a table of counts goes out. Gold is read from files of Universal
// Dependencies and of names; nothing is stored. Scores are fractions of integers.
package score

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"entente/loaders/nlp"
)

// Measure is what is measured on one set of gold.
type Measure struct {
	Set        string // "EWT dev"
	Name       string // "LAS"
	Least, Aim int    // what is asked for, in hundredths of a percent; 0 for none
	Count
	// Score is given for what is no count, in hundredths of a percent.
	Score int
}

// F1 returns the score in hundredths of a percent.
func (m Measure) F1() int {
	if m.Score > 0 {
		return m.Score
	}
	return m.Count.F1()
}

// Count compares what was found with gold.
type Count struct{ Hit, Found, Gold int }

// F1 returns the harmonic mean of precision and recall in hundredths of a
// percent, rounded. Where there is as much found as gold it is the accuracy.
func (c Count) F1() int {
	if c.Found+c.Gold == 0 {
		return 0
	}
	return (2*c.Hit*10000 + (c.Found+c.Gold)/2) / (c.Found + c.Gold)
}

func (c *Count) add(hit bool) {
	c.Found++
	c.Gold++
	if hit {
		c.Hit++
	}
}

// sets are the development sets in a data folder, with what is asked of them.
var sets = []struct {
	name, trees, names string
	sentences          [2]int
}{
	{"EWT dev", "ud/ewt-dev.conllu", "ner/uner-ewt-dev.conll", [2]int{8000, 8800}},
	{"GUM-open dev", "ud/gum-open-dev.conllu", "ner/gum-open-dev.derived.conll", [2]int{9500, 9800}},
}

// Whole measures every stage on the development sets of a data folder: what All
// does, and times, pronouns and chains.
func Whole(r *nlp.Reader, dataDir string) ([]Measure, error) {
	all, err := All(r, dataDir)
	if err != nil {
		return nil, err
	}
	times, _, err := Times(r, filepath.Join(dataDir, "timebank"))
	if err != nil {
		return nil, err
	}
	pronouns, _, err := Pronouns(r, filepath.Join(dataDir, "gap-development.tsv"))
	if err != nil {
		return nil, err
	}
	gold, err := docs(filepath.Join(dataDir, sets[1].trees), nlp.ParseCoNLLU)
	if err != nil {
		return nil, err
	}
	c := Chains(r, gold)
	return append(all,
		Measure{"TimeML dev", "time values", 6800, 7800, times.Strict, 0},
		Measure{"GAP dev", "pronouns", 6700, 7500, pronouns, 0},
		Measure{sets[1].name, "chains, MUC", 0, 0, Count{}, c.MUC},
		Measure{sets[1].name, "chains, B3", 0, 0, Count{}, c.B3},
		Measure{sets[1].name, "chains, CEAFe", 0, 0, Count{}, c.CEAFe},
		Measure{sets[1].name, "chains, CoNLL", 0, 0, Count{}, c.CoNLL}), nil
}

// All measures the trained stages on the development sets of a data folder.
func All(r *nlp.Reader, dataDir string) ([]Measure, error) {
	var all []Measure
	for _, set := range sets {
		gold, err := docs(filepath.Join(dataDir, set.trees), nlp.ParseCoNLLU)
		if err != nil {
			return nil, err
		}
		t, raw := Trees(r, gold), Raw(r, gold)
		names, err := docs(filepath.Join(dataDir, set.names), nlp.ParseNames)
		if err != nil {
			return nil, err
		}
		all = append(all,
			Measure{set.name, "tokens", 9850, 9930, raw.Tokens, 0},
			Measure{set.name, "sentences", set.sentences[0], set.sentences[1], raw.Sentences, 0},
			Measure{set.name, "XPOS", 9500, 9620, t.XPOS, 0},
			Measure{set.name, "UPOS", 9550, 9620, t.UPOS, 0},
			Measure{set.name, "lemmas", 9700, 9850, t.Lemma, 0},
			Measure{set.name, "UAS", 8600, 8800, t.UAS, 0},
			Measure{set.name, "LAS", 8300, 8550, t.LAS, 0},
			Measure{set.name, "names", 7400, 8200, Names(r, names), 0})
	}
	return all, nil
}

func docs(path string, parse func(io.Reader) ([]*nlp.Doc, error)) ([]*nlp.Doc, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("score: %w", err)
	}
	defer f.Close()
	all, err := parse(f)
	if err != nil {
		return nil, fmt.Errorf("score %s: %w", path, err)
	}
	return all, nil
}

// TreeCounts are counts of words with gold tokens and sentences.
type TreeCounts struct{ XPOS, UPOS, Lemma, UAS, LAS Count }

// Trees measures tags, lemmas and trees on gold tokens and sentences.
func Trees(r *nlp.Reader, gold []*nlp.Doc) TreeCounts {
	var c TreeCounts
	for _, g := range gold {
		d := bare(g)
		r.Reread(d)
		for i, t := range d.Tokens {
			want := g.Tokens[i]
			c.XPOS.add(t.XPOS == want.XPOS)
			c.UPOS.add(t.UPOS == want.UPOS)
			c.Lemma.add(t.Lemma == want.Lemma)
			c.UAS.add(t.Head == want.Head)
			c.LAS.add(t.Head == want.Head && t.Rel == want.Rel)
		}
	}
	return c
}

// bare returns a document with the tokens and sentences of g and nothing else.
func bare(g *nlp.Doc) *nlp.Doc {
	d := &nlp.Doc{Input: g.Input}
	for _, t := range g.Tokens {
		d.Tokens = append(d.Tokens, nlp.Token{Start: t.Start, End: t.End, Norm: t.Norm, Head: -1, Sentence: t.Sentence})
	}
	d.Sentences = append(d.Sentences, g.Sentences...)
	return d
}

// RawCounts are counts of spans in plain text.
type RawCounts struct{ Tokens, Sentences Count }

// Raw measures tokens and sentences on the text alone: a span is right when it
// begins and ends with a gold one.
func Raw(r *nlp.Reader, gold []*nlp.Doc) RawCounts {
	var c RawCounts
	for _, g := range gold {
		d := r.Read(nlp.Input{Text: g.Text})
		c.Tokens.spans(tokens(d), tokens(g))
		c.Sentences.spans(sentences(d), sentences(g))
	}
	return c
}

type span struct{ start, end int }

func tokens(d *nlp.Doc) []span {
	var all []span
	for _, t := range d.Tokens {
		all = append(all, span{t.Start, t.End})
	}
	return all
}

func sentences(d *nlp.Doc) []span {
	var all []span
	for _, s := range d.Sentences {
		all = append(all, span{d.Tokens[s.Start].Start, d.Tokens[s.End-1].End})
	}
	return all
}

func (c *Count) spans(found, gold []span) {
	want := map[span]bool{}
	for _, s := range gold {
		want[s] = true
	}
	for _, s := range found {
		if want[s] {
			c.Hit++
		}
	}
	c.Found += len(found)
	c.Gold += len(gold)
}

// Names measures persons, places and organizations on gold tokens and sentences:
// a name is right when both its words and its kind are.
func Names(r *nlp.Reader, gold []*nlp.Doc) Count {
	var c Count
	for _, g := range gold {
		d := bare(g)
		r.Reread(d)
		want := map[nlp.Name]bool{}
		for _, n := range g.Names {
			want[nlp.Name{Start: n.Start, End: n.End, Kind: n.Kind}] = true
		}
		for _, n := range d.Names {
			if n.Kind != nlp.Person && n.Kind != nlp.Place && n.Kind != nlp.Organization {
				continue
			}
			c.Found++
			if want[nlp.Name{Start: n.Start, End: n.End, Kind: n.Kind}] {
				c.Hit++
			}
		}
		c.Gold += len(g.Names)
	}
	return c
}

// Table writes the measures as lines of text, a line a measure.
func Table(w io.Writer, all []Measure) error {
	for _, m := range all {
		if _, err := fmt.Fprintf(w, "%-13s %-13s %s  least %s  aim %s\n", m.Set, m.Name, percent(m.F1()), percent(m.Least), percent(m.Aim)); err != nil {
			return err
		}
	}
	return nil
}

func percent(hundredths int) string {
	if hundredths == 0 {
		return "    -"
	}
	return fmt.Sprintf("%2d.%02d", hundredths/100, hundredths%100)
}

// ParseTable reads back the scores of a table, by set and name.
func ParseTable(text string) map[string]int {
	scores := map[string]int{}
	for _, line := range strings.Split(text, "\n") {
		before, _, found := strings.Cut(line, "  least ")
		if !found {
			continue
		}
		at := strings.LastIndexByte(before, ' ')
		var whole, part int
		if _, err := fmt.Sscanf(before[at+1:], "%d.%d", &whole, &part); err == nil {
			scores[strings.Join(strings.Fields(before[:at]), " ")] = whole*100 + part
		}
	}
	return scores
}
