package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"entente/graph"
	"entente/queries"
)

func explainCommand(p *program) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "explain FACT | CLAIM | THING | SUBJECT PREDICATE OBJECT",
		Short: "Show the sentences behind an edge, marked in their paragraphs",
		Long: `Explain shows why something is in the graph: the words that state it, in their
paragraph, with the article, the bytes from which to which they stand, the modality
and the rule that read them. It takes the address of a fact or of a claim, an edge
as subject, predicate and object, or a thing.`,
		Example: `  entente explain Lavrov holds "Foreign Minister of Russia"
  entente explain fact:q3zd7mwhkq3rlzpa
  entente explain claim:lr6ff2spjzqhkxkb-tajtsdui6c5npqbe --json`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 && len(args) != 3 {
				return usage("explain wants a fact, a claim or a thing, or an edge as subject, predicate and object")
			}
			return nil
		},
	}
	from := p.fromFlag(cmd)
	cmd.ValidArgsFunction = p.nameCompletion(nil)
	asJSON := jsonFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		store, err := p.openToRead(cmd.Context(), *from)
		if err != nil {
			return err
		}
		defer store.Close()
		x, err := queries.Explain(cmd.Context(), store.Reader, args...)
		if err != nil {
			return err
		}
		if *asJSON {
			return p.json(x)
		}
		return p.explanation(x)
	}
	return cmd
}

func (p *program) explanation(x queries.Explanation) error {
	for _, f := range x.Facts {
		object := f.Object.Label
		if f.Object.Unasserted {
			object += "  [not stated as having been the case]"
		}
		fmt.Fprintf(p.stdout, "%s  %s  %s\n%s%s\n", plain(f.Subject.Label), f.Predicate, plain(object), indent, f.ID)
	}
	for _, e := range x.Passages {
		fmt.Fprintln(p.stdout)
		fmt.Fprintln(p.stdout, p.wrap(p.marked(e), 0))
		line := fmt.Sprintf("— %s, %s: %s", e.Publisher, e.Published, e.Title)
		if e.Article == graph.GazetteerArticle {
			line = "— a line of the gazetteer"
		}
		fmt.Fprintln(p.stdout, p.wrap(plain(line), 0))
		fmt.Fprintf(p.stdout, "%s%s, bytes %d to %d, sentence %d, %s, rule %s, %s\n", indent, e.Article, e.Start, e.End,
			e.Sentence, e.Modality, plain(e.Rule), e.Claim)
		if e.SaidBy != nil {
			fmt.Fprintf(p.stdout, "%ssaid by %s\n", indent, plain(e.SaidBy.Label))
		}
		if len(e.Also) > 0 {
			var spans []string
			for _, s := range e.Also {
				spans = append(spans, fmt.Sprintf("%d-%d", s.Start, s.End))
			}
			fmt.Fprintf(p.stdout, "%sparts named elsewhere: bytes %s\n", indent, strings.Join(spans, ", "))
		}
	}
	return nil
}

// marked puts marks around the quote in its paragraph: bold on a terminal.
func (p *program) marked(e queries.Passage) string {
	open, end := "»", "«"
	if p.colours {
		open, end = "\x1b[1m", "\x1b[0m"
	}
	return plain(e.Before) + open + plain(e.Quote) + end + plain(e.After)
}
