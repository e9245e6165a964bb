// Package gazetteer knows by heart what every reader of newspapers knows: states
// with their capitals, demonyms and metonyms, international organizations,
// cities and venues, titles of offices, who held which of them when, and given
// names. Names come in, entries go out, each with the sense in which the name
// means it. The tables are embedded; README.md says where they come from.
package gazetteer

import (
	"cmp"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"entente/graph/when"
)

// Kind says what an entry is.
type Kind string

// The kinds of entries, as they stand in front of a slug in an IRI.
const (
	Country      Kind = "country"
	Organization Kind = "organization"
	Place        Kind = "place"
	Person       Kind = "person"
)

// Sense says how a name means an entry.
type Sense int

// The senses, from the plainest to the farthest.
const (
	Name    Sense = iota // "Russia", "the Russian Federation", "John F. Kerry"
	Acronym              // "UN": the name must be written in capitals
	Demonym              // "Russian", as an adjective
	People               // "Russians", "a Russian"
	Capital              // "Moscow" for the government that sits there
	Metonym              // "the Kremlin"
	Surname              // "Kerry", in and shortly after the time of office
)

// Entry is one thing that a name may mean.
type Entry struct {
	Kind  Kind
	Slug  string // "russia"; with Kind it makes the IRI
	Name  string // the short English name
	Sense Sense  // of the name that was looked up
	// Country is the slug of the country of a place, of a national organization
	// and of a person's latest office of a country; empty for the rest.
	Country string
	// Of is the slug of the organization that an organization belongs to.
	Of             string
	Sort           string // of organizations: "igo", "body", "ministry", "armed", "party", "news" ...
	Wikidata       string // "Q159", empty where not certain
	Alpha2, Alpha3 string // ISO 3166, of states
	Capital        string // of states: the first capital's name; of organizations their seat
	Gender         Gender // of persons, NoName where not known
	From, To       when.Date
	Aliases        []string // other names, acronyms included, demonyms not
	Demonyms       []string // adjectives, then people
	Line           string   // the table's line
}

// Tenure is a stay in an office.
type Tenure struct {
	Holder     string // the person's name
	Slug       string // the person's slug
	Title      string // "Secretary of State"
	Office     string // slug: "secretary-of-state"
	Kind       string // as of Office: "foreign-minister"
	Of         string // slug of the country or organization
	Start, End when.Date
	Note       string // "acting", "died in office", or empty
	Line       string // the table's line
}

//go:embed states.tsv
var statesTable string

//go:embed organizations.tsv
var organizationsTable string

//go:embed places.tsv
var placesTable string

//go:embed offices.tsv
var officesTable string

//go:embed tenures.tsv
var tenuresTable string

//go:embed names.tsv
var namesTable string

// Digest returns the SHA-256 of all tables, hexadecimal: two programs of one
// digest know the same.
func Digest() string {
	h := sha256.New()
	for _, t := range []string{statesTable, organizationsTable, placesTable, officesTable, tenuresTable, namesTable, agreementsTable, string(citiesTable), userTable} {
		h.Write([]byte(t))
		h.Write([]byte{0})
	}
	return hex.EncodeToString(h.Sum(nil))
}

// Lookup returns what a name may mean on a day, the plainest sense first. Past
// states keep their names for ever; their capitals and metonyms speak for them
// in their own time only: "Moscow" on 1975-03-01 is the Soviet Union. A day not
// known is today's world. Surnames mean those who held an office on the day or
// in the year before it. Neither the result nor its slices are the caller's to
// change.
func Lookup(name string, on when.Date) []Entry {
	key := Fold(name)
	if key == "" {
		return nil
	}
	lower := strings.ContainsFunc(name, func(r rune) bool { return r >= 'a' && r <= 'z' })
	var out []Entry
	for _, ref := range world().index[key] {
		if ref.sense == Acronym && lower || !ref.holdsOn(on) {
			continue
		}
		if slices.ContainsFunc(out, func(e Entry) bool { return e.Kind == ref.entry.Kind && e.Slug == ref.entry.Slug }) {
			continue // it has a plainer sense, or stood in two offices
		}
		e := *ref.entry
		e.Sense = ref.sense
		out = append(out, e)
	}
	return out
}

// Famous returns the one person of the tables who bears a surname and was head of a
// state or government: whom an article without a day means by "Nixon" alone. A
// surname that is a given name too means nobody.
func Famous(surname string) (Entry, bool) {
	var found *Entry
	for _, ref := range world().index[Fold(surname)] {
		if ref.sense != Surname || found != nil && ref.entry != found {
			return Entry{}, false
		}
		found = ref.entry
	}
	if found == nil || GivenName(surname) != NoName || !slices.ContainsFunc(Tenures(found.Slug), func(t Tenure) bool { return t.Kind == "head-of-state" || t.Kind == "head-of-government" }) {
		return Entry{}, false
	}
	e := *found
	e.Sense = Surname
	return e, true
}

// Find returns the entry of a kind with a slug.
func Find(kind Kind, slug string) (Entry, bool) {
	if e, ok := world().entries[string(kind)+":"+slug]; ok {
		return *e, true
	}
	if kind != Place {
		return Entry{}, false
	}
	e, ok := cities().bySlug[slug]
	return e, ok
}

// All returns the entries of a kind, by slug.
func All(kind Kind) []Entry {
	var out []Entry
	for _, e := range world().entries {
		if e.Kind == kind {
			out = append(out, *e)
		}
	}
	slices.SortFunc(out, func(a, b Entry) int { return cmp.Compare(a.Slug, b.Slug) })
	return out
}

// Tenures returns the stays in office of a person, by their start.
func Tenures(person string) []Tenure { return world().byPerson[person] }

// Holder returns who held an office of a country or organization on a day, all
// three by slug. On the day of a change it is the one who came. It is false
// when nobody is known, and when the day is not exact enough to tell two
// holders apart.
func Holder(office, of string, on when.Date) (Tenure, bool) {
	first, last, ok := on.Bounds()
	if !ok {
		return Tenure{}, false
	}
	var found Tenure
	for _, t := range world().byOffice[office+" "+of] {
		start, end := t.days()
		if start > last || end <= first && end < when.Future {
			continue
		}
		if found.Holder != "" && found.Slug != t.Slug {
			return Tenure{}, false
		}
		found = t
	}
	return found, found.Holder != ""
}

// days returns the first day in office and the day on which it ended.
func (t Tenure) days() (start, end when.Day) {
	start, _, _ = t.Start.Bounds()
	if t.End == "" {
		return start, when.Future
	}
	_, end, _ = t.End.Bounds()
	return start, end
}

// reference is a name's way to an entry.
type reference struct {
	entry *Entry
	sense Sense
	// from and to bound the days on which the name means the entry.
	from, to when.Day
	past     bool // only in its own time: not when the day is not known
	rank     int  // of surnames: the greater office stands first
}

func (r reference) holdsOn(on when.Date) bool {
	first, last, ok := on.Bounds()
	if !ok {
		return !r.past
	}
	return r.from <= last && first <= r.to
}

// tables is the gazetteer as it is searched.
type tables struct {
	index    map[string][]reference // by folded name, the plainest sense first
	entries  map[string]*Entry      // by kind and slug
	byPerson map[string][]Tenure
	byOffice map[string][]Tenure // by office and of
	offices  map[string]Office   // by folded title
	genders  map[string]Gender   // by folded given name
}

// world is built from the tables when it is first asked for.
var world = sync.OnceValue(func() *tables {
	inUse.Store(true)
	return build(userTable)
})

// inUse is set when the first look-up builds the world: no table can be added then.
var inUse atomic.Bool

// build makes the tables, with a user's own.
func build(user string) *tables {
	t := newTables()
	t.readStates()
	t.readPlaces()
	t.readOrganizations()
	t.readOffices()
	t.readTenures(user)
	t.readNames()
	for _, refs := range t.index {
		slices.SortStableFunc(refs, func(a, b reference) int {
			return cmp.Or(cmp.Compare(a.sense, b.sense), cmp.Compare(a.rank, b.rank), cmp.Compare(a.entry.Kind, b.entry.Kind), cmp.Compare(a.entry.Slug, b.entry.Slug))
		})
	}
	return t
}

// rows calls f with each line of a table and its fields, of which there are n.
func rows(table string, n int, f func(line string, field []string)) {
	for line := range strings.Lines(table) {
		line = strings.TrimRight(line, "\n")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		fields := strings.Split(line, "\t")
		for len(fields) < n {
			fields = append(fields, "")
		}
		f(line, fields)
	}
}

// list splits a field.
func list(field string) []string {
	if field == "" {
		return nil
	}
	out := strings.Split(field, ";")
	for i := range out {
		out[i] = strings.TrimSpace(out[i])
	}
	return out
}

// isAcronym tells "UN", "U.S.S.R." and "G20" from names.
func isAcronym(name string) bool {
	return len(name)-strings.Count(name, ".") <= 6 && !strings.ContainsFunc(name, func(r rune) bool { return !strings.ContainsRune("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-+", r) })
}

// add lets names mean an entry; those in capitals as acronyms.
func (t *tables) add(e *Entry, sense Sense, names ...string) {
	for _, n := range names {
		s := sense
		if isAcronym(n) && (sense == Name || sense == Demonym) {
			if sense == Demonym {
				continue // "U.S. officials" is found as the acronym
			}
			s = Acronym
		}
		ref := reference{e, s, when.Past, when.Future, false, 0}
		if s == Capital || s == Metonym || s == Demonym && e.To != "" {
			ref.bound(e)
		}
		t.put(n, ref)
	}
}

// bound keeps a name to the time of its state.
func (r *reference) bound(e *Entry) {
	if first, _, ok := e.From.Bounds(); ok && r.sense != Demonym {
		r.from = first
	}
	if _, last, ok := e.To.Bounds(); ok && r.sense != Demonym {
		r.to, r.past = last, true
	}
}

// put adds a reference unless the name means the entry already.
func (t *tables) put(name string, ref reference) {
	key := Fold(name)
	for _, have := range t.index[key] {
		if have.entry == ref.entry && (have.sense <= ref.sense && have.sense != Acronym && ref.sense != Surname) {
			return
		}
		if have.entry == ref.entry && have.sense == ref.sense && have.from == ref.from {
			return
		}
	}
	t.index[key] = append(t.index[key], ref)
}

func (t *tables) enter(e *Entry) *Entry {
	key := string(e.Kind) + ":" + e.Slug
	if have, ok := t.entries[key]; ok {
		return have
	}
	t.entries[key] = e
	return e
}

// newTables makes room for what the tables hold.
func newTables() *tables {
	return &tables{
		index: make(map[string][]reference, 24000), entries: make(map[string]*Entry, 8000),
		byPerson: make(map[string][]Tenure, 6000), byOffice: make(map[string][]Tenure, 2000),
		offices: make(map[string]Office, 300), genders: make(map[string]Gender, 3000),
	}
}

func (t *tables) readStates() {
	rows(statesTable, 11, func(line string, f []string) {
		e := t.enter(&Entry{
			Kind: Country, Slug: Slug(f[0]), Name: f[0], Alpha2: f[1], Alpha3: f[2], Wikidata: f[3],
			From: when.Date(f[9]), To: when.Date(f[10]), Aliases: list(f[7]), Line: line,
			Demonyms: append(list(f[5]), list(f[6])...),
		})
		t.add(e, Name, f[0])
		t.add(e, Name, list(f[7])...)
		t.add(e, Demonym, list(f[5])...)
		t.add(e, People, list(f[6])...)
		capitals := list(f[4])
		if len(capitals) > 0 {
			e.Capital = capitals[0]
		}
		t.add(e, Capital, capitals...)
		t.add(e, Metonym, list(f[8])...)
		if e.To != "" {
			return // its capital is a place of a state of today
		}
		for _, c := range capitals {
			t.place(c, e, line)
		}
	})
	t.sovietTimes()
}

// sovietTimes lets the heirs' capitals and metonyms begin where those of their
// past states end, so that a day has one meaning: Moscow is the Soviet Union's
// until 1991-12-26 and Russia's from then on.
func (t *tables) sovietTimes() {
	for _, refs := range t.index {
		for _, old := range refs {
			if !old.past {
				continue
			}
			for i := range refs {
				if heir := &refs[i]; !heir.past && heir.sense == old.sense && heir.entry != old.entry {
					heir.from = old.to + 1
				}
			}
		}
	}
}

// place enters a place of a country and returns it.
func (t *tables) place(name string, country *Entry, line string) *Entry {
	slug := Slug(name)
	if have, ok := t.entries[string(Place)+":"+slug]; ok && have.Country != country.Slug {
		slug += "-" + country.Slug // Tripoli, Libya and Tripoli, Lebanon
	}
	e := t.enter(&Entry{Kind: Place, Slug: slug, Name: name, Country: country.Slug, Line: line})
	t.add(e, Name, name)
	return e
}

func (t *tables) readPlaces() {
	rows(placesTable, 3, func(line string, f []string) {
		country := &Entry{} // of Europe, the Persian Gulf, and other parts of the world
		if f[1] != "" {
			country = t.entries[string(Country)+":"+Slug(f[1])]
		}
		if country == nil {
			return // a misspelt country, which TestTables finds
		}
		e := t.place(f[0], country, line)
		e.Aliases = list(f[2])
		t.add(e, Name, e.Aliases...)
	})
}

func (t *tables) readOrganizations() {
	rows(organizationsTable, 7, func(line string, f []string) {
		e := t.enter(&Entry{
			Kind: Organization, Slug: Slug(f[0]), Name: f[0], Aliases: list(f[1]), Sort: f[2],
			Wikidata: f[3], Capital: f[4], Line: line,
		})
		if of := Slug(f[5]); t.entries[string(Country)+":"+of] != nil {
			e.Country = of
		} else {
			e.Of = of
		}
		t.add(e, Name, f[0])
		t.add(e, Name, e.Aliases...)
		t.add(e, Metonym, list(f[6])...)
	})
}

// readTenures reads the table of tenures, then a user's table.
func (t *tables) readTenures(user string) {
	rows(tenuresTable, 10, func(line string, f []string) {
		if f[0] == "person" {
			return // the header
		}
		t.tenure(&Entry{Name: f[0], Aliases: list(f[1]), Wikidata: f[9], Gender: genders[f[2]]}, Tenure{
			Title: f[3], Kind: f[4], Of: f[5], Start: when.Date(f[6]), End: when.Date(f[7]), Note: f[8], Line: line,
		})
	})
	t.readUser(user)
	for person, stays := range t.byPerson {
		slices.SortStableFunc(stays, func(a, b Tenure) int { return strings.Compare(string(a.Start), string(b.Start)) })
		for _, stay := range stays {
			if t.entries[string(Country)+":"+stay.Of] != nil {
				t.entries[string(Person)+":"+person].Country = stay.Of
			}
		}
	}
	for _, stays := range t.byOffice {
		slices.SortStableFunc(stays, func(a, b Tenure) int { return strings.Compare(string(a.Start), string(b.Start)) })
	}
}

// ranks order those who share a surname; heads of states and governments and
// foreign ministers are 0.
var ranks = map[string]int{"minister": 1, "head": 1, "ambassador": 2, "envoy": 2, "spokesperson": 2, "other": 2}

// tenure enters a person and a stay in office.
func (t *tables) tenure(e *Entry, stay Tenure) {
	e.Kind, e.Slug, e.Line = Person, Slug(e.Name), stay.Line
	e = t.person(e)
	stay.Of = t.slugOf(stay.Of)
	title := Fold(stay.Title)
	stay.Holder, stay.Slug, stay.Office = e.Name, e.Slug, strings.ReplaceAll(title, " ", "-")
	if o, ok := t.offices[title]; ok {
		stay.Office, stay.Kind = o.Slug, cmp.Or(stay.Kind, o.Kind)
	}
	key := stay.Office + " " + stay.Of
	t.byPerson[e.Slug] = append(t.byPerson[e.Slug], stay)
	t.byOffice[key] = append(t.byOffice[key], stay)
	if len(t.byPerson[e.Slug]) == 1 {
		t.add(e, Name, e.Name)
		t.add(e, Name, e.Aliases...)
	}
	start, end := stay.days()
	var last []string
	for _, name := range append([]string{e.Name}, e.Aliases...) { // "Qaddafi" is one too
		for _, s := range surnames(name, stay.Of) {
			if !slices.Contains(last, s) {
				last = append(last, s)
			}
		}
	}
	for _, s := range last {
		t.put(s, reference{e, Surname, start, min(end, when.Future-365) + 365, true, ranks[stay.Kind]})
	}
}

// person returns the entry of the same person if one line named him already,
// by this name or another, with what this line adds.
func (t *tables) person(e *Entry) *Entry {
	have := t.entries[string(Person)+":"+e.Slug]
	if have == nil {
		for _, ref := range t.index[strings.ReplaceAll(e.Slug, "-", " ")] {
			if ref.sense == Name && ref.entry.Kind == Person && have == nil {
				have = ref.entry
			}
		}
	}
	if have == nil {
		return t.enter(e)
	}
	for _, a := range e.Aliases {
		if !slices.Contains(have.Aliases, a) {
			have.Aliases = append(have.Aliases, a)
		}
	}
	have.Wikidata, have.Gender = cmp.Or(have.Wikidata, e.Wikidata), cmp.Or(have.Gender, e.Gender)
	t.add(have, Name, e.Aliases...)
	return have
}

// slugOf returns the slug under which a country or an organization is entered:
// "czechia" is the Czech Republic, "nato" the North Atlantic Treaty Organization.
func (t *tables) slugOf(of string) string {
	if t.entries[string(Country)+":"+of] != nil || t.entries[string(Organization)+":"+of] != nil {
		return of
	}
	for _, ref := range t.index[strings.ReplaceAll(of, "-", " ")] {
		if ref.sense <= Acronym && (ref.entry.Kind == Country || ref.entry.Kind == Organization) {
			return ref.entry.Slug
		}
	}
	return of
}

// surnameFirst are the countries where it is.
var surnameFirst = map[string]bool{"china": true, "taiwan": true, "north-korea": true, "south-korea": true, "singapore": true, "cambodia": true}

// surnames returns the forms in which a person is named for short: "de
// Gaulle" and "Gaulle", "Xi", "Ban".
func surnames(name, of string) []string {
	words := strings.Fields(name)
	n := len(words)
	if n < 2 {
		return nil
	}
	last := words[n-1]
	if _, given, ok := strings.Cut(last, "-"); surnameFirst[of] || ok && given != "" && given[0] >= 'a' && given[0] <= 'z' && !strings.HasPrefix(last, "al-") && !strings.HasPrefix(last, "el-") {
		return words[:1]
	}
	for i := 1; i < n-1; i++ {
		if words[i][0] >= 'a' && words[i][0] <= 'z' || words[i] == "Van" {
			return []string{strings.Join(words[i:], " "), last}
		}
	}
	if short, ok := strings.CutPrefix(last, "al-"); ok {
		return []string{last, short}
	}
	return []string{last}
}
