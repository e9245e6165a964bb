package nlp

import (
	"bufio"
	"io"
	"strings"
)

// kindsOfData maps the kinds of names in the data to ours; what is missing is no name.
var kindsOfData = map[string]NameKind{
	"PER": Person, "LOC": Place, "ORG": Organization,
	"politician": Person, "person": Person,
	"politicalparty": Organization, "organisation": Organization,
	"country": Place, "location": Place,
}

// ParseNames reads names: a word and its place in a name on each line (IOB2),
// sentences divided by empty lines. Documents begin at "# newdoc"; a file without
// is one document.
func ParseNames(r io.Reader) ([]*Doc, error) {
	var docs []*Doc
	d := &Doc{}
	var text strings.Builder
	finish := func() {
		closeSentence(d)
		if d.Text = text.String(); len(d.Tokens) > 0 {
			d.Blocks = []Block{{Start: 0, End: len(d.Text)}}
			docs = append(docs, d)
		}
		d = &Doc{}
		text.Reset()
	}
	in := bufio.NewScanner(r)
	for in.Scan() {
		line := in.Text()
		form, place, word := strings.Cut(line, "\t")
		if !word {
			form, place, word = strings.Cut(line, " ")
		}
		switch {
		case strings.HasPrefix(line, "# newdoc"):
			finish()
		case strings.HasPrefix(line, "# "):
		case !word:
			closeSentence(d)
		default:
			if !touches(d, form) {
				text.WriteByte(' ')
			}
			addWord(d, text.Len(), form, strings.TrimSpace(place))
			text.WriteString(form)
		}
	}
	finish()
	if err := in.Err(); err != nil {
		return nil, err
	}
	return docs, nil
}

// touches says whether a word stands at the one before without a blank, as papers
// print it: the data does not say. Hyphens and strokes are taken to join words.
func touches(d *Doc, form string) bool {
	if len(d.Tokens) == 0 {
		return true
	}
	last := d.Tokens[len(d.Tokens)-1].Norm
	if n := len(d.Sentences); n > 0 && d.Sentences[n-1].End == len(d.Tokens) {
		return false
	}
	switch form {
	case ",", ".", ";", ":", "?", "!", ")", "]", "}", "%", "'s", "'", "n't", "'re", "'ve", "'ll", "'d", "'m", "''", "-", "/":
		return true
	}
	switch last {
	case "(", "[", "{", "$", "#", "``", "-", "/":
		return true
	}
	return false
}

func addWord(d *Doc, at int, form, place string) {
	i := len(d.Tokens)
	d.Tokens = append(d.Tokens, Token{Start: at, End: at + len(form), Norm: Plain(form), Head: -1, Sentence: len(d.Sentences)})
	begins, label, _ := strings.Cut(place, "-")
	kind, known := kindsOfData[label]
	if !known {
		return
	}
	last := len(d.Names) - 1
	if begins == "I" && last >= 0 && d.Names[last].End == i && d.Names[last].Kind == kind {
		d.Names[last].End = i + 1
		return
	}
	d.Names = append(d.Names, Name{Start: i, End: i + 1, Kind: kind})
}

func closeSentence(d *Doc) {
	start := 0
	if n := len(d.Sentences); n > 0 {
		start = d.Sentences[n-1].End
	}
	if start < len(d.Tokens) {
		d.Sentences = append(d.Sentences, Sentence{Start: start, End: len(d.Tokens)})
	}
}
