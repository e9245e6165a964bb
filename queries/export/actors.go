package export

import (
	"context"
	_ "embed"
	"slices"
	"strings"
	"sync"

	"entente/graph"
	"entente/graph/gazetteer"
	"entente/graph/ontology"
	"entente/graph/when"
)

// Codes of countries, and where places lie. The numbers of Correlates of War are
// those of its state list; FIPS codes, coordinates and numbers of places are from
// GeoNames (CC BY 4.0, geonames.org).
var (
	//go:embed codes.tsv
	codesTSV string
	//go:embed coordinates.tsv
	coordinatesTSV string
)

// codes are the codes of a country.
type codes struct{ alpha3, cow, fips, geonames string }

// spot is where a place lies.
type spot struct{ lat, lon, geonames string }

var (
	codesOf = func() map[string]codes {
		m := map[string]codes{}
		for _, f := range tsvRows(codesTSV) {
			m[f[0]] = codes{f[0], f[1], f[2], f[3]}
		}
		return m
	}()
	spots = func() map[string]spot { // by folded name and country
		m := map[string]spot{}
		for _, f := range tsvRows(coordinatesTSV) {
			m[gazetteer.Fold(f[0])+"\t"+f[1]] = spot{f[2], f[3], f[4]}
		}
		return m
	}()
)

// alpha2 leads from ISO 3166 alpha-3 codes to alpha-2 in small letters. It is made
// when it is first asked for: no command pays for the gazetteer that does not need it.
var alpha2 = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	for _, e := range gazetteer.All(gazetteer.Country) {
		if e.Alpha3 != "" && e.Alpha2 != "" {
			m[e.Alpha3] = strings.ToLower(e.Alpha2)
		}
	}
	return m
})

func tsvRows(table string) [][]string {
	var rows [][]string
	for line := range strings.Lines(table) {
		if !strings.HasPrefix(line, "#") {
			rows = append(rows, strings.Split(strings.TrimSuffix(line, "\n"), "\t"))
		}
	}
	return rows
}

// actor is somebody who acts, or to whom something is done, with the codes that
// event data want.
type actor struct {
	iri      graph.IRI
	typ      ontology.Type
	name     string
	raw      string // as the article names it
	country  string // its name
	codes    codes
	sectors  []string // of PLOVER
	title    string
	wikidata string
}

// sectorsOfOrganizations are the sectors of PLOVER for the gazetteer's sorts.
var sectorsOfOrganizations = map[string]string{"ministry": "GOV", "armed": "REB", "party": "PTY", "news": "JRN", "company": "BUS", "court": "JUD", "parliament": "LEG"}

// actorOf gathers what is known of an actor on a day.
func (v *view) actorOf(ctx context.Context, iri graph.IRI, on when.Date) (actor, error) {
	e, err := v.Entity(ctx, iri)
	if err != nil {
		return actor{}, err
	}
	a := actor{iri: iri, typ: e.Type, name: e.Label, wikidata: wikidata(e)}
	home := iri
	switch e.Type {
	case ontology.Country:
		a.sectors = []string{"GOV"}
	case ontology.Person:
		if home, err = v.office(ctx, &a, on); err != nil {
			return a, err
		}
	case ontology.Organization:
		entry, _ := gazetteer.Find(gazetteer.Organization, slug(iri))
		if s := sectorsOfOrganizations[entry.Sort]; s != "" {
			a.sectors = []string{s}
		}
		home = ""
		if entry.Country != "" {
			home = graph.IRI("country:" + entry.Country)
		} else if home, err = v.object(ctx, iri, "basedIn", "partOf"); err != nil {
			return a, err
		}
	}
	return a, v.home(ctx, &a, home)
}

// home notes the country of an actor.
func (v *view) home(ctx context.Context, a *actor, country graph.IRI) error {
	if country.Type() != ontology.Country {
		return nil
	}
	name, err := v.label(ctx, country)
	a.country = name
	if entry, ok := gazetteer.Find(gazetteer.Country, slug(country)); ok {
		a.codes = codesOf[entry.Alpha3]
		a.codes.alpha3 = entry.Alpha3
	}
	return err
}

// office notes a person's sector and title on a day, and returns their country.
func (v *view) office(ctx context.Context, a *actor, on when.Date) (graph.IRI, error) {
	country, err := v.object(ctx, a.iri, "represents", "citizenOf")
	if err != nil {
		return "", err
	}
	for _, t := range gazetteer.Tenures(slug(a.iri)) {
		from, to := t.Start, t.End
		if (from == "" || when.Compare(from, on) <= 0) && (to == "" || when.Compare(on, to) <= 0) {
			a.title, a.sectors = t.Title, []string{"GOV"}
			if _, ok := gazetteer.Find(gazetteer.Country, t.Of); ok {
				country = graph.IRI("country:" + t.Of)
			}
		}
	}
	if a.title != "" {
		return country, nil
	}
	office, err := v.object(ctx, a.iri, "holds")
	if err != nil || office == "" {
		return country, err
	}
	facts, err := v.FactsOf(ctx, office)
	for _, f := range facts {
		switch f.Predicate {
		case "title":
			a.title = f.Object.Literal
			if o, ok := gazetteer.Title(a.title); ok && o.Kind != "head-of-organization" {
				a.sectors = []string{"GOV"}
			}
		case "of":
			if country == "" && f.Object.IRI.Type() == ontology.Country {
				country = f.Object.IRI
			}
		}
	}
	return country, err
}

// object returns the far end of the first asserted edge of one of the predicates.
func (v *view) object(ctx context.Context, subject graph.IRI, predicates ...ontology.Predicate) (graph.IRI, error) {
	facts, err := v.FactsOf(ctx, subject)
	if err != nil {
		return "", err
	}
	for _, p := range predicates {
		for _, f := range facts {
			if f.Predicate == p && f.Asserted {
				return f.Object.IRI, nil
			}
		}
	}
	return "", nil
}

func slug(iri graph.IRI) string {
	_, slug, _ := strings.Cut(string(iri), ":")
	return slug
}

// wikidata returns the number of a thing in Wikidata: "Q159".
func wikidata(e graph.Entity) string {
	for _, s := range e.SameAs {
		if i := strings.Index(s, "wikidata.org/entity/"); i >= 0 {
			return s[i+len("wikidata.org/entity/"):]
		}
	}
	return ""
}

// scene is where something happened.
type scene struct {
	name, city, country string
	codes               codes
	spot
}

// sceneOf gathers what is known of a place.
func (v *view) sceneOf(ctx context.Context, place graph.IRI) (scene, error) {
	if place == "" {
		return scene{}, nil
	}
	name, err := v.label(ctx, place)
	if err != nil {
		return scene{}, err
	}
	s, country := scene{name: name}, place
	for hop := 0; country != "" && country.Type() != ontology.Country && hop < 4; hop++ {
		if s.city == "" || hop == 1 {
			s.city, _ = v.label(ctx, country)
		}
		if country, err = v.object(ctx, country, "in"); err != nil {
			return s, err
		}
	}
	var home actor
	if country != "" {
		if err := v.home(ctx, &home, country); err != nil {
			return s, err
		}
	}
	s.country, s.codes = home.country, home.codes
	switch {
	case place.Type() == ontology.Country:
		s.geonames = s.codes.geonames
	default:
		for _, n := range []string{name, s.city} {
			if found, ok := spots[gazetteer.Fold(n)+"\t"+s.codes.alpha3]; ok {
				s.spot = found
				break
			}
		}
	}
	return s, nil
}

// sectorsJoined are the sectors, each once, sorted.
func (a actor) sectorsJoined() string {
	all := slices.Clone(a.sectors)
	slices.Sort(all)
	return strings.Join(slices.Compact(all), "; ")
}
