package resolve

import (
	"slices"

	"entente/graph"
	"entente/graph/ontology"
	"entente/loaders/extract"
)

// A chain of mentions can run from one person into another of the same surname: "Kim
// and Moon" in the headline, then Kim Jong Un, and later on Kim Jong Il. Where the
// gazetteer knows full names of one chain as different persons, the chain is divided;
// where it was taken for somebody by the surname alone and the full name is another's,
// it is that somebody no longer.

// divided returns a reading whose persons are each one person. It is the reading
// itself where nothing has to be divided, else a copy.
func divided(r *extract.Reading, k Known) *extract.Reading {
	out := r
	for i, e := range r.Entities {
		if e.Type != ontology.Person {
			continue
		}
		parts := partsOf(e, k, r)
		if len(parts) == 1 && parts[0].Ref == e.Ref {
			continue
		}
		if out == r {
			c := *r
			c.Entities, c.Claims = slices.Clone(r.Entities), slices.Clone(r.Claims)
			out = &c
		}
		out.Entities[i] = parts[0]
		for _, p := range parts[1:] {
			out.Entities = append(out.Entities, p)
			repoint(out, i, len(out.Entities)-1)
		}
	}
	return out
}

// partsOf are the persons of one chain: first the one that it is in the main.
func partsOf(e extract.Entity, k Known, r *extract.Reading) []extract.Entity {
	main := e
	main.Ref = e.Ref
	full := fullNames(e, k)
	if e.Ref != "" && len(full) > 0 && !slices.ContainsFunc(full, func(n string) bool {
		return k.Person(n, r.Article.Published) == graph.IRI(e.Ref) || mayBe(n, graph.IRI(e.Ref), k)
	}) {
		main.Ref = string(k.Person(full[0], r.Article.Published))
	}
	if main.Ref == "" {
		return []extract.Entity{main}
	}
	others := map[graph.IRI][]extract.Mention{}
	var order []graph.IRI
	var stay []extract.Mention
	for _, m := range e.Mentions {
		ref := graph.IRI("")
		if m.Kind == "name" && len(tokens(k.Fold(m.Text))) > 1 {
			ref = k.Person(m.Text, r.Article.Published)
		}
		if ref == "" || ref == graph.IRI(main.Ref) {
			stay = append(stay, m)
			continue
		}
		if others[ref] == nil {
			order = append(order, ref)
		}
		others[ref] = append(others[ref], m)
	}
	if len(stay) == 0 || len(order) == 0 {
		return []extract.Entity{main}
	}
	main.Mentions = stay
	parts := []extract.Entity{main}
	for _, ref := range order {
		parts = append(parts, extract.Entity{Type: e.Type, Ref: string(ref), Mentions: others[ref]})
	}
	return parts
}

// fullNames are the names of several words of a chain, in the order of the text.
func fullNames(e extract.Entity, k Known) []string {
	var all []string
	for _, m := range e.Mentions {
		if m.Kind == "name" && len(tokens(k.Fold(m.Text))) > 1 {
			all = append(all, clean(m.Text))
		}
	}
	return all
}

// mayBe reports whether a full name can be that of a person of the gazetteer: it has
// more in common with one of the names there than the surname, or the given names begin
// alike.
func mayBe(name string, ref graph.IRI, k Known) bool {
	e, ok := k.Entity(ref)
	if !ok {
		return true
	}
	x := tokens(k.Fold(name))
	for _, known := range append([]string{e.Label}, e.Aliases...) {
		y := tokens(k.Fold(known))
		same := common(x, y)
		switch {
		case len(y) < 2 || same > 1 || spelledAlike(k.Fold(name), k.Fold(known)):
			return true
		case same == 0:
			continue // no surname in common: a name that the tables do not have
		case x[0] != y[0] && x[0][0] == y[0][0]:
			return true // "Bibi", "Benjamin"
		}
	}
	return !surnameShared(x, e.Label, e.Aliases, k)
}

// surnameShared reports whether a name has a word in common with one of the others: if
// not, it did not come to the person by the surname.
func surnameShared(x []string, label string, aliases []string, k Known) bool {
	for _, known := range append([]string{label}, aliases...) {
		if common(x, tokens(k.Fold(known))) > 0 {
			return true
		}
	}
	return false
}

// repoint gives the parts of claims that stand on mentions of a person divided off to
// that person.
func repoint(r *extract.Reading, from, to int) {
	for c := range r.Claims {
		for p, part := range r.Claims[c].Parts {
			if part.Entity != from || part.End <= part.Start {
				continue
			}
			if slices.ContainsFunc(r.Entities[to].Mentions, func(m extract.Mention) bool { return part.Start <= m.Start && m.End <= part.End }) {
				r.Claims[c].Parts = slices.Clone(r.Claims[c].Parts)
				r.Claims[c].Parts[p].Entity = to
			}
		}
	}
}
