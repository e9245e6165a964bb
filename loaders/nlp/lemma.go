package nlp

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"entente/loaders/nlp/linear"
)

// Lemmas. Needs: Norm, tags. Sets: Lemma of each token.
//
// A lemma is told as an edit of the form: a class such as "l2y" puts the form in
// lower case, takes two letters off its end and adds "y" ("countries"). The
// classes are learned; a word by itself is a feature too, which is how the
// exceptions are known.

const lemmaTemplates = 600 // first number of the templates for lemmas

// lemmaEdit returns the class of edits that makes lemma of form.
func lemmaEdit(form, lemma string) string {
	letter := "k"
	form = number(form)
	if lower := strings.ToLower(form); lower != form {
		if n := common(lower, lemma); n > common(form, lemma) || strings.ToLower(lemma) == lemma {
			form, letter = lower, "l"
		}
	}
	n := common(form, lemma)
	if n == 0 && lemma != "" {
		return "=" + lemma
	}
	return fmt.Sprintf("%s%d%s", letter, utf8.RuneCountInString(form[n:]), lemma[n:])
}

// number takes the commas out of a number.
func number(form string) string {
	if form == "" || form[0] < '0' || form[0] > '9' || strings.IndexByte(form, ',') < 0 {
		return form
	}
	return strings.ReplaceAll(form, ",", "")
}

// common returns the length of the longest common prefix of whole runes.
func common(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	for n > 0 && (n < len(a) && !utf8.RuneStart(a[n]) || n < len(b) && !utf8.RuneStart(b[n])) {
		n--
	}
	return n
}

// edit is a class of edits, read.
type edit struct {
	whole string // the lemma itself, for "="
	lower bool
	strip int
	add   string
}

func readEdit(class string) edit {
	if strings.HasPrefix(class, "=") {
		return edit{whole: class[1:]}
	}
	digits := 1
	for digits < len(class) && class[digits] >= '0' && class[digits] <= '9' {
		digits++
	}
	if digits == 1 {
		return edit{}
	}
	strip, err := strconv.Atoi(class[1:digits])
	if err != nil {
		return edit{}
	}
	return edit{lower: class[0] == 'l', strip: strip, add: class[digits:]}
}

// apply returns the lemma of form.
func (e edit) apply(form string) string {
	if e.whole != "" {
		return e.whole
	}
	form = number(form)
	if e.lower {
		form = strings.ToLower(form)
	}
	for range e.strip {
		_, n := utf8.DecodeLastRuneInString(form)
		form = form[:len(form)-n]
	}
	if e.add == "" && form != "" {
		return form
	}
	return form + e.add
}

// lemmatizer tells the edits with a scorer.
type lemmatizer struct {
	scorer  linear.Scorer
	keys    []uint32
	scores  linear.Scores
	classes int
}

func (l *lemmatizer) features(w *word) {
	k := l.keys[:0]
	id := uint32(lemmaTemplates)
	add := func(a, b, c uint32) {
		k = append(k, linear.Key(id, a, b, c))
		id++
	}
	capital := uint32(0)
	if w.upper {
		capital = 1
	}
	add(w.tag, capital, 0)
	add(w.lower, w.tag, 0)
	add(w.lower, 0, 0)
	add(w.form, w.tag, 0)
	add(w.suffix[0], w.tag, 0)
	add(w.suffix[1], w.tag, 0)
	add(w.suffix[2], w.tag, 0)
	add(w.suffix[3], w.tag, 0)
	add(w.suffix[3], w.suffix5, w.tag)
	add(w.shape, w.tag, 0)
	l.keys = k
}

func (l *lemmatizer) best() int {
	l.scores.Clear()
	l.scorer.Score(l.keys, &l.scores)
	return l.scores.Best(l.classes)
}
