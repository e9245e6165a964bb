package export

import (
	"bufio"
	"encoding/xml"
	"strings"
)

// escaped is text for XML, attributes included; control characters that no XML may
// have become spaces.
func escaped(s string) string {
	var b strings.Builder
	xml.EscapeText(&b, []byte(flat(s)))
	return b.String()
}

// tag writes an element with attributes given in pairs, and what ends it: ">" or "/>".
func tag(b *bufio.Writer, name, end string, attributes ...string) {
	b.WriteString("<" + name)
	for i := 0; i+1 < len(attributes); i += 2 {
		if attributes[i+1] != "" {
			b.WriteString(" " + attributes[i] + `="` + escaped(attributes[i+1]) + `"`)
		}
	}
	b.WriteString(end)
}
