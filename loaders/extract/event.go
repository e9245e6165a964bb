package extract

import (
	"slices"
	"strings"

	"entente/graph/ontology"
	"entente/graph/when"
	"entente/loaders/nlp"
)

// event makes the claim of an act between political actors.
func (x *extraction) event(d deed) bool {
	i := d.at
	if x.taken[i] != "" || x.inQuote(i) || x.coded(d) || !x.tells(&d) {
		return false
	}
	x.foretold(&d)
	c := x.claim(ontology.EventKind.Name, d.rule, i)
	switch {
	case strings.HasPrefix(d.rule, "will-"):
		c.Modality, c.Cue = ontology.Stated, Span{}
	default:
		x.eventManner(&c, &d)
	}
	for _, k := range d.actors {
		if x.vague(k) || x.private(k, &d) {
			continue
		}
		for _, r := range x.doers(k) {
			c.play("actor", r)
		}
	}
	if len(c.players("actor")) == 0 {
		return false
	}
	if d.rule == "back" && x.ownPeople(&c, d) {
		return false
	}
	x.recipients(&c, d)
	if len(c.players("recipient")) == 0 && !x.lonely(&d) {
		return false
	}
	x.eventWhere(&c, i, d)
	x.recalled(&c)
	if d.kind == "ASSAULT" && x.lemma(i) == "raid" && slices.ContainsFunc(d.actors, func(k int) bool { return x.lemma(k) == "police" || x.lemma(k) == "authority" }) {
		d.kind, d.mode = "COERCE", "" // police search and arrest
	}
	if d.rule == "protest" && !slices.ContainsFunc(d.actors, x.citizens) && x.allStates(c.players("actor")) {
		d.kind, d.mode = "ACCUSE", "disapprove" // a state protests in words
	}
	c.value("type", d.kind, x.word(i))
	c.value("mode", d.mode, x.word(i))
	if !x.repeats(c) {
		c.Same = x.toldBefore(c)
		x.add(c)
	}
	return true
}

// ownPeople reports whether those to whom something is done are the people of those who do
// it: "help Arland defend its people".
func (x *extraction) ownPeople(c *Claim, d deed) bool {
	did := c.players("actor")
	for _, o := range x.objects(d.at) {
		for _, p := range x.possessors(o) {
			if x.upos(p) == "PRON" && slices.ContainsFunc(x.refs(p, actors), func(r ref) bool { return slices.Contains(did, r.entity) }) {
				return true
			}
		}
	}
	return false
}

// lonely reports whether a deed says something without a recipient. Soldiers who
// are sent to nobody are no aid.
func (x *extraction) lonely(d *deed) bool {
	switch {
	case d.rule == "send-troops":
		d.kind, d.mode = "MOBILIZE", "troops"
	case d.rule == "call-names" || d.rule == "say-must" || x.lemma(d.at) == "celebrate" || eventNeeds[d.kind]:
		return false
	case d.kind == "AID":
		return len(x.adjuncts(d.at, []string{"to"})) > 0 || len(x.only(x.objects(d.at), []string{"aid", "assistance", "asylum", "million", "dollar", "$"})) > 0
	}
	return true
}

// citizens reports whether token i means people of a state: "Cubans".
func (x *extraction) citizens(i int) bool {
	n := x.nameAt[i]
	return n >= 0 && x.Names[n].Kind == nlp.Demonym
}

// allStates reports whether all of some entities are states.
func (x *extraction) allStates(who []int) bool {
	return !slices.ContainsFunc(who, func(at int) bool { return x.list[at].Type != ontology.Country })
}

// recently is the number of days for which an act is news, told in the past perfect or not.
const recently = 14

// recalled reads from the date whether an act is recalled or is news: "had
// threatened last week" is news, "in 1974 its navy sank a boat" is not.
func (x *extraction) recalled(c *Claim) {
	date, ok := c.part("date")
	if !ok || c.Modality != ontology.Stated && c.Modality != ontology.Historical {
		return
	}
	_, last, ok := when.Date(date.Value).Bounds()
	_, today, known := x.article.Published.Bounds()
	if !ok || !known {
		return
	}
	switch old := last+recently < today; {
	case old && c.Modality == ontology.Stated:
		c.Modality, c.Cue = ontology.Historical, Span{date.Start, date.End}
	case !old && c.Modality == ontology.Historical:
		c.Modality, c.Cue = ontology.Stated, Span{}
	}
}

// sameDay reports whether two claims may be of one day.
func (x *extraction) sameDay(a, b Claim) bool {
	p, ok := a.part("date")
	q, also := b.part("date")
	return !ok || !also || when.Date(p.Value).Overlaps(when.Date(q.Value))
}

// doers returns who acts where token k stands: those it names, else those for
// whom people without a name act: "a spokesman for Arafat", "senators of the party".
func (x *extraction) doers(k int) []ref {
	if who, ok := x.spokenOfBefore(k); ok {
		return []ref{{who, x.word(k)}}
	}
	if refs := x.refs(k, actors); len(refs) > 0 {
		return refs
	}
	if refs := x.mouthpiece(k); len(refs) > 0 {
		return refs
	}
	if !x.noun(k) || !agents[x.lemma(k)] {
		return nil
	}
	for _, below := range append(x.adjuncts(k, []string{"of", "from", "for"}), x.possessors(k)...) {
		if refs := x.refs(below, actors); len(refs) > 0 {
			return refs
		}
	}
	return nil
}

// spokenOfBefore returns the person of whom the sentence before speaks, for the "he" that
// opens the next: "Holt met Voss. He thanked the Germans" is Holt.
func (x *extraction) spokenOfBefore(k int) (int, bool) {
	said := x.lemma(k)
	if who, ok := x.subjectAbove(k); ok {
		return who, true
	}
	s := x.Tokens[k].Sentence
	if said != "he" && said != "she" || x.rel(k) != "nsubj" || s == 0 || k > x.Sentences[s].Start+1 || x.Sentences[s].Block != x.Sentences[s-1].Block {
		return 0, false
	}
	for i := x.Sentences[s-1].Start; i < x.Sentences[s-1].End && i < len(x.Tokens); i++ {
		if x.rel(i) != "nsubj" || x.head(i) < 0 || x.head(x.head(i)) >= 0 {
			continue
		}
		if who := x.refs(i, []ontology.Type{ontology.Person}); len(who) == 1 && len(x.conjuncts(i)) == 1 && !x.otherSex(who[0].entity, said) {
			return who[0].entity, true
		}
		return 0, false
	}
	return 0, false
}

// subjectAbove returns the person who is the subject above the clause of which "he" is
// one: "Holt welcomed Voss to Oslo, where he praised the accord" is Holt.
func (x *extraction) subjectAbove(k int) (int, bool) {
	v := x.head(k)
	if said := x.lemma(k); said != "he" && said != "she" || x.rel(k) != "nsubj" || v < 0 || x.head(v) < 0 {
		return 0, false
	}
	switch w := x.child(v, "advmod", "mark"); {
	case x.rel(v) == "conj":
	case (x.full(v) == "acl:relcl" || x.rel(v) == "advcl") && w >= 0 && w < k && (x.lemma(w) == "where" || x.lemma(w) == "while"):
	default:
		return 0, false
	}
	above := x.head(v)
	if !x.verb(above) {
		above = x.clause(above)
	}
	if above < 0 {
		return 0, false
	}
	s := x.child(above, "nsubj")
	if s < 0 || s > k || len(x.conjuncts(s)) != 1 {
		return 0, false
	}
	who := x.refs(s, []ontology.Type{ontology.Person})
	if len(who) != 1 || x.otherSex(who[0].entity, x.lemma(k)) {
		return 0, false
	}
	return who[0].entity, true
}

// otherSex reports whether the article calls a person by the other pronoun.
func (x *extraction) otherSex(who int, pronoun string) bool {
	sexes := map[string]string{"he": "he", "him": "he", "his": "he", "she": "she", "her": "she", "hers": "she"}
	same, other := 0, 0
	for _, m := range x.list[who].Mentions {
		switch sexes[strings.ToLower(m.Text)] {
		case "":
		case pronoun:
			same++
		default:
			other++
		}
	}
	return other > same
}

// agents are people who act for the body that is named beside them.
var agents = map[string]bool{"senator": true, "lawmaker": true, "member": true, "official": true, "diplomat": true, "minister": true, "leader": true, "force": true,
	"troop": true, "troops": true, "soldier": true, "police": true, "army": true, "navy": true, "fighter": true, "militant": true, "gunman": true, "rebel": true,
	"supporter": true, "government": true, "authority": true, "court": true, "parliament": true, "guard": true, "plane": true, "jet": true, "warplane": true, "artillery": true, "ship": true, "cutter": true}

// recipients sets those to whom a deed is done: those it names, else those named
// beside its object, else those who did what the object takes up.
func (x *extraction) recipients(c *Claim, d deed) {
	did := c.players("actor")
	give := func(tokens []int) {
		for _, k := range tokens {
			if x.beyond(k) {
				continue
			}
			for _, r := range x.refs(k, actors) {
				if !x.aList(r) && !slices.Contains(did, r.entity) && !x.servedBy(did, r.entity) {
					c.play("recipient", r)
				}
			}
		}
	}
	give(d.recipients)
	tokens := slices.Clone(d.recipients)
	if d.kind != "MOBILIZE" && d.rule != "say-must" {
		tokens = append(tokens, x.objects(d.at)...)
	}
	if d.rule == "call-names" {
		tokens = append(tokens, x.complements(d.at)...)
	}
	for depth := 0; depth < 2 && len(c.players("recipient")) == 0; depth++ {
		var below []int
		for _, k := range tokens {
			below = append(below, x.nearer(k, d.kind, depth)...)
		}
		give(below)
		tokens = below
	}
	if len(c.players("recipient")) == 0 {
		x.takenUp(c, d)
	}
	if mutual := d.kind == "COOPERATE" || d.rule == "promise-to" || d.rule == "exchange-fire"; mutual && len(c.players("recipient")) == 0 && len(did) > 1 {
		for _, p := range slices.Clone(c.Parts) {
			if p.Role == "actor" {
				c.play("recipient", ref{p.Entity, Span{p.Start, p.End}})
			}
		}
	}
}

// beyond reports whether token k stands in a row with those to whom something is done, but
// is something of its own, "Russia's war on Ukraine, Iran's deeds", or is "them" for one
// person.
func (x *extraction) beyond(k int) bool {
	if x.lemma(k) == "they" && x.upos(k) == "PRON" {
		return x.onePerson(k) || x.oneBody(k)
	}
	h := x.head(k)
	return x.rel(k) == "conj" && h >= 0 && x.nameAt[h] >= 0 && x.nameAt[k] < 0 && x.child(k, "nmod:poss") >= 0 && !bodyWord(x.lemma(k)) && !agents[x.lemma(k)]
}

func bodyWord(lemma string) bool { return bodies[lemma] != "" }

// aList reports whether a name is that of a list on which somebody is put: "Foreign
// Terrorist Organization".
func (x *extraction) aList(r ref) bool {
	e := x.list[r.entity]
	name := strings.ToLower(x.longest(e))
	return e.Type == ontology.Organization && e.Ref == "" && (strings.Contains(name, "terrorist") || slices.Contains(listings, name))
}

// nearer returns who stands beside a noun; further down only behind "of".
func (x *extraction) nearer(k int, kind string, depth int) []int {
	if depth == 0 {
		return x.beside(k, kind)
	}
	if !x.noun(k) || shared[x.lemma(k)] {
		return nil
	}
	return append(x.adjuncts(k, []string{"of"}), x.possessors(k)...)
}

// shared are bonds: those in whose names they stand are not those who are praised.
var shared = map[string]bool{"alliance": true, "relationship": true, "relation": true, "relations": true, "partnership": true, "tie": true, "ties": true, "dialogue": true,
	"cooperation": true, "friendship": true, "agreement": true, "treaty": true}

// servedBy reports whether those who act are officials of a state: "the minister
// stressed France's support" supports others.
func (x *extraction) servedBy(who []int, state int) bool {
	if x.list[state].Type != ontology.Country || len(who) == 0 {
		return false
	}
	for _, at := range who {
		if x.list[at].Type != ontology.Person || !slices.ContainsFunc(x.officesOf(at), func(k int) bool {
			o := &x.offices[k]
			return o.status != "former" && slices.ContainsFunc(o.of, func(r ref) bool { return r.entity == state })
		}) {
			return false
		}
	}
	return true
}

// takenUp sets as recipients those who did the act that the object of a deed takes
// up: "rejected the charge", "welcomed the withdrawal".
func (x *extraction) takenUp(c *Claim, d deed) {
	switch d.kind {
	case "REJECT":
		x.answered(c)
	case "RETREAT":
		x.ended(c, d)
		return
	case "SUPPORT", "ACCUSE", "CONCEDE":
	default:
		return
	}
	if len(c.players("recipient")) > 0 {
		return
	}
	for _, o := range x.objects(d.at) {
		types := actNouns[x.lemma(o)]
		if types == "" || !x.definite(o) {
			continue
		}
		for k := len(x.claims) - 1; k >= 0; k-- {
			e := x.claims[k]
			kind, _ := e.part("type")
			if e.Kind != c.Kind || !strings.Contains(types, kind.Value) || slices.Equal(e.players("actor"), c.players("actor")) {
				continue
			}
			for _, p := range e.Parts {
				if p.Role == "actor" && !slices.Contains(c.players("actor"), p.Entity) {
					c.play("recipient", ref{p.Entity, x.phrase(o)})
				}
			}
			return
		}
	}
}

// answered sets as recipient of a refusal the one whose demand it answers, in the
// same sentence or the one before: "demanded that he leave, and he refused".
func (x *extraction) answered(c *Claim) {
	for k := len(x.claims) - 1; k >= 0 && x.claims[k].Sentence >= c.Sentence-1; k-- {
		e := x.claims[k]
		kind, _ := e.part("type")
		if e.Kind != c.Kind || kind.Value != "REQUEST" && kind.Value != "ACCUSE" || !slices.Contains(e.players("recipient"), c.players("actor")[0]) {
			continue
		}
		for _, r := range e.players("actor") {
			c.play("recipient", ref{r, c.Trigger})
		}
		return
	}
}

// ended sets as recipient of sanctions that are lifted those on whom the same
// actor had put them.
func (x *extraction) ended(c *Claim, d deed) {
	if len(x.only(x.objects(d.at), []string{"sanction", "sanctions", "embargo", "measure", "blockade"})) == 0 {
		return
	}
	for k := len(x.claims) - 1; k >= 0; k-- {
		e := x.claims[k]
		kind, _ := e.part("type")
		if e.Kind == c.Kind && kind.Value == "SANCTION" && slices.Equal(e.players("actor"), c.players("actor")) {
			for _, r := range e.players("recipient") {
				c.play("recipient", ref{r, c.Trigger})
			}
			return
		}
	}
}

// actNouns name acts that were told of before.
var actNouns = map[string]string{"accusation": "ACCUSE", "charge": "ACCUSE", "allegation": "ACCUSE", "claim": "ACCUSE", "criticism": "ACCUSE",
	"measure": "SANCTION COERCE", "sanction": "SANCTION", "attack": "ASSAULT", "strike": "ASSAULT", "raid": "ASSAULT", "shelling": "ASSAULT", "killing": "ASSAULT",
	"withdrawal": "RETREAT", "release": "RETREAT", "demand": "REQUEST", "call": "REQUEST", "request": "REQUEST", "appeal": "REQUEST", "offer": "AGREE AID",
	"threat": "THREATEN", "warning": "THREATEN", "arrest": "COERCE", "seizure": "COERCE", "expulsion": "SANCTION", "invasion": "ASSAULT", "bombing": "ASSAULT", "assault": "ASSAULT", "airstrike": "ASSAULT", "incursion": "ASSAULT"}

// coded reports whether a meeting or an agreement tells of the deed already: a
// promise or a demand to meet, a meeting called off.
func (x *extraction) coded(d deed) bool {
	switch {
	case d.kind == "CONCEDE" && d.cue != Span{}:
		return true // "accused of giving in"
	case d.rule == "cancel-meeting" || d.rule == "invite" || d.rule == "violate" || d.rule == "ceasefire":
		return true
	case d.kind == "CONSULT" && d.mode != "third-party":
		return true
	case d.modality == ontology.Planned && len(x.adjuncts(d.at, []string{"under"})) > 0:
		return true // "under the accord the army will leave": a provision
	case d.kind == "REQUEST" && (d.modality == ontology.Negated || len(x.only(x.complements(d.at), []string{"name", "identify", "quote"})) > 0):
		return true // "asked not to be named"
	case d.kind != "AGREE" && d.kind != "REQUEST":
		return false
	}
	for _, c := range append(x.complements(d.at), x.adjuncts(d.at, []string{"for"})...) {
		if coming[x.lemma(c)] || x.meets(c) {
			return true
		}
	}
	return slices.ContainsFunc(x.objects(d.at), x.meets)
}

// meets reports whether token i brings up a meeting or an agreement.
func (x *extraction) meets(i int) bool {
	if x.noun(i) {
		kind, _ := x.agreementType(i)
		return kind != "" || x.meetingNoun(i)
	}
	return slices.ContainsFunc(x.frames[x.lemma(i)], func(f *frame) bool { return f.kind.Name == ontology.MeetingKind.Name })
}

// coming are verbs of a visit that is promised: "agreed to come to Rome".
var coming = map[string]bool{"come": true, "go": true, "attend": true, "return": true, "join": true, "continue": true, "discuss": true}

// eventNeeds are the types that say nothing without a recipient.
var eventNeeds = map[string]bool{"COOPERATE": true, "AGREE": true, "CONSULT": true}

// repeats reports whether the sentence has told of the same act: "condemned and
// denounced".
func (x *extraction) repeats(c Claim) bool {
	kind, _ := c.part("type")
	for k := len(x.claims) - 1; k >= 0; k-- {
		o := x.claims[k]
		if o.Sentence != c.Sentence {
			break
		}
		if p, _ := o.part("type"); o.Kind == c.Kind && p.Value == kind.Value && slices.Equal(o.players("actor"), c.players("actor")) && slices.Equal(o.players("recipient"), c.players("recipient")) {
			return true
		}
	}
	return false
}

// eventWhere sets date, place and amounts.
func (x *extraction) eventWhere(c *Claim, i int, d deed) {
	where := []int{i}
	if x.noun(i) {
		if v, ok := x.support(i); ok && d.rule != "attack-by" && d.rule != "invasion-of" {
			where = append(where, v)
		}
	} else if x.rel(i) == "xcomp" && x.head(i) >= 0 {
		where = append(where, x.head(i)) // "began on Wednesday to withdraw"
	}
	if tm, ok := x.dateOf(where...); ok && !x.answering(i, tm.Start) && !(spoken[d.kind] && x.behindAct(i, tm.Start)) {
		c.value("date", string(tm.value), x.span(tm.Start, tm.End))
	}
	if r, ok := x.placeOf(where...); ok && x.list[r.entity].Type == ontology.Place && !(spoken[d.kind] && x.ofObject(i, r)) {
		c.play("place", r)
	}
	switch d.kind {
	case "ASSAULT", "COERCE":
		x.casualties(c, i)
	case "SANCTION":
		x.listed(c, d)
	}
	if !counted[d.kind] {
		return
	}
	for _, k := range d.found["amount"] {
		x.amount(c, k)
	}
	for _, k := range x.objects(i) {
		x.amount(c, k)
	}
}

// answering reports whether a time behind the verb i is that of what the act answers:
// "imposed sanctions in response to what they did on May 3".
func (x *extraction) answering(i, at int) bool {
	for k := i + 1; k < at; k++ {
		if x.lemma(k) == "response" && x.lemma(k-1) == "in" {
			return true
		}
	}
	return false
}

// behindAct reports whether a noun of violence stands between words and a time: the day
// of "offered condolences on the murder of two guards on May 3" is the murder's.
func (x *extraction) behindAct(i, at int) bool {
	for k := i + 1; k < at; k++ {
		if x.noun(k) && (harms[x.lemma(k)] || actNouns[x.lemma(k)] == "ASSAULT") {
			return true
		}
	}
	return false
}

// ofObject reports whether a noun stands between the verb i and a place: in "praised the
// truce between Arland and others in Skarvik" the praise need not be there.
func (x *extraction) ofObject(i int, r ref) bool {
	at := x.tokenAt(r.span.Start)
	for k := i + 1; k < at; k++ {
		if x.upos(k) == "NOUN" && !x.timeAt(k) {
			return true
		}
	}
	return false
}

// spoken are the types of acts that are done in words.
var spoken = map[string]bool{"SUPPORT": true, "ACCUSE": true, "REQUEST": true, "REJECT": true, "AGREE": true, "THREATEN": true}

// counted are the types of acts that are done in numbers: money, soldiers, the dead.
var counted = map[string]bool{"AGREE": true, "AID": true, "RETREAT": true, "SANCTION": true, "MOBILIZE": true, "COERCE": true, "ASSAULT": true, "PROTEST": true}

// amount adds a number with what it counts: "$100 million", "3,000 troops".
func (x *extraction) amount(c *Claim, k int) {
	num := x.child(k, "nummod")
	from, to := k, k+1
	switch {
	case num > k: // "$20 million"
		to = num + 1
	case num >= 0:
		from = min(int(x.left[num]), num)
	case x.upos(k) == "NUM" || x.upos(k) == "SYM" || strings.HasPrefix(x.Form(k), "$"):
		from, to = int(x.left[k]), max(int(x.right[k]), k+1)
		if to-from > 5 {
			from, to = k, k+1
			if k > 0 && x.upos(k-1) == "SYM" {
				from--
			}
		}
	default:
		return
	}
	if x.timeAt(k) || to-from > 8 {
		return
	}
	span := x.span(from, to)
	c.measure(strings.Join(strings.Fields(x.Text[span.Start:span.End]), " "), span)
}

// inQuote reports whether token i stands in a quotation.
func (x *extraction) inQuote(i int) bool {
	return x.inQuotes[i]
}

// quotedTokens tells of each token of a document whether it stands in a quotation.
func quotedTokens(d *nlp.Doc) []bool {
	in := make([]bool, len(d.Tokens))
	for _, q := range d.Quotes {
		at, _ := slices.BinarySearchFunc(d.Tokens, q.Start, func(t nlp.Token, start int) int { return t.Start - start })
		for ; at < len(d.Tokens) && d.Tokens[at].Start < q.End; at++ {
			in[at] = true
		}
	}
	return in
}
