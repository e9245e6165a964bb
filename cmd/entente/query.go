package main

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"entente/queries"
)

func queryCommand(p *program) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "query [TEXT]",
		Short: "Run a query in one of Cayley's languages: Gizmo, GraphQL, MQL",
		Long: `Query runs a query in one of Cayley's own languages. With - the query comes from
standard input. Without one a prompt opens, with history, completion (Tab), examples
and the plans of queries; :help lists what it understands. A query that runs too long
or piles up too much memory is stopped. 'entente ask QUESTION --gizmo' prints a question as Gizmo to begin
with. Predicates are <ent:participant>, <ent:place> ...; what nobody states as having
been the case stands under <unasserted:participant> and its like.`,
		Example: `  entente query "g.V('<person:sergei-lavrov>').In('<ent:participant>').Out('<ent:place>').All()"
  entente query                        a prompt
  entente query --lang graphql '{ nodes(first: 5) { id } }'
  entente ask meetings --with Lavrov --gizmo | entente query -`,
		Args: wants(0, 1, "one query, - for standard input, or nothing for a prompt"),
	}
	lang := cmd.Flags().String("lang", "gizmo", "language: "+strings.Join(queries.Languages, ", "))
	limit := cmd.Flags().Int("limit", 1000, "most results; 0 is all")
	timeout := cmd.Flags().Duration("timeout", 30*time.Second, "stop the query after this time; 0 is never")
	memory := cmd.Flags().Int("memory", 1024, "stop the query when it takes more than so many MB of memory; 0 is no bound")
	from := p.fromFlag(cmd)
	asJSON := jsonFlag(cmd)
	asCSV := cmd.Flags().Bool("csv", false, "print CSV")
	asCount := cmd.Flags().Bool("count", false, "print how many results there are")
	cmd.RegisterFlagCompletionFunc("lang", cobra.FixedCompletions(queries.Languages, cobra.ShellCompDirectiveNoFileComp))
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if !slices.Contains(queries.Languages, *lang) {
			return usage("unknown language %q: use one of %s", *lang, strings.Join(queries.Languages, ", "))
		}
		if err := oneOf(cmd, []string{"json", "csv", "count"}); err != nil {
			return err
		}
		if *limit < 0 || *memory < 0 || *timeout < 0 {
			return usage("--limit, --memory and --timeout want 0 or more")
		}
		raw := queries.Raw{Lang: *lang, Limit: *limit, Time: *timeout, Memory: uint64(*memory) << 20}
		store, err := p.openToRead(cmd.Context(), *from)
		if err != nil {
			return err
		}
		defer store.Close()
		if len(args) == 0 {
			return p.prompt(cmd.Context(), store, raw, *asJSON)
		}
		if raw.Text, err = p.queryText(args[0]); err != nil {
			return err
		}
		res, err := queries.Run(cmd.Context(), store.QuadStore(), raw)
		if err != nil {
			return err
		}
		switch {
		case *asJSON:
			return p.json(res)
		case *asCSV:
			return p.resultsCSV(res)
		case *asCount:
			_, err := fmt.Fprintln(p.stdout, len(res.Results))
			return err
		}
		return p.results(res, *limit)
	}
	return cmd
}

// queryText is the query typed, or what stands on standard input.
func (p *program) queryText(arg string) (string, error) {
	if arg != "-" {
		return arg, nil
	}
	data, err := io.ReadAll(io.LimitReader(p.stdin, 1<<20))
	if err != nil {
		return "", fmt.Errorf("read the query: %w", err)
	}
	return string(data), nil
}

// results prints results that are all maps of words as a table, others as JSON, a
// line each.
func (p *program) results(res queries.Results, limit int) error {
	if t := tabular(res.Results); t != nil {
		if err := p.print(t); err != nil {
			return err
		}
	} else {
		for _, r := range res.Results {
			line, err := jsonLine(r)
			if err != nil {
				return err
			}
			fmt.Fprintln(p.stdout, line)
		}
	}
	if res.Unrun {
		fmt.Fprintln(p.stderr, "entente: the script ends with a path that was not run: end it with .All(), .GetLimit(10) or .Count()")
	}
	if res.More {
		fmt.Fprintf(p.stderr, "entente: only the first %s: --limit 0 gives all\n", count(limit, "result"))
	}
	return nil
}

// jsonLine writes a result as JSON on one line.
func jsonLine(r any) (string, error) {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(r)
	return escapeControls(strings.TrimSuffix(b.String(), "\n")), err
}

// resultsCSV prints results that are all maps of words as CSV with their keys at the
// head, others as JSON, one a row.
func (p *program) resultsCSV(res queries.Results) error {
	if t := tabular(res.Results); t != nil {
		w := p.csvWriter(t.head...)
		for _, r := range t.rows {
			w.row(r.cells...)
		}
		return w.end()
	}
	w := p.csvWriter("result")
	for _, r := range res.Results {
		line, err := jsonLine(r)
		if err != nil {
			return err
		}
		w.row(line)
	}
	return w.end()
}

// tabular makes a table of results that are maps of strings; nil when some are not.
func tabular(results []any) *table {
	keys := map[string]bool{}
	for _, r := range results {
		m, ok := r.(map[string]any)
		if !ok {
			return nil
		}
		for k, v := range m {
			if _, ok := v.(string); !ok {
				return nil
			}
			keys[k] = true
		}
	}
	if len(keys) == 0 {
		return nil
	}
	t := &table{head: slices.Sorted(maps.Keys(keys))}
	for _, r := range results {
		var row []string
		for _, k := range t.head {
			word, _ := r.(map[string]any)[k].(string)
			row = append(row, word)
		}
		t.add(row)
	}
	return t
}
