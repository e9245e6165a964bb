// Package eval compares what was read with what a careful reader wrote down:
// found and gold documents come in, counts of hits, false finds and misses go
// out, as precision, recall and F1 in thousandths, with a list of the errors.
// It stores nothing.
package eval

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"
)

// Count is how often a measure was right: Hit of Hit+False found, of Hit+Miss in
// the gold.
type Count struct{ Hit, False, Miss int }

// Add sums two counts.
func (c *Count) Add(o Count) { c.Hit += o.Hit; c.False += o.False; c.Miss += o.Miss }

// Precision, Recall and F1 are in thousandths; 1000 where nothing could be wrong.
func (c Count) Precision() int { return permille(c.Hit, c.Hit+c.False) }

// Recall is the share of the gold that was found, in thousandths.
func (c Count) Recall() int { return permille(c.Hit, c.Hit+c.Miss) }

// F1 is the harmonic mean of precision and recall, in thousandths.
func (c Count) F1() int { return permille(2*c.Hit, 2*c.Hit+c.False+c.Miss) }

func permille(a, b int) int {
	if b == 0 {
		return 1000
	}
	return (a*1000 + b/2) / b
}

// Measure is a thing that is counted.
type Measure string

// The measures, in the order of the table.
var Measures = []Measure{
	"article", "people", "roles", "countries", "organizations", "places",
	"meetings", "meeting participants", "meeting place", "meeting date", "meeting status", "meeting type",
	"agreements", "agreement parties", "agreement date", "agreement status", "agreement type",
	"events", "event actors", "event recipients", "event modality",
	"statements direct", "statements reported",
	quotationSpeakers, "  speaker before", "  speaker after", "  speaker pronoun", "  speaker title", "  speaker I", "  speaker you",
	"  speaker split", "  speaker paragraphs", "  speaker partial", "  speaker dash", "  speaker turn",
	"head_of_state", "head_of_gov", "minister_of", "head_of", "spokesperson_of", "agent_of", "member_of", "citizen_of", "relations",
	"given head_of_state", "given head_of_gov", "given minister_of", "given head_of", "given spokesperson_of", "given agent_of",
	"given member_of", "given citizen_of", "given relations",
}

// Error is one disagreement, for a person to read.
type Error struct {
	Doc     string  `json:"doc"`
	Measure Measure `json:"measure"`
	Sort    string  `json:"sort"` // "missed", "false", "wrong"
	What    string  `json:"what"`
}

// Scores are the counts of each measure and the errors behind them.
type Scores struct {
	Counts map[Measure]*Count `json:"counts"`
	// Means are means over several measures: a macro-F1.
	Means  []Mean  `json:"means,omitempty"`
	Errors []Error `json:"errors,omitempty"`
	doc    string
}

// Mean is the mean of the F1 of several measures, in thousandths.
type Mean struct {
	Name Measure `json:"name"`
	F1   int     `json:"f1"`
	Of   int     `json:"of"` // how many measures
}

// mean adds the mean F1 of the measures with a prefix that the gold has any of.
func (s *Scores) mean(name, prefix Measure) {
	m := Mean{Name: name}
	sum := 0
	for _, measure := range s.measures() {
		if c := s.Counts[measure]; strings.HasPrefix(string(measure), string(prefix)) && c.Hit+c.Miss > 0 {
			sum, m.Of = sum+c.F1(), m.Of+1
		}
	}
	m.F1 = permille(sum, 1000*m.Of)
	s.Means = append(s.Means, m)
}

// measures lists what is counted, in the order of the table, others behind it by name.
func (s *Scores) measures() []Measure {
	var out []Measure
	for _, m := range Measures {
		if s.Counts[m] != nil {
			out = append(out, m)
		}
	}
	var others []Measure
	for m := range s.Counts {
		if !slices.Contains(Measures, m) {
			others = append(others, m)
		}
	}
	slices.Sort(others)
	return append(out, others...)
}

func newScores(doc string) *Scores {
	return &Scores{Counts: map[Measure]*Count{}, doc: doc}
}

func (s *Scores) count(m Measure) *Count {
	if s.Counts[m] == nil {
		s.Counts[m] = &Count{}
	}
	return s.Counts[m]
}

func (s *Scores) hit(m Measure) { s.count(m).Hit++ }

func (s *Scores) missed(m Measure, format string, args ...any) {
	s.count(m).Miss++
	s.Errors = append(s.Errors, Error{s.doc, m, "missed", fmt.Sprintf(format, args...)})
}

func (s *Scores) wrong(m Measure, format string, args ...any) {
	s.count(m).False++
	s.Errors = append(s.Errors, Error{s.doc, m, "false", fmt.Sprintf(format, args...)})
}

// Add sums the scores of another document into s.
func (s *Scores) Add(o *Scores) {
	if s.Counts == nil {
		s.Counts = map[Measure]*Count{}
	}
	for m, c := range o.Counts {
		s.count(m).Add(*c)
	}
	s.Means = append(s.Means, o.Means...)
	s.Errors = append(s.Errors, o.Errors...)
}

// Print writes the table of scores: a line a measure, thousandths as decimals.
func (s *Scores) Print(w io.Writer) error {
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(tw, "measure\tprecision\trecall\tF1\tright\tfalse\tmissed\t")
	for _, m := range s.measures() {
		c := s.Counts[m]
		fmt.Fprintf(tw, "%s\t%s\t%s\t%s\t%d\t%d\t%d\t\n", m,
			decimal(c.Precision()), decimal(c.Recall()), decimal(c.F1()), c.Hit, c.False, c.Miss)
	}
	for _, m := range s.Means {
		fmt.Fprintf(tw, "%s\t\t\t%s\tmean of %d\t\t\t\n", m.Name, decimal(m.F1), m.Of)
	}
	return tw.Flush()
}

func decimal(permille int) string { return fmt.Sprintf("%d.%03d", permille/1000, permille%1000) }
