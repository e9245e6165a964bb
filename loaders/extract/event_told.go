package extract

import (
	"slices"
	"strings"

	"entente/graph/ontology"
	"entente/loaders/nlp"
)

// Whether words that fit the frame of an act tell of one. "The power to impose
// sanctions", "the importance of condemning it", "did they attack?" speak of acts
// that nobody is said to have done, to do or to plan.

// tells reports whether a deed is told of somebody.
func (x *extraction) tells(d *deed) bool {
	if x.asks(d.at) || x.able(d.at) {
		return false
	}
	if x.noun(d.at) {
		return x.tellsNoun(d)
	}
	return x.meant(d) && x.tellsVerb(d.at, d)
}

// tellsVerb reports whether the verb v, which is or carries a deed, says that it
// happens.
func (x *extraction) tellsVerb(v int, d *deed) bool {
	top := x.joinedTo(v)
	h := x.head(top)
	switch {
	case h >= 0 && x.rel(top) == "ccomp" && ensuring[x.lemma(h)]: // "insisting that they support it"
		return false
	case top == v && x.rel(v) == "conj" && x.Tokens[v].XPOS == "VB" && h >= 0 && x.Tokens[h].XPOS == "VBD" && !x.infinitive(v) && x.child(v, "aux") < 0:
		return false // "shared ways to end the war and release them": hung too high
	case x.able(top), x.Tokens[top].XPOS == "VBN" && x.opener(top) == "as": // "as demonstrated by"
		return false
	case x.hyphened(v): // "Arland-backed militias"
		return false
	case x.rel(top) == "amod" || x.rel(top) == "acl" && h >= 0 && !x.infinitive(top) && x.maybe(h) && (x.opener(top) != "" || x.childLemma(top, "that") >= 0):
		return false // "separately designated groups", "in the event that it invades"
	case x.habit(top), x.rel(top) == "acl" && h >= 0 && x.childLemma(h, "any") >= 0: // "any step welcomed by them"
		return false
	case x.infinitive(top):
		return x.toldInfinitive(top, d)
	case x.gerund(top):
		return x.toldGerund(top, d)
	}
	return !x.generic(top)
}

// hyphened reports whether a hyphen joins the participle v to the word before it.
func (x *extraction) hyphened(v int) bool {
	return v > 0 && x.Tokens[v].XPOS == "VBN" && x.Form(v-1) == "-" && x.Tokens[v-1].End == x.Tokens[v].Start
}

// meant reports whether a verb with several senses has the one of its frame.
func (x *extraction) meant(d *deed) bool {
	i := d.at
	objects := x.objects(i)
	if slices.ContainsFunc(objects, x.reflexive) {
		return false // "help them defend themselves"
	}
	switch d.rule {
	case "recall-person": // "as I recall the hopes": no ambassador
		return slices.ContainsFunc(objects, func(o int) bool { return len(x.refs(o, []ontology.Type{ontology.Person})) > 0 })
	case "challenge": // a state challenged by its neighbour is accused of nothing, nor is a principle
		return len(x.only(append(objects, x.subjectsOfPassive(i)...), challenged)) == 0 && !slices.ContainsFunc(objects, func(o int) bool { return len(x.refs(o, actors)) > 0 })
	case "ban": // a firm that shuts down bans nothing, a state that closes its consulate nobody
		return (len(objects) > 0 || x.passive(i)) && len(x.only(objects, missions)) == 0
	case "urge": // "pressed charges"
		return x.lemma(i) != "press" || len(x.only(objects, []string{"charge", "case", "claim", "advantage", "button"})) == 0
	case "praise": // "thank you" is courtesy; "to honor a commitment" is none
		if x.lemma(i) == "welcome" && len(objects) > 0 && !slices.ContainsFunc(objects, func(o int) bool { return !x.unnamedPeople(o) }) {
			return false // "will welcome twelve students": they come
		}
		if x.lemma(i) == "thank" && len(x.only(objects, []string{"you"})) > 0 {
			return false
		}
		return x.lemma(i) != "honor" && x.lemma(i) != "honour" || len(x.only(objects, bonds)) == 0
	case "threaten": // what threatens the peace threatens nobody in words
		if s := x.child(i, "nsubj"); s >= 0 && x.lemma(s) == "it" && x.present(i) {
			return false // "inflation threatens to break us"
		}
		return len(x.complements(i)) > 0 || len(objects) == 0 || !slices.ContainsFunc(objects, func(o int) bool { return menaced[x.lemma(o)] })
	case "warn-of": // "warned that prices would rise": a forecast
		if len(objects) > 0 || len(x.adjuncts(i, []string{"against"})) > 0 {
			return true
		}
		return slices.ContainsFunc(x.complements(i), func(c int) bool {
			s := x.child(c, "nsubj", "nsubj:pass")
			return s < 0 || x.upos(s) == "PRON"
		})
	case "back":
		return x.backs(i, objects)
	case "attack": // sanctions target people too; to fight a disease is no assault
		if len(x.only(objects, scourges)) > 0 || len(x.only(x.adjuncts(i, []string{"against", "with"}), scourges)) > 0 {
			return false
		}
		return x.lemma(i) != "target" || len(x.adjuncts(i, []string{"with", "in"})) > 0
	case "designate": // "designated him as chief of staff", "to lead it"
		if x.Tokens[i].XPOS == "VBN" && x.rel(i) == "conj" && x.child(i, "aux", "aux:pass") < 0 && x.head(i) >= 0 && !x.verb(x.head(i)) {
			return false // "are distinct and separately designated groups"
		}
		if len(x.complements(i)) > 0 || slices.ContainsFunc(x.children(i), func(k int32) bool { return x.rel(int(k)) == "advcl" && x.opener(int(k)) == "as" }) {
			return false
		}
		as := x.adjuncts(i, []string{"as"})
		return len(as) == 0 || len(x.only(as, listings)) > 0
	case "promise-to": // "they agree that peace is the key"
		return x.lemma(i) != "agree" || !slices.ContainsFunc(x.complements(i), func(c int) bool { return x.rel(c) == "ccomp" && !x.future(c) })
	case "ask-to": // "asked how the ministers could help"
		return x.childLemma(i, "how", "what", "whether", "why", "when", "if") < 0 && !slices.ContainsFunc(x.complements(i), func(c int) bool { return x.childLemma(c, "how", "what", "whether", "why", "when", "if") >= 0 })
	case "seize": // "took over the group": its new leader
		return x.lemma(i) != "take" || !x.personLeads(i, objects)
	case "demand": // a budget requests money
		if len(x.only(x.adjuncts(i, []string{"in"}), []string{"budget", "request"})) > 0 {
			return false
		}
		return !slices.ContainsFunc(objects, func(o int) bool { return x.upos(o) == "SYM" || x.upos(o) == "NUM" })
	case "rule-out":
		return len(x.only(objects, causes)) == 0
	case "free-someone": // a report is released, and nobody freed
		return slices.ContainsFunc(objects, func(o int) bool {
			return len(x.refs(o, actors)) > 0 || x.people(o) || agents[x.lemma(o)] || x.citizens(o) || x.upos(o) == "PRON"
		})
	case "refuse": // "the market declined"
		return x.lemma(i) != "decline" || len(x.complements(i)) > 0 || len(objects) > 0
	case "willing": // "should be ready for it to last"
		return !slices.ContainsFunc(x.complements(i), func(c int) bool { return x.child(c, "nsubj", "nsubj:pass") >= 0 })
	case "give-someone":
		return len(objects) > 1 || slices.ContainsFunc(objects, func(o int) bool { return x.upos(o) == "NUM" || x.upos(o) == "SYM" || x.child(o, "nummod") >= 0 })
	}
	return true
}

// missions are what a state has in another.
var missions = []string{"consulate", "embassy", "mission", "office", "post"}

// reflexive reports whether token i is "itself" or "themselves".
func (x *extraction) reflexive(i int) bool {
	return x.upos(i) == "PRON" && (strings.HasSuffix(x.lemma(i), "self") || strings.HasSuffix(lower(x.Form(i)), "selves"))
}

// subjectsOfPassive returns what is done to by the passive verb i.
func (x *extraction) subjectsOfPassive(i int) []int {
	if s := x.child(i, "nsubj:pass"); s >= 0 {
		return x.conjuncts(x.antecedent(s))
	}
	return nil
}

// unnamedPeople reports whether noun o is one of people with no name in its phrase.
func (x *extraction) unnamedPeople(o int) bool {
	return (x.people(o) || agents[x.lemma(o)] || privates[x.lemma(o)] || groupPersons[x.lemma(o)] || visitors[x.lemma(o)]) && !x.naming(o)
}

var (
	// visitors are people who are welcomed as guests, beside privates.
	visitors = map[string]bool{"participant": true, "delegate": true, "guest": true, "alumnus": true, "scholar": true, "fellow": true, "class": true, "cohort": true, "visitor": true}
	// scourges are what people fight that is no enemy.
	scourges   = []string{"covid-19", "covid", "pandemic", "virus", "coronavirus", "disease", "malaria", "corruption", "crime", "poverty", "hunger", "trafficking", "change", "fire", "discrimination", "racism", "disinformation", "injustice", "crisis", "malnutrition"}
	challenged = []string{"principle", "order", "norm", "value", "rule", "authority", "system", "sovereignty", "stability", "right"}
	// menaced are things that dangers threaten.
	menaced = map[string]bool{"peace": true, "security": true, "stability": true, "interest": true, "safety": true, "future": true, "existence": true, "livelihood": true,
		"order": true, "life": true, "sovereignty": true, "integrity": true, "health": true, "democracy": true, "freedom": true, "progress": true, "population": true, "way": true}
	bonds = []string{"commitment", "agreement", "obligation", "promise", "pledge", "request", "deal", "treaty", "term", "contract", "ceasefire", "truce"}
	// causes are what is ruled out where nobody refuses.
	causes = []string{"connection", "link", "involvement", "cause", "motive", "sabotage", "terrorism", "foul"}
	// standings are what a state is recognized in.
	standings = []string{"independence", "government", "state", "legitimacy", "sovereignty", "role", "contribution", "effort", "leadership", "status", "republic", "leader", "opposition", "territory", "hero", "work"}
	listings  = []string{"terrorist", "terrorists", "organization", "entity", "national", "trafficker", "kingpin", "sponsor", "group", "person", "concern", "fto", "sdgt", "sdgts", "agent", "mission"}
)

// personLeads reports whether a person does verb i to a body: he comes to lead it.
func (x *extraction) personLeads(i int, objects []int) bool {
	is := func(t ontology.Type) func(int) bool {
		return func(k int) bool { return len(x.refs(k, []ontology.Type{t})) > 0 }
	}
	return slices.ContainsFunc(x.subjects(i), is(ontology.Person)) && slices.ContainsFunc(objects, is(ontology.Organization))
}

// asks reports whether the sentence of token i is a question.
func (x *extraction) asks(i int) bool {
	s := x.Sentences[x.Tokens[i].Sentence]
	for k := min(s.End, len(x.Tokens)) - 1; k >= s.Start && x.upos(k) == "PUNCT"; k-- {
		if x.Form(k) == "?" {
			return true
		}
	}
	return false
}

// able reports whether "can" stands before the verb i: what one can do is not done.
func (x *extraction) able(i int) bool {
	can, not := false, false
	for _, k := range x.children(i) {
		switch {
		case x.rel(int(k)) == "aux" && (x.lemma(int(k)) == "can" || x.lemma(int(k)) == "ca"):
			can = true
		case hedges[x.lemmaOrForm(int(k))] == ontology.Negated && x.rel(int(k)) == "advmod":
			not = true
		}
	}
	return can && !not
}

// backs reports whether to support or to recognize something is an act: what has a
// name in it, not the freedom of the press in general nor the gravity of a matter.
func (x *extraction) backs(i int, objects []int) bool {
	if x.lemma(i) == "recognize" || x.lemma(i) == "recognise" {
		return len(x.only(objects, standings)) > 0 || slices.ContainsFunc(objects, func(o int) bool { return len(x.refs(o, actors)) > 0 })
	}
	return x.lemma(i) == "back" || !x.present(i) && x.Tokens[i].XPOS != "VBG" && x.lemma(i) != "champion" || slices.ContainsFunc(objects, x.naming)
}

// naming reports whether a name stands in the phrase of token i.
func (x *extraction) naming(i int) bool {
	for k := int(x.left[i]); k < int(x.right[i]); k++ {
		if x.nameAt[k] >= 0 {
			return true
		}
	}
	return len(x.refs(i, actors)) > 0
}

// joinedTo returns the first of the verbs that stand with verb i in a row without
// "to" or a subject of their own: "to condemn and punish".
func (x *extraction) joinedTo(i int) int {
	for n := 0; n < 4; n++ {
		h := x.head(i)
		if h < 0 || x.rel(i) != "conj" || !x.verb(h) || x.infinitive(i) || x.child(i, "nsubj", "nsubj:pass", "aux") >= 0 {
			break
		}
		i = h
	}
	return i
}

// toldInfinitive reports whether the infinitive v is what somebody does, plans or
// is asked to do, and no purpose, power or duty.
func (x *extraction) toldInfinitive(v int, d *deed) bool {
	h := x.head(v)
	if h < 0 {
		return x.Sentences[x.Tokens[v].Sentence].Heading || x.infinitiveAfterBe(v)
	}
	lemma := x.lemma(h)
	if objectControl[lemma] && !contacting[lemma] && !x.passive(h) && len(x.objects(h)) > 0 || x.withholds(v) {
		return false // "encouraged them to condemn", "committed not to attack"
	}
	switch rel := x.rel(v); {
	case rel == "acl" && x.noun(h):
		return deciding[lemma] && x.childLemma(h, "no") < 0
	case (rel == "xcomp" || rel == "ccomp") && lemma == "help" && x.infinitive(h) && (x.rel(h) == "acl" || x.rel(h) == "advcl"): // "deployments to help defend them"
		return x.toldInfinitive(h, d)
	case rel == "xcomp" || rel == "ccomp":
		return !needing[lemma] || x.performs(d)
	case rel == "advcl":
		if d.kind == "SUPPORT" || d.kind == "ACCUSE" {
			return x.turnsTo(h) || governors[lemma] != ""
		}
		return governors[lemma] != "" && governors[lemma] != ontology.Negated || objectControl[lemma]
	}
	return x.child(v, "nsubj", "nsubj:pass") >= 0 || x.infinitiveAfterBe(v)
}

// withholds reports whether "not" stands before the infinitive v.
func (x *extraction) withholds(v int) bool {
	for _, k := range x.children(v) {
		if hedges[x.lemmaOrForm(int(k))] == ontology.Negated && x.rel(int(k)) == "advmod" && int(k) < v {
			return true
		}
	}
	return false
}

// turnsTo reports whether by the verb h one turns to somebody to say something:
// "called him to congratulate", "used the meeting to condemn".
func (x *extraction) turnsTo(h int) bool {
	if lemma := x.lemma(h); lemma == "take" || lemma == "use" {
		return len(x.only(x.objects(h), occasions)) > 0
	}
	return contacting[x.lemma(h)]
}

// infinitiveAfterBe reports whether "is to", "are to" stands before the verb v.
func (x *extraction) infinitiveAfterBe(v int) bool {
	var m manner
	x.infinitiveCue(&m, v)
	return m.modality == ontology.Planned
}

var (
	// deciding are nouns whose infinitive is an act that is decided, offered or refused.
	deciding = map[string]bool{"decision": true, "plan": true, "intention": true, "intent": true, "promise": true, "pledge": true, "vow": true, "commitment": true,
		"agreement": true, "threat": true, "offer": true, "order": true, "refusal": true, "failure": true, "proposal": true, "deal": true, "resolution": true, "vote": true, "move": true}
	// needing are verbs whose infinitive is a wish, a duty or a habit.
	needing = map[string]bool{"need": true, "have": true, "work": true, "tend": true, "love": true, "serve": true, "struggle": true, "exist": true, "like": true, "get": true, "learn": true, "take": true, "able": true, "unable": true, "important": true, "necessary": true, "vital": true, "possible": true, "difficult": true, "hard": true, "easy": true,
		"want": true, "wish": true, "hope": true, "seek": true, "aim": true}
	// ensuring are verbs whose clause is what is to be.
	ensuring = map[string]bool{"insist": true, "ensure": true, "demand": true, "require": true, "hope": true, "wish": true, "guarantee": true}
	// contacting are verbs by which one turns to somebody to say something.
	contacting = map[string]bool{"call": true, "phone": true, "telephone": true, "write": true, "speak": true, "meet": true, "join": true, "ring": true}
	occasions  = []string{"opportunity", "occasion", "meeting", "call", "visit", "chance", "moment", "speech", "talk", "address"}
)

// gerund reports whether the verb v is a form in -ing without "is" before it.
func (x *extraction) gerund(v int) bool {
	return x.Tokens[v].XPOS == "VBG" && x.child(v, "aux", "nsubj") < 0
}

// toldGerund reports whether a form in -ing tells of an act: beside a noun or a
// clause it does, "troops shelling the town"; behind a preposition only where that
// is one of time, or the words above accuse, thank or commit.
func (x *extraction) toldGerund(v int, d *deed) bool {
	h := x.head(v)
	if h < 0 {
		return false
	}
	if rel := x.rel(v); rel == "csubj" || rel == "nsubj" || rel == "amod" || rel == "compound" {
		return false
	}
	switch p := x.opener(v); p {
	case "include", "including": // "thanked them for their help, including sending aid"
		thanks := x.lemma(h) == "thank" || len(x.only(x.objects(h), []string{"appreciation", "gratitude", "thanks"})) > 0
		return !x.noun(h) && (!thanks || len(x.thanked(h)) > 0)
	case "", "after", "since", "following", "while", "when":
		return true
	case "by":
		return !x.able(h) && x.manner(h).modality.Asserts()
	case "for":
		return judging[x.lemma(h)] || accusing[x.lemma(h)]
	case "of":
		return accusing[x.lemma(h)] || suspected[x.lemma(h)]
	case "to":
		return x.lemma(h) == "commit" || x.lemma(h) == "commitment"
	}
	return false
}

// opener returns the preposition or conjunction that opens the clause of v, "" if none.
func (x *extraction) opener(v int) string {
	for _, k := range x.children(v) {
		if rel := x.rel(int(k)); (rel == "mark" || rel == "case") && int(k) < v {
			return x.lemma(int(k))
		}
	}
	return ""
}

var (
	// judging are verbs that praise or punish somebody "for doing" something.
	judging = map[string]bool{"thank": true, "praise": true, "commend": true, "congratulate": true, "criticize": true, "criticise": true, "applaud": true, "sanction": true,
		"designate": true, "arrest": true, "jail": true, "detain": true, "punish": true, "fine": true, "convict": true, "sentence": true, "expel": true, "rebuke": true, "honor": true, "honour": true, "gratitude": true, "appreciation": true}
	suspected = map[string]bool{"guilty": true, "convict": true, "accusation": true, "suspicion": true, "allegation": true}
)

// onlyOne reports whether the one that "its" means is the only state or body that
// its sentence names before it.
func (x *extraction) onlyOne(k int) bool {
	who := x.refs(k, actors)
	if len(who) != 1 {
		return false
	}
	seen := false
	for i := x.Sentences[x.Tokens[k].Sentence].Start; i < k; i++ {
		for _, r := range x.refs(i, []ontology.Type{ontology.Organization, ontology.Country}) {
			if r.entity != who[0].entity {
				return false
			}
			seen = true
		}
	}
	return seen
}

// private reports whether token k means citizens or firms of a state, who do not
// act for it.
func (x *extraction) private(k int, d *deed) bool {
	if x.citizens(k) && x.plural(k) && d.kind != "PROTEST" {
		return x.childLemma(k, "all", "many", "some", "several", "most", "ordinary", "young", "fellow", "few") >= 0 // "many Arlanders condemned it"
	}
	return x.nameAt[k] < 0 && (d.kind != "PROTEST" && privates[x.lemma(k)] || inert[x.lemma(k)])
}

// inert are things of a state that do nothing for it: "the Arlandic market".
var inert = map[string]bool{"market": true, "stock": true, "economy": true, "currency": true, "price": true, "export": true, "import": true, "oil": true, "gas": true,
	"law": true, "culture": true, "language": true, "history": true, "team": true, "club": true, "film": true, "bank": true, "industry": true, "budget": true, "inflation": true,
	"debt": true, "election": true, "constitution": true, "resolution": true, "statement": true, "report": true, "policy": true, "value": true, "newspaper": true,
	"decision": true, "action": true, "move": true, "effort": true, "behavior": true, "behaviour": true, "plan": true, "announcement": true, "presence": true, "aggression": true, "war": true, "invasion": true,
	"disregard": true, "conduct": true, "failure": true, "refusal": true, "willingness": true, "intention": true, "goal": true, "objective": true, "interest": true, "position": true,
	"approach": true, "vision": true, "geography": true, "record": true, "violation": true, "notion": true, "idea": true, "argument": true, "suggestion": true, "threat": true, "question": true, "network": true, "program": true, "programme": true, "independence": true}

var privates = map[string]bool{"citizen": true, "national": true, "company": true, "firm": true, "individual": true, "resident": true, "refugee": true, "student": true,
	"tourist": true, "athlete": true, "community": true, "family": true, "woman": true, "man": true, "child": true, "worker": true, "consumer": true, "business": true, "investor": true,
	"journalist": true, "reporter": true, "lawyer": true, "doctor": true, "artist": true, "teacher": true, "carrier": true}

// unchained reports whether nothing but the states last named tells who "they" are.
func (x *extraction) unchained(k int) bool {
	who := x.refs(k, actors)
	return len(x.heads[k]) == 0 && len(who) > 0 && x.list[who[0].entity].Type == ontology.Country
}

// oneBody reports whether "they" is taken for one organization that does nothing in the
// sentences before, but is named by the way: "under resolutions of the Council".
func (x *extraction) oneBody(k int) bool {
	who := x.refs(k, actors)
	if len(who) != 1 || x.list[who[0].entity].Type != ontology.Organization {
		return false
	}
	s := x.Tokens[k].Sentence
	for i := x.Sentences[max(s-3, 0)].Start; i < k; i++ {
		if rel := x.rel(i); rel == "nsubj" || x.preposition(i) == "by" || x.preposition(i) == "of" {
			if slices.ContainsFunc(x.refs(i, actors), func(r ref) bool { return r.entity == who[0].entity }) {
				return false
			}
		}
	}
	return true
}

// generic reports whether the verb v says what some sort of people does, and not
// what somebody did: "a government that supports human rights", "whenever it breaks".
func (x *extraction) generic(v int) bool {
	if x.always(v) {
		return true
	}
	h := x.head(v)
	if x.full(v) != "acl:relcl" || h < 0 || x.child(v, "aux", "aux:pass") >= 0 {
		return false
	}
	return x.present(v) && x.nameless(h)
}

// always reports whether "whenever" or "every time" opens the clause of v or one above.
func (x *extraction) always(v int) bool {
	for n := 0; v >= 0 && n < reach; v, n = x.head(v), n+1 {
		if x.lemma(v) == "whenever" {
			return true
		}
		for _, k := range x.children(v) {
			if x.lemma(int(k)) == "whenever" || (x.lemma(int(k)) == "time" && x.childLemma(int(k), "every", "each") >= 0 && int(k) < v) {
				return true
			}
		}
	}
	return false
}

// pretext reports whether a noun of what may come governs the noun i, or one that it
// stands in a row with: "the potential for pressure, an invasion".
func (x *extraction) pretext(i int) bool {
	for n := 0; n < 4; n++ {
		h := x.head(i)
		switch rel := x.rel(i); {
		case h < 0:
			return false
		case rel == "nmod" && maybes[x.lemma(h)]:
			return true
		case rel == "conj" || rel == "appos":
			i = h
		default:
			return false
		}
	}
	return false
}

// maybe reports whether the noun i speaks of what may come: "the risk", "in case".
func (x *extraction) maybe(i int) bool { return maybes[x.lemma(i)] && !deciding[x.lemma(i)] }

// habit reports whether the verb v tells what somebody does again and again: "it
// routinely blames", "they usually condemn".
func (x *extraction) habit(v int) bool {
	if !x.present(v) {
		return false
	}
	for _, k := range x.children(v) {
		if x.rel(int(k)) == "advmod" && habits[x.lemma(int(k))] {
			return true
		}
	}
	return false
}

var habits = map[string]bool{"routinely": true, "usually": true, "often": true, "regularly": true, "generally": true, "sometimes": true, "frequently": true, "always": true, "typically": true, "normally": true, "traditionally": true}

func (x *extraction) present(v int) bool {
	return x.Tokens[v].XPOS == "VBZ" || x.Tokens[v].XPOS == "VBP"
}

// nameless reports whether the noun i is one of a sort: "those", "a state",
// "countries", without a name in it.
func (x *extraction) nameless(i int) bool {
	named := func(k int) bool { return x.nameAt[k] >= 0 && x.Names[x.nameAt[k]].Kind != nlp.Demonym }
	if named(i) || x.upos(i) == "PROPN" || x.definite(i) && x.lemma(i) != "those" {
		return false
	}
	for k := int(x.left[i]); k < i; k++ {
		if named(k) {
			return false
		}
	}
	return true
}

// tellsNoun reports whether a noun tells of an act: not a piece of a compound, not
// the name of a paper ("press release"), not an attack on a principle.
func (x *extraction) tellsNoun(d *deed) bool {
	i := d.at
	if rel := x.rel(i); rel == "compound" || rel == "flat" {
		return false
	}
	if x.lemma(i) == "war" && (x.upos(i) == "PROPN" || x.childLemma(i, "civil", "cold", "proxy", "trade", "culture", "tariff", "currency") >= 0) {
		return false // the name of a war, or one that no state wages on another
	}
	for _, k := range x.children(i) {
		if x.rel(int(k)) == "compound" && papers[x.lemma(int(k))] {
			return false
		}
	}
	if x.childLemma(i, "any") >= 0 {
		return false // "against any attack by them"
	}
	if x.pretext(i) {
		return false // "a pretext for its attack", "in the event of an invasion"
	}
	if h := x.head(x.top(i)); d.rule == "launch-attack" && h >= 0 && x.lemma(h) == "make" && x.rel(x.top(i)) != "obj" {
		return false // "made a rule for attacks"
	}
	if h := x.head(i); h >= 0 && x.rel(i) == "obj" && suffering[x.lemma(h)] {
		return false // "the city suffered its worst attack": it is not the city's
	}
	if v, ok := x.support(i); ok && !x.tellsVerb(v, d) && d.rule != "attack-by" && d.rule != "invasion-of" && d.rule != "release-of" && d.rule != "release-by" {
		return false
	}
	if d.kind != "ASSAULT" {
		return true
	}
	on := x.adjuncts(i, []string{"on", "against"})
	return len(on) == 0 || !slices.ContainsFunc(on, func(k int) bool { return principles[x.lemma(k)] })
}

var (
	papers = map[string]bool{"press": true, "news": true, "media": true, "video": true, "travel": true, "word": true}
	maybes = map[string]bool{"pretext": true, "preparation": true, "plan": true, "threat": true, "risk": true, "possibility": true, "prospect": true, "fear": true,
		"likelihood": true, "event": true, "context": true, "case": true, "chance": true, "danger": true, "potential": true, "scenario": true, "prevention": true, "deterrence": true}
	suffering = map[string]bool{"suffer": true, "experience": true, "face": true, "see": true, "endure": true, "witness": true, "survive": true, "repel": true, "mark": true, "remember": true}
	// principles are what words attack, not arms.
	principles = map[string]bool{"right": true, "rights": true, "freedom": true, "freedoms": true, "democracy": true, "law": true, "institution": true, "integrity": true, "press": true,
		"value": true, "principle": true, "order": true, "independence": true, "plan": true, "policy": true, "decision": true, "proposal": true, "record": true, "credibility": true,
		"sovereignty": true, "poverty": true, "corruption": true, "inflation": true, "crime": true, "drug": true, "virus": true, "hunger": true, "proceeding": true, "media": true, "idea": true, "talk": true}
)

// labels counts the lines that open with the label of a turn. A document with two is one
// of talk: who "he" and "they" are is seldom told there.
func (x *extraction) labels() int {
	turns := 0
	for _, line := range strings.Split(x.Text, "\n") {
		label, _, ok := strings.Cut(line, ":")
		if ok && len(label) < 60 && isLabel(label) {
			turns++
		}
	}
	return turns
}

// isLabel reports whether words are the label of a turn: "QUESTION", "MR HOLT".
func isLabel(label string) bool {
	words := strings.Fields(label)
	return len(words) > 0 && len(words) < 6 && label == strings.ToUpper(label)
}

// vague reports whether token k is a pronoun of which it cannot be known for whom
// it acts, or one that is taken for somebody whom its own clause names: in "It
// welcomed Arland's help" it is not Arland.
func (x *extraction) vague(k int) bool {
	if x.upos(k) != "PRON" {
		return x.talk && x.nameAt[k] >= 0 && x.inLabel(k)
	}
	if x.rel(k) == "nsubj" && x.namedBehind(k) {
		return true
	}
	switch x.lemma(k) {
	case "you", "one", "this", "that", "these", "those", "what", "something", "everyone", "anyone", "someone":
		return true
	case "i", "we":
		return x.talk
	case "they", "them":
		return x.turns || x.unchained(k) || x.oneBody(k) || x.onePerson(k)
	case "it":
		return x.talk || x.oneBody(k) && x.speech(k)
	case "he", "she":
		return x.turns
	case "its", "their":
		return x.turns || !x.onlyOne(k)
	case "our", "my":
		return x.talk
	case "his", "her":
		return x.turns
	case "your":
		return true
	}
	return false
}

// speech reports whether the sentence of token k is one of somebody who speaks of himself:
// "It will help our partners" is in a speech.
func (x *extraction) speech(k int) bool {
	s := x.Sentences[x.Tokens[k].Sentence]
	for i := s.Start; i < s.End && i < len(x.Tokens); i++ {
		switch x.lemma(i) {
		case "i", "we", "our", "my", "us":
			return true
		}
	}
	return false
}

// inLabel reports whether the name at token k stands in the label of a turn: it does not
// do what the turn tells.
func (x *extraction) inLabel(k int) bool {
	line := x.Text[:x.Tokens[k].End]
	if cut := strings.LastIndexByte(line, '\n'); cut >= 0 {
		line = line[cut+1:]
	}
	rest, _, _ := strings.Cut(x.Text[x.Tokens[k].End:min(len(x.Text), x.Tokens[k].End+40)], "\n")
	words, _, ok := strings.Cut(rest, ":")
	return ok && isLabel(line+words)
}

// onePerson reports whether "they" is taken for one person.
func (x *extraction) onePerson(k int) bool {
	who := x.refs(k, actors)
	return len(who) == 1 && x.list[who[0].entity].Type == ontology.Person
}

// namedBehind reports whether the clause of which pronoun k is the subject names the
// one for whom k is taken.
func (x *extraction) namedBehind(k int) bool {
	v := x.head(k)
	who := x.refs(k, actors)
	if v < 0 || len(who) != 1 {
		return false
	}
	for i := k + 1; i < int(x.right[v]); i++ {
		if n := x.nameAt[i]; n >= 0 && (x.ofName[n] == who[0].entity || x.actorOf[n] == who[0].entity) {
			return true
		}
	}
	return false
}

// eventManner corrects the modality of an act where more is known of acts than of
// claims in general: "Russia's invasion" is a fact whatever the sentence asks for,
// "I want to thank" is thanks.
func (x *extraction) eventManner(c *Claim, d *deed) {
	i := d.at
	switch {
	case d.cue != Span{}:
		c.Modality, c.Cue = d.modality, d.cue
	case x.noun(i) && x.presupposed(i):
		var m manner
		m.modality = ontology.Stated
		x.local(&m, i)
		c.Modality, c.Cue, c.Speaker = m.modality, m.cue, -1
	case x.noun(i) && x.mayBe(i) >= 0 && c.Modality != ontology.Denied: // "no longer calls a potential invasion imminent"
		c.Modality, c.Cue = ontology.Conditional, x.word(x.mayBe(i))
	case x.iffy(i):
		c.Modality = ontology.Conditional
	case x.performs(d):
		c.Modality, c.Cue = ontology.Stated, Span{}
	case x.nobody(i) >= 0 && c.Modality.Asserts():
		c.Modality, c.Cue = ontology.Negated, x.word(x.nobody(i))
	}
}

// mayBe returns the word that makes what the noun i names no more than possible, -1 if none.
func (x *extraction) mayBe(i int) int {
	return x.childLemma(i, "potential", "possible", "imminent", "hypothetical")
}

// iffy reports whether "if" opens the clause of the verb i: "if Russia did not
// attack" denies nothing.
func (x *extraction) iffy(i int) bool {
	k := x.child(x.joinedTo(i), "mark")
	return k >= 0 && (x.lemma(k) == "if" || x.lemma(k) == "unless")
}

// foretold gives a deed that others foresee its own type back: "officials said that
// the army will attack" is a threat of nobody.
func (x *extraction) foretold(d *deed) {
	i := d.at
	if d.kind != "THREATEN" || !strings.HasPrefix(d.rule, "will-") {
		return
	}
	if s := x.child(i, "nsubj"); s >= 0 && x.noun(s) {
		d.rule, d.kind, d.mode, d.modality = strings.TrimPrefix(d.rule, "will-"), d.willed.kind, d.willed.mode, ontology.Planned
	}
}

// presupposed reports whether a noun of an act is determined by whose it is and
// stands under no word that denies, plans or alleges it.
func (x *extraction) presupposed(i int) bool {
	if x.child(i, "nmod:poss") < 0 && !x.definite(i) {
		return false
	}
	h := x.head(i)
	return h < 0 || x.rel(i) != "obj" || !overObjects[x.lemma(h)] && !endedness[x.lemma(h)]
}

// performs reports whether to say that one wants to is to do it: "I would like to
// thank", "we want to commend".
func (x *extraction) performs(d *deed) bool {
	v := x.joinedTo(d.at)
	h := x.head(v)
	if d.kind != "SUPPORT" && d.kind != "ACCUSE" || h < 0 || x.rel(v) != "xcomp" || !wishing[x.lemma(h)] {
		return false
	}
	s := x.child(h, "nsubj")
	return s >= 0 && (x.lemma(s) == "i" || x.lemma(s) == "we")
}

// endedness are verbs whose object may not have come about.
var endedness = map[string]bool{"order": true, "launch": true, "discuss": true, "condone": true}

var wishing = map[string]bool{"want": true, "like": true, "wish": true, "let": true}

// nobody returns the word by which the subject of verb i is nobody, -1 if none:
// "neither the speaker nor the whip urged", "no state recognized".
func (x *extraction) nobody(i int) int {
	s := x.child(i, "nsubj", "nsubj:pass")
	if s < 0 {
		return -1
	}
	switch x.lemma(s) {
	case "nobody", "none", "neither":
		return s
	}
	return x.childLemma(s, "neither", "no")
}
