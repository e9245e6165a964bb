package main

import (
	"bufio"
	"cmp"
	"context"
	"encoding/csv"
	"fmt"
	"hash/fnv"
	"io"
	"maps"
	"math"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"entente/loaders/article"
	"entente/loaders/extract"
	"entente/loaders/nlp"
)

func sampleCommand(p *program) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "sample PATH...",
		Short: "Draw claims for judging, and sum verdicts up to precision",
		Long: `Sample reads articles without a store and draws claims at random, the same for the same
seed and articles: a line each, of tab-separated columns with a heading: id, kind, what is
claimed, and the words that say so, with empty columns for a verdict (right or wrong) and
its reason. Judged files are summed up with --verdicts: precision by kind, with the
interval in which it lies nineteen times out of twenty. A verdict file needs the columns
id, kind, verdict and reason alone.`,
		Example: `  entente sample --seed 7 -n 300 articles/ > claims.tsv
  entente sample --verdicts claims.tsv`,
	}
	s := sampling{p: p}
	s.frames = framesFlag(cmd)
	cmd.Flags().Uint64Var(&s.seed, "seed", 1, "another seed draws others")
	cmd.Flags().IntVarP(&s.size, "number", "n", 100, "how many claims to draw")
	cmd.Flags().StringSliceVar(&s.kinds, "kind", nil, "draw claims of these kinds alone: meeting,office")
	cmd.Flags().StringArrayVar(&s.verdicts, "verdicts", nil, "sum up this judged file instead of drawing")
	s.asJSON = jsonFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, paths []string) error {
		switch {
		case len(s.verdicts) > 0 && len(paths) > 0:
			return usage("sample: give paths to draw from, or --verdicts, not both")
		case len(s.verdicts) > 0:
			return s.sum()
		case len(paths) == 0:
			return usage("sample wants paths of articles: files, folders, or - for standard input")
		}
		return s.draw(cmd.Context(), paths)
	}
	return cmd
}

// sampling is one call of sample.
type sampling struct {
	p        *program
	frames   *[]string
	seed     uint64
	size     int
	kinds    []string
	verdicts []string
	asJSON   *bool
}

// drawn is a claim as it is shown to who judges it.
type drawn struct {
	ID    string `json:"id"`
	Kind  string `json:"kind"`
	Claim string `json:"claim"`
	Words string `json:"words"`
	rank  uint64
}

// draw reads articles and keeps the claims of the lowest ranks; the rank of a claim
// depends on the seed and its id alone.
func (s *sampling) draw(ctx context.Context, paths []string) error {
	x, err := s.p.extractor(*s.frames)
	if err != nil {
		return err
	}
	language, err := nlp.NewReader()
	if err != nil {
		return err
	}
	var all []drawn
	read := 0
	for found, err := range article.Walk(ctx, paths, s.p.stdin) {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			s.p.pass(err)
			continue
		}
		read++
		all = s.lowest(append(all, s.claimsOf(x.Extract(language.Read(extract.Input(found.Article)), found.Article))...))
	}
	if read == 0 {
		s.p.skipped = 0
		return fmt.Errorf("sample: no article could be read")
	}
	slices.SortFunc(all, func(a, b drawn) int { return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.rank, b.rank)) })
	return s.print(all)
}

// claimsOf lists the claims of a reading that may be drawn.
func (s *sampling) claimsOf(r extract.Reading) []drawn {
	var out []drawn
	for n, c := range r.Claims {
		if len(s.kinds) > 0 && !slices.Contains(s.kinds, c.Kind) {
			continue
		}
		id := fmt.Sprintf("%s#%d-%d-%s-%d", r.Article.ID, c.Start, c.End, c.Rule, n)
		h := fnv.New64a()
		fmt.Fprintf(h, "%d %s", s.seed, id)
		out = append(out, drawn{id, c.Kind, r.Words(c), r.Article.Text[c.Start:c.End], mix(h.Sum64())})
	}
	return out
}

// mix spreads a sum of letters over all bits.
func mix(h uint64) uint64 {
	h ^= h >> 33
	h *= 0xff51afd7ed558ccd
	h ^= h >> 33
	h *= 0xc4ceb9fe1a85ec53
	return h ^ h>>33
}

func (s *sampling) lowest(all []drawn) []drawn {
	slices.SortFunc(all, func(a, b drawn) int { return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(a.ID, b.ID)) })
	return all[:min(len(all), max(s.size, 0))]
}

func (s *sampling) print(all []drawn) error {
	if *s.asJSON {
		return s.p.json(all)
	}
	w := bufio.NewWriter(s.p.stdout)
	fmt.Fprintln(w, "id\tkind\tclaim\twords\tverdict\treason")
	for _, d := range all {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t\t\n", cell(d.ID), d.Kind, cell(d.Claim), cell(d.Words))
	}
	return w.Flush()
}

// cell is text without the marks of the table.
func cell(s string) string { return plain(strings.Join(strings.Fields(s), " ")) }

// judged are the verdicts on the claims of a kind.
type judged struct {
	Kind      string `json:"kind"`
	Right     int    `json:"right"`
	Wrong     int    `json:"wrong"`
	Open      int    `json:"open"` // without a verdict
	Precision int    `json:"precision"`
	Low       int    `json:"low"` // in thousandths
	High      int    `json:"high"`
}

// sum adds verdict files up.
func (s *sampling) sum() error {
	kinds := map[string]*judged{}
	for _, name := range s.verdicts {
		if err := readVerdicts(name, kinds); err != nil {
			return err
		}
	}
	all := &judged{Kind: "all"}
	var rows []judged
	for _, kind := range slices.Sorted(maps.Keys(kinds)) {
		k := kinds[kind]
		all.Right, all.Wrong, all.Open = all.Right+k.Right, all.Wrong+k.Wrong, all.Open+k.Open
		rows = append(rows, k.figures())
	}
	rows = append(rows, all.figures())
	if *s.asJSON {
		return s.p.json(rows)
	}
	t := &table{head: []string{"kind", "precision", "between", "right", "wrong", "open"}}
	for _, r := range rows {
		t.add([]string{r.Kind, thousandths(r.Precision), thousandths(r.Low) + " and " + thousandths(r.High), fmt.Sprint(r.Right), fmt.Sprint(r.Wrong), fmt.Sprint(r.Open)})
	}
	return s.p.print(t)
}

func thousandths(n int) string { return fmt.Sprintf("%d.%03d", n/1000, n%1000) }

// figures sets precision and its interval (Wilson's, at 95 in 100).
func (j judged) figures() judged {
	n := float64(j.Right + j.Wrong)
	if n == 0 {
		return j
	}
	const z = 1.96
	share := float64(j.Right) / n
	mid := share + z*z/(2*n)
	half := z * math.Sqrt(share*(1-share)/n+z*z/(4*n*n))
	whole := 1 + z*z/n
	j.Precision = int(math.Round(1000 * share))
	j.Low, j.High = int(math.Round(1000*(mid-half)/whole)), int(math.Round(1000*(mid+half)/whole))
	return j
}

// readVerdicts counts the verdicts of a file by kind.
func readVerdicts(name string, kinds map[string]*judged) error {
	f, err := os.Open(name)
	if err != nil {
		return fmt.Errorf("sample: %w", err)
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.Comma, r.LazyQuotes, r.FieldsPerRecord = '\t', true, -1
	r.Comment = '#'
	head, err := r.Read()
	if err != nil {
		return fmt.Errorf("sample %s: no heading: %w", name, err)
	}
	kind, verdict := slices.Index(head, "kind"), slices.Index(head, "verdict")
	if kind < 0 || verdict < 0 {
		return usage("sample %s: its heading names no columns kind and verdict", name)
	}
	for {
		row, err := r.Read()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("sample %s: %w", name, err)
		}
		line, _ := r.FieldPos(0)
		if len(row) <= max(kind, verdict) {
			return usage("sample %s:%d: fewer columns than the heading", name, line)
		}
		if kinds[row[kind]] == nil {
			kinds[row[kind]] = &judged{Kind: row[kind]}
		}
		switch strings.ToLower(strings.TrimSpace(row[verdict])) {
		case "right":
			kinds[row[kind]].Right++
		case "wrong":
			kinds[row[kind]].Wrong++
		case "":
			kinds[row[kind]].Open++
		default:
			return usage("sample %s:%d: %q is no verdict: write right or wrong", name, line, row[verdict])
		}
	}
}
