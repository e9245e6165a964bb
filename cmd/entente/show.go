package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"entente/graph/ontology"
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
	from := fromFlag(cmd)
	quotes := cmd.Flags().Bool("quotes", false, "print the sentences behind each fact")
	asJSON := jsonFlag(cmd)
	cmd.ValidArgsFunction = p.nameCompletion(nil)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		store, err := p.openToRead(cmd.Context(), *from)
		if err != nil {
			return err
		}
		defer store.Close()
		ref, err := queries.Resolve(cmd.Context(), store.Reader, strings.Join(args, " "))
		if err != nil {
			return err
		}
		page, err := queries.Show(cmd.Context(), store.Reader, ref.ID)
		if err != nil {
			return err
		}
		if *asJSON {
			return p.json(page)
		}
		return p.page(page, *quotes)
	}
	return cmd
}

// page prints what is known of a thing as a page of text.
func (p *program) page(page queries.Page, quotes bool) error {
	fmt.Fprintf(p.stdout, "%s\n%s · %s · %s\n", plain(page.Label), strings.ToLower(string(page.Type)), page.ID, count(page.Articles, "article"))
	if len(page.Aliases) > 0 {
		fmt.Fprintln(p.stdout, p.wrap("also: "+plain(strings.Join(page.Aliases, ", ")), 0))
	}
	for _, same := range page.SameAs {
		fmt.Fprintln(p.stdout, "same as "+plain(same))
	}
	switch {
	case page.First != "" && page.First == page.Last:
		fmt.Fprintln(p.stdout, "on", page.First)
	case page.First != "" || page.Last != "":
		fmt.Fprintf(p.stdout, "between %s and %s\n", page.First, page.Last)
	}
	fmt.Fprintln(p.stdout)
	t := &table{head: []string{"what", "is", "when", "sources", "said"}}
	for _, f := range page.Properties {
		t.add([]string{string(f.Predicate), f.Other.Label, "", "", ""})
	}
	for _, f := range page.Facts {
		what := string(f.Predicate)
		if f.Inverse {
			what += " of"
		}
		t.add([]string{what, f.Other.Label, string(f.First), fmt.Sprint(f.Sources), unusual(f)}, quotesOf(f, quotes)...)
	}
	if len(t.rows) == 0 {
		_, err := fmt.Fprintln(p.stdout, "nothing more is known of it")
		return err
	}
	return p.print(t)
}

func quotesOf(f queries.PageFact, quotes bool) []string {
	if !quotes {
		return nil
	}
	return says(f.Evidence, true)
}

// unusual lists the modalities other than stated, and says when the gazetteer
// alone knows.
func unusual(f queries.PageFact) string {
	var words []string
	for _, m := range f.Modalities {
		if m != ontology.Stated {
			words = append(words, string(m))
		}
	}
	if f.Articles == 0 {
		words = append(words, "gazetteer")
	}
	return strings.Join(words, ", ")
}
