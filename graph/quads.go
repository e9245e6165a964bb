package graph

import (
	"cmp"
	"fmt"
	"iter"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"entente/graph/ontology"
	"entente/graph/when"

	"github.com/cayleygraph/cayley/query/path"
	"github.com/cayleygraph/quad"
)

// This file alone knows how the graph is written as quads.
//
// An edge of the graph must lead to every claim that states it, and yet be one
// edge: a path walks each labelled copy of a triple. So an edge is written once,
// its label is the fact, and claims point at the fact:
//
//	<claim:c> --ent:states--> <fact:f>        label <article:a>
//	<meeting:m> --ent:participant--> <person:p>   label <fact:f>
//
// While no claim gives the fact as having been the case, its edge stands under
// the unasserted predicate, <unasserted:participant>, and no walk over plain
// predicates meets it. What is computed from the rest has no label at all.

// Predicates of the encoding itself. The predicates of edges between things are
// those of the ontology (see Pred, Unasserted) and those drawn by resolution:
// holds, holder, office.
const (
	RDFType  = quad.IRI("rdf:type")
	Label    = quad.IRI("rdfs:label")
	AltLabel = quad.IRI("skos:altLabel")
	SameAs   = quad.IRI("owl:sameAs")

	Quote    = quad.IRI("ent:quote")    // claim -> the words
	Start    = quad.IRI("ent:start")    // claim -> first byte of the words in the text
	End      = quad.IRI("ent:end")      // claim -> byte after them
	Sentence = quad.IRI("ent:sentence") // claim -> number of the sentence, from 0
	Rule     = quad.IRI("ent:rule")     // claim -> "meeting/meet-with": kind and rule
	SaidBy   = quad.IRI("ent:saidBy")   // claim -> who says so
	Also     = quad.IRI("ent:also")     // claim -> "12-18 40-52": spans of parts named elsewhere
	Anchors  = quad.IRI("ent:anchors")  // claim of the gazetteer -> the entity whose line it is

	ArticleID   = quad.IRI("ent:id")
	Digest      = quad.IRI("ent:digest")
	Title       = quad.IRI("ent:title")
	Publisher   = quad.IRI("ent:publisher")
	Author      = quad.IRI("ent:author")
	Byline      = quad.IRI("ent:byline") // all authors in order, a line each; only when there are several
	Contributor = quad.IRI("ent:contributor")
	Credits     = quad.IRI("ent:credits") // all contributors in order, a line each; only when there are several
	Published   = quad.IRI("ent:published")
	Dateline    = quad.IRI("ent:dateline")
	URL         = quad.IRI("ent:url")
	Lang        = quad.IRI("ent:lang")
	Text        = quad.IRI("ent:text")
	Record      = quad.IRI("ent:record")
	Judgements  = quad.IRI("ent:judgements")  // the judgements that the graph was resolved with
	SourceGroup = quad.IRI("ent:sourceGroup") // article -> group of articles with the same text

	Named    = quad.IRI("ent:named")    // local -> a form under which the article names it
	Key      = quad.IRI("ent:key")      // local or entity -> the hash of a blocking key
	Members  = quad.IRI("ent:members")  // entity -> what resolution knows of its locals
	Beside   = quad.IRI("ent:beside")   // entity -> the same for all that resolution looks at together
	Features = quad.IRI("ent:features") // local -> what resolution compares
	Denotes  = quad.IRI("ent:denotes")  // local -> the entity

	Earliest = quad.IRI("ent:earliest") // entity -> its earliest day
	Latest   = quad.IRI("ent:latest")   // entity -> its latest day
)

// Datatypes of literals, always as full IRIs. Words are plain strings.
const (
	EDTF    = quad.IRI("http://id.loc.gov/datatypes/edtf/EDTF")
	Integer = quad.IRI("http://www.w3.org/2001/XMLSchema#integer")
	Decimal = quad.IRI("http://www.w3.org/2001/XMLSchema#decimal")
	Day     = quad.IRI("http://www.w3.org/2001/XMLSchema#date")
)

// Pred returns the plain predicate of an edge: Pred("participant") is
// <ent:participant>. It holds edges that some claim asserts.
func Pred(p ontology.Predicate) quad.IRI { return quad.IRI("ent:" + string(p)) }

// Unasserted returns the predicate under which an edge stands that is only
// planned, proposed, denied, alleged ...: <unasserted:participant>.
func Unasserted(p ontology.Predicate) quad.IRI { return quad.IRI("unasserted:" + string(p)) }

// Class returns the object of <rdf:type> for a type of things: <ent:Person>.
func Class(t ontology.Type) quad.IRI { return quad.IRI("ent:" + string(t)) }

// Says returns the predicates that lead from claims to facts, <ent:states> and
// its like, for the modalities given; for all modalities when none is given. They
// are of type any, as path.Path wants them.
func Says(modalities ...ontology.Modality) []any {
	var preds []any
	for _, row := range ontology.Modalities {
		if len(modalities) == 0 || slices.Contains(modalities, row.Modality) {
			preds = append(preds, Pred(row.Predicate))
		}
	}
	return preds
}

// ClaimsOnFact is the step from a fact to the claims on it, of the modalities
// given or of all: path.StartPath(qs, quad.IRI(fact)).Follow(ClaimsOnFact()).
func ClaimsOnFact(modalities ...ontology.Modality) *path.Path {
	return path.StartMorphism().In(Says(modalities...)...)
}

// FactsOfClaim is the step from a claim to the facts it puts forward.
func FactsOfClaim(modalities ...ontology.Modality) *path.Path {
	return path.StartMorphism().Out(Says(modalities...)...)
}

// ArticleOfClaim is the step from a claim, or a local, to its article: the label
// of all that is written about it.
func ArticleOfClaim() *path.Path { return path.StartMorphism().Labels() }

// FactOf returns the fact behind an edge as Cayley gives it: subject, predicate
// and object values. Predicates may be plain or unasserted. ok is false for what
// is no edge of a fact by its form; whether the fact exists the store tells.
func FactOf(subject, predicate, object quad.Value) (f Fact, ok bool) {
	s, ok1 := subject.(quad.IRI)
	p, ok2 := predicate.(quad.IRI)
	if !ok1 || !ok2 || object == nil {
		return Fact{}, false
	}
	word, local, _ := strings.Cut(string(p), ":")
	if word != "ent" && word != "unasserted" {
		return Fact{}, false
	}
	pred := ontology.Predicate(local)
	return Fact{IRI(s), pred, objectOf(pred, object)}, true
}

// Value returns the object as Cayley keeps it.
func (o Object) Value() quad.Value {
	if o.IRI != "" {
		return quad.IRI(o.IRI)
	}
	switch {
	case o.Kind == ontology.Date:
		return dateValue(when.Date(o.Literal))
	case o.Kind == ontology.Number && decimal.MatchString(o.Literal):
		return quad.TypedString{Value: quad.String(o.Literal), Type: Decimal}
	}
	return quad.String(o.Literal)
}

var decimal = regexp.MustCompile(`^[+-]?[0-9]+(\.[0-9]+)?$`)

// literalKinds says which sort of literal a predicate takes, from the kinds' roles.
var literalKinds = func() map[ontology.Predicate]ontology.Value {
	m := map[ontology.Predicate]ontology.Value{}
	for _, k := range ontology.Kinds {
		for _, r := range k.Roles {
			if r.Value != ontology.Thing {
				m[r.Predicate] = r.Value
			}
		}
	}
	return m
}()

// objectOf reads an object back: the reverse of Value. A literal is of the sort
// that its datatype tells, else of the sort that the predicate takes, else text.
func objectOf(p ontology.Predicate, v quad.Value) Object {
	if i, ok := v.(quad.IRI); ok {
		return Object{IRI: IRI(i)}
	}
	text, datatype := Literal(v)
	switch datatype {
	case EDTF:
		return Object{Literal: text, Kind: ontology.Date}
	case Decimal:
		return Object{Literal: text, Kind: ontology.Number}
	}
	kind := literalKinds[p]
	if kind == ontology.Thing || kind == ontology.Date {
		kind = ontology.Text
	}
	return Object{Literal: text, Kind: kind}
}

// Literal returns the text and the datatype of a literal, the datatype as full
// IRI and empty for plain strings; for an IRI its text and no datatype.
func Literal(v quad.Value) (text string, datatype quad.IRI) {
	switch v := v.(type) {
	case quad.IRI:
		return string(v), ""
	case quad.String:
		return string(v), ""
	case quad.TypedString:
		return string(v.Value), quad.IRI(IRI(v.Type).Absolute())
	case quad.Int:
		return strconv.FormatInt(int64(v), 10), Integer
	case quad.TypedStringer:
		t := v.TypedString()
		return string(t.Value), quad.IRI(IRI(t.Type).Absolute())
	case nil:
		return "", ""
	}
	return quad.StringOf(v), ""
}

func dateValue(d when.Date) quad.Value {
	return quad.TypedString{Value: quad.String(d), Type: EDTF}
}

func dayValue(d when.Date) quad.Value {
	return quad.TypedString{Value: quad.String(d), Type: Day}
}

// intValue is a number as the store keeps it in the quad itself, and compares it.
func intValue[N int | int64](n N) quad.Value { return quad.Int(n) }

// Edge returns the one quad of a fact: under its plain predicate when some claim
// asserts it, else under the unasserted one.
func Edge(f Fact, asserted bool) quad.Quad {
	p := Unasserted(f.Predicate)
	if asserted {
		p = Pred(f.Predicate)
	}
	return quad.Quad{Subject: quad.IRI(f.Subject), Predicate: p, Object: f.Object.Value(), Label: quad.IRI(FactIRI(f))}
}

// Encode returns the whole graph of these contributions and entities as quads,
// in no order: the graph as a pure function. A Store reaches the same in steps.
func Encode(contributions []Contribution, entities []Entity) []quad.Quad {
	return slices.Collect(EncodeEach(contributions, entities))
}

// EncodeEach is Encode that holds no more than the facts of the graph in memory.
func EncodeEach(contributions []Contribution, entities []Entity) iter.Seq[quad.Quad] {
	facts := map[Fact]bool{}
	add := func(claims []Claim) {
		for _, c := range claims {
			for _, f := range c.Facts {
				facts[f] = facts[f] || c.Modality.Asserts()
			}
		}
	}
	for _, c := range contributions {
		add(c.Claims)
	}
	for _, e := range entities {
		add(e.Lines)
	}
	return func(yield func(quad.Quad) bool) {
		all := func(quads []quad.Quad) bool {
			return !slices.ContainsFunc(quads, func(q quad.Quad) bool { return !yield(q) })
		}
		for _, c := range contributions {
			if !all(contributionQuads(c)) {
				return
			}
		}
		for _, e := range entities {
			if !all(entityQuads(e)) || !all(lineQuads(e)) {
				return
			}
		}
		for f, asserted := range facts {
			if !yield(Edge(f, asserted)) {
				return
			}
		}
	}
}

// contributionQuads is all of an article but the edges of its facts.
func contributionQuads(c Contribution) []quad.Quad {
	a := c.Article
	w := writer{label: quad.IRI(a.IRI), quads: make([]quad.Quad, 0, 24+8*len(c.Locals)+14*len(c.Claims))}
	w.article(a)
	for _, l := range c.Locals {
		w.local(l)
	}
	for _, cl := range c.Claims {
		w.claim(cl)
		w.spans(cl)
	}
	return w.quads
}

// lineQuads is what the gazetteer claims of an entity, but for the edges.
func lineQuads(e Entity) []quad.Quad {
	w := writer{label: quad.IRI(GazetteerArticle)}
	for _, cl := range e.Lines {
		w.claim(cl)
		w.add(quad.IRI(cl.ID), Anchors, quad.IRI(e.IRI))
	}
	return w.quads
}

// entityQuads is what is derived of an entity.
func entityQuads(e Entity) []quad.Quad {
	w := writer{quads: make([]quad.Quad, 0, 8+len(e.Aliases)+len(e.SameAs)+len(e.Keys)+len(e.Properties))}
	s := quad.IRI(e.IRI)
	w.add(s, RDFType, Class(e.Type))
	w.text(s, Label, e.Label)
	for _, name := range e.Aliases {
		w.text(s, AltLabel, name)
	}
	for _, same := range e.SameAs {
		w.add(s, SameAs, quad.IRI(same))
	}
	if e.First != "" {
		w.add(s, Earliest, dayValue(e.First))
	}
	if e.Last != "" {
		w.add(s, Latest, dayValue(e.Last))
	}
	w.keys(s, e.Keys)
	w.text(s, Members, e.Members)
	w.text(s, Beside, e.Beside)
	for _, p := range e.Properties {
		w.add(s, Pred(p.Name), p.Object.Value())
	}
	return w.quads
}

// writer collects quads under one label.
type writer struct {
	label quad.Value
	quads []quad.Quad
}

func (w *writer) add(s, p quad.IRI, o quad.Value) {
	w.quads = append(w.quads, quad.Quad{Subject: s, Predicate: p, Object: o, Label: w.label})
}

func (w *writer) derived(s, p quad.IRI, o quad.Value) {
	w.quads = append(w.quads, quad.Quad{Subject: s, Predicate: p, Object: o})
}

// text adds a string unless it is empty.
func (w *writer) text(s, p quad.IRI, o string) {
	if o != "" {
		w.add(s, p, quad.String(o))
	}
}

// keys adds blocking keys: numbers, of which a store need not keep the words.
func (w *writer) keys(s quad.IRI, keys []int64) {
	for _, key := range keys {
		w.add(s, Key, intValue(key))
	}
}

// list adds each string and, when there are several, all of them in order.
func (w *writer) list(s, each, all quad.IRI, items []string) {
	for _, item := range items {
		w.text(s, each, item)
	}
	if len(items) > 1 {
		w.text(s, all, strings.Join(items, "\n"))
	}
}

func (w *writer) article(a Article) {
	s := quad.IRI(a.IRI)
	w.text(s, ArticleID, a.ID)
	w.text(s, Digest, a.Digest)
	w.text(s, Title, a.Title)
	w.text(s, Publisher, a.Publisher)
	w.list(s, Author, Byline, a.Authors)
	w.list(s, Contributor, Credits, a.Contributors)
	if a.Published != "" {
		w.add(s, Published, dateValue(a.Published))
	}
	w.text(s, Dateline, a.Dateline)
	w.text(s, URL, a.URL)
	w.text(s, Lang, a.Lang)
	w.text(s, Text, a.Text)
	w.text(s, Record, a.Record)
	w.derived(s, RDFType, Class(ontology.Article))
	if a.Title != "" {
		w.derived(s, Label, quad.String(a.Title))
	}
	if a.Group != "" {
		w.derived(s, SourceGroup, quad.IRI(a.Group))
	}
}

// movedQuads say what a local of an article denotes and, where that is a group of copies,
// of which group the article is.
func movedQuads(m Move, thing IRI) []quad.Quad {
	var w writer
	w.derived(quad.IRI(m.Local), Denotes, quad.IRI(thing))
	if m.Local.Type() == ontology.Article {
		w.derived(quad.IRI(m.Article), SourceGroup, quad.IRI(thing))
	}
	return w.quads
}

func (w *writer) local(l Local) {
	s := quad.IRI(l.IRI)
	for _, name := range l.Names {
		w.text(s, Named, name)
	}
	w.keys(s, l.Keys)
	w.text(s, Features, l.Features)
	w.derived(s, Denotes, quad.IRI(l.Entity))
}

func (w *writer) claim(c Claim) {
	s := quad.IRI(c.ID)
	says := Says(c.Modality)
	for _, f := range c.Facts {
		w.add(s, says[0].(quad.IRI), quad.IRI(FactIRI(f)))
	}
	w.text(s, Quote, c.Quote)
	w.text(s, Rule, c.Kind+"/"+c.Rule)
	if c.Speaker != "" {
		w.add(s, SaidBy, quad.IRI(c.Speaker))
	}
}

// spans says where in the article's text a claim stands.
func (w *writer) spans(c Claim) {
	s := quad.IRI(c.ID)
	w.add(s, Start, intValue(c.Start))
	w.add(s, End, intValue(c.End))
	w.add(s, Sentence, intValue(c.Sentence))
	var also []string
	for _, sp := range c.Also {
		also = append(also, fmt.Sprintf("%d-%d", sp.Start, sp.End))
	}
	w.text(s, Also, strings.Join(also, " "))
}

// node is all that is written with one subject: predicate -> objects.
type node map[quad.IRI][]quad.Value

// gather sorts quads by subject.
func gather(quads []quad.Quad) map[IRI]node {
	nodes := map[IRI]node{}
	for _, q := range quads {
		s, _ := q.Subject.(quad.IRI)
		p, _ := q.Predicate.(quad.IRI)
		n := nodes[IRI(s)]
		if n == nil {
			n = node{}
			nodes[IRI(s)] = n
		}
		n[p] = append(n[p], q.Object)
	}
	return nodes
}

func (n node) text(p quad.IRI) string {
	if len(n[p]) == 0 {
		return ""
	}
	text, _ := Literal(n[p][0])
	return text
}

func (n node) int(p quad.IRI) int {
	i, _ := strconv.Atoi(n.text(p))
	return i
}

func (n node) texts(p quad.IRI) []string {
	var all []string
	for _, v := range n[p] {
		text, _ := Literal(v)
		all = append(all, text)
	}
	slices.Sort(all)
	return all
}

// numbers is the reverse of writer.keys.
func (n node) numbers(p quad.IRI) []int64 {
	var all []int64
	for _, text := range n.texts(p) {
		if i, err := strconv.ParseInt(text, 10, 64); err == nil {
			all = append(all, i)
		}
	}
	slices.Sort(all)
	return all
}

// list is the reverse of writer.list.
func (n node) list(each, all quad.IRI) []string {
	if joined := n.text(all); joined != "" {
		return strings.Split(joined, "\n")
	}
	return n.texts(each)
}

// decode makes a contribution of all quads under an article's label and of the
// article's and its locals' derived quads. fact gives the fact of an address.
func decode(article IRI, quads []quad.Quad, fact func(IRI) (Fact, error)) (Contribution, error) {
	c := Contribution{}
	for iri, n := range gather(quads) {
		switch word, _, _ := strings.Cut(string(iri), ":"); word {
		case "article":
			c.Article = decodeArticle(iri, n)
		case "local":
			c.Locals = append(c.Locals, decodeLocal(iri, n))
		case "claim":
			cl, err := decodeClaim(iri, n, fact)
			if err != nil {
				return Contribution{}, err
			}
			c.Claims = append(c.Claims, cl)
		default:
			return Contribution{}, fmt.Errorf("read %s: %s under its label", article, iri)
		}
	}
	c.Sort()
	return c, nil
}

func decodeArticle(iri IRI, n node) Article {
	return Article{
		IRI: iri, ID: n.text(ArticleID), Digest: n.text(Digest), Title: n.text(Title), Publisher: n.text(Publisher),
		Authors: n.list(Author, Byline), Contributors: n.list(Contributor, Credits),
		Published: when.Date(n.text(Published)), Dateline: n.text(Dateline), URL: n.text(URL), Lang: n.text(Lang),
		Text: n.text(Text), Record: n.text(Record), Group: IRI(n.text(SourceGroup)),
	}
}

func decodeLocal(iri IRI, n node) Local {
	return Local{IRI: iri, Type: iri.Type(), Names: n.texts(Named), Keys: n.numbers(Key),
		Features: n.text(Features), Entity: IRI(n.text(Denotes))}
}

func decodeClaim(iri IRI, n node, fact func(IRI) (Fact, error)) (Claim, error) {
	c := Claim{ID: iri, Speaker: IRI(n.text(SaidBy)), Sentence: n.int(Sentence),
		Start: n.int(Start), End: n.int(End), Quote: n.text(Quote)}
	c.Kind, c.Rule, _ = strings.Cut(n.text(Rule), "/")
	for _, word := range strings.Fields(n.text(Also)) {
		var sp Span
		if _, err := fmt.Sscanf(word, "%d-%d", &sp.Start, &sp.End); err != nil {
			return Claim{}, fmt.Errorf("read %s: span %q: %w", iri, word, err)
		}
		c.Also = append(c.Also, sp)
	}
	for _, row := range ontology.Modalities {
		for _, v := range n[Pred(row.Predicate)] {
			c.Modality = row.Modality
			text, _ := Literal(v)
			f, err := fact(IRI(text))
			if err != nil {
				return Claim{}, fmt.Errorf("read %s: %w", iri, err)
			}
			c.Facts = append(c.Facts, f)
		}
	}
	return c, nil
}

// decodeEntity makes an entity of the derived quads of which it is the subject.
func decodeEntity(iri IRI, quads []quad.Quad) Entity {
	n := gather(quads)[iri]
	e := Entity{IRI: iri, Label: n.text(Label), Aliases: n.texts(AltLabel), SameAs: n.texts(SameAs),
		First: when.Date(n.text(Earliest)), Last: when.Date(n.text(Latest)), Keys: n.numbers(Key), Members: n.text(Members), Beside: n.text(Beside)}
	for p, values := range n {
		switch p {
		case Label, AltLabel, SameAs, Earliest, Latest, Key, Members, Beside:
		case RDFType:
			e.Type = ontology.Type(strings.TrimPrefix(n.text(p), "ent:"))
		default:
			name := ontology.Predicate(strings.TrimPrefix(string(p), "ent:"))
			for _, v := range values {
				e.Properties = append(e.Properties, Property{name, objectOf(name, v)})
			}
		}
	}
	slices.SortFunc(e.Properties, func(a, b Property) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), a.Object.Compare(b.Object))
	})
	return e
}

// isFact reports whether a quad is the edge of a fact.
func isFact(q quad.Quad) bool {
	l, ok := q.Label.(quad.IRI)
	return ok && strings.HasPrefix(string(l), "fact:")
}

// isAsserted reports whether an edge stands under its plain predicate.
func isAsserted(q quad.Quad) bool {
	p, _ := q.Predicate.(quad.IRI)
	return strings.HasPrefix(string(p), "ent:")
}

// Bulk reports whether a quad carries an article's text or its reading, which
// exports leave out unless asked, or what resolution keeps for itself.
func Bulk(q quad.Quad) bool {
	return q.Predicate == Text || q.Predicate == Record || q.Predicate == Features || q.Predicate == Key || q.Predicate == Members || q.Predicate == Beside
}
