package queries

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"

	"entente/graph"
	"entente/graph/ontology"
	"entente/graph/when"

	"github.com/cayleygraph/quad"
)

// SeriesRequest asks how often two sides act on each other, period by period.
type SeriesRequest struct {
	// Sides are the two of the dyad, as typed; who acts for a country counts with it.
	Sides [2]string
	By    string // one of Periods; "year" when empty
	Split string // one of Splits; "class" when empty
	// Directed leaves out what the second does to the first.
	Directed bool
	Mode     Mode
	Values   map[string][]string // of the filters that every question has
	// Quotes is the most pieces of evidence given with each event counted, -1 all of
	// them; 0 leaves the events out, and gives their counts alone.
	Quotes int
}

// Periods and Splits are what a series may be counted by.
var (
	Periods = []string{"month", "quarter", "year"}
	Splits  = []string{"class", "type", "none"}
)

// quadClasses are the four classes into which PLOVER sorts its types of events.
var quadClasses = []struct {
	Name  string
	Types []string
}{
	{"verbal cooperation", []string{"AGREE", "CONSULT", "SUPPORT", "CONCEDE"}},
	{"material cooperation", []string{"COOPERATE", "AID", "RETREAT"}},
	{"verbal conflict", []string{"REQUEST", "ACCUSE", "REJECT", "THREATEN"}},
	{"material conflict", []string{"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}},
}

// SeriesAnswer is a table of counts: of events, each once, however many articles
// report it. A meeting counts as CONSULT, a signed agreement as SUPPORT and one
// that is only agreed as AGREE, as PLOVER codes them.
type SeriesAnswer struct {
	Asked   []Resolved `json:"asked"`
	Gizmo   string     `json:"gizmo"` // finds the events that are counted
	By      string     `json:"by"`
	Columns []string   `json:"columns"`
	Periods []Period   `json:"periods"`
	// Undated counts the events whose day is not known as exactly as the periods.
	Undated int `json:"undated"`
	Total   int `json:"total"`
	// Events are those that are counted, where their sentences were asked for.
	Events []CountedEvent `json:"events,omitempty"`
}

// CountedEvent is an event of a series with its sentences.
type CountedEvent struct {
	Ref
	Period   string     `json:"period,omitempty"` // empty when its day is not known so exactly
	Type     string     `json:"type"`             // of PLOVER
	First    when.Date  `json:"first,omitempty"`
	Last     when.Date  `json:"last,omitempty"`
	Sources  int        `json:"sources"`
	Articles int        `json:"articles"`
	Evidence []Evidence `json:"evidence"`
}

// Period is a line of a series.
type Period struct {
	Period string `json:"period"` // 2013, 2013-Q2, 2013-05
	Counts []int  `json:"counts"` // under Columns
	Total  int    `json:"total"`
}

var seriesQuestion = Question{Name: "series", Filters: filters(Filter{Name: "between", Takes: Name, Many: true, Types: players}),
	Columns: Timeline.Columns} // whose edges tell of an event

// Series counts what two sides do with and to each other, in every period from the
// first to the last of which something is told.
func Series(ctx context.Context, r *graph.Reader, req SeriesRequest) (SeriesAnswer, error) {
	if req.By == "" {
		req.By = "year"
	}
	if req.Split == "" {
		req.Split = "class"
	}
	if !slices.Contains(Periods, req.By) || !slices.Contains(Splits, req.Split) {
		return SeriesAnswer{}, fmt.Errorf("%w: a series is by %v and split by %v", ErrRequest, Periods, Splits)
	}
	values := map[string][]string{"between": req.Sides[:]}
	for k, v := range req.Values {
		values[k] = v
	}
	a := &asking{ctx: ctx, r: r, qs: r.QuadStore(), q: &seriesQuestion,
		req: Request{Values: values, Mode: req.Mode, Quotes: req.Quotes}}
	if err := a.check(); err != nil {
		return SeriesAnswer{}, err
	}
	if err := a.readSources(); err != nil {
		return SeriesAnswer{}, err
	}
	sides, err := a.things("between")
	if err != nil {
		return SeriesAnswer{}, err
	}
	if sides[0] == sides[1] {
		return SeriesAnswer{}, fmt.Errorf("%w: both sides are %s", ErrRequest, sides[0])
	}
	codes := a.codes(sides, req.Directed)
	coded, err := a.coded(codes)
	if err != nil {
		return SeriesAnswer{}, fmt.Errorf("series: %w", err)
	}
	ans := count(coded, req)
	ans.Asked, ans.Gizmo = a.resolved, a.gizmo(allOf(codes), 0)
	if req.Quotes != 0 {
		if ans.Events, err = a.countedEvents(coded, req.By); err != nil {
			return SeriesAnswer{}, fmt.Errorf("series: %w", err)
		}
	}
	return ans, nil
}

// countedEvents adds to the events their names and sentences, in order of time.
func (a *asking) countedEvents(coded []codedEvent, by string) ([]CountedEvent, error) {
	things := make([]*thing, len(coded))
	for i, e := range coded {
		things[i] = &thing{id: e.id, edges: map[ontology.Predicate][]Value{}}
	}
	if err := a.name(things); err != nil {
		return nil, err
	}
	facts, _, err := a.edges(things)
	if err != nil {
		return nil, err
	}
	a.req.Quotes = max(0, a.req.Quotes) // where 0 is all
	if err := a.prove(facts); err != nil {
		return nil, err
	}
	all := make([]CountedEvent, len(coded))
	for i, e := range coded {
		t := things[i]
		all[i] = CountedEvent{Ref: Ref{t.id, t.label}, Type: e.typ, First: e.first, Last: e.last, Sources: t.sources, Articles: t.articles, Evidence: t.evidence}
		if p, ok := periodOf(e, by); ok {
			all[i].Period = periodName(p, by)
		}
	}
	slices.SortFunc(all, func(x, y CountedEvent) int {
		return cmp.Or(when.Compare(x.First, y.First), when.Compare(x.Last, y.Last), cmp.Compare(x.ID, y.ID))
	})
	return all, nil
}

// codedEvent is an event with its PLOVER type.
type codedEvent struct {
	id          graph.IRI
	typ         string
	first, last when.Date
}

// code is a walk to events, and their PLOVER type; empty where each has its own.
type code struct {
	typ  string
	walk Walk
}

// codes walk to the events between two sides. What a later one finds has its type.
func (a *asking) codes(sides []graph.IRI, directed bool) []code {
	one, other := actors(sides[0]), actors(sides[1])
	both := func(edges ...ontology.Predicate) Walk {
		return a.in(one, edges...).Unique().And(a.in(other, edges...).Unique())
	}
	done := a.in(one, "actor").Unique().And(a.in(other, "recipient").Unique())
	if !directed {
		done = done.Or(a.in(other, "actor").Unique().And(a.in(one, "recipient").Unique()))
	}
	agreed := both("party")
	signed := a.over(a.under(agreed).Has(graph.Pred("status"), quad.String("signed"), quad.String("ratified"), quad.String("in-force")))
	all := []code{
		{"", a.being(done.Unique(), "type")},
		{"CONSULT", a.being(both(takePart...), "status", quad.String("held"), quad.String("failed"))},
		{"AGREE", a.being(agreed, "status")},
		{"SUPPORT", signed}, // a signed agreement is no longer only agreed
	}
	for i := range all {
		all[i].walk = a.between(all[i].walk).Unique()
	}
	return all
}

// allOf walks to what any of the codes finds.
func allOf(codes []code) Walk {
	w := codes[0].walk
	for _, c := range codes[1:] {
		w = w.Or(c.walk)
	}
	return w.Unique()
}

// coded finds the events of codes, sorted by address.
func (a *asking) coded(codes []code) ([]codedEvent, error) {
	types := map[graph.IRI]string{}
	for _, c := range codes {
		found, err := ends(a.ctx, a.qs, c.walk)
		if err != nil {
			return nil, err
		}
		var known []edge
		if c.typ == "" {
			if known, err = edgesOut(a.ctx, a.qs, found, a.preds("type")...); err != nil {
				return nil, err
			}
		}
		for _, id := range found {
			types[id] = c.typ
		}
		for _, e := range known {
			types[e.subject] = text(e.object)
		}
	}
	return a.daysOf(types)
}

// daysOf adds the days of coded events, and leaves out what too few sources tell.
func (a *asking) daysOf(types map[graph.IRI]string) ([]codedEvent, error) {
	ids := sorted(types)
	if least := a.minSources(); least > 1 {
		var err error
		if ids, err = a.idsToldOften(ids, least); err != nil {
			return nil, err
		}
	}
	things := make([]*thing, 0, len(ids))
	for _, id := range ids {
		things = append(things, &thing{id: id})
	}
	if err := a.days(ids, things); err != nil {
		return nil, err
	}
	all := make([]codedEvent, len(things))
	for i, t := range things {
		all[i] = codedEvent{t.id, types[t.id], t.first, t.last}
	}
	return all, nil
}

// count sorts events into periods and columns.
func count(events []codedEvent, req SeriesRequest) SeriesAnswer {
	ans := SeriesAnswer{By: req.By, Columns: columnsOf(req.Split), Periods: []Period{}, Total: len(events)}
	counts := map[int][]int{}
	for _, e := range events {
		p, ok := periodOf(e, req.By)
		if !ok {
			ans.Undated++
			continue
		}
		if counts[p] == nil {
			counts[p] = make([]int, len(ans.Columns))
		}
		counts[p][columnOf(ans.Columns, req.Split, e.typ)]++
	}
	if len(counts) == 0 {
		return ans
	}
	first, last := 1<<30, -1<<30
	for p := range counts {
		first, last = min(first, p), max(last, p)
	}
	for p := first; p <= last; p++ {
		row := Period{Period: periodName(p, req.By), Counts: counts[p]}
		if row.Counts == nil {
			row.Counts = make([]int, len(ans.Columns))
		}
		for _, n := range row.Counts {
			row.Total += n
		}
		ans.Periods = append(ans.Periods, row)
	}
	return ans
}

func columnsOf(split string) []string {
	var columns []string
	for _, c := range quadClasses {
		switch split {
		case "class":
			columns = append(columns, c.Name)
		case "type":
			columns = append(columns, c.Types...)
		}
	}
	if split == "none" {
		return []string{"events"}
	}
	return append(columns, "other")
}

func columnOf(columns []string, split, typ string) int {
	switch split {
	case "none":
		return 0
	case "type":
		if i := slices.Index(columns, typ); i >= 0 {
			return i
		}
	case "class":
		for i, c := range quadClasses {
			if slices.Contains(c.Types, typ) {
				return i
			}
		}
	}
	return len(columns) - 1
}

// periodsIn is how many periods a year has.
func periodsIn(by string) int {
	switch by {
	case "month":
		return 12
	case "quarter":
		return 4
	}
	return 1
}

// periodOf numbers the period that an event falls into; ok is false when its days
// do not lie in one period.
func periodOf(e codedEvent, by string) (period int, ok bool) {
	first, okFirst := periodAt(e.first, by)
	last, okLast := periodAt(e.last, by)
	return first, okFirst && okLast && first == last
}

func periodAt(d when.Date, by string) (int, bool) {
	if len(d) < len("2013-05") {
		return 0, false
	}
	year, err1 := strconv.Atoi(string(d[:4]))
	month, err2 := strconv.Atoi(string(d[5:7]))
	if err1 != nil || err2 != nil {
		return 0, false
	}
	n := periodsIn(by)
	return year*n + (month-1)*n/12, true
}

func periodName(p int, by string) string {
	switch by {
	case "month":
		return fmt.Sprintf("%04d-%02d", p/12, p%12+1)
	case "quarter":
		return fmt.Sprintf("%04d-Q%d", p/4, p%4+1)
	}
	return fmt.Sprintf("%04d", p)
}
