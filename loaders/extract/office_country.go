package extract

import (
	"slices"
	"strings"

	"entente/graph/ontology"
	"entente/graph/when"
	"entente/loaders/nlp"
)

// completeOffice finds of whom an office is when its phrase does not say.
func (x *extraction) completeOffice(o *officeOf) {
	if o.beside && o.status == "current" && len(strings.Fields(o.title)) == 1 && x.endedAs(x.list[o.person].Ref, o.title, x.article.Published) {
		o.status = "former" // "Secretary Kerry" of the envoy that he became
	}
	o.of = slices.DeleteFunc(o.of, func(r ref) bool {
		return r.entity < 0 || r.entity == o.person || x.list[r.entity].Type == ontology.Person && !x.servesPerson(o)
	})
	o.of = slices.DeleteFunc(o.of, func(r ref) bool {
		return x.list[r.entity].Type == ontology.Place && !x.capitalFor(r) && !local[x.officeLemma(o.head)] && !regionHeads[strings.ToLower(o.title)]
	})
	for i, r := range o.of {
		if x.capitalFor(r) && !local[x.officeLemma(o.head)] {
			h, _ := x.as(ontology.Place, x.label(r.entity), x.article.Published)
			o.of[i].entity = x.entity(h.country, ontology.Country, h.country)
		}
	}
	x.nationals(o)
	if o.status == "current" && o.beside && x.ousted(o) {
		o.status = "former"
	}
	if len(o.of) > 0 {
		return
	}
	if strings.HasPrefix(x.officeLemma(o.head), "spokes") && official(x.article.Publisher) {
		if at := x.entityCalled(x.article.Publisher); at >= 0 {
			o.of = []ref{{at, o.span}} // who speaks in what a ministry publishes
			return
		}
	}
	if r, ok := x.listedUnder(o); ok {
		o.of = []ref{r}
		return
	}
	for _, k := range x.officesOf(o.person) { // told of the same person elsewhere
		if other := &x.offices[k]; strings.EqualFold(other.title, o.title) && len(other.of) > 0 && x.list[other.of[0].entity].Type != ontology.Person {
			o.of = other.of
			return
		}
	}
	if r, ok := x.spokenCountry(o); ok {
		o.of = []ref{r}
		return
	}
	if !stateServants[x.officeLemma(o.head)] {
		return
	}
	for _, k := range x.officesOf(o.person) { // "a former nuclear negotiator" of the state whose president he is
		if other := &x.offices[k]; len(other.of) > 0 && x.list[other.of[0].entity].Type == ontology.Country {
			o.of = other.of[:1]
			return
		}
	}
}

// nationals takes the adjective of a people before a post that no state has for what the
// holder is: "the Norwegian director Karel Voss" makes films.
func (x *extraction) nationals(o *officeOf) {
	if len(o.of) != 1 || !private[x.officeLemma(o.head)] || len(strings.Fields(o.title)) > 1 || x.list[o.of[0].entity].Type != ontology.Country {
		return
	}
	at := x.tokenAt(o.of[0].span.Start)
	if at < 0 || x.nameAt[at] < 0 || x.Names[x.nameAt[at]].Kind != nlp.Demonym {
		return
	}
	x.belongRef(ref{o.person, o.name}, "citizenOf", o.of[0], o.head)
	o.of = nil
}

// private are posts of firms, papers and stages.
var private = map[string]bool{"director": true, "editor": true, "founder": true, "co-founder": true, "ceo": true, "executive": true, "boss": true, "dean": true, "rector": true, "co-director": true}

// ousted reports whether the holder is told to have been overthrown: he holds the
// office no more.
func (x *extraction) ousted(o *officeOf) bool {
	for i := o.from; i < len(x.Tokens) && x.Tokens[i].Start < max(o.name.End, o.span.End); i++ {
		v := x.head(i)
		if v < 0 || !ousting[x.lemma(v)] || !x.verb(v) || !x.past(v) {
			continue
		}
		if x.rel(i) == "obj" || x.full(i) == "nsubj:pass" {
			return true
		}
	}
	return false
}

// ousting are verbs whose object loses his office.
var ousting = map[string]bool{"overthrow": true, "oust": true, "depose": true, "topple": true, "assassinate": true, "unseat": true, "dethrone": true}

// official reports whether a publisher is an office of a state or a body of states, not
// a newspaper; an office of spokesmen speaks for another.
func official(publisher string) bool {
	return !strings.Contains(strings.ToLower(publisher), "spokes") && slices.ContainsFunc(strings.Fields(strings.ToLower(publisher)), func(w string) bool {
		return w == "ministry" || w == "department" || w == "secretariat" || w == "commission" || w == "embassy" || w == "office" || w == "council"
	})
}

// entityCalled returns the body of a name, -1 if the article has none.
func (x *extraction) entityCalled(name string) int {
	return slices.IndexFunc(x.list, func(e Entity) bool {
		return name != "" && e.Type == ontology.Organization && (plain(e.Name) == plain(name) || slices.ContainsFunc(e.Mentions, func(m Mention) bool { return plain(m.Text) == plain(name) }))
	})
}

// servesPerson reports whether an office can be a person's: a spokesman's, an aide's;
// others are of a state or a body.
func (x *extraction) servesPerson(o *officeOf) bool {
	noun := x.officeLemma(o.head)
	return strings.HasPrefix(noun, "spokes") || noun == "adviser" || noun == "advisor" || noun == "aide" || strings.HasSuffix(strings.ToLower(o.title), "chief of staff")
}

// stateServants hold offices of the state that they are of, when no other is named.
var stateServants = map[string]bool{"negotiator": true, "commander": true, "admiral": true, "chief": true, "envoy": true}

// capitalFor reports whether a place stands for its state: "the Kremlin's spokesman".
func (x *extraction) capitalFor(r ref) bool {
	h, ok := x.as(ontology.Place, x.label(r.entity), x.article.Published)
	return ok && x.list[r.entity].Type == ontology.Place && h.acts && h.country != ""
}

// local are offices of cities and regions.
var local = map[string]bool{"mayor": true, "governor": true, "judge": true, "prosecutor": true, "bishop": true, "administrator": true}

// regionHeads are titles of who governs a part of a state.
var regionHeads = map[string]bool{"chief minister": true, "premier": true, "state premier": true, "first minister": true, "minister president": true, "minister-president": true, "president": true, "prime minister": true}

// spokenCountry finds the country of a state's office that is told without one:
// "President Obama", "the prime minister". The gazetteer knows some persons;
// else it is the country last named before as one that acts, or the article's first.
func (x *extraction) spokenCountry(o *officeOf) (ref, bool) {
	if x.ofSomething(o) {
		return ref{}, false
	}
	stateOffice := officeNouns[x.officeLemma(o.head)] || stateTitles[strings.ToLower(o.title)] || strings.HasPrefix(strings.ToLower(o.title), "government ") || servedUnder(o.title) != o.title || strings.Contains(o.title, " ") && x.titleOf(o.title) != ""
	if !stateOffice {
		return ref{}, false
	}
	if country, ended := x.tenureOf(x.list[o.person].Ref, o.title, x.lastDay()); country != "" {
		if ended && o.status == "current" && o.beside {
			o.status = "former"
		}
		at := x.entity(country, ontology.Country, country)
		x.mentionSpan(at, o.span, "title")
		return ref{at, o.span}, true
	}
	if id := x.list[o.person].Ref; id != "" {
		if country := x.stateOf(id, x.article.Published); country != "" {
			at := x.entity(country, ontology.Country, country)
			x.mentionSpan(at, o.span, "title")
			return ref{at, o.span}, true
		}
	}
	if country := x.titleOf(servedUnder(o.title)); country != "" {
		at := x.entity(country, ontology.Country, country)
		x.mentionSpan(at, o.span, "title")
		return ref{at, o.span}, true
	}
	if r, ok := x.publisherCountry(o); ok && !x.hasNone(r.entity, o) {
		return r, true
	}
	if r, ok := x.capitalCountry(o); ok && !x.hasNone(r.entity, o) {
		return r, true
	}
	if r, ok := x.actingCountry(o.head); ok && !x.hasNone(r.entity, o) {
		return r, true
	}
	return ref{}, false
}

// listedUnder returns the state that is the line above the one which the holder's name
// begins, as in the lists under a statement of many states.
func (x *extraction) listedUnder(o *officeOf) (ref, bool) {
	line := strings.LastIndexByte(x.Text[:o.name.Start], '\n')
	if line <= 0 || strings.ContainsAny(x.Text[line+1:o.name.Start], ",;:.(") || o.name.Start-line > 20 {
		return ref{}, false
	}
	from := strings.LastIndexByte(x.Text[:line], '\n') + 1
	h, ok := x.as(ontology.Country, strings.TrimSpace(x.Text[from:line]), x.article.Published)
	if !ok || h.adjective {
		return ref{}, false
	}
	r := ref{x.entity(h.ref, ontology.Country, h.ref), Span{from, line}}
	x.mentionSpan(r.entity, r.span, "name")
	return r, true
}

// capitalCountry returns the state with whose capital the sentence begins: "In Warsaw,
// Foreign Minister Jan Nowik".
func (x *extraction) capitalCountry(o *officeOf) (ref, bool) {
	first := x.Sentences[x.Tokens[o.head].Sentence].Start
	if first+2 >= len(x.Tokens) || x.Form(first) != "In" || x.nameAt[first+1] < 0 {
		return ref{}, false
	}
	n := x.Names[x.nameAt[first+1]]
	h, ok := x.as(ontology.Place, x.Words(n.Start, n.End), x.article.Published)
	if !ok || !h.acts || h.country == "" || n.End >= len(x.Tokens) || x.Form(n.End) != "," || n.End > o.head {
		return ref{}, false
	}
	r := ref{x.entity(h.country, ontology.Country, h.country), x.span(n.Start, n.End)}
	x.mentionSpan(r.entity, r.span, "metonym")
	return r, true
}

// servedUnder returns the title under whose holder one with a rank before it
// serves: the secretary of defense for a deputy assistant secretary of defense for
// something. Other titles are returned as they are.
func servedUnder(title string) string {
	lower := strings.ToLower(title)
	at := strings.Index(lower, "secretary of ")
	if at <= 0 {
		return title
	}
	main, _, _ := strings.Cut(lower[at:], " for ")
	return main
}

// hasNone reports whether a state has no such office: where the foreign minister has a
// title of his own, as in the United States, nobody is a minister.
func (x *extraction) hasNone(country int, o *officeOf) bool {
	if x.officeLemma(o.head) != "minister" || x.list[country].Ref == "" {
		return false
	}
	return x.counterOf("foreign minister", x.list[country].Ref) != x.counterOf("foreign minister", "")
}

// ofSomething reports whether a title itself says of what an office is, though not
// of which state: "President of the Intergroup". Ministers are of a field, and a state.
func (x *extraction) ofSomething(o *officeOf) bool {
	noun := x.officeLemma(o.head)
	return noun != "minister" && noun != "secretary" && noun != "ambassador" && noun != "first lady" && strings.Contains(o.title, " of ") && x.titleOf(o.title) == ""
}

// onlyCountryBefore returns the one country that the sentence of token i names
// before it, in whatever form: "signed in the Qazrati capital by the crown prince".
func (x *extraction) onlyCountryBefore(i int) (ref, bool) {
	found := ref{entity: -1}
	for k := x.Sentences[x.Tokens[i].Sentence].Start; k < i; k++ {
		n := x.nameAt[k]
		if n < 0 || x.Names[n].Start != k {
			continue
		}
		at := x.nameEntity(n)
		if at < 0 || x.list[at].Type != ontology.Country {
			continue
		}
		if found.entity >= 0 && found.entity != at {
			return ref{}, false
		}
		found = ref{at, x.span(x.Names[n].Start, x.Names[n].End)}
	}
	return found, found.entity >= 0
}

// lastDay returns the article's day, for an article without one the last day that
// it names.
func (x *extraction) lastDay() when.Date {
	if x.article.Published != "" {
		return x.article.Published
	}
	var last when.Date
	for s := range x.Sentences {
		for _, tm := range x.times[s] {
			if last == "" || when.Compare(tm.value, last) > 0 {
				last = tm.value
			}
		}
	}
	return last
}

// publisherCountry returns the state whose office published the article: a
// ministry's own "Foreign Minister" is its state's.
func (x *extraction) publisherCountry(o *officeOf) (ref, bool) {
	words := x.article.Publisher
	for at, e := range x.list {
		if e.Type != ontology.Country || words == "" {
			continue
		}
		for _, m := range e.Mentions {
			if m.Kind == "name" && strings.Contains(words, m.Text) {
				return ref{at, o.span}, true
			}
		}
	}
	return ref{}, false
}

// stateTitles are titles of states made of nouns that others use too.
var stateTitles = map[string]bool{"secretary of state": true, "foreign secretary": true, "crown prince": true, "opposition leader": true,

	"defense secretary": true, "treasury secretary": true, "attorney general": true, "vice president": true, "deputy secretary of state": true}

// actingCountry returns the country named nearest before token i as a subject or
// a possessor, within its sentence and the three before; else the first country
// that the body names so.
func (x *extraction) actingCountry(i int) (ref, bool) {
	first, near, same := ref{entity: -1}, ref{entity: -1}, ref{entity: -1}
	for n, name := range x.Names {
		if name.Start >= len(x.Tokens) {
			continue
		}
		at := x.nameEntity(n)
		if a := x.actorOf[n]; a >= 0 {
			at = a
		}
		if at < 0 || x.list[at].Type != ontology.Country {
			continue
		}
		head := x.headOf(name.Start, name.End)
		acting := x.rel(head) == "nsubj" || x.full(head) == "nmod:poss" && name.Kind != nlp.Demonym
		if !acting || name.Start > i && first.entity >= 0 {
			continue
		}
		r := ref{at, x.span(name.Start, name.End)}
		if first.entity < 0 {
			first = r
		}
		if name.Start < i && x.Tokens[i].Sentence-x.Tokens[name.Start].Sentence <= 2 {
			near = r
		}
		if name.Start < i && x.Tokens[i].Sentence == x.Tokens[name.Start].Sentence {
			same = r
		}
	}
	if same.entity >= 0 {
		return same, true
	}
	if r, ok := x.onlyCountryBefore(i); ok {
		return r, true
	}
	if h, ok := x.as(ontology.Place, x.article.Dateline, x.article.Published); ok && h.country != "" && x.dateline >= 0 {
		m := x.list[x.dateline].Mentions[0]
		return ref{x.entity(h.country, ontology.Country, h.country), Span{m.Start, m.End}}, true
	}
	if near.entity >= 0 {
		return near, true
	}
	return first, first.entity >= 0
}
