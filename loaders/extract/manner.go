package extract

import (
	"slices"

	"entente/graph/ontology"
	"entente/loaders/nlp"
)

// manner is the way in which words put a claim: its modality, the words that
// decide it, and who says so.
type manner struct {
	modality ontology.Modality
	cue      Span
	speaker  int // entity, -1 for the article
	// under is the modality without hearsay and denial: what is said to be planned
	// is planned.
	under ontology.Modality
}

// weight orders modalities: of several cues over one word the heavier decides.
// "denied that it would meet" is a denial, "will not meet" a negation.
var weight = map[ontology.Modality]int{
	ontology.Stated: 0, ontology.Historical: 1, ontology.Planned: 2, ontology.Proposed: 3,
	ontology.Conditional: 4, ontology.Alleged: 5, ontology.Negated: 6, ontology.Denied: 7,
}

// governors are words above a claim that decide its modality: verbs with a
// clause or an object, nouns with "of", "for" or an infinitive.
var governors = map[string]ontology.Modality{
	"plan": ontology.Planned, "intend": ontology.Planned, "schedule": ontology.Planned, "agree": ontology.Planned,
	"promise": ontology.Planned, "vow": ontology.Planned, "pledge": ontology.Planned, "prepare": ontology.Planned,
	"expect": ontology.Planned, "arrange": ontology.Planned, "decide": ontology.Planned, "invite": ontology.Planned,
	"hope": ontology.Proposed, "aim": ontology.Planned, "set": ontology.Planned, "due": ontology.Planned, "commit": ontology.Planned,
	"ready": ontology.Planned, "about": ontology.Planned, "willing": ontology.Planned, "undertake": ontology.Planned, "invitation": ontology.Planned,
	"intention": ontology.Planned, "promise_n": ontology.Planned, "commitment": ontology.Planned, "preparation": ontology.Planned,
	"pave": ontology.Planned, "upcoming": ontology.Planned, "forthcoming": ontology.Planned, "bound": ontology.Planned,
	"eager": ontology.Planned, "volunteer": ontology.Planned, "slate": ontology.Planned, "announce_plan": ontology.Planned,

	"propose": ontology.Proposed, "suggest": ontology.Proposed, "urge": ontology.Proposed, "ask": ontology.Proposed,
	"demand": ontology.Proposed, "seek": ontology.Proposed, "offer": ontology.Proposed, "call": ontology.Proposed,
	"push": ontology.Proposed, "press": ontology.Proposed, "recommend": ontology.Proposed, "request": ontology.Proposed,
	"want": ontology.Proposed, "appeal": ontology.Proposed, "advocate": ontology.Proposed, "consider": ontology.Proposed,
	"persuade": ontology.Proposed, "proposal": ontology.Proposed, "suggestion": ontology.Proposed, "idea": ontology.Proposed,
	"try": ontology.Proposed, "attempt": ontology.Proposed, "effort": ontology.Proposed, "encourage": ontology.Proposed,
	"prospect": ontology.Conditional, "possibility": ontology.Conditional, "chance": ontology.Conditional, "prospective": ontology.Proposed,
	"wish": ontology.Proposed, "prospects": ontology.Conditional, "possible": ontology.Conditional, "potential": ontology.Conditional,
	"consider_doing": ontology.Proposed, "favor": ontology.Proposed, "favour": ontology.Proposed, "support_idea": ontology.Proposed,
	"initiative": ontology.Proposed, "time": ontology.Proposed,
	"sight": ontology.Proposed, "verge": ontology.Proposed, "readiness": ontology.Proposed, "willingness": ontology.Proposed, "desire": ontology.Proposed, "need": ontology.Proposed,

	"deny": ontology.Denied, "denial": ontology.Denied, "dismiss": ontology.Denied, "refute": ontology.Denied,
	"fail": ontology.Negated, "refuse": ontology.Negated, "decline": ontology.Negated, "avoid": ontology.Negated,
	"failure": ontology.Negated, "refusal": ontology.Negated, "unable": ontology.Negated, "reluctant": ontology.Negated,
	"unwilling": ontology.Negated, "prevent": ontology.Negated, "doubt": ontology.Conditional, "threaten": ontology.Conditional,
	"warn": ontology.Conditional, "rule+out": ontology.Negated, "reject": ontology.Negated, "oppose": ontology.Negated,

	"allege": ontology.Alleged, "accuse": ontology.Alleged, "claim": ontology.Alleged, "suspect": ontology.Alleged,
	"blame": ontology.Alleged, "rumor": ontology.Alleged, "rumour": ontology.Alleged, "allegation": ontology.Alleged,
	"accusation": ontology.Alleged, "charge": ontology.Alleged, "believe": ontology.Alleged, "report": ontology.Alleged, "suppose": ontology.Alleged,
}

// saying are the verbs that give a clause to somebody who says it.
var saying = map[string]bool{
	"say": true, "tell": true, "add": true, "announce": true, "declare": true, "state": true, "note": true, "insist": true,
	"explain": true, "stress": true, "emphasize": true, "emphasise": true, "warn": true, "argue": true, "maintain": true,
	"repeat": true, "reiterate": true, "suggest": true, "acknowledge": true, "admit": true, "confirm": true, "deny": true,
	"claim": true, "assert": true, "allege": true, "complain": true, "reply": true, "respond": true, "answer": true,
	"remark": true, "observe": true, "conclude": true, "write": true, "tweet": true, "predict": true, "promise": true,
	"vow": true, "pledge": true, "report": true, "indicate": true, "hint": true, "caution": true, "concede": true,
	"underscore": true, "underline": true, "reaffirm": true, "affirm": true, "believe": true, "doubt": true, "contend": true,
	"comment": true, "ask": true, "demand": true, "recall": true, "agree": true, "think": true, "hope": true, "urge": true,
	"express": true, "chant": true, "shout": true, "joke": true, "boast": true, "testify": true, "swear": true, "estimate": true,
}

// hedges are adverbs that put a claim as hearsay or as possible.
var hedges = map[string]ontology.Modality{
	"reportedly": ontology.Alleged, "allegedly": ontology.Alleged, "apparently": ontology.Alleged, "supposedly": ontology.Alleged,
	"purportedly": ontology.Alleged, "perhaps": ontology.Conditional, "possibly": ontology.Conditional, "maybe": ontology.Conditional,
	"not": ontology.Negated, "n't": ontology.Negated, "never": ontology.Negated, "neither": ontology.Negated, "n’t": ontology.Negated,
	"alleged": ontology.Alleged, "reported": ontology.Alleged, "supposed": ontology.Alleged,
	"proposed": ontology.Proposed, "planned": ontology.Planned, "scheduled": ontology.Planned, "upcoming": ontology.Planned,
	"forthcoming": ontology.Planned, "prospective": ontology.Proposed, "possible": ontology.Conditional, "potential": ontology.Conditional,
	"future": ontology.Planned, "would-be": ontology.Conditional, "hoped-for": ontology.Proposed,
}

// auxiliaries are the verbs before a verb that decide its modality.
var auxiliaries = map[string]ontology.Modality{
	"will": ontology.Planned, "shall": ontology.Planned, "'ll": ontology.Planned, "’ll": ontology.Planned, "wo": ontology.Planned,
	"would": ontology.Planned, "'d": ontology.Stated,
	"could": ontology.Conditional, "might": ontology.Conditional, "may": ontology.Conditional, "can": ontology.Stated,
	"should": ontology.Proposed, "must": ontology.Proposed, "ought": ontology.Proposed,
}

// ifs are the words that open a clause as a condition.
var ifs = map[string]bool{"if": true, "unless": true, "whether": true, "provided": true, "lest": true}

// manner reads the modality of what token i states: from the words around it,
// and from those above it as far as they govern it.
func (x *extraction) manner(i int) manner {
	m := manner{modality: ontology.Stated, speaker: -1, under: ontology.Stated}
	x.local(&m, i)
	var beside *manner // as it was below "at talks": to fail at talks is not to fail to talk
	for at, n := i, 0; n < reach; n++ {
		h := x.head(at)
		if h < 0 {
			break
		}
		rel := x.rel(at)
		if (rel == "conj" || rel == "parataxis") && (x.verb(at) || x.child(at, "cop") >= 0) {
			if rel == "conj" && x.child(at, "nsubj", "nsubj:pass", "expl") < 0 && x.child(at, "aux") < 0 && x.verb(h) {
				x.auxiliary(&m, h) // "will meet and sign"
				x.infinitiveCue(&m, h)
				at = h
				continue
			}
			if rel == "conj" && x.governed(h) && x.child(at, "nsubj") >= 0 {
				at = h // "said that A met and B left"
				continue
			}
			break
		}
		if x.boundary(at, rel) && x.ends(&m, at, h, rel) {
			break
		}
		if at != i && sidelines[x.lemma(at)] { // what is proposed on its margins is not the assembly
			if v := x.clause(at); v >= 0 {
				x.auxiliary(&m, v)
			}
			break
		}
		if p := x.preposition(at); rel == "nmod" && x.noun(h) && (p == "at" || p == "during") {
			x.occasion(&m, h)
			break
		}
		if (rel == "obl" || rel == "nmod" && x.noun(at)) && timely[x.preposition(at)] {
			break // "spoke before a meeting": the verb says nothing of the meeting
		}
		if rel == "nmod" && records[x.lemma(h)] {
			break // "the word stands in no readout of the call"
		}
		if p := x.preposition(at); beside == nil && (rel == "obl" || rel == "nmod") && (p == "at" || p == "during") {
			below := m
			beside = &below
		}
		if p := x.preposition(at); rel == "obl" && x.noun(at) && (p == "about" || p == "on") && x.definite(at) && asking[x.lemma(h)] {
			break // "wanted to ask about the talks": they are over, or go on
		}
		if at != i && endings[x.lemma(at)] && x.noun(at) {
			break // "called for an end to the attacks": they happen
		}
		x.above(&m, h, at)
		x.local2(&m, h, at)
		at = h
	}
	if beside != nil && m.modality == ontology.Negated {
		m = *beside
	}
	x.headline(&m, i)
	x.openQuestion(&m, i)
	x.quoted(&m, i)
	return m
}

// records are nouns of what tells of a meeting that was held.
var records = map[string]bool{"readout": true, "transcript": true, "minutes": true, "recording": true}

// ends takes what a clause that does not belong to what stands above it says of
// itself, and reports whether what governs ends there.
func (x *extraction) ends(m *manner, at, h int, rel string) bool {
	if rel == "advcl" || rel == "acl" {
		x.condition(m, at)
	}
	if (rel != "acl" || x.infinitive(at)) && x.full(at) != "acl:relcl" && (rel != "advcl" || !x.opened(at)) {
		return false
	}
	if rel == "advcl" && x.gerund(at) && x.opener(at) == "before" { // "are to sign it before travelling on"
		x.auxiliary(m, h)
		x.infinitiveCue(m, h)
		if up := x.head(h); up >= 0 {
			x.above(m, up, h)
		}
	}
	for up, n := at, 0; n < 4 && x.head(up) >= 0; up, n = x.head(up), n+1 {
		if x.lemma(x.head(up)) == "report" && x.noun(x.head(up)) { // "reports that they march, while they fire"
			x.above(m, x.head(up), up)
		}
	}
	return true
}

// occasion takes what the verb says at whose occasion h something is: "proposed a
// conference during talks": the talks are not proposed.
func (x *extraction) occasion(m *manner, h int) {
	v := x.clause(h)
	if v < 0 {
		return
	}
	for n := 0; n < 4 && x.infinitive(v) && x.head(v) >= 0 && x.verb(x.head(v)) && governors[x.lemma(x.head(v))] == ""; n++ {
		v = x.head(v) // "will travel to take part in discussions at a conference"
	}
	x.auxiliary(m, v)
	x.infinitiveCue(m, v)
}

// asking are verbs by which one speaks of what is known.
var asking = map[string]bool{"ask": true, "follow": true, "talk": true, "speak": true, "know": true, "hear": true, "comment": true}

// endings are nouns for the end of what happens.
var endings = map[string]bool{"end": true, "halt": true, "stop": true, "cessation": true}

// headline reads "Arland and Borvia to meet again": in a heading a bare infinitive
// is what is to come.
func (x *extraction) headline(m *manner, i int) {
	if !x.Sentences[x.Tokens[i].Sentence].Heading {
		return
	}
	for at, n := i, 0; at >= 0 && n < 4; at, n = x.head(at), n+1 {
		if x.verb(at) && x.infinitive(at) && (x.child(at, "nsubj") >= 0 || x.rel(at) == "acl") {
			m.set(ontology.Planned, x.word(at))
			return
		}
	}
}

// openQuestion takes what a question asks, and does not take for granted, as open: "Have the
// two agreed that they will meet?"
func (x *extraction) openQuestion(m *manner, i int) {
	s := x.Sentences[x.Tokens[i].Sentence]
	last := min(s.End, len(x.Tokens)) - 1
	if last <= s.Start || x.Form(last) != "?" && x.Form(last-1) != "?" {
		return
	}
	k := s.Start
	for k < i && (x.upos(k) == "PUNCT" || x.upos(k) == "CCONJ" || x.Form(k) == "QUESTION" || x.lemma(k) == "so" || x.lemma(k) == "well") {
		k++
	}
	if _, open := auxiliaries[x.lemma(k)]; !open && x.lemma(k) != "have" && x.lemma(k) != "be" && x.lemma(k) != "do" {
		return
	}
	for at, n := i, 0; at >= 0 && n < reach; at, n = x.head(at), n+1 {
		if x.full(at) == "acl:relcl" || x.rel(at) == "advcl" || x.rel(at) == "nmod" || x.rel(at) == "obl" && timely[x.preposition(at)] {
			return
		}
	}
	m.set(ontology.Conditional, x.word(k))
}

// timely are prepositions that only tell when.
var timely = map[string]bool{"after": true, "before": true, "since": true, "following": true, "despite": true, "until": true}

// boundary reports whether a clause begins at token i.
func (x *extraction) boundary(i int, rel string) bool { return rel == "advcl" || rel == "acl" }

// opened reports whether a clause of time or reason opens with its own word, so
// that what stands above does not govern it: "after they met".
func (x *extraction) opened(i int) bool {
	for _, k := range x.children(i) {
		if x.rel(int(k)) == "mark" && x.lemma(int(k)) != "to" || x.rel(int(k)) == "advmod" && x.lemma(int(k)) == "when" {
			return true
		}
	}
	return false
}

func (x *extraction) governed(i int) bool {
	rel := x.rel(i)
	return rel == "ccomp" || rel == "xcomp"
}

func (m *manner) set(to ontology.Modality, cue Span) {
	if weight[to] > weight[m.modality] {
		m.modality, m.cue = to, cue
	}
	if weight[to] > weight[m.under] && weight[to] < weight[ontology.Alleged] {
		m.under = to
	}
}

// local reads the words right around token i.
func (x *extraction) local(m *manner, i int) {
	for _, k := range x.children(i) {
		k := int(k)
		switch x.rel(k) {
		case "advmod", "amod", "cc:preconj", "det":
			if to, ok := hedges[x.lemmaOrForm(k)]; ok {
				m.set(to, x.word(k))
			}
			if x.lemma(k) == "next" && x.rel(k) == "amod" && meetingNouns[x.lemma(i)] != "" {
				m.set(ontology.Planned, x.word(k))
			}
			if x.lemma(k) == "no" && x.noun(i) {
				m.set(ontology.Negated, x.word(k))
			}
			if x.lemma(k) == "long" && k > 0 && x.lemma(k-1) == "no" {
				m.set(ontology.Negated, x.span(k-1, k+1))
			}
		case "mark":
			if ifs[x.lemma(k)] {
				m.set(ontology.Conditional, x.word(k))
			}
		case "obl":
			if x.preposition(k) == "accord to" || x.preposition(k) == "according to" {
				m.set(ontology.Alleged, x.phrase(k))
				x.holder(m, []int{k})
			}
		}
	}
	x.auxiliary(m, i)
	x.infinitiveCue(m, i)
	x.condition(m, i)
}

func (x *extraction) lemmaOrForm(k int) string {
	form := plain(x.Form(k))
	if _, ok := hedges[form]; ok {
		return form
	}
	return x.lemma(k)
}

// local2 reads the words around a governing word that also bear on what it
// governs: its negation, its time, its condition.
func (x *extraction) local2(m *manner, h, from int) {
	if x.verb(h) || x.child(h, "cop") >= 0 {
		if saying[x.lemma(h)] && x.rel(from) == "ccomp" {
			x.conditionOnly(m, h)
			return
		}
		x.local(m, h)
	}
}

func (x *extraction) conditionOnly(m *manner, h int) { x.condition(m, h) }

// auxiliary reads the verbs in front of the verb i.
func (x *extraction) auxiliary(m *manner, i int) {
	for _, k := range x.children(i) {
		if rel := x.rel(int(k)); rel != "aux" {
			continue
		}
		lemma := plain(x.Form(int(k)))
		to, ok := auxiliaries[lemma]
		if !ok {
			to, ok = auxiliaries[x.lemma(int(k))]
		}
		if ok {
			if lemma == "would" && x.hasIf(i) {
				to = ontology.Conditional
			}
			m.set(to, x.word(int(k)))
		}
		if lemma == "had" || x.lemma(int(k)) == "have" && x.Tokens[k].XPOS == "VBD" {
			m.set(ontology.Historical, x.word(int(k)))
		}
	}
}

// infinitiveCue reads "is to meet", "are to fly".
func (x *extraction) infinitiveCue(m *manner, i int) {
	for _, k := range x.children(i) {
		if x.rel(int(k)) != "mark" && x.rel(int(k)) != "aux" || x.lemma(int(k)) != "to" || k == 0 {
			continue
		}
		if before := int(k) - 1; x.lemma(before) == "be" && x.Tokens[before].Sentence == x.Tokens[k].Sentence {
			m.set(ontology.Planned, x.span(before, int(k)+1))
		}
	}
}

// condition reads an "if" that opens the clause of i.
func (x *extraction) condition(m *manner, i int) {
	for _, k := range x.children(i) {
		if x.rel(int(k)) == "mark" && ifs[x.lemma(int(k))] {
			m.set(ontology.Conditional, x.word(int(k)))
		}
	}
}

// hasIf reports whether a condition hangs on the verb i.
func (x *extraction) hasIf(i int) bool {
	for _, k := range x.children(i) {
		if x.rel(int(k)) != "advcl" {
			continue
		}
		for _, below := range x.children(int(k)) {
			if x.rel(int(below)) == "mark" && ifs[x.lemma(int(below))] {
				return true
			}
		}
	}
	return false
}

// above reads the word h that governs token at.
func (x *extraction) above(m *manner, h, at int) {
	rel, lemma := x.rel(at), x.lemma(h)
	clause := rel == "xcomp" || rel == "ccomp" || rel == "csubj" || rel == "acl" || rel == "advcl" && x.infinitive(at)
	object := rel == "obj" || x.full(at) == "nsubj:pass" || rel == "nmod" && x.noun(h) || rel == "obl" && governingFor[x.preposition(at)]
	if lemma == "look" && x.particle(h, "forward") && x.opener(at) == "to" {
		m.set(ontology.Planned, x.word(h)) // "looks forward to hosting the dialogue"
		return
	}
	if !clause && !object {
		return
	}
	if saying[lemma] && rel == "ccomp" {
		x.holder(m, x.subjects(h))
		if lemma == "say" || lemma == "tell" {
			return
		}
	}
	if lemma == "go" && rel == "xcomp" && x.Tokens[h].XPOS == "VBG" && x.infinitive(at) {
		m.set(ontology.Planned, x.word(h)) // "are going to meet"
		return
	}
	if (lemma == "believe" || lemma == "think" || lemma == "suppose") && rel == "ccomp" && x.childLemma(h, "i", "we") >= 0 {
		return // "I believe that they will meet" is no rumour
	}
	if x.noun(h) && x.childLemma(h, "no") >= 0 { // "no announcement of an agreement"
		m.set(ontology.Negated, x.word(x.childLemma(h, "no")))
	}
	to, ok := governors[lemma]
	if lemma == "look" && x.preposition(at) == "to" && x.particle(h, "forward") {
		to, ok = ontology.Planned, true // "looked forward to the summit"
	}
	if !ok || lemma == "set" && x.noun(h) { // "a set of meetings"
		return
	}
	if rel == "obj" && x.noun(at) && !overObjects[lemma] || lemma == "report" && rel != "ccomp" && rel != "xcomp" && !(rel == "acl" && x.opener(at) == "that") {
		return
	}
	if x.noun(h) && (rel == "nmod" && !governingFor[x.preposition(at)] && x.preposition(at) != "of") {
		return
	}
	if to == ontology.Planned && rel == "ccomp" && !x.future(at) && lemma != "plan" && lemma != "expect" {
		return // "announced that they had met"
	}
	if lemma == "warn" && rel == "ccomp" && !x.future(at) {
		return
	}
	if m.speaker < 0 && lemma != "attempt" && lemma != "try" && (to == ontology.Alleged || to == ontology.Denied || to == ontology.Proposed) && x.verb(h) {
		x.holder(m, x.subjects(h))
	}
	m.set(to, x.word(h))
}

func (x *extraction) future(i int) bool {
	if x.infinitive(i) {
		return true
	}
	for _, k := range x.children(i) {
		if x.rel(int(k)) == "aux" {
			switch plain(x.Form(int(k))) {
			case "will", "would", "shall", "'ll", "’ll":
				return true
			}
		}
	}
	return false
}

// governingFor are prepositions through which a word governs a noun: "called
// for talks", "plans for a summit", "agreed on", "prospects of".
var governingFor = map[string]bool{"for": true, "to": true, "on": true, "of": true}

// overObjects are the governors that decide the modality of their noun object:
// "proposed a conference", "denied the meeting"; but "seek", "promised talks".
var overObjects = map[string]bool{
	"propose": true, "suggest": true, "plan": true, "schedule": true, "arrange": true, "deny": true, "seek": true, "demand": true,
	"offer": true, "request": true, "urge": true, "prepare": true, "expect": true, "promise": true, "pledge": true, "reject": true,
	"refuse": true, "decline": true, "avoid": true, "prevent": true, "want": true, "allege": true, "recommend": true, "oppose": true, "consider": true,
	"rule+out": true, "advocate": true, "favor": true, "favour": true, "wish": true, "hope": true, "support_idea": true, "encourage": true,
}

// holder sets who says so.
func (x *extraction) holder(m *manner, tokens []int) {
	for _, k := range tokens {
		if who, ok := x.spokenOfBefore(k); ok {
			m.speaker = who
			return
		}
		if refs := x.refs(k, actors); len(refs) > 0 {
			m.speaker = refs[0].entity
			return
		}
	}
}

// quoted makes the speaker of a quotation the one who says what stands in it.
func (x *extraction) quoted(m *manner, i int) {
	at := x.Tokens[i].Start
	n, _ := slices.BinarySearchFunc(x.Quotes, at, func(q nlp.Quote, at int) int {
		if q.End <= at {
			return -1
		}
		return 1
	})
	if n < len(x.Quotes) && x.Quotes[n].Start <= at && at < x.Quotes[n].End {
		if refs := x.quoteSpeakers(x.Quotes[n]); len(refs) > 0 {
			m.speaker = refs[0].entity
		}
	}
}

// actors are the types of things that act.
var actors = []ontology.Type{ontology.Person, ontology.Organization, ontology.Country}
