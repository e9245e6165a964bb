package extract

import (
	"entente/graph/ontology"
)

// tookPlace reports whether the verb v says that something was held.
func (x *extraction) tookPlace(v int) bool {
	switch x.lemma(v) {
	case "take":
		return x.childLemma(v, "place") >= 0
	case "occur", "happen":
		return true
	case "hold":
		return x.passive(v)
	}
	return false
}

// meetingTold returns the claim of the meeting told of last before token i, in its sentence
// or so many before, that fits; -1 if none does.
func (x *extraction) meetingTold(i, back int, fits func(*Claim) bool) int {
	for k := len(x.claims) - 1; k >= 0; k-- {
		c := &x.claims[k]
		if c.Kind == ontology.MeetingKind.Name && x.Tokens[i].Sentence-c.Sentence <= back && c.Trigger.Start < x.Tokens[i].Start && fits(c) {
			return k
		}
	}
	return -1
}

// itMeeting reads what is told further of the meeting that the sentence before proposed or
// planned: "proposed that it be held on August 10 in Oslo", "It was canceled".
func (x *extraction) itMeeting(i int) bool {
	v := x.head(i)
	if x.lemma(i) != "it" || x.rel(i) != "nsubj" || v < 0 || !x.verb(v) {
		return false
	}
	fate, fated := x.fateOf(v)
	if !x.tookPlace(v) && !(fated && x.passive(v)) || fate == "failed" {
		return false
	}
	last := x.meetingTold(i, 1, func(c *Claim) bool { return true })
	if last < 0 {
		return false
	}
	if t := x.tokenAt(x.claims[last].Trigger.Start); t < 0 || !x.noun(t) || x.claims[last].Sentence == x.Tokens[i].Sentence {
		return false
	}
	c := x.claim(ontology.MeetingKind.Name, "it-meeting", i)
	if !x.ofSameType(&c, i, v, last) && !fated {
		return false
	}
	c.Same = x.root(last)
	x.acts[i] = x.add(c)
	return true
}

// noSuchMeeting reads "said that no such meeting had occurred" as a denial of the meeting
// that the sentences before tell of.
func (x *extraction) noSuchMeeting(i int) bool {
	v := x.head(i)
	if i < 2 || meetingNouns[x.lemma(i)] == "" || x.lemma(i-1) != "such" || x.lemma(i-2) != "no" || v < 0 || !x.tookPlace(v) {
		return false
	}
	last := x.meetingTold(i, 2, func(c *Claim) bool { return len(unique(append(c.players("participant"), c.players("host")...))) > 1 })
	if last < 0 {
		return false
	}
	c := x.claim(ontology.MeetingKind.Name, "no-such-meeting", i)
	c.Modality, c.Cue = ontology.Denied, x.span(i-2, i)
	for _, p := range x.claims[last].Parts {
		if p.Role == "participant" || p.Role == "type" {
			c.Parts = append(c.Parts, p)
		}
	}
	c.value("status", "held", Span{})
	c.Same = x.root(last)
	x.acts[i] = x.add(c)
	return true
}
