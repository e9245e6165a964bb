package queries

import (
	"fmt"
	"strconv"
	"strings"

	"entente/graph"
	"entente/graph/gazetteer"
	"entente/graph/ontology"
	"entente/graph/when"

	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/quad"
)

// Everywhere are the filters that every question has: when it was, as known when,
// by whom and by how many told, and in which language things are named.
var Everywhere = []Filter{
	{Name: "since", Takes: Date, Help: "not before this day, month or year"},
	{Name: "until", Takes: Date, Help: "not after this day, month or year"},
	{Name: "as-of", Takes: Date, Help: "as it was on this day, month or year"},
	{Name: "known-by", Takes: Date, Help: "as known on this day: only what was printed by then tells"},
	{Name: "source", Takes: Word, Many: true, Help: "only what this publisher tells, or one of them"},
	{Name: "min-sources", Takes: Number, Help: "told by at least so many independent sources"},
	{Name: "lang", Takes: Word, Help: "names as articles in this language have them, where they do: fr, ru"},
}

// topicFilter is one that several questions have.
var topicFilter = Filter{Name: "topic", Takes: Name, Many: true, Help: "about this"}

// filters gives a question's own filters and those that every question has.
func filters(own ...Filter) []Filter {
	has := map[string]bool{}
	for _, f := range own {
		has[f.Name] = true
	}
	for _, f := range Everywhere {
		if !has[f.Name] {
			own = append(own, f)
		}
	}
	return own
}

// narrowed reports whether only some articles may tell.
func (a *asking) narrowed() bool {
	return len(a.values("known-by"))+len(a.values("source")) > 0
}

// articles walks to the articles that may tell. The gazetteer has no day of its
// own and is no publisher, and falls out.
func (a *asking) articles() Walk {
	w := From()
	if len(a.publishers) > 0 {
		w = From(a.publishers...).In(graph.Publisher)
	}
	for _, v := range a.values("known-by") {
		if _, last, ok := when.Date(v).Bounds(); ok {
			w = w.HasThat(graph.Published, iterator.CompareLTE, edtf(last.String()))
		}
	}
	return w
}

// told walks to the facts that the articles which may tell put forward in these
// modalities, in any when none is given.
func (a *asking) told(modalities []ontology.Modality) Walk {
	if !a.narrowed() {
		return From().Out(says(modalities)...)
	}
	return From().Under(a.articles()).Out(says(modalities)...)
}

// under keeps the edges of the following steps to those that the articles which
// may tell put forward in the mode asked for. over ends it.
func (a *asking) under(w Walk) Walk {
	if !a.narrowed() {
		return w
	}
	return w.Under(a.told(a.req.Mode.modalities()))
}

// labelled is under that notes the fact of every edge under a tag.
func (a *asking) labelled(w Walk, tag string) Walk {
	if !a.narrowed() {
		return w.Label(tag)
	}
	return w.UnderTag(tag, a.told(a.req.Mode.modalities()))
}

func (a *asking) over(w Walk) Walk {
	if !a.narrowed() {
		return w
	}
	return w.AnyLabel()
}

// in goes against edges, and out along them, as far as they may be told.
func (a *asking) in(w Walk, edges ...ontology.Predicate) Walk {
	return a.over(a.under(w).In(a.preds(edges...)...))
}

func (a *asking) out(w Walk, edges ...ontology.Predicate) Walk {
	return a.over(a.under(w).Out(a.preds(edges...)...))
}

// readSources finds the publishers meant by what was typed: exactly, else
// whatever the spelling.
func (a *asking) readSources() error {
	for _, typed := range a.values("source") {
		found, err := publishersNamed(a.ctx, a.r, typed)
		if err != nil {
			return err
		}
		if len(found) == 0 {
			return a.noPublisher(typed)
		}
		for _, p := range found {
			a.publishers = append(a.publishers, quad.String(p))
		}
	}
	return nil
}

// noPublisher is the error for a publisher that there is not.
func (a *asking) noPublisher(typed string) error {
	all, err := Publishers(a.ctx, a.r)
	if err != nil {
		return err
	}
	more := ""
	if len(all) > 8 {
		all, more = all[:8], ", ..."
	}
	return fmt.Errorf("%w: no article is of the publisher %q: there are %s%s", ErrName, typed, strings.Join(all, ", "), more)
}

// minSources returns the least number of independent sources of a row.
func (a *asking) minSources() int {
	least := 0
	for _, v := range a.values("min-sources") {
		n, _ := strconv.Atoi(v)
		least = max(least, n)
	}
	return least
}

// latest returns the last day of those that narrow a question to what had been by
// then: --until and --as-of.
func (a *asking) untils() []string {
	return append(append([]string{}, a.values("until")...), a.values("as-of")...)
}

// likes reports whether a publisher is the one typed: whole, or by its words.
func likes(publisher, typed string) bool {
	p, t := gazetteer.Fold(publisher), gazetteer.Fold(typed)
	return t != "" && (p == t || strings.Contains(" "+p+" ", " "+t+" "))
}
