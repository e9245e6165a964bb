package extract

import (
	"strings"

	"entente/graph/ontology"
)

// sidelines are the nouns for what goes on beside a meeting.
var sidelines = map[string]bool{"sideline": true, "sidelines": true, "margin": true, "margins": true, "fringe": true, "fringes": true}

// sidelineOf returns the meeting on whose sidelines something is done: the token
// behind "on the sidelines of" that hangs on one of the tokens; -1 if none.
func (x *extraction) sidelineOf(tokens ...int) int {
	for _, i := range tokens {
		if i < 0 {
			continue
		}
		for _, side := range x.adjuncts(i, []string{"on", "at", "in"}) {
			if !sidelines[x.lemma(side)] {
				continue
			}
			for _, k := range x.adjuncts(side, []string{"of"}) {
				return k
			}
		}
	}
	return -1
}

// meetingPart notes of which meeting another is part: "met on the sidelines of
// the G20 summit", "a session of the conference".
func (x *extraction) meetingPart(i, v int) {
	if k := x.sidelineOf(i, v); k >= 0 {
		x.later = append(x.later, laterLink{len(x.claims), "partOf", k})
	}
}

// larger makes the claim of the meeting on whose sidelines another was: "the U.N.
// General Assembly", "the G20 summit in Rome". A frame may have found it before.
func (x *extraction) larger(side int) {
	if !sidelines[x.lemma(side)] {
		return
	}
	for _, k := range x.adjuncts(side, []string{"of"}) {
		if _, ok := x.acts[k]; ok || !x.noun(k) {
			continue
		}
		kind := meetingNouns[x.lemma(k)]
		if kind == "" {
			if x.nameAt[k] < 0 {
				continue
			}
			kind = "conference"
		}
		c := x.claim(ontology.MeetingKind.Name, "sidelines-of", k)
		name, span := x.largerName(k)
		if name == "" {
			continue
		}
		c.value("type", kind, x.word(k))
		c.value("name", name, span)
		if r, ok := x.placeOf(k); ok {
			c.play("place", r)
		}
		if tm, ok := x.dateOf(k); ok {
			c.value("date", string(x.ahead(&c, tm)), x.span(tm.Start, tm.End))
		}
		c.value("status", statusOf[x.manner(k).under], c.Cue)
		x.acts[k], x.taken[k] = x.add(c), ontology.MeetingKind.Name
	}
}

// largerName returns the name of a meeting: its name as it stands, else its noun
// with the words in front.
func (x *extraction) largerName(k int) (string, Span) {
	if n := x.nameAt[k]; n >= 0 {
		from, to := x.Names[n].Start, x.Names[n].End
		return strings.Join(strings.Fields(x.Words(from, to)), " "), x.span(from, to)
	}
	return x.nameOf(k, true)
}

// inherit gives a meeting on the sidelines of another the place of that one, when
// it tells none of its own.
func (x *extraction) inherit(c *Claim, larger int) {
	if _, placed := c.part("place"); placed {
		return
	}
	if p, ok := x.claims[larger].part("place"); ok && x.claims[larger].Sentence == c.Sentence {
		c.Parts = append(c.Parts, p)
	}
}
