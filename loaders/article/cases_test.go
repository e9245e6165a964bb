package article

import (
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"
)

// shown writes what a stream gives, one article or error below the other, and fails
// on what no stream may give.
func shown(t testing.TB, articles iter.Seq2[Article, error]) string {
	var b strings.Builder
	for a, err := range articles {
		var foreign *LanguageError
		if err != nil {
			fmt.Fprintf(&b, "error: %v\n", err)
		}
		if err != nil && !errors.As(err, &foreign) {
			continue
		}
		sound(t, a)
		fmt.Fprintf(&b, "id: %s\nlang: %s\n%s\n", a.ID, a.Lang, print(a))
	}
	return b.String()
}

// sound fails on an article that breaks what Article promises.
func sound(t testing.TB, a Article) {
	t.Helper()
	at := 0
	for _, part := range a.Parts {
		if part.Start < at || part.End <= part.Start || part.End > len(a.Text) || !utf8.ValidString(a.Text[part.Start:part.End]) {
			t.Fatalf("part %+v after byte %d of %d", part, at, len(a.Text))
		}
		at = part.End
	}
	if !utf8.ValidString(a.Text) || blank(a.Text) || a.ID == "" {
		t.Fatalf("id %q, text %q", a.ID, a.Text)
	}
}

// caseOf cuts a file of testdata/cases at its line "==>": above it stands what comes
// in, below what is read.
func caseOf(t testing.TB, file string) (in, want string) {
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	in, want, _ = strings.Cut(string(raw), "==>\n")
	return in, want
}

func cases(t testing.TB) []string {
	files, err := filepath.Glob("testdata/cases/*")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	return files
}

func TestCases(t *testing.T) {
	for _, file := range cases(t) {
		t.Run(filepath.Base(file), func(t *testing.T) {
			in, want := caseOf(t, file)
			got := shown(t, Read(t.Context(), filepath.Base(file), strings.NewReader(in)))
			if *update {
				if err := os.WriteFile(file, []byte(in+"==>\n"+got), 0o644); err != nil {
					t.Fatal(err)
				}
			} else if got != want {
				t.Errorf("got\n%swant\n%s", got, want)
			}
		})
	}
}
