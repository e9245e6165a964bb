package queries

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"entente/graph"
	"entente/graph/ontology"
	"entente/graph/when"

	"github.com/cayleygraph/quad"
)

// PathRequest asks for the chains between two things.
type PathRequest struct {
	From, To string   // as typed
	Via      []string // things to pass through, in this order
	Through  []string // names of Ties to walk; the default ones when empty
	Max      int      // most steps of a chain; DefaultSteps when 0
	Limit    int      // most chains given; DefaultChains when 0
	Held     bool     // meetings count only when they were held
	Mode     Mode
	// Values are those of the filters that every question has: since, until, as-of,
	// known-by, source, min-sources, lang.
	Values map[string][]string
	Quotes int // most pieces of evidence given with a step; 0 is all of them
}

// Defaults of a PathRequest.
const (
	DefaultSteps  = 6
	DefaultChains = 3
)

// PathAnswer is what Path found: the shortest chain first; of equally long ones
// the one whose weakest step is tied most often.
type PathAnswer struct {
	Asked  []Resolved `json:"asked"`
	From   Ref        `json:"from"`
	To     Ref        `json:"to"`
	Chains []Chain    `json:"chains"`
	// Searched is the most steps that were looked at.
	Searched int `json:"searched"`
}

// Chain leads from one thing to another, a step at a time.
type Chain struct {
	Steps []Step `json:"steps"`
}

// Step joins two neighbours of a chain.
type Step struct {
	From Ref `json:"from"`
	To   Ref `json:"to"`
	// Tie names the Tie that joins them.
	Tie string `json:"tie"`
	// Through is the thing between them, nil where an edge joins them.
	Through *Ref          `json:"through,omitempty"`
	Type    ontology.Type `json:"type,omitempty"` // of Through
	First   when.Date     `json:"first,omitempty"`
	Last    when.Date     `json:"last,omitempty"`
	// Edges are the facts that make the step.
	Edges []FactView `json:"edges"`
	// Others counts the other ties between the two.
	Others   int        `json:"others"`
	Sources  int        `json:"sources"`
	Articles int        `json:"articles"`
	Evidence []Evidence `json:"evidence"`
}

// pathQuestion carries the filters of Path; it is in no table.
var pathQuestion = Question{Name: "path", Filters: filters()}

// Linked are the types of things between which there can be chains.
var Linked = []ontology.Type{ontology.Person, ontology.Country, ontology.Organization, ontology.Meeting,
	ontology.Agreement, ontology.Event, ontology.Office}

// Path finds the shortest chains between two things. It walks from both ends at
// once, whole levels at a time, and reads of the graph only what the shorter side
// needs next; the words behind the steps are read of the chains given.
func Path(ctx context.Context, r *graph.Reader, req PathRequest) (PathAnswer, error) {
	a := &asking{ctx: ctx, r: r, qs: r.QuadStore(), q: &pathQuestion, req: Request{Values: req.Values, Mode: req.Mode, Quotes: req.Quotes}}
	for _, name := range req.Through {
		if !slices.Contains(TieNames(), name) {
			return PathAnswer{}, fmt.Errorf("%w: unknown tie %q: use some of %s", ErrRequest, name, strings.Join(TieNames(), ", "))
		}
	}
	if err := a.check(); err != nil {
		return PathAnswer{}, err
	}
	if err := a.readSources(); err != nil {
		return PathAnswer{}, err
	}
	stops, err := a.stops(req)
	if err != nil {
		return PathAnswer{}, err
	}
	req.Max, req.Limit = cmp.Or(req.Max, DefaultSteps), cmp.Or(req.Limit, DefaultChains)
	ans := PathAnswer{Asked: a.resolved, From: stops[0], To: stops[len(stops)-1], Chains: []Chain{}, Searched: req.Max}
	chains, err := a.chains(stops, req)
	if err != nil {
		return PathAnswer{}, fmt.Errorf("path from %s to %s: %w", ans.From.Label, ans.To.Label, err)
	}
	ans.Chains = append(ans.Chains, chains...)
	return ans, nil
}

// stops finds the things that a chain must pass, from its one end to the other.
func (a *asking) stops(req PathRequest) ([]Ref, error) {
	var stops []Ref
	for i, typed := range append(append([]string{req.From}, req.Via...), req.To) {
		filter := "via"
		switch i {
		case 0:
			filter = "from"
		case len(req.Via) + 1:
			filter = "to"
		}
		ref, err := a.meant(filter, typed, Linked)
		if err != nil {
			return nil, err
		}
		if !slices.Contains(Linked, ref.ID.Type()) {
			return nil, fmt.Errorf("%w: no chain leads to %s, which is a %s", ErrRequest, ref.Label, ref.ID.Type())
		}
		for _, s := range stops {
			if s.ID == ref.ID {
				return nil, fmt.Errorf("%w: %s is named twice", ErrRequest, ref.Label)
			}
		}
		stops = append(stops, ref)
	}
	return stops, nil
}

// chains finds and describes the chains that pass all stops.
func (a *asking) chains(stops []Ref, req PathRequest) ([]Chain, error) {
	w := &web{atlas: newAtlas(a.ctx, a.qs), lens: a, ties: tiesNamed(req.Through), held: req.Held,
		arcs: map[vertex][]vertex{}, back: map[vertex][]vertex{}, count: map[pair]int32{}, ended: map[vertex]*Tie{}, told: map[pair]Step{}}
	at := make([]vertex, len(stops))
	for i, s := range stops {
		v, ok, err := w.find(s.ID)
		if err != nil || !ok {
			return nil, err
		}
		at[i] = v
		w.stops = append(w.stops, s.ID)
		if t := tieThrough(s.ID.Type()); t != nil {
			w.ended[v] = t
		}
	}
	routes, err := w.routes(at, req.Max, req.Limit)
	if err != nil {
		return nil, err
	}
	if err := w.read(); err != nil {
		return nil, err
	}
	var all []Chain
	for _, route := range routes {
		c, err := w.chain(route)
		if err != nil {
			return nil, err
		}
		all = append(all, c)
	}
	return all, nil
}

// chain describes a route.
func (w *web) chain(route []vertex) (Chain, error) {
	var c Chain
	for i, v := range route[1:] {
		at := pair{route[i], v}
		s, had := w.told[at]
		if !had {
			var err error
			if s, err = w.step(w.iri(at.from), w.iri(at.to)); err != nil {
				return c, err
			}
			w.told[at] = s
		}
		c.Steps = append(c.Steps, s)
	}
	return c, nil
}

// bestOf is among how many of the ties of a step the best told one is looked for.
const bestOf = 8

// step describes the step between two neighbours: by the tie that most
// independent sources tell of, of equals the latest.
func (w *web) step(from, to graph.IRI) (Step, error) {
	bonds, err := w.bonds(from, to)
	if err != nil {
		return Step{}, err
	}
	ties := make([]*thing, len(bonds))
	var ids []graph.IRI
	for i, b := range bonds {
		ties[i] = &thing{id: b.through}
		if b.through != "" {
			ids = append(ids, b.through)
		}
	}
	if err := w.lens.days(ids, ties); err != nil {
		return Step{}, err
	}
	order := make([]int, len(bonds))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int {
		return cmp.Or(when.Compare(ties[j].last, ties[i].last), cmp.Compare(ties[i].id, ties[j].id))
	})
	if len(order) > bestOf {
		order = order[:bestOf]
	}
	near := make([]bond, len(order))
	for i, n := range order {
		near[i] = bonds[n]
	}
	if err := w.join(near, from, to); err != nil {
		return Step{}, err
	}
	told, err := w.lens.bestTold(near)
	if err != nil || told == nil {
		return Step{}, err
	}
	t := ties[order[told.at]]
	told.first, told.last = t.first, t.last
	return w.describe(from, to, near[told.at], told.thing, len(bonds)-1)
}

// days adds to things between their first and last days.
func (a *asking) days(ids []graph.IRI, things []*thing) error {
	known, err := edgesOut(a.ctx, a.qs, ids, graph.Earliest, graph.Latest)
	if err != nil {
		return err
	}
	at := byID(things)
	for _, e := range known {
		at[e.subject].note(e)
	}
	return nil
}

// toldBond is a tie, by its number, with the claims on it.
type toldBond struct {
	*thing
	at int
}

// bestTold returns that of the ties of which most sources tell, nil of none.
func (a *asking) bestTold(bonds []bond) (*toldBond, error) {
	facts, things := map[graph.IRI][]*thing{}, make([]*thing, len(bonds))
	for i, b := range bonds {
		things[i] = &thing{id: graph.IRI(strconv.Itoa(i))}
		for _, f := range b.telling() {
			facts[f] = append(facts[f], things[i])
		}
	}
	if err := a.tally(facts); err != nil {
		return nil, err
	}
	var best *toldBond
	for i, t := range things {
		if best == nil || t.sources > best.sources {
			best = &toldBond{t, i}
		}
	}
	return best, nil
}

// describe makes the step of a tie.
func (w *web) describe(from, to graph.IRI, b bond, t *thing, others int) (Step, error) {
	ids := []graph.IRI{from, to}
	for _, e := range b.edges {
		ids = append(ids, e.subject, iri(e.object))
	}
	labels, err := w.lens.labels(ids)
	if err != nil {
		return Step{}, err
	}
	ref := func(id graph.IRI) Ref { return Ref{id, cmp.Or(labels[id], string(id))} }
	s := Step{From: ref(from), To: ref(to), Tie: b.kind.Name, First: t.first, Last: t.last, Others: others}
	if b.through != "" {
		through := ref(b.through)
		s.Through, s.Type = &through, b.through.Type()
	}
	for _, e := range b.edges {
		f, ok := graph.FactOf(quad.IRI(e.subject), e.predicate, e.object)
		if !ok {
			continue
		}
		id := graph.FactIRI(f)
		s.Edges = append(s.Edges, FactView{ID: id, Subject: ref(e.subject), Predicate: f.Predicate, Object: valueOf(e, labels)})
	}
	if err := w.lens.quote([]*thing{t}); err != nil {
		return Step{}, err
	}
	s.Sources, s.Articles, s.Evidence = t.sources, t.articles, t.evidence
	return s, nil
}
