package gazetteer

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// letters that the Unicode decomposition leaves whole.
var letters = strings.NewReplacer(
	"ø", "o", "ł", "l", "đ", "d", "ð", "d", "þ", "th", "ß", "ss", "æ", "ae", "œ", "oe", "ı", "i", "ə", "a",
)

// Fold returns the form under which names are compared: lower case, without
// accents, full stops, apostrophes and a leading article, all other marks as
// one space. "U.S." gives "us", "the Élysée" gives "elysee".
func Fold(name string) string {
	if plain, ok := foldASCII(name); ok {
		return dropArticle(plain)
	}
	var b strings.Builder
	space := false
	for _, r := range letters.Replace(norm.NFD.String(strings.ToLower(name))) {
		switch {
		case unicode.Is(unicode.Mn, r), r == '.', r == '\'', r == '’', r == '‘', r == 'ʼ', r == 'ʿ', r == '`':
		case unicode.IsLetter(r), unicode.IsDigit(r), r == '+':
			if space && b.Len() > 0 {
				b.WriteByte(' ')
			}
			space = false
			b.WriteRune(r)
		default:
			space = true
		}
	}
	return dropArticle(b.String())
}

// foldASCII is Fold for what needs no decomposition: ASCII and the marks of printed
// text (U+2000 to U+203F), quotation marks, dashes, spaces.
func foldASCII(name string) (string, bool) {
	out := make([]byte, 0, len(name))
	space := false
	for i := 0; i < len(name); i++ {
		c := name[i]
		switch {
		case c == 0xe2 && i+2 < len(name) && name[i+1] == 0x80:
			i += 2
			space = space || name[i] != 0x98 && name[i] != 0x99 // ‘ and ’
			continue
		case c >= 0x80:
			return "", false
		case c >= 'A' && c <= 'Z':
			c += 'a' - 'A'
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9', c == '+':
		case c == '.', c == '\'', c == '`':
			continue
		default:
			space = true
			continue
		}
		if space && len(out) > 0 {
			out = append(out, ' ')
		}
		space = false
		out = append(out, c)
	}
	return string(out), true
}

func dropArticle(s string) string {
	if rest, ok := strings.CutPrefix(s, "the "); ok {
		return rest
	}
	return s
}

// Slug returns a name as it stands in an IRI: "John F. Kerry" gives
// "john-f-kerry".
func Slug(name string) string { return strings.ReplaceAll(Fold(name), " ", "-") }

// particles of Arabic names come and go with the newspaper.
var particles = map[string]bool{"al": true, "el": true, "ul": true, "bin": true, "ibn": true, "as": true, "ash": true, "ad": true, "ar": true, "an": true}

// sounds are spellings of one sound, longest first.
var sounds = strings.NewReplacer(
	"shch", "s", "sch", "s", "tsch", "c", "tch", "c", "sh", "s", "ch", "c", "cz", "c", "kh", "h", "gh", "k", "dh", "d", "th", "t",
	"ph", "f", "zh", "z", "dj", "j", "ts", "z", "ck", "k", "q", "k", "g", "k", "w", "v", "x", "ks", "y", "i",
)

// Sound returns a key that the usual transliterations of a name share:
// "Gaddafi", "Qadhafi" and "Kadafi", "Sergei" and "Sergey", "Mohammed" and
// "Muhammad". Unlike names may share one too: it finds candidates, no more.
func Sound(name string) string {
	var out []string
	for _, word := range strings.Fields(Fold(name)) {
		if particles[word] {
			continue
		}
		if key := soundOf(word); key != "" {
			out = append(out, key)
		}
	}
	return strings.Join(out, " ")
}

// soundOf keeps the first letter and the consonants behind it, each once.
func soundOf(word string) string {
	var b strings.Builder
	last := rune(0)
	for i, r := range sounds.Replace(word) {
		vowel := strings.ContainsRune("aeiou", r)
		if i == 0 && vowel {
			b.WriteByte('a') // Osama, Usama
		} else if !vowel && r != last {
			b.WriteRune(r)
		}
		last = r
	}
	return b.String()
}
