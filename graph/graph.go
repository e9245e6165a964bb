// Package graph is what is known: entities, facts, the claims that state them and
// the articles they stand in, and the Store that keeps them in Cayley. What comes
// in is a Change: articles to forget, contributions to add, entities as they then
// stand; what comes out are path queries over quads (quads.go, the only file that
// knows the encoding) and the same contributions read back. It stores
//
//	edges       <subject> <ent:predicate> <object> <fact>        once, however many articles say it
//	claims      <claim> <ent:states> <fact> <article>            the predicate is the modality
//	evidence    <claim> <ent:quote> "..." <article>              with start, end, sentence, rule, speaker
//	articles    <article> <ent:text> "..." <article>             with title, publisher, date, record
//	locals      <local> <ent:named> "Kerry" <article>            with blocking keys and what resolution knows of it
//	judgements  <article:judgements> <ent:judgements> "..."      what people decided on who is who, while there are any
//	gazetteer   <claim> <ent:states> <fact> <article:gazetteer>  lines about entities that some article names
//	derived     <entity> <rdfs:label> "..."                      no label: recomputed, never stated
package graph

import (
	"entente/graph/ontology"
	"entente/graph/when"
)

// IRI is the short form of a thing's address inside Cayley, without angle
// brackets: "person:sergei-lavrov", "fact:1f3a...", "ent:participant".
type IRI string

// Object is the far end of a fact: a thing, or a literal of a kind.
type Object struct {
	IRI     IRI            // a thing, or
	Literal string         // the literal's text
	Kind    ontology.Value // of a literal: ontology.Date, Text, Term, Number
}

// Fact is a triple that the graph may know: subject -predicate-> object.
type Fact struct {
	Subject   IRI
	Predicate ontology.Predicate
	Object    Object
}

// Claim is one claim of one article in entities: all the facts its words state,
// in one modality.
type Claim struct {
	ID       IRI
	Kind     string // name of an ontology.Kind
	Modality ontology.Modality
	Facts    []Fact
	Speaker  IRI // entity that says so; empty for the article itself
	Rule     string
	Sentence int
	// Quote is the article's Text[Start:End], byte for byte. In a claim of the
	// gazetteer it is the table's line, and Start is 0.
	Start, End int
	Quote      string
	// Also are the spans outside of the quote where parts of the claim are named:
	// the name behind a pronoun, the dateline, the rest of a split quotation. Sorted.
	Also []Span
}

// Span is a half-open range of bytes of an article's text.
type Span struct{ Start, End int }

// Local is one thing as one article names it. Its IRI never changes (article
// digest, start of its first naming mention, type); Entity is the thing it was
// found to be and may change as other articles come and go.
type Local struct {
	IRI   IRI
	Type  ontology.Type
	Names []string // naming forms in this article, sorted
	Keys  []int64  // hashes of the blocking keys under which resolution looks for its like, sorted; none when the gazetteer knows it
	// Features is what resolution compares when it decides whether two locals are
	// one thing; opaque here. Empty when the gazetteer knows it.
	Features string
	Entity   IRI
}

// Entity is a thing as all articles together (and the gazetteer) know it. All of
// it but Lines is derived: recomputed from its locals, never stated. An entity
// stays as long as a local denotes it or a fact speaks of it, and leaves with the last.
type Entity struct {
	IRI     IRI
	Type    ontology.Type
	Label   string
	Aliases []string // sorted, without Label
	SameAs  []string // absolute IRIs, sorted
	// First and Last are the earliest and the latest day of a dated thing.
	First, Last when.Date
	// Properties are further derived values: "isoCode", "capital" ..., sorted by name.
	Properties []Property
	// Keys are hashes of blocking keys and Members what resolution knows of the locals, opaque
	// here, of an entity whose locals need not be looked at one by one. Empty for all
	// others.
	Keys    []int64
	Members string
	// Beside is the same for all entities at which resolution looks together; opaque here.
	Beside string
	// Lines are what the gazetteer says of it: claims of <article:gazetteer>. They
	// stand in the graph while some local denotes the entity.
	Lines []Claim
}

// Property is a derived value of an entity.
type Property struct {
	Name   ontology.Predicate
	Object Object
}

// Article is an article as the store keeps it.
type Article struct {
	IRI          IRI
	ID           string // the id by which the world knows it: URL, source id or digest
	Digest       string // SHA-256 of Text, hexadecimal
	Title        string
	Publisher    string
	Authors      []string
	Contributors []string
	Published    when.Date
	Dateline     string
	URL          string
	Lang         string
	Text         string
	Record       string // canonical reading, opaque here
	Group        IRI    // wire copies share it: one group is one source
}

// Contribution is all that one article adds to the graph.
type Contribution struct {
	Article Article
	Locals  []Local
	Claims  []Claim
}

// Move says that a local denotes another thing than before: a meeting that is called after
// another telling of it now, or the group of copies to which an article belongs.
type Move struct {
	Article, Local IRI
	From, To       IRI
}

// Change is one atomic step from one graph to the next.
type Change struct {
	// Forget names articles that leave (an article in Add that is stored already
	// is replaced and need not stand here).
	Forget []IRI
	Add    []Contribution
	// Was has articles of Add as the graph holds them now, as far as that is known; the
	// others are read.
	Was map[IRI]Contribution
	// Moved are locals of articles of the graph, none of Forget or Add, of which nothing changes
	// but that what they claim of one thing is said of another. No two things of an article
	// become one by it, nor one two.
	Moved []Move
	// Entities are the entities that the change touches, as they stand after it.
	// Those that nothing speaks of any more leave by themselves.
	Entities []Entity
	// Judgements, where not nil, takes the place of the judgements that the graph was
	// resolved with; opaque here. An empty one takes them out.
	Judgements *string
}
