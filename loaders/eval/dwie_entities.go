package eval

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"
	"unicode/utf8"

	"entente/graph/gazetteer"
	"entente/loaders"
	"entente/loaders/article"
	"entente/loaders/resolve"
)

// Entities is how well chains of names are found in raw text and linked.
type Entities struct {
	Articles int      `json:"articles"`
	BCubed   Clusters `json:"b3"`
	CEAFe    Clusters `json:"ceafe"`
	// Core are the same over persons, organizations and locations alone, without
	// events, works, languages and the like.
	CoreBCubed Clusters `json:"coreB3"`
	CoreCEAFe  Clusters `json:"coreCEAFe"`
	// Linked counts, for each kind, the mentions of linked gold things: Hit is
	// right by name, False found as another thing, Miss not found as a name.
	Linked map[string]*Count `json:"linked"`
	Errors []string          `json:"errors,omitempty"`
}

// linkedKinds are the kinds of DWIE whose links are checked, with their tags.
var linkedKinds = []struct{ name, tag string }{{"PER", "type::person"}, {"GPE", "type::gpe"}, {"ORG", "type::organization"}}

// dwieDoc is an annotated article of DWIE (Zaporojets et al. 2021), as far as it is
// used here. Offsets count characters.
type dwieDoc struct {
	ID       string
	Content  string
	Mentions []struct {
		Begin, End int
		Text       string
		Concept    int
	}
	Concepts []dwieConcept
}

type dwieConcept struct {
	Concept int
	Text    string
	Link    string
	Tags    []string
}

func (c dwieConcept) is(tag string) bool { return slices.Contains(c.Tags, tag) }

// core reports whether a concept is a person, an organization or a location.
func (c dwieConcept) core() bool {
	return c.is("type::person") || c.is("type::organization") || c.is("type::location")
}

// DWIEEntities reads the articles of a folder of DWIE files from their raw text and
// compares the chains of names with the annotated entities (the concepts tagged
// type::entity: persons, organizations, locations, events, works ...).
func DWIEEntities(ctx context.Context, r loaders.Reader, dir string) (*Entities, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.json"))
	if err != nil || len(files) == 0 {
		return nil, fmt.Errorf("eval dwie-entities: no *.json in %s (name the folder of development sets with --data): %v", dir, err)
	}
	e := &Entities{Linked: map[string]*Count{}}
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			return nil, fmt.Errorf("eval dwie-entities: %w", err)
		}
		var d dwieDoc
		if err := json.Unmarshal(b, &d); err != nil {
			return nil, fmt.Errorf("eval dwie-entities: %s: %w", file, err)
		}
		if err := e.add(ctx, r, d); err != nil {
			return nil, fmt.Errorf("eval dwie-entities: %s: %w", file, err)
		}
	}
	return e, nil
}

// add reads one article and adds its comparison.
func (e *Entities) add(ctx context.Context, r loaders.Reader, d dwieDoc) error {
	for a, err := range article.Read(ctx, d.ID+".txt", bytes.NewReader([]byte(d.Content))) {
		if err != nil {
			return err
		}
		if a.Text != d.Content {
			return fmt.Errorf("its text was not taken as it stands")
		}
		reading, err := r.Read(a)
		if err != nil {
			return err
		}
		e.Articles++
		e.compare(d, resolve.InArticle(&reading, r.Known))
		return nil
	}
	return fmt.Errorf("no article")
}

func (e *Entities) compare(d dwieDoc, things *resolve.Things) {
	gold := d.mentions()
	found := Names(things)
	named := slices.DeleteFunc(slices.Clone(gold), func(m Mention) bool { return !d.Concepts[m.Thing].is("type::entity") })
	e.BCubed.Add(BCubed(named, found))
	e.CEAFe.Add(CEAFe(named, found))
	core := slices.DeleteFunc(slices.Clone(named), func(m Mention) bool { return !d.Concepts[m.Thing].core() })
	rest := without(found, named, core)
	e.CoreBCubed.Add(BCubed(core, rest))
	e.CoreCEAFe.Add(CEAFe(core, rest))
	e.link(d, named, found, things)
}

// without takes out of found what gold annotates as something that is not core.
func without(found, named, core []Mention) []Mention {
	other := map[span]bool{}
	for _, m := range named {
		other[span{m.Start, m.End}] = true
	}
	for _, m := range core {
		delete(other, span{m.Start, m.End})
	}
	return slices.DeleteFunc(slices.Clone(found), func(m Mention) bool { return other[span{m.Start, m.End}] })
}

// link counts the mentions of linked things.
func (e *Entities) link(d dwieDoc, gold, found []Mention, things *resolve.Things) {
	at := map[span]int{}
	for _, m := range found {
		at[span{m.Start, m.End}] = m.Thing
	}
	for _, kind := range linkedKinds {
		if e.Linked[kind.name] == nil {
			e.Linked[kind.name] = &Count{}
		}
		n := e.Linked[kind.name]
		for _, m := range gold {
			c := d.Concepts[m.Thing]
			if !c.is(kind.tag) || c.Link == "" {
				continue
			}
			thing, ok := at[span{m.Start, m.End}]
			switch {
			case !ok:
				n.Miss++
			case sameAsTitle(things.All[thing], c.title()):
				n.Hit++
			default:
				n.False++
				e.Errors = append(e.Errors, fmt.Sprintf("%s: %s %q at %d is %s, not %s", d.ID, kind.name, d.Content[m.Start:m.End], m.Start, shown(things.All[thing]), c.Link))
			}
		}
	}
}

func shown(t resolve.Thing) string {
	if t.Ref != "" {
		return string(t.Ref)
	}
	return fmt.Sprintf("%s %q", strings.ToLower(string(t.Type)), t.Names)
}

// sameAsTitle reports whether a thing is the one of which an encyclopedia's article
// bears the title: the gazetteer knows it under that name or, where it knows no such
// thing, the article itself names it so, transliterations, middle names and legal
// forms aside. A capital that acts is its state: "Kabul said" is Afghanistan.
func sameAsTitle(t resolve.Thing, title string) bool {
	if t.Ref != "" {
		kind, slug, _ := strings.Cut(string(t.Ref), ":")
		for _, e := range gazetteer.Lookup(title, "") {
			if (e.Sense <= gazetteer.Acronym || e.Sense == gazetteer.Capital) && string(e.Kind) == kind && e.Slug == slug {
				return true
			}
		}
	}
	names := t.Names
	if kind, slug, _ := strings.Cut(string(t.Ref), ":"); t.Ref != "" {
		e, _ := gazetteer.Find(gazetteer.Kind(kind), slug)
		names = append(slices.Clone(e.Aliases), e.Name)
	}
	return slices.ContainsFunc(names, func(n string) bool { return sameName(n, title) })
}

// title is the title of the encyclopedia's article on a concept without
// underscores, escapes and what tells it from others: "Georgia_(country)",
// "Washington,_D.C.". Where the link is a bare number it is the concept's own name.
func (c dwieConcept) title() string {
	if strings.HasPrefix(c.Link, "wikidata:") {
		return c.Text
	}
	link := c.Link
	if plain, err := url.PathUnescape(link); err == nil {
		link = plain
	}
	link, _, _ = strings.Cut(strings.ReplaceAll(link, "_", " "), " (")
	link, _, _ = strings.Cut(link, ", ")
	return link
}

// legalForms stand around the name of a company or a club.
var legalForms = map[string]bool{"inc": true, "ag": true, "corporation": true, "company": true, "fc": true, "sv": true, "sc": true, "holdings": true, "gmbh": true, "plc": true, "ltd": true}

func sameName(a, b string) bool {
	bare := func(name string) []string {
		return slices.DeleteFunc(strings.Fields(gazetteer.Fold(name)), func(w string) bool { return legalForms[w] })
	}
	x, y := bare(a), bare(b)
	if len(x) == 0 || len(y) == 0 {
		return false
	}
	ends := func(w []string) string { return w[0] + " " + w[len(w)-1] }
	return slices.Equal(x, y) || gazetteer.Sound(a) == gazetteer.Sound(b) ||
		len(x) > 1 && len(y) > 1 && gazetteer.Sound(ends(x)) == gazetteer.Sound(ends(y))
}

// mentions are the annotated spans, in bytes, each once; Thing is an index of Concepts.
func (d dwieDoc) mentions() []Mention {
	index := map[int]int{}
	for i, c := range d.Concepts {
		index[c.Concept] = i
	}
	seen := map[span]bool{}
	var all []Mention
	for _, m := range d.Mentions {
		c, ok := index[m.Concept]
		start := bytesOf(d.Content, m.Begin)
		end := start + bytesOf(d.Content[start:], m.End-m.Begin)
		if !ok || seen[span{start, end}] || end <= start {
			continue
		}
		seen[span{start, end}] = true
		all = append(all, Mention{start, end, c})
	}
	return all
}

// bytesOf is how many bytes the first n characters of a text have.
func bytesOf(text string, n int) int {
	at := 0
	for ; n > 0 && at < len(text); n-- {
		_, size := utf8.DecodeRuneInString(text[at:])
		at += size
	}
	return at
}

// Names are the spans that name the things of an article, without article in front
// and genitive behind, each once; Thing is an index of things.All.
func Names(things *resolve.Things) []Mention {
	seen := map[span]bool{}
	var all []Mention
	for i, e := range things.Reading.Entities {
		for _, m := range e.Mentions {
			if m.Kind != "name" && m.Kind != "metonym" {
				continue
			}
			start, end := bareSpan(things.Article.Text, m.Start, m.End)
			if seen[span{start, end}] || end <= start {
				continue
			}
			seen[span{start, end}] = true
			all = append(all, Mention{start, end, things.OfEntity[i]})
		}
	}
	return all
}

func bareSpan(text string, start, end int) (int, int) {
	words := text[start:end]
	for _, the := range []string{"the ", "The "} {
		start += len(words) - len(strings.TrimPrefix(words, the))
		words = strings.TrimPrefix(words, the)
	}
	for _, s := range []string{"'s", "’s"} {
		words = strings.TrimSuffix(words, s)
	}
	return start, start + len(words)
}

// Print writes the table.
func (e *Entities) Print(w io.Writer) error {
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintf(tw, "measure\tprecision\trecall\tF1\t\n")
	for _, row := range e.rows() {
		fmt.Fprintf(tw, "%s\t%s\t%s\t%s\t\n", row.name, decimal(row.Precision.Permille()), decimal(row.Recall.Permille()), decimal(row.F1()))
	}
	fmt.Fprintf(tw, "\nlinked by name\tof those found\tof all\tright\tother\tnot found\t\n")
	all := Count{}
	for _, kind := range linkedKinds {
		n := e.Linked[kind.name]
		all.Add(*n)
		printLinked(tw, kind.name, *n)
	}
	printLinked(tw, "all", all)
	return tw.Flush()
}

type namedClusters struct {
	name string
	Clusters
}

func (e *Entities) rows() []namedClusters {
	return []namedClusters{{"B3, all named entities", e.BCubed}, {"CEAF-e, all named entities", e.CEAFe},
		{"B3, persons, organizations, locations", e.CoreBCubed}, {"CEAF-e, the same", e.CoreCEAFe}}
}

func printLinked(w io.Writer, name string, n Count) {
	fmt.Fprintf(w, "%s\t%s\t%s\t%d\t%d\t%d\t\n", name, decimal(n.Precision()), decimal(permille(n.Hit, n.Hit+n.False+n.Miss)), n.Hit, n.False, n.Miss)
}
