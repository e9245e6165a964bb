// Package nlp reads English: text comes in, a Doc goes out, which owns the text
// and everything that was read in it: tokens, sentences, tags, heads, names,
// times, coreference chains, quotations. Nothing of the text is lost. Reading is
// a pure function of the input and the embedded weights; it stores nothing.
//
// A Doc is filled by stages, in the order of the fields below. Each stage says
// in its comment what it needs and what it sets.
package nlp

import "entente/graph/when"

// Input is a text to read.
type Input struct {
	Text string
	// Blocks are the ranges of Text that are read, in order: headlines and
	// paragraphs. No sentence crosses a block. None means all of Text, cut at
	// blank lines.
	Blocks []Block
	// Published anchors the times that the text names relative to its own day.
	Published when.Date
	// Dateline is the place from which the text was sent, if it says so.
	Dateline string
}

// Block is a range of bytes that is read for itself.
type Block struct {
	Start, End int
	Heading    bool // a headline or a line under one: no full stop, other grammar
}

// Doc is a text and what was read in it.
type Doc struct {
	Input
	Tokens    []Token
	Sentences []Sentence
	Names     []Name
	Times     []Time
	Quotes    []Quote
	Chains    []Chain
}

// Token is a word or a mark: Text[Start:End].
type Token struct {
	Start, End int
	Norm       string // the form in plain quotes and dashes, else Text[Start:End]
	Lemma      string // lower case but for names
	UPOS       string // Universal POS: "NOUN", "PROPN", ...
	XPOS       string // Penn Treebank tag: "NN", "NNP", ...
	Head       int    // index of the governing token in Doc.Tokens, -1 for a root
	Rel        string // Universal Dependencies relation with subtype: "nsubj:pass"
	Sentence   int    // index in Doc.Sentences
}

// Sentence is the half-open range of tokens [Start, End).
type Sentence struct {
	Start, End int
	Block      int // index in Input.Blocks, as read
	Heading    bool
}

// NameKind says what a name names.
type NameKind string

// The kinds of names.
const (
	Person       NameKind = "person"
	Place        NameKind = "place" // cities, regions, buildings, and countries: resolution tells them apart
	Organization NameKind = "organization"
	Demonym      NameKind = "demonym" // "Russian", "Syrians"
	Event        NameKind = "event"
	Law          NameKind = "law" // treaties, accords, communiques, resolutions, acts
	Misc         NameKind = "misc"
)

// Name is a proper name: the tokens [Start, End), titles not included.
type Name struct {
	Start, End int
	Kind       NameKind
	// Title is the range of title words in front of a person's name,
	// "Russian Foreign Minister" or "President"; empty when Title.Start == Title.End.
	Title Range
}

// Range is a half-open range of tokens.
type Range struct{ Start, End int }

// Time is a time expression: the tokens [Start, End), read as Value.
type Time struct {
	Start, End int
	Value      when.Date // EDTF; empty for durations, sets and vague times
	Anchor     when.Date // the day from which a relative expression was counted, else empty
	Kind       string    // TIMEX3 type: "DATE", "TIME", "DURATION", "SET"
	// Timex is the value in TIMEX3 without what a preposition adds to it; it also
	// has weeks ("2013-W19"), parts of the day, durations ("P2Y") and references
	// ("PAST_REF"), for which Value has no text.
	Timex string
}

// MentionKind says how a mention refers.
type MentionKind string

// The kinds of mentions.
const (
	Proper  MentionKind = "name"
	Nominal MentionKind = "nominal"
	Pronoun MentionKind = "pronoun"
)

// Mention is a phrase that refers to something: the tokens [Start, End) with
// their syntactic head.
type Mention struct {
	Start, End int
	Head       int
	Kind       MentionKind
	Name       int // index in Doc.Names, -1 when not a name
	// Plural mentions that stand for several chains ("the two leaders") list
	// them here; they belong to no single chain's sense.
	Group []int // indexes in Doc.Chains, sorted; nil for an ordinary mention
}

// Chain is a set of mentions of one thing, in order of the text.
type Chain struct {
	Kind     NameKind // Misc when no name tells
	Mentions []Mention
}

// Quote is quoted speech: the bytes [Start, End) between the marks.
type Quote struct {
	Start, End int
	// Speaker is the mention that says it, token range; empty when unknown.
	Speaker Range
	// Cue is the token of the verb of saying, -1 when there is none.
	Cue int
	// Chain is the speaker's chain, -1 when unknown.
	Chain int
	// Continues is the index of the quote that this one goes on from (split
	// quotations, quotations over several paragraphs), -1 otherwise.
	Continues int
	// Partial is true for words quoted inside a clause of the writer's own:
	// said the deal was "a first step".
	Partial bool
}

// Form returns the words of token i as they stand; none where there is no such token.
func (d *Doc) Form(i int) string {
	if uint(i) >= uint(len(d.Tokens)) {
		return ""
	}
	return d.Text[d.Tokens[i].Start:d.Tokens[i].End]
}

// Words returns the text from the first token to the last of [start, end).
func (d *Doc) Words(start, end int) string {
	if start >= end {
		return ""
	}
	return d.Text[d.Tokens[start].Start:d.Tokens[end-1].End]
}
