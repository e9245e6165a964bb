package main

import (
	"context"
	"fmt"
	"io"
	"strings"
	"sync/atomic"
	"time"

	"entente/graph"
	"entente/loaders"
)

// progress shows how far a long run is: on a terminal one line that is written
// over, elsewhere a line a minute. A library for one line would bring its own
// terminal, its own goroutine and its own clock.
type progress struct {
	w        io.Writer
	terminal bool
	width    int
	now      func() time.Time
	quads    func() int    // in the store
	came     *atomic.Int64 // bytes read of the inputs
	total    int64         // bytes of all inputs; 0 when nobody knows

	begun, shown     time.Time
	articles, passed int
	claims, before   int
}

// How often the line is drawn.
const (
	drawTerminal = 100 * time.Millisecond
	drawFile     = time.Minute
)

// newProgress begins to watch a run; nil where nothing is to be shown.
func (p *program) newProgress(ctx context.Context, quiet bool, store *graph.Store, came *atomic.Int64, total int64) *progress {
	if quiet {
		return nil
	}
	count := func() int {
		n, err := store.Size(ctx)
		if err != nil {
			return 0
		}
		return n
	}
	return (&progress{w: p.stderr, terminal: p.errTerminal, width: p.errWidth, now: time.Now, quads: count, came: came, total: total}).begin()
}

func (g *progress) begin() *progress {
	g.begun = g.now()
	g.shown = g.begun
	g.before = g.quads()
	return g
}

// step notes an article and draws the line when it is time.
func (g *progress) step(s loaders.Step) {
	if g == nil {
		return
	}
	g.articles++
	g.claims += s.Claims
	if s.Err != nil {
		g.passed++
	}
	every := drawFile
	if g.terminal {
		every = drawTerminal
	}
	now := g.now()
	if now.Before(g.shown) { // somebody set the clock back: rates begin anew
		g.begun, g.shown = now, now
	}
	if now.Sub(g.shown) < every {
		return
	}
	g.shown = now
	if !g.terminal {
		fmt.Fprintln(g.w, g.line(now))
		return
	}
	line := g.line(now)
	if g.width > 1 && len(line) >= g.width {
		line = line[:g.width-1]
	}
	fmt.Fprint(g.w, "\r\x1b[K"+line)
}

// clear takes the line away, so that another can be written.
func (g *progress) clear() {
	if g != nil && g.terminal {
		fmt.Fprint(g.w, "\r\x1b[K")
	}
}

// line tells articles, claims, quads, rate, and the share that is done with the
// time left where the size of the inputs is known.
func (g *progress) line(now time.Time) string {
	took := now.Sub(g.begun)
	parts := []string{count(g.articles, "article"), count(g.claims, "claim"), count(g.quads()-g.before, "quad"),
		fmt.Sprintf("%.1f articles/s", float64(g.articles)/max(took.Seconds(), 1e-9))}
	if g.passed > 0 {
		parts = append(parts, fmt.Sprintf("%d passed over", g.passed))
	}
	if done := g.came.Load(); g.total > 0 && done > 0 {
		done = min(done, g.total)
		left := time.Duration(float64(took) * float64(g.total-done) / float64(done))
		parts = append(parts, fmt.Sprintf("%d %%", done*100/g.total), left.Round(time.Second).String()+" left")
		if g.terminal {
			return bar(done, g.total) + " " + strings.Join(parts, ", ")
		}
	}
	return strings.Join(parts, ", ")
}

// bar draws the share that is done, in ten steps.
func bar(done, total int64) string {
	const steps = 10
	n := int(done * steps / total)
	return "[" + strings.Repeat("#", n) + strings.Repeat(".", steps-n) + "]"
}
