package main

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"entente/graph/ontology"
	"entente/loaders"
	"entente/loaders/article"
	"entente/loaders/extract"
	"entente/loaders/nlp"
)

// framesFlag adds --frames to a command that reads articles.
func framesFlag(cmd *cobra.Command) *[]string {
	return cmd.Flags().StringArray("frames", nil, "read with the frames of this file too; see 'entente frames --help'")
}

// extractor returns the extractor with the frames of files beside the built-in ones.
// Mistakes are all named, a line each.
func (p *program) extractor(files []string) (*extract.Extractor, error) {
	if len(files) == 0 {
		return extract.Builtin(), nil
	}
	var all []extract.FrameFile
	for _, name := range files {
		f, mistakes, err := readFrames(name)
		if err != nil {
			return nil, err
		}
		if len(mistakes) > 0 {
			return nil, p.mistaken(mistakes)
		}
		all = append(all, f)
	}
	return extract.NewWith(all...)
}

// reader returns the reader of articles with the frames of files.
func (p *program) reader(files []string) (loaders.Reader, error) {
	x, err := p.extractor(files)
	if err != nil {
		return loaders.Reader{}, err
	}
	return loaders.ReaderWith(x)
}

func readFrames(name string) (extract.FrameFile, []extract.FrameError, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return extract.FrameFile{}, nil, fmt.Errorf("read frames: %w", err)
	}
	f, mistakes := extract.ParseFrames(name, data)
	return f, mistakes, nil
}

// mistaken names mistakes in files of frames, a line each.
func (p *program) mistaken(mistakes []extract.FrameError) error {
	for _, m := range mistakes {
		fmt.Fprintln(p.stderr, plain(m.Error()))
	}
	return usage("%s in files of frames; 'entente frames --help' tells how they are written", count(len(mistakes), "mistake"))
}

func framesCommand(p *program) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "frames [FILE...]",
		Short: "Print the frames by which English is read, or check a file of your own",
		Long: `A frame is one way in which English states a meeting, an agreement or an event: a word
and paths from it to the words that play the parts. Without a file, frames prints the
built-in ones in the form of such a file. With files it checks each, its examples too,
and names every mistake with its line. 'load', 'extract', 'why-not', 'coverage' and
'sample' read with the frames of a file given by --frames; its frames go before the
built-in ones.

A file has a block of lines for each frame; # begins a comment:

  frame     shake-hands                          its name, shown as the rule of a claim
  kind      meeting                              meeting, agreement or event
  trigger   shake VERB                           lemmas, and VERB, NOUN or ADJ; call+off: with "off" behind it
  arg       participant += nsubj obl:with        a role and the paths to who plays it
  arg       ? obj:hand                           a condition: the object is one of these words
  set       type=meeting                         what is so whenever the frame holds
  modality  stated                               where the words themselves decide it; may be left out
  example   Anna Holt shook hands with Karel Voss in Paris.
  says      participant=Anna Holt; participant=Karel Voss; place=Paris

An arg is "role = path", the first that is found, "role += path", all of them,
"? path", which must lead to something, or "- path", which must not; "!" at the end
makes a role needed. A path is one of

  nsubj         who does it, also behind a passive, in a relative clause, by control
  obj           what it is done to; obj:treaty|accord with one of these words
  obl:with|at   a phrase that begins with one of the prepositions
  poss          whose it is
  xcomp         a clause that completes it
  amod          what stands before a noun
  verb:a|b      the verb that carries a noun: "launched an attack"
  support       the subject of that verb; support.obl:with a phrase on it

Roles, types and statuses are those of 'entente frames --json'. Date and place are
found by themselves.`,
		Example: `  entente frames > all.frames
  entente frames my.frames
  entente extract --frames my.frames a.txt`,
	}
	asJSON := jsonFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, files []string) error {
		if len(files) == 0 {
			return p.printFrames(*asJSON)
		}
		return p.checkFrames(files, *asJSON)
	}
	return cmd
}

// checkFrames checks files and the examples in them.
func (p *program) checkFrames(files []string, asJSON bool) error {
	language, err := nlp.NewReader()
	if err != nil {
		return err
	}
	mistakes := []extract.FrameError{}
	for _, name := range files {
		f, found, err := readFrames(name)
		if err != nil {
			return err
		}
		examples := 0
		if len(found) == 0 {
			x, err := extract.NewWith(f)
			if err != nil {
				return err
			}
			found = f.CheckExamples(func(text string) extract.Reading {
				a := article.Article{ID: "example", Text: text, Published: "2015-06-12"}
				return x.Extract(language.Read(extract.Input(a)), a)
			})
			for _, frame := range f.Frames {
				examples += len(frame.Examples)
			}
		}
		mistakes = append(mistakes, found...)
		if len(found) == 0 && !asJSON {
			fmt.Fprintf(p.stdout, "%s: %s, %s hold\n", plain(name), count(len(f.Frames), "frame"), count(examples, "example"))
		}
	}
	if asJSON {
		if err := p.json(mistakes); err != nil {
			return err
		}
	}
	if len(mistakes) == 0 {
		return nil
	}
	return p.mistaken(mistakes)
}

// printFrames prints the built-in frames as a file of frames, or the kinds as JSON.
func (p *program) printFrames(asJSON bool) error {
	if asJSON {
		return p.json(ontology.Kinds)
	}
	var b strings.Builder
	for _, kind := range ontology.Kinds {
		for _, f := range kind.Frames {
			fmt.Fprintf(&b, "frame     %s\nkind      %s\ntrigger   %s\n", f.Name, kind.Name, f.Trigger)
			for _, a := range f.Args {
				fmt.Fprintf(&b, "arg       %s\n", a)
			}
			for _, role := range slices.Sorted(maps.Keys(f.Set)) {
				if f.Set[role] != "" {
					fmt.Fprintf(&b, "set       %s=%s\n", role, f.Set[role])
				}
			}
			if f.Modality != "" {
				fmt.Fprintf(&b, "modality  %s\n", f.Modality)
			}
			b.WriteString("\n")
		}
	}
	_, err := fmt.Fprint(p.stdout, b.String())
	return err
}
