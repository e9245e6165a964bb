package queries

import (
	"context"
	"errors"
	"fmt"
	"runtime/metrics"
	"slices"
	"strings"
	"time"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/query"
	"github.com/cayleygraph/cayley/query/gizmo" // Cayley's path language in JavaScript
	"github.com/cayleygraph/cayley/query/graphql"
	_ "github.com/cayleygraph/cayley/query/mql" // MQL
	"github.com/cayleygraph/quad"
)

// Languages are Cayley's query languages that Run takes. LinkedQL is left out: it
// fetches what its context names from any address.
var Languages = []string{"gizmo", "graphql", "mql"}

// Raw is a query in one of Cayley's own languages.
type Raw struct {
	Lang   string // one of Languages
	Text   string
	Limit  int           // most results given; 0 is all
	Time   time.Duration // after which it is cut off; 0 is never
	JSONLD bool          // values as JSON-LD objects, as Cayley's page wants them
	// Memory is how many bytes the program's heap may grow while the query runs, a
	// script that piles up things is cut off then; 0 is no bound.
	Memory uint64
}

// Results are what a raw query gave.
type Results struct {
	Results []any `json:"results"`
	More    bool  `json:"more,omitempty"` // the limit cut off further results
	// Unrun is true of a script without results that ends with a path: without All,
	// GetLimit ... a path finds nothing.
	Unrun bool `json:"unrun,omitempty"`
}

// ErrQuery marks a query that could not be understood, or that failed while it ran.
var ErrQuery = errors.New("query")

// Run runs a query. A query that is cut off gives an error and no results, never
// a part that looks like the whole.
func Run(ctx context.Context, qs cayley.QuadStore, raw Raw) (Results, error) {
	if !slices.Contains(Languages, raw.Lang) {
		return Results{}, fmt.Errorf("%w: unknown language %q: use %s", ErrQuery, raw.Lang, strings.Join(Languages, ", "))
	}
	if strings.TrimSpace(raw.Text) == "" {
		return Results{}, fmt.Errorf("%w: the query is empty", ErrQuery)
	}
	outer := ctx
	if raw.Time > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, raw.Time)
		defer cancel()
	}
	if raw.Memory > 0 {
		var cancel context.CancelFunc
		ctx, cancel = bounded(ctx, raw.Memory)
		defer cancel()
	}
	run := runSession
	if raw.Lang == "graphql" {
		run = runGraphQL
	}
	res, err := run(ctx, qs, raw)
	switch {
	case outer.Err() != nil:
		return Results{}, outer.Err()
	case errors.Is(context.Cause(ctx), errMemory):
		return Results{}, fmt.Errorf("%w: stopped: it took more than %d MB of memory: ask for less", ErrQuery, raw.Memory>>20)
	case ctx.Err() != nil:
		return Results{}, fmt.Errorf("%w: stopped after %s: ask for less, or allow more time", ErrQuery, raw.Time)
	case err != nil:
		return Results{}, fmt.Errorf("%w: %s: %s", ErrQuery, raw.Lang, oneLine(err.Error()))
	}
	return res, nil
}

// errMemory is why a query was cut off that took too much memory.
var errMemory = errors.New("too much memory")

// bounded returns a context that ends when the heap has grown by more bytes than
// that. It looks ten times a second: what a script piles up in between is no more
// than it can write in that time.
func bounded(ctx context.Context, limit uint64) (context.Context, context.CancelFunc) {
	ctx, end := context.WithCancelCause(ctx)
	start := heap()
	go func() {
		tick := time.NewTicker(100 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
				if now := heap(); now > start && now-start > limit {
					end(errMemory)
					return
				}
			}
		}
	}()
	return ctx, func() { end(nil) }
}

// heap is how many bytes of the program's memory are in use.
func heap() uint64 {
	s := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(s)
	return s[0].Value.Uint64()
}

func runSession(ctx context.Context, qs cayley.QuadStore, raw Raw) (Results, error) {
	ses := query.NewSession(qs, raw.Lang)
	opt := query.Options{Collation: query.JSON}
	switch {
	case raw.Lang == "gizmo" && raw.JSONLD:
		opt.Collation = query.JSONLD
	case raw.Lang == "gizmo":
		opt.Collation = query.Raw // alone of all it tells of the value that a script ends with
	}
	if raw.Limit > 0 {
		opt.Limit = raw.Limit + 1 // one more tells whether there is more
	}
	it, err := ses.Execute(ctx, raw.Text, opt)
	if err != nil {
		return Results{}, err
	}
	defer it.Close()
	res := Results{Results: []any{}}
	for it.Next(ctx) {
		if raw.Limit > 0 && len(res.Results) == raw.Limit {
			res.More = true
			break
		}
		r := it.Result()
		if g, ok := r.(*gizmo.Result); ok {
			if r, err = res.ofGizmo(qs, g); err != nil {
				return res, err
			}
		}
		if r != nil {
			res.Results = append(res.Results, r)
		}
	}
	return res, it.Err()
}

// ofGizmo gives a result of Gizmo as Cayley's JSON has it. The value with which a
// script ends is a result where there is no other: g.V().Count().
func (res *Results) ofGizmo(qs cayley.QuadStore, r *gizmo.Result) (any, error) {
	if r.Meta {
		if len(res.Results) > 0 {
			return nil, nil
		}
		switch r.Val.(type) {
		case string, bool, int64, float64, []any, map[string]any, []string, []map[string]any:
			return r.Val, nil
		}
		res.Unrun = strings.HasSuffix(fmt.Sprintf("%T", r.Val), "gizmo.pathObject")
		return nil, nil
	}
	if r.Val != nil {
		return r.Val, nil
	}
	row := map[string]any{}
	for tag, ref := range r.Tags {
		v, err := qs.NameOf(ref)
		if err != nil {
			return nil, err
		}
		if v == nil {
			continue
		}
		row[tag] = v.Native()
		if same, ok := row[tag].(quad.Value); ok && same == v {
			row[tag] = quad.StringOf(v)
		}
	}
	return row, nil
}

func runGraphQL(ctx context.Context, qs cayley.QuadStore, raw Raw) (Results, error) {
	q, err := graphql.Parse(strings.NewReader(raw.Text))
	if err != nil {
		return Results{}, err
	}
	m, err := q.Execute(ctx, qs)
	if err != nil {
		return Results{}, err
	}
	return Results{Results: []any{m}}, nil
}

// oneLine folds a message onto one line.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
