package resolve

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"entente/graph"
	"entente/graph/ontology"
	"entente/graph/when"
)

// Features is all by which a thing of one article is compared with things of
// others: a pure function of its article's reading and the gazetteer. The store
// keeps it beside the local, so that no article is read again to compare.
type Features struct {
	Type ontology.Type `json:"type"`
	// Day, ID, Start and Nth are the thing's key: the article's day and id, where
	// it is first named, and which of those that the same word brings up.
	Day   when.Date `json:"day,omitempty"`
	ID    string    `json:"id"`
	Start int       `json:"start"`
	Nth   int       `json:"nth,omitempty"`
	// Copy is the same for the same place in wire copies of one text: a hash of its words,
	// for an article alone, and the place.
	Copy string `json:"copy,omitempty"`
	// Line is the same for the same word among the same words, in other texts too.
	Line string `json:"line,omitempty"`
	// Whole is the same for things of other articles of which just the same is told; empty
	// unless all of these are joined for that (see whole).
	Whole string `json:"whole,omitempty"`
	// Apart is true of an act that its article tells apart from another of which the same
	// may be told.
	Apart bool `json:"apart,omitempty"`
	// Print is the fingerprint of an article's text.
	Print string `json:"print,omitempty"`
	// Label is the name to show; Names are proper names as they stand, Folded
	// the same as they are compared.
	Label  string   `json:"label"`
	Names  []string `json:"names,omitempty"`
	Folded []string `json:"folded,omitempty"`
	// Countries to which a person, organization or place belongs.
	Countries []string `json:"countries,omitempty"`

	// Of meetings, agreements, events and statements:
	Treaty graph.IRI   `json:"treaty,omitempty"` // the well-known agreement that it is
	Terms  []string    `json:"terms,omitempty"`  // types: "talks", "communique", "ASSAULT"
	Modes  []string    `json:"modes,omitempty"`
	Status []string    `json:"status,omitempty"`
	Dates  []when.Date `json:"dates,omitempty"`
	// Told are the days on which an article of these days tells of something as past
	// or present without a date: its own, and a few before.
	Told   []when.Date `json:"told,omitempty"`
	Places []Party     `json:"places,omitempty"`
	// Where is the dateline's place, where an agreement of the article's days is told
	// without a place.
	Where  []Party  `json:"where,omitempty"`
	Actors []Party  `json:"actors,omitempty"` // participants, parties, actors, speakers
	Others []Party  `json:"others,omitempty"` // recipients
	Said   []string `json:"said,omitempty"`   // folded direct quotations
}

// Party is a thing that plays a part, as it is compared across articles.
type Party struct {
	Country string `json:"country,omitempty"` // its country's key, its own when it is one
	Key     string `json:"key"`               // the gazetteer's address, else "person~orlan tesk", "organization~the rebels@<article>"
}

func (p Party) compare(q Party) int {
	return cmp.Or(strings.Compare(p.Country, q.Country), strings.Compare(p.Key, q.Key))
}

// side is the country for which a party acts, else the party itself.
func (p Party) side() string { return cmp.Or(p.Country, p.Key) }

func parties(a []Party, b ...Party) []Party {
	all := slices.Concat(a, b)
	slices.SortFunc(all, Party.compare)
	return slices.Compact(all)
}

// sides are the countries, or what stands for them, of parties; sorted.
func sides(ps []Party) []string {
	var all []string
	for _, p := range ps {
		all = append(all, p.side())
	}
	return union(nil, all)
}

// marshal is the form in which the store keeps features.
func (f Features) marshal() string {
	b, err := json.Marshal(f)
	if err != nil {
		panic(err) // strings and numbers alone
	}
	return string(b)
}

func unmarshal(s string) (Features, error) {
	var f Features
	if err := json.Unmarshal([]byte(s), &f); err != nil {
		return Features{}, fmt.Errorf("features: %w", err)
	}
	return f, nil
}

// Compare orders things by key. Undated articles come last: their day is not
// known, so a dated one is taken to be earlier.
func (f Features) Compare(g Features) int { return compareKeys(f.Day, &f, g.Day, &g) }

func compareKeys(day when.Date, f *Features, other when.Date, g *Features) int {
	undated := func(d when.Date) int {
		if d == "" {
			return 1
		}
		return 0
	}
	return cmp.Or(undated(day)-undated(other), strings.Compare(string(day), string(other)), strings.Compare(f.ID, g.ID),
		f.Start-g.Start, strings.Compare(string(f.Type), string(g.Type)), f.Nth-g.Nth)
}

// merge adds what another claim of the same article, or another member of a
// cluster, says of the thing.
func (f *Features) merge(g Features) {
	f.Names, f.Folded = union(f.Names, g.Names), union(f.Folded, g.Folded)
	f.Countries = union(f.Countries, g.Countries)
	f.Terms, f.Modes, f.Status = union(f.Terms, g.Terms), union(f.Modes, g.Modes), union(f.Status, g.Status)
	f.Dates, f.Told = union(f.Dates, g.Dates), union(f.Told, g.Told)
	f.Treaty = cmp.Or(f.Treaty, g.Treaty)
	f.Where = parties(f.Where, g.Where...)
	f.Places, f.Actors, f.Others = parties(f.Places, g.Places...), parties(f.Actors, g.Actors...), parties(f.Others, g.Others...)
	f.Said = union(f.Said, g.Said)
	f.Start = min(f.Start, g.Start)
}

// times are the dates of an act or, where it has none, the days it is told on.
func (f Features) times() []when.Date {
	if len(f.Dates) > 0 {
		return f.Dates
	}
	return f.Told
}

// at are the places of an act or, where it has none, that of the dateline.
func (f Features) at() []Party {
	if len(f.Places) > 0 {
		return f.Places
	}
	return f.Where
}

// coming reports whether an act is to come and nothing says that it took place.
func (f Features) coming() bool {
	return meet(f.Status, []string{"planned", "proposed", "postponed"}) && !meet(f.Status, []string{"held", "failed"})
}

// vague reports whether a thing says so little of itself that it may fit several
// others: a person of no country, an act of no day.
func (f Features) vague() bool {
	if byName(f.Type) {
		return len(f.Countries) == 0
	}
	for _, d := range f.Dates {
		if span(d) <= soon {
			return false
		}
	}
	return f.Type == ontology.Meeting || f.Type == ontology.Agreement || f.Type == ontology.Event
}

// content is what an act is told to be, without where: its place in the article and the
// words around it.
func (f Features) content() Features {
	f.ID, f.Start, f.Nth, f.Label, f.Copy, f.Line, f.Whole, f.Apart, f.Print = "", 0, 0, "", "", "", "", false, ""
	return f
}

// whole is a hash of all that an article tells of an act or a statement; empty where that
// is no reason by itself for which it is the one of which another article tells the same.
func (f Features) whole() string {
	f = f.content()
	f.Day = ""
	if byName(f.Type) || f.Type == ontology.Article || len(Keys(f)) == 0 || Why(f, f) == "" {
		return ""
	}
	return graph.Hash(f.marshal())
}

// own is an address that no other thing has: with the hash of its key.
func (f Features) own() graph.IRI {
	if f.Type == ontology.Article {
		return graph.GroupIRI(f.ID)
	}
	return f.addressed(graph.Hash(string(f.Day), f.ID, fmt.Sprint(f.Start), fmt.Sprint(f.Nth), strings.ToLower(string(f.Type))))
}

func (f Features) addressed(hash string) graph.IRI {
	word, hash := strings.ToLower(string(f.Type)), hash[:12]
	if s := f.readable(); s != "" {
		return graph.IRI(word + ":" + s + "-" + hash)
	}
	return graph.IRI(word + ":" + hash)
}

// readable tells in a few words what the thing is: "orlan-tesk",
// "2013-05-07-moscow-kerry-lavrov", "geneva-communique-2012".
func (f Features) readable() string {
	var words []string
	day := ""
	if len(f.Dates) > 0 {
		day, _, _ = strings.Cut(string(f.Dates[0]), "/")
	}
	last := func(ps []Party) {
		for _, p := range ps[:min(2, len(ps))] {
			words = append(words, shortName(p))
		}
	}
	switch f.Type {
	case ontology.Meeting, ontology.Agreement, ontology.Event:
		if len(f.Names) > 0 {
			return slug(longest(f.Names) + " " + day[:min(4, len(day))])
		}
		words = append(words, day)
		if f.Type == ontology.Event {
			words = append(words, f.Terms...)
		} else {
			last(f.Places[:min(1, len(f.Places))])
		}
		last(f.Actors)
		last(f.Others[:min(1, len(f.Others))])
	case ontology.Statement:
		last(f.Actors[:min(1, len(f.Actors))])
		words = append(words, day)
	default:
		return slug(f.Label)
	}
	return slug(strings.Join(words, " "))
}

// shortName is a person's last name, another thing's whole name.
func shortName(p Party) string {
	prefix, name, found := strings.Cut(p.Key, "~")
	if !found {
		prefix, name, _ = strings.Cut(p.Key, ":")
	}
	name, _, _ = strings.Cut(strings.ReplaceAll(name, "-", " "), "@")
	if t := tokens(name); prefix == "person" && len(t) > 0 {
		return t[len(t)-1]
	}
	return name
}
