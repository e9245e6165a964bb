// Package graphtest makes graphs to test on: a small world told by hand, large
// ones made by number, and the suite that every store must pass.
package graphtest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"strings"

	"entente/graph"
	"entente/graph/ontology"
	"entente/graph/when"

	"github.com/cayleygraph/quad"
)

// Set is a set of articles and of all entities they name, from which changes of
// any part can be made. Entities do not depend on which of the articles are there.
type Set struct {
	Articles []graph.Contribution
	Entities map[graph.IRI]graph.Entity
}

// Change returns the change that adds the articles of those numbers, all when
// none is given, with the entities they need.
func (s Set) Change(numbers ...int) graph.Change {
	if numbers == nil {
		for i := range s.Articles {
			numbers = append(numbers, i)
		}
	}
	var c graph.Change
	for _, i := range numbers {
		c.Add = append(c.Add, s.Articles[i])
	}
	c.Entities = s.entities(c.Add)
	return c
}

// entities returns what the articles denote and speak of, and the far ends of the
// gazetteer's lines on what they denote.
func (s Set) entities(articles []graph.Contribution) []graph.Entity {
	need := map[graph.IRI]bool{}
	claims := func(all []graph.Claim) {
		for _, c := range all {
			for _, f := range c.Facts {
				need[f.Subject], need[f.Object.IRI] = true, true
			}
		}
	}
	for _, a := range articles {
		claims(a.Claims)
		for _, l := range a.Locals {
			need[l.Entity] = true
			claims(s.Entities[l.Entity].Lines)
		}
	}
	var all []graph.Entity
	for iri := range need {
		if e, ok := s.Entities[iri]; ok {
			all = append(all, e)
		}
	}
	slices.SortFunc(all, func(a, b graph.Entity) int { return strings.Compare(string(a.IRI), string(b.IRI)) })
	return all
}

// Graph returns what a store must hold once the articles of those numbers were
// added, as quads.
func (s Set) Graph(numbers ...int) graph.Change {
	c := s.Change(numbers...)
	denoted := map[graph.IRI]bool{}
	for _, a := range c.Add {
		for _, l := range a.Locals {
			denoted[l.Entity] = true
		}
	}
	for i, e := range c.Entities {
		if !denoted[e.IRI] {
			c.Entities[i].Lines = nil
		}
	}
	return c
}

// Fill puts the graph of the whole set into an empty store at once, as a load of
// one article after the other would leave it, in a small part of the time.
func (s Set) Fill(ctx context.Context, into *graph.Store) error {
	c := s.Graph()
	_, err := into.Import(ctx, func(yield func(quad.Quad, error) bool) {
		for q := range graph.EncodeEach(c.Add, c.Entities) {
			if !yield(q, nil) {
				return
			}
		}
	})
	return err
}

// Talks is the small world: the talks of John Kerry and Sergei Lavrov in Moscow on
// 7 May 2013 as four articles of three publishers tell them, with the conference
// that they proposed, a plan and a denial. Article 3 is a wire copy of article 0.
func Talks() Set {
	w := world{Set{Entities: map[graph.IRI]graph.Entity{}}}
	w.entity("country:russia", "Russia", "Russian Federation")
	w.entity("country:united-states", "United States", "U.S.")
	w.entity("country:syria", "Syria")
	w.entity("country:switzerland", "Switzerland")
	w.entity("place:moscow", "Moscow")
	w.entity("place:geneva", "Geneva")
	w.entity("person:john-kerry", "John Kerry", "John F. Kerry")
	w.entity("person:sergei-lavrov", "Sergei Lavrov", "Sergey Lavrov")
	w.entity("office:foreign-minister-of-russia", "Foreign Minister of Russia")
	w.entity("meeting:2013-05-07-moscow-kerry-lavrov", "Talks in Moscow, 7 May 2013")
	w.entity("meeting:2013-05-07-syria-conference", "Conference on Syria")
	w.entity("agreement:2013-05-07-syria-conference", "Agreement to call a conference on Syria")
	w.entity("tenure:sergei-lavrov--foreign-minister-of-russia", "Sergei Lavrov, Foreign Minister of Russia")
	w.line("place:moscow", "in country:russia")
	w.line("place:geneva", "in country:switzerland")
	w.line("country:russia", "capital place:moscow")
	w.line("person:sergei-lavrov", "holds office:foreign-minister-of-russia")
	for iri, e := range w.Entities {
		if e.Type == ontology.Meeting && strings.Contains(string(iri), "moscow") {
			e.First, e.Last = "2013-05-07", "2013-05-07"
			w.Entities[iri] = e
		}
	}
	courier := "John Kerry met Sergei Lavrov in Moscow on Tuesday. They agreed to call a conference on Syria before June."
	w.article("The Harbour Courier", "2013-05-08", "Talks in Moscow", courier,
		say{"John Kerry met Sergei Lavrov in Moscow on Tuesday.", ontology.Stated, "meeting:2013-05-07-moscow-kerry-lavrov",
			"participant person:john-kerry; participant person:sergei-lavrov; place place:moscow; date =2013-05-07; type =talks; status =held"},
		say{"They agreed to call a conference on Syria before June.", ontology.Stated, "agreement:2013-05-07-syria-conference",
			"party country:united-states; party country:russia; topic country:syria; date =2013-05-07; type =agreement; status =announced"},
		say{"call a conference on Syria before June", ontology.Proposed, "meeting:2013-05-07-syria-conference",
			"topic country:syria; date =2013-05-07/2013-05-31; type =conference; status =proposed"})
	w.article("Northern Wire", "2013-05-07", "Kerry in Moscow for talks", "Kerry, the American secretary of state, sat down with Lavrov, the foreign minister of Russia, on May 7.",
		say{"Kerry, the American secretary of state, sat down with Lavrov", ontology.Stated, "meeting:2013-05-07-moscow-kerry-lavrov",
			"participant person:john-kerry; participant person:sergei-lavrov; date =2013-05-07; type =talks; status =held"},
		say{"Lavrov, the foreign minister of Russia,", ontology.Stated, "person:sergei-lavrov",
			"holds office:foreign-minister-of-russia; represents country:russia"})
	w.article("Gazette of the Lakes", "2013-05-06", "Geneva waits", "Kerry will meet Lavrov in Moscow on Tuesday. Officials denied that a conference would sit in Geneva.",
		say{"Kerry will meet Lavrov in Moscow on Tuesday.", ontology.Planned, "meeting:2013-05-07-moscow-kerry-lavrov",
			"participant person:john-kerry; participant person:sergei-lavrov; place place:moscow; date =2013-05-07; status =planned"},
		say{"Officials denied that a conference would sit in Geneva.", ontology.Denied, "meeting:2013-05-07-syria-conference",
			"place place:geneva; type =conference"})
	w.article("Evening Post of the Isles", "2013-05-08", "Talks in Moscow", courier,
		say{"John Kerry met Sergei Lavrov in Moscow on Tuesday.", ontology.Stated, "meeting:2013-05-07-moscow-kerry-lavrov",
			"participant person:john-kerry; participant person:sergei-lavrov; place place:moscow; date =2013-05-07; type =talks; status =held"})
	return w.Set
}

// Marks of Hostile, which must not come out alive.
const (
	HostileScript  = "<script>alert(1)</script>"
	HostileFormula = "=HYPERLINK(1)"
	HostileEscape  = "\x1b]0;x\a"
)

// Hostile is the small world as an enemy writes it: each name, title, publisher,
// author and quote carries a script, a formula or an escape sequence, and the
// articles' addresses are scripts.
func Hostile() Set {
	w := world{Talks()}
	evil := []string{HostileScript, `"><img src=x onerror=alert(1)>`, HostileFormula, "@SUM(1)", "+1+cmd", HostileEscape + "\x1b[2J", "' onmouseover='alert(1)", "{{.}}${x}\u202e"}
	n := 0
	spoil := func(s string) string { n++; return evil[n%len(evil)] + s }
	for _, iri := range slices.Sorted(maps.Keys(w.Entities)) {
		e := w.Entities[iri]
		e.Label = spoil(e.Label)
		for i := range e.Aliases {
			e.Aliases[i] = spoil(e.Aliases[i])
		}
		w.Entities[iri] = e
	}
	for i := range w.Articles {
		c := &w.Articles[i]
		a := &c.Article
		before := spoil("") + spoil("") + " "
		a.Text = before + a.Text
		sum := sha256.Sum256([]byte(a.Text))
		a.Digest = hex.EncodeToString(sum[:])
		a.Title, a.Publisher, a.Authors = spoil(a.Title), spoil(a.Publisher), []string{spoil("A. Author")}
		a.URL, a.Dateline = "javascript:alert("+fmt.Sprint(i)+")", spoil("MOSCOW")
		for j := range c.Claims { // the words before stand inside each quote
			cl := &c.Claims[j]
			cl.Also = nil
			cl.Start, cl.End = 0, cl.End+len(before)
			cl.Quote = a.Text[:cl.End]
		}
		for j := range c.Locals {
			for k := range c.Locals[j].Names {
				c.Locals[j].Names[k] = spoil(c.Locals[j].Names[k])
			}
		}
		c.Sort()
	}
	return w.Set
}

// say is what one sentence of an article says of one thing.
type say struct {
	quote    string
	modality ontology.Modality
	subject  graph.IRI
	facts    string // "participant person:john-kerry; date =2013-05-07": predicate and thing or =literal
}

// world builds a Set.
type world struct{ Set }

func (w world) entity(iri graph.IRI, label string, aliases ...string) {
	w.Entities[iri] = graph.Entity{IRI: iri, Type: iri.Type(), Label: label, Aliases: aliases}
}

func (w world) line(iri graph.IRI, fact string) {
	e := w.Entities[iri]
	c := graph.Claim{ID: graph.IRI("claim:" + graph.Hash("line", string(iri), fact)), Kind: "gazetteer", Rule: "line",
		Modality: ontology.Stated, Facts: Facts(iri, fact), Quote: string(iri) + "\t" + fact}
	c.End = len(c.Quote)
	e.Lines = append(e.Lines, c)
	w.Entities[iri] = e
}

// Facts reads facts about a subject: "participant person:john-kerry; date =2013-05-07".
// An address in front makes a fact of another subject: "tenure:kerry end =2017".
func Facts(subject graph.IRI, facts string) []graph.Fact {
	var all []graph.Fact
	for _, f := range strings.Split(facts, ";") {
		about := subject
		p, o, _ := strings.Cut(strings.TrimSpace(f), " ")
		if strings.Contains(p, ":") {
			about = graph.IRI(p)
			p, o, _ = strings.Cut(o, " ")
		}
		fact := graph.Fact{Subject: about, Predicate: ontology.Predicate(p), Object: graph.Object{IRI: graph.IRI(o)}}
		if literal, ok := strings.CutPrefix(o, "="); ok {
			fact.Object = graph.Object{Literal: literal, Kind: literalKind(ontology.Predicate(p))}
		}
		all = append(all, fact)
	}
	return all
}

func literalKind(p ontology.Predicate) ontology.Value {
	switch p {
	case "heldOn", "actingOn", "designateOn", "endedBefore": // which resolution draws
		return ontology.Date
	}
	for _, k := range ontology.Kinds {
		for _, r := range k.Roles {
			if r.Predicate == p && r.Value != ontology.Thing {
				return r.Value
			}
		}
	}
	return ontology.Text
}

// article adds an article with a local for each thing it speaks of.
func (w *world) article(publisher string, day when.Date, title, text string, says ...say) {
	sum := sha256.Sum256([]byte(text))
	a := graph.Article{ID: publisher + ", " + string(day) + ": " + title, Digest: hex.EncodeToString(sum[:]), Title: title, Publisher: publisher,
		Authors: []string{"B. Author", "A. Author"}, Published: day, Lang: "en", Text: text, Record: `{"article":"` + title + `"}`,
		Group: graph.GroupIRI(text)}
	a.IRI = graph.ArticleIRI(a.ID)
	c := graph.Contribution{Article: a}
	locals := map[graph.IRI]bool{}
	local := func(iri graph.IRI, start int) {
		if locals[iri] || iri.Type() == ontology.Office || iri.Type() == ontology.Tenure || iri == "" {
			return
		}
		locals[iri] = true
		c.Locals = append(c.Locals, graph.Local{Type: iri.Type(), Entity: iri, Names: []string{w.Entities[iri].Label},
			IRI: graph.LocalIRI(a.ID, a.Digest, fmt.Sprintf("%d-%s", start, strings.ToLower(string(iri.Type()))))})
	}
	for i, s := range says {
		start := strings.Index(text, s.quote)
		cl := graph.Claim{ID: graph.Within("claim", a.ID, graph.Hash(s.quote, fmt.Sprint(i))), Kind: strings.ToLower(string(s.subject.Type())), Rule: "by-hand",
			Modality: s.modality, Facts: Facts(s.subject, s.facts), Sentence: i, Start: start, End: start + len(s.quote), Quote: s.quote}
		if start > 0 {
			cl.Also = []graph.Span{{Start: 0, End: 4}}
		}
		local(s.subject, start)
		for j, f := range cl.Facts {
			local(f.Object.IRI, start+j+1)
		}
		c.Claims = append(c.Claims, cl)
	}
	c.Sort()
	w.Articles = append(w.Articles, c)
}
