package resolve

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"entente/graph"
	"entente/graph/ontology"
	"entente/graph/when"
	"entente/loaders/extract"
)

// claims finds the meetings, agreements, events and statements that claims bring
// up. Claims are about one thing when the reading says so (Claim.Same), or when
// they are of one kind and the thing that the later one tells of fits the earlier
// (see sameHere).
func (b *builder) claims() {
	r := b.Reading
	b.OfClaim = make([]int, len(r.Claims))
	b.alike = map[string][]int{}
	for i, c := range r.Claims {
		b.OfClaim[i] = -1
		kind, ok := ontology.ByName(c.Kind)
		if !ok || kind.SubjectRole != "" || kind.Subject == ontology.Article {
			continue
		}
		t := b.thing(i, kind.Subject)
		at := b.earlier(c, t)
		if at < 0 {
			b.All = append(b.All, t)
			at = len(b.All) - 1
		} else {
			o := &b.All[at]
			o.merge(t.Features)
			o.claims = append(o.claims, i)
		}
		b.OfClaim[i] = at
		for _, key := range hereKeys(b.All[at].Features) {
			if !slices.Contains(b.alike[key], at) {
				b.alike[key] = append(b.alike[key], at)
			}
		}
	}
	b.produced()
	for i := range b.All {
		if len(b.All[i].claims) > 0 {
			b.told(&b.All[i])
			b.where(&b.All[i])
			b.All[i].Label = b.label(b.All[i])
			b.treaty(&b.All[i])
		}
	}
}

// treaty anchors a well-known agreement like whatever else the gazetteer knows: articles
// without number name it, and comparing each with each would decide nothing.
func (b *builder) treaty(t *Thing) {
	if t.Type == ontology.Agreement && t.Treaty == "" && !ownName(t.Features) {
		t.Treaty = b.madeThere(t.Features)
	}
	if t.Treaty == "" {
		return
	}
	t.Ref, t.forms = t.Treaty, t.Names
	if len(t.forms) == 0 {
		t.forms = []string{t.Label} // by its forms a local is found in its article
	}
}

// madeThere is the well-known agreement that one without a name of its own is by its
// place and day: "the document that was agreed in Geneva on June 30". Empty when it is
// none, or may be several.
func (b *builder) madeThere(f Features) graph.IRI {
	var found []graph.IRI
	for _, p := range f.at() {
		for _, d := range f.times() {
			if made := b.known.Made(placeName(p), d); made != "" && span(d) <= soon {
				found = union(found, []graph.IRI{made})
			}
		}
	}
	if len(found) != 1 {
		return ""
	}
	return found[0]
}

// produced gives agreements of which no date or place is told those of the meeting
// that brought them about: "the summit in Skarvik last June produced a joint statement",
// "agreed to call a conference at talks in Skarvik last June".
func (b *builder) produced() {
	for i, c := range b.Reading.Claims {
		for _, p := range c.Parts {
			if p.Role == "meeting" && b.OfClaim[i] >= 0 && p.Claim >= 0 && p.Claim < len(b.OfClaim) && b.OfClaim[p.Claim] >= 0 {
				b.All[b.OfClaim[i]].madeAt(b.All[b.OfClaim[p.Claim]])
			}
		}
	}
	for i, c := range b.Reading.Claims {
		if b.OfClaim[i] < 0 || b.All[b.OfClaim[i]].Type != ontology.Meeting {
			continue
		}
		from := b.All[b.OfClaim[i]]
		for _, p := range c.Parts {
			if p.Role != "produced" || p.Claim < 0 || p.Claim >= len(b.OfClaim) || b.OfClaim[p.Claim] < 0 {
				continue
			}
			b.All[b.OfClaim[p.Claim]].madeAt(from)
		}
	}
}

// madeAt gives an agreement of which no date or place is told those of a meeting.
func (t *Thing) madeAt(from Thing) {
	if t.Type != ontology.Agreement || from.Type != ontology.Meeting {
		return
	}
	if len(t.Dates) == 0 {
		t.Dates = from.Dates
	}
	if len(t.Places) == 0 {
		t.Places = from.Places
	}
}

// toldDays is how many days old news is.
const toldDays = 3

// told gives a meeting that took place, or an agreement that was made, on a day that the
// article does not tell the days that it may be of: "Kerry and Lavrov, who had talked for
// several hours", "Under the agreement, Varsonia is to open the strait".
func (b *builder) told(t *Thing) {
	day, _, ok := b.Article.Published.Bounds()
	if b.saidOf(t, oftenTold) {
		t.Dates = nil // which of them is not told
		return
	}
	if len(t.Dates) > 0 || !ok || !b.isNews(t) || b.saidOf(t, longAgo) {
		return
	}
	t.Told = []when.Date{(day - toldDays).As(when.ToDay) + "/" + day.As(when.ToDay)}
}

// oftenTold are words for several meetings, longAgo those for one that is no news.
var (
	oftenTold = regexp.MustCompile(`(?i)\b(multiple|several|many|numerous) times\b|\brepeatedly\b|\b(a couple|a number|several|many) (of )?occasions\b`)
	longAgo   = regexp.MustCompile(`(?i)\b(weeks|months|years|some time) ago\b|\bpreviously\b|\bthe last time\b|\bfirst (phone|telephone) (call|conversation)\b`)
)

// saidOf reports whether the sentence of some claim of a meeting has such words.
func (b *builder) saidOf(t *Thing, words *regexp.Regexp) bool {
	return t.Type == ontology.Meeting && slices.ContainsFunc(t.claims, func(i int) bool {
		c := b.Reading.Claims[i]
		return c.Start >= 0 && c.Start < c.End && c.End <= len(b.Article.Text) && words.MatchString(b.Article.Text[c.Start:c.End])
	})
}

// isNews reports whether a meeting without a date was held, or an agreement without one
// was made or is told with what it lays down.
func (b *builder) isNews(t *Thing) bool {
	if meet(t.Status, []string{"planned", "proposed", "postponed", "cancelled"}) {
		return false
	}
	switch t.Type {
	case ontology.Meeting:
		return slices.Contains(t.Status, "held")
	case ontology.Agreement:
		return meet(t.Status, []string{"announced", "signed"}) || slices.ContainsFunc(t.claims, b.laysDown)
	}
	return false
}

// laysDown reports whether a claim tells of a provision.
func (b *builder) laysDown(claim int) bool {
	return slices.ContainsFunc(b.Reading.Claims[claim].Parts, func(p extract.Part) bool { return p.Role == "provision" })
}

// where gives an agreement of the article's days that is told without a place that of the
// dateline: it may have been made there.
func (b *builder) where(t *Thing) {
	if t.Type != ontology.Agreement || len(t.Places) > 0 || b.Article.Dateline == "" {
		return
	}
	day, _, ok := b.Article.Published.Bounds()
	for _, d := range t.times() {
		if first, last, bounded := d.Bounds(); ok && bounded && span(d) <= soon && last <= day && first >= day-toldDays {
			t.Where = b.dateline()
			return
		}
	}
}

// dateline is the place of the dateline, which the article mentions where its text begins.
func (b *builder) dateline() []Party {
	name := b.known.Fold(b.Article.Dateline)
	for _, t := range b.All {
		if t.Type == ontology.Place && (slices.Contains(t.Folded, name) || b.known.Fold(b.known.Name(t.Ref)) == name) {
			p := Party{Key: b.key(t)}
			if len(t.Countries) > 0 {
				p.Country = t.Countries[0]
			}
			return []Party{p}
		}
	}
	return nil
}

// earlier returns the thing of an earlier claim that this one is about, -1 if none.
func (b *builder) earlier(c extract.Claim, t Thing) int {
	if c.Same >= 0 && c.Same < len(b.OfClaim) {
		if at := b.OfClaim[c.Same]; at >= 0 && b.All[at].Type == t.Type && !b.otherAgreement(b.All[at].Features, t.Features) {
			return at
		}
	}
	if t.Type == ontology.Statement {
		return -1
	}
	it := aspectsOf(&t.Features)
	var candidates []int
	for _, key := range hereKeys(t.Features) {
		candidates = append(candidates, b.alike[key]...)
	}
	for _, i := range union(nil, candidates) {
		if sameHere(aspectsOf(&b.All[i].Features), it) {
			return i
		}
	}
	return b.meant(c, t)
}

// hereKeys are what things of one article have in common that may be one (sameHere): a
// long text tells of tens of thousands.
func hereKeys(f Features) []string {
	word := strings.ToLower(string(f.Type)) + "|"
	keys := with(word+"name|", f.Folded)
	if f.Treaty != "" {
		keys = append(keys, word+"known|"+string(f.Treaty))
	}
	actors := keysOf(f.Actors)
	if f.Type == ontology.Event {
		return append(keys, word+strings.Join(actors, "+")+">"+strings.Join(keysOf(f.Others), "+"))
	}
	for i, a := range actors {
		keys = append(keys, with(word+a+"+", actors[i+1:])...)
	}
	return keys
}

// meant returns the only meeting told so far that "the summit" can mean, -1 when there
// is none, or several: of the same type, with all of the people who are told of this one.
func (b *builder) meant(c extract.Claim, t Thing) int {
	if t.Type != ontology.Meeting || len(t.Names) > 0 || !b.definite(c) {
		return -1
	}
	only, it := -1, aspectsOf(&t.Features)
	for i := range b.All {
		o := &b.All[i]
		if len(o.claims) == 0 || o.Type != t.Type || !meet(o.Terms, t.Terms) || !among(t.Actors, o.Actors) || contradictActs(aspectsOf(&o.Features), it) != "" {
			continue
		}
		if only >= 0 {
			return -1
		}
		only = i
	}
	return only
}

// definite reports whether the word that brings a claim up stands behind "the" alone.
func (b *builder) definite(c extract.Claim) bool {
	at := c.Trigger.Start
	if at < len("the ") || at > len(b.Article.Text) {
		return false
	}
	before := b.Article.Text[:at]
	before = before[max(0, len(before)-5):]
	return strings.EqualFold(before[max(0, len(before)-4):], "the ") && (len(before) < 5 || !unicode.IsLetter(rune(before[0])))
}

// among reports whether all of some parties are among others.
func among(some, of []Party) bool {
	return !slices.ContainsFunc(some, func(p Party) bool { return !slices.Contains(of, p) })
}

// otherAgreement reports whether a named agreement is not the earlier one that the
// reading takes it for: "signed a joint statement" on June 12, "the Panmunjom
// Declaration of April".
func (b *builder) otherAgreement(earlier, f Features) bool {
	return f.Type == ontology.Agreement && len(f.Names) > 0 && Contradict(earlier, f) != ""
}

// thing makes the thing of one claim.
func (b *builder) thing(claim int, typ ontology.Type) Thing {
	c := b.Reading.Claims[claim]
	t := Thing{claims: []int{claim}}
	t.Type, t.Start = typ, c.Start
	if c.Trigger.End > c.Trigger.Start {
		t.Start = c.Trigger.Start
	}
	for _, p := range c.Parts {
		b.part(&t, p)
	}
	for _, n := range t.Names {
		if typ == ontology.Agreement && t.Treaty == "" {
			t.Treaty = b.known.Treaty(undated(n), t.Dates, b.Article.Published)
		}
	}
	return t
}

// part adds a part of a claim to what is compared of its thing.
func (b *builder) part(t *Thing, p extract.Part) {
	switch p.Role {
	case "participant", "party", "actor", "speaker", "host", "convener":
		t.Actors = parties(t.Actors, b.parties(p)...)
	case "recipient":
		t.Others = parties(t.Others, b.parties(p)...)
	case "place":
		t.Places = parties(t.Places, b.parties(p)...)
	case "date":
		if d := when.Date(p.Value); d != "" {
			t.Dates = union(t.Dates, []when.Date{d})
		}
	case "type":
		t.Terms = union(t.Terms, []string{p.Value})
	case "mode":
		t.Modes = union(t.Modes, []string{p.Value})
	case "status":
		t.Status = union(t.Status, []string{p.Value})
	case "name":
		if n := clean(p.Value); n != "" {
			t.Names = union(t.Names, []string{n})
			t.Folded = union(t.Folded, b.folded([]string{undated(n)}))
		}
	case "quote":
		if s := b.known.Fold(p.Value); s != "" {
			t.Said = union(t.Said, []string{s})
		}
	}
}

// dateTail is a date behind a name: "of April", "of June 30, 2012", "of 1954".
var dateTail = regexp.MustCompile(`(?i)[ ,]+(of|in|from|on|dated) +(early +|late +|mid-)?((january|february|march|april|may|june|july|august|september|october|november|december)\b[ ,.0-9]*|(19|20)[0-9]{2})$`)

// undated is a name without the date behind it, unless nothing else is left.
func undated(name string) string {
	if i := dateTail.FindStringIndex(name); i != nil && i[0] > 0 {
		return name[:i[0]]
	}
	return name
}

// parties returns what plays a part, as it is compared across articles.
func (b *builder) parties(p extract.Part) []Party {
	if p.Entity < 0 || p.Entity >= len(b.OfEntity) {
		return nil
	}
	t := b.All[b.OfEntity[p.Entity]]
	party := Party{Key: b.key(t)}
	if len(t.Countries) > 0 {
		party.Country = t.Countries[0]
	}
	return []Party{party}
}

// label is a name for a thing that has none, from what its article says of it.
func (b *builder) label(t Thing) string {
	if len(t.Names) > 0 {
		return longest(t.Names)
	}
	var words []string
	if len(t.Terms) > 0 {
		words = append(words, strings.ToUpper(t.Terms[0][:min(1, len(t.Terms[0]))])+t.Terms[0][min(1, len(t.Terms[0])):])
	} else {
		words = append(words, string(t.Type))
	}
	if t.Type == ontology.Statement {
		words[0] = "Statement"
	}
	if who := b.labels(t, "participant", "party", "actor", "speaker"); len(who) > 0 {
		words = append(words, "of "+list(who))
	}
	if where := b.labels(t, "place"); len(where) > 0 {
		words = append(words, "in "+where[0])
	}
	if len(t.Dates) > 0 {
		words = append(words, string(t.Dates[0]))
	}
	return strings.Join(words, " ")
}

// labels are the names of those that play one of the roles in a thing's claims, in
// the order of the text, at most four.
func (b *builder) labels(t Thing, roles ...string) []string {
	var all []string
	for _, c := range t.claims {
		for _, p := range b.Reading.Claims[c].Parts {
			if p.Entity < 0 || p.Entity >= len(b.OfEntity) || !slices.Contains(roles, p.Role) {
				continue
			}
			if n := b.shown(b.All[b.OfEntity[p.Entity]]); !slices.Contains(all, n) && len(all) < 4 {
				all = append(all, n)
			}
		}
	}
	return all
}

func (b *builder) shown(t Thing) string {
	if name := b.known.Name(t.Ref); name != "" {
		return name
	}
	return longest(t.forms)
}

func list(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}
