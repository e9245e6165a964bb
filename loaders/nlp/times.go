package nlp

import (
	"strings"

	"entente/graph/when"
)

// stageTimes reads the time expressions.
//
// Needs: tokens, sentences, tags, heads, names, Published. Sets: Times.
//
// The words of an expression are the grammar's affair (graph/when). Here it is
// decided what is one ("may" and "March on Rome" are none), in which direction
// the verb looks ("will meet Friday"), and from which day it counts: from the
// day of publication, or, when the words tell a story, from the date last named.
func stageTimes(d *Doc) {
	r := timeReader{doc: d, person: make([]bool, len(d.Tokens)+1), previous: d.Published, day: d.Published}
	for _, n := range d.Names {
		for i := n.Start; i < n.End && n.Kind == Person; i++ {
			r.person[i] = true
		}
	}
	for _, s := range d.Sentences {
		first := len(d.Times)
		r.sentence(s)
		for i := first; i+1 < len(d.Times); i++ {
			r.join(&d.Times[i], &d.Times[i+1], s)
		}
	}
}

// join makes one interval of two dates, which both keep their words: "June
// 27-June 30", "from November 20 to December 11, 2016", "between 1994 and 1997".
func (r *timeReader) join(a, b *Time, s Sentence) {
	t := r.doc.Tokens
	if b.Start-a.End != 1 || a.Kind != "DATE" || b.Kind != "DATE" {
		return
	}
	before := ""
	if a.Start > s.Start {
		before = strings.ToLower(t[a.Start-1].Norm)
	}
	switch t[a.End].Norm {
	case "-", "–", "through":
	case "or": // "in May or June"
	case "to", "until":
		if before != "from" && !daysInOrder(a, b) {
			return
		}
	case "and":
		if before != "between" {
			return
		}
	default:
		return
	}
	start, end := a.Value, b.Value
	if len(end) > 4 && len(start) > 4 && a.Anchor != "" && b.Anchor == "" && end[4:] > start[4:] {
		start = end[:4] + start[4:] // the year stands behind the second only
	}
	if both, err := when.Parse(string(start + "/" + end)); err == nil && start != end {
		a.Value, b.Value = both, both
	}
}

// daysInOrder reports whether two dates are days of which the second follows the first
// within two months: "in Oslo, May 25 to June 4".
func daysInOrder(a, b *Time) bool {
	first, _, ok := a.Value.Bounds()
	_, last, too := b.Value.Bounds()
	return ok && too && len(a.Value) == len("2015-06-12") && len(b.Value) == len(a.Value) && first < last && last-first < 62
}

// timeReader goes through a document once.
type timeReader struct {
	doc      *Doc
	words    []string  // of the sentence
	person   []bool    // by token: part of a person's name ("Theresa May")
	previous when.Date // last named
	day      when.Date // last named that is one day
	quarter  when.Date // the quarter that the text tells of
	told     int       // the sentence in which it was last spoken of
	named    int       // the sentence in which previous was named
	dated    bool      // previous was named with its year
	until    bool      // "until" stands before the words
	perfect  bool      // the verb read last stands in the past perfect
}

func (r *timeReader) sentence(s Sentence) {
	d := r.doc
	r.words = r.words[:0]
	for i := s.Start; i < s.End; i++ {
		r.words = append(r.words, d.Tokens[i].Norm)
	}
	next := s.Start // the next word that tells of time
	for i := s.Start; i < s.End; {
		for next = max(next, i); next < s.End && !when.Telling(r.words[next-s.Start]); next++ {
		}
		if next == s.End {
			return
		}
		i = max(i, next-whenLead)
		p, n := r.scan(i, s)
		if n == 0 || !r.isTime(p, i, i+n, s) {
			i++
			continue
		}
		r.take(p, i+r.surplus(p, i, i+n, s), i+n, s)
		i += n
	}
}

// whenLead is how many words a phrase can have before the one that tells of time.
const whenLead = 7

// scan reads the phrase at token i. "A day before" is a day, "a day before the
// talks" is a length of time.
func (r *timeReader) scan(i int, s Sentence) (when.Phrase, int) {
	words := r.words[i-s.Start:]
	p, n := when.Scan(words)
	if n > 1 && n < len(words) && strings.EqualFold(words[n-1], "before") && r.doc.Tokens[i+n].UPOS != "PUNCT" {
		return when.Scan(words[:n-1])
	}
	return p, n
}

// surplus returns how many words at the start of a phrase do not belong to it:
// the article of what it stands before ("the Oct. 23 shooting"), "earlier" of
// "earlier Friday", "over" of "over two years".
func (r *timeReader) surplus(p when.Phrase, start, end int, s Sentence) int {
	if end-start < 2 {
		return 0
	}
	first := strings.ToLower(r.doc.Tokens[start].Norm)
	switch {
	case first == "the":
		next := end
		if next < s.End && p.Form == when.Calendar && r.doc.Tokens[next].Norm == "," {
			next++ // "the Aug. 7, 1998, bombings"
		}
		attribute := next < s.End && (isNominal(r.doc.Tokens[next].UPOS) || r.doc.Tokens[next].XPOS == "VBG")
		named := p.Form == when.Calendar || p.Form == when.InYear || p.Form == when.Season || p.Form == when.Weekday
		return b2i(attribute && (named || p.Form == when.Duration && strings.Contains(r.doc.Words(start, end), "-")))
	case first == "right":
		return 1 // "right now"
	case first == "earlier" || first == "later":
		return b2i(p.Form == when.Weekday || strings.EqualFold(r.doc.Tokens[start+1].Norm, "today"))
	case p.Form == when.Duration && (first == "over" || first == "just" || first == "about"):
		return 1
	}
	return 0
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// take resolves a phrase and keeps it.
func (r *timeReader) take(p when.Phrase, start, end int, s Sentence) {
	d := r.doc
	limit := r.limit(start, end, s)
	r.until = limit == "until" || limit == "till"
	tense, loose := r.tense(start, end, s)
	if (limit == "by" || limit == "until" || limit == "till") && tense != when.PastTense || tense == when.NoTense && r.begins(start, s) {
		tense = when.FutureTense
	}
	context := r.context(p, tense, start)
	context.Loose = loose
	read := p.Resolve(context)
	r.tell(p, read, start)
	if r.isNamed(p) && read.Value != "" {
		r.previous, r.named, r.dated = read.Value, d.Tokens[start].Sentence, p.Form == when.Calendar && !loose && tense == when.PastTense
		if read.Value.Precision() == when.ToDay {
			r.day = read.Value
		}
	}
	d.Times = append(d.Times, Time{
		Start: start, End: end, Kind: string(read.Kind), Timex: read.Timex, Anchor: read.Anchor,
		Value: when.Limit(limit, read.Value, d.Published),
	})
}

// context returns what a phrase counts from. In a text without a day of its own,
// and in a story about another year, that is the date last named: "The war began
// in March 2003. In April the capital fell."
func (r *timeReader) context(p when.Phrase, tense when.Tense, start int) when.Context {
	d := r.doc
	c := when.Context{Anchor: d.Published, Previous: r.previous, Tense: tense}
	month := p.Form == when.InYear
	if p.CountsIn() == when.ToDay && (!month || d.Published != "") {
		c.Previous = r.day
	}
	if s := d.Tokens[start].Sentence; s-r.told <= quarterLasts {
		c.Quarter = r.quarter
	}
	story := d.Published == "" || month && r.goesOn(start)
	if story && tense == when.PastTense && !r.perfect {
		c.Anchor, c.Tense, c.Previous = "", when.StoryTense, r.previous
	}
	if d.Published == "" && c.Previous.Precision() < when.ToMonth && c.Tense != when.StoryTense && r.day != "" {
		c.Previous = r.day
	}
	return c
}

// goesOn reports whether the words at the front of a sentence go on from a date
// of another year in the one before, on which something happened.
func (r *timeReader) goesOn(start int) bool {
	d := r.doc
	sentence := d.Tokens[start].Sentence
	fronted := start-d.Sentences[sentence].Start <= 1
	if !r.dated || !fronted || sentence-r.named != 1 || r.previous.Precision() < when.ToMonth {
		return false
	}
	_, last, ok := r.previous.Bounds()
	today, _, dated := d.Published.Bounds()
	return ok && dated && last < today-365 && d.Sentences[sentence].Block == d.Sentences[r.named].Block
}

// quarterLasts is for how many sentences "a year earlier" means a quarter after
// one was named.
const quarterLasts = 3

// tell notes the quarter of which the text tells.
func (r *timeReader) tell(p when.Phrase, read when.Reading, start int) {
	if first, _, ok := read.Value.Bounds(); ok && r.quarter != "" {
		if today, _, dated := r.doc.Published.Bounds(); dated && first > today {
			return // what is expected of the next one
		}
	}
	switch {
	case p.Form == when.Season && read.Value.IsQuarter() && !p.IsPast(), p.Form == when.Period && !p.IsPast() && read.Value != "":
		r.quarter, r.told = read.Value, r.doc.Tokens[start].Sentence
	}
}

// begins reports whether something begins at the words [start...: "effective
// June 1", "starting Monday".
func (r *timeReader) begins(start int, s Sentence) bool {
	if start == s.Start {
		return false
	}
	switch strings.ToLower(r.doc.Tokens[start-1].Norm) {
	case "effective", "starting", "beginning":
		return true
	}
	return false
}

// isNamed tells the dates from which a story goes on: "On May 4 ... The next
// day". A comparison ("a year earlier") moves nothing.
func (r *timeReader) isNamed(p when.Phrase) bool {
	switch p.Form {
	case when.Calendar, when.InYear, when.Weekday, when.Weekend:
		return true
	}
	return false
}

// limit returns the preposition that makes an interval of the date behind it.
// "After Tuesday's talks" is no interval: the preposition governs the talks.
func (r *timeReader) limit(start, end int, s Sentence) string {
	if start == s.Start {
		return ""
	}
	switch word := strings.ToLower(r.doc.Tokens[start-1].Norm); word {
	case "by", "until", "till", "since":
		return word
	case "before", "after":
		if end < s.End && (isNominal(r.doc.Tokens[end].UPOS) || r.doc.Tokens[end].XPOS == "POS") {
			return ""
		}
		return word
	}
	return ""
}

func isNominal(upos string) bool { return upos == "NOUN" || upos == "PROPN" || upos == "ADJ" }

// isTime tells the words that are times from those that only look it.
func (r *timeReader) isTime(p when.Phrase, start, end int, s Sentence) bool {
	t := r.doc.Tokens
	for i := start; i < end; i++ {
		if r.person[i] {
			return false
		}
	}
	before, after := "", ""
	if start > s.Start {
		before = strings.ToLower(t[start-1].Norm)
	}
	if end < s.End {
		after = strings.ToLower(t[end].Norm)
	}
	switch p.Form {
	case when.Calendar:
		return !p.Bare || r.isYear(start, before, after, s)
	case when.InYear:
		return !p.Bare || after != "of" && t[start].XPOS != "MD" && !strings.HasPrefix(t[start].XPOS, "V")
	case when.Season:
		return !p.Bare || t[start].UPOS == "NOUN" && seasonBefore[before]
	case when.WholeYear:
		return !p.Bare || before == "for" || before == "during" || before == "throughout" || before == "of" && start > s.Start+1 && t[start-2].XPOS == "NNS"
	case when.Decade:
		return !possessive[before] // "in his 30s"
	case when.Clock:
		return t[start].Norm[0] > 'Z' || t[start].Norm[0] < 'A' // "High Noon"
	case when.Reference:
		return r.isReference(p, start, end, after, s)
	case when.Duration:
		return r.isDuration(p, start, end, before, after, s)
	case when.Set:
		return !p.Bare || t[start].UPOS == "ADV" || t[start].Norm == "daily" && t[start].UPOS == "ADJ"
	}
	return true
}

var possessive = setOf("his her their its my our your")

var seasonBefore = map[string]bool{"in": true, "during": true, "since": true, "by": true, "until": true, "of": true}

// isYear tells a year from a number of four figures.
func (r *timeReader) isYear(i int, before, after string, s Sentence) bool {
	word := r.doc.Tokens[i].Norm
	if word < "1700" || word > "2099" {
		return false
	}
	switch before {
	case "$", "£", "€", "#", "no.", "than", "about", "some", "nearly", "almost", "over", ".":
		return false
	case "in", "since", "of", "by", "during", "until", "from", "late", "early", "(", "fiscal":
		return after != "people" && after != "percent"
	}
	if i+1 < s.End {
		next := r.doc.Tokens[i+1]
		if next.XPOS == "NNS" || next.UPOS == "NUM" || next.UPOS == "SYM" {
			return false
		}
	}
	return i == s.Start || r.doc.Tokens[i-1].UPOS != "NUM"
}

// isReference keeps "the future" and "recent" where they stand for a time; "at
// the time", "at the moment" and "this time" tell none.
func (r *timeReader) isReference(p when.Phrase, start, end int, after string, s Sentence) bool {
	t := r.doc.Tokens
	switch strings.ToLower(t[end-1].Norm) {
	case "time", "point", "moment", "present":
		return false
	case "future", "past":
		return t[end-1].UPOS == "NOUN" && after != "of"
	case "recent", "current":
		return t[start].UPOS == "ADJ" && end < s.End && isNominal(t[end].UPOS)
	case "soon", "previously", "formerly", "lately":
		return false // they order what is told and have no place in the calendar
	}
	return !p.Bare || t[start].UPOS == "ADV"
}

// isDuration keeps lengths of time that stand for themselves: no ages ("28
// years old"), no rates ("two million barrels a day"), no ordinals ("a second").
func (r *timeReader) isDuration(p when.Phrase, start, end int, before, after string, s Sentence) bool {
	t := r.doc.Tokens
	if after == "old" || after == "-" && end+1 < s.End && t[end+1].Norm == "old" {
		return false
	}
	unit := strings.ToLower(t[end-1].Norm)
	if strings.HasSuffix(unit, "quarters") && (strings.Contains(unit, "-") || t[end-2+b2i(end-start < 2)].Norm == "-") {
		return false // a fraction
	}
	if t[end-1].UPOS == "PROPN" {
		return false // "60 Minutes"
	}
	if unit == "second" || strings.HasSuffix(unit, "-second") {
		return false
	}
	if end-start == 1 && p.Bare {
		return t[start].UPOS == "NOUN" && lengthBefore[before]
	}
	first := strings.ToLower(t[start].Norm)
	if unit == "quarter" && (first == "a" || first == "one") {
		return false // "a quarter of the votes"
	}
	if (first == "a" || first == "an") && end-start == 2 && start > s.Start {
		prior := t[start-1].UPOS
		return prior != "NOUN" && prior != "NUM" && prior != "SYM" || after == "ago"
	}
	return true
}

var lengthBefore = map[string]bool{"for": true, "in": true, "within": true, "of": true, "after": true, "over": true, "through": true}

// tense finds the direction of the verb that governs the words [start, end).
// It is loose when the words belong to a noun, of which the verb tells: "the
// cutback in September was ...".
func (r *timeReader) tense(start, end int, s Sentence) (tense when.Tense, loose bool) {
	t := r.doc.Tokens
	at := r.headOf(start, end)
	if v := r.verbBefore(start, s); v >= 0 {
		at = v
	}
	for step := 0; at >= s.Start && at < s.End && step < 12; step++ {
		if t[at].UPOS == "VERB" || t[at].UPOS == "AUX" || r.hasCopula(at, s) {
			if tense := r.verbTense(at, s); tense != when.NoTense {
				return tense, loose
			}
		}
		loose = loose || t[at].UPOS == "NOUN" || t[at].UPOS == "PROPN"
		at = t[at].Head
	}
	return when.NoTense, loose
}

// verbBefore returns the verb behind which the words stand, "said Friday", "held
// on Friday", -1 if there is none. It governs them whatever the tree says.
func (r *timeReader) verbBefore(start int, s Sentence) int {
	t := r.doc.Tokens
	at := start - 1
	if at > s.Start && strings.EqualFold(t[at].Norm, "on") {
		at--
	}
	if at >= s.Start && t[at].UPOS == "VERB" {
		return at
	}
	return -1
}

// headOf returns the token outside of the span that governs it, -1 for none.
func (r *timeReader) headOf(start, end int) int {
	for i := start; i < end; i++ {
		if h := r.doc.Tokens[i].Head; h < start || h >= end {
			return h
		}
	}
	return -1
}

// childrenWindow is how far from a verb its auxiliaries are looked for.
const childrenWindow = 8

func (r *timeReader) hasCopula(at int, s Sentence) bool {
	for i := max(s.Start, at-childrenWindow); i < at; i++ {
		if r.doc.Tokens[i].Head == at && r.doc.Tokens[i].Rel == "cop" {
			return true
		}
	}
	return false
}

// planning are verbs of what is to come, whatever their own tense.
var planning = setOf("schedule reschedule plan postpone adjourn slate defer delay extend")

// cannot reports whether a verb tells of what was not to be had: "could not be
// reached Wednesday".
func (r *timeReader) cannot(at int) bool {
	switch r.doc.Tokens[at].Lemma {
	case "reach", "locate", "determine", "confirm", "verify":
		return true
	}
	return false
}

// hadBeen reports whether the word on which an infinitive hangs stands in the
// past perfect: "had been due to expire Friday".
func (r *timeReader) hadBeen(at int, s Sentence) bool {
	t := r.doc.Tokens
	if at < s.Start || at >= s.End {
		return false
	}
	for i := max(s.Start, at-childrenWindow); i < at; i++ {
		if t[i].Head == at && strings.EqualFold(t[i].Norm, "had") {
			return true
		}
	}
	return false
}

// verbTense reads the tense of a verb from its form and its auxiliaries.
func (r *timeReader) verbTense(at int, s Sentence) when.Tense {
	t := r.doc.Tokens
	future, past, had, to, be := false, false, false, false, false
	for i := max(s.Start, at-childrenWindow); i < at; i++ {
		if t[i].Head != at {
			continue
		}
		switch strings.ToLower(t[i].Norm) {
		case "will", "'ll", "shall", "wo", "would", "may", "might", "could", "should", "can", "must":
			future = true
		case "had", "'d":
			past, had = true, true
		case "has", "have", "was", "were", "did", "'ve":
			past = true
		case "to":
			to = true
		case "is", "are", "'s", "'re", "am", "'m":
			be = true
		}
	}
	r.perfect = had
	switch xpos := t[at].XPOS; {
	case future && r.cannot(at):
		return when.PastTense
	case future:
		return when.FutureTense
	case had:
		return when.PastTense
	case (planning[t[at].Lemma] || r.until && t[at].Lemma == "extend") && (past || be || xpos == "VBD"):
		return when.FutureTense // "has scheduled a news conference Thursday"
	case past:
		return when.PastTense
	case to && r.hadBeen(t[at].Head, s):
		return when.PastTense
	case to:
		return when.FutureTense
	case xpos == "VBD", xpos == "VBN" && !be:
		return when.PastTense
	case xpos == "VBG" && be:
		return when.FutureTense // "is meeting them Thursday"
	case xpos == "VBZ", xpos == "VBP":
		return when.PresentTense
	}
	return when.NoTense
}
