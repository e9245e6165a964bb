package extract

import (
	"slices"
	"strings"

	"entente/graph/ontology"
	"entente/loaders/nlp"
)

// succeeds reads "who took over from Kofi Annan", "he succeeded Hillary Clinton":
// the other held the office before.
func (x *extraction) succeeds(v int) {
	if !x.verb(v) {
		return
	}
	var before []int
	switch x.lemma(v) {
	case "succeed", "replace":
		before = x.objects(v)
	case "take":
		if x.particle(v, "over") {
			before = x.adjuncts(v, []string{"from"})
		}
	}
	for _, k := range before {
		for _, old := range x.refs(k, []ontology.Type{ontology.Person}) {
			for _, s := range x.subjects2(v) {
				for _, now := range x.refs(s, []ontology.Type{ontology.Person}) {
					x.heldBefore(v, old, now.entity)
				}
			}
		}
	}
}

func (x *extraction) heldBefore(v int, old ref, now int) {
	for _, k := range x.officesOf(now) {
		o := x.offices[k]
		if o.status != "current" || now == old.entity {
			continue
		}
		held := o
		held.person, held.name, held.status, held.cue, held.rule, held.head = old.entity, old.span, "former", x.word(v), "office-succeeded", v
		held.of = slices.Clone(o.of)
		x.offices = append(x.offices, held)
		return
	}
}

// copula reads "X is the president of Y" and "X was elected president".
func (x *extraction) copula(h int) {
	if !x.officeHead(h) {
		return
	}
	rule, subject := "", []int(nil)
	status := ""
	if cop := x.child(h, "cop"); cop >= 0 && x.preposition(h) != "" {
		return // "he is with the president"
	} else if cop >= 0 {
		rule, subject = "office-copula", x.subjects(h)
		if x.Tokens[cop].XPOS == "VBD" {
			status = "former"
		}
	} else if v := x.head(h); v >= 0 && appointing[x.lemma(v)] != "" && (x.rel(h) == "xcomp" || x.rel(h) == "obj" || x.preposition(h) == "as") {
		rule, status = "office-"+x.lemma(v), appointing[x.lemma(v)]
		if status == "former" {
			subject = x.subjects(v)
		} else {
			subject = x.objects(v)
		}
		subject = slices.DeleteFunc(subject, func(k int) bool { return k == h })
		if len(subject) == 0 && !x.addressed(v, h) {
			subject = x.subjects(v)
		}
	}
	if rule == "" {
		rule, status, subject = x.servedAs(h)
	}
	for _, k := range subject {
		for _, r := range x.refs(k, []ontology.Type{ontology.Person}) {
			o := x.officeAt(h)
			o.person, o.name, o.rule = r.entity, r.span, rule
			if status != "" && o.status == "current" {
				o.status = status
			}
			x.offices = append(x.offices, o)
			if rule == "office-copula" && o.status == "current" && o.span.End > o.span.Start {
				x.mentionSpan(r.entity, o.span, "nominal") // "Voss is her defense minister" names him so
			}
		}
	}
}

// addressed reports whether "you" or "me" stands between an active verb of appointing and the office
// h: "appointed you head of the service" tells nothing of who appoints.
func (x *extraction) addressed(v, h int) bool {
	for k := v + 1; k < h; k++ {
		if x.upos(k) == "PRON" && !x.passive(v) {
			return true
		}
	}
	return false
}

// appointing are verbs after which somebody holds an office, or no longer does.
var appointing = map[string]string{"appoint": "current", "elect": "current", "name": "current", "swear": "current", "become": "current",

	"nominate": "designate", "resign": "former", "step": "former", "quit": "former", "serve": "current", "reelect": "current", "re-elect": "current",
	"replace": "former", "dismiss": "former"}

// leads reads "Rasmark, who leads the Coast Party" and "X heads the council".
func (x *extraction) leads(v int) {
	if !x.verb(v) || x.lemma(v) != "lead" && x.lemma(v) != "head" && x.lemma(v) != "chair" {
		return
	}
	if x.full(v) != "acl:relcl" || x.passive(v) {
		return
	}
	for _, s := range x.subjects2(v) {
		for _, r := range x.refs(s, []ontology.Type{ontology.Person}) {
			for _, k := range x.objects(v) {
				for _, of := range x.refs(k, []ontology.Type{ontology.Organization, ontology.Country}) {
					title := map[string]string{"lead": "leader", "head": "head", "chair": "chairman"}[x.lemma(v)]
					x.offices = append(x.offices, officeOf{person: r.entity, name: r.span, head: v, title: title, span: x.word(v),
						of: []ref{of}, status: "current", rule: "office-leads", content: true})
				}
			}
		}
	}
}

// subjects2 returns the subjects of a verb, or the noun of its relative clause.
func (x *extraction) subjects2(v int) []int {
	if who := x.whoBefore(v); who >= 0 {
		return []int{who}
	}
	if s := x.subjects(v); len(s) > 0 {
		return s
	}
	if x.full(v) == "acl:relcl" && x.head(v) >= 0 {
		return []int{x.head(v)}
	}
	return nil
}

// whoBefore returns the person's name right in front of the "who" that is the subject
// of v, wherever its clause hangs: "the meeting between Kim and Pompeo, who had"; -1
// if none.
func (x *extraction) whoBefore(v int) int {
	s := x.child(v, "nsubj")
	if s < 2 || x.lemma(s) != "who" {
		return -1
	}
	k := s - 1
	if x.Form(k) == "," {
		k--
	}
	if !x.personNear(k) {
		return -1
	}
	n := x.Names[x.nameAt[k]]
	return x.headOf(n.Start, n.End)
}

// described reads what a common noun tells of the person it stands for: "The
// former secretary of state had ...".
func (x *extraction) described(h int) {
	if len(x.heads[h]) == 0 || !x.officeHead(h) || x.nameAt[h] >= 0 || x.officeLemma(h) == "counterpart" {
		return
	}
	for _, at := range x.heads[h] {
		person := x.ofChain[at.chain]
		if person < 0 || x.list[person].Type != ontology.Person || x.Chains[at.chain].Mentions[at.mention].Kind != nlp.Nominal {
			continue
		}
		o := x.officeAt(h)
		if o.status == "current" && (len(o.of) == 0 || !o.content) || x.holdsNow(person, o) || x.foreign(h, person) {
			continue
		}
		o.person, o.name, o.rule = person, o.span, "office-description"
		x.offices = append(x.offices, o)
	}
}

// knownHolder reads "the American president" of one whom the gazetteer knows for the holder
// and whom the article names, without a word of his office, elsewhere.
func (x *extraction) knownHolder(h int) {
	country := x.countryOf(h)
	if country < 0 || x.nameAt[h] >= 0 || !x.officeHead(h) || x.anyOne(h) || x.preposition(h) == "as" {
		return // "as an American president", "chosen as Iran's president"
	}
	for _, k := range x.modifiers(h) {
		if notNow[x.lemma(k)] {
			return // "when the new Iranian president is inaugurated"
		}
	}
	known, _ := x.holderOf(h, country)
	person := x.namesPerson(known)
	if known == "" || person < 0 {
		return
	}
	for _, k := range x.officesOf(person) {
		if other := &x.offices[k]; len(other.of) == 0 || other.of[0].entity == country {
			return
		}
	}
	o := x.officeAt(h)
	if o.status != "current" || len(o.of) != 1 || o.of[0].entity != country || courtesy[strings.ToLower(strings.Fields(o.title)[0])] {
		return
	}
	o.person, o.name, o.rule = person, x.phrase(h), "office-of-known"
	x.mentionSpan(person, o.name, "nominal")
	x.offices = append(x.offices, o)
}

// holdsNow reports whether a person is told to hold the office that o calls a
// former one: then the description is of somebody else.
func (x *extraction) holdsNow(person int, o officeOf) bool {
	for _, k := range x.officesOf(person) {
		if other := &x.offices[k]; other.status != o.status && strings.EqualFold(other.title, o.title) {
			return true
		}
	}
	return false
}
