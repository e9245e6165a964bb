package main

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"

	"github.com/spf13/cobra"

	"entente/graph"
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
named and passed over; so is one in another language than English. A run that is
broken off is taken up by the same command. Progress goes to standard error: one
line on a terminal, else a line a minute. With --dry-run nothing is changed; each
article is a line: new, other (it would replace what is stored) or same; its day,
publisher, title, id and file.

Files of claims, as 'entente extract --format claims' prints them, are loaded as the
articles in them would be, and give the same graph; their quotes are checked.`,
		Example: `  entente load articles/
  entente load a.txt b.jsonl.gz
  entente load news.warc.gz pages/*.html feed.xml
  entente load corpus.csv --map text=body,published=date
  entente load https://example.org/a.html --allow-net
  entente load claims.jsonl.gz         what other machines read
  entente load --dry-run corpus.jsonl  what would be read
  entente load --to http://127.0.0.1:8064 --token TOKEN a.html
  entente load --seeds                the sample articles of the program`,
	}
	l := loading{p: p}
	cmd.Flags().BoolVar(&l.seeds, "seeds", false, "load the sample articles that the program carries")
	cmd.Flags().IntVar(&l.workers, "workers", 0, "articles read at a time; 0 is one for each processor")
	cmd.Flags().StringVar(&l.columns, "map", "", "columns or keys of a corpus: text=body,published=date")
	cmd.Flags().BoolVar(&l.net, "allow-net", false, "fetch paths that are http or https addresses")
	cmd.Flags().BoolVar(&l.dry, "dry-run", false, "say what would be read and change nothing")
	cmd.Flags().BoolVarP(&l.quiet, "quiet", "q", false, "print nothing but what went wrong")
	cmd.Flags().BoolVar(&l.anyReader, "any-reader", false, "take claims files that were read with other weights, frames or gazetteer")
	p.judgementsFlag(cmd)
	l.frames = framesFlag(cmd)
	cmd.Flags().BoolVar(&l.json, "json", false, "print JSON")
	to := cmd.Flags().String("to", "", "send the files to the server at this address, which holds the store")
	token := cmd.Flags().String("token", os.Getenv("ENTENTE_TOKEN"), "with --to: the server's token; also in ENTENTE_TOKEN")
	cmd.Flags().Lookup("token").DefValue = "" // help does not print what the environment holds
	cmd.RunE = func(cmd *cobra.Command, paths []string) error {
		if *to != "" {
			return l.sendTo(cmd.Context(), *to, *token, paths)
		}
		return l.run(cmd.Context(), paths)
	}
	return cmd
}

// loading is one call of load: its flags, and what it reads.
type loading struct {
	p               *program
	seeds, net, dry bool
	quiet, json     bool
	anyReader       bool
	frames          *[]string
	claims          []string // files of claims among the paths
	workers         int
	columns         string
	articles        iter.Seq2[article.Found, error]
	came            atomic.Int64   // bytes read of the inputs
	size            int64          // of the inputs in bytes; 0 when not known
	passed          []string       // for the report in JSON
	aside           map[string]int // files in folders and archives that end as no format's do, by ending
	reader          loaders.Reader
}

func (l *loading) run(ctx context.Context, paths []string) (err error) {
	if err := l.inputs(ctx, paths); err != nil {
		return err
	}
	if l.reader, err = l.p.reader(*l.frames); err != nil {
		return err
	}
	if l.dry {
		return l.preview(ctx)
	}
	defer steadyHeap()()
	store, err := l.p.openWith(ctx, loaders.StoreOptions())
	if err != nil {
		return err
	}
	defer store.Close()
	if err := l.p.judgeByFile(ctx, store, l.reader); err != nil {
		return err
	}
	watch := l.p.newProgress(ctx, l.quiet, store, &l.came, l.size)
	done := func(s loaders.Step) {
		if s.Err != nil {
			watch.clear()
		}
		l.pass(s.Err)
		watch.step(s)
	}
	report, err := loaders.Load(ctx, store, l.reader, l.articles, loaders.Options{Workers: l.workers, Done: done})
	if err == nil {
		err = l.loadClaims(ctx, store, loaders.Options{Done: done}, &report)
	}
	watch.clear()
	if err != nil {
		return err
	}
	return l.report(report, "%s: %d added, %d replaced, %d as before, %d passed over\n")
}

// inputs finds out what is to be read.
func (l *loading) inputs(ctx context.Context, paths []string) error {
	given := len(paths)
	l.claims, paths = l.p.claimsAmong(paths)
	switch {
	case l.seeds && given > 0:
		return usage("load: give paths or --seeds, not both")
	case l.seeds:
		l.articles = seedArticles(ctx)
		return nil
	case l.dry && len(l.claims) > 0:
		return usage("load --dry-run reads articles: %s is a file of claims", l.claims[0])
	case len(paths) == 0 && len(l.claims) > 0:
		l.articles = func(func(article.Found, error) bool) {}
		return nil
	case len(paths) == 0:
		return usage("load wants paths of articles: files, folders, or - for standard input")
	}
	opts, err := articleOptions(l.columns, l.net)
	if err != nil {
		return err
	}
	opts.Came = &l.came
	l.aside = map[string]int{}
	opts.Aside = func(name string) { l.aside[strings.ToLower(filepath.Ext(name))]++ }
	l.articles = opts.Walk(ctx, paths, l.p.stdin)
	l.size, _ = article.Size(paths)
	return nil
}

// pass names an article that is passed over, and keeps its line for the report.
func (l *loading) pass(err error) {
	l.p.pass(err)
	if err != nil && l.json {
		l.passed = append(l.passed, err.Error())
	}
}

// preview says what a load would do, an article a line.
func (l *loading) preview(ctx context.Context) error {
	var stored *graph.Reader
	if l.p.mustExist() == nil && l.p.db != graph.Memory {
		store, err := l.p.openToRead(ctx, nil)
		if err != nil {
			return err
		}
		defer store.Close()
		stored = store.Reader
	}
	report, err := loaders.Preview(ctx, stored, l.reader, l.articles, func(a article.Found, is loaders.Standing, bad error) error {
		l.pass(bad)
		if bad != nil || l.json || l.quiet {
			return nil
		}
		_, err := fmt.Fprintln(l.p.stdout, strings.Join([]string{string(is), cmp.Or(string(a.Published), "undated"), plain(a.Publisher), plain(a.Title), plain(a.ID), plain(a.Name)}, "\t"))
		return err
	})
	if err != nil {
		return err
	}
	return l.report(report, "nothing was changed. %s: %d would be added, %d replaced, %d are as before, %d would be passed over\n")
}

// report prints what a run did: one line, and under it why articles were passed over.
func (l *loading) report(r loaders.Report, line string) error {
	if l.json {
		return l.p.json(struct {
			loaders.Report
			DryRun bool           `json:"dryRun,omitempty"`
			Passed []string       `json:"passed"`
			Aside  map[string]int `json:"leftAside,omitempty"`
		}{r, l.dry, append([]string{}, l.passed...), l.aside})
	}
	if l.quiet {
		return nil
	}
	fmt.Fprintf(l.p.stdout, line, count(r.Articles, "article"), r.Added, r.Replaced, r.Same, r.Passed)
	for _, reason := range byCount(r.Reasons) {
		text := fmt.Sprintf("    %d passed over: %s", r.Reasons[reason], plain(reason))
		if reason == loaders.NotEnglish {
			var each []string
			for _, lang := range byCount(r.Languages) {
				each = append(each, fmt.Sprintf("%s %d", plain(lang), r.Languages[lang]))
			}
			text += " (" + strings.Join(each, ", ") + ")"
		}
		fmt.Fprintln(l.p.stdout, text)
	}
	if len(l.aside) > 0 {
		fmt.Fprintln(l.p.stdout, "    "+l.leftAside())
	}
	return nil
}

// leftAside says how many files of folders and archives were not looked at.
func (l *loading) leftAside() string {
	var each []string
	all := 0
	for _, ending := range byCount(l.aside) {
		all += l.aside[ending]
		if len(each) < 10 {
			each = append(each, fmt.Sprintf("%s %d", cmp.Or(plain(ending), "no ending"), l.aside[ending]))
		}
	}
	return fmt.Sprintf("%s left aside that no format's name ends as (%s): name a file itself to have it read", count(all, "file"), strings.Join(each, ", "))
}

// byCount gives the keys of counts, the most frequent first.
func byCount(counts map[string]int) []string {
	return slices.SortedFunc(maps.Keys(counts), func(a, b string) int {
		return cmp.Or(counts[b]-counts[a], strings.Compare(a, b))
	})
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
