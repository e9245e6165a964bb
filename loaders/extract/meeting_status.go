package extract

import (
	"strings"

	"entente/graph/ontology"
	"entente/graph/when"
)

// Verbs that say what became of a meeting.
var meetingFate = map[string]string{
	"cancel": "cancelled", "scrap": "cancelled", "abandon": "cancelled", "call+off": "cancelled", "abort": "cancelled", "scrub": "cancelled", "axe": "cancelled", "shelve": "cancelled",
	"postpone": "postponed", "delay": "postponed", "put+off": "postponed", "reschedule": "postponed", "defer": "postponed", "push+back": "postponed",
	"collapse": "failed", "fail": "failed", "break+down": "failed", "break+up": "failed", "founder": "failed", "stall": "failed", "break+off": "failed", "unravel": "failed",
}

// meetingStatus sets what became of a meeting: told by a verb of it, else by the
// modality.
func (x *extraction) meetingStatus(c *Claim, i, v int) {
	at := []int{v, i}
	tookPlace := v >= 0 && x.past(v) && x.passive(v) && (x.lemma(v) == "hold" || x.lemma(v) == "open")
	for _, k := range x.children(i) {
		if !tookPlace && (x.rel(int(k)) == "acl" || x.rel(int(k)) == "amod") {
			at = append(at, x.conjuncts(int(k))...)
		}
	}
	for _, k := range at {
		if k < 0 {
			continue
		}
		fate, ok := x.fateOf(k)
		if !ok || x.infinitive(k) && (x.rel(k) == "acl" || x.rel(k) == "advcl") && !deciding[x.lemma(max(x.head(k), 0))] && governors[x.lemma(max(x.head(k), 0))] == "" {
			continue // "pressure on them to cancel the trip"
		}
		c.value("status", fate, x.word(k))
		if c.Modality == ontology.Planned || c.Modality == ontology.Historical || c.Modality == ontology.Proposed {
			c.Modality, c.Cue = ontology.Stated, Span{}
		}
		if fate == "cancelled" && c.Modality == ontology.Stated {
			c.Modality, c.Cue = ontology.Negated, x.word(k)
		}
		if fate == "postponed" && c.Modality == ontology.Stated {
			c.Modality, c.Cue = ontology.Planned, x.word(k)
		}
		return
	}
	if v >= 0 && (x.lemma(v) == "end" || x.lemma(v) == "break" || x.lemma(v) == "close" || x.lemma(v) == "conclude") {
		for _, k := range x.adjuncts(v, []string{"without"}) {
			if agreementNouns[x.lemma(k)] != "" || x.lemma(k) == "result" || x.lemma(k) == "breakthrough" {
				c.value("status", "failed", x.span(k-1, k+1))
				return
			}
		}
	}
	status := statusOf[c.Modality]
	if c.Modality == ontology.Alleged || c.Modality == ontology.Denied {
		status = statusOf[x.manner(i).under]
	}
	c.value("status", status, c.Cue)
}

// statusOf gives the status that a modality means.
var statusOf = map[ontology.Modality]string{
	ontology.Stated: "held", ontology.Historical: "held", ontology.Alleged: "held", ontology.Denied: "held", ontology.Negated: "held",
	ontology.Planned: "planned", ontology.Proposed: "proposed", ontology.Conditional: "proposed",
}

func (x *extraction) fateOf(k int) (string, bool) {
	lemma := x.lemma(k)
	if fate, ok := meetingFate[lemma]; ok {
		if lemma == "fail" && len(x.complements(k)) > 0 {
			return "", false
		}
		return fate, true
	}
	for _, particle := range []string{"off", "down", "up", "back"} {
		if fate, ok := meetingFate[lemma+"+"+particle]; ok && x.particle(k, particle) {
			return fate, true
		}
	}
	return "", false
}

// toCome takes a meeting for one to come where a preposition says so, "ahead of the
// summit", or where a timetable lists it: "2:30 p.m. Secretary Holt meets with".
func (x *extraction) toCome(c *Claim, i int) {
	if x.thankedFor(i) && !c.Modality.Asserts() && c.Modality != ontology.Negated {
		c.Modality, c.Cue = ontology.Stated, Span{}
		return
	}
	if c.Modality != ontology.Stated {
		return
	}
	if x.noun(i) && aheads[x.preposition(x.top(i))] {
		c.Modality, c.Cue = ontology.Planned, x.word(x.top(i)-1)
		for _, k := range x.children(x.top(i)) {
			if x.rel(int(k)) == "case" {
				c.Cue = x.word(int(k))
				break
			}
		}
	}
	if x.verb(i) && x.present(i) && x.full(i) == "acl:relcl" {
		if v := x.clause(i); v >= 0 && x.future(v) && !x.infinitive(v) {
			c.Modality, c.Cue = ontology.Planned, x.word(x.child(v, "aux")) // "will tell the leaders whom he meets"
		}
	}
	if k := x.aheadBefore(i); k >= 0 {
		c.Modality, c.Cue = ontology.Planned, x.word(k)
	}
	if k := x.plannedClause(i); k >= 0 {
		c.Modality, c.Cue = ontology.Planned, x.word(k)
	}
	if k := x.proposedClause(i); k >= 0 {
		c.Modality, c.Cue = ontology.Proposed, x.word(k)
	}
	if present := x.Tokens[i].XPOS == "VBZ" || x.Tokens[i].XPOS == "VBP"; present || x.noun(i) {
		if clock, ok := x.clockBefore(i); ok {
			c.Modality, c.Cue = ontology.Planned, clock
		}
	}
}

// aheadBefore returns the word "ahead" or "lead-up" before the phrase of noun i, -1 when
// there is none.
func (x *extraction) aheadBefore(i int) int {
	if !x.noun(i) {
		return -1
	}
	for k := i - 1; k > i-9 && k > x.Sentences[x.Tokens[i].Sentence].Start; k-- {
		switch l := x.lemma(k); {
		case l == "of" && x.lemma(k-1) == "ahead":
			return k - 1
		case l == "to" && (x.lemma(k-1) == "lead-up" || x.lemma(k-1) == "run-up" || x.lemma(k-1) == "up" && x.Form(k-2) == "-"):
			return k - 1
		case x.verb(k) || l == "," || x.upos(k) == "ADP":
			return -1
		}
	}
	return -1
}

// plannedClause returns the verb of a clause on noun i that says it is planned, "a
// visit that is planned for August"; -1 when none does, or when it has been held.
func (x *extraction) plannedClause(i int) int {
	if v, ok := x.support(i); !x.noun(i) || ok && x.past(v) && x.rel(x.top(i)) == "nsubj" {
		return -1
	}
	for _, k := range x.children(i) {
		if k := int(k); x.rel(k) == "acl" && x.passive(k) && governors[x.lemma(k)] == ontology.Planned && !x.pastPerfect(k) {
			return k
		}
	}
	return -1
}

// proposedClause returns the verb of a clause on noun i that says that somebody proposed
// it: "the conference that Arland agreed to seek"; -1 when none does, or when it has been
// held.
func (x *extraction) proposedClause(i int) int {
	if v, ok := x.support(i); !x.noun(i) || ok && x.rel(x.top(i)) == "nsubj" {
		if v < 0 || x.past(v) {
			return -1
		}
	}
	for _, k := range x.children(i) {
		k := int(k)
		if x.full(k) != "acl:relcl" || x.passive(k) {
			continue
		}
		if governors[x.lemma(k)] == ontology.Proposed {
			return k
		}
		for _, under := range x.complements(k) {
			if l := x.lemma(under); x.lemma(k) == "agree" && (governors[l] == ontology.Proposed || convening[l] || l == "hold") {
				return k
			}
		}
	}
	return -1
}

var aheads = map[string]bool{"ahead of": true, "in advance of": true, "pending": true}

// clockBefore returns the hour with which the sentence of token i begins: that of a
// timetable, which is printed before the day is over.
func (x *extraction) clockBefore(i int) (Span, bool) {
	s := x.Sentences[x.Tokens[i].Sentence]
	for k := s.Start; k < min(s.Start+4, i); k++ {
		switch strings.ToLower(x.Form(k)) {
		case "a.m.", "p.m.", "am", "pm", "a.m", "p.m":
			if k > s.Start && strings.ContainsAny(x.Form(s.Start), "0123456789") {
				return x.span(s.Start, k+1), true
			}
		}
	}
	return Span{}, false
}

// datedBehind takes a meeting at which something was planned for one that was held,
// when its day is before the article's: "agreed to seek at talks earlier this month".
func (x *extraction) datedBehind(c *Claim, i int) {
	open := c.Modality == ontology.Planned || c.Modality == ontology.Proposed || c.Modality == ontology.Conditional
	if open && x.noun(i) && x.childLemma(i, "this") >= 0 && x.rel(x.top(i)) == "obj" && x.lemma(x.head(x.top(i))) == "make" {
		c.Modality, c.Cue, c.Speaker = ontology.Stated, Span{}, -1 // "asked me to make this trip": he is on it
		return
	}
	p, ok := c.part("date")
	if _, last, known := when.Date(p.Value).Bounds(); ok && open && known && x.noun(i) && x.possessedBy(i) >= 0 && x.rel(i) != "obj" {
		if today, dated := x.article.Published.Day(); dated && last < today {
			c.Modality, c.Cue, c.Speaker = ontology.Stated, Span{}, -1 // "a chance to build on Holt's trip last week"
			return
		}
	}
	if !ok || c.Modality != ontology.Planned || !x.noun(i) || x.preposition(i) != "at" && x.preposition(i) != "during" {
		return
	}
	_, last, known := when.Date(p.Value).Bounds()
	if today, ok := x.article.Published.Day(); known && ok && last < today {
		c.Modality, c.Cue = ontology.Stated, Span{}
	}
}

// datedAhead takes a meeting for one to come when its day is after the article's.
func (x *extraction) datedAhead(c *Claim, i int) {
	p, ok := c.part("date")
	if !ok || c.Modality != ontology.Stated || p.Start == p.End {
		return
	}
	first, last, known := when.Date(p.Value).Bounds()
	present := x.Tokens[i].XPOS == "VBZ" || x.Tokens[i].XPOS == "VBP" // "when she travels to Oslo this month"
	if today, ok := x.article.Published.Day(); known && ok && (first > today || present && last > today) {
		c.Modality, c.Cue = ontology.Planned, Span{p.Start, p.End}
	}
}
