package extract

import (
	"slices"
	"strings"

	"entente/graph/ontology"
)

// Meetings of a series: "the first summit", "the next round of talks", "the second,
// in October 2007".

// series are the words that tell which one of a series is meant; those that are true count.
var series = map[string]bool{"first": true, "second": true, "third": true, "fourth": true, "fifth": true, "sixth": true, "seventh": true, "last": false,
	"next": false, "previous": false, "earlier": false, "latest": false}

// oneOf reports whether a word tells which one of a series is meant.
func oneOf(lemma string) bool {
	_, ok := series[lemma]
	return ok
}

// rankOf returns which one of a series token i brings up: "first"; "" when no word tells.
func (x *extraction) rankOf(i int) string {
	if oneOf(x.lemma(i)) {
		return x.lemma(i) // "at the second, in October"
	}
	for _, at := range []int{i, x.top(i)} {
		for _, k := range x.children(at) {
			if k := int(k); (x.rel(k) == "amod" || x.rel(k) == "advmod") && k < i && oneOf(x.lemma(k)) {
				return x.lemma(k)
			}
		}
	}
	for k := i - 1; k >= x.Sentences[x.Tokens[i].Sentence].Start && k > i-6 && x.noun(i) && x.upos(k) != "VERB" && x.upos(k) != "ADP"; k-- {
		if l := x.lemma(k); series[l] { // "Second Holt-Voss summit"
			return l
		}
	}
	return ""
}

// sameSeries gives a meeting of a series that tells nobody who takes part those of the
// one told of last: "the next round of talks is to be held in Geneva".
func (x *extraction) sameSeries(c *Claim, i int) {
	if !x.noun(i) || x.rankOf(i) == "" {
		return
	}
	if p := x.possessedBy(i); x.lemma(i) == "round" && p >= 0 && x.upos(p) == "PRON" {
		c.Parts = slices.DeleteFunc(c.Parts, func(p Part) bool { return p.Role == "participant" }) // "their next round": of those who met
	}
	if len(c.players("participant"))+len(c.players("host")) > 0 || !x.definite(x.top(i)) {
		return
	}
	kind := meetingNouns[x.lemma(i)]
	for k := len(x.claims) - 1; k >= 0 && k > len(x.claims)-sameReach && c.Sentence-x.claims[k].Sentence < seriesReach; k-- {
		was, _ := x.claims[k].part("type")
		if x.claims[k].Kind != ontology.MeetingKind.Name || was.Value != kind && !(kind == "summit" && was.Value == "meeting") {
			continue
		}
		if x.capitalized(i) && !strings.EqualFold(x.Text[x.claims[k].Trigger.Start:x.claims[k].Trigger.End], x.Form(i)) {
			continue // "the next Strategic Dialogue" follows a dialogue
		}
		if who := x.claims[k].players("participant"); len(who) > 1 {
			for _, p := range x.claims[k].Parts {
				if p.Role == "participant" {
					c.Parts = append(c.Parts, p)
				}
			}
			return
		}
	}
}

// seriesReach is how many sentences back those of a series are told who takes part.
const seriesReach = 12

// ofSameType gives a claim the place, day and status that its clause tells and the type of
// the claim of a meeting told before, and reports whether the clause tells a place or a day.
func (x *extraction) ofSameType(c *Claim, i, v, before int) bool {
	x.meetingWhere(c, i, v, nil)
	kind, _ := x.claims[before].part("type")
	c.value("type", kind.Value, Span{})
	x.meetingStatus(c, i, v)
	_, placed := c.part("place")
	_, dated := c.part("date")
	return placed || dated
}

// ordinalMeeting reads a meeting of a series that is called by its number alone: "The
// first took place in Oslo", "at the second, in May, Holt received Voss".
func (x *extraction) ordinalMeeting(i int) bool {
	if !oneOf(x.lemma(i)) || x.lemma(i) == "last" || x.lemma(i) == "earlier" || !x.definite(i) {
		return false
	}
	v := x.head(i)
	if v < 0 || !x.verb(v) || x.rel(i) != "nsubj" || !(x.lemma(v) == "take" && x.childLemma(v, "place") >= 0 || x.lemma(v) == "hold" && x.passive(v)) {
		return false
	}
	last := x.lastMeeting(i, 2)
	if last < 0 {
		return false
	}
	c := x.claim(ontology.MeetingKind.Name, "ordinal-meeting", i)
	for _, at := range append([]int{v}, x.adjuncts(v, []string{"in", "on", "at"})...) {
		for _, k := range x.adjuncts(at, []string{"between", "with"}) {
			for _, r := range x.meeters(k) {
				c.play("participant", r)
			}
		}
	}
	if len(c.players("participant")) == 0 {
		c.Parts = slices.Clone(x.claims[last].Parts)
		c.Parts = slices.DeleteFunc(c.Parts, func(p Part) bool { return p.Role != "participant" })
	}
	if !x.ofSameType(&c, i, v, last) || len(c.players("participant")) < 2 {
		return false
	}
	x.acts[i] = x.add(c)
	return true
}
