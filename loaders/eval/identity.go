package eval

import (
	"bufio"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Figure is one score of the identity of things, in thousandths or as a count.
type Figure struct {
	Name  string
	Value int
	// Least is set where more is worse: wrong joins.
	Least bool
}

// Figures are the scores of pairs by kind, and how many are joined wrongly.
func (s *PairScore) Figures() []Figure {
	var all []Figure
	for _, kind := range slices.Sorted(maps.Keys(s.Kinds)) {
		all = append(all, Figure{Name: "pairs " + kind + " F1", Value: s.Kinds[kind].F1()})
	}
	sum := s.Sum()
	return append(all, Figure{Name: "pairs F1", Value: sum.F1()}, Figure{Name: "pairs wrongly joined", Value: sum.Wrong, Least: true})
}

// Figures are the F1 of chains and the shares of mentions linked rightly.
func (e *Entities) Figures() []Figure {
	var all []Figure
	for _, row := range e.rows() {
		all = append(all, Figure{Name: "DWIE " + row.name + " F1", Value: row.F1()})
	}
	sum := Count{}
	for _, kind := range linkedKinds {
		sum.Add(*e.Linked[kind.name])
		all = append(all, Figure{Name: "DWIE linked " + kind.name, Value: e.Linked[kind.name].Precision()})
	}
	return append(all, Figure{Name: "DWIE linked", Value: sum.Precision()})
}

// WriteFigures gives figures the form in which they are committed: one a line.
func WriteFigures(figures []Figure) string {
	var b strings.Builder
	for _, f := range figures {
		fmt.Fprintf(&b, "%s\t%d\n", f.Name, f.Value)
	}
	return b.String()
}

// FellFigures lists the figures that are worse than in what WriteFigures wrote, and
// those that are missing; lines that begin with # are passed over.
func FellFigures(figures []Figure, before string) []string {
	is := map[string]Figure{}
	for _, f := range figures {
		is[f.Name] = f
	}
	var fell []string
	for sc := bufio.NewScanner(strings.NewReader(before)); sc.Scan(); {
		name, number, found := strings.Cut(sc.Text(), "\t")
		was := 0
		if _, err := fmt.Sscan(number, &was); !found || err != nil || strings.HasPrefix(name, "#") {
			continue
		}
		now, ok := is[name]
		if !ok || now.Least && now.Value > was || !now.Least && now.Value < was {
			fell = append(fell, fmt.Sprintf("%s: %d, was %d (measured: %t)", name, now.Value, was, ok))
		}
	}
	return fell
}
