package nlp

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// ParseCoNLLU reads documents in the format of Universal Dependencies: a new Doc
// at every "# newdoc", a new block at every "# newpar". The text of a Doc is put
// together from the words and SpaceAfter=No; blocks have a blank line between
// them. A multi-word token is read as its words, side by side without a gap.
//
// The annotations that WriteCoNLLU keeps in MISC are read back into Names,
// Times, Quotes and Chains; so are the coreference chains of CorefUD's Entity. It makes documents by hand for tests, and training
// data of treebanks. The error names the line.
func ParseCoNLLU(r io.Reader) ([]*Doc, error) {
	p := &conllu{}
	in := bufio.NewScanner(r)
	in.Buffer(make([]byte, 1<<16), 1<<24)
	for line := 1; in.Scan(); line++ {
		if err := p.line(strings.TrimRight(in.Text(), "\r")); err != nil {
			return nil, fmt.Errorf("line %d: %w", line, err)
		}
	}
	if err := in.Err(); err != nil {
		return nil, err
	}
	p.endSentence()
	p.endDoc()
	return p.docs, nil
}

type conllu struct {
	docs    []*Doc
	doc     *Doc
	text    strings.Builder
	first   int  // the first token of the sentence that is read
	space   bool // a space stands before the next token
	block   bool // the next token begins a block
	joined  int  // words of a multi-word token still to come
	after   bool // whether a space follows the multi-word token
	surface string
	marks   marks
}

func (p *conllu) line(line string) error {
	switch {
	case line == "":
		p.endSentence()
	case strings.HasPrefix(line, "# newdoc"):
		p.endDoc()
	case strings.HasPrefix(line, "# newpar") && !strings.HasPrefix(line, "# newpar_block"):
		p.block = true
	case line[0] == '#':
	default:
		return p.word(strings.Split(line, "\t"))
	}
	return nil
}

func (p *conllu) word(f []string) error {
	if len(f) != 10 {
		return fmt.Errorf("%d columns, not 10", len(f))
	}
	if from, to, multi := strings.Cut(f[0], "-"); multi {
		a, errA := strconv.Atoi(from)
		b, errB := strconv.Atoi(to)
		if errA != nil || errB != nil || b < a {
			return fmt.Errorf("range %q", f[0])
		}
		p.joined, p.after, p.surface = b-a+1, !noSpace(f[9]), f[1]
		return nil
	}
	if strings.Contains(f[0], ".") {
		return nil
	}
	head, err := strconv.Atoi(f[6])
	if err != nil {
		head = 0
	}
	p.start()
	form := f[1]
	if p.joined > 0 {
		form = p.share(form)
	}
	start := p.text.Len()
	p.text.WriteString(form)
	t := Token{Start: start, End: p.text.Len(), Norm: Plain(form), Lemma: f[2], UPOS: f[3], XPOS: f[4], Rel: f[7], Head: p.first + head - 1, Sentence: len(p.doc.Sentences)}
	if head == 0 {
		t.Head = -1
	}
	p.doc.Tokens = append(p.doc.Tokens, t)
	p.marks.read(p.doc, len(p.doc.Tokens)-1, f[9])
	p.space = !noSpace(f[9])
	if p.joined > 0 {
		p.joined--
		p.space = p.joined == 0 && p.after
	}
	return nil
}

// start writes what stands before the next token.
func (p *conllu) start() {
	if p.doc == nil {
		p.doc, p.block = &Doc{}, true
		p.text.Reset()
		p.space, p.first = false, 0
	}
	if p.block {
		if n := len(p.doc.Blocks); n > 0 {
			p.doc.Blocks[n-1].End = p.text.Len()
			p.text.WriteString("\n\n")
		}
		p.doc.Blocks = append(p.doc.Blocks, Block{Start: p.text.Len()})
		p.block, p.space = false, false
	}
	if p.space {
		p.text.WriteByte(' ')
	}
}

// share returns the part of a multi-word token's surface that a word of it
// covers: its own letters where they stand there, all the rest for the last.
func (p *conllu) share(form string) string {
	if p.joined == 1 || len(form) > len(p.surface) {
		rest := p.surface
		p.surface = ""
		return rest
	}
	own := p.surface[:len(form)]
	if !strings.EqualFold(own, form) {
		own = p.surface[:min(len(form), max(len(p.surface)-1, 0))]
	}
	p.surface = p.surface[len(own):]
	return own
}

func (p *conllu) endSentence() {
	if p.doc == nil || len(p.doc.Tokens) == p.first {
		return
	}
	p.doc.Sentences = append(p.doc.Sentences, Sentence{Start: p.first, End: len(p.doc.Tokens), Block: len(p.doc.Blocks) - 1})
	for i := p.first; i < len(p.doc.Tokens); i++ {
		if h := p.doc.Tokens[i].Head; h >= len(p.doc.Tokens) || h < p.first {
			p.doc.Tokens[i].Head = -1
		}
	}
	p.first = len(p.doc.Tokens)
	p.joined = 0
}

func (p *conllu) endDoc() {
	if p.doc == nil {
		return
	}
	p.doc.Text = p.text.String()
	p.doc.Blocks[len(p.doc.Blocks)-1].End = len(p.doc.Text)
	p.marks.end(p.doc)
	p.docs = append(p.docs, p.doc)
	p.doc, p.marks = nil, marks{}
}

func noSpace(misc string) bool { return strings.Contains(misc, "SpaceAfter=No") }
