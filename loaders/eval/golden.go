package eval

import (
	"bufio"
	"fmt"
	"strings"
)

// Golden writes the scores as lines of text, a line a measure with its counts, in
// the order of Measures: the form in which scores are committed, so that a diff
// shows what became better and what worse.
func (s *Scores) Golden() string {
	var b strings.Builder
	for _, m := range s.measures() {
		c := s.Counts[m]
		fmt.Fprintf(&b, "%-22s F1 %s  right %d  false %d  missed %d\n", m, decimal(c.F1()), c.Hit, c.False, c.Miss)
	}
	for _, m := range s.Means {
		fmt.Fprintf(&b, "%-22s F1 %s  mean of %d\n", m.Name, decimal(m.F1), m.Of)
	}
	return b.String()
}

// ParseGolden reads what Golden wrote; other lines (comments, digests) are passed over.
func ParseGolden(text string) map[Measure]Count {
	counts := map[Measure]Count{}
	sc := bufio.NewScanner(strings.NewReader(text))
	for sc.Scan() {
		name, rest, found := strings.Cut(sc.Text(), " F1 ")
		if !found {
			continue
		}
		var c Count
		var f1 string
		if _, err := fmt.Sscanf(rest, "%s right %d false %d missed %d", &f1, &c.Hit, &c.False, &c.Miss); err == nil {
			counts[Measure(strings.TrimRight(name, " "))] = c
		}
	}
	return counts
}

// inOrder lists measures in the order of the table, others behind it by name.
func inOrder(counts map[Measure]Count) []Measure {
	s := Scores{Counts: map[Measure]*Count{}}
	for m := range counts {
		s.Counts[m] = &Count{}
	}
	return s.measures()
}

// Fell lists the measures whose F1 is lower than it was, with both figures, and
// those that are no longer measured.
func (s *Scores) Fell(before map[Measure]Count) []string {
	var fell []string
	for _, m := range inOrder(before) {
		old := before[m]
		now := s.Counts[m]
		if now == nil {
			fell = append(fell, fmt.Sprintf("%s: no longer measured (was %s)", m, decimal(old.F1())))
			continue
		}
		if now.F1() < old.F1() {
			fell = append(fell, fmt.Sprintf("%s: F1 %s, was %s", m, decimal(now.F1()), decimal(old.F1())))
		}
	}
	return fell
}
