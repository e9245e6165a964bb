package graph

import (
	"crypto/sha256"
	"encoding/base32"
	"strings"

	"entente/graph/ontology"
)

// Base is where absolute addresses begin: "person:sergei-lavrov" is
// Base + "person/sergei-lavrov" in exports.
const Base = "https://w3id.org/entente/"

// GazetteerArticle is the article under which the gazetteer's lines stand.
const GazetteerArticle IRI = "article:gazetteer"

// JudgementArticle is the article under which judgements stand.
const JudgementArticle IRI = "article:judgements"

// Prefix is a short beginning of IRIs and what it stands for.
type Prefix struct{ Short, Full string }

// Prefixes is the table of all prefixes used inside Cayley, in the order in which
// exports declare them.
var Prefixes = []Prefix{
	{"ent:", Base + "ns#"},
	{"unasserted:", Base + "unasserted#"},
	{"rdf:", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"},
	{"rdfs:", "http://www.w3.org/2000/01/rdf-schema#"},
	{"skos:", "http://www.w3.org/2004/02/skos/core#"},
	{"owl:", "http://www.w3.org/2002/07/owl#"},
	{"xsd:", "http://www.w3.org/2001/XMLSchema#"},
	{"person:", Base + "person/"},
	{"office:", Base + "office/"},
	{"tenure:", Base + "tenure/"},
	{"country:", Base + "country/"},
	{"organization:", Base + "organization/"},
	{"place:", Base + "place/"},
	{"meeting:", Base + "meeting/"},
	{"agreement:", Base + "agreement/"},
	{"event:", Base + "event/"},
	{"statement:", Base + "statement/"},
	{"article:", Base + "article/"},
	{"claim:", Base + "claim/"},
	{"fact:", Base + "fact/"},
	{"local:", Base + "local/"},
	{"group:", Base + "group/"},
}

// Absolute returns the IRI as exports write it. An IRI without a known prefix is
// absolute already and comes back as it is.
func (i IRI) Absolute() string {
	n := strings.IndexByte(string(i), ':') + 1
	for _, p := range Prefixes {
		if string(i[:n]) == p.Short {
			return p.Full + string(i[n:])
		}
	}
	return string(i)
}

// Short returns the IRI as Cayley knows it: the reverse of Absolute. An address
// that begins with none of the prefixes comes back as it is.
func Short(absolute string) IRI {
	for _, p := range Prefixes {
		if rest, ok := strings.CutPrefix(absolute, p.Full); ok {
			return IRI(p.Short + rest)
		}
	}
	return IRI(absolute)
}

// Type returns the type of thing that the IRI's prefix tells, for a local IRI the
// type of what it names; empty for other IRIs.
func (i IRI) Type() ontology.Type {
	word, rest, _ := strings.Cut(string(i), ":")
	if word == "local" {
		word = rest[strings.LastIndexByte(rest, '-')+1:]
	}
	return types[word]
}

// types leads from the prefix of a thing's IRI to its type.
var types = func() map[string]ontology.Type {
	m := map[string]ontology.Type{}
	for _, t := range []ontology.Type{ontology.Person, ontology.Office, ontology.Tenure, ontology.Country,
		ontology.Organization, ontology.Place, ontology.Meeting, ontology.Agreement, ontology.Event,
		ontology.Statement, ontology.Article, ontology.Claim} {
		m[strings.ToLower(string(t))] = t
	}
	return m
}()

var hashAlphabet = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

// hashBytes of a digest are written as hashLen letters and digits.
const hashBytes, hashLen = 10, 16

// Hash returns the first 80 bits of the SHA-256 of the words, as 16 letters and
// digits. No word runs into the next: Hash("ab", "c") is not Hash("a", "bc").
func Hash(words ...string) string {
	h := sha256.New()
	for _, w := range words {
		h.Write([]byte(w))
		h.Write([]byte{0})
	}
	return hashAlphabet.EncodeToString(h.Sum(nil)[:hashBytes])
}

// ArticleIRI returns the address of the article whose id is given.
func ArticleIRI(id string) IRI { return IRI("article:" + Hash(id)) }

// Within returns the address of what stands in one article alone, a claim or a local: the
// word, the hash of the article's address, and what tells it from the others in it. A store
// keeps side by side what begins with one article's hash.
func Within(word, id, rest string) IRI { return IRI(word + ":" + Hash(id) + "-" + rest) }

// LocalIRI returns the address of a thing as an article names it, given the article's id and
// digest and what tells the thing from the others in it: "311-person".
func LocalIRI(id, digest, rest string) IRI { return Within("local", id, Hash(digest)[:8]+"-"+rest) }

// Article returns the address of the article in which a claim or a local stands, which follows
// from theirs; empty for what stands in none.
func (i IRI) Article() IRI {
	word, rest, _ := strings.Cut(string(i), ":")
	hash, _, within := strings.Cut(rest, "-")
	if word != "local" && word != "claim" || !within {
		return ""
	}
	return IRI("article:" + hash)
}

// GroupIRI returns the address of a group of articles that are copies of one text,
// given what identifies that text: the id of the first of them.
func GroupIRI(text string) IRI { return IRI("group:" + Hash(text)) }

// FactIRI returns the address of a fact. Whoever has an edge's ends has its fact.
func FactIRI(f Fact) IRI {
	if f.Object.IRI != "" {
		return IRI("fact:" + Hash(string(f.Subject), string(f.Predicate), "thing", string(f.Object.IRI)))
	}
	return IRI("fact:" + Hash(string(f.Subject), string(f.Predicate), string(f.Object.Kind), f.Object.Literal))
}
