package extract

import (
	"cmp"
	"slices"
	"strings"

	"entente/graph/ontology"
)

// deed is an act as the words put it, before its actors are known by name: the
// trigger, its PLOVER type, and the heads of the phrases that play the parts.
type deed struct {
	at         int // the trigger
	rule       string
	kind, mode string
	actors     []int
	recipients []int
	found      fillers
	modality   ontology.Modality
	cue        Span                        // the words that decide the modality, where the deed knows better
	willed     struct{ kind, mode string } // what a threat or a refusal is of
	governed   bool                        // only the content of another deed: "threatened to attack"
}

// governing are the types of acts that are words about other acts: what they
// demand, promise, refuse or threaten is no act of its own.
var governing = map[string]bool{"AGREE": true, "REQUEST": true, "REJECT": true, "THREATEN": true}

// deeds lists the acts of a document, those that stand higher in their sentences
// first, then in order of the text; what another deed governs comes not at all.
func (x *extraction) deeds() []deed {
	var out []deed
	for i := range x.Tokens {
		if d, ok := x.deedAt(i); ok {
			out = append(out, d)
		}
	}
	out = x.govern(out)
	slices.SortStableFunc(out, func(a, b deed) int {
		return cmp.Or(cmp.Compare(x.Tokens[a.at].Sentence, x.Tokens[b.at].Sentence), cmp.Compare(x.depth(a.at), x.depth(b.at)))
	})
	return out
}

// eventDeeds are the acts that the frames of events find, by their triggers.
func (x *extraction) eventDeeds() map[int]deed {
	var all []deed
	for i := range x.Tokens {
		if d, ok := x.eventDeed(i); ok {
			all = append(all, d)
		}
	}
	out := map[int]deed{}
	for _, d := range x.govern(all) {
		out[d.at] = d
	}
	return out
}

func (x *extraction) depth(i int) int {
	n := 0
	for ; i >= 0 && n < reach; i = x.head(i) {
		n++
	}
	return n
}

// deedAt returns the act that token i brings up, meetings before agreements
// before events.
func (x *extraction) deedAt(i int) (deed, bool) {
	for _, f := range x.frames[x.lemma(i)] {
		if f.kind.Name != ontology.MeetingKind.Name || f.Name != "telephone" && !x.frameFits(f, i) {
			continue
		}
		if found, ok := x.match(f, i); ok {
			d := deed{at: i, rule: f.Name, kind: "CONSULT", found: found, modality: x.manner(i).modality}
			d.actors = slices.Concat(found["host"], found["participant"])
			if v, ok := x.support(i); ok && x.noun(i) {
				d.actors = slices.Concat(d.actors, x.supporters(i, v), x.adjuncts(v, []string{"with"}))
			}
			d.recipients = d.actors
			return d, len(d.actors) > 0
		}
	}
	if kind, _ := x.agreementType(i); kind != "" {
		return x.agreementDeed(i)
	}
	return x.eventDeed(i)
}

// agreementDeeds gives the PLOVER type of what somebody does with an agreement.
var agreementDeeds = map[string]string{
	"proposed": "REQUEST", "announced": "SUPPORT", "signed": "SUPPORT", "ratified": "SUPPORT", "in-force": "SUPPORT", "extended": "SUPPORT",
	"suspended": "REJECT", "broken": "REJECT", "withdrawn-from": "REJECT", "rejected": "REJECT",
}

func (x *extraction) agreementDeed(i int) (deed, bool) {
	v, status, _ := x.agreementVerb(i)
	d := deed{at: i, kind: agreementDeeds[status], modality: x.manner(i).modality}
	if v >= 0 {
		d.actors = x.subjects(v)
	}
	d.actors = slices.Concat(d.actors, x.adjuncts(i, []string{"between", "by"}))
	d.recipients = slices.Concat(d.actors, x.adjuncts(i, []string{"with", "between"}))
	if d.kind == "" || len(d.actors) == 0 {
		return x.eventDeed(i)
	}
	return d, true
}

// eventDeed returns the act of the first frame of events that holds.
func (x *extraction) eventDeed(i int) (deed, bool) {
	for _, f := range x.frames[x.lemma(i)] {
		if f.kind.Name != ontology.EventKind.Name {
			continue
		}
		if found, ok := x.match(f, i); ok && !x.otherVerb(f, i) && x.untimed(f, found) {
			return x.deed(f, i, found), true
		}
	}
	if d, ok := x.obligation(i); ok {
		return d, true
	}
	return x.refusal(i)
}

// untimed takes the times out of what a frame found for recipients, "called on
// Friday", and reports whether it still holds.
func (x *extraction) untimed(f *frame, found fillers) bool {
	all := found["recipient"]
	found["recipient"] = slices.DeleteFunc(slices.Clone(all), x.timeAt)
	return len(all) == 0 || len(found["recipient"]) > 0 ||
		!slices.ContainsFunc(f.args, func(a arg) bool { return a.role == "recipient" && a.must })
}

// obligation reads "says that Israel must stop": a demand on whoever must.
func (x *extraction) obligation(i int) (deed, bool) {
	if !x.verb(i) || !saying[x.lemma(i)] || x.passive(i) {
		return deed{}, false
	}
	for _, c := range x.complements(i) {
		s := x.child(c, "nsubj", "nsubj:pass")
		if s < 0 || !x.noun(s) || x.rel(c) != "ccomp" {
			continue
		}
		if must := x.childLemma(c, "must"); must >= 0 && x.rel(must) == "aux" {
			return deed{at: i, rule: "say-must", kind: "REQUEST", actors: x.subjects(i), recipients: x.conjuncts(s), modality: x.manner(i).modality}, true
		}
	}
	return deed{}, false
}

// otherVerb reports whether a particle makes another verb of verb i than the
// frame's: "give up" is not to give; and whether a warning warns of nothing to come.
func (x *extraction) otherVerb(f *frame, i int) bool {
	if f.Name == "warn-of" {
		return slices.ContainsFunc(x.complements(i), func(c int) bool {
			return !x.future(c) && x.child(c, "aux") < 0 && x.rel(c) == "ccomp" && x.child(c, "cop") < 0
		})
	}
	p := x.child(i, "compound:prt")
	if p < 0 {
		return false
	}
	meant := slices.ContainsFunc(f.words, func(w trigger) bool { return w.lemma == x.lemma(i) && w.particle == x.lemma(p) })
	return !meant && phrasal[x.lemma(i)]
}

// phrasal are verbs of which a particle makes another.
var phrasal = map[string]bool{"give": true, "take": true, "hold": true, "send": true, "back": true, "turn": true, "strike": true, "make": true, "break": true, "fight": true, "hand": true}

// deed makes the act of an event's frame.
func (x *extraction) deed(f *frame, i int, found fillers) deed {
	d := deed{at: i, rule: f.Name, kind: f.Set["type"], mode: f.Set["mode"], found: found, modality: x.manner(i).modality}
	if f.Modality != "" && d.modality == ontology.Stated {
		d.modality = f.Modality
	}
	d.actors, d.recipients = x.sayers(found["actor"]), found["recipient"]
	x.accused(&d)
	d.willed.kind, d.willed.mode = d.kind, d.mode
	switch will, not := x.will(i); {
	case will && not && cooperative[d.kind]:
		d.rule, d.kind, d.mode = "will-not-"+d.rule, "REJECT", ""
	case will && not && menacing[d.kind]:
		d.rule, d.kind, d.mode = "will-not-"+d.rule, "AGREE", "" // "said it would not attack"
	case will && !not && menacing[d.kind]:
		d.rule, d.kind, d.mode = "will-"+d.rule, "THREATEN", threatModes[d.mode]
	}
	if len(found["recipient"]) == 0 && d.kind == "REQUEST" {
		d.recipients = x.asked(i, d.kind)
	}
	if len(d.recipients) == 0 && d.kind != "MOBILIZE" { // ships sent to a reef are sent to nobody
		d.recipients = x.concerned(i, d.kind)
	}
	return d
}

// accused makes the one who is accused of a deed its actor: "accused Iran of
// attacking its oil plants".
func (x *extraction) accused(d *deed) {
	h := x.head(d.at)
	if h < 0 || x.Tokens[d.at].XPOS != "VBG" || x.child(d.at, "nsubj") >= 0 {
		return
	}
	o := x.objects(h)
	switch {
	case len(o) == 0:
	case accusing[x.lemma(h)] && x.rel(d.at) != "conj": // not "condemning Arland and calling for"
		d.actors, d.modality, d.cue = o, ontology.Alleged, x.word(h)
	case (x.opener(d.at) == "include" || x.opener(d.at) == "including") && len(x.thanked(h)) > 0:
		d.actors = x.thanked(h) // "thanks for the support of Arland, including sending aid"
	case judging[x.lemma(h)] && x.opener(d.at) == "for":
		d.actors = o // "thanked Tunisia for sending aid"
	}
}

// given are nouns of what one is thanked for.
var given = []string{"support", "help", "assistance", "contribution", "leadership", "effort", "role", "work"}

// thanked returns those for whose deeds the verb h gives thanks: "expressed appreciation for
// the support of Voss".
func (x *extraction) thanked(h int) []int {
	var out []int
	tops := x.only(x.objects(h), []string{"appreciation", "gratitude", "thanks"})
	if len(tops) == 0 {
		return nil
	}
	tops = append(tops, x.adjuncts(h, []string{"for"})...)
	for _, k := range tops {
		for _, f := range append([]int{k}, x.adjuncts(k, []string{"for"})...) {
			if len(x.only([]int{f}, given)) > 0 {
				out = append(out, x.adjuncts(f, []string{"of"})...)
				out = append(out, x.possessors(f)...)
			}
		}
	}
	return out
}

var accusing = map[string]bool{"accuse": true, "suspect": true, "blame": true, "charge": true, "denounce": true, "condemn": true}

// cooperative are the acts that to withhold is to reject, menacing those that to
// announce is to threaten.
var (
	cooperative = map[string]bool{"AGREE": true, "CONSULT": true, "SUPPORT": true, "CONCEDE": true, "COOPERATE": true, "AID": true, "RETREAT": true}
	menacing    = map[string]bool{"SANCTION": true, "COERCE": true, "ASSAULT": true}
)

// threatModes are the modes of a threat by those of what is threatened.
var threatModes = map[string]string{"discontinue": "relations", "withdraw": "relations", "expel": "expel", "arrest": "arrest", "seize": "territory",
	"restrict": "restrict", "curfew": "restrict", "aerial": "violence", "heavy-weapons": "violence", "firearms": "violence"}

// will reports whether the verb i stands in the future of a resolve, "will",
// "would", and whether it is negated: "will not", "will never".
func (x *extraction) will(i int) (will, not bool) {
	for _, k := range x.children(i) {
		switch form := plain(x.Form(int(k))); form {
		case "will", "wo", "'ll", "’ll":
			will = will || x.rel(int(k)) == "aux"
		case "would": // "said it would", not "Congress would if it came to that"
			s := x.child(i, "nsubj")
			will = will || x.rel(int(k)) == "aux" && (s < 0 || x.upos(s) == "PRON" || !x.hasIf(i))
		case "not", "n't", "n’t", "never":
			not = true
		}
	}
	return will, not
}

// refusal reads "said that it will not follow": whoever says that he will not do
// a thing rejects it.
func (x *extraction) refusal(i int) (deed, bool) {
	if x.upos(i) != "VERB" || x.passive(i) || idle[x.lemma(i)] || x.child(i, "nsubj") < 0 {
		return deed{}, false
	}
	if will, not := x.will(i); !will || !not {
		return deed{}, false
	}
	d := deed{at: i, rule: "will-not", kind: "REJECT", modality: ontology.Stated, actors: x.sayers(x.subjects(i))}
	if d.recipients = x.objects(i); len(d.recipients) == 0 {
		d.recipients = x.concerned(i, d.kind)
	}
	return d, true
}

// idle are verbs of what befalls somebody, and of thought: not to do them is no act.
var idle = map[string]bool{"be": true, "have": true, "become": true, "know": true, "think": true, "want": true, "need": true, "work": true, "happen": true,
	"last": true, "seem": true, "say": true, "affect": true, "change": true, "succeed": true, "make": true, "mean": true, "matter": true, "suffer": true, "take": true, "get": true, "see": true, "go": true, "win": true, "lose": true,
	"stand": true, "rest": true, "hesitate": true, "forget": true, "let": true, "come": true, "end": true, "stay": true, "waver": true, "flinch": true, "tire": true}

// concerned returns those named beside the object of a verb or beside a noun:
// "the attack by France", "German diplomats", "aid to Poland".
func (x *extraction) concerned(i int, kind string) []int {
	tops := x.objects(i)
	if x.noun(i) {
		tops = []int{i}
	}
	var out []int
	for _, o := range tops {
		out = append(out, x.beside(o, kind)...)
	}
	return out
}

// beside returns the heads of the phrases that hang on a noun and may be those to
// whom an act of a type is done.
func (x *extraction) beside(o int, kind string) []int {
	o = x.counted(o)
	if !x.noun(o) && x.upos(o) != "NUM" && x.upos(o) != "SYM" {
		return nil
	}
	if kind == "ASSAULT" && actNouns[x.lemma(o)] == "ASSAULT" { // "its attack on the town with the help of others"
		return x.adjuncts(o, []string{"on", "against", "of", "upon", "into"})
	}
	if kind == "AID" { // "shelter for those who flee from them"
		return append(x.adjuncts(o, []string{"to", "for", "in", "of", "with", "on"}), slices.DeleteFunc(x.possessors(o), func(k int) bool {
			return x.rel(k) == "compound" && len(x.refs(k, []ontology.Type{ontology.Organization})) > 0 // "Norvax vaccine doses"
		})...)
	}
	if kind == "SUPPORT" && ceasing[x.lemma(o)] { // "welcomed the ceasefire between Arland and Borvia" favours neither
		return nil
	}
	if harms[x.lemma(o)] && (kind == "ACCUSE" || kind == "SUPPORT" || kind == "REJECT" || kind == "REQUEST") { // "condemned the detention of Voss": not him
		return x.adjuncts(o, []string{"by"})
	}
	all := append(x.adjuncts(o, []string{"of", "by", "against", "from", "to", "on", "with", "for", "over", "into", "between"}), x.possessors(o)...)
	switch {
	case favours[x.lemma(o)]: // "our support for Poland": not whose the support is
		if givers[x.lemma(o)] {
			return x.adjuncts(o, []string{"to", "for", "with"})
		}
		return x.adjuncts(o, []string{"to", "for", "with", "of"})
	case kind != "ACCUSE" && kind != "SUPPORT" && kind != "REJECT":
		return all
	}
	// "condemned Russia's attacks on Ukraine" judges those who attack.
	if who := append(x.possessors(o), x.adjuncts(o, []string{"by"})...); len(who) > 0 || strings.Contains(actNouns[x.lemma(o)], "ASSAULT") {
		return who
	}
	for _, p := range []string{"of", "from"} {
		if who := x.adjuncts(o, []string{p}); len(who) > 0 {
			return who
		}
	}
	return all
}

var ceasing = map[string]bool{"ceasefire": true, "cease-fire": true, "truce": true, "armistice": true}

// harms are nouns of what is done to those in whose name they stand.
var harms = map[string]bool{"detention": true, "arrest": true, "imprisonment": true, "murder": true, "assassination": true, "kidnapping": true, "abduction": true, "poisoning": true,
	"jailing": true, "expulsion": true, "persecution": true, "execution": true, "death": true, "harassment": true, "sentencing": true, "conviction": true, "repatriation": true, "deportation": true, "beating": true, "release": true, "freedom": true, "liberation": true}

// givers are favours whose "of" tells who gives them: "the condolences of the people".
var givers = map[string]bool{"gratitude": true, "condolence": true, "condolences": true, "thanks": true, "sympathy": true, "congratulation": true, "congratulations": true, "commitment": true}

// favours are nouns of goodwill that is given to somebody.
var favours = map[string]bool{"support": true, "solidarity": true, "appreciation": true, "gratitude": true, "commitment": true, "backing": true, "endorsement": true,
	"sympathy": true, "condolence": true, "condolences": true, "thanks": true, "confidence": true, "approval": true, "congratulation": true, "congratulations": true}

// govern drops the deeds that are only the content of another, which takes their
// recipients: "threatened to shell Haifa".
func (x *extraction) govern(deeds []deed) []deed {
	for k := range deeds {
		d := &deeds[k]
		above := x.governor(deeds, *d)
		if above == nil {
			continue
		}
		if above.kind == "AGREE" && menacing[d.kind] && vowing[x.lemma(above.at)] {
			above.kind, above.mode, d.governed = "THREATEN", threatModes[d.mode], true // "vowed to wage war"
			above.recipients = d.recipients
			continue
		}
		if above.kind == "AGREE" && x.lemma(above.at) != "agree" && !promised[d.kind] {
			above.governed = true // "promised to free the prisoners": a release that is planned
			continue
		}
		d.governed = true
		if len(above.found["recipient"]) == 0 && len(d.recipients) > 0 {
			above.recipients = d.recipients
		}
	}
	for k := range deeds {
		if d := &deeds[k]; governing[d.kind] && len(d.recipients) == 0 {
			d.recipients = x.asked(d.at, d.kind)
		}
	}
	return slices.DeleteFunc(deeds, func(d deed) bool { return d.governed })
}

// vowing are verbs that threaten what they promise.
var vowing = map[string]bool{"vow": true, "pledge": true, "promise": true, "swear": true}

// promised are the acts whose promise PLOVER counts as an agreement.
var promised = map[string]bool{"AGREE": true, "CONSULT": true, "SUPPORT": true, "COOPERATE": true, "AID": true, "REJECT": true, "THREATEN": true}

// asked returns whom the clause of a demand wants to act: "demanded that France
// leave"; else those whom the clause names.
func (x *extraction) asked(v int, kind string) []int {
	var out []int
	for _, c := range x.complements(v) {
		if s := x.child(c, "nsubj", "nsubj:pass"); s >= 0 && (kind == "REQUEST" || x.upos(s) != "PRON") {
			out = append(out, x.conjuncts(s)...)
		}
		if len(out) == 0 {
			out = append(out, x.objects(c)...)
			out = append(out, x.concerned(c, kind)...)
		}
	}
	return out
}

// governor returns the deed whose content d is, nil if none.
func (x *extraction) governor(deeds []deed, d deed) *deed {
	for at, n := d.at, 0; n < 6; n++ {
		h := x.head(at)
		if h < 0 {
			return nil
		}
		switch rel := x.rel(at); {
		case rel == "xcomp", rel == "ccomp", rel == "conj", rel == "obj" && x.noun(at), x.infinitive(at) && (rel == "advcl" || rel == "acl"):
		default:
			return nil
		}
		for k := range deeds {
			if deeds[k].at == h && governing[deeds[k].kind] && x.rel(at) != "conj" {
				return &deeds[k]
			}
		}
		at = h
	}
	return nil
}

// sayers puts those who speak in place of the pronouns that mean them: "the army
// said it had shelled the town".
func (x *extraction) sayers(tokens []int) []int {
	if len(tokens) != 1 {
		return tokens
	}
	k := tokens[0]
	v := x.head(k)
	if x.rel(k) != "nsubj" || v < 0 || x.rel(v) != "ccomp" || !saying[x.lemma(x.head(v))] || x.passive(x.head(v)) {
		return tokens
	}
	who := x.subjects(x.head(v))
	if len(who) == 0 || !x.noun(who[0]) || !x.agrees(k, who) {
		return tokens
	}
	return who
}

// agrees reports whether a pronoun may mean those who speak: "he" a person, "it" a
// body, "they" several or a body.
func (x *extraction) agrees(pronoun int, who []int) bool {
	person := len(x.refs(who[0], []ontology.Type{ontology.Person})) > 0
	several := len(who) > 1 || x.plural(who[0])
	switch x.lemma(pronoun) {
	case "he", "she":
		return !several && person
	case "it":
		return !several && !person
	case "they":
		return several || !person
	}
	return false
}
