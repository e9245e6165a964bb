package eval

import (
	"fmt"
	"sort"
	"strings"

	"entente/loaders/view"
)

func meetingAct(m view.Meeting) act {
	return act{m.Name, m.Type, m.Status, m.Place, m.Date, m.Participants, m.Span, m.Evidence}
}

func agreementAct(a view.Agreement) act {
	return act{a.Name, a.Type, a.Status, a.Place, a.Date, a.Parties, a.Span, a.Evidence}
}

func eventAct(e view.Event) act {
	return act{"", e.Type, e.Modality, e.Place, e.Date, e.Actors, e.Span, e.Evidence}
}

// acts aligns gold with found acts, counts the aligned and lists the rest.
func (c *comparison) acts(m Measure, gold, found []act) []pair {
	pairs := align(len(gold), len(found), func(i, j int) int { return c.like(gold[i], found[j]) })
	for range pairs {
		c.hit(m)
	}
	miss, extra := unpaired(len(gold), len(found), pairs)
	for _, i := range miss {
		c.missed(m, "%s", gold[i])
	}
	for _, j := range extra {
		c.wrong(m, "%s", found[j])
	}
	return pairs
}

// String shows an act on one line of the error list.
func (a act) String() string {
	parts := []string{a.kind, a.status, a.name, strings.Join(a.actors, " & "), a.place, string(a.date)}
	words := a.span.Quote
	if words == "" && len(a.evidence) > 0 {
		words = a.evidence[0].Quote
	}
	if words == "" && a.span.End > 0 {
		words = fmt.Sprintf("bytes %d to %d", a.span.Start, a.span.End)
	}
	if len(words) > 90 {
		words = strings.ToValidUTF8(words[:90], "") + "…"
	}
	return strings.Join(append(parts, "“"+strings.Join(strings.Fields(words), " ")+"”"), " | ")
}

func (c *comparison) meetings() {
	gold, found := acting(c.gold.Meetings, meetingAct), acting(c.found.Meetings, meetingAct)
	for _, p := range c.acts("meetings", gold, found) {
		g, f := gold[p.gold], found[p.found]
		c.set("meeting participants", g.String(), g.actors, f.actors)
		c.set("meeting place", g.String(), one(g.place), one(f.place))
		c.field("meeting date", "date of "+g.String(), string(g.date), string(f.date))
		c.field("meeting status", "status of "+g.String(), g.status, f.status)
		c.field("meeting type", "type of "+g.String(), g.kind, f.kind)
	}
}

func (c *comparison) agreements() {
	gold, found := acting(c.gold.Agreements, agreementAct), acting(c.found.Agreements, agreementAct)
	for _, p := range c.acts("agreements", gold, found) {
		g, f := gold[p.gold], found[p.found]
		c.set("agreement parties", g.String(), g.actors, f.actors)
		c.field("agreement date", "date of "+g.String(), string(g.date), string(f.date))
		c.field("agreement status", "status of "+g.String(), g.status, f.status)
		c.field("agreement type", "type of "+g.String(), g.kind, f.kind)
	}
}

// events are right only when aligned and of the same type.
func (c *comparison) events() {
	gold, found := acting(c.gold.Events, eventAct), acting(c.found.Events, eventAct)
	pairs := align(len(gold), len(found), func(i, j int) int {
		if gold[i].kind != found[j].kind {
			return 0
		}
		return c.like(gold[i], found[j])
	})
	for _, p := range pairs {
		c.hit("events")
		g, f := c.gold.Events[p.gold], c.found.Events[p.found]
		c.set("event actors", gold[p.gold].String(), g.Actors, f.Actors)
		c.set("event recipients", gold[p.gold].String(), g.Recipients, f.Recipients)
		c.field("event modality", "modality of "+gold[p.gold].String(), g.Modality, f.Modality)
	}
	miss, extra := unpaired(len(gold), len(found), pairs)
	for _, i := range miss {
		c.missed("events", "%s", gold[i])
	}
	for _, j := range extra {
		c.wrong("events", "%s", found[j])
	}
}

// statements are right when the words and the speaker agree. Reported speech is
// judged only where the gold lists any: some gold lists direct speech alone.
func (c *comparison) statements() {
	c.speech("statements direct", true)
	for _, s := range c.gold.Statements {
		if !s.Direct {
			c.speech("statements reported", false)
			return
		}
	}
}

func (c *comparison) speech(m Measure, direct bool) {
	gold, found := speeches(c.gold.Statements, direct), speeches(c.found.Statements, direct)
	pairs := align(len(gold), len(found), func(i, j int) int {
		if !c.sameWords(gold[i], found[j]) {
			return 0
		}
		return 1 + overlap(c.g.keys(speakers(gold[i])), c.f.keys(speakers(found[j])))
	})
	for _, p := range pairs {
		g, f := gold[p.gold], found[p.found]
		if overlap(c.g.keys(speakers(g)), c.f.keys(speakers(f))) > 0 {
			c.hit(m)
			continue
		}
		c.missed(m, "speaker %s (found %s): “%s”", strings.Join(speakers(g), ", "), strings.Join(speakers(f), ", "), g.Quote)
		c.count(m).False++
	}
	miss, extra := unpaired(len(gold), len(found), pairs)
	for _, i := range miss {
		c.missed(m, "%s: “%s”", strings.Join(speakers(gold[i]), ", "), gold[i].Quote)
	}
	for _, j := range extra {
		c.wrong(m, "%s: “%s”", strings.Join(speakers(found[j]), ", "), found[j].Quote)
	}
}

// sameWords compares quotations by where they stand in the text.
func (c *comparison) sameWords(gold, found view.Statement) bool {
	f := [][2]int{{found.Start, found.End}}
	if found.End <= found.Start {
		f = spans(c.text, view.Span{Quote: found.Quote}, nil)
	}
	return touch(spans(c.text, view.Span{Quote: gold.Quote, Start: gold.Start, End: gold.End}, nil), f)
}

func speeches(all []view.Statement, direct bool) []view.Statement {
	var out []view.Statement
	for _, s := range all {
		if s.Direct == direct {
			out = append(out, s)
		}
	}
	return out
}

func speakers(s view.Statement) []string {
	if len(s.Speakers) > 0 {
		return s.Speakers
	}
	return one(s.Speaker)
}

func one(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s}
}

func acting[T any](items []T, of func(T) act) []act {
	out := make([]act, len(items))
	for i, item := range items {
		out[i] = of(item)
	}
	return out
}

func sortedKeys(set map[string]bool) []string {
	keys := make([]string, 0, len(set))
	for k := range set {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}
