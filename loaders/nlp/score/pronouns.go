package score

import (
	"encoding/csv"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"

	"entente/loaders/nlp"
)

// A PronounMiss is a pronoun that was joined to a name wrongly, or not to the one
// it means: one of the pairs of GAP.
type PronounMiss struct {
	ID, Pronoun, Name string
	False             bool // joined, and should not be
	Text              string
}

// Pronouns measures pronouns on a file of GAP (Webster et al. 2018): F1 of the
// pairs of pronoun and name. The two names are given by the gold spans, in place of
// what the reader takes for names there.
func Pronouns(r *nlp.Reader, path string) (Count, []PronounMiss, error) {
	rows, err := readGAP(path)
	if err != nil {
		return Count{}, nil, fmt.Errorf("score: %w", err)
	}
	var c Count
	var misses []PronounMiss
	for _, row := range rows {
		d := r.Read(nlp.Input{Text: row.text})
		d.Names = withNames(d, row.names[0].tokens(d), row.names[1].tokens(d))
		nlp.Rechain(d)
		for _, name := range row.names {
			found := together(d, row.pronoun.tokens(d), name.tokens(d))
			c.Hit += b2i(name.meant && found)
			c.Found += b2i(found)
			c.Gold += b2i(name.meant)
			if found != name.meant {
				misses = append(misses, PronounMiss{row.id, row.pronoun.form, name.form, found, row.text})
			}
		}
	}
	return c, misses, nil
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

type gapRow struct {
	id, text string
	pronoun  gapSpan
	names    [2]gapSpan
}

// gapSpan is a phrase at a byte of the text.
type gapSpan struct {
	form  string
	at    int
	meant bool
}

func readGAP(path string) ([]gapRow, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	in := csv.NewReader(f)
	in.Comma, in.LazyQuotes, in.FieldsPerRecord = '\t', true, 11
	lines, err := in.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	var rows []gapRow
	for i, l := range lines {
		if i == 0 {
			continue // the columns' names
		}
		span := func(col int, meant string) gapSpan { return gapSpan{l[col], byteOf(l[1], l[col+1]), meant == "TRUE"} }
		rows = append(rows, gapRow{l[0], l[1], span(2, ""), [2]gapSpan{span(4, l[6]), span(7, l[9])}})
	}
	return rows, nil
}

// byteOf turns an offset in characters into one in bytes.
func byteOf(text, chars string) int {
	n, _ := strconv.Atoi(chars)
	for i := range text {
		if n == 0 {
			return i
		}
		n--
	}
	return len(text)
}

// tokens returns the tokens that the phrase touches.
func (s gapSpan) tokens(d *nlp.Doc) nlp.Range {
	start, _ := slices.BinarySearchFunc(d.Tokens, s.at, func(t nlp.Token, at int) int { return t.End - at - 1 })
	end := start
	for end < len(d.Tokens) && d.Tokens[end].Start < s.at+len(s.form) {
		end++
	}
	return nlp.Range{Start: start, End: max(end, min(start+1, len(d.Tokens)))}
}

// withNames returns the names of d, with persons at the spans in place of what
// was found there.
func withNames(d *nlp.Doc, spans ...nlp.Range) []nlp.Name {
	names := slices.Clone(d.Names)
	names = slices.DeleteFunc(names, func(n nlp.Name) bool {
		return slices.ContainsFunc(spans, func(r nlp.Range) bool { return n.Start < r.End && r.Start < n.End })
	})
	for _, r := range spans {
		names = append(names, nlp.Name{Start: r.Start, End: r.End, Kind: nlp.Person})
	}
	slices.SortStableFunc(names, func(a, b nlp.Name) int { return a.Start - b.Start })
	return names
}

// together reports whether two spans have mentions in one chain.
func together(d *nlp.Doc, a, b nlp.Range) bool {
	return slices.ContainsFunc(d.Chains, func(c nlp.Chain) bool { return inChain(c, a) && inChain(c, b) })
}

func inChain(c nlp.Chain, r nlp.Range) bool {
	return slices.ContainsFunc(c.Mentions, func(m nlp.Mention) bool { return m.Start < r.End && r.Start < m.End })
}

// String tells the miss in a line.
func (m PronounMiss) String() string {
	verdict := "missed"
	if m.False {
		verdict = "false"
	}
	return fmt.Sprintf("%s\t%s\t%s = %s", verdict, m.ID, m.Pronoun, strings.TrimSpace(m.Name))
}
