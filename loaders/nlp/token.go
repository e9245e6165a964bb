package nlp

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Tokens. Needs: Text, Blocks. Sets: Blocks (if there were none), Tokens with
// Start, End, Norm; Head -1.
//
// The conventions are those of the Penn Treebank as Universal Dependencies keeps
// them for English: clitics, possessives and hyphenated words come apart
// ("do n't", "Assad 's", "long - stalled"), known prefixes stay ("pre-war"),
// abbreviations keep their full stop, numbers their commas and colons. The text
// is cut at white space first; then marks are taken off both ends of each piece,
// and what is left is cut inside. Every byte that is no white space or control
// belongs to exactly one token, so tokens and gaps together are the text.

// longest is the number of bytes after which a piece without white space is cut
// all the same, so that no text takes more than linear time.
const longest = 256

// tokenBytes is about how long a token is with the blanks beside it.
const tokenBytes = 5

func tokenize(d *Doc) {
	if d.Blocks == nil {
		d.Blocks = paragraphs(d.Text)
	}
	d.Blocks = inOrder(d.Blocks, len(d.Text))
	t := tokenizer{doc: d, text: d.Text}
	size := 0
	for _, b := range d.Blocks {
		size += b.End - b.Start
	}
	d.Tokens = slices.Grow(d.Tokens, size/tokenBytes)
	for _, b := range d.Blocks {
		t.block(b.Start, b.End)
	}
}

// paragraphs cuts a text at its blank lines.
func paragraphs(text string) []Block {
	var blocks []Block
	start := 0
	for at := 0; at < len(text); {
		end, next := at, len(text)
		if i := strings.IndexByte(text[at:], '\n'); i >= 0 {
			end, next = at+i, at+i+1
		} else {
			end = len(text)
		}
		if strings.TrimSpace(text[at:end]) == "" {
			if start < at {
				blocks = append(blocks, Block{Start: start, End: at})
			}
			start = next
		}
		at = next
	}
	if start < len(text) {
		blocks = append(blocks, Block{Start: start, End: len(text)})
	}
	return blocks
}

// inOrder keeps those blocks that lie in the text and do not overlap. Cutting a
// stranger's ranges to size is better than failing on them.
func inOrder(blocks []Block, size int) []Block {
	last := 0
	for i, b := range blocks {
		if b.Start < last || b.End < b.Start || b.End > size {
			kept := append([]Block(nil), blocks[:i]...)
			for _, b := range blocks[i:] {
				b.Start = max(b.Start, last)
				b.End = min(b.End, size)
				if b.Start < b.End {
					kept = append(kept, b)
					last = b.End
				}
			}
			return kept
		}
		last = b.End
	}
	return blocks
}

type tokenizer struct {
	doc  *Doc
	text string
	back []int // ends of the marks that were taken off the end of a piece
	stop int   // end of the block
}

func (t *tokenizer) block(start, end int) {
	t.stop = end
	from := -1
	for i := start; i < end; {
		r, n := rune(t.text[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(t.text[i:end])
		}
		if blank(r) {
			if from >= 0 {
				t.piece(from, i)
			}
			from = -1
		} else if from < 0 {
			from = i
		} else if i-from >= longest {
			t.piece(from, i)
			from = i
		}
		i += n
	}
	if from >= 0 {
		t.piece(from, end)
	}
}

// blank says that a rune stands in no token: white space, controls, and marks
// that only steer typesetting.
func blank(r rune) bool {
	if r < utf8.RuneSelf {
		return r <= ' ' || r == 0x7f
	}
	switch r {
	case '\u200b', '\u200e', '\u200f', '\u2060', '\ufeff', '\u00ad', '\u202a', '\u202b', '\u202c', '\u202d', '\u202e':
		return true
	}
	return unicode.IsSpace(r) || unicode.IsControl(r)
}

func (t *tokenizer) emit(start, end int) {
	if start >= end {
		return
	}
	t.doc.Tokens = append(t.doc.Tokens, Token{Start: start, End: end, Norm: Plain(t.text[start:end]), Head: -1})
}

// Plain returns s in the quotes and dashes of a typewriter.
func Plain(s string) string {
	for i := 0; i < len(s); i++ {
		if s[i] >= 0xc2 {
			return typewriter.Replace(s)
		}
	}
	return s
}

var typewriter = strings.NewReplacer("‘", "'", "’", "'", "ʼ", "'", "′", "'", "“", `"`, "”", `"`, "„", `"`, "«", `"`, "»", `"`,
	"″", `"`, "–", "-", "—", "--", "―", "--", "‐", "-", "‑", "-", "−", "-", "…", "...", "\u00ad", "")

// piece cuts text[start:end], which holds no white space, into tokens.
func (t *tokenizer) piece(start, end int) {
	start = t.openers(start, end)
	if start >= end {
		return
	}
	t.back = t.back[:0]
	core := t.closers(start, end)
	t.core(start, core)
	for i := len(t.back) - 1; i >= 0; i-- {
		t.emit(core, t.back[i])
		core = t.back[i]
	}
}

// openers emits the marks at the front of a piece and returns where they end.
func (t *tokenizer) openers(start, end int) int {
	for start < end {
		r, n := utf8.DecodeRuneInString(t.text[start:end])
		if alnum(r) || keepsFront(t.text[start:end]) {
			return start
		}
		n = max(n, t.run(start, end))
		if face := emoticon(t.text[start:end]); face > 0 {
			n = face
		}
		t.emit(start, start+n)
		start += n
	}
	return start
}

// keepsFront says that the mark in front belongs to the word: '90s, @name, .5,
// 's, -5, #tag.
func keepsFront(s string) bool {
	r, n := utf8.DecodeRuneInString(s)
	next, m := utf8.DecodeRuneInString(s[n:])
	switch r {
	case '\'', '’', '‘':
		if next >= '0' && next <= '9' {
			return len(s) >= n+3 && s[n+m] >= '0' && s[n+m] <= '9' && !strings.ContainsAny(s[n:], "'’")
		}
		return r != '‘' && clitic(s[n:])
	case '@', '#':
		return unicode.IsLetter(next)
	case '.':
		return unicode.IsDigit(next)
	}
	return unicode.Is(unicode.Mn, r)
}

// closers finds the marks at the end of a piece, keeps their ends in t.back, last
// first, and returns where they begin.
func (t *tokenizer) closers(start, end int) int {
	if address(t.text[start:end]) {
		for end > start && strings.IndexByte(".,;:!?)>]\"'", t.text[end-1]) >= 0 {
			t.back = append(t.back, end)
			end--
		}
		return end
	}
	for end > start {
		s := t.text[start:end]
		r, n := utf8.DecodeLastRuneInString(s)
		if alnum(r) || unicode.Is(unicode.M, r) || r == utf8.RuneError {
			return end
		}
		switch {
		case r == '.' && !strings.HasSuffix(s, "..") && t.abbreviation(start, end):
			return end
		case (r == '*' || r == '_' || r == '+' && s[0]|0x20 == 'c') && len(s) < 4 && !strings.HasSuffix(s, "**"):
			return end
		}
		if n = max(n, lastRun(s, r, n)); n == len(s) && len(t.back) == 0 {
			return end
		}
		t.back = append(t.back, end)
		end -= n
	}
	return end
}

// run returns the length of the run of one mark that stands together: "...",
// "--", "”", "!!!".
func (t *tokenizer) run(start, end int) int {
	s := t.text[start:end]
	c := s[0]
	if strings.IndexByte(runs, c) < 0 {
		return 0
	}
	n := 1
	for n < len(s) && (s[n] == c || runsWith(c, s[n])) {
		n++
	}
	return n
}

func lastRun(s string, r rune, n int) int {
	if r >= utf8.RuneSelf || strings.IndexByte(runs, byte(r)) < 0 {
		return n
	}
	for n < len(s) {
		c := s[len(s)-n-1]
		if c != byte(r) && !runsWith(byte(r), c) {
			break
		}
		n++
	}
	return n
}

// runs are the marks that stand together as one.
const runs = ".-'`*=_~!?<>#$+"

// runsWith says that two different marks stand together as one: "?!", "==--".
func runsWith(a, b byte) bool {
	return (a == '?' || a == '!') && (b == '?' || b == '!') || (a == '-' || a == '=') && (b == '-' || b == '=')
}

// core cuts a piece without marks at its ends.
func (t *tokenizer) core(start, end int) {
	s := t.text[start:end]
	switch {
	case start >= end:
	case len(s) == 1, address(s):
		t.emit(start, end)
	default:
		if at, n := inner(s); n > 0 {
			t.half(start, start+at)
			t.emit(start+at, start+at+n)
			t.half(start+at+n, end)
			return
		}
		t.word(start, end)
	}
}

// half cuts one side of an inner mark, which may have marks of its own.
func (t *tokenizer) half(start, end int) {
	if start >= end {
		return
	}
	inside := tokenizer{doc: t.doc, text: t.text, stop: t.stop}
	inside.piece(start, end)
}

// word emits a word, its unit and its clitics.
func (t *tokenizer) word(start, end int) {
	s := t.text[start:end]
	if at := cliticAt(s); at > 0 && at < len(s) && !decadeOf(s, at) {
		t.word(start, start+at)
		t.emit(start+at, end)
		return
	}
	if at := fused[strings.ToLower(s)]; at > 0 {
		t.emit(start, start+at)
		t.emit(start+at, end)
		return
	}
	if at := unitAt(s); at > 0 {
		t.emit(start, start+at)
		t.emit(start+at, end)
		return
	}
	t.emit(start, end)
}

// decadeOf says that a word is "80's" or "1930's", which no clitic ends.
func decadeOf(s string, at int) bool {
	return at > 1 && s[at-1] == '0' && s[len(s)-1] == 's' && digitsOnly(s[:at])
}

func alnum(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }
