package extract

import (
	"slices"
	"strings"

	"entente/graph/ontology"
)

// How much and how many: sums of money, soldiers, the dead and wounded, who is put
// on a list.

// harming are verbs whose objects are counted as casualties, with the word that
// says so behind their number.
var harming = map[string]string{"kill": "killed", "wound": "wounded", "injure": "injured", "hurt": "injured", "displace": "displaced", "behead": "killed", "execute": "killed", "massacre": "killed"}

// casualties adds the dead and wounded that the sentence of an attack counts:
// "killing 12 soldiers", "in which 30 people were wounded", "12 dead".
func (x *extraction) casualties(c *Claim, i int) {
	s := x.Sentences[x.Tokens[i].Sentence]
	for v := max(s.Start, 0); v < min(s.End, len(x.Tokens)); v++ {
		what := harming[x.lemma(v)]
		if what == "" || !x.verb(v) && x.upos(v) != "ADJ" || x.manner(v).modality == ontology.Negated {
			continue
		}
		for _, k := range x.objects(v) {
			if span, ok := x.counted2(k); ok {
				words := strings.Join(strings.Fields(x.Text[span.Start:span.End]), " ")
				c.measure(words+" "+what, span)
			}
		}
	}
}

// counted2 returns the words of a number and what it counts: "at least 12 soldiers",
// without the rest of the phrase.
func (x *extraction) counted2(k int) (Span, bool) {
	if x.timeAt(k) {
		return Span{}, false
	}
	num := x.child(k, "nummod")
	if x.upos(k) == "NUM" {
		num = k
	}
	if num < 0 || num > k {
		return Span{}, false
	}
	from := num
	for from > 0 && int(x.left[num]) <= from-1 && num-from < 4 {
		from--
	}
	if k-from > 6 {
		from = num
	}
	return x.span(from, k+1), true
}

// listed adds whom sanctions name in numbers: "on 12 officials and five companies".
func (x *extraction) listed(c *Claim, d deed) {
	for _, k := range slices.Concat(d.recipients, x.adjuncts(d.at, []string{"on", "against", "upon"})) {
		for _, j := range x.conjuncts(k) {
			if span, ok := x.counted2(j); ok {
				c.measure(strings.Join(strings.Fields(x.Text[span.Start:span.End]), " "), span)
			}
		}
	}
}
