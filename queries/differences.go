package queries

import (
	"cmp"
	"slices"

	"entente/graph"
	"entente/graph/ontology"

	"github.com/cayleygraph/quad"
)

// Differences asks what two sources say differently: things of which both give a
// day, a place, a status ..., and not the same, or what one states and the other
// denies.
var Differences = Question{
	Name:  "differences",
	Short: "what two sources say differently of one thing",
	Examples: []string{
		`"The Meridian Post" "Northern Courier"`,
		`"Harbour Dispatch" "The Meridian Post" --all`,
	},
	Filters: filters(
		Filter{Name: "between", Takes: Word, Many: true, Arg: true, Help: "the two publishers"},
	),
	Columns: []Column{
		{Name: "what", fill: ownName},
		{Name: "when", fill: span},
		{Name: "on", Edges: []ontology.Predicate{"on"}},
		{Name: "one", Edges: []ontology.Predicate{"one"}, Long: true},
		{Name: "other", Edges: []ontology.Predicate{"other"}, Long: true},
	},
	walk:  walkDifferences,
	prove: (*asking).proveDifferences,
}

// single are the edges of which a thing has one, if all is told right.
var single = []ontology.Predicate{"date", "end", "host", "mode", "place", "start", "status", "type"}

// voice is one of two sources: what it puts forward, and what it speaks against.
type voice struct{ says, denies Walk }

func walkDifferences(a *asking) (Walk, error) {
	typed := a.values("between")
	if len(typed) != 2 {
		return Walk{}, missing("between", "two publishers")
	}
	var voices [2]voice
	for i, name := range typed {
		found, err := publishersNamed(a.ctx, a.r, name)
		if err != nil {
			return Walk{}, err
		}
		if len(found) == 0 {
			return Walk{}, a.noPublisher(name)
		}
		a.sides[i] = found
		voices[i] = a.voice(found)
	}
	w := a.differ(voices[0], voices[1])
	if len(a.values("since"))+len(a.untils()) > 0 {
		w = a.between(w)
	}
	return w, nil
}

// voice walks to what a source puts forward.
func (a *asking) voice(publishers []string) voice {
	var names []quad.Value
	for _, p := range publishers {
		names = append(names, quad.String(p))
	}
	articles := From(names...).In(graph.Publisher)
	if a.narrowed() {
		articles = articles.And(a.articles())
	}
	by := func(modalities []ontology.Modality) Walk {
		return From().Under(articles).Out(says(modalities)...).Unique()
	}
	return voice{by(a.req.Mode.modalities()), by(Denied.modalities())}
}

// differ walks to the things of which two sources say different things.
func (a *asking) differ(one, other voice) Walk {
	first, second := one.says.Except(other.says), other.says.Except(one.says)
	// of few things do both sources tell something: only those are looked at closely
	both := a.speaksOf(one.says).And(a.speaksOf(other.says)).Unique()
	var all Walk
	for i, p := range single {
		w := a.toldOf(first, p).And(a.toldOf(second, p))
		if i == 0 {
			all = w
			continue
		}
		all = all.Or(w)
	}
	for _, against := range []Walk{one.says.And(other.denies), other.says.And(one.denies)} {
		w := From().Under(against).Has(graph.Pred("participant")).Or(From().Under(against).Has(graph.Pred("party"))).
			Or(From().Under(against).Has(graph.Pred("status"))).Or(From().Under(against).Has(graph.Pred("type")))
		all = all.Or(w)
	}
	return both.And(all).Unique()
}

// speaksOf walks to the things with some edge that stands under one of the labels.
func (a *asking) speaksOf(labels Walk) Walk {
	return From().Under(labels).In(a.preds(single...)...).AnyLabel().Unique()
}

// toldOf walks to the things with an edge that stands under one of the labels.
func (a *asking) toldOf(labels Walk, p ontology.Predicate) Walk {
	preds := a.preds(p)
	w := From().Under(labels).Has(preds[0]).AnyLabel()
	for _, other := range preds[1:] {
		w = w.Or(From().Under(labels).Has(other).AnyLabel())
	}
	return w.Unique()
}

// proveDifferences fills in what each of the two sources says, where they differ,
// and gives their claims on it.
func (a *asking) proveDifferences(things []*thing) error {
	known, err := edgesOut(a.ctx, a.qs, idsOf(things), a.preds(append(slices.Clone(single), "participant", "party")...)...)
	if err != nil {
		return err
	}
	labels, err := a.labels(objectsOf(known))
	if err != nil {
		return err
	}
	at, facts, of := byID(things), map[graph.IRI][]*thing{}, map[graph.IRI]edge{}
	for _, e := range known {
		if f, ok := graph.FactOf(quad.IRI(e.subject), e.predicate, e.object); ok {
			facts[graph.FactIRI(f)] = []*thing{at[e.subject]}
			of[graph.FactIRI(f)] = e
		}
	}
	modalities := a.req.Mode.modalities() // none is all of them
	if len(modalities) > 0 {
		modalities = slices.Concat(modalities, Denied.modalities())
	}
	on, articles, err := a.claims(facts, modalities)
	if err != nil {
		return err
	}
	told := map[graph.IRI][2][]claimIn{}
	for _, c := range on {
		for i := range a.sides {
			if slices.Contains(a.sides[i], articles[c.article].Publisher) {
				both := told[c.fact]
				both[i] = append(both[i], c)
				told[c.fact] = both
			}
		}
	}
	return a.fillDifferences(things, of, told, articles, labels)
}

// fillDifferences sorts what was told of each thing by edge, and keeps the edges
// on which the two sources do not agree.
func (a *asking) fillDifferences(things []*thing, of map[graph.IRI]edge, told map[graph.IRI][2][]claimIn,
	articles map[graph.IRI]Evidence, labels map[graph.IRI]string) error {
	type said [2]map[string][]claimIn
	for _, t := range things {
		by := map[ontology.Predicate]*said{}
		for _, fact := range sorted(told) {
			e := of[fact]
			if e.subject != t.id {
				continue
			}
			f, _ := graph.FactOf(quad.IRI(e.subject), e.predicate, e.object)
			if by[f.Predicate] == nil {
				by[f.Predicate] = &said{{}, {}}
			}
			for i, claims := range told[fact] {
				for _, c := range claims {
					words := valueOf(e, labels).Label
					if !c.modality.Asserts() {
						words += " (" + string(c.modality) + ")"
					}
					by[f.Predicate][i][words] = append(by[f.Predicate][i][words], c)
				}
			}
		}
		var proofs []proof
		for _, p := range sortedPredicates(by) {
			one, other := by[p][0], by[p][1]
			if len(one) == 0 || len(other) == 0 || sameWords(one, other) {
				continue
			}
			t.add("on", Value{Label: Words(p, false)})
			for i, name := range []ontology.Predicate{"one", "other"} {
				for words, claims := range by[p][i] {
					if _, both := by[p][1-i][words]; both {
						continue
					}
					t.add(name, Value{Label: Words(p, false) + " " + words})
					for _, c := range claims {
						h := articles[c.article]
						proofs = append(proofs, proof{c.claim, c.article, h.Group, h.Published, c.modality, 1})
					}
				}
			}
		}
		slices.SortFunc(proofs, func(x, y proof) int { return cmp.Compare(x.claim, y.claim) })
		t.count(slices.CompactFunc(proofs, func(x, y proof) bool { return x.claim == y.claim }))
	}
	return a.quote(things)
}

func sortedPredicates[T any](m map[ontology.Predicate]T) []ontology.Predicate {
	var all []ontology.Predicate
	for p := range m {
		all = append(all, p)
	}
	slices.Sort(all)
	return all
}

// sameWords reports whether two sources say the same.
func sameWords[T any](one, other map[string]T) bool {
	if len(one) != len(other) {
		return false
	}
	for words := range one {
		if _, both := other[words]; !both {
			return false
		}
	}
	return true
}
