package main

import (
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"entente/graph/gazetteer"
	"entente/graph/when"
)

func gazetteerCommand(p *program) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "gazetteer",
		Short: "Ask the gazetteer what a name means, check a table of your own",
		Long: `The gazetteer knows states, organizations, cities, offices and who held them when. A table of
your own, of people, organizations and tenures, is added by --gazetteer FILE or in
ENTENTE_GAZETTEER, for every command; articles that were read without it are read again by
'entente reread'. Its lines, with tabs between the fields:

  person        name  aliases  gender  country  wikidata
  organization  name  aliases  kind  of  wikidata
  tenure        person  title  of  start  end  note`,
		Example: `  entente gazetteer find "secretary of state" --on 2013-05-07
  entente gazetteer lint my.tsv`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usage("unknown command %q of gazetteer: use find or lint", args[0])
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(gazetteerFind(p), gazetteerLint(p))
	return cmd
}

// meaning is one thing that a name means.
type meaning struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	As    string `json:"as"`
	Start string `json:"start,omitempty"`
	End   string `json:"end,omitempty"`
	Line  string `json:"line"`
}

func gazetteerFind(p *program) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "find NAME",
		Short: "What a name or a title means on a day, with the lines that say so",
		Example: `  entente gazetteer find Moscow --on 1975-03-01
  entente gazetteer find "foreign minister" --of Russia --on 2013-05-07`,
		Args: wants(1, -1, "a name"),
	}
	on := cmd.Flags().String("on", "", "the day; today's world unless given")
	of := cmd.Flags().String("of", "", "for a title: the country or organization")
	asJSON := jsonFlag(cmd)
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		day, err := when.Parse(*on)
		if err != nil && *on != "" {
			return usageError{fmt.Errorf("gazetteer find --on: %w", err)}
		}
		all, err := meanings(strings.Join(args, " "), *of, day)
		if err != nil {
			return err
		}
		if *asJSON {
			return p.json(all)
		}
		if len(all) == 0 {
			_, err := fmt.Fprintln(p.stdout, "the gazetteer does not know it")
			return err
		}
		t := &table{head: []string{"what", "as", "from", "to"}}
		for _, m := range all {
			t.add([]string{m.ID, m.As, m.Start, m.End}, strings.ReplaceAll(m.Line, "\t", " | "))
		}
		return p.print(t)
	}
	return cmd
}

// senses are the words for how a name means a thing.
var senses = map[gazetteer.Sense]string{gazetteer.Name: "name", gazetteer.Acronym: "acronym", gazetteer.Demonym: "demonym",
	gazetteer.People: "people", gazetteer.Capital: "capital", gazetteer.Metonym: "metonym", gazetteer.Surname: "surname"}

// meanings looks a name up, and a title's holders.
func meanings(name, of string, day when.Date) ([]meaning, error) {
	all := []meaning{}
	for _, e := range gazetteer.Lookup(name, day) {
		all = append(all, meaning{ID: string(e.Kind) + ":" + e.Slug, Name: e.Name, As: senses[e.Sense], Line: e.Line})
	}
	if e, ok := gazetteer.City(name, nil); ok && len(all) == 0 {
		all = append(all, meaning{ID: "place:" + e.Slug, Name: e.Name, As: "city", Line: e.Line})
	}
	office, isTitle := gazetteer.Title(name)
	if !isTitle {
		return all, nil
	}
	slug := office.Country
	if of != "" {
		slug = ""
		for _, e := range gazetteer.Lookup(of, day) {
			if e.Kind == gazetteer.Country || e.Kind == gazetteer.Organization {
				slug = e.Slug
				break
			}
		}
		if slug == "" {
			return nil, usage("gazetteer find --of: %q is no country or organization of the tables", of)
		}
	}
	for _, t := range gazetteer.HoldersOn(office.Slug, slug, day) {
		all = append(all, meaning{"person:" + t.Slug, t.Holder, t.Title + ", " + t.Of, string(t.Start), string(t.End), t.Line})
	}
	return all, nil
}

func gazetteerLint(p *program) *cobra.Command {
	cmd := &cobra.Command{
		Use:     "lint FILE",
		Short:   "List what is wrong with a table of your own",
		Long:    "Lint holds a table against the program's and against itself. Errors are not taken by\n--gazetteer; warnings are, they may be meant. It fails when there is an error.",
		Example: "  entente gazetteer lint my.tsv",
		Args:    wants(1, 1, "a file, or - for standard input"),
	}
	asJSON := jsonFlag(cmd)
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		text, err := p.readFile(args[0])
		if err != nil {
			return err
		}
		problems := append([]gazetteer.Problem{}, gazetteer.Lint(string(text))...)
		bad := 0
		for _, q := range problems {
			if !q.Warning {
				bad++
			}
			if !*asJSON {
				fmt.Fprintf(p.stdout, "%s: %s\n", args[0], plain(q.String()))
			}
		}
		if *asJSON {
			if err := p.json(problems); err != nil {
				return err
			}
		}
		if bad > 0 {
			return fmt.Errorf("%s has %s", args[0], count(bad, "error"))
		}
		if !*asJSON {
			fmt.Fprintf(p.stdout, "%s: no errors, %s\n", args[0], count(len(problems), "warning"))
		}
		return nil
	}
	return cmd
}

// useGazetteer adds the user's table that --gazetteer names among the arguments, or
// ENTENTE_GAZETTEER. It comes before the commands are made, some of which ask the
// gazetteer for the words of their help.
func useGazetteer(args []string) error {
	file := os.Getenv("ENTENTE_GAZETTEER")
	for i, a := range args {
		if a == "lint" || a == "--" {
			break
		}
		if value, found := strings.CutPrefix(a, "--gazetteer="); found {
			file = value
		} else if a == "--gazetteer" && i+1 < len(args) {
			file = args[i+1]
		}
	}
	if file == "" || slices.Contains(args, "lint") {
		return nil
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return fmt.Errorf("--gazetteer: %w", err)
	}
	if err := gazetteer.Use(string(text)); err != nil {
		return fmt.Errorf("%s: %w ('entente gazetteer lint %s' lists all)", file, err, file)
	}
	return nil
}
