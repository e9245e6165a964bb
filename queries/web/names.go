package web

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"entente/graph"
	"entente/graph/gazetteer"
	"entente/graph/ontology"
	"entente/queries"
)

// names is the index of names under the search field: every word of every name,
// folded, with what goes by it. It is made once for each state of the graph.
type names struct {
	epoch int
	refs  []queries.Ref
	words []nameWord // sorted
}

// nameWord is a name from one of its words on: "lavrov" of Sergei Lavrov.
type nameWord struct {
	rest  string
	ref   int32
	first bool // the name begins here
}

// nameIndex returns the index of the present graph.
func (s *server) nameIndex(ctx context.Context) (*names, error) {
	_, epoch := s.cache.get("")
	s.naming.Lock()
	defer s.naming.Unlock()
	if s.index != nil && s.index.epoch == epoch {
		return s.index, nil
	}
	snap, err := s.Store.Snapshot()
	if err != nil {
		return nil, fmt.Errorf("read names: %w", err)
	}
	defer snap.Close()
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Minute) // others wait for it too
	defer cancel()
	refs, err := queries.Complete(ctx, snap, "", math.MaxInt)
	if err != nil {
		return nil, fmt.Errorf("read names: %w", err)
	}
	s.index = indexOf(refs)
	s.index.epoch = epoch
	return s.index, nil
}

func indexOf(refs []queries.Ref) *names {
	n := &names{refs: refs}
	for i, ref := range refs {
		name := gazetteer.Fold(ref.Label)
		for at := 0; at < len(name); {
			n.words = append(n.words, nameWord{name[at:], int32(i), at == 0})
			next := strings.IndexByte(name[at:], ' ')
			if next < 0 || occurrence(ref.ID.Type()) {
				break // what happened is found by how its name begins
			}
			at += next + 1
		}
	}
	slices.SortFunc(n.words, func(a, b nameWord) int { return cmp.Or(cmp.Compare(a.rest, b.rest), cmp.Compare(a.ref, b.ref)) })
	return n
}

// mostLooked bounds how many words with one beginning are ranked.
const mostLooked = 5000

// find returns what goes by names with a word that begins so, of these types or
// of all: names that begin so first, persons and countries before what happened.
func (n *names) find(typed string, limit int, types ...ontology.Type) []queries.Ref {
	begin := gazetteer.Fold(typed)
	at, _ := slices.BinarySearchFunc(n.words, begin, func(w nameWord, b string) int { return cmp.Compare(w.rest, b) })
	var found []nameWord
	seen := map[int32]bool{}
	for _, w := range n.words[at:min(at+mostLooked, len(n.words))] {
		if !strings.HasPrefix(w.rest, begin) {
			break
		}
		if t := n.refs[w.ref].ID.Type(); len(types) > 0 && !slices.Contains(types, t) || seen[w.ref] {
			continue
		}
		seen[w.ref] = true
		found = append(found, w)
	}
	slices.SortStableFunc(found, func(a, b nameWord) int {
		x, y := n.refs[a.ref], n.refs[b.ref]
		return cmp.Or(cmp.Compare(rank(a, x), rank(b, y)), cmp.Compare(x.Label, y.Label), cmp.Compare(x.ID, y.ID))
	})
	var all []queries.Ref
	for _, w := range found[:min(limit, len(found))] {
		all = append(all, n.refs[w.ref])
	}
	return all
}

// rank orders what was found: the type counts more than where the word stands.
func rank(w nameWord, ref queries.Ref) int {
	r := slices.IndexFunc(kinds, func(k kind) bool { return k.Type == ref.ID.Type() })
	if !w.first {
		r += 2
	}
	return r
}

// of lists everything of a type by name, at most limit of it.
func (n *names) of(t ontology.Type, limit int) []queries.Ref {
	var all []queries.Ref
	for _, ref := range n.refs {
		if ref.ID.Type() == t && len(all) < limit {
			all = append(all, ref)
		}
	}
	return all
}

// called returns the one thing that goes by exactly this name.
func (n *names) called(typed string) (graph.IRI, bool) {
	name := gazetteer.Fold(typed)
	var id graph.IRI
	at, _ := slices.BinarySearchFunc(n.words, name, func(w nameWord, b string) int { return cmp.Compare(w.rest, b) })
	for ; at < len(n.words) && n.words[at].rest == name; at++ {
		if !n.words[at].first {
			continue
		}
		if id != "" {
			return "", false
		}
		id = n.refs[n.words[at].ref].ID
	}
	return id, id != ""
}
