package loaders

import (
	"errors"
	"strings"
	"testing"

	"entente/loaders/article"
	"entente/loaders/extract"
)

// TestCareful: an article at which the reader itself fails is named with the place, and
// those beside it are read.
func TestCareful(t *testing.T) {
	read := func(articles []article.Article) []Outcome {
		out := make([]Outcome, len(articles))
		for i, a := range articles {
			out[i].Reading = extract.Reading{Article: a}
			_ = a.Text[3]
		}
		return out
	}
	out := careful([]article.Article{{Text: "first"}, {Text: "no"}, {Text: "third"}}, read)
	if out[0].Reading.Article.Text != "first" || out[2].Reading.Article.Text != "third" || out[0].Err != nil || out[2].Err != nil {
		t.Errorf("%+v", out)
	}
	if err := out[1].Err; !errors.Is(err, ErrFault) || !strings.Contains(err.Error(), "index out of range [3] with length 2 (loaders.TestCareful.func1, line ") {
		t.Errorf("%v", err)
	}
}
