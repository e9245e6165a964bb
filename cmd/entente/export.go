package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"entente/queries/export"
)

func exportCommand(p *program) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "export",
		Short: "Write the graph as a file for research",
		Long:  "Export writes the graph or a part of it, sorted, the same bytes for the same graph.\n" + formatsHelp() + whereHelp,
		Example: `  entente export > graph.nq
  entente export --format turtle --out graph.ttl
  entente export --format gexf --where 'meetings --with Lavrov --since 2013' -o talks.gexf
  entente export --format csv --out tables/         a folder of files; tables.zip for an archive
  entente export --format polecat --where source="Northern Wire" --where since=2013
  entente export --no-text                          places and digests in the stead of words`,
		Args: wants(0, 0, "no arguments"),
	}
	var names []string
	for _, f := range export.Formats {
		names = append(names, f.Name)
	}
	format := cmd.Flags().StringP("format", "f", "nquads", "one of the formats above")
	out := cmd.Flags().StringP("out", "o", "-", "the file to write, for several files a folder or a name in .zip; - is standard output")
	part := exportFlags(cmd)
	from := p.fromFlag(cmd)
	cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(names, cobra.ShellCompDirectiveNoFileComp))
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		ctx := cmd.Context()
		f, err := export.ByName(*format)
		if err != nil {
			return usageError{err}
		}
		opts, err := part.options()
		if err != nil {
			return err
		}
		if binary := len(f.Files()) > 0 || f.Ext == ".sqlite"; binary && *out == "-" && p.terminal {
			return usage("export: %s is no text for a terminal: name a file or a folder with --out", f.Name)
		}
		store, err := p.openToRead(ctx, *from)
		if err != nil {
			return err
		}
		defer store.Close()
		if len(f.Files()) > 0 && *out != "-" && !strings.HasSuffix(*out, ".zip") {
			return f.WriteFolder(ctx, *out, store.Reader, opts)
		}
		return p.toFile(*out, func(w io.Writer) error { return f.Write(ctx, w, store.Reader, opts) })
	}
	return cmd
}

// formatsHelp lists the formats under their headings.
func formatsHelp() string {
	var b strings.Builder
	for _, group := range export.Groups {
		fmt.Fprintf(&b, "\n%s:\n", group)
		for _, f := range export.Formats {
			if f.Group == group {
				fmt.Fprintf(&b, "  %-15s %s\n", f.Name, f.Short)
			}
		}
	}
	return b.String()
}

// whereHelp tells how a part of the graph is asked for.
var whereHelp = "\nParts of the graph, with --where; several must all hold:\n" + export.WhereHelp()

// exportOptions are the flags that say what of the graph is written.
type exportOptions struct {
	text, noText bool
	graphs       string
	where        []string
}

func exportFlags(cmd *cobra.Command) *exportOptions {
	o := &exportOptions{}
	cmd.Flags().BoolVar(&o.text, "text", false, "write the articles' texts and readings too, so that the graph can be imported whole")
	cmd.Flags().BoolVar(&o.noText, "no-text", false, "leave out the words of articles: their places and digests stay")
	cmd.Flags().StringVar(&o.graphs, "graphs", "fact", "named graphs of nquads, trig and jsonld: fact, or article for one an article")
	cmd.Flags().StringArrayVar(&o.where, "where", nil, "only this part of the graph, as told above")
	return o
}

// options reads the flags.
func (o *exportOptions) options() (export.Options, error) {
	opts := export.Options{Text: o.text, NoText: o.noText, Graphs: export.Graphs(o.graphs)}
	for _, text := range o.where {
		w, err := export.ParseWhere(text)
		if err != nil {
			return opts, usageError{fmt.Errorf("--where %w", err)}
		}
		opts.Where = append(opts.Where, w)
	}
	if err := opts.Check(); err != nil {
		return opts, usageError{err}
	}
	return opts, nil
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
