package extract

import (
	"slices"

	"entente/graph/ontology"
)

// Meetings told without a word for one: people eat together, sign at a ceremony,
// talk something over by telephone.

// meals are the nouns of what people meet over.
var meals = map[string]bool{"lunch": true, "dinner": true, "breakfast": true, "supper": true, "banquet": true, "reception": true, "luncheon": true, "ceremony": true}

// giving are the verbs of those who give a meal, and of those who share one.
var (
	giving = map[string]bool{"host": true, "give": true, "hold": true}
	eating = map[string]bool{"have": true, "share": true, "attend": true, "join": true, "eat": true, "take": true, "participate": true, "enjoy": true}
)

// meal reports whether noun i is a meal that somebody gives or shares, or a ceremony
// at which something is signed.
func (x *extraction) meal(i int) bool {
	v, carried := x.support(i)
	if x.lemma(i) == "ceremony" {
		return carried && (x.lemma(v) == "sign" || x.lemma(v) == "initial") && x.rel(x.top(i)) == "obl"
	}
	if len(x.adjuncts(i, []string{"with", "between"})) > 0 {
		return true
	}
	if !carried {
		return false
	}
	_, fated := x.fateOf(v)
	return fated || giving[x.lemma(v)] || eating[x.lemma(v)] || x.preposition(x.top(i)) == "over"
}

// mealRoles gives those their parts who stand around the verb of a meal: who gives it
// and for whom, who joins whom, who says what to whom over it.
func (x *extraction) mealRoles(c *Claim, i, v int) {
	if v < 0 {
		return
	}
	if giving[x.lemma(v)] {
		for _, k := range x.surfaceSubjects(v, 0) {
			for _, r := range x.refs(k, actors) {
				c.play("host", r)
				c.play("participant", r)
			}
		}
		for _, at := range []int{i, v} {
			for _, k := range x.adjuncts(at, []string{"for", "with"}) {
				for _, r := range x.meeters(k) {
					c.play("participant", r)
				}
			}
		}
		return
	}
	if x.rel(x.top(i)) != "obl" {
		return
	}
	who := x.subjects(v)
	switch x.lemma(v) {
	case "join", "tell", "brief", "inform", "meet":
		who = append(who, x.objects(v)...)
	}
	for _, k := range who {
		for _, r := range x.refs(k, []ontology.Type{ontology.Person}) {
			c.play("participant", r)
		}
	}
}

// talkedOver returns those with whom the verb i has somebody discuss a thing, where the
// tree hangs them on the thing: "discussed the border with Voss".
func (x *extraction) talkedOver(i int) []int {
	var out []int
	for _, o := range x.objects(i) {
		if meetingNouns[x.lemma(o)] != "" || meals[x.lemma(o)] {
			continue
		}
		for _, k := range x.children(o) {
			if k := int(k); x.rel(k) == "nmod" && x.preposition(k) == "with" && len(x.refs(k, []ontology.Type{ontology.Person})) > 0 {
				out = append(out, x.conjuncts(k)...)
			}
		}
	}
	return out
}

// byPhone reports whether the verb i is done by telephone.
func (x *extraction) byPhone(i int) bool {
	return slices.ContainsFunc(x.adjuncts(i, []string{"by", "over", "on", "via"}), func(k int) bool { return distant[x.lemma(k)] })
}

// distant are the things by which people talk who are not in one place.
var distant = map[string]bool{"phone": true, "telephone": true, "video": true, "videoconference": true, "videolink": true, "zoom": true}
