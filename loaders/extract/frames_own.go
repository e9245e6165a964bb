package extract

import (
	"slices"

	"entente/graph/ontology"
)

// ownFrame reports whether a frame of the user's holds at token i: it goes before
// what is built in.
func (x *extraction) ownFrame(i int, kind *ontology.Kind) bool {
	return len(x.own) > 0 && slices.ContainsFunc(x.frames[x.lemma(i)], func(f *frame) bool {
		if f.kind.Name != kind.Name || !x.own[f.Name] {
			return false
		}
		_, ok := x.match(f, i)
		return ok
	})
}

// ownAgreement makes the claim of a user's frame of agreements: its parties, its
// provisions, what it sets, and when and where.
func (x *extraction) ownAgreement(f *frame, i int, found fillers) bool {
	c := x.claim(ontology.AgreementKind.Name, f.Name, i)
	for _, k := range found["party"] {
		x.party(&c, k)
	}
	for _, k := range found["provision"] {
		x.provision(&c, k, x.rel(k) == "obl")
	}
	for _, role := range []string{"topic", "place", "follows", "replaces"} {
		for _, k := range found[role] {
			for _, r := range x.refs(k, playersOf(f.kind, role)) {
				c.play(role, r)
			}
		}
	}
	for _, k := range found["name"] {
		if name, span := x.nameOf(k, true); name != "" {
			c.value("name", name, span)
		}
	}
	x.agreementWhen(&c, i, i)
	for _, role := range []string{"type", "status"} {
		c.value(role, f.Set[role], x.word(i))
	}
	if _, told := c.part("status"); !told {
		status := "announced"
		if weight[c.Modality] >= weight[ontology.Planned] && c.Modality != ontology.Alleged {
			status = "proposed"
		}
		c.value("status", status, x.word(i))
	}
	if len(c.players("party")) == 0 {
		return false
	}
	x.newsDay(&c, i, i)
	x.acts[i] = x.add(c)
	return true
}

func playersOf(kind *ontology.Kind, role string) []ontology.Type {
	r, _ := kind.Role(role)
	return r.Players
}
