package graphtest

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"entente/graph"
	"entente/graph/ontology"
	"entente/graph/when"
)

// World makes a world of about so many quads, the same for the same seed: states
// of which few are in most of the news, their ministers, twenty years of talks,
// accords, acts and words, each told by one article or by several, some copied by
// wire. The graph of n articles is that of the first n of a larger world, but for
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
	stories   int
}

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
	g.ministers, g.cities = map[graph.IRI][]graph.IRI{}, map[graph.IRI][]graph.IRI{}
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

func (g *generator) minister(c graph.IRI, country string, i int) {
	title := [...]string{"Foreign Minister", "President", "Envoy", "Defence Minister"}[i%4]
	name := g.word(2) + " " + g.word(3)
	p := graph.IRI("person:" + strings.ToLower(strings.ReplaceAll(name, " ", "-")))
	o := graph.IRI("office:" + strings.ToLower(strings.ReplaceAll(title, " ", "-")+"-of-"+country))
	if _, taken := g.Entities[p]; taken {
		return
	}
	g.entity(p, name, name[strings.IndexByte(name, ' ')+1:])
	g.entity(o, title+" of "+country)
	g.line(p, "holds "+string(o))
	g.line(p, "represents "+string(c))
	g.ministers[c] = append(g.ministers[c], p)
}

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
	day := when.Of(2004, 1, 1) + when.Day(g.IntN(days))
	says := g.acts(a, b, day)
	n := 0
	for i := range 1 + g.few(8) {
		told := slices.DeleteFunc(slices.Clone(says), func(say) bool { return i > 0 && g.IntN(4) == 0 })
		if len(told) > 0 {
			n += g.tell(i, day+when.Day(g.IntN(2)), told)
		}
	}
	return n
}

// acts are the sentences of a story.
func (g *generator) acts(a, b graph.IRI, day when.Day) []say {
	id := fmt.Sprintf("%s-%d", day, g.stories)
	meeting, place := graph.IRI("meeting:"+id), pick(g, g.cities[b])
	p, q, date := pick(g, g.ministers[a]), pick(g, g.ministers[b]), day.String()
	label := func(iri graph.IRI) string { return g.Entities[iri].Label }
	g.dated(meeting, fmt.Sprintf("Talks of %s and %s in %s, %s", label(p), label(q), label(place), date), date)
	says := []say{{fmt.Sprintf("%s met %s in %s on %s.", label(p), label(q), label(place), date), modality(g), meeting,
		fmt.Sprintf("participant %s; participant %s; place %s; date =%s; type =talks; status =held; topic %s", p, q, place, date, g.country())}}
	if g.IntN(3) == 0 {
		accord := graph.IRI("agreement:" + id)
		g.dated(accord, fmt.Sprintf("Accord of %s and %s, %s", label(a), label(b), date), date)
		says = append(says, say{fmt.Sprintf("%s and %s signed an accord in %s.", label(a), label(b), label(place)), ontology.Stated, accord,
			fmt.Sprintf("party %s; party %s; date =%s; type =accord; status =signed; signedAt %s", a, b, date, meeting)})
	}
	if g.IntN(2) == 0 {
		event, c := graph.IRI("event:"+id), g.country()
		typ := pick(g, []string{"ACCUSE", "REQUEST", "THREATEN", "AID", "SANCTION", "REJECT", "ASSAULT"})
		g.dated(event, fmt.Sprintf("%s by %s, %s", typ, label(a), date), date)
		says = append(says, say{fmt.Sprintf("%s turned against %s in a case of %s.", label(a), label(c), strings.ToLower(typ)), modality(g), event,
			fmt.Sprintf("actor %s; recipient %s; date =%s; type =%s", a, c, date, typ)})
	}
	for i := range g.IntN(3) {
		words, statement := g.word(2)+" "+g.word(1)+" "+g.word(3)+" "+g.word(2), graph.IRI(fmt.Sprintf("statement:%s-%d", id, i))
		g.dated(statement, "Statement of "+label(p), date)
		says = append(says, say{fmt.Sprintf("%q, said %s of %s.", words, label(p), label(b)), ontology.Stated, statement,
			fmt.Sprintf("speaker %s; about %s; direct =true; quote =%s", p, b, words)})
	}
	return says
}

// modality is mostly stated.
func modality(g *generator) ontology.Modality {
	if g.IntN(4) > 0 {
		return ontology.Stated
	}
	return pick(g, []ontology.Modality{ontology.Planned, ontology.Denied, ontology.Alleged, ontology.Historical})
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
	publisher := "The " + pick(g, []string{"Courier", "Post", "Herald", "Wire", "Gazette", "Observer"}) + fmt.Sprintf(" %d", g.IntN(40))
	g.article(publisher, when.Date(day.String()), fmt.Sprintf("Story %d, told %d", g.stories, number), text.String(), says...)
	c := g.Articles[len(g.Articles)-1]
	n := 20 + 4*len(c.Locals)
	for _, cl := range c.Claims {
		n += 6 + 2*len(cl.Facts)
	}
	return n
}
