package eval

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"entente/loaders"
	"entente/loaders/article"
	"entente/loaders/view"
)

// Quotation is a quotation whose speaker a reader has written down.
type Quotation struct {
	Doc        string   // path of the article's file, under a root
	ID         string   // the article's id or URL, in a file of many
	Start, End int      // the quoted words, bytes of the article's text
	Speakers   []string // names that are accepted for the speaker
	How        string   // how the text tells him: "before", "pronoun", ...
}

// quotationSpeakers is the accuracy over all quotations, the others over those of
// one sort. An error counts as false and as missed, so that F1 is the accuracy.
const quotationSpeakers Measure = "quotation speakers"

// quotationSorts are the ways in which a text tells the speaker, in the order of
// the table.
var quotationSorts = []string{"before", "after", "pronoun", "title", "I", "you", "split", "paragraphs", "partial", "dash", "turn"}

// ReadQuotations reads lines of article, id, start, end, speakers between strokes
// and sort, with tabs between them; lines that begin with # are comments.
func ReadQuotations(r io.Reader) ([]Quotation, error) {
	var all []Quotation
	sc := bufio.NewScanner(r)
	for line := 1; sc.Scan(); line++ {
		if strings.HasPrefix(sc.Text(), "#") || sc.Text() == "" {
			continue
		}
		q, err := readQuotation(strings.Split(sc.Text(), "\t"))
		if err != nil {
			return nil, fmt.Errorf("read quotations, line %d: %w", line, err)
		}
		all = append(all, q)
	}
	if err := sc.Err(); err != nil {
		return nil, fmt.Errorf("read quotations: %w", err)
	}
	return all, nil
}

func readQuotation(fields []string) (Quotation, error) {
	if len(fields) != 6 {
		return Quotation{}, fmt.Errorf("%d fields, want article, id, start, end, speakers and sort with tabs between them", len(fields))
	}
	q := Quotation{Doc: fields[0], ID: fields[1], Speakers: strings.Split(fields[4], "|"), How: fields[5]}
	if !slices.Contains(quotationSorts, q.How) {
		return q, fmt.Errorf("sort %q is none of %s", q.How, strings.Join(quotationSorts, ", "))
	}
	var err error
	if q.Start, err = strconv.Atoi(fields[2]); err != nil {
		return q, fmt.Errorf("start: %w", err)
	}
	if q.End, err = strconv.Atoi(fields[3]); err != nil {
		return q, fmt.Errorf("end: %w", err)
	}
	if q.Start < 0 || q.End <= q.Start {
		return q, fmt.Errorf("span %d to %d is empty", q.Start, q.End)
	}
	return q, nil
}

// Quotations reads the articles of labelled quotations, whose files stand under
// one of the roots, and counts for how many the speaker is found.
func Quotations(ctx context.Context, r loaders.Reader, all []Quotation, roots ...string) (*Scores, error) {
	sum := &Scores{}
	for i := 0; i < len(all); {
		j := i + 1
		for j < len(all) && all[j].Doc == all[i].Doc {
			j++
		}
		s, err := quotationsOf(ctx, r, all[i:j], roots)
		if err != nil {
			return nil, fmt.Errorf("eval quotations of %s: %w", all[i].Doc, err)
		}
		sum.Add(s)
		i = j
	}
	return sum, nil
}

// quotationsOf scores the quotations of one file.
func quotationsOf(ctx context.Context, r loaders.Reader, all []Quotation, roots []string) (*Scores, error) {
	f, err := openUnder(roots, all[0].Doc)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	sum, seen := newScores(all[0].Doc), 0
	for a, err := range article.Read(ctx, filepath.Base(all[0].Doc), f) {
		if err != nil {
			return nil, err
		}
		mine := slices.DeleteFunc(slices.Clone(all), func(q Quotation) bool { return q.ID != "" && q.ID != a.URL && q.ID != a.ID })
		if len(mine) == 0 {
			continue
		}
		change, err := r.Plan(ctx, a)
		if err != nil {
			return nil, err
		}
		sum.Add(compareQuotations(mine, loaders.View(change), a.Text))
		seen += len(mine)
	}
	if seen < len(all) {
		return nil, fmt.Errorf("%d of %d quotations are in no article of it", len(all)-seen, len(all))
	}
	return sum, nil
}

func openUnder(roots []string, doc string) (*os.File, error) {
	for _, root := range roots {
		if f, err := os.Open(filepath.Join(root, filepath.FromSlash(doc))); err == nil {
			return f, nil
		}
	}
	return nil, fmt.Errorf("not under %q; name the folder above it with --root", roots)
}

// compareQuotations counts the quotations of one article.
func compareQuotations(all []Quotation, found view.Document, text string) *Scores {
	s := newScores(all[0].Doc)
	forms := formsOf(&found)
	for _, q := range all {
		who := speakersOf(found.Statements, text, q)
		right := slices.ContainsFunc(who, func(name string) bool { return accepts(q.Speakers, forms, name) })
		for _, m := range []Measure{quotationSpeakers, sortMeasure(q.How)} {
			c := s.count(m)
			if right {
				c.Hit++
			} else {
				c.False++
				c.Miss++
			}
		}
		if !right {
			words := ""
			if q.End <= len(text) {
				words = text[q.Start:min(q.End, q.Start+60)]
			}
			what := fmt.Sprintf("%s, %d: %s (found %s): “%s”", q.How, q.Start, q.Speakers[0], strings.Join(who, ", "), strings.ToValidUTF8(words, ""))
			s.Errors = append(s.Errors, Error{strings.TrimSpace(q.Doc + " " + q.ID), quotationSpeakers, "wrong", what})
		}
	}
	return s
}

func sortMeasure(how string) Measure { return Measure("  speaker " + how) }

// speakersOf returns who says the words of a quotation: the speakers of the
// statement that shares most with it, a direct one before a reported clause.
func speakersOf(statements []view.Statement, text string, q Quotation) []string {
	var who []string
	best := 0
	for _, s := range statements {
		for _, span := range statementSpans(text, s) {
			shared := 2 * (min(span[1], q.End) - max(span[0], q.Start))
			if s.Direct {
				shared++
			}
			if shared > 1 && shared > best {
				best, who = shared, speakers(s)
			}
		}
	}
	return who
}

// statementSpans finds the words of a statement in the sentences that are its
// evidence, or, where they do not stand there byte for byte, takes those.
func statementSpans(text string, s view.Statement) [][2]int {
	var all [][2]int
	for _, e := range s.Evidence {
		if e.Start < 0 || e.End > len(text) || e.Start >= e.End {
			continue
		}
		if i := strings.Index(text[e.Start:e.End], s.Quote); i >= 0 {
			all = append(all, [2]int{e.Start + i, e.Start + i + len(s.Quote)})
		} else {
			all = append(all, [2]int{e.Start, e.End})
		}
	}
	return all
}

// formsOf lists for each folded name of a document all folded forms of its thing.
func formsOf(d *view.Document) map[string][]string {
	forms := map[string][]string{}
	add := func(name string, aliases []string) {
		all := []string{fold(name)}
		for _, a := range aliases {
			all = append(all, fold(a))
		}
		forms[fold(name)] = append(forms[fold(name)], all...)
	}
	for _, p := range d.People {
		add(p.Name, p.Aliases)
	}
	for _, n := range slices.Concat(d.Countries, d.Organizations, placesAsNamed(d.Places)) {
		add(n.Name, n.Aliases)
	}
	return forms
}

func accepts(accepted []string, forms map[string][]string, name string) bool {
	all := append([]string{fold(name)}, forms[fold(name)]...)
	return slices.ContainsFunc(accepted, func(a string) bool { return slices.Contains(all, fold(a)) })
}
