package gazetteer

import "strings"

// Gender is what a given name tells of its bearer.
type Gender int

// The genders. Either is a given name that both bear.
const (
	NoName Gender = iota
	Male
	Female
	Either
)

// GivenName returns what a given name tells: NoName if it is not in the table.
// Of a double name ("Jean-Claude") the first part decides.
func GivenName(name string) Gender {
	key := Fold(name)
	if g, ok := world().genders[key]; ok {
		return g
	}
	first, _, _ := strings.Cut(key, " ")
	return world().genders[first]
}

var genders = map[string]Gender{"m": Male, "f": Female, "?": Either}

func (t *tables) readNames() {
	rows(namesTable, 2, func(_ string, f []string) { t.genders[Fold(f[0])] = genders[f[1]] })
}
