package gazetteer

import (
	"cmp"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"entente/graph/when"
)

// A user's own gazetteer is a table of people, organizations and tenures that is read
// after the tables of the program. Its lines begin with their kind:
//
//	person        name  aliases  gender  country  wikidata
//	organization  name  aliases  kind  of  wikidata
//	tenure        person  title  of  start  end  note
//
// with tabs between the fields and semicolons in lists; what is empty at the end may be
// left out. Lines that begin with # are passed over. "of" and "country" are names or
// slugs of states and organizations, of the program's tables or of this one.

// userTable is the table that Use took. It is set once, before the first look-up.
var userTable string

// ErrInUse is the cause when a table comes after the first look-up.
var ErrInUse = errors.New("the gazetteer is in use already")

// Use adds a user's table to the gazetteer, which must not have been asked anything
// yet. It is part of the digest. A table with errors (Lint) is refused with the first.
func Use(table string) error {
	if inUse.Load() {
		return fmt.Errorf("use gazetteer: %w", ErrInUse)
	}
	userTable = table
	for _, p := range Lint(table) {
		if !p.Warning {
			return fmt.Errorf("gazetteer: %s", p)
		}
	}
	return nil
}

// Problem is something wrong with a line of a user's table.
type Problem struct {
	Line    int  `json:"line"` // from 1
	Field   int  `json:"field,omitempty"`
	Warning bool `json:"warning,omitempty"` // it may be meant; errors are not taken
	What    string
}

// String is "line 3, field 4: ...".
func (p Problem) String() string {
	at := fmt.Sprintf("line %d", p.Line)
	if p.Field > 0 {
		at += fmt.Sprintf(", field %d", p.Field)
	}
	if p.Warning {
		at += ": warning"
	}
	return at + ": " + p.What
}

// userFields is how many fields the lines of each kind may have, the kind included.
var userFields = map[string]int{"person": 6, "organization": 6, "tenure": 7}

var wikidataID = regexp.MustCompile(`^Q[1-9][0-9]*$`)

// Lint lists what is wrong with a user's table, held against the program's tables and
// against itself, in the order of its lines.
func Lint(table string) []Problem {
	l := &linter{t: build(""), own: map[string]bool{}, people: map[string]bool{}}
	eachUserLine(table, func(_ int, f []string) {
		if len(f) > 1 && (f[0] == "organization" || f[0] == "person") {
			l.own[Fold(f[1])] = true
		}
		if len(f) > 1 && f[0] == "person" {
			l.people[Fold(f[1])] = true
		}
	})
	eachUserLine(table, l.line)
	return l.problems
}

// eachUserLine calls f with the fields of each line that is not empty or a remark.
func eachUserLine(table string, f func(n int, fields []string)) {
	n := 0
	for line := range strings.Lines(table) {
		n++
		line = strings.TrimRight(line, "\r\n")
		if strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#") {
			continue
		}
		f(n, strings.Split(line, "\t"))
	}
}

// linter looks at one table.
type linter struct {
	t        *tables
	own      map[string]bool // folded names of the table's organizations and people
	people   map[string]bool
	seen     []string // lines so far
	problems []Problem
	n        int
}

func (l *linter) say(field int, warning bool, format string, args ...any) {
	l.problems = append(l.problems, Problem{l.n, field, warning, fmt.Sprintf(format, args...)})
}

func (l *linter) line(n int, f []string) {
	l.n = n
	most, ok := userFields[f[0]]
	switch {
	case !ok:
		l.say(1, false, "kind %q is none of person, organization, tenure", f[0])
		return
	case len(f) > most:
		l.say(0, false, "a line of a %s has at most %d fields, this one %d", f[0], most, len(f))
		return
	}
	if slices.Contains(l.seen, strings.Join(f, "\t")) {
		l.say(0, false, "the line is there twice")
	}
	l.seen = append(l.seen, strings.Join(f, "\t"))
	for len(f) < 7 {
		f = append(f, "")
	}
	if Fold(f[1]) == "" {
		l.say(2, false, "it has no name")
		return
	}
	switch f[0] {
	case "person":
		l.person(f)
	case "organization":
		l.organization(f)
	case "tenure":
		l.tenure(f)
	}
}

func (l *linter) person(f []string) {
	if len(strings.Fields(f[1])) < 2 {
		l.say(2, true, "%q is a single word: it will be taken for this person wherever it stands", f[1])
	}
	l.names(f, Person)
	if _, ok := genders[f[3]]; !ok && f[3] != "" {
		l.say(4, false, "gender %q is none of m, f", f[3])
	}
	l.of(5, f[4], false)
	l.wikidata(6, f[5])
}

func (l *linter) organization(f []string) {
	l.names(f, Organization)
	l.of(5, f[4], false)
	l.wikidata(6, f[5])
}

// names warns of names that mean something else already.
func (l *linter) names(f []string, kind Kind) {
	for _, n := range append(list(f[2]), f[1]) {
		for _, ref := range l.t.index[Fold(n)] {
			if ref.sense <= Acronym && (ref.entry.Kind != kind || Fold(ref.entry.Name) != Fold(f[1])) {
				l.say(2, true, "%q means %s:%s (%s) already", n, ref.entry.Kind, ref.entry.Slug, ref.entry.Name)
				break
			}
		}
	}
}

// of holds the name of a country or an organization against what is known.
func (l *linter) of(field int, name string, needed bool) {
	switch {
	case name == "" && needed:
		l.say(field, false, "it does not say of what country or organization")
	case name == "" || l.own[Fold(name)]:
	case l.t.ofSlug(name) == "":
		l.say(field, false, "%q is no country or organization of the tables; write a line for it above, or its usual English name", name)
	}
}

func (l *linter) wikidata(field int, id string) {
	if id != "" && !wikidataID.MatchString(id) {
		l.say(field, false, "%q is no Wikidata id such as Q49214", id)
	}
}

func (l *linter) tenure(f []string) {
	if !l.people[Fold(f[1])] && l.t.entries[string(Person)+":"+Slug(f[1])] == nil {
		l.say(2, true, "%q has no line of a person here, and is not in the tables: only this name is known of them", f[1])
	}
	if f[2] == "" {
		l.say(3, false, "it has no title")
	} else if _, ok := l.t.offices[Fold(f[2])]; !ok {
		l.say(3, true, "title %q is not in the tables: it is taken as it stands", f[2])
	}
	l.of(4, f[3], true)
	start, end := l.day(5, f[4]), l.day(6, f[5])
	if f[4] == "" {
		l.say(5, false, "it does not say when the office began")
	}
	if start != "" && end != "" && when.Compare(end, start) < 0 {
		l.say(6, false, "it ends on %s, before it begins on %s", end, start)
		return
	}
	l.overlaps(f, start, end)
}

func (l *linter) day(field int, s string) when.Date {
	d, err := when.Parse(s)
	if err != nil && s != "" {
		l.say(field, false, "%q is no date such as 2013-02-01, 2013-02 or 2013: %v", s, err)
		return ""
	}
	return d
}

// overlaps warns where another holds the office on the first day.
func (l *linter) overlaps(f []string, start, _ when.Date) {
	office := strings.ReplaceAll(Fold(f[2]), " ", "-")
	if o, ok := l.t.offices[Fold(f[2])]; ok {
		office = o.Slug
	}
	first, _, ok := start.Bounds()
	for _, t := range l.t.byOffice[office+" "+l.t.ofSlug(f[3])] {
		from, to := t.days()
		if ok && t.Slug != Slug(f[1]) && from < first && first < to {
			l.say(5, true, "on %s the office is held by %s (%s to %s)", start, t.Holder, t.Start, t.End)
			return
		}
	}
}

// ofSlug is the slug of the country or organization of a name or slug, empty for none.
func (t *tables) ofSlug(name string) string {
	of := t.slugOf(Slug(name))
	if t.entries[string(Country)+":"+of] == nil && t.entries[string(Organization)+":"+of] == nil {
		return ""
	}
	return of
}

// readUser reads a user's table: organizations first, so that tenures can be of them.
func (t *tables) readUser(table string) {
	for _, kind := range []string{"organization", "person", "tenure"} {
		eachUserLine(table, func(_ int, f []string) {
			if f[0] != kind {
				return
			}
			line := strings.Join(f, "\t")
			for len(f) < 7 {
				f = append(f, "")
			}
			t.userLine(f, line)
		})
	}
}

func (t *tables) userLine(f []string, line string) {
	switch f[0] {
	case "organization":
		e := t.enter(&Entry{Kind: Organization, Slug: Slug(f[1]), Name: f[1], Aliases: list(f[2]), Sort: f[3], Wikidata: f[5], Line: line})
		if of := t.ofSlug(f[4]); t.entries[string(Country)+":"+of] != nil {
			e.Country = of
		} else {
			e.Of = of
		}
		t.add(e, Name, append([]string{f[1]}, list(f[2])...)...)
	case "person":
		e := t.person(&Entry{Kind: Person, Slug: Slug(f[1]), Name: f[1], Aliases: list(f[2]), Gender: genders[f[3]], Country: t.ofSlug(f[4]), Wikidata: f[5], Line: line})
		t.add(e, Name, append([]string{f[1]}, list(f[2])...)...)
	case "tenure":
		t.tenure(&Entry{Name: f[1]}, Tenure{Title: f[2], Of: t.ofSlug(f[3]), Start: when.Date(f[4]), End: when.Date(f[5]), Note: f[6], Line: line})
	}
}

// HoldersOn returns the tenures of an office, by slug, that a day touches, of all
// countries and organizations or of one, by its slug, in the order of theirs.
func HoldersOn(office, of string, on when.Date) []Tenure {
	first, last, ok := on.Bounds()
	var all []Tenure
	for _, stays := range world().byOffice {
		for _, t := range stays {
			start, end := t.days()
			if t.Office == office && (of == "" || t.Of == of) && (!ok || start <= last && first <= end) {
				all = append(all, t)
			}
		}
	}
	slices.SortFunc(all, func(a, b Tenure) int {
		return cmp.Or(strings.Compare(a.Of, b.Of), strings.Compare(string(a.Start), string(b.Start)), strings.Compare(a.Slug, b.Slug))
	})
	return all
}
