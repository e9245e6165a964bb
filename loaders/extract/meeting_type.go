package extract

import (
	"slices"
	"strings"

	"entente/graph/ontology"
)

// meetingNouns are the nouns of meetings and the type of each.
var meetingNouns = map[string]string{
	"talk": "talks", "talks": "talks", "negotiation": "talks", "negotiations": "talks", "consultation": "talks", "dialogue": "talks", "dialog": "talks", "discussion": "talks",
	"summit": "summit", "meeting": "meeting", "gathering": "meeting", "encounter": "meeting", "audience": "meeting", "luncheon": "meeting", "reunion": "meeting",
	"conference": "conference", "forum": "conference", "session": "session", "briefing": "news-conference", "visit": "visit", "trip": "visit",
	"call": "call", "conversation": "call", "hearing": "session", "assembly": "session", "round": "talks", "availability": "news-conference",
}

// general reports whether a verb speaks of what is done in general: "the ban on
// travelling to the north", "the cost of meeting".
func (x *extraction) general(i int) bool {
	if !x.verb(i) || x.Tokens[i].XPOS != "VBG" || x.child(i, "nsubj", "aux") >= 0 || i == 0 {
		return false
	}
	switch x.lemma(i - 1) {
	case "on", "of", "from", "against", "for":
		return true
	}
	return false
}

// rings reports whether the verb i is a telephone call: one person rings another,
// nobody calls a conference, or a step disappointing.
func (x *extraction) rings(i int) bool {
	if x.lemma(i) == "call" && (len(x.complements(i)) > 0 || len(x.objects(i)) > 1) {
		return false // "called him that"
	}
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
	if meals[x.lemma(i)] && meetingNouns[x.lemma(i)] == "" {
		return x.rel(i) != "compound" && x.meal(i)
	}
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
		if i+1 < len(x.Tokens) && x.lemma(i+1) == "for" {
			return false // "the communique calls for"
		}
		return len(x.adjuncts(i, []string{"with", "between"})) > 0 || len(x.only(x.modifiers(i), phones)) > 0 || x.definite(i) && x.told.call
	case "round": // "their next round", not "a round of talks"
		return len(x.adjuncts(i, []string{"of", "for", "in"})) == 0 && (x.possessedBy(i) >= 0 || len(x.only(x.modifiers(i), []string{"next"})) > 0) && x.lastMeeting(i, 3) >= 0
	case "conversation", "discussion", "consultation":
		return len(x.adjuncts(i, []string{"with", "between"})) > 0 || len(x.only(x.modifiers(i), phones)) > 0
	case "availability":
		return len(x.only(x.modifiers(i), []string{"press", "media"})) > 0
	case "assembly": // not one that is elected
		return len(x.adjuncts(i, []string{"with", "of"})) > 0 && len(x.only(x.modifiers(i), []string{"elect", "elected", "national", "legislative", "constituent"})) == 0
	case "audience", "forum", "hearing", "briefing", "discussion_":
		return len(x.adjuncts(i, []string{"with", "of"})) > 0
	}
	return true
}

var phones = []string{"phone", "telephone", "video", "conference", "telephonic"}

func (x *extraction) meetingType(f *frame, i int) string {
	kind := f.Set["type"]
	if x.noun(i) && !x.own[f.Name] {
		if kind = meetingNouns[x.lemma(i)]; kind == "" {
			return f.Set["type"] // a meal
		}
		if len(x.only(x.modifiers(i), []string{"news", "press"})) > 0 || i > 0 && (x.lemma(i-1) == "news" || x.lemma(i-1) == "press") {
			return "news-conference"
		}
		if kind == "meeting" && x.overTime(i) {
			return "talks" // "worked out in months of meetings"
		}
		if x.lemma(i) == "briefing" {
			return "session" // of a council; reporters are told of above
		}
		if len(x.only(x.modifiers(i), phones)) > 0 && kind != "conference" {
			return "call"
		}
		return kind
	}
	if f.Name == "speak-with" && !slices.ContainsFunc(x.adjuncts(i, []string{"with", "to"}), func(k int) bool { return len(x.meeters(k)) > 0 }) {
		kind = "talks" // "the two spoke alone, with interpreters"
	}
	if x.byPhone(i) {
		return "call"
	}
	if f.Name == "speak-with" && x.infinitive(i) && x.head(i) >= 0 && (moving[x.lemma(x.head(i))] || x.lemma(x.head(i)) == "visit") {
		kind = "meeting" // "flew to Oslo to speak with Voss"
	}
	return kind
}

// worthMeeting reports whether a claim says enough of a meeting to be one.
func (x *extraction) worthMeeting(c Claim, i, v int, kind string) bool {
	people := len(unique(append(c.players("participant"), c.players("host")...))) // the host of a meeting is one of them
	_, placed := c.part("place")
	_, dated := c.part("date")
	_, named := c.part("name")
	if people == 0 && x.noun(i) && x.plural(i) && len(x.only(x.modifiers(i), phones)) > 0 {
		return false // "after many video conferences"
	}
	if !x.noun(i) {
		if c.Rule == "invite-to" {
			return placed && people == 1
		}
		if kind == "visit" {
			return people > 0 && placed && x.travellers(i, c)
		}
		if c.Rule == "welcome" {
			return placed && people >= 2 && x.persons(c) >= 2
		}
		return people >= 2 || kind == "meeting" && x.lemma(i) != "receive" && x.lemma(i) != "host" && x.collective(i, c) && (people == 1 || placed || dated) || people == 1 && x.metPeople(i)
	}
	if meals[x.lemma(i)] {
		return people >= 2 || people == 1 && len(c.players("host")) > 0 && (placed || dated)
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
	if named && (kind == "conference" || kind == "summit") && x.proposedClause(i) >= 0 {
		return true
	}
	if x.definite(i) && x.metBefore(i) {
		return placed || dated || people > 0 || named && v >= 0 && x.past(v) && x.lemma(v) != "form" && x.lemma(v) != "establish" && x.lemma(v) != "launch"
	}
	return dated || placed || named && (kind == "conference" || kind == "summit")
}

// welcomes reports whether the verb i greets a person, not what he did: "welcomed Voss
// to Oslo", not "welcomed Voss's invitation".
func (x *extraction) welcomes(i int) bool {
	for _, k := range x.objects(i) {
		if len(x.byName(k, []ontology.Type{ontology.Person})) == 0 && len(x.byApposition(k, []ontology.Type{ontology.Person})) == 0 {
			return false
		}
	}
	_, placed := x.placeUnder(i, 0)
	return (placed || len(x.adjuncts(i, []string{"to"})) > 0) && len(x.complements(i)) == 0
}

// addresses reports whether the verb i speaks of a speech before a body that sits.
func (x *extraction) addresses(i int) bool {
	for _, k := range x.objects(i) {
		for _, r := range x.byName(k, []ontology.Type{ontology.Organization}) {
			words := strings.ToLower(x.Text[r.span.Start:r.span.End])
			if slices.ContainsFunc(sitting, func(word string) bool { return strings.Contains(words, word) }) {
				return true
			}
		}
	}
	return false
}

// sitting are words in the names of bodies that sit in sessions.
var sitting = []string{"assembly", "parliament", "congress", "council", "senate", "conference"}

// persons counts the people with names who take part.
func (x *extraction) persons(c Claim) int {
	return len(slices.DeleteFunc(unique(append(c.players("participant"), c.players("host")...)), func(e int) bool { return x.list[e].Type != ontology.Person }))
}

// travellers reports whether persons, or a delegation, make the visit i: states and
// crowds that come somewhere visit nobody.
func (x *extraction) travellers(i int, c Claim) bool {
	for _, k := range x.subjects(i) {
		if x.upos(k) == "NOUN" && x.people(k) && x.lemma(k) != "people" && x.lemma(k) != "community" && !groupStates[x.lemma(k)] {
			return true
		}
	}
	return slices.ContainsFunc(c.players("participant"), func(e int) bool { return x.list[e].Type == ontology.Person })
}

// collective reports whether a verb of meeting with one participant still tells
// of a meeting: a body or several people meet.
func (x *extraction) collective(i int, c Claim) bool {
	if x.passive(i) {
		return false // "an agreement negotiated by Arland"
	}
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

// metBefore reports whether a meeting was told of before token i.
func (x *extraction) metBefore(i int) bool {
	return x.told.met && x.told.meeting < x.Tokens[i].Start
}

// metPeople reports whether the verb i tells that somebody met people without a
// name: "met with activists", "met members of civil society".
func (x *extraction) metPeople(i int) bool {
	if x.lemma(i) != "meet" {
		return false
	}
	for _, k := range append(x.objects(i), x.adjuncts(i, []string{"with"})...) {
		if x.upos(k) == "NOUN" && (x.people(k) || x.plural(k) && x.preposition(k) == "with") {
			return true
		}
	}
	return false
}
