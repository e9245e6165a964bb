package nlp

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/graph/gazetteer"
)

// settleNames goes over the names that the model found, with the whole document
// at hand: titles are taken off, kinds agree within the text, names that were
// passed over are added, then demonyms, laws and events.
func settleNames(d *Doc, l lexicon) {
	n := &settler{doc: d, lexicon: l, taken: make([]bool, len(d.Tokens))}
	for i := range d.Names {
		n.titled(&d.Names[i])
		n.trim(&d.Names[i])
		n.extend(&d.Names[i])
	}
	d.Names = slices.DeleteFunc(d.Names, func(m Name) bool { return m.Start >= m.End })
	for i := range d.Names {
		n.presented(&d.Names[i])
	}
	n.take()
	n.bodies()
	n.lawsAndEvents()
	n.demonyms()
	n.agree()
	n.repeat()
	n.gazetteer()
	n.small()
	slices.SortFunc(d.Names, func(a, b Name) int { return cmp.Compare(a.Start, b.Start) })
	n.index()
	for i := range d.Names {
		if d.Names[i].Kind == Person {
			d.Names[i].Title = n.title(d.Names[i].Start)
		}
	}
}

type settler struct {
	doc     *Doc
	lexicon lexicon
	taken   []bool  // the token is part of a name
	nameAt  []int32 // index of the name that a token is part of, -1; see index
}

// known returns what the lexicon says of token i.
func (n *settler) known(i int) mark {
	return n.lexicon[hashLower(n.doc.Tokens[i].Norm)].mark
}

func (n *settler) take() {
	clear(n.taken)
	for _, m := range n.doc.Names {
		for i := m.Start; i < m.End; i++ {
			n.taken[i] = true
		}
	}
}

func (n *settler) norm(i int) string {
	if i < 0 || i >= len(n.doc.Tokens) {
		return ""
	}
	return n.doc.Tokens[i].Norm
}

func (n *settler) lower(i int) string { return strings.ToLower(n.norm(i)) }

func (n *settler) upper(i int) bool {
	if i < 0 || i >= len(n.doc.Tokens) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(n.norm(i))
	return unicode.IsUpper(r)
}

// joined says that no gap is between tokens i and i+1.
func (n *settler) joined(i int) bool {
	t := n.doc.Tokens
	return i >= 0 && i+1 < len(t) && t[i].End == t[i+1].Start
}

// titled makes a person of what stands behind a title that only persons bear,
// unless it is a place or an organization that the lists know: "President Park
// Geun-hye".
func (n *settler) titled(m *Name) {
	if m.Kind == Person || m.Start == n.doc.Sentences[n.doc.Tokens[m.Start].Sentence].Start {
		return
	}
	if !n.head(m.Start-1) || !n.upper(m.Start-1) {
		return
	}
	if !n.listed(m) {
		m.Kind = Person
	}
}

// presented makes a person of a name whose office stands behind it between
// commas, unless the lists know it: "Lena Voss, the foreign minister of Norway,".
func (n *settler) presented(m *Name) {
	if m.Kind == Person || n.norm(m.End) != "," || m.End-m.Start < 2 || n.listed(m) {
		return
	}
	end := min(n.doc.Sentences[n.doc.Tokens[m.Start].Sentence].End, m.End+8)
	for i := m.End + 1; i < end && n.norm(i) != "," && n.lower(i) != "of"; i++ {
		if n.head(i) && n.doc.Tokens[i].UPOS != "VERB" && (n.lower(i+1) == "of" || n.lower(i+1) == "for" || n.norm(i+1) == ",") {
			m.Kind = Person
			return
		}
	}
}

// listed says that a name, or a word of it, is known as something other than a person.
func (n *settler) listed(m *Name) bool {
	for i := m.Start; i < m.End; i++ {
		if !n.upper(i) || n.known(i)&(isCountry|isCity|isRegion|isDemonym|isBody|isOrg|isTitle) != 0 {
			return true
		}
	}
	_, sure := n.inTables(m.Start, m.End)
	return sure
}

// trim takes titles and marks off the ends of a name: "President Obama" is a
// title and a name.
func (n *settler) trim(m *Name) {
	for m.Start < m.End && !alnumFirst(n.norm(m.Start)) && n.norm(m.Start) != "'" {
		m.Start++
	}
	for m.Start < m.End && (!alnumFirst(n.norm(m.End-1)) && n.norm(m.End-1) != "'s" || n.norm(m.End-1) == "'s" && m.Kind != Organization) {
		m.End--
	}
	if m.Kind != Person {
		return
	}
	for m.End-m.Start > 1 && n.isTitle(m.Start) && !n.initial(m.Start+1) {
		m.Start++
		for m.End-m.Start > 1 && (n.lower(m.Start) == "of" || n.lower(m.Start) == "-") {
			m.Start++
		}
	}
}

func (n *settler) initial(i int) bool {
	return strings.HasSuffix(n.norm(i), ".") && len(n.norm(i)) == 2
}

func (n *settler) isTitle(i int) bool {
	return n.known(i)&isTitle != 0 && n.known(i)&isGiven == 0 && !n.initial(i)
}

func alnumFirst(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return alnum(r)
}

// extend draws a name over the parts of a word with hyphens: "Park Geun-hye",
// "al-Assad".
func (n *settler) extend(m *Name) {
	if m.Start >= m.End || m.Kind != Person {
		return
	}
	last := n.doc.Sentences[n.doc.Tokens[m.Start].Sentence].End
	for m.End+1 < last && n.norm(m.End) == "-" && n.joined(m.End-1) && n.joined(m.End) && n.partOfName(m.End+1) {
		m.End += 2
	}
	first := n.doc.Sentences[n.doc.Tokens[m.Start].Sentence].Start
	for m.Start-2 >= first && n.norm(m.Start-1) == "-" && n.joined(m.Start-1) && n.joined(m.Start-2) && n.partOfName(m.Start-2) && n.known(m.Start-2)&isTitle == 0 {
		m.Start -= 2
	}
}

func (n *settler) partOfName(i int) bool {
	if n.known(i)&(isDemonym|isCountry) != 0 {
		return false
	}
	if n.upper(i) {
		return n.doc.Tokens[i].UPOS == "PROPN"
	}
	return n.norm(i) == "al" || n.norm(i) == "el" || letters(n.norm(i)) <= 5 && alnumFirst(n.norm(i)) && !notNames[n.norm(i)] && !unicode.IsDigit(rune(n.norm(i)[0]))
}

// notNames are short words that stand behind a name and a hyphen: "Obama-era".
var notNames = setOf("led era like style run born based held made owned ally to in and or up free wide time type only ed ward")

// bodies draws organizations over what belongs to them: a paper behind its city,
// "Los Angeles Times", and all of a quoted name, "Action Group for Syria".
func (n *settler) bodies() {
	for i := range n.doc.Names {
		m := &n.doc.Names[i]
		end := n.doc.Sentences[n.doc.Tokens[m.Start].Sentence].End
		if m.Kind == Place && m.End < end && papers[n.norm(m.End)] {
			m.Kind = Organization
			m.End++
		}
		if m.Kind == Organization && n.norm(m.Start-1) == `"` && m.End < end && n.norm(m.End) != `"` {
			if last := n.tail(m.Start, end); last < end && n.norm(last) == `"` {
				m.End = last
			}
		}
	}
	n.merge()
}

var papers = setOf("Times Post Journal Herald Tribune Gazette Chronicle Globe Mail Telegraph Daily Weekly Observer Inquirer Today")

// merge leaves out names that lie in the one before.
func (n *settler) merge() {
	slices.SortStableFunc(n.doc.Names, func(a, b Name) int { return cmp.Compare(a.Start, b.Start) })
	last := 0
	n.doc.Names = slices.DeleteFunc(n.doc.Names, func(m Name) bool {
		if m.Start < last {
			return true
		}
		last = m.End
		return false
	})
	n.take()
}

// lawsAndEvents finds treaties and the like by the words that they are called by:
// "Treaty on the Non-Proliferation of Nuclear Weapons", "Shanghai Communique",
// "Resolution 2254"; "World War II", "Munich Security Conference".
func (n *settler) lawsAndEvents() {
	var found []Name
	for i := range n.doc.Tokens {
		known := n.known(i)
		kind := Law
		switch {
		case known&isLaw != 0:
		case known&isEvent != 0 && n.upper(i):
			kind = Event
		default:
			continue
		}
		if start, end := n.around(i, kind); end > start {
			found = append(found, Name{Start: start, End: end, Kind: kind})
		}
	}
	n.put(found)
}

// around returns the range of a law's or event's name whose head is token i,
// empty when it is no name.
func (n *settler) around(i int, kind NameKind) (start, end int) {
	s := n.doc.Sentences[n.doc.Tokens[i].Sentence]
	start, end = i, i+1
	for start > s.Start && n.goesBefore(start-1) {
		start--
	}
	for start < i && (n.known(start)&isTitle != 0 && n.known(start+1)&isTitle == 0 && n.lower(start) != "joint" || !n.upper(start)) {
		start++
	}
	proper := start < i && !(start == s.Start && start+1 == i && n.known(start) == 0 && n.doc.Tokens[start].UPOS != "PROPN")
	if !n.upper(i) {
		return n.plainHead(start, i)
	}
	if s.Heading && !proper {
		return i, i
	}
	switch next := n.norm(i + 1); {
	case i+1 < s.End && (next == "of" || next == "on" || next == "for" || next == "between") && n.tail(i+2, s.End) > i+2:
		return start, n.tail(i+2, s.End)
	case i+1 < s.End && (digitsOnly(next) && len(next) <= 4 || roman(next)):
		return start, i + 2
	}
	if !proper || kind == Event && allTaken(n, start, i) && n.known(start)&(isCity|isCountry|isRegion) == 0 {
		return i, i
	}
	return start, end
}

// plainHead is for a head in lower case behind a place where something was
// agreed, "the Geneva communique", "the Oslo accords": it names one thing.
func (n *settler) plainHead(start, i int) (int, int) {
	switch n.lower(i) {
	case "communique", "communiqué", "accord", "accords", "agreement", "agreements", "treaty", "pact", "protocol", "convention", "declaration", "armistice":
	default:
		return i, i
	}
	if start == i-1 && n.known(start)&isCity != 0 && n.known(start)&(isCountry|isDemonym) == 0 || i-start == 2 && n.lower(start) == "camp" {
		return start, i + 1
	}
	return i, i
}

func (n *settler) goesBefore(i int) bool {
	t := n.doc.Tokens[i]
	switch {
	case n.upper(i):
		return t.UPOS != "DET" && t.UPOS != "PRON" && t.UPOS != "ADP" && t.UPOS != "SCONJ" && t.UPOS != "CCONJ" && t.UPOS != "ADV" && t.UPOS != "VERB" && t.UPOS != "AUX" && t.Norm[len(t.Norm)-1] != '.' || n.known(i)&isCountry != 0
	case t.Norm == "-":
		return n.joined(i) && n.joined(i-1) && n.upper(i-1)
	}
	return false
}

// tail returns where a name goes on to from token i, over capitals and the small
// words between them.
func (n *settler) tail(i, end int) int {
	last := i
	for j := i; j < end; j++ {
		switch {
		case n.upper(j) && n.doc.Tokens[j].UPOS != "PRON" || digitsOnly(n.norm(j)) && len(n.norm(j)) == 4 && last == j:
			last = j + 1
		case n.known(j)&isInner != 0 || n.norm(j) == "-":
			if j-last >= 2 {
				return last
			}
		default:
			return last
		}
	}
	return last
}

func roman(s string) bool { return s != "" && len(s) < 5 && strings.Trim(s, "IVX") == "" }

func allTaken(n *settler, start, end int) bool {
	for i := start; i < end; i++ {
		if !n.taken[i] {
			return false
		}
	}
	return true
}

// put adds names, which are in order, in the place of those that they cover; one
// gives way to a name that covers it or crosses it.
func (n *settler) put(all []Name) {
	n.index()
	covered := make([]bool, len(n.doc.Names))
	var added []Name
	last := 0
	for _, m := range all {
		first, final := n.nameAt[m.Start], n.nameAt[m.End-1]
		if m.Start < last || first >= 0 && n.doc.Names[first].Start < m.Start || final >= 0 && n.doc.Names[final].End > m.End {
			continue
		}
		last = m.End
		added = append(added, m)
		for i := m.Start; i < m.End; i++ {
			if n.nameAt[i] >= 0 {
				covered[n.nameAt[i]] = true
			}
		}
	}
	kept := n.doc.Names[:0]
	for i, o := range n.doc.Names {
		if !covered[i] {
			kept = append(kept, o)
		}
	}
	n.doc.Names = append(kept, added...)
	n.take()
}

// index fills n.nameAt.
func (n *settler) index() {
	n.nameAt = slices.Grow(n.nameAt[:0], len(n.doc.Tokens))[:len(n.doc.Tokens)]
	for i := range n.nameAt {
		n.nameAt[i] = -1
	}
	for at, m := range n.doc.Names {
		for i := m.Start; i < m.End; i++ {
			n.nameAt[i] = int32(at)
		}
	}
}

// demonyms adds words such as "Russian" that stand outside names; a name that is
// nothing else becomes one.
func (n *settler) demonyms() {
	for i := range n.doc.Names {
		m := &n.doc.Names[i]
		if m.End-m.Start == 1 && n.isDemonym(m.Start) {
			m.Kind = Demonym
		}
	}
	for i := range n.doc.Tokens {
		if !n.taken[i] && n.isDemonym(i) {
			if last := len(n.doc.Names) - 1; last >= 0 && n.doc.Names[last].Kind == Demonym && n.doc.Names[last].End == i && n.compass(i) < i {
				n.doc.Names[last].End++
				continue
			}
			n.doc.Names = append(n.doc.Names, Name{Start: n.compass(i), End: i + 1, Kind: Demonym})
			n.taken[i] = true
		}
	}
}

// compass joins the first word of "South Korean" or "Saudi Arabian" to a demonym.
func (n *settler) compass(i int) int {
	switch n.norm(i - 1) {
	case "South", "North", "East", "West", "Sri", "Costa", "Saudi", "Latin", "Central", "Equatorial", "San":
		if i-1 >= n.doc.Sentences[n.doc.Tokens[i].Sentence].Start && !n.taken[i-1] {
			return i - 1
		}
	}
	return i
}

func (n *settler) isDemonym(i int) bool {
	known := n.known(i)
	return n.upper(i) && known&isDemonym != 0 && known&(isCountry|isGiven|isRegion) == 0 && n.doc.Tokens[i].UPOS != "VERB"
}

// agree gives names of one form the same kind: the kind that most have; but the
// last word of a person's full name means the person.
func (n *settler) agree() {
	votes := map[string]map[NameKind]int{}
	family := map[string]bool{}
	for _, m := range n.doc.Names {
		form := n.form(m)
		if votes[form] == nil {
			votes[form] = map[NameKind]int{}
		}
		votes[form][m.Kind]++
		if m.Kind == Person && m.End-m.Start > 1 {
			family[n.lower(m.End-1)] = true
		}
	}
	for i := range n.doc.Names {
		m := &n.doc.Names[i]
		if m.Kind != Person && m.Kind != Place && m.Kind != Organization {
			continue
		}
		v := votes[n.form(*m)]
		for _, kind := range nameKinds {
			if v[kind] > v[m.Kind] {
				m.Kind = kind
			}
		}
		known := n.known(m.Start)
		last := n.known(m.End - 1)
		switch {
		case m.End-m.Start > 1 && last&isBody != 0 && last&(isGiven|isPlacer|isFamily) == 0 && n.upper(m.End-1) && m.Kind != Organization:
			m.Kind = Organization // "Georgetown University"
		case m.End-m.Start > 1 && last&isPlacer != 0 && last&(isGiven|isFamily|isBody) == 0 && n.upper(m.End-1) && m.Kind == Person:
			m.Kind = Place // "Taj Express Road"
		case m.End-m.Start > 1:
		case known&isCountry != 0 && known&isGiven == 0:
			m.Kind = Place
		case family[n.lower(m.Start)] && known&(isCity|isRegion) == 0:
			m.Kind = Person
		}
	}
}

// gazetteer asks the tables of the world: a name that means only a country or
// only an organization there is one here, and those that were passed over are
// added.
func (n *settler) gazetteer() {
	for i := range n.doc.Names {
		m := &n.doc.Names[i]
		if m.Kind != Person && m.Kind != Place && m.Kind != Organization {
			continue
		}
		if kind, sure := n.inTables(m.Start, m.End); sure && (m.Kind != Person || m.End-m.Start > 1) {
			m.Kind = kind
		}
	}
	for i := 0; i < len(n.doc.Tokens); i++ {
		if n.taken[i] || !n.upper(i) || n.doc.Tokens[i].UPOS != "PROPN" && n.doc.Tokens[i].UPOS != "NOUN" {
			continue
		}
		end := n.doc.Sentences[n.doc.Tokens[i].Sentence].End
		for last := min(i+5, end); last > i; last-- {
			kind, sure := n.inTables(i, last)
			if n.fullName(i, last) {
				kind, sure = Person, true
			}
			if sure && n.free(i, last) && (kind == Organization || !n.inName(i, last)) && (kind == Person || n.doc.Tokens[i].UPOS == "PROPN") {
				n.doc.Names = append(n.doc.Names, Name{Start: i, End: last, Kind: kind})
				for ; i < last; i++ {
					n.taken[i] = true
				}
				i--
				break
			}
		}
	}
}

func (n *settler) free(start, end int) bool {
	for i := start; i < end; i++ {
		if n.taken[i] {
			return false
		}
	}
	return n.upper(end-1) || end-start > 2 && n.norm(end-2) == "-" && n.joined(end-2)
}

// fullName says that the tables know somebody by that name of several words, and
// nothing else.
func (n *settler) fullName(start, end int) bool {
	if end-start < 2 {
		return false
	}
	known := gazetteer.Lookup(plainWords(n.doc, start, end), "")
	for _, e := range known {
		if e.Kind != gazetteer.Person || e.Sense != gazetteer.Name {
			return false
		}
	}
	return len(known) > 0
}

// inTables returns what the tables say that a name is, when they know it by its
// own name as one kind of thing only.
func (n *settler) inTables(start, end int) (NameKind, bool) {
	kind := NameKind("")
	for _, e := range gazetteer.Lookup(plainWords(n.doc, start, end), "") {
		is := Place
		switch {
		case e.Kind == gazetteer.Person:
			return "", false
		case e.Sense != gazetteer.Name && e.Sense != gazetteer.Acronym:
			continue
		case e.Kind == gazetteer.Organization:
			is = Organization
		}
		if kind != "" && kind != is {
			return "", false
		}
		kind = is
	}
	return kind, kind != ""
}

// small adds countries and regions that are written with a small letter, as
// people do who write in a hurry.
func (n *settler) small() {
	for i := range n.doc.Tokens {
		t := &n.doc.Tokens[i]
		if n.taken[i] || n.upper(i) || t.UPOS != "PROPN" && t.UPOS != "NOUN" || len(t.Norm) < 4 || t.Norm == "turkey" || t.Norm == "china" || t.Norm == "jordan" || t.Norm == "chad" || t.Norm == "java" {
			continue
		}
		if n.known(i)&(isCountry|isRegion) != 0 && n.known(i)&(isGiven|isBody|isDemonym) == 0 {
			n.doc.Names = append(n.doc.Names, Name{Start: i, End: i + 1, Kind: Place})
			n.taken[i] = true
		}
	}
}

func (n *settler) form(m Name) string {
	return strings.ToLower(plainWords(n.doc, m.Start, m.End))
}

func plainWords(d *Doc, start, end int) string {
	var b strings.Builder
	for i := start; i < end; i++ {
		if i > start && d.Tokens[i-1].End < d.Tokens[i].Start {
			b.WriteByte(' ')
		}
		b.WriteString(d.Tokens[i].Norm)
	}
	return b.String()
}

// repeat adds capitalized words that are names elsewhere in the text: a full
// name's last word, or a name of one word.
func (n *settler) repeat() {
	kinds := map[string]NameKind{}
	for _, m := range n.doc.Names {
		if m.Kind == Person && m.End-m.Start > 1 && len(n.norm(m.End-1)) > 2 && n.known(m.End-1)&(isGiven|isDemonym|isTitle) == 0 {
			kinds[n.norm(m.End-1)] = Person
		}
	}
	for _, m := range n.doc.Names {
		if m.End-m.Start == 1 && len(n.norm(m.Start)) > 1 && (m.Kind == Person || m.Kind == Place || m.Kind == Organization) {
			if _, full := kinds[n.norm(m.Start)]; !full {
				kinds[n.norm(m.Start)] = m.Kind
			}
		}
	}
	for i := range n.doc.Tokens {
		kind, ok := kinds[n.norm(i)]
		if ok && !n.taken[i] && n.upper(i) && n.doc.Tokens[i].UPOS == "PROPN" && !n.inName(i, i+1) {
			n.doc.Names = append(n.doc.Names, Name{Start: i, End: i + 1, Kind: kind})
			n.taken[i] = true
		}
	}
}

// inName says that a capitalized name-like word stands beside the tokens from
// start to end, so that they are likely a part of something longer.
func (n *settler) inName(start, end int) bool {
	return start > 0 && n.upper(start-1) && n.doc.Tokens[start-1].UPOS == "PROPN" && !n.taken[start-1] && !n.isTitle(start-1) ||
		end < len(n.doc.Tokens) && n.upper(end) && n.doc.Tokens[end].UPOS == "PROPN" && !n.taken[end]
}

// title returns the range of title words in front of token start: "Russian
// Foreign Minister", "then-Secretary of State", "former Libyan leader".
func (n *settler) title(start int) Range {
	first := n.doc.Sentences[n.doc.Tokens[start].Sentence].Start
	if start == first {
		return Range{}
	}
	i := start - 1
	switch {
	case n.head(i):
	case i-2 >= first && n.lower(i-1) == "of" && n.head(i-2) && n.upper(i):
		i -= 2
	case i-3 >= first && n.lower(i-2) == "of" && n.head(i-3) && n.upper(i):
		i -= 3
	default:
		return Range{}
	}
	for i > first && n.before(i-1) {
		i--
	}
	for i < start-1 && (n.norm(i) == "-" || n.lower(i) == "of" || n.lower(i) == "and" || n.norm(i) == "&" || n.lower(i) == "'s") {
		i++
	}
	return Range{i, start}
}

// head says that token i is a title that can stand right before a name.
func (n *settler) head(i int) bool { return titles[n.lower(i)] }

var titles = setOf(titleHeads + addresses)

var titleModifiers = setOf(titleWords)

// before says that token i belongs to the title that begins behind it.
func (n *settler) before(i int) bool {
	t := n.doc.Tokens[i]
	switch {
	case titleModifiers[n.lower(i)], n.head(i), n.known(i)&isDemonym != 0 && n.upper(i), n.known(i)&isCountry != 0 && n.upper(i) && t.Norm != "US":
		return true
	case t.Norm == "US":
		return true
	case t.Norm == "-":
		return n.joined(i) && n.joined(i-1)
	case t.Norm == "of" || t.Norm == "&":
		return n.upper(i-1) && n.upper(i+1) && titles[n.lower(i-1)]
	}
	return n.upper(i) && (t.UPOS == "PROPN" || t.UPOS == "ADJ") && !n.personAt(i)
}

func (n *settler) personAt(i int) bool {
	if at := n.nameAt[i]; at >= 0 {
		return n.doc.Names[at].Kind == Person || n.doc.Names[at].Kind == Event
	}
	return false
}
