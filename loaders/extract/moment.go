package extract

import (
	"slices"
	"strings"

	"entente/graph/ontology"
	"entente/graph/when"
	"entente/loaders/article"
	"entente/loaders/nlp"
)

// dated is a time of the document with the word it hangs on.
type dated struct {
	nlp.Time
	head  int       // the token of the time that is governed from outside
	value when.Date // the time as its preposition leaves it: "by the end of May"
}

// times lists the times with a value, by sentence.
func (x *extraction) findTimes() {
	x.times = map[int][]dated{}
	for _, tm := range x.Times {
		if tm.Value == "" || tm.Start < 0 || tm.End > len(x.Tokens) || tm.Start >= tm.End || tm.Kind == "DURATION" || tm.Kind == "SET" {
			continue
		}
		if tm.End-tm.Start == 1 && tm.Start > 0 && numberedThings[x.lemma(tm.Start-1)] {
			continue // "resolution 1874 (2009)"
		}
		if tm.End < len(x.Tokens) && x.capitalized(tm.Start) && x.capitalized(tm.End) && x.upos(tm.End) != "PUNCT" && !strings.ContainsAny(x.Words(tm.Start, tm.End), "0123456789") && x.Tokens[tm.End].Sentence == x.Tokens[tm.Start].Sentence && callings[x.lemma(tm.End)] {
			continue // "the Good Friday Agreement", "the Winter Olympics"
		}
		d := dated{Time: tm, head: x.headOf(tm.Start, tm.End), value: x.fromToday(tm)}
		if before := tm.Start - 1; before >= 0 && x.Tokens[before].Sentence == x.Tokens[tm.Start].Sentence {
			switch word := x.lemma(before); word {
			case "by", "until", "till":
				if !strings.Contains(string(tm.Value), "/") {
					d.value = when.Limit(word, tm.Value, x.article.Published)
				}
			}
		}
		s := x.Tokens[tm.Start].Sentence
		x.times[s] = append(x.times[s], d)
	}
	for _, all := range x.times {
		x.spanMonths(all)
	}
}

// spanMonths makes one stretch of "in May or June", "in 2013 and 2014".
func (x *extraction) spanMonths(all []dated) {
	for n := 0; n+1 < len(all); n++ {
		a, b := &all[n], all[n+1]
		if a.End+1 != b.Start || x.lemma(a.End) != "or" && x.lemma(a.End) != "and" || a.value.Precision() != b.value.Precision() {
			continue
		}
		p := a.value.Precision()
		if p != when.ToMonth && p != when.ToYear || strings.Contains(string(a.value+b.value), "/") {
			continue
		}
		from := a.value
		if p == when.ToMonth && a.End-a.Start == 1 && b.End-b.Start > 1 {
			from = b.value[:4] + a.value[4:] // "May or June 2014"
		}
		if from < b.value {
			a.value = from + "/" + b.value
		}
	}
}

// callings are nouns that are called after a time.
var callings = map[string]bool{"agreement": true, "accord": true, "accords": true, "treaty": true, "olympics": true, "olympic": true, "games": true, "game": true, "paralympics": true, "declaration": true, "summit": true}

// numberedThings are texts that bear a number that looks like a year.
var numberedThings = map[string]bool{"resolution": true, "no.": true, "number": true}

// fromToday reads "next month" and "last week" without an article from the day of the
// article, whatever other day was told of before: only "the next month" follows that.
func (x *extraction) fromToday(tm nlp.Time) when.Date {
	if tm.Anchor == "" || tm.Anchor == x.article.Published || x.article.Published == "" || tm.Start > 0 && x.lemma(tm.Start-1) == "the" {
		return tm.Value
	}
	var words []string
	deictic := false
	for i := tm.Start; i < tm.End; i++ {
		words = append(words, x.Tokens[i].Norm)
		deictic = deictic || x.Tokens[i].Norm == "next" || x.Tokens[i].Norm == "last"
	}
	if value, _, ok := when.Resolve(words, x.article.Published, when.NoTense); deictic && ok && value != "" {
		return value
	}
	return tm.Value
}

// dateOf returns the date of what the tokens state: the time that hangs on one
// of them, nearer ones first; ok is false when none does.
func (x *extraction) dateOf(tokens ...int) (dated, bool) {
	if len(tokens) == 0 {
		return dated{}, false
	}
	best, steps := dated{}, reach
	for _, tm := range x.times[x.Tokens[tokens[0]].Sentence] {
		for rank, i := range tokens {
			if i < 0 || tm.Start <= i && i < tm.End {
				continue
			}
			if n, ok := x.hangs(tm.head, i); ok && n+rank < steps {
				best, steps = tm, n+rank
			}
		}
	}
	return best, steps < reach
}

// hangs reports whether token i governs token from with no other clause or
// phrase that could own it in between, and in how many steps.
func (x *extraction) hangs(from, i int) (int, bool) {
	h := x.head(from)
	for n := 1; h >= 0 && n < 6; n++ {
		if h == i {
			return n, true
		}
		if x.verb(h) || x.child(h, "cop") >= 0 {
			return 0, false
		}
		h = x.head(h)
	}
	return 0, false
}

// placeOf returns the place where what the tokens state is done: the first that
// hangs on one of them by "in" or "at".
func (x *extraction) placeOf(tokens ...int) (ref, bool) {
	for _, i := range tokens {
		if i < 0 {
			continue
		}
		if found, ok := x.placeUnder(i, 0); ok {
			return found, true
		}
	}
	for _, i := range tokens { // "signed a treaty on fishing in Vienna": a city is where, not what about
		if i < 0 {
			continue
		}
		if found, ok := x.cityBelow(i, 0); ok {
			return found, true
		}
	}
	return ref{}, false
}

// cityBelow looks for a city that hangs too low: "a memorandum of understanding on
// climate in Canberra".
func (x *extraction) cityBelow(i, depth int) (ref, bool) {
	for _, k := range x.adjuncts(i, []string{"on", "about", "of", "for"}) {
		if x.nameAt[k] >= 0 || depth > 2 {
			continue
		}
		if found, ok := x.placeUnder(k, 1); ok && strings.HasPrefix(x.list[found.entity].Ref, "place:") {
			return found, true
		}
		if found, ok := x.cityBelow(k, depth+1); ok {
			return found, true
		}
	}
	return ref{}, false
}

var placeTypes = []ontology.Type{ontology.Place, ontology.Country}

// wheres are the prepositions of places.
var wheres = map[string]bool{"in": true, "at": true, "near": true, "outside": true, "inside": true, "on": true, "off": true, "aboard": true}

func (x *extraction) placeUnder(i, depth int) (ref, bool) {
	for _, k := range x.children(i) {
		k := int(k)
		switch rel := x.rel(k); rel {
		case "obl", "nmod":
			if !wheres[x.preposition(k)] {
				continue
			}
			if x.preposition(k) != "on" || x.rel(k) == "obl" && x.isPlace(k) {
				if r, ok := x.placeAt(k, depth); ok {
					return r, true
				}
			}
		case "advmod":
			if x.lemma(k) == "here" && x.dateline >= 0 {
				return ref{x.dateline, x.word(k)}, true
			}
			if x.lemma(k) == "where" {
				if r, ok := x.placeBefore(k); ok {
					return r, true
				}
			}
		}
	}
	return ref{}, false
}

// placeBefore returns the place named last before token k in its sentence: what
// "where" stands for.
func (x *extraction) placeBefore(k int) (ref, bool) {
	for i := k - 1; i >= x.Sentences[x.Tokens[k].Sentence].Start; i-- {
		if refs := x.byName(i, placeTypes); len(refs) > 0 {
			return refs[0], true
		}
	}
	return ref{}, false
}

func (x *extraction) isPlace(k int) bool {
	n := x.nameAt[k]
	return n >= 0 && x.ofName[n] >= 0 && x.list[x.ofName[n]].Type == ontology.Place
}

// placeAt returns the place that a phrase names, or names inside it: "in the
// border town of Fadiko", "in a hotel near the airport".
func (x *extraction) placeAt(k, depth int) (ref, bool) {
	if x.timeAt(k) || meetingNouns[x.lemma(k)] != "" && x.upos(k) != "VERB" && !x.longName(k) {
		return ref{}, false
	}
	if refs := x.byName(k, placeTypes); len(refs) > 0 {
		return refs[0], true
	}
	if x.capitalOf(k) >= 0 {
		return ref{x.capitalOf(k), x.phrase(k)}, true
	}
	if meetingNouns[x.lemma(k)] != "" || depth > 2 || !x.noun(k) {
		return ref{}, false
	}
	for _, below := range x.children(k) {
		below := int(below)
		if rel := x.rel(below); rel == "appos" || rel == "flat" || rel == "compound" || rel == "nmod" && (x.preposition(below) == "of" || wheres[x.preposition(below)]) {
			if r, ok := x.placeAt(below, depth+1); ok && x.list[r.entity].Type == ontology.Place {
				return r, true
			}
		}
	}
	return ref{}, false
}

// longName reports whether token k belongs to a name of several words.
func (x *extraction) longName(k int) bool {
	n := x.nameAt[k]
	return n >= 0 && x.Names[n].End-x.Names[n].Start > 1
}

// capitalOf returns the dateline's place for "in the Russian capital" when the
// article was sent from that country's capital, -1 otherwise.
func (x *extraction) capitalOf(k int) int {
	if x.lemma(k) != "capital" {
		return -1
	}
	country := x.countryOf(k)
	if country < 0 {
		return -1
	}
	if ref := x.list[country].Ref; ref != "" {
		if place := x.capital(ref); place != "" {
			return x.entity(place, ontology.Place, place)
		}
	}
	return x.dateline
}

func (x *extraction) timeAt(k int) bool {
	for _, tm := range x.times[x.Tokens[k].Sentence] {
		if tm.Start <= k && k < tm.End {
			return true
		}
	}
	return false
}

// findDateline makes the dateline's place an entity, mentioned where it stands.
func (x *extraction) findDateline() {
	x.dateline = -1
	if x.article.Dateline == "" {
		return
	}
	for _, part := range x.article.Parts {
		if part.Kind != article.Dateline {
			continue
		}
		words := x.article.Text[part.Start:part.End]
		end := len(x.article.Dateline)
		if end > len(words) || !strings.EqualFold(words[:end], x.article.Dateline) {
			continue
		}
		key, refID := "place|"+plain(x.article.Dateline), ""
		if h, ok := x.as(ontology.Place, x.article.Dateline, x.article.Published); ok {
			key, refID = h.ref, h.ref
		}
		x.dateline = x.entity(key, ontology.Place, refID)
		if x.list[x.dateline].Name == "" {
			x.list[x.dateline].Name = x.article.Dateline
		}
		x.list[x.dateline].Mentions = append(x.list[x.dateline].Mentions,
			Mention{part.Start, part.Start + end, words[:end], "name"})
		return
	}
}

// findPublisher makes the publisher an organization, mentioned where the byline,
// the dateline or the foot names it.
func (x *extraction) findPublisher() {
	name := x.article.Publisher
	if name == "" {
		return
	}
	for _, part := range x.article.Parts {
		if part.Kind.Read() {
			continue
		}
		at := strings.Index(x.article.Text[part.Start:part.End], name)
		if at < 0 {
			continue
		}
		key, refID := "org|"+plain(name), ""
		if h, ok := x.as(ontology.Organization, name, x.article.Published); ok {
			key, refID = h.ref, h.ref
		}
		org := x.entity(key, ontology.Organization, refID)
		x.mentionSpan(org, Span{part.Start + at, part.Start + at + len(name)}, "name")
		return
	}
}

// datelineRegion returns what a dateline says after its place: "Varsonia" in
// "DRAMOV, Varsonia — ".
func datelineRegion(a article.Article) string {
	for _, part := range a.Parts {
		if part.Kind != article.Dateline {
			continue
		}
		fields := strings.Split(strings.TrimRight(a.Text[part.Start:part.End], " —–-"), ",")
		if len(fields) > 1 {
			region, _, _ := strings.Cut(fields[1], "(")
			return strings.TrimSpace(region)
		}
	}
	return ""
}

// findNews finds the day of the news: the day that hangs on what the first
// paragraph tells as having happened, the day of publication or one in the week
// before. An article that does not say so has none.
func (x *extraction) findNews() {
	published, ok := x.article.Published.Day()
	if !ok {
		return
	}
	seen := 0
	for s, sentence := range x.Sentences {
		if sentence.Heading {
			continue
		}
		if sentence.Start < len(x.Tokens) && x.Tokens[sentence.Start].Start < x.datelineEnd() {
			continue // the deck above the dateline
		}
		if seen++; seen > 2 {
			return
		}
		for _, tm := range x.times[s] {
			day, ok := tm.value.Day()
			if !ok || tm.value.Precision() != when.ToDay || day > published || published-day > 6 {
				continue
			}
			if v := x.clause(tm.head); v >= 0 && x.past(v) && (x.news.value == "" || x.news.value < tm.value && !saying[x.lemma(v)]) {
				x.news = tm // of "sent ships on Saturday, and Arland answered on Monday" the later one
			}
		}
		if x.news.value != "" {
			return
		}
	}
}

// datelineEnd is where the article's dateline ends, 0 when it has none.
func (x *extraction) datelineEnd() int {
	for _, part := range x.article.Parts {
		if part.Kind == article.Dateline {
			return part.End
		}
	}
	return 0
}

// past reports whether the verb v tells what has happened.
func (x *extraction) past(v int) bool {
	for _, k := range x.children(v) {
		if x.rel(int(k)) == "aux" {
			switch x.lemma(int(k)) {
			case "will", "would", "may", "might", "could", "can", "should", "shall", "do":
				return false
			}
		}
	}
	if x.infinitive(v) {
		return x.head(v) >= 0 && x.rel(v) == "xcomp" && x.past(x.head(v))
	}
	xpos := x.Tokens[v].XPOS
	return xpos == "VBD" || xpos == "VBN"
}

// newsOf gives a claim of something held, told without a day or place of its own
// as part of the day's news, the news' day and the dateline's place. In a
// paragraph that has told another day before, it is that day.
func (x *extraction) newsOf(c *Claim, i, v int) {
	if c.Modality != ontology.Stated && !x.forHours(i) || x.inQuote(i) || x.news.value == "" {
		return
	}
	kind, _ := c.part("type")
	if status, _ := c.part("status"); status.Value != "held" && status.Value != "failed" {
		return
	}
	verb := i
	if x.noun(i) {
		verb = v
	}
	if verb < 0 || !x.past(verb) && x.clause(verb) < 0 || x.pastPerfect(verb) && !x.forHours(i) || x.overTime(i) || x.passive(verb) && leading[x.lemma(verb)] {
		return
	}
	if _, placed := c.part("place"); kind.Value == "news-conference" && !placed && !x.tellsWhere(i) && !x.ordered(i) && !x.ordered(verb) {
		return // "said at a news conference": who knows when
	}
	tm := x.toldDay(i)
	if _, dated := c.part("date"); !dated {
		c.value("date", string(x.lasting(i, tm.value)), x.span(tm.Start, tm.End))
	}
	date, _ := c.part("date")
	if _, placed := c.part("place"); placed || x.dateline < 0 || kind.Value == "call" || kind.Value == "news-conference" || !when.Date(date.Value).Overlaps(x.news.value) || x.placedElsewhere(i) {
		return
	}
	m := x.list[x.dateline].Mentions[0]
	for _, o := range x.list[x.dateline].Mentions {
		if o.Start < m.Start {
			m = o
		}
	}
	c.play("place", ref{x.dateline, Span{m.Start, m.End}})
	x.inferred[len(x.claims)] = true
}

// ordered reports whether token i is said to be right before or after something else.
func (x *extraction) ordered(i int) bool {
	return x.childLemma(i, "afterward", "afterwards", "later", "beforehand", "earlier") >= 0 || len(x.adjuncts(i, []string{"before", "after", "following"})) > 0
}

// forHours reports whether the verb i tells what took some hours before something else of
// the day: "announced by Holt and Voss, who had talked for several hours".
func (x *extraction) forHours(i int) bool {
	return x.verb(i) && slices.ContainsFunc(x.adjuncts(i, []string{"for"}), func(k int) bool { return x.lemma(k) == "hour" || x.lemma(k) == "minute" })
}

// overTime reports whether noun i went on for weeks or months before what the verb
// tells: "was worked out in months of meetings".
func (x *extraction) overTime(i int) bool {
	h := x.head(i)
	return h >= 0 && x.rel(i) == "nmod" && (x.lemma(h) == "month" || x.lemma(h) == "year" || x.lemma(h) == "week") && x.preposition(i) == "of" && x.rel(h) == "obl" && x.preposition(h) != "after"
}

// newsDay gives an agreement made in the day's news the day of it.
func (x *extraction) newsDay(c *Claim, i, v int) {
	status, _ := c.part("status")
	if c.Modality != ontology.Stated || x.news.value == "" || x.inQuote(i) || v < 0 || !x.past(v) || x.pastPerfect(v) || status.Value != "signed" && status.Value != "announced" {
		return
	}
	if !made[agreementVerbs[x.lemma(v)].status] && !saying[x.lemma(v)] {
		return
	}
	if _, dated := c.part("date"); !dated && x.rel(v) != "acl" {
		tm := x.toldDay(i)
		c.value("date", string(tm.value), x.span(tm.Start, tm.End))
	}
}

// clauseAfter reads the date of a clause that is told so long before or after the one
// above it: "said on Thursday, two days after he met Voss".
func (x *extraction) clauseAfter(i int) (when.Date, Span) {
	v := i
	if !x.verb(v) {
		v = x.clause(i)
	}
	mark := -1
	for n := 0; n < 3 && v >= 0 && mark < 0; n++ {
		if x.rel(v) == "advcl" || x.rel(v) == "acl" {
			mark = x.childLemma(v, "after", "before")
			break
		}
		if v = x.head(v); v >= 0 && !x.verb(v) {
			v = x.clause(v)
		}
	}
	if mark < 3 || mark > v || x.upos(mark) == "ADP" && x.rel(mark) == "case" || x.rel(v) == "acl" && x.head(v) != mark-1 {
		return "", Span{}
	}
	count, unit := x.countOf(mark-2), x.lemma(mark-1)
	if l := x.lemma(mark - 2); l == "a" || l == "an" {
		count = 1
	}
	above := x.head(v)
	if x.rel(v) == "acl" {
		above = x.clause(above)
	}
	if above < 0 {
		return "", Span{}
	}
	tm, ok := x.dateOf(above)
	if !ok {
		tm = x.toldDay(mark)
	}
	length, known := map[string]when.Unit{"day": when.Days, "week": when.Weeks, "month": when.Months, "year": when.Years}[unit]
	if count == 0 || !known || strings.Contains(string(tm.value), "/") {
		return "", Span{}
	}
	if x.lemma(mark) == "after" {
		count = -count
	}
	return tm.value.Add(count, length), x.span(mark-2, mark+1)
}

// dateAbove returns the day of what is told above a clause with "when" or "where":
// "last met in September, when their summit in Oslo broke up".
func (x *extraction) dateAbove(i int) (dated, bool) {
	v := i
	if !x.verb(v) {
		v = x.clause(i)
	}
	if v < 0 || x.childLemma(v, "when", "where") < 0 || x.rel(v) != "advcl" && x.rel(v) != "acl" {
		return dated{}, false
	}
	h := x.head(v)
	for _, tm := range x.times[x.Tokens[i].Sentence] {
		if tm.Start <= h && h < tm.End {
			return tm, true
		}
	}
	if h >= 0 && !x.verb(h) {
		h = x.clause(h)
	}
	if h < 0 || x.head(v) > v {
		return dated{}, false
	}
	return x.dateOf(h)
}

// relativeDay reads a day that counts from the one told of before: "the evening before
// they had spoken", "on the same evening", "overnight". It returns the words too.
func (x *extraction) relativeDay(i int) (when.Date, Span) {
	told, ok := x.toldDay(i).value.Day()
	if !ok {
		return "", Span{}
	}
	s := x.Sentences[x.Tokens[i].Sentence]
	for k := s.Start; k < min(s.End, len(x.Tokens)); k++ {
		if k < i-8 || k > i+6 {
			continue
		}
		switch word := x.lemma(k); {
		case word == "overnight" && x.rel(k) != "amod" && x.rel(k) != "compound":
			return when.Between(told-1, told), x.word(k)
		case word == "night" && k > s.Start+1 && x.lemma(k-1) == "the" && x.lemma(k-2) == "during":
			return when.Between(told-1, told), x.span(k-2, k+1)
		case !partOfDay[word] || k == 0 || k+1 >= s.End:
		case x.lemma(k-1) == "the" && x.lemma(k+1) == "before":
			return when.Between(told-1, told-1), x.span(k-1, k+2)
		case x.lemma(k-1) == "same":
			return when.Between(told, told), x.span(k-1, k+1)
		}
	}
	return "", Span{}
}

// partOfDay are the nouns for a day and its parts.
var partOfDay = map[string]bool{"day": true, "morning": true, "afternoon": true, "evening": true, "night": true}

// pastPerfect reports whether the verb v, or one above it, is put before the past:
// "had met".
func (x *extraction) pastPerfect(v int) bool {
	for at, n := v, 0; at >= 0 && n < reach; at, n = x.head(at), n+1 {
		for _, k := range x.children(at) {
			if x.rel(int(k)) == "aux" && x.lemma(int(k)) == "have" && x.Tokens[k].XPOS == "VBD" {
				return true
			}
		}
	}
	return false
}

// toldDay returns the day of which the words around token i speak: the last past
// day that its paragraph names before, else the day of the news.
func (x *extraction) toldDay(i int) dated {
	s := x.Tokens[i].Sentence
	best := x.news
	for k := s; k >= 0 && x.Sentences[k].Block == x.Sentences[s].Block; k-- {
		found := false
		for _, tm := range x.times[k] {
			day, ok := tm.value.Day()
			published, _ := x.article.Published.Day()
			if v := x.clause(tm.head); ok && tm.Start < i && tm.value.Precision() == when.ToDay && day <= published && published-day < 30 && v >= 0 && x.past(v) {
				best, found = tm, true
			}
		}
		if found {
			return best
		}
	}
	return x.news
}

// placedElsewhere reports whether the sentence of token i names a place where
// something is done: then the dateline is not it.
func (x *extraction) placedElsewhere(i int) bool {
	s := x.Sentences[x.Tokens[i].Sentence]
	for k := s.Start; k < s.End; k++ {
		n := x.nameAt[k]
		if n < 0 || x.Names[n].Start != k || x.ofName[n] < 0 || x.ofName[n] == x.dateline {
			continue
		}
		if head := x.headOf(x.Names[n].Start, x.Names[n].End); x.preposition(head) == "to" && x.head(head) >= 0 && moving[x.lemma(x.head(head))] {
			return true // "flew to Arland and met"
		}
		if x.list[x.ofName[n]].Type == ontology.Place {
			if head := x.headOf(x.Names[n].Start, x.Names[n].End); wheres[x.preposition(head)] {
				return true
			}
		}
	}
	return false
}

// ahead reads a time again as one to come when what it dates is to come: "a
// conference proposed for December".
func (x *extraction) ahead(c *Claim, tm dated) when.Date {
	switch c.Modality {
	case ontology.Planned, ontology.Proposed, ontology.Conditional:
	case ontology.Stated, ontology.Historical:
		return x.behind(tm)
	default:
		return tm.value
	}
	if x.article.Published == "" {
		return tm.value
	}
	_, last, ok := tm.value.Bounds()
	if today, known := x.article.Published.Day(); !ok || !known || last >= today {
		return tm.value
	}
	var words []string
	for i := tm.Start; i < tm.End; i++ {
		words = append(words, x.Tokens[i].Norm)
	}
	if value, _, ok := when.Resolve(words, x.article.Published, when.FutureTense); ok && value != "" {
		return value
	}
	return tm.value
}

// nearestDay returns the reading of a time, past or to come, that is nearer to the
// article's day.
func (x *extraction) nearestDay(past when.Date, tm dated) when.Date {
	next := x.ahead(&Claim{Modality: ontology.Planned}, tm)
	first, last, ok := past.Bounds()
	from, _, known := next.Bounds()
	today, dated := x.article.Published.Day()
	if !ok || !known || !dated || first >= today || from-today >= today-last {
		return past
	}
	return next
}

// behind reads a time again as a past one when what it dates has happened: "at
// talks in Brussels on Tuesday" under a verb that looks ahead.
func (x *extraction) behind(tm dated) when.Date {
	first, _, ok := tm.value.Bounds()
	today, known := x.article.Published.Day()
	if tm.Anchor == "" || !ok || !known || first <= today {
		return tm.value
	}
	var words []string
	for i := tm.Start; i < tm.End; i++ {
		words = append(words, x.Tokens[i].Norm)
	}
	if value, _, ok := when.Resolve(words, x.article.Published, when.PastTense); ok && value != "" {
		return value
	}
	return tm.value
}

// lasting widens the day on which something ended by the days that its noun says
// it took: "13 days of talks", "a three-day conference".
func (x *extraction) lasting(i int, end when.Date) when.Date {
	last, ok := end.Day()
	if !ok || end.Precision() != when.ToDay || !x.noun(i) {
		return end
	}
	days := 0
	if h := x.head(i); h >= 0 && x.rel(i) == "nmod" && (x.lemma(h) == "day" || x.lemma(h) == "week") {
		days = x.countOf(x.child(h, "nummod"))
		if x.lemma(h) == "week" {
			days *= 7
		}
	}
	for k := i - 1; k > i-6 && k > 0; k-- { // "three-day", "two-week"
		if unit := x.lemma(k); (unit == "day" || unit == "week") && x.Form(k-1) == "-" && k > 1 {
			days = x.countOf(k - 2)
			if unit == "week" {
				days *= 7
			}
		}
	}
	if days < 2 || days > 60 {
		return end
	}
	return when.Between(last-when.Day(days-1), last)
}

// countOf reads a small number in words or figures; 0 when it is none.
func (x *extraction) countOf(k int) int {
	if k < 0 {
		return 0
	}
	words := []string{"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}
	word := strings.ToLower(x.Form(k))
	for n, w := range words {
		if w == word {
			return n
		}
	}
	n := 0
	for _, c := range word {
		if c < '0' || c > '9' || n > 1000 {
			return 0
		}
		n = n*10 + int(c-'0')
	}
	return n
}
