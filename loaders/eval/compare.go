package eval

import (
	"strings"

	"entente/graph/gazetteer"
	"entente/graph/when"
	"entente/loaders/view"
)

// comparison is one gold document beside the one found for the same text.
type comparison struct {
	*Scores
	gold, found *view.Document
	text        string
	g, f        names // from a form to the gold's key
}

// Compare scores a found document against gold of the same text.
func Compare(gold Gold, found view.Document) *Scores {
	g, f := bridge(&gold.Document, &found)
	c := &comparison{newScores(gold.Document.Doc), &gold.Document, &found, gold.Text, g, f}
	c.article()
	c.people()
	c.named("countries", c.gold.Countries, c.found.Countries)
	c.named("organizations", c.gold.Organizations, c.found.Organizations)
	c.named("places", placesAsNamed(c.gold.Places), placesAsNamed(c.found.Places))
	c.meetings()
	c.agreements()
	c.events()
	c.statements()
	return c.Scores
}

// article counts each of the article's own fields as one.
func (c *comparison) article() {
	g, f := c.gold.Article, c.found.Article
	c.field("article", "title", g.Title, f.Title)
	c.field("article", "publisher", g.Publisher, f.Publisher)
	c.field("article", "published", string(g.Published), string(f.Published))
	c.field("article", "dateline", g.Dateline, f.Dateline)
	c.field("article", "authors", strings.Join(g.Authors, "; "), strings.Join(f.Authors, "; "))
}

// field counts a single value: nothing to say where both are silent.
func (c *comparison) field(m Measure, what, gold, found string) {
	switch {
	case fold(gold) == fold(found):
		if gold != "" {
			c.hit(m)
		}
	default:
		if gold != "" {
			c.missed(m, "%s %q (found %q)", what, gold, found)
		}
		if found != "" {
			c.wrong(m, "%s %q (gold %q)", what, found, gold)
		}
	}
}

// set counts the members of a set of names.
func (c *comparison) set(m Measure, what string, gold, found []string) {
	g, f := c.g.keys(gold), c.f.keys(found)
	for _, k := range sortedKeys(g) {
		if f[k] {
			c.hit(m)
		} else {
			c.missed(m, "%s: %s", what, k)
		}
	}
	for _, k := range sortedKeys(f) {
		if !g[k] {
			c.wrong(m, "%s: %s", what, k)
		}
	}
}

func (c *comparison) people() {
	gold, found := c.gold.People, c.found.People
	pairs := align(len(gold), len(found), func(i, j int) int {
		return same(c.g.key(gold[i].Name), c.f.key(found[j].Name))
	})
	for _, p := range pairs {
		c.hit("people")
		c.roles(gold[p.gold].Name, gold[p.gold].Roles, found[p.found].Roles)
	}
	miss, extra := unpaired(len(gold), len(found), pairs)
	for _, i := range miss {
		c.missed("people", "%s", gold[i].Name)
		c.roles(gold[i].Name, gold[i].Roles, nil)
	}
	for _, j := range extra {
		c.wrong("people", "%s", found[j].Name)
		c.roles(found[j].Name, nil, found[j].Roles)
	}
}

// roles counts a role as right when title, country or organization, and status agree.
func (c *comparison) roles(person string, gold, found []view.Role) {
	key := func(n names, r view.Role) string {
		return strings.Join([]string{office(r.Title), n.key(r.Of), r.Status}, "|")
	}
	pairs := align(len(gold), len(found), func(i, j int) int {
		return same(key(c.g, gold[i]), key(c.f, found[j]))
	})
	for range pairs {
		c.hit("roles")
	}
	miss, extra := unpaired(len(gold), len(found), pairs)
	for _, i := range miss {
		c.missed("roles", "%s: %s of %s, %s", person, gold[i].Title, gold[i].Of, gold[i].Status)
	}
	for _, j := range extra {
		c.wrong("roles", "%s: %s of %s, %s", person, found[j].Title, found[j].Of, found[j].Status)
	}
}

// office is the form in which titles are compared: a spokeswoman and a spokesman
// hold the same office, a premier is a prime minister.
func office(title string) string {
	if o, ok := gazetteer.Title(title); ok {
		return o.Slug
	}
	return fold(title)
}

func (c *comparison) named(m Measure, gold, found []view.Named) {
	pairs := align(len(gold), len(found), func(i, j int) int {
		return same(c.g.key(gold[i].Name), c.f.key(found[j].Name))
	})
	for range pairs {
		c.hit(m)
	}
	miss, extra := unpaired(len(gold), len(found), pairs)
	for _, i := range miss {
		c.missed(m, "%s", gold[i].Name)
	}
	for _, j := range extra {
		c.wrong(m, "%s", found[j].Name)
	}
}

func placesAsNamed(places []view.Place) []view.Named {
	out := make([]view.Named, len(places))
	for i, p := range places {
		out[i] = view.Named{Name: p.Name, Aliases: p.Aliases}
	}
	return out
}

// like weighs what two acts have in common, for aligning them: they must share
// an actor or the words that state them; the rest only decides between rivals.
func (c *comparison) like(gold, found act) int {
	actors := overlap(c.g.keys(gold.actors), c.f.keys(found.actors))
	words := touch(spans(c.text, gold.span, gold.evidence), spans(c.text, found.span, found.evidence))
	if actors == 0 && !words {
		return 0
	}
	like := 1 + 3*actors
	if words {
		like += 2000
	}
	for _, slot := range [][2]string{
		{gold.kind, found.kind}, {gold.status, found.status},
		{string(gold.date), string(found.date)}, {c.g.key(gold.place), c.f.key(found.place)},
		{fold(gold.name), fold(found.name)},
	} {
		if slot[0] != "" && slot[0] == slot[1] {
			like += 700
		}
	}
	if !words && like < 3000 { // one common actor alone is not the same act
		return 0
	}
	return like
}

// act is what meetings, agreements and events have in common.
type act struct {
	name, kind, status, place string
	date                      when.Date
	actors                    []string
	span                      view.Span
	evidence                  []view.Evidence
}

func same(a, b string) int {
	if a == b {
		return 1
	}
	return 0
}
