package extract

import (
	"slices"

	"entente/graph/ontology"
)

// producing are verbs by which a meeting brings an agreement about, with the
// preposition before it, "" for none.
var producing = map[string]string{"produce": "", "yield": "", "bring": "", "adopt": "", "lead": "to", "result": "in", "end": "with", "close": "with", "conclude": "with", "culminate": "in"}

// produced reports whether the verb v says that a meeting brought about the thing
// of token top: "the talks led to a ceasefire", "the summit ended with a statement".
func (x *extraction) produced(top, v int) bool {
	by, ok := producing[x.lemma(v)]
	if !ok || by == "" && x.rel(top) != "obj" || by != "" && x.preposition(top) != by {
		return false
	}
	return slices.ContainsFunc(x.subjects(v), func(s int) bool { return meetingNouns[x.lemma(s)] != "" })
}

// producedBy notes which meeting brought the agreement at token i about.
func (x *extraction) producedBy(i int) {
	top := x.top(i)
	v := x.head(top)
	if v < 0 || !x.verb(v) || !x.produced(top, v) {
		return
	}
	for _, s := range x.subjects(v) {
		if meetingNouns[x.lemma(s)] != "" {
			x.later = append(x.later, laterLink{len(x.claims), "meeting", s})
		}
	}
}

// partiesOfMeeting adds those who met to what their meeting brought about.
func (x *extraction) partiesOfMeeting(c *Claim, v int) {
	for _, s := range x.subjects(v) {
		for _, k := range append(x.adjuncts(s, []string{"between", "among", "with"}), x.possessors(s)...) {
			x.party(c, k)
		}
	}
}

// linkProduced gives each meeting the agreements that were made at it, where one
// sentence tells both: "signed the treaty at a summit in Vienna".
func (x *extraction) linkProduced() {
	for k := range x.claims {
		c := &x.claims[k]
		if c.Kind != ontology.AgreementKind.Name || !c.Modality.Asserts() {
			continue
		}
		p, ok := c.part("meeting")
		if !ok || p.Claim < 0 {
			continue
		}
		m := &x.claims[p.Claim]
		if m.Sentence != c.Sentence || !m.Modality.Asserts() {
			continue
		}
		m.Parts = append(m.Parts, Part{Role: "produced", Entity: -1, Claim: k, Start: c.Trigger.Start, End: c.Trigger.End})
	}
}
