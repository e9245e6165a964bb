package main

import (
	"errors"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"entente/loaders"
)

// TestProgress runs a clock by hand: a file gets a line a minute, a terminal one
// line that is written over.
func TestProgress(t *testing.T) {
	for _, c := range []struct {
		name            string
		terminal, known bool
		want            string
	}{
		{"file", false, true, "2 articles, 6 claims, 60 quads, 0.0 articles/s, 1 passed over, 50 %, 1m10s left\n"},
		{"stream", false, false, "2 articles, 6 claims, 60 quads, 0.0 articles/s, 1 passed over\n"},
		{"terminal", true, true, "\r\x1b[K[##........] 1 article, 6 claims, 60 quads, 0.1 articles/s, 25 %, 30s left" +
			"\r\x1b[K[#####.....] 2 articles, 6 claims, 60 quads, 0.0 articles/s, 1 passed over, 50 %, 1m10s left\r\x1b[K"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var out strings.Builder
			var came atomic.Int64
			now, quads := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), 40
			g := &progress{w: &out, terminal: c.terminal, now: func() time.Time { return now }, quads: func() int { return quads }, came: &came}
			if c.known {
				g.total = 400
			}
			g.begin()
			now, quads = now.Add(10*time.Second), 100
			came.Store(100)
			g.step(loaders.Step{Claims: 6})
			now = now.Add(time.Minute)
			came.Store(200)
			g.step(loaders.Step{Err: errors.New("bad")})
			g.clear()
			if out.String() != c.want {
				t.Errorf("got  %q\nwant %q", out.String(), c.want)
			}
		})
	}
	var none *progress
	none.step(loaders.Step{})
	none.clear()
}

// TestClockStepsBack: a clock that is set back by a day stops no line and gives no
// senseless rate; nothing else in a load asks for the time.
func TestClockStepsBack(t *testing.T) {
	var out strings.Builder
	var came atomic.Int64
	now := time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC)
	g := &progress{w: &out, now: func() time.Time { return now }, quads: func() int { return 0 }, came: &came, total: 400}
	g.begin()
	now = now.Add(-24 * time.Hour)
	g.step(loaders.Step{Claims: 1})
	if out.String() != "" {
		t.Errorf("a line at once: %q", out.String())
	}
	now = now.Add(2 * time.Minute)
	came.Store(200)
	g.step(loaders.Step{Claims: 1})
	if want := "2 articles, 2 claims, 0 quads, 0.0 articles/s, 50 %, 2m0s left\n"; out.String() != want {
		t.Errorf("got  %q\nwant %q", out.String(), want)
	}
}
