package nlp

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// fused are words that are written together and read apart, with the place of
// the cut.
var fused = map[string]int{
	"cannot": 3, "gonna": 3, "gotta": 3, "wanna": 3, "gimme": 3, "lemme": 3, "dunno": 2, "dont": 2, "didnt": 3,
	"doesnt": 4, "cant": 2, "wont": 2, "im": 1, "ive": 1, "isnt": 2, "wasnt": 3, "couldnt": 5, "wouldnt": 5,
	"shouldnt": 6, "havent": 4, "arent": 3, "hasnt": 3, "werent": 4, "youre": 3, "theyre": 4, "thats": 4, "whats": 4,
	"d'you": 2, "alot": 1, "outta": 3, "'tis": 2, "'twas": 2,
}

// prefixes stay with their word over a hyphen.
var prefixes = setOf(`non e mid re anti co pre pro cross post over ex multi semi sub counter mini psycho neo
	socio inter intra micro arch un trans ultra hyper bio geo de dis infra mega nano proto pseudo quasi super tele uni
	extra macro mal mis out under`)

// abbreviations keep their full stop. Those in beforeName or beforeNumber keep
// it only there; a sentence can end on the word itself.
var (
	abbreviations = setOf(`mr mrs ms dr drs sts prof rev fr hon gen col maj capt cmdr lt sgt sen sens rep reps gov govs pres amb
		adm brig cpl pvt supt insp st ft mt jr sr messrs mme mlle inc ltd corp co bros vs etc e.g i.e eg al approx esp
		jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri dept est univ assn assoc
		ave blvd rd hwy ste ca cf viz vol vols ed eds fig figs ext tel attn no nos art sec para pp yrs mins hrs lb lbs oz
		ariz ark calif colo conn del fla ga ill ind kan ky md mich minn mo mont neb nev okla ore pa tenn tex va vt wis wyo
		ph.d m.d b.a m.a d.c u.s u.n u.k ret div int intl natl govt min admin secy asst dist nat`)
	beforeNumber = setOf(`no nos art sec para pp p vol fig figs ext tel ca ed eds c`)
	beforeName   = setOf(`mar jun jul sun sat mon fri ga ill ind del mo pa md ed art sec min nat dist int mt st ft al fig co est ext no div
		fr hon rep reps gen gov rev col ret vol ave ste`)
)

func setOf(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}

// abbreviation says that the full stop at the end of text[start:end] belongs to
// the word before it.
func (t *tokenizer) abbreviation(start, end int) bool {
	word := t.text[start : end-1]
	if i := strings.LastIndexAny(word, "-/("); i >= 0 {
		word = word[i+1:]
	}
	if len(word) == 0 || len(word) > 12 {
		return false
	}
	next := t.follows(end)
	if letters(word) == 1 {
		return t.initial(word, start, next)
	}
	if dotted(word) {
		return true
	}
	lower := strings.ToLower(word)
	switch {
	case !abbreviations[lower]:
		return false
	case beforeNumber[lower]:
		return unicode.IsDigit(next) || beforeName[lower] && unicode.IsUpper(rune(word[0])) && unicode.IsUpper(next)
	case beforeName[lower]:
		return unicode.IsUpper(rune(word[0])) && (unicode.IsUpper(next) || unicode.IsDigit(next)) || lower == "al" || lower == "co" && unicode.IsLower(next)
	}
	return lower == word || unicode.IsUpper(rune(word[0]))
}

// initial says that a single letter with a full stop is somebody's initial, as
// in "John F. Kerry", and not the end of "World War I."
func (t *tokenizer) initial(word string, start int, next rune) bool {
	r, _ := utf8.DecodeRuneInString(word)
	if r == 'c' && unicode.IsDigit(next) {
		return true // c. 1818
	}
	if !unicode.IsUpper(r) || next == 0 {
		return false
	}
	if r != 'I' {
		return unicode.IsUpper(next) || unicode.IsPunct(next)
	}
	before := strings.TrimRight(t.text[max(0, start-24):start], " ")
	before = before[strings.LastIndexByte(before, ' ')+1:]
	return unicode.IsUpper(next) && before != "" && before != "War" && unicode.IsUpper(rune(before[0])) && strings.HasSuffix(before, ".")
}

// follows returns the first rune after at that is not blank, 0 at the end of the
// block.
func (t *tokenizer) follows(at int) rune {
	for at < t.stop {
		r, n := utf8.DecodeRuneInString(t.text[at:t.stop])
		if !blank(r) {
			return r
		}
		at += n
	}
	return 0
}

func letters(s string) int { return utf8.RuneCountInString(s) }

// dotted says that s is single letters with full stops between them: U.S, a.m.
func dotted(s string) bool {
	if len(s) < 3 {
		return false
	}
	for i := 0; i < len(s); i++ {
		letter := s[i]|0x20 >= 'a' && s[i]|0x20 <= 'z'
		if i%2 == 0 && !letter || i%2 == 1 && s[i] != '.' {
			return false
		}
	}
	return len(s)%2 == 1
}

// clitic says that s is what stands after the apostrophe of a clitic.
func clitic(s string) bool {
	switch s {
	case "s", "S", "re", "RE", "ve", "VE", "ll", "LL", "d", "D", "m", "M", "em", "t":
		return true
	}
	return false
}

// cliticAt returns where the last clitic of a word begins, 0 if it has none.
func cliticAt(s string) int {
	if i := strings.LastIndexAny(s, "'’`"); i > 0 && len(s)-i <= 6 {
		_, n := utf8.DecodeRuneInString(s[i:])
		after := s[i+n:]
		if (after == "t" || after == "T") && (s[i-1] == 'n' || s[i-1] == 'N') && i > 1 {
			return i - 1
		}
		if after != "t" && after != "em" && clitic(after) {
			return i
		}
	}
	return 0
}

// unitAt returns where the unit of a number begins, as in 5pm or 35mm.
func unitAt(s string) int {
	at := 0
	for at < len(s) && (s[at] >= '0' && s[at] <= '9' || at > 0 && (s[at] == '.' || s[at] == ',' || s[at] == ':')) {
		at++
	}
	if at == 0 || at == len(s) || !units[strings.ToLower(s[at:])] {
		return 0
	}
	return at
}

var units = setOf("am pm a.m p.m a.m. p.m. mm cm km kg mg ml ft lb lbs oz k m bn tn mb gb tb hz khz mhz ghz mph kph hr hrs min mins sec yr yrs yo million billion")

// address says that s is a web address, a mail address or a file's name.
func address(s string) bool {
	if len(s) < 5 || strings.ContainsAny(s, "\"<") && !strings.HasPrefix(s, "http") {
		return false
	}
	if strings.Contains(s, "://") || strings.HasPrefix(s, "www.") || strings.HasPrefix(s, "mailto:") {
		return true
	}
	if at := strings.IndexByte(s, '@'); at > 0 && at < len(s)-3 && strings.IndexByte(s[at:], '.') > 0 {
		return true
	}
	dot := strings.LastIndexByte(strings.TrimRight(s, ".,;:!?)'\""), '.')
	if dot <= 0 || dot == len(s)-1 || strings.ContainsAny(s[:dot], ",;()") {
		return false
	}
	last := strings.TrimRight(s[dot+1:], ".,;:!?)'\"")
	if i := strings.IndexByte(last, '/'); i > 0 {
		last = last[:i]
	}
	return domains[last]
}

var domains = setOf("com org net gov edu mil int info biz co.uk uk de fr eu ru cn io tv doc xls pdf html htm php jpg txt DOC XLS PDF Com Org Net COM")

// inner returns the place and length of the first mark inside a piece at which it
// comes apart.
func inner(s string) (at, n int) {
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		if i > 0 && !alnum(r) {
			if n := cut(s, i, r, size); n > 0 {
				return i, n
			}
		}
		i += size
	}
	return 0, 0
}

// cut returns how many bytes from s[i:] on are a mark between two words, 0 when
// the mark belongs to the word.
func cut(s string, i int, r rune, size int) int {
	before, _ := utf8.DecodeLastRuneInString(s[:i])
	after, _ := utf8.DecodeRuneInString(s[i+size:])
	digits := unicode.IsDigit(before) && unicode.IsDigit(after)
	switch r {
	case '-', '‐', '‑', '–':
		return hyphen(s, i, size)
	case '—', '―', '…', '(', ')', '[', ']', '{', '}', '"', '“', '”', '«', '»', ';', '!', '?', '<', '>', '|', '^', '\\':
		return size
	case ',', ':':
		if digits {
			return 0
		}
		return size
	case '/':
		if unicode.IsDigit(before) || letters(s) <= 3 {
			return 0
		}
		return size
	case '.':
		if run := lastDot(s, i); run > 1 {
			return run
		}
		if unicode.IsLower(before) && unicode.IsUpper(after) && i >= 3 && len(s)-i > 2 && !strings.Contains(s[i+1:], ".") {
			return size
		}
		return 0
	case '=', '~', '°', '→':
		return size
	case '$', '€', '£', '%':
		if unicode.IsDigit(after) && unicode.IsLetter(before) {
			return 0
		}
		return size
	}
	return 0
}

func lastDot(s string, i int) int {
	n := 0
	for i+n < len(s) && s[i+n] == '.' {
		n++
	}
	return n
}

// hyphen returns the length of the hyphens at s[i:], 0 when they hold the word
// together: a known prefix, a telephone number, a date in digits.
func hyphen(s string, i, size int) int {
	n := size
	for s[i] == '-' && i+n < len(s) && s[i+n] == '-' {
		n++
	}
	if n > 1 && s[i] == '-' {
		return n
	}
	first, rest := s[:i], s[i+n:]
	if prefixes[strings.ToLower(first)] && s[i] == '-' {
		return 0
	}
	if telephone(s) {
		return 0
	}
	if digitsOnly(first) && len(first) >= 3 {
		next := strings.TrimRight(rest, "0123456789-")
		if next == "" && (strings.Contains(rest, "-") || len(first) == 3 && len(rest) == 4) {
			return 0
		}
	}
	if digitsOnly(first) && len(first) <= 2 && strings.Trim(rest, "0123456789-") == "" && strings.Count(rest, "-") > 0 {
		return 0
	}
	return n
}

// telephone says that s is groups of figures with hyphens between, the last of
// them four: 713-664-7478, 3-5290.
func telephone(s string) bool {
	groups := strings.Split(s, "-")
	for _, g := range groups {
		if !digitsOnly(g) {
			return false
		}
	}
	last, first := groups[len(groups)-1], groups[0]
	return len(last) == 4 && (len(groups) > 2 && len(first) >= 3 || len(groups) == 2 && len(first) == 1)
}

func digitsOnly(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// emoticon returns the length of the face at the front of s, if s is one.
func emoticon(s string) int {
	if len(s) > 4 || len(s) < 2 || strings.IndexByte(":;=8", s[0]) < 0 {
		return 0
	}
	if strings.Trim(s[1:], "-'^oO)(DPpS|/\\][") == "" {
		return len(s)
	}
	return 0
}
