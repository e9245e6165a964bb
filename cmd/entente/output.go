package main

import (
	"context"
	"encoding/csv"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"entente/graph"
	"entente/queries"
	"entente/queries/export"
)

// outputs are the flags that say how an answer is printed.
type outputs struct {
	json, csv, ids, count, quotes *bool
}

// outputFlags adds them; what names what is counted: "answers".
func outputFlags(cmd *cobra.Command, what string) outputs {
	flags := cmd.Flags()
	return outputs{
		json:   jsonFlag(cmd),
		csv:    flags.Bool("csv", false, "print CSV"),
		ids:    flags.Bool("ids", false, "print the addresses of the "+what+" alone"),
		count:  flags.Bool("count", false, "print how many "+what+" there are"),
		quotes: flags.Bool("quotes", false, "print every sentence behind each of the "+what+", not the first alone"),
	}
}

// noteNear tells on standard error which names were misspelt, and what they were
// taken for.
func (p *program) noteNear(asked []queries.Resolved) {
	for _, r := range asked {
		if r.Near {
			fmt.Fprintf(p.stderr, "no '%s'; answering for %s\n", plain(r.Typed), plain(r.Label))
		}
	}
}

// named finds the thing that a name typed means, also where it is misspelt.
func (p *program) named(ctx context.Context, store *graph.Store, typed string) (queries.Ref, error) {
	ref, near, err := queries.Near(ctx, store.Reader, typed)
	p.noteNear([]queries.Resolved{{Typed: typed, Ref: ref, Near: near}})
	return ref, err
}

// check wants at most one form, and one mode.
func (outputs) check(cmd *cobra.Command) error {
	for _, group := range [][]string{{"planned", "denied", "alleged", "all"}, {"json", "csv", "ids", "count", "gizmo"}} {
		if err := oneOf(cmd, group); err != nil {
			return err
		}
	}
	return nil
}

// modes are the flags for the modality of what is asked.
type modes map[queries.Mode]*bool

func modeFlags(cmd *cobra.Command) modes {
	all := modes{}
	for _, m := range queries.Modes {
		if m.Mode != queries.Stated {
			all[m.Mode] = cmd.Flags().Bool(string(m.Mode), false, "answer with "+m.Help)
		}
	}
	return all
}

func (m modes) mode() queries.Mode {
	for mode, on := range m {
		if *on {
			return mode
		}
	}
	return queries.Stated
}

// filterFlags are the flags of some filters.
type filterFlags map[string]*[]string

// everywhereFlags adds the filters that every question has.
func (p *program) everywhereFlags(cmd *cobra.Command) filterFlags {
	flags := filterFlags{}
	for _, f := range queries.Everywhere {
		flags.add(p, cmd, f)
	}
	return flags
}

func (flags filterFlags) add(p *program, cmd *cobra.Command, f queries.Filter) {
	help := f.Help
	if f.Takes == queries.Term && len(f.Terms) <= 12 {
		help += ": " + strings.Join(f.Terms, ", ")
	}
	flags[f.Name] = listFlag(cmd, f.Name, string(f.Takes), help)
	p.completeFilter(cmd, f)
}

// values gives what was typed, by filter.
func (flags filterFlags) values() map[string][]string {
	all := map[string][]string{}
	for name, values := range flags {
		if len(*values) > 0 {
			all[name] = slices.Clone(*values)
		}
	}
	return all
}

// csvRows writes rows whose cells no spreadsheet takes for a formula.
type csvRows struct{ w *csv.Writer }

func (p *program) csvWriter(head ...string) csvRows {
	rows := csvRows{csv.NewWriter(p.stdout)}
	rows.w.Write(head)
	return rows
}

func (rows csvRows) row(cells ...string) {
	for i := range cells {
		cells[i] = export.Cell(cells[i])
	}
	rows.w.Write(cells)
}

func (rows csvRows) end() error {
	rows.w.Flush()
	return rows.w.Error()
}

// evidenceCells are the cells of the first piece of evidence, empty ones without.
func evidenceCells(evidence []queries.Evidence) []string {
	if len(evidence) == 0 {
		return make([]string, 6)
	}
	e := evidence[0]
	return []string{e.Publisher, string(e.Published), e.Quote, fmt.Sprint(e.Start), fmt.Sprint(e.End), string(e.Article)}
}

// strong makes text stand out on a terminal.
func (p *program) strong(s string) string {
	if !p.colours {
		return s
	}
	return "\x1b[1m" + s + "\x1b[0m"
}

// faint makes text stand back on a terminal.
func (p *program) faint(s string) string {
	if !p.colours {
		return s
	}
	return "\x1b[2m" + s + "\x1b[0m"
}

// list is a flag that may be given several times. Help shows what it takes by the
// word of the kind: --with NAME.
type list struct {
	kind   string
	values []string
}

func (l *list) String() string { return strings.Join(l.values, ", ") }

// Set adds a value.
func (l *list) Set(v string) error {
	l.values = append(l.values, v)
	return nil
}

// Type is the word that help shows.
func (l *list) Type() string { return l.kind }

// listFlag adds a flag that may be given several times.
func listFlag(cmd *cobra.Command, name, kind, help string) *[]string {
	l := &list{kind: kind}
	cmd.Flags().Var(l, name, help)
	return &l.values
}
