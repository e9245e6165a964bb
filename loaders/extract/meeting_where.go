package extract

import (
	"slices"
	"strings"

	"entente/graph/ontology"
	"entente/loaders/nlp"
)

// visited sets place and host of a visit: "visited Bankoro", "his trip to Moscow",
// "visit the sultan".
func (x *extraction) visited(c *Claim, i int, found fillers) {
	to := x.adjuncts(i, []string{"to"})
	if len(to) == 0 && x.noun(i) { // "a visit by Voss to Norland"
		for _, k := range x.adjuncts(i, []string{"by", "of"}) {
			to = append(to, x.adjuncts(k, []string{"to"})...)
		}
	}
	if !x.noun(i) && x.lemma(i) == "visit" {
		to = append(to, x.objects(i)...)
	}
	for _, k := range to {
		if r, ok := x.placeAt(k, 0); ok {
			c.play("place", r)
			x.houseOf(c, k)
			continue
		}
		if refs := x.refs(k, []ontology.Type{ontology.Person}); len(refs) > 0 {
			c.play("participant", refs[0])
		}
	}
}

// houseOf takes the state whose house is visited for the host: who visits the White House
// visits the United States, who comes to Washington may visit anybody.
func (x *extraction) houseOf(c *Claim, k int) {
	n := x.nameAt[k]
	if n < 0 || x.ofName[n] < 0 {
		return
	}
	h, ok := x.as(ontology.Place, x.Words(x.Names[n].Start, x.Names[n].End), x.article.Published)
	if !ok || !h.acts || h.country == "" || h.ref == "" || x.capital(h.country) == h.ref {
		return
	}
	at := x.entity(h.country, ontology.Country, h.country)
	span := x.span(x.Names[n].Start, x.Names[n].End)
	x.mentionSpan(at, span, "metonym")
	c.play("host", ref{at, span})
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
	if top := x.top(i); v < 0 && x.noun(i) && x.rel(top) == "nmod" && besideBy[x.preposition(top)] && x.preposition(top) != "after" && x.head(top) >= 0 && x.rel(x.head(top)) == "obj" {
		where = append(where, x.clause(i)) // "signed a declaration at the summit"
	}
	if x.verb(i) && x.rel(i) == "xcomp" && x.head(i) >= 0 && !saying[x.lemma(x.head(i))] && governors[x.lemma(x.head(i))] != ontology.Planned {
		where = append(where, x.head(i))
	}
	if v >= 0 && x.noun(i) && (x.moves(v) || x.lemma(v) == "visit") && x.preposition(x.top(i)) == "for" {
		where = append(where, v) // "arrived in Baghdad for talks"
	}
	if x.verb(i) && x.infinitive(i) && x.head(i) >= 0 && moving[x.lemma(x.head(i))] {
		where = append(where, x.head(i)) // "flew to Cairo to meet"
	}
	below := slices.Clone(x.children(i))
	for _, k := range x.adjuncts(i, []string{"of", "between"}) { // "a summit of the two, planned for May"
		for _, p := range x.children(k) {
			if p := int(p); x.rel(p) == "acl" && x.passive(p) && p > 0 && x.Form(p-1) == "," {
				below = append(below, int32(p))
			}
		}
	}
	for _, k := range below { // "the conference that is planned for June in Skarvik"
		if x.rel(int(k)) == "acl" {
			if l := x.lemma(int(k)); governors[l] == ontology.Planned || holding[l] || meetingFate[l] != "" {
				where = append(where, int(k))
			}
		}
	}
	if _, ok := c.part("place"); !ok && !x.byTelephone(c, i) {
		if r, ok := x.placeOf(where...); ok {
			c.play("place", r)
		} else if r, ok := x.goal(where); ok {
			c.play("place", r)
		} else if r, ok := x.placeOfGathering(i); ok {
			c.play("place", r)
		} else if r, ok := x.placeNear(i); ok {
			c.play("place", r)
		} else if r, ok := x.placeBeforeAnd(i); ok {
			c.play("place", r)
		}
	}
	tm, ok := x.dateOf(where...)
	if day, span := x.clauseAfter(i); !ok && day != "" && (c.Modality == ontology.Stated || c.Modality == ontology.Historical) {
		c.value("date", string(day), span)
	}
	if !ok {
		tm, ok = x.dateNear(i)
	}
	if _, placed := c.part("place"); ok && !placed && tm.head >= 0 && !x.byTelephone(c, i) {
		if r, found := x.placeUnder(tm.head, 0); found { // "for June 12 in Oslo"
			c.play("place", r)
		}
	}
	if !ok {
		tm, ok = x.dateAbove(max(i, v))
	}
	if !ok {
		tm, ok = x.dateBefore(max(i, v))
	}
	if day, span := x.relativeDay(i); !ok && day != "" {
		c.value("date", string(day), span)
	}
	if ok {
		day := x.ahead(c, tm)
		if fate, fated := x.fateOf(max(v, 0)); fated && fate != "failed" {
			day = x.nearestDay(day, tm) // the day of what was called off may be to come
		}
		c.value("date", string(x.lasting(i, day)), x.span(tm.Start, tm.End))
	}
}

// byTelephone reports whether people meet without coming together: a call is nowhere.
func (x *extraction) byTelephone(c *Claim, i int) bool {
	if x.noun(i) {
		return meetingNouns[x.lemma(i)] == "call" || len(x.only(x.modifiers(i), phones)) > 0 && meetingNouns[x.lemma(i)] != "conference"
	}
	return x.lemma(i) == "telephone" || x.lemma(i) == "phone" || x.lemma(i) == "call"
}

var staying = map[string]bool{"stay": true, "remain": true, "visit": true, "stop": true}

// placeBeforeAnd returns where those were who "stayed in Oslo and met", or "flew to
// Oslo and met".
func (x *extraction) placeBeforeAnd(i int) (ref, bool) {
	h := x.head(i)
	if !x.verb(i) || x.rel(i) != "conj" || h < 0 || !moving[x.lemma(h)] && !staying[x.lemma(h)] || x.child(i, "nsubj") >= 0 {
		return ref{}, false
	}
	if r, ok := x.placeOf(h); ok {
		return r, true
	}
	return x.goal([]int{h})
}

// placeOfGathering returns the place of the gathering at which the verb i has people
// meet: "met at the summit in Oslo".
func (x *extraction) placeOfGathering(i int) (ref, bool) {
	if !x.verb(i) {
		return ref{}, false
	}
	for _, k := range x.adjuncts(i, []string{"at", "during"}) {
		if meetingNouns[x.lemma(k)] != "" {
			if r, ok := x.placeOf(k); ok {
				return r, true
			}
		}
		if meetingNouns[x.lemma(k)] == "visit" { // "during their trip to Paraguay they will meet"
			for _, to := range x.adjuncts(k, []string{"to"}) {
				if r, ok := x.placeAt(to, 0); ok {
					return r, true
				}
			}
		}
	}
	return ref{}, false
}

// atMeeting takes "met in Oslo at a summit" for one meeting: the noun tells of what
// kind it was.
func (x *extraction) atMeeting(c *Claim, i int) {
	if !x.noun(i) || x.definite(i) || x.preposition(i) != "at" || x.rel(i) != "obl" {
		return
	}
	other, ok := x.acts[x.head(i)]
	if !ok || x.claims[other].Kind != ontology.MeetingKind.Name || x.claims[other].Modality != c.Modality {
		return
	}
	kind, _ := c.part("type")
	if was, _ := x.claims[other].part("type"); was.Value == "call" || kind.Value == "news-conference" || was.Value == "visit" {
		return
	}
	c.Same = x.root(other)
	for k := range x.claims[other].Parts {
		if p := &x.claims[other].Parts[k]; p.Role == "type" {
			p.Value = kind.Value
		}
	}
}

// goal returns where those who move go: "flew to Cairo on Monday to meet".
func (x *extraction) goal(where []int) (ref, bool) {
	for _, v := range where {
		if !x.moves(v) {
			continue
		}
		for _, k := range x.adjuncts(v, []string{"to", "for"}) {
			if r, ok := x.placeAt(k, 1); ok {
				return r, true
			}
		}
	}
	return ref{}, false
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
	case (discussing[lemma] || reacting[lemma]) && x.rel(top) == "obj":
		return false
	case lemma == "follow" || lemma == "precede": // "the call followed a meeting on Thursday"
		return x.rel(top) == "obj" || x.preposition(top) == "by"
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

// reacting are verbs of what is said of a meeting afterwards, elsewhere: "in Washington,
// Voss praised the meeting".
var reacting = map[string]bool{"praise": true, "welcome": true, "hail": true, "applaud": true, "criticize": true, "criticise": true, "condemn": true, "denounce": true,
	"mock": true, "defend": true, "celebrate": true, "describe": true, "recall": true, "mention": true, "dismiss": true, "reject": true, "announce": true}

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
		if x.timeAt(k) || k == i || meetingNouns[x.lemma(k)] == "visit" {
			continue // "came on a fact-finding visit"
		}
		for _, r := range x.within2(k, topicTypes) {
			if x.list[r.entity].Type == ontology.Person && slices.Contains(c.players("participant"), r.entity) {
				continue // "discussed the border with Voss": he talks, nobody talks about him
			}
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
		if x.rel(below) == "compound" && x.capitalized(k) && below < k {
			continue // a piece of another name: "the Arlandic Marine Corridor"
		}
		out = append(out, x.byName(below, types)...)
	}
	return out
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
	if n := x.nameAt[from]; n >= 0 && x.Names[n].Start < from && x.Names[n].Start >= i-8 {
		from = x.Names[n].Start // "the United Nations Fish Stocks Agreement"
	}
	if x.capitalized(i) && x.capitalized(from) {
		from = x.wider(from)
	}
	for k := i - 1; k > from; k-- { // "the Arland recent agreement" is called nothing
		if w := x.Form(k); nameSkip[w] && w != "-" {
			from = k
			break
		}
	}
	for from < i && (nameSkip[strings.ToLower(x.Form(from))] || x.upos(from) == "NUM" && !strings.HasPrefix(x.Form(from), "20") && !strings.HasPrefix(x.Form(from), "19") || manyWords[strings.ToLower(x.Form(from))] || x.timeAt(from) || lengths[x.lemma(from)]) {
		from++
	}
	for from < i && x.upos(from) == "PUNCT" {
		from++
	}
	for _, k := range x.children(i) {
		if k := int(k); k > i && x.rel(k) == "acl" && x.capitalized(i) && x.capitalized(k) && x.infinitive(k) {
			to = x.titleEnd(i, int(x.right[k])) // "the Agreement to Prevent Unregulated Fisheries"
			break
		}
		if k := int(k); k > i && x.rel(k) == "nmod" && (x.preposition(k) == "on" || x.preposition(k) == "of") && !x.timeAt(k) && x.childLemma(k, "that", "this", "these", "those") < 0 {
			end := int(x.right[k])
			for j := to; j < end; j++ { // "a conference on fishing next month", "a summit of the two, planned for May"
				if x.timeAt(j) || x.Form(j) == "," && j+1 < end && x.upos(j+1) == "VERB" {
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

// wider moves the beginning of a name over "and" and "of the" to the capitals before
// them: "Science and Technology Agreement", "Law of the Sea Convention".
func (x *extraction) wider(from int) int {
	first := x.Sentences[x.Tokens[from].Sentence].Start
	named := func(k int) bool {
		return k > first && x.capitalized(k) && x.noun(k) && (x.nameAt[k] < 0 || x.Names[x.nameAt[k]].Kind != nlp.Person && x.Names[x.nameAt[k]].Kind != nlp.Place)
	}
	if _, office := officeNouns[x.lemma(max(from-3, 0))]; from-3 > first && !office && x.lemma(from-1) == "the" && x.lemma(from-2) == "of" && named(from-3) && agreementNouns[x.lemma(from-3)] == "" && meetingNouns[x.lemma(from-3)] == "" {
		return from - 3
	}
	if from-2 > first && x.lemma(from-1) == "and" && named(from-2) && x.nameAt[from-2] < 0 && (x.nameAt[from] < 0 || x.Names[x.nameAt[from]].Kind == nlp.Law) {
		return from - 2
	}
	return from
}

// titleEnd returns the token behind the last capital of a title between i and end.
func (x *extraction) titleEnd(i, end int) int {
	to := i + 1
	for k := i + 1; k < end && x.upos(k) != "PUNCT" && x.lemma(k) != "with" && x.lemma(k) != "between"; k++ {
		if x.capitalized(k) {
			to = k + 1
		}
	}
	return to
}

// lengths are words that measure a meeting and do not name it.
var lengths = map[string]bool{"day": true, "week": true, "hour": true, "month": true, "dozen": true, "several": true, "minute": true}

var manyWords = map[string]bool{"many": true, "more": true, "few": true, "numerous": true, "following": true, "various": true}

var nameSkip = map[string]bool{"so-called": true, "so": true, "called": true, "final": true, "proposed": true, "planned": true, "earlier": true, "special": true, "new": true, "old": true,

	"latest": true, "recent": true, "possible": true, "same": true, "next": true, "last": true, "first": true, "separate": true, "further": true, "other": true, "previous": true, "such": true, "second": true, "-": true, "future": true,
	"upcoming": true, "forthcoming": true, "important": true, "major": true, "overdue": true, "successful": true, "virtual": true, "good": true, "strong": true, "historic": true, "initial": true, "long": true, "current": true}

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

// properMeeting reports whether a meeting is called by a name: "the Strategic Dialogue".
func (x *extraction) properMeeting(i int) bool {
	return x.noun(i) && !x.sentenceStart(i) && x.capitalized(i) && i > 0 && x.capitalized(i-1) && x.rel(i-1) != "nmod:poss" && !x.Sentences[x.Tokens[i].Sentence].Heading
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
