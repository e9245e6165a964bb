package export

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
)

// Checks are validators of formats whose published files are known for rows that do
// not fit: by the name of the format, each reports the lines that are wrong.
var Checks = map[string]func(r io.Reader, report func(line int, what string)) error{
	"polecat":        checkPOLECAT,
	"plover":         checkPLOVER,
	"icews":          columnsOf(icewsColumns),
	"triples":        columnsOf(tripleColumns),
	"ftm":            checkFtM,
	"ftm-statements": checkStatements,
}

// maxLine is the longest line that a validator reads.
const maxLine = 64 << 20

// lines gives the lines of a stream with their numbers, from 1.
func lines(r io.Reader, fn func(n int, line string)) error {
	s := bufio.NewScanner(r)
	s.Buffer(nil, maxLine)
	n := 0
	for s.Scan() {
		n++
		fn(n, s.Text())
	}
	return s.Err()
}

// columnsOf makes a check of the head and of the number of cells in each row.
func columnsOf(columns []string) func(io.Reader, func(int, string)) error {
	return func(r io.Reader, report func(int, string)) error {
		return table(r, columns, report, func(int, []string) {})
	}
}

// table checks head and rows of a table, and gives the rows that have all cells.
func table(r io.Reader, columns []string, report func(int, string), row func(n int, cells []string)) error {
	seen := 0
	err := lines(r, func(n int, line string) {
		seen = n
		cells := strings.Split(line, "\t")
		switch {
		case n == 1 && !slices.Equal(cells, columns):
			report(n, fmt.Sprintf("the head is not that of the format: %d columns, want %d, beginning %q", len(cells), len(columns), columns[0]))
		case n > 1 && len(cells) != len(columns):
			report(n, fmt.Sprintf("%d cells, want %d", len(cells), len(columns)))
		case n > 1:
			row(n, cells)
		}
	})
	if err == nil && seen == 0 {
		report(1, "empty: not even a head")
	}
	return err
}

var isDay = regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2}$`)

// checkPOLECAT finds what POLECAT's own files are known for, ragged rows and ids
// that come twice, and values that are none of the format's.
func checkPOLECAT(r io.Reader, report func(int, string)) error {
	ids := map[string]int{}
	return table(r, POLECATColumns, report, func(n int, cells []string) {
		if first, twice := ids[cells[0]]; twice {
			report(n, fmt.Sprintf("Event ID %s was on line %d", cells[0], first))
		}
		ids[cells[0]] = n
		if !isDay.MatchString(cells[1]) {
			report(n, fmt.Sprintf("Event Date %q is no day", cells[1]))
		}
		t, ok := ploverByName(cells[2])
		if !ok {
			report(n, fmt.Sprintf("Event Type %q is none of PLOVER's", cells[2]))
		} else if quads[t.quad] != cells[5] {
			report(n, fmt.Sprintf("Quad Code %q is not that of %s", cells[5], cells[2]))
		}
		if i := slices.Index(cells, ""); i >= 0 {
			report(n, fmt.Sprintf("%s is empty: write None", POLECATColumns[i]))
		}
	})
}

func checkPLOVER(r io.Reader, report func(int, string)) error {
	ids := map[string]int{}
	return lines(r, func(n int, line string) {
		var e ploverEvent
		if err := json.Unmarshal([]byte(line), &e); err != nil {
			report(n, "no record: "+err.Error())
			return
		}
		if first, twice := ids[e.ID]; twice {
			report(n, fmt.Sprintf("id %s was on line %d", e.ID, first))
		}
		ids[e.ID] = n
		switch {
		case e.ID == "" || len(e.Actor) == 0 || len(e.Event) == 0:
			report(n, "id, actor or event is missing")
		case !isDay.MatchString(e.Date):
			report(n, fmt.Sprintf("date %q is no day", e.Date))
		}
		for _, t := range e.Event {
			if _, ok := ploverByName(t); !ok {
				report(n, fmt.Sprintf("event %q is none of PLOVER's", t))
			}
		}
	})
}

var (
	ftmIDs     = regexp.MustCompile(`^[0-9a-zA-Z]([0-9a-zA-Z.-]*[0-9a-zA-Z])?$`)
	ftmDates   = regexp.MustCompile(`^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$`)
	ftmCountry = regexp.MustCompile(`^[a-z]{2}([a-z]{2})?$`)
)

// ftmSchema says which properties a schema has, of those used here, and what the
// entities that they lead to must be.
var ftmSchema = map[string]map[string]string{
	"Person":         {"name": "", "alias": "", "country": "", "position": "", "wikidataId": ""},
	"PublicBody":     {"name": "", "alias": "", "country": "", "wikidataId": ""},
	"Organization":   {"name": "", "alias": "", "country": "", "wikidataId": ""},
	"Position":       {"name": "", "country": "", "organization": "Organization PublicBody"},
	"Occupancy":      {"holder": "Person", "post": "Position", "startDate": "", "endDate": "", "date": ""},
	"Event":          {"name": "", "keywords": "", "date": "", "startDate": "", "endDate": "", "location": "", "country": "", "involved": "Person Organization PublicBody", "organizer": "Person Organization PublicBody", "proof": "Article"},
	"Article":        {"title": "", "author": "", "publisher": "", "publishedAt": "", "sourceUrl": ""},
	"Representation": {"agent": "Person Organization PublicBody", "client": "Person Organization PublicBody"},
	"Membership":     {"member": "Person Organization PublicBody", "organization": "Organization PublicBody"},
	"UnknownLink":    {"subject": "", "object": "", "role": ""},
}

// checkFtM reads entities and finds ids that are none or come twice, schemata and
// properties that there are not, values of the wrong form, and links that lead nowhere.
func checkFtM(r io.Reader, report func(int, string)) error {
	type link struct {
		n            int
		prop, to, of string
	}
	schemata, first := map[string]string{}, map[string]int{}
	var links []link
	err := lines(r, func(n int, line string) {
		var e ftmEntity
		if err := json.Unmarshal([]byte(line), &e); err != nil {
			report(n, "no entity: "+err.Error())
			return
		}
		if at, twice := first[e.ID]; twice {
			report(n, fmt.Sprintf("id %s was on line %d", e.ID, at))
		}
		if !ftmIDs.MatchString(e.ID) {
			report(n, fmt.Sprintf("id %q is none", e.ID))
		}
		schemata[e.ID], first[e.ID] = e.Schema, n
		props, ok := ftmSchema[e.Schema]
		if !ok {
			report(n, fmt.Sprintf("schema %q is unknown", e.Schema))
			return
		}
		for prop, values := range e.Properties {
			of, ok := props[prop]
			if !ok {
				report(n, fmt.Sprintf("%s has no property %q", e.Schema, prop))
			}
			for _, v := range values {
				if what := ftmValue(ftmTypes[prop], v); what != "" {
					report(n, prop+": "+what)
				}
				if ftmTypes[prop] == "entity" {
					links = append(links, link{n, prop, v, of})
				}
			}
		}
	})
	for _, l := range links {
		switch schema, ok := schemata[l.to]; {
		case !ok:
			report(l.n, fmt.Sprintf("%s leads to %s, which is not there", l.prop, l.to))
		case l.of != "" && !slices.Contains(strings.Fields(l.of), schema):
			report(l.n, fmt.Sprintf("%s leads to a %s", l.prop, schema))
		}
	}
	return err
}

// ftmValue says what is wrong with a value of a type.
func ftmValue(typ, v string) string {
	switch {
	case v == "":
		return "empty"
	case typ == "date" && !ftmDates.MatchString(v):
		return fmt.Sprintf("%q is no date", v)
	case typ == "country" && !ftmCountry.MatchString(v):
		return fmt.Sprintf("%q is no country", v)
	}
	return ""
}

func checkStatements(r io.Reader, report func(int, string)) error {
	ids := map[string]int{}
	return lines(r, func(n int, line string) {
		var s ftmStatement
		if err := json.Unmarshal([]byte(line), &s); err != nil {
			report(n, "no statement: "+err.Error())
			return
		}
		if at, twice := ids[s.ID]; twice {
			report(n, fmt.Sprintf("id %s was on line %d", s.ID, at))
		}
		ids[s.ID] = n
		if s.EntityID == "" || s.Prop == "" || s.Schema == "" || s.Value == "" {
			report(n, "entity_id, prop, schema or value is missing")
		}
	})
}
