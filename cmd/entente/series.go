package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"entente/queries"
)

func seriesCommand(p *program) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "series ONE OTHER",
		Short: "Count what two sides do with and to each other, by month, quarter or year",
		Long: `Series counts events, not reports: each once, however many articles tell of it. Events
are coded with PLOVER; a meeting counts as CONSULT, a signed agreement as SUPPORT, one
that is only agreed as AGREE. Who acts for a country counts with it. Years without
events stand with zeros; events whose day is not known so exactly are counted apart.
--quotes lists the events counted beneath, each with its sentences; --gizmo prints the
script that finds them, which has no counting of its own.`,
		Example: `  entente series "United States" Iran
  entente series Russia "United States" --by quarter --since 2013 --split type
  entente series Israel Palestine --csv
  entente series Russia "United States" --since 2013 --quotes`,
		Args: wants(2, 2, "two names or addresses; put names of several words in quotes"),
	}
	req := queries.SeriesRequest{}
	flags := cmd.Flags()
	flags.StringVar(&req.By, "by", "year", "period: "+strings.Join(queries.Periods, ", "))
	flags.StringVar(&req.Split, "split", "class", "columns: quad class, PLOVER type, or none: "+strings.Join(queries.Splits, ", "))
	flags.BoolVar(&req.Directed, "directed", false, "of acts only those of the first on the second")
	everywhere := p.everywhereFlags(cmd)
	mode := modeFlags(cmd)
	from := p.fromFlag(cmd)
	asJSON := jsonFlag(cmd)
	asCSV := flags.Bool("csv", false, "print CSV")
	quotes := flags.Bool("quotes", false, "print the events counted, with every sentence behind them")
	gizmo := flags.Bool("gizmo", false, "print the Gizmo script that finds the events counted")
	cmd.RegisterFlagCompletionFunc("by", cobra.FixedCompletions(queries.Periods, cobra.ShellCompDirectiveNoFileComp))
	cmd.RegisterFlagCompletionFunc("split", cobra.FixedCompletions(queries.Splits, cobra.ShellCompDirectiveNoFileComp))
	cmd.ValidArgsFunction = p.nameCompletion(queries.Linked[:3])
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if err := (outputs{}).check(cmd); err != nil {
			return err
		}
		req.Sides, req.Values, req.Mode = [2]string{args[0], args[1]}, everywhere.values(), mode.mode()
		if *quotes {
			req.Quotes = -1
		}
		store, err := p.openToRead(cmd.Context(), *from)
		if err != nil {
			return err
		}
		defer store.Close()
		ans, err := queries.Series(cmd.Context(), store.Reader, req)
		if err != nil {
			return err
		}
		p.noteNear(ans.Asked)
		switch {
		case *gizmo:
			_, err := fmt.Fprintln(p.stdout, ans.Gizmo)
			return err
		case *asJSON:
			return p.json(ans)
		case *asCSV && *quotes:
			return p.countedCSV(ans)
		case *asCSV:
			return p.seriesCSV(ans)
		}
		return p.series(ans)
	}
	return cmd
}

// seriesCSV prints a row for each period.
func (p *program) seriesCSV(ans queries.SeriesAnswer) error {
	w := p.csvWriter(append(append([]string{ans.By}, ans.Columns...), "total")...)
	for _, row := range ans.Periods {
		w.row(seriesCells(row)...)
	}
	return w.end()
}

// countedCSV prints a row for each event counted, with its first sentence.
func (p *program) countedCSV(ans queries.SeriesAnswer) error {
	w := p.csvWriter(ans.By, "id", "event", "type", "first", "last", "sources", "articles", "publisher", "published", "quote", "start", "end", "article")
	for _, e := range ans.Events {
		w.row(append([]string{e.Period, string(e.ID), e.Label, e.Type, string(e.First), string(e.Last), fmt.Sprint(e.Sources), fmt.Sprint(e.Articles)},
			evidenceCells(e.Evidence)...)...)
	}
	return w.end()
}

// series prints the periods as a table with bars, and beneath it the events where
// their sentences are there.
func (p *program) series(ans queries.SeriesAnswer) error {
	if ans.Total == 0 {
		_, err := fmt.Fprintln(p.stdout, "nothing is known of this")
		return err
	}
	t := &table{head: append(append([]string{ans.By}, ans.Columns...), "total")}
	busiest := 0
	for _, row := range ans.Periods {
		busiest = max(busiest, row.Total)
	}
	for i := 0; i < len(ans.Periods); i++ {
		row := ans.Periods[i]
		quiet := i
		for quiet < len(ans.Periods) && ans.Periods[quiet].Total == 0 {
			quiet++
		}
		if quiet-i > 3 { // a long silence is one line
			row.Period += " to " + ans.Periods[quiet-1].Period
			i = quiet - 1
		}
		cells := seriesCells(row)
		for i, c := range cells {
			if c == "0" && i > 0 && i < len(cells)-1 {
				cells[i] = "" // what there is stands out
			}
		}
		t.add(append(cells, histogram(row.Total, busiest)))
	}
	t.head = append(t.head, "")
	if err := p.print(t); err != nil {
		return err
	}
	if ans.Undated > 0 {
		fmt.Fprintf(p.stdout, "and %s whose %s is not known\n", count(ans.Undated, "event"), ans.By)
	}
	if len(ans.Events) == 0 {
		return nil
	}
	fmt.Fprintln(p.stdout)
	return p.counted(ans)
}

// counted prints the events of a series with their sentences.
func (p *program) counted(ans queries.SeriesAnswer) error {
	t := &table{head: []string{ans.By, "type", "event", "sources"}}
	for _, e := range ans.Events {
		t.add([]string{e.Period, e.Type, e.Label, fmt.Sprint(e.Sources)}, says(e.Evidence, true)...)
	}
	return p.print(t)
}

func seriesCells(row queries.Period) []string {
	cells := []string{row.Period}
	for _, n := range row.Counts {
		cells = append(cells, fmt.Sprint(n))
	}
	return append(cells, fmt.Sprint(row.Total))
}

// histogram draws a number as a bar of at most twenty columns.
func histogram(n, most int) string {
	if most == 0 {
		return ""
	}
	return strings.Repeat("▪", (n*20+most-1)/most)
}

func networkCommand(p *program) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "network",
		Short: "Rank those who meet by their place among all who meet, and find communities",
		Long: `Network measures the graph in which two people (or countries, organizations) are joined
by the meetings in which both took part: how often each met others and how many, the
share of time that a walk over meetings spends with them (PageRank), the share of
shortest chains that lead through them (betweenness), and groups who meet more among
themselves than with others (Louvain). A figure hangs on all meetings, and has no sentence
of its own: for those of one actor ask 'entente ask meetings --with NAME --quotes'. --gizmo
prints the script that finds the meetings with those who took part, which is measured.`,
		Example: `  entente network
  entente network --rank betweenness --since 2013 --until 2015
  entente network --among Country --communities
  entente network --limit 0 --csv > actors.csv`,
		Args: wants(0, 0, "no arguments, only flags"),
	}
	req := queries.NetworkRequest{}
	flags := cmd.Flags()
	among := flags.String("among", "Person", "who: Person, Country, Organization")
	flags.StringVar(&req.Rank, "rank", "meetings", "ranked by: "+strings.Join(queries.Ranks, ", "))
	flags.IntVar(&req.Limit, "limit", 20, "most lines printed; 0 is all")
	communities := flags.Bool("communities", false, "print the communities in place of the actors")
	everywhere := p.everywhereFlags(cmd)
	mode := modeFlags(cmd)
	from := p.fromFlag(cmd)
	asJSON := jsonFlag(cmd)
	asCSV := flags.Bool("csv", false, "print CSV")
	gizmo := flags.Bool("gizmo", false, "print the Gizmo script that finds the meetings measured")
	kinds := []string{"Person", "Country", "Organization"}
	cmd.RegisterFlagCompletionFunc("among", cobra.FixedCompletions(kinds, cobra.ShellCompDirectiveNoFileComp))
	cmd.RegisterFlagCompletionFunc("rank", cobra.FixedCompletions(queries.Ranks, cobra.ShellCompDirectiveNoFileComp))
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if err := (outputs{}).check(cmd); err != nil {
			return err
		}
		i := slices.IndexFunc(kinds, func(k string) bool { return strings.EqualFold(k, *among) })
		if i < 0 {
			return usage("--among %s: use one of %s", *among, strings.Join(kinds, ", "))
		}
		if req.Limit < 0 {
			return usage("--limit %d: give 0 for all, or a number of lines", req.Limit)
		}
		req.Among, req.Values, req.Mode = queries.Linked[i], everywhere.values(), mode.mode()
		store, err := p.openToRead(cmd.Context(), *from)
		if err != nil {
			return err
		}
		defer store.Close()
		ans, err := queries.Network(cmd.Context(), store.Reader, req)
		if err != nil {
			return err
		}
		switch {
		case *gizmo:
			_, err := fmt.Fprintln(p.stdout, ans.Gizmo)
			return err
		case *asJSON:
			return p.json(ans)
		case *asCSV:
			return p.networkCSV(ans)
		}
		return p.network(ans, *communities)
	}
	return cmd
}

func (p *program) network(ans queries.NetworkAnswer, communities bool) error {
	if ans.Actors == 0 {
		_, err := fmt.Fprintln(p.stdout, "nothing is known of this")
		return err
	}
	fmt.Fprintf(p.stdout, "%d who met, in %s; %s; modularity of the communities %.2f\n", ans.Actors,
		count(ans.Meetings, "meeting"), count(ans.Ties, "pair"), ans.Modularity)
	if ans.Sampled > 0 {
		fmt.Fprintf(p.stdout, "betweenness is measured from %d of them\n", ans.Sampled)
	}
	fmt.Fprintln(p.stdout)
	t := &table{head: []string{"who", "meetings", "partners", "pagerank", "betweenness", "community"}}
	for _, a := range ans.Central {
		t.add(actorCells(a)[1:])
	}
	if communities {
		t = &table{head: []string{"community", "size", "who"}}
		for _, c := range ans.Communities {
			var names []string
			for _, r := range c.Leading {
				names = append(names, r.Label)
			}
			if c.Size > len(c.Leading) {
				names = append(names, fmt.Sprintf("and %d more", c.Size-len(c.Leading)))
			}
			t.add([]string{fmt.Sprint(c.Number), fmt.Sprint(c.Size), strings.Join(names, ", ")})
		}
	}
	return p.print(t)
}

func actorCells(a queries.Actor) []string {
	return []string{string(a.ID), a.Label, fmt.Sprint(a.Meetings), fmt.Sprint(a.Partners), fmt.Sprintf("%.4f", a.PageRank),
		fmt.Sprintf("%.4f", a.Betweenness), fmt.Sprint(a.Community)}
}

func (p *program) networkCSV(ans queries.NetworkAnswer) error {
	w := p.csvWriter("id", "who", "meetings", "partners", "pagerank", "betweenness", "community")
	for _, a := range ans.Central {
		w.row(actorCells(a)...)
	}
	return w.end()
}
