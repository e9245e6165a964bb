package nlp

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// quoteSpans finds what stands between double quotation marks, straight or
// curly. Marks pair within a paragraph; a paragraph whose last mark is still open
// is followed by one that opens anew, and the second goes on from the first.
// Single marks inside double ones are part of the words. A mark without a mate
// opens nothing.
func quoteSpans(d *Doc) []Quote {
	var quotes []Quote
	open := -1 // index in quotes of the one that the paragraph before left open
	forEachBlock(d, func(start, end int) {
		found, left := pairMarks(d, start, end)
		if len(found) > 0 && open >= 0 && startsWithMark(d, start) {
			found[0].Continues = open
		}
		open = -1
		if left {
			open = len(quotes) + len(found) - 1
		}
		for i := range found {
			found[i].Partial = isPartial(d, found[i]) && found[i].Continues < 0
			quotes = append(quotes, found[i])
		}
	})
	return quotes
}

// forEachBlock calls f with the tokens of each paragraph.
func forEachBlock(d *Doc, f func(start, end int)) {
	for i := 0; i < len(d.Sentences); {
		j := i
		for j < len(d.Sentences) && d.Sentences[j].Block == d.Sentences[i].Block {
			j++
		}
		f(d.Sentences[i].Start, d.Sentences[j-1].End)
		i = j
	}
}

// quoteMark says what a token is: an opening mark, a closing one, either, or none.
func quoteMark(form string) (opens, closes bool) {
	switch form {
	case "“", "„", "``", "«":
		return true, false
	case "”", "''", "»":
		return false, true
	case `"`:
		return true, true
	}
	return false, false
}

func startsWithMark(d *Doc, t int) bool {
	opens, _ := quoteMark(d.Form(t))
	return opens
}

// pairMarks pairs the marks among the tokens [start, end). left is true when the
// last one opened is not closed: then its words run to the end of the paragraph.
func pairMarks(d *Doc, start, end int) (found []Quote, left bool) {
	open := -1
	for t := start; t < end; t++ {
		opens, closes := quoteMark(d.Form(t))
		switch {
		case open < 0 && opens && !(closes && hangs(d, t, end) && !misprinted(d, t, end)):
			open = t
		case open >= 0 && opens && closes && opensAgain(d, t): // the mate of the first is missing
			open = t
		case open >= 0 && closes:
			found = appendQuote(found, d, d.Tokens[open].End, d.Tokens[t].Start)
			open = -1
		case open >= 0 && opens: // the mate of the first is missing
			open = t
		}
	}
	if open < 0 || open == end-1 {
		return found, false
	}
	before := len(found)
	found = appendQuote(found, d, d.Tokens[open].End, d.Tokens[end-1].End)
	return found, len(found) > before
}

// hangs reports whether a straight mark closes what never opened: a space or the
// end behind it and none in front.
func hangs(d *Doc, t, end int) bool {
	tok := d.Tokens[t]
	glued := tok.Start > 0 && !isSpace(d.Text[tok.Start-1])
	free := tok.End >= len(d.Text) || isSpace(d.Text[tok.End]) || strings.IndexByte(".,;:?!)", d.Text[tok.End]) >= 0 || t+1 >= end
	return glued && free
}

// misprinted reports whether a straight mark that looks like a closing one opens:
// the next mark of the paragraph can only close.
func misprinted(d *Doc, t, end int) bool {
	if t+1 >= end || strings.IndexByte(",:", d.Text[d.Tokens[t].Start-1]) < 0 {
		return false
	}
	for u := t + 1; u < end; u++ {
		if opens, closes := quoteMark(d.Form(u)); opens || closes {
			return opens && closes && hangs(d, u, end)
		}
	}
	return false
}

// opensAgain reports whether a straight mark can only open: a space in front and
// a letter behind.
func opensAgain(d *Doc, t int) bool {
	tok := d.Tokens[t]
	if tok.Start == 0 || !isSpace(d.Text[tok.Start-1]) || tok.End >= len(d.Text) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(d.Text[tok.End:])
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

func isSpace(b byte) bool { return b == ' ' || b == '\n' || b == '\t' || b == '\r' }

// appendQuote adds the words between two marks, white space at their ends aside.
func appendQuote(found []Quote, d *Doc, start, end int) []Quote {
	words := d.Text[start:end]
	start += len(words) - len(strings.TrimLeftFunc(words, unicode.IsSpace))
	end = start + len(strings.TrimSpace(words))
	if end <= start {
		return found
	}
	return append(found, Quote{Start: start, End: end, Cue: -1, Chain: -1, Continues: -1})
}

// isPartial tells words quoted inside the writer's own clause from speech that
// stands for itself: speech begins with a capital or goes on after an attribution,
// and ends with a mark of its own.
func isPartial(d *Doc, q Quote) bool {
	text, words := d.Text, d.Text[q.Start:q.End]
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(words, "‘'[(…. "))
	capital := unicode.IsUpper(first) || unicode.IsDigit(first)
	if capital && inClause(text, q.Start) {
		return true
	}
	switch last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(words, "’' ")); last {
	case ',', '.', '?', '!', '…', '—', '–', '-':
		if capital {
			return false
		}
		return !afterAttribution(text, q.Start)
	}
	if capital && strings.Count(words, " ") >= 3 && standsAlone(text, q) {
		return false // the full stop behind the mark, as the British print it
	}
	return !colonBefore(text, q.Start)
}

// inClause reports whether a word that brings no speech stands right in front of
// the mark: `named their robot "Robogee."`
func inClause(text string, start int) bool {
	line := text[max(0, start-80):start]
	line = line[strings.LastIndexByte(line, '\n')+1:]
	fields := strings.Fields(strings.TrimRight(line, "\"“„«`' "))
	if len(fields) == 0 || len(fields) == 1 && start > 80 {
		return false
	}
	if r, _ := utf8.DecodeLastRuneInString(fields[len(fields)-1]); !unicode.IsLetter(r) {
		return false
	}
	if leadsOn[strings.ToLower(fields[len(fields)-1])] {
		return false
	}
	for _, w := range fields[max(0, len(fields)-5):] {
		if bringsSpeech[strings.ToLower(w)] {
			return false
		}
	}
	return true
}

// standsAlone reports whether a quotation has a mark of its own on both sides:
// a comma, a colon, or the end of a sentence.
func standsAlone(text string, q Quote) bool {
	head := strings.TrimRight(text[:q.Start], "\"“„«`' ")
	tail := strings.TrimLeft(text[q.End:], "\"”»'")
	alone := head == "" || strings.IndexByte(",:.?!;\n", head[len(head)-1]) >= 0
	return alone && (tail == "" || strings.IndexByte(",.;:\n", tail[0]) >= 0)
}

// afterAttribution: `"The talks," he said, "were frank."`
func afterAttribution(text string, start int) bool {
	head := strings.TrimRight(text[:start], "\"“„«`' ")
	if !strings.HasSuffix(head, ",") && !strings.HasSuffix(head, "—") {
		return false
	}
	if len(head) > 90 {
		head = head[len(head)-90:]
	}
	return strings.ContainsAny(head, "\"”»") || strings.Contains(head, "''")
}

func colonBefore(text string, start int) bool {
	return strings.HasSuffix(strings.TrimRight(text[:start], "\"“„«`' \n"), ":")
}

// transcript reads speech without marks: paragraphs that begin with the speaker
// in capitals and a colon, as briefings are printed. A paragraph without a label
// goes on from the one in front. One label alone is none.
func transcript(d *Doc) []Quote {
	var quotes []Quote
	labels, current := 0, Range{}
	forEachBlock(d, func(start, end int) {
		who, words := speakerLabel(d, start, end)
		if who != (Range{}) {
			labels++
			current = who
		}
		if current == (Range{}) || words >= end {
			return
		}
		q := Quote{Start: d.Tokens[words].Start, End: d.Tokens[end-1].End, Speaker: current, Cue: -1, Chain: -1, Continues: -1}
		if who == (Range{}) {
			q.Continues = len(quotes) - 1
		}
		quotes = append(quotes, q)
	})
	if labels < 2 {
		return nil
	}
	return quotes
}

// speakerLabel reads "SECRETARY BLINKEN:" at the start of a paragraph.
func speakerLabel(d *Doc, start, end int) (who Range, words int) {
	for t := start; t < end && t < start+8; t++ {
		form := d.Form(t)
		if form == ":" && t > start {
			return Range{start, t}, t + 1
		}
		if form != strings.ToUpper(form) || strings.ContainsAny(form, "?!,;") {
			break
		}
	}
	return Range{}, start
}
