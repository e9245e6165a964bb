package main

import (
	"bytes"
	"strings"
	"testing"
)

// TestPlain shows what steers a terminal, and leaves other writing alone.
func TestPlain(t *testing.T) {
	for in, want := range map[string]string{
		"Orléans, 東京, Київ":       "Orléans, 東京, Київ",
		"a\x1b[31mred\x1b[0m":     `a\u001b[31mred\u001b[0m`,
		"line\nbreak\ttab\r":      "line break tab ",
		"bell\a del\x7f c1\u009b": `bell\u0007 del\u007f c1\u009b`,
		"turn\u202eed":            `turn\u202eed`,
		"bad \xff byte":           "bad \ufffd byte",
	} {
		if got := plain(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

// TestTable prints a table plain and wrapped; empty columns are left out, wide
// letters count twice.
func TestTable(t *testing.T) {
	tb := &table{head: []string{"when", "nothing", "who"}}
	tb.add([]string{"2013-05-07", "", "Sergei Lavrov, John Kerry, 安倍晋三"}, "“They met.” (A paper)")
	tb.add([]string{"2013", "", "A"})
	for _, c := range []struct {
		width int
		want  string
	}{
		{0, `
WHEN        WHO
2013-05-07  Sergei Lavrov, John Kerry, 安倍晋三
    “They met.” (A paper)
2013        A
`},
		{30, `
WHEN        WHO
2013-05-07  Sergei Lavrov,
            John Kerry,
            安倍晋三
    “They met.” (A paper)
2013        A
`},
	} {
		var out bytes.Buffer
		p := &program{stdout: &out, width: c.width}
		if err := p.print(tb); err != nil {
			t.Fatal(err)
		}
		if got := out.String(); got != strings.TrimPrefix(c.want, "\n") {
			t.Errorf("width %d:\n%s", c.width, got)
		}
	}
}

// TestJSON escapes the control characters that encoding/json leaves.
func TestJSON(t *testing.T) {
	var out bytes.Buffer
	p := &program{stdout: &out}
	if err := p.json(map[string]string{"a": "\u009b\u202e<é>"}); err != nil {
		t.Fatal(err)
	}
	if got, want := out.String(), "{\n  \"a\": \"\\u009b\\u202e<é>\"\n}\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
