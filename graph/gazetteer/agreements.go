package gazetteer

import (
	_ "embed"
	"strings"
	"sync"

	"entente/graph/when"
)

//go:embed agreements.tsv
var agreementsTable string

// Treaty is a well-known agreement.
type Treaty struct {
	Name string
	Date when.Date // when it was signed or adopted
	Line string
}

// KnownTreaty returns the well-known agreement that a name means, in an article of a
// day that dates it so. Names that others bear too ("interim agreement") mean it only
// with its date, or with a capital in the news of its days; no name means one that came
// after the day.
func KnownTreaty(name string, dates []when.Date, day when.Date) (Treaty, bool) {
	for _, n := range treaties()[Fold(name)] {
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

var treaties = sync.OnceValue(func() map[string][]namedTreaty {
	all := map[string][]namedTreaty{}
	rows(agreementsTable, 3, func(line string, f []string) {
		t := Treaty{f[0], when.Date(f[2]), line}
		for _, n := range append(list(f[1]), f[0]) {
			bare, dated := strings.CutSuffix(n, "~")
			all[Fold(bare)] = append(all[Fold(bare)], namedTreaty{t, dated})
		}
	})
	return all
})
