package nlp

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
)

// shared returns a path under the folder of shared data or skips the test.
func sharedFile(t *testing.T, parts ...string) string {
	t.Helper()
	root := os.Getenv("ENTENTE_SHARED")
	if root == "" {
		root = filepath.Join("..", "..", "..", "shared")
	}
	path := filepath.Join(append([]string{root}, parts...)...)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("no shared data: %v", err)
	}
	return path
}

// TestGAP measures pronouns against the development half of GAP (Webster et al.
// 2018), the two names given by the gold spans: F1 of the pairs (pronoun, name).
func TestGAP(t *testing.T) {
	f, err := os.Open(sharedFile(t, "data", "gap-development.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	in := csv.NewReader(f)
	in.Comma, in.LazyQuotes = '\t', true
	rows, err := in.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	r, err := NewReader()
	if err != nil {
		t.Fatal(err)
	}
	hit, wrong, miss := 0, 0, 0
	for _, row := range rows[1:] {
		text := row[1]
		d := r.Read(Input{Text: text})
		spans := [3]Range{}
		for k, col := range []int{2, 4, 7} {
			spans[k] = tokensOf(d, byteOffset(text, row[col+1]), len(row[col]))
		}
		d.Names = withNames(d, spans[1], spans[2])
		d.Chains = nil
		stageChains(d)
		for k, col := range []int{6, 9} {
			gold, found := row[col] == "TRUE", together(d, spans[0], spans[k+1])
			switch {
			case gold && found:
				hit++
			case gold:
				miss++
			case found:
				wrong++
			}
		}
	}
	f1 := 2000 * hit / (2*hit + wrong + miss)
	t.Logf("GAP development: right %d, false %d, missed %d, F1 %d per mille", hit, wrong, miss, f1)
	if f1 < 670 {
		t.Errorf("F1 %d per mille, want 670", f1)
	}
}

// byteOffset turns an offset in characters into one in bytes.
func byteOffset(text, chars string) int {
	n, _ := strconv.Atoi(chars)
	for i := range text {
		if n == 0 {
			return i
		}
		n--
	}
	return len(text)
}

func tokensOf(d *Doc, start, length int) Range {
	r := Range{-1, -1}
	for i, tok := range d.Tokens {
		if tok.End > start && r.Start < 0 {
			r.Start = i
		}
		if tok.Start < start+length {
			r.End = i + 1
		}
	}
	return r
}

// withNames puts people's names at the spans in place of what was found there.
func withNames(d *Doc, spans ...Range) []Name {
	var names []Name
	for _, n := range d.Names {
		if !slices.ContainsFunc(spans, func(r Range) bool { return n.Start < r.End && r.Start < n.End }) {
			names = append(names, n)
		}
	}
	for _, r := range spans {
		names = append(names, Name{Start: r.Start, End: r.End, Kind: Person})
	}
	slices.SortFunc(names, func(a, b Name) int { return a.Start - b.Start })
	return names
}

// together reports whether two spans have mentions in one chain.
func together(d *Doc, a, b Range) bool {
	for _, c := range d.Chains {
		if inChain(c, a) && inChain(c, b) {
			return true
		}
	}
	return false
}

func inChain(c Chain, r Range) bool {
	return slices.ContainsFunc(c.Mentions, func(m Mention) bool { return m.Start < r.End && r.Start < m.End })
}
