package resolve

import (
	"fmt"
	"slices"
	"strings"

	"entente/graph"
	"entente/graph/ontology"
	"entente/graph/when"
	"entente/loaders/extract"
)

// contribution is what an article adds to the graph, made from its things and the
// entities that they denote.
type contribution struct {
	*Things
	known    Known
	entity   []graph.IRI // by index of All
	out      graph.Contribution
	composed map[graph.IRI]graph.Entity // offices and tenures, which no local denotes
	ids      map[graph.IRI]int
}

// ReadingError says that a reading does not fit its article or the ontology, as one
// from a file may that was changed by hand.
type ReadingError struct {
	Article string // its id
	Claim   int    // index in the reading
	Err     error
}

func (e *ReadingError) Error() string {
	return fmt.Sprintf("article %s: claim %d: %v", e.Article, e.Claim, e.Err)
}

// Unwrap gives the cause.
func (e *ReadingError) Unwrap() error { return e.Err }

// contribute makes an article's contribution. entity gives what each thing denotes.
func contribute(t *Things, known Known, judged judged, entity []graph.IRI, record string) (*contribution, error) {
	c := &contribution{Things: t, known: known, entity: entity, composed: map[graph.IRI]graph.Entity{}, ids: map[graph.IRI]int{}}
	c.out.Article = t.Article
	c.out.Article.Record = record
	for i, th := range t.All {
		l := graph.Local{IRI: th.Local, Type: th.Type, Names: th.forms, Entity: entity[i]}
		if th.Ref == "" {
			l.Features = th.Features.marshal()
		}
		if th.Ref == "" && !summed(th.Type) {
			l.Keys = hashesOf(judged.keys(th.Local, portraitOf(th.Features)))
		}
		if th.Type == ontology.Article {
			c.out.Article.Group = entity[i]
		}
		c.out.Locals = append(c.out.Locals, l)
	}
	for i := range t.Reading.Claims {
		cl, err := c.claim(i)
		if err != nil {
			return nil, &ReadingError{t.Article.ID, i, err}
		}
		if len(cl.Facts) > 0 {
			c.out.Claims = append(c.out.Claims, cl)
		}
	}
	c.out.Sort()
	return c, nil
}

func (c *contribution) claim(i int) (graph.Claim, error) {
	from := c.Reading.Claims[i]
	text := c.Article.Text
	if from.Start < 0 || from.End > len(text) || from.Start >= from.End {
		return graph.Claim{}, fmt.Errorf("no span of the text: %d to %d", from.Start, from.End)
	}
	kind, ok := ontology.ByName(from.Kind)
	if !ok {
		return graph.Claim{}, fmt.Errorf("kind %q is not known", from.Kind)
	}
	cl := graph.Claim{Kind: from.Kind, Modality: from.Modality, Rule: from.Rule, Sentence: from.Sentence,
		Start: from.Start, End: from.End, Quote: text[from.Start:from.End], Also: c.also(from)}
	if len(graph.Says(from.Modality)) != 1 || from.Modality == "" {
		return graph.Claim{}, fmt.Errorf("modality %q is not known", from.Modality)
	}
	if from.Speaker >= 0 && from.Speaker < len(c.OfEntity) {
		cl.Speaker = c.entity[c.OfEntity[from.Speaker]]
	}
	if kind == &ontology.OfficeKind {
		cl.Facts = c.office(from)
	} else {
		cl.Facts = c.facts(i, from, kind)
	}
	cl.ID = c.id(from)
	cl.Sort()
	return cl, nil
}

// id is the claim's address: article, text, span, kind, rule and trigger tell it
// from all others; a number does where a frame fires twice on the same words.
func (c *contribution) id(from extract.Claim) graph.IRI {
	words := []string{c.Article.ID, c.Article.Digest, fmt.Sprint(from.Start, from.End, from.Trigger.Start), from.Kind, from.Rule}
	iri := graph.Within("claim", c.Article.ID, graph.Hash(words...))
	c.ids[iri]++
	if n := c.ids[iri]; n > 1 {
		iri = graph.Within("claim", c.Article.ID, graph.Hash(append(words, fmt.Sprint(n))...))
	}
	return iri
}

// also are the spans outside of the claim's own where its parts are named.
func (c *contribution) also(from extract.Claim) []graph.Span {
	var all []graph.Span
	add := func(start, end int) {
		inside := start >= from.Start && end <= from.End
		if start >= 0 && start < end && end <= len(c.Article.Text) && !inside {
			all = append(all, graph.Span{Start: start, End: end})
		}
	}
	for _, p := range from.Parts {
		add(p.Start, p.End)
		if p.Entity >= 0 && p.Entity < len(c.Reading.Entities) {
			add(antecedent(c.Reading.Entities[p.Entity], p.Start))
		}
	}
	return all
}

// antecedent is the name behind the words at an offset: empty when these are a name.
func antecedent(e extract.Entity, at int) (start, end int) {
	named := extract.Mention{Start: -1}
	for _, m := range e.Mentions {
		if m.Start == at && m.Kind == "name" {
			return 0, 0
		}
		if m.Kind == "name" && (named.Start < 0 || m.Start < at) {
			named = m
		}
	}
	return named.Start, named.End
}

// facts are what a claim says of its subject.
func (c *contribution) facts(i int, from extract.Claim, kind *ontology.Kind) []graph.Fact {
	subject := c.subject(i, from, kind)
	if subject == "" {
		return nil
	}
	var facts []graph.Fact
	for _, p := range from.Parts {
		role, ok := kind.Role(p.Role)
		if !ok || role.Predicate == "" {
			continue
		}
		if o, ok := c.object(p, role); ok && o.IRI != subject {
			facts = append(facts, graph.Fact{Subject: subject, Predicate: role.Predicate, Object: o})
		}
	}
	return facts
}

func (c *contribution) subject(i int, from extract.Claim, kind *ontology.Kind) graph.IRI {
	switch {
	case c.OfClaim[i] >= 0:
		return c.entity[c.OfClaim[i]]
	case kind.Subject == ontology.Article:
		return c.Article.IRI
	}
	if at := c.playing(from, kind.SubjectRole); at >= 0 {
		return c.entity[at]
	}
	return ""
}

// playing returns the thing that plays a role, -1 if none.
func (c *contribution) playing(from extract.Claim, role string) int {
	for _, p := range from.Parts {
		if p.Role == role {
			return c.at(p)
		}
	}
	return -1
}

// at returns the thing that a part is, -1 for a value.
func (c *contribution) at(p extract.Part) int {
	switch {
	case p.Entity >= 0 && p.Entity < len(c.OfEntity):
		return c.OfEntity[p.Entity]
	case p.Entity < 0 && p.Claim >= 0 && p.Claim < len(c.OfClaim):
		return c.OfClaim[p.Claim]
	}
	return -1
}

// object is what a part is in the graph; ok is false when it can not play the role.
func (c *contribution) object(p extract.Part, role ontology.Role) (graph.Object, bool) {
	if role.Value == ontology.Thing {
		at := c.at(p)
		if at < 0 || !slices.Contains(role.Players, c.All[at].Type) {
			return graph.Object{}, false
		}
		return graph.Object{IRI: c.entity[at]}, true
	}
	v := p.Value
	switch role.Value {
	case ontology.Date:
		if d, err := when.Parse(v); err != nil || d == "" {
			return graph.Object{}, false
		}
	case ontology.Term:
		if !slices.Contains(role.Terms, v) {
			return graph.Object{}, false
		}
	default:
		v = clean(v)
	}
	return graph.Object{Literal: v, Kind: role.Value}, v != ""
}

// Predicates that resolution draws for offices beside those of the ontology. A
// tenure is one person in one office; an article of day D that calls somebody
// minister says that the office was held on D, one that says former minister that
// it ended before D.
const (
	Holder ontology.Predicate = "holder" // tenure -> person
	Office ontology.Predicate = "office" // tenure -> office
	Holds  ontology.Predicate = "holds"  // person -> office: the short cut

	HeldOn      ontology.Predicate = "heldOn"
	EndedBefore ontology.Predicate = "endedBefore"
	ActingOn    ontology.Predicate = "actingOn"
	DesignateOn ontology.Predicate = "designateOn"
)

// Standings leads from a status of an office claim to the predicate that keeps it
// with the article's day, and, in an undated article, to nothing: it then stays a
// status.
var Standings = []struct {
	Status    string
	Predicate ontology.Predicate
}{
	{"current", HeldOn}, {"former", EndedBefore}, {"acting", ActingOn}, {"designate", DesignateOn},
}

// office draws the tenure, the office and the short cuts of an office claim.
func (c *contribution) office(from extract.Claim) []graph.Fact {
	at, of := c.playing(from, "person"), c.playing(from, "of")
	words := c.known.Office(value(from, "title"))
	if at < 0 || c.All[at].Type != ontology.Person || words == "" {
		return nil
	}
	o := officeOf(words, c.ofIRI(of), c.known)
	t := tenureOf(c.entity[at], o, c.known.Stint(c.entity[at], o.IRI, c.Article.Published), c.known)
	c.composed[o.IRI], c.composed[t.IRI] = o, t
	thing := func(s graph.IRI, p ontology.Predicate, o graph.IRI) graph.Fact {
		return graph.Fact{Subject: s, Predicate: p, Object: graph.Object{IRI: o}}
	}
	facts := []graph.Fact{
		thing(t.IRI, Holder, c.entity[at]), thing(t.IRI, Office, o.IRI),
		{Subject: o.IRI, Predicate: "title", Object: graph.Object{Literal: title(words), Kind: ontology.Text}},
	}
	status := value(from, "status")
	if status != "designate" {
		facts = append(facts, thing(c.entity[at], Holds, o.IRI))
	}
	if to := c.ofIRI(of); to != "" {
		facts = append(facts, thing(o.IRI, "of", to))
		if t := to.Type(); (status == "current" || status == "acting") && (t == ontology.Country || t == ontology.Organization) {
			facts = append(facts, thing(c.entity[at], "represents", to))
		}
	}
	return append(facts, c.tenure(t.IRI, status, from)...)
}

// ofIRI is what an office belongs to: a country, an organization, the city of a
// mayor, the person whose spokesman it is.
func (c *contribution) ofIRI(at int) graph.IRI {
	of, _ := ontology.OfficeKind.Role("of")
	if at < 0 || !slices.Contains(of.Players, c.All[at].Type) {
		return ""
	}
	return c.entity[at]
}

// tenure is what a claim says of the time of a tenure.
func (c *contribution) tenure(t graph.IRI, status string, from extract.Claim) []graph.Fact {
	var facts []graph.Fact
	for _, row := range Standings {
		if row.Status != status {
			continue
		}
		f := graph.Fact{Subject: t, Predicate: "status", Object: graph.Object{Literal: status, Kind: ontology.Term}}
		if day := c.Article.Published; day != "" {
			f.Predicate, f.Object = row.Predicate, graph.Object{Literal: string(day), Kind: ontology.Date}
		}
		facts = append(facts, f)
	}
	for _, p := range from.Parts {
		role, _ := ontology.OfficeKind.Role(p.Role)
		if role.Name != "start" && role.Name != "end" {
			continue
		}
		if o, ok := c.object(p, role); ok {
			facts = append(facts, graph.Fact{Subject: t, Predicate: role.Predicate, Object: o})
		}
	}
	return facts
}

func value(from extract.Claim, role string) string {
	for _, p := range from.Parts {
		if p.Role == role {
			return p.Value
		}
	}
	return ""
}

// officeOf is the office of a title in a country or organization: its address and
// its label follow from those of the country.
func officeOf(slug string, of graph.IRI, k Known) graph.Entity {
	e := graph.Entity{Type: ontology.Office, IRI: graph.IRI("office:" + slug), Label: title(slug)}
	if of != "" {
		e.IRI += graph.IRI("-of-" + bare(of))
		e.Label += " of " + shown(of, k)
	}
	return e
}

// tenureOf is one stay of one person in one office.
func tenureOf(person graph.IRI, office graph.Entity, stint string, k Known) graph.Entity {
	e := graph.Entity{Type: ontology.Tenure, IRI: graph.IRI("tenure:" + bare(person) + "--" + bare(office.IRI)),
		Label: shown(person, k) + ", " + office.Label}
	if stint != "" {
		e.IRI += graph.IRI("-" + stint)
		e.Label += ", from " + stint
	}
	return e
}

// shown is a name that follows from an address alone: the gazetteer's, else the
// readable part before the hash.
func shown(iri graph.IRI, k Known) string {
	if name := k.Name(iri); name != "" {
		return name
	}
	s := bare(iri)
	if i := strings.LastIndexByte(s, '-'); i > 0 {
		s = s[:i]
	}
	return title(s)
}
