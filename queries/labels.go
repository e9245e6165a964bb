package queries

import (
	"cmp"
	"slices"
	"strings"

	"entente/graph"

	"github.com/cayleygraph/quad"
)

// labels returns the names of things: those that the articles of the language
// asked for use, where they do, else the graph's own.
func (a *asking) labels(ids []graph.IRI) (map[graph.IRI]string, error) {
	labels, err := labelsOf(a.ctx, a.qs, ids)
	if err != nil {
		return nil, err
	}
	for _, lang := range a.values("lang") {
		err := a.foreign(ids, strings.ToLower(lang), labels)
		if err != nil {
			return nil, err
		}
	}
	return labels, nil
}

// foreign puts the names of a language in the place of others: a name that is
// marked as of the language, else the form under which most of its articles name
// the thing, of several the longest.
func (a *asking) foreign(ids []graph.IRI, lang string, labels map[graph.IRI]string) error {
	if len(ids) == 0 {
		return nil
	}
	forms := map[graph.IRI]map[string]int{}
	named := From(quad.String(lang)).In(graph.Lang)
	local := From(values(ids)...).Tag("thing").In(graph.Denotes).Under(named).Out(graph.Named).AnyLabel().Tag("name")
	err := each(a.ctx, a.qs, local.path, func(tags map[string]quad.Value) error {
		id := iri(tags["thing"])
		if forms[id] == nil {
			forms[id] = map[string]int{}
		}
		forms[id][text(tags["name"])]++
		return nil
	})
	if err != nil {
		return err
	}
	for id, counts := range forms {
		labels[id] = commonest(counts)
	}
	own, err := edgesOut(a.ctx, a.qs, ids, graph.Label, graph.AltLabel)
	if err != nil {
		return err
	}
	for _, e := range slices.Backward(own) {
		if name, ok := e.object.(quad.LangString); ok && strings.EqualFold(name.Lang, lang) {
			labels[e.subject] = string(name.Value)
		}
	}
	return nil
}

// commonest returns the form that stands most often; of equals the longest, then
// the first in the alphabet.
func commonest(counts map[string]int) string {
	var forms []string
	for f := range counts {
		forms = append(forms, f)
	}
	slices.SortFunc(forms, func(x, y string) int {
		return cmp.Or(counts[y]-counts[x], len(y)-len(x), cmp.Compare(x, y))
	})
	return forms[0]
}
