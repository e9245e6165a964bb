package nlp

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"entente/graph/when"
)

// WriteCoNLLU writes a document in the format of Universal Dependencies. MISC
// carries what the format has no column for, all token numbers counting from the
// start of the document:
//
//	Span=12:18                             the token's bytes in the text
//	Name=B-person  Name=I-person           names; Title=B, Title=I the title in front
//	Time=12:14:DATE:2013-05-07:2013-05-08  tokens, kind, value, anchor
//	Mention=12:15:13:name:4:7:person       tokens, head, kind, name, chain, kind of the chain
//	Quote=120:180:12:15:11:7:-1:false      bytes, speaker, cue, chain, continues, partial
//
// Several annotations of one kind at one token have commas between them.
func WriteCoNLLU(w io.Writer, d *Doc) error {
	out := bufio.NewWriter(w)
	misc := d.misc()
	fmt.Fprintln(out, "# newdoc")
	block := -1
	for n, s := range d.Sentences {
		if s.Block != block {
			fmt.Fprintln(out, "# newpar")
			block = s.Block
		}
		fmt.Fprintf(out, "# sent_id = %d\n# text = %s\n", n+1, oneLine(d.Words(s.Start, s.End)))
		for i := s.Start; i < s.End; i++ {
			t := d.Tokens[i]
			head := 0
			if t.Head >= 0 {
				head = t.Head - s.Start + 1
			}
			fmt.Fprintf(out, "%d\t%s\t%s\t%s\t%s\t_\t%d\t%s\t_\t%s\n", i-s.Start+1, d.Form(i), or(t.Lemma), or(t.UPOS), or(t.XPOS), head, or(t.Rel), strings.Join(misc[i], "|"))
		}
		fmt.Fprintln(out)
	}
	return out.Flush()
}

// oneLine returns text with a space for each stretch of what stands in no token, so
// that nothing in it ends a line or steers a terminal.
func oneLine(s string) string { return strings.Join(strings.FieldsFunc(s, blank), " ") }

func or(s string) string {
	if s == "" {
		return "_"
	}
	return s
}

// misc returns the annotations of each token.
func (d *Doc) misc() [][]string {
	misc := make([][]string, len(d.Tokens))
	add := func(i int, key, value string) {
		if i < 0 || i >= len(misc) {
			return
		}
		if n := len(misc[i]) - 1; n >= 0 && strings.HasPrefix(misc[i][n], key+"=") {
			misc[i][n] += "," + value
			return
		}
		misc[i] = append(misc[i], key+"="+value)
	}
	for i, t := range d.Tokens {
		add(i, "Span", fmt.Sprintf("%d:%d", t.Start, t.End))
		if i+1 < len(d.Tokens) && d.Tokens[i+1].Start == t.End {
			add(i, "SpaceAfter", "No")
		}
	}
	for _, n := range d.Names {
		for i := n.Title.Start; i < n.Title.End; i++ {
			add(i, "Title", begin(i == n.Title.Start))
		}
		for i := n.Start; i < n.End; i++ {
			add(i, "Name", begin(i == n.Start)+"-"+string(n.Kind))
		}
	}
	for _, t := range d.Times {
		add(t.Start, "Time", fmt.Sprintf("%d:%d:%s:%s:%s", t.Start, t.End, t.Kind, t.Value, t.Anchor))
	}
	for c, chain := range d.Chains {
		for _, m := range chain.Mentions {
			add(m.Start, "Mention", fmt.Sprintf("%d:%d:%d:%s:%d:%d:%s", m.Start, m.End, m.Head, m.Kind, m.Name, c, chain.Kind))
		}
	}
	for _, q := range d.Quotes {
		at, _ := slices.BinarySearchFunc(d.Tokens, q.Start, func(t Token, start int) int { return t.Start - start })
		add(min(at, len(misc)-1), "Quote", fmt.Sprintf("%d:%d:%d:%d:%d:%d:%d:%t", q.Start, q.End, q.Speaker.Start, q.Speaker.End, q.Cue, q.Chain, q.Continues, q.Partial))
	}
	return misc
}

func begin(first bool) string {
	if first {
		return "B"
	}
	return "I"
}

// marks collects the annotations in MISC while a document is read.
type marks struct {
	titles   []Range
	mentions []mentionOf
	entities entities
}

type mentionOf struct {
	chain   int
	kind    NameKind
	mention Mention
}

func (m *marks) read(d *Doc, i int, misc string) {
	for _, item := range strings.Split(misc, "|") {
		key, value, _ := strings.Cut(item, "=")
		switch key {
		case "Title":
			if n := len(m.titles); value == "B" || n == 0 {
				m.titles = append(m.titles, Range{i, i + 1})
			} else {
				m.titles[n-1].End = i + 1
			}
		case "Entity":
			m.entities.read(d, i, value)
		case "Name":
			m.name(d, i, value)
		case "Time", "Mention", "Quote":
			for _, one := range strings.Split(value, ",") {
				m.annotation(d, key, strings.Split(one, ":"))
			}
		}
	}
}

func (m *marks) name(d *Doc, i int, value string) {
	place, kind, _ := strings.Cut(value, "-")
	if n := len(d.Names); place == "I" && n > 0 && d.Names[n-1].End == i {
		d.Names[n-1].End = i + 1
		return
	}
	name := Name{Start: i, End: i + 1, Kind: NameKind(kind)}
	if n := len(m.titles); n > 0 && m.titles[n-1].End == i {
		name.Title = m.titles[n-1]
	}
	d.Names = append(d.Names, name)
}

func (m *marks) annotation(d *Doc, key string, f []string) {
	number := func(i int) int {
		n, err := strconv.Atoi(f[i])
		if err != nil {
			return -1
		}
		return n
	}
	switch {
	case key == "Time" && len(f) == 5:
		d.Times = append(d.Times, Time{Start: number(0), End: number(1), Kind: f[2], Value: when.Date(f[3]), Anchor: when.Date(f[4])})
	case key == "Mention" && len(f) == 7:
		m.mentions = append(m.mentions, mentionOf{number(5), NameKind(f[6]), Mention{Start: number(0), End: number(1), Head: number(2), Kind: MentionKind(f[3]), Name: number(4)}})
	case key == "Quote" && len(f) == 8:
		d.Quotes = append(d.Quotes, Quote{Start: number(0), End: number(1), Speaker: Range{number(2), number(3)}, Cue: number(4), Chain: number(5), Continues: number(6), Partial: f[7] == "true"})
	}
}

// end puts the mentions into their chains.
func (m *marks) end(d *Doc) {
	m.entities.heads(d)
	for _, of := range m.mentions {
		if of.chain < 0 || of.chain > len(m.mentions) {
			continue
		}
		for len(d.Chains) <= of.chain {
			d.Chains = append(d.Chains, Chain{})
		}
		d.Chains[of.chain].Kind = of.kind
		d.Chains[of.chain].Mentions = append(d.Chains[of.chain].Mentions, of.mention)
	}
}
