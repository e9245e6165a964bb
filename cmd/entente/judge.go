package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/user"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"entente/graph"
	"entente/graph/when"
	"entente/loaders"
	"entente/loaders/resolve"
	"entente/queries"
)

// judgementHelp says where verdicts are kept.
const judgementHelp = `

Verdicts are kept in a text file beside the store, STORE.judgements unless --judgements
names another: one a line, with author, day and reason, so that it can be versioned and
carried to another store. They name things as articles tell of them (local:...), which
never change. 'entente undo' takes the last one back.`

// deciding is one change of the verdicts.
type deciding struct {
	author, reason, date string
	asJSON               bool
	// decide returns the verdicts that are added to those there are.
	decide func(ctx context.Context, store *graph.Store, r loaders.Reader) ([]resolve.Verdict, error)
}

// judging adds the flags of a command that makes verdicts.
func (p *program) judging(cmd *cobra.Command) *deciding {
	d := &deciding{}
	cmd.Long += judgementHelp
	cmd.Flags().StringVar(&d.author, "author", "", "who decides; the user's name unless given")
	cmd.Flags().StringVar(&d.reason, "reason", "", "why")
	cmd.Flags().StringVar(&d.date, "date", "", "the day of the decision; today unless given")
	cmd.Flags().BoolVar(&d.asJSON, "json", false, "print JSON")
	p.judgementsFlag(cmd)
	return d
}

func (p *program) judgementsFlag(cmd *cobra.Command) {
	cmd.Flags().StringVar(&p.judgements, "judgements", "", "the file of verdicts; STORE.judgements unless given")
}

func mergeCommand(p *program) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "merge A B",
		Short: "Decide that two things are one",
		Long: `Merge makes one thing of two persons, meetings, agreements ... that were kept apart. Where
the gazetteer knows one of them, each mention of the other is taken for that.`,
		Example: `  entente merge person:orlan-tesk-5jizkbivvgdf person:orlan-tesque-2djnngk6albf
  entente merge "Sergey Lavrof" "Sergei Lavrov" --reason "misspelt by the Courier"`,
		Args: wants(2, 2, "two names or addresses"),
	}
	d := p.judging(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		d.decide = func(ctx context.Context, store *graph.Store, r loaders.Reader) ([]resolve.Verdict, error) {
			a, err := queries.Resolve(ctx, store.Reader, args[0])
			if err != nil {
				return nil, err
			}
			b, err := queries.Resolve(ctx, store.Reader, args[1])
			if err != nil {
				return nil, err
			}
			return loaders.Merge(ctx, store.Reader, r, a.ID, b.ID)
		}
		return p.decide(cmd.Context(), d)
	}
	return cmd
}

func splitCommand(p *program) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "split ENTITY LOCAL...",
		Short: "Decide that mentions are not of the thing they were taken for",
		Long: `Split takes things as articles tell of them out of the entity that they were found to
be. 'entente review ENTITY' lists them with their addresses and the reasons of the joins.`,
		Example: `  entente split "Varo Lind" local:n6mvh4w3c2xq5j7t-b4wlqf6h-311-person --reason "the painter"`,
		Args:    wants(2, -1, "an entity and the local addresses to take out"),
	}
	d := p.judging(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		d.decide = func(ctx context.Context, store *graph.Store, r loaders.Reader) ([]resolve.Verdict, error) {
			e, err := queries.Resolve(ctx, store.Reader, args[0])
			if err != nil {
				return nil, err
			}
			var out []graph.IRI
			for _, a := range args[1:] {
				out = append(out, graph.Short(strings.Trim(a, "<>")))
			}
			return loaders.Split(ctx, store.Reader, r, e.ID, out)
		}
		return p.decide(cmd.Context(), d)
	}
	return cmd
}

func sameCommand(p *program) *cobra.Command      { return p.verdictCommand(true) }
func differentCommand(p *program) *cobra.Command { return p.verdictCommand(false) }

// verdictCommand makes the commands same and different.
func (p *program) verdictCommand(same bool) *cobra.Command {
	word, is := "different", "is not"
	if same {
		word, is = "same", "is"
	}
	cmd := &cobra.Command{
		Use:   word + " LOCAL OTHER",
		Short: fmt.Sprintf("Decide that a thing of an article %s another", is),
		Long: fmt.Sprintf(`%s%s decides that a thing as one article tells of it %s another such thing, or what
the gazetteer knows under an address (person:sergei-lavrov).`, strings.ToUpper(word[:1]), word[1:], is),
		Example: fmt.Sprintf("  entente %s local:n6mvh4w3c2xq5j7t-b4wlqf6h-311-person local:7wq2m4n6vh3c5xjt-y3tnd5vc-95-person\n  entente %s local:n6mvh4w3c2xq5j7t-b4wlqf6h-311-person person:john-kerry", word, word),
		Args:    wants(2, 2, "a local address and another address"),
	}
	d := p.judging(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		d.decide = func(ctx context.Context, store *graph.Store, r loaders.Reader) ([]resolve.Verdict, error) {
			v := resolve.Verdict{Same: same, A: graph.Short(strings.Trim(args[0], "<>")), B: graph.Short(strings.Trim(args[1], "<>"))}
			if _, err := resolve.ParseVerdict(v.String()); err != nil {
				return nil, usageError{fmt.Errorf("%s: %w", word, err)}
			}
			for _, iri := range []graph.IRI{v.A, v.B} {
				if _, known := r.Known.Entity(iri); known {
					continue
				}
				if _, err := store.ArticleOf(ctx, iri); err != nil {
					return nil, err
				}
			}
			return []resolve.Verdict{v}, nil
		}
		return p.decide(cmd.Context(), d)
	}
	return cmd
}

func undoCommand(p *program) *cobra.Command {
	cmd := &cobra.Command{
		Use:     "undo",
		Short:   "Take the last verdicts back",
		Long:    "Undo takes the last verdict out of the file of verdicts, or the last --number of them;\nthe graph is then as if they had never been made.",
		Example: "  entente undo\n  entente undo --number 3",
		Args:    wants(0, 0, "no arguments"),
	}
	n := cmd.Flags().Int("number", 1, "how many")
	asJSON := jsonFlag(cmd)
	p.judgementsFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		return p.rejudge(cmd.Context(), *asJSON, func(_ context.Context, _ *graph.Store, _ loaders.Reader, all []resolve.Verdict) ([]resolve.Verdict, error) {
			if *n < 1 || *n > len(all) {
				return nil, usage("undo: there are %s, cannot take %d back", count(len(all), "verdict"), *n)
			}
			return all[:len(all)-*n], nil
		})
	}
	return cmd
}

func judgementsCommand(p *program) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "judgements [FILE]",
		Short: "List the verdicts, or take them from a file",
		Long: `Judgements prints the verdicts that are in force, one a line, in the form of their file:
its output is such a file. With FILE it puts the verdicts of that file in their place
(- is standard input). Verdicts on articles that the store does not have wait for them.`,
		Example: `  entente judgements > mine.judgements
  entente judgements theirs.judgements`,
		Args: wants(0, 1, "at most one file"),
	}
	asJSON := jsonFlag(cmd)
	p.judgementsFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		ctx := cmd.Context()
		if len(args) == 1 {
			text, err := p.readFile(args[0])
			if err != nil {
				return err
			}
			all, err := resolve.ParseJudgements(string(text))
			if err != nil {
				return fmt.Errorf("%s: %w", args[0], err)
			}
			return p.rejudge(ctx, *asJSON, func(context.Context, *graph.Store, loaders.Reader, []resolve.Verdict) ([]resolve.Verdict, error) {
				return all, nil
			})
		}
		store, err := p.openToRead(ctx, nil)
		if err != nil {
			return err
		}
		defer store.Close()
		all, err := resolve.Judgements(ctx, store.Reader)
		if err != nil {
			return err
		}
		if *asJSON {
			return p.json(verdictLines(all))
		}
		_, err = fmt.Fprint(p.stdout, resolve.WriteJudgements(all))
		return err
	}
	return cmd
}

// verdictLine is a verdict as JSON.
type verdictLine struct {
	Verdict string `json:"verdict"`
	Thing   string `json:"thing"`
	Other   string `json:"other"`
	Author  string `json:"author,omitempty"`
	Date    string `json:"date,omitempty"`
	Reason  string `json:"reason,omitempty"`
}

func verdictLines(all []resolve.Verdict) []verdictLine {
	lines := []verdictLine{}
	for _, v := range all {
		word, _, _ := strings.Cut(v.String(), "\t")
		lines = append(lines, verdictLine{word, string(v.A), string(v.B), v.Author, string(v.Date), v.Reason})
	}
	return lines
}

// decide adds verdicts to those there are.
func (p *program) decide(ctx context.Context, d *deciding) error {
	if d.date != "" {
		if _, err := when.Parse(d.date); err != nil {
			return usageError{fmt.Errorf("--date: %w", err)}
		}
	}
	return p.rejudge(ctx, d.asJSON, func(ctx context.Context, store *graph.Store, r loaders.Reader, all []resolve.Verdict) ([]resolve.Verdict, error) {
		made, err := d.decide(ctx, store, r)
		if err != nil {
			return nil, err
		}
		for _, v := range made {
			v.Author, v.Reason = cmp.Or(d.author, userName()), d.reason
			v.Date = when.Date(cmp.Or(d.date, time.Now().Format(time.DateOnly)))
			all = append(all, v)
		}
		return all, nil
	})
}

// readFile reads a file, or standard input for -.
func (p *program) readFile(name string) ([]byte, error) {
	if name == "-" {
		return io.ReadAll(p.stdin)
	}
	return os.ReadFile(name)
}

func userName() string {
	if u, err := user.Current(); err == nil {
		return u.Username
	}
	return "unknown"
}

// rejudge replaces the verdicts by what change makes of them, in the file and then in
// the graph; a change that fails leaves both as they were.
func (p *program) rejudge(ctx context.Context, asJSON bool, change func(context.Context, *graph.Store, loaders.Reader, []resolve.Verdict) ([]resolve.Verdict, error)) error {
	if err := p.mustExist(); err != nil {
		return err
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
	if err := p.judgeByFile(ctx, store, r); err != nil {
		return err
	}
	was, err := p.verdicts(ctx, store)
	if err != nil {
		return err
	}
	all, err := change(ctx, store, r, slices.Clone(was))
	if err != nil {
		return err
	}
	text := resolve.WriteJudgements(all)
	if _, err := resolve.ParseJudgements(text); err != nil {
		return err
	}
	if err := p.writeVerdicts(text); err != nil {
		return err
	}
	if _, err := loaders.Judge(ctx, store, r, all); err != nil {
		return errors.Join(err, p.writeVerdicts(resolve.WriteJudgements(was)))
	}
	if asJSON {
		return p.json(verdictLines(all))
	}
	_, err = fmt.Fprintf(p.stdout, "%s in force, %d before\n", count(len(all), "verdict"), len(was))
	return err
}

// verdictFile is the file of verdicts; empty for a store in memory.
func (p *program) verdictFile() string {
	if p.judgements == "" && p.db != graph.Memory {
		return filepath.Clean(p.db) + ".judgements"
	}
	return p.judgements
}

// verdicts are those of the file, in its order, or, where there is none, those of
// the store.
func (p *program) verdicts(ctx context.Context, store *graph.Store) ([]resolve.Verdict, error) {
	if file := p.verdictFile(); file != "" {
		text, err := os.ReadFile(file)
		if err == nil {
			all, err := resolve.ParseJudgements(string(text))
			if err != nil {
				return nil, fmt.Errorf("%s: %w", file, err)
			}
			return all, nil
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("verdicts: %w", err)
		}
	}
	return resolve.Judgements(ctx, store.Reader)
}

// judgeByFile brings a store to the verdicts of their file, where there is one.
func (p *program) judgeByFile(ctx context.Context, store *graph.Store, r loaders.Reader) error {
	all, err := p.verdicts(ctx, store)
	if err != nil {
		return err
	}
	_, err = loaders.Judge(ctx, store, r, all)
	return err
}

// writeVerdicts replaces the file of verdicts.
func (p *program) writeVerdicts(text string) error {
	file := p.verdictFile()
	if file == "" {
		return nil
	}
	if err := os.WriteFile(file+".new", []byte(text), 0o644); err != nil {
		return fmt.Errorf("write verdicts: %w", err)
	}
	if err := os.Rename(file+".new", file); err != nil {
		return fmt.Errorf("write verdicts: %w", err)
	}
	return nil
}
