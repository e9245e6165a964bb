package article

import (
	"errors"
	"fmt"
	"strings"
)

// ErrNotArticle is wrapped by an error about bytes that no format takes as an
// article: an empty file, a binary one, a folder that holds none.
var ErrNotArticle = errors.New("not an article")

// Error says what is wrong with one input, where, and what its owner can do.
// Its text is one line.
type Error struct {
	Name   string // the file, as it was named, or "-"
	Line   int    // from 1; 0 when the whole input is meant
	Offset int64  // byte in the input, from 0; -1 when the whole input is meant
	What   string // "invalid UTF-8"
	Remedy string // "convert it, for example with iconv -f latin1 -t utf-8"
	Err    error  // the cause, or nil
}

// Error gives name, line, byte, fault and remedy in one line.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.Name)
	if e.Line > 0 {
		fmt.Fprintf(&b, ":%d", e.Line)
	}
	b.WriteString(": ")
	b.WriteString(e.What)
	if e.Offset >= 0 {
		fmt.Fprintf(&b, " at byte %d", e.Offset)
	}
	if e.Err != nil && !errors.Is(e.Err, ErrNotArticle) {
		fmt.Fprintf(&b, ": %v", e.Err)
	}
	if e.Remedy != "" {
		fmt.Fprintf(&b, " (%s)", e.Remedy)
	}
	return printable(b.String())
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// whole is an error about all of an input.
func whole(name, what, remedy string, cause error) *Error {
	return &Error{Name: name, Offset: -1, What: what, Remedy: remedy, Err: cause}
}

// LanguageError is about an article that is read well but is not in English. It
// comes beside the article, so that a run can count it and keep it apart.
type LanguageError struct {
	Name string // the input
	ID   string // the article
	Lang string // BCP 47: "de"
}

// Error gives name, article, language and remedy in one line.
func (e *LanguageError) Error() string {
	return fmt.Sprintf("%s: %s is in %s, not in English (give a translation)", e.Name, e.ID, languageName(e.Lang))
}
