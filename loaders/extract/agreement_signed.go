package extract

import (
	"strings"

	"entente/graph/ontology"
)

// What a clause on an agreement tells of its making, where the verb above tells what
// became of it: "Norland suspended the memorandum, which it signed with Arland in
// 2014", "a truce, signed in August, was broken".

// making are the verbs of such clauses.
var making = map[string]bool{"sign": true, "conclude": true, "initial": true, "reach": true, "adopt": true, "agree": true}

// signings returns the verbs of the clauses that tell how the agreement at token i was
// made, also where they hang on a noun below it, beside the verb v.
func (x *extraction) signings(i, v int) []int {
	var out []int
	for k := i + 1; k < min(x.Sentences[x.Tokens[i].Sentence].End, len(x.Tokens)); k++ {
		if k == v || x.rel(k) != "acl" || !making[x.lemma(k)] || !x.passive(k) && x.full(k) != "acl:relcl" || x.infinitive(k) {
			continue
		}
		h := x.head(k)
		for n := 0; h > i && n < 3; n++ {
			h = x.head(h)
		}
		if h == i || h == x.head(i) && k < i+12 && agreementNouns[x.lemma(x.head(k))] == "" {
			out = append(out, k) // "suspended the memorandum on dues, which it signed"
		}
	}
	return out
}

// madeBy adds the parties, the day and the place of those clauses, where no other is
// told.
func (x *extraction) madeBy(c *Claim, i, v int) {
	for _, s := range x.signings(i, v) {
		for _, k := range append(x.subjects(s), x.adjuncts(s, []string{"with"})...) {
			if k != i {
				x.party(c, k)
			}
		}
		if k := x.child(s, "nsubj"); k >= 0 && x.antecedent(k) == k {
			x.party(c, k)
		}
		if tm, ok := x.dateOf(s); ok {
			c.value("date", string(x.ahead(c, tm)), x.span(tm.Start, tm.End))
		}
		if _, placed := c.part("place"); !placed {
			if r, ok := x.placeOf(s); ok {
				c.play("place", r)
			}
		}
	}
}

// together adds those who speak in a joint statement: the subject of its clause, and
// where that names a group whose members nobody tells, those who met last.
func (x *extraction) together(c *Claim, i int) {
	top := x.top(i)
	v := x.head(top)
	if x.rel(top) != "obl" || x.preposition(top) != "in" || v < 0 || !x.verb(v) || len(c.players("party")) > 1 {
		return
	}
	for _, k := range x.subjects(v) {
		x.party(c, k)
		if len(c.players("party")) > 0 || !x.plural(k) || !groupPersons[x.lemma(k)] && !groupStates[x.lemma(k)] || x.nameAt[k] >= 0 {
			continue
		}
		for _, r := range x.lastTogether(i, k) {
			c.play("party", x.principal(r))
		}
	}
}

// lastTogether returns the few who took part in the meeting told of last, where the
// group that noun k names can be them: "the two leaders", "the ministers".
func (x *extraction) lastTogether(i, k int) []ref {
	last := x.lastMeeting(i, sameReach)
	if last < 0 {
		return nil
	}
	want, most := ontology.Country, 3
	if groupPersons[x.lemma(k)] {
		want = ontology.Person
	}
	for _, n := range x.children(k) {
		if count := counts[x.lemma(int(n))]; count > 0 {
			most = count
		}
	}
	var out []ref
	for _, e := range x.claims[last].players("participant") {
		if x.list[e].Type != want {
			return nil
		}
		out = append(out, ref{e, x.phrase(k)})
	}
	if len(out) < 2 || len(out) > most {
		return nil
	}
	return out
}

// became returns the verb above the agreement at token i that tells what became of it
// in the past, and its status; -1 when there is none.
func (x *extraction) became(i int) (int, string, bool) {
	top := x.top(i)
	v := x.head(top)
	if v < 0 || !x.verb(v) || !x.past(v) {
		return -1, "", false
	}
	row := agreementVerbs[x.lemma(v)]
	switch {
	case !fates[row.status] || row.status == "in-force", x.rel(top) != "obj" && x.rel(top) != "nsubj":
		return -1, "", false
	case x.rel(top) == "nsubj" && x.full(top) != "nsubj:pass" && x.lemma(v) != "collapse":
		return -1, "", false
	case row.status == "withdrawn-from" && (x.passive(v) || agreementBy[x.lemma(v)] != ""):
		return -1, "", false
	}
	return v, row.status, row.party
}

// stillInForce reports whether the sentence of the agreement at token i says behind it
// that it is in force: "which was signed in 1976 and is still in force".
func (x *extraction) stillInForce(i int) bool {
	end := min(x.Sentences[x.Tokens[i].Sentence].End, len(x.Tokens))
	for k := i + 1; k+1 < end; k++ {
		if x.lemma(k) != "in" || x.lemma(k+1) != "force" && x.lemma(k+1) != "effect" {
			continue
		}
		before := k - 1
		if strings.EqualFold(x.Form(before), "still") {
			before--
		}
		present := x.Tokens[before].XPOS == "VBZ" || x.Tokens[before].XPOS == "VBP"
		return present && (x.lemma(before) == "be" || x.lemma(before) == "remain")
	}
	return false
}

// ratifiers are the bodies that ratify for their states.
var ratifiers = map[string]bool{"parliament": true, "senate": true, "congress": true, "legislature": true, "duma": true, "lawmaker": true}

// behalf returns the state for whose part a parliament ratifies: "Arland's parliament
// ratified it".
func (x *extraction) behalf(k int) (ref, bool) {
	country := x.countryOf(k)
	if country < 0 || x.list[country].Type != ontology.Country {
		return ref{}, false
	}
	return ref{country, x.phrase(k)}, true
}

// toBeMade reports whether the clause of the verb k says that an agreement is or was to be
// made: "that they were to sign on Wednesday".
func (x *extraction) toBeMade(k int) bool {
	return making[x.lemma(k)] && x.infinitive(k) && x.child(k, "nsubj") >= 0
}
