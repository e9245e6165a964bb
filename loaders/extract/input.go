package extract

import (
	"strings"
	"unicode"

	"entente/loaders/article"
	"entente/loaders/nlp"
)

// Input makes of an article what nlp reads: its text with the parts that are
// read as blocks. An article without parts is read whole.
func Input(a article.Article) nlp.Input {
	in := nlp.Input{Text: a.Text, Published: a.Published, Dateline: a.Dateline}
	for _, part := range a.Parts {
		if !part.Kind.Read() {
			continue
		}
		words := strings.TrimRightFunc(a.Text[part.Start:part.End], func(r rune) bool {
			return unicode.IsSpace(r) || strings.ContainsRune(`"'”’)`, r)
		})
		in.Blocks = append(in.Blocks, nlp.Block{
			Start: part.Start, End: part.End,
			Heading: part.Kind == article.Headline || part.Kind == article.Deck && !ended(words) ||
				part.Kind == article.Paragraph && len(words) < headingSize && !ended(words),
		})
	}
	return in
}

// headingSize is the length in bytes up to which a paragraph without a full
// stop is a heading.
const headingSize = 90

func ended(words string) bool {
	return words != "" && strings.ContainsRune(".!?…:,;—", lastRune(words))
}

func lastRune(s string) rune {
	var last rune
	for _, r := range s {
		last = r
	}
	return last
}
