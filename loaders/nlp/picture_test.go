package nlp

import (
	"strings"
	"testing"
)

func TestPicture(t *testing.T) {
	for _, c := range []struct {
		name  string
		heads []int
		want  string
	}{
		{"a name on both sides", []int{2, 0, -1, 4, 2}, `
  ╭─┮
  │ ╰─╼
──┾
  │ ╭─╼
  ╰─┶`},
		{"branches that cross", []int{-1, 3, 0, 0}, `
──┮
  │ ╭─╼
  ├─┼─╼
  ╰─┶`},
		{"two roots", []int{-1, -1}, `
──╼
──╼`},
		{"a circle", []int{1, 0, -1}, `


──╼`},
	} {
		d := &Doc{Tokens: make([]Token, len(c.heads)), Sentences: []Sentence{{End: len(c.heads)}}}
		for i, h := range c.heads {
			d.Tokens[i].Head = h
		}
		if got := "\n" + strings.Join(d.Picture(d.Sentences[0]), "\n"); got != c.want {
			t.Errorf("%s:%s\nwant%s", c.name, got, c.want)
		}
	}
}
