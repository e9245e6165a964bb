package nlp

import (
	"slices"

	"entente/graph/gazetteer"
)

// What speaks for a chain, or against it, as what a pronoun means: a sum of whole
// numbers, in the manner of Lappin and Leass (1994).

// A weight is one of the things that are added up.
type weight int

// The weights.
const (
	named        weight = iota // each time the chain was named, up to namedMost times
	perTwo                     // two tokens between mention and pronoun, up to farthest
	sameSentence               // mention and pronoun
	oneBack                    // sentence
	twoBack
	threeBack
	fourBack
	asSubject
	asPassiveSubject
	asObject
	asPossessor
	inRow // one of several names in a row
	asRest
	bothSubjects // of pronoun and mention
	sameRole     // other than subject
	bothPossess  // "his car and his house"
	quotedOnly   // mention inside a quotation, pronoun outside
	ownQuote     // who speaks of himself says "I"
	ownReport    // "Kerry said he ..."
	inHeading
	isPronoun     // names weigh more
	asNominal     // "the minister"
	ownClause     // "Holm praised his wife"
	sideBySide    // mention's clause governs the pronoun's
	overReport    // ... by a report: "Holm thinks that he"
	overAdverb    // ... by an adverbial clause
	overControl   // mention is object of the verb that governs the pronoun's clause: "told her that she"
	inRelative    // subject of a relative clause
	inReport      // subject of a clause that depends on no verb of saying
	inAdverbial   // subject of an adverbial clause
	ofRelative    // the pronoun stands in the relative clause of the mention: "Holm, who lost his way"
	andHis        // "Holm and his wife"
	otherPerson   // each other person between mention and pronoun, up to three
	rightGender   // the only name known is a given name that fits
	wrongGender   // ... that does not
	firstChain    // who is named first in the text
	ofSubject     // possessor of a subject: "Holm's brother said"
	lastSubject   // subject of the main clause one sentence back
	alsoLast      // the chain that was spoken of last
	inNoun        // inside another noun phrase: "the house of Holm"
	pronounObject // the pronoun is an object, and so is the mention
	subjectAbove  // subject of a verb over the pronoun's clause
	objectAbove   // object, or another part, of such a verb
	overConj      // subject of the clause to which the pronoun's is joined by "and"
	inBrackets
	namedAgain      // by name behind the pronoun, in the same sentence
	beforeAgain     // by name in the next sentence
	mostNamed       // of all persons of the text
	firstOfSentence // the first person of its sentence
	parallel        // first word of a table: place of the pronoun, of the mention, distance
	weights         = parallel + 4*9*3
)

// namedMost and farthest are where named and perTwo stop.
const (
	namedMost = 4
	farthest  = 60
)

// salienceWeights were learned on the development half of GAP as a log-linear model
// over the chains that agree, a mention of each being latent, and rounded; held out
// in five folds they give F1 0.73. Those of quotations and headlines, which GAP has
// not, were set by hand.
var salienceWeights = [weights]int{
	named: 6, perTwo: -1, sameSentence: 298, oneBack: 253, twoBack: 240, threeBack: 211, fourBack: 217,
	asSubject: 21, asPassiveSubject: 22, asObject: 10, asPossessor: 3, inRow: -11, asRest: 9, bothSubjects: 14,
	sameRole: -2, bothPossess: 8, quotedOnly: -22, ownQuote: -52, ownReport: 11, inHeading: -15, isPronoun: -25,
	asNominal: -14, ownClause: 17, sideBySide: -1, overReport: 13, overAdverb: 12, overControl: -2,
	inRelative: -2, inReport: 8, inAdverbial: -6, ofRelative: 7, andHis: 4, otherPerson: -5, rightGender: 8,
	wrongGender: -20, firstChain: 5, ofSubject: 13, lastSubject: 16, alsoLast: 4, inNoun: -4, pronounObject: -3,
	subjectAbove: 3, objectAbove: 13, overConj: 3, inBrackets: -13, namedAgain: -1, beforeAgain: 3,
	mostNamed: -1, firstOfSentence: -2,
	// The mention as subject, passive subject, object, possessor, in a row, in a noun,
	// oblique, in apposition, and the rest.
	parallel: 0, 1, -1, 2, 12, -7, -2, -5, 0, // pronoun as subject, mention in the same sentence
	-7, 4, -6, 15, -10, 4, 1, -23, 7, // pronoun as object, mention in the same sentence
	-1, -3, -2, -3, 2, 4, -5, 5, 2, // pronoun as possessor, mention in the same sentence
	-16, 0, 3, -8, -1, 12, 11, -8, 12, // pronoun as other, mention in the same sentence
	13, 3, 6, -16, 6, -5, -10, -4, 5, // pronoun as subject, mention in one back
	-2, 0, -9, -6, 5, -2, 1, 21, -5, // pronoun as object, mention in one back
	0, 0, 10, 1, -17, -13, 5, -7, 5, // pronoun as possessor, mention in one back
	12, -4, 0, -4, 5, -5, -11, 6, -3, // pronoun as other, mention in one back
	-5, -4, 4, 2, -4, 7, -8, 0, -4, // pronoun as subject, mention in further back
	3, -2, -1, 0, 2, -1, 0, -1, 14, // pronoun as object, mention in further back
	-3, 9, -4, 3, -1, 2, -5, -2, -3, // pronoun as possessor, mention in further back
	3, 0, -2, -1, 0, -1, 0, 0, 0, // pronoun as other, mention in further back
}

// thingWeights are those of "it", "its" and "they", set by hand: GAP has persons
// only.
var thingWeights = [weights]int{
	named: 8, perTwo: -1, sameSentence: 90, oneBack: 55, twoBack: 40, threeBack: 20, fourBack: 10,
	asSubject: 26, asPassiveSubject: 17, asObject: 16, asPossessor: 11, inRow: -18,
	bothSubjects: 12, sameRole: 9, bothPossess: 14, quotedOnly: -22, ownQuote: -40, ownReport: 20,
	inHeading: -15, isPronoun: -5, ownClause: 14, sideBySide: -5, inRelative: 5, inReport: 12, inAdverbial: -14,
}

// weightsOf returns what weighs for a pronoun.
func weightsOf(p pronoun) *[weights]int {
	if p.gender == male || p.gender == female {
		return &salienceWeights
	}
	return &thingWeights
}

// salience weighs a chain for a pronoun: its best recent mention by nearness and
// role, and how often it was named.
func (c *chainer) salience(m mention, p pronoun, ch *chain) int {
	if c.besides(m, p, ch) {
		return 0
	}
	best := 0
	for i := len(ch.mentions) - 1; i >= 0 && i >= len(ch.mentions)-4; i-- {
		best = max(best, c.weigh(m, p, ch.mentions[i]))
	}
	if best == 0 {
		return 0
	}
	w := c.weights
	best += w[named] * min(len(ch.mentions), namedMost)
	if ch.kind == Person && ch.index == c.firstPerson {
		best += w[firstChain]
	}
	if ch.kind == Person && len(ch.words) > 0 {
		last := ch.words[len(ch.words)-1]
		if slices.Contains(c.again, last) {
			best += w[namedAgain]
		}
		if slices.Contains(c.next, last) {
			best += w[beforeAgain]
		}
		if last == c.topic {
			best += w[mostNamed]
		}
	}
	if n := len(c.recent); n > 0 && c.recent[n-1] == ch.index {
		best += w[alsoLast]
	}
	return max(best+c.weighGender(p, ch), 1)
}

// lookAhead lists the last words of the persons named behind a pronoun in its
// sentence and in the next.
func (c *chainer) lookAhead(m mention) {
	d := c.d
	c.again, c.next = c.again[:0], c.next[:0]
	s := d.Tokens[m.Head].Sentence
	for t := m.End; t < len(d.Tokens) && d.Tokens[t].Sentence <= s+1; t++ {
		n := c.nameAt[t]
		if n < 0 || d.Names[n].Kind != Person || d.Names[n].End != t+1 {
			continue
		}
		word := gazetteer.Fold(d.Tokens[t].Norm)
		if d.Tokens[t].Sentence == s {
			c.again = append(c.again, word)
		} else {
			c.next = append(c.next, word)
		}
	}
}

// findTopic finds the person named most often.
func (c *chainer) findTopic() {
	count := map[string]int{}
	for _, n := range c.d.Names {
		if n.Kind == Person {
			w := gazetteer.Fold(c.d.Tokens[n.End-1].Norm)
			count[w]++
			if k := count[w]; k > 1 && (c.topic == "" || k > count[c.topic]) {
				c.topic = w
			}
		}
	}
}

// weighGender weighs the given name of somebody of whom no other is known, which
// may be a surname too.
func (c *chainer) weighGender(p pronoun, ch *chain) int {
	if ch.gender != anyGender || len(ch.words) != 1 || p.gender != male && p.gender != female {
		return 0
	}
	switch g := gazetteer.GivenName(ch.words[0]); {
	case g == gazetteer.Male && p.gender == male, g == gazetteer.Female && p.gender == female:
		return c.weights[rightGender]
	case g == gazetteer.Male, g == gazetteer.Female:
		return c.weights[wrongGender]
	}
	return 0
}

// weigh weighs one mention for a pronoun; 0 when it cannot be meant.
func (c *chainer) weigh(m mention, p pronoun, n Mention) int {
	d, w := c.d, c.weights
	apart := d.Tokens[m.Head].Sentence - d.Tokens[n.Head].Sentence
	if apart > 4 || apart < 0 || c.bound(m, p, n) || c.attributes(m, n) {
		return 0
	}
	rel := d.Tokens[n.Head].Rel
	score := w[sameSentence+weight(apart)] + c.weighRole(n, rel) + c.weighQuoted(m, n)
	score += w[parallel+weight(min(apart, 2)*36+pronounPlace(m.rel)*9+roleOf(rel))]
	if c.firstInSentence(n.Head) {
		score += w[firstOfSentence]
	}
	if n.Start > 0 && d.Tokens[n.Start-1].Norm == "(" {
		score += w[inBrackets]
	}
	switch {
	case isSubject(rel) && isSubject(m.rel):
		score += w[bothSubjects]
	case rel == m.rel:
		score += w[sameRole]
	}
	switch n.Kind {
	case Pronoun:
		score += w[isPronoun]
	case Nominal:
		score += w[asNominal]
	}
	if p.possesses && rel == "nmod:poss" {
		score += w[bothPossess]
	}
	if apart == 0 {
		score += c.weighTree(m, p, n)
	}
	if isSubject(rel) {
		score += c.weighSubject(m, p, n, apart)
	}
	score += w[otherPerson] * c.between(n, m)
	return max(score+w[perTwo]*(min(m.Head-n.Head, farthest)/2), 1)
}

// between counts the mentions of other persons between a mention and a pronoun, up
// to three.
func (c *chainer) between(n Mention, m mention) int {
	count, own := 0, c.chainAt[n.Head]
	for k := len(c.persons) - 1; k >= 0 && k >= len(c.persons)-8 && count < 3 && c.persons[k] >= n.End; k-- {
		if c.chainAt[c.persons[k]] != own {
			count++
		}
	}
	return count
}

// weighRole: subjects are spoken of, then objects, then the rest; one of several
// names in a row least.
func (c *chainer) weighRole(n Mention, rel string) int {
	w, t := c.weights, c.d.Tokens
	switch rel {
	case "nsubj":
		return w[asSubject]
	case "nsubj:pass":
		return w[asPassiveSubject]
	case "obj", "appos", "root":
		return w[asObject]
	case "nmod:poss":
		if h := t[n.Head].Head; h >= 0 && isSubject(t[h].Rel) {
			return w[asPossessor] + w[ofSubject]
		}
		return w[asPossessor]
	case "iobj", "conj":
		return w[inRow]
	case "nmod":
		return w[inNoun]
	}
	return w[asRest]
}

// weighTree weighs where a mention and a pronoun of one sentence stand in its tree.
func (c *chainer) weighTree(m mention, p pronoun, n Mention) int {
	t, w, score := c.d.Tokens, c.weights, 0
	if p.possesses && m.clause >= 0 && t[m.clause].Rel == "conj" && t[m.clause].Head == n.Head {
		score += w[andHis]
	}
	if c.inRelativeOf(m.Head, n.Head) {
		score += w[ofRelative]
	}
	rel := t[n.Head].Rel
	if rel == "obj" && m.rel == "obj" {
		score += w[pronounObject]
	}
	if at := t[n.Head].Head; at >= 0 && at != m.clause {
		for v, steps := m.clause, 0; v >= 0 && steps < 8; v, steps = t[v].Head, steps+1 {
			if v == at && isSubject(rel) {
				score += w[subjectAbove]
			} else if v == at {
				score += w[objectAbove]
			}
		}
	}
	own, verb := c.verbOf(m.Head), t[n.Head].Head
	if own < 0 || verb < 0 || t[own].Head != verb {
		return score
	}
	switch {
	case rel == "obj" || rel == "iobj" || rel == "obl":
		score += w[overControl]
	case isSubject(rel) && (t[own].Rel == "ccomp" || t[own].Rel == "xcomp"):
		score += w[overReport]
	case isSubject(rel) && t[own].Rel == "conj":
		score += w[overConj]
	case isSubject(rel) && t[own].Rel == "advcl":
		score += w[overAdverb]
	}
	return score
}

func pronounPlace(rel string) int {
	switch rel {
	case "nsubj", "nsubj:pass":
		return 0
	case "obj", "iobj":
		return 1
	case "nmod:poss":
		return 2
	}
	return 3
}

func roleOf(rel string) int {
	switch rel {
	case "nsubj":
		return 0
	case "nsubj:pass":
		return 1
	case "obj":
		return 2
	case "nmod:poss":
		return 3
	case "iobj", "conj":
		return 4
	case "nmod":
		return 5
	case "obl", "obl:agent":
		return 6
	case "appos", "root":
		return 7
	}
	return 8
}

// firstInSentence reports whether no other person stands before in the sentence.
func (c *chainer) firstInSentence(head int) bool {
	for k := len(c.persons) - 1; k >= 0 && k >= len(c.persons)-24; k-- {
		if p := c.persons[k]; p < head {
			return c.d.Tokens[p].Sentence != c.d.Tokens[head].Sentence
		}
	}
	return true
}

// inRelativeOf reports whether token t stands in a relative clause of the noun.
func (c *chainer) inRelativeOf(t, noun int) bool {
	d := c.d
	for steps := 0; t >= 0 && t > noun && steps < 8; t, steps = d.Tokens[t].Head, steps+1 {
		if rel := d.Tokens[t].Rel; (rel == "acl:relcl" || rel == "acl") && d.Tokens[t].Head == noun {
			return true
		}
	}
	return false
}

// weighQuoted weighs who speaks and what is spoken.
func (c *chainer) weighQuoted(m mention, n Mention) int {
	score, w := 0, c.weights
	if c.quoteAt[n.Head] >= 0 && c.quoteAt[m.Head] < 0 {
		score += w[quotedOnly]
	}
	switch {
	case !c.says(m, n):
	case c.quoteAt[m.Head] < 0:
		score += w[ownReport]
	case c.quoteAt[m.Head] != c.quoteAt[n.Head]:
		score += w[ownQuote]
	}
	if c.d.Sentences[c.d.Tokens[n.Head].Sentence].Heading {
		score += w[inHeading]
	}
	return score
}

// weighSubject weighs a mention that is a subject by its clause.
func (c *chainer) weighSubject(m mention, p pronoun, n Mention, apart int) int {
	d, w, verb, score := c.d, c.weights, c.d.Tokens[n.Head].Head, 0
	if verb < 0 {
		return 0
	}
	if own := c.verbOf(m.Head); apart == 0 && own >= 0 {
		if p.possesses && own == verb {
			score += w[ownClause]
		}
		if d.Tokens[own].Head == verb {
			score += w[sideBySide]
		}
	}
	switch d.Tokens[verb].Rel {
	case "root":
		if apart == 1 {
			score += w[lastSubject]
		}
	case "acl:relcl", "acl":
		score += w[inRelative]
	case "advcl":
		score += w[inAdverbial]
	case "ccomp":
		if over := d.Tokens[verb].Head; apart > 0 || over < 0 || !sayingVerbs[d.Tokens[over].Lemma] {
			score += w[inReport]
		}
	}
	return score
}

func isSubject(rel string) bool { return rel == "nsubj" || rel == "nsubj:pass" }
