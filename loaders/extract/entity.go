package extract

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/graph/gazetteer"
	"entente/graph/ontology"
	"entente/loaders/article"
	"entente/loaders/nlp"
)

// things are the entities of one article while they are found.
//
// Needs: Names, Chains, trees. A name becomes an entity by the gazetteer, by its
// chain, or by its words; a chain without a name becomes one when its noun acts
// as bodies do ("the opposition").
type things struct {
	*tree
	known
	article article.Article
	list    []Entity
	byKey   map[string]int
	ofName  []int // entity of each name, -1
	actorOf []int // entity that a name stands for when it acts: Russia for "Moscow"; -1
	ofChain []int // entity of each chain, -1
	nameAt  []int // name that covers each token, -1
	heads   map[int][]chainAt
	states  []string // names of places that this article treats as states
	nominal map[int]int
	offices []officeOf // as they are found
	// holds has the pairs of persons and what they hold an office of.
	holds     map[[2]int]bool
	mentioned map[[3]int]bool // entity and span
	ofPerson  map[int][]int   // indexes in offices
	held      heldOffices
	// nouns leads from a word of an organization's name to where the names stand.
	nouns     map[string][]namedAt
	news      dated             // the day of the news, if the article tells one
	pairs     map[int][]int     // the two states of a name that both share: "the Koreas"
	namesakes map[string]string // parties that are another state's than the gazetteer's of that name
	short     map[string]int    // the bodies whose names have a short form in brackets
	// persons leads from the first and the last word of a name to those who are named so.
	persons map[string][]int
}

// chainAt is a mention of a chain.
type chainAt struct{ chain, mention int }

func findThings(t *tree, k known, a article.Article) *things {
	e := &things{tree: t, known: k, article: a, states: t.states, byKey: map[string]int{}, heads: map[int][]chainAt{}, nominal: map[int]int{}, mentioned: map[[3]int]bool{}, pairs: map[int][]int{}, namesakes: map[string]string{}, short: map[string]int{}, persons: map[string][]int{}}
	e.index()
	for i := range t.Names {
		e.name(i)
		e.shortForm(i)
	}
	for c := range t.Chains {
		e.chain(c)
	}
	for i := range t.Tokens {
		if bodies[e.lemma(i)] != "" && e.noun(i) && (e.definite(i) || e.countryOf(i) >= 0) {
			e.nominalBody(i)
		}
	}
	return e
}

// firstName returns the first name that does not begin before token i.
func (e *things) firstName(i int) int {
	n, _ := slices.BinarySearchFunc(e.Names, i, func(n nlp.Name, i int) int { return n.Start - i })
	return n
}

// index notes which name covers each token and which mentions have it as head.
func (e *things) index() {
	e.nameAt = make([]int, len(e.Tokens))
	for i := range e.nameAt {
		e.nameAt[i] = -1
	}
	for n, name := range e.Names {
		for i := max(name.Start, 0); i < min(name.End, len(e.Tokens)); i++ {
			e.nameAt[i] = n
		}
	}
	e.ofName, e.actorOf = fill(len(e.Names)), fill(len(e.Names))
	e.ofChain = fill(len(e.Chains))
	for c, chain := range e.Chains {
		for m, mention := range chain.Mentions {
			e.heads[mention.Head] = append(e.heads[mention.Head], chainAt{c, m})
		}
	}
}

func fill(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = -1
	}
	return out
}

// entity returns the entity of a key, new where there is none.
func (e *things) entity(key string, typ ontology.Type, ref string) int {
	if at, ok := e.byKey[key]; ok {
		return at
	}
	e.list = append(e.list, Entity{Type: typ, Ref: ref})
	at := len(e.list) - 1
	e.byKey[key] = at
	return at
}

// mention notes that the tokens [from, to) refer to an entity.
func (e *things) mention(at, from, to int, kind string) {
	if at < 0 || from >= to {
		return
	}
	s := e.span(from, to)
	e.mentionSpan(at, s, kind)
}

// mentionSpan notes that the bytes of a span refer to an entity.
func (e *things) mentionSpan(at int, s Span, kind string) {
	if key := [3]int{at, s.Start, s.End}; s.Start < s.End && !e.mentioned[key] {
		e.mentioned[key] = true
		e.list[at].Mentions = append(e.list[at].Mentions, Mention{s.Start, s.End, e.Text[s.Start:s.End], kind})
		if kind == "name" && e.list[at].Type == ontology.Person {
			e.namedBy(at, plain(e.Text[s.Start:s.End]))
		}
	}
}

// namedBy notes the words by which a person is looked for.
func (e *things) namedBy(at int, folded string) {
	for _, word := range ends(folded) {
		if !slices.Contains(e.persons[word], at) {
			e.persons[word] = append(e.persons[word], at)
		}
	}
}

// ends are the first and the last word of a name.
func ends(folded string) []string {
	words := strings.Fields(folded)
	if len(words) < 2 {
		return words
	}
	return []string{words[0], words[len(words)-1]}
}

// called are the persons of whom a name begins or ends as this one begins or ends.
func (e *things) called(folded string) []int {
	var all []int
	for _, word := range ends(folded) {
		all = append(all, e.persons[word]...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// plain folds a name to the form in which this article's names are compared.
func plain(words string) string {
	words = strings.TrimSuffix(strings.TrimSuffix(words, "'s"), "’s")
	words = strings.ReplaceAll(strings.ToLower(words), "’", "'")
	fields := strings.Fields(words)
	if len(fields) > 1 && fields[0] == "the" {
		fields = fields[1:]
	}
	return strings.Join(fields, " ")
}

// name finds the entity of name i.
func (e *things) name(i int) {
	n := e.Names[i]
	if n.Start < 0 || n.End > len(e.Tokens) || n.Start >= n.End || n.Kind == nlp.Law || n.Kind == nlp.Event {
		return
	}
	words := strings.TrimSuffix(strings.TrimSuffix(e.Words(n.Start, n.End), "’s"), "'s")
	switch n.Kind {
	case nlp.Person:
		if h, ok := e.as(ontology.Country, words, e.article.Published); ok && !e.titled(n) {
			e.country(i, h)
			return
		}
		e.person(i, words)
	case nlp.Demonym:
		e.demonym(i, words)
	default:
		e.body(i, words)
	}
}

func (e *things) titled(n nlp.Name) bool { return n.Title.End > n.Title.Start }

func (e *things) country(i int, h hit) {
	n := e.Names[i]
	kind := "name"
	if h.adjective {
		kind = "demonym"
	}
	e.ofName[i] = e.entity(h.ref, ontology.Country, h.ref)
	e.mention(e.ofName[i], n.Start, n.End, kind)
}

// person finds the person named by words: known on the article's day, of the
// same chain, of the same full name, or the one whose surname it is.
func (e *things) person(i int, words string) {
	n := e.Names[i]
	at := -1
	if same, ok := e.byKey["person|"+plain(words)]; ok {
		at = same
	}
	if c := e.chainOf(n.Start, n.End); at < 0 && c >= 0 && e.ofChain[c] >= 0 && e.list[e.ofChain[c]].Type == ontology.Person && e.likeNames(e.ofChain[c], words) {
		at = e.ofChain[c]
	}
	if at < 0 {
		at = e.namesake(words)
	}
	if at < 0 {
		at = e.entity("person|"+plain(words), ontology.Person, "")
	}
	if h, ok := e.as(ontology.Person, words, e.article.Published); ok && e.list[at].Ref == "" && !(h.famous && e.namedInFull(at)) && !(h.surname && (e.calledByGivenName(n, words) || e.otherGiven(at, words, h.ref))) {
		e.list[at].Ref = h.ref
	}
	e.byKey["person|"+plain(words)] = at
	e.ofName[i] = at
	if c := e.chainOf(n.Start, n.End); c >= 0 && e.ofChain[c] < 0 {
		e.ofChain[c] = at
	}
	e.mention(at, n.Start, n.End, "name")
}

// calledByGivenName reports whether a single word without a title may be anybody's given
// name, so that it is not the president of that surname: "Thank you, Hassan."
func (e *things) calledByGivenName(n nlp.Name, words string) bool {
	return !e.titled(n) && !strings.Contains(words, " ") && gazetteer.GivenName(words) != gazetteer.NoName
}

// otherGiven reports whether a person whom the article names in full has another given
// name than the one whom the gazetteer knows by a surname: "Jose Dahl" is not President
// Karl Dahl.
func (e *things) otherGiven(at int, surname, ref string) bool {
	if strings.Contains(surname, " ") {
		return false
	}
	known, ok := gazetteer.Find(gazetteer.Person, slug(ref))
	if !ok || !strings.Contains(known.Name, " ") {
		return false
	}
	for _, m := range e.list[at].Mentions {
		full := strings.Fields(plain(m.Text))
		if m.Kind != "name" || len(full) < 2 || full[len(full)-1] != plain(surname) {
			continue
		}
		if gazetteer.GivenName(full[0]) != gazetteer.NoName && !slices.ContainsFunc(append(known.Aliases, known.Name), func(name string) bool { return strings.HasPrefix(plain(name), full[0][:1]) }) {
			return true
		}
	}
	return false
}

// namedInFull reports whether a mention of a person has more than a surname.
func (e *things) namedInFull(at int) bool {
	return slices.ContainsFunc(e.list[at].Mentions, func(m Mention) bool { return m.Kind == "name" && strings.Contains(m.Text, " ") })
}

// likeNames reports whether words can be a name of a person: they share a word
// with one that is.
func (e *things) likeNames(at int, words string) bool {
	mine := strings.Fields(plain(words))
	for _, m := range e.list[at].Mentions {
		if m.Kind != "name" {
			continue
		}
		if len(mine) == 1 || len(strings.Fields(m.Text)) == 1 {
			if sameSurname(plain(words), plain(m.Text)) || sameFirst(plain(words), plain(m.Text)) {
				return true
			}
			continue
		}
		if sharesName(mine, strings.Fields(plain(m.Text))) {
			return true
		}
	}
	return false
}

// sharesName reports whether two full names can be one person's: they end alike,
// or two words stand in both. "Kim Yong Chol" is not Kim Jong Un.
func sharesName(a, b []string) bool {
	if a[len(a)-1] == b[len(b)-1] {
		return true
	}
	if len(a) == len(b) && len(a) > 2 && slices.Equal(a[:len(a)-1], b[:len(b)-1]) {
		return false // "Kim Jong Il" is not Kim Jong Un
	}
	n := 0
	for _, w := range b {
		if slices.Contains(a, w) && len(w) > 2 {
			n++
		}
	}
	return n > 1 || n == 1 && (len(a) == 2 && a[1] == b[0] || len(b) == 2 && b[1] == a[0])
}

// namesake finds a person already named by the same words, by a fuller name that
// ends in them, or by a bare surname that ends these; -1 when none or several fit.
func (e *things) namesake(words string) int {
	folded := plain(words)
	if at, ok := e.byKey["person|"+folded]; ok {
		return at
	}
	for _, fits := range []func(a, b string) bool{sameSurname, sameFirst} {
		found := -1
		for _, at := range e.called(folded) {
			if e.otherwise(at, folded) {
				continue
			}
			for _, m := range e.list[at].Mentions {
				if m.Kind != "name" || !fits(folded, plain(m.Text)) {
					continue
				}
				if found >= 0 && found != at {
					return -1
				}
				found = at
			}
		}
		if found >= 0 {
			return found
		}
	}
	return -1
}

// otherwise reports whether a person already has a full name that a full name cannot
// be: "Kim Dae-jung" is not the Kim who is called Kim Jong Un.
func (e *things) otherwise(at int, folded string) bool {
	mine := strings.Fields(folded)
	if len(mine) < 2 {
		return false
	}
	return slices.ContainsFunc(e.list[at].Mentions, func(m Mention) bool {
		theirs := strings.Fields(plain(m.Text))
		return m.Kind == "name" && len(theirs) > 1 && !sharesName(mine, theirs)
	})
}

// sameFirst reports whether a single word is the first of a fuller name, which in
// many countries is the family's: "Mr. Wei" is Wei Jianlu.
func sameFirst(a, b string) bool {
	x, y := strings.Fields(a), strings.Fields(b)
	return len(x) > 0 && len(y) > 0 && (len(x) == 1) != (len(y) == 1) && x[0] == y[0]
}

// sameSurname reports whether one name is the other's last part, or both have
// the same first and last word: "John Kerry", "John F. Kerry".
func sameSurname(a, b string) bool {
	x, y := strings.Fields(a), strings.Fields(b)
	if len(x) == 0 || len(y) == 0 {
		return false
	}
	if len(x) == 1 || len(y) == 1 {
		if len(x) == 1 {
			x, y = y, x
		}
		if slices.Contains(x, "bin") || slices.Contains(x, "ibn") || slices.Contains(x, "bint") {
			return x[0] == y[0] // "Prince Talal" is Talal bin Shaheen
		}
		return x[len(x)-1] == y[0]
	}
	return x[0] == y[0] && x[len(x)-1] == y[len(y)-1]
}

// chainOf returns the chain that has a mention of the tokens [from, to), or one
// whose head is among them; -1 if none.
func (e *things) chainOf(from, to int) int {
	for i := from; i < to; i++ {
		for _, at := range e.heads[i] {
			m := e.Chains[at.chain].Mentions[at.mention]
			if m.Kind == nlp.Proper && m.Group == nil {
				return at.chain
			}
		}
	}
	return -1
}

// demonym finds the country of "Russian" or "Varsonians".
func (e *things) demonym(i int, words string) {
	if h, ok := e.as(ontology.Country, words, e.article.Published); ok {
		h.adjective = true
		e.country(i, h)
		return
	}
	for _, state := range e.states {
		if peopleOf(words, state) {
			n := e.Names[i]
			e.ofName[i] = e.entity("country|"+plain(state), ontology.Country, "")
			e.mention(e.ofName[i], n.Start, n.End, "demonym")
			return
		}
	}
}

// body finds the country, organization or place that words name.
func (e *things) body(i int, words string) {
	n := e.Names[i]
	for _, h := range e.sisters(words, e.article.Published) {
		at := e.entity(h.ref, ontology.Country, h.ref)
		e.mention(at, n.Start, n.End, "nominal")
		e.pairs[i] = append(e.pairs[i], at)
	}
	if len(e.pairs[i]) > 0 {
		return
	}
	if h, ok := e.as(ontology.Country, words, e.article.Published); ok {
		e.country(i, h)
		return
	}
	if slices.Contains(e.states, words) || n.Kind == nlp.Place && slices.Contains(e.states, bareState(words)) {
		e.ofName[i] = e.entity("country|"+plain(bareState(words)), ontology.Country, "")
		e.mention(e.ofName[i], n.Start, n.End, "name")
		return
	}
	if n.Kind == nlp.Organization {
		for _, state := range e.states {
			if peopleOf(words, state) {
				e.demonym(i, words)
				return
			}
		}
	}
	place, isPlace := e.as(ontology.Place, words, e.article.Published)
	org, isOrg := e.as(ontology.Organization, words, e.article.Published)
	switch {
	case isPlace && (n.Kind == nlp.Place || !isOrg):
		e.place(i, words, place)
	case isOrg && org.party && e.elsewhere(i, words, org) != "":
		name := e.elsewhere(i, words, org)
		e.organization(i, name, "")
		e.list[e.ofName[i]].Name = name
		e.namesakes[plain(words)] = name
	case isOrg:
		e.organization(i, words, org.ref)
	case n.Kind == nlp.Place:
		e.place(i, words, hit{})
	case n.Kind == nlp.Organization:
		e.organization(i, words, "")
	}
}

func (e *things) place(i int, words string, h hit) {
	key := h.ref
	if key == "" {
		key = "place|" + plain(words)
	}
	n := e.Names[i]
	if h.acts && h.country != "" && e.acts(i) {
		e.actorOf[i] = e.entity(h.country, ontology.Country, h.country)
		e.mention(e.actorOf[i], n.Start, n.End, "metonym")
		return
	}
	e.ofName[i] = e.entity(key, ontology.Place, h.ref)
	e.mention(e.ofName[i], n.Start, n.End, "name")
}

// acts reports whether a place stands where only somebody who acts can stand:
// "Moscow said", "between Moscow and Washington", "a hurdle for Moscow".
func (e *things) acts(name int) bool {
	n := e.Names[name]
	if e.heldThere(name) || e.listedWhere(name) {
		return false
	}
	head := e.headOf(n.Start, n.End)
	for range 4 {
		if e.rel(head) != "conj" || e.head(head) < 0 {
			break
		}
		head = e.head(head)
	}
	switch e.full(head) {
	case "nsubj", "nmod:poss", "obl:agent":
		return true
	case "nsubj:pass":
		return false
	case "obj", "iobj":
		v := e.head(head)
		return v >= 0 && !motion[e.lemma(v)]
	}
	switch e.preposition(head) {
	case "between", "with", "by", "for", "against", "among":
		return e.rel(head) == "obl" || e.rel(head) == "nmod"
	}
	return false
}

// heldThere reports whether a place is the one of a meeting: "the Vienna talks".
func (e *things) heldThere(name int) bool {
	n := e.Names[name]
	if n.End >= len(e.Tokens) || meetingNouns[e.lemma(n.End)] == "" {
		return false
	}
	return e.noun(n.End) || n.Start > 0 && e.lemma(n.Start-1) == "the" // where "talks" is taken for a verb
}

// listedWhere reports whether a place stands behind a word for where somebody is or goes,
// by itself or in a list: "are in Doha talking", "will travel to Amman, Ramallah, and Cairo".
func (e *things) listedWhere(name int) bool {
	k, listed := e.Names[name].Start-1, false
	for k > 0 && (e.Form(k) == "," || e.lemma(k) == "and") {
		for k > 0 && (e.Form(k) == "," || e.lemma(k) == "and") {
			k--
		}
		before := e.nameAt[k]
		if before < 0 || e.Names[before].Kind != nlp.Place {
			return false
		}
		k, listed = e.Names[before].Start-1, true
	}
	if k < 0 {
		return false
	}
	switch e.lemma(k) {
	case "in", "at", "near", "inside", "outside":
		return true
	case "to", "from":
		return listed
	}
	return false
}

// elsewhere returns what a party is called that has the name of one in another state:
// "Labour Party of Norway" where the article says that it is Norway's; "" if none.
func (e *things) elsewhere(i int, words string, org hit) string {
	at := e.owner(i)
	if at < 0 {
		return e.namesakes[plain(words)]
	}
	if e.list[at].Ref == org.country {
		return ""
	}
	return words + " of " + e.label(at)
}

// owner returns the state that stands beside the name of a body as the one whose it is:
// "Norway's Labour Party", "the Norwegian Labour Party", "the Labour Party of
// Norway"; -1 where none does.
func (e *things) owner(i int) int {
	n := e.Names[i]
	k := n.Start - 1
	if k > 0 && e.lemma(k) == "'s" {
		k--
	}
	if at := e.stateNamed(k); at >= 0 {
		return at
	}
	if n.End+1 < len(e.Tokens) && e.Form(n.End) == "of" {
		return e.stateNamed(n.End + 1)
	}
	return -1
}

// stateNamed returns the state that the name at token k is of, -1 if none.
func (e *things) stateNamed(k int) int {
	if k < 0 || e.nameAt[k] < 0 {
		return -1
	}
	n := e.Names[e.nameAt[k]]
	if h, ok := e.as(ontology.Country, e.Words(n.Start, n.End), e.article.Published); ok {
		return e.entity(h.ref, ontology.Country, h.ref)
	}
	return -1
}

// motion are verbs whose object is a place.
var motion = map[string]bool{"visit": true, "reach": true, "leave": true, "enter": true, "tour": true, "bomb": true, "shell": true,
	"attack": true, "capture": true, "seize": true, "besiege": true, "control": true, "include": true, "rock": true, "hit": true, "strike": true}

func (e *things) organization(i int, words, ref string) {
	key := ref
	if at, ok := e.short[words]; ok && key == "" {
		e.byKey["org|"+plain(words)] = at
	}
	if key == "" {
		if c := e.chainOf(e.Names[i].Start, e.Names[i].End); c >= 0 && e.ofChain[c] >= 0 && e.list[e.ofChain[c]].Type == ontology.Organization {
			e.byKey["org|"+plain(words)] = e.ofChain[c]
		}
		key = "org|" + plain(words)
	}
	at := e.entity(key, ontology.Organization, ref)
	e.ofName[i] = at
	n := e.Names[i]
	if c := e.chainOf(n.Start, n.End); c >= 0 && e.ofChain[c] < 0 {
		e.ofChain[c] = at
	}
	e.mention(at, n.Start, n.End, "name")
}

// headOf returns the token of [from, to) that is governed from outside.
func (e *things) headOf(from, to int) int {
	for i := from; i < to; i++ {
		if h := e.head(i); h < from || h >= to {
			return i
		}
	}
	return from
}

// bareState cuts "Republic of" and the like off a state's name.
func bareState(words string) string {
	for _, form := range stateForms {
		if at := strings.Index(words, form+" of "); at >= 0 {
			rest := words[at+len(form)+4:]
			return strings.TrimPrefix(rest, "the ")
		}
	}
	return words
}

var stateForms = []string{"Republic", "Kingdom", "Emirate", "Emirates", "Sultanate", "Principality", "State", "Federation", "Union", "Duchy", "Commonwealth"}

// peopleEnds are the endings by which English makes a people of a country.
var peopleEnds = []string{"n", "an", "ian", "i", "ese", "nese", "ish", "ans", "ians", "is", "ns", "er", "ers", "ite", "ites", "ic"}

// peopleOf reports whether a word is made of a state's name with such an ending:
// "Varsonian" of "Varsonia", "Dombaran" of "Dombaro".
func peopleOf(word, state string) bool {
	if len(word) < 5 || word == state {
		return false
	}
	first, _ := utf8.DecodeRuneInString(word)
	if !unicode.IsUpper(first) {
		return false
	}
	for _, stem := range []string{state, state[:len(state)-1]} {
		if len(stem) >= 4 && strings.HasPrefix(word, stem) && slices.Contains(peopleEnds, word[len(stem):]) {
			return true
		}
	}
	return false
}

var stateOffices = map[string]bool{"president": true, "minister": true, "king": true, "queen": true, "emir": true, "sultan": true,
	"ambassador": true, "chancellor": true, "monarch": true, "government": true}

var stateBodies = map[string]bool{"government": true, "parliament": true, "army": true, "navy": true, "military": true, "embassy": true,
	"ministry": true, "capital": true, "border": true}
