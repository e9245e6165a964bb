package export

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
)

// tripleAbout says what the columns of Triples mean.
var tripleAbout = map[string]string{
	"subject": "name of the thing", "predicate": "what it has to do with the object", "object": "name of the other thing, or a literal",
	"modality": "how the claim puts it: stated, planned, denied ...", "date": "day of publication, EDTF", "article": "id of the article", "quote": "the words",
	"publisher": "of the article", "title": "of the article", "said_by": "who says so, when it is not the article itself", "start": "first byte of the words in the article's text",
	"end": "byte after them", "rule": "kind and rule that found the claim", "subject_id": "address of the subject", "object_id": "address of the object, empty for a literal",
	"claim": "address of the claim", "fact": "address of the fact: the same for all claims on it", "group": "articles with the same text share it",
}

// datasheet tells whoever thinks of using the data what they are and are not.
func (rel Release) datasheet(w io.Writer, resources []resource, c contents) error {
	return buffered(w, func(b *bufio.Writer) error {
		fmt.Fprintf(b, "# %s\n\n%s\n", flat(rel.Title), rel.Description)
		fmt.Fprintf(b, "\nVersion %s%s. Licence: %s.\n", rel.Version, prefixed(", released ", rel.Released), cmp.Or(rel.License, "not given: ask the creators"))
		rel.read(b, c)
		rel.holds(b, c)
		b.WriteString("\n## What is not coded\n\n")
		for _, l := range rel.Limits {
			b.WriteString("- " + l + "\n")
		}
		b.WriteString("\n## How well the program reads\n\n")
		if rel.Accuracy == "" {
			b.WriteString("Its accuracy was not measured for this release.\n")
		} else {
			b.WriteString("Its own scores on the gold of its sample articles, which are not the articles of this data set:\n\n```\n" + rel.Accuracy + "```\n")
		}
		rel.made(b, resources)
		return nil
	})
}

func prefixed(before, s string) string {
	if s == "" {
		return ""
	}
	return before + s
}

// read tells what was read.
func (rel Release) read(b *bufio.Writer, c contents) {
	fmt.Fprintf(b, "\n## What was read\n\n%d articles; articles with the same text are one source: %d sources.", c.articles, c.groups)
	if c.first != "" {
		fmt.Fprintf(b, " Published from %s to %s.", c.first, c.last)
	}
	b.WriteString("\n")
	if len(rel.Options.Where) > 0 {
		b.WriteString("\nThe data are a part of a larger graph, chosen by conditions.\n")
	}
	counts(b, "publisher", c.publishers, false)
	counts(b, "year", c.years, true)
	counts(b, "language", c.languages, false)
	if rel.Options.NoText {
		b.WriteString("\nThe words of the articles are left out. Places stand in their stead (bytes of the article's text), and the SHA-256 of\neach text: whoever has the articles puts the words back with `entente attach`.\n")
	}
}

// holds tells what is in the graph.
func (rel Release) holds(b *bufio.Writer, c contents) {
	fmt.Fprintf(b, "\n## What is in it\n\n%d claims on %d facts, %d of which some claim gives as having been the case. The others are only planned,\nproposed, denied, alleged or conditional, and stand apart.\n", c.claims, c.facts, c.asserted)
	counts(b, "thing", c.things, false)
	counts(b, "claim about", c.kinds, false)
	counts(b, "modality", c.modalities, false)
}

// counts writes a table of counts, the most frequent first or by name.
func counts(b *bufio.Writer, head string, all map[string]int, byName bool) {
	keys := slices.Sorted(maps.Keys(all))
	if !byName {
		slices.SortStableFunc(keys, func(x, y string) int { return all[y] - all[x] })
	}
	if len(keys) == 0 {
		return
	}
	fmt.Fprintf(b, "\n| %s | number |\n|---|---|\n", head)
	for _, k := range keys {
		fmt.Fprintf(b, "| %s | %d |\n", strings.ReplaceAll(flat(k), "|", `\|`), all[k])
	}
}

// made tells how the data were made, and lists the files.
func (rel Release) made(b *bufio.Writer, resources []resource) {
	fmt.Fprintf(b, "\n## How it was made\n\nBy Entente %s, a program that reads news articles sentence by sentence with rules over trained parsers. No person\nchecked the claims. The same program reads the same articles to the same bytes; it was this one:\n\n", rel.Program)
	for _, d := range rel.Digests {
		b.WriteString("- " + d + "\n")
	}
	b.WriteString("\n## Files\n\n| file | what | bytes |\n|---|---|---|\n")
	for _, r := range resources {
		fmt.Fprintf(b, "| %s | %s | %d |\n", r.path, r.format.Short, r.bytes)
	}
	b.WriteString("\n`" + SumsFile + "` has the digests of all files (`sha256sum -c " + SumsFile + "`, or `entente verify-release`), `" + packageFile + "` is a\nFrictionless Data Package, `" + croissantFile + "` Croissant 1.0, `" + datasetFile + "` schema.org, `" + citationFile + "` says how to cite.\n")
}
