package graphtest

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"entente/graph"
	"entente/graph/when"
)

// World makes a world of about so many quads, the same for the same seed: states
// of which few are in most of the news, their ministers one after the other in
// office, twenty years of talks held and only planned, accords signed and only
// announced, acts and words, each told by one article or by several, not always the
// same way. The graph of n articles is that of the first n of a larger world, but for
// what later articles add to the same things.
func World(seed uint64, quads int) Set {
	g := &generator{Rand: rand.New(rand.NewPCG(seed, 11)), world: world{Set{Entities: map[graph.IRI]graph.Entity{}}}}
	g.states()
	for n := 0; n < quads; {
		n += g.story()
	}
	return g.Set
}

// generator tells stories.
type generator struct {
	*rand.Rand
	world
	countries []graph.IRI
	ministers map[graph.IRI][]graph.IRI // by country
	cities    map[graph.IRI][]graph.IRI
	terms     map[graph.IRI]term // by person
	stories   int
}

// term is a person's time in office.
type term struct {
	tenure, office, country graph.IRI
	title                   string
	from, until             when.Day
}

// first is the day on which the stories begin.
var first = when.Of(2004, 1, 1)

// Sizes of the world.
const (
	states    = 160
	ministers = 8 // of a state
	cities    = 4
	days      = 20 * 365
)

var syllables = strings.Fields("ba do kar len mi ost qu ra sel tor va yen zu har nor bel dra fi gol ket lum mar pes rin sha tul")

func (g *generator) word(n int) string {
	var b strings.Builder
	for range n {
		b.WriteString(syllables[g.IntN(len(syllables))])
	}
	s := b.String()
	return strings.ToUpper(s[:1]) + s[1:]
}

// states makes states with cities and ministers. The first are the most told of.
func (g *generator) states() {
	g.ministers, g.cities, g.terms = map[graph.IRI][]graph.IRI{}, map[graph.IRI][]graph.IRI{}, map[graph.IRI]term{}
	for range states {
		name := g.word(3)
		c := graph.IRI("country:" + strings.ToLower(name))
		if _, taken := g.Entities[c]; taken {
			continue
		}
		g.entity(c, name, name+"ia")
		g.countries = append(g.countries, c)
		for range cities {
			city := g.word(2)
			p := graph.IRI("place:" + strings.ToLower(city+"-"+name))
			g.entity(p, city)
			g.line(p, "in "+string(c))
			g.cities[c] = append(g.cities[c], p)
		}
		slices.Sort(g.cities[c])
		g.cities[c] = slices.Compact(g.cities[c])
		for i := range ministers {
			g.minister(c, name, i)
		}
	}
}

// titles are the offices of a state; half of its ministers hold them in the first
// half of the years, the others after them.
var titles = [...]string{"Foreign Minister", "President", "Envoy", "Defence Minister"}

func (g *generator) minister(c graph.IRI, country string, i int) {
	title := titles[i%len(titles)]
	name := g.word(2) + " " + g.word(3)
	p := graph.IRI("person:" + slug(name))
	o := graph.IRI("office:" + slug(title+" of "+country))
	if _, taken := g.Entities[p]; taken {
		return
	}
	half := first + days/2 + when.Day(i%len(titles)*100)
	t := term{graph.IRI("tenure:" + slug(name) + "--" + slug(title+" of "+country)), o, c, title, first - 400, half}
	if i >= len(titles) {
		t.from, t.until = half, first+days
	}
	g.terms[p] = t
	g.entity(p, name, name[strings.IndexByte(name, ' ')+1:])
	g.entity(o, title+" of "+country)
	g.entity(t.tenure, name+", "+title+" of "+country)
	until := fmt.Sprintf("; %s end =%s", t.tenure, t.until)
	if i >= len(titles) {
		until = "" // in office to this day
	}
	g.line(p, t.facts(p)+fmt.Sprintf("; %s start =%s", t.tenure, t.from)+until)
	g.ministers[c] = append(g.ministers[c], p)
}

// facts are those of a tenure that articles and gazetteer give alike.
func (t term) facts(p graph.IRI) string {
	return fmt.Sprintf("holds %s; represents %s; %s of %s; %s title =%s; %s holder %s; %s office %s",
		t.office, t.country, t.office, t.country, t.office, t.title, t.tenure, p, t.tenure, t.office)
}

func slug(name string) string { return strings.ToLower(strings.ReplaceAll(name, " ", "-")) }

// few picks a number below n, small ones much more often.
func (g *generator) few(n int) int { return int(float64(n) * g.Float64() * g.Float64() * g.Float64()) }

func (g *generator) country() graph.IRI { return g.countries[g.few(len(g.countries))] }

func pick[T any](g *generator, all []T) T { return all[g.IntN(len(all))] }

// story makes what happened on one day between two states, and the articles that
// tell of it. It returns about how many quads they are.
func (g *generator) story() int {
	g.stories++
	a, b := g.country(), g.country()
	for a == b || len(g.ministers[a]) == 0 || len(g.ministers[b]) == 0 {
		a, b = g.country(), g.country()
	}
	day := first + when.Day(g.IntN(days))
	says := g.acts(a, b, day)
	n := 0
	for i := range 1 + g.few(8) {
		told := slices.DeleteFunc(slices.Clone(says), func(say) bool { return i > 0 && g.IntN(4) == 0 })
		if i > 0 && g.IntN(4) == 0 && len(told) > 0 {
			told[0] = g.otherwise(told[0], day)
		}
		if len(told) > 0 {
			n += g.tell(i, day+when.Day(g.IntN(2)), told)
		}
	}
	return n
}

func (g *generator) dated(iri graph.IRI, label, day string) {
	g.entity(iri, label)
	e := g.Entities[iri]
	e.First, e.Last = when.Date(day), when.Date(day)
	g.Entities[iri] = e
}

// tell writes an article.
func (g *generator) tell(number int, day when.Day, says []say) int {
	var text strings.Builder
	for _, s := range says {
		text.WriteString(s.quote + "\n")
	}
	publisher := "The " + pick(g, []string{"Courier", "Post", "Herald", "Wire", "Gazette", "Observer"}) + fmt.Sprintf(" %d", g.few(40))
	g.article(publisher, when.Date(day.String()), fmt.Sprintf("Story %d, told %d", g.stories, number), text.String(), says...)
	c := g.Articles[len(g.Articles)-1]
	n := 20 + 4*len(c.Locals)
	for _, cl := range c.Claims {
		n += 6 + len(cl.Facts)
		if cl.Kind != "person" { // the facts of an office are mostly there already
			n += len(cl.Facts)
		}
	}
	return n
}
