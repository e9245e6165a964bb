package extract

import (
	"strings"

	"entente/loaders/nlp"
)

// mend puts right what a parser of news is known to get wrong, where the words
// around leave no doubt.
//
// Needs and sets: lemmas, heads and relations of its own copy of the tokens.
func mend(d *nlp.Doc, verbs map[string]bool) {
	for s := range d.Sentences {
		first, end := max(d.Sentences[s].Start, 0), min(d.Sentences[s].End, len(d.Tokens))
		for i := first; i < end; i++ {
			mendLemma(&d.Tokens[i], verbs)
			mendNounVerb(d, i)
			mendEarlier(d, i)
			mendInstead(d, i)
			mendDue(d, i)
			mendCased(d, i)
			mendImposed(d, i, end)
			mendGerund(d, i)
			mendOfficial(d, i)
			mendParticiple(d, i, first, end)
			mendActive(d, i)
			mendCalls(d, i)
			mendConvened(d, i)
		}
	}
	for _, n := range d.Names {
		if n.Kind == nlp.Person && n.Start >= 0 && n.Start < n.End && n.End <= len(d.Tokens) {
			mendTitle(d, longTitle(d, n))
			mendUnder(d, n)
			mendApposed(d, n)
			mendCaseTitle(d, n)
			mendAdjunct(d, n, temporal)
		}
		if n.Kind == nlp.Organization && n.Start >= 0 && n.Start < n.End && n.End <= len(d.Tokens) && behindPersonOf(d, n) {
			mendAdjunct(d, n, temporal)
		}
		if n.Kind == nlp.Place && n.Start >= 0 && n.Start < n.End && n.End <= len(d.Tokens) {
			mendAdjunct(d, n, notOfPlaces)
		}
	}
	for _, n := range d.Names {
		if n.Kind == nlp.Organization && n.Start >= 0 && n.Start < n.End && n.End <= len(d.Tokens) {
			mendCalledAfter(d, n)
		}
	}
	mendPhrases(d)
	for s := range d.Sentences {
		mendRoot(d, s)
	}
	for i := range d.Tokens {
		mendJoined(d, i)
		mendParataxis(d, i)
		mendWhere(d, i)
		mendThat(d, i)
		mendReportThat(d, i)
		mendSaid(d, i)
		mendAfter(d, i)
		mendStay(d, i)
		mendDeepAnd(d, i)
	}
	mendSeries(d)
	for i := range d.Tokens {
		mendRelative(d, i)
		mendSecondThat(d, i)
	}
	ends := make(map[int]int, len(d.Names)) // last token of a name -> name
	for n, name := range d.Names {
		if name.Kind != nlp.Demonym {
			ends[name.End-1] = n
		}
	}
	for i := range d.Tokens {
		mendSubject(d, i, ends)
	}
}

// mendRelative hangs a clause that begins with "who" or "which" on the noun in
// front of it, and not on a verb: "with Pompeo, who met Kim".
func mendRelative(d *nlp.Doc, v int) {
	t := &d.Tokens[v]
	if t.UPOS != "VERB" || t.Rel == "root" {
		return
	}
	first, _ := inside(d, v)
	onThing := t.Rel == "acl:relcl" && t.Head >= first && t.Head < v && d.Tokens[t.Head].UPOS == "NOUN" && meetingNouns[d.Tokens[t.Head].Lemma] != ""
	if t.Rel == "acl:relcl" && !onThing { // "the meeting of Lund and Voss, who had gone"
		return
	}
	for k := v - 1; k > first && k > v-6; k-- {
		word := strings.ToLower(d.Tokens[k].Norm)
		if word != "who" && (word != "which" || onThing) || d.Tokens[k].Head != v {
			continue
		}
		noun := k - 1
		if d.Tokens[noun].Norm == "," {
			noun--
		}
		if noun < first || d.Tokens[noun].UPOS != "NOUN" && d.Tokens[noun].UPOS != "PROPN" {
			return
		}
		for n := 0; n < 4 && (d.Tokens[noun].Rel == "flat" || d.Tokens[noun].Rel == "compound") && d.Tokens[noun].Head >= first && d.Tokens[noun].Head < k; n++ {
			noun = d.Tokens[noun].Head
		}
		if !below(d, noun, v) {
			t.Head, t.Rel = noun, "acl:relcl"
		}
		return
	}
}

// mendSubject gives a finite verb without a subject the name or noun right in
// front of it that hangs nowhere a subject's words could: "During the night
// President Clinton had spoken", "The minister, Nabil Orfali, will visit".
func mendSubject(d *nlp.Doc, v int, ends map[int]int) {
	t := d.Tokens[v]
	if t.UPOS != "VERB" || t.Rel == "acl" || t.Rel == "amod" || t.Rel == "xcomp" || t.XPOS == "VBG" || t.XPOS == "VB" && !auxBefore(d, v) {
		return
	}
	if t.Rel == "conj" || t.Rel == "advcl" && t.XPOS == "VBN" || t.XPOS == "VBN" && !auxBefore(d, v) {
		return
	}
	first, _ := inside(d, v)
	start, passive := v, false
	for k := max(first, v-reach); k < v; k++ {
		if d.Tokens[k].Head != v {
			continue
		}
		switch rel, _, _ := strings.Cut(d.Tokens[k].Rel, ":"); rel {
		case "nsubj", "csubj", "expl":
			return
		case "mark":
			if d.Tokens[k].Norm == "to" {
				return
			}
		case "aux", "advmod":
			start = min(start, k)
			passive = passive || d.Tokens[k].Rel == "aux:pass"
		}
	}
	subject := -1
	name, named := ends[start-1]
	if named && start-1 >= first && d.Tokens[start-1].UPOS == "PROPN" {
		subject = d.Names[name].Start
		for n := 0; n < 4 && d.Tokens[subject].Head >= d.Names[name].Start && d.Tokens[subject].Head < start; n++ {
			subject = d.Tokens[subject].Head
		}
	} else {
		named = false
	}
	for k := max(first, v-reach); k < start && subject < 0; k++ {
		if d.Tokens[k].Head == v && d.Tokens[k].Rel == "obl" && d.Tokens[k].UPOS != "NUM" && !hasCase(d, k) && !timed(d, k) {
			subject = k
		}
	}
	if named {
		subject = firstOfSeries(d, name, subject)
	}
	titled := named && d.Names[name].Kind == nlp.Person && d.Names[name].Title.End > d.Names[name].Title.Start
	if subject < 0 || hasCase(d, subject) && !titled || below(d, v, subject) {
		return
	}
	d.Tokens[subject].Head, d.Tokens[subject].Rel = v, "nsubj"
	if passive {
		d.Tokens[subject].Rel = "nsubj:pass"
	}
}

// firstOfSeries returns the head of the first name of the list that name n ends, and
// hangs the others on it: "On Monday, France and Germany signed".
func firstOfSeries(d *nlp.Doc, n, subject int) int {
	for k := max(0, n-5); k < n; k++ {
		series := seriesFrom(d, k)
		if len(series) < 2 || series[len(series)-1] != n {
			continue
		}
		first := topOf(d, d.Names[k].Start, d.Names[k].End)
		for _, other := range series[1:] {
			if t := topOf(d, d.Names[other].Start, d.Names[other].End); !below(d, first, t) {
				d.Tokens[t].Head, d.Tokens[t].Rel = first, "conj"
			}
		}
		return first
	}
	return subject
}

func auxBefore(d *nlp.Doc, v int) bool {
	first, _ := inside(d, v)
	for k := max(first, v-6); k < v; k++ {
		if d.Tokens[k].Head == v && strings.HasPrefix(d.Tokens[k].Rel, "aux") {
			return true
		}
	}
	return false
}

// hasCase reports whether a preposition marks token i.
func hasCase(d *nlp.Doc, i int) bool {
	first, end := inside(d, i)
	for k := max(first, i-12); k < min(end, i+3); k++ {
		if d.Tokens[k].Head == i && d.Tokens[k].Rel == "case" && d.Tokens[k].XPOS != "POS" {
			return true
		}
	}
	return false
}

// timed reports whether token i belongs to a time expression.
func timed(d *nlp.Doc, i int) bool {
	for _, t := range d.Times {
		if t.Start <= i && i < t.End {
			return true
		}
	}
	return false
}

// mendSeries makes one list of names that commas and "and" join: "Alija
// Izetbegovic of Bosnia, Franjo Tudjman of Croatia and Slobodan Milosevic of
// Serbia". Parsers take the middle ones for appositions.
func mendSeries(d *nlp.Doc) {
	for i := 0; i < len(d.Names); {
		series := seriesFrom(d, i)
		if len(series) > 1 {
			hangSeries(d, series)
			mendListed(d, series)
		}
		i = max(i+1, series[len(series)-1])
	}
}

// seriesFrom returns the names of the list that begins with name i, alone when
// there is none.
func seriesFrom(d *nlp.Doc, i int) []int {
	series, joined := []int{i}, false
	for {
		a := d.Names[series[len(series)-1]]
		_, end := inside(d, a.Start)
		at, next := a.End, series[len(series)-1]+1
		if at+1 < end && d.Tokens[at].Norm == "of" && next < len(d.Names) && d.Names[next].Start <= at+2 && d.Names[next].Kind == nlp.Place {
			at = d.Names[next].End
			next++
		}
		sep := false
		if at < end && d.Tokens[at].Norm == "," {
			at, sep = at+1, true
		}
		and := at < end && (d.Tokens[at].Norm == "and" || d.Tokens[at].Norm == "&")
		if and {
			at, sep = at+1, true
		}
		for at < end && (d.Tokens[at].UPOS == "DET" || next < len(d.Names) && d.Names[next].Title.Start <= at && at < d.Names[next].Title.End) {
			at++
		}
		for next < len(d.Names) && d.Names[next].Kind == nlp.Demonym && d.Names[next].End <= at {
			next++
		}
		if !sep || next >= len(d.Names) || d.Names[next].Start != at || at >= end || !sameSort(a.Kind, d.Names[next].Kind) {
			break
		}
		series = append(series, next)
		if and {
			joined = true
			break
		}
	}
	if !joined {
		return []int{i}
	}
	return series
}

func sameSort(a, b nlp.NameKind) bool {
	body := func(k nlp.NameKind) bool { return k == nlp.Place || k == nlp.Organization }
	return a == nlp.Person && b == nlp.Person || body(a) && body(b)
}

// hangSeries hangs all names of a list on its first, and the first where any of
// them hung outside the list.
func hangSeries(d *nlp.Doc, series []int) {
	first := d.Names[series[0]]
	from, to := first.Start, d.Names[series[len(series)-1]].End
	if first.Title.End > first.Title.Start && first.Title.End <= first.Start {
		from = first.Title.Start
	}
	in := func(i int) bool { return from <= i && i < to }
	top := func(n nlp.Name) int {
		for i := n.Start; i < n.End; i++ {
			if h := d.Tokens[i].Head; h < n.Start || h >= n.End {
				return i
			}
		}
		return n.Start
	}
	head := top(first)
	if in(d.Tokens[head].Head) { // the list hangs by another of its names
		out := -1
		for _, k := range series[1:] {
			if t := top(d.Names[k]); !in(d.Tokens[t].Head) && d.Tokens[t].Rel != "conj" {
				out = t
				break
			}
		}
		if out < 0 || d.Tokens[out].Head >= 0 && below(d, d.Tokens[out].Head, head) {
			return
		}
		d.Tokens[head].Head, d.Tokens[head].Rel = d.Tokens[out].Head, d.Tokens[out].Rel
	}
	for _, k := range series[1:] {
		t := top(d.Names[k])
		if t != head && !below(d, head, t) {
			d.Tokens[t].Head, d.Tokens[t].Rel = head, "conj"
		}
	}
}

// inside returns the sentence's bounds around token i.
func inside(d *nlp.Doc, i int) (int, int) {
	s := d.Sentences[d.Tokens[i].Sentence]
	return max(s.Start, 0), min(s.End, len(d.Tokens))
}

// below reports whether token i stands under token top.
func below(d *nlp.Doc, i, top int) bool {
	first, end := inside(d, i)
	for n := 0; i >= first && i < end && n < reach; i, n = d.Tokens[i].Head, n+1 {
		if i == top {
			return true
		}
	}
	return false
}

// mendTitle makes a name the head of the title in front of it: "Secretary of
// State John F. Kerry and Russian Foreign Minister Sergei Lavrov" are two names
// joined by "and", wherever the parser hung their titles.
func mendTitle(d *nlp.Doc, n nlp.Name) {
	first, end := inside(d, n.Start)
	from := n.Title.Start
	if n.Title.End <= n.Title.Start || from < first || n.Title.End > n.Start || n.Start-n.Title.End > 1 || n.End > end {
		return
	}
	unit := func(i int) bool { return from <= i && i < n.End }
	head := n.Start
	for i := n.Start; i < n.End; i++ {
		if h := d.Tokens[i].Head; h < n.Start || h >= n.End {
			head = i
			break
		}
	}
	root, rel := -2, ""
	for i := from; i < n.End; i++ {
		t := d.Tokens[i]
		if unit(t.Head) {
			continue
		}
		joined := t.Rel == "conj" && from > first && d.Tokens[from-1].UPOS == "CCONJ"
		if root == -2 || joined && rel != "conj" || i == head && rel != "conj" && t.Rel != "conj" && !joined && t.Rel != "appos" {
			root, rel = t.Head, t.Rel
		}
	}
	if root == -2 || root >= 0 && (below(d, root, head) && d.Tokens[head].Head != root || unit(root)) {
		return
	}
	if root >= 0 { // the words that move must not stand above the root they get
		for i := from; i < n.End; i++ {
			if below(d, root, i) {
				return
			}
		}
	}
	for i := max(first, from-reach); i < min(end, n.End+reach); i++ {
		if !unit(i) && unit(d.Tokens[i].Head) {
			d.Tokens[i].Head = head
		}
	}
	for i := from; i < n.Start; i++ {
		if i != head && (!unit(d.Tokens[i].Head) || d.Tokens[i].Head >= n.Start) {
			d.Tokens[i].Head, d.Tokens[i].Rel = head, "nmod:desc"
		}
	}
	for i := n.Start; i < n.End; i++ {
		if i != head && !unit(d.Tokens[i].Head) || i != head && d.Tokens[i].Head < n.Start {
			d.Tokens[i].Head, d.Tokens[i].Rel = head, "flat"
		}
	}
	d.Tokens[head].Head, d.Tokens[head].Rel = root, rel
}

// temporal are prepositions of phrases that never belong to a person's name.
var temporal = map[string]bool{"after": true, "before": true, "during": true, "following": true, "since": true, "until": true, "in": true, "at": true, "on": true}

// notOfPlaces are prepositions of phrases that never belong to a place's name.
var notOfPlaces = map[string]bool{"on": true, "by": true, "with": true, "after": true, "before": true, "during": true, "between": true, "since": true}

// mendAdjunct hangs a phrase of time or place on the verb, not on the person in
// front of it: "announced by Kerry after a day of talks".
func mendAdjunct(d *nlp.Doc, n nlp.Name, prepositions map[string]bool) {
	first, end := inside(d, n.Start)
	for i := n.End; i < min(end, n.End+reach); i++ {
		h := d.Tokens[i].Head
		if h < n.Start || h >= n.End || d.Tokens[i].Rel != "nmod" && d.Tokens[i].Rel != "appos" {
			continue
		}
		marked := false
		for k := n.End; k < i; k++ {
			marked = marked || d.Tokens[k].Head == i && d.Tokens[k].Rel == "case" && prepositions[strings.ToLower(d.Tokens[k].Norm)]
		}
		if !marked {
			continue
		}
		v := h
		for steps := 0; v >= first && v < end && steps < 8; steps++ {
			if d.Tokens[v].UPOS == "VERB" || v != h && meetingNouns[strings.ToLower(d.Tokens[v].Lemma)] != "" {
				break
			}
			v = d.Tokens[v].Head
		}
		if v >= first && v < end && v != h && !below(d, v, i) {
			d.Tokens[i].Head, d.Tokens[i].Rel = v, "obl"
		}
	}
}

// mendJoined raises a second noun from the name inside the first to the first:
// "the government of Bashar Assad and the opposition" are two bodies.
func mendJoined(d *nlp.Doc, i int) {
	t := &d.Tokens[i]
	if t.Rel != "conj" || t.UPOS != "NOUN" || bodies[strings.ToLower(t.Lemma)] == "" {
		return
	}
	first, end := inside(d, i)
	h := t.Head
	if h < first || h >= end || d.Tokens[h].UPOS != "PROPN" || d.Tokens[h].Rel != "nmod" {
		return
	}
	if up := d.Tokens[h].Head; up >= first && up < end && d.Tokens[up].UPOS == "NOUN" && up < h && !below(d, up, i) {
		t.Head = up
	}
}

// mendOfficial takes "official" for the noun that it is at the end of a phrase: "met a
// North Korean official".
func mendOfficial(d *nlp.Doc, i int) {
	t := &d.Tokens[i]
	if t.UPOS != "ADJ" || t.Norm != "official" {
		return
	}
	switch t.Rel {
	case "obj", "nsubj", "nsubj:pass", "obl", "nmod", "conj":
	default:
		return
	}
	if _, end := inside(d, i); i+1 < end && (d.Tokens[i+1].UPOS == "NOUN" || d.Tokens[i+1].UPOS == "PROPN") {
		return
	}
	t.UPOS, t.XPOS = "NOUN", "NN"
}

// mendGerund takes "fishing" in "a conference on fishing in Oslo" for the noun
// it is there, and "understanding" in "a memorandum of understanding on climate".
func mendGerund(d *nlp.Doc, i int) {
	t := &d.Tokens[i]
	if t.XPOS != "VBG" || t.Rel != "acl" || i == 0 || d.Tokens[i-1].Head != i {
		return
	}
	_, end := inside(d, i)
	switch of := &d.Tokens[i-1]; of.Norm {
	case "of":
		if hasObject(d, i, end) { // "the task of finding them" is a verb's
			return
		}
		fallthrough
	case "on", "about", "over":
		t.UPOS, t.Rel = "NOUN", "nmod"
		of.UPOS, of.Rel = "ADP", "case"
		for k := i + 1; k < end; k++ {
			if d.Tokens[k].Head == i && d.Tokens[k].Rel == "obl" {
				d.Tokens[k].Rel = "nmod"
			}
		}
	}
}

// mendLemma finds the verb behind a lemma that lost or kept a letter too much:
// "conven" of "convened", "signe" of "signed".
func mendLemma(t *nlp.Token, verbs map[string]bool) {
	if t.Lemma == "_" || t.Lemma == "" {
		t.Lemma = strings.ToLower(t.Norm)
	}
	if t.UPOS != "VERB" || verbs[t.Lemma] || len(t.Lemma) < 3 {
		return
	}
	lemma := strings.ToLower(t.Lemma)
	if form := pasts[lemma]; form != "" {
		t.Lemma = form
		return
	}
	for _, form := range []string{lemma, lemma + lemma[len(lemma)-1:], lemma + "e", strings.TrimSuffix(lemma, "e"), strings.TrimSuffix(lemma, "ed"), strings.TrimSuffix(lemma, "d"),
		strings.TrimSuffix(lemma, "ing"), strings.TrimSuffix(lemma, "ing") + "e", lemma[:len(lemma)-1]} {
		if verbs[form] {
			t.Lemma = form
			return
		}
	}
}

// pasts are past tenses that keep no letters of their verbs' ends, of verbs of the frames.
var pasts = map[string]string{"shook": "shake", "forsook": "forsake"}

// mendParticiple hangs a participle behind "noun," on that noun: "the communique,
// agreed to in June" is no second verb of the sentence. A past tense after a
// comma without a subject and without "and" is one only by mistake.
func mendParticiple(d *nlp.Doc, i, first, end int) {
	t := &d.Tokens[i]
	if t.UPOS != "VERB" || t.XPOS != "VBN" && t.XPOS != "VBD" || i < first+2 || d.Tokens[i-1].Norm != "," {
		return
	}
	if t.Rel != "conj" && t.Rel != "parataxis" && t.Rel != "advcl" && t.Rel != "ccomp" {
		return
	}
	noun := i - 2
	if aloneBehindApposition(d, i, first, end) {
		return
	}
	if d.Tokens[noun].UPOS != "NOUN" && d.Tokens[noun].UPOS != "PROPN" || t.Head == noun {
		return
	}
	for k := max(first, i-reach); k < min(end, i+reach); k++ {
		if d.Tokens[k].Head != i {
			continue
		}
		switch rel, _, _ := strings.Cut(d.Tokens[k].Rel, ":"); rel {
		case "nsubj", "cc", "mark", "aux", "expl", "csubj", "obj", "ccomp":
			return
		case "xcomp": // "agreed to call", but not "agreed to in June at talks convened by"
			if d.Tokens[k].XPOS != "VBN" {
				return
			}
		}
	}
	for n := 0; n < 4 && (d.Tokens[noun].Rel == "flat" || d.Tokens[noun].Rel == "compound") && d.Tokens[noun].Head >= first && d.Tokens[noun].Head < end; n++ {
		noun = d.Tokens[noun].Head
	}
	for h, n := noun, 0; h >= first && h < end; h, n = d.Tokens[h].Head, n+1 {
		if h == i || n > reach {
			return // the noun hangs on the verb: turning the tree around would tie a knot
		}
	}
	t.Head, t.Rel, t.XPOS = noun, "acl", "VBN"
}
