package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/spf13/cobra"

	"entente/graph/when"
	"entente/loaders/article"
	"entente/loaders/extract"
	"entente/loaders/nlp"
)

// readFormats is the table of what read prints of a text.
var readFormats = []struct {
	name, short string
	print       func(p *program, d *nlp.Doc) error
}{
	{"conllu", "CoNLL-U of Universal Dependencies; names, times, quotations, chains and bytes in the last column", (*program).readCoNLLU},
	{"table", "a table of words for each sentence, then the chains", (*program).readTable},
	{"tree", "a picture of each sentence's tree, with what its phrases name and mean", (*program).readTree},
	{"json", "the same as JSON", (*program).readJSON},
}

func readCommand(p *program) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "read PATH...",
		Short: "Print how articles are read: words, trees, names, times, who is who",
		Long: `Read prints the language side of reading: sentences and words with their lemmas, word
classes, heads and relations as Universal Dependencies has them, names, times with
their values in EDTF, quotations with speakers, and which phrases mean the same, so
that it can be seen why a sentence was read so. Formats:
`,
		Example: `  entente read a.txt
  entente read --format tree a.txt
  echo "Envoys met in Oslo on May 3, 2021." | entente read --format tree -`,
		Args: wants(1, -1, "paths of articles: files, folders, or - for standard input"),
	}
	var names []string
	for _, f := range readFormats {
		names = append(names, f.name)
		cmd.Long += fmt.Sprintf("\n  %-8s %s", f.name, f.short)
	}
	format := cmd.Flags().String("format", "conllu", "one of the formats above")
	asJSON := cmd.Flags().Bool("json", false, "short for --format json")
	cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(names, cobra.ShellCompDirectiveNoFileComp))
	cmd.RunE = func(cmd *cobra.Command, paths []string) error {
		if *asJSON {
			*format = "json"
		}
		i := slices.Index(names, *format)
		if i < 0 {
			return usage("unknown format %q: use one of %s", *format, strings.Join(names, ", "))
		}
		return p.readEach(cmd, paths, readFormats[i].print)
	}
	return cmd
}

// readEach reads and prints each article. It fails when there is none.
func (p *program) readEach(cmd *cobra.Command, paths []string, print func(*program, *nlp.Doc) error) error {
	ctx := cmd.Context()
	language, err := nlp.NewReader()
	if err != nil {
		return err
	}
	read := 0
	for found, err := range article.Walk(ctx, paths, p.stdin) {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			p.pass(err)
			continue
		}
		if err := print(p, language.Read(extract.Input(found.Article))); err != nil {
			return err
		}
		read++
	}
	if read == 0 && ctx.Err() == nil {
		p.skipped = 0
		return fmt.Errorf("no article could be read")
	}
	return ctx.Err()
}

func (p *program) readCoNLLU(d *nlp.Doc) error { return nlp.WriteCoNLLU(p.stdout, d) }

// readTable prints a table for each sentence.
func (p *program) readTable(d *nlp.Doc) error {
	notes := notesOf(d)
	for n, s := range d.Sentences {
		fmt.Fprintf(p.stdout, "%d  %s\n", n+1, p.wrap(plain(d.Words(s.Start, s.End)), 0))
		t := &table{head: []string{"", "word", "lemma", "tag", "class", "head", "relation", "names and times", "chains"}}
		for i := s.Start; i < s.End; i++ {
			tok := d.Tokens[i]
			head := "0"
			if tok.Head >= 0 {
				head = strconv.Itoa(tok.Head - s.Start + 1)
			}
			t.add([]string{strconv.Itoa(i - s.Start + 1), d.Form(i), tok.Lemma, tok.XPOS, tok.UPOS, head, tok.Rel, strings.Join(notes.names[i], ", "), strings.Join(notes.chains[i], " ")})
		}
		if err := p.print(t); err != nil {
			return err
		}
		fmt.Fprintln(p.stdout)
	}
	return p.readChains(d)
}

// readTree prints a picture of each sentence: the branches, the words in their
// order, the relations, and what is named and meant.
func (p *program) readTree(d *nlp.Doc) error {
	notes := notesOf(d)
	for n, s := range d.Sentences {
		fmt.Fprintf(p.stdout, "%d  %s\n\n", n+1, p.wrap(plain(d.Words(s.Start, s.End)), 0))
		lines := d.Picture(s)
		width, rels := 0, 0
		for i := range lines {
			lines[i] += " " + plain(d.Form(s.Start+i))
			width = max(width, text.StringWidthWithoutEscSequences(lines[i]))
			rels = max(rels, len(d.Tokens[s.Start+i].Rel))
		}
		for i, line := range lines {
			tok := d.Tokens[s.Start+i]
			about := strings.Join(append(slices.Clone(notes.names[s.Start+i]), notes.chains[s.Start+i]...), " ")
			line = fmt.Sprintf("%s%*s  %-*s  %-5s  %s", line, width-text.StringWidthWithoutEscSequences(line), "", rels, tok.Rel, tok.UPOS, plain(about))
			fmt.Fprintln(p.stdout, strings.TrimRight(line, " "))
		}
		fmt.Fprintln(p.stdout)
	}
	return p.readChains(d)
}

// readChains lists the chains that are numbered in the notes, and who says what.
func (p *program) readChains(d *nlp.Doc) error {
	t := &table{head: []string{"", "what", "is"}}
	for i, c := range d.Chains {
		if len(c.Mentions) == 0 {
			continue
		}
		var words []string
		for _, m := range c.Mentions {
			if w := d.Words(m.Start, m.End); !slices.Contains(words, w) {
				words = append(words, w)
			}
		}
		t.add([]string{"#" + strconv.Itoa(i+1), string(c.Kind), strings.Join(words, " = ") + members(c)})
	}
	if err := p.print(t); err != nil || len(d.Quotes) == 0 {
		return err
	}
	q := &table{head: []string{"speaker", "says"}}
	for _, quote := range d.Quotes {
		q.add([]string{d.Words(quote.Speaker.Start, quote.Speaker.End), "“" + d.Text[quote.Start:quote.End] + "”"})
	}
	fmt.Fprintln(p.stdout)
	return p.print(q)
}

// members lists the chains that a mention of several stands for.
func members(c nlp.Chain) string {
	var all []string
	for _, g := range c.Mentions[0].Group {
		all = append(all, "#"+strconv.Itoa(g+1))
	}
	if len(all) == 0 {
		return ""
	}
	return " = " + strings.Join(all, " + ")
}

// readNotes are what is said about tokens beside their place in the tree.
type readNotes struct{ names, chains [][]string }

func notesOf(d *nlp.Doc) readNotes {
	notes := readNotes{make([][]string, len(d.Tokens)), make([][]string, len(d.Tokens))}
	for _, n := range d.Names {
		notes.names[n.Start] = append(notes.names[n.Start], "["+d.Words(n.Start, n.End)+": "+string(n.Kind)+"]")
	}
	for _, t := range d.Times {
		value := string(t.Value)
		if value == "" {
			value = t.Timex
		}
		notes.names[t.Start] = append(notes.names[t.Start], "["+d.Words(t.Start, t.End)+": "+value+"]")
	}
	for i, c := range d.Chains {
		for _, m := range c.Mentions {
			notes.chains[m.Head] = append(notes.chains[m.Head], "#"+strconv.Itoa(i+1))
		}
	}
	return notes
}

// The reading as JSON: offsets count bytes of the article's text, token numbers
// count from the start of it, numbers of chains and names are places in their lists;
// -1 stands for none.
type (
	readDoc struct {
		Sentences []readSentence `json:"sentences"`
		Names     []readName     `json:"names"`
		Times     []readTime     `json:"times"`
		Quotes    []readQuote    `json:"quotes"`
		Chains    []readChain    `json:"chains"`
	}
	readSpan struct {
		Start int    `json:"start"`
		End   int    `json:"end"`
		Text  string `json:"text"`
	}
	readSentence struct {
		readSpan
		Heading bool        `json:"heading,omitempty"`
		Tokens  []readToken `json:"tokens"`
	}
	readToken struct {
		readSpan
		Lemma string `json:"lemma"`
		UPOS  string `json:"upos"`
		XPOS  string `json:"xpos"`
		Head  int    `json:"head"`
		Rel   string `json:"rel"`
	}
	readName struct {
		readSpan
		Kind  nlp.NameKind `json:"kind"`
		Title string       `json:"title,omitempty"`
	}
	readTime struct {
		readSpan
		Kind   string    `json:"kind"`
		Value  when.Date `json:"value,omitempty"`
		Timex  string    `json:"timex,omitempty"`
		Anchor when.Date `json:"anchor,omitempty"`
	}
	readQuote struct {
		readSpan
		Speaker string `json:"speaker,omitempty"`
		Chain   int    `json:"chain"`
		Partial bool   `json:"partial,omitempty"`
	}
	readChain struct {
		Kind     nlp.NameKind  `json:"kind"`
		Mentions []readMention `json:"mentions"`
	}
	readMention struct {
		readSpan
		Kind  nlp.MentionKind `json:"kind"`
		Group []int           `json:"group,omitempty"`
	}
)

// readJSON prints the reading as one JSON object.
func (p *program) readJSON(d *nlp.Doc) error {
	span := func(from, to int) readSpan {
		if from >= to {
			return readSpan{}
		}
		return readSpan{d.Tokens[from].Start, d.Tokens[to-1].End, d.Words(from, to)}
	}
	out := readDoc{[]readSentence{}, []readName{}, []readTime{}, []readQuote{}, []readChain{}}
	for _, s := range d.Sentences {
		sentence := readSentence{readSpan: span(s.Start, s.End), Heading: s.Heading}
		for i := s.Start; i < s.End; i++ {
			t := d.Tokens[i]
			sentence.Tokens = append(sentence.Tokens, readToken{span(i, i+1), t.Lemma, t.UPOS, t.XPOS, t.Head, t.Rel})
		}
		out.Sentences = append(out.Sentences, sentence)
	}
	for _, n := range d.Names {
		out.Names = append(out.Names, readName{span(n.Start, n.End), n.Kind, d.Words(n.Title.Start, n.Title.End)})
	}
	for _, t := range d.Times {
		out.Times = append(out.Times, readTime{span(t.Start, t.End), t.Kind, t.Value, t.Timex, t.Anchor})
	}
	for _, q := range d.Quotes {
		out.Quotes = append(out.Quotes, readQuote{readSpan{q.Start, q.End, d.Text[q.Start:q.End]}, d.Words(q.Speaker.Start, q.Speaker.End), q.Chain, q.Partial})
	}
	for _, c := range d.Chains {
		chain := readChain{Kind: c.Kind}
		for _, m := range c.Mentions {
			chain.Mentions = append(chain.Mentions, readMention{span(m.Start, m.End), m.Kind, m.Group})
		}
		out.Chains = append(out.Chains, chain)
	}
	return p.json(out)
}
