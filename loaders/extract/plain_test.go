package extract

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"entente/loaders/article"
)

// plainCase is a sentence of testdata/plain and the claims that it must make.
type plainCase struct {
	line int
	text string
	want []string
}

func plainCases(t *testing.T) []plainCase {
	t.Helper()
	raw, err := os.ReadFile("testdata/plain/sentences.txt")
	if err != nil {
		t.Fatal(err)
	}
	var out []plainCase
	for n, line := range strings.Split(string(raw), "\n") {
		switch {
		case strings.HasPrefix(line, "#") || strings.TrimSpace(line) == "":
		case strings.HasPrefix(line, "\t"):
			out[len(out)-1].want = append(out[len(out)-1].want, strings.TrimSpace(line))
		default:
			out = append(out, plainCase{line: n + 1, text: line})
		}
	}
	return out
}

// TestPlainSentences reads sentences as newspapers write them, each by itself:
// every wanted claim is there with its parts.
func TestPlainSentences(t *testing.T) {
	reader(t)
	for _, c := range plainCases(t) {
		t.Run(fmt.Sprint("line ", c.line), func(t *testing.T) {
			_, r := read(t, article.Article{ID: "plain", Text: c.text, Published: "2021-06-10"})
			for _, want := range c.want {
				if !makes(r, want) {
					t.Errorf("%s\nnot read: %s\n%s", c.text, want, lines(r))
				}
			}
		})
	}
}

// makes reports whether a reading makes a wanted claim, or does not make any of a
// kind that it must not make.
func makes(r Reading, want string) bool {
	kind, not := strings.CutPrefix(want, "! ")
	if not {
		return !slices.ContainsFunc(r.Claims, func(c Claim) bool { return c.Kind == kind })
	}
	kind, parts, _ := strings.Cut(want, ": ")
	return slices.ContainsFunc(r.Claims, func(c Claim) bool { return c.Kind == kind && says(r, c, strings.Split(parts, "; ")) })
}
