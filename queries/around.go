package queries

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"entente/graph"
	"entente/graph/ontology"
	"entente/graph/when"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
)

// Picture is what stands around a thing, to be drawn: things as nodes, the facts
// between them as links. Occurrences (meetings, agreements, acts, words) come with
// those who had a part in them.
type Picture struct {
	Center graph.IRI `json:"center"`
	Nodes  []Node    `json:"nodes"`
	Links  []Link    `json:"links"`
	// Left counts the neighbours that the limit left out.
	Left int `json:"left,omitempty"`
}

// Node is a thing of a picture.
type Node struct {
	Ref
	Type  ontology.Type `json:"type"`
	First when.Date     `json:"first,omitempty"`
	Last  when.Date     `json:"last,omitempty"`
}

// Link is a fact of a picture. Modality is empty where some claim asserts it.
type Link struct {
	From      graph.IRI          `json:"from"`
	Predicate ontology.Predicate `json:"predicate"`
	To        graph.IRI          `json:"to"`
	Fact      graph.IRI          `json:"fact"`
	Modality  ontology.Modality  `json:"modality,omitempty"`
}

// occurrences are the types of things in which others have a part.
var occurrences = []ontology.Type{ontology.Meeting, ontology.Agreement, ontology.Event, ontology.Statement, ontology.Tenure}

// Around draws a thing with its neighbours, the latest first, and with the others
// that had a part in the occurrences among them: at most limit things.
func Around(ctx context.Context, r *graph.Reader, id graph.IRI, limit int) (Picture, error) {
	d := drawing{ctx: ctx, r: r, limit: limit, nodes: map[graph.IRI]bool{id: true}, links: map[graph.IRI]*Link{}}
	near, err := d.linksAt([]graph.IRI{id}, true)
	if err != nil {
		return Picture{}, fmt.Errorf("draw %s: %w", id, err)
	}
	ring, left, err := d.nearest(id, near)
	if err != nil {
		return Picture{}, fmt.Errorf("draw %s: %w", id, err)
	}
	d.keep(near)
	var told []graph.IRI
	for _, n := range ring {
		if slices.Contains(occurrences, n.Type()) {
			told = append(told, n)
		}
	}
	far, err := d.linksAt(told, false)
	if err != nil {
		return Picture{}, fmt.Errorf("draw %s: %w", id, err)
	}
	for _, l := range far {
		if len(d.nodes) < limit {
			d.nodes[l.To] = true
		}
	}
	d.keep(far)
	return d.picture(id, left)
}

// Within draws what an article says: the things of its claims and the facts
// between them, in the order of the text, at most limit things.
func Within(ctx context.Context, r *graph.Reader, article graph.IRI, limit int) (Picture, error) {
	c, err := r.Contribution(ctx, article)
	if err != nil {
		return Picture{}, fmt.Errorf("draw %s: %w", article, err)
	}
	d := drawing{ctx: ctx, r: r, limit: limit, nodes: map[graph.IRI]bool{}, links: map[graph.IRI]*Link{}}
	left := map[graph.IRI]bool{}
	for _, cl := range c.Claims {
		for _, f := range cl.Facts {
			if f.Object.IRI.Type() == "" || f.Subject == article {
				continue
			}
			if len(d.nodes)+1 >= limit && !(d.nodes[f.Subject] && d.nodes[f.Object.IRI]) {
				left[f.Subject] = true
				continue
			}
			d.nodes[f.Subject], d.nodes[f.Object.IRI] = true, true
			id := graph.FactIRI(f)
			if l := d.links[id]; l != nil && l.Modality == "" {
				continue
			}
			l := &Link{From: f.Subject, Predicate: f.Predicate, To: f.Object.IRI, Fact: id}
			if !cl.Modality.Asserts() {
				l.Modality = cl.Modality
			}
			d.links[id] = l
		}
	}
	return d.picture(article, len(left))
}

// drawing is a picture in the making.
type drawing struct {
	ctx   context.Context
	r     *graph.Reader
	limit int
	nodes map[graph.IRI]bool
	links map[graph.IRI]*Link // by fact
}

// linksAt reads the facts between the things and others: out of them and, when
// both ways are asked for, into them.
func (d *drawing) linksAt(things []graph.IRI, both bool) ([]Link, error) {
	if len(things) == 0 {
		return nil, nil
	}
	start := From(values(things)...).Tag("at").Label("fact")
	walks := []Walk{start.OutTag("p").Tag("o")}
	if both {
		walks = append(walks, start.InTag("p").Tag("o"))
	}
	var all []Link
	for i, w := range walks {
		err := each(d.ctx, d.r.QuadStore(), w.path, func(tags map[string]quad.Value) error {
			p, _ := tags["p"].(quad.IRI)
			fact, other := iri(tags["fact"]), iri(tags["o"])
			word, name, _ := strings.Cut(string(p), ":")
			if !strings.HasPrefix(string(fact), "fact:") || other.Type() == "" {
				return nil
			}
			l := Link{From: iri(tags["at"]), Predicate: ontology.Predicate(name), To: other, Fact: fact}
			if i == 1 {
				l.From, l.To = l.To, l.From
			}
			if word != "ent" {
				l.Modality = ontology.Alleged // mended by picture, which asks the claims
			}
			all = append(all, l)
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	slices.SortFunc(all, compareLinks)
	return all, nil
}

func compareLinks(a, b Link) int {
	return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.Predicate, b.Predicate), cmp.Compare(a.To, b.To))
}

// nearest takes in the neighbours: those that time does not order first, then the
// latest, in turn by type so that no type crowds out the others. A third of the
// limit stays free for what stands behind them.
func (d *drawing) nearest(id graph.IRI, near []Link) (ring []graph.IRI, left int, err error) {
	set := map[graph.IRI]bool{}
	for _, l := range near {
		set[l.From], set[l.To] = true, true
	}
	delete(set, id)
	days, err := daysOf(d.ctx, d.r.QuadStore(), sorted(set))
	if err != nil {
		return nil, 0, err
	}
	byType := map[ontology.Type][]graph.IRI{}
	for _, n := range sorted(set) {
		byType[n.Type()] = append(byType[n.Type()], n)
	}
	for _, all := range byType {
		slices.SortStableFunc(all, func(a, b graph.IRI) int { return latestFirst(days[a], days[b]) })
	}
	room := max(1, d.limit*2/3-1)
	for i := 0; len(ring) < min(room, len(set)); i++ {
		for _, t := range drawn {
			if i < len(byType[t]) && len(ring) < room {
				ring = append(ring, byType[t][i])
			}
		}
	}
	for _, n := range ring {
		d.nodes[n] = true
	}
	return ring, len(set) - len(ring), nil
}

// latestFirst orders days, undated things last.
func latestFirst(a, b when.Date) int {
	if a == "" || b == "" {
		return when.Compare(a, b)
	}
	return when.Compare(b, a)
}

// drawn are the types of things in a picture, the most telling first.
var drawn = []ontology.Type{ontology.Meeting, ontology.Agreement, ontology.Country, ontology.Person, ontology.Organization,
	ontology.Office, ontology.Event, ontology.Place, ontology.Tenure, ontology.Statement, ontology.Article}

// daysOf returns the earliest days of things.
func daysOf(ctx context.Context, qs cayley.QuadStore, things []graph.IRI) (map[graph.IRI]when.Date, error) {
	edges, err := edgesOut(ctx, qs, things, graph.Earliest)
	if err != nil {
		return nil, err
	}
	days := map[graph.IRI]when.Date{}
	for _, e := range edges {
		days[e.subject] = when.Date(text(e.object))
	}
	return days, nil
}

// keep takes in the links whose ends are both there.
func (d *drawing) keep(links []Link) {
	for _, l := range links {
		if d.nodes[l.From] && d.nodes[l.To] {
			d.links[l.Fact] = &l
		}
	}
}

// picture adds the names and days of the nodes and says of each link that no claim
// asserts how it is put.
func (d *drawing) picture(center graph.IRI, left int) (Picture, error) {
	p := Picture{Center: center, Left: left, Nodes: []Node{}, Links: []Link{}}
	known, err := edgesOut(d.ctx, d.r.QuadStore(), sorted(d.nodes), graph.Label, graph.Earliest, graph.Latest)
	if err != nil {
		return p, err
	}
	things := map[graph.IRI]*thing{}
	for _, e := range known {
		if things[e.subject] == nil {
			things[e.subject] = &thing{}
		}
		things[e.subject].note(e)
	}
	for _, id := range sorted(d.nodes) {
		n := Node{Ref: Ref{id, string(id)}, Type: id.Type()}
		if t := things[id]; t != nil {
			n.Label, n.First, n.Last = cmp.Or(t.label, n.Label), t.first, t.last
		}
		p.Nodes = append(p.Nodes, n)
	}
	unasserted := map[graph.IRI]bool{}
	for fact, l := range d.links {
		if l.Modality != "" {
			unasserted[fact] = true
		}
	}
	on, err := claimsOn(d.ctx, d.r.QuadStore(), sorted(unasserted), nil)
	if err != nil {
		return p, err
	}
	slices.SortFunc(on, func(a, b claimOn) int { return cmp.Compare(weight(a.modality), weight(b.modality)) })
	for _, c := range on {
		d.links[c.fact].Modality = c.modality
	}
	for _, l := range d.links {
		p.Links = append(p.Links, *l)
	}
	slices.SortFunc(p.Links, compareLinks)
	return p, nil
}

// weight orders the modalities of claims on one fact that none asserts: a denial
// tells most.
func weight(m ontology.Modality) int {
	return slices.Index([]ontology.Modality{ontology.Conditional, ontology.Alleged, ontology.Proposed, ontology.Planned,
		ontology.Negated, ontology.Denied}, m)
}

// FactsAt returns the facts at a thing with their evidence, those out of it first:
// at most limit of those whose other end is of a type asked for (a literal has
// none, ""), with the words of at most quotes claims (0: of all), and how many there
// are in all.
func FactsAt(ctx context.Context, r *graph.Reader, id graph.IRI, limit, quotes int, keep func(inverse bool, other ontology.Type) bool) ([]PageFact, int, error) {
	all, err := factsAt(ctx, r, id, keep)
	if err != nil {
		return nil, 0, fmt.Errorf("facts at %s: %w", id, err)
	}
	total := len(all)
	all = all[:min(limit, total)]
	facts, others := map[graph.IRI][]*thing{}, map[graph.IRI]bool{}
	for _, f := range all {
		facts[f.Fact] = []*thing{{id: f.Fact}}
		if f.Other.ID != "" {
			others[f.Other.ID] = true
		}
	}
	a := &asking{ctx: ctx, r: r, qs: r.QuadStore(), req: Request{Mode: All, Quotes: quotes}}
	if err := a.prove(facts); err != nil {
		return nil, 0, err
	}
	known, err := edgesOut(ctx, a.qs, sorted(others), graph.Label, graph.Earliest)
	if err != nil {
		return nil, 0, err
	}
	ends := map[graph.IRI]*thing{}
	for _, e := range known {
		if ends[e.subject] == nil {
			ends[e.subject] = &thing{}
		}
		ends[e.subject].note(e)
	}
	for i := range all {
		all[i].provenBy(facts[all[i].Fact][0])
		all[i].leadsTo(ends[all[i].Other.ID])
	}
	slices.SortFunc(all, comparePageFacts)
	return all, total, nil
}

// factsAt reads the facts at a thing, without evidence, sorted.
func factsAt(ctx context.Context, r *graph.Reader, id graph.IRI, keep func(inverse bool, other ontology.Type) bool) ([]PageFact, error) {
	var all []PageFact
	for _, inverse := range []bool{false, true} {
		w := From(quad.IRI(id)).Label("fact").OutTag("p").Tag("o")
		if inverse {
			w = From(quad.IRI(id)).Label("fact").InTag("p").Tag("o")
		}
		err := each(ctx, r.QuadStore(), w.path, func(tags map[string]quad.Value) error {
			p, _ := tags["p"].(quad.IRI)
			fact := iri(tags["fact"])
			f, ok := graph.FactOf(quad.IRI(id), p, tags["o"])
			if ok && strings.HasPrefix(string(fact), "fact:") && keep(inverse, iri(tags["o"]).Type()) {
				all = append(all, PageFact{Fact: fact, Predicate: f.Predicate, Inverse: inverse, Other: valueOf(edge{id, p, tags["o"]}, nil)})
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	slices.SortFunc(all, comparePageFacts)
	return all, nil
}
