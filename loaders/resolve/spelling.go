package resolve

import (
	"slices"
	"strings"

	"entente/graph/gazetteer"
	"entente/graph/ontology"
)

// Names that are transcribed from another script are spelled in several ways:
// "Sergei" and "Sergey", "Moammar Kadafi" and "Muammar Gaddafi". In one article such
// names are one person; across articles the country must be the same too.

// longWord is how many letters a word must have to be known in another spelling: "Li
// Peng" and "Li Ping" are two.
const longWord = 6

// mostLetters is in how many letters two spellings of one word may differ.
const mostLetters = 2

// spelledAlike reports whether two folded full names are one name in two spellings:
// word for word the same, or long words that sound alike and differ little.
func spelledAlike(a, b string) bool {
	x, y := tokens(a), tokens(b)
	if len(x) != len(y) || len(x) < 2 || a == b {
		return false
	}
	for i := range x {
		if x[i] == y[i] {
			continue
		}
		if min(len(x[i]), len(y[i])) < longWord || gazetteer.Sound(x[i]) != gazetteer.Sound(y[i]) || !within(x[i], y[i], mostLetters) {
			return false
		}
	}
	return true
}

// within reports whether a word becomes another by at most n letters put in, left out
// or changed.
func within(a, b string, n int) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > n {
		return false
	}
	row := make([]int, len(a)+1)
	for i := range row {
		row[i] = i
	}
	for j := range len(b) {
		left := row[0]
		row[0] = j + 1
		for i := range len(a) {
			change := left
			if a[i] != b[j] {
				change++
			}
			left = row[i+1]
			row[i+1] = min(change, row[i]+1, left+1)
		}
	}
	return row[len(a)] <= n
}

// soundKey is under what full names that may be one in two spellings are looked up;
// empty for a bare surname.
func soundKey(folded string) string {
	t := tokens(folded)
	if len(t) < 2 {
		return ""
	}
	return gazetteer.Sound(t[0]) + " " + gazetteer.Sound(t[len(t)-1])
}

// otherSpelling says of two persons of one country that their names are one in two
// spellings; empty when they are not.
func otherSpelling(a, b *aspects) string {
	if !meet(a.Countries, b.Countries) {
		return ""
	}
	for _, x := range a.Folded {
		for _, y := range b.Folded {
			if spelledAlike(x, y) {
				return "one name in two spellings, \"" + x + "\" and \"" + y + "\", of one country"
			}
		}
	}
	return ""
}

// spellings joins the persons of the article whose names are one in two spellings. A long
// text names tens of thousands: compared are those that sound alike, word for word.
func (b *builder) spellings() {
	sounding := map[string][]int{} // in the order of All
	for i := range b.All {
		if b.All[i].Type != ontology.Person || b.All[i].entities == nil {
			continue
		}
		into := i
		for _, j := range b.sounding(sounding, i) {
			if b.spelledOtherwise(i, j) {
				into = j
				break
			}
		}
		for _, key := range wordSounds(b.All[i]) {
			if !slices.Contains(sounding[key], into) {
				sounding[key] = union(sounding[key], []int{into})
			}
		}
		if into != i {
			b.move(i, into)
		}
	}
	b.compact()
}

// sounding are the persons before one with whom it may share a name, in the order of All.
func (b *builder) sounding(sounding map[string][]int, i int) []int {
	var all []int
	for _, key := range wordSounds(b.All[i]) {
		all = append(all, sounding[key]...)
	}
	return union(nil, all)
}

// spelledOtherwise joins a person to an earlier one of the same name in another spelling.
func (b *builder) spelledOtherwise(i, j int) bool {
	s, t := &b.All[j], b.All[i]
	if s.Ref != "" && t.Ref != "" || !anyAlike(*s, t) {
		return false
	}
	if t.Ref != "" {
		s.Ref = t.Ref
	}
	b.join(j, t)
	return true
}

// wordSounds are the sounds of each word of the names, which names that are spelled
// alike have in common.
func wordSounds(t Thing) []string {
	var all []string
	for _, n := range t.Folded {
		words := tokens(n)
		if len(words) < 2 {
			continue
		}
		for i, w := range words {
			words[i] = gazetteer.Sound(w)
		}
		all = append(all, strings.Join(words, "|"))
	}
	return all
}

func anyAlike(s, t Thing) bool {
	for _, x := range s.Folded {
		for _, y := range t.Folded {
			if spelledAlike(strings.TrimSpace(x), strings.TrimSpace(y)) {
				return true
			}
		}
	}
	return false
}
