package gazetteer

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"io"
	"slices"
	"strconv"
	"strings"
	"sync"
)

//go:generate go run generate_cities.go

// citiesTable holds the cities of more than 15,000 people: name, ISO code of the
// country, thousands of people.
//
//go:embed cities.tsv.gz
var citiesTable []byte

// City finds a city by name among all of more than 15,000 people, for what is known
// already to be a place and for which Lookup knows none. Where several bear the name it
// is the one in a country of those given, by slug, or else a large one that has ten times
// the people of any other; else nothing is found. The first call unpacks the table, in
// about 30 ms.
func City(name string, in []string) (Entry, bool) {
	all := cities().byName[Fold(name)]
	if near := slices.DeleteFunc(slices.Clone(all), func(c city) bool { return !slices.Contains(in, c.Country) }); len(near) == 1 {
		return near[0].Entry, true
	}
	if len(all) == 0 || all[0].people < largeCity || len(all) > 1 && all[0].people < 10*all[1].people {
		return Entry{}, false
	}
	return all[0].Entry, true
}

// largeCity is how many thousands of people make a city that needs no country beside it.
const largeCity = 100

type city struct {
	Entry
	people int // thousands
}

// cityTables are the cities that the other tables do not have.
type cityTables struct {
	byName map[string][]city // by folded name, the largest first
	bySlug map[string]Entry
}

// cities is built when it is first asked for.
var cities = sync.OnceValue(func() *cityTables {
	t := &cityTables{byName: make(map[string][]city, 24000), bySlug: make(map[string]Entry, 24000)}
	states := map[string]*Entry{}
	for _, e := range world().entries {
		if e.Kind == Country && e.Alpha2 != "" && e.To == "" {
			states[e.Alpha2] = e
		}
	}
	for line := range strings.Lines(unpacked(citiesTable)) {
		line = strings.TrimSuffix(line, "\n")
		f := strings.Split(line, "\t")
		if state := states[f[1]]; state != nil && !known(f[0], state.Slug) {
			people, _ := strconv.Atoi(f[2])
			key := Fold(f[0])
			t.byName[key] = append(t.byName[key], city{Entry{Kind: Place, Name: f[0], Country: state.Slug, Line: line}, people})
		}
	}
	for key, all := range t.byName {
		slices.SortStableFunc(all, func(a, b city) int { return b.people - a.people })
		t.name(key, all)
	}
	return t
})

// known reports whether the other tables have a place of the name in a country.
func known(name, country string) bool {
	return slices.ContainsFunc(world().index[Fold(name)], func(r reference) bool {
		return r.entry.Kind == Place && r.entry.Country == country
	})
}

// name gives the cities of one name their slugs: the bare name to a city that bears it
// alone, else with the country behind it.
func (t *cityTables) name(key string, all []city) {
	bare := strings.ReplaceAll(key, " ", "-")
	_, taken := world().entries[string(Place)+":"+bare]
	for i := range all {
		all[i].Slug = bare
		if taken || len(all) > 1 {
			all[i].Slug += "-" + all[i].Country
		}
		if _, ok := t.bySlug[all[i].Slug]; !ok {
			t.bySlug[all[i].Slug] = all[i].Entry
		}
	}
}

// unpacked is what gzip packed into the program.
func unpacked(packed []byte) string {
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		panic(err) // the table is embedded
	}
	text, err := io.ReadAll(z)
	if err != nil {
		panic(err)
	}
	return string(text)
}
