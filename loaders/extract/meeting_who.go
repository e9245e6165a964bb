package extract

import (
	"slices"

	"entente/graph/ontology"
	"entente/loaders/nlp"
)

// What the subject of a verb is for the meeting that is its object or adjunct.
var (
	holding = map[string]bool{"hold": true, "have": true, "attend": true, "join": true, "conduct": true, "resume": true, "begin": true, "start": true, "open": true, "continue": true,
		"take": true, "participate": true, "complete": true, "finish": true, "enter": true, "lead": true, "make": true, "pay": true, "conclude": true, "end": true, "address": true, "tell": true,
		"skip": false, "plan": true, "schedule": true, "agree": true, "reach": true, "say": true, "meet": true, "speak": true, "discuss": true, "arrive": true, "travel": true, "suspend": true, "cancel": true,
		"chair": true, "co-chair": true, "co-host": true, "co-lead": true, "head": true, "gather": true, "convene": true, "preside": true, "return": true, "welcome": true}
	// moving are the verbs of those who come to meet: "flew to Cairo for talks with".
	moving    = map[string]bool{"arrive": true, "travel": true, "fly": true, "come": true, "go": true, "head": true, "land": true, "leave": true, "journey": true, "return": true, "be": true}
	hosting   = map[string]bool{"host": true}
	convening = map[string]bool{"convene": true, "call": true, "organize": true, "organise": true, "arrange": true, "mediate": true, "broker": true, "sponsor": true, "summon": true}
)

// unattended are verbs whose subject need not take part in the meeting they are about.
var unattended = map[string]bool{"welcome": true, "discuss": true, "say": true}

// meetingVerbs tell of meetings themselves.
var meetingVerbs = map[string]bool{"meet": true, "speak": true, "discuss": true, "talk": true, "confer": true}

// fated reports whether the verb v says that a meeting was called off or put off.
func (x *extraction) fated(v int) bool {
	fate, ok := x.fateOf(v)
	return ok && fate != "failed" && !x.passive(v)
}

// moves reports whether the verb v takes people somewhere: "flew", "will lead a
// delegation".
func (x *extraction) moves(v int) bool {
	if moving[x.lemma(v)] {
		return true
	}
	if x.lemma(v) != "lead" && x.lemma(v) != "head" && x.lemma(v) != "send" {
		return false
	}
	return len(x.only(x.objects(v), []string{"delegation", "team", "mission", "group"})) > 0
}

// named takes a place that a meeting is called after for where it was: "the Geneva
// session", "a White House news conference"; none of these takes part in it.
func (x *extraction) named(c *Claim, i, k int) bool {
	n := x.nameAt[k]
	if n < 0 || !x.noun(i) || x.full(k) == "nmod:poss" || k > i || x.preposition(k) != "" || x.Names[n].End < i-2 {
		return false
	}
	h, ok := x.as(ontology.Place, x.Words(x.Names[n].Start, x.Names[n].End), x.article.Published)
	if !ok && (x.ofName[n] < 0 || x.list[x.ofName[n]].Type != ontology.Place) {
		return false
	}
	span := x.span(x.Names[n].Start, x.Names[n].End)
	at := x.ofName[n]
	if ok && h.ref != "" {
		at = x.entity(h.ref, ontology.Place, h.ref)
		x.mentionSpan(at, span, "name")
	}
	if at < 0 || x.list[at].Type != ontology.Place {
		return false
	}
	c.play("place", ref{at, span})
	return true
}

// meetingSupport gives the subject of the verb that carries a noun its role.
func (x *extraction) meetingSupport(c *Claim, i, v int) {
	if v < 0 {
		return
	}
	role := ""
	lemma := x.lemma(v)
	switch {
	case hosting[lemma]:
		role = "host"
	case x.fated(v):
		role = "participant"
	case convening[lemma]:
		role = "convener"
	case meetingVerbs[lemma] && x.preposition(x.top(i)) == "during": // "spoke by telephone during the talks"
	case unattended[lemma] && x.rel(x.top(i)) == "obj": // "welcomed the meeting", "discussed the summit"
	case holding[lemma] && (x.rel(x.top(i)) == "obj" || x.rel(x.top(i)) == "iobj" || wheres[x.preposition(x.top(i))] || x.preposition(x.top(i)) == "during" || x.preposition(x.top(i)) == "with" || x.passive(v)),
		x.moves(v) && x.rel(x.top(i)) == "obl" && (x.preposition(x.top(i)) == "for" || x.preposition(x.top(i)) == "to"):
		role = "participant"
	}
	if role == "" {
		return
	}
	if lemma == "tell" && meetingNouns[x.lemma(i)] == "session" || lemma == "say" && meetingNouns[x.lemma(i)] == "visit" {
		role = "participant"
	}
	for _, k := range x.supporters(i, v) {
		who := x.delegation(k)
		if len(who) == 0 {
			who = x.refs(k, actors)
		}
		for _, r := range who {
			c.play(role, r)
		}
	}
	if meetingVerbs[lemma] {
		return // "on her visit she met with Voss": he does not visit
	}
	for _, k := range x.adjuncts(v, []string{"with", "alongside"}) {
		for _, r := range x.refs(k, actors) {
			c.play("participant", r)
		}
	}
}

// listBefore takes all of a list for the subject of a relative clause on its last
// member when one alone cannot meet: "A and B, who had talked for hours".
func (x *extraction) listBefore(c *Claim, i int) {
	s := x.child(i, "nsubj")
	if !x.verb(i) || s < 0 || x.antecedent(s) == s || len(c.players("participant")) != 1 {
		return
	}
	last := x.antecedent(s)
	first := last
	for x.rel(first) == "conj" && x.head(first) >= 0 {
		first = x.head(first)
	}
	for _, k := range x.conjuncts(first) {
		if k <= last {
			for _, r := range x.refs(k, actors) {
				c.play("participant", r)
			}
		}
	}
}

// meetingBeside adds those who do something right before or after a meeting:
// "announced by A and B after a day of talks", "spoke before a meeting with C".
func (x *extraction) meetingBeside(c *Claim, i, v int) {
	if v < 0 && x.noun(i) && x.rel(x.top(i)) == "nmod" { // "proposed a conference during talks"
		if v = x.clause(i); v >= 0 && !besideBy[x.preposition(x.top(i))] {
			return
		}
	}
	if v < 0 || !x.noun(i) || x.rel(x.top(i)) != "obl" && x.rel(x.top(i)) != "nmod" || len(c.players("participant")) > 1 {
		return
	}
	if meetingNouns[x.lemma(i)] == "visit" && len(c.players("participant")) > 0 {
		return // "they will speak before a visit by Voss"
	}
	switch x.preposition(x.top(i)) {
	case "after", "following", "before", "during", "at", "ahead of":
	case "in": // "settled by the two presidents in a telephone call"
		if kind, _ := c.part("type"); kind.Value != "" && kind.Value != "call" || meetingNouns[x.lemma(i)] != "call" && meetingNouns[x.lemma(i)] != "talks" && !x.overTime(i) {
			return
		}
	default:
		return
	}
	if x.definite(i) && x.metBefore(i) && x.top(i) == i {
		return // "after the meeting": one told of before
	}
	var found []ref
	for _, k := range x.subjects(v) {
		if !x.humans(k) {
			found = append(found, x.refs(k, actors)...)
		}
	}
	if len(found)+len(c.players("participant")) < 2 && !x.tellsWhere(i) {
		return
	}
	for _, r := range found {
		c.play("participant", r)
	}
}

// tellsWhere reports whether a place or a day hangs on noun i itself.
func (x *extraction) tellsWhere(i int) bool {
	_, placed := x.placeUnder(i, 0)
	_, dated := x.dateOf(i)
	return placed || dated
}

// whereFor gives those of "was in Japan for a summit of the G8" their part in it, and
// the place.
func (x *extraction) whereFor(c *Claim, i int) {
	h := x.head(i)
	if h >= 0 && !x.verb(h) && (x.rel(h) == "obl" || x.preposition(h) == "on") && x.child(h, "cop") < 0 { // "was in Vienna on the same day for talks"
		h = x.head(h)
	}
	if h < 0 || x.preposition(i) != "for" {
		return
	}
	at := h
	switch {
	case x.verb(h) && x.lemma(h) == "visit" && len(x.objects(h)) > 0:
		at = x.objects(h)[0] // "visited Oslo for talks"
	case x.child(h, "cop") < 0 || !wheres[x.preposition(h)]:
		return
	}
	where, ok := x.placeAt(at, 0)
	if !ok {
		return
	}
	for _, k := range x.subjects(h) {
		if x.lemma(k) == "who" && x.antecedent(k) == k {
			k = x.head(h) // the clause hangs as a phrase
		}
		for _, r := range x.meeters(k) {
			c.play("participant", r)
		}
	}
	c.play("place", where)
}

// besideBy are the prepositions of a meeting at which something else is done.
var besideBy = map[string]bool{"during": true, "after": true, "at": true, "following": true}

// top climbs from a noun to the one that the verb governs: "a round of talks".
func (x *extraction) top(i int) int {
	for range 3 {
		h := x.head(i)
		if h < 0 || x.verb(h) || x.rel(i) != "conj" && !(x.rel(i) == "nmod" && countNoun[x.lemma(h)]) {
			return i
		}
		i = h
	}
	return i
}

// whoConvenes returns who hosts or calls by the verb k: whoever is thanked "for hosting"
// it, and not who thanks.
func (x *extraction) whoConvenes(k int) []int {
	if h := x.head(k); h >= 0 && x.gerund(k) && judging[x.lemma(h)] && x.opener(k) == "for" {
		return x.objects(h)
	}
	return x.subjects(k)
}

// meetingConvener reads "convened by X", "hosted by X", "at the invitation of X".
func (x *extraction) meetingConvener(c *Claim, i, v int) {
	verbs := []int{v}
	for _, k := range x.children(i) {
		if x.rel(int(k)) == "acl" {
			verbs = append(verbs, int(k))
		}
	}
	for _, k := range verbs {
		if k < 0 {
			continue
		}
		role := ""
		switch lemma := x.lemma(k); {
		case hosting[lemma]:
			role = "host"
		case convening[lemma] && !x.fated(k):
			role = "convener"
		}
		if role == "" || role == "convener" && k == v && x.rel(x.top(i)) == "obl" && (x.preposition(x.top(i)) == "during" || x.preposition(x.top(i)) == "at" || x.preposition(x.top(i)) == "in") {
			continue // "during her meetings she called for peace"
		}
		for _, s := range x.whoConvenes(k) {
			for _, r := range x.refs(s, actors) {
				c.play(role, r)
			}
		}
	}
	if k := x.proposedClause(i); k >= 0 && x.lemma(k) == "agree" { // "that they agreed to call"
		for _, s := range x.subjects(k) {
			for _, r := range x.refs(s, actors) {
				c.play("convener", r)
			}
		}
	}
	for _, at := range []int{i, v} {
		if at < 0 {
			continue
		}
		for _, k := range x.adjuncts(at, []string{"at", "under", "on"}) {
			if l := x.lemma(k); l == "invitation" || l == "auspices" || l == "request" {
				for _, who := range append(x.adjuncts(k, []string{"of", "from"}), x.possessors(k)...) {
					for _, r := range x.refs(who, actors) {
						c.play("convener", r)
					}
				}
			}
		}
	}
}

// sessionRoles gives a person who calls a session of his own people a part in it, and
// the body that is asked for one: "called a session of her advisers".
func (x *extraction) sessionRoles(c *Claim, i, v int) {
	if (x.lemma(v) == "ask" || x.lemma(v) == "urge" || x.lemma(v) == "request") && x.preposition(x.top(i)) == "for" {
		for _, k := range x.objects(v) {
			for _, r := range x.byName(k, []ontology.Type{ontology.Organization}) {
				c.play("participant", r)
			}
		}
	}
	if !convening[x.lemma(v)] || x.rel(x.top(i)) != "obj" || !slices.ContainsFunc(x.adjuncts(i, []string{"of"}), func(k int) bool { return x.possessedBy(k) >= 0 }) {
		return
	}
	for _, k := range x.subjects(v) {
		for _, r := range x.refs(k, []ontology.Type{ontology.Person}) {
			c.play("participant", r)
		}
	}
}

// objectMeeting reports whether the verb i names the meeting it is about: then
// that noun tells of it.
func (x *extraction) objectMeeting(i int) bool {
	for _, k := range append(x.objects(i), x.adjuncts(i, []string{"in", "at"})...) {
		if meetingNouns[x.lemma(k)] != "" && x.meetingNoun(k) {
			return true
		}
	}
	return false
}

// meeters returns who of those named by token k can meet: a noun with a country's
// name in front is somebody only when it speaks of people: "Russian officials", not
// "Russian votes".
func (x *extraction) meeters(k int) []ref {
	if led := x.delegation(k); len(led) > 0 {
		return led
	}
	found := x.refs(k, actors)
	if x.upos(k) != "NOUN" || x.nameAt[k] >= 0 || x.people(k) || len(found) == 0 || len(x.byChain(k, actors)) > 0 {
		return found
	}
	if same := x.byCountry(k, actors); len(same) > 0 && same[0] == found[0] {
		return nil
	}
	return found
}

// companions adds those by whom a participant is accompanied: "Holt, accompanied by
// Berg, met Voss".
func (x *extraction) companions(c *Claim, i int) {
	for _, k := range x.subjects(i) {
		for _, v := range x.children(k) {
			v := int(v)
			if x.rel(v) != "acl" || x.lemma(v) != "accompany" && x.lemma(v) != "join" {
				continue
			}
			for _, who := range x.agents(v) {
				for _, r := range x.meeters(who) {
					c.play("participant", r)
				}
			}
		}
	}
}

// dropTitles takes away the bodies and places that only stand in the title of somebody
// who takes part: "State Duma Deputy Fetisov", "the envoy for Western Sahara".
func (x *extraction) dropTitles(c *Claim) {
	c.Parts = slices.DeleteFunc(c.Parts, func(p Part) bool {
		if p.Role != "participant" && p.Role != "host" || p.Entity < 0 || x.list[p.Entity].Type == ontology.Person {
			return false
		}
		at := x.tokenAt(p.Start)
		return at >= 0 && x.inTitle(at, c)
	})
}

// inTitle reports whether token i stands in the title of a person who takes part.
func (x *extraction) inTitle(i int, c *Claim) bool {
	for n := x.firstName(i + 1); n < len(x.Names) && x.Names[n].Start-i < 20; n++ {
		if name := x.Names[n]; name.Kind == nlp.Person && x.Tokens[name.Start].Sentence == x.Tokens[i].Sentence {
			if t := longTitle(x.Doc, name).Title; t.Start <= i && i < t.End && (i >= name.Title.Start || !x.possessed(i)) {
				return slices.Contains(c.players("participant"), x.ofName[n]) || slices.Contains(c.players("host"), x.ofName[n])
			}
		}
	}
	for _, o := range x.offices {
		if o.from <= i && i < o.to && o.person >= 0 && slices.Contains(c.players("participant"), o.person) {
			return true
		}
	}
	return false
}

func (x *extraction) possessed(i int) bool { return i+1 < len(x.Tokens) && x.lemma(i+1) == "'s" }

// people reports whether the noun k speaks of people or of a body that they form.
func (x *extraction) people(k int) bool {
	lemma := x.lemma(k)
	if armed[lemma] {
		return false
	}
	return speaksFor[lemma] || groupPersons[lemma] || groupStates[lemma] || unnamedSpeakers[lemma] || officeSpeakers[lemma] || bodies[lemma] != "" || bodyWords[lemma] || counterparts[lemma]
}

// armed are nouns of those who act for a state and do not meet.
var armed = map[string]bool{"force": true, "troop": true, "soldier": true, "army": true, "navy": true, "police": true, "fighter": true}

// counterparts are further nouns of those who meet.
var counterparts = map[string]bool{"counterpart": true, "colleague": true, "delegate": true, "guest": true, "host": true, "member": true, "team": true, "parliamentarian": true,
	"mediator": true, "expert": true, "people": true, "principal": true, "foreign": true, "head": true, "staff": true, "person": true, "representative": true, "leadership": true, "community": true, "group": true}

// meetsThing reports whether the verb i has a thing for its object, which nobody
// meets: "met the deadline", "to meet the people's expectations".
func (x *extraction) meetsThing(i int) bool {
	if x.lemma(i) != "meet" {
		return false
	}
	for _, k := range x.children(i) {
		if x.rel(int(k)) == "obj" && x.counted(int(k)) != int(k) { // "did not meet four of the standards"
			if of := x.counted(int(k)); x.upos(of) == "NOUN" && !x.people(of) {
				return true
			}
		}
		if k := int(k); x.rel(k) == "obj" && x.upos(k) == "NOUN" && x.lemma(k) != "time" && !x.people(k) && len(x.meeters(k)) == 0 && !x.timeAt(k) {
			return true
		}
	}
	return false
}
