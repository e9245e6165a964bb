package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"entente/loaders/article"
	"entente/loaders/extract"
	"entente/loaders/nlp"
)

func readCommand(p *program) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "read PATH...",
		Short: "Print how articles are read: sentences, words, trees, in CoNLL-U",
		Long: `Read prints the language side of reading: each sentence with its words, lemmas, word
classes, heads and relations as Universal Dependencies has them, in CoNLL-U, with
names and byte offsets in the last column.`,
		Example: "  entente read a.txt",
		Args:    wants(1, -1, "paths of articles: files, folders, or - for standard input"),
	}
	cmd.RunE = func(cmd *cobra.Command, paths []string) error {
		ctx := cmd.Context()
		language, err := nlp.NewReader()
		if err != nil {
			return err
		}
		read := 0
		for found, err := range article.Walk(ctx, paths, p.stdin) {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			if err != nil {
				p.pass(err)
				continue
			}
			if err := nlp.WriteCoNLLU(p.stdout, language.Read(extract.Input(found.Article))); err != nil {
				return err
			}
			read++
		}
		if read == 0 && ctx.Err() == nil {
			p.skipped = 0
			return fmt.Errorf("no article could be read")
		}
		return ctx.Err()
	}
	return cmd
}
