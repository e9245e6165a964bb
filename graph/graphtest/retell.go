package graphtest

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"iter"
	"math/rand/v2"
	"os"
	"regexp"
	"slices"
	"strings"
	"time"

	"entente/graph/gazetteer"
)

// Release is an article as a corpus in JSON lines has it.
type Release struct {
	ID        string `json:"id"`
	Title     string `json:"title"`
	Publisher string `json:"publisher"`
	Published string `json:"published"` // a day, perhaps with an hour behind it
	Text      string `json:"text"`
}

// Releases reads a corpus of JSON lines, packed by gzip.
func Releases(path string) ([]Release, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	plain, err := gzip.NewReader(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	var all []Release
	lines := bufio.NewScanner(plain)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		var r Release
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			return nil, fmt.Errorf("%s: line %d: %w", path, len(all)+1, err)
		}
		all = append(all, r)
	}
	return all, lines.Err()
}

// Retelling makes any number of different articles out of given ones, the same
// for the same seed. An article has a third of the paragraphs of three of the
// originals, so that no two are near copies; its day and the days in its text are
// moved by whole weeks, so that "on Tuesday" stays true. People of one round
// through the originals have the same other names throughout, three of four of
// them; the rest keep theirs, as ministers do who are in the news for years.
// States keep their names: there are no more of them in a million articles.
type Retelling struct {
	seed  uint64
	of    []Release
	given map[gazetteer.Gender][]string // of the originals' people
}

// Retell prepares retellings of articles, of which none may lack a day.
func Retell(seed uint64, of []Release) (*Retelling, error) {
	r := &Retelling{seed: seed, of: of, given: map[gazetteer.Gender][]string{}}
	seen := map[string]bool{}
	for _, o := range of {
		if _, err := day(o); err != nil {
			return nil, err
		}
		for given := range people(o.Text) {
			if !seen[given] {
				seen[given] = true
				g := gazetteer.GivenName(given)
				r.given[g] = append(r.given[g], given)
			}
		}
	}
	if len(of) == 0 {
		return nil, fmt.Errorf("retell: no articles given")
	}
	return r, nil
}

var (
	fullName  = regexp.MustCompile(`\b(\p{Lu}\p{Ll}+) (?:\p{Lu}\. )?(\p{Lu}[\p{L}’'-]*\p{Ll})`)
	nameWord  = regexp.MustCompile(`\p{Lu}[\p{L}’'-]*\p{L}`)
	dayInText = regexp.MustCompile(`\b(January|February|March|April|May|June|July|August|September|October|November|December) ([0-9]{1,2})\b(, [0-9]{4}\b)?`)
)

// Release makes the i-th article.
func (r *Retelling) Release(i int) Release {
	g := rand.New(rand.NewPCG(r.seed, uint64(i)))
	first, round := r.of[i%len(r.of)], i/len(r.of)
	weeks := int(r.hash(fmt.Sprint("weeks ", round))%1040) - 520
	told, _ := day(first)
	told = told.AddDate(0, 0, 7*weeks)
	var text []string
	for _, o := range []Release{first, r.of[g.IntN(len(r.of))], r.of[g.IntN(len(r.of))]} {
		part := third(g, strings.Split(o.Text, "\n\n"))
		was, _ := day(o)
		moved := int(told.Sub(was).Hours()/24) / 7 * 7
		text = append(text, moveDays(strings.Join(part, "\n\n"), was, moved))
	}
	other := r.names(round, strings.Join(text, "\n\n")+"\n\n"+first.Title)
	return Release{
		ID: fmt.Sprintf("urn:retold:%d", i), Publisher: first.Publisher, Published: told.Format(time.DateOnly),
		Title: rename(first.Title, other), Text: rename(strings.Join(text, "\n\n"), other),
	}
}

func (r *Retelling) hash(s string) uint64 {
	h := fnv.New64a()
	fmt.Fprint(h, r.seed, " ", s)
	x := h.Sum64() // FNV alone leaves words that end alike close together
	x = (x ^ x>>31) * 0x9e3779b97f4a7c15
	return x ^ x>>29
}

// day reads the day of an article.
func day(r Release) (time.Time, error) {
	return time.Parse(time.DateOnly, r.Published[:min(len(r.Published), len(time.DateOnly))])
}

// third keeps a third of the paragraphs, one at least.
func third(g *rand.Rand, of []string) []string {
	keep := g.Perm(len(of))[:(len(of)+2)/3]
	slices.Sort(keep)
	var some []string
	for _, k := range keep {
		some = append(some, of[k])
	}
	return some
}

// moveDays moves the days named in a text of one day by so many days.
func moveDays(text string, told time.Time, by int) string {
	return dayInText.ReplaceAllStringFunc(text, func(s string) string {
		for _, layout := range []string{"January 2, 2006", "January 2"} {
			d, err := time.Parse(layout, s)
			if err != nil {
				continue
			}
			if d.Year() == 0 {
				d = d.AddDate(told.Year(), 0, 0)
			}
			return d.AddDate(0, 0, by).Format(layout)
		}
		return s // no day of the calendar
	})
}

// people finds given names with the family name behind them.
func people(text string) iter.Seq2[string, string] {
	return func(yield func(given, family string) bool) {
		for at := 0; ; {
			m := fullName.FindStringSubmatchIndex(text[at:])
			if m == nil {
				return
			}
			given, family := text[at+m[2]:at+m[3]], text[at+m[4]:at+m[5]]
			at += m[3] // "Minister Peter" may be followed by "Aldane"
			if gazetteer.GivenName(given) == gazetteer.NoName || gazetteer.GivenName(family) != gazetteer.NoName {
				continue
			}
			if !yield(given, family) {
				return
			}
		}
	}
}

// names gives the words of people's names in a text the words of other names.
func (r *Retelling) names(round int, text string) map[string]string {
	other := map[string]string{}
	for given, family := range people(text) {
		h := r.hash(fmt.Sprint(round, " ", family))
		if h%4 == 0 {
			continue
		}
		other[family] = invent(h / 4)
		other[strings.ToUpper(family)] = strings.ToUpper(other[family])
		all := r.given[gazetteer.GivenName(given)]
		other[given] = all[r.hash(fmt.Sprint(round, " ", given, " ", family))%uint64(len(all))]
	}
	return other
}

// rename puts other words for words that begin with a capital.
func rename(text string, other map[string]string) string {
	return nameWord.ReplaceAllStringFunc(text, func(word string) string {
		bare := strings.TrimSuffix(strings.TrimSuffix(word, "’s"), "'s")
		if new, ok := other[bare]; ok {
			return new + word[len(bare):]
		}
		return word
	})
}

// invent makes a family name of a number.
func invent(h uint64) string {
	var b strings.Builder
	for range 3 {
		b.WriteString(syllables[h%uint64(len(syllables))])
		h /= uint64(len(syllables))
	}
	s := b.String()
	return strings.ToUpper(s[:1]) + s[1:]
}
