package extract

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime/debug"
	"testing"

	"entente/graph/graphtest"
	"entente/loaders/article"
	"entente/loaders/nlp"
)

// TestNothingBefore: what a rule looks for in front of a word need not be there.
func TestNothingBefore(t *testing.T) {
	for _, text := range []string{
		", had said that the talks would go on in Lathen.",
		"Response, said the ministry, would come within days.",
	} {
		read(t, article.Article{ID: "cut", Text: text})
	}
}

// TestCut reads sentences that begin and end at any word, as pages badly cut have them:
// no rule may look past the first word or the last.
func TestCut(t *testing.T) {
	texts, each := seedTexts(t), 30
	if os.Getenv("ENTENTE_LONG") != "" {
		each = 150
		files, _ := filepath.Glob(filepath.Join(os.Getenv("ENTENTE_SHARED"), "articles", "statedept-*.jsonl.gz"))
		for _, file := range files {
			of, err := graphtest.Releases(file)
			if err != nil {
				t.Fatal(err)
			}
			for _, o := range of {
				texts = append(texts, o.Text)
			}
		}
	}
	r := reader(t)
	g := rand.New(rand.NewPCG(5, 8))
	for _, text := range texts {
		d := r.Read(nlp.Input{Text: text})
		var cut []nlp.Input
		for range each {
			s := d.Sentences[g.IntN(len(d.Sentences))]
			from := s.Start + g.IntN(s.End-s.Start)
			to := from + 1 + g.IntN(s.End-from)
			cut = append(cut, nlp.Input{Text: d.Words(from, to)}, nlp.Input{Text: d.Words(s.Start, to)}, nlp.Input{Text: d.Words(from, s.End)})
		}
		for i, doc := range r.ReadAll(cut) {
			if fault := extracted(doc, cut[i].Text); fault != nil {
				t.Errorf("%q: %v", cut[i].Text, fault)
			}
		}
	}
}

// extracted makes an error of a panic.
func extracted(doc *nlp.Doc, text string) (fault error) {
	defer func() {
		if r := recover(); r != nil {
			fault = fmt.Errorf("%v\n%s", r, debug.Stack())
		}
	}()
	reading := Extract(doc, article.Article{ID: "cut", Text: text})
	return reading.check()
}

// seedTexts are the texts of the sample articles.
func seedTexts(t *testing.T) (texts []string) {
	for _, a := range articles(t) {
		texts = append(texts, a.Text)
	}
	return texts
}
