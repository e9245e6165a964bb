// Package train makes the weights of English from treebanks: files of Universal
// Dependencies and of names come in, the files that nlp/linear embeds go out. The
// same data gives the same bytes every time. It stores nothing else.
package train

import (
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"entente/loaders/nlp"
	"entente/loaders/nlp/linear"
	"entente/loaders/nlp/score"
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
		Cluster:  nlp.ClusterOptions{Classes: 200, Rounds: 12, Least: 4},
		Sentence: nlp.Options{Epochs: 8, Least: 2},
		Tag:      nlp.Options{Epochs: 8, Least: 4, Folds: 5, Seeds: 4},
		Lemma:    nlp.Options{Epochs: 6, Least: 2},
		Tree:     nlp.Options{Epochs: 10, Least: 52, Beam: 4, Seeds: 4},
		Relation: nlp.Options{Epochs: 8, Least: 24, Seeds: 6},
		Name:     nlp.Options{Epochs: 10, Least: 6, Seeds: 6},
		Trim:     map[string]int{"tags": 20, "retags": 20, "labels": 40},
	}
	for _, name := range treeFiles {
		docs, err := read(filepath.Join(dataDir, name), nlp.ParseCoNLLU)
		if err != nil {
			return nlp.Plan{}, err
		}
		p.Trees = append(p.Trees, docs...)
	}
	for _, name := range nameFiles {
		docs, err := read(filepath.Join(dataDir, name), nlp.ParseNames)
		if err != nil {
			return nlp.Plan{}, err
		}
		p.Names = append(p.Names, docs...)
		p.Styles = append(p.Styles, len(docs))
	}
	senses, err := linear.Embedded("senses")
	if err != nil {
		return nlp.Plan{}, err
	}
	clusters, err := linear.Embedded("clusters")
	if err != nil {
		return nlp.Plan{}, err
	}
	p.Known = nlp.Weights{"senses": senses, "clusters": clusters}
	p.Texts, err = texts(dataDir)
	return p, err
}

// texts returns the plain texts that word classes are learned from: the news
// that lie beside the data, in order of their names.
func texts(dataDir string) ([]string, error) {
	articles := filepath.Join(dataDir, "..", "articles")
	var all []string
	for _, pattern := range []string{"wikinews/*.txt", "statedept/*.txt"} {
		paths, err := filepath.Glob(filepath.Join(articles, pattern))
		if err != nil {
			return nil, err
		}
		for _, path := range paths {
			text, err := os.ReadFile(path)
			if err != nil {
				return nil, err
			}
			all = append(all, string(text))
		}
	}
	releases, err := os.Open(filepath.Join(articles, "statedept-2021-05--2022-03.jsonl.gz"))
	if err != nil {
		return nil, err
	}
	defer releases.Close()
	in, err := gzip.NewReader(releases)
	if err != nil {
		return nil, err
	}
	for dec := json.NewDecoder(in); ; {
		var one struct{ Text string }
		if err := dec.Decode(&one); err == io.EOF {
			return all, nil
		} else if err != nil {
			return nil, fmt.Errorf("read releases: %w", err)
		}
		all = append(all, one.Text)
	}
}

// Train learns all weights from dataDir and writes one file a stage into out, which
// must exist; then scores.txt, the digest of the weights and what they score on the
// development sets; and puts the digest into MODEL.md, if that lies there. The
// classes of words are those of the program, unless they are to be learned anew from
// the texts beside the data: the tokenizer has a say in them, and all else in turn.
func Train(ctx context.Context, dataDir, out string, clusters bool) error {
	plan, err := Plan(dataDir)
	if err != nil {
		return fmt.Errorf("train: %w", err)
	}
	if clusters {
		delete(plan.Known, "clusters")
	}
	weights, err := nlp.Learn(ctx, plan)
	if err != nil {
		return fmt.Errorf("train: %w", err)
	}
	if err := Write(weights, out); err != nil {
		return err
	}
	return Card(weights, dataDir, out)
}

// Write writes one file a stage into the folder out.
func Write(weights nlp.Weights, out string) error {
	for stage, m := range weights {
		if err := os.WriteFile(filepath.Join(out, stage+".bin"), m.Bytes(), 0o644); err != nil {
			return fmt.Errorf("write weights: %w", err)
		}
	}
	return nil
}

// Card writes scores.txt for the weights that lie in out, and the digest and the
// scores into MODEL.md.
func Card(weights nlp.Weights, dataDir, out string) error {
	scores, err := score.All(nlp.ReaderOf(weights), dataDir)
	if err != nil {
		return fmt.Errorf("card: %w", err)
	}
	return score.Card(out, scores)
}

func read(path string, parse func(io.Reader) ([]*nlp.Doc, error)) ([]*nlp.Doc, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	docs, err := parse(f)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	return docs, nil
}
