// Package train makes the weights of English from treebanks: files of Universal
// Dependencies and of names come in, the files that nlp/linear embeds go out. The
// same data gives the same bytes every time. It stores nothing else.
package train

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"entente/loaders/nlp"
)

// The files of a data folder that are learned from. MODEL.md names their sources
// and licences.
var (
	treeFiles = []string{"ud/ewt-train.conllu", "ud/gum-open-train.conllu"}
	nameFiles = []string{"ner/uner-ewt-train.conll", "ner/gum-open-train.derived.conll", "ner/wikigold.conll", "ner/crossner-politics-train.conll", "ner/crossner-politics-dev.conll"}
)

// Plan returns what is learned from the data folder, and how.
func Plan(dataDir string) (nlp.Plan, error) {
	p := nlp.Plan{
		Sentence: nlp.Options{Epochs: 8, Least: 2},
		Tag:      nlp.Options{Epochs: 6, Least: 4, Folds: 5},
		Lemma:    nlp.Options{Epochs: 6, Least: 2},
		Tree:     nlp.Options{Epochs: 8, Least: 16},
		Name:     nlp.Options{Epochs: 10, Least: 2},
	}
	for _, name := range treeFiles {
		docs, err := trees(filepath.Join(dataDir, name))
		if err != nil {
			return nlp.Plan{}, err
		}
		p.Trees = append(p.Trees, docs...)
	}
	for _, name := range nameFiles {
		docs, err := ReadNames(filepath.Join(dataDir, name))
		if err != nil {
			return nlp.Plan{}, err
		}
		p.Names = append(p.Names, docs...)
	}
	return p, nil
}

// Train learns all weights from dataDir and writes one file a stage into out,
// which must exist.
func Train(ctx context.Context, dataDir, out string) error {
	plan, err := Plan(dataDir)
	if err != nil {
		return fmt.Errorf("train: %w", err)
	}
	weights, err := nlp.Learn(ctx, plan)
	if err != nil {
		return fmt.Errorf("train: %w", err)
	}
	return Write(weights, out)
}

// Write writes one file a stage into the folder out.
func Write(weights nlp.Weights, out string) error {
	var stages []string
	for stage := range weights {
		stages = append(stages, stage)
	}
	slices.Sort(stages)
	for _, stage := range stages {
		if err := os.WriteFile(filepath.Join(out, stage+".bin"), weights[stage].Bytes(), 0o644); err != nil {
			return fmt.Errorf("write weights: %w", err)
		}
	}
	return nil
}

func trees(path string) ([]*nlp.Doc, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	docs, err := nlp.ParseCoNLLU(f)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	return docs, nil
}

// kinds maps the kinds of names in the data to ours; what is missing is no name.
var kinds = map[string]nlp.NameKind{
	"PER": nlp.Person, "LOC": nlp.Place, "ORG": nlp.Organization,
	"politician": nlp.Person, "person": nlp.Person,
	"politicalparty": nlp.Organization, "organisation": nlp.Organization,
	"country": nlp.Place, "location": nlp.Place,
}

// ReadNames reads a file of names: a word and its place in a name on each line
// (IOB2), sentences divided by empty lines. Documents begin at "# newdoc"; a file
// without is one document.
func ReadNames(path string) ([]*nlp.Doc, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var docs []*nlp.Doc
	d := &nlp.Doc{}
	var text strings.Builder
	finish := func() {
		endSentence(d)
		if d.Text = text.String(); len(d.Tokens) > 0 {
			d.Blocks = []nlp.Block{{Start: 0, End: len(d.Text)}}
			docs = append(docs, d)
		}
		d = &nlp.Doc{}
		text.Reset()
	}
	in := bufio.NewScanner(f)
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
			endSentence(d)
		default:
			if text.Len() > 0 {
				text.WriteByte(' ')
			}
			add(d, text.Len(), form, strings.TrimSpace(place))
			text.WriteString(form)
		}
	}
	finish()
	if err := in.Err(); err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	return docs, nil
}

func add(d *nlp.Doc, at int, form, place string) {
	i := len(d.Tokens)
	d.Tokens = append(d.Tokens, nlp.Token{Start: at, End: at + len(form), Norm: nlp.Plain(form), Head: -1, Sentence: len(d.Sentences)})
	begins, label, _ := strings.Cut(place, "-")
	kind, known := kinds[label]
	if !known {
		return
	}
	last := len(d.Names) - 1
	if begins == "I" && last >= 0 && d.Names[last].End == i && d.Names[last].Kind == kind {
		d.Names[last].End = i + 1
		return
	}
	d.Names = append(d.Names, nlp.Name{Start: i, End: i + 1, Kind: kind})
}

func endSentence(d *nlp.Doc) {
	start := 0
	if n := len(d.Sentences); n > 0 {
		start = d.Sentences[n-1].End
	}
	if start < len(d.Tokens) {
		d.Sentences = append(d.Sentences, nlp.Sentence{Start: start, End: len(d.Tokens)})
	}
}
