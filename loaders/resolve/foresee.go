package resolve

import (
	"cmp"
	"slices"
	"strings"

	"entente/graph"
	"entente/graph/ontology"
)

// answers are what the store was asked before what comes is looked at thing by thing: what it
// has under their keys, and what it tells of that. Some ten thousand questions of a group are
// asked so on all processors and in the order of the store.
type answers struct {
	under map[string][]graph.IRI // by the keys for which it was asked
	told  map[graph.IRI]string   // members of entities, features of locals
}

// looked prepares what follows from the things of an article alone.
func (t *Things) looked() *Things {
	for i := range t.All {
		one := &t.All[i]
		if one.Ref != "" {
			continue
		}
		one.look = lookOf(one.Features, shared(one.Features))
		one.look.blocking()
		one.look.member()
	}
	return t
}

// lookOf is the portrait of the node of a thing.
func lookOf(f Features, shared bool) *portrait {
	if shared {
		f = f.inCommon()
	}
	p := portraitOf(f)
	p.shares = shared
	return p
}

// question is one to the store: what has at least so many of some keys.
type question struct {
	keys  []string
	hash  int64 // of the first key
	least int
}

// name is the same for the same keys.
func (q question) name() string { return strings.Join(q.keys, " ") }

// foresee asks for what has the keys of all that comes, and what the store tells of it.
func (p *planner) foresee() error {
	if !p.growing {
		return nil
	}
	questions := p.questions()
	found := make([][]graph.IRI, len(questions))
	err := p.store.Together(len(questions), func(r *graph.Reader, i int) (err error) {
		found[i], err = r.Candidates(p.ctx, hashesOf(questions[i].keys), questions[i].least)
		return err
	})
	if err != nil {
		return err
	}
	p.foreseen = answers{make(map[string][]graph.IRI, len(questions)), map[graph.IRI]string{}}
	var ask []graph.IRI
	for i, q := range questions {
		p.foreseen.under[q.name()] = found[i]
		for _, c := range found[i] {
			if _, ok := p.foreseen.told[c]; !ok && (!isLocal(c) || p.album.local(c) == nil) {
				p.foreseen.told[c] = ""
				ask = append(ask, c)
			}
		}
	}
	told := make([]string, len(ask))
	err = p.store.TogetherOn(ask, func(r *graph.Reader, i int) (err error) {
		if isLocal(ask[i]) {
			told[i], err = r.FeaturesOf(p.ctx, ask[i])
		} else {
			told[i], err = r.MembersOf(p.ctx, ask[i])
		}
		return err
	})
	for i, c := range ask {
		p.foreseen.told[c] = told[i]
	}
	return err
}

// questions are those for all that comes, in the order of the store. The places of a text's
// copies are asked for where it has any.
func (p *planner) questions() []question {
	var all []question
	asked := map[string]bool{}
	add := func(least int, keys ...string) {
		q := question{keys: keys, least: least}
		if name := q.name(); len(keys) > 0 && !asked[name] {
			asked[name] = true
			q.hash = hashesOf(keys[:1])[0]
			all = append(all, q)
		}
	}
	for _, iri := range p.order {
		for _, t := range p.fresh[iri].All {
			if t.Ref != "" || t.look == nil {
				continue
			}
			if t.Type == ontology.Article {
				add(leastBands, bands(t.Print)...)
			}
			for _, k := range t.look.blocking() {
				if !strings.HasPrefix(k, bandKey) && !strings.HasPrefix(k, copyKey) {
					add(1, k)
				}
			}
		}
	}
	slices.SortFunc(all, func(a, b question) int { return cmp.Compare(a.hash, b.hash) })
	return all
}

// candidates are what the store has under at least so many of some keys.
func (p *planner) candidates(q question) ([]graph.IRI, error) {
	if found, ok := p.foreseen.under[q.name()]; ok {
		return found, nil
	}
	return p.store.Candidates(p.ctx, hashesOf(q.keys), q.least)
}

// membersStored are the members of an entity as the store has them.
func (p *planner) membersStored(e graph.IRI) (string, error) {
	if members, ok := p.foreseen.told[e]; ok {
		return members, nil
	}
	return p.store.MembersOf(p.ctx, e)
}

// featuresStored are the features of a local as the store has them.
func (p *planner) featuresStored(local graph.IRI) (string, error) {
	if features, ok := p.foreseen.told[local]; ok {
		return features, nil
	}
	return p.store.FeaturesOf(p.ctx, local)
}
