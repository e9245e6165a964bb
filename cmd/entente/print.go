package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/jedib0t/go-pretty/v6/text"
)

// plain makes text of articles safe to print: control characters, and those that
// turn the direction of writing around, are shown as escapes, and line breaks as
// spaces, so that no article can steer a terminal.
func plain(s string) string {
	if !strings.ContainsFunc(s, steers) && utf8.ValidString(s) {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '\n' || r == '\r' || r == '\t':
			b.WriteByte(' ')
		case r > 0xffff && steers(r):
			fmt.Fprintf(&b, `\U%08x`, r)
		case steers(r):
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// steers reports whether a rune does something to a terminal beyond standing there.
func steers(r rune) bool {
	return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == '\u2028' || r == '\u2029'
}

// json prints a value as indented JSON. The control characters that encoding/json
// leaves as they are come escaped.
func (p *program) json(v any) error {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(v); err != nil {
		return err
	}
	_, err := io.WriteString(p.stdout, escapeControls(b.String()))
	return err
}

// escapeControls escapes control characters past ASCII in JSON.
func escapeControls(s string) string {
	special := func(r rune) bool { return r >= 0x7f && steers(r) }
	if !strings.ContainsFunc(s, special) {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if special(r) {
			fmt.Fprintf(&b, `\u%04x`, r)
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

// table is rows of cells under headings, each row with lines of text beneath it.
type table struct {
	head []string
	rows []tableRow
}

type tableRow struct {
	cells []string
	under []string
}

func (t *table) add(cells []string, under ...string) {
	row := tableRow{under: under}
	for _, c := range cells {
		row.cells = append(row.cells, plain(c))
	}
	t.rows = append(t.rows, row)
}

// gap parts columns, indent sets the lines beneath a row off.
const (
	gap    = "  "
	indent = "    "
)

// print writes the table with its columns aligned. Columns without any text are
// left out. On a terminal cells and lines wrap; elsewhere a row is one line.
func (p *program) print(t *table) error {
	used := t.used()
	widths := t.widths(used, p.width)
	var b strings.Builder
	head := make([]string, len(t.head))
	for i, h := range t.head {
		head[i] = strings.ToUpper(h)
	}
	writeRow(&b, head, used, widths)
	for _, r := range t.rows {
		writeRow(&b, r.cells, used, widths)
		for _, u := range r.under {
			for line := range strings.Lines(p.wrap(plain(u), len(indent)) + "\n") {
				b.WriteString(indent + line)
			}
		}
	}
	_, err := io.WriteString(p.stdout, b.String())
	return err
}

// printBare prints the rows without headings, each line behind a margin.
func (p *program) printBare(t *table, margin string) error {
	width := p.width
	if width > 0 {
		width -= len(margin)
	}
	inner := *p
	inner.width = width
	used := t.used()
	widths := t.widths(used, width)
	var b strings.Builder
	for _, r := range t.rows {
		writeRow(&b, r.cells, used, widths)
		for _, u := range r.under {
			for line := range strings.Lines(inner.wrap(plain(u), len(indent)) + "\n") {
				b.WriteString(indent + line)
			}
		}
	}
	for line := range strings.Lines(b.String()) {
		if _, err := io.WriteString(p.stdout, margin+line); err != nil {
			return err
		}
	}
	return nil
}

// used lists the columns in which some cell has text.
func (t *table) used() []int {
	var used []int
	for i := range t.head {
		if slices.ContainsFunc(t.rows, func(r tableRow) bool { return i < len(r.cells) && r.cells[i] != "" }) {
			used = append(used, i)
		}
	}
	return used
}

// widths gives each used column the width of its widest cell, less where they
// would not fit into the terminal: the widest gives way first.
func (t *table) widths(used []int, terminal int) []int {
	widths := make([]int, len(used))
	total := len(gap) * (len(used) - 1)
	for n, i := range used {
		widths[n] = text.StringWidthWithoutEscSequences(t.head[i])
		for _, r := range t.rows {
			widths[n] = max(widths[n], text.StringWidthWithoutEscSequences(r.cells[i]))
		}
		total += widths[n]
	}
	const least = 10
	for terminal > 0 && total > terminal {
		widest := 0
		for n := range widths {
			if widths[n] > widths[widest] {
				widest = n
			}
		}
		if widths[widest] <= least {
			break
		}
		widths[widest]--
		total--
	}
	return widths
}

// writeRow writes the cells of a row, each wrapped to its column.
func writeRow(b *strings.Builder, cells []string, used, widths []int) {
	wrapped := make([][]string, len(used))
	lines := 1
	for n, i := range used {
		cell := cells[i]
		if text.StringWidthWithoutEscSequences(cell) > widths[n] {
			cell = text.WrapSoft(cell, widths[n])
		}
		wrapped[n] = strings.Split(cell, "\n")
		lines = max(lines, len(wrapped[n]))
	}
	for l := range lines {
		var line strings.Builder
		for n := range used {
			part := ""
			if l < len(wrapped[n]) {
				part = strings.TrimRight(wrapped[n][l], " ")
			}
			line.WriteString(text.Pad(part, widths[n], ' ') + gap)
		}
		b.WriteString(strings.TrimRight(line.String(), " ") + "\n")
	}
}

// wrap breaks text into lines that fit the terminal with so many columns to spare.
func (p *program) wrap(s string, spare int) string {
	if p.width <= spare+20 {
		return s
	}
	lines := strings.Split(text.WrapSoft(s, p.width-spare), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.Join(lines, "\n")
}

// count writes a number with its noun: "1 article", "2 articles".
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
