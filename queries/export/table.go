package export

import (
	"bufio"
	"strconv"
	"strings"
)

// Cell makes text safe for a cell of a table: control characters become spaces,
// and text that a spreadsheet would take for a formula is marked as text.
func Cell(s string) string {
	s = flat(s)
	if formula(s) {
		return "'" + s
	}
	return s
}

// formula reports whether a spreadsheet may take text for one.
func formula(s string) bool {
	s = strings.TrimLeft(s, " ")
	return s != "" && strings.ContainsRune("=+-@", rune(s[0]))
}

// flat puts text on one line without control characters, and without those that
// turn the direction of writing: with them a cell shows other words than it has.
func flat(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 {
			return -1
		}
		if r < ' ' || r == 0x7f || r == '\u0085' || r == '\u2028' || r == '\u2029' {
			return ' '
		}
		return r
	}, s)
}

// row writes cells with tabs between them. Numbers may have a sign; other cells that
// look like a formula are marked as text, because people open these tables too.
func row(b *bufio.Writer, cells []string) {
	for i, c := range cells {
		if i > 0 {
			b.WriteByte('\t')
		}
		if _, err := strconv.ParseFloat(c, 64); err != nil {
			c = Cell(c)
		}
		b.WriteString(c)
	}
	b.WriteByte('\n')
}
