package main

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"entente/loaders/article"
	"entente/loaders/extract"
	"entente/loaders/nlp"
)

func coverageCommand(p *program) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "coverage PATH...",
		Short: "Count the sentences that are coded, and why the others are not",
		Long: `Coverage reads articles without a store and tells of their sentences how many make a
claim and why the others make none, by publisher and month, and who stands most often
where an actor stands without being known. The reasons, in the order in which they
are asked:
`,
		Example: `  entente coverage articles/
  entente coverage --top 40 corpus.jsonl.gz
  entente coverage --json articles/`,
		Args: wants(1, -1, "paths of articles: files, folders, or - for standard input"),
	}
	for _, r := range extract.Reasons {
		cmd.Long += fmt.Sprintf("\n  %-14s %s", r.Name, r.Says)
	}
	frames := framesFlag(cmd)
	top := cmd.Flags().Int("top", 20, "how many unknown actors to list")
	most := cmd.Flags().Int("limit", 0, "read no more articles than this; 0 for all")
	asJSON := jsonFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, paths []string) error {
		x, err := p.extractor(*frames)
		if err != nil {
			return err
		}
		c, err := p.coverage(cmd.Context(), x, paths, *most)
		if err != nil {
			return err
		}
		c.cut(*top)
		if *asJSON {
			return p.json(c)
		}
		return p.printCoverage(c)
	}
	return cmd
}

// coverage is how much of many articles is coded.
type coverage struct {
	Articles int             `json:"articles"`
	Groups   []coverageGroup `json:"groups"` // by publisher and month, then all
	Unknown  []unknownActor  `json:"unknownActors"`

	groups  map[[2]string]*coverageGroup
	unknown map[string]int
}

// coverageGroup are the sentences of one publisher in one month.
type coverageGroup struct {
	Source    string         `json:"source"`
	Month     string         `json:"month"`
	Sentences int            `json:"sentences"`
	Coded     int            `json:"coded"`
	Reasons   map[string]int `json:"reasons"`
}

type unknownActor struct {
	Words string `json:"words"`
	Count int    `json:"count"`
}

func (p *program) coverage(ctx context.Context, x *extract.Extractor, paths []string, most int) (*coverage, error) {
	language, err := nlp.NewReader()
	if err != nil {
		return nil, err
	}
	c := &coverage{groups: map[[2]string]*coverageGroup{}, unknown: map[string]int{}}
	for found, err := range article.Walk(ctx, paths, p.stdin) {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if err != nil {
			p.pass(err)
			continue
		}
		if most > 0 && c.Articles == most {
			break
		}
		c.add(found.Article, x.Cover(language.Read(extract.Input(found.Article)), found.Article))
	}
	if c.Articles == 0 {
		p.skipped = 0
		return nil, fmt.Errorf("coverage: no article could be read")
	}
	c.sum()
	return c, nil
}

// add counts one article in its group.
func (c *coverage) add(a article.Article, read extract.Coverage) {
	c.Articles++
	month := string(a.Published)
	if len(month) > 7 {
		month = month[:7]
	}
	key := [2]string{a.Publisher, month}
	if c.groups[key] == nil {
		c.groups[key] = &coverageGroup{Source: a.Publisher, Month: month, Reasons: map[string]int{}}
	}
	c.groups[key].count(read.Sentences)
	for _, words := range read.Unknown {
		c.unknown[words]++
	}
}

func (g *coverageGroup) count(sentences map[string]int) {
	for reason, n := range sentences {
		g.Sentences += n
		if reason == extract.Coded {
			g.Coded += n
			continue
		}
		g.Reasons[reason] += n
	}
}

// sum puts groups and unknown actors in their order.
func (c *coverage) sum() {
	all := coverageGroup{Source: "all", Reasons: map[string]int{}}
	for _, g := range c.groups {
		c.Groups = append(c.Groups, *g)
		all.count(g.Reasons)
		all.Sentences += g.Coded
		all.Coded += g.Coded
	}
	slices.SortFunc(c.Groups, func(a, b coverageGroup) int {
		return cmp.Or(cmp.Compare(a.Source, b.Source), cmp.Compare(a.Month, b.Month))
	})
	c.Groups = append(c.Groups, all)
	c.Unknown = []unknownActor{}
	for words, n := range c.unknown {
		c.Unknown = append(c.Unknown, unknownActor{words, n})
	}
	slices.SortFunc(c.Unknown, func(a, b unknownActor) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Words, b.Words))
	})
}

func (c *coverage) cut(top int) {
	if top >= 0 && len(c.Unknown) > top {
		c.Unknown = c.Unknown[:top]
	}
}

func (p *program) printCoverage(c *coverage) error {
	t := &table{head: []string{"source", "month", "sentences", "coded", "share"}}
	for _, r := range extract.Reasons {
		t.head = append(t.head, r.Name)
	}
	for _, g := range c.Groups {
		row := []string{cmp.Or(g.Source, "(none)"), g.Month, fmt.Sprint(g.Sentences), fmt.Sprint(g.Coded), fmt.Sprintf("%d%%", g.Coded*100/max(g.Sentences, 1))}
		for _, r := range extract.Reasons {
			row = append(row, fmt.Sprint(g.Reasons[r.Name]))
		}
		t.add(row)
	}
	fmt.Fprintf(p.stdout, "%s\n", count(c.Articles, "article"))
	if err := p.print(t); err != nil {
		return err
	}
	if len(c.Unknown) == 0 {
		return nil
	}
	var who []string
	for _, u := range c.Unknown {
		who = append(who, fmt.Sprintf("%s (%d)", u.Words, u.Count))
	}
	_, err := fmt.Fprintf(p.stdout, "\nNot known where an actor stands: %s\n", plain(strings.Join(who, ", ")))
	return err
}
