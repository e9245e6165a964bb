package resolve_test

import (
	"fmt"
	"testing"

	"entente/graph"
	"entente/graph/when"
	"entente/loaders/extract"
	"entente/loaders/resolve"
)

// copied is an article whose words, but for some at the end, are those of all others.
func copied(id string, day when.Date) extract.Reading {
	t := tell(id, day)
	for n := range 300 {
		fmt.Fprintf(&t.text, "word%d ", n)
	}
	fmt.Fprintf(&t.text, "%s ", id)
	return t.reading()
}

// TestRegrouped: where a copy of an earlier day comes, the later ones are of its group from
// then on and nothing else of them is written; the graph is that of all at once.
func TestRegrouped(t *testing.T) {
	for what, opts := range map[string]graph.Options{"read again": {}, "remembered": {Recent: 1 << 20}} {
		t.Run(what, func(t *testing.T) {
			var all []extract.Reading
			for i := range 6 {
				all = append(all, copied(fmt.Sprint("copy-", i), when.Date(fmt.Sprintf("2013-05-%02d", 20-i))))
			}
			s := openWith(t, opts)
			for i, r := range all {
				c, err := resolve.Plan(t.Context(), s.Reader, gazetteer(), []extract.Reading{r}, nil)
				if err != nil {
					t.Fatal(err)
				}
				if len(c.Add) != 1 || len(c.Regrouped) != i {
					t.Errorf("of %d articles %d are written and %d regrouped", i+1, len(c.Add), len(c.Regrouped))
				}
				if err := s.Apply(t.Context(), c); err != nil {
					t.Fatal(err)
				}
			}
			verify(t, s)
			want := openWith(t, opts)
			load(t, want, all)
			if digest(t, s) != digest(t, want) {
				t.Error("one by one another graph than at once")
			}
			load(t, s, nil, iri(all[5]), iri(all[0])) // the one that the group is called after leaves
			load(t, want, nil, iri(all[0]), iri(all[5]))
			fresh := openWith(t, opts)
			load(t, fresh, all[1:5])
			if digest(t, s) != digest(t, fresh) || digest(t, want) != digest(t, fresh) {
				t.Error("what was forgotten is in the graph")
			}
			verify(t, s)
		})
	}
}
