package extract

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"entente/graph/ontology"
	"entente/loaders/article"
	"entente/loaders/nlp"
)

// Extractor reads claims with a set of frames. It is safe for concurrent use.
type Extractor struct {
	frames frames
	verbs  map[string]bool // lemmas of verbs that the frames and rules know
	known  known
	digest string
	own    map[string]bool // names of the frames that a user added
}

// New returns an extractor with the frames of kinds; an error names the frame
// that is wrong.
func New(kinds []*ontology.Kind) (*Extractor, error) {
	index, err := compile(kinds)
	if err != nil {
		return nil, err
	}
	return &Extractor{frames: index, verbs: verbsOf(index), known: gazetteerKnown(), digest: digestOf(kinds)}, nil
}

// verbsOf lists the verbs of frames and of this package's tables.
func verbsOf(index frames) map[string]bool {
	verbs := map[string]bool{}
	for lemma, all := range index {
		for _, f := range all {
			verbs[lemma] = verbs[lemma] || f.class == "VERB"
		}
	}
	for _, table := range []map[string]bool{saying, hosting, convening, holding, objectControl, discussing} {
		for lemma := range table {
			verbs[lemma] = true
		}
	}
	for lemma := range agreementVerbs {
		verbs[lemma] = true
	}
	for lemma := range meetingFate {
		word, _, _ := strings.Cut(lemma, "+")
		verbs[word] = true
	}
	for lemma := range governors {
		verbs[lemma] = verbs[lemma] || !strings.HasSuffix(lemma, "al") && !strings.HasSuffix(lemma, "ion")
	}
	return verbs
}

// standard is the extractor of all kinds of the ontology.
var standard = sync.OnceValue(func() *Extractor {
	x, err := New(ontology.Kinds)
	if err != nil {
		panic(err) // a frame of ours is wrong: TestFrames finds it
	}
	return x
})

// Builtin returns the extractor with the built-in frames.
func Builtin() *Extractor { return standard() }

// Extract reads the claims of a document with all kinds of the ontology.
func Extract(doc *nlp.Doc, a article.Article) Reading { return standard().Extract(doc, a) }

// Digest names the frames and words of Extract; another digest may read otherwise.
func Digest() string { return standard().digest }

// extraction is one document while it is read.
type extraction struct {
	*things
	frames     frames
	own        map[string]bool
	claims     []Claim
	times      map[int][]dated  // by sentence
	dateline   int              // entity of the dateline's place, -1
	taken      map[int]string   // triggers that brought a claim up, and its kind
	acts       map[int]int      // meeting or agreement claim of a trigger token
	bare       map[int]bool     // agreement claims whose status no verb tells
	inferred   map[int]bool     // meeting claims whose place is the dateline's
	affiliated map[[3]int]bool  // person, what, and the length of the role
	roots      map[string][]int // claims that began a thing, by kind
	members    map[int][]int    // all claims about the thing that a claim began
	later      []laterLink
	events     map[int]deed // acts by their trigger
	inQuotes   []bool       // by token: whether it stands in a quotation
	told       told         // what was told before, of the claims so far
	turns      bool         // a transcript of talk
	talk       bool         // the same, or the words of one who speaks
}

// Extract reads the claims of a document: offices and affiliations, then what
// the frames of meetings, agreements and events find, then what was said, then
// which claims are about one thing, then topics.
func (ex *Extractor) Extract(doc *nlp.Doc, a article.Article) Reading {
	return ex.extraction(doc, a).reading(ex.digest)
}

// extraction reads a document up to the claims, in the order of the words.
func (ex *Extractor) extraction(doc *nlp.Doc, a article.Article) *extraction {
	x := ex.begin(doc, a)
	x.findDateline()
	x.findPublisher()
	x.findTimes()
	x.findNews()
	x.readOffices()
	x.readAffiliations()
	x.readActs()
	x.readStatements()
	x.linkSame()
	x.readTopics()
	return x
}

// begin finds the things that a document talks of.
func (ex *Extractor) begin(doc *nlp.Doc, a article.Article) *extraction {
	known := ex.known.remembering()
	x := &extraction{
		things: findThings(newTree(doc, ex.verbs, known, datelineRegion(a)), known, a), frames: ex.frames, own: ex.own,
		taken: map[int]string{}, acts: map[int]int{}, bare: map[int]bool{}, inferred: map[int]bool{}, affiliated: map[[3]int]bool{}, roots: map[string][]int{}, members: map[int][]int{},
		told: told{whose: map[int][]int{}, acts: map[actKey][]int{}},
	}
	x.inQuotes = quotedTokens(x.Doc)
	return x
}

// readActs holds the frames against every word, meetings before agreements
// before events: what is a meeting is not an event as well.
func (x *extraction) readActs() {
	labels := x.labels()
	x.events, x.turns, x.talk = x.eventDeeds(), labels >= 2, labels >= 1
	for _, sentence := range x.Sentences {
		for i := sentence.Start; i < sentence.End && i < len(x.Tokens); i++ {
			x.readAct(i)
			x.larger(i)
		}
	}
}

func (x *extraction) readAct(i int) {
	if _, told := x.acts[i]; told {
		return // the larger meeting of "on the sidelines of"
	}
	if x.joins(i) {
		x.taken[i] = ontology.MeetingKind.Name
		return
	}
	if x.noSuchMeeting(i) || x.namedMeeting(i) || x.ordinalMeeting(i) || x.itMeeting(i) {
		x.taken[i] = ontology.MeetingKind.Name
		return
	}
	for _, kind := range []*ontology.Kind{&ontology.MeetingKind, &ontology.AgreementKind} {
		if kind == &ontology.AgreementKind && !x.ownFrame(i, kind) && (x.agreementNoun(i) || x.agreementTaken(i)) {
			x.taken[i] = kind.Name
			return
		}
		for _, f := range x.frames[x.lemma(i)] {
			if f.kind.Name != kind.Name {
				continue
			}
			found, ok := x.match(f, i)
			if !ok {
				continue
			}
			if x.state(f, i, found) {
				x.taken[i] = kind.Name
				return
			}
		}
	}
	if d, ok := x.events[i]; ok && x.event(d) {
		x.taken[i] = ontology.EventKind.Name
	}
}

// state makes the claim of a frame; false when it says nothing after all.
func (x *extraction) state(f *frame, i int, found fillers) bool {
	if x.own[f.Name] && f.kind.Name == ontology.AgreementKind.Name {
		return x.ownAgreement(f, i, found)
	}
	switch f.kind.Name {
	case ontology.MeetingKind.Name:
		return x.meeting(f, i, found)
	case ontology.AgreementKind.Name:
		return x.agreed(f, i, found)
	}
	return false
}

// claim begins a claim that token i brings up: its span is its sentence.
func (x *extraction) claim(kind, rule string, i int) Claim {
	m := x.manner(i)
	c := Claim{Kind: kind, Rule: rule, Modality: m.modality, Cue: m.cue, Speaker: m.speaker, Trigger: x.word(i), Same: -1}
	x.place0(&c, i)
	return c
}

// plainClaim begins a claim that is stated as it stands, as offices are.
func (x *extraction) plainClaim(kind, rule string, i int) Claim {
	c := Claim{Kind: kind, Rule: rule, Modality: ontology.Stated, Speaker: -1, Trigger: x.word(i), Same: -1}
	x.place0(&c, i)
	return c
}

// place0 sets a claim's sentence and span.
func (x *extraction) place0(c *Claim, i int) {
	c.Sentence = x.Tokens[i].Sentence
	s := x.Sentences[c.Sentence]
	span := x.span(s.Start, min(s.End, len(x.Tokens)))
	c.Start, c.End = span.Start, span.End
}

// play adds an entity to a claim, once in a role.
func (c *Claim) play(role string, r ref) {
	for _, p := range c.Parts {
		if p.Role == role && p.Entity == r.entity {
			return
		}
	}
	c.Parts = append(c.Parts, Part{Role: role, Entity: r.entity, Claim: -1, Start: r.span.Start, End: r.span.End})
}

// value adds a literal to a claim; a role that has one keeps it.
func (c *Claim) value(role, value string, span Span) {
	for _, p := range c.Parts {
		if p.Role == role && (p.Value == value || role == "date" || role == "status" || role == "type") {
			return
		}
	}
	if value != "" {
		c.Parts = append(c.Parts, Part{Role: role, Entity: -1, Claim: -1, Value: value, Start: span.Start, End: span.End})
	}
}

// link adds another claim to a claim.
func (c *Claim) link(role string, other int) {
	for _, p := range c.Parts {
		if p.Role == role {
			return
		}
	}
	c.Parts = append(c.Parts, Part{Role: role, Entity: -1, Claim: other})
}

// part returns the first part in a role.
func (c *Claim) part(role string) (Part, bool) {
	for _, p := range c.Parts {
		if p.Role == role {
			return p, true
		}
	}
	return Part{}, false
}

// players returns the entities in a role.
func (c *Claim) players(role string) []int {
	var out []int
	for _, p := range c.Parts {
		if p.Role == role && p.Entity >= 0 {
			out = append(out, p.Entity)
		}
	}
	return out
}

// add keeps a claim and returns its index.
func (x *extraction) add(c Claim) int {
	x.claims = append(x.claims, c)
	x.told.note(len(x.claims)-1, &c)
	return len(x.claims) - 1
}

// reading puts everything in its final order.
func (x *extraction) reading(reader string) Reading {
	r := Reading{Reader: reader, Article: x.article, Entities: slices.Clone(x.list), Claims: slices.Clone(x.claims)}
	for i := range r.Claims {
		r.Claims[i].Parts = slices.Clone(r.Claims[i].Parts)
	}
	for i := range r.Entities {
		slices.SortFunc(r.Entities[i].Mentions, func(a, b Mention) int {
			return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End))
		})
	}
	return r.prune()
}

// prune drops entities that nothing mentions and no claim uses, and persons
// without a name that no claim needs.
func (r Reading) prune() Reading {
	used := make([]bool, len(r.Entities))
	for _, c := range r.Claims {
		if c.Speaker >= 0 {
			used[c.Speaker] = true
		}
		for _, p := range c.Parts {
			if p.Entity >= 0 {
				used[p.Entity] = true
			}
		}
	}
	to := make([]int, len(r.Entities))
	var kept []Entity
	for i, e := range r.Entities {
		to[i] = -1
		if len(e.Mentions) > 0 && (used[i] || named(e)) {
			to[i] = len(kept)
			kept = append(kept, e)
		}
	}
	for i := range r.Claims {
		c := &r.Claims[i]
		if c.Speaker >= 0 {
			c.Speaker = to[c.Speaker]
		}
		c.Parts = slices.DeleteFunc(c.Parts, func(p Part) bool { return p.Entity >= 0 && to[p.Entity] < 0 })
		for k := range c.Parts {
			if c.Parts[k].Entity >= 0 {
				c.Parts[k].Entity = to[c.Parts[k].Entity]
			}
		}
	}
	r.Entities = kept
	return r
}

// named reports whether an entity has a name of its own.
func named(e Entity) bool {
	if e.Ref != "" || e.Name != "" {
		return true
	}
	for _, m := range e.Mentions {
		if m.Kind == "name" {
			return true
		}
	}
	return false
}
