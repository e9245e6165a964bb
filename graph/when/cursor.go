package when

import "strings"

// An atom is a word, or what stands between the hyphens of one.
type atom struct {
	text  string // plain
	word  int
	end   bool // the last of its word
	upper bool // begins with a capital
}

// A cursor is a place in a list of atoms. Copying it is remembering the place.
type cursor struct {
	atoms []atom
	pos   int
}

// newCursor cuts words into atoms, which lie in room if they fit.
func newCursor(words []string, room []atom) cursor {
	atoms := room[:0]
	for i, w := range words {
		if isFigures(w) || !strings.ContainsAny(w, "-–") {
			atoms = append(atoms, atom{plain(w), i, true, isUpper(w)})
			continue
		}
		for _, piece := range strings.FieldsFunc(w, func(r rune) bool { return r == '-' || r == '–' }) {
			atoms = append(atoms, atom{plain(piece), i, false, isUpper(piece)})
		}
		if n := len(atoms); n > 0 && atoms[n-1].word == i {
			atoms[n-1].end = true
		} else {
			atoms = append(atoms, atom{"-", i, true, false})
		}
	}
	return cursor{atoms: atoms}
}

func isUpper(w string) bool { return w != "" && w[0] >= 'A' && w[0] <= 'Z' }

// isFigures tells "2013-05-07" and "11-02-89" from "4-5" and "mid-1990s".
func isFigures(w string) bool {
	return strings.Count(w, "-") == 2 && allDigits(strings.ReplaceAll(w, "-", ""))
}

func (c *cursor) peek() string { return c.look(0) }

func (c *cursor) look(n int) string {
	if c.pos+n < len(c.atoms) {
		return c.atoms[c.pos+n].text
	}
	return ""
}

func (c *cursor) atWordEnd() bool { return c.pos > 0 && c.atoms[c.pos-1].end }

// take passes over the given words, all of them or none.
func (c *cursor) take(words ...string) bool {
	for i, w := range words {
		if c.look(i) != w {
			return false
		}
	}
	c.pos += len(words)
	return true
}

// takeOne passes over one of the given words.
func (c *cursor) takeOne(words ...string) bool {
	for _, w := range words {
		if c.take(w) {
			return true
		}
	}
	return false
}

// hyphen passes over a hyphen that is a word of its own.
func (c *cursor) hyphen() { c.takeOne("-", "–") }

// mayStart keeps Scan from words with which no phrase begins.
func mayStart(word string) bool {
	w := plain(word)
	if i := strings.IndexAny(w, "-–"); i > 0 {
		w = w[:i]
	}
	if startsWithDigit(w) || strings.HasPrefix(w, "'") {
		return true
	}
	return starters[w]
}

var starters = func() map[string]bool {
	all := map[string]bool{}
	for _, list := range []string{
		"the this that last next past previous prior current coming upcoming following same each every once twice",
		"today yesterday tomorrow tonight noon midnight midday overnight early mid late earlier later middle end beginning",
		"start close day days half fiscal recent few several some many couple a an more less fewer at up as dozens",
		"last comparable corresponding latest calendar no year night hundred hundreds thousands millennium millennia long right to",
	} {
		for _, w := range strings.Fields(list) {
			all[w] = true
		}
	}
	for w := range aboutWords {
		all[w] = true
	}
	for w := range references {
		first, _, _ := strings.Cut(w, " ")
		all[first] = true
	}
	addKeys(all, monthNames)
	addKeys(all, fullWeekdays)
	addKeys(all, seasonNames)
	addKeys(all, numberWords)
	addKeys(all, tensWords)
	addKeys(all, ordinalWords)
	addKeys(all, decadeWords)
	addKeys(all, unitWords)
	addKeys(all, feastsByWord)
	addKeys(all, setWords)
	return all
}()

func addKeys[V any](to map[string]bool, from map[string]V) {
	for k := range from {
		to[k] = true
	}
}
