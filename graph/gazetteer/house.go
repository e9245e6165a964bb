package gazetteer

import (
	"slices"
	"strings"
)

// House reports whether a place is called by a word for a building, "Peace House", "Palace
// of Reeds", and is none that stands for its state, as the White House does.
func House(name string) bool {
	words := strings.Fields(strings.ToLower(name))
	if len(words) < 2 || !houses[words[0]] && !houses[words[len(words)-1]] {
		return false
	}
	return !slices.ContainsFunc(Lookup(name, ""), func(e Entry) bool { return e.Sense == Metonym })
}

var houses = map[string]bool{"house": true, "palace": true, "hotel": true, "hall": true, "castle": true, "villa": true, "tower": true, "lawn": true,
	"mansion": true, "center": true, "centre": true, "base": true, "headquarters": true, "palais": true, "museum": true, "ministry": true}
