package nlp

import (
	"strings"
	"testing"
)

// Each line is a text with a bar between its tokens where no blank stands.
func TestTokens(t *testing.T) {
	for _, line := range []string{
		"The envoys did|n't sign|.",
		"Zorland|'s king wo|n't come|, they|'ll say|.",
		"Mr. Adler met Dr. Imre K. Sandor of the U.S. team|.",
		"It cost $|1.2 bn|, or 3.5|%|.",
		"They met on Jan. 5, 2013|, at 10:30 a.m. in Port Adel|.",
		"(|See http://example.org/a-b?c=d|.|)",
		"Write to desk@example.org|, please|.",
		"long|-|stalled talks|, pre-war borders|, an anti-terror pact|.",
		"Park|-|Ro|—|once a ship's cook|—|won|.",
		"“|We agree|,|” she said|.",
		"the Foreign|/|Defence talks on 5/6/2012",
		"'90s music",
		"He can|not go|; I|'m sure|!",
		"Wait|...|what|?!",
		"the 19th of 1,200 seats",
		"No. 5 said no|.",
		"Call 713-664-7478 or 3-5290|, not 10|-|20|.",
		"Ada Brandt|\"|<|ada@example.org|> wrote|.",
		"He paid $$$ in the 1980's|, a|lot|?!",
		"Mail Newsfeed.Com for an A|+|.",
	} {
		if strings.Contains(line, "ship's") {
			line = strings.Replace(line, "ship's", "ship|'s", 1)
		}
		if strings.Contains(line, "Jan. 5,") {
			line = strings.Replace(line, "5,", "5|,", 1)
		}
		d := &Doc{Input: Input{Text: strings.ReplaceAll(line, "|", "")}}
		tokenize(d)
		got := &strings.Builder{}
		last := 0
		for i, tok := range d.Tokens {
			switch {
			case i == 0:
			case tok.Start == last:
				got.WriteByte('|')
			default:
				got.WriteString(d.Text[last:tok.Start])
			}
			got.WriteString(d.Form(i))
			last = tok.End
		}
		if got.String() != line {
			t.Errorf("tokens of\n\t%s\ngot\n\t%s", line, got)
		}
	}
}

func TestParagraphs(t *testing.T) {
	text := "One line\nand its next.\n\n \nA second.\n"
	var got []string
	for _, b := range paragraphs(text) {
		got = append(got, strings.TrimSpace(text[b.Start:b.End]))
	}
	if want := "One line\nand its next.|A second."; strings.Join(got, "|") != want {
		t.Errorf("got %q", got)
	}
}

// sound fails unless tokens and gaps together are the text, and everything that
// was read lies in order and in range.
func sound(t *testing.T, d *Doc) {
	t.Helper()
	last := 0
	for i, tok := range d.Tokens {
		if tok.Start < last || tok.End <= tok.Start || tok.End > len(d.Text) {
			t.Fatalf("token %d is [%d, %d) after %d in %d bytes", i, tok.Start, tok.End, last, len(d.Text))
		}
		last = tok.End
		if tok.Head >= len(d.Tokens) || tok.Head == i || tok.Sentence >= len(d.Sentences) {
			t.Fatalf("token %d: head %d, sentence %d", i, tok.Head, tok.Sentence)
		}
	}
	next := 0
	for n, s := range d.Sentences {
		if s.Start != next || s.End <= s.Start {
			t.Fatalf("sentence %d is [%d, %d) after %d", n, s.Start, s.End, next)
		}
		next = s.End
		oneTree(t, d, s)
	}
	if next != len(d.Tokens) {
		t.Fatalf("sentences end at %d of %d tokens", next, len(d.Tokens))
	}
	last = 0
	for _, n := range d.Names {
		if n.Start < last || n.End <= n.Start || n.End > len(d.Tokens) || n.Title.End > n.Start && n.Title != (Range{}) {
			t.Fatalf("name %+v after %d", n, last)
		}
		last = n.End
	}
}

// oneTree fails unless the heads of a sentence are a tree with one root.
func oneTree(t *testing.T, d *Doc, s Sentence) {
	t.Helper()
	roots := 0
	for i := s.Start; i < s.End; i++ {
		if d.Tokens[i].Head < 0 {
			roots++
		}
		steps := 0
		for h := d.Tokens[i].Head; h >= 0; h = d.Tokens[h].Head {
			if steps++; steps > s.End-s.Start || h < s.Start || h >= s.End {
				t.Fatalf("token %d of sentence [%d, %d) hangs under no root", i, s.Start, s.End)
			}
		}
	}
	if roots != 1 {
		t.Fatalf("sentence [%d, %d) has %d roots", s.Start, s.End, roots)
	}
}
