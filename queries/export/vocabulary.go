package export

import (
	"slices"

	"entente/graph"
	"entente/graph/ontology"

	"github.com/cayleygraph/quad"
)

// Namespaces of the vocabularies that ours is aligned with.
const (
	sem     = "http://semanticweb.cs.vu.nl/2009/11/sem/"
	prov    = "http://www.w3.org/ns/prov#"
	schema  = "https://schema.org/"
	org     = "http://www.w3.org/ns/org#"
	dcterms = "http://purl.org/dc/terms/"
	dc      = "http://purl.org/dc/elements/1.1/"
)

// term is a class or a property of ours: what it means, and what of other
// vocabularies it is a case of.
type term struct {
	name    string // local: "Meeting", "participant"
	comment string
	broader []string // absolute addresses
	// Of properties, where the ontology does not tell: whose they are, and what they lead to.
	domain, to string
}

// classes is the table of classes.
var classes = []term{
	{name: "Person", comment: "A named human being.", broader: []string{schema + "Person", sem + "Actor"}},
	{name: "Office", comment: "A post that persons hold: Secretary of State of the United States.", broader: []string{org + "Post"}},
	{name: "Tenure", comment: "One person in one office, with its bounds.", broader: []string{org + "Membership"}},
	{name: "Country", comment: "A state, its government when it acts.", broader: []string{schema + "Country", sem + "Actor"}},
	{name: "Organization", comment: "An intergovernmental organization, ministry, party, armed group, company or newspaper.", broader: []string{schema + "Organization", sem + "Actor"}},
	{name: "Place", comment: "A city, a building or a region.", broader: []string{schema + "Place", sem + "Place"}},
	{name: "Meeting", comment: "Talks, a summit, a visit, a call, a conference or a session, held or not; PLOVER CONSULT when held.", broader: []string{sem + "Event", schema + "Event"}},
	{name: "Agreement", comment: "A treaty, accord, communique, deal, ceasefire or resolution; PLOVER SUPPORT when signed, AGREE when announced.", broader: []string{sem + "Event"}},
	{name: "Event", comment: "Any other act between political actors, coded with the types and modes of PLOVER.", broader: []string{sem + "Event"}},
	{name: "Statement", comment: "What somebody said, in direct or in reported speech.", broader: []string{schema + "Quotation", sem + "Event"}},
	{name: "Article", comment: "A news article that was read.", broader: []string{schema + "NewsArticle", prov + "Entity"}},
	{name: "Claim", comment: "What a stretch of an article says, in one modality, of one or several facts.", broader: []string{schema + "Claim", prov + "Entity", sem + "View"}},
	{name: "Span", comment: "Datatype: an article and the bytes of its text where words stand, first to last, half open."},
}

// properties is the table of properties. What the ontology's roles tell of their
// subjects and objects is taken from there.
var properties = []term{
	{name: "participant", comment: "Who took part in a meeting.", broader: []string{sem + "hasActor", schema + "attendee"}},
	{name: "host", comment: "Who received the others.", broader: []string{sem + "hasActor"}},
	{name: "convener", comment: "Who called the meeting.", broader: []string{sem + "hasActor", schema + "organizer"}},
	{name: "party", comment: "Who is a party to an agreement.", broader: []string{sem + "hasActor"}},
	{name: "actor", comment: "Who did it.", broader: []string{sem + "hasActor"}},
	{name: "recipient", comment: "To whom it was done.", broader: []string{sem + "hasActor"}},
	{name: "speaker", comment: "Who said it.", broader: []string{sem + "hasActor", schema + "creator"}},
	{name: "addressee", comment: "To whom it was said.", broader: []string{schema + "recipient"}},
	{name: "place", comment: "Where it was.", broader: []string{sem + "hasPlace"}},
	{name: "date", comment: "When it was, as EDTF (ISO 8601-2) with the precision in which it was told.", broader: []string{sem + "hasTimeStamp"}},
	{name: "earliest", comment: "The earliest day that it may have begun.", broader: []string{sem + "hasEarliestBeginTimeStamp"}, to: string(graph.Day)},
	{name: "latest", comment: "The latest day that it may have ended.", broader: []string{sem + "hasLatestEndTimeStamp"}, to: string(graph.Day)},
	{name: "topic", comment: "What it was about.", broader: []string{dcterms + "subject"}},
	{name: "about", comment: "What an article or a statement is about.", broader: []string{schema + "about"}},
	{name: "produced", comment: "The agreement that came out of a meeting."},
	{name: "partOf", comment: "The larger meeting or organization of which it was a part.", broader: []string{dcterms + "isPartOf"}},
	{name: "signedAt", comment: "The meeting at which an agreement was signed."},
	{name: "follows", comment: "The earlier agreement that it carries on."},
	{name: "replaces", comment: "The earlier agreement in whose place it stands.", broader: []string{dcterms + "replaces"}},
	{name: "provision", comment: "What was agreed, in the words of an article."},
	{name: "name", comment: "A name of its own: the Geneva Communique.", broader: []string{schema + "name"}},
	{name: "type", comment: "Of what sort it is: a term of the list for meetings, agreements or events; for events a PLOVER type."},
	{name: "mode", comment: "PLOVER mode of an event."},
	{name: "status", comment: "How it stands: held, planned, signed, current ..."},
	{name: "amount", comment: "A sum or a number told of an event, in its words."},
	{name: "quantity", comment: "An amount as a decimal number and its unit, a currency code or what is counted; >, >=, <, <= or ~ in front for a bound."},
	{name: "quote", comment: "The words: of a claim Text[start:end] of its article, of a statement what was said.", broader: []string{schema + "text"}},
	{name: "direct", comment: "Whether a statement is given in quotation marks: true or false."},
	{name: "holds", comment: "The office that a person holds or held.", broader: []string{org + "holds"}},
	{name: "holder", comment: "The person of a tenure.", broader: []string{org + "member"}, domain: "Tenure", to: "Person"},
	{name: "office", comment: "The office of a tenure.", broader: []string{org + "role"}, domain: "Tenure", to: "Office"},
	{name: "heldOn", comment: "A day on which an article gives the holder as in office.", domain: "Tenure", to: string(graph.EDTF)},
	{name: "endedBefore", comment: "A day on which an article gives the holder as former.", domain: "Tenure", to: string(graph.EDTF)},
	{name: "actingOn", comment: "A day on which an article gives the holder as acting.", domain: "Tenure", to: string(graph.EDTF)},
	{name: "designateOn", comment: "A day on which an article gives the holder as designate.", domain: "Tenure", to: string(graph.EDTF)},
	{name: "start", comment: "Of a tenure its first day; of a claim the first byte of its words in the article's text."},
	{name: "end", comment: "Of a tenure its last day; of a claim the byte after its words."},
	{name: "of", comment: "The country or organization whose office it is."},
	{name: "title", comment: "Of an office its title; of an article its headline."},
	{name: "represents", comment: "For whom a person acts."},
	{name: "citizenOf", comment: "Whose citizen a person is.", broader: []string{schema + "nationality"}},
	{name: "memberOf", comment: "The organization that somebody belongs to.", broader: []string{schema + "memberOf"}},
	{name: "basedIn", comment: "Where an organization has its seat.", broader: []string{schema + "location"}},
	{name: "in", comment: "What a place lies in.", broader: []string{schema + "containedInPlace"}},
	{name: "capital", comment: "The capital of a country.", domain: "Country", to: "Place"},
	{name: "isoCode", comment: "ISO 3166-1 alpha-2 code of a country.", broader: []string{schema + "identifier"}, domain: "Country"},

	{name: "id", comment: "The id by which the world knows an article: its URL, its source's id, or a digest.", broader: []string{schema + "identifier"}, domain: "Article"},
	{name: "digest", comment: "SHA-256 of an article's text, hexadecimal.", broader: []string{schema + "sha256"}, domain: "Article"},
	{name: "publisher", comment: "Who published an article.", broader: []string{dc + "publisher"}, domain: "Article"},
	{name: "author", comment: "Who wrote an article.", broader: []string{dc + "creator"}, domain: "Article"},
	{name: "byline", comment: "All authors in order, a line each.", domain: "Article"},
	{name: "contributor", comment: "Who contributed to an article.", broader: []string{dc + "contributor"}, domain: "Article"},
	{name: "credits", comment: "All contributors in order, a line each.", domain: "Article"},
	{name: "published", comment: "The day of publication, EDTF.", broader: []string{schema + "datePublished"}, domain: "Article", to: string(graph.EDTF)},
	{name: "dateline", comment: "The place from which an article was filed.", domain: "Article"},
	{name: "url", comment: "Where an article stands.", broader: []string{schema + "url"}, domain: "Article"},
	{name: "lang", comment: "The language of an article, BCP 47.", broader: []string{schema + "inLanguage"}, domain: "Article"},
	{name: "text", comment: "The text of an article, of which all offsets count bytes.", broader: []string{schema + "articleBody"}, domain: "Article"},
	{name: "record", comment: "The reading of an article, canonical JSON.", domain: "Article"},
	{name: "sourceGroup", comment: "Articles with the same text share it: one group is one source.", domain: "Article"},
	{name: "sentence", comment: "The number of the sentence in which a claim begins, from 0.", domain: "Claim", to: string(graph.Integer)},
	{name: "also", comment: "Spans outside of the quote where parts of a claim are named: 12-18 40-52.", domain: "Claim"},
	{name: "rule", comment: "The kind and the rule that found a claim: meeting/meet.", domain: "Claim"},
	{name: "saidBy", comment: "Who says so, when it is not the article itself.", broader: []string{prov + "wasAttributedTo", sem + "accordingTo"}, domain: "Claim"},
	{name: "anchors", comment: "The thing whose line in the gazetteer a claim is.", domain: "Claim"},
	{name: "named", comment: "A form under which an article names a thing.", broader: []string{}},
	{name: "denotes", comment: "The thing that a name in an article was found to mean."},
	{name: "key", comment: "Under which resolution looks for the like of a thing."},
	{name: "features", comment: "What resolution compares."},
	{name: "members", comment: "What resolution knows of the names that denote a thing."},
}

// standardTerms are terms that the encoding takes from others as they are, with
// theirs that say the same.
var standardTerms = map[quad.IRI][]string{
	graph.Label: {schema + "name"},
}

// aligned returns the function that gives, for a statement, the statements that
// say the same in other vocabularies. What is only planned, denied or alleged has
// none: those vocabularies cannot tell it from what was the case.
func aligned() func(quad.Quad) []quad.Quad {
	class, property := map[quad.Value][]string{}, map[quad.Value][]string{}
	for _, t := range classes {
		class[quad.IRI("ent:"+t.name)] = t.broader
	}
	for _, t := range properties {
		property[quad.IRI("ent:"+t.name)] = t.broader
	}
	for p, same := range standardTerms {
		property[p] = same
	}
	return func(q quad.Quad) []quad.Quad {
		var all []quad.Quad
		if q.Predicate == quad.Value(graph.RDFType) {
			for _, c := range class[q.Object] {
				all = append(all, quad.Quad{Subject: q.Subject, Predicate: q.Predicate, Object: quad.IRI(c)})
			}
			return all
		}
		for _, p := range property[q.Predicate] {
			all = append(all, quad.Quad{Subject: q.Subject, Predicate: quad.IRI(p), Object: q.Object})
		}
		return all
	}
}

// use is how the ontology's roles use a property.
type use struct {
	domains, ranges []string
	terms           []string
}

// uses gathers from the ontology whose each property is and what it leads to.
func uses() map[string]use {
	all := map[string]use{}
	for _, k := range ontology.Kinds {
		for _, r := range k.Roles {
			if r.Predicate == "" {
				continue
			}
			u := all[string(r.Predicate)]
			if k.Subject != "" {
				u.domains = append(u.domains, string(k.Subject))
			}
			for _, p := range r.Players {
				u.ranges = append(u.ranges, string(p))
			}
			u.terms = append(u.terms, r.Terms...)
			slices.Sort(u.domains)
			slices.Sort(u.ranges)
			u.domains, u.ranges = slices.Compact(u.domains), slices.Compact(u.ranges)
			all[string(r.Predicate)] = u
		}
	}
	return all
}
