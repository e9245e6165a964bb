package extract

import (
	"slices"
	"strings"

	"entente/graph/ontology"
)

// event makes the claim of an act between political actors.
func (x *extraction) event(f *frame, i int, found fillers) bool {
	if x.taken[i] != "" || x.inQuote(i) && f.Set["type"] == "" {
		return false
	}
	c := x.claim(ontology.EventKind.Name, f.Name, i)
	if f.Modality != "" && c.Modality == ontology.Stated {
		c.Modality = f.Modality
	}
	for _, role := range []string{"actor", "recipient"} {
		for _, k := range found[role] {
			for _, r := range x.refs(k, actors) {
				if role == "recipient" && slices.Contains(c.players("actor"), r.entity) {
					continue
				}
				c.play(role, r)
			}
		}
	}
	if len(c.players("actor")) == 0 {
		return false
	}
	if need, ok := eventNeeds[f.Set["type"]]; ok && len(c.players("recipient")) == 0 && need {
		return false
	}
	x.eventWhere(&c, i, found)
	for _, role := range []string{"type", "mode"} {
		if value := f.Set[role]; value != "" {
			c.value(role, value, x.word(i))
		}
	}
	if x.repeats(c) {
		return true
	}
	x.add(c)
	return true
}

// eventNeeds are the types that PLOVER codes only with a recipient.
var eventNeeds = map[string]bool{"COOPERATE": true, "SANCTION": true, "AID": true}

// repeats reports whether the sentence has told of the same act: "condemned and
// denounced".
func (x *extraction) repeats(c Claim) bool {
	kind, _ := c.part("type")
	for k := len(x.claims) - 1; k >= 0; k-- {
		o := x.claims[k]
		if o.Sentence != c.Sentence {
			break
		}
		if p, _ := o.part("type"); o.Kind == c.Kind && p.Value == kind.Value && slices.Equal(o.players("actor"), c.players("actor")) && slices.Equal(o.players("recipient"), c.players("recipient")) {
			return true
		}
	}
	return false
}

// eventWhere sets date, place and amounts.
func (x *extraction) eventWhere(c *Claim, i int, found fillers) {
	where := []int{i}
	if x.noun(i) {
		if v, ok := x.support(i); ok {
			where = append(where, v)
		}
	} else if x.rel(i) == "xcomp" && x.head(i) >= 0 {
		where = append(where, x.head(i)) // "began on Wednesday to withdraw"
	}
	if tm, ok := x.dateOf(where...); ok {
		c.value("date", string(tm.value), x.span(tm.Start, tm.End))
	}
	if r, ok := x.placeOf(where...); ok && x.list[r.entity].Type == ontology.Place {
		c.play("place", r)
	}
	for _, k := range found["amount"] {
		x.amount(c, k)
	}
	for _, k := range x.objects(i) {
		x.amount(c, k)
	}
}

// amount adds a number with what it counts: "$100 million", "3,000 troops".
func (x *extraction) amount(c *Claim, k int) {
	num := x.child(k, "nummod")
	from, to := k, k+1
	switch {
	case num >= 0:
		from = min(int(x.left[num]), num)
	case x.upos(k) == "NUM" || x.upos(k) == "SYM" || strings.HasPrefix(x.Form(k), "$"):
		from, to = int(x.left[k]), max(int(x.right[k]), k+1)
		if to-from > 5 {
			from, to = k, k+1
			if k > 0 && x.upos(k-1) == "SYM" {
				from--
			}
		}
	default:
		return
	}
	if x.timeAt(k) || to-from > 8 {
		return
	}
	span := x.span(from, to)
	c.value("amount", strings.Join(strings.Fields(x.Text[span.Start:span.End]), " "), span)
}

// inQuote reports whether token i stands in a quotation.
func (x *extraction) inQuote(i int) bool {
	for _, q := range x.Quotes {
		if q.Start <= x.Tokens[i].Start && x.Tokens[i].Start < q.End {
			return true
		}
	}
	return false
}
