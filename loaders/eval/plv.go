package eval

import (
	"cmp"
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"os"
	"regexp"
	"slices"

	"entente/graph/ontology"
	"entente/loaders/article"
	"entente/loaders/extract"
)

// markedAct is a sentence of PLV: the spans of who acts and upon whom, and the
// class of the act.
type markedAct struct {
	text           string
	source, target []extract.Span
	want           string
}

var mark = regexp.MustCompile(`</?[st]>`)

// unmark takes the marks out of a sentence.
func unmark(words, want string) markedAct {
	m := markedAct{want: want}
	open, last := 0, 0
	for _, at := range mark.FindAllStringIndex(words, -1) {
		m.text += words[last:at[0]]
		last = at[1]
		switch words[at[0]:at[1]] {
		case "<s>", "<t>":
			open = len(m.text)
		case "</s>":
			m.source = append(m.source, extract.Span{Start: open, End: len(m.text)})
		case "</t>":
			m.target = append(m.target, extract.Span{Start: open, End: len(m.text)})
		}
	}
	m.text += words[last:]
	return m
}

func markedActs(path string) ([]markedAct, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.Comma, r.LazyQuotes, r.FieldsPerRecord = '\t', true, -1
	head, err := r.Read()
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	words, class := slices.Index(head, "marked_sentence"), slices.Index(head, "gold_root")
	if words < 0 || class < 0 {
		return nil, fmt.Errorf("read %s: no columns marked_sentence and gold_root", path)
	}
	var out []markedAct
	for {
		row, err := r.Read()
		if err == io.EOF {
			return out, nil
		}
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", path, err)
		}
		if len(row) > max(words, class) {
			out = append(out, unmark(row[words], row[class]))
		}
	}
}

// ScorePLV measures the class of the act between the marked source and target, and
// of the first act that the same sentence tells of when nothing is marked. PLV
// counts CONCEDE and RETREAT as one.
func ScorePLV(_ context.Context, r Readers, path string) (*Scores, error) {
	acts, err := markedActs(path)
	if err != nil {
		return nil, err
	}
	sum := &Scores{}
	marked, unmarked := newScores("marked"), newScores("unmarked")
	for n, m := range acts {
		marked.doc = fmt.Sprintf("sentence %d", n+1)
		unmarked.doc = marked.doc
		a := article.Article{ID: "sentence", Text: m.text, Published: "2020-06-15"}
		found := extract.Acts(r.English.Read(extract.Input(a)), a)
		marked.class("marked ", m.want, betweenMarks(found, m))
		unmarked.class("unmarked ", m.want, firstAct(found))
	}
	sum.Add(marked)
	sum.Add(unmarked)
	sum.mean("marked, macro-F1", "marked ")
	sum.mean("unmarked, macro-F1", "unmarked ")
	return sum, nil
}

// class counts one sentence: a class in place of another is false for the one and
// missed for the other.
func (s *Scores) class(set Measure, want, got string) {
	switch {
	case got == want:
		s.hit(set + Measure(want))
		return
	case got != "":
		s.wrong(set+Measure(got), "for %s", want)
	}
	s.missed(set+Measure(want), "found %s", cmp.Or(got, "none"))
}

// betweenMarks returns the class of the act that fits the marks best.
func betweenMarks(acts []extract.Act, m markedAct) string {
	best, most := "", 0
	for _, a := range acts {
		score := 0
		if anyIn(a.Actors, m.source) {
			score = 4
		}
		if anyIn(a.Recipients, m.target) {
			score += 3
		}
		if score > 0 && anyIn([]extract.Span{a.Reach}, m.target) {
			score++
		}
		if score > most {
			best, most = classOf(a), score
		}
	}
	return best
}

func anyIn(spans, marks []extract.Span) bool {
	for _, s := range spans {
		for _, m := range marks {
			if s.Start < m.End && m.Start < s.End {
				return true
			}
		}
	}
	return false
}

func firstAct(acts []extract.Act) string {
	for _, a := range acts {
		if len(a.Actors) > 0 {
			return classOf(a)
		}
	}
	return ""
}

// classOf gives the class under which PLV counts an act: what is only willed in
// friendship is an agreement.
func classOf(a extract.Act) string {
	switch {
	case a.Cooperative() && (a.Modality == ontology.Planned || a.Modality == ontology.Proposed):
		return "AGREE"
	case a.Type == "CONCEDE" || a.Type == "RETREAT":
		return "YIELD"
	}
	return a.Type
}
