package resolve

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/graph"
)

// slug returns a folded name as part of an address: "sergei-lavrov". It keeps at
// most 60 bytes, whole words.
func slug(folded string) string { return slugWithin(folded, 60) }

// slugWithin is a slug of at most so many bytes, cut between words.
func slugWithin(folded string, most int) string {
	var b strings.Builder
	for _, word := range strings.FieldsFunc(folded, func(r rune) bool {
		return r >= utf8.RuneSelf || !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}) {
		if b.Len()+len(word) > most && b.Len() > 0 {
			break
		}
		if b.Len() > 0 {
			b.WriteByte('-')
		}
		b.WriteString(strings.ToLower(word))
	}
	return b.String()
}

// bare returns an address without its prefix: "russia".
func bare(iri graph.IRI) string {
	_, rest, _ := strings.Cut(string(iri), ":")
	return rest
}

// small words stay small inside of a title.
var smallWords = map[string]bool{"of": true, "the": true, "and": true, "for": true, "to": true, "in": true, "on": true, "at": true}

// title returns a title's slug as words: "Secretary General".
func title(slug string) string {
	words := strings.Split(slug, "-")
	for i, w := range words {
		if w != "" && (i == 0 || !smallWords[w]) {
			words[i] = strings.ToUpper(w[:1]) + w[1:]
		}
	}
	return strings.Join(words, " ")
}

// tokens are the words of a folded name.
func tokens(folded string) []string { return strings.Fields(folded) }

// personKey is under what full names of persons are looked up: first and last
// word; empty for a bare surname.
func personKey(folded string) string {
	t := tokens(folded)
	if len(t) < 2 {
		return ""
	}
	return t[0] + " " + t[len(t)-1]
}

// middlesAgree reports whether two full names with the same ends can name one
// person: the words between them are the same, or initials of the same, or one
// name leaves them out. "George W. Bush" and "George H. W. Bush" can not.
func middlesAgree(a, b string) bool {
	ta, tb := tokens(a), tokens(b)
	ta, tb = ta[1:len(ta)-1], tb[1:len(tb)-1]
	if len(ta) == 0 || len(tb) == 0 {
		return true
	}
	if len(ta) != len(tb) {
		return false
	}
	for i := range ta {
		x, y := strings.TrimSuffix(ta[i], "."), strings.TrimSuffix(tb[i], ".")
		if len(x) > len(y) {
			x, y = y, x
		}
		if x != y && !(len(x) == 1 && strings.HasPrefix(y, x)) {
			return false
		}
	}
	return true
}

// longest returns the longest of names, of equally long ones the first by letters.
func longest(names []string) string {
	best := ""
	for _, n := range names {
		if len(n) > len(best) || len(n) == len(best) && n < best {
			best = n
		}
	}
	return best
}

// clean gives a mention's words one space between them.
func clean(words string) string { return strings.Join(strings.Fields(words), " ") }
