package main

import (
	"fmt"
	"maps"
	"slices"

	"github.com/spf13/cobra"

	"entente/graph"
	"entente/loaders"
)

func statsCommand(p *program) *cobra.Command {
	cmd := &cobra.Command{
		Use:     "stats",
		Short:   "Count what is in the store",
		Example: "  entente stats\n  entente stats --from articles/ --json\n  entente stats --store",
		Args:    wants(0, 0, "no arguments"),
	}
	from := p.fromFlag(cmd)
	asJSON := jsonFlag(cmd)
	onDisk := cmd.Flags().Bool("store", false, "figures of the store on disk in place of what is in it")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		store, err := p.openToRead(cmd.Context(), *from)
		if err != nil {
			return err
		}
		defer store.Close()
		if *onDisk {
			return p.storeStats(store, *asJSON)
		}
		s, err := store.Stats(cmd.Context())
		if err != nil {
			return err
		}
		others, err := loaders.OtherReaders(cmd.Context(), store.Reader, loaders.ReaderDigest())
		if err != nil {
			return err
		}
		if *asJSON {
			return p.json(struct {
				graph.Stats
				OtherReaders []string `json:"readByOtherReaders,omitempty"`
			}{s, others})
		}
		if err := p.stats(s); err != nil {
			return err
		}
		p.otherReaders(others)
		return nil
	}
	return cmd
}

// otherReaders names articles that another reader read, at most ten.
func (p *program) otherReaders(ids []string) {
	if len(ids) == 0 {
		return
	}
	fmt.Fprintf(p.stdout, "%s read with other weights, frames or gazetteer than this program has; 'entente reread' reads them again:\n", count(len(ids), "article"))
	for i, id := range ids {
		if i == 10 {
			fmt.Fprintf(p.stdout, "  and %d more\n", len(ids)-i)
			return
		}
		fmt.Fprintln(p.stdout, "  "+plain(id))
	}
}

func (p *program) stats(s graph.Stats) error {
	line := func(n int, what string) { fmt.Fprintf(p.stdout, "%9d  %s\n", n, what) }
	line(s.Articles, fmt.Sprintf("articles, in %d groups of one text", s.Groups))
	line(s.Claims-s.Lines, "claims of articles")
	line(s.Lines, "lines of the gazetteer")
	line(s.Facts, fmt.Sprintf("facts, %d of them stated", s.Asserted))
	line(s.Locals, "things as articles name them")
	for _, t := range slices.Sorted(maps.Keys(s.Entities)) {
		if t != "" {
			line(s.Entities[t], string(t))
		}
	}
	for _, m := range slices.Sorted(maps.Keys(s.Modalities)) {
		line(s.Modalities[m], "times "+string(m))
	}
	line(s.Quads, fmt.Sprintf("quads; %d.%02d a claim, %d.%02d a fact put forward",
		s.QuadsPerClaim/100, s.QuadsPerClaim%100, s.QuadsPerFact/100, s.QuadsPerFact%100))
	line(s.TextBytes, "bytes of text")
	return nil
}

// storeStats prints the figures of the store's files and memory.
func (p *program) storeStats(store *graph.Store, asJSON bool) error {
	m, ok := store.Metrics()
	if !ok {
		return fmt.Errorf("stats --store: %w", graph.ErrNotOnDisk)
	}
	if asJSON {
		return p.json(m)
	}
	line := func(v any, what string) { fmt.Fprintf(p.stdout, "%12v  %s\n", v, what) }
	line(m.Quads, "quads")
	line(m.Nodes, "nodes")
	line(size(m.Disk), "on disk")
	for _, r := range m.Rooms {
		line(size(r.Disk), "of it "+r.Name+", roughly")
	}
	line(size(m.Log), "of log")
	line(size(m.Memory), "of memory for tables and blocks")
	line(m.Tables, "files")
	line(m.Depth, "files that a look-up may have to ask")
	line(size(m.Debt), "to be rewritten some time: entente compact does it now")
	line(m.Format, "version of the layout")
	return nil
}

// size writes bytes as people read them.
func size(bytes uint64) string {
	const units = "kMGT"
	if bytes < 1000 {
		return fmt.Sprintf("%d B", bytes)
	}
	f, u := float64(bytes), -1
	for f >= 999.5 && u < len(units)-1 {
		f, u = f/1000, u+1
	}
	return fmt.Sprintf("%.1f %cB", f, units[u])
}
