package extract

import (
	"regexp"
	"strings"

	"entente/graph/ontology"
	"entente/loaders/nlp"
)

// gatherings end the names of meetings that have no noun of the frames: "the Oslo
// Forum", "the Skarvik Blue Initiative".
var gatherings = map[string]bool{"forum": true, "conference": true, "summit": true, "assembly": true, "congress": true, "convention": true,
	"initiative": true, "week": true, "roundtable": true, "symposium": true, "workshop": true, "ministerial": true, "dialogue": true, "meeting": true, "consultations": true}

// cop is a conference of the parties: "COP26".
var cop = regexp.MustCompile(`^COP-?[0-9]{1,2}$`)

// attending are verbs of those who come to a gathering, with its preposition.
var attending = map[string]string{"attend": "", "join": "", "address": "", "open": "", "host": "", "chair": "", "participate": "in", "take": "in", "speak": "at", "represent": "at"}

// namedMeeting reads a gathering known by its name alone: somebody goes there, or it
// is said where or when it is.
func (x *extraction) namedMeeting(i int) bool {
	name, span, ok := x.gatheringName(i)
	if !ok {
		return false
	}
	v, _ := x.support(i)
	going := v >= 0 && x.goesTo(i, v)
	c := x.claim(ontology.MeetingKind.Name, "named-meeting", i)
	x.toCome(&c, i)
	if going {
		x.meetingSupport(&c, i, v)
		for _, k := range x.subjects(v) {
			for _, r := range x.meeters(k) {
				c.play("participant", r)
			}
		}
	} else {
		v = -1
	}
	x.meetingWhere(&c, i, v, nil)
	x.datedAhead(&c, i)
	_, placed := c.part("place")
	_, dated := c.part("date")
	if !placed && !dated && (!going || len(c.players("participant")) == 0) || !going && !dated && !x.promoted(&c, i) {
		return false
	}
	c.value("type", "conference", x.word(i))
	c.value("name", name, span)
	x.meetingStatus(&c, i, v)
	if x.refused(c) {
		return false
	}
	x.acts[i] = x.add(c)
	return true
}

// gatheringName returns the name of a gathering that ends at token i.
func (x *extraction) gatheringName(i int) (string, Span, bool) {
	if cop.MatchString(x.Form(i)) {
		return x.Form(i), x.word(i), true
	}
	if x.Form(i) == "COP" && x.numbered(i) {
		return x.Form(i) + " " + x.Form(i+1), x.span(i, i+2), true
	}
	n := x.nameAt[i]
	if n < 0 {
		return x.capitalGathering(i)
	}
	if x.Names[n].End-1 != i || x.Names[n].End-x.Names[n].Start < 2 || !gatherings[strings.ToLower(x.Form(i))] {
		return "", Span{}, false
	}
	switch x.Names[n].Kind {
	case nlp.Event, nlp.Law, nlp.Organization:
		from, to := x.Names[n].Start, x.Names[n].End
		return strings.Join(strings.Fields(x.Words(from, to)), " "), x.span(from, to), true
	}
	return "", Span{}, false
}

// capitalGathering returns the name that the capitals of the words before a noun make:
// "the Vienna Forum".
func (x *extraction) capitalGathering(i int) (string, Span, bool) {
	word := strings.ToLower(x.Form(i))
	if !gatherings[word] || meetingNouns[word] != "" && word != "forum" && word != "assembly" || !x.capitalized(i) || x.Sentences[x.Tokens[i].Sentence].Heading {
		return "", Span{}, false
	}
	from := i
	for from > 0 && i-from < 6 && x.Tokens[from-1].Sentence == x.Tokens[i].Sentence && x.capitalized(from-1) && x.upos(from-1) != "DET" && x.upos(from-1) != "ADP" {
		from--
		if from > 1 && i-from < 6 && x.Form(from-1) == "-" && x.Tokens[from-1].End == x.Tokens[from].Start && x.capitalized(from-2) && x.Tokens[from-2].Sentence == x.Tokens[i].Sentence {
			from -= 2 // "the [Arland-]Borvia Consultations"
		}
	}
	if from == i {
		return "", Span{}, false
	}
	return strings.Join(strings.Fields(x.Words(from, i+1)), " "), x.span(from, i+1), true
}

// goesTo reports whether the verb v says that somebody comes to the gathering i.
func (x *extraction) goesTo(i, v int) bool {
	top := x.top(i)
	by, ok := attending[x.lemma(v)]
	switch {
	case ok && by == "":
		return x.rel(top) == "obj" || x.passive(v)
	case ok:
		return x.preposition(top) == by
	}
	return moving[x.lemma(v)] && x.lemma(v) != "be" && (x.preposition(top) == "for" || x.preposition(top) == "to")
}

// promoted reports whether a gathering without a day is told as one to come: it is
// planned, or somebody promotes it.
func (x *extraction) promoted(c *Claim, i int) bool {
	if c.Modality != ontology.Stated {
		return true
	}
	v, ok := x.support(i)
	if !ok || x.lemma(v) != "promote" && x.lemma(v) != "support" && x.lemma(v) != "welcome" {
		return false
	}
	c.Modality, c.Cue = ontology.Planned, x.word(v)
	return true
}
