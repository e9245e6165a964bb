package eval

import (
	"strings"

	"entente/graph/gazetteer"
	"entente/loaders/view"
)

// names maps every way in which a document names a thing to one key, so that
// "Kerry" among the participants is the John F. Kerry among the people.
type names map[string]string

// fold is the form in which names are compared.
func fold(s string) string {
	return gazetteer.Fold(strings.TrimPrefix(strings.TrimPrefix(s, "the "), "The "))
}

func namesOf(d *view.Document) names {
	n := names{}
	for _, p := range d.People {
		n.add(p.Name, p.Aliases)
	}
	for _, c := range d.Countries {
		n.add(c.Name, c.Aliases)
	}
	for _, o := range d.Organizations {
		n.add(o.Name, o.Aliases)
	}
	for _, p := range d.Places {
		n.add(p.Name, p.Aliases)
	}
	return n
}

// add gives the name and its aliases the name's key; whoever came first keeps a
// form that two share, and full names go before aliases.
func (n names) add(name string, aliases []string) {
	key := fold(name)
	n[key] = key
	for _, a := range aliases {
		if f := fold(a); n[f] == "" {
			n[f] = key
		}
	}
}

// key is the thing that a form names: its own folded form when unknown.
func (n names) key(form string) string {
	f := fold(form)
	if k := n[f]; k != "" {
		return k
	}
	return f
}

func (n names) keys(forms []string) map[string]bool {
	set := map[string]bool{}
	for _, f := range forms {
		if k := n.key(f); k != "" {
			set[k] = true
		}
	}
	return set
}

// bridge translates the found document's keys into the gold's: two things are
// the same when they share any form of their names.
func bridge(gold, found *view.Document) (names, names) {
	g, f := namesOf(gold), namesOf(found)
	to := map[string]string{}
	for form, key := range f {
		if gk := g[form]; gk != "" && (to[key] == "" || form == key) {
			to[key] = gk
		}
	}
	for form, key := range f {
		if gk := to[key]; gk != "" {
			f[form] = gk
		}
	}
	return g, f
}
