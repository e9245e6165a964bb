package extract

import (
	"slices"

	"entente/graph/ontology"
)

// stop is a place of a journey with the time that stands behind it, if any.
type stop struct {
	place ref
	when  dated
}

// stops returns the places of a journey that a claim of a visit tells of, in the
// order of the words: "to Asuncion, Paraguay; Panama City, Panama, June 3-4; and San
// Salvador". Lists of a place, its state and a day are beyond what trees get right.
func (x *extraction) stops(c Claim) []stop {
	p, ok := c.part("place")
	if kind, _ := c.part("type"); !ok || kind.Value != "visit" {
		return nil
	}
	at := x.tokenAt(p.Start)
	if at < 0 || x.nameAt[at] < 0 || x.Tokens[at].Sentence != c.Sentence {
		return nil
	}
	var out []stop
	joined := false
	for end := x.Sentences[c.Sentence].End; at < end; {
		where, ok := x.placeNamed(at)
		if !ok || x.Names[x.nameAt[at]].Start != at {
			break
		}
		one := stop{place: where}
		at = x.Names[x.nameAt[at]].End
		at = x.stateBehind(one.place.entity, at, end)
		one.when, at = x.timeBehind(at, end)
		if !slices.ContainsFunc(out, func(s stop) bool { return s.place.entity == one.place.entity }) {
			out = append(out, one)
		}
		next := x.separated(at, end)
		if next == at {
			break
		}
		for k := at; k < next; k++ {
			joined = joined || x.Form(k) != ","
		}
		at = next
	}
	if !joined && len(out) > 1 {
		out = out[:1] // "Lutton, Norland" is one place
	}
	return out
}

// stateBehind returns the token behind the state that a comma joins to a place:
// "Paris, France".
func (x *extraction) stateBehind(place, at, end int) int {
	if at+1 >= end || x.Form(at) != "," || x.list[place].Type != ontology.Place {
		return at
	}
	if refs := x.byName(at+1, []ontology.Type{ontology.Country}); len(refs) > 0 {
		return x.Names[x.nameAt[at+1]].End
	}
	return at
}

// timeBehind returns the time that stands at a token, or behind a comma or "on"
// there, and the token behind it.
func (x *extraction) timeBehind(at, end int) (dated, int) {
	k := at
	for k < end && (x.Form(k) == "," || x.Form(k) == "(" || x.lemma(k) == "on" || x.lemma(k) == "from") {
		k++
	}
	for n, tm := range x.times[x.Tokens[at-1].Sentence] {
		if tm.Start != k {
			continue
		}
		last := tm.End
		for _, other := range x.times[x.Tokens[at-1].Sentence][n+1:] {
			if other.Value == tm.Value && other.Start <= last+1 {
				last = other.End // "June 27-June 30" is told as two
			}
		}
		if last < end && x.Form(last) == ")" {
			last++
		}
		return tm, last
	}
	return dated{}, at
}

// separated returns the token behind commas, semicolons and "and" at a token.
func (x *extraction) separated(at, end int) int {
	for at < end {
		switch x.lemma(at) {
		case ",", ";", "and", "then", "&", "to":
			at++
			continue
		}
		break
	}
	return at
}

// addVisits keeps a claim; that of a journey to several places as a visit to each. It
// returns the index of the first.
func (x *extraction) addVisits(c Claim, stops []stop) int {
	if len(stops) == 0 {
		return x.add(c)
	}
	first := len(x.claims)
	for _, s := range stops {
		one := c
		one.Parts = slices.DeleteFunc(slices.Clone(c.Parts), func(p Part) bool {
			return p.Role == "place" || p.Role == "date" && s.when.value != ""
		})
		one.play("place", s.place)
		if s.when.value != "" {
			one.value("date", string(x.ahead(&one, s.when)), x.span(s.when.Start, s.when.End))
		}
		if len(x.claims) > first {
			one.Trigger = s.place.span
		}
		x.add(one)
	}
	return first
}

// owners puts in place of the pronoun of "during their trip to Oslo, Holt and Voss
// met" those for whom it stands: the subjects that follow.
func (x *extraction) owners(i int, tokens []int) []int {
	p := x.child(i, "nmod:poss")
	if p < 0 || x.upos(p) != "PRON" || !slices.Contains(tokens, p) {
		return tokens
	}
	top := x.top(i)
	v := x.head(top)
	behind := top > v && meetingNouns[x.lemma(i)] == "visit" && (x.preposition(top) == "during" || x.preposition(top) == "on") // "Holt met Voss during her visit"
	if v < 0 || !x.verb(v) || x.rel(top) != "obl" || top > v && !behind {
		return tokens
	}
	subjects := x.subjects(v)
	if len(subjects) == 0 || subjects[0] < top && !behind || x.upos(subjects[0]) == "PRON" || behind && x.passive(v) {
		return tokens
	}
	if lemma := x.lemma(p); lemma != "their" && lemma != "they" {
		subjects = subjects[:1]
	}
	out := slices.DeleteFunc(slices.Clone(tokens), func(k int) bool { return k == p })
	return append(out, subjects...)
}

// placeNamed returns the place that the name at token i is of, a capital as the city
// that it is even where it could stand for its state.
func (x *extraction) placeNamed(i int) (ref, bool) {
	n := x.nameAt[i]
	if n < 0 {
		return ref{}, false
	}
	span := x.span(x.Names[n].Start, x.Names[n].End)
	if h, ok := x.as(ontology.Place, x.Words(x.Names[n].Start, x.Names[n].End), x.article.Published); ok && h.ref != "" && h.acts {
		at := x.entity(h.ref, ontology.Place, h.ref)
		x.mentionSpan(at, span, "name")
		return ref{at, span}, true
	}
	if refs := x.byName(i, placeTypes); len(refs) > 0 {
		return refs[0], true
	}
	return ref{}, false
}
