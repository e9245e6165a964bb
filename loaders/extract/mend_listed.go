package extract

import "entente/loaders/nlp"

// mendListed makes a subject of the noun whose "of" opens a list of names, where the
// verb behind the list was hung on the last of them: "Representatives of France,
// Germany and the United Kingdom met".
func mendListed(d *nlp.Doc, series []int) {
	from := d.Names[series[0]].Start
	to := d.Names[series[len(series)-1]].End
	first, end := inside(d, from)
	noun := from - 1
	for noun > first && d.Tokens[noun].UPOS == "DET" {
		noun--
	}
	noun--
	if noun < first || d.Tokens[noun+1].Norm != "of" || d.Tokens[noun].UPOS != "NOUN" {
		return
	}
	v := to
	for v < end && (d.Tokens[v].UPOS == "AUX" || d.Tokens[v].UPOS == "ADV") {
		v++
	}
	if v >= end || d.Tokens[v].UPOS != "VERB" || d.Tokens[v].XPOS == "VBG" || d.Tokens[v].XPOS == "VBN" && v == to {
		return
	}
	if h := d.Tokens[v].Head; h < noun || h >= to {
		return
	}
	for k := noun; k < v; k++ {
		if t := &d.Tokens[k]; t.Head == v && t.UPOS != "AUX" && t.UPOS != "ADV" {
			t.Head, t.Rel = topOf(d, from, d.Names[series[0]].End), "conj"
		}
	}
	d.Tokens[v].Head, d.Tokens[v].Rel = d.Tokens[noun].Head, d.Tokens[noun].Rel
	d.Tokens[noun].Head, d.Tokens[noun].Rel = v, "nsubj"
}
