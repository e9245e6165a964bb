package loaders

import (
	"errors"
	"fmt"
	"runtime"
	"strings"

	"entente/loaders/article"
	"entente/loaders/extract"
	"entente/loaders/nlp"
	"entente/loaders/resolve"
)

// NewReader returns the reader of English that is built into the program: the
// embedded weights, the frames of the ontology and the gazetteer.
func NewReader() (Reader, error) { return ReaderWith(extract.Builtin()) }

// ReaderWith returns the reader with the frames of an extractor in place of the
// built-in ones. Its digest is another when the frames are.
func ReaderWith(x *extract.Extractor) (Reader, error) {
	english, err := nlp.NewReader()
	if err != nil {
		return Reader{}, fmt.Errorf("new reader: %w", err)
	}
	digest := digestOf(x.Digest())
	return Reader{
		ReadAll: func(articles []article.Article) []Outcome {
			return careful(articles, func(articles []article.Article) []Outcome {
				texts := make([]nlp.Input, len(articles))
				for i, a := range articles {
					texts[i] = extract.Input(a)
				}
				out := make([]Outcome, len(articles))
				for i, doc := range english.ReadAll(texts) {
					out[i].Reading = x.Extract(doc, articles[i])
					out[i].Reading.Reader = digest
				}
				return out
			})
		},
		Known:  resolve.NewGazetteer(),
		Digest: digest,
	}, nil
}

// ErrFault is the cause when an article meets a fault of the reader itself.
var ErrFault = errors.New("a fault of the program, not of the article; please report it with the article")

// careful reads articles so that one that meets a fault of the reader is told, and the
// others are read: a corpus of a hundred thousand should not end at its last but one.
func careful(articles []article.Article, read func([]article.Article) []Outcome) []Outcome {
	out, fault := attempt(articles, read)
	if fault == nil {
		return out
	}
	if len(articles) == 1 {
		return []Outcome{{Err: fault}}
	}
	out = nil
	for i := range articles {
		out = append(out, careful(articles[i:i+1], read)...)
	}
	return out
}

// attempt reads articles and makes an error of a panic, with the place where it began.
func attempt(articles []article.Article, read func([]article.Article) []Outcome) (out []Outcome, fault error) {
	defer func() {
		if r := recover(); r != nil {
			fault = fmt.Errorf("%w: %v%s", ErrFault, r, ourFrame())
		}
	}()
	return read(articles), nil
}

// ourFrame names the innermost function of the program's own on the stack of a panic.
func ourFrame() string {
	pcs := make([]uintptr, 64)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(3, pcs)])
	for {
		f, more := frames.Next()
		if strings.HasPrefix(f.Function, "entente/") {
			return fmt.Sprintf(" (%s, line %d)", strings.TrimPrefix(f.Function, "entente/"), f.Line)
		}
		if !more {
			return ""
		}
	}
}
