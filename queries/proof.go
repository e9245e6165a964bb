package queries

import (
	"cmp"
	"slices"

	"entente/graph"
	"entente/graph/ontology"
	"entente/graph/when"

	"github.com/cayleygraph/quad"
)

// A row shows how many articles and independent sources tell of it, and the
// words of a few of them. So all claims are counted by number, and the words are
// read of those alone that are shown.

// proof is a claim on a thing, before its words are read.
type proof struct {
	claim, article graph.IRI
	group          graph.IRI // of articles with the same text; empty for none
	published      when.Date
	modality       ontology.Modality
	states         int // facts of the thing that it puts forward
}

// compareProofs is compareEvidence as far as it goes without the words.
func compareProofs(a, b proof) int {
	return cmp.Or(cmp.Compare(b.states, a.states), when.Compare(a.published, b.published), cmp.Compare(a.article, b.article))
}

// prove counts the claims on facts for the things they are facts of, and adds the
// words of as many as are asked for. A claim that puts forward several facts of
// one thing is one piece of evidence.
func (a *asking) prove(facts map[graph.IRI][]*thing) error {
	if err := a.tally(facts); err != nil {
		return err
	}
	return a.quote(distinct(facts))
}

// quote adds to things the words of as many of their proofs as are asked for.
func (a *asking) quote(things []*thing) error {
	if a.counting {
		return nil
	}
	shown := map[graph.IRI]bool{}
	for _, t := range things {
		for _, p := range t.shown(a.req.Quotes) {
			shown[p.claim] = true
		}
	}
	pieces, err := evidence(a.ctx, a.qs, sorted(shown))
	if err != nil {
		return err
	}
	for _, t := range things {
		for _, p := range t.shown(a.req.Quotes) {
			e := pieces[p.claim]
			e.Modality, e.States = p.modality, p.states
			t.evidence = append(t.evidence, e)
		}
		slices.SortFunc(t.evidence, compareEvidence)
		if n := a.req.Quotes; n > 0 && len(t.evidence) > n {
			t.evidence = t.evidence[:n]
		}
	}
	return nil
}

// countedModalities are those of the claims that count for a row: where more than
// what is stated is asked for, all of them, so that who speaks against it shows.
func (a *asking) countedModalities() []ontology.Modality {
	if a.req.Mode == Stated {
		return Stated.modalities()
	}
	return nil
}

// tally counts the claims on facts for the things they are facts of.
func (a *asking) tally(facts map[graph.IRI][]*thing) error {
	proofs, err := a.proofs(facts, a.countedModalities())
	if err != nil {
		return err
	}
	for _, t := range distinct(facts) {
		t.count(proofs[t])
	}
	return nil
}

// distinct lists things, each once, in the order of their addresses.
func distinct(facts map[graph.IRI][]*thing) []*thing {
	var all []*thing
	seen := map[*thing]bool{}
	for _, owners := range facts {
		for _, t := range owners {
			if !seen[t] {
				seen[t] = true
				all = append(all, t)
			}
		}
	}
	slices.SortFunc(all, func(x, y *thing) int { return cmp.Compare(x.id, y.id) })
	return all
}

// count notes how many articles and independent sources tell of a thing.
func (t *thing) count(proofs []proof) {
	t.modalities = nil
	slices.SortFunc(proofs, func(x, y proof) int { return cmp.Or(compareProofs(x, y), cmp.Compare(x.claim, y.claim)) })
	t.proofs = proofs
	groups, articles := map[graph.IRI]bool{}, map[graph.IRI]bool{}
	for _, p := range proofs {
		if !slices.Contains(t.modalities, p.modality) {
			t.modalities = append(t.modalities, p.modality)
		}
		if p.article == graph.GazetteerArticle {
			continue // our own table is no source that an editor answers for
		}
		articles[p.article] = true
		groups[cmp.Or(p.group, p.article)] = true
	}
	t.sources, t.articles = len(groups), len(articles)
	slices.Sort(t.modalities)
}

// shown returns the first n proofs, all of them when n is 0, with those that only
// their place in the text tells from the last.
func (t *thing) shown(n int) []proof {
	if n <= 0 || n >= len(t.proofs) {
		return t.proofs
	}
	for n < len(t.proofs) && compareProofs(t.proofs[n], t.proofs[n-1]) == 0 {
		n++
	}
	return t.proofs[:n]
}

// proofs reads the claims on facts and folds them for each thing. Where only some
// articles may tell, a fact that none of them puts forward is no fact of its thing.
func (a *asking) proofs(facts map[graph.IRI][]*thing, modalities []ontology.Modality) (map[*thing][]proof, error) {
	on, articles, err := a.claims(facts, modalities)
	if err != nil {
		return nil, err
	}
	at := map[*thing]map[graph.IRI]int{}
	all := map[*thing][]proof{}
	for _, c := range on {
		head, may := articles[c.article], true
		if a.narrowed() {
			may = a.mayTell(head)
		}
		if !may {
			continue
		}
		for _, t := range facts[c.fact] {
			t.proven(c.fact)
			if at[t] == nil {
				at[t] = map[graph.IRI]int{}
			}
			i, had := at[t][c.claim]
			if !had {
				i = len(all[t])
				at[t][c.claim] = i
				all[t] = append(all[t], proof{c.claim, c.article, head.Group, head.Published, c.modality, 0})
			}
			all[t][i].states++
		}
	}
	return all, nil
}

// claimIn is a claim on a fact, and its article.
type claimIn struct {
	fact, claim, article graph.IRI
	modality             ontology.Modality
}

// claims reads the claims on facts, and of their articles the day, the publisher
// and the group.
func (a *asking) claims(facts map[graph.IRI][]*thing, modalities []ontology.Modality) ([]claimIn, map[graph.IRI]Evidence, error) {
	m := newAtlas(a.ctx, a.qs)
	refs, err := a.r.Refs(a.ctx, sorted(facts))
	if err != nil {
		return nil, nil, err
	}
	var from []vertex
	for _, ref := range refs {
		if ref != nil {
			from = append(from, m.vertex(ref))
		}
	}
	var found [][4]vertex
	articles := map[vertex]bool{}
	w := From().Label("article").InTag("says", says(modalities)...).Tag("claim")
	err = m.run(from, w, []string{"claim", "says", "article"}, func(fact vertex, at []vertex) {
		found = append(found, [4]vertex{fact, at[0], at[1], at[2]})
		articles[at[2]] = true
	})
	if err != nil {
		return nil, nil, err
	}
	heads, err := a.heads(m, articles)
	if err != nil {
		return nil, nil, err
	}
	all := make([]claimIn, len(found))
	for i, f := range found {
		all[i] = claimIn{m.iri(f[0]), m.iri(f[1]), m.iri(f[3]), modalityOf(m.value(f[2]))}
	}
	slices.SortFunc(all, func(x, y claimIn) int {
		return cmp.Or(cmp.Compare(x.claim, y.claim), cmp.Compare(x.fact, y.fact))
	})
	return slices.Compact(all), heads, nil
}

// heads reads of articles what is counted by, and all names of the atlas.
func (a *asking) heads(m *atlas, articles map[vertex]bool) (map[graph.IRI]Evidence, error) {
	var from []vertex
	for v := range articles {
		from = append(from, v)
	}
	slices.Sort(from)
	var edges [][3]vertex
	w := From().OutTag("p", graph.SourceGroup, graph.Published, graph.Publisher).Tag("o")
	err := m.run(from, w, []string{"p", "o"}, func(article vertex, at []vertex) {
		edges = append(edges, [3]vertex{article, at[0], at[1]})
	})
	if err != nil {
		return nil, err
	}
	if err := m.read(); err != nil {
		return nil, err
	}
	heads := map[graph.IRI]Evidence{}
	for _, e := range edges {
		id := m.iri(e[0])
		h := heads[id]
		p, _ := m.value(e[1]).(quad.IRI)
		h.head(edge{id, p, m.value(e[2])})
		heads[id] = h
	}
	return heads, nil
}

// mayTell reports whether an article is one of those that --known-by and --source
// leave.
func (a *asking) mayTell(head Evidence) bool {
	if len(a.publishers) > 0 && !slices.Contains(a.publishers, quad.Value(quad.String(head.Publisher))) {
		return false
	}
	for _, v := range a.values("known-by") {
		_, last, ok := when.Date(v).Bounds()
		if ok && (head.Published == "" || head.Published > when.Date(last.String())) {
			return false
		}
	}
	return true
}
