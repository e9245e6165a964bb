package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"entente/graph"
)

func diffCommand(p *program) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "diff OLD NEW",
		Short: "Say which claims and facts came, went or changed, and why",
		Long: `Diff compares two graphs: stores, releases, or files that 'entente export' wrote. Each
claim and each fact that is only in one of them, or stands otherwise, is a line: + came,
- went, ~ changed, with the reason: a new source, a forgotten source, another text,
another program version (weights and gazetteer included), the gazetteer's lines, a
judgement, or who is who (other articles changed what a name means). Graphs without
the articles' readings do not tell program versions apart.`,
		Example: `  entente diff backups/monday.db entente.db
  entente diff release-1/ release-2/ --summary
  entente diff old.nq new.nq --json`,
		Args: wants(2, 2, "two graphs: stores, releases, or files"),
	}
	summary := cmd.Flags().Bool("summary", false, "only count")
	asJSON := jsonFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		ctx := cmd.Context()
		old, err := p.openAny(ctx, args[0])
		if err != nil {
			return err
		}
		defer old.Close()
		new, err := p.openAny(ctx, args[1])
		if err != nil {
			return err
		}
		defer new.Close()
		return p.diff(ctx, old.Reader, new.Reader, *summary, *asJSON)
	}
	return cmd
}

// openAny opens a store, or reads a release or an exported file into memory.
func (p *program) openAny(ctx context.Context, path string) (*graph.Store, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", path, errors.Unwrap(err))
	}
	if info.IsDir() {
		if _, err := os.Stat(filepath.Join(path, sumsFile)); err != nil {
			s, err := graph.Open(ctx, path, graph.Options{ReadOnly: true})
			if err != nil {
				return nil, storeError{err}
			}
			return s, nil
		}
	}
	s, err := graph.Open(ctx, graph.Memory, graph.Options{})
	if err != nil {
		return nil, err
	}
	if _, err := p.readGraph(ctx, s, releasedGraph(path), ""); err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

// diffCount is how much differs, for one turn and reason.
type diffCount struct {
	Turn   graph.Turn   `json:"turn"`
	What   string       `json:"what"` // "claim" or "fact"
	Reason graph.Reason `json:"reason"`
	Count  int          `json:"count"`
}

func (p *program) diff(ctx context.Context, old, new *graph.Reader, summary, asJSON bool) error {
	var counts []diffCount
	all := []graph.Difference{}
	err := graph.Diff(ctx, old, new, readerOf(ctx), func(d graph.Difference) error {
		counts = counted(counts, d)
		switch {
		case summary:
			return nil
		case asJSON:
			all = append(all, d)
			return nil
		}
		return p.difference(ctx, old, new, d)
	})
	if err != nil {
		return err
	}
	if asJSON {
		out := map[string]any{"counts": counts}
		if !summary {
			out["differences"] = all
		}
		return p.json(out)
	}
	if len(counts) == 0 {
		fmt.Fprintln(p.stdout, "the same graph")
		return nil
	}
	for _, c := range counts {
		fmt.Fprintf(p.stdout, "%s %s: %s\n", c.Turn, count(c.Count, c.What), c.Reason)
	}
	return nil
}

// readerOf tells by which reader an article was read, from its record.
func readerOf(ctx context.Context) func(*graph.Reader, graph.IRI) (string, error) {
	return func(r *graph.Reader, article graph.IRI) (string, error) {
		record, err := r.Record(ctx, article)
		if errors.Is(err, graph.ErrUnknown) {
			return "", nil
		}
		var head struct{ Reader string }
		if err == nil {
			err = json.Unmarshal([]byte(record), &head)
		}
		return head.Reader, err
	}
}

// counted counts a difference in its line, in the order of their first.
func counted(counts []diffCount, d graph.Difference) []diffCount {
	what := "claim"
	if d.Claim == "" {
		what = "fact"
	}
	for i, c := range counts {
		if c.Turn == d.Turn && c.What == what && c.Reason == d.Reason {
			counts[i].Count++
			return counts
		}
	}
	return append(counts, diffCount{d.Turn, what, d.Reason, 1})
}

// difference prints one line, and under it what changed.
func (p *program) difference(ctx context.Context, old, new *graph.Reader, d graph.Difference) error {
	edge := func(r *graph.Reader, f graph.Fact) string {
		return plain(strings.Join([]string{nameOf(ctx, r, f.Subject), string(f.Predicate), objectName(ctx, r, f)}, " "))
	}
	if d.Claim == "" {
		r := new
		if d.Turn == graph.Went {
			r = old
		}
		how := d.Is
		if d.Turn == graph.Changed {
			how = d.Was + " to " + d.Is
		} else if d.Turn == graph.Went {
			how = d.Was
		}
		_, err := fmt.Fprintf(p.stdout, "%s fact  %s [%s] (%s)\n", d.Turn, edge(r, *d.Edge), how, d.Reason)
		return err
	}
	words := d.Quote
	if words == "" {
		words = string(d.Claim)
	}
	how := d.Is
	if how == "" {
		how = d.Was
	} else if d.Was != "" && d.Was != d.Is {
		how = d.Was + " to " + d.Is
	}
	fmt.Fprintf(p.stdout, "%s claim “%s” [%s] %s (%s)\n", d.Turn, plain(words), how, d.Article, d.Reason)
	if d.Turn != graph.Changed {
		return nil
	}
	for _, f := range d.Old {
		fmt.Fprintf(p.stdout, "    - %s\n", edge(old, f))
	}
	for _, f := range d.New {
		fmt.Fprintf(p.stdout, "    + %s\n", edge(new, f))
	}
	return nil
}

// nameOf returns the name of a thing, its address where it has none.
func nameOf(ctx context.Context, r *graph.Reader, iri graph.IRI) string {
	if e, err := r.Entity(ctx, iri); err == nil && e.Label != "" {
		return e.Label
	}
	return string(iri)
}

func objectName(ctx context.Context, r *graph.Reader, f graph.Fact) string {
	if f.Object.IRI == "" {
		return "“" + f.Object.Literal + "”"
	}
	return nameOf(ctx, r, f.Object.IRI)
}
