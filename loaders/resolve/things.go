package resolve

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"entente/graph"
	"entente/graph/ontology"
	"entente/loaders/article"
	"entente/loaders/extract"
)

// Things is what one article tells of: its persons, countries, meetings ..., each
// once, with everything by which they can be compared with those of other articles.
type Things struct {
	Reading *extract.Reading
	Article graph.Article
	All     []Thing
	// OfEntity and OfClaim lead from indexes of the reading to All; OfClaim is -1
	// for claims that bring no thing of their own up.
	OfEntity []int
	OfClaim  []int
}

// Thing is one thing as one article tells of it.
type Thing struct {
	Local graph.IRI
	Ref   graph.IRI // the gazetteer's thing; empty when it knows none
	Features
	look     *portrait // of the node that it has unless verdicts say otherwise; nil where it was not prepared
	forms    []string  // naming forms, as graph.Local has them
	entities []int
	claims   []int
}

// InArticle finds the things of a reading. It depends on the reading and the
// gazetteer alone.
func InArticle(r *extract.Reading, k Known) *Things {
	r = divided(r, k)
	t := &Things{Reading: r, Article: articleOf(r.Article)}
	b := &builder{Things: t, known: k}
	b.entities()
	b.countries()
	b.claims()
	b.name()
	b.source()
	return t
}

// articleOf returns the article as the store keeps it, without its record.
func articleOf(a article.Article) graph.Article {
	return graph.Article{
		IRI: graph.ArticleIRI(a.ID), ID: a.ID, Digest: TextDigest(a.Text), Title: clean(a.Title), Publisher: clean(a.Publisher),
		Authors: once(a.Authors), Contributors: once(a.Contributors), Published: a.Published, Dateline: clean(a.Dateline),
		URL: a.URL, Lang: a.Lang, Text: a.Text,
	}
}

// TextDigest returns the SHA-256 of a text, hexadecimal.
func TextDigest(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// SameArticle reports whether the record of a reading is one of this article, with the same
// data, by a reader of that digest. Records begin with both, so nothing of what was read is
// looked at; that the text is the same is for the caller to tell.
func SameArticle(record string, a article.Article, reader string) bool {
	nothing, err := Record(extract.Reading{Reader: reader, Article: a})
	if err != nil {
		return false
	}
	const found = `,"entities":[`
	at := strings.LastIndex(nothing, found)
	return at > 0 && strings.HasPrefix(record, nothing[:at+len(found)])
}

// once returns names without line breaks, each once, in order.
func once(names []string) []string {
	var all []string
	for _, n := range names {
		if n = clean(n); n != "" && !slices.Contains(all, n) {
			all = append(all, n)
		}
	}
	return all
}

// body returns the words of an article's paragraphs, one space between them. Wire
// copies of one text have the same.
func body(a article.Article) string {
	var parts []string
	for _, p := range a.Parts {
		if p.Kind == article.Paragraph {
			parts = append(parts, clean(a.Text[p.Start:p.End]))
		}
	}
	if parts == nil {
		return clean(a.Text)
	}
	return strings.Join(parts, " ")
}

// bodyStart is the offset of the first paragraph.
func bodyStart(a article.Article) int {
	for _, p := range a.Parts {
		if p.Kind == article.Paragraph {
			return p.Start
		}
	}
	return 0
}

// builder makes Things.
type builder struct {
	*Things
	known Known
	small map[string]bool  // words that the article writes small
	alike map[string][]int // by hereKeys: what claims brought up so far
}

// entities merges the reading's entities: those that the gazetteer knows as one,
// and those with the same name. A person's bare surname goes to the one full name
// of the article that ends in it.
func (b *builder) entities() {
	r := b.Reading
	b.OfEntity = make([]int, len(r.Entities))
	seen := map[string]int{}
	countries := countriesOf(r)
	for i, e := range r.Entities {
		t := Thing{Ref: b.anchor(e), entities: []int{i}, forms: b.forms(e)}
		t.Type, t.Start = e.Type, firstNaming(e)
		t.Names = b.properNames(e)
		if t.Ref == "" {
			t.Names = b.proper(e.Type, t.Names)
		}
		t.Folded = b.folded(t.Names)
		if t.Ref == "" && e.Type == ontology.Person {
			t.Ref = b.initialed(t.Names)
		}
		if t.Ref == "" && e.Type == ontology.Place {
			t.Ref = b.city(t.Names, countries)
		}
		if t.Ref != "" {
			t.Type = t.Ref.Type()
		} else if e.Type == ontology.Place && b.acts(i) {
			t.Type = ontology.Country // a place that acts is a state: "Ostelia accused ..."
		}
		b.OfEntity[i] = b.merge(seen, t)
	}
	b.spellings()
	b.surnames()
}

// anchor is what the gazetteer says that an entity is, unless that is a body that many
// countries have and of which the gazetteer does not say whose it is: the Communist Party
// of one country is not that of another.
func (b *builder) anchor(e extract.Entity) graph.IRI {
	ref := graph.IRI(e.Ref)
	if ref.Type() != ontology.Organization {
		return ref
	}
	if known, ok := b.known.Entity(ref); ok && len(known.Lines) == 0 && allIn(commonOrganizations, b.known.Fold(known.Label)) {
		return ""
	}
	return ref
}

// countriesOf are the states of which a reading speaks.
func countriesOf(r *extract.Reading) []graph.IRI {
	var all []graph.IRI
	for _, e := range r.Entities {
		if ref := graph.IRI(e.Ref); ref.Type() == ontology.Country {
			all = append(all, ref)
		}
	}
	return union(nil, all)
}

// initialed is the person that the gazetteer knows under one of the names without its
// middle initials: "Victoria J. Nuland".
func (b *builder) initialed(names []string) graph.IRI {
	for _, n := range names {
		words := strings.Fields(n)
		bare := slices.DeleteFunc(slices.Clone(words), func(w string) bool { return len(b.known.Fold(w)) == 1 })
		if len(bare) == len(words) || len(bare) < 2 || bare[0] != words[0] {
			continue
		}
		if ref := b.known.Person(strings.Join(bare, " "), b.Article.Published); ref != "" {
			return ref
		}
	}
	return ""
}

// city is the city that a place's names mean, empty when they mean none or several.
func (b *builder) city(names []string, countries []graph.IRI) graph.IRI {
	var found []graph.IRI
	for _, n := range names {
		if c := b.known.City(n, countries); c != "" {
			found = union(found, []graph.IRI{c})
		}
	}
	if len(found) != 1 {
		return ""
	}
	return found[0]
}

// merge adds a thing or, when it is there under its ref or its name, joins it to that.
func (b *builder) merge(seen map[string]int, t Thing) int {
	at := -1
	keys := b.sameAs(t)
	for _, k := range keys {
		if j, ok := seen[k]; ok {
			at = j
			break
		}
	}
	if at < 0 {
		b.All = append(b.All, t)
		at = len(b.All) - 1
	} else {
		b.join(at, t)
	}
	for _, k := range keys {
		if _, ok := seen[k]; !ok {
			seen[k] = at
		}
	}
	return at
}

func (b *builder) join(at int, t Thing) {
	o := &b.All[at]
	o.Names, o.Folded, o.forms = union(o.Names, t.Names), union(o.Folded, t.Folded), union(o.forms, t.forms)
	o.entities = append(o.entities, t.entities...)
	o.Start = min(o.Start, t.Start)
}

// sameAs are the keys under which a thing is the same as another of its article:
// its ref, or its type and one of its names.
func (b *builder) sameAs(t Thing) []string {
	if t.Ref != "" {
		return []string{string(t.Ref)}
	}
	var keys []string
	for _, n := range t.Folded {
		keys = append(keys, string(t.Type)+"|"+n)
	}
	return keys
}

func (b *builder) folded(names []string) []string {
	var all []string
	for _, n := range names {
		if f := b.known.Fold(n); f != "" {
			all = append(all, f)
		}
	}
	return union(nil, all)
}

// surnames joins persons named by one word to the only person whose full name ends in it.
func (b *builder) surnames() {
	full := map[string][]int{}
	for i, t := range b.All {
		for _, last := range b.lastNames(t) {
			full[last] = append(full[last], i)
		}
	}
	for i, t := range b.All {
		if t.Type != ontology.Person || t.Ref != "" || len(t.Folded) != 1 || len(b.lastNames(t)) > 0 {
			continue
		}
		if to := full[t.Folded[0]]; len(to) == 1 {
			b.join(to[0], t)
			b.move(i, to[0])
		}
	}
	b.compact()
}

// lastNames are the last words of a person's names of several words, by which the
// rest of an article may call the person. "King Salman" is the father of Mohammed
// bin Salman: a word behind "bin" is no such name.
func (b *builder) lastNames(t Thing) []string {
	var all []string
	for _, n := range t.Folded {
		if words := tokens(n); t.Type == ontology.Person && len(words) > 1 && !slices.Contains([]string{"bin", "ibn", "bint"}, words[len(words)-2]) {
			all = union(all, words[len(words)-1:])
		}
	}
	return all
}

func (b *builder) move(from, to int) {
	for _, e := range b.All[from].entities {
		b.OfEntity[e] = to
	}
	b.All[from].entities = nil
}

// compact drops things whose entities went elsewhere.
func (b *builder) compact() {
	at := make([]int, len(b.All))
	kept := b.All[:0]
	for i, t := range b.All {
		at[i] = len(kept)
		if t.entities != nil {
			kept = append(kept, t)
		}
	}
	b.All = kept
	for e, i := range b.OfEntity {
		b.OfEntity[e] = at[i]
	}
}

// forms are the words under which the article names a thing: its names, else the
// words of its first mention.
func (b *builder) forms(e extract.Entity) []string {
	if names := b.properNames(e); len(names) > 0 {
		return names
	}
	if name := b.known.Name(graph.IRI(e.Ref)); name != "" && e.Type == ontology.Person {
		return []string{name} // "the secretary of state"
	}
	if len(e.Mentions) == 0 {
		return []string{strings.ToLower(string(e.Type))}
	}
	return []string{clean(e.Mentions[0].Text)}
}

// properNames are the names of a thing without what only hints at it: pronouns,
// common nouns, titles, demonyms.
func (b *builder) properNames(e extract.Entity) []string {
	var all []string
	for _, m := range e.Mentions {
		if n := clean(m.Text); m.Kind == "name" && b.known.Fold(n) != "" {
			all = append(all, n)
		}
	}
	if n := clean(e.Name); b.known.Fold(n) != "" {
		all = append(all, n) // "Syrian opposition" for "the rebels"
	}
	return union(nil, all)
}

func firstNaming(e extract.Entity) int {
	for _, m := range e.Mentions {
		if m.Kind == "name" {
			return m.Start
		}
	}
	if len(e.Mentions) == 0 {
		return 0
	}
	return e.Mentions[0].Start
}

// acts reports whether an entity plays a part that no place can play.
func (b *builder) acts(entity int) bool {
	for _, c := range b.Reading.Claims {
		kind, ok := ontology.ByName(c.Kind)
		if !ok {
			continue
		}
		for _, p := range c.Parts {
			role, _ := kind.Role(p.Role)
			if p.Entity == entity && slices.Contains(role.Players, ontology.Country) && !slices.Contains(role.Players, ontology.Place) {
				return true
			}
		}
	}
	return false
}

// countries finds for each person, organization and place the countries to which
// the article or the gazetteer gives it.
func (b *builder) countries() {
	for i := range b.All {
		t := &b.All[i]
		if t.Type == ontology.Country {
			t.Countries = []string{b.key(*t)}
		} else if c := b.known.Country(t.Ref, b.Article.Published); t.Ref != "" && c != "" {
			t.Countries = []string{string(c)}
		}
	}
	for _, c := range b.Reading.Claims {
		if c.Kind != ontology.OfficeKind.Name && c.Kind != ontology.AffiliationKind.Name || !c.Modality.Asserts() {
			continue
		}
		kind, _ := ontology.ByName(c.Kind)
		subject := b.player(c, kind.SubjectRole)
		for _, p := range c.Parts {
			if subject < 0 || p.Entity < 0 || p.Role == kind.SubjectRole {
				continue
			}
			s, o := &b.All[subject], b.All[b.OfEntity[p.Entity]]
			if o.Type == ontology.Country && s.Type != ontology.Country && (s.Ref == "" || s.Countries == nil) {
				s.Countries = union(s.Countries, []string{b.key(o)})
			}
		}
	}
}

// player returns the thing that plays a role in a claim, -1 if none.
func (b *builder) player(c extract.Claim, role string) int {
	for _, p := range c.Parts {
		if p.Role == role && p.Entity >= 0 {
			return b.OfEntity[p.Entity]
		}
	}
	return -1
}

// key is how a thing is compared across articles: the gazetteer's address, else
// type and folded name. What has no name is the article's own: "the rebels" of one
// article are not those of another.
func (b *builder) key(t Thing) string {
	if t.Ref != "" {
		return string(t.Ref)
	}
	key := strings.ToLower(string(t.Type)) + "~" + b.known.Fold(longest(t.forms))
	if len(t.Names) == 0 {
		key += "@" + graph.Hash(b.Article.ID)
	}
	return key
}

// name gives each thing its local address and its label, and the rest of its features.
func (b *builder) name() {
	taken, told := map[graph.IRI]bool{}, map[string]bool{}
	for i := range b.All {
		t := &b.All[i]
		word := strings.ToLower(string(t.Type))
		for t.Local = b.local(t.Start, 0, word); taken[t.Local]; t.Local = b.local(t.Start, t.Nth, word) {
			t.Nth++
		}
		taken[t.Local] = true
		t.Day, t.ID = b.Article.Published, b.Article.ID
		if len(t.claims) > 0 {
			t.Line = b.line(t)
			if w := t.whole(); !told[w] { // things of one article are not joined: the first has it
				t.Whole, told[w] = w, true
			}
		}
		if t.Label == "" {
			t.Label = longest(t.forms)
		}
	}
	b.apart()
	b.copies()
}

// apart notes which acts the article tells apart though nothing else does: these share no
// node with those of other articles, as what shares one may be joined to all.
func (b *builder) apart() {
	under := map[string][]int{}
	sights := make([]*aspects, len(b.All))
	for i := range b.All {
		t := &b.All[i]
		sights[i] = aspectsOf(&t.Features)
		if t.Ref != "" || byName(t.Type) || !summed(t.Type) {
			continue
		}
		for _, key := range Keys(t.Features) {
			for _, k := range under[key] {
				if o := &b.All[k]; !(t.Apart && o.Apart) && why(sights[i], sights[k]) != "" {
					t.Apart, o.Apart = true, true
				}
			}
			under[key] = append(under[key], i)
		}
	}
}

// copies gives the things that are compared for themselves their places in the words.
func (b *builder) copies() {
	from, whole := bodyStart(b.Reading.Article), graph.Hash(body(b.Reading.Article))
	for i := range b.All {
		if t := &b.All[i]; t.Start >= from && !shared(t.Features) {
			t.Copy = fmt.Sprintf("%s-%d.%d-%s", whole, t.Start-from, t.Nth, strings.ToLower(string(t.Type)))
		}
	}
}

// lineWords is how many words on each side of the one that brings a thing up must be
// the same in a copy.
const lineWords = 4

// line is the same for what the same word among the same words brings up.
func (b *builder) line(t *Thing) string {
	text := b.Article.Text
	if t.Start < 0 || t.Start >= len(text) {
		return ""
	}
	from := strings.LastIndexByte(text[:t.Start], '\n') + 1
	to := len(text)
	if i := strings.IndexByte(text[t.Start:], '\n'); i >= 0 {
		to = t.Start + i
	}
	before, behind := lastFields(text[from:t.Start], lineWords), firstFields(text[t.Start:to], lineWords+1)
	if len(before) < lineWords || len(behind) <= lineWords {
		return ""
	}
	words := slices.Concat(before, behind)
	return graph.Hash(b.known.Fold(strings.Join(words, " ")), string(t.Type), fmt.Sprint(t.Nth))
}

// firstFields are so many words with which a text begins, fewer where it has no more.
func firstFields(text string, n int) []string {
	words := make([]string, 0, n)
	for word := range strings.FieldsSeq(text) {
		if words = append(words, word); len(words) == n {
			break
		}
	}
	return words
}

// lastFields are so many words with which a text ends, fewer where it has no more.
func lastFields(text string, n int) []string {
	var words []string
	for len(words) < n {
		text = strings.TrimRightFunc(text, unicode.IsSpace)
		before := strings.TrimRightFunc(text, func(r rune) bool { return !unicode.IsSpace(r) })
		if text == "" {
			break
		}
		words, text = append(words, text[len(before):]), before
	}
	slices.Reverse(words)
	return words
}

// local is the address of a thing in its article: where it is first named and what
// it is; nth tells things apart that one word brings up.
func (b *builder) local(start, nth int, word string) graph.IRI {
	place := strconv.Itoa(start)
	if nth > 0 {
		place += "." + strconv.Itoa(nth)
	}
	return graph.LocalIRI(b.Article.ID, b.Article.Digest, place+"-"+word)
}

// union returns all of a and b once, sorted.
func union[T cmp.Ordered](a, b []T) []T {
	all := slices.Concat(a, b)
	slices.Sort(all)
	return slices.Compact(all)
}
