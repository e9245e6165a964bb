package extract

import (
	"slices"
	"strings"

	"entente/graph/ontology"
	"entente/loaders/nlp"
)

// joins reads who took part in the meeting told of last, when the words name no
// meeting: "A, B and C took part", "France and Germany were represented".
func (x *extraction) joins(i int) bool {
	if !x.verb(i) && x.lemma(i) != "present" || x.taken[i] != "" {
		return false
	}
	who := x.joiners(i)
	if who == nil {
		return false
	}
	last := x.lastMeeting(i, 3)
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
	if x.lemma(i) == "include" { // "the delegation includes Berg": it is to come, as the journey is
		c.Modality, c.Cue = x.claims[last].Modality, Span{}
	}
	c.value("status", statusOf[c.Modality], c.Cue)
	if len(c.players("participant")) == 0 || c.Modality == ontology.Negated || c.Modality == ontology.Conditional {
		return false
	}
	for k := last; k >= 0 && x.claims[k].Kind == ontology.MeetingKind.Name && x.claims[k].Sentence == x.claims[last].Sentence; k-- {
		if was, _ := x.claims[k].part("type"); k < last && (kind.Value != "visit" || was.Value != "visit") {
			break // a journey has a visit for each stop
		}
		one := c
		one.Parts, one.Same = slices.Clone(c.Parts), x.root(k)
		x.add(one)
	}
	return true
}

// joiners returns those of whom token i says that they were there.
func (x *extraction) joiners(i int) []int {
	switch lemma := x.lemma(i); {
	case lemma == "take" && x.childLemma(i, "part") >= 0 && !x.objectMeeting(i),
		(lemma == "participate" || lemma == "attend") && !x.objectMeeting(i) && len(x.objects(i)) == 0,
		lemma == "sit" && x.particle(i, "in") && x.objectMeeting(i):
		return append(x.subjects(i), x.likewise(i)...)
	case lemma == "send" && x.sendsPeople(i):
		return x.subjects(i)
	case lemma == "represent" && x.passive(i) && len(x.agents(i)) == 0:
		return x.objects(i)
	case lemma == "present" && x.child(i, "cop") >= 0:
		return x.presentOnes(i)
	case (lemma == "join" || lemma == "accompany") && x.passive(i) && x.meetsAgain(i):
		return append(x.agents(i), x.personsBehind(i)...)
	case lemma == "include" && !x.passive(i) && x.ofDelegation(i):
		return x.personsBehind(i)
	}
	return nil
}

// likewise returns those behind "as did": "Holt took part, as did Voss".
func (x *extraction) likewise(i int) []int {
	end := min(x.Sentences[x.Tokens[i].Sentence].End, len(x.Tokens))
	for k := i + 1; k+2 < end; k++ {
		if x.lemma(k) == "as" && x.lemma(k+1) == "do" {
			for j := k + 2; j < end; j++ {
				if x.nameAt[j] >= 0 {
					return x.conjuncts(x.headOf(x.Names[x.nameAt[j]].Start, x.Names[x.nameAt[j]].End))
				}
			}
		}
	}
	return nil
}

// sendsPeople reports whether the verb i has ministers or envoys sent to what was told
// of before: "Arland also sent its foreign minister".
func (x *extraction) sendsPeople(i int) bool {
	if x.passive(i) || len(x.adjuncts(i, []string{"to", "for", "into"})) > 0 {
		return false
	}
	for _, k := range x.objects(i) {
		if x.lemma(k) == "minister" || x.lemma(k) == "envoy" || x.lemma(k) == "delegation" || x.lemma(k) == "representative" || x.lemma(k) == "ambassador" {
			return true
		}
	}
	return false
}

// lastMeeting returns the claim of the meeting told of last, so many sentences back at
// most; -1 if none.
func (x *extraction) lastMeeting(i, reach int) int {
	for k := len(x.claims) - 1; k >= 0; k-- {
		if c := x.claims[k]; c.Kind == ontology.MeetingKind.Name && x.Tokens[i].Sentence-c.Sentence <= reach {
			return k
		}
	}
	return -1
}

// ofDelegation reports whether the subject of verb i is a delegation or members of one.
func (x *extraction) ofDelegation(i int) bool {
	for _, k := range x.subjects(i) {
		if x.lemma(k) == "delegation" {
			return true
		}
		for _, of := range x.adjuncts(k, []string{"of", "in"}) {
			if x.lemma(of) == "delegation" {
				return true
			}
		}
	}
	return false
}

// delegation returns who leads "the delegation", or "they" behind a sentence of which it
// is the subject, where a journey of somebody with it was told before.
func (x *extraction) delegation(k int) []ref {
	switch {
	case x.lemma(k) == "delegation" && x.definite(k) && len(x.adjuncts(k, []string{"of", "from"})) == 0:
	case x.lemma(k) == "they" && x.rel(k) == "nsubj" && x.delegatesAct(x.Tokens[k].Sentence-1):
	default:
		return nil
	}
	for n := len(x.claims) - 1; n >= 0; n-- {
		c := x.claims[n]
		if kind, _ := c.part("type"); c.Kind != ontology.MeetingKind.Name || kind.Value != "visit" || strings.HasSuffix(c.Rule, "-part") || !x.bringsDelegation(c) {
			continue
		}
		for _, e := range c.players("participant") {
			if x.list[e].Type == ontology.Person {
				return []ref{{e, x.phrase(k)}}
			}
		}
	}
	return nil
}

// bringsDelegation reports whether a claim's sentence speaks of a delegation.
func (x *extraction) bringsDelegation(c Claim) bool {
	s := x.Sentences[c.Sentence]
	for k := s.Start; k < min(s.End, len(x.Tokens)); k++ {
		if x.lemma(k) == "delegation" {
			return true
		}
	}
	return false
}

// delegatesAct reports whether a delegation is the subject of a sentence, or "they" who
// are one.
func (x *extraction) delegatesAct(s int) bool {
	if s < 0 {
		return false
	}
	for k := x.Sentences[s].Start; k < min(x.Sentences[s].End, len(x.Tokens)); k++ {
		if x.rel(k) == "nsubj" && x.lemma(k) == "delegation" {
			return true
		}
		if x.rel(k) == "nsubj" && x.lemma(k) == "they" {
			return x.delegatesAct(s - 1)
		}
	}
	return false
}

// personsBehind returns the persons named behind the verb i, up to the next verb: of
// lists with an office and its body for each member trees keep the first alone.
func (x *extraction) personsBehind(i int) []int {
	var out []int
	end := min(x.Sentences[x.Tokens[i].Sentence].End, len(x.Tokens))
	for k := i + 1; k < end && (x.upos(k) != "VERB" || x.capitalized(k)) && x.upos(k) != "AUX" && x.Form(k) != ";"; k++ {
		if n := x.nameAt[k]; n >= 0 && x.Names[n].Start == k && x.Names[n].Kind == nlp.Person {
			out = append(out, k)
		}
	}
	return out
}

// meetsAgain reports whether those who are joined by others took part in the meeting
// told of last: "She will be joined by Berg".
func (x *extraction) meetsAgain(i int) bool {
	last := x.lastMeeting(i, 3)
	if last < 0 {
		return false
	}
	for _, o := range x.objects(i) {
		for _, r := range x.refs(o, actors) {
			if slices.Contains(x.claims[last].players("participant"), r.entity) {
				return true
			}
		}
	}
	return false
}

// presentOnes returns those who were there: the subjects of "were present", and the
// persons of the list behind its colon, "Some ministers were present: A (trade), B".
func (x *extraction) presentOnes(i int) []int {
	who := append(x.subjects(i), x.personsBehind(i)...)
	end := min(x.Sentences[x.Tokens[i].Sentence].End, len(x.Tokens))
	colon := i
	for colon < end && x.Form(colon) != ":" {
		colon++
	}
	depth := 0
	for k := colon; k < end; k++ {
		switch x.Form(k) {
		case "(":
			depth++
		case ")":
			depth--
		}
		if n := x.nameAt[k]; depth == 0 && n >= 0 && x.Names[n].Start == k && x.Names[n].Kind == nlp.Person {
			who = append(who, k)
		}
	}
	return who
}
