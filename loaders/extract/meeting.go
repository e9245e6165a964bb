package extract

import (
	"strings"

	"entente/graph/ontology"
)

// meetingNouns are the nouns of meetings and the type of each.
var meetingNouns = map[string]string{
	"talk": "talks", "talks": "talks", "negotiation": "talks", "negotiations": "talks", "consultation": "talks", "dialogue": "talks", "dialog": "talks", "discussion": "talks",
	"summit": "summit", "meeting": "meeting", "gathering": "meeting", "encounter": "meeting", "audience": "meeting", "luncheon": "meeting", "reunion": "meeting",
	"conference": "conference", "forum": "conference", "session": "session", "briefing": "news-conference", "visit": "visit", "trip": "visit",
	"call": "call", "conversation": "call", "hearing": "session", "assembly": "session", "availability": "news-conference",
}

// What the subject of a verb is for the meeting that is its object or adjunct.
var (
	holding = map[string]bool{"hold": true, "have": true, "attend": true, "join": true, "conduct": true, "resume": true, "begin": true, "start": true, "open": true, "continue": true,
		"take": true, "participate": true, "complete": true, "finish": true, "enter": true, "lead": true, "make": true, "pay": true, "conclude": true, "end": true, "address": true, "tell": true,
		"skip": false, "plan": true, "schedule": true, "agree": true, "reach": true, "say": true, "meet": true, "speak": true, "discuss": true, "arrive": true, "travel": true, "suspend": true, "cancel": true}
	hosting   = map[string]bool{"host": true}
	convening = map[string]bool{"convene": true, "call": true, "organize": true, "organise": true, "arrange": true, "mediate": true, "broker": true, "sponsor": true, "summon": true}
)

// Verbs that say what became of a meeting.
var meetingFate = map[string]string{
	"cancel": "cancelled", "scrap": "cancelled", "abandon": "cancelled", "call+off": "cancelled", "abort": "cancelled", "scrub": "cancelled", "axe": "cancelled", "shelve": "cancelled",
	"postpone": "postponed", "delay": "postponed", "put+off": "postponed", "reschedule": "postponed", "defer": "postponed", "push+back": "postponed",
	"collapse": "failed", "fail": "failed", "break+down": "failed", "break+up": "failed", "founder": "failed", "stall": "failed", "break+off": "failed", "unravel": "failed",
}

// meeting makes the claim of a meeting from a frame's fillers.
func (x *extraction) meeting(f *frame, i int, found fillers) bool {
	if x.noun(i) && !x.meetingNoun(i) || f.Name == "telephone" && !x.rings(i) {
		return false
	}
	c := x.claim(ontology.MeetingKind.Name, f.Name, i)
	kind := x.meetingType(f, i)
	v := -1
	if x.noun(i) {
		v, _ = x.support(i)
	}
	for _, role := range []string{"host", "participant", "convener"} {
		for _, k := range found[role] {
			if x.named(&c, i, k) {
				continue
			}
			for _, r := range x.refs(k, actors) {
				c.play(role, r)
			}
		}
	}
	x.listBefore(&c, i)
	x.meetingSupport(&c, i, v)
	x.meetingBeside(&c, i, v)
	x.meetingConvener(&c, i, v)
	if kind == "visit" {
		x.visited(&c, i, found)
	}
	x.meetingWhere(&c, i, v, found)
	x.topics(&c, i, v, found)
	c.value("type", kind, Span{})
	x.meetingStatus(&c, i, v)
	if name, span := x.nameOf(i, kind == "conference" || kind == "summit" || kind == "session" || kind == "meeting" && x.meetingOfBody(i)); name != "" {
		c.value("name", name, span)
	}
	if x.refused(c) || !x.worthMeeting(c, i, v, kind) {
		return false
	}
	x.newsOf(&c, i, v)
	x.acts[i] = x.add(c)
	return true
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

// rings reports whether the verb i is a telephone call: one person rings another,
// nobody calls a conference, or a step disappointing.
func (x *extraction) rings(i int) bool {
	for _, k := range x.objects(i) {
		if len(x.refs(k, []ontology.Type{ontology.Person})) > 0 {
			return true
		}
		if x.lemma(i) != "call" && len(x.refs(k, actors)) > 0 {
			return true
		}
	}
	return false
}

// refused reports whether words only say that somebody would not or could not
// meet: "refused to negotiate", "no meeting is planned", "was not at the talks".
// That is a rejection or nothing; a meeting called off is another matter.
func (x *extraction) refused(c Claim) bool {
	if c.Modality != ontology.Negated {
		return false
	}
	status, _ := c.part("status")
	if status.Value != "held" {
		return false
	}
	cue := strings.ToLower(x.Text[c.Cue.Start:c.Cue.End])
	return cue != "not" && cue != "never" && cue != "n't" && cue != "n’t" || len(c.players("participant")) < 2
}

// meetingNoun reports whether noun i is a meeting here: not "talk of war", "a
// call for", "the Security Council session"'s compound, nor part of a name.
func (x *extraction) meetingNoun(i int) bool {
	if meetingNouns[x.lemma(i)] == "" {
		return false
	}
	if x.rel(i) == "compound" || x.rel(i) == "amod" {
		return false
	}
	if n := x.nameAt[i]; n >= 0 && x.ofName[n] >= 0 && x.Names[n].End-x.Names[n].Start > 1 {
		return false // "the Munich Security Conference" as a body
	}
	switch x.lemma(i) {
	case "talk":
		return x.plural(i) || x.Form(i) == "talks" || x.Form(i) == "Talks"
	case "call":
		if len(x.adjuncts(i, []string{"for", "to"})) > 0 && len(x.adjuncts(i, []string{"with", "between"})) == 0 {
			return false
		}
		return len(x.adjuncts(i, []string{"with", "between"})) > 0 || len(x.only(x.modifiers(i), phones)) > 0 || x.definite(i) && x.spokeBefore(i)
	case "conversation", "discussion", "consultation":
		return len(x.adjuncts(i, []string{"with", "between"})) > 0 || len(x.only(x.modifiers(i), phones)) > 0
	case "availability":
		return len(x.only(x.modifiers(i), []string{"press", "media"})) > 0
	case "audience", "forum", "assembly", "hearing", "briefing", "discussion_":
		return len(x.adjuncts(i, []string{"with", "of"})) > 0
	}
	return true
}

var phones = []string{"phone", "telephone", "video", "conference", "telephonic"}

// spokeBefore reports whether a call was told of before.
func (x *extraction) spokeBefore(i int) bool {
	for _, c := range x.claims {
		if p, ok := c.part("type"); c.Kind == ontology.MeetingKind.Name && ok && p.Value == "call" {
			return true
		}
	}
	return false
}

func (x *extraction) meetingType(f *frame, i int) string {
	kind := f.Set["type"]
	if x.noun(i) {
		kind = meetingNouns[x.lemma(i)]
		if len(x.only(x.modifiers(i), []string{"news", "press"})) > 0 || i > 0 && (x.lemma(i-1) == "news" || x.lemma(i-1) == "press") {
			return "news-conference"
		}
		if len(x.only(x.modifiers(i), phones)) > 0 && kind != "conference" {
			return "call"
		}
		return kind
	}
	for _, k := range x.adjuncts(i, []string{"by", "over", "on", "via"}) {
		switch x.lemma(k) {
		case "phone", "telephone", "video", "videoconference", "videolink":
			return "call"
		}
	}
	return kind
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
	case convening[lemma]:
		role = "convener"
	case holding[lemma] && (x.rel(x.top(i)) == "obj" || x.rel(x.top(i)) == "iobj" || wheres[x.preposition(x.top(i))] || x.preposition(x.top(i)) == "during" || x.preposition(x.top(i)) == "with" || x.passive(v)):
		role = "participant"
	}
	if role == "" {
		return
	}
	if lemma == "tell" && meetingNouns[x.lemma(i)] == "session" || lemma == "say" && meetingNouns[x.lemma(i)] == "visit" {
		role = "participant"
	}
	for _, k := range x.supporters(i, v) {
		for _, r := range x.refs(k, actors) {
			c.play(role, r)
		}
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
		if v = x.clause(i); v >= 0 && x.preposition(x.top(i)) != "during" && x.preposition(x.top(i)) != "after" {
			return
		}
	}
	if v < 0 || !x.noun(i) || x.rel(x.top(i)) != "obl" && x.rel(x.top(i)) != "nmod" || len(c.players("participant")) > 1 {
		return
	}
	switch x.preposition(x.top(i)) {
	case "after", "following", "before", "during", "at", "ahead of":
	default:
		return
	}
	if x.definite(i) && len(x.meetingsBefore(i)) > 0 && x.top(i) == i {
		return // "after the meeting": one told of before
	}
	var found []ref
	for _, k := range x.subjects(v) {
		if !x.humans(k) {
			found = append(found, x.refs(k, actors)...)
		}
	}
	if len(found)+len(c.players("participant")) < 2 {
		return
	}
	for _, r := range found {
		c.play("participant", r)
	}
}

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
		case convening[lemma]:
			role = "convener"
		}
		if role == "" {
			continue
		}
		for _, s := range x.subjects(k) {
			for _, r := range x.refs(s, actors) {
				c.play(role, r)
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

// visited sets place and host of a visit: "visited Bankoro", "his trip to Moscow",
// "visit the sultan".
func (x *extraction) visited(c *Claim, i int, found fillers) {
	to := x.adjuncts(i, []string{"to"})
	if !x.noun(i) && x.lemma(i) == "visit" {
		to = append(to, x.objects(i)...)
	}
	for _, k := range to {
		if r, ok := x.placeAt(k, 0); ok {
			c.play("place", r)
			continue
		}
		if refs := x.refs(k, []ontology.Type{ontology.Person}); len(refs) > 0 {
			c.play("participant", refs[0])
		}
	}
}

// meetingWhere sets date and place from what hangs on the noun or its verb.
func (x *extraction) meetingWhere(c *Claim, i, v int, found fillers) {
	for _, k := range found["place"] {
		if r, ok := x.placeAt(k, 0); ok {
			c.play("place", r)
		}
	}
	where := []int{i}
	if v >= 0 && x.carries(i, v) {
		where = append(where, v)
	}
	if x.verb(i) && x.rel(i) == "xcomp" && x.head(i) >= 0 && !saying[x.lemma(x.head(i))] && governors[x.lemma(x.head(i))] != ontology.Planned {
		where = append(where, x.head(i))
	}
	for _, k := range x.children(i) { // "the conference that is planned for June in Skarvik"
		if x.rel(int(k)) == "acl" {
			if l := x.lemma(int(k)); governors[l] == ontology.Planned || holding[l] || meetingFate[l] != "" {
				where = append(where, int(k))
			}
		}
	}
	if _, ok := c.part("place"); !ok {
		if r, ok := x.placeOf(where...); ok {
			c.play("place", r)
		}
	}
	if tm, ok := x.dateOf(where...); ok {
		c.value("date", string(x.lasting(i, x.ahead(c, tm))), x.span(tm.Start, tm.End))
	}
}

// carries reports whether when and where of the verb v are those of its noun i:
// not when the verb only says or plans something of it.
func (x *extraction) carries(i, v int) bool {
	lemma := x.lemma(v)
	top := x.top(i)
	switch {
	case saying[lemma] && x.rel(top) != "obl":
		return false
	case governors[lemma] == ontology.Proposed || governors[lemma] == ontology.Denied:
		return false
	case meetingFate[lemma] == "cancelled" || meetingFate[lemma] == "postponed":
		return false
	case x.rel(top) == "obl":
		switch x.preposition(top) {
		case "at", "during", "in", "with":
			return true
		case "after", "before", "for", "on", "to", "of", "from":
			return false
		}
	}
	return true
}

// topics adds what is talked about: "on Syria", "about the war in Syria", "to
// discuss Syria".
func (x *extraction) topics(c *Claim, i, v int, found fillers) {
	var about []int
	for _, at := range []int{i, v} {
		if at < 0 || at == v && !x.carries(i, v) {
			continue
		}
		about = append(about, x.adjuncts(at, []string{"on", "about", "over", "regarding", "concerning"})...)
		for _, k := range x.children(at) {
			if rel := x.rel(int(k)); (rel == "advcl" || rel == "xcomp" || rel == "acl" || rel == "conj") && discussing[x.lemma(int(k))] {
				about = append(about, x.objects(int(k))...)
			}
		}
	}
	about = append(about, found["topic"]...)
	if len(about) == 0 && x.noun(i) {
		for _, k := range x.possessors(i) { // "the Syria conference"
			if n := x.nameAt[k]; n >= 0 && x.rel(k) == "compound" && x.ofName[n] >= 0 && x.list[x.ofName[n]].Type == ontology.Country && x.Names[n].End == i {
				continue
			}
		}
	}
	for _, k := range about {
		if x.timeAt(k) {
			continue
		}
		for _, r := range x.within2(k, topicTypes) {
			c.play("topic", r)
		}
	}
}

var discussing = map[string]bool{"discuss": true, "address": true, "review": true, "consider": true, "debate": true, "tackle": true}

var topicTypes = []ontology.Type{ontology.Country, ontology.Organization, ontology.Person, ontology.Place}

// within2 returns what a phrase names: its head, else the names right below it,
// "the war in Syria", "fishing in the Lathen Strait".
func (x *extraction) within2(k int, types []ontology.Type) []ref {
	if refs := x.byName(k, types); len(refs) > 0 {
		return refs
	}
	if refs := x.byChain(k, types); len(refs) > 0 {
		return refs
	}
	var out []ref
	for _, below := range append(x.possessors(k), x.adjuncts(k, []string{"in", "of", "with", "between", "on", "for"})...) {
		out = append(out, x.byName(below, types)...)
	}
	return out
}

// meetingStatus sets what became of a meeting: told by a verb of it, else by the
// modality.
func (x *extraction) meetingStatus(c *Claim, i, v int) {
	at := []int{v, i}
	for _, k := range x.children(i) {
		if x.rel(int(k)) == "acl" || x.rel(int(k)) == "amod" {
			at = append(at, int(k))
		}
	}
	for _, k := range at {
		if k < 0 {
			continue
		}
		fate, ok := x.fateOf(k)
		if !ok {
			continue
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
	c.value("status", statusOf[c.Modality], c.Cue)
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

// nameOf returns a name for the meeting or agreement that noun i brings up: its
// own words with the phrase behind it, when there is more than the noun.
func (x *extraction) nameOf(i int, wanted bool) (string, Span) {
	if !wanted || !x.noun(i) {
		return "", Span{}
	}
	from, to := i, i+1
	for from > 0 && i-from < 6 && x.left[i] <= int32(from-1) && x.nameWord(from-1) && x.Tokens[from-1].Sentence == x.Tokens[i].Sentence {
		from--
	}
	for from < i && nameSkip[strings.ToLower(x.Form(from))] {
		from++
	}
	for from < i && x.upos(from) == "PUNCT" {
		from++
	}
	for _, k := range x.children(i) {
		if k := int(k); k > i && x.rel(k) == "nmod" && (x.preposition(k) == "on" || x.preposition(k) == "of") && !x.timeAt(k) {
			end := int(x.right[k])
			for j := to; j < end; j++ { // "a conference on fishing next month"
				if x.timeAt(j) {
					end = j
				}
			}
			if end-i <= 9 && int(x.left[k]) == to {
				to = end
			}
			break
		}
	}
	for to > i+1 && (x.upos(to-1) == "PUNCT" || x.upos(to-1) == "ADP") {
		to--
	}
	if to-from < 2 {
		return "", Span{}
	}
	return strings.Join(strings.Fields(x.Words(from, to)), " "), x.span(from, to)
}

var nameSkip = map[string]bool{"so-called": true, "so": true, "called": true, "final": true, "proposed": true, "planned": true, "earlier": true, "special": true, "new": true, "old": true,
	"latest": true, "recent": true, "possible": true, "same": true, "next": true, "last": true, "first": true, "separate": true, "further": true, "other": true, "previous": true, "such": true, "second": true, "-": true, "future": true}

func (x *extraction) nameWord(i int) bool {
	switch x.upos(i) {
	case "ADJ", "NOUN", "PROPN", "NUM":
		return x.full(i) != "nmod:poss"
	case "PUNCT":
		return x.Form(i) == "-"
	case "VERB":
		return x.rel(i) == "amod"
	}
	return false
}

// meetingOfBody reports whether a meeting is called after a body: "a meeting of the
// Action Group".
func (x *extraction) meetingOfBody(i int) bool {
	for _, k := range x.adjuncts(i, []string{"of"}) {
		for _, r := range x.byName(k, actors) {
			if x.list[r.entity].Type == ontology.Organization {
				return true
			}
		}
	}
	return false
}

// worthMeeting reports whether a claim says enough of a meeting to be one.
func (x *extraction) worthMeeting(c Claim, i, v int, kind string) bool {
	people := len(c.players("participant")) + len(c.players("host"))
	_, placed := c.part("place")
	_, dated := c.part("date")
	_, named := c.part("name")
	if !x.noun(i) {
		if kind == "visit" {
			return people > 0 && placed
		}
		return people >= 2 || kind == "meeting" && x.collective(i, c) && (people == 1 || placed || dated)
	}
	switch kind {
	case "visit":
		return people > 0 && (placed || dated || x.definite(i))
	case "news-conference":
		return people > 0 || dated && placed
	case "call":
		return people >= 2 || x.definite(i)
	}
	_, fated := x.fateOf(max(v, 0))
	if people >= 2 || people == 1 && (placed || dated || named) || fated && v >= 0 {
		return true
	}
	if x.definite(i) && len(x.meetingsBefore(i)) > 0 {
		return placed || dated || people > 0 || named
	}
	return dated || placed || named && (kind == "conference" || kind == "summit")
}

// collective reports whether a verb of meeting with one participant still tells
// of a meeting: a body or several people meet.
func (x *extraction) collective(i int, c Claim) bool {
	for _, k := range x.subjects(i) {
		if x.plural(k) && !x.timeAt(k) && (x.lemma(i) == "meet" || len(c.players("participant")) > 0) || x.lemma(k) == "they" {
			return true
		}
		for _, r := range x.refs(k, actors) {
			if x.list[r.entity].Type == ontology.Organization {
				return true
			}
		}
	}
	return false
}

// meetingsBefore lists the claims of meetings told before token i.
func (x *extraction) meetingsBefore(i int) []int {
	var out []int
	for k, c := range x.claims {
		if c.Kind == ontology.MeetingKind.Name && c.Trigger.Start < x.Tokens[i].Start {
			out = append(out, k)
		}
	}
	return out
}

// joins reads who took part in the meeting told of last, when the words name no
// meeting: "A, B and C took part", "France and Germany were represented".
func (x *extraction) joins(i int) bool {
	if !x.verb(i) {
		return false
	}
	var who []int
	switch x.lemma(i) {
	case "take":
		if x.childLemma(i, "part") >= 0 && !x.objectMeeting(i) {
			who = x.subjects(i)
		}
	case "participate", "attend":
		if !x.objectMeeting(i) && len(x.objects(i)) == 0 {
			who = x.subjects(i)
		}
	case "represent":
		if x.passive(i) && len(x.agents(i)) == 0 {
			who = x.objects(i)
		}
	}
	if who == nil {
		return false
	}
	last := -1
	for k := len(x.claims) - 1; k >= 0 && last < 0; k-- {
		if c := x.claims[k]; c.Kind == ontology.MeetingKind.Name && x.Tokens[i].Sentence-c.Sentence <= 3 {
			last = k
		}
	}
	if last < 0 {
		return false
	}
	c := x.claim(ontology.MeetingKind.Name, x.lemma(i)+"-part", i)
	for _, k := range who {
		for _, r := range x.refs(k, actors) {
			c.play("participant", r)
		}
	}
	kind, _ := x.claims[last].part("type")
	c.value("type", kind.Value, Span{})
	c.value("status", statusOf[c.Modality], c.Cue)
	if len(c.players("participant")) == 0 || c.Modality == ontology.Negated || c.Modality == ontology.Conditional {
		return false
	}
	c.Same = x.root(last)
	x.add(c)
	return true
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
