package main

import (
	"context"
	"fmt"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"entente/loaders/article"
	"entente/loaders/extract"
	"entente/loaders/nlp"
)

func whyNotCommand(p *program) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "why-not FILE[:SENTENCE] [SENTENCE]",
		Short: "Tell what a sentence says, which frames were near, and what failed",
		Long: `Why-not reads an article and holds all frames against one of its sentences: what it
claims, which frames have a word of it for a trigger, which of their conditions fail,
whose names are not known, and which of its verbs no frame knows. SENTENCE is a number
from 1, or words that stand in it; without it the sentences are listed with their numbers.`,
		Example: `  entente why-not a.txt
  entente why-not a.txt:3
  entente why-not "a.txt:shook hands" --frames my.frames
  echo "They clinked glasses." | entente why-not - 1`,
		Args: wants(1, 2, "an article's file and a sentence: a.txt:3"),
	}
	frames := framesFlag(cmd)
	all := cmd.Flags().Bool("all", false, "show also the frames whose word is of another class")
	asJSON := jsonFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		file, sentence := cutSentence(args[0])
		if len(args) == 2 {
			file, sentence = args[0], args[1]
		}
		x, err := p.extractor(*frames)
		if err != nil {
			return err
		}
		doc, a, err := p.firstArticle(cmd.Context(), file)
		if err != nil {
			return err
		}
		if sentence == "" {
			return p.listSentences(doc, *asJSON)
		}
		n, err := sentenceOf(doc, sentence)
		if err != nil {
			return err
		}
		why, _ := x.WhyNot(doc, a, n)
		if *asJSON {
			why.Sentence++
			return p.json(why)
		}
		return p.printWhy(why, *all)
	}
	return cmd
}

// cutSentence parts a file's name from the sentence behind its last colon. A file
// that has a colon in its name is taken as it is.
func cutSentence(arg string) (file, sentence string) {
	if _, err := os.Stat(arg); err == nil {
		return arg, ""
	}
	at := strings.LastIndexByte(arg, ':')
	if at < 0 {
		return arg, ""
	}
	return arg[:at], arg[at+1:]
}

// firstArticle reads the first article of a file.
func (p *program) firstArticle(ctx context.Context, file string) (*nlp.Doc, article.Article, error) {
	language, err := nlp.NewReader()
	if err != nil {
		return nil, article.Article{}, err
	}
	for found, err := range article.Walk(ctx, []string{file}, p.stdin) {
		if err != nil {
			return nil, article.Article{}, err
		}
		return language.Read(extract.Input(found.Article)), found.Article, nil
	}
	return nil, article.Article{}, fmt.Errorf("why-not %s: no article could be read", file)
}

// sentenceOf finds the sentence with a number from 1, or with some words.
func sentenceOf(doc *nlp.Doc, wanted string) (int, error) {
	if n, err := strconv.Atoi(wanted); err == nil {
		if n < 1 || n > len(doc.Sentences) {
			return 0, usage("why-not: there is no sentence %d: the article has %s", n, count(len(doc.Sentences), "sentence"))
		}
		return n - 1, nil
	}
	for i, s := range doc.Sentences {
		if strings.Contains(strings.ToLower(doc.Words(s.Start, s.End)), strings.ToLower(wanted)) {
			return i, nil
		}
	}
	return 0, usage("why-not: no sentence has the words %q: 'entente why-not FILE' lists the sentences", wanted)
}

func (p *program) listSentences(doc *nlp.Doc, asJSON bool) error {
	type row struct {
		Sentence int    `json:"sentence"`
		Text     string `json:"text"`
	}
	rows := []row{}
	for i, s := range doc.Sentences {
		rows = append(rows, row{i + 1, doc.Words(s.Start, s.End)})
	}
	if asJSON {
		return p.json(rows)
	}
	for _, r := range rows {
		if _, err := fmt.Fprintf(p.stdout, "%4d  %s\n", r.Sentence, plain(strings.Join(strings.Fields(r.Text), " "))); err != nil {
			return err
		}
	}
	return nil
}

// printWhy prints what a sentence says and what its frames came to.
func (p *program) printWhy(w extract.Why, all bool) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%d  %s\n\n", w.Sentence+1, plain(strings.Join(strings.Fields(w.Text), " ")))
	if len(w.Claims) == 0 {
		b.WriteString("It claims nothing.\n")
	} else {
		b.WriteString("It claims:\n")
	}
	for _, c := range w.Claims {
		fmt.Fprintf(&b, "  %s\n", plain(c))
	}
	b.WriteString("\n")
	hidden := 0
	for _, n := range w.Near {
		if !all && n.Outcome == extract.Failed && strings.Contains(strings.Join(n.Failed, ""), "is read as") {
			hidden++
			continue
		}
		fmt.Fprintf(&b, "%-8s %s (%s) at %q\n", n.Outcome, n.Frame, n.Kind, n.Word)
		for _, role := range slices.Sorted(maps.Keys(n.Found)) {
			fmt.Fprintf(&b, "           %s: %s\n", role, plain(strings.Join(n.Found[role], ", ")))
		}
		for _, f := range n.Failed {
			fmt.Fprintf(&b, "         - %s\n", plain(f))
		}
	}
	if hidden > 0 {
		fmt.Fprintf(&b, "%s of another word class left out: --all shows them\n", count(hidden, "frame"))
	}
	if len(w.Unknown) > 0 {
		fmt.Fprintf(&b, "No frame or rule knows: %s\n", strings.Join(w.Unknown, ", "))
	}
	_, err := fmt.Fprint(p.stdout, b.String())
	return err
}
