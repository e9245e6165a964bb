package gazetteer

import (
	"fmt"
	"strings"
	"testing"

	"entente/graph/when"
)

func TestLookup(t *testing.T) {
	for _, c := range []struct {
		name string
		on   when.Date
		want string
	}{
		{"Russia", "", "country:russia/0"},
		{"the Russian Federation", "", "country:russia/0"},
		{"Russian", "", "country:russia/2"},
		{"Moscow", "2013-05-07", "place:moscow/0 country:russia/4"},
		{"Moscow", "1975-03-01", "place:moscow/0 country:soviet-union/4"},
		{"the Kremlin", "2013-05-07", "place:kremlin/0 country:russia/5"},
		{"Kremlin", "1980", "place:kremlin/0 country:soviet-union/5"},
		{"Soviet Union", "2013-05-07", "country:soviet-union/0"},
		{"USSR", "2013-05-07", "country:soviet-union/1"},
		{"Soviet", "2013-05-07", "country:soviet-union/2"},
		{"U.S.", "", "country:united-states/1"},
		{"us", "", ""},
		{"Washington", "2013", "place:washington-dc/0 country:united-states/5"},
		{"the White House", "2013", "place:white-house/0 country:united-states/5"},
		{"Downing Street", "2013", "place:downing-street/0 country:united-kingdom/5"},
		{"Britain", "", "country:united-kingdom/0"},
		{"DPRK", "", "country:north-korea/1"},
		{"Bonn", "1985", "place:bonn/0 country:west-germany/4"},
		{"Bonn", "2013", "place:bonn/0"},
		{"Berlin", "2013", "place:berlin/0 country:germany/4"},
		{"Türkiye", "", "country:turkey/0"},
		{"Turkiye", "", "country:turkey/0"},
		{"Burma", "", "country:myanmar/0"},
		{"U.N.", "", "organization:united-nations/1"},
		{"Security Council", "", "organization:united-nations-security-council/0"},
		{"Hizbollah", "", "organization:hezbollah/0"},
		{"State Department", "", "organization:united-states-department-of-state/0"},
		{"Sharm el Sheikh", "", "place:sharm-el-sheikh/0"},
		{"Élysée", "2013", "country:france/5"},
		{"John F. Kerry", "", "person:john-kerry/0"},
		{"Kerry", "2013-05-07", "person:john-kerry/6"},
		{"Kerry", "1999-05-07", ""},
		{"Clinton", "1995", "person:bill-clinton/6"},
		{"Clinton", "2010", "person:hillary-clinton/6 person:bill-clinton/6"}, // an envoy to Haiti
		{"Rutte", "2024-11-05", "person:mark-rutte/6"},
		{"Xi", "2015", "person:xi-jinping/6"},
		{"Ban", "2015", "person:ban-ki-moon/6"},
		{"de Gaulle", "1965", "person:charles-de-gaulle/6"},
		{"Sergey Lavrov", "", "person:sergei-lavrov/0"},
		{"Nobody", "", ""},
		{"", "", ""},
		{"...", "", ""},
	} {
		var got []string
		for _, e := range Lookup(c.name, c.on) {
			got = append(got, fmt.Sprintf("%s:%s/%d", e.Kind, e.Slug, e.Sense))
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("Lookup(%q, %q) = %q, want %q", c.name, c.on, got, c.want)
		}
	}
}

func TestHolder(t *testing.T) {
	for _, c := range []struct {
		office, of string
		on         when.Date
		want       string
	}{
		{"secretary-of-state", "united-states", "2013-05-07", "John Kerry"},
		{"secretary-of-state", "united-states", "2012-06", "Hillary Clinton"},
		{"secretary-of-state", "united-states", "2013", ""},
		{"president", "united-states", "1963-11-22", "Lyndon Johnson"},
		{"president", "united-states", "2013", "Barack Obama"},
		{"foreign-minister", "russia", "2013-05-07", "Sergei Lavrov"},
		{"foreign-minister", "soviet-union", "1970", "Andrei Gromyko"},
		{"secretary-general", "united-nations", "2000", "Kofi Annan"},
		{"chancellor", "germany", "2010-01-01", "Angela Merkel"},
		{"president", "south-korea", "2013-05-07", "Park Geun-hye"},
		{"president", "atlantis", "2013", ""},
		{"president", "united-states", "", ""},
	} {
		got, _ := Holder(c.office, c.of, c.on)
		if got.Holder != c.want {
			t.Errorf("Holder(%s, %s, %s) = %q, want %q", c.office, c.of, c.on, got.Holder, c.want)
		}
	}
}

func TestTitle(t *testing.T) {
	for title, want := range map[string]string{
		"Secretary of State": "secretary-of-state foreign-minister united-states",
		"Foreign Minister":   "foreign-minister foreign-minister ",
		"foreign ministers":  "foreign-minister foreign-minister ",
		"premier":            "prime-minister head-of-government ",
		"spokeswoman":        "spokesperson spokesperson ",
		"spokesmen":          "spokesperson spokesperson ",
		"deputies":           "member-of-parliament legislator ",
		"Secretary-General":  "secretary-general head-of-organization ",
		"banana":             "  ",
	} {
		o, _ := Title(title)
		if got := o.Slug + " " + o.Kind + " " + o.Country; got != want {
			t.Errorf("Title(%q) = %q, want %q", title, got, want)
		}
	}
}

func TestGivenName(t *testing.T) {
	for name, want := range map[string]Gender{
		"John": Male, "Hillary": Female, "Jean-Claude": Either, "Angela": Female, "Sergei": Male, "Kim": Either, "Kadafi": NoName, "": NoName,
	} {
		if got := GivenName(name); got != want {
			t.Errorf("GivenName(%q) = %v, want %v", name, got, want)
		}
	}
}

func TestFold(t *testing.T) {
	for name, want := range map[string]string{
		"U.S.": "us", "the Élysée": "elysee", "Côte d'Ivoire": "cote divoire", "Bashar al-Assad": "bashar al assad",
		"Recep Tayyip Erdoğan": "recep tayyip erdogan", "Lech Wałęsa": "lech walesa", "  A \t b ": "a b", "\xff": "", "İzmir": "izmir", "Ǽ0": "ae0",
	} {
		if got := Fold(name); got != want {
			t.Errorf("Fold(%q) = %q, want %q", name, got, want)
		}
	}
}

// TestFoldMarks: a text with printed marks, which is folded without decomposing it, and the same marks beside a letter
// with an accent, which is not.
func TestFoldMarks(t *testing.T) {
	for mark := rune(0x1ff0); mark <= 0x2060; mark++ {
		plain, accented := Fold("a"+string(mark)+"b"+string(mark)), Fold("á"+string(mark)+"b"+string(mark))
		if plain != accented {
			t.Errorf("U+%04X: %q, decomposed %q", mark, plain, accented)
		}
	}
}

func TestSoundIsSharedByTransliterations(t *testing.T) {
	for _, names := range []string{
		"Gaddafi Qadhafi Kadafi Gadhafi Qaddafi", "Sergei Sergey", "Mohammed Muhammad Mohamed", "Osama Usama",
		"Dmitri Dmitry", "Hezbollah Hizbollah Hizballah", "Hussein Hussain Husayn", "Zelensky Zelenskyy Zelenskiy",
	} {
		words := strings.Fields(names)
		for _, w := range words[1:] {
			if Sound(w) != Sound(words[0]) {
				t.Errorf("Sound(%q) = %q, Sound(%q) = %q", w, Sound(w), words[0], Sound(words[0]))
			}
		}
	}
	if a, b := Sound("Bashar al-Assad"), Sound("Bashar Assad"); a != b {
		t.Errorf("%q and %q", a, b)
	}
	if Sound("Kerry") == Sound("Lavrov") {
		t.Error("Kerry sounds like Lavrov")
	}
}

// Each line of the tables must be whole: what it points to exists, dates are
// dates, ids look like ids, and no slug is used twice.
func TestTables(t *testing.T) {
	columns := map[string]struct {
		table string
		n     int
	}{
		"states": {statesTable, 11}, "organizations": {organizationsTable, 7}, "places": {placesTable, 3},
		"offices": {officesTable, 4}, "tenures": {tenuresTable, 10}, "names": {namesTable, 2},
	}
	for name, c := range columns {
		seen := map[string]bool{}
		rows(c.table, 0, func(line string, f []string) {
			if len(f) != c.n {
				t.Errorf("%s: %d fields: %q", name, len(f), line)
			}
			if seen[line] {
				t.Errorf("%s: twice: %q", name, line)
			}
			seen[line] = true
		})
	}
	for person, stays := range world().byPerson {
		for _, stay := range stays {
			start, _, ok := stay.Start.Bounds()
			_, end, okEnd := stay.End.Bounds()
			if !ok || stay.End != "" && (!okEnd || end < start) {
				t.Errorf("dates of %s: %q", person, stay.Line)
			}
			_, country := Find(Country, stay.Of)
			_, organization := Find(Organization, stay.Of)
			if !country && !organization {
				t.Errorf("of nothing: %q", stay.Line)
			}
		}
	}
	rows(placesTable, 3, func(line string, f []string) {
		if _, ok := Find(Country, Slug(f[1])); !ok && f[1] != "" {
			t.Errorf("country unknown: %q", line)
		}
	})
	rows(organizationsTable, 7, func(line string, f []string) {
		_, country := Find(Country, Slug(f[5]))
		_, organization := Find(Organization, Slug(f[5]))
		if f[5] != "" && !country && !organization {
			t.Errorf("of nothing: %q", line)
		}
	})
	ids := map[string]string{}
	for _, e := range append(All(Country), All(Organization)...) {
		if e.Wikidata != "" && ids[e.Wikidata] != "" {
			t.Errorf("%s and %s are both %s", e.Name, ids[e.Wikidata], e.Wikidata)
		}
		ids[e.Wikidata] = e.Name
	}
	for kind, least := range map[Kind]int{Country: 195, Organization: 150, Place: 500, Person: 150} {
		if got := len(All(kind)); got < least {
			t.Errorf("%d entries of %s, want %d", got, kind, least)
		}
	}
	if len(Digest()) != 64 {
		t.Error(Digest())
	}
}

func BenchmarkBuild(b *testing.B) {
	for range b.N {
		t := newTables()
		t.readStates()
		t.readPlaces()
		t.readOrganizations()
		t.readOffices()
		t.readTenures("")
		t.readNames()
	}
}

func BenchmarkLookup(b *testing.B) {
	for range b.N {
		Lookup("the White House", "2013-05-07")
	}
}

func FuzzFold(f *testing.F) {
	f.Add("Côte d'Ivoire")
	f.Fuzz(func(t *testing.T, s string) {
		if once := Fold(s); !strings.HasPrefix(once, "the ") && Fold(once) != once && !strings.HasPrefix(Fold(s), "the") {
			t.Errorf("Fold(%q) = %q, folded again %q", s, once, Fold(once))
		}
		Sound(s)
		Lookup(s, "2013")
		Title(s)
	})
}
