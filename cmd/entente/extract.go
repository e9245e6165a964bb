package main

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"entente/graph"
	"entente/loaders"
	"entente/loaders/article"
	"entente/loaders/extract"
	"entente/loaders/view"
	"entente/queries/export"
)

// extractFormats is the table of what extract prints of an article.
var extractFormats = []struct {
	name, short string
	print       func(p *program, e extracted) error
}{
	{"json", "the document view: what the article says, as public JSON", (*program).extractJSON},
	{"table", "the same as tables", (*program).extractTable},
	{"triples", "a table, tab-separated: subject, predicate, object, modality, date, article, quote", (*program).extractTriples},
	{"nquads", "the quads that the article alone adds to an empty graph", (*program).extractNQuads},
	{"claims", "the reading: entities and claims with all their spans, canonical JSON", (*program).extractClaims},
}

// extracted is one article and what it says.
type extracted struct {
	ctx     context.Context
	first   bool // the first one that is printed
	reading extract.Reading
	change  graph.Change
}

func extractCommand(p *program) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "extract PATH...",
		Short: "Print what articles say, without a store",
		Long:  "Extract reads articles and prints what each says by itself, one after the other. Formats:\n",
		Example: `  entente extract a.txt
  entente extract --format table articles/
  curl -s https://example.org/a.txt | entente extract -`,
		Args: wants(1, -1, "paths of articles: files, folders, or - for standard input"),
	}
	var names []string
	for _, f := range extractFormats {
		names = append(names, f.name)
		cmd.Long += fmt.Sprintf("\n  %-8s %s", f.name, f.short)
	}
	format := cmd.Flags().String("format", "json", "one of the formats above")
	asJSON := cmd.Flags().Bool("json", false, "short for --format json")
	frames := framesFlag(cmd)
	cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(names, cobra.ShellCompDirectiveNoFileComp))
	cmd.RunE = func(cmd *cobra.Command, paths []string) error {
		if *asJSON {
			*format = "json"
		}
		i := slices.Index(names, *format)
		if i < 0 {
			return usage("unknown format %q: use one of %s", *format, strings.Join(names, ", "))
		}
		return p.extract(cmd.Context(), paths, *frames, extractFormats[i].print)
	}
	return cmd
}

// extract prints each article. It fails when there is none that can be read.
func (p *program) extract(ctx context.Context, paths, frames []string, print func(*program, extracted) error) error {
	r, err := p.reader(frames)
	if err != nil {
		return err
	}
	read := 0
	for reading, err := range loaders.Readings(ctx, r, article.Walk(ctx, paths, p.stdin)) {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		e := extracted{ctx: ctx, first: read == 0, reading: reading}
		if err == nil {
			e.change, err = loaders.PlanOf(ctx, r.Known, e.reading)
		}
		if err != nil {
			p.pass(err)
			continue
		}
		if err := print(p, e); err != nil {
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

func (p *program) extractJSON(e extracted) error { return p.json(loaders.View(e.change)) }

func (p *program) extractClaims(e extracted) error {
	data, err := extract.Marshal(e.reading)
	if err != nil {
		return err
	}
	_, err = p.stdout.Write(data)
	return err
}

func (p *program) extractNQuads(e extracted) error {
	return e.alone(func(s *graph.Store) error { return s.WriteNQuads(e.ctx, p.stdout, nil) })
}

// extractTriples prints the table, its head once.
func (p *program) extractTriples(e extracted) error {
	return e.alone(func(s *graph.Store) error {
		var table bytes.Buffer
		if err := export.Triples.Write(e.ctx, &table, s.Reader, export.Options{}); err != nil {
			return err
		}
		rows := table.Bytes()
		if !e.first {
			_, rows, _ = bytes.Cut(rows, []byte("\n"))
		}
		_, err := p.stdout.Write(rows)
		return err
	})
}

// alone gives a store that holds nothing but what the article says.
func (e extracted) alone(fn func(*graph.Store) error) error {
	s, err := graph.Open(e.ctx, graph.Memory, graph.Options{})
	if err != nil {
		return err
	}
	defer s.Close()
	if err := s.Apply(e.ctx, e.change); err != nil {
		return err
	}
	return fn(s)
}

// extractTable prints the document view as tables, one for each sort of thing.
func (p *program) extractTable(e extracted) error {
	d := loaders.View(e.change)
	a := d.Article
	fmt.Fprintf(p.stdout, "%s\n", plain(a.Title))
	fmt.Fprintf(p.stdout, "%s\n", plain(strings.Join(nonEmpty(a.Publisher, string(a.Published), a.Dateline, strings.Join(a.Authors, " and "), a.ID), " · ")))
	for _, t := range viewTables(d) {
		if len(t.table.rows) == 0 {
			continue
		}
		fmt.Fprintf(p.stdout, "\n%s\n", t.name)
		if err := p.print(t.table); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintln(p.stdout)
	return err
}

type viewTable struct {
	name  string
	table *table
}

// viewTables makes the tables of a document view.
func viewTables(d view.Document) []viewTable {
	join := func(s []string) string { return strings.Join(s, ", ") }
	first := func(all []view.Evidence) string {
		if len(all) == 0 {
			return ""
		}
		return "“" + all[0].Quote + "”"
	}
	people := &table{head: []string{"name", "country", "roles", "also"}}
	for _, x := range d.People {
		var roles []string
		for _, r := range x.Roles {
			roles = append(roles, strings.Join(nonEmpty(r.Status, r.Title, r.Of), ", "))
		}
		people.add([]string{x.Name, x.Country, strings.Join(roles, "; "), join(x.Aliases)})
	}
	things := &table{head: []string{"name", "what", "country", "also"}}
	for _, x := range d.Countries {
		things.add([]string{x.Name, "country", "", join(x.Aliases)})
	}
	for _, x := range d.Organizations {
		things.add([]string{x.Name, "organization", "", join(x.Aliases)})
	}
	for _, x := range d.Places {
		things.add([]string{x.Name, "place", x.Country, join(x.Aliases)})
	}
	meetings := &table{head: []string{"when", "what", "status", "modality", "who", "where", "about"}}
	for _, x := range d.Meetings {
		meetings.add([]string{string(x.Date), x.Type, x.Status, x.Modality, join(x.Participants), x.Place, join(x.Topics)}, nonEmpty(first(x.Evidence))...)
	}
	agreements := &table{head: []string{"when", "name", "what", "status", "modality", "parties", "about"}}
	for _, x := range d.Agreements {
		agreements.add([]string{string(x.Date), x.Name, x.Type, x.Status, x.Modality, join(x.Parties), join(x.Topics)}, nonEmpty(first(x.Evidence))...)
	}
	events := &table{head: []string{"when", "what", "mode", "modality", "who", "to whom", "where"}}
	for _, x := range d.Events {
		events.add([]string{string(x.Date), x.Type, x.Mode, x.Modality, join(x.Actors), join(x.Recipients), x.Place}, nonEmpty(first(x.Evidence))...)
	}
	statements := &table{head: []string{"who", "says", "about", "to"}}
	for _, x := range d.Statements {
		who := append(nonEmpty(x.Speaker), x.Speakers...)
		slices.Sort(who)
		statements.add([]string{join(slices.Compact(who)), x.Quote, join(x.About), x.Addressee})
	}
	return []viewTable{{"People", people}, {"Countries, organizations, places", things}, {"Meetings", meetings},
		{"Agreements", agreements}, {"Events", events}, {"Statements", statements}}
}

func nonEmpty(words ...string) []string {
	return slices.DeleteFunc(words, func(s string) bool { return s == "" })
}
