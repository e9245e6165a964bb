package resolve_test

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"entente/graph"
	"entente/graph/ontology"
	"entente/graph/when"
	"entente/loaders/article"
	"entente/loaders/extract"
)

// tables is a gazetteer of a few lines.
type tables map[graph.IRI]graph.Entity

func (tables) Fold(name string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return r == ' ' || r == ',' || r == '.' }), " ")
}

func (t tables) Office(title string) string { return strings.ReplaceAll(t.Fold(title), " ", "-") }

func (tables) Stint(graph.IRI, graph.IRI, when.Date) string { return "" }

func (t tables) Person(name string, _ when.Date) graph.IRI {
	for iri, e := range t {
		if iri.Type() == ontology.Person && t.Fold(e.Label) == t.Fold(name) {
			return iri
		}
	}
	return ""
}

func (t tables) Treaty(name string, _ []when.Date, _ when.Date) graph.IRI {
	for iri, e := range t {
		if iri.Type() == ontology.Agreement && t.Fold(e.Label) == t.Fold(name) {
			return iri
		}
	}
	return ""
}

func (t tables) Made(place string, date when.Date) graph.IRI {
	return t.Treaty("Treaty of "+place, nil, date)
}

func (tables) City(string, []graph.IRI) graph.IRI { return "" }

func (t tables) Name(iri graph.IRI) string { return t[iri].Label }

func (t tables) Entity(iri graph.IRI) (graph.Entity, bool) {
	e, ok := t[iri]
	return e, ok
}

func (t tables) Country(iri graph.IRI, _ when.Date) graph.IRI {
	for _, l := range t[iri].Lines {
		for _, f := range l.Facts {
			if f.Predicate == "in" || f.Predicate == "represents" {
				return f.Object.IRI
			}
		}
	}
	return ""
}

func (t tables) add(iri graph.IRI, label string, facts ...graph.Fact) {
	e := graph.Entity{IRI: iri, Type: iri.Type(), Label: label}
	for _, f := range facts {
		f.Subject = iri
		quote := fmt.Sprint(label, " ", f.Predicate, " ", f.Object.IRI)
		e.Lines = append(e.Lines, graph.Claim{ID: graph.IRI("claim:" + graph.Hash("line", quote)), Kind: "gazetteer", Rule: "line",
			Modality: ontology.Stated, Quote: quote, End: len(quote), Facts: []graph.Fact{f}})
	}
	t[iri] = e
}

func to(p ontology.Predicate, o graph.IRI) graph.Fact {
	return graph.Fact{Predicate: p, Object: graph.Object{IRI: o}}
}

func gazetteer() tables {
	t := tables{}
	t.add("country:russia", "Russia", to("capital", "place:moscow"))
	t.add("country:united-states", "United States")
	t.add("country:syria", "Syria")
	t.add("place:moscow", "Moscow", to("in", "country:russia"))
	t.add("person:john-kerry", "John Kerry", to("represents", "country:united-states"))
	t.add("person:sergei-lavrov", "Sergei Lavrov", to("represents", "country:russia"), to("holds", "office:foreign-minister-of-russia"))
	t.add("agreement:treaty-of-brennholm", "Treaty of Brennholm")
	t.add("office:foreign-minister-of-russia", "Foreign Minister of Russia", to("of", "country:russia"))
	return t
}

// teller writes a reading and its text together: every mention is a piece of text.
type teller struct {
	r    extract.Reading
	text strings.Builder
	at   map[string]int // entity by ref or type and name
}

func tell(id string, day when.Date) *teller {
	t := &teller{at: map[string]int{}}
	t.r.Article = article.Article{ID: id, Published: day, Title: "On " + id, Publisher: "The Courier", Authors: []string{"Zoe Last", "Ann First"}, Lang: "en"}
	t.r.Reader = "by hand"
	return t
}

// mention writes a name and returns its entity's index and its span.
func (t *teller) mention(typ ontology.Type, ref graph.IRI, key, name string) (entity, start, end int) {
	i, ok := t.at[key]
	if !ok {
		i = len(t.r.Entities)
		t.at[key] = i
		t.r.Entities = append(t.r.Entities, extract.Entity{Type: typ, Ref: string(ref)})
	}
	start = t.text.Len()
	t.text.WriteString(name)
	end = t.text.Len()
	t.text.WriteString(" ")
	e := &t.r.Entities[i]
	e.Mentions = append(e.Mentions, extract.Mention{Start: start, End: end, Text: name, Kind: "name"})
	return i, start, end
}

// part is a role and what plays it.
type part struct {
	role  string
	typ   ontology.Type
	ref   graph.IRI
	name  string
	value string
	claim int // number of the claim that plays it, from 1
}

// claim writes a sentence.
func (t *teller) claim(kind string, modality ontology.Modality, parts ...part) int {
	c := extract.Claim{Kind: kind, Rule: "by-hand", Modality: modality, Speaker: -1, Same: -1, Start: t.text.Len(), Sentence: len(t.r.Claims)}
	c.Trigger.Start = t.text.Len()
	t.text.WriteString(kind)
	c.Trigger.End = t.text.Len()
	t.text.WriteString(" ")
	for _, p := range parts {
		q := extract.Part{Role: p.role, Entity: -1, Claim: p.claim - 1, Value: p.value}
		if p.name != "" {
			key := string(p.ref)
			if key == "" {
				key = string(p.typ) + p.name
			}
			q.Entity, q.Start, q.End = t.mention(p.typ, p.ref, key, p.name)
		} else if p.value != "" {
			q.Start = t.text.Len()
			t.text.WriteString(p.value)
			q.End = t.text.Len()
			t.text.WriteString(" ")
		}
		c.Parts = append(c.Parts, q)
	}
	c.End = t.text.Len()
	t.text.WriteString(". ")
	t.r.Claims = append(t.r.Claims, c)
	return len(t.r.Claims)
}

func (t *teller) reading() extract.Reading {
	r := t.r
	r.Article.Text = t.text.String()
	r.Article.Parts = []article.Part{{Kind: article.Paragraph, Start: 0, End: len(r.Article.Text)}}
	return r
}

func person(role, name string) part { return part{role: role, typ: ontology.Person, name: name} }
func known(role string, ref graph.IRI, name string) part {
	return part{role: role, typ: ref.Type(), ref: ref, name: name}
}
func val(role, v string) part { return part{role: role, value: v} }

// people of invented states; two of one name, and names of three words.
var invented = []struct{ full, country string }{
	{"Orlan Tesk", "Varsonia"}, {"Mira Dov", "Ostelia"}, {"Ilse von Kahr", "Varsonia"}, {"Orlan Tesk", "Ostelia"},
	{"Ana J. Reyes", "Corvanza"}, {"Ana K. Reyes", "Corvanza"}, {"Ana Reyes", "Corvanza"}, {"Benno Hale", ""},
}

// random returns a reading of the seed's making: a few of the same meetings,
// agreements, acts and words over and over, told with more or less.
func random(seed uint64) extract.Reading {
	g := rand.New(rand.NewPCG(seed, 7))
	one := func(words ...string) string { return words[g.IntN(len(words))] }
	t := tell(fmt.Sprintf("article-%d", seed), when.Date(one("2013-05-07", "2013-05-08", "2013-05-09", "")))
	who := func(role string) part {
		if g.IntN(3) == 0 {
			return [...]part{known(role, "person:john-kerry", one("John Kerry", "Kerry")), known(role, "person:sergei-lavrov", "Lavrov")}[g.IntN(2)]
		}
		p := invented[g.IntN(len(invented))]
		if g.IntN(4) == 0 {
			return person(role, p.full[strings.LastIndexByte(p.full, ' ')+1:])
		}
		if p.country != "" && g.IntN(2) == 0 {
			t.claim("office", ontology.Stated, person("person", p.full), val("title", one("foreign minister", "President")),
				part{role: "of", typ: ontology.Country, name: p.country}, val("status", one("current", "former", "acting", "designate")))
		}
		return person(role, p.full)
	}
	state := func(role string) part {
		if g.IntN(2) == 0 {
			return known(role, graph.IRI(one("country:russia", "country:syria", "country:united-states")), one("the country", "Moscow"))
		}
		return part{role: role, typ: ontology.Country, name: one("Varsonia", "Ostelia", "Corvanza")}
	}
	place := func() part {
		if g.IntN(3) == 0 {
			return known("place", "place:moscow", "Moscow")
		}
		return part{role: "place", typ: ontology.Place, name: one("Skarvik", "Lathen")}
	}
	mod := func() ontology.Modality {
		return [...]ontology.Modality{ontology.Stated, ontology.Stated, ontology.Planned, ontology.Denied, ontology.Historical, ontology.Alleged}[g.IntN(6)]
	}
	for range 1 + g.IntN(4) {
		switch g.IntN(6) {
		case 0, 1:
			parts := []part{who("participant"), who("participant"), val("type", one("talks", "summit", "meeting", "call")), val("status", one("held", "planned"))}
			if g.IntN(3) > 0 {
				parts = append(parts, val("date", one("2013-05-07", "2013-05-06/2013-05-07", "2013-05", "2013-05-09")))
			}
			if g.IntN(3) > 0 {
				parts = append(parts, place())
			}
			t.claim("meeting", mod(), parts...)
		case 2:
			parts := []part{state("party"), state("party"), val("type", one("accord", "ceasefire")), val("status", "signed"), val("date", one("2013-05-07", "2013-05-08"))}
			switch g.IntN(4) {
			case 0, 1:
				parts = append(parts, val("name", "the Lathen Sea Accord"))
			case 2:
				parts = append(parts, val("name", "Treaty of Brennholm"))
			}
			if n := len(t.r.Claims); n > 0 && t.r.Claims[n-1].Kind == "meeting" {
				parts = append(parts, part{role: "meeting", claim: n})
			}
			t.claim("agreement", mod(), parts...)
		case 3:
			t.claim("event", mod(), state("actor"), state("recipient"), val("type", one("ASSAULT", "ACCUSE")), val("date", one("2013-05-05", "2013-05-04/2013-05-05")))
		case 4:
			t.claim("statement", ontology.Stated, who("speaker"), val("quote", one("we shall not leave this table before there is an accord between us",
				"leave this table before there is an accord", "the sea belongs to all of us and to nobody alone")), val("direct", "true"))
		case 5:
			t.claim("topic", ontology.Stated, state("about"))
		}
	}
	return t.reading()
}
