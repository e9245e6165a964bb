package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"entente/graph/ontology"
	"entente/graph/when"
	"entente/queries"
)

func showCommand(p *program) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "show ENTITY",
		Short: "Show all that is known of a person, country, meeting ...",
		Example: `  entente show Lavrov
  entente show "Geneva communique" --quotes
  entente show meeting:2013-05-07-moscow --json`,
		Args: wants(1, -1, "a name or an address"),
	}
	from := p.fromFlag(cmd)
	quotes := cmd.Flags().Bool("quotes", false, "print every sentence behind each fact")
	limit := cmd.Flags().Int("limit", 10, "most facts printed under a title; 0 is all")
	asJSON := jsonFlag(cmd)
	cmd.ValidArgsFunction = p.nameCompletion(nil)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if *limit < 0 {
			return usage("--limit %d: give 0 for all, or a number of facts", *limit)
		}
		store, err := p.openToRead(cmd.Context(), *from)
		if err != nil {
			return err
		}
		defer store.Close()
		ref, err := p.named(cmd.Context(), store, strings.Join(args, " "))
		if err != nil {
			return err
		}
		most := 1
		if *quotes || *asJSON {
			most = 0
		}
		first := *limit
		if *asJSON {
			first = 0
		}
		page, err := queries.ShowFirst(cmd.Context(), store.Reader, ref.ID, most, first)
		if err != nil {
			return err
		}
		if *asJSON {
			return p.json(page)
		}
		return p.page(page, *quotes, *limit)
	}
	return cmd
}

// page prints what is known of a thing as a page of text.
func (p *program) page(page queries.Page, quotes bool, limit int) error {
	fmt.Fprintf(p.stdout, "%s\n%s · %s · %s\n", p.strong(plain(page.Label)), strings.ToLower(string(page.Type)), page.ID, count(page.Articles, "article"))
	if len(page.Aliases) > 0 {
		fmt.Fprintln(p.stdout, p.wrap("also "+plain(strings.Join(page.Aliases, ", ")), 0))
	}
	if days := daysBetween(page.First, page.Last); days != "" {
		fmt.Fprintln(p.stdout, days)
	}
	for _, f := range page.Properties {
		fmt.Fprintf(p.stdout, "%s %s\n", queries.Words(f.Predicate, false), plain(f.Other.Label))
	}
	for _, same := range page.SameAs {
		fmt.Fprintln(p.stdout, "same as "+plain(same))
	}
	sections := page.Sections()
	if len(sections) == 0 {
		_, err := fmt.Fprintln(p.stdout, "\nnothing more is known of it")
		return err
	}
	for _, s := range sections {
		if err := p.section(s, quotes, limit); err != nil {
			return err
		}
	}
	return nil
}

// section prints a title and the facts beneath it.
func (p *program) section(s queries.Section, quotes bool, limit int) error {
	fmt.Fprintf(p.stdout, "\n%s\n", p.strong(s.Title))
	shown := s.Facts
	if limit > 0 {
		shown = shown[:min(limit, len(shown))]
	}
	t := &table{}
	mixed := slices.ContainsFunc(s.Facts, func(f queries.PageFact) bool { return f.Predicate != s.Facts[0].Predicate })
	for _, f := range shown {
		how := ""
		if mixed {
			how = queries.Words(f.Predicate, f.Inverse)
		}
		t.add([]string{daysOfFact(f), how, factWords(f), told(f)}, quotesOf(f, quotes)...)
	}
	t.head = make([]string, 4)
	if err := p.printBare(t, "  "); err != nil {
		return err
	}
	if more := len(s.Facts) - len(shown); more > 0 {
		_, err := fmt.Fprintf(p.stdout, "  and %d more: --limit 0 prints all\n", more)
		return err
	}
	return nil
}

// factWords says what stands at the other end of a fact: what was said or done in
// the words that tell of it, anything else by its name.
func factWords(f queries.PageFact) string {
	spoken := f.Inverse && slices.Contains([]ontology.Type{ontology.Statement, ontology.Event}, f.Other.ID.Type())
	if spoken && len(f.Evidence) > 0 {
		return "“" + f.Evidence[0].Quote + "”"
	}
	if f.Other.Unasserted {
		return "[" + f.Other.Label + "]"
	}
	return f.Other.Label
}

func daysOfFact(f queries.PageFact) string {
	if f.Predicate == "holds" && !f.Inverse && f.First != "" && f.Last == "" {
		return string(f.First) + " on"
	}
	if f.First != "" && f.Last != "" && f.First != f.Last {
		return string(f.First) + " to " + string(f.Last)
	}
	return strings.TrimPrefix(daysBetween(f.First, f.Last), "on ")
}

// daysBetween writes two days as a person reads them.
func daysBetween(first, last when.Date) string {
	switch {
	case first == "" && last == "":
		return ""
	case first == last || last == "":
		return "on " + string(first)
	case first == "":
		return "until " + string(last)
	}
	return "between " + string(first) + " and " + string(last)
}

// told says how well a fact is told, and how when it is not stated.
func told(f queries.PageFact) string {
	if f.Articles == 0 {
		return "gazetteer"
	}
	words := count(f.Sources, "source")
	var odd []string
	for _, m := range f.Modalities {
		if m != ontology.Stated {
			odd = append(odd, string(m))
		}
	}
	if len(odd) > 0 {
		words += ", " + strings.Join(odd, ", ")
	}
	return words
}

func quotesOf(f queries.PageFact, quotes bool) []string {
	if !quotes {
		return nil
	}
	return says(f.Evidence, true)
}
