package resolve

import (
	"slices"
	"strings"

	"entente/graph"
	"entente/graph/ontology"
	"entente/graph/when"
)

// portrait is what follows from the features of a thing alone, each part of it worked out
// when it is first asked for. It does not change, so the nodes of many plans may have one.
// Of what articles of many days tell alike only the day is a portrait's own (dated).
type portrait struct {
	*Features
	Day    when.Date
	shares bool     // the thing shares a node with those of other articles
	id     string   // see member
	keys   []string // see blocking
	keyed  bool     // keys are worked out
	seen   *aspects // see sight
	alike  string   // see contradicting
	said   string   // see compared
	called []string // see calls
	spoken []phrase // see phrases

	written string // see onDay

	undated *portrait // of the same told without a day, of which nothing differs but what the day tells
}

func portraitOf(f Features) *portrait { return &portrait{Features: &f, Day: f.Day} }

// told are the features, with the day.
func (p *portrait) told() Features {
	f := *p.Features
	f.Day = p.Day
	return f
}

// member is the nodeID of a thing that shares a node.
func (p *portrait) member() string {
	switch {
	case p.id != "":
	case p.undated != nil && !byName(p.Type):
		p.id = p.undated.onDay(p.Day)
	default:
		p.id = p.told().nodeID()
	}
	return p.id
}

// onDay is the nodeID of an act or a statement that is told like this one without a day: its
// features as they are written, with the day in its place.
func (p *portrait) onDay(day when.Date) string {
	if p.written == "" {
		p.written = p.inCommon().marshal()
	}
	head, rest, _ := strings.Cut(p.written, `,"id":`)
	return graph.Hash(head + `,"day":"` + string(day) + `","id":` + rest)
}

// nodeOf tells of which node a thing of the portrait is a member, see nodeID.
func (p *portrait) nodeOf(local graph.IRI) string {
	if p.shares {
		return p.member()
	}
	return string(local)
}

// blocking are the blocking keys.
func (p *portrait) blocking() []string {
	if p.keyed {
		return p.keys
	}
	if p.keyed = true; p.undated != nil {
		p.keys = slices.Concat(p.undated.blocking(), p.inMonths(monthsAround(p.Day)))
	} else {
		p.keys = keysWith(p.told(), p.phrases())
	}
	return p.keys
}

// inMonths are the keys for some months, which a portrait has beside those of the same told
// without a day.
func (p *portrait) inMonths(months []string) []string {
	return keysInMonths(p.Features, months, p.phrases())
}

// phrases are those of a quotation, which it has whatever the day; nil where it has none.
func (p *portrait) phrases() []phrase {
	if p.undated != nil {
		return p.undated.phrases()
	}
	if p.spoken == nil && len(p.Said) > 0 {
		p.spoken = phrasesOf(p.Said)
	}
	return p.spoken
}

// sight is a thing as joins look at it.
func (p *portrait) sight() *aspects {
	switch {
	case p.seen != nil:
	case p.undated != nil:
		a := *p.undated.sight()
		a.day = stretchOf(p.Day)
		p.seen = &a
	default:
		p.seen = aspectsOf(p.Features)
	}
	return p.seen
}

// contradicting is all that Contradict looks at.
func (p *portrait) contradicting() string {
	if p.undated != nil && !p.sight().ahead {
		return p.undated.contradicting()
	}
	if p.alike == "" {
		f := p.content()
		f.Names, f.Told, f.Where, f.Said = nil, nil, nil, nil
		if f.Day = ""; p.sight().ahead {
			f.Day = p.Day
		}
		p.alike = f.marshal()
	}
	return p.alike
}

// compared is all of an agreement that joins look at, but for the day of its article and
// the words it stands in.
func (p *portrait) compared() string {
	if p.undated != nil {
		return p.undated.compared()
	}
	if p.said == "" {
		f := p.content()
		f.Day = ""
		p.said = f.marshal()
	}
	return p.said
}

// calls are the names of its own that an agreement has, as they are compared.
func (p *portrait) calls(known Known) []string {
	if p.Type != ontology.Agreement {
		return nil
	}
	if p.undated != nil {
		return p.undated.calls(known)
	}
	if p.called == nil {
		p.called = []string{}
		for _, name := range p.Names {
			if ofItsOwn(name) {
				p.called = union(p.called, []string{known.Fold(name)})
			}
		}
	}
	return p.called
}

func readPortrait(features string) (*portrait, error) {
	f, err := unmarshal(features)
	if err != nil {
		return nil, err
	}
	return portraitOf(f), nil
}

// album are portraits by the form in which the store keeps features, and those of things that
// are compared for themselves by their addresses too: what many articles tell of is looked at
// anew with every few that come, and most of it is as it was.
type album struct{ byFeatures, byLocal generations }

// portrait reads features as the store keeps them.
func (a *album) portrait(features string) (*portrait, error) {
	if p := a.byFeatures.get(features); p != nil {
		return p, nil
	}
	p, err := readPortrait(features)
	if err != nil {
		return nil, err
	}
	a.byFeatures.put(features, p)
	return p, nil
}

// local is the portrait of a thing that is compared for itself; nil where it is not known.
func (a *album) local(iri graph.IRI) *portrait { return a.byLocal.get(string(iri)) }

// take reads the features of a thing that is compared for itself.
func (a *album) take(local graph.IRI, features string) (*portrait, error) {
	p, err := readPortrait(features)
	if err != nil {
		return nil, err
	}
	a.byLocal.put(string(local), p)
	return p, nil
}

// forget lets go of things by their addresses: where an article is read otherwise than it was,
// others than before are told of them.
func (a *album) forget() { a.byLocal = generations{} }

// generations are two of portraits: when the young one is full it becomes the old one, and the
// old one is forgotten but for what was asked for since.
type generations struct{ young, old map[string]*portrait }

// albumPortraits is how many a generation has.
const albumPortraits = 1 << 12

func (g *generations) get(key string) *portrait {
	if p := g.young[key]; p != nil {
		return p
	}
	p := g.old[key]
	if p != nil {
		g.put(key, p)
	}
	return p
}

func (g *generations) put(key string, p *portrait) {
	if g.young == nil || len(g.young) >= albumPortraits {
		g.young, g.old = map[string]*portrait{}, g.young
	}
	g.young[key] = p
}

// dated reads features that are kept without the day of the article: those of a thing that
// articles of many days tell alike are read once.
func (a *album) dated(features string, day when.Date) (*portrait, error) {
	p, err := a.portrait(features)
	if err != nil || day == "" {
		return p, err
	}
	return &portrait{Features: p.Features, Day: day, undated: p}, nil
}
