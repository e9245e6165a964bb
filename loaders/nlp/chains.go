package nlp

import (
	"slices"
	"strings"

	"entente/graph/gazetteer"
)

// The stage of chains.
//
// Needs: tokens, tags, heads, names, quotations with speakers. Sets: Doc.Chains,
// and Quote.Chain.
//
// One pass from left to right, as in the precise sieves first of Lee et al. (2013,
// "Deterministic coreference resolution based on entity-centric, precision-ranked
// rules"): a name joins the chain that carries the same name or a longer one; a
// title joins whoever was introduced with it; a pronoun takes the most salient
// chain that agrees with it, by weights in the manner of Lappin and Leass (1994),
// whole numbers all.

// stageChains finds which phrases mean the same thing.
func stageChains(d *Doc) {
	c := newChainer(d)
	c.findTopic()
	for _, m := range c.mentions {
		c.place(m)
	}
	c.finish()
}

// Rechain finds again which phrases mean the same thing, with the names and
// quotations of the document as they are.
func Rechain(d *Doc) {
	d.Chains = nil
	stageChains(d)
}

// chainer is the state of the pass.
type chainer struct {
	d        *Doc
	mentions []mention
	chains   []*chain
	nameAt   []int // token -> index in Doc.Names, -1
	quoteAt  []int // token -> index in Doc.Quotes, -1
	chainAt  []int // head of a mention -> index in chains, -1
	speaker  map[int]int
	groups   []group
	// recent lists chains by their last mention, the latest last. Only the latest
	// are looked at, so that a book costs as much a page as a note.
	recent  []int
	later   []mention // of a speaker who is named behind his words
	fronted []fronted // pronouns in front of the name they mean

	weights     *[weights]int
	persons     []int          // heads of the mentions of persons by name, in order
	nouns       map[string]int // the chain of a noun, by its lemma, that was last spoken of
	again, next []string       // last words of the persons named behind a pronoun
	topic       string         // of the person named most often
	writer      int            // index in chains of the "I" outside of quotations, -1
	firstPerson int            // index in chains of the person named first, -1
}

// fronted is a pronoun that means a subject behind it.
type fronted struct {
	mention
	subject int
}

// remembered is how many chains are looked at.
const remembered = 256

// latest returns the chain mentioned last of which ok holds, -1 if there is none.
func (c *chainer) latest(ok func(*chain) bool) int {
	for k := len(c.recent) - 1; k >= 0 && k >= len(c.recent)-remembered; k-- {
		if ok(c.chains[c.recent[k]]) {
			return c.recent[k]
		}
	}
	return -1
}

// join puts a mention into a chain.
func (c *chainer) join(at int, m mention) {
	ch := c.chains[at]
	ch.mentions = append(ch.mentions, m.Mention)
	c.chainAt[m.Head] = at
	for k := len(c.recent) - 1; k >= 0 && k >= len(c.recent)-remembered; k-- {
		if c.recent[k] == at {
			c.recent = append(c.recent[:k], c.recent[k+1:]...)
			break
		}
	}
	c.recent = append(c.recent, at)
}

// mention is a phrase on its way into a chain.
type mention struct {
	Mention
	lemma  string // of the head, small letters
	clause int    // token that governs the head
	rel    string
}

// chain is what is known so far of one thing.
type chain struct {
	index    int
	kind     NameKind
	words    []string        // of its longest name, in the form compared
	forms    map[string]bool // every name as it stands
	titles   map[string]bool // nouns that introduced it: "minister", "foreign"
	entry    string          // the gazetteer's id, for countries and the like
	gender   gender
	noun     bool // nothing named: "a treaty ... the treaty"
	mentions []Mention
}

// group is a mention of several chains together.
type group struct {
	mention Mention
	chains  []int
}

type gender int

const (
	anyGender gender = iota
	male
	female
	neuter
)

func newChainer(d *Doc) *chainer {
	c := &chainer{d: d, speaker: map[int]int{}, nouns: map[string]int{}, firstPerson: -1, writer: -1}
	c.nameAt, c.quoteAt, c.chainAt = constant(len(d.Tokens), -1), constant(len(d.Tokens), -1), constant(len(d.Tokens), -1)
	for i, n := range d.Names {
		for t := n.Start; t < n.End; t++ {
			c.nameAt[t] = i
		}
	}
	t := 0
	for i, q := range d.Quotes {
		for t < len(d.Tokens) && d.Tokens[t].Start < q.Start {
			t++
		}
		for ; t < len(d.Tokens) && d.Tokens[t].End <= q.End; t++ {
			c.quoteAt[t] = i
		}
	}
	c.collect()
	return c
}

func constant(n, v int) []int {
	s := make([]int, n)
	for i := range s {
		s[i] = v
	}
	return s
}

// collect lists the mentions in order of the text.
func (c *chainer) collect() {
	d := c.d
	for t := 0; t < len(c.d.Tokens); t++ {
		if n := c.nameAt[t]; n >= 0 {
			if c.d.Names[n].Start == t {
				c.addName(n)
			}
			continue
		}
		tok := c.d.Tokens[t]
		switch {
		case pronouns[strings.ToLower(tok.Norm)].known && (tok.UPOS == "PRON" || tok.UPOS == "DET"):
			c.add(Mention{Start: t, End: t + 1, Head: t, Kind: Pronoun, Name: -1})
		case c.plainNoun(t):
			c.add(Mention{Start: c.determiner(t), End: t + 1, Head: t, Kind: Nominal, Name: -1})
		case tok.UPOS == "NOUN" && !leansOn(tok.Rel) || tok.Rel == "nmod:poss" && tok.UPOS == "NOUN":
			if start, ok := c.definite(t); ok || start < t && article(d.Tokens[start].Norm) || actNouns[tok.Lemma] || textNouns[tok.Lemma] {
				c.add(Mention{Start: start, End: t + 1, Head: t, Kind: Nominal, Name: -1})
			}
		}
	}
	slices.SortStableFunc(c.mentions, func(a, b mention) int { return a.Head - b.Head })
}

// plainNoun reports whether "the", a few describing words and a noun that can
// refer back end at t, whatever the tree makes of them.
func (c *chainer) plainNoun(t int) bool {
	d := c.d
	w := d.Tokens[t].Norm
	if !titleNouns[w] && !textNouns[w] && !countryNouns[w] && !bodyNouns[w] || c.determiner(t) < 0 {
		return false
	}
	if d.Tokens[t].UPOS == "ADJ" {
		return true // no such adjective: "the communique calls for"
	}
	next := t + 1
	return next >= len(d.Tokens) || d.Tokens[next].Sentence != d.Tokens[t].Sentence || c.nameAt[next] < 0 && d.Tokens[next].UPOS != "NOUN" && d.Tokens[next].UPOS != "PROPN" && d.Tokens[next].Norm != "-"
}

// determiner returns the "the" of the words that end at t, -1 without one.
func (c *chainer) determiner(t int) int {
	d := c.d
	for u := t - 1; u >= 0 && u >= t-4 && d.Tokens[u].Sentence == d.Tokens[t].Sentence; u-- {
		switch tok := d.Tokens[u]; {
		case tok.Norm == "the" || tok.Norm == "The":
			return u
		case tok.UPOS != "ADJ" && tok.UPOS != "NOUN" && tok.UPOS != "NUM" && !(c.nameAt[u] >= 0 && d.Names[c.nameAt[u]].Kind == Demonym):
			return -1
		}
	}
	return -1
}

func (c *chainer) add(m Mention) {
	tok := c.d.Tokens[m.Head]
	c.mentions = append(c.mentions, mention{Mention: m, lemma: strings.ToLower(tok.Lemma), clause: tok.Head, rel: tok.Rel})
}

func (c *chainer) addName(n int) {
	name := c.d.Names[n]
	c.add(Mention{Start: name.Start, End: name.End, Head: c.headOf(name.Start, name.End), Kind: Proper, Name: n})
}

// headOf returns the token of a range whose governor is outside it.
func (c *chainer) headOf(start, end int) int {
	for t := start; t < end; t++ {
		if h := c.d.Tokens[t].Head; h < start || h >= end {
			return t
		}
	}
	return end - 1
}

// definite reports whether the noun at t refers back: "the minister", "both
// countries", and bare titles in front of "said". It returns where the phrase
// begins.
func (c *chainer) definite(t int) (start int, ok bool) {
	d := c.d
	s := d.Sentences[d.Tokens[t].Sentence]
	start = t
	for start > s.Start && c.within(start-1, t) {
		start--
	}
	switch strings.ToLower(d.Tokens[start].Norm) {
	case "the", "both", "these", "those", "that", "this", "his", "her", "their", "its":
		return start, true
	}
	return start, false
}

// within reports whether token t leads up to the noun.
func (c *chainer) within(t, noun int) bool {
	switch tok := c.d.Tokens[t]; tok.Rel {
	case "det", "amod", "compound", "nummod", "nmod:poss", "case", "det:predet":
		for h, steps := tok.Head, 0; h >= 0 && steps < 4; h, steps = c.d.Tokens[h].Head, steps+1 {
			if h == noun {
				return tok.Rel != "case" || tok.XPOS == "POS"
			}
		}
	}
	return false
}

func last(ms []Mention) Mention { return ms[len(ms)-1] }

// place puts a mention into its chain.
func (c *chainer) place(m mention) {
	switch m.Kind {
	case Proper:
		c.placeName(m)
	case Nominal:
		c.placeNominal(m)
	case Pronoun:
		c.placePronoun(m)
	}
}

// placeName joins a name to the chain of the same thing or opens one.
func (c *chainer) placeName(m mention) {
	name := c.d.Names[m.Name]
	words := c.nameWords(name)
	if len(words) == 0 {
		return
	}
	form := c.d.Words(m.Start, m.End)
	entry := entryOf(name.Kind, form, c.d)
	at := c.chainOf(name.Kind, words, m, entry)
	if at < 0 {
		at = c.open(name.Kind)
	}
	ch := c.chains[at]
	if len(words) > len(ch.words) {
		ch.words = words
	}
	ch.forms[form] = true
	c.join(at, m)
	if ch.entry == "" {
		ch.entry = entry
	}
	if name.Kind == Person {
		c.persons = append(c.persons, m.Head)
		if c.firstPerson < 0 {
			c.firstPerson = at
		}
		c.introduce(ch, m, name)
	}
}

func (c *chainer) open(kind NameKind) int {
	c.chains = append(c.chains, &chain{index: len(c.chains), kind: kind, forms: map[string]bool{}})
	ch := c.chains[len(c.chains)-1]
	if kind != Person {
		ch.gender = neuter
	}
	return len(c.chains) - 1
}

// nameWords returns the words of a name in the form compared, without what does
// not tell people apart: "Mr.", "Jr.", "'s".
func (c *chainer) nameWords(n Name) []string {
	var words []string
	for t := n.Start; t < n.End; t++ {
		for _, w := range strings.Fields(gazetteer.Fold(c.d.Tokens[t].Norm)) {
			if !hollow[w] {
				words = append(words, w)
			}
		}
	}
	if n.Kind == Person {
		return withoutTitles(words)
	}
	return words
}

// withoutTitles drops the titles in front of a person's name: "Prince Talal".
func withoutTitles(words []string) []string {
	for len(words) > 1 && (titleNouns[words[0]] || frontTitles[words[0]]) {
		words = words[1:]
	}
	return words
}

// chainOf finds the chain that a name continues; -1 when it is new. The last one
// mentioned wins.
func (c *chainer) chainOf(kind NameKind, words []string, m mention, entry string) int {
	form := c.d.Words(m.Start, m.End)
	sex := c.genderBeside(m, words)
	return c.latest(func(ch *chain) bool {
		switch {
		case kind == Person && !ch.gender.fits(sex) && sex != anyGender:
			return false // "Mrs. Clinton" is not Bill Clinton
		case ch.forms[form] && compatible(ch.kind, kind):
			return true
		case kind == Person:
			return ch.kind == Person && samePerson(ch.words, words)
		case entry != "" && ch.entry == entry:
			return true
		}
		return kind == Organization && ch.kind == Organization && sameBody(ch.words, words)
	})
}

// compatible: a name is sometimes taken for a place here and for a body there,
// but a demonym is no thing by itself.
func compatible(a, b NameKind) bool { return (a == Demonym) == (b == Demonym) }

// entryOf is the gazetteer's id of a country or a demonym of it.
func entryOf(kind NameKind, form string, d *Doc) string {
	if kind == Person {
		return ""
	}
	for _, e := range gazetteer.Lookup(form, d.Published) {
		if e.Kind != gazetteer.Person && e.Sense <= gazetteer.Acronym {
			return string(e.Kind) + ":" + e.Slug
		}
	}
	return ""
}

// samePerson compares two names of people, one of which may be shorter: a
// surname, a given name and a surname, initials.
func samePerson(a, b []string) bool {
	if len(a) < len(b) {
		a, b = b, a
	}
	if len(b) == 1 {
		if len(a) == 1 {
			return a[0] == b[0]
		}
		return len(b[0]) > 1 && (a[len(a)-1] == b[0] || a[0] == b[0] || slices.Contains(a[1:], b[0]))
	}
	if a[len(a)-1] != b[len(b)-1] {
		return slices.Equal(a[:len(b)], b) // a surname in front: "Park Geun" ... "Park Geun-hye"
	}
	return initialOf(a[0], b[0]) || slices.Contains(a[:len(a)-1], b[0])
}

func initialOf(a, b string) bool {
	return strings.HasPrefix(a, b) && len(b) == 1 || strings.HasPrefix(b, a) && len(a) == 1 || a == b
}

// sameBody: a shorter name that is the end of a longer, or its initials.
func sameBody(a, b []string) bool {
	if len(a) < len(b) {
		a, b = b, a
	}
	if len(b) >= 2 && slices.Equal(a[len(a)-len(b):], b) {
		return true
	}
	return len(b) == 1 && len(a) > 1 && initials(a) == b[0]
}

func initials(words []string) string {
	var s strings.Builder
	for _, w := range words {
		if w != "of" && w != "the" && w != "and" && w != "for" {
			s.WriteByte(w[0])
		}
	}
	return s.String()
}

// introduce notes the titles and the gender that come with a person's name.
func (c *chainer) introduce(ch *chain, m mention, name Name) {
	for t := name.Title.Start; t < name.Title.End; t++ {
		ch.title(c.d.Tokens[t])
	}
	ch.see(c.genderBeside(m, ch.words))
	c.appositions(ch, m)
}

// genderBeside is the gender that a person's name and the title in front of it
// tell: "Mrs. Clinton", "the actress Ann Lee", "Ann Lee".
func (c *chainer) genderBeside(m mention, words []string) gender {
	d := c.d
	for _, t := range []int{m.Start - 1, m.Start} {
		if t < 0 || d.Tokens[t].Sentence != d.Tokens[m.Head].Sentence {
			continue
		}
		if g := titleGender[strings.ToLower(strings.TrimSuffix(d.Tokens[t].Norm, "."))]; g != anyGender {
			return g
		}
	}
	if len(words) < 2 {
		return anyGender
	}
	switch gazetteer.GivenName(words[0]) {
	case gazetteer.Male:
		return male
	case gazetteer.Female:
		return female
	}
	return anyGender
}

// appositions: "Lavrov, the foreign minister", "the foreign minister, Lavrov".
func (c *chainer) appositions(ch *chain, m mention) {
	d := c.d
	s := d.Sentences[d.Tokens[m.Head].Sentence]
	noun := -1
	if d.Tokens[m.Head].Rel == "appos" {
		noun = d.Tokens[m.Head].Head
	}
	for t := m.End; t < s.End && t < m.End+14 && noun < 0; t++ {
		if d.Tokens[t].Rel == "appos" && d.Tokens[t].Head == m.Head {
			noun = t
		}
	}
	if noun < 0 && m.Start-2 >= s.Start && d.Tokens[m.Start-1].Norm == "," && titleNouns[strings.ToLower(d.Tokens[m.Start-2].Lemma)] {
		noun = m.Start - 2 // the order of the words tells it where the tree does not
	}
	if noun < 0 || d.Tokens[noun].UPOS != "NOUN" && d.Tokens[noun].UPOS != "PROPN" {
		return
	}
	ch.title(d.Tokens[noun])
	for t := max(s.Start, noun-6); t < noun; t++ {
		if d.Tokens[t].Head == noun && (d.Tokens[t].Rel == "amod" || d.Tokens[t].Rel == "compound") {
			ch.title(d.Tokens[t])
		}
	}
}

func (ch *chain) title(t Token) {
	l := strings.ToLower(t.Lemma)
	if ch.titles == nil {
		ch.titles = map[string]bool{}
	}
	ch.titles[l] = true
	ch.see(titleGender[l])
}

func (ch *chain) see(g gender) {
	if g != anyGender && ch.gender == anyGender {
		ch.gender = g
	}
}

// insert puts a mention into a chain whose later mentions are there already.
func (c *chainer) insert(at int, m mention) {
	ms := c.chains[at].mentions
	i, _ := slices.BinarySearchFunc(ms, m.Start, func(a Mention, start int) int { return a.Start - start })
	c.chains[at].mentions = slices.Insert(ms, i, m.Mention)
}

// finish writes the chains into the document, in order of their first mention.
func (c *chainer) finish() {
	for _, m := range c.later {
		if at, ok := c.speakerOf(c.quoteAt[m.Head]); ok {
			c.insert(at, m)
		}
	}
	for _, f := range c.fronted {
		if at := c.chainAt[f.subject]; at >= 0 {
			c.insert(at, f.mention)
		}
	}
	index := constant(len(c.chains), -1)
	for i, ch := range c.chains {
		if len(ch.mentions) == 0 || ch.noun && len(ch.mentions) < 2 {
			continue
		}
		index[i] = len(c.d.Chains)
		c.d.Chains = append(c.d.Chains, Chain{Kind: ch.kind, Mentions: ch.mentions})
	}
	for _, g := range c.groups {
		m := g.mention
		for _, at := range g.chains {
			m.Group = append(m.Group, index[at])
		}
		slices.Sort(m.Group)
		c.d.Chains = append(c.d.Chains, Chain{Kind: Misc, Mentions: []Mention{m}})
	}
	for q := range c.d.Quotes {
		if at, ok := c.speakerOf(q); ok {
			c.d.Quotes[q].Chain = index[at]
		}
	}
}
