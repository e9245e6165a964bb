package extract

import (
	"slices"
	"strings"
	"testing"

	"entente/graph/ontology"
	"entente/loaders/article"
)

// meetingOf returns who takes part in the first meeting of a reading and where it is, as
// all claims about it tell.
func meetingOf(r Reading) (people, places string) {
	var who, where []string
	first := slices.IndexFunc(r.Claims, func(c Claim) bool { return c.Kind == ontology.MeetingKind.Name })
	for i, c := range r.Claims {
		if i != first && (first < 0 || c.Same != first) {
			continue
		}
		for _, p := range c.Parts {
			if p.Entity < 0 {
				continue
			}
			name := r.Entities[p.Entity].Name
			for _, m := range r.Entities[p.Entity].Mentions {
				if m.Kind == "name" && len(m.Text) > len(name) {
					name = m.Text
				}
			}
			switch p.Role {
			case "participant":
				who = append(who, name)
			case "place":
				where = append(where, name)
			}
		}
	}
	slices.Sort(who)
	slices.Sort(where)
	return strings.Join(slices.Compact(who), ", "), strings.Join(slices.Compact(where), ", ")
}

// TestOneMeeting: what several sentences tell of one meeting, and what they do not.
func TestOneMeeting(t *testing.T) {
	for _, c := range []struct{ text, people, places string }{
		// states give way to those who lead them
		{"A summit of the leaders of Norway and Poland ended on Tuesday. President Karel Voss of Poland and Prime Minister Anna Holt of Norway met for two hours.", "Anna Holt, Karel Voss", ""},
		{"The leaders of Norway and Poland met on Tuesday. President Karel Voss of Poland left early.", "Norway, Poland", ""},
		// a house stands in some city
		{"A meeting of Anna Holt with Karel Voss collapsed on Tuesday in Geneva. Anna Holt and Karel Voss had talked for two days in Lutton House.", "Anna Holt, Karel Voss", "Geneva, Lutton House"},
		{"A meeting of Anna Holt with Karel Voss collapsed on Tuesday in Geneva. Anna Holt and Karel Voss had talked for two days in Oslo.", "Anna Holt, Karel Voss", "Geneva"},
		// the next sentence spells out who will come
		{"A meeting of the foreign ministers will be held in Geneva on Friday. Anna Holt is to receive Karel Voss.", "Anna Holt, Karel Voss", "Geneva"},
		{"A meeting of the foreign ministers will be held in Geneva on Friday. Anna Holt is to receive Karel Voss in Oslo.", "", "Geneva"},
		// who praises it elsewhere says not where it was
		{"Anna Holt and Karel Voss met on Tuesday in Oslo. In Warsaw, Lena Lund praised the meeting.", "Anna Holt, Karel Voss", "Oslo"},
	} {
		_, r := read(t, article.Article{ID: "one", Published: "2021-06-10", Text: c.text})
		if people, places := meetingOf(r); people != c.people || places != c.places {
			t.Errorf("%q: %q in %q, want %q in %q\n%s", c.text, people, places, c.people, c.places, lines(r))
		}
	}
}

// TestSeriesReach: those of a series are told near by; a round of other talks far down a
// transcript is not theirs.
func TestSeriesReach(t *testing.T) {
	filler := strings.Repeat(" The market was calm that day.", 14)
	for text, want := range map[string]string{
		"Norway and Poland held talks on Tuesday. The next round of talks is to be held in Geneva.":           "Norway, Poland",
		"Norway and Poland held talks on Tuesday." + filler + " The sixth round of talks will end in Geneva.": "",
	} {
		_, r := read(t, article.Article{ID: "series", Published: "2021-06-10", Text: text})
		last := r.Claims[0]
		for _, c := range r.Claims {
			if c.Kind == ontology.MeetingKind.Name {
				last = c
			}
		}
		var who []string
		for _, e := range last.players("participant") {
			who = append(who, r.Entities[e].Mentions[0].Text)
		}
		if got := strings.Join(who, ", "); got != want || !says(r, last, []string{"place=Geneva"}) {
			t.Errorf("%q: %q, want %q\n%s", text, got, want, lines(r))
		}
	}
}

// TestSisters: the plural of a name that two states share is both of them.
func TestSisters(t *testing.T) {
	for text, want := range map[string]string{
		"Envoys of the two Koreas met on Tuesday in Oslo.":          "country:north-korea country:south-korea",
		"Envoys of South Korea and Poland met on Tuesday in Oslo.":  "country:poland country:south-korea",
		"Envoys of the Maldives and Poland met on Tuesday in Oslo.": "country:maldives country:poland",
	} {
		_, r := read(t, article.Article{ID: "sisters", Published: "2021-06-10", Text: text})
		var refs []string
		for _, c := range r.Claims {
			for _, e := range c.players("participant") {
				refs = append(refs, r.Entities[e].Ref)
			}
		}
		slices.Sort(refs)
		if got := strings.Join(refs, " "); got != want {
			t.Errorf("%q: %q, want %q\n%s", text, got, want, lines(r))
		}
	}
}
