package resolve

import (
	"slices"
	"strings"
	"sync"

	"entente/graph"
	"entente/graph/gazetteer"
	"entente/graph/ontology"
	"entente/graph/when"
)

// Gazetteer answers from the tables of graph/gazetteer. It is safe for concurrent use.
type Gazetteer struct {
	memo    sync.Map // address -> answer
	offices func() map[graph.IRI]graph.Entity
}

// answer is what is kept of an address asked for.
type answer struct {
	entity graph.Entity
	known  bool
}

// NewGazetteer returns the gazetteer that is built into the program.
func NewGazetteer() *Gazetteer {
	g := &Gazetteer{}
	g.offices = sync.OnceValue(g.readOffices)
	return g
}

// Fold is gazetteer.Fold.
func (g *Gazetteer) Fold(name string) string { return gazetteer.Fold(name) }

// Office returns the slug of an office's title: that of the tables where they know
// the title, "foreign-minister" for "minister of foreign affairs".
func (g *Gazetteer) Office(title string) string {
	if o, ok := gazetteer.Title(title); ok {
		return o.Slug
	}
	return slugWithin(gazetteer.Fold(title), 120) // titles of officials are long, and are read back from the address
}

// Name returns the name of a state, organization, place, person or agreement of the tables.
func (g *Gazetteer) Name(iri graph.IRI) string {
	if t, ok := gazetteer.FindTreaty(bare(iri)); ok && iri.Type() == ontology.Agreement {
		return t.Name
	}
	e, _ := entry(iri)
	return e.Name
}

// Person finds a person by a full name.
func (g *Gazetteer) Person(name string, day when.Date) graph.IRI {
	found := graph.IRI("")
	for _, e := range gazetteer.Lookup(name, day) {
		if e.Kind != gazetteer.Person || e.Sense != gazetteer.Name {
			continue
		}
		if found != "" {
			return ""
		}
		found = graph.IRI("person:" + e.Slug)
	}
	return found
}

// Treaty is gazetteer.KnownTreaty.
func (g *Gazetteer) Treaty(name string, dates []when.Date, day when.Date) graph.IRI {
	t, ok := gazetteer.KnownTreaty(name, dates, day)
	if !ok {
		return ""
	}
	return graph.IRI("agreement:" + t.Slug)
}

// Made is gazetteer.TreatyMade.
func (g *Gazetteer) Made(place string, date when.Date) graph.IRI {
	t, ok := gazetteer.TreatyMade(place, date)
	if !ok {
		return ""
	}
	return graph.IRI("agreement:" + t.Slug)
}

// City finds a city of the large table, by gazetteer.City.
func (g *Gazetteer) City(name string, countries []graph.IRI) graph.IRI {
	var in []string
	for _, c := range countries {
		in = append(in, bare(c))
	}
	e, ok := gazetteer.City(name, in)
	if !ok {
		return ""
	}
	return graph.IRI("place:" + e.Slug)
}

// Entity returns a thing of the tables with its lines.
func (g *Gazetteer) Entity(iri graph.IRI) (graph.Entity, bool) {
	if a, ok := g.memo.Load(iri); ok {
		return a.(answer).entity, a.(answer).known
	}
	e, ok := g.entity(iri)
	if ok {
		g.memo.Store(iri, answer{e, ok})
	}
	return e, ok
}

func (g *Gazetteer) entity(iri graph.IRI) (graph.Entity, bool) {
	switch iri.Type() {
	case ontology.Office, ontology.Tenure:
		e, ok := g.offices()[iri]
		return e, ok
	case ontology.Agreement:
		return treaty(iri)
	}
	from, ok := entry(iri)
	if !ok {
		return graph.Entity{}, false
	}
	e := graph.Entity{IRI: iri, Type: iri.Type(), Label: from.Name}
	for _, a := range union(nil, from.Aliases) {
		if a != "" && a != e.Label {
			e.Aliases = append(e.Aliases, a)
		}
	}
	if from.Wikidata != "" {
		e.SameAs = []string{"http://www.wikidata.org/entity/" + from.Wikidata}
	}
	if from.Alpha2 != "" {
		e.Properties = []graph.Property{{Name: "isoCode", Object: graph.Object{Literal: from.Alpha2, Kind: ontology.Text}}}
	}
	e.Lines = g.lines(iri, from)
	slices.SortFunc(e.Lines, func(a, b graph.Claim) int { return strings.Compare(string(a.ID), string(b.ID)) })
	return e, true
}

// treaty is a well-known agreement, with its day as what the table says of it.
func treaty(iri graph.IRI) (graph.Entity, bool) {
	t, ok := gazetteer.FindTreaty(bare(iri))
	if !ok {
		return graph.Entity{}, false
	}
	e := graph.Entity{IRI: iri, Type: ontology.Agreement, Label: t.Name, Aliases: union(nil, t.Aliases)}
	e.First, e.Last = bounds([]when.Date{t.Date})
	date := graph.Fact{Subject: iri, Predicate: "date", Object: graph.Object{Literal: string(t.Date), Kind: ontology.Date}}
	e.Lines = []graph.Claim{line(ontology.AgreementKind.Name, iri, t.Line, date)}
	return e, true
}

// entry finds the entry of an address.
func entry(iri graph.IRI) (gazetteer.Entry, bool) {
	kind, slug, _ := strings.Cut(string(iri), ":")
	return gazetteer.Find(gazetteer.Kind(kind), slug)
}

// lines are what the tables say of an entry.
func (g *Gazetteer) lines(iri graph.IRI, e gazetteer.Entry) []graph.Claim {
	country := graph.IRI("country:" + e.Country)
	var lines []graph.Claim
	add := func(p ontology.Predicate, o graph.IRI) {
		lines = append(lines, line(ontology.AffiliationKind.Name, iri, e.Line, graph.Fact{Subject: iri, Predicate: p, Object: graph.Object{IRI: o}}))
	}
	switch e.Kind {
	case gazetteer.Country:
		if p, ok := placeIn(e.Capital, e.Slug); ok {
			add("capital", p)
		}
	case gazetteer.Place:
		if e.Country != "" {
			add("in", country)
		}
	case gazetteer.Organization:
		if e.Of != "" {
			add("partOf", graph.IRI("organization:"+e.Of))
		} else if e.Country != "" {
			add("partOf", country)
		}
		if p, ok := placeIn(e.Capital, ""); ok {
			add("basedIn", p)
		}
	case gazetteer.Person:
		for _, t := range gazetteer.Tenures(e.Slug) {
			lines = append(lines, line(ontology.OfficeKind.Name, iri, t.Line, g.tenure(t)...))
		}
	}
	return lines
}

// line is a line of a table as a claim. Its address covers all it says.
func line(kind string, about graph.IRI, words string, facts ...graph.Fact) graph.Claim {
	c := graph.Claim{Kind: kind, Rule: "gazetteer", Modality: ontology.Stated, Facts: facts, Quote: words, End: len(words)}
	id := []string{"gazetteer", string(about), words}
	for _, f := range facts {
		id = append(id, string(graph.FactIRI(f)))
	}
	c.ID = graph.IRI("claim:" + graph.Hash(id...))
	c.Sort()
	return c
}

// placeIn finds a city by name, in a country where that is given.
func placeIn(name, country string) (graph.IRI, bool) {
	for _, e := range gazetteer.Lookup(name, "") {
		if e.Kind == gazetteer.Place && e.Sense == gazetteer.Name && (country == "" || e.Country == country) {
			return graph.IRI("place:" + e.Slug), true
		}
	}
	return "", false
}

// tenure is a stay in office as facts.
func (g *Gazetteer) tenure(t gazetteer.Tenure) []graph.Fact {
	person, of := graph.IRI("person:"+t.Slug), ofIRI(t.Of)
	office := officeOf(t.Office, of, g)
	iri := tenureOf(person, office, g.Stint(person, office.IRI, t.Start), g).IRI
	thing := func(s graph.IRI, p ontology.Predicate, o graph.IRI) graph.Fact {
		return graph.Fact{Subject: s, Predicate: p, Object: graph.Object{IRI: o}}
	}
	facts := []graph.Fact{thing(iri, Holder, person), thing(iri, Office, office.IRI), thing(person, Holds, office.IRI),
		{Subject: office.IRI, Predicate: "title", Object: graph.Object{Literal: title(t.Office), Kind: ontology.Text}}}
	if of != "" {
		facts = append(facts, thing(office.IRI, "of", of), thing(person, "represents", of))
	}
	for _, d := range []struct {
		p ontology.Predicate
		d when.Date
	}{{"start", t.Start}, {"end", t.End}} {
		if d.d != "" {
			facts = append(facts, graph.Fact{Subject: iri, Predicate: d.p, Object: graph.Object{Literal: string(d.d), Kind: ontology.Date}})
		}
	}
	if t.Note == "acting" {
		facts = append(facts, graph.Fact{Subject: iri, Predicate: "status", Object: graph.Object{Literal: "acting", Kind: ontology.Term}})
	}
	return facts
}

// ofIRI is the address of the country or organization that a slug of a tenure names.
func ofIRI(slug string) graph.IRI {
	for _, kind := range []gazetteer.Kind{gazetteer.Country, gazetteer.Organization} {
		if _, ok := gazetteer.Find(kind, slug); ok {
			return graph.IRI(string(kind) + ":" + slug)
		}
	}
	return ""
}

// Stint tells the stays of one person in one office apart: it is empty for the
// first, and for a later one the year in which it began. A day between two belongs
// to the earlier, one before all to the first.
func (g *Gazetteer) Stint(person, office graph.IRI, day when.Date) string {
	stint, n := "", 0
	for _, t := range gazetteer.Tenures(bare(person)) {
		if officeOf(t.Office, ofIRI(t.Of), g).IRI != office {
			continue
		}
		if n++; n > 1 && when.Compare(t.Start, day) <= 0 && day != "" {
			stint = string(t.Start[:min(4, len(t.Start))])
		}
	}
	return stint
}

// readOffices makes the offices and tenures of the tables.
func (g *Gazetteer) readOffices() map[graph.IRI]graph.Entity {
	all := map[graph.IRI]graph.Entity{}
	for _, p := range gazetteer.All(gazetteer.Person) {
		for _, t := range gazetteer.Tenures(p.Slug) {
			person := graph.IRI("person:" + t.Slug)
			office := officeOf(t.Office, ofIRI(t.Of), g)
			tenure := tenureOf(person, office, g.Stint(person, office.IRI, t.Start), g)
			all[office.IRI], all[tenure.IRI] = office, tenure
		}
	}
	return all
}

// Country returns the state whose office a person holds on a day, else that of the
// latest office; the state of an organization; the state in which a place lies.
func (g *Gazetteer) Country(iri graph.IRI, day when.Date) graph.IRI {
	e, ok := entry(iri)
	if !ok || e.Kind == gazetteer.Country {
		return ""
	}
	country := e.Country
	for _, t := range gazetteer.Tenures(e.Slug) {
		if e.Kind != gazetteer.Person || day == "" || ofIRI(t.Of).Type() != ontology.Country {
			continue
		}
		if when.Compare(t.Start, day) <= 0 && (t.End == "" || when.Compare(day, t.End) <= 0) {
			country = t.Of
		}
	}
	if country == "" {
		return ""
	}
	return graph.IRI("country:" + country)
}
