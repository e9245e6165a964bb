package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"entente/queries/export"
)

func exportCommand(p *program) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "export",
		Short: "Write the graph as a file for research",
		Long:  "Export writes the whole graph, the same bytes for the same graph. Formats:\n",
		Example: `  entente export > graph.nq
  entente export --format jsonld --out graph.jsonld
  entente export --format triples --out triples.tsv`,
		Args: wants(0, 0, "no arguments"),
	}
	var names []string
	for _, f := range export.Formats {
		names = append(names, f.Name)
		cmd.Long += fmt.Sprintf("\n  %-8s %s", f.Name, f.Short)
	}
	format := cmd.Flags().String("format", "nquads", "one of the formats above")
	out := cmd.Flags().StringP("out", "o", "-", "the file to write; - is standard output")
	text := cmd.Flags().Bool("text", false, "write the articles' texts and readings too")
	from := fromFlag(cmd)
	cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(names, cobra.ShellCompDirectiveNoFileComp))
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		f, err := export.ByName(*format)
		if err != nil {
			return usageError{err}
		}
		store, err := p.openToRead(cmd.Context(), *from)
		if err != nil {
			return err
		}
		defer store.Close()
		return p.toFile(*out, func(w io.Writer) error {
			return f.Write(cmd.Context(), w, store.Reader, export.Options{Text: *text})
		})
	}
	return cmd
}

// toFile writes to a file, which is there whole or not at all, or to standard
// output for "-".
func (p *program) toFile(path string, write func(io.Writer) error) error {
	if path == "-" {
		return write(p.stdout)
	}
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	defer os.Remove(f.Name())
	if err := write(f); err != nil {
		f.Close()
		return err
	}
	if err := f.Chmod(0o644); err != nil {
		f.Close()
		return fmt.Errorf("write %s: %w", path, err)
	}
	if err := f.Close(); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	return nil
}
