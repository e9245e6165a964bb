package nlp

import (
	"slices"
	"strings"

	"entente/graph/gazetteer"
)

// pronoun says what a pronoun can mean.
type pronoun struct {
	known     bool
	gender    gender
	plural    bool
	first     bool // I, we: the speaker
	reflexive bool
	possesses bool
}

var pronouns = map[string]pronoun{
	"he": {true, male, false, false, false, false}, "him": {true, male, false, false, false, false},
	"his": {true, male, false, false, false, true}, "himself": {true, male, false, false, true, false},
	"she": {true, female, false, false, false, false}, "her": {true, female, false, false, false, true},
	"hers": {true, female, false, false, false, true}, "herself": {true, female, false, false, true, false},
	"it": {true, neuter, false, false, false, false}, "its": {true, neuter, false, false, false, true},
	"itself": {true, neuter, false, false, true, false},
	"they":   {true, anyGender, true, false, false, false}, "them": {true, anyGender, true, false, false, false},
	"their": {true, anyGender, true, false, false, true}, "themselves": {true, anyGender, true, false, true, false},
	"i": {true, anyGender, false, true, false, false}, "me": {true, anyGender, false, true, false, false},
	"my": {true, anyGender, false, true, false, true}, "myself": {true, anyGender, false, true, true, false},
}

// hollow words tell nobody apart.
var hollow = setOf(`mr mrs ms miss dr sir lady lord jr sr the s`)

// frontTitles stand in front of names and are no part of them.
var frontTitles = setOf(`crown grand princess duke duchess prime foreign emperor empress president-elect gen sen rep gov sheik
	shaikh ayatollah imam rabbi father sister brother archbishop rev lt col maj sgt capt lieutenant major sergeant`)

// titleGender is the gender that a title or a noun for a person tells.
var titleGender = genders(`mr sir king prince duke emir sultan sheikh lord man spokesman chairman father husband son brother statesman businessman sheik shaikh ayatollah imam pope emperor uncle nephew grandfather boy actor monk priest bishop patriarch congressman councilman`,
	`mrs ms miss lady madam queen princess duchess woman spokeswoman chairwoman mother wife daughter sister businesswoman actress empress aunt niece grandmother girl nun heiress hostess waitress widow bride congresswoman councilwoman sultana emira`)

func genders(men, women string) map[string]gender {
	m := map[string]gender{}
	for w := range setOf(men) {
		m[w] = male
	}
	for w := range setOf(women) {
		m[w] = female
	}
	return m
}

// Nouns by what they can mean.
var (
	countryNouns = setOf(`country nation state republic kingdom`)
	bodyNouns    = setOf(`organization organisation group agency company council committee commission alliance bloc union league party ministry
		court bank movement militia newspaper association federation`)
	textNouns = setOf(`agreement accord treaty pact deal communique communiqué declaration statement resolution convention protocol
		memorandum ceasefire truce charter plan`)
	peopleNouns = setOf(`leader minister president man woman official diplomat chief envoy counterpart secretary premier ruler statesman pair`)
	sideNouns   = setOf(`country nation side state government party neighbor neighbour capital rival ally power`)
	two         = setOf(`two both`)
)

// placeNominal joins a definite noun phrase to what it means: a title to its
// holder, "the accord" to the accord that was named, "the two leaders" to both.
func (c *chainer) placeNominal(m mention) {
	if c.isNew(m) {
		c.openNoun(m)
		return
	}
	if c.placeGroup(m) {
		return
	}
	if at := c.apposed(m); at >= 0 {
		c.join(at, m)
		return
	}
	if at := c.latest(func(ch *chain) bool { return c.means(m, ch) }); at >= 0 {
		c.join(at, m)
		return
	}
	c.placeNoun(m)
}

// actNouns are nouns of what is done together, which are spoken of again as "the
// talks" after "talks".
var actNouns = setOf(`talk meeting summit visit conference session negotiation election vote attack strike war conflict dispute crisis
	offensive operation exercise`)

func article(word string) bool { return strings.EqualFold(word, "a") || strings.EqualFold(word, "an") }

// isNew reports whether a noun phrase tells of something for the first time: "a
// treaty", "talks".
func (c *chainer) isNew(m mention) bool {
	switch first := strings.ToLower(c.d.Tokens[m.Start].Norm); first {
	case "the", "both", "these", "those", "that", "this", "his", "her", "their", "its":
		return false
	}
	return true
}

// nounLasts is for how many sentences a noun alone means what it meant.
const nounLasts = 12

// placeNoun joins "the talks" to the talks that were spoken of: the same noun in
// the same number, and nothing said of it that was not said before.
func (c *chainer) placeNoun(m mention) {
	at, known := c.nouns[m.lemma]
	if !known {
		c.openNoun(m)
		return
	}
	ch := c.chains[at]
	before := last(ch.mentions)
	if plural(c.d.Tokens[before.Head]) != plural(c.d.Tokens[m.Head]) || !c.near(m, ch, nounLasts) || !c.saidBefore(m, ch) {
		c.openNoun(m)
		return
	}
	ch.mentions = append(ch.mentions, m.Mention)
	c.chainAt[m.Head] = at
}

// saidBefore reports whether each describing word in front of the noun stands in
// front of it in the chain's first mention too.
func (c *chainer) saidBefore(m mention, ch *chain) bool {
	first := ch.mentions[0]
	for t := m.Start + 1; t < m.Head; t++ {
		found := false
		for u := first.Start; u < first.Head && !found; u++ {
			found = strings.EqualFold(c.d.Tokens[u].Norm, c.d.Tokens[t].Norm)
		}
		if !found {
			return false
		}
	}
	return true
}

// openNoun opens a chain of a noun alone. Pronouns do not look at it.
func (c *chainer) openNoun(m mention) {
	c.chains = append(c.chains, &chain{index: len(c.chains), kind: Misc, gender: neuter, noun: true, mentions: []Mention{m.Mention}})
	c.nouns[m.lemma] = len(c.chains) - 1
	c.chainAt[m.Head] = len(c.chains) - 1
}

// apposed returns the chain of the name with which a noun stands in apposition.
func (c *chainer) apposed(m mention) int {
	if m.rel != "appos" || m.clause < 0 {
		return -1
	}
	return c.latest(func(ch *chain) bool {
		l := last(ch.mentions)
		return l.Start <= m.clause && m.clause < l.End && l.Kind == Proper
	})
}

// means reports whether a noun phrase can mean the chain.
func (c *chainer) means(m mention, ch *chain) bool {
	if plural(c.d.Tokens[m.Head]) {
		// "the Students' League marched ... the students chanted"
		return ch.kind == Organization && slices.Contains(ch.words, strings.ToLower(c.d.Tokens[m.Head].Norm)) && c.near(m, ch, 2)
	}
	switch ch.kind {
	case Person:
		return ch.titles[m.lemma] && c.qualified(m, ch)
	case Place:
		return countryNouns[m.lemma] && strings.HasPrefix(ch.entry, "country:") && c.near(m, ch, 2)
	case Organization:
		return bodyNouns[m.lemma] && (slices.Contains(ch.words, m.lemma) || c.near(m, ch, 1))
	case Law, Event:
		return slices.Contains(ch.words, m.lemma) || ch.kind == Law && textNouns[m.lemma] && c.near(m, ch, 2)
	}
	return false
}

func plural(t Token) bool { return t.XPOS == "NNS" || t.XPOS == "NNPS" }

// qualified: every describing word of the phrase is among the chain's titles, but
// for words that only point ("former", "Russian").
func (c *chainer) qualified(m mention, ch *chain) bool {
	for t := m.Start; t < m.Head; t++ {
		tok := c.d.Tokens[t]
		if (tok.Rel == "compound" || tok.Rel == "amod" && tok.UPOS == "ADJ" && c.nameAt[t] < 0) && !ch.titles[strings.ToLower(tok.Lemma)] && !pointing[strings.ToLower(tok.Norm)] {
			return false
		}
	}
	return true
}

var pointing = setOf(`former new same late current then outgoing old young veteran top senior`)

// near reports whether the chain was mentioned within that many sentences.
func (c *chainer) near(m mention, ch *chain, sentences int) bool {
	return c.d.Tokens[m.Head].Sentence-c.d.Tokens[last(ch.mentions).Head].Sentence <= sentences
}

// placeGroup joins "the two leaders" or "both countries" to the two chains of
// that sort mentioned last.
func (c *chainer) placeGroup(m mention) bool {
	if !plural(c.d.Tokens[m.Head]) {
		return false
	}
	pair := false
	for t := m.Start; t < m.Head; t++ {
		pair = pair || two[strings.ToLower(c.d.Tokens[t].Norm)]
	}
	var fits func(*chain) bool
	switch {
	case peopleNouns[m.lemma] && (pair || c.d.Tokens[m.Start].Norm == "the" && m.Head == m.Start+1):
		fits = func(ch *chain) bool { return ch.kind == Person }
	case sideNouns[m.lemma] && pair:
		fits = func(ch *chain) bool {
			return strings.HasPrefix(ch.entry, "country:") || ch.kind == Place && ch.entry == ""
		}
	default:
		return false
	}
	return c.latestTwo(m, fits)
}

// latestTwo makes a group of the two chains mentioned last that fit.
func (c *chainer) latestTwo(m mention, fits func(*chain) bool) bool {
	var both []int
	c.latest(func(ch *chain) bool {
		if fits(ch) && c.near(m, ch, 6) {
			both = append(both, ch.index)
		}
		return len(both) == 2
	})
	if len(both) < 2 {
		return false
	}
	c.groups = append(c.groups, group{m.Mention, both})
	return true
}

// placePronoun joins a pronoun to the most salient chain that agrees with it.
func (c *chainer) placePronoun(m mention) {
	p := pronouns[strings.ToLower(c.d.Tokens[m.Head].Norm)]
	if p.possesses && m.rel != "nmod:poss" && strings.EqualFold(c.d.Tokens[m.Head].Norm, "her") {
		p.possesses = false // "asked her why"
	}
	if p.first {
		if c.quoteAt[m.Head] >= 0 {
			c.later = append(c.later, m)
		} else {
			c.placeSpeaking(m)
		}
		return
	}
	if p.plural && c.placeThey(m) {
		return
	}
	if p.gender == male || p.gender == female {
		if c.ahead(m, p) {
			return
		}
		c.lookAhead(m)
	}
	c.weights = weightsOf(p)
	best, bestScore := -1, 0
	c.latest(func(ch *chain) bool {
		if agrees(p, ch) {
			if score := c.salience(m, p, ch); score > bestScore {
				best, bestScore = ch.index, score
			}
		}
		return false
	})
	if best < 0 {
		return
	}
	if !p.plural {
		c.chains[best].see(p.gender)
	}
	c.join(best, m)
}

// placeSpeaking joins what the writer, or who speaks where no quotation marks
// stand, calls himself: the "I" of a letter, an interview, a speech.
func (c *chainer) placeSpeaking(m mention) {
	if c.writer < 0 {
		c.chains = append(c.chains, &chain{index: len(c.chains), kind: Misc, noun: true})
		c.writer = len(c.chains) - 1
	}
	c.chains[c.writer].mentions = append(c.chains[c.writer].mentions, m.Mention)
	c.chainAt[m.Head] = c.writer
}

// ahead reports whether the pronoun stands in what leads up to a clause whose
// subject is a person's name, with no person before it in the sentence: "In her
// years as president, Ann Lee ..." It joins the subject's chain when that comes.
func (c *chainer) ahead(m mention, p pronoun) bool {
	d := c.d
	s := d.Sentences[d.Tokens[m.Head].Sentence]
	for t := s.Start; t < m.Head; t++ {
		if c.chainAt[t] >= 0 && agrees(p, c.chains[c.chainAt[t]]) && c.chains[c.chainAt[t]].kind == Person {
			return false
		}
	}
	verb := c.leadIn(m.Head)
	if verb < 0 {
		return false
	}
	for t := m.Head + 1; t < s.End && t < m.Head+20; t++ {
		if d.Tokens[t].Head == verb && isSubject(d.Tokens[t].Rel) {
			if n := c.nameAt[t]; n >= 0 && d.Names[n].Kind == Person && genderOfName(d, d.Names[n]).fits(p.gender) {
				c.fronted = append(c.fronted, fronted{m, t})
				return true
			}
			return false
		}
	}
	return false
}

// leadIn returns the verb in front of which the token's phrase or clause stands,
// -1 when it stands in no such phrase.
func (c *chainer) leadIn(t int) int {
	d := c.d
	for steps := 0; t >= 0 && steps < 8; steps++ {
		h := d.Tokens[t].Head
		if h > t && (d.Tokens[t].Rel == "obl" || d.Tokens[t].Rel == "advcl" || d.Tokens[t].Rel == "obl:unmarked") {
			return h
		}
		t = h
	}
	return -1
}

func genderOfName(d *Doc, n Name) gender {
	switch gazetteer.GivenName(d.Tokens[n.Start].Norm) {
	case gazetteer.Male:
		return male
	case gazetteer.Female:
		return female
	}
	return anyGender
}

func (g gender) fits(h gender) bool { return g == anyGender || g == h }

func agrees(p pronoun, ch *chain) bool {
	switch p.gender {
	case male, female:
		return ch.kind == Person && (ch.gender == anyGender || ch.gender == p.gender)
	case neuter:
		return ch.kind != Person && ch.kind != Demonym
	}
	return p.plural && ch.kind == Organization
}

// verbOf returns the verb in whose clause a token stands, -1 if there is none.
func (c *chainer) verbOf(t int) int {
	d := c.d
	for steps := 0; t >= 0 && steps < 8; steps++ {
		switch d.Tokens[t].Rel {
		case "root", "conj", "advcl", "ccomp", "acl:relcl", "acl", "xcomp", "parataxis":
			return t
		}
		t = d.Tokens[t].Head
	}
	return -1
}

// attributes reports whether the pronoun is the speaker of a quotation in which
// the mention stands: in `"It is Bin Laden," he said`, he is another.
func (c *chainer) attributes(m mention, n Mention) bool {
	q := c.quoteAt[n.Head]
	if q < 0 || q == c.quoteAt[m.Head] {
		return false
	}
	for ; q >= 0; q = c.d.Quotes[q].Continues {
		if s := c.d.Quotes[q].Speaker; s.Start <= m.Head && m.Head < s.End {
			return true
		}
	}
	return false
}

// besides reports whether the chain is another part of the pronoun's own clause
// already: in "Misty is annoyed by her" she is not Misty, whatever was said before.
func (c *chainer) besides(m mention, p pronoun, ch *chain) bool {
	if p.possesses || p.reflexive || m.clause < 0 {
		return false
	}
	d := c.d
	for i := len(ch.mentions) - 1; i >= 0 && i >= len(ch.mentions)-4; i-- {
		n := d.Tokens[ch.mentions[i].Head]
		if n.Sentence != d.Tokens[m.Head].Sentence {
			break
		}
		if n.Head == m.clause && argument(n.Rel) {
			return true
		}
	}
	return false
}

// argument is true for the parts of a clause that a verb asks for.
func argument(rel string) bool { return isSubject(rel) || rel == "obj" || rel == "iobj" }

// bound reports whether grammar forbids the pronoun to mean the mention: two
// parts of one verb are different things unless the pronoun is reflexive, and a
// phrase does not hold the one it means.
func (c *chainer) bound(m mention, p pronoun, n Mention) bool {
	d := c.d
	if !p.possesses && !p.reflexive && d.Tokens[n.Head].Head == m.clause && m.clause >= 0 && d.Tokens[n.Head].Rel != "nmod:poss" {
		return true
	}
	for t, steps := m.Head, 0; t >= 0 && steps < 6; t, steps = d.Tokens[t].Head, steps+1 {
		if t == n.Head {
			return d.Tokens[m.Head].Rel == "nmod:poss" && steps == 1
		}
		if d.Tokens[t].UPOS == "VERB" {
			break
		}
	}
	return false
}

// says reports whether the mention is the one who says the clause in which the
// pronoun stands.
func (c *chainer) says(m mention, n Mention) bool {
	d := c.d
	if q := c.quoteAt[m.Head]; q >= 0 {
		s := d.Quotes[q].Speaker
		return s.Start <= n.Head && n.Head < s.End
	}
	for t, steps := m.clause, 0; t >= 0 && steps < 6; t, steps = d.Tokens[t].Head, steps+1 {
		h := d.Tokens[t].Head
		if h >= 0 && d.Tokens[t].Rel == "ccomp" && sayingVerbs[d.Tokens[h].Lemma] && d.Tokens[n.Head].Head == h {
			return true
		}
	}
	return false
}

// placeThey joins "they" to the group or the coordination in front of it.
func (c *chainer) placeThey(m mention) bool {
	d := c.d
	s := d.Tokens[m.Head].Sentence
	for t := m.Head - 1; t >= 0 && d.Tokens[t].Sentence >= s-1; t-- {
		if n := len(c.groups); n > 0 && c.groups[n-1].mention.Head == t {
			c.groups = append(c.groups, group{m.Mention, c.groups[n-1].chains})
			return true
		}
		if isSubject(d.Tokens[t].Rel) {
			if both := c.coordinated(t, m.Head); len(both) > 1 {
				c.groups = append(c.groups, group{m.Mention, both})
				return true
			}
		}
	}
	return c.placeBoth(m)
}

// jointVerbs tell of two who do something together.
var jointVerbs = setOf(`meet join visit host receive call phone telephone marry talk speak confer negotiate discuss dine greet welcome embrace`)

// placeBoth joins "they" to the two persons, or the two countries, of whom the
// sentence before says that they met: "Larsen met Holm in Oslo. They signed ...".
func (c *chainer) placeBoth(m mention) bool {
	d := c.d
	s := d.Tokens[m.Head].Sentence - 1
	if s < 0 || !isSubject(m.rel) {
		return false
	}
	joint := false
	var persons, states []int
	for t := d.Sentences[s].Start; t < d.Sentences[s].End; t++ {
		joint = joint || jointVerbs[d.Tokens[t].Lemma] && d.Tokens[t].UPOS == "VERB"
		at, n := c.chainAt[t], c.nameAt[t]
		if at < 0 || n < 0 {
			continue
		}
		switch ch := c.chains[at]; {
		case ch.kind == Person && !slices.Contains(persons, at):
			persons = append(persons, at)
		case ch.kind == Place && strings.HasPrefix(ch.entry, "country:") && !slices.Contains(states, at) && d.Tokens[t].Rel != "obl" && d.Tokens[t].Rel != "nmod":
			states = append(states, at)
		}
	}
	for _, both := range [][]int{persons, states} {
		if joint && len(both) == 2 {
			c.groups = append(c.groups, group{m.Mention, both})
			return true
		}
	}
	return false
}

// coordinated returns the chains of a subject and what is coordinated with it.
func (c *chainer) coordinated(head, before int) []int {
	var found []int
	c.latest(func(ch *chain) bool {
		for k := len(ch.mentions) - 1; k >= 0 && ch.mentions[k].Head >= head; k-- {
			h := ch.mentions[k].Head
			if h < before && (h == head || c.d.Tokens[h].Rel == "conj" && c.d.Tokens[h].Head == head) {
				found = append(found, ch.index)
				break
			}
		}
		return false
	})
	return found
}

// speakerOf returns the chain of the speaker of quotation q.
func (c *chainer) speakerOf(q int) (int, bool) {
	at, known := c.speaker[q]
	if !known {
		at = c.chainIn(c.d.Quotes[q].Speaker)
		c.speaker[q] = at
	}
	return at, at >= 0
}

// chainIn returns the chain with a mention in the range, a person's name before
// others.
func (c *chainer) chainIn(r Range) int {
	best := -1
	for i := r.Start; i < r.End; i++ {
		if at := c.chainAt[i]; at >= 0 && (best < 0 || c.chains[at].kind == Person && c.nameAt[i] >= 0) {
			best = at
		}
	}
	return best
}
