package main

import (
	"fmt"
	"iter"

	"github.com/spf13/cobra"

	"entente/loaders"
	"entente/loaders/article"
)

func loadCommand(p *program) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "load PATH...",
		Short: "Read articles into the store",
		Long: `Load reads articles from files, from folders (their files, and those of folders
within) and, for the path -, from standard input, and adds what they say to the
store, which is made when there is none. Loading an article again changes nothing;
another text under the same id takes the place of the old one. A bad article is
named and passed over. A run that is broken off is taken up by the same command.`,
		Example: `  entente load articles/
  entente load a.txt b.jsonl.gz
  entente load news.warc.gz pages/*.html feed.xml
  entente load corpus.csv --map text=body,published=date
  entente load https://example.org/a.html --allow-net
  entente load --seeds                the sample articles of the program`,
	}
	fromSeeds := cmd.Flags().Bool("seeds", false, "load the sample articles that the program carries")
	workers := cmd.Flags().Int("workers", 0, "articles read at a time; 0 is one for each processor")
	columns := cmd.Flags().String("map", "", "columns or keys of a corpus: text=body,published=date")
	net := cmd.Flags().Bool("allow-net", false, "fetch paths that are http or https addresses")
	quiet := cmd.Flags().BoolP("quiet", "q", false, "print nothing but what went wrong")
	asJSON := jsonFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, paths []string) error {
		ctx := cmd.Context()
		var articles iter.Seq2[article.Found, error]
		switch {
		case *fromSeeds && len(paths) > 0:
			return usage("load: give paths or --seeds, not both")
		case *fromSeeds:
			articles = seedArticles(ctx)
		case len(paths) == 0:
			return usage("load wants paths of articles: files, folders, or - for standard input")
		default:
			opts, err := articleOptions(*columns, *net)
			if err != nil {
				return err
			}
			articles = opts.Walk(ctx, paths, p.stdin)
		}
		r, err := loaders.NewReader()
		if err != nil {
			return err
		}
		store, err := p.openToWrite(ctx)
		if err != nil {
			return err
		}
		defer store.Close()
		opts := loaders.Options{Workers: *workers, Done: p.progress(*quiet)}
		report, err := loaders.Load(ctx, store, r, articles, opts)
		p.endProgress(*quiet)
		p.pass(report.Bad)
		if err != nil {
			return err
		}
		return p.report(report, *asJSON, *quiet)
	}
	return cmd
}

// articleOptions says how articles are read, from the flags.
func articleOptions(columns string, net bool) (article.Options, error) {
	var o article.Options
	if columns != "" {
		m, err := article.ParseMap(columns)
		if err != nil {
			return o, usageError{fmt.Errorf("load --map: %w", err)}
		}
		o.Map = m
	}
	if net {
		o.Net = &article.Client{}
	}
	return o, nil
}

// progress counts articles on a terminal, on one line that is written over.
func (p *program) progress(quiet bool) func(string, error) {
	if !p.terminal || quiet {
		return nil
	}
	n := 0
	return func(name string, _ error) {
		n++
		fmt.Fprintf(p.stderr, "\r\x1b[K%s: %s", count(n, "article"), plain(name))
	}
}

func (p *program) endProgress(quiet bool) {
	if p.terminal && !quiet {
		fmt.Fprint(p.stderr, "\r\x1b[K")
	}
}

// report prints what a run did.
func (p *program) report(r loaders.Report, asJSON, quiet bool) error {
	if asJSON {
		bad := []string{}
		for _, err := range r.Bad {
			bad = append(bad, err.Error())
		}
		return p.json(struct {
			loaders.Report
			Passed []string `json:"passed"`
		}{r, bad})
	}
	if quiet {
		return nil
	}
	_, err := fmt.Fprintf(p.stdout, "%s: %d added, %d replaced, %d as before, %d passed over\n",
		count(r.Articles, "article"), r.Added, r.Replaced, r.Same, len(r.Bad))
	return err
}
