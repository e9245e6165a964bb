package graph

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
)

// Reason says why a claim or a fact came, went or changed.
type Reason string

// The reasons.
const (
	NewSource    Reason = "new source"            // its article is only in the new graph
	LostSource   Reason = "forgotten source"      // its article is only in the old graph
	OtherText    Reason = "other text"            // its article's text is another
	OtherReader  Reason = "other program version" // the text was read by another reader: program, weights or gazetteer
	OtherLine    Reason = "gazetteer"             // the gazetteer says it, or another article needs its line
	OtherJudged  Reason = "judgement"             // the graphs were resolved with other judgements
	OtherArticle Reason = "who is who"            // other articles changed what a name means
	OtherClaims  Reason = "claims on it"          // of a fact: claims of several reasons
)

// Turn says what happened to a claim or a fact.
type Turn string

// The turns.
const (
	Came    Turn = "+"
	Went    Turn = "-"
	Changed Turn = "~"
)

// Difference is one claim or one fact that differs between two graphs.
type Difference struct {
	Turn   Turn   `json:"turn"`
	Reason Reason `json:"reason"`
	Claim  IRI    `json:"claim,omitempty"`
	Fact   IRI    `json:"fact,omitempty"`
	// Article is that of a claim.
	Article IRI `json:"article,omitempty"`
	// Edge is the fact; of a claim its facts are in Old and New where they differ.
	Edge *Fact `json:"edge,omitempty"`
	// Was and Is say of a fact whether some claim gives it as having been the case,
	// of a claim its modality.
	Was string `json:"was,omitempty"`
	Is  string `json:"is,omitempty"`
	Old []Fact `json:"old,omitempty"` // facts that a claim puts forward no more
	New []Fact `json:"new,omitempty"` // facts that it puts forward now
	// Quote are the words of a claim, where the graph has them.
	Quote string `json:"quote,omitempty"`
}

// Diff gives what differs between two graphs: claims by article and place, then
// facts by address. version tells by which reader an article of a graph was read,
// empty where nobody knows.
func Diff(ctx context.Context, old, new *Reader, version func(*Reader, IRI) (string, error), tell func(Difference) error) error {
	d := &differ{ctx: ctx, old: old, new: new, version: version, tell: tell, facts: map[IRI]*change{}}
	if err := d.begin(); err != nil {
		return err
	}
	for _, article := range d.articles {
		if err := d.article(article); err != nil {
			return err
		}
	}
	if err := d.lines(); err != nil {
		return err
	}
	return d.allFacts()
}

// differ is one comparison.
type differ struct {
	ctx      context.Context
	old, new *Reader
	version  func(*Reader, IRI) (string, error)
	tell     func(Difference) error
	articles []IRI
	judged   bool
	facts    map[IRI]*change
}

// change is a fact on which some claim came, went or changed.
type change struct {
	fact    Fact
	reasons map[Reason]bool
}

// begin lists the articles of both graphs.
func (d *differ) begin() error {
	all := map[IRI]bool{}
	for _, r := range []*Reader{d.old, d.new} {
		articles, err := r.Articles(d.ctx)
		if err != nil {
			return err
		}
		for _, a := range articles {
			all[a] = true
		}
	}
	d.articles = slices.Sorted(maps.Keys(all))
	was, err1 := d.old.Judgements(d.ctx)
	is, err2 := d.new.Judgements(d.ctx)
	d.judged = was != is
	return errors.Join(err1, err2)
}

// article compares the claims of one article.
func (d *differ) article(iri IRI) error {
	was, err := d.contribution(d.old, iri)
	if err != nil {
		return err
	}
	is, err := d.contribution(d.new, iri)
	if err != nil {
		return err
	}
	reason, err := d.reason(was, is, iri)
	if err != nil {
		return err
	}
	return d.claims(iri, reason, was.Claims, is.Claims)
}

func (d *differ) contribution(r *Reader, iri IRI) (Contribution, error) {
	c, err := r.Contribution(d.ctx, iri)
	if errors.Is(err, ErrUnknown) {
		return Contribution{}, nil
	}
	return c, err
}

// reason says why the claims of an article may differ.
func (d *differ) reason(was, is Contribution, iri IRI) (Reason, error) {
	switch {
	case was.Article.IRI == "":
		return NewSource, nil
	case is.Article.IRI == "":
		return LostSource, nil
	case was.Article.Digest != is.Article.Digest:
		return OtherText, nil
	}
	before, err := d.version(d.old, iri)
	if err != nil {
		return "", err
	}
	after, err := d.version(d.new, iri)
	if err != nil {
		return "", err
	}
	switch {
	case before != after && before != "" && after != "":
		return OtherReader, nil
	case d.judged:
		return OtherJudged, nil
	}
	return OtherArticle, nil
}

// claims compares two lists of claims by their addresses.
func (d *differ) claims(article IRI, reason Reason, was, is []Claim) error {
	before := map[IRI]Claim{}
	for _, c := range was {
		before[c.ID] = c
	}
	for _, c := range is {
		old, there := before[c.ID]
		delete(before, c.ID)
		if there {
			old.Facts, c.Facts = told(old.Facts, c.Facts)
		}
		var err error
		switch {
		case !there:
			err = d.claim(Difference{Turn: Came, Reason: reason, Claim: c.ID, Article: article, New: c.Facts, Is: string(c.Modality), Quote: c.Quote})
		case old.Modality != c.Modality || !slices.Equal(old.Facts, c.Facts):
			err = d.claim(Difference{Turn: Changed, Reason: reason, Claim: c.ID, Article: article, Was: string(old.Modality), Is: string(c.Modality),
				Old: without(old.Facts, c.Facts), New: without(c.Facts, old.Facts), Quote: c.Quote})
		}
		if err != nil {
			return err
		}
	}
	for _, c := range was {
		if _, gone := before[c.ID]; !gone {
			continue
		}
		if err := d.claim(Difference{Turn: Went, Reason: reason, Claim: c.ID, Article: article, Old: c.Facts, Was: string(c.Modality), Quote: c.Quote}); err != nil {
			return err
		}
	}
	return nil
}

// told leaves out of two lists the facts whose words one of the graphs leaves out:
// it has their places in the stead, and nothing can be said of them.
func told(a, b []Fact) (left, right []Fact) {
	silent := func(f Fact) bool {
		return slices.ContainsFunc(append(slices.Clone(a), b...), func(g Fact) bool {
			return g.Object.IRI == "" && strings.HasPrefix(g.Object.Literal, "article:") && g.Subject == f.Subject && g.Predicate == f.Predicate
		})
	}
	return slices.DeleteFunc(slices.Clone(a), silent), slices.DeleteFunc(slices.Clone(b), silent)
}

// claim tells of a claim, and notes its facts.
func (d *differ) claim(diff Difference) error {
	for _, f := range append(slices.Clone(diff.Old), diff.New...) {
		id := FactIRI(f)
		if d.facts[id] == nil {
			d.facts[id] = &change{f, map[Reason]bool{}}
		}
		d.facts[id].reasons[diff.Reason] = true
	}
	return d.tell(diff)
}

// without returns the facts that are not among others.
func without(facts, others []Fact) []Fact {
	var left []Fact
	for _, f := range facts {
		if !slices.Contains(others, f) {
			left = append(left, f)
		}
	}
	return left
}

// lines compares what the gazetteer says, thing by thing.
func (d *differ) lines() error {
	all := map[IRI]bool{}
	for _, r := range []*Reader{d.old, d.new} {
		things, err := r.Things(d.ctx)
		if err != nil {
			return err
		}
		for _, t := range things {
			all[t] = true
		}
	}
	for _, thing := range slices.Sorted(maps.Keys(all)) {
		was, err := d.old.linesOf(d.ctx, thing)
		if err != nil {
			return err
		}
		is, err := d.new.linesOf(d.ctx, thing)
		if err != nil {
			return err
		}
		if err := d.claims(GazetteerArticle, OtherLine, was, is); err != nil {
			return err
		}
	}
	return nil
}

func (r *Reader) linesOf(ctx context.Context, thing IRI) ([]Claim, error) {
	e, err := r.EntityAndLines(ctx, thing)
	if errors.Is(err, ErrUnknown) {
		return nil, nil
	}
	return e.Lines, err
}

// allFacts tells of the facts whose standing is another.
func (d *differ) allFacts() error {
	for _, id := range slices.SortedFunc(maps.Keys(d.facts), func(a, b IRI) int {
		return cmp.Or(d.facts[a].fact.Compare(d.facts[b].fact), cmp.Compare(a, b))
	}) {
		c := d.facts[id]
		was, err := d.standing(d.old, id)
		if err != nil {
			return err
		}
		is, err := d.standing(d.new, id)
		if err != nil {
			return err
		}
		diff := Difference{Turn: Changed, Reason: c.reason(), Fact: id, Edge: &c.fact, Was: was, Is: is}
		switch {
		case was == is:
			continue
		case was == "":
			diff.Turn = Came
		case is == "":
			diff.Turn = Went
		}
		if err := d.tell(diff); err != nil {
			return err
		}
	}
	return nil
}

// reason is the one reason of the claims, or that there are several.
func (c *change) reason() Reason {
	if len(c.reasons) == 1 {
		for r := range c.reasons {
			return r
		}
	}
	return OtherClaims
}

// standing is "asserted", "unasserted", or empty when the graph does not have the fact.
func (d *differ) standing(r *Reader, id IRI) (string, error) {
	_, asserted, err := r.fact(d.ctx, id)
	switch {
	case errors.Is(err, ErrUnknown):
		return "", nil
	case err != nil:
		return "", err
	case asserted:
		return "asserted", nil
	}
	return "unasserted", nil
}
