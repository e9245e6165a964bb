package extract

import (
	"slices"
	"strings"

	"entente/graph/ontology"
	"entente/graph/when"
	"entente/loaders/nlp"
)

// agreementNouns are the nouns of agreements and the type of each.
var agreementNouns = map[string]string{
	"treaty": "treaty", "convention": "treaty", "accord": "accord", "communique": "communique", "communiqué": "communique",
	"deal": "deal", "ceasefire": "ceasefire", "cease-fire": "ceasefire", "truce": "ceasefire", "armistice": "ceasefire",
	"resolution": "resolution", "memorandum": "memorandum", "agreement": "agreement", "pact": "agreement", "protocol": "agreement", "compact": "agreement",
	"statement": "joint-statement", "declaration": "joint-statement",
}

// agreementVerbs say what was done with an agreement; party tells whether the one
// who does it is a party of it.
var agreementVerbs = map[string]struct {
	status string
	party  bool
}{
	"sign": {"signed", true}, "initial": {"announced", true}, "adopt": {"signed", true}, "approve": {"signed", false}, "endorse": {"signed", false},
	"ratify": {"ratified", true}, "reach": {"announced", true}, "conclude": {"signed", true}, "strike": {"announced", true}, "seal": {"announced", true},
	"announce": {"announced", false}, "broker": {"announced", false}, "issue": {"announced", false}, "release": {"announced", false}, "make": {"announced", true},
	"negotiate": {"announced", true}, "agree": {"announced", true}, "accept": {"announced", true}, "join": {"signed", true}, "clinch": {"announced", true}, "hail": {"announced", false},
	"withdraw": {"withdrawn-from", true}, "quit": {"withdrawn-from", true}, "renounce": {"withdrawn-from", true}, "leave": {"withdrawn-from", true}, "pull": {"withdrawn-from", true}, "denounce": {"withdrawn-from", true},
	"abandon": {"withdrawn-from", true}, "exit": {"withdrawn-from", true},
	"suspend": {"suspended", false}, "freeze": {"suspended", false}, "break": {"broken", false}, "violate": {"broken", false}, "breach": {"broken", false}, "collapse": {"broken", false},
	"extend": {"extended", false}, "renew": {"extended", false}, "prolong": {"extended", false}, "reject": {"rejected", false}, "veto": {"rejected", false},
	"propose": {"proposed", false}, "draft": {"proposed", false}, "seek": {"proposed", false}, "offer": {"proposed", false}, "want": {"proposed", false},
	"take": {"in-force", false}, "enter": {"in-force", false}, "come": {"in-force", false}, "hold": {"in-force", false},
}

// lead-in prepositions of verbs that need them to speak of an agreement.
var agreementBy = map[string]string{"withdraw": "from", "pull": "of", "agree": "on", "take": "", "enter": "", "come": ""}

// agreementNoun reads the agreement that noun i brings up; false when it is none.
func (x *extraction) agreementNoun(i int) bool {
	kind, law := x.agreementType(i)
	if kind == "" || x.shouted(i) {
		return false
	}
	v, status, party := x.agreementVerb(i)
	c := x.claim(ontology.AgreementKind.Name, "agreement-"+strings.ReplaceAll(kind, "-", "_"), i)
	if v >= 0 {
		c.Rule = x.lemma(v) + "-agreement"
	}
	x.agreementManner(&c, i, v)
	if v >= 0 && x.lemma(v) == "agree" && c.Modality == ontology.Planned && x.Text[c.Cue.Start:c.Cue.End] == x.Form(v) {
		c.Modality, c.Cue = ontology.Stated, Span{} // "agreed on a series of deals": it is made
	}
	x.agreementParties(&c, i, v, party)
	x.agreementWhen(&c, i, v)
	if fates[status] {
		x.madeBy(&c, i, v)
	}
	if status != "" && fates[status] || status == "signed" {
		if x.stillInForce(i) {
			status = "in-force"
		}
	}
	x.provisions(&c, i, v)
	name, span := x.nameOf(i, true)
	if law >= 0 {
		n := x.Names[law]
		from := x.wider(n.Start)
		end := n.End
		for k := n.Start + 1; k < n.End; k++ {
			if x.lemma(k) == "between" {
				end = min(end, k) // its parties are no part of its name
			}
		}
		name, span = strings.Join(strings.Fields(x.Words(from, end)), " "), x.span(from, end)
	}
	name, span = x.undatedName(name, span)
	c.value("name", name, span)
	c.value("type", kind, x.word(i))
	x.topics(&c, i, -1, nil)
	c.Parts = slices.DeleteFunc(c.Parts, func(p Part) bool { // no body of the name takes part in it
		return (p.Role == "party" || p.Role == "topic") && p.Entity >= 0 && x.list[p.Entity].Type == ontology.Organization && span.Start < p.End && p.Start < span.End && p.End-p.Start > (span.End-span.Start)/2
	})
	_, told := c.part("provision")
	_, dated := c.part("date")
	parties := len(c.players("party"))
	definite := x.definite(i)
	if kind == "resolution" && (status == "rejected" || status == "proposed") || x.inQuote(i) && law < 0 && !definite {
		return false
	}
	if status == "announced" && v >= 0 && (x.lemma(v) == "agree" || x.lemma(v) == "reach") && (kind == "communique" || kind == "treaty" || kind == "accord") {
		status = "signed"
	}
	if law < 0 && status == "" && !told && parties < 2 && !(dated && (definite || x.ofPast(&c))) {
		return false
	}
	if law < 0 && !definite && c.Modality != ontology.Stated && c.Modality != ontology.Historical && parties == 0 && name == "" && !told {
		return false
	}
	x.agreementStatus(&c, i, v, status)
	x.producedBy(i)
	if v < 0 {
		x.bare[len(x.claims)] = true
	} else {
		x.newsDay(&c, i, v)
	}
	x.acts[i] = x.add(c)
	x.taken[i] = ontology.AgreementKind.Name
	if v >= 0 && x.taken[v] == "" && agreementVerbs[x.lemma(v)].status != "" && parties > 0 {
		x.taken[v] = ontology.AgreementKind.Name
	}
	return true
}

// shouted reports whether token i stands in a heading that is all in capitals, where
// capitals make no name: "WIDENING THE ACCORDS AND AGREEMENTS".
func (x *extraction) shouted(i int) bool {
	s := x.Sentences[x.Tokens[i].Sentence]
	return s.End-s.Start > 2 && len(x.Form(i)) > 4 && allCapitals(x.Form(i)) && allCapitals(x.Form(s.Start)) && len(x.Form(s.Start)) > 1 && x.inCapitalsAll(s.Start, min(s.End, len(x.Tokens)))
}

// inCapitalsAll reports whether the tokens [from, to) are words in capitals alone.
func (x *extraction) inCapitalsAll(from, to int) bool {
	for k := from; k < to; k++ {
		if x.upos(k) != "PUNCT" && x.Form(k) != strings.ToUpper(x.Form(k)) {
			return false
		}
	}
	return true
}

// agreementManner puts a claim the way the clause on the noun does, where that tells
// what was done: "would rest on the communique that they adopted"; and takes what
// something is only for as proposed: "a framework for a treaty".
func (x *extraction) agreementManner(c *Claim, i, v int) {
	made := x.definite(i) && v >= 0 && (x.passive(v) || x.child(v, "nsubj:pass") >= 0) // it stands, whatever is said with it
	if v >= 0 && x.head(v) == i && x.rel(v) == "acl" && (made || c.Modality != ontology.Negated && c.Modality != ontology.Denied) {
		m := x.manner(v)
		if m.modality == ontology.Negated && made { // "would not stand, given the accord reached by them"
			m.modality, m.cue, m.speaker = ontology.Stated, Span{}, -1
			x.local(&m, v)
		}
		c.Modality, c.Cue, c.Speaker = m.modality, m.cue, m.speaker
		return
	}
	if v >= 0 && x.lemma(v) == "reject" && c.Modality == ontology.Negated && c.Cue == x.word(v) {
		c.Modality, c.Cue = ontology.Stated, Span{} // "rejected the accord" tells of a rejection
	}
	if h := x.head(i); c.Modality == ontology.Stated && !x.definite(i) && x.nameAt[i] < 0 && v < 0 && h >= 0 && x.rel(i) == "nmod" && needed[x.lemma(h)] {
		c.Modality, c.Cue = ontology.Proposed, x.word(h) // "the importance of a ceasefire"
		return
	}
	if v >= 0 && x.lemma(v) == "negotiate" && c.Modality.Asserts() && (x.rel(v) == "amod" && !x.definite(i) || x.underWay(v)) {
		c.Modality, c.Cue = ontology.Proposed, x.word(v)
		return
	}
	if c.Modality == ontology.Stated && !x.definite(i) && x.nameAt[i] < 0 && x.preposition(i) == "for" && v < 0 && (x.rel(i) == "nmod" || x.rel(i) == "obl") {
		c.Modality = ontology.Proposed
		for _, k := range x.children(i) {
			if x.rel(int(k)) == "case" {
				c.Cue = x.word(int(k))
			}
		}
	}
}

// underWay reports whether the verb v says that an agreement is still being negotiated:
// "began negotiating an accord".
func (x *extraction) underWay(v int) bool {
	switch x.Tokens[v].XPOS {
	case "VB", "VBG", "VBP", "VBZ":
		return x.child(v, "aux:pass", "nsubj:pass") < 0
	}
	return false
}

// undatedName cuts the day off a name: "Brennholm Accord of 1998", "Treaty of Skarvik
// on June 6".
func (x *extraction) undatedName(name string, span Span) (string, Span) {
	if name == "" || span.End == 0 {
		return name, span
	}
	from := x.tokenAt(span.Start)
	to := from
	for to >= 0 && to < len(x.Tokens) && x.Tokens[to].Start < span.End {
		to++
	}
	end := to
	for end > from+1 && x.timeAt(end-1) {
		end--
	}
	for end > from+1 && end < to && x.upos(end-1) == "ADP" {
		end--
	}
	if end == to || end <= from {
		return name, span
	}
	span = x.span(from, end)
	return strings.Join(strings.Fields(x.Text[span.Start:span.End]), " "), span
}

// ofPast reports whether the day of an agreement is over: "an accord from 2001".
func (x *extraction) ofPast(c *Claim) bool {
	p, ok := c.part("date")
	if !ok {
		return false
	}
	_, last, known := when.Date(p.Value).Bounds()
	today, dated := x.article.Published.Day()
	return known && dated && last < today && c.Modality == ontology.Stated
}

// agreementStatus sets how an agreement stands, as the verb v tells. One that is only
// spoken of has no status: "its duties under the Chicago Convention" tells of none.
func (x *extraction) agreementStatus(c *Claim, i, v int, status string) {
	open := c.Modality == ontology.Planned || c.Modality == ontology.Proposed || c.Modality == ontology.Conditional
	standing := x.definite(i) || x.possessedBy(i) >= 0 || x.nameAt[i] >= 0 && x.Names[x.nameAt[i]].Kind == nlp.Law
	switch {
	case open && standing && status == "ratified": // "must be ratified": it stands as it stood
	case status != "" && open && !(standing && fates[status]):
		c.value("status", "proposed", x.word(v))
	case status != "":
		c.value("status", status, x.word(v))
	case standing:
		c.Speaker = -1                                      // whoever speaks of it, it stands
		if weight[c.Modality] >= weight[ontology.Planned] { // what is wanted, or denied, is something else
			c.Modality, c.Cue = ontology.Stated, Span{}
			x.pastDay(c)
		}
		if kind, _ := c.part("type"); kind.Value == "joint-statement" && !x.capitalized(i) {
			c.value("status", "announced", Span{}) // "the joint statement" of the day; not "the Joint Declaration" of old
		}
	case open:
		c.value("status", "proposed", c.Cue)
	case c.Modality == ontology.Stated || c.Modality == ontology.Historical:
		c.value("status", "announced", Span{})
	}
}

// pastDay reads the day of an agreement that stands as a past one: "urged them to carry
// out the April 19 agreement".
func (x *extraction) pastDay(c *Claim) {
	for k := range c.Parts {
		p := &c.Parts[k]
		if p.Role != "date" {
			continue
		}
		for _, tm := range x.times[c.Sentence] {
			if x.Tokens[tm.Start].Start == p.Start {
				tm.value = when.Date(p.Value)
				p.Value = string(x.behind(tm))
			}
		}
	}
}

// fates are the statuses that only an agreement that stands can come to.
var fates = map[string]bool{"ratified": true, "in-force": true, "suspended": true, "broken": true, "extended": true, "withdrawn-from": true}

// agreementType returns the type of the agreement at token i, and the name that
// covers it, -1 when it is a common noun; "" when it is no agreement.
func (x *extraction) agreementType(i int) (string, int) {
	kind := agreementNouns[x.lemma(i)]
	if kind == "" && x.signedText(i) {
		return "agreement", -1
	}
	n := x.nameAt[i]
	if i > 0 && ofOne[x.lemma(i-1)] {
		return "", -1
	}
	if n >= 0 && x.Names[n].Kind == nlp.Law {
		if end := x.Names[n].End; end < len(x.Tokens) && x.upos(end) == "PROPN" && lower(x.Form(end)) == "organization" {
			return "", -1 // "the North Atlantic Treaty Organization"
		}
		if t := x.wellKnown(n); t != "" && i == topOf(x.Doc, x.Names[n].Start, x.Names[n].End) {
			return t, n
		}
		for k := x.Names[n].End - 1; k >= x.Names[n].Start; k-- {
			if t := agreementNouns[x.lemma(k)]; t != "" {
				if k == i {
					return t, n
				}
				break
			}
		}
		return "", -1
	}
	if kind == "" || !x.noun(i) || x.rel(i) == "compound" || x.rel(i) == "amod" {
		return "", -1
	}
	capital := x.capitalized(i) && !x.sentenceStart(i)
	switch x.lemma(i) {
	case "statement", "declaration":
		if len(x.only(x.modifiers(i), []string{"joint"})) == 0 && !(x.lemma(i) == "declaration" && (capital || x.signed(i))) {
			return "", -1
		}
	case "resolution":
		if len(x.only(x.modifiers(i), []string{"un", "u.n.", "council", "security"})) == 0 && !x.numbered(i) {
			return "", -1
		}
	case "convention", "protocol", "compact":
		if !capital || len(x.only(x.modifiers(i), []string{"national", "party", "democratic", "republican", "constitutional", "annual", "federal"})) > 0 {
			return "", -1
		}
	case "deal":
		if i > 0 && (x.lemma(i-1) == "great" || x.lemma(i-1) == "good") {
			return "", -1
		}
	}
	return kind, -1
}

// ofOne are words before a noun of agreements that make it no agreement of states: "the
// Presidential Memorandum", "a plea agreement".
var ofOne = map[string]bool{"presidential": true, "consent": true, "plea": true, "license": true, "licensing": true, "lease": true, "purchase": true, "bargaining": true, "internal": true, "settlement": true}

// wellKnown returns the type of the well-known agreement that a name without a noun of
// agreements is of, "" for another name.
func (x *extraction) wellKnown(n int) string {
	from, to := x.Names[n].Start, x.Names[n].End
	for k := from; k < to; k++ {
		if agreementNouns[lower(x.Form(k))] != "" {
			return ""
		}
	}
	full := x.known.agreement(x.Words(from, to), x.article.Published)
	if full == "" {
		return ""
	}
	for _, w := range strings.Fields(full) {
		if t := agreementNouns[lower(w)]; t != "" {
			return t
		}
	}
	return "agreement"
}

// texts are nouns of what may be an agreement and is one when it is signed.
var texts = map[string]bool{"document": true, "framework": true, "plan": true, "agenda": true, "text": true, "roadmap": true, "charter": true,
	"arrangement": true, "initiative": true, "list": true, "pledge": true, "letter": true, "contract": false, "act": true}

// signedText reports whether noun i is a text that somebody signs.
func (x *extraction) signedText(i int) bool {
	return texts[x.lemma(i)] && x.noun(i) && x.rel(i) != "compound" && (x.signed(i) || agreedTexts[x.lemma(i)] && x.agreedOn(i))
}

// agreedTexts are those texts that are agreements too when they are agreed on.
var agreedTexts = map[string]bool{"document": true, "framework": true, "plan": true, "text": true, "roadmap": true, "charter": true, "arrangement": true}

// agreedOn reports whether a verb says that text i is agreed on: "agreed on a plan",
// "signed off on a plan", "the document that was agreed in Oslo".
func (x *extraction) agreedOn(i int) bool {
	for _, k := range x.children(i) {
		if k := int(k); x.rel(k) == "acl" && x.lemma(k) == "agree" && x.passive(k) {
			return true
		}
	}
	top := x.top(i)
	v := x.head(top)
	if v < 0 || !x.verb(v) {
		return false
	}
	return x.lemma(v) == "agree" && (x.full(top) == "nsubj:pass" || x.preposition(top) == "on") || x.signedOff(top, v)
}

// signedOff reports whether the verb v is that of "signed off on the plan".
func (x *extraction) signedOff(top, v int) bool {
	return x.lemma(v) == "sign" && x.preposition(top) == "on" && x.childLemma(v, "off") >= 0
}

// signed reports whether a verb says that noun i is signed.
func (x *extraction) signed(i int) bool {
	top := x.top(i)
	v := x.head(top)
	if v < 0 || x.lemma(v) != "sign" && x.lemma(v) != "initial" && x.lemma(v) != "ratify" {
		return false
	}
	return x.rel(top) == "obj" || x.full(top) == "nsubj:pass"
}

func (x *extraction) sentenceStart(i int) bool { return x.Sentences[x.Tokens[i].Sentence].Start == i }

func (x *extraction) numbered(i int) bool {
	return i+1 < len(x.Tokens) && x.upos(i+1) == "NUM"
}

// agreementVerb returns the verb that says what was done with the agreement at
// token i: above it, or in a clause on it; -1 when none does.
func (x *extraction) agreementVerb(i int) (v int, status string, party bool) {
	if v, status, party = x.became(i); v >= 0 {
		return v, status, party
	}
	for _, k := range x.children(i) {
		if k := int(k); x.rel(k) == "acl" || x.rel(k) == "amod" {
			if row, ok := agreementVerbs[x.lemma(k)]; ok && x.childLemma(k, "once", "if", "when", "until") < 0 && (x.passive(k) || x.full(k) == "acl:relcl" || x.toBeMade(k)) && x.lemma(k) != "make" {
				switch {
				case row.status == "in-force" && x.childLemma(k, "effect", "force") < 0:
					continue // "an accord on what they can take"
				case x.lemma(k) == "negotiate" && x.rel(k) == "amod" && !x.definite(i):
					return k, "proposed", false // "call for a negotiated truce"
				}
				return k, row.status, row.party
			}
		}
	}
	top := x.top(i)
	v = x.head(top)
	if v < 0 || !x.verb(v) {
		return -1, "", false
	}
	if agreementNouns[x.lemma(i)] == "joint-statement" && x.preposition(top) == "in" && (saying[x.lemma(v)] || !x.definite(i)) {
		return v, "announced", true
	}
	if x.produced(top, v) {
		return v, "announced", false
	}
	row, ok := agreementVerbs[x.lemma(v)]
	if !ok || x.supposed(v) {
		return -1, "", false
	}
	if x.lemma(v) == "negotiate" && x.underWay(v) {
		row.status = "proposed"
	}
	switch rel := x.full(top); {
	case rel == "obj" || rel == "nsubj:pass":
		if by, need := agreementBy[x.lemma(v)]; need && by != "on" || x.lemma(v) == "leave" && x.passive(v) { // "was left on the table"
			return -1, "", false
		}
		return v, row.status, row.party
	case rel == "nsubj" && (row.status == "in-force" && (x.childLemma(v, "effect", "force") >= 0) || x.lemma(v) == "collapse" || x.lemma(v) == "break"):
		return v, row.status, false
	case x.rel(top) == "obl" && (agreementBy[x.lemma(v)] == x.preposition(top) || x.signedOff(top, v)):
		return v, row.status, row.party
	case x.rel(top) == "obl" && x.lemma(v) == "withdraw" && x.preposition(top) == "from":
		return v, row.status, row.party
	}
	return -1, "", false
}

// agreementParties adds who agrees: who signs, "between", "with", whose it is.
func (x *extraction) agreementParties(c *Claim, i, v int, party bool) {
	for _, k := range x.adjuncts(i, []string{"between", "among", "with"}) {
		if !x.ofOther(i, k) {
			x.party(c, k)
		}
	}
	for _, k := range x.possessors(i) {
		if x.full(k) == "nmod:poss" || x.nameAt[k] >= 0 && x.rel(k) != "compound" {
			x.party(c, k)
		}
	}
	if v >= 0 && x.produced(x.top(i), v) {
		x.partiesOfMeeting(c, v)
	}
	if agreementNouns[x.lemma(i)] == "joint-statement" || agreementNouns[x.lemma(i)] == "communique" {
		x.issuers(c, i, v)
		if agreementNouns[x.lemma(i)] == "joint-statement" && (x.nameAt[i] < 0 || x.Names[x.nameAt[i]].Kind != nlp.Law) {
			x.together(c, i)
		}
		party = true
	}
	if top := x.top(i); len(c.players("party")) == 1 && x.rel(top) == "obl" && (x.preposition(top) == "in" || x.preposition(top) == "under") && x.head(top) >= 0 {
		for _, k := range x.subjects(x.head(top)) { // "in a memorandum with Arland, Borvia promises"
			x.party(c, k)
		}
	}
	x.boundUnder(c, i)
	if v < 0 || !party {
		return
	}
	behalf := slices.DeleteFunc(x.onBehalf(v), func(k int) bool { return len(x.refs(k, actors)) == 0 })
	for _, k := range behalf {
		x.party(c, k)
	}
	for _, k := range x.subjects(v) {
		if k != i && len(behalf) == 0 {
			x.party(c, k)
		}
	}
	if x.full(v) == "acl:relcl" {
		if s := x.child(v, "nsubj"); s >= 0 && x.antecedent(s) == s {
			x.party(c, s)
		}
	}
	for _, k := range x.adjuncts(v, []string{"with"}) {
		x.party(c, k)
	}
}

// ofOther reports whether the party k belongs to something else than the agreement at
// token i that is told with it: "the Oslo Accord and agreements with Arland", "a truce
// between Arland and Borvia, and for Norland's help".
func (x *extraction) ofOther(i, k int) bool {
	for at := i + 1; at < k; at++ {
		if agreementNouns[x.lemma(at)] != "" && x.noun(at) && !x.sameName(i, at) {
			return true
		}
	}
	return x.rel(k) == "conj" && x.childLemma(k, "for", "in", "on", "to", "of", "about") >= 0 && x.child(k, "case") >= 0
}

// sameName reports whether two tokens are of one name.
func (x *extraction) sameName(a, b int) bool { return x.nameAt[a] >= 0 && x.nameAt[a] == x.nameAt[b] }

// onBehalf returns those for whom somebody signs: "signed it on behalf of Arland".
func (x *extraction) onBehalf(v int) []int {
	out := x.adjuncts(v, []string{"on behalf of"})
	for _, k := range x.only(x.adjuncts(v, []string{"on"}), []string{"behalf"}) {
		out = append(out, x.adjuncts(k, []string{"of"})...)
	}
	return out
}

// boundUnder adds the two states of "the treaty of 1954 under which Arland is bound to
// defend Borvia", by the order of the words: parsers lose their way in such clauses.
func (x *extraction) boundUnder(c *Claim, i int) {
	end := x.Sentences[x.Tokens[i].Sentence].End
	which := i + 1
	for which < end && which < i+6 && x.lemma(which) != "which" {
		which++
	}
	if which >= end || x.lemma(which) != "which" || x.lemma(which-1) != "under" && x.lemma(which-1) != "by" {
		return
	}
	var who []ref
	last := which
	for k := which + 1; k < end && k < last+8 && x.upos(k) != "PUNCT" && len(who) < 2; k++ {
		if n := x.nameAt[k]; n >= 0 && x.Names[n].Start == k {
			if refs := x.byName(k, []ontology.Type{ontology.Country}); len(refs) > 0 && (len(who) == 0 || refs[0].entity != who[0].entity) {
				who, last = append(who, refs[0]), x.Names[n].End
			}
		}
	}
	for _, r := range who {
		if len(who) == 2 {
			c.play("party", r)
		}
	}
}

// issuers adds those who make a statement together: "a joint statement by the
// governments of", "released by".
func (x *extraction) issuers(c *Claim, i, v int) {
	who := x.adjuncts(i, []string{"by", "of", "from"})
	for _, k := range x.children(i) {
		if k := int(k); x.rel(k) == "acl" && k != v && agreementVerbs[x.lemma(k)].status == "announced" {
			who = append(who, x.agents(k)...)
		}
	}
	for _, k := range who {
		if !x.timeAt(k) {
			x.party(c, k)
		}
	}
}

// party adds a party: a person agrees for the state or body whose office he holds.
func (x *extraction) party(c *Claim, k int) {
	if lemma := x.lemma(k); x.turns && x.upos(k) == "PRON" && (lemma == "we" || lemma == "i" || lemma == "you") {
		return // whose turn it is does not tell for whom he speaks
	}
	if x.nameAt[k] < 0 && (privates[x.lemma(k)] || inert[x.lemma(k)]) || x.firm(k) {
		return // "Arlandic companies"
	}
	if ratifiers[x.lemma(k)] {
		if r, ok := x.behalf(k); ok {
			c.play("party", r)
		}
		return // a parliament is no party itself
	}
	for _, r := range x.refs(k, actors) {
		c.play("party", x.principal(r))
	}
}

// firm reports whether the words before the name at token k say that it is one of a firm:
// "the biotech company Norvax".
func (x *extraction) firm(k int) bool {
	n := x.nameAt[k]
	if n < 0 || x.Names[n].Start == 0 || x.Tokens[x.Names[n].Start-1].Sentence != x.Tokens[k].Sentence {
		return false
	}
	switch x.lemma(x.Names[n].Start - 1) {
	case "company", "firm", "manufacturer", "giant", "airline", "corporation":
		return true
	}
	return false
}

// withFirm reports whether a firm is among what the subject k names: it agrees on business.
func (x *extraction) withFirm(k int) bool {
	for i := int(x.left[k]); i < int(x.right[k]); i++ {
		if x.firm(i) {
			return true
		}
	}
	return false
}

// principal returns the country or organization for which a person acts.
func (x *extraction) principal(r ref) ref {
	if x.list[r.entity].Type != ontology.Person {
		return r
	}
	for _, k := range x.ofPerson[r.entity] {
		if o := x.offices[k]; o.status != "former" && len(o.of) > 0 && x.list[o.of[0].entity].Type != ontology.Person {
			return ref{o.of[0].entity, r.span}
		}
	}
	if id := x.list[r.entity].Ref; id != "" && x.article.Published != "" {
		if country := x.stateOf(id, x.article.Published); country != "" {
			if at, ok := x.byKey[country]; ok {
				return ref{at, r.span}
			}
		}
	}
	return r
}

// agreementWhen sets date, place and meeting from what hangs on the agreement and its verb.
func (x *extraction) agreementWhen(c *Claim, i, v int) {
	where := []int{i}
	if v >= 0 {
		where = append([]int{v}, where...)
	}
	if v >= 0 && v != i && !made[agreementVerbs[x.lemma(v)].status] && !saying[x.lemma(v)] {
		where = []int{i} // the day of a withdrawal is not the agreement's
	}
	if tm, ok := x.dateOf(where...); ok && (v >= 0 || x.besideDay(i, tm)) && !(len(where) == 1 && v > i && tm.Start > v) { // "the treaty will enter into force June 25"
		c.value("date", string(x.ahead(c, tm)), x.span(tm.Start, tm.End))
	}
	if r, ok := x.placeOf(where...); ok {
		c.play("place", r)
	}
	if x.verb(i) {
		where = append(where, x.complements(i)...) // "agreed to seek at talks in Oslo"
	}
	for _, at := range where {
		for _, k := range x.adjuncts(at, []string{"at", "during", "in", "after"}) {
			if meetingNouns[x.lemma(k)] != "" {
				x.later = append(x.later, laterLink{len(x.claims), "meeting", k})
			}
		}
	}
}

// besideDay reports whether a day stands at the agreement of token i with no other noun
// of an apposition in between: not "the Oslo Accord, the subject of our talks today".
func (x *extraction) besideDay(i int, tm dated) bool {
	if tm.Start < i {
		return true
	}
	for k := i + 1; k < tm.Start; k++ {
		if x.lemma(k) == "," && !x.timeAt(k+1) {
			return false
		}
	}
	return true
}

// made are the statuses by which an agreement comes to be: their day is its own.
var made = map[string]bool{"announced": true, "signed": true, "proposed": true, "in-force": true}

// provisions adds what an agreement lays down: "calls for ...", "under which ...",
// "agreed to ...".
func (x *extraction) provisions(c *Claim, i, v int) {
	top := x.top(i)
	h := x.head(top)
	if h >= 0 && x.verb(h) && x.full(top) == "nsubj" && !x.passive(h) {
		switch x.lemma(h) {
		case "call":
			for _, k := range x.children(h) {
				if k := int(k); x.rel(k) == "obl" && x.preposition(k) == "for" {
					x.provision(c, k, true)
					for _, other := range x.conjuncts(k)[1:] {
						x.provision(c, other, false)
					}
				}
			}
		case "provide", "require", "specify", "stipulate", "oblige", "allow", "commit", "demand", "say", "include", "set", "bar", "ban", "limit", "guarantee":
			for _, k := range x.children(h) {
				if k := int(k); x.rel(k) == "ccomp" || x.rel(k) == "xcomp" || x.rel(k) == "obj" || x.rel(k) == "obl" && x.preposition(k) == "for" {
					x.provision(c, k, x.rel(k) == "obl")
				}
			}
		}
	}
	for _, k := range x.children(i) {
		if k := int(k); x.rel(k) == "acl" && x.infinitive(k) && x.laidDown(i, k) {
			x.provision(c, k, false)
		}
	}
	if h >= 0 && x.underIt(i, h) {
		x.provisionsUnder(c, i, h)
	}
}

// underIt reports whether a clause begins with what it stands in: "Under the agreement,
// Arland is to open the strait".
func (x *extraction) underIt(i, h int) bool {
	top := x.top(i)
	return x.definite(i) && x.verb(h) && x.rel(top) == "obl" && x.preposition(top) == "under" && top < h && int(x.left[top]) == x.Sentences[x.Tokens[i].Sentence].Start
}

// provisionsUnder adds what a sentence that begins with "Under the agreement" lays down.
func (x *extraction) provisionsUnder(c *Claim, i, h int) {
	from := int(x.right[x.top(i)])
	to := x.Sentences[x.Tokens[i].Sentence].End
	for from < to && x.upos(from) == "PUNCT" {
		from++
	}
	for to > from && x.upos(to-1) == "PUNCT" && x.Form(to-1) != "”" {
		to--
	}
	if to-from >= 3 && to-from <= 60 {
		span := x.span(from, to)
		c.value("provision", strings.Join(strings.Fields(x.Text[span.Start:span.End]), " "), span)
	}
	var who []int // what each of them is to do
	for k := from; k < to; k++ {
		if x.rel(k) == "nsubj" && len(x.byName(k, []ontology.Type{ontology.Country})) > 0 {
			who = append(who, k)
		}
	}
	for _, k := range who {
		if len(who) > 1 {
			x.party(c, k)
		}
	}
}

// laidDown reports whether the infinitive k is what the agreement i lays down: not
// what somebody urges others to do, nor what becomes of it: "expect the deal to last",
// "the deal to be signed", nor a word of its name: "the Agreement to Prevent ...".
func (x *extraction) laidDown(i, k int) bool {
	if x.capitalized(i) || x.passive(k) || lasting[x.lemma(k)] || aims[x.lemma(k)] {
		return false
	}
	for at, n := i, 0; n < 8 && x.head(at) >= 0; n++ {
		at = x.head(at)
		if objectControl[x.lemma(at)] && x.verb(at) && at < i {
			return urged[x.lemma(at)]
		}
	}
	return true
}

// needed are nouns of what there should be.
var needed = map[string]bool{"importance": true, "need": true, "necessity": true, "urgency": true, "value": true, "benefit": true}

var (
	// lasting are verbs of what becomes of an agreement.
	lasting = map[string]bool{"last": true, "hold": true, "work": true, "happen": true, "succeed": true, "fail": true, "survive": true, "come": true, "take": true, "expire": true, "be": true, "enter": true, "help": true, "bring": true, "support": true, "make": true}
	// aims are verbs of what an agreement is for, and not of what it lays down.
	aims = map[string]bool{"advance": true, "strengthen": true, "promote": true, "improve": true, "enhance": true, "facilitate": true, "ensure": true, "address": true, "boost": true,
		"deepen": true, "further": true, "foster": true, "combat": true, "counter": true, "tackle": true, "encourage": true, "protect": true, "prevent": true, "bolster": true, "build": true}
	// urged are verbs of control that seldom have an infinitive behind their object.
	urged = map[string]bool{"make": true, "see": true, "name": true, "send": true, "lead": true, "help": true, "call": true}
)

// provision adds the words of the clause or phrase k as a provision.
func (x *extraction) provision(c *Claim, k int, cut bool) {
	from, to := x.subtree(k)
	if cut {
		for from < to && x.rel(from) == "case" {
			from++
		}
	}
	if lemma := x.lemma(from); from < to && lemma == "that" {
		from++
	}
	for _, other := range x.children(k) {
		if int(other) > k && x.rel(int(other)) == "conj" && int(x.left[other]) > from {
			to = min(to, int(x.left[other]))
		}
	}
	switch x.lemma(from) {
	case "where", "when", "whether", "if", "which", "what", "how":
		return // "agree on occasions where it is so"
	}
	for to > from && (x.upos(to-1) == "PUNCT" && x.Form(to-1) != "”" && x.Form(to-1) != `"` || x.upos(to-1) == "CCONJ") {
		to--
	}
	if span := x.span(from, to); to-from >= 2 && to-from <= 60 && !strings.Contains(x.Text[span.Start:span.End], "“") {
		c.value("provision", strings.Join(strings.Fields(x.Text[span.Start:span.End]), " "), span)
	}
}

// agreed reads "X and Y agreed to ..." through its frame.
func (x *extraction) agreed(f *frame, i int, found fillers) bool {
	c := x.claim(ontology.AgreementKind.Name, f.Name, i)
	for _, k := range found["party"] {
		x.party(&c, k)
	}
	parties := len(c.players("party"))
	plural := false
	if x.opines(i) {
		return false
	}
	for _, k := range x.subjects(i) {
		if x.withFirm(k) {
			return false
		}
		plural = plural || x.plural(k) || x.lemma(k) == "they" || len(x.conjuncts(k)) > 1
	}
	if parties < 2 && !plural {
		return false
	}
	for _, k := range found["provision"] {
		x.provision(&c, k, x.rel(k) == "obl")
	}
	p, told := c.part("provision")
	if !told {
		return false
	}
	if words := strings.Fields(p.Value); strings.EqualFold(words[0], "to") {
		c.value("name", "agreement "+strings.Join(shortened(words, 9), " "), Span{p.Start, p.End})
	}
	x.agreementWhen(&c, i, i)
	x.topics(&c, i, -1, nil)
	for _, k := range found["provision"] {
		for _, r := range x.within2(k, []ontology.Type{ontology.Country, ontology.Place}) {
			c.play("topic", r)
		}
	}
	kind := "agreement"
	for _, k := range found["provision"] {
		if t, _ := x.agreementType(k); t != "" {
			kind = t // "agreed to a ceasefire"
			if name, span := x.nameOf(k, true); name != "" {
				c.value("name", name, span)
			}
			x.taken[k] = ontology.AgreementKind.Name
		}
	}
	c.value("type", kind, x.word(i))
	status := "announced"
	if weight[c.Modality] >= weight[ontology.Planned] && c.Modality != ontology.Alleged {
		status = "proposed"
	}
	c.value("status", status, x.word(i))
	x.newsDay(&c, i, i)
	x.acts[i] = x.add(c)
	return true
}

// shortened returns at most n words, and none at the end that lead to a next one.
func shortened(words []string, n int) []string {
	words = words[:min(len(words), n)]
	for len(words) > 2 && dangling[words[len(words)-1]] {
		words = words[:len(words)-1]
	}
	return words
}

// dangling are words with which no phrase ends.
var dangling = map[string]bool{"in": true, "on": true, "at": true, "of": true, "to": true, "for": true, "with": true, "from": true, "by": true, "and": true, "or": true, "the": true, "a": true, "an": true,
	"their": true, "its": true, "between": true, "through": true, "as": true, "that": true, "new": true, "all": true, "into": true, "including": true}

// opines reports whether the verb i says that somebody is of an opinion and not that
// he promises something: "not all the others agree that it should be".
func (x *extraction) opines(i int) bool {
	for _, k := range x.subjects(i) {
		if x.childLemma(k, "not", "no", "few") >= 0 {
			return true
		}
	}
	if that := x.child(i, "ccomp"); that >= 0 {
		return x.present(i) || x.full(i) == "acl:relcl" || !x.ownDeed(i, that)
	}
	return x.present(i) && len(x.only(x.adjuncts(i, []string{"on", "upon"}), opinions)) > 0
}

// opinions are what people who agree are of one mind about.
var opinions = []string{"need", "importance", "necessity", "urgency", "value", "principle", "fact", "view", "benefit", "significance", "danger", "threat"}

// ownDeed reports whether the clause of the verb that tells something that those who
// agree are themselves to do: "they agreed that they would meet", and not "they agreed
// that the war was a mistake".
func (x *extraction) ownDeed(i, that int) bool {
	s := x.child(that, "nsubj", "nsubj:pass")
	if s < 0 || x.child(that, "aux") < 0 {
		return false
	}
	switch x.lemma(s) {
	case "they", "we", "both", "side", "team", "delegation", "country", "government", "minister", "official", "leader":
		return true
	}
	who, what := x.subjects(i), x.refs(s, actors)
	if aux := x.child(that, "aux"); len(what) > 0 && (x.lemma(aux) == "would" || x.lemma(aux) == "will") {
		return true // "agreed that the alliance would not grow"
	}
	return slices.ContainsFunc(who, func(k int) bool {
		return slices.ContainsFunc(x.refs(k, actors), func(a ref) bool {
			return slices.ContainsFunc(what, func(b ref) bool { return a.entity == b.entity })
		})
	})
}

// supposed reports whether the verb v tells of no deed but of a means or an aim: "by
// agreeing on a charter", "before signing a treaty".
func (x *extraction) supposed(v int) bool {
	if x.Tokens[v].XPOS != "VBG" || x.child(v, "aux") >= 0 {
		return false
	}
	return x.childLemma(v, "by", "without", "before", "through", "for", "of", "toward", "towards") >= 0 && !x.pastAbove(v)
}

// pastAbove reports whether the clause above the verb v tells of the past: "ended the
// war by signing a treaty".
func (x *extraction) pastAbove(v int) bool {
	h := x.clause(v)
	return h >= 0 && x.verb(h) && x.past(h)
}

// agreementTaken reads "signed it in 2018", "ratified it": a verb of agreements over
// a pronoun that stands for one, or for the one told of last.
func (x *extraction) agreementTaken(v int) bool {
	row, ok := agreementVerbs[x.lemma(v)]
	if !ok || !x.verb(v) || x.taken[v] != "" {
		return false
	}
	switch row.status {
	case "signed", "ratified", "withdrawn-from", "suspended":
	default:
		return false
	}
	for _, o := range x.objects(v) {
		if x.lemma(o) != "it" && x.lemma(o) != "them" && x.lemma(o) != "both" {
			continue
		}
		same := x.agreementMeant(o)
		if same < 0 {
			continue
		}
		c := x.claim(ontology.AgreementKind.Name, x.lemma(v)+"-agreement", v)
		x.agreementParties(&c, v, v, row.party)
		x.agreementWhen(&c, v, v)
		kind, _ := x.claims[same].part("type")
		c.value("type", kind.Value, Span{})
		status := row.status
		if weight[c.Modality] >= weight[ontology.Planned] && c.Modality != ontology.Alleged {
			status = "proposed"
		}
		c.value("status", status, x.word(v))
		c.Same = x.root(same)
		x.add(c)
		return true
	}
	return false
}

// agreementMeant returns the claim of the agreement that a pronoun stands for: by
// its chain, else the last told of in this sentence or the two before; -1 if none.
func (x *extraction) agreementMeant(o int) int {
	for _, at := range x.heads[o] {
		for _, m := range x.Chains[at.chain].Mentions {
			if k, ok := x.acts[m.Head]; ok && x.claims[k].Kind == ontology.AgreementKind.Name {
				return k
			}
		}
	}
	for k := len(x.claims) - 1; k >= 0; k-- {
		c := x.claims[k]
		if x.Tokens[o].Sentence-c.Sentence > 2 && c.Kind != ontology.OfficeKind.Name {
			break
		}
		if c.Kind == ontology.AgreementKind.Name && c.Trigger.Start < x.Tokens[o].Start {
			return k
		}
	}
	return -1
}
