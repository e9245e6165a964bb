package resolve_test

import (
	"fmt"
	"slices"
	"testing"

	"entente/graph"
	"entente/graph/ontology"
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

// quoting is an article that quotes some words, and says of what else they are told.
func quoting(id string, day when.Date, words string, more ...part) extract.Reading {
	t := tell(id, day)
	t.claim("statement", ontology.Stated, append([]part{known("speaker", "person:sergei-lavrov", "Lavrov"), val("quote", words), val("direct", "true")}, more...)...)
	for n := range 60 { // it is no copy
		fmt.Fprintf(&t.text, "%s%d ", id, n)
	}
	return t.reading()
}

// TestMoved: where what is told has another address since an article tells it in full, what
// others claim of it is said of that and these are not written anew; the graph is that of all
// at once. Where two things of an article become one it is written anew.
func TestMoved(t *testing.T) {
	const long, short = "we shall not leave this table before there is an accord between us", "leave this table before there is an accord between us"
	var all []extract.Reading
	for i := range 5 {
		all = append(all, quoting(fmt.Sprint("short-", i), when.Date(fmt.Sprintf("2013-05-1%d", i)), short, known("about", "country:syria", "Syria")))
	}
	twice := tell("twice", "2013-05-16")
	for range 2 {
		twice.claim("statement", ontology.Stated, known("speaker", "person:sergei-lavrov", "Lavrov"), val("quote", short), val("direct", "true"))
	}
	full := quoting("full", "2013-05-18", long)
	for what, opts := range map[string]graph.Options{"read again": {}, "remembered": {Recent: 1 << 20}} {
		t.Run(what, func(t *testing.T) {
			s := openWith(t, opts)
			for _, r := range all {
				load(t, s, []extract.Reading{r})
			}
			plan := func(r extract.Reading, add, moved int) {
				t.Helper()
				c, err := resolve.Plan(t.Context(), s.Reader, gazetteer(), []extract.Reading{r}, nil)
				if err != nil {
					t.Fatal(err)
				}
				if len(c.Add) != add || len(c.Moved) != moved {
					t.Errorf("%d articles are written and %d moves, not %d and %d", len(c.Add), len(c.Moved), add, moved)
				}
				if err := s.Apply(t.Context(), c); err != nil {
					t.Fatal(err)
				}
				verify(t, s)
			}
			plan(full, 1, len(all))
			plan(twice.reading(), 1, 0)
			want := openWith(t, opts)
			load(t, want, slices.Concat(all, []extract.Reading{full, twice.reading()}))
			if digest(t, s) != digest(t, want) {
				t.Error("one by one another graph than at once")
			}
			load(t, s, nil, iri(full))
			fresh := openWith(t, opts)
			load(t, fresh, append(slices.Clone(all), twice.reading()))
			if digest(t, s) != digest(t, fresh) {
				t.Error("what was forgotten is in the graph")
			}
			verify(t, s)
		})
	}
}

// TestTwoBecomeOne: an article that told of two things, which are one since another article
// tells of both, is written anew.
func TestTwoBecomeOne(t *testing.T) {
	const words = "we shall not leave this table before there is an accord between us"
	twice := tell("twice", "2013-05-08")
	for range 2 {
		twice.claim("statement", ontology.Stated, known("speaker", "person:sergei-lavrov", "Lavrov"), val("quote", words), val("direct", "true"))
	}
	s, both := open(t), open(t)
	load(t, s, []extract.Reading{twice.reading()})
	other := quoting("other", "2013-05-07", words)
	c, err := resolve.Plan(t.Context(), s.Reader, gazetteer(), []extract.Reading{other}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Add) != 2 || len(c.Moved) != 0 {
		t.Errorf("%d articles are written and %d moves", len(c.Add), len(c.Moved))
	}
	if err := s.Apply(t.Context(), c); err != nil {
		t.Fatal(err)
	}
	load(t, both, []extract.Reading{other, twice.reading()})
	if digest(t, s) != digest(t, both) {
		t.Error("the graph depends on the order")
	}
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
				if len(c.Add) != 1 || len(c.Moved) != i {
					t.Errorf("of %d articles %d are written and %d regrouped", i+1, len(c.Add), len(c.Moved))
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
