package view

import (
	"cmp"
	"slices"

	"entente/graph"
	"entente/graph/ontology"
)

// people are the persons that the article names, with the roles that it gives them.
func (m *maker) people() []Person {
	all := []Person{}
	for _, n := range m.things(ontology.Person) {
		iri := graph.IRI(n.ID)
		all = append(all, Person{ID: n.ID, Name: n.Name, Aliases: n.Aliases, Country: m.countryOf(iri), Roles: m.roles(iri)})
	}
	return all
}

// countryOf is the country that a person represents or belongs to: by the
// article's words, else by the gazetteer.
func (m *maker) countryOf(person graph.IRI) string {
	for _, p := range []ontology.Predicate{"represents", "citizenOf"} {
		for _, iri := range m.related(person, p) {
			if iri.Type() == ontology.Country {
				return m.label(iri)
			}
		}
	}
	return ""
}

// roles are the offices that the article's claims give a person, in the order of
// the text. A claim's tenure leads from the person to the office.
func (m *maker) roles(person graph.IRI) []Role {
	var all []Role
	for _, c := range m.Claims {
		if c.Kind != ontology.OfficeKind.Name || !c.Modality.Asserts() && c.Modality != ontology.Planned {
			continue
		}
		if r, ok := m.role(c, person); ok && !slices.Contains(all, r) {
			all = append(all, r)
		}
	}
	return all
}

func (m *maker) role(c graph.Claim, person graph.IRI) (Role, bool) {
	var tenure, office graph.IRI
	for _, f := range c.Facts {
		switch {
		case f.Predicate == "holder" && f.Object.IRI == person:
			tenure = f.Subject
		case f.Predicate == "office":
			office = f.Object.IRI
		}
	}
	if tenure == "" || office == "" {
		return Role{}, false
	}
	var r Role
	for _, f := range c.Facts {
		switch {
		case f.Subject == office && f.Predicate == "title":
			r.Title = f.Object.Literal
		case f.Subject == office && f.Predicate == "of":
			r.Of = m.label(f.Object.IRI)
		case f.Subject == tenure:
			r.Status = cmp.Or(r.Status, standing(f))
		}
	}
	return r, r.Title != ""
}

// standing reads the status of an office claim back from the fact that keeps it:
// "held on the article's day" is current.
func standing(f graph.Fact) string {
	switch f.Predicate {
	case "heldOn":
		return "current"
	case "endedBefore":
		return "former"
	case "actingOn":
		return "acting"
	case "designateOn":
		return "designate"
	case "status":
		return f.Object.Literal
	}
	return ""
}
