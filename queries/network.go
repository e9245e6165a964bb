package queries

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"entente/graph"
	"entente/graph/ontology"
)

// NetworkRequest asks who stands where in the graph of those who meet.
type NetworkRequest struct {
	// Among is the type of those who meet: Person, Country or Organization; Person
	// when empty.
	Among  ontology.Type
	Rank   string // one of Ranks; "meetings" when empty
	Mode   Mode
	Values map[string][]string // of the filters that every question has
	Limit  int                 // most actors and communities given; 0 is all
}

// Ranks are the measures by which actors can be ranked.
var Ranks = []string{"meetings", "partners", "pagerank", "betweenness"}

// NetworkAnswer tells of the graph in which two actors are joined by the number of
// meetings in which both took part.
type NetworkAnswer struct {
	Among    ontology.Type `json:"among"`
	Actors   int           `json:"actors"`
	Ties     int           `json:"ties"`     // pairs that met
	Meetings int           `json:"meetings"` // in which at least two of them met
	Rank     string        `json:"rank"`
	// Sampled counts the actors from which betweenness was measured, 0 when from all.
	Sampled     int         `json:"sampled,omitempty"`
	Central     []Actor     `json:"central"`
	Communities []Community `json:"communities"`
	Modularity  float64     `json:"modularity"` // of the communities, from -0.5 to 1
	// Gizmo finds what is measured: each meeting with those who took part.
	Gizmo string `json:"gizmo"`
}

// Actor is one node with its measures.
type Actor struct {
	Ref
	Meetings int `json:"meetings"`
	Partners int `json:"partners"`
	// PageRank is the share of time that a walk over the ties spends here.
	PageRank float64 `json:"pagerank"`
	// Betweenness is the share of all pairs whose shortest chains lead through here.
	Betweenness float64 `json:"betweenness"`
	Community   int     `json:"community"` // number in Communities, from 1
}

// Community is a group of actors who meet among themselves more than with others.
type Community struct {
	Number  int   `json:"number"`
	Size    int   `json:"size"`
	Leading []Ref `json:"leading"` // those with most meetings, at most five
}

var networkQuestion = Question{Name: "network", Filters: filters(), Columns: Meetings.Columns}

// Network measures the graph of those who meet.
func Network(ctx context.Context, r *graph.Reader, req NetworkRequest) (NetworkAnswer, error) {
	req.Among, req.Rank = cmp.Or(req.Among, ontology.Person), cmp.Or(req.Rank, "meetings")
	if !slices.Contains(Ranks, req.Rank) || !slices.Contains(players, req.Among) {
		return NetworkAnswer{}, fmt.Errorf("%w: rank by one of %v, among one of %v", ErrRequest, Ranks, players)
	}
	a := &asking{ctx: ctx, r: r, qs: r.QuadStore(), q: &networkQuestion, req: Request{Values: req.Values, Mode: req.Mode}}
	if err := a.check(); err != nil {
		return NetworkAnswer{}, err
	}
	if err := a.readSources(); err != nil {
		return NetworkAnswer{}, err
	}
	w, err := a.sitting(req.Among)
	if err != nil {
		return NetworkAnswer{}, fmt.Errorf("network: %w", err)
	}
	n, err := a.network(w)
	if err != nil {
		return NetworkAnswer{}, fmt.Errorf("network: %w", err)
	}
	ans, err := a.measure(n, req)
	ans.Gizmo = w.Gizmo(0)
	return ans, err
}

// sitting walks to those who took part in meetings, with the tag "meeting" on each.
func (a *asking) sitting(among ontology.Type) (Walk, error) {
	meetings, err := a.held()
	if err != nil {
		return meetings, err
	}
	return a.out(meetings.Tag("meeting"), takePart...).Has(graph.RDFType, graph.Class(among)).Tag("who"), nil
}

// network reads who met whom.
func (a *asking) network(w Walk) (*network, error) {
	m := newAtlas(a.ctx, a.qs)
	at := map[vertex][]vertex{}
	err := m.start(w, []string{"meeting", "who"}, func(found []vertex) {
		if !slices.Contains(at[found[0]], found[1]) {
			at[found[0]] = append(at[found[0]], found[1])
		}
	})
	if err != nil {
		return nil, err
	}
	meetings := keys(at)
	if least := a.minSources(); least > 1 {
		if meetings, err = a.toldOften(m, meetings, least); err != nil {
			return nil, err
		}
	}
	if err := m.read(); err != nil {
		return nil, err
	}
	var groups [][]graph.IRI
	for _, meeting := range meetings {
		var group []graph.IRI
		for _, v := range at[meeting] {
			group = append(group, m.iri(v))
		}
		groups = append(groups, group)
	}
	return newNetwork(groups), nil
}

// measure ranks the actors of a network and names its communities.
func (a *asking) measure(n *network, req NetworkRequest) (NetworkAnswer, error) {
	ans := NetworkAnswer{Among: req.Among, Actors: len(n.ids), Ties: len(n.to) / 2, Meetings: n.groups, Rank: req.Rank,
		Central: []Actor{}, Communities: []Community{}}
	rank := n.pageRank()
	between, sampled, err := n.betweenness(a.ctx, mostPivots)
	if err != nil {
		return ans, err
	}
	if sampled < len(n.ids) {
		ans.Sampled = sampled
	}
	of, modularity := n.communities()
	ans.Modularity = round(modularity)
	actors := make([]Actor, len(n.ids))
	for i, id := range n.ids {
		actors[i] = Actor{Ref: Ref{ID: id}, Meetings: n.meetings[i], Partners: n.degree(i), PageRank: round(rank[i]),
			Betweenness: round(between[i]), Community: of[i] + 1}
	}
	sortActors(actors, "meetings")
	ans.Communities = communitiesOf(actors)
	sortActors(actors, req.Rank)
	if req.Limit > 0 {
		actors = actors[:min(req.Limit, len(actors))]
		ans.Communities = ans.Communities[:min(req.Limit, len(ans.Communities))]
	}
	ans.Central = append(ans.Central, actors...)
	return ans, a.nameActors(&ans)
}

// sortActors ranks by a measure, then by meetings and address.
func sortActors(actors []Actor, by string) {
	slices.SortFunc(actors, func(x, y Actor) int {
		first := 0
		switch by {
		case "partners":
			first = cmp.Compare(y.Partners, x.Partners)
		case "pagerank":
			first = cmp.Compare(y.PageRank, x.PageRank)
		case "betweenness":
			first = cmp.Compare(y.Betweenness, x.Betweenness)
		}
		return cmp.Or(first, cmp.Compare(y.Meetings, x.Meetings), cmp.Compare(x.ID, y.ID))
	})
}

// communitiesOf lists the communities, by number, with those who meet most.
func communitiesOf(actors []Actor) []Community {
	at := map[int]*Community{}
	for _, x := range actors {
		c := at[x.Community]
		if c == nil {
			c = &Community{Number: x.Community}
			at[x.Community] = c
		}
		c.Size++
		if len(c.Leading) < 5 {
			c.Leading = append(c.Leading, x.Ref)
		}
	}
	all := []Community{}
	for i := 1; i <= len(at); i++ {
		all = append(all, *at[i])
	}
	return all
}

func (a *asking) nameActors(ans *NetworkAnswer) error {
	var ids []graph.IRI
	for _, x := range ans.Central {
		ids = append(ids, x.ID)
	}
	for _, c := range ans.Communities {
		for _, r := range c.Leading {
			ids = append(ids, r.ID)
		}
	}
	labels, err := a.labels(ids)
	if err != nil {
		return err
	}
	for i := range ans.Central {
		ans.Central[i].Label = cmp.Or(labels[ans.Central[i].ID], string(ans.Central[i].ID))
	}
	for _, c := range ans.Communities {
		for i := range c.Leading {
			c.Leading[i].Label = cmp.Or(labels[c.Leading[i].ID], string(c.Leading[i].ID))
		}
	}
	return nil
}
