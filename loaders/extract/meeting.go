package extract

import (
	"slices"

	"entente/graph/ontology"
)

// receives reports whether the verb i receives somebody: not "received no protection
// during their detention", nor "receive her as ambassador".
func (x *extraction) receives(i int) bool {
	return len(x.adjuncts(i, []string{"as"})) == 0 && slices.ContainsFunc(x.objects(i), func(o int) bool {
		return x.nameAt[o] >= 0 || x.people(o) || agents[x.lemma(o)] || counterparts[x.lemma(o)]
	})
}

// thankedFor reports whether somebody is thanked for the meeting that noun i names: it is
// held, though one "would like to thank him for his visit".
func (x *extraction) thankedFor(i int) bool {
	top := x.top(i)
	h := x.head(top)
	return x.noun(i) && x.preposition(top) == "for" && h >= 0 && x.lemma(h) == "thank" && x.child(i, "nmod:poss") >= 0
}

// meeting makes the claim of a meeting from a frame's fillers.
func (x *extraction) meeting(f *frame, i int, found fillers) bool {
	if !x.frameFits(f, i) {
		return false
	}
	if f.Name == "discuss-by" {
		found["participant"] = append(found["participant"], x.talkedOver(i)...)
	}
	if x.verb(i) && i > 0 && (x.Form(i-1) == "-" || x.Form(i-1) == "–") && x.Tokens[i-1].End == x.Tokens[i].Start {
		return false // "the German-speaking community"
	}
	if f.Name == "bring-together" && len(x.adjuncts(i, []string{"in"})) > 0 && x.passive(i) && len(x.agents(i)) == 0 || x.lemma(i) == "go" && x.childLemma(i, "back") >= 0 && len(x.adjuncts(i, []string{"on"})) > 0 {
		return false // "are united in their belief", "went back on it"
	}
	if x.general(i) || x.verb(i) && x.meetsThing(i) || f.Name == "receive" && !x.receives(i) {
		return false
	}
	c := x.claim(ontology.MeetingKind.Name, f.Name, i)
	if f.Modality != "" && c.Modality == ontology.Stated {
		c.Modality = f.Modality
	}
	if f.Name == "invite-to" && c.Modality == ontology.Planned {
		c.Modality = f.Modality // "would invite": the visit is no more than offered
	}
	x.toCome(&c, i)
	kind := x.meetingType(f, i)
	v := -1
	if x.noun(i) {
		v, _ = x.support(i)
	}
	for _, role := range []string{"host", "participant", "convener"} {
		for _, k := range x.owners(i, found[role]) {
			if kind == "visit" && x.noun(i) && x.rel(k) == "compound" && len(x.refs(k, []ontology.Type{ontology.Organization})) > 0 {
				continue // "on a State Department trade visit"
			}
			if x.named(&c, i, k) || v >= 0 && discussing[x.lemma(v)] && x.rel(x.top(i)) == "obj" && x.preposition(k) == "with" {
				continue // "discussed the summit with Voss": they talk about it
			}
			for _, r := range x.meeters(k) {
				c.play(role, r)
			}
		}
	}
	x.listBefore(&c, i)
	x.sameSeries(&c, i)
	if x.verb(i) {
		x.companions(&c, i)
	}
	x.dropTitles(&c)
	x.meetingSupport(&c, i, v)
	x.meetingBeside(&c, i, v)
	if meals[x.lemma(i)] {
		x.mealRoles(&c, i, v)
	}
	x.whereFor(&c, i)
	x.meetingConvener(&c, i, v)
	if kind == "session" && v >= 0 {
		x.sessionRoles(&c, i, v)
	}
	if kind == "visit" {
		x.visited(&c, i, found)
	}
	x.meetingWhere(&c, i, v, found)
	x.topics(&c, i, v, found)
	x.datedAhead(&c, i)
	x.datedBehind(&c, i)
	c.value("type", kind, Span{})
	x.meetingStatus(&c, i, v)
	if name, span := x.nameOf(i, kind == "conference" || kind == "summit" || kind == "session" || kind == "meeting" && x.meetingOfBody(i) || x.properMeeting(i)); name != "" {
		c.value("name", name, span)
	}
	if x.refused(c) || !x.worthMeeting(c, i, v, kind) {
		return false
	}
	x.meetingPart(i, v)
	x.atMeeting(&c, i)
	x.newsOf(&c, i, v)
	x.acts[i] = x.addVisits(c, x.stops(c))
	return true
}

// frameFits reports whether the words say what a frame of meetings means, where its
// trigger alone does not: people are rung and greeted, not conferences or decisions.
func (x *extraction) frameFits(f *frame, i int) bool {
	switch {
	case x.own[f.Name]:
		return true
	case x.noun(i):
		return x.meetingNoun(i)
	case f.Name == "telephone":
		return x.rings(i)
	case f.Name == "welcome":
		return x.welcomes(i)
	case f.Name == "address":
		return x.addresses(i)
	case f.Name == "discuss-by":
		return x.byPhone(i) || len(x.talkedOver(i)) > 0
	}
	return true
}
