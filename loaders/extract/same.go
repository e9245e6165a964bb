package extract

import (
	"slices"
	"strings"

	"entente/graph/gazetteer"
	"entente/graph/ontology"
	"entente/graph/when"
)

// laterLink is a part of a claim that another claim plays, which may come up later.
type laterLink struct {
	claim int
	role  string
	token int // the trigger of the other claim
}

// linkSame finds which claims are about one meeting or one agreement, and links
// meetings with what they produced.
func (x *extraction) linkSame() {
	for _, l := range x.later {
		if other, ok := x.acts[l.token]; ok && l.claim < len(x.claims) && x.claims[other].Kind == ontology.MeetingKind.Name {
			if other == l.claim {
				continue
			}
			x.claims[l.claim].link(l.role, other)
			if l.role == "partOf" {
				x.inherit(&x.claims[l.claim], other)
			}
		}
	}
	x.linkProduced()
	x.holders()
	for i := range x.claims {
		kind := x.claims[i].Kind
		if kind != ontology.MeetingKind.Name && kind != ontology.AgreementKind.Name {
			continue
		}
		if x.claims[i].Same < 0 {
			like := x.likeMeeting
			if kind == ontology.AgreementKind.Name {
				like = x.likeAgreement
			}
			x.claims[i].Same = x.sameAs(i, like)
			x.sameStatus(i)
			x.onlyRejected(i)
			x.onlyProposed(i)
		}
		root := x.root(i)
		x.onePlace(root, i)
		if root == i {
			x.roots[kind] = append(x.roots[kind], i)
		}
		x.members[root] = append(x.members[root], i)
	}
	for _, root := range x.roots[ontology.MeetingKind.Name] {
		x.onlyLeaders(root)
	}
}

// onlyLeaders leaves the states out of a meeting where each of them is told elsewhere by
// who holds an office of it: "a summit of the leaders of Arland and Borvia. Presidents Holt
// and Voss met for two hours". A meeting that is called after its states is theirs.
func (x *extraction) onlyLeaders(root int) {
	all := x.gather(root, "participant").entities
	states := map[int]bool{}
	for _, e := range all {
		if x.list[e].Type != ontology.Country {
			continue
		}
		if states[e] = slices.ContainsFunc(all, func(p int) bool { return x.list[p].Type == ontology.Person && x.actsFor(p, e) }); !states[e] {
			return
		}
	}
	if len(states) < 2 || len(x.gatherNames(root)) > 0 {
		return
	}
	for _, i := range x.members[root] {
		x.claims[i].Parts = slices.DeleteFunc(x.claims[i].Parts, func(p Part) bool { return p.Role == "participant" && states[p.Entity] && p.Entity >= 0 })
	}
}

// sameReach is how many meetings or agreements back a word like "the talks" looks.
const sameReach = 40

// sameAs returns the earlier claim that claim i is most like, -1 if none: of those
// that began a thing, the latest first.
func (x *extraction) sameAs(i int, like func(j, i int) int) int {
	best, score := -1, 0
	roots := x.roots[x.claims[i].Kind]
	for k := len(roots) - 1; k >= 0 && k >= len(roots)-sameReach; k-- {
		if s := like(roots[k], i); s > score {
			best, score = roots[k], s
		}
	}
	return best
}

// holders notes who holds an office of what.
func (x *extraction) holders() {
	x.holds = map[[2]int]bool{}
	for _, o := range x.offices {
		for _, r := range o.of {
			if o.status != "former" {
				x.holds[[2]int{o.person, r.entity}] = true
			}
		}
	}
}

// sameStatus gives a claim that tells no status of its own that of its agreement.
func (x *extraction) sameStatus(i int) {
	if !x.bare[i] || x.claims[i].Same < 0 || !x.claims[i].Modality.Asserts() {
		return
	}
	known := x.gather(x.root(i), "status").values
	if len(known) == 0 {
		return
	}
	for k := range x.claims[i].Parts {
		if x.claims[i].Parts[k].Role == "status" {
			x.claims[i].Parts[k].Value = known[0]
		}
	}
}

// onePlace drops the dateline's place from a meeting where another sentence tells a
// place: it was only inferred.
func (x *extraction) onePlace(root, i int) {
	told := slices.DeleteFunc(append(slices.Clone(x.members[root]), i), func(k int) bool { return len(x.claims[k].players("place")) == 0 })
	if !slices.ContainsFunc(told, func(k int) bool { return !x.inferred[k] }) {
		return
	}
	for _, k := range told {
		if x.inferred[k] {
			x.claims[k].Parts = slices.DeleteFunc(x.claims[k].Parts, func(p Part) bool { return p.Role == "place" })
			delete(x.inferred, k)
		}
	}
}

// onlyRejected drops the status of "Hamas rejected the accord", said of one that its
// parties have made: it stands all the same.
func (x *extraction) onlyRejected(i int) {
	c := &x.claims[i]
	if p, _ := c.part("status"); c.Same < 0 || c.Kind != ontology.AgreementKind.Name || p.Value != "rejected" {
		return
	}
	known := x.gather(x.root(i), "status").values
	if slices.Contains(known, "signed") || slices.Contains(known, "announced") || slices.Contains(known, "in-force") {
		c.Parts = slices.DeleteFunc(c.Parts, func(p Part) bool { return p.Role == "status" })
	}
}

// onlyProposed takes "the conference would bring together", said of a meeting that
// was only proposed, for part of the proposal and not for a plan.
func (x *extraction) onlyProposed(i int) {
	c := &x.claims[i]
	if c.Same < 0 || c.Kind != ontology.MeetingKind.Name || c.Modality != ontology.Planned {
		return
	}
	if known := x.gather(x.root(i), "status").values; len(known) == 0 || known[0] != "proposed" || !strings.EqualFold(x.Text[c.Cue.Start:c.Cue.End], "would") {
		return
	}
	c.Modality = ontology.Proposed
	for k := range c.Parts {
		if c.Parts[k].Role == "status" {
			c.Parts[k].Value = "proposed"
		}
	}
}

// root follows Same to the first claim about a thing.
func (x *extraction) root(i int) int {
	for x.claims[i].Same >= 0 {
		i = x.claims[i].Same
	}
	return i
}

// about collects what all claims about one thing say in a role.
type gathered struct {
	entities []int
	values   []string
}

func (x *extraction) gather(root int, role string) gathered {
	var g gathered
	for _, i := range x.members[root] {
		for _, p := range x.claims[i].Parts {
			if p.Role != role {
				continue
			}
			if p.Entity >= 0 {
				g.entities = append(g.entities, p.Entity)
			} else if p.Value != "" {
				g.values = append(g.values, p.Value)
			}
		}
	}
	return g
}

// otherMeeting reports whether something speaks against claim i being about the meeting
// that claim j began: status, day, place, type, which of a series, the name.
func (x *extraction) otherMeeting(j, i int) bool {
	a, b := &x.claims[j], &x.claims[i]
	if !x.fits(j, i, "status") || !x.datesFit(j, i) || !x.placesFit(j, i) || x.further(i) || x.otherOfSeries(j, i) {
		return true
	}
	types := x.gather(j, "type").values
	kind, _ := b.part("type")
	if !slices.ContainsFunc(types, func(t string) bool { return typesFit(t, kind.Value) }) {
		return true
	}
	if t := x.tokenAt(b.Trigger.Start); t >= 0 && x.proposedClause(t) >= 0 && !x.sameWords(a, b) {
		return true // "the conference that Arland proposed" brings itself up
	}
	switch own, other := x.calledBy(b), x.gatherNames(j); {
	case own != "" && slices.Contains(other, own):
		return false
	case own != "" && len(other) > 0:
		return true
	case own != "" && !slices.Contains(types, kind.Value):
		return true // "the fifth Strategic Dialogue" is not the meeting told of before
	case own == "" && !slices.Contains(types, kind.Value) && x.calledConference(b):
		return true // nor is "the second Skarvik conference on the delta"
	}
	return false
}

// likeMeeting scores how well claim i fits the meeting that claim j began: the
// same people of a fitting type, day, place and status, or a definite noun, "the
// talks", for the nearest that fits; 0 for not at all.
func (x *extraction) likeMeeting(j, i int) int {
	a, b := &x.claims[j], &x.claims[i]
	if x.otherMeeting(j, i) {
		return 0
	}
	types := x.gather(j, "type").values
	kind, _ := b.part("type")
	if own := x.calledBy(b); own != "" && slices.Contains(x.gatherNames(j), own) {
		return 30
	}
	mine := append(b.players("participant"), b.players("host")...)
	if x.definiteClaim(i) && x.ledOnly(i) {
		mine = nil // "the talks were led by": the mediators come to those told of before
	}
	theirs := append(x.gather(j, "participant").entities, x.gather(j, "host").entities...)
	common := x.shared(mine, theirs)
	exact := 0
	for _, e := range unique(mine) {
		if slices.Contains(theirs, e) {
			exact++
		}
	}
	subset := len(mine) > 0 && common == len(unique(mine)) || len(theirs) > 0 && common == len(unique(theirs))
	if b.Modality == ontology.Denied && a.Modality != ontology.Denied && exact < 2 {
		return 0
	}
	dated := x.datesEqual(j, i)
	if (kind.Value == "visit") != slices.Contains(types, "visit") && common < 2 && len(mine) > 0 && len(theirs) > 0 && !x.wentToMeet(a, b) {
		return 0 // he who travels to a summit does two things
	}
	definite := x.definiteClaim(i)
	score := 0
	switch {
	case x.purpose(j, i):
		score = 12
	case kind.Value == "news-conference" && common > 0 && common == len(unique(mine)):
		score = 10
	case common >= 2 && subset && (exact >= 2 || definite || dated):
		score = 20
	case common >= 1 && subset && (definite || dated || len(mine) == 1 && kind.Value != "visit"):
		score = 10
	case x.Sentences[a.Sentence].Heading && b.Sentence-a.Sentence < 5 && (common > 0 || len(theirs) == 0 || len(mine) == 0) && x.fits(j, i, "status"):
		score = 7 // the headline's meeting is the first that the body tells of
	case len(mine) == 0 && definite:
		score = 5
	case len(mine) == 0 && dated && kind.Value != "news-conference":
		score = 5
	case len(theirs) == 0 && definite:
		score = 4
	case len(mine) == 0 && x.sameWords(a, b):
		score = 4
	case len(theirs) == 0 && x.spelledOut(j, i):
		score = 4
	case x.sameWords(a, b) && (common > 0 || len(theirs) == 0):
		score = 6
	}
	if score < 10 && !dated && x.farFrom(j, i) {
		return 0
	}
	if score > 0 && dated {
		score += 3
	}
	if score > 0 && slices.Contains(types, kind.Value) {
		score += 2
	}
	return score
}

// farBack is how many sentences behind the last word on a meeting "the talks" of a long
// text are others: in the transcript of a press briefing each question has its own.
const farBack = 15

// farFrom reports whether claim i stands far behind all that was told of the meeting or the
// agreement of claim j.
func (x *extraction) farFrom(j, i int) bool {
	if len(x.Sentences) <= shortArticle {
		return false
	}
	return x.sentencesBehind(j, i) > farBack
}

// sentencesBehind returns how many sentences claim i stands behind the last one about what claim j
// began.
func (x *extraction) sentencesBehind(j, i int) int {
	last := j
	if all := x.members[j]; len(all) > 0 {
		last = all[len(all)-1]
	}
	return x.claims[i].Sentence - x.claims[last].Sentence
}

// ledOnly reports whether claim i tells only who led a meeting.
func (x *extraction) ledOnly(i int) bool {
	t := x.tokenAt(x.claims[i].Trigger.Start)
	v, ok := x.support(t)
	return ok && x.passive(v) && leading[x.lemma(v)]
}

var leading = map[string]bool{"lead": true, "chair": true, "mediate": true, "broker": true, "moderate": true, "host": true, "co-chair": true}

// calledBy returns the name of a claim's meeting where it is one with a capital,
// folded; "" where it is only a description.
func (x *extraction) calledBy(c *Claim) string {
	p, ok := c.part("name")
	if t := x.tokenAt(c.Trigger.Start); !ok || t < 0 || !x.capitalized(t) || x.sentenceStart(t) || x.Sentences[c.Sentence].Heading {
		return ""
	}
	return plain(p.Value)
}

// calledConference reports whether a claim's meeting is a conference or a summit with a
// capital in its name.
func (x *extraction) calledConference(c *Claim) bool {
	p, ok := c.part("name")
	kind, _ := c.part("type")
	return ok && (kind.Value == "conference" || kind.Value == "summit") && p.Value != strings.ToLower(p.Value)
}

// gatherNames returns the names with a capital of the meeting that claim j began.
func (x *extraction) gatherNames(j int) []string {
	var out []string
	for _, i := range x.members[j] {
		if name := x.calledBy(&x.claims[i]); name != "" {
			out = append(out, name)
		}
	}
	return out
}

// wentToMeet reports whether claim a tells of the way to the meeting of claim b: "flew
// to Oslo on Sunday and met Voss", or is the headline over it.
func (x *extraction) wentToMeet(a, b *Claim) bool {
	if x.Sentences[a.Sentence].Heading {
		return b.Sentence-a.Sentence < 5
	}
	_, named := b.part("name")
	return a.Sentence == b.Sentence && !named && (a.Rule == "travel" || a.Rule == "visit") && len(b.players("participant")) > 1
}

// purpose reports whether claim i tells what the journey of claim j is for: "will fly to
// Oslo to meet Voss".
func (x *extraction) purpose(j, i int) bool {
	way, at := x.tokenAt(x.claims[j].Trigger.Start), x.tokenAt(x.claims[i].Trigger.Start)
	if kind, _ := x.claims[j].part("type"); kind.Value != "visit" || way < 0 || at < 0 || !x.verb(way) {
		return false
	}
	return x.verb(at) && x.infinitive(at) && x.head(at) == way
}

// otherOfSeries reports whether claim i counts its meeting of a series otherwise than a
// claim about the meeting that claim j began: "the first summit" is not the second.
func (x *extraction) otherOfSeries(j, i int) bool {
	rank := x.rankOfClaim(i)
	return rank != "" && slices.ContainsFunc(x.members[j], func(k int) bool { r := x.rankOfClaim(k); return r != "" && r != rank })
}

// spelledOut reports whether claim i tells, in the next sentence of the paragraph, who will
// come to the meeting that claim j announces: "A meeting of the ministers will be held on
// Friday. Holt is to receive Voss."
func (x *extraction) spelledOut(j, i int) bool {
	a, b := &x.claims[j], &x.claims[i]
	next := b.Sentence-a.Sentence == 1 && x.Sentences[a.Sentence].Block == x.Sentences[b.Sentence].Block
	if !next || a.Modality != ontology.Planned || b.Modality != ontology.Planned || len(unique(b.players("participant"))) < 2 {
		return false
	}
	_, placed := b.part("place")
	_, dated := b.part("date")
	_, announced := a.part("date")
	at := x.tokenAt(a.Trigger.Start)
	return !placed && !dated && announced && at >= 0 && x.noun(at) && len(x.adjuncts(at, []string{"of", "between"})) > 0
}

func (x *extraction) rankOfClaim(i int) string {
	t := x.tokenAt(x.claims[i].Trigger.Start)
	if t < 0 {
		return ""
	}
	return x.rankOf(t)
}

// further reports whether claim i tells of one more meeting: "They also met with Voss".
func (x *extraction) further(i int) bool {
	t := x.tokenAt(x.claims[i].Trigger.Start)
	return t > 0 && x.verb(t) && x.lemma(t) == "meet" && x.childLemma(t, "also") >= 0
}

// sameWords reports whether two claims name their thing by the same noun with a
// common modifier: "the conference on Syria", "an international conference".
func (x *extraction) sameWords(a, b *Claim) bool {
	s, t := x.Text[a.Trigger.Start:a.Trigger.End], x.Text[b.Trigger.Start:b.Trigger.End]
	return strings.EqualFold(s, t) && meetingNouns[strings.ToLower(s)] == "conference"
}

// definiteClaim reports whether a claim's noun is definite: "the talks", "their meeting".
func (x *extraction) definiteClaim(i int) bool {
	t := x.tokenAt(x.claims[i].Trigger.Start)
	return t >= 0 && x.noun(t) && x.definite(t)
}

func unique(a []int) []int {
	b := slices.Clone(a)
	slices.Sort(b)
	return slices.Compact(b)
}

// shared counts the members of a that are in b, a person also by the country
// whose office that person holds.
func (x *extraction) shared(a, b []int) int {
	n := 0
	for _, e := range unique(a) {
		if slices.Contains(b, e) || slices.ContainsFunc(b, func(o int) bool { return x.actsFor(e, o) || x.actsFor(o, e) }) {
			n++
		}
	}
	return n
}

// actsFor reports whether person p holds an office of o.
func (x *extraction) actsFor(p, o int) bool { return x.holds[[2]int{p, o}] }

// fits reports whether the status of claim i can be a later word on the thing of
// claim j: a meeting is planned, then held, postponed or cancelled; one that was
// held is not planned again.
func (x *extraction) fits(j, i int, role string) bool {
	p, _ := x.claims[i].part(role)
	for _, v := range x.gather(j, role).values {
		done := func(s string) bool { return s == "held" || s == "failed" }
		open := func(s string) bool { return s == "planned" || s == "proposed" }
		if done(v) && open(p.Value) || open(v) && done(p.Value) {
			return false
		}
	}
	return true
}

func typesFit(a, b string) bool {
	if a == b {
		return true
	}
	group := func(t string) int {
		switch t {
		case "talks", "meeting", "summit", "session", "conference":
			return 1
		case "call":
			return 2
		case "visit":
			return 3
		}
		return 4
	}
	if group(a) == 1 && group(b) == 1 {
		return true
	}
	return a == "call" && b == "talks" || a == "talks" && b == "call" || a == "visit" && (b == "talks" || b == "meeting") || b == "visit" && (a == "talks" || a == "meeting")
}

func (x *extraction) datesFit(j, i int) bool {
	p, ok := x.claims[i].part("date")
	if !ok {
		return true
	}
	for _, v := range x.gather(j, "date").values {
		if !when.Date(v).Overlaps(when.Date(p.Value)) {
			return false
		}
	}
	return true
}

func (x *extraction) datesEqual(j, i int) bool {
	p, ok := x.claims[i].part("date")
	return ok && slices.Contains(x.gather(j, "date").values, p.Value)
}

func (x *extraction) placesFit(j, i int) bool {
	mine, theirs := x.claims[i].players("place"), x.gather(j, "place").entities
	if len(mine) == 0 || len(theirs) == 0 {
		return true
	}
	weak := x.inferred[i] || !slices.ContainsFunc(x.members[j], func(k int) bool { return !x.inferred[k] && len(x.claims[k].players("place")) > 0 })
	for _, p := range mine {
		if slices.ContainsFunc(theirs, func(o int) bool { return x.placeFits(p, o) || weak && (x.list[p].Ref == "" || x.list[o].Ref == "") }) {
			return true
		}
	}
	return false
}

// placeFits reports whether two places can be one: they are, or one is a state in
// which the other may lie.
func (x *extraction) placeFits(a, b int) bool {
	if a == b {
		return true
	}
	if x.list[a].Type == ontology.Country {
		a, b = b, a
	}
	if x.list[b].Type != ontology.Country || x.list[a].Type == ontology.Country {
		return x.houseIn(a, b) || x.houseIn(b, a)
	}
	h, ok := x.as(ontology.Place, x.nameOfEntity(a), x.article.Published)
	return !ok || h.country == "" || x.list[b].Ref == "" || h.country == x.list[b].Ref
}

// houseIn reports whether a place is called a house, none that acts for a state, and
// another may be the city in which it stands: "in Hofdi House", "here in Reykjavik".
func (x *extraction) houseIn(house, city int) bool {
	if x.list[house].Type != ontology.Place || x.list[city].Type != ontology.Place || !gazetteer.House(x.nameOfEntity(house)) {
		return false
	}
	h, known := x.as(ontology.Place, x.nameOfEntity(house), x.article.Published)
	c, ok := x.as(ontology.Place, x.nameOfEntity(city), x.article.Published)
	return ok && !h.acts && (!known || h.country == "" || h.country == c.country)
}

// nameOfEntity returns a name by which the article calls an entity, "" if none.
func (x *extraction) nameOfEntity(at int) string {
	for _, m := range x.list[at].Mentions {
		if m.Kind == "name" {
			return m.Text
		}
	}
	return ""
}

// likeAgreement scores how well claim i fits the agreement that claim j began.
func (x *extraction) likeAgreement(j, i int) int {
	b := &x.claims[i]
	mine, _ := b.part("name")
	names := x.gather(j, "name").values
	kind, _ := b.part("type")
	types := x.gather(j, "type").values
	if mine.Value != "" {
		for _, n := range names {
			if nameFits(n, mine.Value) {
				return 30
			}
		}
	}
	if kind.Value == "joint-statement" && slices.Contains(types, "joint-statement") {
		return 10
	}
	_, hasName := b.part("name")
	generic := x.definiteClaim(i) && !hasName && (kind.Value == "accord" || kind.Value == "agreement" || kind.Value == "deal" || kind.Value == "treaty") ||
		kind.Value == "communique" && x.definiteClaim(i) && !x.properName(i) && slices.Equal(types, []string{"agreement"})
	sameType := slices.Contains(types, kind.Value) || generic && (!slices.Contains(types, "joint-statement") || slices.Contains(x.gather(j, "status").values, "signed")) || kind.Value == "agreement" && !slices.Contains(types, "joint-statement") || slices.Contains(types, "agreement") && kind.Value == "deal"
	if !sameType {
		return 0
	}
	parties, theirs := b.players("party"), x.gather(j, "party").entities
	if len(parties) > 0 && len(theirs) > 0 && x.shared(parties, theirs) == 0 {
		return 0
	}
	if x.toldOfOld(b) && (len(x.gather(j, "date").values) == 0 || !x.datesFit(j, i)) {
		return 0
	}
	if x.isWellKnown(b) && x.datesEqual(j, i) && !slices.ContainsFunc(x.members[j], x.properName) {
		return 12 // what was agreed on the day gets its name
	}
	if mine.Value != "" && x.calledAfterPlace(j, mine.Value) && x.definiteClaim(i) {
		return 12 // "the Skarvik Agreement", of what was agreed in Skarvik
	}
	if mine.Value != "" && len(names) > 0 && (x.properName(i) || otherCapitals(mine.Value, names)) {
		return 0
	}
	if mine.Value != "" && len(names) == 0 && x.isWellKnown(b) && !x.leadsTo(j, i) {
		return 0
	}
	score := 0
	if x.Sentences[x.claims[j].Sentence].Heading && x.datesFit(j, i) && x.claims[i].Sentence-x.claims[j].Sentence < 5 &&
		(len(parties) == 0 || len(theirs) == 0 || x.shared(parties, theirs) > 0) {
		score = 7 // the headline's agreement is the first that the body tells of
	}
	if x.definiteClaim(i) && (mine.Value == "" || len(names) == 0 || kind.Value == "agreement" && shortName(mine.Value)) && x.datesFit(j, i) {
		score = 8
	}
	if x.shared(parties, theirs) >= 2 && x.datesFit(j, i) && x.fits(j, i, "status") {
		score = max(score, 6)
	}
	if score == 8 && x.farFrom(j, i) {
		return 0
	}
	if score > 0 && slices.Contains(types, kind.Value) {
		score += 2
	}
	if score > 0 { // "the pact": the one told of last
		last := j
		if all := x.members[j]; len(all) > 0 {
			last = all[len(all)-1]
		}
		if x.claims[i].Sentence-x.claims[last].Sentence <= 1 {
			score += 3
		}
	}
	return score
}

// otherCapitals reports whether a name has words with a capital of which none is in other
// names: "the NATO charter" is not the Budapest Memorandum.
func otherCapitals(name string, others []string) bool {
	own := capitalWords(name)
	return len(own) > 0 && !slices.ContainsFunc(others, func(o string) bool {
		return len(capitalWords(o)) == 0 || slices.ContainsFunc(capitalWords(o), func(w string) bool { return slices.Contains(own, w) })
	})
}

// capitalWords are the words of a name with a capital that are no nouns of agreements.
func capitalWords(name string) []string {
	var out []string
	for _, w := range strings.Fields(name) {
		if w != strings.ToLower(w) && agreementNouns[strings.ToLower(w)] == "" {
			out = append(out, w)
		}
	}
	return out
}

// nearby is how many sentences behind an agreement its well-known name may stand.
const nearby = 4

// leadsTo reports whether the well-known agreement that claim i names may be the one that
// claim j tells of without a name: they have a party or the day in common, or stand close.
func (x *extraction) leadsTo(j, i int) bool {
	return x.sentencesBehind(j, i) <= nearby || x.datesEqual(j, i) || x.Sentences[x.claims[j].Sentence].Heading ||
		x.shared(x.claims[i].players("party"), x.gather(j, "party").entities) > 0
}

// shortName reports whether a name has one word beside its noun, so that it may be another
// word for what has a name already: "the peace agreement", not "the comprehensive
// safeguards agreement".
func shortName(name string) bool { return len(strings.Fields(name)) < 3 }

// isWellKnown reports whether a claim's agreement is called by a well-known name that has
// no noun of agreements.
func (x *extraction) isWellKnown(c *Claim) bool {
	t := x.tokenAt(c.Trigger.Start)
	return t >= 0 && x.nameAt[t] >= 0 && x.wellKnown(x.nameAt[t]) != ""
}

// toldOfOld reports whether a claim brings in an old text that its own clause and day
// tell: "the document that was agreed in Oslo last June" is not the agreement of the day.
func (x *extraction) toldOfOld(c *Claim) bool {
	p, ok := c.part("date")
	t := x.tokenAt(c.Trigger.Start)
	if !ok || t < 0 || !texts[x.lemma(t)] || x.child(t, "acl") < 0 {
		return false
	}
	_, last, known := when.Date(p.Value).Bounds()
	today, dated := x.article.Published.Day()
	return known && dated && last < today-31
}

// calledAfterPlace reports whether a name has the place in which the agreement that
// claim j began was made, and that one has no name of its own yet.
func (x *extraction) calledAfterPlace(j int, name string) bool {
	for _, k := range x.members[j] {
		if x.properName(k) {
			return false
		}
	}
	places := x.gather(j, "place").entities
	if len(places) == 0 && x.dateline >= 0 && x.news.value != "" {
		places = []int{x.dateline}
	}
	return slices.ContainsFunc(places, func(p int) bool {
		where := x.nameOfEntity(p)
		return where != "" && containsWords(plain(name), plain(where))
	})
}

// properName reports whether a claim's agreement has a name with a capital.
func (x *extraction) properName(i int) bool {
	p, _ := x.claims[i].part("name")
	words := strings.Fields(p.Value)
	return len(words) > 0 && words[0] != "agreement" && words[len(words)-1] != strings.ToLower(words[len(words)-1])
}

// nameFits reports whether two names of agreements share what tells them apart:
// "Geneva communique", "Geneva communique of June 30".
func nameFits(a, b string) bool {
	x, y := nameCore(a), nameCore(b)
	return x == y || containsWords(x, y) && len(strings.Fields(y)) > 1 || containsWords(y, x) && len(strings.Fields(x)) > 1
}

func nameCore(s string) string {
	s = plain(s)
	if at := strings.Index(s, " of "); at > 0 && strings.ContainsAny(s[at:], "0123456789") {
		s = s[:at]
	}
	return s
}
