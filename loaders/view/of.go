package view

import (
	"cmp"
	"slices"
	"strings"

	"entente/graph"
	"entente/graph/gazetteer"
	"entente/graph/ontology"
)

// Of makes the view of one article from what it adds to the graph. entities gives
// each thing as the graph knows it, with the gazetteer's lines. The view of a
// contribution that was just resolved and of the same read back from a store are
// equal.
func Of(c graph.Contribution, entities func(graph.IRI) graph.Entity) Document {
	m := maker{Contribution: c, entities: entities, subjects: map[graph.IRI]*subject{}}
	m.gather()
	a := c.Article
	return Document{
		Article: Article{ID: a.ID, Title: a.Title, Publisher: a.Publisher, Published: a.Published, Authors: a.Authors,
			Contributors: a.Contributors, Dateline: a.Dateline, URL: a.URL, Lang: a.Lang},
		People: m.people(), Countries: m.named(ontology.Country), Organizations: m.named(ontology.Organization), Places: m.places(),
		Meetings: m.meetings(), Agreements: m.agreements(), Events: m.events(), Statements: m.statements(), Claims: m.claims(),
	}
}

// maker has the contribution sorted by what its claims are about.
type maker struct {
	graph.Contribution
	entities func(graph.IRI) graph.Entity
	subjects map[graph.IRI]*subject
	order    []graph.IRI // of subjects, by their first claim
}

// subject is a thing with the article's claims that speak of it as their subject,
// those that assert before those that do not, each in the order of the text.
type subject struct {
	iri    graph.IRI
	claims []graph.Claim
	first  int // where its first claim stands
}

func (m *maker) gather() {
	for _, c := range m.Claims {
		for i, f := range c.Facts {
			s := m.subjects[f.Subject]
			if s == nil {
				s = &subject{iri: f.Subject, first: c.Start}
				m.subjects[f.Subject] = s
				m.order = append(m.order, f.Subject)
			}
			if i == 0 || c.Facts[i-1].Subject != f.Subject {
				s.claims = append(s.claims, c)
			}
		}
	}
	for _, s := range m.subjects {
		slices.SortStableFunc(s.claims, func(a, b graph.Claim) int { return rank(a.Modality) - rank(b.Modality) })
	}
}

// rank orders modalities: stated first, hearsay last.
func rank(m ontology.Modality) int {
	for i, row := range ontology.Modalities {
		if row.Modality == m {
			return i
		}
	}
	return len(ontology.Modalities)
}

// about returns the subjects of one type, in the order of the text.
func (m *maker) about(t ontology.Type) []*subject {
	var all []*subject
	for _, iri := range m.order {
		if iri.Type() == t {
			all = append(all, m.subjects[iri])
		}
	}
	return all
}

// all returns the objects under a predicate, the surest claims first, each once.
func (s *subject) all(p ontology.Predicate) []graph.Object {
	var all []graph.Object
	for _, c := range s.claims {
		for _, f := range c.Facts {
			if f.Subject == s.iri && f.Predicate == p && !slices.Contains(all, f.Object) {
				all = append(all, f.Object)
			}
		}
	}
	return all
}

// literal returns the surest literal under a predicate.
func (s *subject) literal(p ontology.Predicate) string {
	if all := s.all(p); len(all) > 0 {
		return all[0].Literal
	}
	return ""
}

func (s *subject) literals(p ontology.Predicate) []string {
	var all []string
	for _, o := range s.all(p) {
		all = append(all, o.Literal)
	}
	return all
}

// modality is that of the surest claim.
func (s *subject) modality() string { return string(s.claims[0].Modality) }

// evidence is where the claims stand, in the order of the text, each place once.
func (s *subject) evidence() []Evidence {
	var all []Evidence
	for _, c := range s.claims {
		if e := (Evidence{c.Start, c.End, c.Quote}); !slices.Contains(all, e) {
			all = append(all, e)
		}
	}
	slices.SortFunc(all, func(a, b Evidence) int { return cmp.Or(a.Start-b.Start, a.End-b.End) })
	return all
}

// label is the name of a thing.
func (m *maker) label(iri graph.IRI) string {
	switch iri {
	case "":
		return ""
	case m.Article.IRI:
		return cmp.Or(m.Article.Title, m.Article.ID)
	}
	return cmp.Or(m.entities(iri).Label, string(iri))
}

// names are the names of the things under a predicate, the surest claims' first.
func (m *maker) names(s *subject, p ontology.Predicate) []string {
	var all []string
	for _, o := range s.all(p) {
		if n := m.label(o.IRI); n != "" && !slices.Contains(all, n) {
			all = append(all, n)
		}
	}
	return all
}

// name is the first of names.
func (m *maker) name(s *subject, p ontology.Predicate) string {
	if all := m.names(s, p); len(all) > 0 {
		return all[0]
	}
	return ""
}

// place is the finest of the places where something was: the city before its state, the
// house in which people met before its city. Visits are to cities.
func (m *maker) place(s *subject) string {
	best, fine := "", -1
	for _, o := range s.all("place") {
		rank := 1
		switch name := m.label(o.IRI); {
		case o.IRI.Type() == ontology.Country:
			rank = 0
		case gazetteer.House(name) && s.literal("type") != "visit":
			rank = 2
		}
		if rank > fine {
			best, fine = m.label(o.IRI), rank
		}
	}
	return best
}

// things returns what the article's locals of one type denote, sorted by name,
// with all names that the article and the graph know, without the label.
func (m *maker) things(t ontology.Type) []Named {
	forms := map[graph.IRI][]string{}
	for _, l := range m.Locals {
		if l.Type == t {
			forms[l.Entity] = append(forms[l.Entity], l.Names...)
		}
	}
	all := []Named{}
	for iri, names := range forms {
		e := m.entities(iri)
		n := Named{ID: string(iri), Name: cmp.Or(e.Label, string(iri))}
		names = append(names, e.Aliases...)
		slices.Sort(names)
		for _, a := range slices.Compact(names) {
			if a != n.Name {
				n.Aliases = append(n.Aliases, a)
			}
		}
		all = append(all, n)
	}
	slices.SortFunc(all, func(a, b Named) int { return cmp.Or(strings.Compare(a.Name, b.Name), strings.Compare(a.ID, b.ID)) })
	return all
}

func (m *maker) named(t ontology.Type) []Named { return m.things(t) }

func (m *maker) places() []Place {
	all := []Place{}
	for _, n := range m.things(ontology.Place) {
		all = append(all, Place{n.ID, n.Name, n.Aliases, m.placedIn(graph.IRI(n.ID))})
	}
	return all
}

func (m *maker) placedIn(place graph.IRI) string {
	for _, in := range m.related(place, "in") {
		if in.Type() == ontology.Country {
			return m.label(in)
		}
	}
	return ""
}

// related are the things at the end of an edge: by the article's claims, then by
// the gazetteer.
func (m *maker) related(iri graph.IRI, p ontology.Predicate) []graph.IRI {
	var all []graph.IRI
	if s := m.subjects[iri]; s != nil {
		for _, o := range s.all(p) {
			all = append(all, o.IRI)
		}
	}
	said := len(all)
	for _, l := range m.entities(iri).Lines {
		for _, f := range l.Facts {
			if f.Subject == iri && f.Predicate == p {
				all = append(all, f.Object.IRI)
			}
		}
	}
	slices.Sort(all[said:])
	return all
}

// claims are all triples that the article's words put forward.
func (m *maker) claims() []Claim {
	all := []Claim{}
	for _, c := range m.Claims {
		for _, f := range c.Facts {
			object := f.Object.Literal
			if f.Object.IRI != "" {
				object = m.label(f.Object.IRI)
			}
			all = append(all, Claim{ID: string(c.ID), Subject: m.label(f.Subject), Predicate: string(f.Predicate), Object: object,
				Modality: string(c.Modality), Speaker: m.label(c.Speaker), Start: c.Start, End: c.End, Quote: c.Quote, Rule: c.Rule})
		}
	}
	return all
}
