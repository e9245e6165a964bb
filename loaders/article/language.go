package article

import (
	"iter"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/RadhiFadlillah/whatlanggo"
	"golang.org/x/text/language"
)

// inEnglish says of each article in which language it is, and puts a
// *LanguageError beside those that are not in English.
func (o Options) inEnglish(name string, articles iter.Seq2[Article, error]) iter.Seq2[Article, error] {
	return func(yield func(Article, error) bool) {
		for a, err := range articles {
			if err == nil {
				a.Lang = languageOf(a)
				if base(a.Lang) != "en" && a.Lang != "" && !o.AnyLanguage {
					err = &LanguageError{Name: name, ID: a.ID, Lang: a.Lang}
				}
			}
			if !yield(a, err) {
				return
			}
		}
	}
}

// How much of a text tells its language: words at least, bytes at most. A few
// names and verbs look like any language, so it takes more words to turn a text
// in the Latin script away than to take it.
const (
	tellWords = 12
	tellAlien = 30
	tellBytes = 4000
)

// languageOf returns the language of an article's words, BCP 47. What the source
// says stands where it agrees, or where the words are too few to tell; sites say
// "en" of whatever stands on them.
func languageOf(a Article) string {
	said := tag(a.Lang)
	words := sample(a)
	n, english := functionWords(words)
	if n >= tellWords && english*100 >= n*8 || english >= 2 && english*100 >= n*15 {
		return agreed(said, "en")
	}
	info := whatlanggo.Detect(words)
	found := info.Lang.Iso6391()
	switch {
	case n < tellAlien && latin(words), found == "":
		return said
	case found == "en" && n >= tellWords:
		return agreed(said, "en")
	case !info.IsReliable() && english*100 >= n*4:
		return said
	}
	return agreed(said, found)
}

// agreed returns what the source says when it means the language that was found.
func agreed(said, found string) string {
	if base(said) == found {
		return said
	}
	return found
}

// sample returns the first words of the parts that are read.
func sample(a Article) string {
	var b strings.Builder
	for _, part := range a.Parts {
		if part.Kind.Read() && b.Len() < tellBytes {
			b.WriteString(a.Text[part.Start:part.End])
			b.WriteByte(' ')
		}
	}
	words := b.String()
	if len(words) > tellBytes {
		words = strings.ToValidUTF8(words[:tellBytes], "")
	}
	return words
}

// functionWords counts the words and those among them that English has and its
// neighbours have not. They are about a fifth of an English text.
func functionWords(words string) (n, english int) {
	for word := range strings.FieldsFuncSeq(words, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' }) {
		n++
		if len(word) <= 6 && slices.Contains(englishWords, strings.ToLower(word)) {
			english++
		}
	}
	return n, english
}

var englishWords = []string{"the", "of", "and", "to", "that", "with", "by", "from", "this", "which", "said", "not",
	"their", "would", "been", "who", "will", "were", "had", "its", "has", "have", "are", "they", "his", "but", "after", "where", "about"}

// latin reports whether the letters of words are mostly those of the Latin script.
func latin(words string) bool {
	n, other := 0, 0
	for _, r := range words {
		if unicode.IsLetter(r) {
			n++
			if r >= utf8.RuneSelf && !unicode.Is(unicode.Latin, r) {
				other++
			}
		}
	}
	return other*2 < n || n == 0
}

// tag returns a language as BCP 47: "en", "pt-BR". It knows tags and names: "English".
func tag(said string) string {
	said = strings.TrimSpace(strings.ReplaceAll(said, "_", "-"))
	if code, ok := languageNames[strings.ToLower(said)]; ok {
		return code
	}
	parsed, err := language.Parse(said)
	if err != nil || said == "" || parsed == language.Und {
		return ""
	}
	return parsed.String()
}

// languageNames are names that corpora give in place of a tag.
var languageNames = map[string]string{
	"english": "en", "german": "de", "french": "fr", "spanish": "es", "russian": "ru", "arabic": "ar", "chinese": "zh",
	"portuguese": "pt", "italian": "it", "turkish": "tr", "ukrainian": "uk", "persian": "fa", "japanese": "ja", "korean": "ko",
	"dutch": "nl", "polish": "pl", "swedish": "sv", "norwegian": "no", "danish": "da", "finnish": "fi", "czech": "cs",
	"greek": "el", "hebrew": "he", "hindi": "hi", "urdu": "ur", "indonesian": "id", "vietnamese": "vi", "romanian": "ro",
	"hungarian": "hu", "bulgarian": "bg", "serbian": "sr", "croatian": "hr", "eng": "en",
}

// base returns the language of a tag without region or script.
func base(code string) string {
	code, _, _ = strings.Cut(code, "-")
	return strings.ToLower(code)
}

// languageName returns the English name of a language, or its code.
func languageName(code string) string {
	for name, known := range languageNames {
		if known == base(code) && name != "eng" {
			return strings.ToUpper(name[:1]) + name[1:]
		}
	}
	return "the language " + code
}
