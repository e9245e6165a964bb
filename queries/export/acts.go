package export

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"entente/graph"
	"entente/graph/ontology"
	"entente/graph/when"
)

// What the forms of event data share: the graph's meetings, agreements and events
// as coded acts of PLOVER.
//
// A meeting that was held is CONSULT; one that is planned or proposed is the
// promise to meet, AGREE, on the day it was first told of. An agreement is SUPPORT
// when signed or ratified, AGREE when announced or proposed, REJECT when broken
// off. An event is what it is. An act without a day, told only as history, has no
// place in data that are counted by days and is left out; an act without a day that
// is told as news has that of its first report. Postponed and cancelled meetings
// are left out: nobody can tell who did it to whom.

// act is one coded act.
type act struct {
	id                graph.IRI
	plover            ploverType
	mode              string
	auxiliary         []string // of PLOVER: historical, future, hypothetical, negation
	day               when.Day
	last              when.Day // not before day
	dated             bool
	actors, to        []actor
	where             scene
	topics, amounts   []string
	mutual            bool // all actors did it with one another
	lead              bool // its first report has it in its first sentence or headline
	articles          []graph.Article
	voices            []graph.Voice // the claims on it, each once, first report first
	sources           int           // articles with one text count once
	people, orgs, loc []string      // named in the first article
}

// auxiliaries are PLOVER's auxiliary modes for modalities that do not assert.
var auxiliaries = map[ontology.Modality]string{ontology.Planned: "future", ontology.Proposed: "future", ontology.Conditional: "hypothetical",
	ontology.Alleged: "hypothetical", ontology.Denied: "negation", ontology.Negated: "negation"}

// acts gives the acts of the view in the order of their things. Those that no claim
// gives as having been the case, but for promises, come only when unasserted is true.
func (v *view) acts(ctx context.Context, unasserted bool, fn func(act) error) error {
	return v.things(ctx, func(t thing) error {
		a, ok := code(t)
		if !ok || len(a.auxiliary) > 0 && !unasserted {
			return nil
		}
		if err := v.report(ctx, &a, t); err != nil {
			return err
		}
		if len(a.articles) == 0 || !a.dated {
			return nil
		}
		if err := v.cast(ctx, &a, t); err != nil {
			return err
		}
		if len(a.actors) == 0 {
			return nil
		}
		return fn(a)
	})
}

// literals returns the objects of a predicate, the asserted ones first.
func (t thing) literals(p ontology.Predicate) []string {
	var sure, rest []string
	for _, f := range t.facts {
		switch {
		case f.Predicate != p || f.Object.IRI != "":
		case f.asserted:
			sure = append(sure, f.Object.Literal)
		default:
			rest = append(rest, f.Object.Literal)
		}
	}
	return append(sure, rest...)
}

// has reports whether the thing has such a fact, asserted.
func (t thing) has(p ontology.Predicate, objects ...string) bool {
	return slices.ContainsFunc(t.facts, func(f fact) bool {
		return f.asserted && f.Predicate == p && slices.Contains(objects, f.Object.Literal)
	})
}

// code codes a thing as an act; false for what is none.
func code(t thing) (act, bool) {
	a := act{id: t.IRI}
	name := ""
	switch t.Type {
	case ontology.Meeting:
		name = a.meeting(t)
	case ontology.Agreement:
		a.mutual = true
		for _, s := range t.literals("status") {
			if name = agreementTypes[s]; name != "" {
				break
			}
		}
	case ontology.Event:
		name = first(t.literals("type"))
		a.mode = first(t.literals("mode"))
		a.assertion(t, "type")
	}
	var ok bool
	a.plover, ok = ploverByName(name)
	if t.Type == ontology.Agreement && ok {
		a.assertion(t, "status")
		if a.plover.name == "AGREE" && slices.Equal(a.auxiliary, []string{"future"}) {
			a.auxiliary = nil // a promise is AGREE itself
		}
	}
	return a, ok
}

func first(all []string) string {
	if len(all) == 0 {
		return ""
	}
	return all[0]
}

// meeting codes a meeting.
func (a *act) meeting(t thing) string {
	a.mutual = true
	status := t.literals("status")
	switch {
	case t.has("status", "held", "failed"):
		a.mode = meetingModes[first(t.literals("type"))]
		return "CONSULT"
	case slices.Contains(status, "cancelled") || slices.Contains(status, "postponed"):
		return ""
	case slices.Contains(status, "planned") || slices.Contains(status, "proposed"):
		return "AGREE"
	case slices.Contains(status, "held"): // denied, alleged ...
		a.assertion(t, "status")
		return "CONSULT"
	}
	return ""
}

// assertion notes the auxiliary mode of an act whose telling fact is not asserted.
func (a *act) assertion(t thing, p ontology.Predicate) {
	for _, f := range t.facts {
		if f.Predicate == p && f.asserted {
			return
		}
	}
	for _, f := range t.facts {
		if f.Predicate != p {
			continue
		}
		for _, v := range f.voices {
			if aux := auxiliaries[v.Modality]; aux != "" && !slices.Contains(a.auxiliary, aux) {
				a.auxiliary = append(a.auxiliary, aux)
			}
		}
	}
	slices.Sort(a.auxiliary)
}

// report notes the claims and the articles that tell of an act, and its day.
func (v *view) report(ctx context.Context, a *act, t thing) error {
	seen, groups, historical := map[graph.IRI]bool{}, map[graph.IRI]bool{}, true
	for _, f := range t.facts {
		for _, voice := range f.voices {
			if voice.Article == graph.GazetteerArticle || seen[voice.Claim] {
				continue
			}
			seen[voice.Claim] = true
			a.voices = append(a.voices, voice)
			historical = historical && voice.Modality == ontology.Historical
		}
	}
	by := map[graph.IRI]graph.Article{}
	for _, voice := range a.voices {
		article, err := v.article(ctx, voice.Article)
		if err != nil {
			return err
		}
		if _, known := by[article.IRI]; !known {
			by[article.IRI] = article
			a.articles = append(a.articles, article)
			groups[cmp.Or(article.Group, article.IRI)] = true
		}
	}
	a.sources = len(groups)
	slices.SortFunc(a.articles, func(x, y graph.Article) int {
		return cmp.Or(when.Compare(x.Published, y.Published), cmp.Compare(x.IRI, y.IRI))
	})
	slices.SortFunc(a.voices, func(x, y graph.Voice) int {
		return cmp.Or(when.Compare(by[x.Article].Published, by[y.Article].Published), cmp.Compare(x.Article, y.Article), cmp.Compare(x.Claim, y.Claim))
	})
	a.when(t, historical)
	return v.place(ctx, a)
}

// place notes whether the first report tells of the act at its very beginning.
func (v *view) place(ctx context.Context, a *act) error {
	for _, voice := range a.voices {
		if voice.Article != a.voices[0].Article {
			break
		}
		c, err := v.Claim(ctx, voice.Claim)
		if err != nil {
			return err
		}
		a.lead = a.lead || c.Claim.Sentence <= 1
	}
	return nil
}

// when notes the day of an act.
func (a *act) when(t thing, historical bool) {
	promise := t.Type == ontology.Meeting && a.plover.name == "AGREE"
	from, _, ok := t.First.Bounds()
	if ok && !promise {
		a.day, a.last, a.dated = from, from, from != when.Past
		if _, to, ok := t.Last.Bounds(); ok {
			a.last = max(from, to)
			if to == when.Future {
				a.last = from
			}
		}
		return
	}
	if historical && !promise || len(a.articles) == 0 {
		return
	}
	if day, _, ok := a.articles[0].Published.Bounds(); ok {
		a.day, a.last, a.dated = day, day, true
	}
}

// parts are the predicates under which the sides of an act stand, by type of thing.
var parts = map[ontology.Type]struct{ by, to []ontology.Predicate }{
	ontology.Meeting:   {by: []ontology.Predicate{"convener", "host", "participant"}},
	ontology.Agreement: {by: []ontology.Predicate{"party"}},
	ontology.Event:     {by: []ontology.Predicate{"actor"}, to: []ontology.Predicate{"recipient"}},
}

// cast fills in who, to whom, where, and about what.
func (v *view) cast(ctx context.Context, a *act, t thing) error {
	names, err := v.namesIn(ctx, a.articles[0].IRI)
	if err != nil {
		return err
	}
	sure := len(a.auxiliary) == 0 && a.plover.name != "AGREE"
	side := func(predicates []ontology.Predicate) ([]actor, error) {
		var all []actor
		var had []graph.IRI
		for _, f := range t.facts {
			o := f.Object.IRI
			if o == "" || sure && !f.asserted || !slices.Contains(predicates, f.Predicate) || slices.Contains(had, o) {
				continue
			}
			who, err := v.actorOf(ctx, o, when.Date(a.day.String()))
			if err != nil {
				return nil, err
			}
			who.raw = cmp.Or(first(names.of[o]), who.name)
			had, all = append(had, o), append(all, who)
		}
		return all, nil
	}
	if a.actors, err = side(parts[t.Type].by); err != nil {
		return err
	}
	if a.to, err = side(parts[t.Type].to); err != nil {
		return err
	}
	for _, f := range t.facts {
		switch {
		case sure && !f.asserted:
		case f.Predicate == "place" && a.where.name == "":
			if a.where, err = v.sceneOf(ctx, f.Object.IRI); err != nil {
				return err
			}
		case f.Predicate == "topic":
			label, err := v.label(ctx, f.Object.IRI)
			if err != nil {
				return err
			}
			a.topics = append(a.topics, label)
		case f.Predicate == "amount":
			a.amounts = append(a.amounts, f.Object.Literal)
		}
	}
	a.people, a.orgs, a.loc = names.people, names.orgs, names.places
	if a.plover.name == "CONSULT" && a.mode == "" && len(a.actors) > 2 {
		a.mode = "multilateral"
	}
	return nil
}

// nameList is what an article names: the forms by thing, and the things by type.
type nameList struct {
	of                   map[graph.IRI][]string
	people, orgs, places []string
}

// namesIn returns what an article names.
func (v *view) namesIn(ctx context.Context, article graph.IRI) (nameList, error) {
	n := nameList{of: map[graph.IRI][]string{}}
	c, err := v.Contribution(ctx, article)
	if err != nil {
		return n, err
	}
	for _, l := range c.Locals {
		if n.of[l.Entity] != nil {
			continue
		}
		n.of[l.Entity] = append([]string{}, l.Names...)
		label, err := v.label(ctx, l.Entity)
		if err != nil {
			return n, err
		}
		switch l.Type {
		case ontology.Person:
			n.people = append(n.people, label)
		case ontology.Organization:
			n.orgs = append(n.orgs, label)
		case ontology.Place, ontology.Country:
			n.places = append(n.places, label)
		}
	}
	for _, list := range []*[]string{&n.people, &n.orgs, &n.places} {
		slices.Sort(*list)
		*list = slices.Compact(*list)
	}
	return n, nil
}

// joined joins what is known, "None" where nothing is, as POLECAT writes it.
func joined(all []string) string {
	var known []string
	for _, s := range all {
		if s = strings.TrimSpace(s); s != "" {
			known = append(known, strings.ReplaceAll(s, ";", ","))
		}
	}
	if len(known) == 0 {
		return "None"
	}
	return strings.Join(known, "; ")
}
