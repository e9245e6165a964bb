package nlp

import "strings"

// turn is what one speaker of a transcript says, up to the next label.
type turn struct {
	Label Range // "SECRETARY BLINKEN"
	End   int   // the token behind its last one
}

// turnsOf reads the labels of a transcript; fewer than two are none.
func turnsOf(d *Doc) []turn {
	var turns []turn
	forEachBlock(d, func(start, end int) {
		if who, _ := speakerLabel(d, start, end); who != (Range{}) {
			turns = append(turns, turn{who, end})
		} else if len(turns) > 0 {
			turns[len(turns)-1].End = end
		}
	})
	if len(turns) < 2 {
		return nil
	}
	return turns
}

// turnAt returns the turn in which a token stands, -1 if none.
func (a *attributor) turnAt(t int) int {
	for i, turn := range a.turns {
		if t < turn.End {
			if t < turn.Label.Start {
				return -1
			}
			return i
		}
	}
	return -1
}

// signed gives a quotation that makes a paragraph to the name behind a dash below
// it, and one right behind a label to the label.
func (a *attributor) signed(i int) (Range, bool) {
	d, r := a.d, a.tokens[i]
	mark := r.Start - 1
	if n := a.turnAt(r.Start); n >= 0 && mark == a.turns[n].Label.End+1 && !asks(d, a.turns[n].Label) {
		return a.turns[n].Label, true
	}
	if mark > 0 && d.Tokens[mark-1].Sentence < len(d.Sentences) && a.block(mark-1) == a.block(r.Start) {
		return Range{}, false
	}
	dash := r.End + a.marksAfter(r.End)
	if dash+1 >= len(d.Tokens) || !isDash(d.Tokens[dash].Norm) || a.block(dash)-a.block(r.End-1) > 1 {
		return Range{}, false
	}
	for t := dash + 1; t < min(dash+8, len(d.Tokens)) && a.block(t) == a.block(dash); t++ {
		if n := a.nameAt(t); n >= 0 && d.Names[n].Kind != Demonym {
			return Range{d.Names[n].Start, d.Names[n].End}, true
		}
	}
	return Range{}, false
}

func isDash(norm string) bool { return norm == "–" || norm == "—" || norm == "-" || norm == "--" }

func (a *attributor) block(t int) int { return a.d.Sentences[a.d.Tokens[t].Sentence].Block }

// asks reports whether a label is that of whoever asks.
func asks(d *Doc, label Range) bool {
	switch strings.ToUpper(d.Words(label.Start, label.End)) {
	case "QUESTION", "Q", "OPERATOR", "MODERATOR", "INTERPRETER":
		return true
	}
	return false
}

// inTurn puts a name to who is said to say quotation i: "you" in a question of a
// transcript is the one who answers, "I" the one whose turn it is; and whoever
// "continued" or "added", or speaks in the next sentence, is the one who was quoted before.
func (a *attributor) inTurn(who Range, cue, i int) Range {
	if who.End-who.Start != 1 || a.d.Tokens[who.Start].UPOS != "PRON" {
		return who
	}
	n := a.turnAt(who.Start)
	switch word := strings.ToLower(a.d.Tokens[who.Start].Norm); {
	case word == "i" && n >= 0 && !asks(a.d, a.turns[n].Label):
		return a.turns[n].Label
	case word == "i":
		return Range{}
	case word == "you" && n >= 0:
		return a.partner(n, who)
	case (word == "he" || word == "she") && a.goesOnSaying(cue, i):
		return a.d.Quotes[i-1].Speaker
	case word == "he" || word == "she":
		if r, ok := a.saidBefore(who.Start, cue); ok {
			return r
		}
	}
	return who
}

// saidBefore returns whom a pronoun of saying means by what its own sentence has
// said before: the subject of an earlier verb of saying, "the spokesman said during
// the visit, and I quote him, he said"; the subject of the verb that its own is
// joined to, "the president was asked about it, and he said"; whose words they are,
// "remarks by Karel Voss that talks go on; that is, he said".
func (a *attributor) saidBefore(pronoun, cue int) (Range, bool) {
	d := a.d
	if cue < 0 {
		return Range{}, false
	}
	s := d.Sentences[d.Tokens[cue].Sentence]
	for v := pronoun - 1; v >= s.Start; v-- {
		joined := d.Tokens[cue].Rel == "conj" && d.Tokens[cue].Head == v
		if a.inside[v] || !joined && !(saying(d, v, false) && firmly(d.Tokens[v].Lemma)) {
			continue
		}
		for t := s.Start; t < pronoun; t++ {
			if d.Tokens[t].Head == v && isSubject(d.Tokens[t].Rel) && !a.inside[t] && d.Tokens[t].UPOS != "PRON" && a.human(t) {
				return a.whole(t, pronoun), true
			}
		}
	}
	return a.bySource(s.Start, pronoun)
}

// partner returns the label of the one who is spoken to in a turn: who answers a
// question, or else who spoke before.
func (a *attributor) partner(n int, who Range) Range {
	near := []int{n + 1, n - 1}
	if !asks(a.d, a.turns[n].Label) {
		near = []int{n - 1, n + 1}
	}
	for _, m := range near {
		if m >= 0 && m < len(a.turns) && !asks(a.d, a.turns[m].Label) {
			return a.turns[m].Label
		}
	}
	return who
}

// goesOnSaying reports whether a verb brings more of what was quoted before: "She
// continued:", "He further said:".
func (a *attributor) goesOnSaying(cue, i int) bool {
	if cue < 0 || i == 0 || a.d.Quotes[i-1].Speaker == (Range{}) || a.block(a.tokens[i].Start)-a.block(a.tokens[i-1].End-1) > 1 {
		return false
	}
	if a.d.Tokens[a.tokens[i].Start].Sentence-a.d.Tokens[a.tokens[i-1].End-1].Sentence == 1 && a.block(a.tokens[i].Start) == a.block(a.tokens[i-1].Start) {
		return true // in the next sentence: he said "yes". He said, "Yes."
	}
	switch a.d.Tokens[cue].Lemma {
	case "continue", "add":
		return true
	}
	return cue > 0 && (a.d.Tokens[cue-1].Norm == "further" || a.d.Tokens[cue-1].Norm == "also")
}
