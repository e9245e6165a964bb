package main

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"entente/graph/gazetteer"
	"entente/graph/when"
	"entente/loaders"
	"entente/loaders/eval"
	"entente/loaders/extract"
	"entente/loaders/nlp"
	"entente/queries/export"
	"entente/seeds"
)

// sumsFile tells a release from a store.
const sumsFile = export.SumsFile

// releaseFormats are what a release holds unless told otherwise, beside N-Quads,
// the ontology and the context.
const releaseFormats = "triples,csv,polecat,ftm,bibtex"

// limits are what the reader does not code, for the datasheet of releases.
var limits = []string{
	"Articles in other languages than English.",
	"Meetings told without a word for meeting, and participants named only some sentences away.",
	"Agreements called a plan, a list or an initiative.",
	"Recipients of acts that only the discourse tells (“its ports”, “urged him”), in about half of the events.",
	"The contexts of PLOVER, the tone of GDELT, divisions of countries.",
	"Whether what an article states is true: a claim is what it says, in the modality in which it says it.",
}

func releaseCommand(p *program) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "release FOLDER",
		Short: "Write a citable data set: files, digests, metadata, datasheet",
		Long: `Release writes a folder that can be published: the graph as N-Quads with its ontology
and context, the other formats asked for, SHA256SUMS, datapackage.json (Frictionless),
croissant.json (Croissant 1.0), dataset.jsonld (schema.org), CITATION.cff, and a README
that is a datasheet: what was read, what is not coded, the reader's own accuracy on
gold, and by which gazetteer and weights. The same graph gives the same folder.`,
		Example: `  entente release talks-2013/ --title "Talks of 2013" --creator "Ada Writer" --license CC-BY-4.0
  entente release open/ --no-text --where since=2013 --formats triples,gexf,parquet`,
		Args: wants(1, 1, "the folder to make"),
	}
	rel := export.Release{Limits: limits, Program: version}
	cmd.Flags().StringVar(&rel.Title, "title", "Entente: diplomacy in the news", "name of the data set")
	cmd.Flags().StringVar(&rel.Description, "description", "Who met whom, who agreed on what and who did what to whom, as news articles tell it: a knowledge graph in which every edge has its sentence.", "what it is")
	cmd.Flags().StringVar(&rel.Version, "release-version", "", "version of the data set; else the beginning of the graph's digest")
	cmd.Flags().StringVar(&rel.License, "license", "", "licence, by its SPDX name: CC-BY-4.0")
	cmd.Flags().StringVar(&rel.URL, "url", "", "where it will stand")
	cmd.Flags().StringVar(&rel.Released, "date", "", "day of publication, YYYY-MM-DD")
	cmd.Flags().StringArrayVar(&rel.Creators, "creator", nil, "who made it; may be given several times")
	formats := cmd.Flags().String("formats", releaseFormats, "formats beside N-Quads, with commas between; 'entente export --help' lists them")
	quick := cmd.Flags().Bool("quick", false, "do not measure the reader's accuracy for the datasheet")
	part := exportFlags(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return p.release(cmd.Context(), rel, args[0], *formats, *quick, part)
	}
	return cmd
}

func (p *program) release(ctx context.Context, rel export.Release, dir, formats string, quick bool, part *exportOptions) error {
	for _, name := range strings.Split(formats, ",") {
		if name = strings.TrimSpace(name); name == "" {
			continue
		}
		f, err := export.ByName(name)
		if err != nil {
			return usageError{err}
		}
		rel.Formats = append(rel.Formats, f)
	}
	if d := when.Date(rel.Released); rel.Released != "" && d.Precision() != when.ToDay {
		return usage("--date %s: write a day, as 2013-05-07", rel.Released)
	}
	var err error
	if rel.Options, err = part.options(); err != nil {
		return err
	}
	store, err := p.openToRead(ctx, nil)
	if err != nil {
		return err
	}
	defer store.Close()
	digest, err := store.Digest(ctx)
	if err != nil {
		return err
	}
	if rel.Version == "" {
		rel.Version = digest[:12]
	}
	rel.Digests = []string{"graph " + digest, "gazetteer " + gazetteer.Digest(), "weights " + nlp.Digest(), "frames " + extract.Digest()}
	if !quick {
		if rel.Accuracy, err = p.accuracy(ctx); err != nil {
			return err
		}
	}
	if err := rel.Write(ctx, dir, store.Reader); err != nil {
		return err
	}
	_, err = fmt.Fprintf(p.stdout, "%s: version %s, to be checked with 'entente verify-release %s'\n", dir, rel.Version, dir)
	return err
}

// accuracy scores the reader on the gold of the sample articles that the program carries.
func (p *program) accuracy(ctx context.Context) (string, error) {
	dir, err := os.MkdirTemp("", "entente-gold-*")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(dir)
	for name, files := range map[string]fs.FS{"articles": seeds.Articles(), "gold": seeds.Gold()} {
		if err := os.CopyFS(filepath.Join(dir, name), files); err != nil {
			return "", err
		}
	}
	golds, err := eval.Read([]string{filepath.Join(dir, "gold")})
	if err != nil {
		return "", err
	}
	r, err := loaders.NewReader()
	if err != nil {
		return "", err
	}
	sum := &eval.Scores{}
	for _, g := range golds {
		found, err := p.viewOf(ctx, r, g)
		if err != nil {
			return "", err
		}
		sum.Add(eval.Compare(g, found))
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s of gold\n", count(len(golds), "article"))
	err = sum.Print(&b)
	return b.String(), err
}

func verifyReleaseCommand(p *program) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "verify-release FOLDER",
		Short: "Check a release: every digest, every table, the graph's order",
		Long: `Verify-release checks a release that 'entente release' wrote: each file has its digest
and each is listed, the metadata tell the same, tables have their columns and ids that
come once, and the graph is sorted N-Quads that can be read, each line once.`,
		Example: "  entente verify-release talks-2013/",
		Args:    wants(1, 1, "the folder of a release"),
	}
	asJSON := jsonFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return p.verifyRelease(cmd.Context(), args[0], *asJSON)
	}
	return cmd
}

func (p *program) verifyRelease(ctx context.Context, dir string, asJSON bool) error {
	checked, err := export.VerifyRelease(dir)
	if err != nil {
		return storeError{err}
	}
	faults := 0
	for i := range checked {
		if checked[i].Path == export.GraphFile {
			if err := p.readable(ctx, filepath.Join(dir, export.GraphFile)); err != nil {
				checked[i].Faults = append(checked[i].Faults, err.Error())
			}
		}
		faults += len(checked[i].Faults)
	}
	if asJSON {
		if err := p.json(checked); err != nil {
			return err
		}
	} else {
		for _, c := range checked {
			for _, f := range c.Faults {
				fmt.Fprintf(p.stdout, "%s: %s\n", plain(c.Path), plain(f))
			}
		}
		fmt.Fprintf(p.stdout, "%s, %s\n", count(len(checked), "file"), count(faults, "fault"))
	}
	if faults > 0 {
		return storeError{fmt.Errorf("the release has %s: fetch it again, or make it again", count(faults, "fault"))}
	}
	return nil
}

// readable reads a graph from its first line to its last.
func (p *program) readable(ctx context.Context, path string) error {
	syntax, r, done, err := p.openGraphFile(path, "")
	if err != nil {
		return err
	}
	defer done()
	for _, err := range syntax.Read(r) {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return err
		}
	}
	return nil
}
