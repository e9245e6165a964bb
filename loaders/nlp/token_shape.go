package nlp

import (
	"unicode"
	"unicode/utf8"

	"entente/loaders/nlp/linear"
)

// word is what the features of all stages ask of a token, as numbers.
type word struct {
	looks
	glue  uint32 // of a mark: 1 when the token before touches it, 2 the one behind, 4 for others
	tag   uint32 // class of the tagger, once known
	first uint32 // its class at the first reading
	sure  bool   // its tag leads by far at the first reading
}

// looks are what is asked of a form, wherever it stands.
type looks struct {
	form, lower uint32    // hashes; digits of lower are all one
	prefix      [3]uint32 // the first one to three bytes of lower
	suffix      [4]uint32 // the last one to four bytes of lower
	suffix5     uint32
	shape       uint32 // "Xxx" squeezed to "Xx", first 6 changes
	cluster     uint32 // class by its neighbours, 0 when not known
	big         uint32 // class by its sense, 0 when not known: one of 64,
	middle      uint32 // of 512,
	small       uint32 // of 4096
	mark        uint32 // bits of the lexicon
	stem        uint32 // the word in lower case without its ending
	letters     bool   // has some
	upper       bool   // begins with an upper-case letter
	capital     bool   // all letters are upper case, at least two
}

// edge stands for the places before a sentence's first token and after its last.
var edge = word{looks: looks{form: 1, lower: 1, shape: 1}, tag: 255, first: 255}

// look returns what is asked of a token's plain form.
func (l lexicon) look(form string) looks {
	w := looks{form: linear.Hash(form)}
	var room [64]byte
	lower := lowered(room[:0], form)
	h := uint32(2166136261)
	for i, c := range lower {
		h = (h ^ uint32(c)) * 16777619
		if i < 3 {
			w.prefix[i] = h
		}
	}
	w.lower = h
	w.stem = stem(lower)
	h = 2166136261
	for i := 0; i < 4 && i < len(lower); i++ {
		h = (h ^ uint32(lower[len(lower)-1-i])) * 16777619
		w.suffix[i] = h
	}
	if len(lower) > 4 {
		w.suffix5 = (h ^ uint32(lower[len(lower)-5])) * 16777619
	}
	w.shape, w.letters, w.upper, w.capital = shape(form)
	known := l[w.lower]
	w.mark, w.cluster = uint32(known.mark), uint32(known.cluster)
	if c := uint32(known.class); c > 0 {
		w.big, w.middle, w.small = (c-1)>>6+1, (c-1)>>3+1, c
	}
	return w
}

// sentence appends what is asked of the tokens of a sentence.
func (l lexicon) sentence(to []word, tokens []Token) []word {
	for i := range tokens {
		w := word{looks: l.look(tokens[i].Norm), glue: 4}
		if c := tokens[i].Norm; len(c) > 0 && !w.letters && (c[0] < '0' || c[0] > '9') {
			w.glue = bit(i > 0 && tokens[i-1].End == tokens[i].Start) | bit(i+1 < len(tokens) && tokens[i].End == tokens[i+1].Start)<<1
		}
		to = append(to, w)
	}
	return to
}

func bit(b bool) uint32 {
	if b {
		return 1
	}
	return 0
}

// stem returns a hash of a word in lower case without the endings that verbs and
// nouns take, so that "promised" and "promises" are one.
func stem(lower []byte) uint32 {
	for _, ending := range [...]string{"ing", "ed", "es", "s", "e", "d"} {
		if n := len(lower) - len(ending); n >= 3 && string(lower[n:]) == ending {
			lower = lower[:n]
			break
		}
	}
	h := uint32(2166136261)
	for _, c := range lower {
		h = (h ^ uint32(c)) * 16777619
	}
	return h
}

// lowered appends s in lower case, each digit as a 0.
func lowered(to []byte, s string) []byte {
	for i := 0; i < len(s); {
		c := s[i]
		switch {
		case c >= 'A' && c <= 'Z':
			to = append(to, c|0x20)
		case c >= '0' && c <= '9':
			to = append(to, '0')
		case c < utf8.RuneSelf:
			to = append(to, c)
		default:
			r, n := utf8.DecodeRuneInString(s[i:])
			to = utf8.AppendRune(to, unicode.ToLower(r))
			i += n
			continue
		}
		i++
	}
	return to
}

// shape returns a number for the kinds of characters in s, runs counted once.
func shape(s string) (id uint32, letters, upper, capital bool) {
	last := byte(0)
	changes, uppers, lowers, n := 0, 0, 0, 0
	id = 2166136261
	for i, r := range s {
		kind := byte('.')
		switch {
		case r >= 'a' && r <= 'z':
			kind = 'x'
		case r >= 'A' && r <= 'Z':
			kind = 'X'
		case r >= '0' && r <= '9':
			kind = '0'
		case r == '-' || r == '\'' || r == '.' || r == ',' || r == '/' || r == ':' || r == '$' || r == '@':
			kind = byte(r)
		case r < utf8.RuneSelf:
		case unicode.IsUpper(r):
			kind = 'X'
		case unicode.IsLetter(r):
			kind = 'x'
		}
		switch kind {
		case 'X':
			uppers++
			upper = upper || i == 0
		case 'x':
			lowers++
		}
		if kind != last && changes < 6 {
			id = (id ^ uint32(kind)) * 16777619
			changes++
		}
		last = kind
		n++
	}
	return id ^ uint32(min(n, 5))<<3, uppers+lowers > 0, upper, uppers > 1 && lowers == 0
}
