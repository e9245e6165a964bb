package gazetteer

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"entente/graph/when"
)

//go:embed agreements.tsv
var agreementsTable string

// Treaty is a well-known agreement.
type Treaty struct {
	Slug    string
	Name    string
	Aliases []string  // names that mean no other
	Date    when.Date // when it was signed or adopted
	Line    string
}

// FindTreaty returns the well-known agreement of a slug.
func FindTreaty(slug string) (Treaty, bool) {
	t, ok := treaties().bySlug[slug]
	return t, ok
}

// KnownTreaty returns the well-known agreement that a name means, in an article of a
// day that dates it so. Names that others bear too ("interim agreement") mean it only
// with its date, or with a capital in the news of its days; no name means one that came
// after the day.
func KnownTreaty(name string, dates []when.Date, day when.Date) (Treaty, bool) {
	for _, n := range treaties().byName[Fold(name)] {
		first, last, _ := n.Date.Bounds()
		from, to, ok := day.Bounds()
		if ok && to < first {
			continue
		}
		news := ok && len(dates) == 0 && from <= last+newsDays && strings.ToLower(name) != name
		if n.agrees(dates) || news {
			return n.Treaty, true
		}
	}
	return Treaty{}, false
}

// TreatyMade returns the only well-known agreement that is called after a place, of a
// folded name, and was made there in the days of a date: "the document agreed in Geneva".
func TreatyMade(place string, date when.Date) (Treaty, bool) {
	if place == "" {
		return Treaty{}, false
	}
	var found []Treaty
	for slug, t := range treaties().bySlug {
		named := func(n string) bool { return strings.HasPrefix(Fold(n), place+" ") }
		if t.Date.Overlaps(date) && (strings.HasPrefix(slug, strings.ReplaceAll(place, " ", "-")+"-") || slices.ContainsFunc(t.Aliases, named)) {
			found = append(found, t)
		}
	}
	if len(found) != 1 {
		return Treaty{}, false
	}
	return found[0], true
}

// newsDays is how long after its date a capital name alone tells of an agreement.
const newsDays = 7

// namedTreaty is one name of a treaty.
type namedTreaty struct {
	Treaty
	dated bool // only with its date
}

// agrees reports whether the dates of an agreement allow it to be this one: the year
// at least where dates are given, and the date itself where the name is common.
func (n namedTreaty) agrees(dates []when.Date) bool {
	year := when.Date(string(n.Date)[:4])
	near := n.Date
	if !n.dated {
		near = year
	}
	for _, d := range dates {
		if d.Overlaps(near) {
			return true
		}
	}
	return len(dates) == 0 && !n.dated
}

// treatyTables are the treaties by any name, and by slug.
type treatyTables struct {
	byName map[string][]namedTreaty
	bySlug map[string]Treaty
}

var treaties = sync.OnceValue(func() treatyTables {
	all := treatyTables{map[string][]namedTreaty{}, map[string]Treaty{}}
	rows(agreementsTable, 3, func(line string, f []string) {
		t := Treaty{Slug: Slug(f[0]), Name: f[0], Date: when.Date(f[2]), Line: line}
		for _, n := range list(f[1]) {
			if !strings.HasSuffix(n, "~") {
				t.Aliases = append(t.Aliases, n)
			}
		}
		all.bySlug[t.Slug] = t
		for _, n := range append(list(f[1]), f[0]) {
			bare, dated := strings.CutSuffix(n, "~")
			all.byName[Fold(bare)] = append(all.byName[Fold(bare)], namedTreaty{t, dated})
		}
	})
	return all
})
