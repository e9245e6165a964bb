package graphtest

import (
	"fmt"
	"strings"

	"entente/graph"
	"entente/graph/ontology"
	"entente/graph/when"
)

// plot is what one story is about: two states, a minister of each, a day, a place.
type plot struct {
	id          string
	a, b, place graph.IRI
	p, q        graph.IRI
	day         when.Day
	date        string
}

// acts are the sentences of a story.
func (g *generator) acts(a, b graph.IRI, day when.Day) []say {
	s := plot{id: fmt.Sprintf("%s-%d", day, g.stories), a: a, b: b, day: day, date: day.String(),
		place: pick(g, g.cities[b]), p: pick(g, g.ministers[a]), q: pick(g, g.ministers[b])}
	says := g.talks(s)
	if g.IntN(3) == 0 {
		says = append(says, g.accord(s)...)
	}
	if g.IntN(2) == 0 {
		says = append(says, g.act(s))
	}
	for i := range g.IntN(3) {
		says = append(says, g.words(s, i))
	}
	for _, p := range []graph.IRI{s.p, s.q} {
		if g.IntN(2) == 0 {
			says = append(says, g.inOffice(p, s))
		}
	}
	return says
}

func (g *generator) name(iri graph.IRI) string { return g.Entities[iri].Label }

// talks are a meeting as it was held, or as it was planned; some that were planned
// are held in the end.
func (g *generator) talks(s plot) []say {
	m := graph.IRI("meeting:" + s.id)
	g.dated(m, fmt.Sprintf("Talks of %s and %s in %s, %s", g.name(s.p), g.name(s.q), g.name(s.place), s.date), s.date)
	facts := fmt.Sprintf("participant %s; participant %s; place %s; date =%s; type =talks; topic %s", s.p, s.q, s.place, s.date, g.country())
	if g.IntN(8) == 0 {
		facts += "; host " + string(g.country())
	}
	held := say{fmt.Sprintf("%s met %s in %s on %s.", g.name(s.p), g.name(s.q), g.name(s.place), s.date), modality(g), m, facts + "; status =held"}
	if held.modality != ontology.Planned {
		return []say{held}
	}
	held.modality = ontology.Stated
	planned := say{fmt.Sprintf("%s was to meet %s in %s on %s.", g.name(s.p), g.name(s.q), g.name(s.place), s.date), ontology.Planned, m,
		facts + "; status =" + pick(g, []string{"planned", "planned", "proposed", "postponed", "cancelled"})}
	if g.IntN(2) == 0 {
		return []say{planned}
	}
	return []say{planned, held}
}

// accord is what two states agree on; not all of it is signed.
func (g *generator) accord(s plot) []say {
	accord, status := graph.IRI("agreement:"+s.id), pick(g, []string{"signed", "signed", "announced", "proposed"})
	g.dated(accord, fmt.Sprintf("Accord of %s and %s, %s", g.name(s.a), g.name(s.b), s.date), s.date)
	facts := fmt.Sprintf("party %s; party %s; topic %s; date =%s; type =accord; signedAt meeting:%s", s.a, s.b, g.country(), s.date, s.id)
	signed := say{fmt.Sprintf("%s and %s signed an accord in %s.", g.name(s.a), g.name(s.b), g.name(s.place)), ontology.Stated, accord, facts + "; status =signed"}
	if status == "signed" {
		return []say{signed}
	}
	open := say{fmt.Sprintf("An accord of %s and %s was %s in %s.", g.name(s.a), g.name(s.b), status, g.name(s.place)), ontology.Stated, accord, facts + "; status =" + status}
	if g.IntN(3) > 0 {
		return []say{open}
	}
	return []say{open, signed}
}

// act is what a state or its minister does to another, or between two others.
func (g *generator) act(s plot) say {
	event, actor, recipient := graph.IRI("event:"+s.id), s.a, g.country()
	if g.IntN(3) == 0 {
		actor = s.p
	}
	typ, more := pick(g, []string{"ACCUSE", "REQUEST", "THREATEN", "AID", "SANCTION", "REJECT", "ASSAULT"}), ""
	switch g.IntN(12) {
	case 0, 1, 2, 3:
		recipient = s.b
	case 4:
		typ, more = "CONSULT", fmt.Sprintf("; recipient %s; mode =third-party", s.b)
	}
	g.dated(event, fmt.Sprintf("%s by %s, %s", typ, g.name(actor), s.date), s.date)
	return say{fmt.Sprintf("%s turned to %s in a case of %s.", g.name(actor), g.name(recipient), strings.ToLower(typ)), modality(g), event,
		fmt.Sprintf("actor %s; recipient %s; date =%s; type =%s", actor, recipient, s.date, typ) + more}
}

// words are something that a minister said.
func (g *generator) words(s plot, i int) say {
	words, statement := g.word(2)+" "+g.word(1)+" "+g.word(3)+" "+g.word(2), graph.IRI(fmt.Sprintf("statement:%s-%d", s.id, i))
	g.dated(statement, "Statement of "+g.name(s.p), s.date)
	return say{fmt.Sprintf("%q, said %s of %s.", words, g.name(s.p), g.name(s.b)), ontology.Stated, statement,
		fmt.Sprintf("speaker %s; about %s; direct =true; quote =%s", s.p, s.b, words)}
}

// inOffice names a minister with the office, as news does at the first naming.
func (g *generator) inOffice(p graph.IRI, s plot) say {
	t, former, standing := g.terms[p], "", "heldOn"
	switch {
	case s.day < t.from:
		former, standing = "designated ", "designateOn"
	case s.day >= t.until:
		former, standing = "former ", "endedBefore"
	}
	return say{fmt.Sprintf("The %s%s of %s is %s.", former, t.title, g.name(t.country), g.name(p)), ontology.Stated, p,
		t.facts(p) + fmt.Sprintf("; %s %s =%s", t.tenure, standing, s.date)}
}

// otherwise tells talks as another paper does that has the day wrong, or their kind.
func (g *generator) otherwise(s say, day when.Day) say {
	if s.subject.Type() != ontology.Meeting {
		return s
	}
	if g.IntN(2) == 0 {
		s.facts = strings.Replace(s.facts, "type =talks", "type =summit", 1)
		s.quote = strings.Replace(s.quote, " met ", " met at a summit ", 1)
		return s
	}
	other := (day + 1).String()
	s.facts, s.quote = strings.Replace(s.facts, "="+day.String(), "="+other, 1), strings.Replace(s.quote, day.String(), other, 1)
	return s
}

// modality is mostly stated.
func modality(g *generator) ontology.Modality {
	if g.IntN(4) > 0 {
		return ontology.Stated
	}
	return pick(g, []ontology.Modality{ontology.Planned, ontology.Denied, ontology.Alleged, ontology.Historical})
}
