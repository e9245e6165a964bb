package export

import (
	"bufio"
	"strings"
)

// Cell makes text safe for a cell of a table: control characters become spaces,
// and text that a spreadsheet would take for a formula is marked as text.
func Cell(s string) string {
	s = flat(s)
	if t := strings.TrimLeft(s, " "); t != "" && strings.ContainsRune("=+-@", rune(t[0])) {
		return "'" + s
	}
	return s
}

// flat puts text on one line without control characters.
func flat(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r == '\u0085' || r == '\u2028' || r == '\u2029' {
			return ' '
		}
		return r
	}, s)
}

// row writes cells with tabs between them. Tables that programs read, and that have
// columns of numbers, take cells as they are but for tabs and line breaks.
func row(b *bufio.Writer, cells []string) {
	for i, c := range cells {
		if i > 0 {
			b.WriteByte('\t')
		}
		b.WriteString(flat(c))
	}
	b.WriteByte('\n')
}
