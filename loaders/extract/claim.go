// Package extract reads claims out of a document: a Doc comes in, a Reading goes
// out, which lists what the article says, still in words: claims with their
// parts, modality, speaker and place in the text. It is a pure function of the
// document, the frames and the gazetteer; it stores nothing and knows no graph.
package extract

import (
	"entente/graph/ontology"
	"entente/loaders/article"
)

// Reading is everything that one article says. Its canonical JSON (Marshal) is
// the form in which readings are kept in the store and carried in files.
type Reading struct {
	// Reader is the digest of the weights, frames and gazetteer that read it.
	Reader string `json:"reader"`
	// Article is the article; its Text is left out where the text is kept beside.
	Article  article.Article `json:"article"`
	Entities []Entity        `json:"entities"`
	Claims   []Claim         `json:"claims"`
}

// Entity is one thing the article talks of, with every phrase that refers to it.
type Entity struct {
	Type ontology.Type `json:"type"`
	// Ref is the gazetteer's id, "country:russia", when the gazetteer knows the
	// thing under one of its names on the article's day; else empty.
	Ref string `json:"ref,omitempty"`
	// Name is a name for a thing that the article only describes: "Syrian
	// opposition" for "the opposition" and "the rebels". Empty where a mention
	// names it.
	Name     string    `json:"name,omitempty"`
	Mentions []Mention `json:"mentions"` // in order of the text, never empty
}

// Mention is a phrase Text[Start:End] that refers to an entity.
type Mention struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
	// Kind is "name", "nominal", "pronoun", "demonym", "title", or "metonym": a
	// place that stands for its state, as in "Moscow said".
	Kind string `json:"kind"`
}

// Claim is one thing that a sentence says.
type Claim struct {
	Kind     string            `json:"kind"` // name of an ontology.Kind
	Rule     string            `json:"rule"` // name of the frame
	Modality ontology.Modality `json:"modality"`
	// Cue is the span of the words that decide the modality ("reportedly"); empty for stated.
	Cue Span `json:"cue,omitzero"`
	// Speaker is the index in Reading.Entities of the one who says so, -1 for the article itself.
	Speaker int `json:"speaker"`
	// Start and End are the claim's main span: the sentence or clause that states it.
	Start    int `json:"start"`
	End      int `json:"end"`
	Sentence int `json:"sentence"` // number of the sentence in the article, from 0
	// Trigger is the span of the word that brought the claim up: "talks".
	Trigger Span `json:"trigger"`
	// Same is the index of an earlier claim in this reading that is about the
	// same meeting, agreement or event ("the talks" ... "they met"), -1 if none.
	Same  int    `json:"same"`
	Parts []Part `json:"parts"`
}

// Part is what plays a role in a claim: an entity, another claim, or a value.
type Part struct {
	Role string `json:"role"`
	// Entity is an index in Reading.Entities, -1 for a value or a claim.
	Entity int `json:"entity"`
	// Claim is an index in Reading.Claims when the player is a meeting or an
	// agreement that another claim brings up ("produced", "meeting"), else -1.
	Claim int `json:"claim"`
	// Value is the literal: an EDTF date, a term of the role, words.
	Value string `json:"value,omitempty"`
	// Start and End are the span of the words that say so; both 0 when the value
	// follows from the frame alone.
	Start int `json:"start,omitempty"`
	End   int `json:"end,omitempty"`
}

// Span is a half-open range of bytes of the article's text.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}
